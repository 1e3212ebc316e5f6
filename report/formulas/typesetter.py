"""LaTeX in, `Formula` out; what was set once is not set again."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Protocol, Self

import msgspec

from report.errors import FormulaError
from report.formulas.process import ENGINE, TIME_LIMIT, Engine
from report.model import Formula
from report.npm import npm_versions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

PACKAGES = (
    "@fontsource/stix-two-math",
    "@mathjax/mathjax-stix2-font",
    "@mathjax/src",
    "speech-rule-engine",
    "temml",
)
SHOWN = 60
"""Characters of a formula that a message quotes."""


class Store(Protocol):
    """Bytes kept by key from one build to the next."""

    def get(self, key: str, /) -> bytes | None:
        """Return what was put under `key`, or None."""

    def put(self, key: str, value: bytes, /) -> None:
        """Keep `value` under `key`."""


class Typesetter:
    """Sets formulas; node starts at the first one that is not in the store.

    Parameters
    ----------
    store : Store, optional
        Where formulas are kept between builds.
    column_em : float, optional
        Width of the column in em; wider display formulas are broken at a relation or operator. None: never broken.
    row_em : float, optional
        The same for the rows of a derivation, which share the column with a verdict: displays that begin with an
        empty group, ``{} = x``.
    time_limit : float
        Seconds a formula may take.
    engine : Engine, optional
        One that was started in advance; it is ended with this typesetter, and has its own time limit.

    Attributes
    ----------
    asked : list of (str, bool, bool)
        Each formula that was asked for: LaTeX, whether it is a display, and whether the store had it.
    """

    def __init__(
        self,
        store: Store | None = None,
        *,
        column_em: float | None = None,
        row_em: float | None = None,
        time_limit: float = TIME_LIMIT,
        engine: Engine | None = None,
    ) -> None:
        self.engine = engine or Engine(time_limit)
        self._store = store
        self._column_em = column_em
        self._row_em = row_em
        self.asked: list[tuple[str, bool, bool]] = []
        self._set: dict[str, Formula] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the node process."""
        self.engine.close()

    def typeset(self, tex: str, display: bool) -> Formula:
        r"""Return `tex` in all its forms.

        Numbers and labels (``\tag``, ``\label``) are taken out: they belong to the page.

        Raises
        ------
        FormulaError
            If `tex` is not LaTeX that both engines know, naming column and token; or takes too long.
        MissingToolError
            If node or its packages are missing, and the store does not have the formula.
        """
        key = self.key(tex, display)
        if key not in self._set:
            kept = self._stored(key)
            self._set[key] = kept or self._anew(key, tex, display)
            self.asked.append((tex, display, kept is not None))
        return self._set[key]

    def _anew(self, key: str, tex: str, display: bool) -> Formula:
        formula = self._typeset(tex, display)
        if self._store is not None:
            self._store.put(key, msgspec.json.encode(formula))
        return formula

    def typeset_all(self, formulas: Iterable[tuple[str, bool]]) -> list[Formula]:
        """Return the `Formula` of each pair of LaTeX and display, in order."""
        return [self.typeset(tex, display) for tex, display in formulas]

    def key(self, tex: str, display: bool) -> str:
        """Return the name under which the store holds a formula: a hash of all it depends on."""
        parts = [engine_version(), tex, display, self._room(tex, display)]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def _room(self, tex: str, display: bool) -> float | None:
        if not display:
            return None
        return self._row_em if tex.startswith("{}") else self._column_em

    def _stored(self, key: str) -> Formula | None:
        kept = self._store.get(key) if self._store is not None else None
        if kept is None:
            return None
        try:
            return msgspec.json.decode(kept, type=Formula)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None  # a damaged entry is replaced

    def _typeset(self, tex: str, display: bool) -> Formula:
        if not tex.strip():
            raise FormulaError("an empty formula")
        question = {"tex": tex, "display": display, "column_em": self._room(tex, display)}
        answer = self.engine.ask(question, about=_quoted(tex))
        if "error" in answer:
            at = f" {answer['token']}" if answer["token"] else " its end"
            raise FormulaError(f"{answer['error']} (column {answer['column']}, at{at}) in {_quoted(tex)}")
        return Formula(tex=tex, display=display, **answer)


@cache
def engine_version() -> str:
    """Return a hash of the scripts and of the versions of the packages they run."""
    scripts = b"".join(path.read_bytes() for path in sorted(ENGINE.parent.glob("*.mjs")))
    return hashlib.sha256(scripts + json.dumps(npm_versions(PACKAGES)).encode()).hexdigest()


def _quoted(tex: str) -> str:
    line = " ".join(tex.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"

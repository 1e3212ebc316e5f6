"""What a result, a figure or a verdict depends on, part by part: it is valid while every part is the same."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from report.cache.callables import address, bound, digest_of, modules
from report.cache.codec import encode
from report.cache.index import Index
from report.cache.sources import Sources
from report.cache.versions import machine, package_versions
from report.model import Derivation, Exercise, Figure, Resolved, Settings, Sheet

Parts = Mapping[str, str]
"""Each part under a name that a reader understands: ``module analyses.relu.bounds``, ``parameter seed``."""

SHOWN = 40
"""Characters of a value that a reason may quote; what is longer has changed, and that is all."""


def key(parts: Parts) -> str:
    """Return one hash of all `parts`."""
    return hashlib.sha256(msgspec.json.encode(sorted(parts.items()))).hexdigest()


def difference(before: Parts | None, now: Parts) -> str:
    """Return in words how `now` differs from `before`: what changed, came, or went."""
    if before is None:
        return "for the first time"
    words = [_change(name, before[name], now[name]) for name in now if name in before and now[name] != before[name]]
    words += [f"{name} is new" for name in now if name not in before]
    words += [f"{name} is gone" for name in before if name not in now]
    return "anew: " + (", ".join(words) or "what was kept is gone")


def _change(name: str, before: str, now: str) -> str:
    return f"{name}: {before} is now {now}" if len(before) + len(now) <= SHOWN else f"{name} changed"


class Fingerprints:
    """Fingerprints of what a project declares.

    Parameters
    ----------
    sources : Sources
    index : Index
    """

    def __init__(self, sources: Sources, index: Index) -> None:
        self._sources = sources
        self._index = index
        self._code: dict[tuple[str, ...], dict[str, str]] = {}

    def code(self, *modules: str) -> dict[str, str]:
        """Return the parts of `modules`: themselves, what they import, and what that runs on."""
        if modules not in self._code:
            closure = self._sources.closure(*modules)
            versions = package_versions(closure.packages, self._index)
            self._code[modules] = {
                **{f"module {name}": digest for name, digest in closure.modules.items()},
                **{f"package {name}": version for name, version in versions.items()},
                "python": machine(),
            }
        return dict(self._code[modules])

    def result(self, exercise: Exercise[Any], inputs: Mapping[str, Resolved], settings: Settings) -> dict[str, str]:
        """Return the parts of the result of `exercise`."""
        files = {
            f"data {found.shown}/{file.path}" if file.path != "." else f"data {found.shown}": file.sha256
            for found in inputs.values()
            for file in found.files
        }
        # Which file is whose counts where several inputs may read the same.
        whose = {f"files of {name}": digest_of([one.path for one in found.files]) for name, found in inputs.items()}
        return {
            **self._callables(compute=exercise.compute),
            **files,
            **(whose if len(inputs) > 1 else {}),
            **{f"folder of {name}": found.shown for name, found in inputs.items()},
            **{f"parameter {one.name}": repr(one.of(settings)) for one in exercise.parameters},
        }

    def judgement(self, exercise: Exercise[Any], result: str) -> dict[str, str]:
        """Return the parts of what `exercise` says of a result with the digest `result`: claims, and which figures."""
        conditions = {f"condition of figure {figure.name}": figure.when for figure in exercise.figures}
        return {
            "name": f"claims of {exercise.slug}",
            **self._callables(claims=exercise.claims, **conditions),
            "result": result,
        }

    def section(self, exercise: Exercise[Any], inputs: Mapping[str, Resolved], settings: Settings) -> dict[str, str]:
        """Return the parts of what a page sees of `exercise` beside its pieces: declaration, data, settings, code."""
        declared = (exercise.number, exercise.slug, exercise.title, exercise.inputs, exercise.parameters, exercise.code)
        shown = (exercise.derivations, [figure.name for figure in exercise.figures])
        drawn = {f"figure {figure.name}": figure.draw for figure in exercise.figures}
        return {
            **self._callables(compute=exercise.compute, claims=exercise.claims, **drawn),
            "declaration": digest_of(repr((declared, shown))),
            "inputs": digest_of([(found.shown, encode(found.files)) for found in inputs.values()]),
            **{f"parameter {name}": repr(value) for name, value in settings.items()},
        }

    def figure(self, figure: Figure[Any], result: str, style: Path, fonts: str) -> dict[str, str]:
        """Return the parts of `figure`, drawn from a result with the digest `result` in the given style and fonts."""
        return {
            "name": figure.name,
            **self._callables(draw=figure.draw, alt=figure.alt, areas=figure.areas),
            **self.code("report.figures"),
            "result": result,
            "height": repr(figure.height),
            "style": self._index.fact("style", style, _digest),
            "fonts": fonts,
        }

    def derivation(self, derivation: Derivation) -> dict[str, str]:
        """Return the parts of the verdicts on `derivation`."""
        return {
            "name": derivation.name,
            **self.code(*self._sources.package("report.proof")),
            "LaTeX": derivation.latex,
            "signature": hashlib.sha256(encode(derivation.signature)).hexdigest(),
            "assumed steps": hashlib.sha256(encode(derivation.assumed)).hexdigest(),
        }

    def page(self, parts: Parts) -> dict[str, str]:
        """Return the parts of a piece of a page that depends on `parts` beside the engine that makes pages."""
        return {**self.code(*self._sources.package("report.page")), **parts}

    def sheet(self, sheet: Sheet) -> dict[str, str]:
        """Return the parts of what a page sees of `sheet` beside its exercises: declaration and code."""
        printed = [(one.exercise, one.quantity, one.printed, one.where, one.why) for one in sheet.published]
        declared = (sheet.slug, sheet.title, sheet.subtitle, sheet.date, sheet.language, sheet.corrections, printed)
        return {**self.code(f"analyses.{sheet.slug}"), "declaration": digest_of(repr(declared))}

    def document(
        self, html: str, formulas: Mapping[str, tuple[str, bool]], engine: str, libraries: Mapping[str, str]
    ) -> dict[str, str]:
        """Return the parts of the PDF of a page.

        Parameters
        ----------
        html : str
        formulas : mapping of str to (str, bool)
            Those in it.
        engine : str
            The version of what sets them.
        libraries : mapping of str to str
            Versions of what lays pages out and comes with the system.
        """
        return {
            **self.code(*self._sources.package("report.pdf")),
            **{f"library {name}": version for name, version in libraries.items()},
            "page": hashlib.sha256(html.encode()).hexdigest(),
            "formulas": digest_of([engine, dict(formulas)]),
            "epoch": os.environ.get("SOURCE_DATE_EPOCH", ""),
        }

    def joined(self, contents: Iterable[bytes]) -> dict[str, str]:
        """Return the parts of a PDF that is joined of others."""
        pieces = {f"document {number}": hashlib.sha256(one).hexdigest() for number, one in enumerate(contents, 1)}
        return {**self.code("report.pdf.join"), **pieces}

    def written(self, parts: Parts) -> int:
        """Return when the youngest module among `parts` was written, in nanoseconds."""
        names = [name.removeprefix("module ") for name in parts if name.startswith("module ")]
        return self._sources.written(names)

    def _callables(self, **functions: Callable[..., Any]) -> dict[str, str]:
        values = {f"value in {name}": digest for one in functions.values() for name, digest in bound(one)}
        named = {f"function {role}": address(one) for role, one in functions.items()}
        defined = dict.fromkeys(module for one in functions.values() for module in modules(one))
        return self.code(*defined) | named | values


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

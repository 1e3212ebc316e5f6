"""Where words may be broken: patterns that WeasyPrint reads at every start, kept as they are once read."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from report.formulas import Store


def remember_hyphens(language: str, store: Store) -> None:
    """Let WeasyPrint have the patterns of `language` from `store`, in a tenth of the time that reading them takes.

    A language without patterns is not broken; one whose patterns change letters at the break is left to be read.

    Parameters
    ----------
    language : str
        Such as ``en``.
    store : Store
    """
    import pyphen

    path = pyphen.LANGUAGES.get(pyphen.language_fallback(language) or "")
    if path is None or path in pyphen.hdcache:
        return
    place = f"hyphenation {version('pyphen')} {path.name}"
    kept = store.get(place)
    if kept is not None:
        pyphen.hdcache[path] = _made(pyphen.HyphDict, *msgspec.msgpack.decode(kept))
        return
    read = pyphen.hdcache[path] = pyphen.HyphDict(path)
    if all(type(value) is int for _, values in read.patterns.values() for value in values):
        store.put(place, msgspec.msgpack.encode([read.patterns, read.maxlen]))


def _made(kind: type, patterns: dict[str, Any], longest: int) -> Any:
    made: Any = object.__new__(kind)
    made.patterns, made.maxlen, made.cache = patterns, longest, {}
    return made

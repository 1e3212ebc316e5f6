"""The libraries that lines are broken and fonts are cut with, which come with the system: a PDF depends on them."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Iterator, Sequence
from functools import cache

MISSING = "missing"
"""The version of a library that is not there."""

_NAMES = {
    "Pango": ("pango_version_string", "libpango-1.0.so.0", ("libpango-1.0-0", "pango-1.0-0", "pango-1.0")),
    "HarfBuzz": ("hb_version_string", "libharfbuzz.so.0", ("libharfbuzz-0", "harfbuzz")),
    "HarfBuzz-Subset": ("hb_version_string", "libharfbuzz-subset.so.0", ("libharfbuzz-subset-0", "harfbuzz-subset")),
}
"""Of each, what tells its version, its name for Linux's loader, and those that WeasyPrint searches for elsewhere."""


@cache
def library_versions() -> dict[str, str]:
    """Return the version of each library by its name, `MISSING` where there is none."""
    return {name: _version(*names) for name, names in _NAMES.items()}


def _version(teller: str, soname: str, searched: Sequence[str]) -> str:
    for path in _paths(soname, searched):
        try:
            tell = getattr(ctypes.CDLL(path), teller)
        except (OSError, AttributeError):  # there is none, or it does not pass on what the library below it offers
            continue
        tell.restype = ctypes.c_char_p
        return str(tell().decode())
    return MISSING


def _paths(soname: str, searched: Sequence[str]) -> Iterator[str]:
    if sys.platform == "linux":
        yield soname
        return
    for name in searched:
        if found := ctypes.util.find_library(name):
            yield found

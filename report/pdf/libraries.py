"""The libraries that lines are broken and fonts are cut with, which come with the system: a PDF depends on them."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Iterator
from functools import cache

MISSING = "missing"
"""The version of a library that is not there."""

_NAMES = {
    "Pango": ("pango_version_string", "libpango-1.0.so.0", "pango-1.0"),
    "HarfBuzz": ("hb_version_string", "libharfbuzz.so.0", "harfbuzz"),
    "HarfBuzz-Subset": ("hb_version_string", "libharfbuzz-subset.so.0", "harfbuzz-subset"),
}
"""Of each, the function that tells its version, and its names: for Linux's loader, and for a search elsewhere."""


@cache
def library_versions() -> dict[str, str]:
    """Return the version of each library by its name, `MISSING` where there is none."""
    return {name: _version(*names) for name, names in _NAMES.items()}


def _version(teller: str, soname: str, searched: str) -> str:
    for path in _paths(soname, searched):
        try:
            tell = getattr(ctypes.CDLL(path), teller)
        except OSError:
            continue
        tell.restype = ctypes.c_char_p
        return str(tell().decode())
    return MISSING


def _paths(soname: str, searched: str) -> Iterator[str]:
    if sys.platform == "linux":
        yield soname
    elif found := ctypes.util.find_library(searched):
        yield found

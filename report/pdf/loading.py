"""How WeasyPrint is imported: its libraries are found by name, and what it hardly ever calls is left for later."""

from __future__ import annotations

import ctypes.util
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

SELDOM = ("fontTools.subset", "fontTools.varLib.instancer")
"""What WeasyPrint imports for fonts that vary, and for machines without HarfBuzz-Subset: a third of its own import."""


@contextmanager
def loaded_by_name() -> Iterator[None]:
    """Let libraries be looked for by the loader alone, where their names are the loader's.

    WeasyPrint asks for each by several names, Linux's last. For every other one Python would ask the C compiler and
    ``ldconfig``, which takes a quarter of a second and finds nothing that the loader does not.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextmanager
def imported_when_called(*names: str) -> Iterator[None]:
    """Let whoever imports these modules hold stand-ins, unless they are imported already.

    Parameters
    ----------
    *names : str
        Modules of which nothing but functions and classes is used, and these are only called.
    """
    held = {name: _Later(name) for name in names if name not in sys.modules}
    sys.modules.update(held)
    try:
        yield
    finally:
        for name, module in held.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


class _Later(ModuleType):
    """Stands for a module that is imported when something in it is called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def called(*arguments: Any, **named: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*arguments, **named)

        return called

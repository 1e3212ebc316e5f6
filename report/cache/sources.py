"""What a module of ours says and what it imports, read from its syntax tree; nothing is run.

``from package import name`` counts the module that defines `name`: the submodule of that name, or where
the package's ``__init__`` takes it from, or the ``__init__`` itself. A package whose submodule is imported
does not count for that alone. Imports under ``if TYPE_CHECKING`` never happen, so they do not count.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from report.cache.index import Index
from report.cache.store import CLOCK_NS
from report.cache.syntax import PACKAGE, read
from report.errors import DeclarationError

OURS = ("analyses", "report")
"""The packages that are read; of all others the version counts."""

SHEETS = "analyses."
"""What their modules import must be written there; the engine knows what it does."""

ENGINE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Source:
    """What counts of a module.

    Attributes
    ----------
    digest : str
        Of its syntax tree without docstrings.
    imports : sequence of pairs of str
        Module and name; the name is empty where the whole module is imported.
    taken : mapping of str to pair of str
        Names that its top level takes from elsewhere and leaves as they are: module and name there.
    own : sequence of str
        Names that its top level binds itself.
    acts : bool
        Whether its top level does more than import, define and name.
    computed : int
        The first line that imports a module whose name is not written there; 0 if none does.
    """

    digest: str
    imports: Sequence[Sequence[str]]
    taken: dict[str, Sequence[str]]
    own: Sequence[str]
    acts: bool
    computed: int


@dataclass(frozen=True)
class Closure:
    """Modules of ours with the digest of each, and the names of other packages they import."""

    modules: dict[str, str]
    packages: frozenset[str]


class Sources:
    """The modules of a project and of the engine.

    Parameters
    ----------
    project : Path
        Holds ``analyses/``; what it lacks is looked for beside the engine.
    index : Index
    """

    def __init__(self, project: Path, index: Index) -> None:
        self._roots = tuple(dict.fromkeys((project.resolve(), ENGINE)))
        self._index = index
        self._files: dict[str, Path | None] = {}
        self._closures: dict[tuple[str, ...], Closure] = {}
        self._packages: dict[str, tuple[str, ...]] = {}
        self._sources: dict[str, Source] = {}

    def closure(self, *modules: str) -> Closure:
        """Return `modules` and all that they import, whatever imports it.

        Raises
        ------
        DeclarationError
            If one of them imports a module of ours that is not there.
        """
        if modules not in self._closures:
            self._closures[modules] = self._closed(modules)
        return self._closures[modules]

    def package(self, name: str) -> tuple[str, ...]:
        """Return the package `name` and every module in it, imported by anything or not."""
        if name not in self._packages:
            top = self._path(name).parent
            below = (path.relative_to(top).with_suffix("").parts for path in sorted(top.rglob("*.py")))
            self._packages[name] = tuple(".".join((name, *parts)).removesuffix(".__init__") for parts in below)
        return self._packages[name]

    def written(self, modules: Iterable[str]) -> int:
        """Return when the youngest of `modules` was written, in nanoseconds.

        The time of the entry counts less the clock's step: a copy that keeps an old time is seen, and a file whose time
        was set back just before a build is not taken for one that was saved in it.
        """
        found = (self._path(name).stat() for name in modules)
        return max((max(one.st_mtime_ns, one.st_ctime_ns - CLOCK_NS) for one in found), default=0)

    def _closed(self, modules: tuple[str, ...]) -> Closure:
        digests: dict[str, str] = {}
        importers: dict[str, str] = {}
        waiting = [*modules]
        while waiting:
            name = waiting.pop()
            if name in digests:
                continue
            source = self._source(name)
            if source.computed and name.startswith(SHEETS):
                raise DeclarationError(
                    "imports a module by a name that is not written there",
                    place=f"{self._shown(name)}:{source.computed}",
                    remedy="Write the name: a change in that module would go unnoticed.",
                )
            digests[name] = source.digest
            waiting += self._acting(name)
            for module, imported in source.imports:
                if imported == PACKAGE:
                    waiting += [module] if self._find(module) else []
                elif module.partition(".")[0] in OURS:
                    waiting.append(self._imported(name, module, imported))
                else:
                    importers.setdefault(module.partition(".")[0], name)
        packages = frozenset(importers.keys() - sys.stdlib_module_names)
        for package in sorted(packages):
            self._check_foreign(importers[package], package)
        return Closure(dict(sorted(digests.items())), packages)

    def _imported(self, by: str, module: str, name: str) -> str:
        """Return the module of ours that ``from module import name`` counts.

        Raises
        ------
        DeclarationError
            If there is none: Python would complain only when it gets there, and not where.
        """
        found = self._definer(module, name)
        if self._find(found) is None:
            raise DeclarationError(
                f"imports {found}, which is not there",
                place=self._shown(by),
                remedy="Mend the import, or write the module.",
            )
        return found

    def _definer(self, module: str, name: str) -> str:
        """Return the module of ours in which ``from module import name`` ends."""
        path = self._find(module)
        if path is None or path.name != "__init__.py" or not name:
            return module
        taken = self._source(module).taken.get(name)
        if taken and taken[0].partition(".")[0] in OURS and taken[0] != module:
            return self._definer(*taken)
        if name in self._source(module).own:
            return module
        return f"{module}.{name}" if self._find(f"{module}.{name}") else module

    def _shown(self, module: str) -> str:
        path = self._path(module)
        return next(str(path.relative_to(root)) for root in self._roots if path.is_relative_to(root))

    def _acting(self, module: str) -> list[str]:
        """Return the packages around `module` whose ``__init__`` does something when it is imported."""
        around = [module.rsplit(".", depth)[0] for depth in range(1, module.count(".") + 1)]
        return [one for one in around if self._find(one) and self._source(one).acts]

    def _check_foreign(self, by: str, package: str) -> None:
        """Raise DeclarationError if a package lies beside the sheets: its version would never change."""
        beside = self._roots[0] / package
        if beside.with_suffix(".py").is_file() or (beside / "__init__.py").is_file():
            raise DeclarationError(
                f"imports {package}, which lies beside the sheets, where a change in it goes unnoticed",
                place=self._shown(by),
                remedy="Move it to analyses/.",
            )

    def _find(self, module: str) -> Path | None:
        if module not in self._files:
            stem = Path(*module.split("."))
            candidates = (root / tail for root in self._roots for tail in (stem / "__init__.py", f"{stem}.py"))
            self._files[module] = next((path for path in candidates if path.is_file()), None)
        return self._files[module]

    def _path(self, module: str) -> Path:
        path = self._find(module)
        if path is None:
            raise ModuleNotFoundError(f"No module named {module!r}", name=module)
        return path

    def _source(self, module: str) -> Source:
        if module not in self._sources:
            fact = self._index.fact("source", self._path(module), lambda path: read(module, path))
            self._sources[module] = Source(*fact)
        return self._sources[module]

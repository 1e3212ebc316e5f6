"""The syntax tree of one file, walked once: its digest without docstrings, and its imports."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

PACKAGE = "."
"""In place of the name that is imported: the package itself, if there is one."""

_END = object()
"""Stands behind the last of a list that is being walked."""

_IMPORTING = {ast.Import, ast.ImportFrom, ast.Call}


def read(module: str, path: Path) -> list[Any]:
    """Return, in JSON's types, what `report.cache.sources.Source` holds of the file of `module`."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    tree = ast.parse(path.read_bytes(), filename=str(path))
    digest, found, unrun = _walked(tree)
    ran = [node for node in found if id(node) not in unrun]
    importers = _importers(ran)
    imports = sorted({pair for node in ran for pair in _imports(node, package, importers)})
    own = sorted({name for statement in tree.body for name in _bound(statement)})
    taken = {
        alias.asname or alias.name: (_absolute(node, package), alias.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if (alias.asname or alias.name) not in own
    }
    computed = min(
        (node.lineno for node in ran if isinstance(node, ast.Call) and _is_computed(node, importers)), default=0
    )
    return [digest, imports, taken, own, any(map(_acts, tree.body)), computed]


def _importers(nodes: Iterable[ast.AST]) -> set[str]:
    """Return the names by which the file calls what imports a module that is named by a text."""
    aliases = (alias for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names)
    return {
        "__import__",
        "import_module",
        *(one.asname for one in aliases if one.asname and one.name == "import_module"),
    }


def _calls_importer(node: ast.Call, importers: set[str]) -> bool:
    match node.func:
        case ast.Name(id=name) if name in importers:
            return True
        case ast.Attribute(value=ast.Name("importlib"), attr="import_module"):
            return True
    return False


def _is_computed(node: ast.Call, importers: set[str]) -> bool:
    """Whether a module is imported whose name is not written there."""
    return _calls_importer(node, importers) and not _named(node)


def _named(node: ast.Call) -> str:
    """Return the name, written there, of the module that a call imports."""
    given = [*node.args[:1], *(one.value for one in node.keywords if one.arg == "name")]
    return next((one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)), "")


def _bound(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement at the top of a file binds by itself, not by taking them from elsewhere."""
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Assign(targets=targets):
            yield from (one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.AugAssign(target=ast.Name(id=name)):
            yield name


def _acts(statement: ast.stmt) -> bool:
    """Whether a statement at the top of a file does more than import, define and name."""
    match statement:
        case ast.Import() | ast.ImportFrom() | ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return False
        case ast.Assign(targets=targets):
            return not all(isinstance(target, (ast.Name, ast.Tuple)) for target in targets)
        case ast.AnnAssign(target=target):
            return not isinstance(target, ast.Name)
        case ast.If(test=test):
            return not _is_for_types(test)
    return not _is_remark(statement)


def _walked(tree: ast.Module) -> tuple[str, list[ast.AST], set[int]]:
    """Return the digest, all that may import, and the `id` of each node that only type checkers read.

    This is most of what a fingerprint costs: hence one walk, without recursion.
    """
    said: list[str] = []
    importing: list[ast.AST] = []
    unrun: set[int] = set()
    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind is list:
            said.append("[")
            waiting.append(_END)
            waiting += node
        elif node is _END:
            said.append("]")
        elif not isinstance(node, ast.AST):
            said.append(repr(node))
        elif not _is_remark(node):
            said.append(kind.__name__)
            if kind in _IMPORTING:
                importing.append(node)
            elif isinstance(node, ast.If) and _is_for_types(node.test):
                unrun |= _below(node.body)
            waiting += [getattr(node, field, None) for field in kind._fields]
    return hashlib.sha256("\0".join(said).encode()).hexdigest(), importing, unrun


def _below(statements: Iterable[ast.stmt]) -> set[int]:
    return {id(node) for statement in statements for node in ast.walk(statement)}


def _imports(node: ast.AST, package: str, importers: set[str]) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Import():
            yield from ((alias.name, "") for alias in node.names)
            yield from ((around, PACKAGE) for alias in node.names if not alias.asname for around in _around(alias.name))
        case ast.ImportFrom():
            module = _absolute(node, package)
            yield from ((module, "" if alias.name == "*" else alias.name) for alias in node.names)
        case ast.Call() if _calls_importer(node, importers) and (name := _named(node)):
            dots = len(name) - len(name.lstrip("."))
            yield (f"{package.rsplit('.', dots - 1)[0]}.{name[dots:]}" if dots else name), ""


def _around(module: str) -> Iterator[str]:
    """Yield the packages that ``import a.b.c`` makes known with it, but for the outermost."""
    yield from (module.rsplit(".", depth)[0] for depth in range(1, module.count(".")))


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    base = package.rsplit(".", node.level - 1)[0]
    return f"{base}.{node.module}" if node.module else base


def _is_for_types(test: ast.expr) -> bool:
    match test:
        case ast.Name("TYPE_CHECKING") | ast.Attribute(ast.Name("typing"), "TYPE_CHECKING"):
            return True
    return False


def _is_remark(node: ast.AST) -> bool:
    """Tell docstrings, those below attributes included."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)

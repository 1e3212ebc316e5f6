"""The syntax tree of one file, walked once: its digest without docstrings, and its imports."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_END = object()
"""Stands behind the last of a list that is being walked."""

_IMPORTING = {ast.Import, ast.ImportFrom, ast.Call}


def read(module: str, path: Path) -> list[Any]:
    """Return, in JSON's types, what `report.cache.sources.Source` holds of the file of `module`."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    tree = ast.parse(path.read_bytes(), filename=str(path))
    digest, found, unrun = _walked(tree)
    ran = [node for node in found if id(node) not in unrun]
    imports = sorted({pair for node in ran for pair in _imports(node, package)})
    taken = {
        alias.asname or alias.name: (_absolute(node, package), alias.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return [digest, imports, taken]


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


def _imports(node: ast.AST, package: str) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Import():
            yield from ((alias.name, "") for alias in node.names)
        case ast.ImportFrom():
            module = _absolute(node, package)
            yield from ((module, "" if alias.name == "*" else alias.name) for alias in node.names)
        case ast.Call(func=ast.Name("import_module") | ast.Attribute(attr="import_module"), args=[first, *_]):
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, ""


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

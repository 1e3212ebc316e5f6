"""The syntax tree of one file: its digest without docstrings, and its imports."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any


def read(module: str, path: Path) -> list[Any]:
    """Return, in JSON's types, what `report.cache.sources.Source` holds of the file of `module`."""
    return _Reading(module, path).fact


class _Reading:
    """One file, parsed."""

    def __init__(self, module: str, path: Path) -> None:
        self._package = module if path.name == "__init__.py" else module.rpartition(".")[0]
        self._tree = ast.parse(path.read_bytes(), filename=str(path))

    @cached_property
    def fact(self) -> list[Any]:
        imports = sorted({pair for node in _running(self._tree) for pair in self._imports(node)})
        taken = {
            alias.asname or alias.name: (self._absolute(node), alias.name)
            for node in self._tree.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        return [hashlib.sha256(ast.dump(_bare(self._tree)).encode()).hexdigest(), imports, taken]

    def _imports(self, node: ast.AST) -> Iterator[tuple[str, str]]:
        match node:
            case ast.Import():
                yield from ((alias.name, "") for alias in node.names)
            case ast.ImportFrom():
                module = self._absolute(node)
                yield from ((module, "" if alias.name == "*" else alias.name) for alias in node.names)
            case ast.Call(func=ast.Name("import_module") | ast.Attribute(attr="import_module"), args=[first, *_]):
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value, ""

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        base = self._package.rsplit(".", node.level - 1)[0]
        return f"{base}.{node.module}" if node.module else base


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield `tree` and all below that is ever run."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.orelse if isinstance(node, ast.If) and _is_for_types(node.test) else ast.iter_child_nodes(node)


def _is_for_types(test: ast.expr) -> bool:
    match test:
        case ast.Name("TYPE_CHECKING") | ast.Attribute(ast.Name("typing"), "TYPE_CHECKING"):
            return True
    return False


def _bare(tree: ast.Module) -> ast.Module:
    """Return `tree` without docstrings, those below attributes included."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            body[:] = [statement for statement in body if not _is_remark(statement)]
    return tree


def _is_remark(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)

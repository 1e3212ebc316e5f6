"""Say where two files that should be the same differ: which object of a PDF, which line of a text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import pikepdf

AROUND = 40
"""Characters shown on either side of a difference."""


def differences(name: str, one: bytes, other: bytes) -> list[str]:
    """Return where the file `name` differs from its second making; nothing, if nowhere."""
    if one == other:
        return []
    found = _in_pdf(one, other) if name.endswith(".pdf") else _in_text(one, other)
    return [f"{name}: {place}" for place in found] or [f"{name}: {_apart(one, other)}, and nowhere else to be seen"]


def _in_text(one: bytes, other: bytes) -> list[str]:
    lines = zip_longest(one.decode().splitlines(), other.decode().splitlines())
    return [f"line {n}, {_apart(a, b)}" for n, (a, b) in enumerate(lines, 1) if a != b]


def _in_pdf(one: bytes, other: bytes) -> list[str]:
    """Go through both from their trailers on, pair by pair: an object more shifts the numbers of those behind it."""
    with pikepdf.open(io.BytesIO(one)) as first, pikepdf.open(io.BytesIO(other)) as second:
        found = []
        ahead = [(first.trailer, second.trailer)]
        seen = {(0, 0)}
        for a, b in ahead:  # grows
            where = f"object {_number(a)} ({_kind(a)})" if _number(a) else "trailer"
            for path, x, y in _entries(a, b):
                pair = _number(x), _number(y)
                if not all(pair):
                    found += [f"{where}{path}: {words}" for words in _between(x, y)]
                elif pair not in seen:
                    seen.add(pair)
                    ahead.append((x, y))
            found += [f"{where} {words}" for words in _streams(a, b)]
        return found


def _entries(one: Any, other: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield the pairs in two objects with their key paths; what is referred to is not entered."""
    if _type(one) != _type(other) or (path and _number(one) and _number(other)):
        yield path, one, other
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        for key in sorted({*one.keys(), *other.keys()} - {"/Length"}):
            yield from _entries(one.get(key), other.get(key), f"{path} {key}")
    elif isinstance(one, pikepdf.Array):
        for place, (x, y) in enumerate(zip_longest(one, other)):
            yield from _entries(x, y, f"{path}[{place}]")
    else:
        yield path, one, other


def _between(one: Any, other: Any) -> Iterator[str]:
    if _type(one) != _type(other) or one != other:
        yield f"{_said(one)}, then {_said(other)}"


def _streams(one: Any, other: Any) -> Iterator[str]:
    if isinstance(one, pikepdf.Stream) and isinstance(other, pikepdf.Stream) and _content(one) != _content(other):
        yield f"stream, {_apart(_content(one), _content(other))}"


def _number(entry: Any) -> int:
    return entry.objgen[0] if isinstance(entry, pikepdf.Object) else 0


def _type(entry: Any) -> Any:
    return entry._type_code if isinstance(entry, pikepdf.Object) else type(entry)


def _content(stream: Any) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:  # a picture whose filter is no compression
        return bytes(stream.read_raw_bytes())


def _kind(entry: Any) -> str:
    names = [entry.get(key) for key in ("/Type", "/S", "/Subtype")] if isinstance(entry, pikepdf.Dictionary) else []
    if isinstance(entry, pikepdf.Stream):
        names = ["stream", entry.get("/Type"), entry.get("/Subtype")]
    return " ".join(str(name) for name in names if name is not None) or type(entry).__name__.lower()


def _said(entry: Any) -> str:
    if entry is None:
        return "nothing"
    if _number(entry):
        return f"object {_number(entry)} ({_kind(entry)})"
    return _kind(entry) if isinstance(entry, pikepdf.Dictionary | pikepdf.Array) else repr(entry)[:80]


def _apart(one: Any, other: Any) -> str:
    """Say where two lines or contents part, and what stands there."""
    if one is None or other is None:
        return f"which the {'first' if one is None else 'second'} lacks: {(one or other)[: 2 * AROUND]!r}"
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    shown = slice(max(0, at - AROUND), at + AROUND)
    unit = "byte" if isinstance(one, bytes) else "column"
    return f"{unit} {at + 1}: {one[shown]!r}, then {other[shown]!r}"

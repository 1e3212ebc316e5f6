"""A value that was recalled or made: its key, the digest of its bytes, and the bytes themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Generic, TypeVar

from report.cache.codec import decode, encode
from report.errors import DeclarationError
from report.model import Piece

Value = TypeVar("Value")


class Recalled(Generic[Value]):
    """A value, the digest of its content, and how it was come by.

    Attributes
    ----------
    key : str
        Under which it is kept.
    digest : str
    piece : Piece
    value
        What was kept is read when it is first asked for.
    """

    def __init__(self, key: str, digest: str, piece: Piece, read: Callable[[], Value]) -> None:
        self.key = key
        self.digest = digest
        self.piece = piece
        self._read = read

    @cached_property
    def value(self) -> Value:
        """The value itself."""
        return self._read()


@dataclass(frozen=True)
class Encoded(Generic[Value]):
    """A value as bytes; its large arrays by their SHA-256."""

    content: bytes
    arrays: Mapping[str, bytes]

    def value(self) -> Value:
        """Return the value, as whoever reads it will have it."""
        value: Value = decode(self.content, self.arrays.__getitem__)
        return value

    def recalled(self, key: str, piece: Piece) -> Recalled[Value]:
        """Return the value as one that was made now."""
        value = self.value()
        return Recalled(key, sha256(self.content).hexdigest(), piece, lambda: value)


def place(digest: str) -> str:
    """Return the key under which an array is kept."""
    return f"array {digest}"


def encoded(value: Value, owner: str, name: str) -> Encoded[Value]:
    """Return the value of the piece `name` of `owner` as bytes.

    Raises
    ------
    DeclarationError
        If it holds something that cannot be kept.
    """
    arrays: dict[str, bytes] = {}
    try:
        return Encoded(encode(value, arrays), arrays)
    except TypeError as error:
        raise DeclarationError(
            str(error),
            place=f"{owner}, {name}",
            remedy="Let it hold numbers, strings, tuples, lists, mappings, arrays and dataclasses of these.",
        ) from error

"""Results, figures and verdicts, taken from the store while nothing they depend on has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

from report.cache.codec import decode, encode
from report.cache.fingerprint import Fingerprints, Parts, difference, key
from report.cache.index import Index
from report.cache.sources import Sources
from report.cache.store import NoStore, Store
from report.errors import DeclarationError
from report.model import Piece

Value = TypeVar("Value")

CLOCK_NS = 20_000_000
"""A file system's clock ticks this coarsely."""


UNKEPT = "without the cache"


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


class Pieces:
    """Recalls or makes the pieces of a sheet; as a context, it keeps at its end what it learnt of files.

    Parameters
    ----------
    store : Store or NoStore
    project : Path
    sheet : str
        Slug; in the names under which it is remembered what pieces depended on.
    """

    def __init__(self, store: Store | NoStore, project: Path, sheet: str) -> None:
        self._store = store
        self._sheet = sheet
        self.index = Index(store, project)
        self.fingerprints = Fingerprints(Sources(project, self.index), self.index)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.index.save()

    def recall(
        self,
        owner: str,
        name: str,
        parts: Callable[[], Parts],
        make: Callable[[], Value],
        *,
        lasts: Callable[[Value], bool] = lambda value: True,
    ) -> Recalled[Value]:
        """Return the value that ``make()`` gave when the parts were these; else make it, and say what changed.

        What was made goes through the same bytes as what was kept, so that a build cannot tell them apart.

        Parameters
        ----------
        owner, name : str
            Exercise, and piece of it.
        parts : callable
            Returns what the value depends on.
        make : callable
        lasts : callable
            Whether a value that was made is worth keeping.

        Raises
        ------
        DeclarationError
            If the value holds something that cannot be kept.
        """
        if isinstance(self._store, NoStore):
            return _encoded(make(), owner, name).recalled("", Piece(name, reused=False, because=UNKEPT))
        now = parts()
        before = self._note(f"{self._sheet} {owner} {name}", now)

        def anew() -> _Encoded[Value]:
            value = make()
            encoded = _encoded(value, owner, name)
            if lasts(value) and self.fingerprints.written(now) < self._store.opened - CLOCK_NS:
                for place, array in encoded.arrays.items():
                    self._store.put(_place(place), array)
                self._store.put(key(now), encoded.content)
            return encoded

        digest = self._store.digest(key(now))
        if digest is None:
            return anew().recalled(key(now), Piece(name, reused=False, because=difference(before, now)))
        return Recalled(key(now), digest, Piece(name, reused=True), lambda: self._kept(key(now), anew))

    def standing(self, name: str, key: str, digest: str, again: Callable[[], Value]) -> Recalled[Value] | None:
        """Return the value that stands under `key`, if its digest is the same; `again` makes it if it is damaged."""
        if self._store.digest(key) != digest:
            return None
        anew = lambda: _encoded(again(), "", name)  # noqa: E731  as `recall` names it
        return Recalled(key, digest, Piece(name, reused=True), lambda: self._kept(key, anew))

    def renew(self, parts: Callable[[], Parts], change: Callable[[Mapping[str, Value]], Mapping[str, Value]]) -> None:
        """Let `change` bring values up to date that were kept one by one under these parts, and keep those it returns.

        Parameters
        ----------
        parts : callable
            Returns what all the values depend on.
        change : callable
            Called once, with the values by name; without any, if none were kept or they cannot be read.
        """
        if isinstance(self._store, NoStore):
            change({})
            return
        now = parts()
        before = self._several(key(now))
        after = change(before)
        if after.keys() != before.keys() and self.fingerprints.written(now) < self._store.opened - CLOCK_NS:
            self._store.put(key(now), encode(dict(after)))

    def _several(self, key: str) -> dict[str, Any]:
        content = self._store.get(key)
        try:
            return {} if content is None else dict(decode(content))
        except ValueError as error:
            self._store.report(f"a cache entry cannot be read and is made anew: {error}")
            return {}

    def account(self, name: str, now: Parts, *, reused: bool) -> Piece:
        """Return the account of a piece that is kept elsewhere: whether it was reused, else why it was made."""
        if isinstance(self._store, NoStore):
            return Piece(name, reused=False, because=UNKEPT)
        before = self._note(f"{self._sheet} {name}", now)
        return Piece(name, reused, "" if reused else difference(before, now))

    def _note(self, name: str, now: Parts) -> Parts | None:
        before = self.index.last.get(name)
        self.index.last[name] = dict(now)
        return before

    def _kept(self, key: str, anew: Callable[[], _Encoded[Value]]) -> Value:
        """Return what is kept under `key`; what turns out to be damaged is made once more."""

        def take(digest: str) -> bytes:
            if self._store.digest(_place(digest)) is None:
                self._store.report("an array is gone from the cache, and its result is made anew")
            array = self._store.get(_place(digest))
            return anew().arrays[digest] if array is None else array

        content = self._store.get(key)
        if content is not None:
            try:
                value: Value = decode(content, take)
            except ValueError as error:
                self._store.report(f"a cache entry cannot be read and is made anew: {error}")
            else:
                return value
        return anew().value()


@dataclass(frozen=True)
class _Encoded(Generic[Value]):
    """A value as bytes; its large arrays by their SHA-256."""

    content: bytes
    arrays: Mapping[str, bytes]

    def value(self) -> Value:
        value: Value = decode(self.content, self.arrays.__getitem__)
        return value

    def recalled(self, key: str, piece: Piece) -> Recalled[Value]:
        value = self.value()
        return Recalled(key, sha256(self.content).hexdigest(), piece, lambda: value)


def _place(digest: str) -> str:
    """Return the key under which an array is kept."""
    return f"array {digest}"


def _encoded(value: Value, owner: str, name: str) -> _Encoded[Value]:
    arrays: dict[str, bytes] = {}
    try:
        return _Encoded(encode(value, arrays), arrays)
    except TypeError as error:
        raise DeclarationError(
            str(error),
            place=f"{owner}, {name}",
            remedy="Let it hold numbers, strings, tuples, lists, mappings, arrays and dataclasses of these.",
        ) from error

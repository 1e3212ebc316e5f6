"""Results, figures and verdicts, taken from the store while nothing they depend on has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self, TypeVar

from report.cache.codec import decode, encode
from report.cache.fingerprint import Fingerprints, Parts, difference, key
from report.cache.index import Index
from report.cache.recalled import Encoded, Recalled, encoded, place
from report.cache.sources import Sources
from report.cache.store import CLOCK_NS, NoStore, Store
from report.model import Piece

Value = TypeVar("Value")

UNKEPT = "without the cache"


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

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where values are kept, which read their large arrays when they are first looked at."""
        return () if isinstance(self._store, NoStore) else (self._store.folder,)

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
            return encoded(make(), owner, name).recalled("", Piece(name, reused=False, because=UNKEPT))
        now = parts()
        before = self._note(f"{self._sheet} {owner} {name}", now)

        def anew() -> Encoded[Value]:
            value = make()
            content = encoded(value, owner, name)
            if lasts(value) and self.fingerprints.written(now) < self._store.opened - CLOCK_NS:
                for digest, array in content.arrays.items():
                    self._store.put(place(digest), array)
                self._store.put(key(now), content.content)
            return content

        digest = self._store.digest(key(now))
        if digest is None:
            return anew().recalled(key(now), Piece(name, reused=False, because=difference(before, now)))
        return Recalled(key(now), digest, Piece(name, reused=True), lambda: self._kept(key(now), anew))

    def standing(self, name: str, key: str, digest: str, again: Callable[[], Value]) -> Recalled[Value] | None:
        """Return the value that stands under `key`, if its digest is the same; `again` makes it if it is damaged."""
        if self._store.digest(key) != digest:
            return None
        anew = lambda: encoded(again(), "", name)  # noqa: E731  as `recall` names it
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
            self._store.report_unreadable(error)
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

    def _kept(self, key: str, anew: Callable[[], Encoded[Value]]) -> Value:
        """Return what is kept under `key`; what turns out to be damaged is made once more."""

        def take(digest: str) -> bytes:
            if self._store.digest(place(digest)) is None:
                self._store.report("an array is gone from the cache, and its result is made anew")
            array = self._store.get(place(digest))
            return anew().arrays[digest] if array is None else array

        content = self._store.get(key)
        if content is not None:
            try:
                value: Value = decode(content, take)
            except ValueError as error:
                self._store.report_unreadable(error)
            else:
                return value
        return anew().value()

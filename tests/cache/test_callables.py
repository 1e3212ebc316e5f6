"""Whatever a function was made of counts, and where it is defined."""

from __future__ import annotations

import functools
import operator

import numpy as np
import pytest

from report.cache.callables import address, digest_of, modules
from report.errors import DeclarationError
from report.model import Estimate


def plain(value=1):
    return value


def wrapping(function):
    @functools.wraps(function)
    def wrapped(*arguments):
        return function(*arguments)

    return wrapped


class Study:
    def __init__(self, factor):
        self.factor = factor

    def run(self):
        return self.factor

    def __call__(self):
        return self.factor

    @classmethod
    def ran(cls):
        return cls


class Sub(Study):
    __module__ = "analyses.sub"


def made(value):
    return lambda: value


HERE = __name__


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (plain, {HERE}),
        (functools.partial(plain, Estimate(1, 2, 3, 4)), {HERE, "report.model.values"}),
        (made(Estimate(1, 2, 3, 4)), {HERE, "report.model.values"}),
        (made(functools.partial(digest_of)), {HERE, "report.cache.callables"}),
        (wrapping(digest_of), {HERE, "report.cache.callables"}),
        (Sub.ran, {HERE, "analyses.sub"}),
        (Study(1).run, {HERE}),
        (Study(digest_of), {HERE, "report.cache.callables"}),
        (made([{"a": (digest_of,)}]), {HERE, "report.cache.callables"}),
    ],
)
def test_the_modules_of_all_that_is_bound_count(function, expected):
    assert set(modules(function)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (made(1), made(2)),
        (functools.partial(plain, 1), functools.partial(plain, 2)),
        (made(np.arange(3)), made(np.arange(4))),
        (made(made(1)), made(made(2))),
        (Study(1), Study(2)),
    ],
)
def test_another_value_is_another_digest_and_the_same_is_the_same(one, other):
    assert digest_of(one) != digest_of(other)
    assert digest_of(one) == digest_of(one)


def test_an_object_that_is_called_is_named_by_its_class():
    assert address(Study(1)) == f"{HERE}:Study"
    assert address(Study(1).run) == f"{HERE}:Study.run"


def test_what_cannot_be_written_down_is_refused():
    with pytest.raises(DeclarationError, match="what is bound to a function cannot be counted"):
        digest_of(made(object()))


class Slotted:
    __slots__ = ("factor",)

    def __init__(self, factor):
        self.factor = factor

    def __call__(self):
        return self.factor


def recursive(step):
    def fall(n):
        return n and fall(n - step)

    return fall


def unfilled():
    def function():
        return later

    if not unfilled:
        later = 1
    return function


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{}".format, "{:g}".format),
        (operator.attrgetter("a"), operator.attrgetter("b")),
        (Slotted(1), Slotted(2)),
        (Study(1).run, Study(2).run),
        (recursive(1), recursive(2)),
    ],
)
def test_whatever_can_be_called_is_counted_by_what_it_holds(one, other):
    assert list(modules(one))
    assert digest_of(one) != digest_of(other)


def test_an_object_that_holds_its_own_method_and_a_cell_that_is_empty_are_no_trap():
    study = Study(1)
    study.factor = study.run
    assert digest_of(study)
    assert digest_of(unfilled())
    assert set(modules(unfilled())) == {HERE}

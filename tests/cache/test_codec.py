"""Values go to bytes and come back as they were, type by type and bit by bit."""

from __future__ import annotations

import dataclasses
import struct
from types import MappingProxyType

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from report.cache.codec import decode, encode
from report.model import Checked, CheckedStep, Estimate, Status, Verdict

NUMBERS = st.floats() | st.integers() | st.complex_numbers()
SCALARS = st.none() | st.booleans() | NUMBERS | st.text() | st.binary()
DTYPES = st.sampled_from(["f8", "f4", "i8", "u1", "?", "c16", "<U4"])
ARRAYS = arrays.arrays(DTYPES, arrays.array_shapes(min_dims=0, min_side=0, max_side=4))
ESTIMATES = st.builds(Estimate, st.floats(), st.floats(), st.floats(), st.integers())
LEAVES = SCALARS | ARRAYS | ARRAYS.map(lambda array: array.ravel()[0] if array.size else None) | ESTIMATES
KEYS = st.integers() | st.text() | st.floats(allow_nan=False) | st.tuples(st.text(), st.booleans())
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(KEYS, inner)
        | st.dictionaries(KEYS, inner).map(MappingProxyType)
        | st.frozensets(KEYS)
        | st.builds(Checked, st.text(), st.text(), st.tuples(st.builds(CheckedStep, *[st.text()] * 3, inner)))
    ),
    max_leaves=12,
)


def same(one, other):
    """Whether two values are alike to the last bit and of the same types."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray | np.generic):
        return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, float):
        return struct.pack("d", one) == struct.pack("d", other)
    if isinstance(one, complex):
        return same(one.real, other.real) and same(one.imag, other.imag)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict | MappingProxyType):
        return same(list(one), list(other)) and same(list(one.values()), list(other.values()))
    if dataclasses.is_dataclass(one):
        return all(same(getattr(one, field.name), getattr(other, field.name)) for field in dataclasses.fields(one))
    return one == other


@given(VALUES)
def test_what_was_encoded_is_decoded(value):
    assert same(decode(encode(value)), value)


@given(VALUES)
def test_decoding_and_encoding_again_gives_the_same_bytes(value):
    content = encode(value)
    assert encode(decode(content)) == content


def test_one_true_and_a_whole_float_stay_apart():
    assert [type(entry) for entry in decode(encode([1, True, 1.0, np.float64(1), np.int64(1)]))] == [
        int,
        bool,
        float,
        np.float64,
        np.int64,
    ]


def test_an_array_keeps_the_order_of_its_memory():
    array = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    assert decode(encode(array)).flags.f_contiguous


def test_an_enumeration_comes_back_as_its_member():
    assert decode(encode(Verdict(Status.PROVED, "a rule"))).status is Status.PROVED


@dataclasses.dataclass(frozen=True)
class Foreign:
    """Of no package of ours."""

    value: int


@pytest.mark.parametrize("value", [Foreign(1), object(), np.array([object()]), print, {1: object()}])
def test_what_only_pickle_could_keep_is_refused(value):
    with pytest.raises(TypeError, match="kept"):
        encode(value)


@pytest.mark.parametrize(
    "tagged",
    [
        ["data", "os:system", {}],
        ["data", "report.model:Estimate", {"value": 1.0}],
        ["data", "report.model:Estimate.__init__", {}],
        ["data", "report.nothing:Estimate", {}],
        ["data", "report.errors:ReportError", {}],
        ["nothing", 1],
        [],
    ],
)
def test_a_kept_value_makes_nothing_but_dataclasses_of_ours(tagged):
    with pytest.raises(ValueError, match="not a kept value"):
        decode(msgspec.msgpack.encode(tagged))


def test_bytes_that_are_no_value_are_refused():
    with pytest.raises(ValueError, match="not a kept value"):
        decode(b"\xc1")


def test_an_array_that_was_kept_cannot_be_changed_by_who_reads_it():
    for found in (decode(encode(np.arange(3))), decode(encode((np.arange(3), 1)))[0]):
        with pytest.raises(ValueError, match="read-only"):
            found.sort()


def test_what_cannot_be_kept_is_named_with_its_field():
    with pytest.raises(TypeError, match=r"Verdict\.by: a value of type .* cannot be kept"):
        encode(Verdict(Status.PROVED, object()))

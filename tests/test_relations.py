"""What carries a claim, and what does not."""

from __future__ import annotations

import math

import pytest

from report.model import Estimate
from report.relations import RELATIONS, holds

LOW = Estimate(0.2, 0.1, 0.3, 50)
HIGH = Estimate(0.5, 0.4, 0.6, 50)
ACROSS = Estimate(0.35, 0.2, 0.5, 50)

CASES = [
    ("=", (1, 2), (1, 2), (1, 3)),
    ("<", 1, 2, 1),
    ("<=", 1, 1, 0.9),
    (">", 2, 1, 2),
    (">=", 2, 2, 2.1),
    ("within", 1.0, (1.0, 2.0), (1.1, 2.0)),
    ("increasing", (1, 2, 3.5), None, 1.2),
    ("separated below", LOW, HIGH, ACROSS),
    ("separated above", HIGH, LOW, ACROSS),
    ("separated above", HIGH, 0.39, 0.41),
]


@pytest.mark.parametrize(("relation", "observed", "enough", "too_much"), CASES)
def test_each_relation_holds_and_fails_where_it_should(relation, observed, enough, too_much):
    assert holds(observed, relation, enough)
    assert not holds(observed, relation, too_much)


def test_every_relation_has_a_case():
    assert {case[0] for case in CASES} == set(RELATIONS)


@pytest.mark.parametrize("relation", ["=", "<", "<=", ">", ">="])
def test_nan_carries_nothing(relation):
    assert not holds(math.nan, relation, 1.0)
    assert not holds(math.nan, "within", (0, 1))


def test_an_unknown_relation_is_a_bug():
    with pytest.raises(KeyError):
        holds(1, "roughly", 1)

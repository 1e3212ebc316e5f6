"""Every rule that a verdict of the corpus names is explained to the reader."""

from __future__ import annotations

import pytest
from corpus_steps import entries

from report.grounds import GROUNDS, grounds_of, rules_in, unexplained
from report.model import Derivation, Status
from report.proof import check


@pytest.fixture(scope="module")
def verdicts():
    chains = [Derivation("entry", entry.latex, entry.signature) for entry in entries() if entry.holds]
    steps = [step.verdict for chain in chains for step in check(chain).steps]
    return {verdict.by for verdict in steps if verdict.status is Status.PROVED}


def test_no_words_of_a_verdict_are_left_unexplained(verdicts):
    assert {by: rest for by in verdicts if (rest := unexplained(by))} == {}


def test_most_rules_are_met_in_the_corpus(verdicts):
    assert len(grounds_of(verdicts)) > 0.8 * len(GROUNDS)


def test_an_unknown_rule_would_be_noticed():
    assert unexplained("polynomial identity in e^x, then sorcery") == "sorcery"


def test_the_longer_name_wins():
    assert rules_in("Kronecker delta picks one term") == ("Kronecker delta picks one term",)
    assert rules_in("limit by squeeze between termwise bounds, then polynomial identity") == (
        "polynomial identity",
        "squeeze",
    )

"""The corpus: what holds is proved, what does not is refuted, and a mistake put in is never proved."""

from collections import Counter
from random import Random

import pytest
from corpus_steps import Entry, entries
from mutations import mutants

from report.grounds import GROUNDS, grounds_of, unexplained
from report.model import Derivation, Signature, Status, Verdict
from report.proof import check, verdicts
from report.proof.deadline import within
from report.proof.facts import facts_of
from report.proof.numeric import watch
from report.proof.numeric.falsify import counterexample
from report.proof.reading import read

ENTRIES = list(entries())
LEAST_PROVED = 0.95


@pytest.fixture(scope="module")
def true_steps() -> dict[str, list[Verdict]]:
    """Return the verdicts on the steps of every true entry, by its LaTeX."""
    true = [entry for entry in ENTRIES if entry.holds]
    checked = {one.latex: check(Derivation("entry", one.latex, one.signature)) for one in true}
    return {latex: [step.verdict for step in found.steps] for latex, found in checked.items()}


@pytest.fixture(scope="module")
def words(true_steps: dict[str, list[Verdict]]) -> set[str]:
    """Return what is said to have proved them."""
    every = [verdict for verdicts_on_it in true_steps.values() for verdict in verdicts_on_it]
    return {verdict.by for verdict in every if verdict.status is Status.PROVED}


def test_corpus_holds_at_least_150_true_and_150_false_steps_each_with_its_source() -> None:
    held = Counter(entry.holds for entry in ENTRIES)
    assert held[True] >= 150
    assert held[False] >= 150
    assert all(entry.source for entry in ENTRIES)
    assert len({(entry.latex, entry.source) for entry in ENTRIES}) == len(ENTRIES)


def test_true_steps_are_proved_and_none_is_refuted(true_steps: dict[str, list[Verdict]]) -> None:
    statuses = {latex: {verdict.status for verdict in found} for latex, found in true_steps.items()}
    assert [latex for latex, found in statuses.items() if Status.REFUTED in found] == []
    open_steps = [latex for latex, found in statuses.items() if found != {Status.PROVED}]
    assert len(open_steps) <= (1 - LEAST_PROVED) * len(true_steps), open_steps


def test_no_words_of_a_verdict_are_left_unexplained(words: set[str]) -> None:
    assert {by: rest for by in words if (rest := unexplained(by))} == {}


def test_most_rules_are_met_in_the_corpus(words: set[str]) -> None:
    assert len(grounds_of(words)) > 0.8 * len(GROUNDS)


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if not entry.holds], ids=lambda entry: entry.latex)
def test_false_step_is_refuted_with_a_counterexample(entry: Entry) -> None:
    steps = check(Derivation("entry", entry.latex, entry.signature)).steps
    refuted = [step.verdict for step in steps if step.verdict.status is Status.REFUTED]
    assert refuted
    assert all("left" in verdict.counterexample and "right" in verdict.counterexample for verdict in refuted)


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if not entry.holds], ids=lambda entry: entry.latex)
def test_rules_alone_prove_no_false_step(entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the counterexample that would end it first, the rules by themselves must not prove the step."""
    monkeypatch.setattr(verdicts, "simplifies_to_zero", lambda expr, facts: False)
    reading = read(entry.latex, entry.signature)
    facts = facts_of(reading.scope)
    links = [link for link in reading.links if link.relation != "~"]
    with within(0.5):
        found = [verdicts.proved(link.left, link.relation, link.right, facts).status for link in links]
    assert Status.UNPROVED in found or not found


def _wrongly_proved(count: int, seed: int, chosen: list[Entry]) -> tuple[Counter[str], list[str]]:
    """Return what became of mutants, and those that the rules prove although a counterexample is known."""
    random, outcomes, wrong = Random(seed), Counter[str](), []
    for entry in chosen:
        reading = read(entry.latex, entry.signature)
        for link in reading.links:
            if link.relation == "~":
                continue
            for mutant in mutants(link, count, random):
                found = counterexample(mutant.left, mutant.relation, mutant.right, reading.scope)
                with within(0.1):
                    verdict = verdicts.proved(mutant.left, mutant.relation, mutant.right, facts_of(reading.scope))
                outcomes["refuted" if found else verdict.status.value] += 1
                if found and verdict.status is Status.PROVED:
                    wrong.append(f"{entry.latex}: {mutant.left} {mutant.relation} {mutant.right}; {found}")
    return outcomes, wrong


def test_rules_alone_prove_none_of_hundreds_of_refuted_mutants(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "simplifies_to_zero", lambda expr, facts: False)
    outcomes, wrong = _wrongly_proved(1, 5, ENTRIES[::2])
    assert wrong == []
    assert outcomes["refuted"] >= 200


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_rules_alone_prove_none_of_thousands_of_refuted_mutants() -> None:
    outcomes, wrong = _wrongly_proved(10, 6, ENTRIES)
    assert wrong == []
    assert outcomes["refuted"] >= 2000


HIDDEN = [
    (r"\tanh(1000) < 1", True),
    (r"\tanh(100x) < 1", True),
    (r"\frac{1}{1+e^{-1000x}} < 1", True),
    (r"1+e^{-1000y} > 1", True),
    (r"1+\frac{1}{10^{400}} > 1", True),
    (r"\log(1+e^{1000}) > 1000", True),
    (r"\log(1-\tanh(1000)) < 0", True),
    (r"\tanh(100x) < 1-10^{-30}", False),
    (r"1+e^{-1000y} > 2", False),
    (r"x^2 > 0", False),
    (r"\sqrt{2}\sqrt{2} > 2", False),
    (r"\sin(x)^2+\cos(x)^2 > 1", False),
    (r"\log(e^2) > 2", False),
]
"""Strict inequalities, and whether they hold; the first seven by less than any number of digits shows."""


@pytest.mark.parametrize(("latex", "holds"), HIDDEN)
def test_a_difference_too_small_for_any_digits_refutes_nothing(latex, holds):
    signature = Signature(symbols={"x": "real", "y": "positive"})
    [step] = check(Derivation("hidden", latex, signature)).steps
    assert (step.verdict.status is Status.REFUTED) is not holds


@pytest.mark.parametrize(("bound", "latex"), [("TAME_BITS", "1+e^{-1000} > 1"), ("SATURATED", r"\tanh(1000) < 1")])
def test_without_a_watch_over_extreme_values_rounding_passes_for_a_counterexample(monkeypatch, bound, latex):
    monkeypatch.setattr(watch, bound, 10**9)
    [step] = check(Derivation("hidden", latex, Signature())).steps
    assert step.verdict.status is Status.REFUTED

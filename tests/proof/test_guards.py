"""The checker's own mutation test: break one rule, and the corpus notices.

Each case names a rule, a way to break it, and a false step that the rules then prove. With the rule whole
the same step is not proved, so the test that holds the rules against false steps fails when it breaks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from report.model import Derivation, Signature, Status
from report.proof import check, verdicts
from report.proof.expressions import ONE, Fn
from report.proof.facts import facts_of
from report.proof.reading import read

SIGNATURE = Signature(
    {
        "x": "real",
        "y": "real",
        "p": "positive",
        "q": "positive",
        "u": "nonnegative",
        "n": "positive integer",
        "K": "positive integer",
    },
    {"z": "K", "v": "n"},
)


@dataclass(frozen=True)
class Break:
    """A rule, what takes its place, and a false step that then passes."""

    rule: str
    replacement: Any
    step: str


def _always(*args: object, **options: object) -> bool:
    return True


BREAKS = (
    Break("report.proof.verdicts.conditions", lambda left, right, algebra: [], r"e^{\log x} = x"),
    Break("report.proof.domains.nonnegative", _always, r"\sqrt{1-x}\sqrt{1-x} = 1-x"),
    Break("report.proof.normal.roots.nonnegative", _always, r"\sqrt{x^2} = x"),
    Break("report.proof.signs.is_real", _always, r"\cos x \ge 0"),
    Break("report.proof.signs.nonzero", _always, r"|x| > 0"),
    Break("report.proof.normal.rewriting.hyperbolic", lambda name, value, algebra: value, r"\sinh x = x"),
    Break(
        "report.proof.normal.rewriting.delta",
        lambda one, other, algebra: algebra.number(1),
        r"\sum_{i=1}^{K}\delta_{ij}z_j = K z_j",
    ),
    Break("report.proof.normal.rewriting.factorial", lambda part, algebra: algebra.number(1), r"n! = 1"),
    Break("report.proof.normal.sums.nonnegative", _always, r"\sum_{k=1}^{n-3}1 = n-3"),
    Break(
        "report.proof.normal.exponentials._known_cosine",
        lambda turn, algebra: algebra.number(0),
        r"\cos\frac{\pi}{3} = 0",
    ),
    Break("report.proof.derivatives._entry", lambda indices, variable: ONE, r"\frac{\partial}{\partial z_j}z_k = 1"),
    Break("report.proof.derivatives._power", lambda base, exponent, name, d: base, r"\frac{d}{dx}x^3 = x"),
    Break("report.proof.equations.counting_names", lambda left, right, facts: ["x"], r"\sin(2\pi x) = 0"),
    Break("report.proof.inequalities.signs_of.is_sum_of_squares", _always, r"x^2 \ge x"),
    Break("report.proof.inequalities.signs_of.nonnegative", _always, r"x \le y"),
    Break("report.proof.inequalities.bounds.nonnegative", _always, r"x y \le |x| y"),
    Break("report.proof.inequalities.calculus.sign_rule", lambda expr, facts, *, strict: "broken", r"u^2 \ge u"),
    Break("report.proof.inequalities.steps.sign_rule", lambda expr, facts, *, strict: "broken", r"2^n \ge 5 n"),
    Break("report.proof.inequalities.prove.by_cases", lambda *args: "broken", r"|x| \le 1"),
    Break("report.proof.inequalities.prove._as_function", lambda expr, other: Fn("exp", (ONE,)), r"x^2 \le y"),
    Break(
        "report.proof.cases._decided",
        lambda *args: True,
        r"\begin{cases} 1 & x > 0 \\ 2 & \text{otherwise} \end{cases} = 1",
    ),
    Break(
        "report.proof.limits.rewritten.leading_limit",
        lambda expr, name, algebra, judge: ONE,
        r"\lim_{n\to\infty}\frac{n^2}{n^2+n^3} = 1",
    ),
    Break("report.proof.limits.rewritten.JUMPS", frozenset(), r"\lim_{x\to 0}\lfloor x\rfloor = 0"),
    Break("report.proof.limits.rewritten.is_defined", _always, r"\lim_{x\to 0}\frac{y x+y}{y} = 1"),
    Break("report.proof.verdicts.is_below", _always, r"\pi < 3"),
    Break("report.proof.verdicts.simplifies_to_zero", _always, r"x^2 = x"),
)


def _proved_by_rules(latex: str) -> bool:
    reading = read(latex, SIGNATURE)
    facts = facts_of(reading.scope)
    return all(
        verdicts.proved(link.left, link.relation, link.right, facts).status is Status.PROVED for link in reading.links
    )


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.rule)
def test_breaking_a_rule_lets_a_false_step_pass_that_the_whole_rule_stops(
    case: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("report.proof.symbolic.client._SECONDS", 0.5)
    if "simplifies" not in case.rule:
        monkeypatch.setattr(verdicts, "simplifies_to_zero", lambda expr, facts: False)
    assert not _proved_by_rules(case.step)
    monkeypatch.setattr(case.rule, case.replacement)
    assert _proved_by_rules(case.step), "the step does not depend on this rule"


BLIND: tuple[tuple[str, Callable[..., Any], str], ...] = (
    ("report.proof.verdicts.counterexample", lambda *args: None, r"x^2 = x"),
    ("report.proof.numeric.falsify.points", lambda *args, **options: iter(()), r"\sqrt{x^2} = x"),
    (
        "report.proof.numeric.points.LENGTHS",
        (1,),
        r"\frac{1}{K}\sum_{i=1}^{K}z_i^2 = \left(\frac{1}{K}\sum_{i=1}^{K}z_i\right)^2",
    ),  # type: ignore[dict-item]
    ("report.proof.numeric.falsify._holds", lambda *args: True, r"x \le 2x"),
)


@pytest.mark.parametrize(("part", "replacement", "step"), BLIND, ids=[part for part, _, _ in BLIND])
def test_blinding_the_search_lets_a_false_step_stand_unrefuted(
    part: str, replacement: Any, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def status() -> Status:
        return check(Derivation("step", step, SIGNATURE)).steps[0].verdict.status

    monkeypatch.setattr(verdicts, "simplifies_to_zero", lambda expr, facts: False)
    assert status() is Status.REFUTED
    monkeypatch.setattr(part, replacement)
    assert status() is not Status.REFUTED

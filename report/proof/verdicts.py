"""The verdict on one step: try to refute it, try to prove it, else say that it is unproved."""

from __future__ import annotations

from dataclasses import replace

from report.model import Status, Verdict
from report.proof.deadline import within
from report.proof.derivatives import without_derivatives
from report.proof.domains import conditions
from report.proof.equations import equal
from report.proof.expressions import Expr, difference, is_infinite, walk
from report.proof.facts import Facts, facts_of
from report.proof.inequalities import below
from report.proof.normal.algebra import Algebra
from report.proof.normal.polynomials import TooLargeError
from report.proof.numeric.enclosure import is_below, lies_within
from report.proof.numeric.falsify import counterexample
from report.proof.passages import diverges, has_limits, resolved
from report.proof.printing import latex
from report.proof.reading.base import Scope
from report.proof.series import has_series, without_series
from report.proof.signs import StuckError
from report.proof.symbolic import simplifies_to_zero

SECONDS = 5.0


def judge(left: Expr, relation: str, right: Expr, scope: Scope, digits: int | None = None) -> Verdict:
    """Return the verdict on ``left relation right``."""
    failure = counterexample(left, relation, right, scope, digits)
    if failure:
        return Verdict(Status.REFUTED, "a counterexample", counterexample=failure)
    with within(SECONDS):
        if relation == "~":
            return _approximation(left, right, digits or 0)
        return proved(left, relation, right, facts_of(scope))


def _approximation(left: Expr, right: Expr, digits: int) -> Verdict:
    if lies_within(left, right, digits):
        return Verdict(Status.PROVED, "interval arithmetic")
    return Verdict(Status.UNPROVED, _OPEN)


def proved(left: Expr, relation: str, right: Expr, facts: Facts) -> Verdict:
    """Return the verdict of the rules alone: proved or unproved, without a look for a counterexample."""
    if has_limits(left, right):
        return _passage(left, relation, right, facts)
    if relation == "=":
        return _equation(left, right, facts)
    if relation in ("<", "<=", ">", ">="):
        return _inequality(left, relation, right, facts)
    return Verdict(Status.UNPROVED, _OPEN)


_OPEN = "no counterexample found, and no rule proves it"


def _passage(left: Expr, relation: str, right: Expr, facts: Facts) -> Verdict:
    """Carry out the limits by rule, then judge what they tend to."""
    if relation == "=" and is_infinite(right):
        rule = diverges(left, right, facts)
        return Verdict(Status.PROVED, rule) if rule else Verdict(Status.UNPROVED, _OPEN)
    found = resolved(left, right, facts)
    if found is None:
        return Verdict(Status.UNPROVED, _OPEN)
    left, right, rules = found
    verdict = _equation(left, right, facts) if relation == "=" else _inequality(left, relation, right, facts)
    if verdict.status is not Status.PROVED:
        return verdict
    rest = (
        ""
        if verdict.by in ("both sides are the same", "polynomial identity", "arithmetic with fractions")
        else f", then {verdict.by}"
    )
    return replace(verdict, by=f"limit by {rules}{rest}")


def _equation(left: Expr, right: Expr, facts: Facts) -> Verdict:
    if any(has_series(part) for side in (left, right) for part in walk(side)):
        return _series(left, right, facts)
    rule = equal(left, right, facts) or _by_sympy(left, right, facts)
    if rule is None:
        return Verdict(Status.UNPROVED, _OPEN)
    return _with_conditions(rule, left, right, facts)


def _series(left: Expr, right: Expr, facts: Facts) -> Verdict:
    """Put the values of infinite sums in their place, then judge the equation."""
    try:
        one, other = without_series(left, facts), without_series(right, facts)
    except (StuckError, TooLargeError):
        return Verdict(Status.UNPROVED, _OPEN)
    verdict = _equation(one, other, facts)
    known = "value of a geometric or exponential series"
    return replace(verdict, by=f"{known}, then {verdict.by}") if verdict.status is Status.PROVED else verdict


def _by_sympy(left: Expr, right: Expr, facts: Facts) -> str | None:
    """Ask sympy, but only where it is settled that both sides are real at the same points."""
    if has_limits(left, right) or conditions(left, right, Algebra(facts)) is None:
        return None
    try:
        gap = difference(without_derivatives(left), without_derivatives(right))
    except StuckError:
        return None
    return "simplified by sympy" if simplifies_to_zero(gap, facts) else None


def _inequality(left: Expr, relation: str, right: Expr, facts: Facts) -> Verdict:
    small, large = (left, right) if relation.startswith("<") else (right, left)
    rule = "interval arithmetic" if is_below(small, large) else None
    rule = rule or below(small, large, facts, strict="=" not in relation)
    if rule is None:
        return Verdict(Status.UNPROVED, _OPEN)
    return _with_conditions(rule, left, right, facts)


def _with_conditions(rule: str, left: Expr, right: Expr, facts: Facts) -> Verdict:
    divisors = conditions(left, right, Algebra(facts))
    if divisors is None:
        return Verdict(
            Status.UNPROVED, "equal where both sides are real; that they are so at the same points is not proved"
        )
    return Verdict(Status.PROVED, rule, conditions=tuple(map(latex, divisors)))

"""What each rule of the checker rests on, for the reader who wants to know what "proved" means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

GROUNDS: Mapping[str, str] = {
    "both sides are the same": "nothing is left to prove once what was defined has been put in",
    "arithmetic with fractions": "whole numbers and fractions of any size, without rounding",
    "polynomial identity": (
        "the difference of both sides, over a common denominator, is the zero polynomial: its coefficients are "
        "computed as fractions. Exponentials of independent arguments count as letters of their own"
    ),
    "derivative rules": "sum, product, quotient and chain rule, and the derivatives of the elementary functions",
    "hyperbolic functions as exponentials": "their definitions",
    "powers as exponentials": "the definition of a power with a positive base",
    "logarithms of positive numbers": (
        "the logarithm of a product is the sum of the logarithms, that of a power the multiple, where the arguments "
        "are known to be positive"
    ),
    "the logarithm of a product is the sum of the logarithms": "the functional equation, for positive factors",
    "a product of exponentials is the exponential of the sum": "the functional equation of the exponential function",
    "exponential of both sides": "the exponential function is one-to-one",
    "squares of both sides": "squaring is one-to-one where both sides are nonnegative",
    "the root of a square is the absolute value": "the definition of the square root",
    "conjugate of a difference of roots": "the third binomial formula",
    "known values of sine and cosine": "their values at simple fractions of the circle",
    "addition theorems": "those of sine and cosine",
    "Kronecker delta picks one term": "of a sum over the range of an index, its delta leaves one term",
    "Kronecker delta": "the derivative of one entry by another is 1 if they are the same entry, else 0",
    "a sum of equal terms": "as many times the term as there are indices",
    "cancelling": "a common factor that is known not to be zero",
    "factorials": "the factorial of n + 1 is n + 1 times that of n",
    "binomial coefficient written out": "its definition by a product, for a fixed lower index",
    "binomial coefficient by factorials": "its definition by factorials",
    "induction": (
        "the statement at the smallest value, and the step from each value to the next, both proved by these rules"
    ),
    "value of a geometric or exponential series": "their sums, where they converge",
    "case distinction": "the cases are complete, and each is proved by these rules",
    "the maximum of two": "the maximum of two numbers, by their sum and the distance between them",
    "a positive factor passes the maximum": "multiplying by a positive number, or adding any, keeps the order",
    "every term has its sign": "sums and products of numbers whose signs are known",
    "a sum of squares": "a square of a real number is not negative",
    "the Cauchy-Schwarz inequality": "the inequality of that name, for real vectors",
    "the difference of both sides": (
        "it does not fall from a point on where it is zero, or it is convex and its least value is zero"
    ),
    "termwise bounds of monotone functions": "bounded terms bound the sum, and a monotone function keeps the order",
    "interval arithmetic": "both sides are enclosed between decimals, rounded outwards",
    "squeeze": "what lies between two functions with the same limit has that limit",
    "order of growth": "logarithms grow slower than powers, and powers slower than exponentials",
    "l'Hôpital's rule": "the rule of that name, where its conditions are proved",
    "continuity": "a continuous function of what tends to a point tends to its value there",
    "algebra of limits": "limits of sums, products and quotients of what has limits",
    "behaviour at infinity": "the known limits of the elementary functions",
    "a constant tends to itself": "the definition of a limit",
    "a bounded factor and one that vanishes": "their product vanishes",
    "simplified by sympy": (
        "the computer algebra system sympy simplifies the difference of both sides to zero; its steps are not checked"
    ),
}
"""Each rule by the words of a verdict, and its ground in a sentence."""

_ALIASES: Mapping[str, str] = {
    "(n+1)!": "factorials",
    "max(a, b) =": "the maximum of two",
    "squeeze between termwise bounds": "squeeze",
}
"""Words of a verdict that go by another name here."""

_DETAIL = re.compile(
    r"\bin e\^\S+|\bover \S+|\bon (?:the order of )?\S+(?: and \S+)?|at \S+ = 0 and its derivative in \S+"
    r"|\bconvex in \S+ least where the derivative vanishes|\(a \+ b \+ \|a - b\|\) / 2|= \(n\+1\) n!"
    r"|\beach (?:entry|argument):|\bthen\b|\blimit by\b|[,;:]"
)
"""What a verdict says beside its rules: in which letter, of which entry, and the words between."""


def rules_in(by: str) -> tuple[str, ...]:
    """Return the rules that the words `by` of a verdict name, each once."""
    found = [rule for rule in GROUNDS if rule in by]
    found += [rule for words, rule in _ALIASES.items() if words in by and rule not in found]
    return tuple(rule for rule in found if not any(rule != other and rule in other for other in found))


def grounds_of(verdicts: Iterable[str]) -> dict[str, str]:
    """Return the rules that `verdicts` name with their grounds, in alphabetical order."""
    used = {rule for by in verdicts for rule in rules_in(by)}
    return {rule: GROUNDS[rule] for rule in sorted(used, key=str.casefold)}


def unexplained(by: str) -> str:
    """Return the words of a verdict that name no rule; empty where every rule is explained."""
    rest = by
    for words in sorted((*_ALIASES, *GROUNDS), key=len, reverse=True):
        rest = rest.replace(words, " ")
    return " ".join(_DETAIL.sub(" ", rest).split())

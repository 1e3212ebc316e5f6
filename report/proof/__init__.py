r"""Derivations: the LaTeX that is typeset is the LaTeX that is checked.

``check(derivation)`` reads a chain against its signature and returns every step with a verdict:
``proved`` (and by which rule), ``refuted`` (with a counterexample to put in by hand), ``unproved``, or
``assumed`` (taken as given; refuted all the same where a counterexample is found).

How to write a chain
--------------------
A chain is ``a = b \le c``: each relation is one step. Relations are ``= < > \le \ge \approx``;
``\approx`` needs a decimal number on one side and is true to the digits that it states. In an ``aligned``
environment a row that begins with a relation (``&= ...``) goes on from the right-hand side above it; a row
that begins with ``&`` and a sign goes on with the term above it. ``\text{...}`` is a remark.

*Letters.* Each letter is a name and juxtaposition is a product. ``e``, ``\pi`` and ``\infty`` are built in;
every other name is declared: Latin and Greek letters, ``\mathbf{w}``, ``\bar{x}``, ``\operatorname{name}``,
each with a subscript if that is part of the name (``w_1``, ``x_{12}``).

*Reach.* ``\sum``, ``\prod``, ``\lim``, ``\max_i`` and ``\frac{d}{dx}`` reach to the next + or - of their level.
A function without brackets takes the numbers and letters that follow: ``\sin 2x`` is sin(2x).

*Never guessed.* ``2^10``, ``1/2x``, ``\log x/2``, ``\log 2(x+1)``, ``log x``, a vector without its index and a name
that nobody declared are errors with line, column and what to write instead. ``x^2``, ``e^x``, ``z_i^2``,
``\frac12`` and ``n(n+1)/2`` are fine.

*What there is.* ``\frac``, ``\sqrt[n]``, ``\binom``, ``n!``, ``|x|``, ``\lfloor x \rfloor``; ``\exp \log \log_2``,
trigonometric and hyperbolic functions with their inverses, ``\operatorname{sgn}``, ``\operatorname{relu}``;
``\max(a, b)``, ``\max_i z_i``, ``\max(z)``; ``\sum_{i=1}^{n}``, ``\sum_i`` over the entries of a vector,
``\prod``; ``\delta_{ij}``; ``\frac{d}{dx}``, ``\frac{d^2}{dx^2}``, ``\frac{\partial}{\partial z_j}``, ``f'(x)``;
``\lim_{x \to 0^+}``; ``\begin{cases} a & x > 0 \\ b & \text{otherwise} \end{cases}``.

How to write a signature
------------------------
``symbols``
    ``{"x": "real", r"\lambda": "positive", "K": "positive integer", "w_1": "real"}``; assumptions are real,
    positive, nonnegative, nonzero, integer, positive integer. A step is judged under them.
``vectors``
    ``{r"\sigma": "K", r"\mathbf{w}": "2", "A": r"m \times n"}``: name to length (a declared positive integer, or
    digits); a matrix has two. A vector stands with its index, ``\sigma_i``, ``A_{ij}``; an index that
    nobody declared is free and lies in its vector's range.
``functions``
    Head to body: ``{r"\sigma(t)": r"\frac{1}{1+e^{-t}}"}``. Groups of arguments may be set apart by ``;``, a head
    may have an index, and a parameter that is a declared vector takes a whole vector::

        r"\operatorname{softargmax}_j(\sigma; \lambda)":
            r"\frac{\exp(\lambda\sigma_j)}{\sum_{i=1}^K \exp(\lambda\sigma_i)}"

    It is called with a vector, ``\operatorname{softargmax}_k(\sigma; 1)``; with a vector expression,
    ``(2\sigma; \lambda)`` or ``(\sigma + c\mathbf{1}; \lambda)``; or with entries, ``_1(0, \log 2; 1)``, and then
    K is their number.

What a verdict means
--------------------
A step is first put to the test in 60 digits: at small numbers, ties, boundaries and random points that
respect the assumptions, for vectors of length 1, 2, 3 and 5. A point where one side is real and the other
is not refutes. Where no counterexample turns up, it is proved by a rule or stays unproved: numbers that
agree are no proof. The one condition that a proof may carry is that a divisor is not zero; it is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from report.errors import DerivationError
from report.model import Checked, CheckedStep, Derivation, Status, Verdict
from report.proof.decimals import stated_digits
from report.proof.reading import Link, Reading, read
from report.proof.reading.base import Scope
from report.proof.verdicts import judge

__all__ = ["check", "timed_steps"]


def check(derivation: Derivation) -> Checked:
    """Return `derivation` with a verdict for every step.

    Raises
    ------
    DerivationError
        If the chain or its signature cannot be read, or `assumed` names a step that is not there.
    """
    steps = tuple(step for step, _ in timed_steps(derivation))
    return Checked(derivation.name, derivation.latex, steps)


def timed_steps(derivation: Derivation) -> Iterator[tuple[CheckedStep, float]]:
    """Yield each step of `derivation` with its verdict, and the seconds that took.

    Raises
    ------
    DerivationError
        As `check`, before the first step.
    """
    place = f"derivation {derivation.name}"
    try:
        reading = read(derivation.latex, derivation.signature)
        digits = [stated_digits(link) for link in reading.links]
    except DerivationError as error:
        raise DerivationError(error.message, place=f"{place}, {error.place}", remedy=error.remedy) from error
    _check_assumed(derivation, reading, place)
    for number, link in enumerate(reading.links, start=1):
        start = perf_counter()
        step = _checked(link, reading.scope, digits[number - 1], derivation.assumed.get(number))
        yield step, perf_counter() - start


def _check_assumed(derivation: Derivation, reading: Reading, place: str) -> None:
    for number in derivation.assumed:
        if not 1 <= number <= len(reading.links):
            raise DerivationError(
                f"step {number} is assumed, but there are {len(reading.links)} steps",
                place=place,
                remedy="Steps are counted from 1, over all rows.",
            )


def _checked(link: Link, scope: Scope, digits: int | None, reason: str | None) -> CheckedStep:
    verdict = judge(link.left, link.relation, link.right, scope, digits)
    if reason is not None and verdict.status is not Status.REFUTED:
        verdict = Verdict(Status.ASSUMED, reason)
    return CheckedStep(link.left_latex, link.relation_latex, link.right_latex, verdict, link.row)

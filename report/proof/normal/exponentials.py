"""Normal forms of exponentials, and of sine and cosine as complex ones."""

from __future__ import annotations

from fractions import Fraction

from report.proof.expressions import ONE, Const, Div, Fn, Mul
from report.proof.normal import polynomials as poly
from report.proof.normal.algebra import IMAGINARY, Algebra
from report.proof.normal.arithmetic import ONE_QUOTIENT, ZERO_QUOTIENT, Quotient, Rule
from report.proof.normal.polynomials import Monomial, Polynomial
from report.proof.normal.roots import rational_power


def exponential(value: Quotient, algebra: Algebra) -> Quotient:
    """Return exp of `value`: a product of powers, one for each term."""
    result = ONE_QUOTIENT
    single = len(value.bottom) == 1
    below = poly.inverse(next(iter(value.bottom))) if single else poly.UNIT
    for monomial, coefficient in sorted(value.top.items()):
        part = _power_of_e(poly.times(monomial, below), coefficient, None if single else value.bottom, algebra)
        result = algebra.times(result, part)
    return result


def _power_of_e(term: Monomial, coefficient: Fraction, bottom: Polynomial | None, algebra: Algebra) -> Quotient:
    atoms = [algebra.atoms[atom] for atom, exponent in term]
    if bottom is None and len(term) == 1 and term[0][1] == 1 and isinstance(atoms[0], Fn) and atoms[0].name == "log":
        if coefficient.denominator == 1:
            return algebra.power(algebra.normal(atoms[0].args[0]), int(coefficient))
        return rational_power(atoms[0].args[0], coefficient, algebra)
    if bottom is None and set(atoms) == {IMAGINARY, Const("pi")} and all(exponent == 1 for _, exponent in term):
        return _on_circle(coefficient, algebra)
    inside = algebra.monomial_expression(term)
    if bottom is not None:
        inside = Div(inside, algebra.sum_expression(bottom))
    atom = Fn("exp", (ONE if term == poly.UNIT and bottom is None else inside,))
    return algebra.as_atom(atom, coefficient)


def _on_circle(turn: Fraction, algebra: Algebra) -> Quotient:
    """Return exp(i pi turn), exactly where sine and cosine are known roots."""
    turn %= 2
    if turn.denominator not in (1, 2, 3, 4, 6):
        return algebra.as_atom(Fn("exp", (Mul((IMAGINARY, Const("pi"))),)), turn, Rule(2, ONE_QUOTIENT))
    algebra.note("known values of sine and cosine")
    cosine, sine = _known_cosine(turn, algebra), _known_cosine(turn - Fraction(1, 2), algebra)
    return algebra.plus(cosine, algebra.times(algebra.imaginary(), sine))


def _known_cosine(turn: Fraction, algebra: Algebra) -> Quotient:
    turn %= 2
    turn = min(turn, 2 - turn)
    if turn > Fraction(1, 2):
        return algebra.minus(ZERO_QUOTIENT, _known_cosine(1 - turn, algebra))
    half = Fraction(1, 2)
    values = {
        Fraction(0): algebra.number(1),
        Fraction(1, 6): algebra.times(algebra.number(half), algebra.prime(3, half)),
        Fraction(1, 4): algebra.times(algebra.number(half), algebra.prime(2, half)),
        Fraction(1, 3): algebra.number(half),
        half: ZERO_QUOTIENT,
    }
    return values[turn]


def trigonometric(name: str, value: Quotient, algebra: Algebra) -> Quotient:
    """Return sine, cosine and their quotients by complex exponentials, which hold the addition theorems."""
    algebra.note("addition theorems")
    unit = algebra.imaginary()
    up = exponential(algebra.times(unit, value), algebra)
    down = exponential(algebra.minus(ZERO_QUOTIENT, algebra.times(unit, value)), algebra)
    cosine = algebra.over(algebra.plus(up, down), algebra.number(2))
    sine = algebra.over(algebra.minus(up, down), algebra.times(algebra.number(2), unit))
    match name:
        case "sin":
            return sine
        case "cos":
            return cosine
        case "tan":
            return algebra.over(sine, cosine)
        case "cot":
            return algebra.over(cosine, sine)
        case "sec":
            return algebra.over(ONE_QUOTIENT, cosine)
    return algebra.over(ONE_QUOTIENT, sine)

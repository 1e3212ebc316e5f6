"""Normal forms of exponentials, logarithms, roots, absolute values and trigonometric functions."""

from __future__ import annotations

from fractions import Fraction

from report.proof import polynomials as poly
from report.proof.expressions import ONE, Big, Const, Div, Expr, Fn, Mul, Num, Pow, is_infinite, number
from report.proof.normal_form import IMAGINARY, ONE_QUOTIENT, ZERO_QUOTIENT, Algebra, Quotient, Rule
from report.proof.polynomials import Monomial, Polynomial
from report.proof.signs import StuckError, nonnegative, nonzero, positive

_LOG_RULE = "logarithms of positive numbers"


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


def logarithm(part: Expr, algebra: Algebra) -> Quotient:
    """Return the normal form of log of `part`, taken apart where its factors are proved positive."""
    match part:
        case Fn("exp", (inside,)):
            algebra.note(_LOG_RULE)
            return algebra.normal(inside)
        case Fn("sqrt", (inside,)) if positive(inside, algebra):
            return algebra.times(algebra.number(Fraction(1, 2)), logarithm(inside, algebra))
        case Mul(factors) if all(positive(factor, algebra) for factor in factors):
            algebra.note(_LOG_RULE)
            total = ZERO_QUOTIENT
            for factor in factors:
                total = algebra.plus(total, logarithm(factor, algebra))
            return total
        case Div(top, bottom) if positive(top, algebra) and positive(bottom, algebra):
            algebra.note(_LOG_RULE)
            return algebra.minus(logarithm(top, algebra), logarithm(bottom, algebra))
        case Pow(base, exponent) if positive(base, algebra):
            algebra.note(_LOG_RULE)
            return algebra.times(algebra.normal(exponent), logarithm(base, algebra))
        case Pow(base, Num(value)) if value.denominator == 1 and value.numerator % 2 == 0 and nonzero(base, algebra):
            algebra.note(_LOG_RULE)
            return algebra.times(algebra.number(value), logarithm(Fn("abs", (base,)), algebra))
        case Big("prod", index, low, high, body) if not is_infinite(high) and positive(
            body, algebra.under(index, low, high)
        ):
            algebra.note("the logarithm of a product is the sum of the logarithms")
            return algebra.normal(Big("sum", index, low, high, Fn("log", (body,))))
    return _log_of(algebra.normal(part), positive(part, algebra), algebra)


def _log_of(value: Quotient, is_positive: bool, algebra: Algebra) -> Quotient:
    if not value.top:
        raise StuckError
    if is_positive and len(value.bottom) > 0 and value.bottom != poly.constant(1):
        bottom = algebra.sum_expression(value.bottom)
        if positive(bottom, algebra):
            above = _log_of(Quotient(value.top, poly.constant(1)), True, algebra)
            return algebra.minus(above, _log_of(Quotient(value.bottom, poly.constant(1)), True, algebra))
    if not is_positive or value.bottom != poly.constant(1):
        found = algebra.applied("log", (value,), lambda parts: Fn("log", parts))
        return algebra.as_atom(algebra.atoms[found])
    algebra.note(_LOG_RULE)
    size = poly.content(value.top)
    shared = tuple((atom, e) for atom, e in poly.common((value.top,)) if algebra.known_positive(atom))
    core = poly.scaled(value.top, 1 / size, poly.inverse(shared))
    total = _log_of_number(size, algebra)
    for atom, exponent in shared:
        total = algebra.plus(total, algebra.times(algebra.number(Fraction(exponent)), _log_of_atom(atom, algebra)))
    if core != poly.constant(1):
        found = algebra.applied("log", (Quotient(core, poly.constant(1)),), lambda parts: Fn("log", parts))
        total = algebra.plus(total, algebra.as_atom(algebra.atoms[found]))
    return total


def _log_of_atom(atom: int, algebra: Algebra) -> Quotient:
    match algebra.atoms[atom]:
        case Fn("exp", (inside,)):
            return algebra.normal(inside)
        case Fn("prime", (Num(value),)):
            return _log_of_number(value, algebra)
        case expr:
            found = algebra.applied("log", (algebra.as_atom(expr),), lambda parts: Fn("log", parts))
            return algebra.as_atom(algebra.atoms[found])


def _log_of_number(value: Fraction, algebra: Algebra) -> Quotient:
    total = ZERO_QUOTIENT
    for prime, exponent in factorised(value).items():
        atom = algebra.as_atom(Fn("log", (number(prime),)))
        total = algebra.plus(total, algebra.times(algebra.number(exponent), atom))
    return total


def factorised(value: Fraction) -> dict[int, int]:
    """Return the prime factors of a positive rational with their exponents.

    Raises
    ------
    StuckError
        If trial division up to ten thousand does not finish.
    """
    found: dict[int, int] = {}
    for part, sign in ((value.numerator, 1), (value.denominator, -1)):
        rest, divisor = part, 2
        while divisor * divisor <= rest:
            while rest % divisor == 0:
                found[divisor] = found.get(divisor, 0) + sign
                rest //= divisor
            divisor += 1
            if divisor > 10_000 and rest > 1:
                raise StuckError
        if rest > 1:
            found[rest] = found.get(rest, 0) + sign
    return {prime: exponent for prime, exponent in found.items() if exponent}


def rational_power(base: Expr, exponent: Fraction, algebra: Algebra) -> Quotient:
    """Return ``base ** exponent`` for a fraction `exponent`; where it is defined, `base` is nonnegative."""
    match base:
        case Fn("exp", (inside,)):
            return exponential(algebra.times(algebra.number(exponent), algebra.normal(inside)), algebra)
        case Pow(inner, Num(value)) if nonnegative(inner, algebra):
            return _power_of(inner, value * exponent, algebra)
        case Pow(inner, Num(value)) if value.denominator == 1 and value.numerator % 2 == 0:
            algebra.note("the root of a square is the absolute value")
            return _power_of(Fn("abs", (inner,)), value * exponent, algebra)
        case Mul(factors) if all(nonnegative(factor, algebra) for factor in factors):
            result = ONE_QUOTIENT
            for factor in factors:
                result = algebra.times(result, rational_power(factor, exponent, algebra))
            return result
        case Div(top, bottom) if nonnegative(top, algebra) and nonnegative(bottom, algebra):
            return algebra.over(rational_power(top, exponent, algebra), rational_power(bottom, exponent, algebra))
    return _quotient_power(algebra.normal(base), exponent, algebra)


def _power_of(base: Expr, exponent: Fraction, algebra: Algebra) -> Quotient:
    if exponent.denominator == 1:
        return algebra.power(algebra.normal(base), int(exponent))
    return rational_power(base, exponent, algebra)


def _quotient_power(value: Quotient, exponent: Fraction, algebra: Algebra) -> Quotient:
    if not value.top:
        if exponent < 0:
            raise StuckError
        return ZERO_QUOTIENT
    if value.bottom == poly.constant(1):
        return _polynomial_power(value.top, exponent, algebra)
    bottom = algebra.sum_expression(value.bottom)
    if positive(bottom, algebra):
        above = _polynomial_power(value.top, exponent, algebra)
        return algebra.over(above, _polynomial_power(value.bottom, exponent, algebra))
    raise StuckError


def _polynomial_power(value: Polynomial, exponent: Fraction, algebra: Algebra) -> Quotient:
    """Return a power of a polynomial that is nonnegative wherever the power is defined."""
    size = poly.content(value)
    shared = poly.common((value,))
    alone = len(value) == 1 and next(iter(value.values())) > 0
    pulled: list[tuple[int, poly.Exponent]] = []
    result = ONE_QUOTIENT
    for atom, e in shared:
        if algebra.known_positive(atom) or (alone and algebra.known_nonnegative(atom) and e > 0):
            result = algebra.times(result, algebra.as_atom(algebra.atoms[atom], e * exponent))
        elif alone and e > 0:
            size_of = magnitude(algebra.atoms[atom], algebra)
            result = algebra.times(result, _magnitude_power(size_of, e * exponent, algebra))
        else:
            continue
        pulled.append((atom, e))
    core = poly.scaled(value, 1 / size, poly.inverse(tuple(pulled)))
    for prime, times in factorised(size).items():
        result = algebra.times(result, algebra.prime(prime, times * exponent))
    if core != poly.constant(1):
        inside = Quotient(core, poly.constant(1))
        found = algebra.applied("base", (inside,), lambda parts: Fn("base", parts))
        algebra.rules.setdefault(found, Rule(1, inside))
        result = algebra.times(result, algebra.as_atom(algebra.atoms[found], exponent))
    return result


def _magnitude_power(size: Quotient, exponent: Fraction | int, algebra: Algebra) -> Quotient:
    exponent = Fraction(exponent)
    if exponent.denominator == 1:
        return algebra.power(size, int(exponent))
    return _quotient_power(size, exponent, algebra)


def magnitude(part: Expr, algebra: Algebra) -> Quotient:
    """Return the normal form of the absolute value."""
    if nonnegative(part, algebra):
        return algebra.normal(part)
    value = algebra.normal(part)
    if nonnegative(algebra.expression(algebra.minus(ZERO_QUOTIENT, value)), algebra):
        return algebra.minus(ZERO_QUOTIENT, value)
    if any(algebra.is_complex(atom) for p in (value.top, value.bottom) for monomial in p for atom, _ in monomial):
        found = algebra.applied("abs", (value,), lambda parts: Fn("abs", parts))
        return _absolute_atom(found, value, algebra)
    return algebra.over(_magnitude_of(value.top, algebra), _magnitude_of(value.bottom, algebra))


def _magnitude_of(value: Polynomial, algebra: Algebra) -> Quotient:
    size = poly.content(value)
    shared = poly.common((value,))
    core = poly.scaled(value, 1 / size, poly.inverse(shared))
    result = algebra.number(size)
    for atom, exponent in shared:
        expr = algebra.atoms[atom]
        if algebra.known_nonnegative(atom) or exponent % 2 == 0:
            result = algebra.times(result, algebra.as_atom(expr, exponent))
        elif isinstance(exponent, int):
            single = algebra.as_atom(expr)
            found = algebra.applied("abs", (single,), lambda parts: Fn("abs", parts))
            result = algebra.times(result, algebra.power(_absolute_atom(found, single, algebra), exponent))
        else:
            raise StuckError
    if len(core) > 1:
        if core[min(core)] < 0:
            core = poly.scaled(core, Fraction(-1))
        inside = Quotient(core, poly.constant(1))
        found = algebra.applied("abs", (inside,), lambda parts: Fn("abs", parts))
        result = algebra.times(result, _absolute_atom(found, inside, algebra))
    return result


def _absolute_atom(found: int, inside: Quotient, algebra: Algebra) -> Quotient:
    algebra.rules.setdefault(found, Rule(2, algebra.times(inside, inside)))
    return algebra.as_atom(algebra.atoms[found])


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

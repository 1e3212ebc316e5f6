"""Prime factors of rational numbers."""

from __future__ import annotations

from fractions import Fraction

from report.proof.signs import StuckError


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

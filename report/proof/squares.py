"""Quadratic forms that are sums of squares."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from report.proof.normal.polynomials import Exponent, Monomial, Polynomial, times

if TYPE_CHECKING:
    from report.proof.normal.algebra import Algebra


def is_sum_of_squares(value: Polynomial, algebra: Algebra, *, strict: bool = False) -> bool:
    """Whether `value` is a sum of squares of real atoms with positive weights (completing the square).

    With `strict`, a positive constant must be left over.
    """
    if any(algebra.is_complex(atom) for monomial in value for atom, _ in monomial):
        return False
    halves = _halves(value, algebra)
    if halves is None:
        return False
    matrix = _gram(value, halves)
    return matrix is not None and _is_semidefinite(matrix, halves.index(()) if () in halves else None, strict=strict)


def _halves(value: Polynomial, algebra: Algebra) -> list[Monomial] | None:
    """Return the monomials whose squares occur with a positive weight; positive atoms have square roots."""
    found: list[Monomial] = []
    for monomial, coefficient in value.items():
        if coefficient > 0 and all(e % 2 == 0 or algebra.known_nonnegative(atom) for atom, e in monomial):
            found.append(tuple((atom, _half(exponent)) for atom, exponent in monomial))
    return sorted(found, key=lambda m: (-len(m), m)) if 0 < len(found) <= 8 else None


def _half(exponent: Exponent) -> Exponent:
    half = Fraction(exponent) / 2
    return int(half) if half.denominator == 1 else half


def _gram(value: Polynomial, halves: list[Monomial]) -> list[list[Fraction]] | None:
    """Return the symmetric matrix of the form, or None if a term is no product of two of the monomials."""
    size = len(halves)
    matrix = [[Fraction(0)] * size for _ in range(size)]
    squares = {times(half, half): k for k, half in enumerate(halves)}
    pairs = {times(halves[i], halves[j]): (i, j) for i in range(size) for j in range(i)}
    for monomial, coefficient in value.items():
        if monomial in squares:
            k = squares[monomial]
            matrix[k][k] += coefficient
        elif monomial in pairs:
            i, j = pairs[monomial]
            matrix[i][j] = matrix[j][i] = coefficient / 2
        else:
            return None
    return matrix


def _is_semidefinite(matrix: list[list[Fraction]], constant: int | None, *, strict: bool) -> bool:
    """Whether elimination meets positive pivots, or rows of zeros; `strict`: the constant's own pivot is positive."""
    size = len(matrix)
    order = [k for k in range(size) if k != constant] + ([constant] if constant is not None else [])
    rows = [[matrix[i][j] for j in order] for i in order]
    for k in range(size):
        pivot = rows[k][k]
        if pivot < 0 or (pivot == 0 and any(rows[k][j] for j in range(k, size))):
            return False
        if pivot == 0:
            if strict and k == size - 1:
                return False
            continue
        for i in range(k + 1, size):
            factor = rows[i][k] / pivot
            for j in range(k, size):
                rows[i][j] -= factor * rows[k][j]
    return not strict or constant is not None

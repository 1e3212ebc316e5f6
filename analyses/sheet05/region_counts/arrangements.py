"""Lines in the plane in exact arithmetic, and how many regions they leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import gcd, lcm

Line = tuple[int, int, int]
"""(a, b, c) for a x + b y + c = 0, in whole numbers without a common divisor, the first of a, b not 0 positive."""

Point = tuple[int, int, int]
"""(x, y, w) for (x/w, y/w), in whole numbers without a common divisor, w positive."""


def line(a: Fraction | float, b: Fraction | float, c: Fraction | float) -> Line:
    """Return a x + b y + c = 0 in the one form that equal lines share; a float is the fraction it is.

    Raises
    ------
    ValueError
        If a and b are both 0: then no line is described.
    """
    parts = [Fraction(part) for part in (a, b, c)]
    if not any(parts[:2]):
        raise ValueError(f"{a} x + {b} y + {c} = 0 is no line")
    denominator = lcm(*(part.denominator for part in parts))
    whole = [int(part * denominator) for part in parts]
    divisor = gcd(*whole) * (1 if next(part for part in whole if part) > 0 else -1)
    return whole[0] // divisor, whole[1] // divisor, whole[2] // divisor


def crossing(first: Line, second: Line) -> Point | None:
    """Return the point in which two lines meet, or None if they are parallel or the same."""
    (a, b, c), (d, e, f) = first, second
    w = a * e - b * d
    if w == 0:
        return None
    x, y = b * f - c * e, c * d - a * f
    divisor = gcd(x, y, w) * (1 if w > 0 else -1)
    return x // divisor, y // divisor, w // divisor


def running_counts(lines: Sequence[Line]) -> tuple[int, ...]:
    """Return the number of regions that the first 1, 2, ..., n lines leave.

    Euler's formula makes it 1 + lines + the sum over crossing points of (lines through it - 1),
    equal lines counted once. A point's first line adds nothing to that sum, each further one adds 1.
    """
    distinct = list(dict.fromkeys(lines))
    through: dict[Point, set[int]] = defaultdict(set)
    for (i, first), (j, second) in combinations(enumerate(distinct), 2):
        point = crossing(first, second)
        if point is not None:
            through[point] |= {i, j}
    added = [1] * len(distinct)
    for members in through.values():
        for later in sorted(members)[1:]:
            added[later] += 1
    unseen = dict(zip(distinct, added, strict=True))
    counts, total = [], 1
    for one in lines:
        total += unseen.pop(one, 0)
        counts.append(total)
    return tuple(counts)


def count_regions(lines: Sequence[Line]) -> int:
    """Return the number of regions into which `lines` cut the plane; 1 for none."""
    return running_counts(lines)[-1] if lines else 1


def general_position(n: int) -> tuple[Line, ...]:
    """Return n lines of which no two are parallel and no three meet: tangents of y = x^2 at 0, 1, ..., n - 1.

    Tangents at j and k meet in ((j + k)/2, jk), and sum and product determine j and k.
    """
    return tuple(line(2 * k, -1, -k * k) for k in range(n))


def pencil(n: int) -> tuple[Line, ...]:
    """Return n lines through the origin."""
    return tuple(line(k, -1, 0) for k in range(n))


def parallels(n: int, *, vertical: bool = False) -> tuple[Line, ...]:
    """Return n horizontal, or vertical, lines."""
    return tuple(line(1, 0, -k) if vertical else line(0, 1, -k) for k in range(n))


def lattice(n: int) -> tuple[Line, ...]:
    """Return n lines, half of them (rounded up) horizontal, the others vertical."""
    return parallels((n + 1) // 2) + parallels(n // 2, vertical=True)


def copies(n: int) -> tuple[Line, ...]:
    """Return one line n times, its equation scaled by 1, 2, ..., n."""
    return tuple(line(k, k, k) for k in range(1, n + 1))

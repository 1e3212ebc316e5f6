"""Points at which a step is tried: small numbers, ties and boundaries first, then random ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from random import Random

from report.proof.expressions import Expr
from report.proof.numeric.evaluation import Point, whole
from report.proof.numeric.faults import UndefinedError
from report.proof.reading.base import Scope
from report.proof.substitution import free_names

LENGTHS = (1, 2, 3, 5)
_SMALL = [
    Fraction(*pair) for pair in ((0, 1), (1, 1), (-1, 1), (2, 1), (1, 2), (-2, 1), (-1, 2), (3, 1), (-3, 1), (1, 3))
]

_ALLOWED: dict[str, Callable[[Fraction], bool]] = {
    "real": lambda value: True,
    "positive": lambda value: value > 0,
    "nonnegative": lambda value: value >= 0,
    "nonzero": lambda value: value != 0,
    "integer": lambda value: value.denominator == 1,
    "positive integer": lambda value: value.denominator == 1 and value > 0,
}


def points(expressions: Iterable[Expr], scope: Scope, seed: int = 5, most: int = 60) -> Iterator[Point]:
    """Yield at most `most` points for the free names of `expressions`, which respect their assumptions."""
    names = frozenset[str]().union(*map(free_names, expressions))
    random = Random(seed)  # noqa: S311  (points to try, no secret)
    lengths = sorted(_length_names(names, scope))
    pools = [LENGTHS for _ in lengths]
    combinations = (
        list(product(*pools)) if len(pools) < 3 else [tuple(random.choice(LENGTHS) for _ in pools) for _ in range(16)]
    )
    symbols = sorted(
        name for name in names if name in scope.symbols and name not in lengths and name not in scope.ranges
    )
    indices = sorted(name for name in names if name in scope.ranges)
    vectors = sorted(name for name in names if name in scope.vectors)
    produced = 0
    pair_grid = _grid(symbols, scope, random)
    for round_number in range(most):
        for sizes in combinations:
            point = Point({name: Fraction(size) for name, size in zip(lengths, sizes, strict=True)})
            grid_values = next(pair_grid, None)
            for name in symbols:
                value = grid_values[name] if grid_values else _value(scope.symbols[name], random, round_number)
                point.symbols[name] = value
            for name in vectors:
                _fill(name, point, scope, random, round_number)
            if not _place(indices, point, scope, random):
                continue
            yield point
            produced += 1
            if produced >= most or (not symbols and not vectors and not indices and not lengths):
                return


def _length_names(names: frozenset[str], scope: Scope) -> set[str]:
    """Return the symbols that are lengths of vectors or ranges of indices, or bounds besides."""
    found: set[str] = set()
    for vector in names & scope.vectors.keys():
        for length in scope.vectors[vector]:
            found |= free_names(length)
    for index in names & scope.ranges.keys():
        for length in scope.ranges[index]:
            found |= free_names(length)
    return found


def _grid(symbols: list[str], scope: Scope, random: Random) -> Iterator[Mapping[str, Fraction]]:
    """Yield small values, all of them where there is one symbol, a mixed choice where there are more."""
    pools = [[value for value in _SMALL if _ALLOWED[scope.symbols[name]](value)] for name in symbols]
    pools = [pool or [Fraction(1)] for pool in pools]
    if len(pools) == 1:
        chosen: list[tuple[Fraction, ...]] = [(value,) for value in pools[0]]
    else:
        chosen = [tuple(pool[k % len(pool)] for pool in pools) for k in range(3)]
        chosen += [tuple(random.choice(pool) for pool in pools) for _ in range(25)]
    for values in chosen:
        yield dict(zip(symbols, values, strict=True))


def _value(assumption: str, random: Random, round_number: int) -> Fraction:
    if "integer" in assumption:
        value = Fraction(random.randint(1, 7 + round_number))
        return value if "positive" in assumption or random.random() < 0.6 else -value
    top = random.randint(1, 40)
    value = Fraction(top, random.choice((1, 3, 7, 10, 13)))
    return value if assumption in ("positive", "nonnegative") or random.random() < 0.5 else -value


def _fill(name: str, point: Point, scope: Scope, random: Random, round_number: int) -> None:
    sizes = [whole(length, point) for length in scope.vectors[name]]
    tie = Fraction(random.randint(-2, 2))
    entries = {}
    for place in product(*(range(1, size + 1) for size in sizes)):
        if round_number % 3 == 0:
            entries[place] = random.choice(_SMALL)
        elif round_number % 3 == 1:
            entries[place] = tie if random.random() < 0.6 else random.choice(_SMALL)
        else:
            entries[place] = _value("real", random, round_number)
    point.vectors[name] = entries


def _place(indices: list[str], point: Point, scope: Scope, random: Random) -> bool:
    """Give each index a place within its ranges; False if there is none."""
    for name in indices:
        try:
            most = min(whole(length, point) for length in scope.ranges[name])
        except (UndefinedError, KeyError):
            return False
        if most < 1:
            return False
        point.symbols[name] = Fraction(random.randint(1, most))
    return True

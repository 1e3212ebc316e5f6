"""An oracle: linear regions by clipping convex polygons, one at a time, in rational numbers.

Nothing is shared with the enumerator: no common vertices, no tolerance, no half-edges. Points are
homogeneous triples; in a box w = 1, on the plane the four quadrants are cut apart and their regions
told by pattern. Slow, and exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

Triple = tuple[Fraction, Fraction, Fraction]


@dataclass(frozen=True)
class Piece:
    """A convex polygon with one activation pattern and one affine map an output."""

    corners: tuple[Triple, ...]
    pattern: tuple[bool, ...]
    maps: tuple[Triple, ...]


@dataclass(frozen=True)
class RationalCounts:
    """What the enumerator must find."""

    activation_regions: int
    linear_regions: int


def rational_counts(network, box) -> RationalCounts:
    """Count the regions of `network` in `box` = (x0, x1, y0, y1), or on the plane if it is None."""
    pieces = rational_pieces(network, box)
    patterns = [piece.pattern for piece in pieces]
    joined = [(a, b) for a, b in combinations(range(len(pieces)), 2)
              if pieces[a].maps == pieces[b].maps and _share_a_segment(pieces[a], pieces[b])]  # fmt: skip
    return RationalCounts(len(set(patterns)), _number_of_components(len(pieces), joined))


def rational_pieces(network, box) -> list[Piece]:
    layers = [
        ([[Fraction(value) for value in row] for row in weight.tolist()], [Fraction(value) for value in bias.tolist()])
        for weight, bias in zip(network.weights, network.biases, strict=True)
    ]
    zero, one = Fraction(0), Fraction(1)
    identity = ((one, zero, zero), (zero, one, zero))
    pieces = [Piece(corners, (), identity) for corners in _start(box)]
    for weight, bias in layers[:-1]:
        pieces = [part for piece in pieces for part in _through_layer(piece, weight, bias)]
    return [Piece(piece.corners, piece.pattern, _affine(piece.maps, *layers[-1])) for piece in pieces]


def _start(box) -> list[tuple[Triple, ...]]:
    zero, one = Fraction(0), Fraction(1)
    if box is not None:
        x0, x1, y0, y1 = map(Fraction, box)
        return [((x0, y0, one), (x1, y0, one), (x1, y1, one), (x0, y1, one))]
    ends = [(one, zero, zero), (zero, one, zero), (-one, zero, zero), (zero, -one, zero)]
    return [((zero, zero, one), ends[i], ends[(i + 1) % 4]) for i in range(4)]


def _affine(maps, weight, bias) -> tuple[Triple, ...]:
    rows = []
    for coefficients, constant in zip(weight, bias, strict=True):
        a, b, c = (sum((k * form[i] for k, form in zip(coefficients, maps, strict=True)), Fraction(0))
                   for i in range(3))  # fmt: skip
        rows.append((a, b, c + constant))
    return tuple(rows)


def _through_layer(piece: Piece, weight, bias) -> list[Piece]:
    parts = [(piece.corners, ())]
    forms = _affine(piece.maps, weight, bias)
    for form in forms:
        parts = [half for corners, pattern in parts for half in _halves(corners, pattern, form)]
    zero = (Fraction(0),) * 3
    return [
        Piece(corners, piece.pattern + pattern, tuple(f if on else zero for f, on in zip(forms, pattern, strict=True)))
        for corners, pattern in parts
    ]


def _halves(corners, pattern, form):
    values = [_at(form, corner) for corner in corners]
    if min(values) >= 0 or max(values) <= 0:
        return [(corners, (*pattern, max(values) > 0))]
    return [(_clip(corners, values, 1), (*pattern, True)), (_clip(corners, values, -1), (*pattern, False))]


def _clip(corners, values, side):
    kept = []
    for i, (corner, value) in enumerate(zip(corners, values, strict=True)):
        if side * value >= 0:
            kept.append(corner)
        after, later = corners[(i + 1) % len(corners)], values[(i + 1) % len(corners)]
        if value * later < 0:
            share = value / (value - later)
            kept.append(tuple(p + share * (q - p) for p, q in zip(corner, after, strict=True)))
    return tuple(kept)


def _at(form, point) -> Fraction:
    return form[0] * point[0] + form[1] * point[1] + form[2] * point[2]


def _share_a_segment(first: Piece, second: Piece) -> bool:
    return any(_overlap(a, b, c, d) for a, b in _sides(first) for c, d in _sides(second))


def _sides(piece: Piece):
    # (x, y) / (|x| + |y| + w) draws each quadrant as a triangle with straight edges.
    flat = [(x / (abs(x) + abs(y) + w), y / (abs(x) + abs(y) + w)) for x, y, w in piece.corners]
    if all(w == 1 for _, _, w in piece.corners):
        flat = [(x, y) for x, y, _ in piece.corners]
    return list(zip(flat, flat[1:] + flat[:1], strict=True))


def _overlap(a, b, c, d) -> bool:
    """Whether segments ab and cd lie on one line and have more than a point in common."""
    way = (b[0] - a[0], b[1] - a[1])
    if any(way[0] * (p[1] - a[1]) != way[1] * (p[0] - a[0]) for p in (c, d)):
        return False
    length = way[0] ** 2 + way[1] ** 2
    along = sorted(((p[0] - a[0]) * way[0] + (p[1] - a[1]) * way[1]) / length for p in (c, d))
    return min(along[1], 1) > max(along[0], 0)


def _number_of_components(count: int, pairs) -> int:
    root = list(range(count))

    def find(node: int) -> int:
        while root[node] != node:
            node = root[node]
        return node

    for a, b in pairs:
        root[find(a)] = find(b)
    return sum(root[node] == node for node in range(count))

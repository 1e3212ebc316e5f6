"""SVG to PDF operators, shape by shape; the whole is held against the SVG route in tests/pdf."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.formulas.operators import UnknownConstructError, operators
from report.formulas.outlines import number, path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><g stroke-width="0">{}</g></svg>'


def drawn(inside):
    """Return the operators of `inside` alone, between the flip and its end."""
    lines = operators(SVG.format(inside)).splitlines()
    assert lines[0] == "q 1 0 0 -1 0 0 cm"
    assert lines[-1] == "Q"
    return " ".join(lines[1:-1])


@pytest.mark.parametrize(
    ("svg", "pdf"),
    [
        ('<path d="M1 2L3 4Z"/>', "1 2 m 3 4 l h f"),
        ('<path d="M1 2 3 4"/>', "1 2 m 3 4 l f"),
        ('<path d="M1 2H5V-7"/>', "1 2 m 5 2 l 5 -7 l f"),
        ('<path d="m1 2l3 4l-1-1z"/>', "1 2 m 4 6 l 3 5 l h f"),
        ('<path d="M0 0C1 2 3 4 5 6"/>', "0 0 m 1 2 3 4 5 6 c f"),
        ('<path d="M0 0C1 2 3 4 5 6S9 9 8 8"/>', "0 0 m 1 2 3 4 5 6 c 7 8 9 9 8 8 c f"),
        ('<path d="M0 0Q3 3 6 0"/>', "0 0 m 2 2 4 2 6 0 c f"),
        ('<path d="M0 0Q3 3 6 0T12 0"/>', "0 0 m 2 2 4 2 6 0 c 8 -2 10 -2 12 0 c f"),
        ('<path d=""/>', ""),
        ('<rect x="1" y="2" width="3" height="4"/>', "1 2 3 4 re f"),
        ('<rect width="3" height="4" fill="none" stroke-width="2"/>', "2 w 0 0 3 4 re S"),
        ('<rect width="3" height="4" stroke-width="2"/>', "2 w 0 0 3 4 re B"),
        ('<line x1="1" y1="2" x2="3" y2="4" stroke-width="5"/>', "5 w 1 2 m 3 4 l S"),
        (
            '<line x2="3" stroke-width="5" stroke-dasharray="0 7" stroke-linecap="round"/>',
            "q [0 7] 0 d 1 J 5 w 0 0 m 3 0 l S Q",
        ),
        ('<polygon points="0,0 1,0 1,2"/>', "0 0 m 1 0 l 1 2 l h f"),
        ('<g transform="translate(5) scale(2)"><path d="M1 1"/></g>', "q 1 0 0 1 5 0 cm 2 0 0 2 0 0 cm 1 1 m f Q"),
        ('<g fill="#ff0080"><path d="M1 1"/></g>', "q 1 0 0.502 rg 1 1 m f Q"),
        (
            '<g fill="#f00" stroke="#ff0000"><path d="M1 1"/></g><path d="M2 2"/>',
            "q 1 0 0 rg 1 0 0 RG 1 1 m f Q 2 2 m f",
        ),
        ("<g><g/></g>", ""),
    ],
)
def test_shape_becomes_its_operators(svg, pdf):
    assert drawn(svg) == pdf


def test_picture_within_is_clipped_and_fitted():
    inner = '<svg x="10" y="20" width="4" height="8" viewBox="1 2 2 2"><path d="M1 2"/></svg>'
    # 2 by 2 units fit 4 by 8 at scale 2, centred: 2 units of air above and below.
    assert drawn(inner) == "q 10 20 4 8 re W n 2 0 0 2 8 18 cm 1 2 m f Q"


@pytest.mark.parametrize(
    "inside",
    [
        "<text>x</text>",
        "<circle r='1'/>",
        "<path d='M0 0A1 1 0 0 0 1 1'/>",
        "<path d='M0 0' opacity='0.5'/>",
        "<g transform='rotate(3)'><path d='M0 0'/></g>",
        "<g fill='crimson'><path d='M0 0'/></g>",
        "<g fill='#f00'><g fill='currentColor'><path d='M0 0'/></g></g>",
        "<svg width='1' height='1' viewBox='0 0 0 1'><path d='M0 0'/></svg>",
    ],
)
def test_what_is_not_known_is_refused(inside):
    with pytest.raises(UnknownConstructError):
        operators(SVG.format(inside))


coordinates = st.integers(-999, 999)
points = st.tuples(coordinates, coordinates)


@given(points, st.lists(st.tuples(points, points, points), min_size=1, max_size=5))
def test_relative_path_is_the_absolute_one(start, curves):
    absolute, relative = f"M{start[0]} {start[1]}", f"m{start[0]} {start[1]}"
    here = start
    for curve in curves:
        absolute += "C" + " ".join(f"{x} {y}" for x, y in curve)
        relative += "c" + " ".join(f"{x - here[0]} {y - here[1]}" for x, y in curve)
        here = curve[-1]
    assert path({"d": relative}) == path({"d": absolute})


@given(points, points, points, st.floats(0, 1))
def test_quadratic_curve_and_its_cubic_form_are_one_curve(start, bend, end, t):
    written = path({"d": f"M{start[0]} {start[1]}Q{bend[0]} {bend[1]} {end[0]} {end[1]}"})
    first, second, last = re.search(r"m (\S+ \S+) (\S+ \S+) (\S+ \S+) c", written).groups()
    cubic = [start, *(tuple(map(float, pair.split())) for pair in (first, second, last))]
    for axis in (0, 1):
        a, b, c, d = (point[axis] for point in cubic)
        by_cubic = a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t**2 * (1 - t) + d * t**3
        by_quadratic = start[axis] * (1 - t) ** 2 + 2 * bend[axis] * t * (1 - t) + end[axis] * t**2
        assert by_cubic == pytest.approx(by_quadratic, abs=1e-3)


@given(st.floats(-1e6, 1e6))
def test_numbers_are_written_without_exponent_and_close(value):
    text = number(value)
    assert re.fullmatch(r"-?\d+(\.\d{1,4})?", text)
    assert text != "-0"
    assert float(text) == pytest.approx(value, abs=5.1e-5)

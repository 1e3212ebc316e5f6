"""A line through vertices that were there before, and signs that no line can have."""

import numpy as np
import pytest

from analyses.relu.chording import chords_through_zeros
from analyses.relu.subdivision import box_subdivision


def chords(signs):
    subdivision = box_subdivision(-1, 1, -1, 1)
    signs = np.array(signs, dtype=np.int8)
    both = signs[subdivision.tail] + signs[subdivision.head]
    return chords_through_zeros(subdivision, signs, faces=np.array([1]), positive=np.flatnonzero(both > 0))


def test_a_diagonal_runs_from_corner_to_corner_with_its_positive_side_on_the_left():
    found = chords([1, 0, -1, 0])
    assert (found.tail.tolist(), found.head.tolist()) == ([1], [3])


def test_signs_that_no_line_can_have_are_an_error():
    with pytest.raises(ArithmeticError, match="does not cross face 1 once: a sign at a vertex is wrong"):
        chords([1, 0, 1, 0])

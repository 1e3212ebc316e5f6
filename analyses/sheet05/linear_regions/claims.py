"""What exercise 4's text says of its numbers."""

from __future__ import annotations

from analyses.sheet05.linear_regions.result import LinearRegionsResult
from analyses.sheet05.linear_regions.setting import SHALLOW, SHARED, WIDE_REACH
from report import Claim


def claims(result: LinearRegionsResult) -> tuple[Claim, ...]:
    """Return the claims of exercise 4."""
    return (*_networks(result), *_lines(result), *_gradients(result), *_depth(result), *_training(result))


def _networks(result: LinearRegionsResult) -> tuple[Claim, ...]:
    views = result.views.values()
    return (
        Claim(
            "parameters_agree",
            "torch counts as many parameters as the formula, for each network",
            tuple(view.parameters for view in views),
            "=",
            tuple(view.expected_parameters for view in views),
        ),
        Claim(
            "parameters_are_as_said",
            "the networks have 81, 51, 111 and 81 parameters",
            tuple(view.parameters for view in views),
            "=",
            (81, 51, 111, 81),
        ),
    )


def _lines(result: LinearRegionsResult) -> tuple[Claim, ...]:
    found, shallow = result.crossings, result.shallow
    return (
        Claim("lines_cross_outside", "some crossings lie outside the box", found.outside, ">", 0),
        Claim(
            "never_all_inside",
            "at every seed some crossing lies outside the box",
            found.all_inside,
            "=",
            0,
        ),
        Claim(
            "box_count_adds_up",
            "regions in the box are one plus the lines that meet it plus the crossings inside",
            shallow.activation_regions,
            "=",
            1 + found.hitting + found.inside,
        ),
        Claim(
            "plane_is_in_general_position",
            "the lines leave as many regions of the plane as lines in general position",
            result.plane_regions,
            "=",
            result.general_position,
        ),
        Claim(
            "structure_ends_where_the_last_lines_cross",
            "the farthest corner of a region lies where the farthest crossing was computed, to rounding",
            abs(result.farthest_corner / found.farthest - 1),
            "<",
            1e-9,
        ),
        Claim(
            "outside_is_a_fan",
            "twice as many regions as lines reach infinity",
            result.unbounded,
            "=",
            2 * int(shallow.widths.split("-")[1]),
        ),
        Claim(
            "wide_grid_reaches_the_last_crossing",
            "the farthest crossing lies within the wide grid",
            found.farthest,
            "<",
            WIDE_REACH,
        ),
        Claim(
            "crossings_thin_out_slowly",
            "over the seeds, between 7 and 14 times fewer crossings lie outside a box ten times as wide",
            found.falls,
            "within",
            (7.0, 14.0),
        ),
        Claim(
            "wide_grid_misses_regions",
            "the wide grid meets fewer patterns than the plane has regions",
            result.wide.seen,
            "<",
            result.plane_regions,
        ),
        Claim(
            "wide_grid_sees_less_than_the_box",
            "the wide grid meets fewer patterns than the grid on the box",
            result.wide.seen,
            "<",
            shallow.seen,
        ),
    )


def _gradients(result: LinearRegionsResult) -> tuple[Claim, ...]:
    wrong = result.handed_in
    return (
        Claim(
            "gradient_is_exact",
            "the gradient by pattern is the exact region's, inside every region of every network, to rounding",
            result.gradient_error,
            "<",
            1e-12,
        ),
        Claim(
            "spacing_is_missing",
            "the gradients as handed in are too small by the inverse of the grid spacing",
            abs(wrong.factor / wrong.expected_factor - 1),
            "<",
            1e-6,
        ),
        Claim(
            "picture_is_upside_down",
            "the picture as handed in agrees with the gradient in fewer pixels than the same picture turned over",
            wrong.agrees_as_shown,
            "<",
            wrong.agrees_upright,
        ),
        Claim(
            "differences_blur_kinks",
            "with the spacing mended, some pixels are still more than 1 % of the largest gradient off",
            wrong.off,
            ">",
            0.0,
        ),
        Claim(
            "prism_repeats", "the colour map prism runs through its colours more than once", wrong.prism_cycles, ">", 1
        ),
        Claim(
            "no_gradient_is_zero_or_one",
            "no region of the shallow network in the box has a gradient component that is 0 or 1",
            result.flat_or_unit,
            "=",
            0,
        ),
    )


def _depth(result: LinearRegionsResult) -> tuple[Claim, ...]:
    views = result.views.values()
    medians = {one.name: one.median for one in result.populations}
    return (
        Claim(
            "counts_are_proved",
            "the regions of the shallow network on the plane and of every network in the box are proved in integers",
            sum(certificate.proves for certificate in result.certificates),
            "=",
            len(views) + 1,
        ),
        Claim(
            "grids_see_at_most_what_is_there",
            "no grid meets more patterns than there are activation regions",
            max(view.seen - view.activation_regions for view in views),
            "<=",
            0,
        ),
        Claim(
            "grids_miss_regions",
            "the grid on the box misses regions of at least one network",
            max(view.activation_regions - view.seen for view in views),
            ">",
            0,
        ),
        Claim(
            "shallow_has_more_here",
            "at this seed the shallow network has more linear regions in the box than the deep one as handed in",
            result.views[SHALLOW].linear_regions,
            ">",
            result.views[SHARED].linear_regions,
        ),
        Claim(
            "shallow_has_more_mostly",
            "over the seeds the shallow network's median of linear regions lies above each deep network's",
            medians[SHALLOW],
            "separated above",
            max((median for name, median in medians.items() if name != SHALLOW), key=lambda median: median.high),
        ),
    )


def _training(result: LinearRegionsResult) -> tuple[Claim, ...]:
    shallow, *deep = result.training.networks
    return (
        Claim(
            "training_learns",
            "every network's median accuracy after training lies above the share of the larger class",
            min(one.accuracy.value for one in result.training.networks),
            ">",
            result.training.larger,
        ),
        Claim(
            "training_changes_counts",
            "for at least one network the mean change of its linear regions is told apart from none",
            len(result.training.moved),
            ">",
            0,
        ),
        Claim(
            "training_moves_single_seeds_more",
            "at some seed a network's linear regions change by more than any network's do on average",
            result.training.most,
            ">",
            max(abs(one.change.value) for one in result.training.networks),
        ),
        Claim(
            "shallow_has_more_trained",
            "after training the shallow network's median of linear regions lies above each deep network's",
            shallow.after,
            "separated above",
            max((one.after for one in deep), key=lambda median: median.high),
        ),
    )

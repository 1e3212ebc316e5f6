"""What exercise 4 printed and said when it was handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from analyses.sheet05.linear_regions.result import LinearRegionsResult
from analyses.sheet05.linear_regions.setting import SHARED
from analyses.sheet05.linear_regions.views import View
from report import Correction, Published


def _ours(results: Mapping[str, Any]) -> LinearRegionsResult:
    result: LinearRegionsResult = results["linear_regions"]
    return result


def _box_grid(results: Mapping[str, Any]) -> tuple[float, float, int]:
    axis = _ours(results).axis
    return float(axis[0]), float(axis[-1]), axis.size


def _wide_grid(results: Mapping[str, Any]) -> tuple[float, float, int]:
    wide = _ours(results).wide
    low = float(wide.axis[0])
    return low, -low, round(wide.points**0.5)


def _deep(count: Callable[[View], int]) -> Callable[[Mapping[str, Any]], int]:
    return lambda results: count(_ours(results).views[SHARED])


def _widths(view: View) -> list[int]:
    return [int(width) for width in view.widths.split("-")]


def _applications(view: View) -> int:
    """Return how often the shared layer is applied: hidden layers that have no parameters of their own, plus one."""
    return len(_widths(view)) - 1 - len(view.layers) + 1


PUBLISHED = (
    Published(4, "layers", "2-20-1", "4(a)", lambda results: _ours(results).shallow.widths),
    Published(4, "number of parameters", "81", "4(a)", lambda results: _ours(results).shallow.parameters),
    Published(4, "grid of the output: from, to, points", "-10, 10, 500", "4(b)", _box_grid),
    Published(4, "larger grid: from, to, points", "-10000, 10000, 5000", "4(b)", _wide_grid),
    Published(4, "grid of the gradients: from, to, points", "-10, 10, 500", "4(c)", _box_grid),
    Published(4, "width of the deep network's hidden layers", "5", "4(d)", _deep(lambda view: _widths(view)[1])),
    Published(4, "hidden layers of the deep network", "4", "4(d)", _deep(lambda view: len(_widths(view)) - 2)),
    Published(4, "times that one hidden layer is applied", "3", "4(d)", _deep(_applications)),
    Published(4, "grid of the deep network: from, to, points", "-10, 10, 500", "4(d)", _box_grid),
)

CORRECTIONS = (
    Correction(
        4,
        "= (2+1) · (2+1)",
        "4(a)",
        r"That product is 9. The formula before it gives $(2+1)\cdot 20+(20+1)\cdot 1 = 81$, which is what torch "
        r"counts.",
        ("derivations.shallow_parameters", "claims.parameters_agree"),
    ),
    Correction(
        4,
        "The structure seems to be captured already in the range of -10 to 10",
        "4(b)",
        "{% call given(claims.lines_cross_outside) %}Of the {{ result.crossings.total | count }} crossings of the "
        "neurons' lines {{ result.crossings.outside | count }} lie outside. {% endcall %}"
        "{% call unless(claims.lines_cross_outside) %}At this seed no crossing lies outside, which is the exception. "
        "{% endcall %}Over {{ result.seeds | count }} seeds "
        "{{ result.crossings.over_seeds.value | percent(1) }} do.",
        ("claims.lines_cross_outside", "claims.never_all_inside", "figures.crossings"),
    ),
    Correction(
        4,
        "y_range_large = np.linspace(-10000, 10000, 5000)",
        "4(b)",
        "A grid this coarse steps over the middle of the plane: it meets {{ result.wide.seen | count }} of "
        "{{ result.plane_regions | count }} regions. All its points at once also take about "
        "{{ result.wide.handed_in_gigabytes | number(2) }} GiB; those beside the kinks of each row, which are enough, "
        "take a few megabytes.",
        ("claims.wide_grid_misses_regions", "figures.regions"),
    ),
    Correction(
        4,
        "grad_x, grad_y = np.gradient(output, axis=(1, 0))",
        "4(c)",
        "Without the spacing of the grid these are differences between neighbours, "
        "{{ result.handed_in.factor | number(4) }} times smaller than the gradient. Beside a kink they mix two "
        "regions: with the factor mended, {{ result.handed_in.off | percent(1) }} of the pixels are still off.",
        ("claims.spacing_is_missing", "claims.differences_blur_kinks", "claims.gradient_is_exact", "figures.handed_in"),
    ),
    Correction(
        4,
        "plt.imshow(grad_x, cmap='prism', extent=[-10, 10, -10, 10])",
        "4(c)",
        "Without `origin='lower'` the picture stands upside down, and `prism` runs through its colours "
        "{{ result.handed_in.prism_cycles | count }} times, so that one colour stands for many values.",
        ("claims.picture_is_upside_down", "claims.prism_repeats", "figures.handed_in", "figures.gradients"),
    ),
    Correction(
        4,
        "gradients can become zero or one depending on the sign of the activation",
        "4(c)",
        r"That is the derivative of the ReLU. The network's gradient is a sum of weights over the neurons that are on, "
        r"$\sum_k v_k s_k u_k$ along $x$.",
        ("derivations.slope", "claims.no_gradient_is_zero_or_one", "figures.gradients"),
    ),
    Correction(
        4,
        "x = torch.relu(self.hiddeni(x))",
        "4(d)",
        "This line stands three times: one hidden layer is applied three times. The network has 51 parameters; with "
        "distinct layers it would have 111.",
        ("derivations.shared_parameters", "derivations.distinct_parameters", "claims.parameters_are_as_said"),
    ),
    Correction(
        4,
        "The output seems more complex than the one of the shallow network",
        "4(d)",
        "Counted in linear regions it has {{ result.views.shared.linear_regions | count }} in the box at this seed, "
        "and the shallow one has {{ result.shallow.linear_regions | count }}. "
        "{% call given(claims.shallow_has_more_mostly) %}Over {{ result.seeds | count }} seeds the shallow network has "
        "more than any of the deep ones.{% endcall %}"
        "{% call unless(claims.shallow_has_more_mostly) %}{{ result.seeds | count }} seeds do not decide "
        "it.{% endcall %}",
        (
            "claims.shallow_has_more_here",
            "claims.shallow_has_more_mostly",
            "figures.populations",
            "figures.deep_regions",
        ),
    ),
    Correction(
        4,
        "model = ShallowNN(input_size, hidden_size, output_size)",
        "4(a) to (d)",
        "No seed is set, so neither network can be had again. Here the seed is {{ result.seed | count }}, and what is "
        "said in general rests on {{ result.seeds | count }} seeds.",
        ("figures.populations",),
    ),
)

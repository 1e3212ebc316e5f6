"""What exercise 3's text says of its numbers."""

from __future__ import annotations

from analyses.sheet05.softargmax.result import LAMBDAS, SoftArgmaxResult
from report import Claim


def claims(result: SoftArgmaxResult) -> tuple[Claim, ...]:
    """Return the claims of exercise 3."""
    return (*_vectors(result), *_grid(result), *_tried(result), *_precision(result))


def _vectors(result: SoftArgmaxResult) -> tuple[Claim, ...]:
    return (
        Claim(
            "shift_invariant",
            "softargmax of the shifted vector is that of the first, to rounding",
            result.shift_error,
            "<",
            1e-14,
        ),
        Claim(
            "scale_matters",
            "softargmax of the scaled vector differs from that of the first by more than 0.3",
            result.scale_effect,
            ">",
            0.3,
        ),
        Claim(
            "counterexample_is_exact",
            "the code gives (1/3, 2/3) for (0, log 2) and (1/5, 4/5) for its double, to rounding",
            result.counterexample_error,
            "<",
            1e-15,
        ),
    )


def _grid(result: SoftArgmaxResult) -> tuple[Claim, ...]:
    tightness = tuple(result.gap[lam] / result.bound[lam] for lam in LAMBDAS)
    return (
        Claim(
            "gap_is_largest_at_ties",
            "the largest gap between lse and max on the grid is log(2)/lambda, to rounding",
            max(abs(ratio - 1) for ratio in tightness),
            "<",
            1e-12,
        ),
        Claim(
            "gap_shrinks",
            "the largest gap shrinks as lambda grows",
            tuple(-result.gap[lam] for lam in LAMBDAS),
            "increasing",
            None,
        ),
        Claim(
            "decision_sharpens",
            "the share of the grid where softargmax is not yet one-hot shrinks as lambda grows",
            tuple(-result.undecided[lam] for lam in LAMBDAS),
            "increasing",
            None,
        ),
        Claim(
            "ties_are_halves",
            "where both entries are equal softargmax is (1/2, 1/2) for every lambda",
            result.tied,
            "=",
            (0.5, 0.5) * len(LAMBDAS),
        ),
        Claim(
            "handed_in_ties_are_wrong",
            "the one-hot argmax as handed in is wrong at every grid point with equal entries",
            result.tied_wrong,
            "=",
            result.tied_points,
        ),
    )


def _tried(result: SoftArgmaxResult) -> tuple[Claim, ...]:
    return (
        Claim(
            "gradient_is_softargmax",
            "central differences of lse agree with softargmax on random vectors",
            result.gradient_error,
            "<",
            1e-8,
        ),
        Claim(
            "bounds_hold",
            "lse lies between max and max + log(K)/lambda on random vectors, ties included, to rounding",
            max(result.below_maximum, result.above_bound),
            "<",
            1e-14,
        ),
    )


def _precision(result: SoftArgmaxResult) -> tuple[Claim, ...]:
    sharpest = max(row.lam for row in result.precision)
    return (
        Claim(
            "naive_overflows",
            "as written, the formulas give no finite number on part of the grid: at the largest lambda in float64, "
            "and at lambda = 100 in float32",
            min(
                min(row.naive_lse, row.naive_softargmax)
                for row in result.precision
                if (row.lam, row.kind) in {(sharpest, "float64"), (100, "float32")}
            ),
            ">",
            0.0,
        ),
        Claim(
            "naive_survives_in_double",
            "as written, the formulas are finite on the whole grid for every lambda of the exercise in float64",
            max(row.naive_lse for row in result.precision if row.kind == "float64" and row.lam in LAMBDAS),
            "=",
            0.0,
        ),
        Claim(
            "shifted_is_finite",
            "the shifted forms are finite everywhere, in both types and for every lambda",
            max(row.broken for row in result.precision),
            "=",
            0,
        ),
        Claim(
            "single_is_enough",
            "in float32 the shifted lse is within a millionth of float64",
            result.single_error,
            "<",
            1e-6,
        ),
    )

"""What exercise 3 printed and said when it was handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from analyses.sheet05.softargmax.result import SoftArgmaxResult
from report import Correction, Published


def _ours(results: Mapping[str, Any]) -> SoftArgmaxResult:
    result: SoftArgmaxResult = results["softargmax"]
    return result


VECTORS = (("(1, 2, 3)", "[0.09 0.24 0.67]"), ("(11, 12, 13)", "[0.09 0.24 0.67]"), ("(10, 20, 30)", "[0. 0. 1.]"))


def _softened(row: int) -> Callable[[Mapping[str, Any]], tuple[float, ...]]:
    return lambda results: _ours(results).vectors[row].softargmax


def _grid(results: Mapping[str, Any]) -> tuple[float, float, int]:
    axis = _ours(results).axis
    return float(axis[0]), float(axis[-1]), axis.size


PUBLISHED = (
    *(
        Published(3, f"softargmax of {vector}", printed, "3(a)", _softened(row))
        for row, (vector, printed) in enumerate(VECTORS)
    ),
    Published(3, "grid of lse: from, to, points", "-1, 1, 200", "3(b)", _grid),
    Published(3, "values of λ for lse", "1, 10, 100", "3(b)", lambda results: tuple(_ours(results).lse)),
    Published(3, "grid of softargmax: from, to, points", "-1, 1, 200", "3(c)", _grid),
    Published(3, "values of λ for softargmax", "1, 10, 100", "3(c)", lambda results: tuple(_ours(results).softargmax)),
)

CORRECTIONS = (
    Correction(
        3,
        "soft(arg)max(c + σ) = exp(c + σ) / Σ_{j=1}^K exp(c + σ_j)",
        "3(a)",
        r"The numerator needs the index of its component, and both exponentials need $\lambda$: the $j$-th component "
        r"is $e^{\lambda(\sigma_j+c)}$ over $\sum_{i=1}^K e^{\lambda(\sigma_i+c)}$.",
        ("derivations.shift", "claims.shift_invariant"),
    ),
    Correction(
        3,
        "invariant under constant offset and not under rescaling",
        "3(a)",
        r"True, but output rounded to two decimals does not show it. $(0,\log 2)$ has $(\tfrac13,\tfrac23)$ and its "
        r"double $(\tfrac15,\tfrac45)$, exactly.",
        ("derivations.once", "derivations.doubled", "derivations.scale", "claims.counterexample_is_exact"),
    ),
    Correction(
        3,
        "return (1 / lam) * np.log(np.exp(lam * sigma1) + np.exp(lam * sigma2))",
        "3(a) to (c)",
        r"As written, the exponentials overflow: at $\lambda = 1000$, or in single precision at $\lambda = 100$, part "
        "of the grid has no finite value. The largest entry is taken out first.",
        ("claims.naive_overflows", "claims.shifted_is_finite"),
    ),
    Correction(
        3,
        "onehot2 = (sigma2 >= sigma1).astype(float)",
        "3(c)",
        r"Ties are given to the second component, $(0,1)$. The limit of softargmax there is $(\tfrac12,\tfrac12)$.",
        ("claims.handed_in_ties_are_wrong", "claims.ties_are_halves", "derivations.tie"),
    ),
    Correction(
        3,
        "∂/∂σ_j lse(σ) = 1/λ · λ · exp(λσ_j) / Σ_{i=1}^k exp(λσ_i)",
        "3(d)",
        r"The sum runs to $k$ here, to $K$ in (a) and to $n$ in (e), and $\lambda$ is dropped from the argument on the "
        r"way. It is one $K$ and $\operatorname{lse}(\sigma;\lambda)$ throughout; the inner derivative is "
        r"$\lambda\,\delta_{ij}$.",
        ("derivations.gradient", "claims.gradient_is_softargmax"),
    ),
    Correction(
        3,
        "The largest value of σ_i dominates the sum",
        "3(e)",
        r"With ties no single term dominates: if all entries equal $c$, the sum is $Ke^{\lambda c}$, $K$ times its "
        r"largest term. What holds is "
        r"$\max(\sigma)\le\operatorname{lse}(\sigma;\lambda)\le\max(\sigma)+\tfrac{\log K}{\lambda}$, "
        "and the limit follows from it.",
        ("derivations.all_tied", "derivations.bounds", "derivations.limit", "claims.bounds_hold"),
    ),
)

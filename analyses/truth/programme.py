"""The linear programme that decides whether rows can be separated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog, minimize

if TYPE_CHECKING:
    from numpy.typing import NDArray

MARGIN = 1.02
"""What is aimed at where one is enough: a point that comes near it has one in hand for rounding."""

STEPS = 500


def programme(rows: NDArray[np.float64], signs: NDArray[np.float64]) -> float:
    """Return the largest t in [0, 1] with ``signs * (rows @ w + b) >= t`` for some |w_i| <= 1.

    The rows are separable if and only if it is positive. (With nothing to maximise, the solver may
    answer that it does not know.) More than one it cannot be, so a point with t = 1 ends the
    search; such a point is looked for first, and where none is found HiGHS solves the programme.
    Where columns exceed rows, the w_i are those of orthonormal axes of the row space: t has the same sign,
    another size.
    """
    if rows.shape[1] > rows.shape[0]:
        rows = np.linalg.qr(rows.T)[1].T
    return 1.0 if _reaches_one(rows, signs) else _solved(rows, signs)


def _reaches_one(rows: NDArray[np.float64], signs: NDArray[np.float64]) -> bool:
    """Return whether a point with t = 1 was found, by the squares of what rows lack, within the bounds."""
    signed = signs[:, None] * np.column_stack([rows, np.ones(len(rows))])

    def lacking(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        short = np.maximum(MARGIN - signed @ point, 0)
        return float(short @ short) / 2, -(short @ signed)

    bounds = [(-1, 1)] * rows.shape[1] + [(None, None)]
    start, options = np.zeros(signed.shape[1]), {"maxiter": STEPS, "ftol": 0}
    point = minimize(lacking, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x
    return bool((signed @ point).min() >= 1 and np.abs(point[:-1]).max() <= 1)


def _solved(rows: NDArray[np.float64], signs: NDArray[np.float64]) -> float:
    n, d = rows.shape
    found = linprog(
        np.append(np.zeros(d + 1), -1.0),
        A_ub=np.hstack([-signs[:, None] * rows, -signs[:, None], np.ones((n, 1))]),
        b_ub=np.zeros(n),
        bounds=[(-1, 1)] * d + [(None, None), (0, 1)],
        method="highs",
    )
    return max(float(found.x[-1]), 0.0)

"""Fits in the row space beside scikit-learn's: 20 splits, 10 values of C, 1196 rows of 4096 columns.

Shown: seconds of CPU on one BLAS thread, and the largest difference of decision values (bias apart).
Of scikit-learn's solvers newton-cg is the quickest on such rows that gets as close as 1e-8; it is the
one to beat. lbfgs, the default, is shown beside it: it stops sooner, and further off. Both are timed
on one of the splits. Run by ``make bench``.
"""

import time

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from analyses.truth.penalties import PENALTIES
from analyses.truth.row_space import logistic_path

ROWS, TRAINING, COLUMNS, SPLITS, TIMED = 1496, 1196, 4096, 20, 1
SOLVERS = {"lbfgs": 1e-10, "newton-cg": 1e-12}
EXACT = "newton-cg"
FASTER, CLOSE = 5, 1e-8


def _activations():
    """Return rows whose columns are correlated as activations are, and labels.

    The k-th principal component has a variance proportional to 1/k: the first carries a tenth to a
    fifth, as in SmolLM2. On columns without correlation every solver is done in a few steps.
    """
    generator = np.random.default_rng(0)
    labels = np.tile([1, 0], ROWS // 2).astype(np.int8)
    scores = generator.normal(size=(ROWS, ROWS)) / np.sqrt(np.arange(1, ROWS + 1))
    rows = scores @ generator.normal(size=(ROWS, COLUMNS))
    return rows + 0.3 * (2 * labels - 1)[:, None] * generator.normal(size=COLUMNS), labels


def _split(rows, number):
    cities = np.random.default_rng(number).permutation(ROWS // 2)[: TRAINING // 2]
    train = np.isin(np.arange(ROWS) // 2, cities)
    mean, scale = rows[train].mean(0), rows[train].std(0)
    scaled = (rows - mean) / scale
    return scaled[train], scaled[~train], train


def test_row_space_fits_are_five_times_as_fast_and_decide_alike(capsys: pytest.CaptureFixture[str]) -> None:
    rows, labels = _activations()
    ours, theirs, apart = 0.0, dict.fromkeys(SOLVERS, 0.0), dict.fromkeys(SOLVERS, 0.0)
    with threadpool_limits(limits=1):
        for number in range(SPLITS):
            fit, test, train = _split(rows, number)
            start = time.process_time()
            path = [fit.T @ alpha for alpha, _ in logistic_path(fit @ fit.T, labels[train], PENALTIES)]
            ours += time.process_time() - start
            for solver in SOLVERS if number < TIMED else ():
                start = time.process_time()
                fits = [_scikit(solver, C).fit(fit, labels[train]).coef_[0] for C in PENALTIES]
                theirs[solver] += (time.process_time() - start) * SPLITS / TIMED
                gaps = [np.abs(test @ (mine - other)).max() for mine, other in zip(path, fits, strict=True)]
                apart[solver] = max(apart[solver], *map(float, gaps))
    with capsys.disabled():
        print(f"\nrow space: {ours:.1f} s")  # noqa: T201
        for solver in SOLVERS:
            ratio = theirs[solver] / ours
            print(f"scikit-learn, {solver}: {theirs[solver]:.0f} s, {ratio:.1f} times; apart {apart[solver]:.1e}")  # noqa: T201
    assert apart[EXACT] < CLOSE
    assert theirs[EXACT] > FASTER * ours


def _scikit(solver: str, C: float) -> LogisticRegression:
    return LogisticRegression(C=C, solver=solver, tol=SOLVERS[solver], max_iter=20_000)

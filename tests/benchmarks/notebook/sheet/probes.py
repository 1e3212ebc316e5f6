"""Exercise 2: a probe a dataset, two that are carried to the other datasets, and four planes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from report import Exercise, Figure, Input

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analyses.truth.probes import Probe
    from analyses.truth.samples import Sample
    from report import Resolved, Settings

SEED, LAYER, TRAINING = 5, 14, 0.8
BOTH = ("cities", "neg_cities")
CARRIED = {("cities",): "cities", BOTH: "both"}
"""Training sets whose probes are scored on all the other datasets, with C = 1e12 and C = 1, and their names."""


@dataclass(frozen=True, eq=False)
class ProbesResult:
    """What the probes score, and each dataset's test rows in two dimensions.

    Attributes
    ----------
    scores : mapping of str to float
        Accuracies on test rows, by what was trained on, tested on, and C.
    planes : mapping of str to ndarray of shape (n, 2)
        By dataset.
    labels : mapping of str to ndarray of shape (n,)
        Of the same rows: 1 true, 0 false.
    """

    scores: Mapping[str, float]
    planes: Mapping[str, NDArray[np.float64]]
    labels: Mapping[str, NDArray[np.int8]]


def compute(inputs: Mapping[str, Resolved], settings: Settings) -> ProbesResult:
    """Fit, score and project."""
    from sklearn.decomposition import PCA

    from analyses.truth.archive import NAMES, open_archive, read_dataset
    from analyses.truth.samples import combine

    archive = open_archive(inputs["activations"].root)
    datasets = {name: read_dataset(archive, name, LAYER) for name in NAMES}
    parts = {name: divided(len(one.labels)) for name, one in datasets.items()}
    test = {name: combine([one])[parts[name][1]] for name, one in datasets.items()}

    def training(names: tuple[str, ...]) -> Sample:
        starts = np.cumsum([0, *(len(datasets[name].labels) for name in names)])
        rows = np.concatenate([start + parts[name][0] for start, name in zip(starts, names, strict=False)])
        return combine([datasets[name] for name in names])[rows]

    def score(probe: Probe, name: str) -> float:
        return float(((probe.decide(test[name].activations) > 0) == (test[name].labels == 1)).mean())

    free = {train: fit_free(training(train)) for train in (*((name,) for name in NAMES), BOTH)}
    held = {train: fit_held(training(train)) for train in CARRIED}
    scores = {f"{name} on itself": score(free[name,], name) for name in NAMES}
    for train, short in CARRIED.items():
        for name in (name for name in NAMES if name not in train):
            scores[f"{short} on {name}, C = 1e12"] = score(free[train], name)
            scores[f"{short} on {name}, C = 1"] = score(held[train], name)
    planes = {name: PCA(n_components=2).fit_transform(rows.activations) for name, rows in test.items()}
    return ProbesResult(scores, planes, {name: rows.labels for name, rows in test.items()})


def divided(rows: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which rows are trained on and which are tested on: those of the notebook."""
    order = np.random.default_rng(SEED).permutation(rows)
    train, test = np.split(order, [int(TRAINING * rows)])
    return train, test


def fit_free(rows: Sample) -> Probe:
    """Fit with C = 1e12: the minimum, where no boundary separates the rows; else as liblinear stops."""
    from analyses.truth.certificates import separable
    from analyses.truth.minimum import fit_minimum
    from analyses.truth.probes import fit_liblinear, standardised

    columns = standardised(rows)[0]
    if columns.shape[1] <= columns.shape[0] and separable(columns, rows.signs) is False:
        found = fit_minimum(rows)
        if found:
            return found
    return fit_liblinear(rows, 1e12)


def fit_held(rows: Sample) -> Probe:
    """Fit with C = 1: the one minimum, by Newton's method, with the bias penalised like a weight as in liblinear."""
    from sklearn.linear_model import LogisticRegression

    from analyses.truth.probes import Probe

    columns = np.column_stack([rows.activations, np.ones(len(rows.labels))])
    model = LogisticRegression(C=1, solver="newton-cholesky", fit_intercept=False).fit(columns, rows.labels)
    *weights, bias = model.coef_[0]
    return Probe(np.array(weights), float(bias))


def draw(canvas: Any, result: ProbesResult) -> None:
    """Draw the test rows of each dataset in the plane in which they vary most."""
    panels = canvas.subplots(2, 2)
    for axes, (name, plane) in zip(panels.flat, result.planes.items(), strict=True):
        for label, word, marker in ((1, "true", "o"), (0, "false", "x")):
            rows = plane[result.labels[name] == label]
            axes.scatter(*rows.T, s=11, alpha=0.7, marker=marker, label=word, rasterized=True)
        axes.set_title(name)
    canvas.legend(*panels[0, 0].get_legend_handles_labels(), loc="outside lower center", ncols=2)


def alt(result: ProbesResult) -> str:
    """Name what is drawn."""
    return f"Test rows in two principal components, a panel each for {', '.join(result.planes)}."


EXERCISE = Exercise(
    number=2,
    slug="probes",
    title="Probes",
    compute=compute,
    inputs=(
        Input(
            "activations",
            ("data/smollm2",),
            "activations of a language model",
            patterns=("datasets/*.csv", "acts/**/*.safetensors"),
        ),
    ),
    figures=(Figure("planes", draw, alt, height=4.6),),
)

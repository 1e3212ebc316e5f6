"""Two-dimensional views of a dataset, and what can be read off them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA

from analyses.sheet05.lie_detector.findings import Plane, Scatter, View
from analyses.sheet05.lie_detector.material import Material
from analyses.truth.archive import NEGATED
from analyses.truth.directions import TruthPlane, geometry, truth_plane
from analyses.truth.intervals import auroc, resamples
from analyses.truth.samples import centred, topic
from report import Estimate


def view(material: Material, name: str) -> View:
    """Project a dataset on the two leading principal components of its training rows."""
    everything = material.samples[name]
    held_out = material.splits[topic(name)].held_out(everything.groups)
    training = everything[~held_out]
    pca = PCA(n_components=min(2, *training.activations.shape), random_state=material.seed)
    with np.errstate(invalid="ignore"):
        pca.fit(training.activations)
    points = pca.transform(everything.activations)
    signs = [1 if auroc(values[~held_out], training.labels) >= 0.5 else -1 for values in points.T]
    rows = everything[held_out]
    drawn = resamples(rows.labels, rows.groups, material.seed)
    areas = tuple(drawn.score(sign * values[held_out]).auroc for sign, values in zip(signs, points.T, strict=True))
    points = np.pad(points, ((0, 0), (0, 2 - points.shape[1])))
    shares = tuple(float(share) for share in np.nan_to_num(pca.explained_variance_ratio_))
    return View(points.astype(np.float32), everything.labels, held_out, shares, areas)


def plane(material: Material) -> Plane | None:
    """Fit t_G and t_P on the first set that has a negation, and score each alone on every dataset."""
    names = tuple(material.datasets)
    pair = next(((name, NEGATED + name) for name in names if NEGATED + name in names), None)
    if pair is None:
        return None
    training = material.training(*pair)
    fitted = truth_plane(training)
    if not (fitted.general.any() and fitted.polar.any()):
        return None
    shape = geometry(training, material.seed)
    basis = _basis(fitted)
    along: dict[str, tuple[Estimate, Estimate]] = {}
    scatter: dict[str, Scatter] = {}
    for name in names:
        rows = material.unseen(name, pair)
        drawn = resamples(rows.labels, rows.groups, material.seed)
        along[name] = (
            drawn.score(rows.activations @ fitted.general).auroc,
            drawn.score(rows.activations @ fitted.polar).auroc,
        )
        scatter[name] = Scatter((centred(rows) @ basis).astype(np.float32), rows.labels)
    arrows = [tuple((direction @ basis).tolist()) for direction in (fitted.general, fitted.polar)]
    return Plane(pair, shape.general, shape.polar, shape.cosine, along, scatter, (arrows[0], arrows[1]))


def _basis(fitted: TruthPlane) -> NDArray[np.float64]:
    """Return an orthonormal basis of the plane, shape (d, 2), whose first axis runs along t_G."""
    first = fitted.general / np.linalg.norm(fitted.general)
    rest = fitted.polar - (fitted.polar @ first) * first
    return np.stack([first, rest / np.linalg.norm(rest)], axis=1)

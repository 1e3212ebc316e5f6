"""Exercise 2 from files to numbers."""

from __future__ import annotations

from collections.abc import Mapping

from threadpoolctl import threadpool_limits

from analyses.sheet05.lie_detector import matrix, views
from analyses.sheet05.lie_detector.material import Material, gather
from analyses.sheet05.lie_detector.parameters import CENTRING, LAYER, SEED, SPLIT
from analyses.sheet05.lie_detector.result import LieDetectorResult, SetSummary, label_of
from analyses.truth.archive import NAMES, NEGATED, Dataset
from analyses.truth.samples import topic
from report import Resolved, Settings

STORAGE = {"SmolLM2 135M instruct": "weights quantised to 4 bits (Q4_1)"}
"""Models of which it is known how the weights were stored when their activations were written."""

OWN_FOLDER = "data/smollm2"
HEAD_ROWS = 10


def study(inputs: Mapping[str, Resolved], settings: Settings) -> LieDetectorResult:
    """Return exercise 2's result; one BLAS thread, for the probes are small and the cores are shared."""
    with threadpool_limits(limits=1):
        found = inputs["activations"]
        material = gather(found, LAYER.of(settings), SPLIT.of(settings), CENTRING.of(settings), SEED.of(settings))
        names = tuple(material.datasets)
        fits = [matrix.fit(material, train) for train in matrix.training_sets(names)]
        scored = {(one.train, name): matrix.score(material, one, name) for one in fits for name in names}
        table = material.datasets[names[0]].statements
        return LieDetectorResult(
            source={
                "folder": found.shown,
                "model": material.archive.model,
                "layer": material.layer,
                "width": material.archive.width,
            },
            storage=STORAGE.get(material.archive.model, "") if found.shown == OWN_FOLDER else "",
            layers=material.archive.layers,
            layer_ratios=material.ratios,
            missing=tuple(name for name in NAMES if name not in names),
            columns=tuple(map(str, table.columns)),
            head=tuple(tuple(map(str, row)) for row in table.head(HEAD_ROWS).itertuples(index=False)),
            sets={name: _summary(material, one) for name, one in material.datasets.items()},
            split=SPLIT.of(settings),
            centring=CENTRING.of(settings),
            generalisation=tuple(row for rows, _ in scored.values() for row in rows),
            penalties={label_of(one.train): one.penalty for one in fits},
            margins={label_of(one.train): one.margin for one in fits},
            penalty_effect={matrix.effect_label(*key): effect for key, (_, effect) in scored.items()},
            views={name: views.view(material, name) for name in names},
            plane=views.plane(material),
        )


def _summary(material: Material, dataset: Dataset) -> SetSummary:
    training = int(material.splits[topic(dataset.name)].train(dataset.groups).sum())
    rows, width = dataset.activations.shape
    true, groups = int(dataset.labels.sum()), len(set(dataset.groups.tolist()))
    return SetSummary(
        dataset.name, dataset.name.startswith(NEGATED), rows, width, true, groups, training, rows - training
    )

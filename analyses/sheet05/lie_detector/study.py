"""Exercise 2 from files to numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from threadpoolctl import threadpool_limits

from analyses.sheet05.lie_detector import baselines, matrix, repeats, separation, stopping, topics, views
from analyses.sheet05.lie_detector.findings import Printed, SetSummary
from analyses.sheet05.lie_detector.material import Material, gather
from analyses.sheet05.lie_detector.milestones import milestones
from analyses.sheet05.lie_detector.parameters import CENTRING, LAYER, SEED, SPLIT
from analyses.sheet05.lie_detector.result import LieDetectorResult, label_of
from analyses.truth.archive import NAMES, NEGATED, Dataset
from analyses.truth.depth import read_depth
from analyses.truth.intervals import wilson
from analyses.truth.samples import topic
from report import Resolved, Settings

STORAGE = {"SmolLM2 135M instruct": "weights quantised to 4 bits, Q4_1"}
"""Models of which it is known how the weights were stored when their activations were written."""

OWN_FOLDER = "data/smollm2"
HEAD_ROWS = 10

PRINTED_ROWS = 71
PRINTED = {
    "cities + neg_cities to neg_sp_en_trans": 69,
    "cities to neg_sp_en_trans, no penalty": 2,
}
"""Rows on the right side of 71, where 0.971831 and 0.028169 were printed; sheet 5, exercise 2(b) and (c)."""


def study(inputs: Mapping[str, Resolved], settings: Settings) -> LieDetectorResult:
    """Return exercise 2's result; one BLAS thread, for the probes are small and the cores are shared."""
    with threadpool_limits(limits=1):
        found = inputs["activations"]
        material = gather(found, LAYER.of(settings), SPLIT.of(settings), CENTRING.of(settings), SEED.of(settings))
        return _study(material, found.shown, settings)


def _study(material: Material, folder: str, settings: Settings) -> LieDetectorResult:
    names, archive = tuple(material.datasets), material.archive
    fits = [matrix.fit(material, train) for train in matrix.training_sets(names)]
    scored = {(one.train, name): matrix.score(material, one, name) for one in fits for name in names}
    penalties = {label_of(one.train): one.penalty for one in fits}
    pairs = [one for one in fits if len(one.train) > 1]
    first, repeated = names[0], (*((name,) for name in names), *(one.train for one in pairs[:1]))
    table, depth = material.datasets[first].statements, read_depth(archive)
    result = LieDetectorResult(
        source={"folder": folder, "model": archive.model, "layer": material.layer, "width": archive.width},
        storage=STORAGE.get(archive.model, "") if folder == OWN_FOLDER else "",
        layers=archive.layers,
        layer_ratios=material.ratios,
        missing=tuple(name for name in NAMES if name not in names),
        columns=tuple(map(str, table.columns)),
        head=tuple(tuple(map(str, row)) for row in table.head(HEAD_ROWS).itertuples(index=False)),
        sets={name: _summary(material, one) for name, one in material.datasets.items()},
        split=SPLIT.of(settings),
        centring=CENTRING.of(settings),
        generalisation=tuple(row for rows, _ in scored.values() for row in rows),
        penalties=penalties,
        margins={label_of(one.train): one.margin for one in fits},
        penalty_effect={matrix.effect_label(*key): effect for key, (_, effect) in scored.items() if effect},
        views={name: views.view(material, name) for name in names},
        plane=views.plane(material),
        repeated=repeats.repeat(material, SPLIT.of(settings), repeated, penalties),
        leak=repeats.leak(material, SPLIT.of(settings), first, penalties[first].C),
        stops=stopping.stops(material, fits[0]),
        separation=separation.separation(material, first, fits[0].margin),
        baselines=(),
        topics=topics.leave_topics_out(material, pairs),
        depth=depth,
        milestones=milestones(depth) if depth else None,
        printed=tuple(Printed(what, wilson(right, PRINTED_ROWS)) for what, right in PRINTED.items()),
    )
    own = {cell.test: cell.auroc for cell in result.own("l2")}
    return replace(
        result, baselines=tuple(baselines.baseline(material, name, penalties[name].C, own[name]) for name in names)
    )


def _summary(material: Material, dataset: Dataset) -> SetSummary:
    training = int(material.splits[topic(dataset.name)].train(dataset.groups).sum())
    rows, width = dataset.activations.shape
    true, groups = int(dataset.labels.sum()), len(set(dataset.groups.tolist()))
    return SetSummary(
        dataset.name, dataset.name.startswith(NEGATED), rows, width, true, groups, training, rows - training
    )

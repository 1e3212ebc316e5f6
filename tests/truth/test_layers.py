from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analyses.truth.archive import open_archive
from analyses.truth.depth import read_depth, write_depth
from analyses.truth.layers import measure_depth, write_statistics
from analyses.truth.store import write_layer
from report import DataError

OURS = Path(__file__).parents[2] / "data" / "smollm2"
PAIRS, WIDTH = 40, 5


def _write(root: Path, name: str, layers: dict[int, tuple[float, float]]) -> None:
    """Plant truth: so much of it whatever the polarity, so much with its sign."""
    negated = name.startswith("neg_")
    labels = np.array([1, 0] * PAIRS) ^ negated
    texts = [f"The city of C{row // 2} is {'not ' if negated else ''}in L." for row in range(2 * PAIRS)]
    (root / "datasets").mkdir(exist_ok=True)
    lines = [f"{text},{label}" for text, label in zip(texts, labels, strict=True)]
    (root / "datasets" / f"{name}.csv").write_text("\n".join(["statement,label", *lines]) + "\n")
    rng = np.random.default_rng(len(name))
    truth = (2 * labels - 1)[:, None]
    for layer, (general, polar) in layers.items():
        rows = rng.normal(size=(2 * PAIRS, WIDTH)) + general * truth * np.eye(WIDTH)[0]
        rows += polar * truth * (-1 if negated else 1) * np.eye(WIDTH)[1]
        write_layer(root / "acts" / "Planted" / name, layer, rows.astype(np.float32), "safetensors")


@pytest.fixture
def planted(tmp_path):
    layers = {0: (0.0, 0.0), 1: (0.0, 2.0), 2: (3.0, 3.0)}
    for name in ("cities", "neg_cities"):
        _write(tmp_path, name, layers)
    return tmp_path


def test_depth_finds_where_truth_appears_and_where_it_becomes_general(planted):
    depth = measure_depth(open_archive(planted))
    nothing, polar, both = depth.layers
    assert depth.main == 2
    assert nothing.ratio < 0.1 < polar.ratio < both.ratio
    assert nothing.auroc["cities"].low < 0.5 < nothing.auroc["cities"].high
    assert polar.auroc["cities"].value > 0.95
    assert polar.auroc["neg_cities"].value < 0.05, "what was learned flips under negation"
    assert polar.polar.value == pytest.approx(2, abs=0.4)
    assert polar.general.value < 0.4
    assert both.general.value == pytest.approx(3, abs=0.4)
    assert all(general.value > 0.95 for general, _ in both.along.values())


def test_statistics_read_back_as_they_were_written(planted):
    archive = open_archive(planted)
    measured = measure_depth(archive)
    read = read_depth(archive) if write_depth(archive, measured) else None
    assert (read.model, read.train, read.main) == ("Planted", "cities", 2)
    assert [layer.layer for layer in read.layers] == [0, 1, 2]
    assert read.layers[1].polar.value == pytest.approx(measured.layers[1].polar.value, rel=1e-5)
    assert read.layers[2].along["neg_cities"][0].n == measured.layers[2].along["neg_cities"][0].n


def test_statistics_of_another_model_are_not_ours(planted):
    archive = open_archive(planted)
    assert read_depth(archive) is None
    write_statistics(planted)
    assert read_depth(archive) is not None
    assert read_depth(replace(archive, model="Another")) is None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"layers": [{}]}', '{"layers": [], "colour": 1}', "\x00"])
def test_broken_statistics_are_refused_with_a_remedy(planted, content):
    (planted / "layers.json").write_text(content)
    with pytest.raises(DataError, match="not the statistics") as caught:
        read_depth(open_archive(planted))
    assert "--layers all" in caught.value.remedy


def test_a_set_without_its_negation_has_no_truth_plane(tmp_path):
    _write(tmp_path, "cities", {4: (1.0, 0.0)})
    (layer,) = measure_depth(open_archive(tmp_path)).layers
    assert layer.general is None
    assert layer.along == {}
    assert layer.auroc["cities"].value > 0.8


def test_the_committed_statistics_agree_with_the_committed_activations(monkeypatch):
    archive = open_archive(OURS)
    committed = read_depth(archive)
    assert len(committed.layers) == 30
    assert committed.main == 14
    (measured,) = measure_depth(replace(archive, layers=(14,))).layers
    recorded = committed.layers[14]
    assert measured.ratios == pytest.approx(recorded.ratios, rel=1e-4)
    assert measured.general.value == pytest.approx(recorded.general.value, rel=1e-4)
    for name, estimate in measured.auroc.items():
        expected = recorded.auroc[name]
        assert (estimate.value, estimate.low, estimate.high) == pytest.approx(
            (expected.value, expected.low, expected.high), abs=1e-3
        )

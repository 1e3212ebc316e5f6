"""Exercise 2 from files to page, on small archives whose truth is known."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from analyses.sheet05.lie_detector import CORRECTIONS, EXERCISE, PUBLISHED
from analyses.sheet05.lie_detector.claims import claims
from analyses.sheet05.lie_detector.findings import Milestones
from analyses.sheet05.lie_detector.material import gather
from analyses.sheet05.lie_detector.milestones import milestones
from analyses.truth.depth import Depth, LayerStatistics
from analyses.truth.splits import split_groups
from analyses.truth.store import write_layer
from report import DataError, Estimate, Sheet, page
from report.figures import draw
from report.model import Formula, Report, Resolved, Section
from report.record import plain

CITIES, WORDS, WIDTH = 45, 30, 12
SETTINGS = {"seed": 5, "split": 0.8, "centring": False, "layer": None}
TEMPLATES = Path(__file__).parents[2] / "templates"
SETS = ("cities", "neg_cities", "sp_en_trans", "neg_sp_en_trans")


def write_archive(root, general=1.0, polar=2.5, sets=SETS, layout="safetensors", width=WIDTH, shift=3.0):
    """Write an archive with truth along the first two axes, the same in every topic."""
    (root / "datasets").mkdir(parents=True)
    for number, name in enumerate(sets):
        negated, words = name.startswith("neg_"), "trans" in name
        pairs = WORDS if words else CITIES
        generator = np.random.default_rng(number)
        labels = np.array([1, 0] * pairs) ^ negated
        truth = 2.0 * labels[:, None] - 1
        rows = generator.normal(size=(2 * pairs, width)) + general * truth * np.eye(width)[0]
        rows += polar * truth * (-1 if negated else 1) * np.eye(width)[1] + (shift if words else 0.0) * np.eye(width)[2]
        write_layer(root / "acts" / "Planted" / "1B" / name, 7, rows.astype(np.float32), layout)
        said = "does not mean" if negated else "means"
        is_in = "is not in" if negated else "is in"
        lines = [
            f"The Spanish word 'w{k // 2}' {said} 'm{k}'.,{label}"
            if words
            else f"The city of C{k // 2} {is_in} L{k}.,{label}"
            for k, label in enumerate(labels)
        ]
        (root / "datasets" / f"{name}.csv").write_text("\n".join(["statement,label", *lines]) + "\n")
    return root


def compute(root, **settings):
    found = Resolved("activations", Path(root), "an archive", ())
    return EXERCISE.compute({"activations": found}, {**SETTINGS, **settings})


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    return compute(write_archive(tmp_path_factory.mktemp("planted")))


@pytest.fixture(scope="module")
def noise(tmp_path_factory):
    return compute(write_archive(tmp_path_factory.mktemp("noise"), general=0, polar=0))


@pytest.fixture(scope="module")
def lone(tmp_path_factory):
    return compute(write_archive(tmp_path_factory.mktemp("lone"), sets=("cities",), polar=0.0, general=6.0))


@pytest.fixture(scope="module")
def general(tmp_path_factory):
    """Truth that is general alone, and much of it."""
    return compute(write_archive(tmp_path_factory.mktemp("general"), general=5.0, polar=0.0))


@pytest.fixture(scope="module")
def hard(tmp_path_factory):
    """Little truth in many columns: rows that can be separated, by boundaries that err."""
    return compute(write_archive(tmp_path_factory.mktemp("hard"), general=0.4, polar=1.2, width=50, shift=40.0))


def holding(result):
    return {claim.name for claim in claims(result) if claim.verdict}


def test_the_source_is_named_as_the_record_promises(planted):
    assert dict(planted.source) == {"folder": "an archive", "model": "Planted 1B", "layer": 7, "width": WIDTH}


def test_the_hand_ins_own_rows_are_always_there(planted):
    rows = {(tuple(row["train"]), row["test"], row["penalty"], row["C"]) for row in planted.generalisation}
    for name in SETS:
        assert ((name,), name, "none", 1e12) in rows
    for train, tests in ((("cities",), SETS[1:]), (("cities", "neg_cities"), SETS[2:])):
        for test in tests:
            assert {(train, test, "none", 1e12), (train, test, "l2", 1.0)} <= rows


def test_a_row_of_the_record_has_the_contracts_fields_and_no_other(planted):
    fields = ["train", "test", "penalty", "C", "rows", "accuracy", "low", "high", "auroc", "auroc_low", "auroc_high"]
    for row in plain(planted.generalisation):
        assert list(row) == fields
        assert row["penalty"] in ("none", "l2", "svm")
        assert (row["C"] is None) == (row["penalty"] == "svm")
        assert row["low"] <= row["accuracy"] <= row["high"]
        assert row["auroc_low"] <= row["auroc"] <= row["auroc_high"]


def test_other_topics_are_scored_whole_and_the_own_topic_on_held_out_cities(planted):
    held_out = planted.sets["cities"].held_out
    assert held_out == 2 * (CITIES - round(0.8 * CITIES))
    for row in planted.generalisation:
        same_topic = row["test"].removeprefix("neg_") in {name.removeprefix("neg_") for name in row["train"]}
        assert row["rows"] == (planted.sets[row["test"]].held_out if same_topic else planted.sets[row["test"]].rows)


def test_planted_truth_that_turns_with_polarity_is_told_as_such(planted):
    assert {
        "own_sets_readable",
        "negation_inverted",
        "translation_carried",
        "negated_translation_inverted",
        "polar_direction_flips",
        "polar_is_longer",
        "inversion_in_every_split",
        "training_rows_separable",
    } <= holding(planted)
    assert planted.plane.general.low < 1.0 < planted.plane.general.high
    assert planted.plane.polar.low < 2.5 < planted.plane.polar.high


def test_where_there_is_no_truth_the_other_sentences_are_told(noise):
    assert not {
        "own_sets_readable",
        "negation_inverted",
        "translation_carried",
        "negated_translation_inverted",
        "both_polarities_carried",
        "polar_direction_flips",
        "polar_is_longer",
        "general_direction_holds",
        "truth_separates_sooner",
        "ttpd_reads_both_polarities",
        "beats_shuffled_labels",
    } & holding(noise)


def test_an_archive_of_one_dataset_still_has_every_claim_and_says_what_it_lacks(planted, lone):
    assert {claim.name for claim in claims(lone)} == {claim.name for claim in claims(planted)}
    assert lone.missing == SETS[1:]
    assert lone.plane is None
    assert not lone.carried
    assert lone.cell("cities", "cities", "l2").auroc.value > 0.99


def test_liblinear_is_among_the_solvers_where_no_boundary_separates_the_rows(noise):
    assert noise.margins["cities"] is None
    assert noise.stops[0].how == "liblinear, as handed in"
    assert noise.stops[0].length == pytest.approx(noise.stops[-1].length, rel=0.05)


def turned(result):
    """The same result, with what small archives never show: likelihoods, depth, solvers that agree."""
    wide = Estimate(0.5, 0.4, 0.6, 20)
    baselines = tuple(
        dataclasses.replace(
            one, probe=Estimate(0.9, 0.85, 0.95, 40), shuffled=wide, likelihood=Estimate(0.3, 0.2, 0.4, 40)
        )
        for one in result.baselines
    )
    return dataclasses.replace(
        result,
        baselines=baselines,
        milestones=Milestones(1, 1, 2, 4.0),
        stops=result.stops[:1],
        separation=dataclasses.replace(result.separation, shares=tuple(1.0 for _ in result.separation.shares)),
    )


def test_every_claim_comes_out_either_way(planted, noise, lone, general, hard):
    kinds = [planted, noise, lone, general, hard, turned(planted)]
    names = {claim.name for claim in claims(planted)}
    about_print = {"printed_difference_is_small"}
    assert set.intersection(*map(holding, kinds)) == about_print
    assert names - set.union(*map(holding, kinds)) == set()


def test_every_result_becomes_a_page_whatever_its_numbers(planted, noise, lone, general):
    pages = [page_of(result) for result in (planted, noise, lone, general, turned(planted))]
    assert "ranked the wrong way round" in pages[0]
    assert "no inversion can be read from it" in pages[1]
    assert "The archive lacks neg_cities, sp_en_trans and neg_sp_en_trans" in pages[2]
    assert "these datasets are not all in the archive" in pages[2].lower()
    assert all("layers.json" in page for page in pages[:4])
    assert "truth first appears tied to polarity" not in pages[0]


def page_of(result):
    """The exercise as HTML, its formulas not set."""
    found = {claim.name: claim for claim in claims(result)}
    figures = {one.name: draw(one, result) for one in EXERCISE.figures if one.when(result)}
    section = Section(EXERCISE, result, {}, SETTINGS, {}, found, figures)
    sheet = Sheet("sheet05", "Sheet", "2024-11-22", (), (EXERCISE,), published=PUBLISHED, corrections=CORRECTIONS)

    def typeset(tex, display):
        return Formula(tex, display, '<svg xmlns="http://www.w3.org/2000/svg"/>', "<math></math>", tex, 1.0, 1.0, 0.0)

    report = Report(sheet, (), (section,), {})
    return " ".join(page.render(report, medium="screen", typeset=typeset, fonts_css="", templates=TEMPLATES).split())


def test_activations_that_are_all_alike_still_become_a_page(tmp_path):
    root = write_archive(tmp_path / "alike", sets=SETS[:2])
    for name in SETS[:2]:
        write_layer(root / "acts" / "Planted" / "1B" / name, 7, np.ones((2 * CITIES, 4), np.float32), "safetensors")
    result = compute(root)
    assert result.plane is None
    assert result.cell("cities", "cities", "l2").auroc.value == 0.5
    assert "So no boundary is free of errors" in page_of(result)


def test_training_rows_of_one_label_are_the_archives_fault(tmp_path):
    root = write_archive(tmp_path / "lonely", sets=SETS[:1])
    lines = [f"The city of A{row} is in B.,{int(row > 0)}" for row in range(2 * CITIES)]
    (root / "datasets" / "cities.csv").write_text("\n".join(["statement,label", *lines]) + "\n")
    folder = Resolved("activations", root, "an archive", ())
    held_out = [seed for seed in range(20) if 0 not in split_groups(np.arange(2 * CITIES), 0.8, seed, 0, 0).training]
    with pytest.raises(DataError, match="one label only") as raised:
        gather(folder, None, 0.8, False, held_out[0])
    assert "cities.csv" in str(raised.value)
    page_of(compute(root, seed=next(seed for seed in range(20) if seed not in held_out)))


def test_both_layouts_give_the_same_numbers(planted, tmp_path):
    shards = compute(write_archive(tmp_path / "course", layout="course"))
    assert plain(shards.generalisation) == plain(planted.generalisation)


def test_a_second_run_gives_the_same_numbers_and_another_seed_others(tmp_path):
    root = write_archive(tmp_path / "again", sets=SETS[:2])
    first, second, other = compute(root), compute(root), compute(root, seed=6)
    assert plain(first) == plain(second)
    assert plain(first.generalisation) != plain(other.generalisation)


def test_more_columns_than_rows_are_no_hindrance(tmp_path):
    wide = compute(write_archive(tmp_path / "wide", sets=SETS[:2], width=150, general=3.0))
    assert wide.separation.expected == 1
    assert wide.separation.separated == wide.separation.shuffles
    assert wide.margins["cities"] > 0


def test_centring_takes_off_what_shifts_a_whole_dataset(tmp_path, planted):
    centred = compute(write_archive(tmp_path / "centred"), centring=True)
    off = [planted.cell("cities", "sp_en_trans", "l2"), centred.cell("cities", "sp_en_trans", "l2")]
    assert off[1].accuracy.value >= off[0].accuracy.value
    assert centred.centring


@pytest.mark.parametrize("figure", EXERCISE.figures, ids=lambda figure: figure.name)
def test_figures_draw_what_there_is_and_nothing_else(figure, planted, lone):
    for result in (planted, lone):
        if figure.when(result):
            drawn = draw(figure, result)
            assert drawn.svg.startswith("<svg") or "<svg" in drawn.svg
            assert len(drawn.alt) > 40
    assert figure.when(planted) == (figure.name != "depth")


def layer(number, own, along_general, along_polar, general, polar):
    def area(value):
        return Estimate(value, value, value, 1)

    return LayerStatistics(
        number,
        {"cities": 0.1},
        {"cities": area(own)},
        area(general),
        area(polar),
        area(0.0),
        {
            "cities": (area(along_general), area(along_polar)),
            "neg_cities": (area(along_general), area(1 - along_polar)),
        },
    )


def test_milestones_are_where_half_the_way_is_made():
    depth = Depth(
        "Planted", "cities", 5, 0.8, 0.01,
        (layer(0, 0.5, 0.5, 0.5, 0.1, 0.1), layer(1, 0.9, 0.5, 0.9, 0.5, 2.0), layer(2, 0.9, 0.8, 0.9, 2.0, 2.0)),
    )  # fmt: skip
    assert milestones(depth) == Milestones(appears=1, flips=1, general=2, ratio=4.0)


def test_depth_claims_follow_the_milestones(planted):
    for found, expected in (
        (Milestones(1, 1, 2, 4.0), {"general_comes_later", "polar_comes_first"}),
        (Milestones(2, 1, 2, 0.5), set()),
    ):
        result = dataclasses.replace(planted, milestones=found)
        assert {"general_comes_later", "polar_comes_first"} & holding(result) == expected


def test_the_printed_numbers_find_ours_and_miss_what_an_archive_lacks(planted, lone):
    assert len(PUBLISHED) == 15
    ours = [printed.regenerated({"lie_detector": planted}) for printed in PUBLISHED]
    assert all(isinstance(value, int | float) for value in ours)
    assert sum(printed.regenerated({"lie_detector": lone}) is None for printed in PUBLISHED) == 13
    assert all(printed.regenerated({}) is None for printed in PUBLISHED)


def test_every_correction_has_evidence_that_exists(planted):
    known = {f"claims.{claim.name}" for claim in claims(planted)} | {f"figures.{one.name}" for one in EXERCISE.figures}
    assert len(CORRECTIONS) == 10
    for correction in CORRECTIONS:
        assert correction.evidence
        assert set(correction.evidence) <= known

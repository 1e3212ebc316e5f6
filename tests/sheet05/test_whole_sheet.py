"""The real sheet, end to end: built by the command a user types, its PDF read back, its page opened."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from typography import faults

from report.pdf.svg import translated

PROJECT = Path(__file__).parent.parent.parent
PUBLISHED = json.loads((PROJECT / "data" / "published" / "sheet05.json").read_text(encoding="utf-8"))

NUMBER = r"-?\d+(?:,\d{3})*(?:\.\d*)?"
"""A printed number; the dashes of 2-20-1 may pass for signs."""

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sheet05")
    command = [sys.executable, str(PROJECT / "build.py"), "-q", "--output-dir", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return folder


@pytest.fixture(scope="module")
def record(built):
    return json.loads((built / "sheet05.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages(built, read_pdf):
    return read_pdf(built / "sheet05.pdf")


def test_three_files_stand_and_nothing_else(built):
    assert sorted(path.name for path in built.iterdir()) == ["sheet05.html", "sheet05.json", "sheet05.pdf"]


def test_the_record_keeps_its_contract(record):
    assert record["schema"] == 1
    assert record["sheet"] == "sheet05"
    for exercise in record["exercises"]:
        assert {"number", "slug", "title", "result", "derivations", "claims", "figures"} <= set(exercise)
        for derivation in exercise["derivations"]:
            assert all({"lhs", "relation", "rhs", "status", "by"} <= set(step) for step in derivation["steps"])
        for claim in exercise["claims"]:
            assert set(claim) == {"name", "statement", "observed", "relation", "expected", "holds"}
        assert all(set(figure) == {"name", "alt"} and figure["alt"] for figure in exercise["figures"])
    for row in record["comparison"]:
        assert set(row) == {"exercise", "quantity", "published", "regenerated", "verdict", "why"}
    for row in record["corrections"]:
        assert set(row) == {"exercise", "said", "correct", "evidence"}
    assert {"versions", "settings", "inputs"} <= set(record["provenance"])


def test_no_time_and_no_path_of_this_machine_stands_in_the_outputs(built):
    for path in (built / "sheet05.html", built / "sheet05.json"):
        text = path.read_text(encoding="utf-8")
        assert str(PROJECT) not in text
        assert str(built) not in text


def test_exercise_2_holds_the_hand_ins_own_rows(record):
    result = next(one for one in record["exercises"] if one["slug"] == "lie_detector")["result"]
    assert result["source"] == {"folder": "data/smollm2", "model": "SmolLM2 135M instruct", "layer": 14, "width": 576}
    keys = {"train", "test", "penalty", "C", "rows", "accuracy", "low", "high", "auroc", "auroc_low", "auroc_high"}
    assert all(keys <= set(row) for row in result["generalisation"])
    rows = {(*row["train"], "->", row["test"], row["penalty"], row["C"]) for row in result["generalisation"]}
    for part in ("2b", "2c"):
        for test in PUBLISHED["exercises"][part]["accuracy"]:
            for penalty, c in (("none", 1e12), ("l2", 1.0)):
                assert (*PUBLISHED["exercises"][part]["train"], "->", test, penalty, c) in rows


def test_every_step_is_proved_and_none_refuted(record):
    steps = [step for one in record["exercises"] for chain in one["derivations"] for step in chain["steps"]]
    assert len(steps) > 40
    assert [step for step in steps if step["status"] != "proved"] == []


def _numbers(value):
    if isinstance(value, dict):
        for entry in value.values():
            yield from _numbers(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _numbers(entry)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)


@pytest.mark.parametrize("part", [key for key in PUBLISHED["exercises"] if key not in {"2", "5"}])
def test_every_number_that_was_printed_is_compared(record, part):
    rows = [row for row in record["comparison"] if row["exercise"] == int(part[0])]
    printed = [number.replace(",", "") for row in rows for number in re.findall(NUMBER, row["published"])]
    compared = {float(number) for number in printed} | {abs(float(number)) for number in printed}
    missing = set(_numbers(PUBLISHED["exercises"][part])) - compared
    assert not missing


def test_the_pdf_reads_as_the_sheet(pages):
    text = "\n".join(pages)
    assert "Philipp Köhler" in pages[0]
    assert "Alexander Bespalov" in pages[0]
    for exercise in ("logistic sigmoid", "lie detector", "Log-sum-exp", "Linear regions", "linear regions"):
        assert exercise in text
    assert "Krasnodar" in text
    assert r"\frac{1}{1+e^{-x}}" in text, "a formula is copied as its LaTeX"
    assert not re.search(r"\bnan\b|\{\{ |\{%|Undefined", text)


def test_every_page_is_numbered_in_order(pages):
    for number, page in enumerate(pages, start=1):
        assert re.search(rf"^\s*{number}\s/\s{len(pages)}\s*$", page, re.MULTILINE)


def test_the_page_is_one_small_file(built):
    html = (built / "sheet05.html").read_text(encoding="utf-8")
    assert len(html.encode()) < 4_000_000
    assert not re.search(r"""(?:src|srcset|action|data)=["'](?!data:|#)[^"']*:""", html)
    assert not re.search(r"""<link[^>]+href=""", html)


def test_every_figure_is_translated_for_the_pdf(built, record):
    html = (built / "sheet05.html").read_text(encoding="utf-8")
    figures = [unquote(found) for found in re.findall(r'"data:image/svg\+xml,([^"]*)"', html) if "figure_1" in found]
    assert len(figures) == sum(len(one["figures"]) for one in record["exercises"]) > 20
    assert all(translated(figure).startswith(b"%PDF") for figure in figures)


@pytest.fixture(scope="module")
def opened(built, browser):
    """Open the page at a width and in a colour scheme, offline; return it and what was said and asked for."""
    contexts = []

    def open_page(width=1280, scheme="light", **options):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True, **options
        )
        contexts.append(context)
        page = context.new_page()
        said, asked = [], []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto((built / "sheet05.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        return page, said, asked

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_opens_from_disk_without_a_word_or_a_request(opened, scheme):
    _, said, asked = opened(scheme=scheme)
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(opened, width, scheme):
    page, _, _ = opened(width, scheme, bypass_csp=True)
    page.evaluate((PROJECT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_no_width_scrolls_sideways(opened):
    page, _, _ = opened()
    for width in (320, 390, 600, 800, 1024, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_every_reference_leads_somewhere(opened):
    page, _, _ = opened()
    hashes = page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map(one => one.hash.slice(1))")
    ids = set(page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)"))
    assert len(hashes) > 50
    assert set(hashes) <= ids


def test_every_picture_has_words_and_is_drawn(opened):
    page, _, _ = opened()
    pictures = page.evaluate("[...document.images].map(one => [one.alt.trim().length, one.naturalWidth])")
    assert len(pictures) >= 5
    assert all(words and width for words, width in pictures)


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_the_pdf_is_for_everyone_and_for_the_archive(built, profile):
    import page

    report = page.validate_pdf(str(built / "sheet05.pdf"), profile=page.ValidationProfile[profile])
    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant


def test_the_pdf_has_no_lonely_line_stray_caption_last_heading_or_divided_element(built):
    assert faults(built / "sheet05.pdf") == []

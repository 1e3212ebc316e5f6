"""Long prose, many figures, tables, derivations and listings, laid out by the real style sheet and read back."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from os import environ
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typography import cut, faults, lines_by_page, parts

from report.pdf import lay_out

TEMPLATES = Path(__file__).parents[2] / "templates"

ANALYSIS = '''
"""A long sheet."""

from dataclasses import dataclass

from report import Derivation, Exercise, Figure, Sheet, Signature


@dataclass(frozen=True)
class Nothing:
    """No numbers."""


def draw(canvas, result):
    canvas.subplots().plot([0, 1], [0, 1])


def a_long_function(first_argument_with_a_long_name, second_argument_with_a_long_name, third_argument_with_a_name):
    """Return a sum."""
    LINES
    return first_argument_with_a_long_name + second_argument_with_a_long_name + third_argument_with_a_name + 1 - 1 + 2


STEPS = r"""(x+1)^2 = x^2+2x+1 \\\\ = x^2+x+x+1 \\\\ = x(x+1)+x+1 \\\\ = x(x+1)+(x+1) \\\\ = (x+1)(x+1)"""


def exercise(number, slug):
    return Exercise(
        number=number,
        slug=slug,
        title=f"The {slug} of long things",
        compute=lambda inputs, settings: Nothing(),
        derivations=tuple(Derivation(f"d{n}", STEPS, Signature(symbols={"x": "real"})) for n in range(3)),
        figures=tuple(Figure(f"f{n}", draw, lambda result: "A line.") for n in range(3)),
        code=("analyses.toy:a_long_function",),
    )


SHEET = Sheet(
    slug="toy",
    title="A long sheet",
    date="2024-11-22",
    authors=("Ada Lovelace",),
    exercises=(exercise(1, "beginning"), exercise(2, "middle"), exercise(3, "end")),
)
'''

SAID = """the of and a number probability extraordinary representation misunderstanding hyperplane is was network
characteristic unquestionably small between responsibility every approximately one counterexample layer"""
WORDS = SAID.split()
SHY = "Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschaft"


def prose(slug):
    """Paragraphs of all lengths, and among them everything else there is."""
    dice = random.Random(slug)
    table = '{% call table(range(ROWS) | map("string") | map("list") | list, [column(0, "Header")], label="LABEL") %}'
    blocks = []
    for n in range(12):
        if n % 4 != 2:
            blocks.append(f"## Part {n}" if n % 3 else f"### Part {n}")
        for _ in range(dice.randint(1, 3)):
            words = dice.choices(WORDS, k=dice.randint(12, 130))
            blocks.append(" ".join(words).capitalize() + ".")
        if n % 4 == 0:
            blocks.append("{% call figure(figures.f" + str(n // 4) + ") %}" + " ".join(dice.choices(WORDS, k=40)))
            blocks[-1] += ".{% endcall %}"
        elif n % 4 == 1:
            blocks.append("{{ derivation(derivations.d" + str(n // 4) + ") }}")
        elif n % 4 == 2:
            rows = str(dice.choice([3, 12, 25]))
            blocks.append(table.replace("ROWS", f"100, 100 + {rows}").replace("LABEL", f"t{n}") + "Rows.{% endcall %}")
        else:
            blocks.append("$$x_{" + str(n) + "} = 1$$ {#eq:e" + str(n) + "}")
    items = "\n".join(f"- {' '.join(dice.choices(WORDS, k=60))}" for _ in range(6))
    return "\n\n".join([*blocks, items, f"{'m ' * 24}{SHY} and {SHY}."]) + "\n"


def lay_down(toy, cache):
    """Build the long sheet's PDF."""
    lines = "\n    ".join(
        f"first_argument_with_a_long_name = {n} + second_argument_with_a_long_name" for n in range(22)
    )
    toy.write(toy.analysis, ANALYSIS.replace("LINES", lines))
    for slug in ("beginning", "middle", "end"):
        toy.write(f"templates/toy/{slug}.md.j2", prose(slug))
    command = [
        sys.executable,
        str(toy.root / "build.py"),
        "-q",
        "--to",
        "pdf",
        "--output-dir",
        str(toy.root / "_build"),
    ]
    environment = {**environ, "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return toy.root / "_build" / "toy.pdf"


@pytest.fixture(scope="module")
def sheet(tmp_path_factory, set_up, cache_folder):
    cache = tmp_path_factory.mktemp("home")
    (cache / "sheet-report").symlink_to(cache_folder, target_is_directory=True)
    return lay_down(set_up(tmp_path_factory.mktemp("long") / "project"), cache)


@pytest.fixture(scope="module")
def found(sheet):
    return parts(sheet)


@pytest.fixture(scope="module")
def words(sheet):
    """For each page its size and its words with their boxes: left, top, right, bottom."""
    done = subprocess.run(["pdftotext", "-bbox", sheet, "-"], capture_output=True, check=True)
    pages = ElementTree.fromstring(done.stdout).iter("{http://www.w3.org/1999/xhtml}page")
    return [
        (
            float(page.get("width")),
            [(word.text, *(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))) for word in page],
        )
        for page in pages
    ]


@pytest.fixture(scope="module")
def text(sheet, read_pdf):
    return read_pdf(sheet)


def test_no_line_is_lonely_no_caption_strays_and_no_heading_stands_last(sheet):
    assert faults(sheet) == []


@pytest.mark.parametrize("role", ["/P", "/Table", "/Code", "/LI"])
def test_pages_do_cut_paragraphs_tables_listings_and_items(found, role):
    assert cut(found, role), "the sheet is no trial"


def test_a_table_leaves_no_less_than_three_rows_on_either_page(found):
    for table in cut(found, "/Table"):
        (body,) = [kid for kid in table.kids if kid.role == "/TBody"]
        rows = [row.places()[0][0] for row in body.kids]
        assert min(rows.count(page) for page in set(rows)) >= 3


def test_a_table_that_is_cut_says_its_head_again(found, words):
    for table in cut(found, "/Table"):
        for page in {page for page, _ in table.places()}:
            assert any(word[0] == "Header" for word in words[page - 1][1])


def test_numbers_of_equations_and_derivations_stand_at_the_margin(words):
    right = words[0][0] - 25 / 25.4 * 72
    edges = [
        word[3] for _, page in words for word in page if re.fullmatch(r"\(\d+\)", word[0]) and word[1] > right - 40
    ]
    assert len(edges) == 3 * (3 + 3)
    assert edges == pytest.approx([right] * len(edges), abs=0.5)


def test_the_running_header_names_the_exercise_that_the_page_begins_in(text):
    begins = {}
    for number, page in enumerate(text):
        if found := re.search(r"^Exercise (\d)\. The \w+ of long things$", page, re.MULTILINE):
            begins[int(found[1])] = number, page[: found.start()].count("\n")
    assert set(begins) == {1, 2, 3}
    end = next(number for number, page in enumerate(text) if re.search(r"^Appendix", page, re.MULTILINE) and number)
    for number, page in enumerate(text[1 : end + 1], 1):
        head = next(line for line in page.splitlines() if line.strip())
        before = [n for n, (first, height) in begins.items() if first < number or (first == number and height < 4)]
        assert f"Exercise {max(before)}." in head or number == end


def test_long_words_are_divided_where_the_language_allows_it(text):
    endings = [line.split()[-1] for page in text for line in page.splitlines() if re.search(r"\w[-‐]$", line)]
    assert len(endings) > 20
    starts = {word[: len(ending) - 1] for ending in endings for word in WORDS if word.startswith(ending[:-1].lower())}
    assert {
        ending[:-1].lower() for ending in endings if not SHY.replace("\u00ad", "").startswith(ending[:-1])
    } <= starts
    assert all(len(ending) > 3 for ending in endings)


def test_a_soft_hyphen_is_seen_at_a_lines_end_alone(sheet):
    done = subprocess.run(["pdftotext", "-raw", sheet, "-"], capture_output=True, check=True)
    raw = done.stdout.decode()
    whole = SHY.replace("\u00ad", "")
    pieces = re.findall(r"Donau[\w\u00ad\u2010-]*(?:\n[\w\u00ad\u2010-]+)?", raw)
    assert len(pieces) == 2 * 3
    for piece in pieces:
        assert re.sub(r"[\u2010\u00ad-]\n|\n|\u00ad", "", piece) == whole, piece
        assert not re.search(r"[\u2010-]\w", piece), piece


def test_code_that_is_broken_copies_without_a_mark(sheet, found):
    listings = [part for part in found if part.role == "/Code" and len(lines_by_page(part)) and part.above.role == "/P"]
    assert listings
    done = subprocess.run(["pdftotext", "-raw", sheet, "-"], capture_output=True, check=True)
    squeezed = re.sub(r"\s", "", done.stdout.decode())
    last = "returnfirst_argument_with_a_long_name+second_argument_with_a_long_name+third_argument_with_a_name+1-1+2"
    assert squeezed.count(last) == 3


def test_code_that_is_broken_shows_a_mark(sheet, words, tmp_path):
    from PIL import Image

    rest = "third_argument_with_a_name):"
    number, (_, left, top, _, bottom) = next(
        (n, w) for n, (_, page) in enumerate(words, 1) for w in page if w[0] == rest
    )
    only = ["-f", str(number), "-l", str(number), "-singlefile", "-r", "144", "-png"]
    subprocess.run(["pdftoppm", *only, sheet, tmp_path / "page"], check=True)
    with Image.open(tmp_path / "page.png") as page:
        mark = page.convert("L").crop((int(2 * left) - 18, int(2 * top), int(2 * left) - 1, int(2 * bottom)))
        assert mark.getextrema()[0] < 150, "no mark stands before the rest of the line"


LONG = " ".join(WORDS * 3)
SMALL = "@page{size:360px 300px;margin:20px} p{margin:0;line-height:20px;orphans:ORPHANS;widows:ORPHANS}"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("".join(f"<p>{' '.join(WORDS * (1 + n % 3))}</p>" for n in range(12)), "1 line of a /P"),
        (
            "<p>a</p><h2 style='margin-top:190px;break-after:auto'>Last</h2><p style='break-before:page'>b</p>",
            "stands last",
        ),
        (
            "<figure><div><table><tr><td>a</td></tr></table></div>"
            "<figcaption style='break-before:page'>b</figcaption></figure>",
            "a caption away from its /Table",
        ),
    ],
)
def test_faults_are_found(tmp_path, body, fault):
    css = SMALL.replace("ORPHANS", "1")
    page = f"<!doctype html><html lang='en'><head><title>T</title><style>{css}</style></head><body>{body}</body></html>"
    path = tmp_path / "page.pdf"
    path.write_bytes(lay_out(page).content)
    assert any(fault in one for one in faults(path))


@pytest.mark.parametrize(("rule", "is_cut"), [(".ref { hyphens: none; }", False), ("", True)])
def test_a_name_and_its_number_are_never_cut(tmp_path, rule, is_cut):
    css = (TEMPLATES / "report.css").read_text() + (TEMPLATES / "paper.css").read_text()
    assert ".ref { hyphens: none; }" in css
    css = css.replace(".ref { hyphens: none; }", rule)
    named = "<a class='ref' href='#x'>Figure\N{NO-BREAK SPACE}12</a>"
    prose = "".join(
        f"<p>{'x' * n} and so on, at some length, until the line is full and ({named}).</p>" for n in range(40)
    )
    head = f"<title>T</title><style>{css} p {{ width: 70mm }}</style>"
    path = tmp_path / "page.pdf"
    page = f"<!doctype html><html lang='en'><head>{head}</head><body><main id='x'>{prose}</main></body></html>"
    path.write_bytes(lay_out(page).content)
    read = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    assert any(re.search(r"\(?Fig\W$", line.rstrip()) for line in read.splitlines()) == is_cut

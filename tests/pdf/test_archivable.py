"""The finished PDF by the validators' word, and the same from everywhere."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import page as validation
import pikepdf
import pytest

from report.model import Formula
from report.pdf import lay_out

DOT = "data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 height=%229%22/>"
MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'
FORMULAS = {DOT: Formula("x", False, "", MATHML, "x", 1, 1, 0)}
PAGE = f"""<!doctype html><html lang="en"><head><title>Everything</title><meta name="author" content="A. Author">
<meta name="dcterms.created" content="2024-11-22"><style>
@page {{ @top-left {{ content: "Sheet" }} @bottom-center {{ content: counter(page) }} }}
h2 {{ break-before: page }} .flat li {{ display: inline-block }}
nav a::after {{ content: target-counter(attr(href), page); float: right }}
.line {{ display: block; position: relative }} .line::before {{ content: "↪"; position: absolute; left: -1em; top: 0 }}
</style></head><body><header><h1>Everything</h1><ul class="flat"><li>one</li> <li>two</li></ul></header>
<nav><h2>Contents</h2><ol><li><a href="#one">One <img class="formula" alt="x" src="{DOT}"></a>
<ol><li><a href="#two">Two</a></li></ol></li></ol></nav>
<main><section><h2 id="one">One</h2><p>See <a href="#two">there</a> or <a href="https://example.org/">outside</a>,
<code>code</code>, <em>stress</em>, <q>quotation</q>, <img class="formula" alt="x" src="{DOT}">.</p>
<figure><div><img alt="a dot" src="{DOT}"></div><figcaption>A dot.</figcaption></figure>
<figure><figcaption>A table.</figcaption><div><table><thead><tr><th scope="col">a</th>
<th scope="col">b</th></tr></thead>
<tbody><tr><th scope="row">c</th><td>1</td></tr></tbody></table></div></figure>
<h3 id="two">Two</h3><pre><code><span class="line">x = 1</span></code></pre>
<dl><div><dt>key</dt> <dd>value</dd></div><dt>group</dt><dd><dl><dt>a</dt><dd>b</dd></dl></dd></dl></section></main>
</body></html>"""


@pytest.fixture(scope="module")
def everything():
    return lay_out(PAGE, formulas=FORMULAS)


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_the_validator_finds_no_fault(everything, profile):
    report = validation.validate_pdf_bytes(everything.content, profile=getattr(validation.ValidationProfile, profile))
    assert [f"{one.rule_id}: {one.message}" for one in report.failures] == []
    assert report.is_compliant


def test_the_validator_does_find_faults():
    with pikepdf.open(io.BytesIO(lay_out(PAGE).content)) as pdf:
        del pdf.Root.StructTreeRoot
        target = io.BytesIO()
        pdf.save(target)
    report = validation.validate_pdf_bytes(target.getvalue(), profile=validation.ValidationProfile.PDF_UA_1)
    assert not report.is_compliant


def test_the_catalogue_says_title_language_and_bookmarks(everything):
    with pikepdf.open(io.BytesIO(everything.content)) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "en"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == "Everything"
        with pdf.open_outline() as outline:
            titles = [str(one.title) for one in outline.root]
        assert titles == ["Everything"]
        assert all(page.Tabs == "/S" for page in pdf.pages)
        assert "/EmbeddedFiles" not in root.get("/Names", {})


def test_everything_marked_is_held_by_exactly_one_element(everything):
    with pikepdf.open(io.BytesIO(everything.content)) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        held = [(page, kid, one.objgen) for one, page in _elements(pdf) for kid in one.K if isinstance(kid, int)]
        assert len({place[:2] for place in held}) == len(held)
        for page in pdf.pages:
            entries = list(parents[int(page.StructParents)])
            own = {number: holder for where, number, holder in held if where == page.objgen}
            assert {n: one.objgen for n, one in enumerate(entries) if one is not None} == own
            assert page.Contents.read_bytes().count(b"/MCID") == len(own)


def _elements(pdf):
    """Every element with its page, in reading order; each knows what it is in."""

    def below(one):
        yield one, one.Pg.objgen if "/Pg" in one else None
        for kid in one.K:
            if isinstance(kid, pikepdf.Object) and "/S" in kid:
                assert kid.P.objgen == one.objgen
                yield from below(kid)

    return list(below(pdf.Root.StructTreeRoot.K[0]))


def test_headings_come_in_order_and_skip_no_level(everything):
    with pikepdf.open(io.BytesIO(everything.content)) as pdf:
        roles = [str(one.S)[1:] for one, _ in _elements(pdf)]
    assert [role for role in roles if role in {"H1", "H2", "H3", "H4"}] == ["H1", "H2", "H2", "H3"]


def test_the_tree_is_in_reading_order(everything):
    with pikepdf.open(io.BytesIO(everything.content)) as pdf:
        pages = [page.objgen for page in pdf.pages]
        shown = [pages.index(page) for one, page in _elements(pdf) if any(isinstance(kid, int) for kid in one.K)]
    assert shown == sorted(shown)
    assert set(shown) == {0, 1, 2}


def test_formulas_drawn_from_operators_meet_both_standards():
    from report.pdf.formula_image import FormulaImages

    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -500 500 500"><path d="M0 0L500 500L0 500Z"/></svg>'
    made = FormulaImages()
    address = made.address(Formula(r"\triangle", False, svg, MATHML, "a triangle", 0.5, 0.5, 0))
    page = PAGE.replace(f'class="formula" alt="x" src="{DOT}"', f'class="formula" alt="a triangle" src="{address}"')
    pdf = lay_out(page, images=made.images, formulas=made.formulas, finisher=made.finish)
    assert made.fallbacks == {}
    for profile in (validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_3A):
        assert validation.validate_pdf_bytes(pdf.content, profile=profile).failures == []
    with pikepdf.open(io.BytesIO(pdf.content)) as read:
        spoken = [str(one.Alt) for one, _ in _elements(read) if one.S == "/Formula"]
    assert spoken == ["a triangle", "a triangle"]


HASH = """
import hashlib, sys
sys.path[:0] = sys.argv[1:3]
from test_archivable import FORMULAS, PAGE, lay_out
print(hashlib.sha256(lay_out(PAGE, formulas=FORMULAS).content).hexdigest())
"""


@pytest.mark.parametrize(
    "machine",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LANG": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LANG": "de_DE.UTF-8", "SOURCE_DATE_EPOCH": "1"},
    ],
)
def test_the_same_page_gives_the_same_bytes_in_another_process(everything, machine, tmp_path):
    here = Path(__file__).parent
    command = [sys.executable, "-c", HASH, str(here), str(here.parents[1])]
    printed = subprocess.run(command, env={**os.environ, **machine}, cwd=tmp_path, capture_output=True, check=True)
    assert printed.stdout.decode().strip() == hashlib.sha256(everything.content).hexdigest()


def test_without_a_date_the_epoch_of_the_source_is_the_clock(monkeypatch):
    undated = PAGE.replace('<meta name="dcterms.created" content="2024-11-22">', "")
    with pikepdf.open(io.BytesIO(lay_out(undated).content)) as pdf:
        assert "/CreationDate" not in pdf.docinfo
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    dated = lay_out(undated, formulas=FORMULAS).content
    with pikepdf.open(io.BytesIO(dated)) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20010909")
    assert validation.is_pdf_compliant_bytes(dated, profile=validation.ValidationProfile.PDF_A_3A)


def test_a_page_without_a_title_is_a_bug():
    with pytest.raises(RuntimeError, match="no title"):
        lay_out(PAGE.replace("<title>Everything</title>", ""))


def test_a_page_without_a_language_is_a_bug():
    with pytest.raises(RuntimeError, match="lang"):
        lay_out(PAGE.replace(' lang="en"', ""))

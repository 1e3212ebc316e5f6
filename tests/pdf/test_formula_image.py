"""Formulas as WeasyPrint's pictures: the contract, the look against the SVG route, the text beneath."""

from __future__ import annotations

import inspect
import re
import subprocess
from html import escape
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import numpy as np
import pikepdf
import pytest
import weasyprint
from PIL import Image

from report.formulas import Typesetter
from report.model import Formula
from report.pdf.formula_image import FormulaImages

CORPUS = Path(__file__).parents[1] / "formulas" / "formulas.txt"
HARD = (
    r"\begin{vmatrix} a \\ b \\ c \\ d \end{vmatrix}",
    r"\left( \begin{matrix} 1 \\ 2 \\ 3 \\ 4 \\ 5 \\ 6 \end{matrix} \right)",
    r"\begin{array}{c:c} a & b \\ \hdashline c & d \end{array} \cancel{x} \bcancel{y} \xcancel{z} \boxed{q}",
    r"\color{red}{x} \colorbox{yellow}{z} \fcolorbox{red}{white}{q} \rule{1em}{2em} \underbrace{a + b + c + d + e + f}",
)


def svg_address(svg):
    return "data:image/svg+xml," + quote(svg)


def page_of(formulas, address, style=""):
    pictures = "".join(
        f'<p>Hxg <img alt="formula" src="{escape(address(formula))}" style="width:{formula.width_em}em;'
        f'height:{formula.height_em}em;vertical-align:{-formula.depth_em}em"> Hxg</p>'
        for formula in formulas
    )
    return f"<html lang=en><title>Formulas</title><style>@page {{ size: 420pt 600pt }} {style}</style>{pictures}"


def written(images, formulas, target, style="", **options):
    html = page_of(formulas, images.address, style)
    weasyprint.HTML(string=html).write_pdf(target, cache=images.images, finisher=images.finish, **options)
    return target


def pixels(pdf, resolution=100):
    subprocess.run(["pdftoppm", "-r", str(resolution), "-png", pdf, pdf.with_suffix("")], check=True)
    return [np.asarray(Image.open(page).convert("RGB"), int) for page in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]


@pytest.fixture(scope="module")
def formulas():
    lines = [line for line in CORPUS.read_text(encoding="utf-8").splitlines() if line]
    with Typesetter() as typesetter:
        return [typesetter.typeset(tex, True) for tex in [*lines, *HARD]]


def test_weasyprint_calls_the_methods_that_a_formula_image_has():
    from report.pdf.formula_image import FormulaImage

    for name in ("get_intrinsic_size", "draw", "get_x_object"):
        theirs = inspect.signature(getattr(weasyprint.images.RasterImage, name))
        ours = inspect.signature(getattr(FormulaImage, name))
        assert len(ours.parameters) == len(theirs.parameters), name
    source = inspect.getsource(weasyprint.images.get_image_from_uri)
    assert source.index("if url in cache") < source.index("fetch(")


def test_no_formula_of_the_corpus_falls_back(formulas):
    images = FormulaImages()
    assert all(images.address(formula).startswith("formula:") for formula in formulas)
    assert images.fallbacks == {}


def test_formulas_look_as_they_do_by_way_of_svg(formulas, tmp_path):
    ours = written(FormulaImages(), formulas, tmp_path / "ours.pdf")
    theirs = tmp_path / "theirs.pdf"
    weasyprint.HTML(string=page_of(formulas, lambda formula: svg_address(formula.svg))).write_pdf(theirs)
    pages = list(zip(pixels(ours), pixels(theirs), strict=True))
    assert len(pages) > 3
    different = sum(int((abs(a - b).max(axis=2) > 100).sum()) for a, b in pages)
    ink = sum(int((b.min(axis=2) < 128).sum()) for _, b in pages)
    assert ink > 20_000
    assert different <= 10


def test_formula_takes_the_colour_of_the_text_around_it(formulas, tmp_path):
    made = written(FormulaImages(), formulas[:5], tmp_path / "green.pdf", "p { color: #00a000 }")
    (page,) = pixels(made, 300)
    ink = page[page.min(axis=2) < 128]
    assert len(ink) > 5000
    assert (ink[:, 1] > ink[:, 0]).all()


def test_one_form_serves_every_use_of_a_formula(formulas, tmp_path):
    images = FormulaImages()
    target = written(images, formulas[4:5] * 7, tmp_path / "seven.pdf")
    with pikepdf.open(target) as pdf:
        forms = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
    assert len(forms) == 1
    assert len(images.images) == 1


def test_width_on_the_page_is_the_formulas_own(formulas, tmp_path):
    images = FormulaImages()
    formula = formulas[8]
    target = written(images, [formula], tmp_path / "size.pdf", "p { font-size: 20pt }")
    with pikepdf.open(target) as pdf:
        matrices = [
            [float(value) for value in operands]
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "cm"
        ]
        form = next(one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form")
        own = [float(value) for value in form.Matrix]
    scale = 0.75 * matrices[-1][0] * own[0] * 1000  # points an em: page in CSS pixels, Form in thousandths
    assert scale == pytest.approx(20, abs=1e-3)
    assert matrices[-1][3] == pytest.approx(-matrices[-1][0])


def test_every_formula_can_be_copied_as_latex(formulas, tmp_path):
    target = written(FormulaImages(), formulas, tmp_path / "text.pdf", "p { font-size: 8pt }")
    text = subprocess.run(["pdftotext", target, "-"], capture_output=True, text=True, check=True).stdout
    unspaced = re.sub(r"\s+", "", text)
    missing = [formula.tex for formula in formulas if re.sub(r"\s+", "", formula.tex) not in unspaced]
    assert missing == []


def test_latex_stands_in_its_line_of_text(formulas, tmp_path):
    target = written(FormulaImages(), formulas[:3], tmp_path / "line.pdf")
    text = subprocess.run(["pdftotext", target, "-"], capture_output=True, text=True, check=True).stdout
    assert [line for line in text.splitlines() if line.strip()] == [
        f"Hxg {formula.tex} Hxg" for formula in formulas[:3]
    ]


def test_pdf_stays_accessible_and_archivable(formulas, tmp_path):
    import page

    ours = written(FormulaImages(), formulas, tmp_path / "ours.pdf", pdf_variant="pdf/a-3a")
    plain = tmp_path / "plain.pdf"
    weasyprint.HTML(string=page_of(formulas[:1], lambda formula: svg_address(formula.svg))).write_pdf(
        plain, pdf_variant="pdf/a-3a"
    )
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        with_svg = {failure.rule_id for failure in page.validate_pdf(str(plain), profile=profile).failures}
        with_images = {failure.rule_id for failure in page.validate_pdf(str(ours), profile=profile).failures}
        # The validator takes a compressed stream that happens to end in a carriage return for one byte short.
        assert with_images - {"PDFA3A-STREAM-LENGTH-001"} <= with_svg
    with pikepdf.open(ours) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_bytes_are_the_same_each_time(formulas, tmp_path):
    options = {"pdf_variant": "pdf/a-3a", "pdf_identifier": b"0123456789abcdef"}
    first = written(FormulaImages(), formulas[:9], tmp_path / "first.pdf", **options)
    second = written(FormulaImages(), formulas[:9], tmp_path / "second.pdf", **options)
    assert first.read_bytes() == second.read_bytes()


def test_unknown_picture_falls_back_to_svg_and_is_counted():
    odd = Formula("odd", False, '<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>', "", "", 1, 1, 0)
    images = FormulaImages()
    assert images.address(odd) == svg_address(odd.svg)
    assert images.images == {}
    assert images.formulas == {svg_address(odd.svg): odd}
    assert "circle" in images.fallbacks["odd"]


def test_operators_are_kept_and_not_made_again(formulas, monkeypatch):
    shelf = {}
    store = SimpleNamespace(get=shelf.get, put=shelf.__setitem__)
    first = FormulaImages(store)
    address = first.address(formulas[4])
    monkeypatch.setattr("report.pdf.formula_image.operators", None)
    second = FormulaImages(store)
    assert second.address(formulas[4]) == address
    assert second.images[address].drawing == first.images[address].drawing


def test_formula_without_size_draws_nothing(tmp_path):
    nothing = Formula("{}", False, '<svg xmlns="http://www.w3.org/2000/svg"/>', "", "", 0, 0, 0)
    images = FormulaImages()
    assert images.address(nothing).startswith("formula:")
    assert written(images, [nothing], tmp_path / "nothing.pdf").stat().st_size > 0

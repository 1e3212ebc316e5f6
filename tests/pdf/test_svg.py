"""Figures as PDF operators look as WeasyPrint draws them, and what is not translated is told."""

from __future__ import annotations

import io
import subprocess

import numpy as np
import page as validation
import pikepdf
import pytest
from PIL import Image

from report.figures import draw
from report.model import Figure
from report.page.setting import svg_address
from report.pdf import Drawings, lay_out
from report.pdf.drawings import _pdf
from report.pdf.svg import UnknownConstructError, translated

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
SIZE = 'width="72pt" height="36pt" viewBox="0 0 72 36">'
SHEET = "<defs><style>*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>"


def everything(canvas, result):
    field, curves = canvas.subplots(1, 2)
    x, y = np.meshgrid(*[np.linspace(-1, 1, 40)] * 2)
    field.imshow(x + y, extent=(0, 3, 0, 2), alpha=0.6, origin="lower")
    field.contour(x + 1, y + 1, x * y, colors="white", linewidths=0.5)
    field.set(xlim=(0, 2), ylim=(0, 2), ylabel=r"$\frac{x}{2}$, turned", xlabel="$x_1$")
    canvas.colorbar(field.images[0], ax=field, shrink=0.7)
    axis = np.linspace(0, 9, 50)
    for shift in range(3):
        curves.plot(axis, np.sin(axis + shift), label=rf"$\sin(x+{shift})$", markevery=9, marker="os^"[shift])
    curves.fill_between(axis, -0.5, np.cos(axis), alpha=0.2, linewidth=0)
    curves.scatter(axis[::5], axis[::5] / 9, s=20, alpha=0.5, edgecolors="#c24a1a", rasterized=True)
    curves.axhline(0, color="black", alpha=0.5, solid_capstyle="projecting")
    curves.annotate("", xy=(5, 0.5), xytext=(1, -0.5), arrowprops={"arrowstyle": "-|>"})
    curves.set(title="clipped", ylim=(-0.9, 0.9))
    curves.legend()


def hatched(canvas, result):
    canvas.subplots().bar([1, 2], [3, 4], hatch="//")


def svg(drawing=everything):
    return draw(Figure("all", drawing, lambda result: "All that figures hold.", height=2.6), None).svg


def stand_in(picture):
    drawings = Drawings()
    drawings.taken_from(f'"{svg_address(picture)}"')
    (image,) = drawings.images.values()
    return drawings, image


def pixels(content, path):
    """Return a page in grey at 48 dots an inch, each the mean of 64: too coarse for how a line meets the grid."""
    path.write_bytes(content)
    subprocess.run(["pdftocairo", "-r", "384", "-png", "-singlefile", path, path.with_suffix("")], check=True)
    return np.asarray(Image.open(path.with_suffix(".png")).convert("L").reduce(8), dtype=float)


def test_a_figure_looks_as_weasyprint_draws_it(tmp_path):
    picture = svg()
    theirs = pixels(_pdf(stand_in(picture)[1]), tmp_path / "theirs.pdf")
    ours = pixels(translated(picture), tmp_path / "ours.pdf")
    assert ours.shape == theirs.shape
    assert np.abs(ours - theirs).max() < 3
    thicker = translated(picture.replace("stroke-width: 1.4", "stroke-width: 1.6"))
    assert np.abs(pixels(thicker, tmp_path / "thicker.pdf") - theirs).max() > 3


def test_a_figure_is_the_same_bytes_each_time():
    picture = svg()
    assert translated(picture) == translated(picture)


def test_figures_are_translated_and_what_else_there_is_falls_back_to_weasyprint():
    for drawing, reasons in ((everything, []), (hatched, ["style fill: url(#"])):
        drawings, image = stand_in(svg(drawing))
        content = drawings.drawn(image.id)
        assert content.startswith(b"%PDF")
        assert list(drawings.fallbacks) == [image.id] * len(reasons)
        for found, reason in zip(drawings.fallbacks.values(), reasons, strict=True):
            assert found.startswith(reason)


@pytest.mark.parametrize(
    ("picture", "reason"),
    [
        ("<svg", "no XML"),
        (HEAD + 'width="72" height="36" viewBox="0 0 72 36"/>', "whose unit is not the point"),
        (HEAD + 'width="144pt" height="72pt" viewBox="0 0 72 36"/>', "whose unit is not the point"),
        (HEAD + SIZE + "</svg>", "another style sheet"),
        (HEAD + SIZE + SHEET + "<defs><style>*{fill: red}</style></defs></svg>", "another style sheet"),
        (HEAD + SIZE + SHEET + "<text>x</text></svg>", "text with"),
        (HEAD + SIZE + SHEET + '<path d="M0 0" fill="red"/></svg>', "path with d, fill"),
        (HEAD + SIZE + SHEET + '<path d="M0 0 A1 1 0 0 0 2 2"/></svg>', "path command A"),
        (HEAD + SIZE + SHEET + '<path d="M0 0" style="opacity: 0.5"/></svg>', "style opacity"),
        (HEAD + SIZE + SHEET + '<path d="M0 0" style="fill: red"/></svg>', "style fill: red"),
        (HEAD + SIZE + SHEET + '<g transform="skewX(3)"><path d="M0 0"/></g></svg>', "transform skewX"),
        (HEAD + SIZE + SHEET + '<use xlink:href="#lost"/></svg>', "a reference to #lost"),
        (HEAD + SIZE + SHEET + '<image xlink:href="data:image/jpeg;base64,AA"/></svg>', "an image of"),
        (HEAD + SIZE + SHEET + '<clipPath id="c"/><g clip-path="url(#c)"/></svg>', "clipPath with"),
        (HEAD + SIZE + SHEET + '<defs><clipPath id="c"/></defs><g clip-path="url(#c)"/></svg>', "a clip that is more"),
    ],
)
def test_what_is_not_translated_is_told(picture, reason):
    with pytest.raises(UnknownConstructError, match=reason):
        translated(picture)


@pytest.mark.parametrize(
    ("style", "painted"),
    [
        ("", "0 0 m 5 0 l 5 5 l f"),
        ("fill: none; stroke: #ff0000", "q 1 0 0 RG\n0 0 m 5 0 l 5 5 l S\nQ"),
        ("fill: #0000ff; stroke: #000000; stroke-width: 0.25", "q 0 0 1 rg 0.25 w\n0 0 m 5 0 l 5 5 l B\nQ"),
        (
            "fill: none; stroke: #000000; stroke-dasharray: 3.7,1.6; stroke-dashoffset: 0; stroke-linecap: square;"
            "stroke-linejoin: miter",
            "q [3.7 1.6] 0 d 2 J 0 j\n0 0 m 5 0 l 5 5 l S\nQ",
        ),
        ("fill-opacity: 0.5", "q /T0 gs\n0 0 m 5 0 l 5 5 l f\nQ"),
        ("fill: none", ""),
        ("fill: none; stroke: #000000; stroke-width: 0", ""),
    ],
)
def test_styles_become_the_operators_that_paint_so(style, painted):
    content = translated(f'{HEAD}{SIZE}{SHEET}<path d="M 0 0 L 5 0 L 5 5" style="{style}"/></svg>')
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0]
        assert [float(edge) for edge in page.mediabox] == [0, 0, 72, 36]
        assert page.Contents.read_bytes().decode().partition("RG")[2].strip() == painted
        if "/T0" in painted:
            assert float(page.Resources.ExtGState["/T0"].ca) == 0.5


def test_what_is_used_inherits_and_says_otherwise_by_itself():
    shape = '<defs><path id="s" d="M 0 0 L 5 0" style="stroke: #ff0000"/></defs>'
    used = '<use xlink:href="#s" x="7" y="2" style="fill: #0000ff; stroke: #00ff00; stroke-width: 2"/>'
    with pikepdf.open(io.BytesIO(translated(f"{HEAD}{SIZE}{SHEET}{shape}{used}</svg>"))) as pdf:
        content = pdf.pages[0].Contents.read_bytes().decode()
    assert content.endswith("q 1 0 0 1 7 2 cm\nq 0 0 1 rg 1 0 0 RG 2 w\n0 0 m 5 0 l B\nQ\nQ")


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_the_validator_finds_no_fault_with_a_figure(profile):
    drawings = Drawings()
    html = drawings.taken_from(
        f'<html lang="en"><head><title>T</title></head><body><h1>T</h1><img alt="all" src="{svg_address(svg())}">'
    )
    made = lay_out(html, drawings.images, drawings=drawings.drawn)
    report = validation.validate_pdf_bytes(made.content, profile=getattr(validation.ValidationProfile, profile))
    assert [f"{one.rule_id}: {one.message}" for one in report.failures] == []

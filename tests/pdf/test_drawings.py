"""Pictures drawn once look as WeasyPrint draws them, wherever they stand."""

from __future__ import annotations

import subprocess

import pytest
from PIL import Image, ImageChops

from report.pdf import Drawings, lay_out
from report.pdf.drawings import SCHEME

TICK = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M2 9l4 4 8-10'"
    " fill='none' stroke='%2311695a' stroke-width='2.2'/%3E%3C/svg%3E"
)
PLOT = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='150pt' height='90pt' viewBox='0 0 150 90'%3E"
    "%3Crect width='150' height='90' fill='%23ddd'/%3E%3Ccircle cx='40' cy='40' r='30' fill='%23a93416'"
    " opacity='0.5'/%3E%3Cpath d='M10 80L140 10' stroke='black'/%3E%3C/svg%3E"
)
PAGE = f"""<html lang="en"><head><title>T</title><style>@page {{ size: 400px 300px; margin: 20px }}
p {{ padding-left: 20px; background: url("{TICK}") left center / 1em 1em no-repeat }}</style></head><body>
<p>Ticked.</p><p>And again.</p><img alt="a plot" src="{PLOT}"><img alt="small" style="width: 50px" src="{PLOT}">
<img alt="a tick" style="width: 30px" src="{TICK}"></body></html>"""


def picture(html, path, **more):
    path.with_suffix(".pdf").write_bytes(lay_out(html, **more).content)
    command = ["pdftoppm", "-r", "144", "-png", "-singlefile", path.with_suffix(".pdf"), path]
    subprocess.run(command, check=True)
    return Image.open(path.with_suffix(".png")).convert("L")


def all_drawn(drawings):
    return [drawings.drawn(image.id) for image in drawings.images.values()]


def test_stand_ins_are_filled_with_what_weasyprint_draws(tmp_path):
    drawings = Drawings()
    html = drawings.taken_from(PAGE)
    assert "data:" not in html
    assert len(drawings.images) == 2
    ours = picture(html, tmp_path / "ours", images=drawings.images, drawings=drawings.drawn)
    theirs = picture(PAGE, tmp_path / "theirs")
    assert ImageChops.difference(ours, theirs).getextrema()[1] < 40
    assert ImageChops.difference(theirs, Image.new("L", theirs.size, "white")).getextrema()[1] > 150


def test_a_picture_is_drawn_once_and_kept(tmp_path):
    kept = {}

    class Store:
        get, put = kept.get, kept.__setitem__

    for _ in range(2):
        drawings = Drawings(Store())
        drawings.taken_from(PAGE)
        drawn = all_drawn(drawings)
    assert sorted(entry.partition(b"\n")[2] for entry in kept.values()) == sorted(drawn)
    drawings = Drawings(Store())
    drawings.taken_from(PAGE)
    kept.update(dict.fromkeys(kept, b"\nkept"))
    assert set(all_drawn(drawings)) == {b"kept"}
    assert drawings.fallbacks == {}


def test_a_kept_picture_tells_again_that_it_was_not_translated():
    kept, told = {}, []

    class Store:
        get, put = kept.get, kept.__setitem__

    for _ in range(2):
        drawings = Drawings(Store())
        drawings.taken_from(PAGE)
        all_drawn(drawings)
        told.append(drawings.fallbacks)
    assert told[0] == told[1]
    assert len(told[0]) == 2


def test_a_picture_that_weasyprint_warns_of_is_not_kept_so_that_it_is_told_again():
    odd = PAGE.replace("%3Ccircle", "%3Cstyle%3Ep||q %7B fill: red %7D%3C/style%3E%3Ccircle")
    kept = {}

    class Store:
        get, put = kept.get, kept.__setitem__

    for _ in range(2):
        drawings = Drawings(Store())
        made = lay_out(drawings.taken_from(odd), drawings.images, drawings=drawings.drawn)
        assert len(made.warnings) == 1
    assert len(kept) == 1


def test_a_picture_that_a_style_sheet_names_and_nothing_shows_is_not_drawn():
    shown, _, _ = PAGE.partition("<img")
    drawings = Drawings()
    html = drawings.taken_from(shown.replace("</style>", f'.never {{ background: url("{PLOT}") }}</style>'))
    assert len(drawings.images) == 2
    lay_out(html, drawings.images, drawings=drawings.drawn)
    assert set(drawings.fallbacks) == {image.id for image in drawings.images.values() if image.source == TICK}


def test_a_stand_in_without_a_drawing_is_a_bug():
    drawings = Drawings()
    html = drawings.taken_from(PAGE)
    with pytest.raises(RuntimeError, match="was not drawn"):
        lay_out(html, drawings.images)


def test_a_picture_without_a_size_is_a_bug():
    with pytest.raises(RuntimeError, match="neither its size nor its viewBox"):
        Drawings().taken_from('"data:image/svg+xml,%3Csvg%3E%3C/svg%3E"')


def test_addresses_tell_pictures_apart():
    drawings = Drawings()
    html = drawings.taken_from(f'<img src="{TICK}"><img src="{PLOT}"><img src="{TICK}">')
    assert html.count(SCHEME) == 3
    assert [image.sized for image in drawings.images.values()] == [False, True]
    assert [(image.width, image.height) for image in drawings.images.values()] == [(16, 16), (200, 120)]

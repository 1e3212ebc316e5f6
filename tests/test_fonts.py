"""Fonts: whole for the PDF, cut for the page, set alike in both, the same bytes each time."""

from __future__ import annotations

import base64
import io
import re
import subprocess
from pathlib import Path

import pytest

from report import fonts
from report.errors import MissingToolError, OutputError
from report.fonts import faces, files

FOREIGN = "Köhler Łódź Đặng σλΣ Жук “”–…"
SCRIPTS = {
    "Latin-1": range(0xA1, 0x100),
    "Latin Extended-A": range(0x100, 0x180),
    "Greek": [*range(0x391, 0x3A2), *range(0x3A3, 0x3CA)],
    "Cyrillic": range(0x400, 0x460),
    "Vietnamese": range(0x1EA0, 0x1EFA),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    for face in faces.FACES:
        files.font_file(face, folder)
    return folder


def _fonts_in(css):
    from fontTools.ttLib import TTFont

    found = re.findall(r'font-family:"([^"]*)";font-weight:(\d+);font-style:(\w+);src:url\("([^"]*)"', css)
    for family, weight, style, url in found:
        source = io.BytesIO(base64.b64decode(url.split(",")[1])) if url.startswith("data:") else Path(url[7:])
        yield (family, int(weight), style), TTFont(source)


def test_every_text_and_code_face_has_the_letters_of_europe(folder):
    seen = set()
    for (family, weight, style), font in _fonts_in(fonts.pdf_css(folder)):
        seen.add((family, weight, style))
        if family != fonts.MATHS:
            covered = set(font.getBestCmap())
            assert {ord(letter) for letter in FOREIGN} <= covered, (family, weight, style)
            for script, letters in SCRIPTS.items():
                assert set(letters) - {0xAD} <= covered, (family, weight, style, script)
    assert {(fonts.TEXT, weight, style) for weight in (400, 700) for style in ("normal", "italic")} < seen
    assert {(fonts.MATHS, 400, "normal"), (fonts.CODE, 400, "normal"), (fonts.CODE, 700, "normal")} < seen


def test_files_carry_the_names_that_programs_look_for(folder):
    from matplotlib import font_manager

    manager = font_manager.FontManager()
    for face in faces.FACES:
        manager.addfont(str(files.font_file(face, folder)))
    for weight, style in ((400, "normal"), (400, "italic"), (700, "normal"), (700, "italic")):
        wanted = font_manager.FontProperties(family=fonts.TEXT, weight=weight, style=style)
        found = Path(manager.findfont(wanted, fallback_to_default=False))
        assert found.name.startswith(f"stix-two-text-{weight}-{style}")
    assert Path(manager.findfont(fonts.CODE, fallback_to_default=False)).name.startswith("source-code-pro-400-normal")


def test_weasyprint_sets_every_letter_in_the_family(folder, tmp_path):
    import weasyprint

    html = (
        f"<style>{fonts.pdf_css(folder)} body {{ font-family: 'STIX Two Text', 'STIX Two Math' }}"
        f"code {{ font-family: 'Source Code Pro' }}</style>"
        f"<p>{FOREIGN} ≤ → ✓</p><p><i>{FOREIGN}</i> <b>{FOREIGN} <i>{FOREIGN}</i></b></p><code>{FOREIGN}</code>"
    )
    target = tmp_path / "letters.pdf"
    weasyprint.HTML(string=html).write_pdf(target)
    listed = subprocess.run(["pdffonts", target], capture_output=True, text=True, check=True).stdout
    names = {line.split()[0].split("+")[-1] for line in listed.splitlines()[2:]}
    assert names == {
        "STIX-Two-Text",
        "STIX-Two-Text-Italic",
        "STIX-Two-Text-Bold",
        "STIX-Two-Text-Bold-Italic",
        "STIX-Two-Math",
        "Source-Code-Pro",
    }


def _widths(css, words, tmp_path):
    """Return how wide WeasyPrint sets each word at 100 pt, in pt."""
    import weasyprint

    style = f"{css} @page {{ size: 30in 8in }} p {{ font: 100pt 'STIX Two Text' }}"
    body = "".join(
        f"<p>{word}</p><p><i>{word}</i></p><p><b>{word}</b></p><p><b><i>{word}</i></b></p>" for word in words
    )
    target = tmp_path / "words.pdf"
    weasyprint.HTML(string=f"<style>{style}</style>{body}").write_pdf(target)
    boxes = subprocess.run(["pdftotext", "-bbox", target, "-"], capture_output=True, text=True, check=True).stdout
    return [float(right) - float(left) for left, right in re.findall(r'xMin="([\d.]*)".*xMax="([\d.]*)"', boxes)]


def test_capitals_that_lean_on_each_other_are_kerned(folder, tmp_path):
    widths = _widths(fonts.pdf_css(folder), ["AVAVAV", "AAAVVV", "AAA", "VVV"], tmp_path)
    for kerned, apart, one, other in zip(*(widths[at : at + 4] for at in (0, 4, 8, 12)), strict=True):
        assert kerned < apart - 15
        assert kerned < one + other - 25


def test_page_sets_words_as_wide_as_the_pdf_does(folder, tmp_path):
    words = ["AVATAR", "office", "Tafel,", "Köhler", "Łódź", "Đặng", "σλΣ", "Αύρα", "Жук", "ГАУ", "ệ", "a⁻¹²"]
    whole = _widths(fonts.pdf_css(folder), words, tmp_path)
    cut = _widths(fonts.page_css(folder, text=words), words, tmp_path)
    assert len(whole) == 4 * len(words)
    assert cut == pytest.approx(whole, abs=0.2)


def test_marks_are_placed_where_there_are_any(folder):
    def features(text):
        ((_, font), *_) = _fonts_in(fonts.page_css(folder, text=[text]))
        return {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}

    assert features("AV é") == {"kern"}
    assert features("AV x\N{COMBINING ACUTE ACCENT}") >= {"kern", "mark"}


def test_subsets_say_whose_they_are_and_under_which_licence_where_the_whole_face_does(folder):
    for face, font in _fonts_in(fonts.page_css(folder, text=["abc"], code=["abc"], maths=["x"])):
        names = {name.nameID: str(name) for name in font["name"].names}
        assert names[1] == face[0]
        assert "STIX" in names[0] or "Adobe" in names[0]
        assert face[0] == fonts.MATHS or "Open Font License" in names[13]


def test_page_gets_the_characters_it_uses_and_few_others(folder):
    css = fonts.page_css(folder, text=["Łódź ≤"], code=["def f"], maths=["<mi>x</mi><mo>∑</mo><mo>′</mo>"])
    cut = {face: set(map(chr, font.getBestCmap())) for face, font in _fonts_in(css)}
    assert cut[fonts.TEXT, 400, "normal"] == set("Łódź ")
    assert cut[fonts.CODE, 400, "normal"] == set("def ")
    assert set("x∑𝑥≤√(") <= cut[fonts.MATHS, 400, "normal"]
    assert "ℵ" not in cut[fonts.MATHS, 400, "normal"]
    assert cut["Temml", 400, "normal"] == {"′"}


def test_subset_of_the_maths_face_still_stretches_brackets(folder):
    css = fonts.page_css(folder, text=[], maths=["x"])
    ((face, font),) = _fonts_in(css)
    assert face == (fonts.MATHS, 400, "normal")
    variants = font["MATH"].table.MathVariants
    bracket = font.getBestCmap()[ord("(")]
    growing = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))[bracket]
    assert len(growing.MathGlyphVariantRecord) > 5
    assert growing.GlyphAssembly is not None


def test_maths_face_is_what_npm_has_as_woff2_but_for_hints(folder):
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.ttLib import TTFont

    def outline(font, name):
        pen = RecordingPen()
        font.getGlyphSet()[name].draw(pen)
        return pen.value

    (face,) = (face for face in faces.FACES if face.family == fonts.MATHS)
    ours = TTFont(files.font_file(face, folder))
    theirs = TTFont(face.source.with_suffix(".woff2"))
    for table in ("cmap", "hmtx", "hhea", "OS/2", "GDEF", "GSUB", "GPOS", "MATH"):
        assert ours.getTableData(table) == theirs.getTableData(table), table
    assert ours.getGlyphOrder() == theirs.getGlyphOrder()
    for name in theirs.getGlyphOrder()[::7]:
        assert outline(ours, name) == outline(theirs, name)


def test_text_and_code_are_the_files_of_npm(folder):
    for face in faces.FACES:
        if face.family != fonts.MATHS:
            assert files.font_file(face, folder).read_bytes() == face.source.read_bytes()


def test_families_without_characters_are_left_out(folder):
    assert fonts.page_css(folder, text=[]) == ""
    assert "Source Code Pro" not in fonts.page_css(folder, text=["abc"])


def test_page_of_english_and_formulas_stays_small(folder):
    text = "".join(map(chr, range(32, 127))) + FOREIGN
    assert len(fonts.page_css(folder, text=[text], code=[text], maths=[text, "∑∫αβγδλσθ∇∂∈ℝ≤"])) < 250_000


def test_fonts_are_the_same_bytes_each_time(folder, tmp_path):
    face = faces.FACES[0]
    again = files.font_file(face, tmp_path)
    assert again.read_bytes() == files.font_file(face, folder).read_bytes()
    assert fonts.page_css(tmp_path, text=["abc"]) == fonts.page_css(folder, text=["cba", "a"])


def test_figures_get_the_faces_of_text_alone(folder):
    assert [path.name.rpartition("-")[0] for path in fonts.text_files(folder)] == [
        f"stix-two-text-{weight}-{style}" for weight in (400, 700) for style in ("normal", "italic")
    ]


def test_second_call_reads_what_the_first_one_kept(folder, monkeypatch):
    monkeypatch.setattr(files, "_truetype", None)
    assert all(files.font_file(face, folder).exists() for face in faces.FACES)


@pytest.mark.parametrize(
    ("name", "old", "new", "is_another"),
    [
        ("pyproject.toml", '"uharfbuzz==', '"uharfbuzz==9', True),
        ("pyproject.toml", '"fonttools==', '"fonttools==9', True),
        ("pyproject.toml", '"pandas==', '"pandas==9', False),
        ("package-lock.json", '"node_modules/temml": {\n      "version": "', None, True),
    ],
)
def test_other_versions_are_another_edition(monkeypatch, tmp_path, name, old, new, is_another):
    for file in ("pyproject.toml", "package-lock.json"):
        (tmp_path / file).write_text((faces.ROOT / file).read_text(encoding="utf-8"), encoding="utf-8")
    before = files.edition.__wrapped__()
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new or f"{old}9"), encoding="utf-8")
    monkeypatch.setattr(files, "ROOT", tmp_path)
    assert (files.edition.__wrapped__() != before) == is_another


def test_missing_packages_are_told_with_the_remedy(monkeypatch, tmp_path):
    monkeypatch.setattr(faces, "ROOT", tmp_path)
    with pytest.raises(MissingToolError) as caught:
        fonts.text_files(tmp_path / "cache")
    assert "npm ci" in caught.value.remedy


def test_folder_that_cannot_be_written_is_told(tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(OutputError) as caught:
        fonts.text_files(blocked / "fonts")
    assert str(blocked) in caught.value.place


def test_font_that_cannot_be_made_leaves_nothing_behind(tmp_path):
    def fails():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        files.kept(tmp_path / "cache" / "font.ttf", fails)
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.mark.parametrize("damage", [lambda kept: kept[:-1] + bytes([kept[-1] ^ 1]), lambda kept: b""])
def test_a_kept_font_that_is_damaged_is_made_anew(tmp_path, damage):
    path = files.kept(tmp_path / "face.woff", lambda: b"whole")
    path.write_bytes(damage(path.read_bytes()))
    assert files.kept(tmp_path / "face.woff", lambda: b"whole").read_bytes() == b"whole"
    assert files.kept(tmp_path / "face.woff", pytest.fail).read_bytes() == b"whole"

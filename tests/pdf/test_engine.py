"""The door to WeasyPrint: it opens without asking other programs where Pango is, or importing what is seldom called."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from report.pdf import lay_out, library_versions
from report.pdf.engine import weasyprint
from report.pdf.libraries import MISSING, _version
from report.pdf.loading import SELDOM, imported_when_called

ROOT = Path(__file__).parents[2]

COUNT = """
import sys
started = []
sys.addaudithook(lambda event, arguments: started.append(arguments[0]) if event == "subprocess.Popen" else None)
{how}
print(len(started), "weasyprint.text.ffi" in sys.modules)
"""


def processes(how):
    """Return how many processes are started by the code `how`, which imports WeasyPrint."""
    code = COUNT.format(how=how)
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    count, imported = said.split()[-2:]
    assert imported == "True"
    return int(count)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the names that WeasyPrint asks for are other ones")
def test_weasyprint_comes_in_without_a_compiler():
    assert processes("from report.pdf.engine import weasyprint; weasyprint()") == 0
    assert processes("import weasyprint") > 0, "WeasyPrint no longer needs this"


def test_the_search_for_libraries_is_as_it_was_afterwards():
    code = (
        "import ctypes.util; before = ctypes.util.find_library\n"
        "from report.pdf.engine import weasyprint; weasyprint()\n"
        "assert ctypes.util.find_library is before"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


PAGE = """<!doctype html><html lang="en"><head><title>T</title><style>{}</style></head>
<body><p style="font-family: serif">One <b>word</b></p></body></html>"""


def test_what_weasyprint_seldom_calls_is_not_imported_for_it():
    asked = f"print(*(name for name in {SELDOM} if name in sys.modules))"
    for door in ("from report.pdf.engine import weasyprint; weasyprint()", "import weasyprint"):
        code = f"import sys; {door}; {asked}"
        said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        assert said.split() == ([] if "report" in door else list(SELDOM)), "WeasyPrint no longer needs this"


def test_a_stand_in_is_the_module_as_soon_as_it_is_called(monkeypatch):
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with imported_when_called("colorsys"):
        import colorsys
    assert "colorsys" not in sys.modules
    assert colorsys.rgb_to_hsv(1, 0, 0) == (0.0, 1.0, 1)
    assert "colorsys" in sys.modules
    with imported_when_called("colorsys"):
        import colorsys as again
    assert again is sys.modules["colorsys"] is not colorsys


def test_a_font_that_is_cut_by_other_means_is_cut_all_the_same_and_told_once(monkeypatch):
    usual = lay_out(PAGE.format(""))
    assert usual.warnings == ()
    monkeypatch.setattr(weasyprint().pdf.fonts, "harfbuzz_subset", None)
    made = lay_out(PAGE.format(""))
    (warning,) = made.warnings
    assert "libharfbuzz-subset0" in warning
    assert len(made.content) < 2 * len(usual.content)


def test_a_rule_that_weasyprint_ignores_is_told():
    (warning,) = lay_out(PAGE.format("p { colour: red }")).warnings
    assert "colour: red" in warning


def test_versions_of_libraries_are_those_that_weasyprint_runs_on():
    ffi = weasyprint().text.ffi
    found = {name: [int(part) for part in version.split(".")] for name, version in library_versions().items()}
    major, minor, micro = found["Pango"]
    assert major * 10_000 + minor * 100 + micro == ffi.pango.pango_version()
    major, minor, micro = found["HarfBuzz"]
    assert ffi.harfbuzz.hb_version_atleast(major, minor, micro)
    assert not ffi.harfbuzz.hb_version_atleast(major, minor, micro + 1)
    assert found["HarfBuzz-Subset"] == found["HarfBuzz"]


def test_a_library_that_is_not_there_is_missing():
    assert _version("hb_version_string", "libnowhere.so.0", ("nowhere",)) == MISSING
    assert _version("no_such_function", "libharfbuzz.so.0", ("harfbuzz",)) == MISSING

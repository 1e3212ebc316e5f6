"""Source by name, without importing it."""

from __future__ import annotations

import inspect
import re
import sys
from html import unescape
from pathlib import Path

import pytest

from report import formats
from report.errors import DeclarationError
from report.listings import COLOURED, highlighted, listing

MODULE = '''"""A module that must never run."""
raise RuntimeError


def plain():
    return 1


class Kind:
    @property
    @staticmethod
    def method(x):
        """Say <b>."""
        return f"{x}" + 'é'


async def later(): ...
'''


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").write_text("def door(): ...\n")
    (tmp_path / "shop" / "till.py").write_text(MODULE, encoding="utf-8")
    return tmp_path


def text(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_a_function_is_found_with_file_and_line_and_is_not_run(root: Path) -> None:
    found = listing("shop.till:plain", [root])
    assert (found.name, found.file, found.line) == ("plain", "shop/till.py", 5)
    assert text(found.html) == "def plain():\n    return 1\n"
    assert "shop" not in sys.modules


def test_a_method_comes_with_its_decorators_and_without_its_indentation(root: Path) -> None:
    found = listing("shop.till:Kind.method", [root])
    assert found.line == 10
    assert text(found.html).startswith("@property\n@staticmethod\ndef method(x):\n")


@pytest.mark.parametrize("reference", ["shop.till:Kind", "shop.till:later", "shop:door"])
def test_classes_coroutines_and_packages_are_found(root: Path, reference: str) -> None:
    assert listing(reference, [root]).html


def test_the_listing_is_the_source_that_python_has() -> None:
    found = listing("report.formats:number")
    assert text(found.html) == inspect.getsource(formats.number)
    assert found.line == inspect.getsourcelines(formats.number)[1]
    assert found.file == "report/formats.py"


@pytest.mark.parametrize(
    ("reference", "remedy"),
    [
        ("shop.till:plane", "Did you mean shop.till:plain?"),
        ("shop.till", "It defines"),
        ("shop.tills:plain", "Write package"),
    ],
)
def test_a_misspelt_name_is_an_error_with_a_remedy(root: Path, reference: str, remedy: str) -> None:
    with pytest.raises(DeclarationError) as raised:
        listing(reference, [root])
    assert remedy in raised.value.remedy
    assert reference in raised.value.place


@pytest.mark.parametrize("language", ["python", "", "no such language"])
def test_every_line_is_whole_and_nothing_is_lost(language: str) -> None:
    html = highlighted('x = """a\n\n<b>\n"""\n', language)
    lines = re.findall(r'<span class="line">(.*?\n)</span>', html, re.DOTALL)
    assert "".join(text(line) for line in lines) == 'x = """a\n\n<b>\n"""\n'
    assert all(line.count("<span") == line.count("</span>") for line in lines)


def test_long_lines_go_on_at_a_blank_and_keep_their_colours() -> None:
    source = 'call(one, "a long string of words", two)  # and why\n'
    html = highlighted(source, "python", 20)
    parts = [text(part) for part in re.split('<span class="line(?: more)?">', html)[1:]]
    assert "".join(parts) == source
    assert [len(part.rstrip()) <= 20 for part in parts] == [True] * len(parts)
    assert len(parts) == 3
    assert html.count("<span") == html.count("</span>")


def test_on_paper_lines_that_need_not_be_broken_are_text_and_a_docstring_is_one_element() -> None:
    source = 'def f():\n    """Say\n\n    it twice.\n    """\n    return 1 + 2\n'
    html = highlighted(source, "python", 80)
    assert text(html) == source
    assert "line" not in html
    assert '    <span class="sd">"""Say\n\n    it twice.\n    """</span>\n' in html
    assert '<span class="mi">1</span> + <span class="mi">2</span>' in html


def test_a_token_has_an_element_if_the_style_sheet_colours_it():
    css = (Path(__file__).parents[1] / "templates" / "report.css").read_text(encoding="utf-8")
    coloured = {
        name for rule in css.splitlines() if "--code-" in rule for name in re.findall(r"pre\.code \.(\w+)", rule)
    }
    assert coloured == COLOURED
    shown = highlighted("def twice(x):\n    return 2 * x", "python")
    assert set(re.findall(r'class="(\w+)"', shown)) == {"line", "k", "nf", "mi"}
    assert "2</span> * x" in shown

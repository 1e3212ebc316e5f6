"""Formulas through the real node process."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from report import npm
from report.errors import FormulaError
from report.formulas import Typesetter

CORPUS = [line for line in Path(__file__).with_name("formulas.txt").read_text(encoding="utf-8").splitlines() if line]
DISPLAY_ONLY = re.compile(r"\\begin\{(align|flalign|equation|gather|multline)\*?\}")


class Shelf(dict[str, bytes]):
    """A store in memory."""

    def put(self, key: str, value: bytes) -> None:
        self[key] = value


@pytest.fixture(scope="module")
def typesetter():
    with Typesetter() as typesetter:
        yield typesetter


@pytest.mark.parametrize("tex", CORPUS)
def test_formula_comes_out_in_every_form(typesetter, tex):
    for display in (True, False):
        if not display and DISPLAY_ONLY.search(tex):
            continue
        formula = typesetter.typeset(tex, display)
        svg = ElementTree.fromstring(formula.svg)
        mathml = ElementTree.fromstring(formula.mathml)
        assert svg.tag == "{http://www.w3.org/2000/svg}svg"
        assert mathml.tag == "{http://www.w3.org/1998/Math/MathML}math"
        assert (mathml.get("display") == "block") is display
        assert re.search(r"\w", formula.speech)
        assert "lamda" not in formula.speech
        assert "foreign" not in formula.speech
        assert 0.3 < formula.width_em < 30
        assert 0.3 < formula.height_em < 6
        assert 0 <= formula.depth_em < formula.height_em


@pytest.mark.parametrize("tex", CORPUS)
def test_picture_is_outlines_in_the_current_colour_and_nothing_else(typesetter, tex):
    svg = typesetter.typeset(tex, True).svg
    elements = list(ElementTree.fromstring(svg).iter())
    assert {element.tag.split("}")[1] for element in elements} <= {"svg", "g", "path", "rect", "line"}
    assert not [name for element in elements for name in element.attrib if name.startswith("data-") or name == "class"]
    assert 'fill="currentColor"' in svg


def test_corpus_is_large_enough_to_mean_something():
    assert len(CORPUS) >= 60


def test_size_is_that_of_the_view_box_in_thousandths_of_an_em(typesetter):
    formula = typesetter.typeset(r"\frac{1}{2} + x_i", True)
    left, top, width, height = (float(part) / 1000 for part in re.search(r'viewBox="([^"]*)"', formula.svg)[1].split())
    assert left == 0
    assert formula.width_em == pytest.approx(width, abs=1e-4)
    assert formula.height_em == pytest.approx(height, abs=1e-4)
    assert formula.depth_em == pytest.approx(height + top, abs=1e-4)
    assert f"vertical-align:{-formula.depth_em}em" in formula.svg


def advance(character):
    """Return the width of a character in em, by the font itself."""
    from fontTools.ttLib import TTFont

    package = npm.ROOT / "node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2"
    font = TTFont(package)
    return font["hmtx"][font.getBestCmap()[ord(character)]][0] / 1000


def test_letter_has_the_width_that_the_font_says(typesetter):
    assert typesetter.typeset("x", False).width_em == pytest.approx(
        advance("\N{MATHEMATICAL ITALIC SMALL X}"), abs=0.02
    )


def test_fraction_has_the_width_that_tex_gives_it(typesetter):
    r"""The bar is as wide as the wider part, with TeX's \nulldelimiterspace of 1.2 pt at 10 pt on both sides."""
    assert typesetter.typeset(r"\frac{1}{22}", True).width_em == pytest.approx(2 * advance("2") + 0.24, abs=0.005)
    bar = re.search(r'<rect width="([^"]*)"', typesetter.typeset(r"\frac{1}{22}", True).svg)[1]
    assert float(bar) / 1000 == pytest.approx(2 * advance("2"), abs=0.005)


def test_letter_without_descender_sits_on_the_baseline(typesetter):
    assert typesetter.typeset("x", False).depth_em == pytest.approx(0, abs=0.02)
    assert typesetter.typeset("y", False).depth_em == pytest.approx(0.22, abs=0.05)


def test_fraction_in_display_is_taller_than_in_a_line(typesetter):
    tall, low = (typesetter.typeset(r"\frac{a}{b}", display).height_em for display in (True, False))
    assert tall > 1.1 * low


def test_thin_space_follows_a_fraction_before_a_named_function(typesetter):
    apart = typesetter.typeset(r"\frac{1}{2}\log x", True).width_em
    together = typesetter.typeset(r"{\frac{1}{2}}{\log}x", True).width_em
    assert apart - together == pytest.approx(2 / 6, abs=0.01)  # thin spaces on both sides of log, as in TeX


def test_inline_formula_is_one_picture(typesetter):
    formula = typesetter.typeset("a = b + c = d + e = f", False)
    assert formula.svg.count("<svg") == 1


def test_display_wider_than_the_column_is_broken_and_fits():
    tex = " + ".join(f"x_{{{i}}} y_{{{i}}}" for i in range(20))
    with Typesetter(column_em=20) as narrow, Typesetter() as free:
        broken, whole = narrow.typeset(tex, True), free.typeset(tex, True)
        assert whole.width_em > 40
        assert broken.width_em <= 20.01
        assert broken.height_em > 2 * whole.height_em
        assert narrow.typeset("x", True) == free.typeset("x", True)


def test_row_is_broken_before_a_relation_which_stands_below_the_first(typesetter):
    above, below = r"{} = x_1 y_1 + x_2 y_2 + x_3 y_3 + x_4 y_4", r"\le \left(a + b + c + d\right)^2 \lVert z \rVert"
    first, second = typesetter.typeset(above, True), typesetter.typeset(f"{{}} {below}", True)
    with Typesetter(row_em=first.width_em + 1) as narrow:
        broken = narrow.typeset(f"{above} {below}", True)
        assert broken.width_em == pytest.approx(max(first.width_em, second.width_em), abs=0.05)
        assert broken.height_em > first.height_em + second.height_em
        assert broken.mathml == typesetter.typeset(f"{above} {below}", True).mathml


def test_display_is_broken_between_its_parts_and_not_within_brackets(typesetter):
    parts = r"r(n, d) = (a + b + c + d + e + f),", r"\qquad r(0, d) = (u + v + w + x + y + z)"
    widths = [typesetter.typeset(part, True).width_em for part in parts]
    with Typesetter(column_em=max(widths) + 4) as narrow:
        broken = narrow.typeset(" ".join(parts), True)
    indent, after_comma = 2, 1 / 6
    assert broken.width_em == pytest.approx(indent + after_comma + widths[1], abs=0.05)


def test_numbers_and_labels_are_taken_out(typesetter):
    plain = typesetter.typeset(r"a = b", True)
    numbered = typesetter.typeset(r"a = b \tag{3.{1}} \label{eq:x}", True)
    assert (numbered.svg, numbered.speech) == (plain.svg, plain.speech)
    assert "tml-eqn" not in typesetter.typeset(r"\begin{align} a &= b \end{align}", True).mathml


@pytest.mark.parametrize(
    ("tex", "column", "token"),
    [
        (r"\frac{a}{\foo} + 1", 10, r"\foo"),
        (r"x^2^3", 4, "^"),
        (r"a & b", 3, "&"),
        (r"a + \frac{b}{c", 15, "its end"),
        (r"\left( x", 9, "its end"),
        (r"\begin{align} a &= b \tag{1} \\ c &= \foo \end{align}", 38, r"\foo"),
        (r"\begin{multline} a \\ \foo \end{multline}", 23, r"\foo"),
        (r"\begin{flalign*} a &= \foo \end{flalign*}", 23, r"\foo"),
        (r"\text{漢}", 7, "漢"),
    ],
)
def test_bad_latex_is_named_with_column_and_token(typesetter, tex, column, token):
    with pytest.raises(FormulaError) as caught:
        typesetter.typeset(tex, True)
    assert f"(column {column}, at {token})" in caught.value.message


@pytest.mark.parametrize("tex", ["", "   ", "\n"])
def test_empty_formula_is_an_error(typesetter, tex):
    with pytest.raises(FormulaError, match="empty"):
        typesetter.typeset(tex, True)


def test_bad_formula_leaves_the_next_one_unharmed(typesetter):
    with pytest.raises(FormulaError):
        typesetter.typeset(r"\undefined", True)
    assert typesetter.typeset("z^2", True).speech == "z squared"


def test_definitions_do_not_leak_into_other_formulas(typesetter):
    for definition in (r"\def\leak{y} x", r"\newcommand{\leak}{y} x"):
        with pytest.raises(FormulaError):
            typesetter.typeset(definition, True)
    with pytest.raises(FormulaError):
        typesetter.typeset(r"\leak", True)


@pytest.mark.parametrize(
    ("tex", "mathml"),
    [
        (r"\frac{1}{2} \log x", '</mfrac><mspace width="0.1667em"></mspace><mrow><mi>log</mi>'),
        (r"f(x) \operatorname{lse}(y)", '</mrow><mspace width="0.1667em"></mspace><mi>lse</mi>'),
        (r"x_{i=1}", '<mo lspace="0em" rspace="0em">=</mo>'),
        (r"a = b", "<mo>=</mo>"),
        (r"a + \log x", "<mo>+</mo><mrow><mi>log</mi>"),
        (r"(\log x)", "(</mo><mrow><mi>log</mi>"),
        (r"\tanh", "<mi>tanh</mi><mo>\u2061</mo></mrow>"),
        (r"b =", '<mo rspace="0em">=</mo>'),
        (r"2 \cdot 3", '<mo lspace="0.2222em" rspace="0.2222em">⋅</mo>'),
        (r"1 + \sum_i (x)", 'lspace="0em" rspace="0em">∑</mo>'),
        (r"2 \sum_i x", 'lspace="0.1667em" rspace="0.1667em">∑</mo>'),
        (r"\log\left(x\right)", '</mrow><mspace width="0.1667em"></mspace><mrow><mo fence="true"'),
        (r"r(1,3)", '<mrow><mn>1</mn><mo separator="true">,</mo><mn>3</mn></mrow>'),
        (r"r(1{,}000,3)", '<mrow><mn>1,000</mn><mo separator="true">,</mo><mn>3</mn></mrow>'),
    ],
)
def test_mathml_is_spaced_as_tex_spaces_it(typesetter, tex, mathml):
    assert mathml in typesetter.typeset(tex, True).mathml


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\lceil x \rceil", "the ceiling of x end ceiling"),
        (r"\binom{n}{k}", "open paren n choose k close paren"),
        (r"\mathbf{w}^\top", "bold w transpose"),
        (r"P(A \mid B)", "P of open paren A given B close paren"),
        (r"\text{für Łódź}", "für Łódź"),
        (r"\lim_{h \to 0} h", "the limit as h approaches 0 of h"),
    ],
)
def test_speech_says_what_a_lecturer_says(typesetter, tex, words):
    assert typesetter.typeset(tex, True).speech == words


def test_stored_formula_starts_no_node():
    shelf = Shelf()
    with Typesetter(shelf) as first:
        made = first.typeset(r"\sigma(x)", False)
        assert first.engine.starts == 1
    with Typesetter(shelf) as second:
        assert second.typeset(r"\sigma(x)", False) == made
        assert second.engine.starts == 0


def test_damaged_entry_is_set_anew():
    shelf = Shelf()
    with Typesetter(shelf) as typesetter:
        key = typesetter.key("x", False)
        shelf[key] = b'{"tex": "x"'
        made = typesetter.typeset("x", False)
    assert shelf[key].endswith(b"}")
    assert Typesetter(shelf).typeset("x", False) == made


def test_key_depends_on_everything_that_the_formula_depends_on():
    keys = {
        Typesetter().key("x", False),
        Typesetter().key("x", True),
        Typesetter().key("y", True),
        Typesetter(column_em=30).key("x", True),
    }
    assert len(keys) == 4
    assert Typesetter(column_em=30).key("x", False) in keys


def test_formula_is_the_same_from_one_process_to_the_next():
    with Typesetter() as first, Typesetter() as second:
        second.typeset(r"\mathfrak{g}\,\text{für}", True)
        assert first.typeset(CORPUS[8], True) == second.typeset(CORPUS[8], True)


def test_killed_process_is_started_anew():
    with Typesetter() as typesetter:
        typesetter.typeset("x", True)
        os.kill(typesetter.engine.pid, signal.SIGKILL)
        assert typesetter.typeset("y", True).speech == "y"
        assert typesetter.engine.starts == 2

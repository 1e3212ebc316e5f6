"""Formulas: tagged, spoken, with their sources beside them."""

import pytest

from report.model import Formula

ADDRESS = "data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 height=%229%22/>"
IMAGE = f"<img class='formula' alt='x squared' src='{ADDRESS}'>"
MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math>'
SQUARE = Formula("x^2", True, "", MATHML, "x squared", 1, 1, 0)


def files(element):
    return {str(one.AFRelationship): one.EF.F.read_bytes().decode() for one in element.AF}


def test_a_formula_is_a_formula_and_is_spoken(mended):
    both = mended(f"<p>{IMAGE}</p>")
    assert both.before.all("Formula") == []
    (formula,) = both.after.all("Formula")
    assert both.after.all("Figure") == []
    assert str(formula.Alt) == "x squared"
    assert formula.A.Placement == "/Inline"
    assert "/AF" not in formula


def test_a_known_formula_carries_mathml_and_tex_once(mended):
    both = mended(f"<p>{IMAGE} and {IMAGE}</p>", formulas={ADDRESS: SQUARE})
    first, second = both.after.all("Formula")
    assert files(first) == {"/Supplement": MATHML, "/Source": "x^2"}
    assert [one.objgen for one in first.AF] == [one.objgen for one in second.AF]
    assert {str(one.EF.F.Subtype) for one in first.AF} == {"/application/mathml+xml", "/application/x-tex"}
    assert {str(one.EF.F.Params.ModDate) for one in first.AF} == {"D:20241122"}
    assert first.A.Placement == "/Block"


def test_a_formula_that_nobody_knows_stops_the_build(mended):
    with pytest.raises(RuntimeError, match="not known: x squared"):
        mended(IMAGE, formulas={"elsewhere": SQUARE})

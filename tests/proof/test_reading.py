"""What the grammar reads, and what it refuses with a place and a remedy."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.errors import DerivationError
from report.model import Derivation, Signature
from report.proof import check
from report.proof.numeric.evaluation import Point, evaluate
from report.proof.reading import read

SIGNATURE = Signature(
    {
        "x": "real",
        "y": "real",
        "p": "positive",
        "n": "positive integer",
        "K": "positive integer",
        "w_1": "real",
        "a": "real",
    },
    {"z": "K", r"\mathbf{w}": "2", "A": r"2 \times 2"},
    {r"\sigma(t)": r"\frac{1}{1+e^{-t}}", r"\operatorname{pick}_j(z;p)": r"p z_j", "f(t)": "t^2"},
)
POINT = Point(
    {"x": 3, "y": 5, "p": 2, "n": 4, "K": 2, "w_1": 7, "a": 11, "j": 2},
    {"z": {(1,): 13, (2,): 17}, r"\mathbf{w}": {(1,): 19, (2,): 23}, "A": {(1, 1): 1, (1, 2): 2, (2, 1): 3, (2, 2): 4}},
)


@pytest.mark.parametrize(
    ("latex", "value"),
    [
        ("x^2y", 45),
        ("2xy", 30),
        (r"\frac12 x", 1.5),
        (r"\frac1x", 1 / 3),
        (r"n(n+1)/2", 10),
        ("x(y-x)", 6),
        ("-x^2", -9),
        ("w_1+1", 8),
        (r"\mathbf{w}_1", 19),
        ("z_1 z_2", 221),
        ("A_{12}", 2),
        (r"\sum_{k=1}^{n}k+1", 11),
        (r"\sum_{k=1}^n k x", 30),
        (r"\sum_i z_i", 30),
        (r"\sum_{1 \le k \le n}k", 10),
        (r"\prod_{k=1}^{3}2k", 48),
        (r"\max(z)", 17),
        (r"\max_i z_i-1", 16),
        (r"\min(x, y, 4)", 3),
        (r"|x-y||y|", 10),
        (r"||x|-|y||", 2),
        (r"\sqrt[3]{8}", 2),
        (r"\sqrt4", 2),
        (r"\binom{n}{2}", 6),
        ("n!", 24),
        ("2n!", 48),
        (r"\log_2 8", 3),
        (r"\sin^2 0+\cos 0", 1),
        (r"\left(x+1\right)\cdot\left|y\right|", 20),
        (r"\lfloor \frac{7}{2} \rfloor", 3),
        (r"\operatorname{pick}_2(z;p)", 34),
        (r"\operatorname{pick}_j(z;p)", 34),
        (r"\operatorname{pick}_1(10,20;3)", 30),
        (r"\operatorname{pick}_1(2z+\mathbf{1};1)", 27),
        ("f(x+1)", 16),
        ("f'(x)", 6),
        ("f(x)^2", 81),
        (r"\delta_{jj}+\delta_{1j}+0z_j", 1),
        (r"\begin{cases} x & x > y \\ y & \text{otherwise} \end{cases}", 5),
        (r"\frac{d}{dx}x^3", 27),
        (r"\frac{d^2}{dx^2}x^3", 18),
        (r"\frac{\partial}{\partial z_1}(z_1z_2)", 17),
        (r"\frac{d\,x^2}{dx}", 6),
        (r"x \big( y \big)", 15),
    ],
)
def test_formula_has_the_value_that_a_reader_gives_it(latex: str, value: float) -> None:
    link = read(f"{latex} = 0", SIGNATURE).links[0]
    assert float(evaluate(link.left, POINT)) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("latex", "column", "words"),
    [
        ("x = 2^10", 7, "^{10}"),
        ("x = x^-1", 7, "^{-1}"),
        ("x = x^ab", 7, "^{ab}"),
        ("1/2x = x", 4, "frac"),
        ("x/y/2 = x", 4, "frac"),
        (r"x = \log x/2", 11, "brackets"),
        (r"x = \log 2(x+1)", 11, "brackets"),
        ("x = log(x)", 5, r"\log"),
        ("b = x", 1, "Declare b"),
        ("x = z", 5, "z_i"),
        ("x = A_1", 5, "length"),
        ("x = x2", 6, r"\cdot"),
        ("x = (x", 5, "Close it by )"),
        ("x = ", 4, "formula"),
        (r"x = \frac{1}", 13, "formula"),
        (r"x = \frac{1}{2", 13, "Close it by }"),
        (r"x \ne y", 3, "relation"),
        (r"x = \foo", 5, "not known"),
        (r"x = 1+\dots+n", 7, r"\sum"),
        (r"x = \sigma", 5, "(...)"),
        (r"x = \sum_{k}k", 5, "bounds"),
        (r"x = \sum k", 5, "index"),
        (r"x = \sin^{-1}x", 5, r"\arcsin"),
        (r"\max(z) = \operatorname{pick}_1(z)", 11, "declared as"),
        (r"x = [x)", 7, "own kind"),
        (r"x = y \pm 1", 7, "two chains"),
        ("x + $ = y", 5, "no meaning"),
        (r"x = \lim_{x}x", 5, r"\to"),
        (r"x \approx y", 3, "approx"),
        (r"\frac{d}{dn}n = 1", 1, "real"),
        ("x", 1, "relation"),
    ],
)
def test_what_is_not_clear_is_refused_with_column_and_remedy(latex: str, column: int, words: str) -> None:
    with pytest.raises(DerivationError) as caught:
        check(Derivation("chain", latex, SIGNATURE))
    assert caught.value.place.startswith("derivation chain, line 1, column ")
    assert abs(int(caught.value.place.rsplit(" ", 1)[1]) - column) <= 1
    assert words in f"{caught.value.message} {caught.value.remedy}"


@pytest.mark.parametrize(
    "signature",
    [
        Signature({"x": "complex"}),
        Signature({"2": "real"}),
        Signature(vectors={"z": "K"}),
        Signature({"x": "real"}, {"x": "2"}),
        Signature(functions={"f(t)": "t+u"}),
        Signature(functions={"f": "1"}),
        Signature(functions={"f(t)": r"\frac{1}{"}),
    ],
)
def test_signature_that_contradicts_itself_is_refused(signature: Signature) -> None:
    with pytest.raises(DerivationError, match=r"signature|body of f"):
        check(Derivation("chain", "1 = 1", signature))


def test_rows_of_an_aligned_environment_go_on_from_the_right_hand_side_above() -> None:
    latex = r"""\begin{aligned}
        f(x+1) &= (x+1)^2 && \text{by definition} \\
               &= x^2 \\
               &\quad + 2x + 1 \\
               &\ge 2x
    \end{aligned}"""
    steps = check(Derivation("rows", latex, SIGNATURE)).steps
    assert [(step.lhs, step.relation, step.row) for step in steps] == [
        ("f(x+1)", "=", 0),
        ("(x+1)^2", "=", 1),
        (r"x^2 \quad + 2x + 1", r"\ge", 2),
    ]
    assert "\\\\" not in "".join(step.rhs for step in steps)
    assert "&" not in "".join(step.rhs for step in steps)
    assert {step.verdict.status.value for step in steps} == {"proved"}


def test_error_names_the_line_of_a_longer_chain() -> None:
    with pytest.raises(DerivationError, match="line 3, column 4"):
        check(Derivation("rows", "\\begin{aligned}\nx &= x \\\\\n&= b\n\\end{aligned}", SIGNATURE))


PIECES = [
    "x", "y", "p", "n", "z_i", "z", "2", "10", "+", "-", r"\cdot", "/", "=", r"\le", "^", "_", "^2", "_i", "{", "}",
    "(", ")", "|", r"\frac", r"\frac{1}{2}", r"\sqrt", r"\sum_{i=1}^{K}", r"\sum", r"\log", r"\sin", r"\max",
    r"\lim_{x\to 0}", "e^", "!", r"\frac{d}{dx}", r"\left(", r"\right)", r"\delta_{ij}", r"\sigma(", "&", r"\\",
    r"\begin{cases}", r"\end{cases}", ",", ";", r"\text{a}", "f'", r"\infty", r"\binom{n}{2}", r"\begin{aligned}",
    r"\end{aligned}", r"\{", r"\}", "@", "ß", "\n", "'",
]  # fmt: skip


def _either_verdicts_or_one_message(latex: str) -> None:
    fault = None
    try:
        checked = check(Derivation("random", latex, SIGNATURE))
    except DerivationError as error:
        fault = error
    if fault is None:
        assert checked.steps
    else:
        assert re.match(r"derivation random, (line \d+, column \d+|signature)", fault.place)
        assert fault.message


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_random_pieces_give_verdicts_or_one_message(latex: str) -> None:
    _either_verdicts_or_one_message(latex)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_random_text_gives_verdicts_or_one_message(text: str) -> None:
    _either_verdicts_or_one_message(text)


@pytest.mark.long
@pytest.mark.timeout(3600)
@settings(max_examples=5000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_many_random_pieces_give_verdicts_or_one_message(latex: str) -> None:
    _either_verdicts_or_one_message(latex)


@pytest.mark.parametrize(
    "latex",
    [
        "(" * 500 + "x" + ")" * 500 + " = x",
        r"\sqrt " * 3000 + "x = x",
        "9" * 5000 + " = x",
        "x" + "^{x" * 200 + "}" * 200 + " = x",
        r"n!!!!!! = 1",
        r"\sum_{k=1}^{10^{12}}k = 1",
        r"2^{2^{2^{2^{2^{2^2}}}}} = 1",
        r"(x+y+p+n+w_1)^{50}(x-y+p-n)^{50} = (x+y+p+n+w_1)^{50}(x-y+p-n)^{50}+0x",
        r"\sum_{i=1}^n\sum_{j=1}^n\sum_{k=1}^n\sum_{m=1}^n\frac{1}{i+j+k+m} = \frac{1}{2}n",
        r"e^{e^{e^{e^{e^{x}}}}} = x",
        r"e^{e^{e^{e^{3}}}} > e^{7}",
        r"\cosh(e^{e^{30}}) > 2",
        r"\sin(e^{e^{30}}) < 2",
        r"(\pi+1)^{e^{e^{30}}} > 2",
    ],
)
@pytest.mark.timeout(40)
def test_monsters_end_in_time(latex: str) -> None:
    _either_verdicts_or_one_message(latex)


@pytest.mark.parametrize(
    ("functions", "words"),
    [
        ({"r_1(n)": "1+n", "r_2(n)": "1+n+n^2"}, "the index of a function is a letter"),
        ({"f(n)": "1+n", "f(m)": "m"}, "f is declared twice"),
    ],
)
def test_functions_that_would_be_taken_for_one_another_are_refused(functions, words):
    signature = Signature(symbols={"n": "integer", "m": "integer"}, functions=functions)
    with pytest.raises(DerivationError, match=words):
        check(Derivation("twice", "1 = 1", signature))

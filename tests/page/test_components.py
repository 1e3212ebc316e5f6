"""Each component of the page, as it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest
from desk import Desk, formula, step
from syrupy.assertion import SnapshotAssertion

from report.model import Checked, Estimate, Status

ROWS = [
    {"name": "cities", "score": Estimate(0.99, 0.971, 1.0, 300), "n": 12345, "best": True},
    {"name": "a*b", "score": Estimate(0.5, 0.25, 0.75, 8), "n": 8, "best": False},
]


@dataclass(frozen=True)
class Row:
    name: str
    value: float | None


def chain(*steps: Any) -> dict[str, Checked]:
    return {"chain": Checked("chain", "", steps)}


def test_a_table(desk: Desk, snapshot: SnapshotAssertion) -> None:
    columns = 'column("name", "Data"), column("score", "Accuracy", "estimate", 2), column("n"), column("best")'
    text = f'{{% call table(result, columns=[{columns}], label="x") %}}\nOf $\\lambda$.\n{{% endcall %}}'
    assert desk.prose(text, result=ROWS) == snapshot


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_a_derivation(desk: Desk, snapshot: SnapshotAssertion, medium: Any) -> None:
    steps = [step("a", "b"), step("", "c", Status.ASSUMED, "given"), step("", "d", Status.UNPROVED, "no rule")]
    desk.prose("{{ derivation(derivations.chain) }}", derivations=chain(*steps))
    html = desk.render(medium)
    assert html[html.index('<div class="derivation') : html.index("</section>")] == snapshot


def test_a_figure(desk: Desk, snapshot: SnapshotAssertion) -> None:
    figures = {"curve": desk.report.sections[0].figures["curve"]}
    assert desk.prose("{% call figure(figures.curve) %}It is $x$.{% endcall %}", figures=figures) == snapshot


def test_an_equation(desk: Desk, snapshot: SnapshotAssertion) -> None:
    assert desk.prose("$$ x = y $$ {#eq:name}\n\nand so $$z$$.") == snapshot


def test_a_formula_in_print_is_a_picture_with_words_and_measures(desk: Desk) -> None:
    desk.prose("$x$")
    html = desk.render("print", formula_source=lambda formula: f"formula:{formula.tex}")
    style = "width:0.5em;height:1.2em;vertical-align:-0.2em"
    assert f'<img class="formula" alt="spoken x" src="formula:x" style="{style}">' in html


def test_a_formula_wider_than_the_paper_shrinks_to_it(desk: Desk) -> None:
    tex = "y" * 100
    desk.prose(f"$${tex}$$")
    assert formula(tex, True).width_em == 50
    assert "width:39.4em;height:0.9456em;vertical-align:-0.1576em" in desk.render("print")


def test_a_derivation_too_wide_for_one_row_stands_in_two(desk: Desk) -> None:
    html = desk.prose("{{ derivation(derivations.chain) }}", derivations=chain(step("a" * 40, "b" * 40), step("", "c")))
    assert 'class="derivation stacked"' in html
    assert html.count('class="left"') == 1


def test_only_the_first_step_of_a_chain_shows_its_left_side(desk: Desk) -> None:
    steps = [step("a", "b"), step("b", "c"), step("c", "d", row=1), step("e", "f", row=2)]
    desk.prose("{{ derivation(derivations.chain) }}", derivations=chain(*steps))
    shown = {tex for tex in desk.asked if not tex.startswith("{}")}
    assert shown == {"a", "e"}


def test_a_table_takes_frames_dataclasses_and_sequences(desk: Desk) -> None:
    frame = pd.DataFrame({"name": ["x"], "value": [1.5]})
    for rows in (frame, [Row("x", 1.5)], [("x", 1.5)]):
        html = desk.prose("{{ table(result) }}", result=rows)
        assert '<th scope="row">x</th><td class="numeric">1.5</td>' in html


def test_a_missing_value_is_said(desk: Desk) -> None:
    html = desk.prose(
        '{{ table(result, columns=["name", column("value", "Value", "decimals", 2)]) }}',
        result=[Row("x", None), Row("y", 2)],
    )
    assert '<td class="numeric">n/a</td>' in html
    assert '<td class="numeric">2.00</td>' in html


def test_columns_reach_into_rows(desk: Desk) -> None:
    rows = [{"source": {"width": 576}, "pair": ("a", "b")}]
    html = desk.prose(
        '{{ table(result, columns=[column("pair.1"), column("source.width", formula("w"))]) }}', result=rows
    )
    assert ">b</th>" in html
    assert '<td class="numeric">576</td>' in html
    assert '<math aria-label="spoken w"><mtext>w</mtext>' in html


def test_a_long_table_may_run_over_the_page_and_a_short_one_may_not(desk: Desk) -> None:
    assert 'class="table long"' in desk.prose("{{ table(result) }}", result=[[n, n] for n in range(30)])
    assert 'class="table"' in desk.prose("{{ table(result) }}", result=[[n, n] for n in range(3)])

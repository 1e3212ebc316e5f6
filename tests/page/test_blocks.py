"""Prose is rendered block by block, and comes out as if it had been rendered as one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from desk import FIRST
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError, UndefinedError

from report.errors import TemplateError
from report.page import writing
from report.page.blocks import Block, blocks
from report.page.environment import environment
from report.page.inclusions import takes_in
from report.page.prose import compile_prose

TEMPLATES = Path(__file__).parents[2] / "templates"
PROSE = sorted(TEMPLATES.glob("*/*.md.j2"))

PIECES = [
    "A paragraph of\ntwo lines, {{ x }}.",
    "## A part {{ x }}",
    "- one\n- two\n\n  more",
    "{% if x %}",
    "{% else %}",
    "{% endif %}",
    "{% for y in z %}\n{{ y }}\n{% endfor %}",
    "{% if x %}in a line{% endif %}",
    "{%- if x %}\n\nits blanks go\n\n{%- endif -%}",
    "{{- x -}}",
    "behind {{ x -}}",
    "{{ x }}",
    "{# a comment #}",
    "{#- a comment that trims -#}",
    "> quoted\n\n> twice",
    "```python\nx = {}\n```",
    "| a | b |\n|---|---|\n| {{ x }} | 2 |",
    "{% set x = 3 %}",
    "{% raw %}{{ x }}",
    "{% endraw %}",
    "{% macro m() %}\nmine\n{% endmacro %}{{ m() }}",
    "{{ '{% if x %}' }}",
    "***",
]


def rendered(source: str) -> str:
    made = environment(TEMPLATES)
    template = made.template_class.from_code(made, made.compile(made.parse(source)), {})
    return str(template.render(x=7, z=[1, 2], heading=lambda level, text, caller: caller()))


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.integers(1, 3))
def test_blocks_rendered_one_by_one_are_the_whole(pieces: list[str], gap: int) -> None:
    prose = ("\n" * gap).join(pieces)
    try:
        whole = rendered(compile_prose(prose))
    except (TemplateSyntaxError, UndefinedError):  # a name that is used above where it is set is none
        return
    assert "".join(rendered(block.source) for block in blocks(prose)) == whole


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_blocks_of_the_sheets_are_their_prose_and_begin_on_their_lines(path: Path) -> None:
    prose = path.read_text(encoding="utf-8")
    found = blocks(prose)
    assert "".join(block.source for block in found) == compile_prose(prose)
    assert len(found) > 10
    lines = [1 + sum(one.source.count("\n") for one in found[:place]) for place in range(len(found))]
    assert [block.line for block in found] == lines


@pytest.mark.parametrize(
    "statement",
    ["{% set x = 3 %}", '{% include "other.md.j2" %}', "{% macro m() %}{% endmacro %}", "{% raw %}{% endraw %}"],
)
def test_a_statement_that_reaches_beyond_its_place_keeps_the_prose_whole(statement: str) -> None:
    assert len(blocks("One.\n\nTwo.\n\nThree.")) == 3
    assert len(blocks(f"One.\n\n{statement}\n\nThree.")) == 1


def test_a_tag_that_takes_blanks_away_stays_with_what_they_stand_behind() -> None:
    assert [block.source for block in blocks("One.\n\n{%- if x %}\n\nTwo.\n\n{% endif -%}\n\nThree.\n\nFour.")][1:] == [
        "\n\n<p>Four.</p>"
    ]
    assert blocks("One.\n\nTwo.")[1] == Block(1, "\n\n<p>Two.</p>")


class Shelves:
    """Keeps blocks by the parts they depend on, as the cache does."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    def __call__(self, name: str, parts: Any, renew: Any, /) -> None:
        key = f"{name} {sorted(parts().items())}"
        self.kept[key] = renew(self.kept.get(key, {}))


@pytest.fixture
def rendered_blocks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the source of every block that is rendered."""
    seen: list[str] = []
    actual = writing.Writing._rendered

    def spied(self: Any, block: Block, path: str | None) -> Any:
        seen.append(block.source.strip())
        return actual(self, block, path)

    monkeypatch.setattr(writing.Writing, "_rendered", spied)
    return seen


def build_twice(desk: Any, before: str, after: str, seen: list[str], medium: str = "screen") -> str:
    """Render `before` until its labels are known, then `after`, and leave in `seen` what the last had to render."""
    shelves: Any = Shelves()
    labels: Any = {}
    for prose in (before, before, after):
        desk.write("first", prose)
        seen.clear()
        html = desk.render(medium, labels=labels, shelf=shelves)
    remembered = [*seen]
    fresh = desk.render(medium)
    seen[:] = remembered
    assert html == fresh
    return str(html)


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_a_changed_sentence_renders_the_paragraph_it_stands_in(desk, rendered_blocks, medium):
    html = build_twice(desk, FIRST, FIRST.replace("It is defined", "It was defined"), rendered_blocks, medium)
    assert rendered_blocks == ["<p>It was defined by</p>"]
    assert "It was defined" in html


def test_a_new_equation_renders_what_is_numbered_behind_it(desk, rendered_blocks):
    build_twice(desk, FIRST, FIRST.replace('and {{ ref("eq', '$$ t $$ {#eq:new}\n\nand {{ ref("eq'), rendered_blocks)
    assert any("eq:new" in source for source in rendered_blocks)
    assert any("derivation(" in source for source in rendered_blocks)


def test_a_claim_that_is_said_earlier_takes_the_anchor_from_where_it_was(desk, rendered_blocks):
    said = "{% call given(claims.steep) %}A quarter.{% endcall %}\n\n"
    html = build_twice(desk, FIRST, said + FIRST, rendered_blocks)
    assert html.count('id="first-claim-steep"') == 1
    assert html.index('id="first-claim-steep"') < html.index("It is defined")


def test_a_block_whose_section_changed_is_rendered_again(desk, rendered_blocks):
    shelves: Any = Shelves()
    labels: Any = {}
    for parts in ({"result": "1"}, {"result": "1"}, {"result": "2"}):
        desk.change(1, parts=parts)
        rendered_blocks.clear()
        desk.render(labels=labels, shelf=shelves)
    assert any("result.slope" in source for source in rendered_blocks)


@pytest.mark.parametrize("wrong", ["{{ result.nothing }}", "{{ result. }}", "{# open"])
def test_what_is_wrong_in_a_block_is_told_with_its_line_and_file(desk, wrong):
    desk.write("first", f"{FIRST}\n\nMore,\nand {wrong}.\n")
    with pytest.raises(TemplateError) as raised:
        desk.render()
    assert raised.value.place == f"templates/toy/first.md.j2:{len(FIRST.splitlines()) + 4}"


def test_prose_that_takes_in_another_file_follows_it(desk):
    desk.write("other", "From elsewhere.")
    desk.write("first", FIRST + '\n\n{% include "toy/other.md.j2" %}\n')
    assert "<p>From elsewhere.</p>" in desk.render()


def test_only_a_word_that_takes_in_another_template_takes_one_in():
    assert takes_in(b"{% set from = 1 %}", b'{%- include "x" %}')
    assert takes_in(b"{%+ from 'x' import y %}")
    assert not takes_in(b"{% set from = 1 %}", b"{{ include }} {% includes %} {% x from y %}")


def test_what_is_taken_in_sees_what_the_prose_around_it_does_not_name(desk):
    (desk.templates / "toy/inc.txt").write_text("{{ result.points | count }} points", encoding="utf-8")
    assert "12\N{NARROW NO-BREAK SPACE}345 points" in desk.prose('{% include "toy/inc.txt" %}')

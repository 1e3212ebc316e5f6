"""Markdown, LaTeX and Jinja together: what each rule does, and what it leaves alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, TemplateSyntaxError

from report.page.prose import compile_prose
from report.page.tags import balanced, tag_end


def test_a_formula_becomes_a_call_and_keeps_its_braces() -> None:
    assert compile_prose(r"so $\frac{{a}}{b}$, then") == r'<p>so {{ formula("\\frac{{a}}{b}", "", ",") }} then</p>'


@pytest.mark.parametrize("text", ["costs $5 and $6 more", r"costs \$5\$", "a $ b $ c", "$x$2"])
def test_dollars_that_are_no_formula_stay_text(text: str) -> None:
    assert "formula(" not in compile_prose(text)


@pytest.mark.parametrize(
    ("prose", "compiled"),
    [
        ("($x$),", '{{ formula("x", "(", "),") }}'),
        ("$x$ -- so", '{{ formula("x") }} – so'),
        ("$n$-th", '{{ formula("n", "", "-") }}th'),
        ("$a$,$b$.", '{{ formula("a", "", ",") }}{{ formula("b", "", ".") }}'),
        ("a$x$b", 'a{{ formula("x") }}b'),
        ('"$x$"', '{{ formula("x", "“", "”") }}'),
        ("*$x$*, then", '<em>{{ formula("x") }}</em>, then'),
        ("$x$\\{", '{{ formula("x") }}&#123;'),
    ],
)
def test_signs_that_touch_a_formula_are_set_with_it(prose, compiled):
    assert compile_prose(prose) == f"<p>{compiled}</p>"


def test_a_display_on_its_own_lines_is_an_equation_with_its_label() -> None:
    assert compile_prose("$$ x = 1 $$ {#eq:one}\n") == '{{ equation("x = 1", "eq:one") }}'


def test_a_display_ends_the_paragraph_before_it() -> None:
    compiled = compile_prose("It is\n$$\nx\n= 1\n$$\nindeed.\n")
    assert compiled.split("\n") == ["<p>It is</p>", '{{ equation("x\\n= 1", "") }}', "", "", "", "<p>indeed.</p>"]


def test_a_display_within_a_sentence_stays_in_its_paragraph() -> None:
    assert compile_prose("so $$x$$ holds") == '<p>so {{ equation("x", "", "span") }} holds</p>'


def test_a_tag_in_a_line_is_never_read_as_markdown() -> None:
    assert compile_prose("a {{ x * y * z | f('_a_') }} b") == "<p>a {{ x * y * z | f('_a_') }} b</p>"


@pytest.mark.parametrize("tag", ['{{ "}}" }}', "{{ {'a': {'b': 1}}['a'] }}", "{% if x %}", "{# }} #}", "{{ f(\n1) }}"])
def test_a_tag_ends_where_jinja_says(tag: str) -> None:
    assert tag_end(tag + " rest }} %} #}", 0) == len(tag)


@pytest.mark.parametrize("text", ["{{ open", '{{ "open }}', "{ x }", "{% open }}"])
def test_what_is_left_open_is_no_tag(text: str) -> None:
    assert tag_end(text, 0) is None


def test_lines_of_tags_stand_without_a_paragraph() -> None:
    compiled = compile_prose("{% if x %}\nText.\n{% endif %}\n")
    assert compiled == "{% if x %}\n<p>Text.</p>\n{% endif %}"


def test_a_value_amid_a_hard_wrapped_paragraph_stays_in_it() -> None:
    assert compile_prose("It is\n{{ x }}\nlong.\n").count("<p>") == 1


def test_code_is_no_template_but_a_code_span_may_hold_a_value() -> None:
    assert "{" not in compile_prose("```\n{{ x }} {% y %}\n```\n").replace("<", "")
    assert compile_prose("`{{ path }}/{% a`") == "<p><code>{{ path }}/&#123;% a</code></p>"


def test_html_is_text() -> None:
    assert compile_prose("<b>x</b> & <script>") == "<p>&lt;b&gt;x&lt;/b&gt; &amp; &lt;script&gt;</p>"


def test_escaped_braces_are_no_tag() -> None:
    rendered = Environment(autoescape=True).from_string(compile_prose(r"\{\{ 7*7 \}\}")).render()
    assert rendered == "<p>&#123;&#123; 7*7 }}</p>"


def test_dashes_and_quotes_are_set_and_a_part_c_is_no_copyright() -> None:
    assert compile_prose('(c) "so" -- or...') == "<p>(c) “so” – or…</p>"


def test_headings_are_one_level_below_the_exercise() -> None:
    assert (
        compile_prose("## (a) The $x$") == '{% call heading(3, "(a) The $x$") %}(a) The {{ formula("x") }}{% endcall %}'
    )


@pytest.mark.parametrize("prose", ["# Exercise 1", "![a](b.png)"])
def test_titles_and_pictures_do_not_belong_into_prose(prose: str) -> None:
    with pytest.raises(TemplateSyntaxError) as raised:
        compile_prose("text\n\n" + prose)
    assert raised.value.lineno == 3


def test_a_call_around_a_paragraph_decides_later_what_it_is() -> None:
    compiled = compile_prose("{% call given(claims.x) %}Then *so*.{% endcall %}")
    assert compiled.startswith("{% filter paragraph %}{% call")
    assert compiled.endswith("{% endcall %}{% endfilter %}")


def test_statements_count_as_balanced_only_if_each_is_closed() -> None:
    assert balanced(("{% if a %}", "{% for b in c %}", "{% endfor %}", "{% endif %}"))
    assert not balanced(("{% if a %}", "{% endfor %}"))
    assert not balanced(("{% endif %}",))
    assert balanced(("{% set a = 1 %}",))


BLOCKS = [
    "A paragraph of\ntwo lines.",
    "## A part",
    "- one\n- two\n\n  more",
    "$$\na\n= b\n$$ {#eq:x}",
    "{% if a %}",
    "> quoted\n> twice",
    "```python\nx = {}\n```",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "$a\nb$ and {{ f(\n 1) }}",
    "***",
    "1. first\n1. second",
]


@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=8), st.integers(0, 3))
def test_every_block_begins_on_the_line_it_had(blocks: list[str], gap: int) -> None:
    between = "\n" * (2 + gap)
    source = between.join([*blocks, "MARK"])
    compiled = compile_prose(source)
    lines = [line for line, text in enumerate(compiled.split("\n")) if "MARK" in text]
    assert lines == [source.split("\n").index("MARK")]


@given(st.text(alphabet="ab {}%#$*_`\\\"'<>&|[]()!\n", max_size=60))
def test_prose_never_puts_html_of_its_own_into_the_page(text: str) -> None:
    try:
        compiled = compile_prose(text)
    except TemplateSyntaxError:
        return
    tags = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", compiled, flags=re.DOTALL)
    known = r"</?(p|em|strong|code|pre|ul|ol|li|blockquote|hr|h\d|s|br|span|a|table|thead|tbody|tr|th|td)[ >]"
    assert all(
        re.match(known, tag + ">") for tag in re.findall(r"<[^<>]*", tags) if tag[1:2].isalpha() or tag[1:2] == "/"
    )

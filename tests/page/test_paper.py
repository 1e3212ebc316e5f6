"""The page on paper: WeasyPrint lays it out, and its boxes are looked at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from desk import SECOND, Desk
from weasyprint import HTML

from report.errors import TemplateError
from report.model import Claim
from report.page import ELSEWHERE

FILLER = "The probe is fitted to one layer and tested on statements that it never saw before. "


def laid_out(desk: Desk) -> Any:
    return HTML(string=desk.render("print")).render()


def boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes(child)


def tags(page: Any, *wanted: str) -> list[Any]:
    return [box for box in boxes(page._page_box) if box.element is not None and box.element_tag in wanted]


def words(box: Any) -> str:
    return " ".join("".join(getattr(one, "text", "") for one in boxes(box)).split())


def margins(page: Any) -> list[str]:
    kinds = [box for box in page._page_box.children if type(box).__name__ == "MarginBox"]
    return [words(box) for box in kinds]


@pytest.fixture
def long(desk: Desk) -> Desk:
    prose = (desk.templates / "toy/second.md.j2").read_text(encoding="utf-8")
    desk.write("second", f"{FILLER * 60}\n\n{prose}\n\n{FILLER * 60}\n")
    return desk


def test_pages_of_a_part_say_sheet_and_exercise_but_for_the_first(long: Desk) -> None:
    second = next(part for part in long.paper().parts if part.name == "second")
    pages = HTML(string=second.html).render().pages
    assert len(pages) >= 2
    assert not any(margins(pages[0]))
    assert margins(pages[1])[0] == "A toy sheet"
    assert "Exercise 2. Second" in margins(pages[1])[1]


def test_numbers_stand_alone_on_as_many_pages_as_the_whole_has(desk: Desk) -> None:
    pages = HTML(string=desk.paper().numbers(3)).render().pages
    assert [margins(page) for page in pages] == [["1 / 3"], ["2 / 3"], ["3 / 3"]]


def test_the_contents_show_the_page_of_each_part(desk: Desk) -> None:
    front = desk.paper().parts[0].with_pages({"first": 2, "second": 17, "audit": 31})
    contents = [words(item) for item in tags(HTML(string=front.html).render().pages[0], "li")]
    for title, number in (("Exercise 1. First", "2"), ("Exercise 2. Second", "17"), ("Appendix: the audit", "31")):
        entry = next(text for text in contents if title.replace(" ", "") in text.replace(" ", ""))
        assert number in entry.replace(title, "")


def test_the_parts_are_the_whole_and_links_between_them_say_so(desk: Desk) -> None:
    paper = desk.paper()
    assert [part.name for part in paper.parts] == ["front", "first", "second", "back"]
    held = [set(re.findall(r'\bid="([^"]+)"', part.html)) for part in paper.parts]
    assert set().union(*held) == set(re.findall(r'\bid="([^"]+)"', desk.render("print"))) - {"text"}
    assert sum(map(len, held)) == len(set().union(*held))
    for part, own in zip(paper.parts, held, strict=True):
        assert set(re.findall(r'href="#([^"]+)"', part.html)) <= own
        elsewhere = set(re.findall(rf'href="{ELSEWHERE}([^"]+)"', part.html))
        assert not elsewhere & own
        assert elsewhere <= set().union(*held)
    assert ELSEWHERE in paper.parts[0].html


def test_a_new_page_begins_a_part_that_says_what_it_goes_on_with(desk: Desk) -> None:
    desk.write(
        "second", f"Before.\n\n{{{{ new_page() }}}}\n\n## (b) Behind\n\n{SECOND}\n\n{{{{ new_page() }}}}\n\nLast.\n"
    )
    parts = {part.name: part for part in desk.paper().parts}
    assert list(parts) == ["front", "first", "second", "second-2", "second-3", "back"]
    for name, text in (("second", "Before."), ("second-2", "(b) Behind"), ("second-3", "Last.")):
        (page,) = HTML(string=parts[name].html).render().pages
        shown = words(tags(page, "main")[0])
        assert text in shown
        assert shown.startswith(text) == (name != "second")
        assert margins(page)[:2] == (["A toy sheet", "Exercise 2. Second"] if name != "second" else ["", ""])
    first = next(box for box in tags(HTML(string=parts["second-2"].html).render().pages[0], "h3"))
    assert first.margin_top == 0, "as at the top of a page that goes on"


def test_a_new_page_is_one_when_a_browser_prints_as_well(desk: Desk) -> None:
    assert (
        desk.prose("One.\n\n{{ new_page() }}\n\nTwo.") == '<p>One.</p>\n\n<div class="new-page"></div>\n\n<p>Two.</p>'
    )
    assert re.search(r"@media print \{.*\.new-page \{ break-before: page; \}", desk.render(), re.DOTALL)


@pytest.mark.parametrize("medium", ["screen", "print"])
@pytest.mark.parametrize(
    "around", ["- {}", "> {}", "Words {}.", "## (b) {} x", "{{% call given(claims.better) %}}\n\n{}\n\n{{% endcall %}}"]
)
def test_a_new_page_inside_of_something_is_an_error(desk: Desk, around: str, medium: str) -> None:
    desk.change(2, claims={"better": Claim("better", "The second is better.", 1, ">", 0)})
    inside, said = around.format("{{ new_page() }}"), "{% call given(claims.better) %}Better.{% endcall %}"
    desk.write("second", f"{inside}\n\n{said}\n")
    with pytest.raises(TemplateError, match=r"second\.md\.j2: new_page\(\) stands inside of something"):
        desk.render(medium)


def test_a_new_page_with_nothing_on_it_is_none_and_at_the_end_it_begins_with_the_code(desk: Desk) -> None:
    begin = "{{ new_page() }}\n\n"
    desk.write("second", f"{SECOND}\n\n{begin}{begin}")
    assert [part.name for part in desk.paper().parts] == ["front", "first", "second", "back"]
    (section,) = (one for one in desk.report.sections if one.exercise.slug == "second")
    desk.change(2, exercise=replace(section.exercise, code=("report.formats:number",)))
    made = {part.name: part.html for part in desk.paper().parts}
    assert list(made) == ["front", "first", "second", "second-2", "back"]
    (page,) = HTML(string=made["second-2"]).render().pages
    assert words(tags(page, "main")[0]).startswith("The code of this exercise")
    assert tags(page, "h3")[0].margin_top == 0


@pytest.mark.parametrize("lines", range(0, 60, 12))
def test_no_heading_stands_alone_and_nothing_is_cut(desk: Desk, lines: int) -> None:
    prose = (desk.templates / "toy/second.md.j2").read_text(encoding="utf-8")
    desk.write("second", f"{FILLER * lines}\n\n{prose}\n\n## (b) More\n\n{FILLER * 9}\n")
    pages = laid_out(desk).pages
    cut = Counter(
        id(box.element) for page in pages for box in tags(page, "figure") if "long" not in box.element.get("class", "")
    )
    assert set(cut.values()) == {1}
    for page in pages:
        placed = [box for box in tags(page, "h2", "h3", "p", "figure", "table", "li", "dl") if box.height]
        lowest = max(placed, key=lambda box: box.position_y + box.height)
        assert lowest.element_tag not in ("h2", "h3"), words(lowest)


def test_a_draft_says_so_on_every_page(long: Desk) -> None:
    long.report = replace(long.report, draft=True)
    assert all("Draft: not complete" in margins(page) for page in laid_out(long).pages)
    long.report = replace(long.report, draft=False)
    assert not any("Draft: not complete" in margins(page) for page in laid_out(long).pages)

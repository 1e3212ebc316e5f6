"""The page on paper: WeasyPrint lays it out, and its boxes are looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from desk import Desk
from weasyprint import HTML

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


def test_pages_are_numbered_and_say_sheet_and_exercise(long: Desk) -> None:
    pages = laid_out(long).pages
    assert len(pages) >= 3
    assert margins(pages[0]) == [f"1 / {len(pages)}"]
    assert margins(pages[1])[0] == "A toy sheet"
    assert "Exercise" in margins(pages[1])[1]
    assert margins(pages[-1])[-1] == f"{len(pages)} / {len(pages)}"


def test_the_contents_give_the_page_of_each_exercise(long: Desk) -> None:
    pages = laid_out(long).pages
    begins = {words(head): number for number, page in enumerate(pages, 1) for head in tags(page, "h2")}
    contents = [words(item) for item in tags(pages[0], "li")]
    for title in ("Exercise 1. First", "Exercise 2. Second", "Appendix: the audit"):
        entry = next(text for text in contents if text.replace(" ", "").find(title.replace(" ", "")) >= 0)
        assert str(begins[title]) in entry.replace(title, "")


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

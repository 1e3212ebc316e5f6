"""The structure tree: read as pikepdf reads it, changed in Python, written back."""

from __future__ import annotations

import io

import pikepdf
import pytest

from report.pdf.layout import draw
from report.pdf.reading import read_tree
from report.pdf.tree import Element

PAGE = """<!doctype html><html lang="en"><head><title>T</title></head><body><h1 id="a">One</h1>
<p>Text with <a href="#a">a link</a> and (brackets] &lt;&lt;/S /P&gt;&gt; in it.</p>
<ul><li>a</li><li>b <em>c</em></li></ul><p style="break-before: page">Two</p></body></html>"""


@pytest.fixture
def opened():
    content = draw(PAGE).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield pdf, read_tree(pdf, content)


def asked(entry):
    """The tree below `entry`, asked for one by one."""
    kids = [kid if isinstance(kid, int) else asked(kid) if "/S" in kid else "annotation" for kid in entry.K]
    return str(entry.S)[1:], entry.Pg.objgen[0] if "/Pg" in entry else 0, kids


def told(element):
    kids = [
        kid if isinstance(kid, int) else told(kid) if isinstance(kid, Element) else "annotation" for kid in element.kids
    ]
    return element.role, element.page, kids


def test_the_tree_read_from_the_text_is_the_tree_of_the_file(opened):
    pdf, tree = opened
    assert told(tree.root) == asked(pdf.Root.StructTreeRoot.K[0])
    assert len(tree.find("P")) == 2


def test_what_is_changed_is_written_and_nothing_else(opened):
    pdf, tree = opened
    (one,) = tree.find("L")
    first, second = tree.find("LI")
    tree.settle(one, [second, first])
    tree.rename(tree.find("H1")[0], "H2")
    tree.write()
    assert told(tree.root) == asked(pdf.Root.StructTreeRoot.K[0])
    assert [kid.objgen[0] for kid in one.entry.K] == [second.number, first.number]


def test_an_element_that_moves_leaves_its_place(opened):
    pdf, tree = opened
    heading, paragraph = tree.find("H1")[0], tree.find("P")[0]
    tree.settle(paragraph, [heading, *paragraph.kids])
    tree.write()
    assert tree.find("H1") == [heading]
    assert heading.entry.P.objgen == paragraph.entry.objgen
    assert told(tree.root) == asked(pdf.Root.StructTreeRoot.K[0])


def test_what_is_removed_is_remembered(opened):
    _, tree = opened
    before = tree.marked()
    (one,) = tree.find("L")
    tree.remove(one)
    assert tree.find("L") == tree.find("LI") == []
    assert tree.removed == before - tree.marked()
    assert tree.removed


def test_text_of_another_page_keeps_its_page_when_it_is_merged(opened):
    pdf, tree = opened
    first, second = tree.find("P")
    marks = [kid for kid in second.kids if isinstance(kid, int)]
    tree.merge(first, second)
    tree.write()
    *_, last = first.entry.K
    assert (last.S, list(last.K)) == ("/Span", marks)
    assert last.Pg.objgen == pdf.pages[1].objgen != first.entry.Pg.objgen
    entries = tree.parents[int(pdf.pages[1].StructParents)]
    assert {entries[mark].objgen for mark in marks} == {last.objgen}

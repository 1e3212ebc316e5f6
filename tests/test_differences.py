"""What tells two files apart names the place."""

import io
import re

import pikepdf
import pytest
from differences import differences


def a_pdf(change=lambda pdf: None):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(b"BT (The same words) Tj ET")
    pdf.Root.Names = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Names, Kids=[pikepdf.Dictionary(A=1)]))
    change(pdf)
    target = io.BytesIO()
    pdf.save(target, static_id=True)
    return target.getvalue()


def other_key(pdf):
    pdf.Root.Names.Kids[0].A = 2


def other_text(pdf):
    pdf.pages[0].Contents.write(b"BT (The same birds) Tj ET")


def one_object_more(pdf):
    pdf.Root.Names.B = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Extra))


def one_more(pdf):
    pdf.Root.Names.Kids.append(pikepdf.String("more"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (other_key, ["(/Names) /Kids[0] /A: 1, then 2"]),
        (other_text, ["(stream) stream, byte 14: b'BT (The same words) Tj ET', then b'BT (The same birds) Tj ET'"]),
        (one_more, ['(/Names) /Kids[1]: nothing, then pikepdf.String("more")']),
    ],
)
def test_a_planted_difference_in_a_pdf_is_named_by_object_and_key(change, said):
    found = differences("a.pdf", a_pdf(), a_pdf(change))
    assert [place.partition(" (")[2] for place in found] == [part[1:] for part in said]
    assert all(place.startswith("a.pdf: object ") for place in found)


def test_an_object_more_is_one_difference_although_all_behind_it_are_renumbered():
    found = differences("a.pdf", a_pdf(), a_pdf(one_object_more))
    assert len(found) == 2
    assert re.fullmatch(r"a.pdf: object \d+ \(/Names\) /B: nothing, then object \d+ \(/Extra\)", found[1])
    assert found[0].startswith("a.pdf: trailer /Size: ")


@pytest.mark.parametrize("name", ["a.html", "a.json"])
def test_a_line_and_its_column_are_named(name):
    assert differences(name, b"same\na long line\n", b"same\na lone line\n") == [
        f"{name}: line 2, column 6: 'a long line', then 'a lone line'"
    ]
    assert differences(name, b"same\n", b"same\nmore\n") == [f"{name}: line 2, which the first lacks: 'more'"]


def test_the_same_files_do_not_differ():
    assert differences("a.pdf", a_pdf(), a_pdf()) == []
    assert differences("a.html", b"a", b"a") == []


def test_what_only_the_bytes_tell_is_told_all_the_same():
    (place,) = differences("a.json", b"a\n", b"a")
    assert "byte 2" in place
    (place,) = differences("a.pdf", a_pdf(), a_pdf() + b"\n")
    assert "nowhere else" in place

"""Streams that end where every reader looks for their end."""

from __future__ import annotations

import io
import itertools
import re
import zlib

import pikepdf

from report.pdf.saving import ENDING, saved


def pdf_with(*streams):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Kept = pikepdf.Array([pdf.make_stream(one) for one in streams])
    return pdf


def ending_badly():
    """A text whose checksum's last byte, 1 + the sum of its bytes, is a carriage return."""
    return next(text for n in itertools.count() if zlib.adler32(text := b"%d" % n) % 256 == 13)


def test_a_stream_that_would_end_in_a_carriage_return_is_lengthened():
    text = ending_badly()
    plain = io.BytesIO()
    pdf_with(text).save(plain)
    assert ENDING in plain.getvalue(), "qpdf no longer compresses so"
    content = saved(pdf_with(text, b"other"))
    assert ENDING not in content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert [one.read_bytes() for one in pdf.Root.Kept] == [text + b"\n", b"other"]


def test_streams_of_objects_do_not_end_so_either():
    """Of a few hundred small documents, some would by chance."""
    for number in range(300):
        pdf = pdf_with()
        pdf.Root.Kept = pikepdf.Array([pikepdf.Dictionary(Number=number)])
        assert ENDING not in saved(pdf)


def test_every_length_leads_to_the_end_of_its_stream():
    content = saved(pdf_with(ending_badly(), b"text"))
    for found in re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\n", content):
        after = content[found.end() + int(found[1]) :]
        assert after.startswith(b"\nendstream")


def test_a_picture_that_comes_compressed_is_lengthened_and_reads_the_same():
    text = ending_badly()
    pdf = pdf_with(b"other")
    picture = pikepdf.Stream(pdf, zlib.compress(text), Filter=pikepdf.Name.FlateDecode)
    pdf.Root.Kept.append(pdf.make_indirect(picture))
    content = saved(pdf)
    assert ENDING not in content
    with pikepdf.open(io.BytesIO(content)) as read:
        assert read.Root.Kept[1].read_bytes() == text

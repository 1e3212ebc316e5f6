"""The metadata declare both standards, and can be read without decompression."""

from xml.etree import ElementTree

RDF, PDFA, PDFUA = (
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    "{http://www.aiim.org/pdfa/ns/id/}",
    "{http://www.aiim.org/pdfua/ns/id/}",
)


def declared(read, name):
    root = ElementTree.fromstring(read.pdf.Root.Metadata.read_bytes())
    (rdf,) = root.findall(f"{RDF}RDF")
    return [one.get(name) for one in rdf if one.get(name)]


def test_the_metadata_declare_both_standards(mended):
    both = mended("<p>a</p>")
    assert declared(both.before, f"{PDFUA}part") == [], "WeasyPrint can now declare both"
    assert declared(both.after, f"{PDFUA}part") == ["1"]
    assert declared(both.after, f"{PDFA}part") == ["3"]
    assert declared(both.after, f"{PDFA}conformance") == ["A"]


def test_the_metadata_are_not_compressed_and_the_page_is(mended):
    after = mended("<p>a</p>").after.pdf
    assert "/Filter" not in after.Root.Metadata
    assert "/Filter" in after.pages[0].Contents

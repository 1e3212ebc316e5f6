"""WeasyPrint can declare PDF/A or PDF/UA, not both; the declaration of PDF/UA is added."""

from __future__ import annotations

from report.pdf.draft import Draft

DECLARATION = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
"""PDF/A admits the property only with a description of its schema.

Source: ISO 14289-1, 5; ISO 19005-3, 6.6.2.3.
"""


def metadata_names_the_standard(draft: Draft) -> None:
    """Declare PDF/UA-1 in the XMP metadata, inside the description that is there."""
    metadata = draft.pdf.Root.Metadata
    before, end, after = metadata.read_bytes().rpartition(b"</rdf:RDF>")
    metadata.write(before + DECLARATION + end + after)

"""WeasyPrint marks running headers as text and tags them outside the tree; they are artifacts."""

from __future__ import annotations

import re

from report.pdf.draft import POINTS_PER_PIXEL, Draft

MARK = rb"/\w+\s+<</MCID (%b)>>\s+BDC"
BASELINE = re.compile(rb"(?:[-\d.]+ ){5}([-\d.]+) Tm")

LAYOUT = b"/Artifact <</Type /Layout>> BDC"
HEADER = b"/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC"
FOOTER = b"/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC"


def margins_are_artifacts(draft: Draft) -> None:
    """Turn marked content that the tree does not hold into artifacts, headers and footers as such.

    Source: ISO 14289-1, 7.8; ISO 32000-1, 14.8.2.2.
    """
    marked = draft.tree.marked()
    for page in draft.pdf.pages:
        entries = draft.tree.parents[int(page.StructParents)]
        number_of_page = page.objgen[0]
        loose = {number for number in range(len(entries)) if (number_of_page, number) not in marked}
        if loose:
            running = {number for number in loose if (number_of_page, number) not in draft.tree.removed}
            middle = float(page.mediabox[3]) / POINTS_PER_PIXEL / 2
            page.Contents.write(_with_artifacts(page.Contents.read_bytes(), loose, running, middle))
            for number in loose:
                entries[number] = None


def _with_artifacts(content: bytes, loose: set[int], running: set[int], middle: float) -> bytes:
    def artifact(mark: re.Match[bytes]) -> bytes:
        if int(mark[1]) not in running:
            return LAYOUT
        baseline = BASELINE.search(content, mark.end())
        return HEADER if baseline and float(baseline[1]) < middle else FOOTER

    numbers = b"|".join(b"%d" % number for number in sorted(loose))
    return re.sub(MARK % numbers, artifact, content)

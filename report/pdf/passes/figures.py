"""WeasyPrint makes a figure's frame NonStruct, the caption beside what it describes; it belongs into it."""

from __future__ import annotations

from report.pdf.draft import Draft
from report.pdf.tree import Element


def captions_in_their_figures(draft: Draft) -> None:
    """Put each ``/Caption`` into the one ``/Figure`` or ``/Table`` it stands beside, which takes the frame's place."""
    for caption in draft.tree.find("Caption"):
        frame = caption.parent
        if frame is None or frame.role != "NonStruct":
            continue
        described = [element for element in frame.walk() if element.role in {"Figure", "Table"}]
        if not described:
            continue
        before = frame.kids[0] is caption
        target = described[0] if before else described[-1]
        draft.tree.settle(target, [caption, *target.kids] if before else [*target.kids, caption])
        _unframe(draft, frame)


def _unframe(draft: Draft, frame: Element) -> None:
    """Let frames that hold one thing alone give way to it."""
    while frame.role in {"NonStruct", "Div"} and len(frame.elements) == len(frame.kids) == 1:
        only = frame.elements[0]
        draft.tree.replace(frame, [only])
        frame = only

"""What others take to render the same prose, where they are installed: nbconvert, Quarto.

Each is given the text of every exercise as it stands in ``templates/sheet05/``, without results, figures and proofs:
the least that it can be asked for.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TEXTS = "*.md.j2"


@dataclass(frozen=True)
class Peer:
    """A tool, the document it renders, and how it is called."""

    name: str
    document: Path
    command: Sequence[str]


def peers(texts: Path, folder: Path) -> list[Peer]:
    """Return the peers on the PATH, each with its document in `folder`."""
    prose = [path.read_text(encoding="utf-8") for path in sorted(texts.glob(TEXTS))]
    found = []
    if shutil.which("jupyter-nbconvert"):
        notebook = folder / "sheet.ipynb"
        cells = [
            {"cell_type": "markdown", "id": f"c{n}", "metadata": {}, "source": text} for n, text in enumerate(prose)
        ]
        notebook.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
        found.append(Peer("nbconvert", notebook, ["jupyter-nbconvert", "--log-level=ERROR", "--to", "html"]))
    if shutil.which("quarto"):
        text = folder / "sheet.md"
        text.write_text("\n\n".join(prose))
        found.append(Peer("Quarto", text, ["quarto", "render", "--quiet", "--to", "html"]))
    return found


def change(peer: Peer) -> None:
    """Change a sentence of the peer's document."""
    text = peer.document.read_text(encoding="utf-8")
    place = text.index("The")
    peer.document.write_text(f"{text[:place]}Again. {text[place:]}", encoding="utf-8")

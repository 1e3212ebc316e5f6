"""The corpus: steps that hold and steps that do not, by topic."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from report.model import Signature

_DECLARATIONS = ("symbols", "vectors", "functions")


@dataclass(frozen=True)
class Entry:
    """One line of the corpus."""

    latex: str
    signature: Signature
    source: str
    holds: bool


def entries() -> Iterator[Entry]:
    """Yield every entry of every file."""
    for path in sorted(Path(__file__).with_name("corpus").glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        signature = Signature(**{name: content.get(name, {}) for name in _DECLARATIONS})
        for topic, group in content.items():
            if topic not in _DECLARATIONS:
                for holds in (True, False):
                    for latex in group["true" if holds else "false"]:
                        yield Entry(latex, signature, group["source"], holds)

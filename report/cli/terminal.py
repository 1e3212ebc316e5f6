"""What any terminal can show; imports nothing heavy."""

from __future__ import annotations

import sys
import unicodedata


def visible(text: str) -> str:
    """Return `text` with control characters shown by their code, so that data cannot steer the terminal."""
    return "".join(
        character
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf"}
        else f"\\x{ord(character):02x}"
        for character in text
    )


def speak_any_terminal() -> None:
    """Let a terminal that lacks a character show its code instead of stopping the build."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")

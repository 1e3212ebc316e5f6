"""The hashes of a folder's files, in the format of `sha256sum`."""

from __future__ import annotations

import hashlib
from pathlib import Path

CHECKSUMS = "SHA256SUMS"
CONTENT = ("datasets/*.csv", "acts/**/*.safetensors", "acts/**/*.pt", "layers.json")


def write_checksums(root: Path) -> Path:
    """Write ``SHA256SUMS`` over the statements, activations and statistics in the folder."""
    paths = sorted(path for pattern in CONTENT for path in root.glob(pattern))
    lines = [f"{_sha256(path)}  {path.relative_to(root).as_posix()}\n" for path in paths]
    part = root / f"{CHECKSUMS}.part"
    part.write_text("".join(lines), encoding="utf-8", newline="\n")
    return part.replace(root / CHECKSUMS)


def renew_checksums(root: Path) -> None:
    """Bring ``SHA256SUMS`` up to date where the folder keeps one."""
    if (root / CHECKSUMS).is_file():
        write_checksums(root)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

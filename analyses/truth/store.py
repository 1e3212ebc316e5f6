"""Activations and likelihoods written to disk; `analyses.truth.tensors` reads them again.

Files are written aside and renamed, so that none stands half-written under its name.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from safetensors.numpy import save

from analyses.truth.tensors import layer_file, read_tensors, shard_file
from report import DataError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

SHARD_ROWS = 25
FORMATS = ("safetensors", "course")
LIKELIHOOD = "likelihood.safetensors"


def written_files(folder: Path, layer: int, rows: int, form: str) -> tuple[Path, ...]:
    """Return the files that one layer of so many rows takes in a format."""
    if form == "safetensors":
        return (folder / layer_file(layer),)
    return tuple(folder / shard_file(layer, start) for start in range(0, rows, SHARD_ROWS))


def write_layer(folder: Path, layer: int, rows: NDArray[np.float32], form: str) -> tuple[Path, ...]:
    """Write one layer, as one safetensors file or as the course's shards of 25 rows.

    Numbers are rounded to float16, which keeps three digits; a layer with an entry too large for
    that (65504) stays float32.
    """
    stored = rows if np.abs(rows).max() > np.finfo(np.float16).max else rows.astype(np.float16)
    files = written_files(folder, layer, len(rows), form)
    if form == "safetensors":
        content = save({"activations": np.ascontiguousarray(stored)})
        _write(files[0], lambda path: path.write_bytes(content))
        return files
    import torch

    for number, path in enumerate(files):
        shard = torch.from_numpy(np.array(stored[number * SHARD_ROWS : (number + 1) * SHARD_ROWS]))
        _write(path, partial(torch.save, shard))
    return files


def write_likelihood(folder: Path, log_probability: NDArray[np.float64], tokens: NDArray[np.int32]) -> Path:
    """Write the model's log-probability of every statement, and the number of tokens it sums over."""
    content = save({"log_probability": log_probability.astype(np.float32), "tokens": np.array(tokens)})
    _write(folder / LIKELIHOOD, lambda path: path.write_bytes(content))
    return folder / LIKELIHOOD


def read_likelihood(folder: Path) -> NDArray[np.float32] | None:
    """Read the log-probabilities of a dataset's statements.

    Parameters
    ----------
    folder : Path
        The dataset's folder of activations.

    Returns
    -------
    ndarray of shape (n,), or None
        Natural logarithms; None if the folder has no such file.

    Raises
    ------
    DataError
        If the file is cut, or holds something else.
    """
    path = folder / LIKELIHOOD
    if not path.is_file():
        return None
    values = read_tensors(path, only="log_probability").get("log_probability")
    if values is None or values.ndim != 1 or not np.isfinite(values).all():
        raise DataError(
            "no tensor log_probability with a finite number for each statement",
            place=str(path),
            remedy="Remove the file, or make it anew with `python build.py extract`.",
        )
    return values


def _write(path: Path, write: Callable[[Path], object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    write(part)
    part.replace(path)

"""How likely a language model finds each statement: the baseline that needs no probe.

A model that says what is true more readily than what is false has the log-probability of a pair's
true statement above that of its false one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from safetensors.numpy import save

from analyses.truth.tensors import read_tensors, write_file
from report import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

LIKELIHOOD = "likelihood.safetensors"


def write_likelihood(folder: Path, log_probability: NDArray[np.float64], tokens: NDArray[np.int32]) -> Path:
    """Write the log-probability of each statement, and the number of tokens it sums over.

    Parameters
    ----------
    folder : Path
        The dataset's folder of activations.
    log_probability : ndarray of shape (n,)
        Natural logarithm: the sum over all tokens but the first, each given those before it.
    tokens : ndarray of shape (n,)
    """
    path = folder / LIKELIHOOD
    content = save({"log_probability": log_probability.astype(np.float32), "tokens": np.array(tokens)})
    write_file(path, lambda part: part.write_bytes(content))
    return path


def read_likelihood(folder: Path, rows: int) -> NDArray[np.float32] | None:
    """Read the log-probabilities of a dataset's statements.

    Parameters
    ----------
    folder : Path
        The dataset's folder of activations, such as ``archive.folder / "cities"``.
    rows : int
        How many statements there are.

    Returns
    -------
    ndarray of shape (rows,), or None
        Natural logarithms; None if the folder has no such file.

    Raises
    ------
    DataError
        If the file is cut, or does not hold a finite number for each statement.
    """
    path = folder / LIKELIHOOD
    if not path.is_file():
        return None
    values = read_tensors(path, only="log_probability").get("log_probability")
    if values is None or values.shape != (rows,) or not np.isfinite(values).all():
        raise DataError(
            f"no tensor log_probability with a finite number for each of {rows} statements",
            place=str(path),
            remedy="Remove the file, or make it anew with `python build.py extract`.",
        )
    return values

"""Activations on disk, held against what the model gives now."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analyses.truth.extraction import Task, extract_archive, present
from analyses.truth.likelihood import read_likelihood
from analyses.truth.outcomes import Agreement
from analyses.truth.tensors import read_layer
from report import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from analyses.truth.model import LanguageModel

TOLERANCE = 1e-3
"""How far a row computed again may lie from the one on disk, as a part of its length.

Other batches, threads and processors sum in another order and add some 1e-6. That moves a few entries to
the neighbouring number of float16, by at most 2^-10 = 9.8e-4 of their size, and so a row by less than this
part of its length. Another layer, token or model is 0.1 away or more.
"""


def check_archive(
    model: LanguageModel, task: Task, progress: Callable[[int, int, str], None] = lambda *_: None
) -> Agreement:
    """Compute the activations again, elsewhere, and compare them with those on disk.

    Raises
    ------
    DataError
        If a row lies farther away than `TOLERANCE`, or a file that should be there is not.
    """
    acts = task.root.joinpath("acts", *model.name)
    names = present(task.root)
    deviations, likelihoods, rows = [0.0], [0.0], 0
    with tempfile.TemporaryDirectory() as elsewhere:
        again = Path(elsewhere)
        (again / "datasets").symlink_to((task.root / "datasets").resolve())
        new = extract_archive(model, Task(again, task.layers, task.batch_size), progress).folder
        for name in names:
            size = 0
            for layer in task.layers:
                there, here = read_layer(acts / name, layer), read_layer(new / name, layer)
                deviations.append(_deviation(there, here, f"{acts / name}, layer {layer}"))
                size = len(there)
                rows += size
            known, found = read_likelihood(acts / name, size), read_likelihood(new / name, size)
            if known is not None and found is not None:
                likelihoods.append(float(np.abs(known - found).max()))
    return Agreement(acts, " ".join(model.name), rows, max(deviations), TOLERANCE, max(likelihoods))


def _deviation(there: NDArray[np.float32], here: NDArray[np.float32], place: str) -> float:
    if there.shape != here.shape:
        raise DataError(f"{there.shape} on disk, but {here.shape} computed", place=place, remedy="Extract anew.")
    distance = np.linalg.norm(here - there, axis=1) / np.linalg.norm(there, axis=1)
    if distance.max() > TOLERANCE:
        raise DataError(
            f"row {int(distance.argmax())} lies {distance.max():.1e} of its length from what the model gives",
            place=place,
            remedy="These activations come from another model, or from other statements.",
        )
    return float(distance.max())

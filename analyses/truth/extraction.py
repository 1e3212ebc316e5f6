"""From statements to activations: a folder's datasets, read by a language model, written beside them."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from analyses.truth.archive import NAMES
from analyses.truth.batches import ask, by_length, tokenize
from analyses.truth.checksums import renew_checksums
from analyses.truth.likelihood import LIKELIHOOD, write_likelihood
from analyses.truth.outcomes import Extraction
from analyses.truth.store import write_layer, written_files
from analyses.truth.tables import read_table
from analyses.truth.tensors import read_layer
from analyses.truth.workspace import open_workspace
from report import MissingFileError, ParameterError

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyses.truth.model import LanguageModel


@dataclass(frozen=True)
class Task:
    """What is to be extracted.

    Attributes
    ----------
    root : Path
        Holds ``datasets/`` and gets ``acts/``.
    layers : tuple of int
    batch_size : int
    form : str
        ``safetensors`` or ``course``.
    """

    root: Path
    layers: tuple[int, ...]
    batch_size: int = 32
    form: str = "safetensors"


def parse_layers(text: str, depth: int) -> tuple[int, ...]:
    """Read ``11,14`` or ``all``, for a model of so many blocks.

    Raises
    ------
    ParameterError
        If it is neither, or names a block that the model does not have.
    """
    if text == "all":
        return tuple(range(depth))
    words = [word.strip() for word in text.split(",")]
    if not all(word.isdecimal() and int(word) < depth for word in words):
        raise ParameterError(
            f"{text!r} does not name layers of this model",
            place="--layers",
            remedy=f"Write all, or numbers from 0 to {depth - 1} with commas between them.",
        )
    return tuple(sorted({int(word) for word in words}))


def extract_archive(
    model: LanguageModel, task: Task, progress: Callable[[int, int, str], None] = lambda *_: None
) -> Extraction:
    """Write the activations of every dataset of the sheet that the folder has.

    What is there already stays; what was interrupted goes on with the next batch.

    Parameters
    ----------
    model : LanguageModel
    task : Task
    progress : callable
        Told after every batch how many rows are done, of how many, and of which dataset.

    Raises
    ------
    MissingFileError
        If the folder has none of the sheet's datasets.
    DataError
        If a csv, or a file that is there already, is not what it should be.
    """
    names = present(task.root)
    acts = task.root.joinpath("acts", *model.name)
    sizes = {name: len(read_table(_csv(task.root, name))) for name in names}
    total = sum(sizes.values())
    written: list[Path] = []
    kept: list[Path] = []
    rows = finished = 0
    start = time.monotonic()
    for name, size in sizes.items():
        layers = tuple(layer for layer in task.layers if not _is_there(acts / name, layer, size, task.form))
        for layer in set(task.layers) - set(layers):
            kept += written_files(acts / name, layer, size, task.form)
        if layers or not (acts / name / LIKELIHOOD).is_file():
            tell = partial(_tell, progress, finished, total, name)
            files, read = _extract(model, task, name, layers, tell)
            written += files
            rows += read
        finished += size
        progress(finished, total, name)
    seconds = time.monotonic() - start
    renew_checksums(task.root)
    return Extraction(acts, " ".join(model.name), task.layers, tuple(written), tuple(sorted(kept)), rows, seconds)


def present(root: Path) -> tuple[str, ...]:
    """Return the sheet's datasets whose statements the folder has."""
    names = tuple(name for name in NAMES if _csv(root, name).is_file())
    if not names:
        raise MissingFileError(
            f"none of {', '.join(NAMES)} is there as csv",
            place=str(root / "datasets"),
            remedy=f"Put statements there, or write ours: python build.py statements --data {root}",
        )
    return names


def _tell(progress: Callable[[int, int, str], None], before: int, total: int, name: str, done: int) -> None:
    progress(before + done, total, name)


def _extract(
    model: LanguageModel, task: Task, name: str, layers: tuple[int, ...], told: Callable[[int], None]
) -> tuple[list[Path], int]:
    folder = task.root.joinpath("acts", *model.name, name)
    sentences = tokenize(model, read_table(_csv(task.root, name))["statement"].tolist())
    job = {
        "model": [*model.name, str(model.network.dtype), model.device],
        "statements": hashlib.sha256(_csv(task.root, name).read_bytes()).hexdigest(),
        "layers": layers,
        "batch_size": task.batch_size,
    }
    width = model.network.config.get_text_config().hidden_size
    space = open_workspace(folder.with_name(f"{name}.part"), job, len(sentences), width, layers)
    read = 0
    for rows in by_length([len(ids) for ids in sentences], task.batch_size):
        if not space.done[rows].all():
            space.fill(rows, ask(model, [sentences[row] for row in rows], layers))
            read += len(rows)
        told(int(space.done.sum()))
    files = [f for layer in layers for f in write_layer(folder, layer, space.activations[layer], task.form)]
    files.append(write_likelihood(folder, space.log_probability, space.tokens))
    space.remove()
    return files, read


def _is_there(folder: Path, layer: int, rows: int, form: str) -> bool:
    return all(path.is_file() for path in written_files(folder, layer, rows, form)) and (
        len(read_layer(folder, layer)) == rows
    )


def _csv(root: Path, name: str) -> Path:
    return root / "datasets" / f"{name}.csv"

"""A folder of statements and of the activations that a language model gave them.

::

    ROOT/datasets/NAME.csv
    ROOT/acts/FAMILY/SIZE/TYPE/NAME/layer_L.safetensors      or layer_L_0.pt, layer_L_25.pt, ...
    ROOT/layers.json                                         statistics of every layer, if extracted
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyses.truth.groups import count_groups, subjects
from analyses.truth.tables import read_table
from analyses.truth.tensors import layer_files, layers_in, read_layer, read_matrix
from report import DataError, MissingFileError

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

NAMES = ("cities", "neg_cities", "sp_en_trans", "neg_sp_en_trans")
NEGATED = "neg_"
COURSE = "An archive holds datasets/NAME.csv and acts/FAMILY/SIZE/TYPE/NAME/layer_L.safetensors (or layer_L_0.pt, ...)."


@dataclass(frozen=True, eq=False)
class Dataset:
    """Statements of one kind, with labels and one layer's activations.

    Attributes
    ----------
    name : str
        Such as ``cities``.
    statements : DataFrame
        The csv's columns, rows in order.
    labels : ndarray of shape (n,)
        int8, 1 true and 0 false; both occur.
    groups : ndarray of shape (n,)
        int64, the city or word of each row, counted from 0 in order of first appearance. A set and
        its negation share their numbers.
    activations : ndarray of shape (n, d)
        float32, at the last token of each statement; finite.
    """

    name: str
    statements: pd.DataFrame
    labels: NDArray[np.int8]
    groups: NDArray[np.int64]
    activations: NDArray[np.float32]


@dataclass(frozen=True)
class Archive:
    """What a folder holds.

    Attributes
    ----------
    root : Path
    model : str
        The path under ``acts/`` with blanks, such as ``SmolLM2 135M instruct``.
    layers : tuple of int
        Layers that every dataset has, ascending; a layer is the output of a block, counted from 0.
    names : tuple of str
        Datasets with activations: those of the sheet, in its order; all of them, by name, if it has none
        of the sheet.
    width : int
        Columns of the activations.
    folder : Path
        Where the model's activations lie.
    others : tuple of str
        Further models in the same folder, which are not read.
    """

    root: Path
    model: str
    layers: tuple[int, ...]
    names: tuple[str, ...]
    width: int
    folder: Path
    others: tuple[str, ...] = ()


def open_archive(root: Path) -> Archive:
    """Look into a folder, without reading the activations.

    With several models the one with the most of the sheet's datasets is taken, then the first by name.

    Raises
    ------
    MissingFileError
        If there is no such folder.
    DataError
        If it has no activations, or its datasets have no layer in common.
    """
    if not root.is_dir():
        raise MissingFileError("there is no such folder", place=str(root), remedy=COURSE)
    found = _datasets(root / "acts")
    if not found:
        raise DataError("there are no activations under acts/", place=str(root), remedy=COURSE)
    folder = min(found, key=lambda folder: (-len(found[folder] & set(NAMES)), str(folder)))
    names = tuple(name for name in NAMES if name in found[folder]) or tuple(sorted(found[folder]))
    layers = set.intersection(*(layers_in(folder / name) for name in names))
    if not layers:
        each = "; ".join(f"{name} has {sorted(layers_in(folder / name))}" for name in names)
        raise DataError(
            f"no layer is there for every dataset: {each}", place=str(folder), remedy="Extract one for all."
        )
    width = read_matrix(layer_files(folder / names[0], min(layers))[0]).shape[1]
    others = tuple(sorted(_model(root, other) for other in found if other != folder))
    return Archive(root, _model(root, folder), tuple(sorted(layers)), names, width, folder, others)


def read_dataset(archive: Archive, name: str, layer: int) -> Dataset:
    """Read one dataset at one layer.

    Raises
    ------
    DataError
        If the archive lacks it, or its content is not what it should be; see `read_table` and `read_layer`.
    """
    folder = archive.folder / name
    if name not in archive.names:
        raise DataError(f"the dataset {name!r} has no activations", place=str(folder), remedy=COURSE)
    path = archive.root / "datasets" / f"{name}.csv"
    table = read_table(path)
    activations = read_layer(folder, layer)
    if activations.shape[1] != archive.width:
        raise DataError(
            f"{activations.shape[1]} columns at layer {layer}, but {archive.names[0]} has {archive.width}",
            place=str(folder),
            remedy="All datasets must come from one model.",
        )
    if len(activations) != len(table):
        raise DataError(
            f"{len(table)} statements, but {len(activations)} rows of activations in {folder}",
            place=str(path),
            remedy="Shards are missing, or the csv is another than the one the activations were made from.",
        )
    return Dataset(name, table, table["label"].to_numpy(), _groups(archive, name, table), activations)


def _datasets(acts: Path) -> dict[Path, set[str]]:
    found: dict[Path, set[str]] = {}
    for folder in sorted(path for path in acts.glob("**/") if path != acts and layers_in(path)):
        found.setdefault(folder.parent, set()).add(folder.name)
    return found


def _model(root: Path, folder: Path) -> str:
    return " ".join(folder.relative_to(root / "acts").parts) or "unnamed"


def _groups(archive: Archive, name: str, table: pd.DataFrame) -> NDArray[np.int64]:
    affirmative = archive.root / "datasets" / f"{name.removeprefix(NEGATED)}.csv"
    known = subjects(read_table(affirmative)) if name.startswith(NEGATED) and affirmative.is_file() else None
    return count_groups(subjects(table), known)

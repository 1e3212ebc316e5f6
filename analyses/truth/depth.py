"""Truth from the first layer to the last: statistics of every layer, in one small file.

They lie in the repository where the activations of all layers do not.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from analyses.truth.tensors import write_file
from report import DataError, Estimate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analyses.truth.archive import Archive

FILE = "layers.json"
DIGITS = 6


@dataclass(frozen=True)
class LayerStatistics:
    """One layer.

    Attributes
    ----------
    layer : int
        Output of this block, counted from 0.
    ratios : mapping of str to float
        For each dataset, variance between the classes over variance within them; training rows.
    auroc : mapping of str to Estimate
        For each dataset, of a probe trained on the first one; see `Depth`.
    general, polar, cosine : Estimate or None
        Lengths of t_G and t_P, fitted on the first dataset and its negation, and their cosine;
        training rows. None if there is no negation.
    along : mapping of str to pair of Estimate
        For each dataset, AUROC along t_G and along t_P.
    """

    layer: int
    ratios: Mapping[str, float]
    auroc: Mapping[str, Estimate]
    general: Estimate | None
    polar: Estimate | None
    cosine: Estimate | None
    along: Mapping[str, tuple[Estimate, Estimate]]

    @property
    def ratio(self) -> float:
        """The mean ratio over the datasets, by which the main layer is chosen."""
        return float(np.mean(list(self.ratios.values())))


@dataclass(frozen=True)
class Depth:
    """All layers of a model.

    Attributes
    ----------
    model : str
    train : str
        The dataset that the probe of each layer was trained on: L2 with C = `penalty` on standardised rows.
    seed : int
    fraction, penalty : float
        Share of the cities or words trained on; C.
    layers : tuple of LayerStatistics
        In order.
    """

    model: str
    train: str
    seed: int
    fraction: float
    penalty: float
    layers: tuple[LayerStatistics, ...]

    @property
    def main(self) -> int:
        """The layer with the largest mean ratio."""
        return max(self.layers, key=lambda one: one.ratio).layer


def write_depth(archive: Archive, depth: Depth) -> Path:
    """Write ``layers.json`` into the archive's folder, numbers to six digits."""
    text = json.dumps(_rounded(asdict(depth)), indent=1)
    write_file(archive.root / FILE, lambda part: part.write_text(text + "\n", encoding="utf-8", newline="\n"))
    return archive.root / FILE


def read_depth(archive: Archive) -> Depth | None:
    """Read ``layers.json``.

    Returns
    -------
    Depth or None
        None if the folder has none, or one of another model.

    Raises
    ------
    DataError
        If the file is not what `write_depth` writes.
    """
    path = archive.root / FILE
    if not path.is_file():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        layers = tuple(_layer(entry) for entry in content.pop("layers"))
        depth = Depth(**content, layers=layers)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DataError(
            f"not the statistics of a model's layers ({error})",
            place=str(path),
            remedy="Remove it, or make it anew with `python build.py extract --layers all`.",
        ) from error
    return depth if depth.model == archive.model else None


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _rounded(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(entry) for entry in value]
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value


def _layer(entry: dict[str, Any]) -> LayerStatistics:
    estimates = {name: _estimate(entry[name]) for name in ("general", "polar", "cosine")}
    auroc = {name: Estimate(**one) for name, one in entry["auroc"].items()}
    along = {name: (Estimate(**general), Estimate(**polar)) for name, (general, polar) in entry["along"].items()}
    return LayerStatistics(layer=entry["layer"], ratios=dict(entry["ratios"]), auroc=auroc, along=along, **estimates)


def _estimate(entry: dict[str, Any] | None) -> Estimate | None:
    return Estimate(**entry) if entry else None

"""Networks from files: ``.npz`` with W0, b0, W1, b1, ..., or a torch state_dict."""

from __future__ import annotations

import pickle
import re
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np

from analyses.relu.networks import Network, network_from_layers
from report import DataError, MissingFileError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMATS = "An .npz holds W0, b0, W1, b1, ... (rows are neurons); a state_dict holds NAME.weight and NAME.bias a layer."


def read_network(path: Path) -> Network:
    """Return the network in `path`: ``.npz``, else a torch state_dict read with ``weights_only``.

    Raises
    ------
    MissingFileError
        If there is no such file.
    DataError
        If it cannot be read, holds other names, or is not a network on the plane (see `Network`).
    """
    if not path.is_file():
        raise MissingFileError(f"there is no file {path}", place=str(path), remedy=FORMATS)
    try:
        return _read_npz(path) if path.suffix == ".npz" else _read_state_dict(path)
    except DataError as error:
        place = f"{path}, {error.place}" if error.place else str(path)
        raise DataError(error.message, place=place, remedy=error.remedy or FORMATS) from None


def _read_npz(path: Path) -> Network:
    try:
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise DataError(f"not a readable .npz archive ({error})") from None
    depth = len(arrays) // 2
    wanted = [name for layer in range(depth) for name in (f"W{layer}", f"b{layer}")]
    if set(arrays) != set(wanted):
        found = ", ".join(sorted(arrays))
        raise DataError(f"the archive holds {found}; {', '.join(wanted) or 'W0, b0'} were expected")
    return network_from_layers((arrays[f"W{layer}"], arrays[f"b{layer}"]) for layer in range(depth))


def _read_state_dict(path: Path) -> Network:
    import torch  # seconds to import, needed for this format alone

    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, ValueError, EOFError, KeyError, pickle.UnpicklingError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise DataError(f"not a torch state_dict of plain weights ({reason})") from None
    if not isinstance(state, dict) or not all(isinstance(value, torch.Tensor) for value in state.values()):
        raise DataError("not a torch state_dict: a mapping of names to tensors was expected")
    return network_from_layers(_pairs({name: value.double().numpy() for name, value in state.items()}))


def _pairs(state: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """Pair NAME.weight with NAME.bias, in the order in which the file gives them."""
    unknown = [name for name in state if not re.fullmatch(r"(?:.*\.)?(?:weight|bias)", name)]
    if unknown:
        raise DataError(f"{unknown[0]} is neither a weight nor a bias")
    stems = [name.removesuffix("weight") for name in state if name.endswith("weight")]
    orphans = [name for name in state if name.endswith("bias") and name.removesuffix("bias") not in stems]
    if orphans:
        raise DataError(f"{orphans[0]} has no weight beside it")
    return [(state[f"{stem}weight"], state.get(f"{stem}bias", np.zeros(len(state[f"{stem}weight"])))) for stem in stems]

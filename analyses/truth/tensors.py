"""One layer's activations on disk, in either layout, as one array.

``layer_L.safetensors`` holds one tensor called ``activations``; ``layer_L_0.pt``,
``layer_L_25.pt``, ... hold a tensor each, and the last number is the row of its first statement.
"""

from __future__ import annotations

import pickle
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import safetensors

from report import DataError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

WHOLE = re.compile(r"layer_(?P<layer>\d+)\.safetensors")
SHARD = re.compile(r"layer_(?P<layer>\d+)_(?P<row>\d+)\.pt")
AGAIN = "Remove the file; copy it again, or let `python build.py extract` make it."
FLOATS = {"F16": np.float16, "F32": np.float32, "F64": np.float64}


def layer_file(layer: int) -> str:
    """Name the file of a whole layer."""
    return f"layer_{layer}.safetensors"


def shard_file(layer: int, row: int) -> str:
    """Name the shard that begins with a row."""
    return f"layer_{layer}_{row}.pt"


def layers_in(folder: Path) -> set[int]:
    """Return the layers whose activations lie in the folder."""
    found = (WHOLE.fullmatch(path.name) or SHARD.fullmatch(path.name) for path in folder.iterdir())
    return {int(match["layer"]) for match in found if match}


def layer_files(folder: Path, layer: int) -> tuple[Path, ...]:
    """Return the files of one layer, shards by number; safetensors come before shards if both are there."""
    shards: dict[int, Path] = {}
    for path in folder.iterdir():
        if (match := WHOLE.fullmatch(path.name)) and int(match["layer"]) == layer:
            return (path,)
        if (match := SHARD.fullmatch(path.name)) and int(match["layer"]) == layer:
            shards[int(match["row"])] = path
    return tuple(shards[row] for row in sorted(shards))


def read_layer(folder: Path, layer: int) -> NDArray[np.float32]:
    """Read one layer of one dataset.

    Returns
    -------
    ndarray of shape (n, d)
        float32, whatever floating type the files have; every entry finite.

    Raises
    ------
    DataError
        If there is no such layer, a file is cut or holds anything but one matrix of floats, shards
        differ in width or leave a gap, or an entry is NaN or infinite.
    """
    files = layer_files(folder, layer)
    if not files:
        raise DataError(f"no activations of layer {layer}", place=str(folder), remedy="Extract or copy that layer.")
    parts: list[NDArray[np.float32]] = []
    rows = 0
    for path in files:
        part = read_matrix(path)
        match = SHARD.fullmatch(path.name)
        if match and int(match["row"]) != rows:
            raise DataError(
                f"this shard should begin with row {rows}, where the shards before it end",
                place=str(path),
                remedy=f"The shard {shard_file(layer, rows)} is missing, cut, or has another number.",
            )
        if parts and part.shape[1] != parts[0].shape[1]:
            raise DataError(
                f"{part.shape[1]} columns, but {files[0].name} has {parts[0].shape[1]}",
                place=str(path),
                remedy="All shards of a layer must come from one model.",
            )
        parts.append(part)
        rows += len(part)
    return np.concatenate(parts)


def read_matrix(path: Path) -> NDArray[np.float32]:
    """Read the one matrix in a file; see `read_layer`."""
    matrix = _read_safetensors(path) if path.suffix == ".safetensors" else _read_pt(path)
    if matrix.ndim != 2 or not matrix.size:
        raise DataError(
            f"a tensor of shape {matrix.shape}", place=str(path), remedy="A row a statement, a column a unit is needed."
        )
    finite = np.isfinite(matrix).all(axis=1)
    if not finite.all():
        raise DataError(
            f"row {int(np.argmin(finite))} holds NaN or infinity", place=str(path), remedy="Extract these rows anew."
        )
    return matrix


def read_tensors(path: Path, only: str | None = None) -> dict[str, NDArray[np.float32]]:
    """Read the tensors of a safetensors file, or one of them, as float32."""
    try:
        content = safetensors.deserialize(path.read_bytes())  # type: ignore[no-untyped-call]
    except safetensors.SafetensorError as error:
        raise DataError(f"cut, or not a safetensors file ({error})", place=str(path), remedy=AGAIN) from error
    return {name: _decode(tensor, path) for name, tensor in content if only in (None, name)}


def _read_safetensors(path: Path) -> NDArray[np.float32]:
    tensors = read_tensors(path)
    if set(tensors) != {"activations"}:
        raise DataError(
            f"the tensors {sorted(tensors)}", place=str(path), remedy="The file must hold one, called activations."
        )
    return tensors["activations"]


def _decode(tensor: dict[str, Any], path: Path) -> NDArray[np.float32]:
    shape, kind, data = tensor["shape"], tensor["dtype"], tensor["data"]
    if kind == "BF16":
        upper = np.frombuffer(data, dtype="<u2").astype(np.uint32)
        return (upper << 16).view(np.float32).reshape(shape)
    if kind not in FLOATS:
        raise DataError(f"a tensor of type {kind}", place=str(path), remedy="Activations are floats of 16 to 64 bits.")
    with np.errstate(over="ignore"):
        return np.frombuffer(data, dtype=np.dtype(FLOATS[kind]).newbyteorder("<")).reshape(shape).astype(np.float32)


def _read_pt(path: Path) -> NDArray[np.float32]:
    import torch

    try:
        tensor = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise DataError(
            "holds something else than a tensor; it was not run",
            place=str(path),
            remedy="Use a file from a source you trust, one tensor in it.",
        ) from error
    except (RuntimeError, EOFError, OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise DataError("cut, or not a file of torch", place=str(path), remedy=AGAIN) from error
    if not isinstance(tensor, torch.Tensor) or not tensor.is_floating_point() or tensor.layout != torch.strided:
        raise DataError(
            f"a {type(tensor).__name__} in place of a tensor of floats",
            place=str(path),
            remedy="Save the tensor alone.",
        )
    return tensor.detach().to(torch.float32).numpy()


def write_file(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file aside and rename it, so that none stands half-written under its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    write(part)
    part.replace(path)

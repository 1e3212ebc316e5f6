"""A language model's activations and likelihood, a batch of statements at a time."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analyses.truth.model import LanguageModel


@dataclass(frozen=True, eq=False)
class Answer:
    """What the model makes of the statements of one batch.

    Attributes
    ----------
    activations : dict of int to ndarray of shape (n, d)
        float32, by layer: the output of that block at the last token.
    log_probability : ndarray of shape (n,)
        float64, natural logarithm: the sum over all tokens but the first, each given those before it.
    tokens : ndarray of shape (n,)
        int32, how many tokens that sum has.
    """

    activations: dict[int, NDArray[np.float32]]
    log_probability: NDArray[np.float64]
    tokens: NDArray[np.int32]


def tokenize(model: LanguageModel, statements: Sequence[str]) -> list[list[int]]:
    """Turn statements into token numbers by the tokenizer's defaults: no chat template, no padding."""
    return [list(ids) for ids in model.tokenizer(list(statements))["input_ids"]]


def by_length(lengths: Sequence[int], size: int) -> list[NDArray[np.int64]]:
    """Divide rows into batches of at most `size`, of similar length each, the longest first."""
    order = np.argsort(-np.asarray(lengths), kind="stable")
    return [order[start : start + size] for start in range(0, len(order), size)]


def ask(model: LanguageModel, sentences: Sequence[Sequence[int]], layers: Sequence[int]) -> Answer:
    """Run the model on a few tokenized statements.

    They are padded on the right and masked, so that no statement sees another's length: a causal
    model's output at a token depends on the tokens before it alone.
    """
    import torch

    lengths = torch.tensor([len(ids) for ids in sentences], device=model.device)
    width = int(lengths.max())
    tokens = torch.tensor([[*ids, *[0] * (width - len(ids))] for ids in sentences], device=model.device)
    mask = (torch.arange(width, device=model.device) < lengths[:, None]).long()
    rows = torch.arange(len(sentences), device=model.device)
    last: dict[int, NDArray[np.float32]] = {}

    def keep(layer: int, output: Any) -> None:
        hidden = output[0] if isinstance(output, tuple) else output
        last[layer] = hidden[rows, lengths - 1].float().cpu().numpy()

    with ExitStack() as hooks, torch.inference_mode():
        for layer in layers:
            hook = model.blocks[layer].register_forward_hook(lambda _, __, output, layer=layer: keep(layer, output))
            hooks.callback(hook.remove)
        logits = model.network(input_ids=tokens, attention_mask=mask, use_cache=False).logits
        sums = [_log_probability(*row) for row in zip(logits, tokens, lengths.tolist(), strict=True)]
    return Answer(last, np.array(sums), (lengths - 1).cpu().numpy().astype(np.int32))


def _log_probability(logits: Any, tokens: Any, length: int) -> float:
    given = logits[: length - 1].float().log_softmax(dim=-1)
    return float(given.gather(1, tokens[1:length, None]).cpu().double().sum())

"""Adam, the algorithm alone: torch's own optimiser loads torch's compiler, which takes longer than the training."""

from __future__ import annotations

from collections.abc import Sequence

import torch

FIRST, SECOND = 0.9, 0.999
"""Decay of the two averages."""

EPSILON = 1e-8


class Adam:
    """Moves parameters by the averages of their gradients over those of their squares.

    Parameters
    ----------
    parameters : sequence of Tensor
        Changed in place.
    rate : float

    Source
    ------
    D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization" (ICLR 2015), algorithm 1.
    """

    def __init__(self, parameters: Sequence[torch.Tensor], rate: float) -> None:
        self.parameters, self.rate, self.steps = parameters, rate, 0
        self.means = [torch.zeros_like(one) for one in parameters]
        self.squares = [torch.zeros_like(one) for one in parameters]

    @torch.no_grad()
    def step(self, gradients: Sequence[torch.Tensor]) -> None:
        """Move each parameter against its gradient; both averages start at zero, which is made up for."""
        self.steps += 1
        rate, scale = self.rate / (1 - FIRST**self.steps), (1 - SECOND**self.steps) ** 0.5
        for parameter, gradient, mean, square in zip(self.parameters, gradients, self.means, self.squares, strict=True):
            mean.lerp_(gradient, 1 - FIRST)
            square.mul_(SECOND).addcmul_(gradient, gradient, value=1 - SECOND)
            parameter.addcdiv_(mean, (square.sqrt() / scale).add_(EPSILON), value=-rate)

"""The four networks learn a small real task, all seeds at once, and their regions are counted again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from scipy.stats import t as student
from threadpoolctl import threadpool_limits
from torch import nn

from analyses.relu.architectures import plain, seeded
from analyses.relu.enumeration import enumerate_regions
from analyses.relu.networks import Network, network_from_layers
from analyses.sheet05.linear_regions.adam import Adam
from analyses.sheet05.linear_regions.comparison import median
from analyses.sheet05.linear_regions.setting import CONFIDENCE, REACH, Floats, Integers
from analyses.sheet05.linear_regions.trained import Trained, Training
from report import Estimate

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMNS = ("alcohol", "malic_acid")
CULTIVAR = 1
"""The second of three, which has most of the wines."""

STEPS, RATE, SEEDS = 300, 0.02, 40


@dataclass(frozen=True, eq=False)
class Task:
    """Points of the plane in two classes.

    Attributes
    ----------
    points : ndarray of shape (n, 2)
        Columns of mean 0 and variance 1.
    labels : ndarray of shape (n,)
        0 or 1.
    """

    points: Floats
    labels: Floats


def wines() -> Task:
    """Return the first two columns of the wine data that come with scikit-learn; 1 is the second cultivar.

    Source: Forina et al., PARVUS, 1988; Aeberhard and Forina, UCI machine learning repository, 1991.
    """
    from sklearn.datasets import load_wine

    data = load_wine()
    chosen = data.data[:, [list(data.feature_names).index(column) for column in COLUMNS]]
    return Task((chosen - chosen.mean(axis=0)) / chosen.std(axis=0), (data.target == CULTIVAR).astype(np.float64))


class Stack(nn.Module):
    """Copies of one architecture side by side: each parameter has the copies as its first axis.

    A shared layer has its parameters once and is applied as often as in the copies.
    """

    def __init__(self, copies: Sequence[nn.Module]) -> None:
        super().__init__()
        chains = [list(copy.layers) for copy in copies]  # type: ignore[arg-type]
        self.own = list(dict.fromkeys(chains[0]))
        self.order = [self.own.index(layer) for layer in chains[0]]
        firsts = [self.order.index(layer) for layer in range(len(self.own))]
        self.weights = nn.ParameterList([torch.stack([chain[at].weight for chain in chains]) for at in firsts])
        self.biases = nn.ParameterList([torch.stack([chain[at].bias for chain in chains]) for at in firsts])

    def forward(self, points: torch.Tensor) -> torch.Tensor:
        """Return each copy's output, shape (copies, n), at `points` of shape (n, 2)."""
        value = points.expand(len(self.weights[0]), -1, -1)
        for layer in self.order:
            value = torch.baddbmm(self.biases[layer][:, None], value, self.weights[layer].transpose(1, 2))
            value = value if layer == self.order[-1] else torch.relu(value)
        return value[..., 0]

    def networks(self) -> list[Network]:
        """Return the copies as plain weights, shared layers written out."""
        weights, biases = ([part.detach().double().numpy() for part in parts] for parts in (self.weights, self.biases))
        return [
            network_from_layers((weights[layer][copy], biases[layer][copy]) for layer in self.order)
            for copy in range(len(weights[0]))
        ]


def train(copies: Sequence[nn.Module], task: Task, steps: int) -> tuple[list[Network], NDArray[np.float64]]:
    """Return `copies` after `steps` of Adam on the mean logistic loss over all rows, and their accuracies.

    The losses are summed over the copies; as no parameter is in two of them, and Adam scales each
    parameter by its own gradients, every copy moves as it would alone. One thread: the products are
    too small for two of them not to be in each other's way.
    """
    with threadpool_limits(limits=1):
        return _train(Stack(copies), task, steps)


def _train(stack: Stack, task: Task, steps: int) -> tuple[list[Network], NDArray[np.float64]]:
    points = torch.tensor(task.points, dtype=torch.float32)
    labels = torch.tensor(task.labels, dtype=torch.float32).expand(len(stack.weights[0]), -1)
    parameters = list(stack.parameters())
    adam = Adam(parameters, RATE)
    for _ in range(steps):
        losses = nn.functional.binary_cross_entropy_with_logits(stack(points), labels, reduction="none")
        adam.step(torch.autograd.grad(losses.mean(dim=1).sum(), parameters))
    with torch.no_grad():
        right = (stack(points) > 0) == (labels > 0)
    return stack.networks(), right.double().mean(dim=1).numpy()


def training(builders: Mapping[str, Callable[[], nn.Module]], titles: Mapping[str, str]) -> Training:
    """Return the region counts before and after training, over `SEEDS` seeds."""
    task = wines()
    share = float(task.labels.mean())
    return Training(
        columns=COLUMNS,
        rows=len(task.labels),
        larger=max(share, 1 - share),
        reach=float(np.abs(task.points).max()),
        steps=STEPS,
        rate=RATE,
        seeds=SEEDS,
        networks=tuple(trained(name, titles[name], build, task) for name, build in builders.items()),
    )


def trained(name: str, title: str, build: Callable[[], nn.Module], task: Task) -> Trained:
    """Return one architecture before and after training."""
    copies = [seeded(build, seed) for seed in range(SEEDS)]
    before = counts([plain(copy) for copy in copies])
    networks, accuracy = train(copies, task, STEPS)
    after = counts(networks)
    return Trained(
        name=name,
        title=title,
        before=median(before),
        after=median(after),
        change=mean(after - before),
        most=int(np.abs(after - before).max()),
        accuracy=median(accuracy),
    )


def counts(networks: Sequence[Network]) -> Integers:
    """Return the linear regions of each network in the exercise's box."""
    return np.array([enumerate_regions(network, box=(-REACH, REACH, -REACH, REACH)).linear_regions
                     for network in networks])  # fmt: skip


def mean(values: Integers) -> Estimate:
    """Return the mean with Student's interval at CONFIDENCE."""
    margin = student.ppf((1 + CONFIDENCE) / 2, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values))
    middle = float(values.mean())
    return Estimate(middle, float(middle - margin), float(middle + margin), len(values))

"""The networks of exercise 4 as torch modules, seeded, and torch modules as plain weights."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from analyses.relu.networks import Network, network_from_layers
from report import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray


class ShallowNN(nn.Module):
    """One hidden layer: 2-20-1 has 81 parameters (exercise 4a)."""

    def __init__(self, hidden_size: int = 20) -> None:
        super().__init__()
        self.hidden = nn.Linear(2, hidden_size)
        self.output = nn.Linear(hidden_size, 1)

    @property
    def layers(self) -> tuple[nn.Linear, ...]:
        """The affine layers in the order in which they are applied."""
        return (self.hidden, self.output)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the output, shape (n, 1), at `x` of shape (n, 2)."""
        return _apply(self.layers, x)


class SharedDeepNN(nn.Module):
    """The deep network as handed in (exercise 4d): one hidden layer applied three times, 51 parameters."""

    def __init__(self, hidden_size: int = 5, applications: int = 3) -> None:
        super().__init__()
        self.hidden0 = nn.Linear(2, hidden_size)
        self.hiddeni = nn.Linear(hidden_size, hidden_size)
        self.output = nn.Linear(hidden_size, 1)
        self.applications = applications

    @property
    def layers(self) -> tuple[nn.Linear, ...]:
        """The affine layers in the order in which they are applied; the shared one comes again."""
        return (self.hidden0, *[self.hiddeni] * self.applications, self.output)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the output, shape (n, 1), at `x` of shape (n, 2)."""
        return _apply(self.layers, x)


class DeepNN(nn.Module):
    """Distinct hidden layers: 2-5-5-5-5-1 has 111 parameters, 2-5-5-5-1 the shallow network's 81."""

    def __init__(self, hidden_sizes: tuple[int, ...] = (5, 5, 5, 5)) -> None:
        super().__init__()
        sizes = (2, *hidden_sizes)
        self.hidden = nn.ModuleList([nn.Linear(a, b) for a, b in pairwise(sizes)])
        self.output = nn.Linear(sizes[-1], 1)

    @property
    def layers(self) -> tuple[nn.Linear, ...]:
        """The affine layers in the order in which they are applied."""
        return (*[layer for layer in self.hidden if isinstance(layer, nn.Linear)], self.output)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the output, shape (n, 1), at `x` of shape (n, 2)."""
        return _apply(self.layers, x)


def seeded(build: Callable[[], nn.Module], seed: int) -> nn.Module:
    """Return ``build()`` with torch's default initialisation, as after ``torch.manual_seed(seed)``.

    The generator of the rest of the program is left as it was. Only the processor's is seeded:
    ``torch.manual_seed`` also loads torch's compiler, which takes longer than all the networks.
    """
    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(seed)
        return build()


def parameter_count(module: nn.Module) -> int:
    """Return the number of parameters; a shared layer counts once."""
    return sum(parameter.numel() for parameter in module.parameters())


def plain(module: nn.Module) -> Network:
    """Return the weights of `module` in float64, shared layers written out.

    Takes the classes above, and `Sequential`s, nested or not,
    of `Linear` and `ReLU` in turn.

    Raises
    ------
    DataError
        If another kind of module is met, two affine layers meet without a ReLU, or as `Network` does.
    """
    layers = (module.layers if isinstance(module, ShallowNN | SharedDeepNN | DeepNN)
              else tuple(_affine_layers(module)))  # fmt: skip
    return network_from_layers((_numpy(layer.weight), _bias(layer)) for layer in layers)


def _apply(layers: tuple[nn.Linear, ...], x: torch.Tensor) -> torch.Tensor:
    for layer in layers[:-1]:
        x = torch.relu(layer(x))
    output: torch.Tensor = layers[-1](x)
    return output


def _affine_layers(module: nn.Module) -> Iterator[nn.Linear]:
    """Yield the affine layers of a chain, having made sure that it is Linear, ReLU, ..., Linear."""
    chain = list(_flat(module))
    for index, part in enumerate(chain):
        wanted = nn.Linear if index % 2 == 0 else nn.ReLU
        if not isinstance(part, wanted):
            raise DataError(f"module {index} is a {type(part).__name__} where a {wanted.__name__} must stand",
                            remedy="Linear and ReLU must take turns, beginning and ending with Linear.")  # fmt: skip
        if isinstance(part, nn.Linear):
            yield part
    if len(chain) % 2 == 0:
        raise DataError("the network must end with a Linear layer, without a ReLU after it")


def _flat(module: nn.Module) -> Iterator[nn.Module]:
    if isinstance(module, nn.Sequential):
        for part in module:
            yield from _flat(part)
    else:
        yield module


def _bias(layer: nn.Linear) -> NDArray[Any]:
    # Linear(bias=False) has None here, which torch's type stubs do not say.
    bias: torch.Tensor | None = layer.bias
    return torch.zeros(layer.out_features).numpy() if bias is None else _numpy(bias)


def _numpy(tensor: torch.Tensor) -> NDArray[Any]:
    return tensor.detach().cpu().double().numpy()

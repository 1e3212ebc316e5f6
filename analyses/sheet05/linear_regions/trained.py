"""What training makes of the region counts of exercise 4."""

from __future__ import annotations

from dataclasses import dataclass

from report import Estimate


@dataclass(frozen=True)
class Trained:
    """One architecture before and after training, over the same seeds.

    Attributes
    ----------
    name, title : str
    before, after : Estimate
        Median of the linear regions in the box, with its interval from order statistics.
    change : Estimate
        Mean over seeds of regions after minus regions before, with Student's interval.
    most : int
        Largest change at one seed, in absolute value.
    accuracy : Estimate
        Median share of rows on the right side, in [0, 1], on the rows trained on.
    """

    name: str
    title: str
    before: Estimate
    after: Estimate
    change: Estimate
    most: int
    accuracy: Estimate


@dataclass(frozen=True)
class Training:
    """The task, how it was learned, and what became of the regions.

    Attributes
    ----------
    columns : tuple of str
        The two columns, each standardised to mean 0 and variance 1.
    rows : int
    larger : float
        Share of the rows in the larger class, in [0, 1].
    reach : float
        Largest standardised value, in absolute value.
    steps, rate, seeds : int, float, int
        Of Adam, each over all rows.
    networks : tuple of Trained
        The shallow one first.
    """

    columns: tuple[str, ...]
    rows: int
    larger: float
    reach: float
    steps: int
    rate: float
    seeds: int
    networks: tuple[Trained, ...]

    @property
    def moved(self) -> tuple[str, ...]:
        """Titles of the networks whose mean change is told apart from none."""
        return tuple(one.title for one in self.networks if one.change.low > 0 or one.change.high < 0)

    @property
    def most(self) -> int:
        """Largest change of any network at one seed, in absolute value."""
        return max(one.most for one in self.networks)

"""Chains of formulas: as declared, and with a verdict on every step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Signature:
    r"""What the letters of a derivation mean.

    Attributes
    ----------
    symbols : mapping of str to str
        LaTeX name to one of ``real``, ``positive``, ``nonnegative``, ``nonzero``, ``integer``,
        ``positive integer``.
    vectors : mapping of str to str
        LaTeX name to its length: a declared positive integer, or digits.
    functions : mapping of str to str
        LaTeX head (``\sigma(t)``) to LaTeX body.
    """

    symbols: Mapping[str, str] = field(default_factory=dict)
    vectors: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Derivation:
    r"""A chain of formulas, written once: the string that is typeset is the string that is checked.

    Attributes
    ----------
    name : str
        Key in templates: ``derivations.name``.
    latex : str
        A chain such as ``a = b \le c``, or an ``aligned`` environment of them.
    signature : Signature
        What its letters mean.
    assumed : mapping of int to str
        Steps (counted from 1) that are taken as given, each with the reason.
    """

    name: str
    latex: str
    signature: Signature
    assumed: Mapping[int, str] = field(default_factory=dict)


class Status(StrEnum):
    """What is known of a step."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNPROVED = "unproved"
    ASSUMED = "assumed"


@dataclass(frozen=True)
class Verdict:
    """The checker's word on one step.

    Attributes
    ----------
    status : Status
    by : str
        The rule that proved it, or the reason for any other status.
    conditions : tuple of str
        LaTeX of divisors that a proof took to be nonzero.
    counterexample : str
        For a refuted step: values to put in by hand, and both sides.
    """

    status: Status
    by: str
    conditions: tuple[str, ...] = ()
    counterexample: str = ""


@dataclass(frozen=True)
class CheckedStep:
    """One relation of a chain, in the author's LaTeX, with its verdict.

    `row` counts the lines of an ``aligned`` environment from 0: steps of one row form one chain.
    """

    lhs: str
    relation: str
    rhs: str
    verdict: Verdict
    row: int = 0


@dataclass(frozen=True)
class Checked:
    """A derivation with a verdict for every step."""

    name: str
    latex: str
    steps: tuple[CheckedStep, ...]

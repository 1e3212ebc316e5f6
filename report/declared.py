"""What a sheet declares, held against the types that its fields say: a comma left out, a number that is a text."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from functools import cache
from numbers import Integral, Real
from typing import Any, Union, get_args, get_origin, get_type_hints

from report.errors import DeclarationError
from report.model import Exercise, Input, Parameter, Sheet

MODEL = "report.model"

TALLEST = 9.0
"""Inches of a figure that a page has room for, with its caption."""

AUTHORS = "authors"
"""The parameter that every sheet has."""


def check_declarations(sheet: Sheet, place: str) -> None:
    """Refuse a sheet whose fields, or those of what it declares, do not hold what they are declared to hold.

    Raises
    ------
    DeclarationError
        Naming the field, what it holds and what it takes.
    """
    _check(sheet, place)
    for exercise in sheet.exercises:
        here = f"exercise {exercise.number}, {exercise.slug}"
        _check(exercise, here)
        for kind in ("inputs", "parameters", "derivations", "figures"):
            for declared in getattr(exercise, kind):
                _check(declared, f"{here}, {type(declared).__name__} {declared.name}")
        for figure in exercise.figures:
            if not 0 < figure.height <= TALLEST:
                raise DeclarationError(
                    f"the figure {figure.name} is {figure.height:g} inches high",
                    place=here,
                    remedy=f"A page has room for {TALLEST:g} inches and a caption.",
                )
        _unlike(here, exercise.inputs)
    for printed in sheet.published:
        _check(printed, f"{place}, Published {printed.quantity}")
    for mistake in sheet.corrections:
        _check(mistake, f"{place}, Correction {mistake.where}")
        if not mistake.evidence:
            raise DeclarationError(
                "a correction has no evidence",
                place=f"{place}, Correction {mistake.where}",
                remedy="Cite claims.name, derivations.name or figures.name.",
            )
    _parameters(sheet.exercises)


def _check(declared: Any, place: str) -> None:
    kind: object = type(declared)
    for name, hint in _hints(kind).items():
        value = getattr(declared, name)
        if not _holds(value, hint):
            comma = isinstance(value, str) or not hasattr(value, "__iter__")
            raise DeclarationError(
                f"{name} is {_said(value)}, and takes {_taken(hint)}",
                place=place,
                remedy="A tuple of one has a comma: (x,)." if get_origin(hint) is tuple and comma else "",
            )


@cache
def _hints(kind: object) -> dict[str, Any]:
    """Return the types of the fields that the engine's own classes declare; what an author adds to them is his."""
    ours = [base for base in reversed(getattr(kind, "__mro__", ())) if base.__module__.startswith(MODEL)]
    hints = {name: hint for base in ours for name, hint in get_type_hints(base).items()}
    return {name: hint for name, hint in hints.items() if not name.startswith("_")}


def _holds(value: Any, hint: Any) -> bool:
    """Return whether `value` is of a type that our declarations use; what else there is counts as held."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return any(_holds(value, one) for one in arguments)
    if origin is tuple:
        return isinstance(value, tuple) and all(_holds(entry, arguments[0]) for entry in value)
    if origin is Callable:
        return callable(value)
    if hint in (int, float):
        return isinstance(value, Integral if hint is int else Real) and not isinstance(value, bool)
    kind = origin or hint
    return not isinstance(kind, type) or isinstance(value, kind)


def _said(value: Any) -> str:
    return f"{value!r:.60} ({type(value).__name__})"


def _taken(hint: Any) -> str:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return " or ".join(_taken(one) for one in arguments)
    if origin is tuple:
        return f"a tuple of {_taken(arguments[0]).removeprefix('a ')}"
    if origin is Callable:
        return "a function"
    return _NAMES.get(hint) or str(getattr(origin or hint, "__name__", hint))


_NAMES: dict[Any, str] = {str: "a text", int: "a whole number", float: "a number", type(None): "None"}


def _unlike(place: str, inputs: tuple[Input, ...]) -> None:
    names = [declared.name for declared in inputs]
    for name in names:
        if names.count(name) > 1:
            raise DeclarationError(f"two of input {name}", place=place, remedy="Names must differ.")


def _parameters(exercises: tuple[Exercise[Any], ...]) -> None:
    """Refuse parameters out of their own bounds, and two that share a name and nothing else."""
    seen: dict[str, Parameter[Any]] = {}
    for place, parameter in _placed(exercises):
        if parameter.name == AUTHORS:
            raise DeclarationError(f"every sheet has a parameter {AUTHORS}", place=place, remedy="Choose another name.")
        if repr(seen.setdefault(parameter.name, parameter)) != repr(parameter):
            raise DeclarationError(
                f"the parameter {parameter.name} is declared in two ways",
                place=place,
                remedy="Exercises that share a name share the value: declare it once, or give one another name.",
            )
        low, high = parameter.low, parameter.high
        if isinstance(parameter.default, (int, float)) and (
            (low is not None and parameter.default < low) or (high is not None and parameter.default > high)
        ):
            raise DeclarationError(
                f"the default of {parameter.name} is out of its own bounds: {parameter.default!r}", place=place
            )


def _placed(exercises: tuple[Exercise[Any], ...]) -> Iterator[tuple[str, Parameter[Any]]]:
    for exercise in exercises:
        for parameter in exercise.parameters:
            yield f"exercise {exercise.number}, {exercise.slug}", parameter

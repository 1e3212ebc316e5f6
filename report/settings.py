"""Parameters: what a sheet declares, and what ``-P name=value`` makes of it."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping
from typing import Any

from report.declared import AUTHORS
from report.errors import ParameterError
from report.model import Parameter, Settings, Sheet

_TRUE = {"true", "yes", "on", "1"}
_FALSE = {"false", "no", "off", "0"}


def parameters_of(sheet: Sheet) -> dict[str, Parameter[Any]]:
    """Return every parameter of `sheet` by name; exercises that share a name share the value."""
    authors = Parameter(AUTHORS, sheet.authors, "names in the title block, separated by commas")
    own = (parameter for exercise in sheet.exercises for parameter in exercise.parameters)
    return {parameter.name: parameter for parameter in (authors, *own)}


def settle(sheet: Sheet, given: Mapping[str, str]) -> Settings:
    """Return the value of every parameter of `sheet`: as given, else the default.

    Raises
    ------
    ParameterError
        If a name is not declared, a value has another type, or lies outside its bounds.
    """
    declared = parameters_of(sheet)
    for name in given:
        if name not in declared:
            near = difflib.get_close_matches(name, declared, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            raise ParameterError(f"there is no parameter {name}", place=f"-P {name}", remedy=hint + _listing(declared))
    return {
        name: _parse(parameter, given[name], declared) if name in given else parameter.default
        for name, parameter in declared.items()
    }


def describe(parameter: Parameter[Any]) -> str:
    """Return `parameter` in one line: name, default, bounds, meaning."""
    shown = ", ".join(parameter.default) if isinstance(parameter.default, tuple) else parameter.default
    default = "as the data say" if shown is None else shown
    bounds = "" if parameter.low is None and parameter.high is None else f", {_bounds(parameter)}"
    return f"{parameter.name} = {default} ({parameter.meaning}{bounds})"


def _parse(parameter: Parameter[Any], text: str, declared: Mapping[str, Parameter[Any]]) -> Any:
    kind = parameter.kind or type(parameter.default)
    try:
        value = _convert(kind, text.strip())
    except ValueError:
        raise ParameterError(
            f"{text!r} is not {_NAMES.get(kind, kind.__name__)}",
            place=f"-P {parameter.name}",
            remedy=_listing(declared),
        ) from None
    too_low = parameter.low is not None and value < parameter.low
    too_high = parameter.high is not None and value > parameter.high
    if too_low or too_high or (kind is float and math.isnan(value)):
        raise ParameterError(
            f"{text} is out of bounds: {_bounds(parameter)}", place=f"-P {parameter.name}", remedy=describe(parameter)
        )
    return value


_NAMES: Mapping[type, str] = {
    int: "a whole number",
    float: "a number",
    bool: "yes or no",
    tuple: "a list separated by commas",
}


def _convert(kind: type, text: str) -> Any:
    if kind is bool:
        if text.lower() in _TRUE | _FALSE:
            return text.lower() in _TRUE
        raise ValueError(text)
    if kind is tuple:
        parts = tuple(part.strip() for part in text.split(",") if part.strip())
        if not parts:
            raise ValueError(text)
        return parts
    return kind(text)


def _bounds(parameter: Parameter[Any]) -> str:
    if parameter.high is None:
        return f"at least {parameter.low}"
    return f"at most {parameter.high}" if parameter.low is None else f"from {parameter.low} to {parameter.high}"


def _listing(declared: Mapping[str, Parameter[Any]]) -> str:
    return "parameters:\n" + "\n".join(f"  {line}" for line in _lines(declared.values()))


def _lines(parameters: Iterable[Parameter[Any]]) -> list[str]:
    return [describe(parameter) for parameter in parameters]

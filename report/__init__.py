"""The report engine. These names are all that an analysis may use of it."""

from report.errors import DataError, MissingFileError, MissingToolError, OutputError, ParameterError
from report.model import (
    Area,
    Claim,
    Correction,
    Derivation,
    Estimate,
    Exercise,
    Figure,
    Input,
    Parameter,
    Published,
    Resolved,
    Settings,
    Sheet,
    Signature,
)

__all__ = [
    "Area",
    "Claim",
    "Correction",
    "DataError",
    "Derivation",
    "Estimate",
    "Exercise",
    "Figure",
    "Input",
    "MissingFileError",
    "MissingToolError",
    "OutputError",
    "Parameter",
    "ParameterError",
    "Published",
    "Resolved",
    "Settings",
    "Sheet",
    "Signature",
]

"""The frozen types that flow through a build; standard library only.

A sheet *declares* (`Sheet`, `Exercise`, `Derivation`, `Figure`, `Claim`, ...); a build *adds*
(`Checked`, `Drawn`, `Section`, `Report`). Values stay raw until a template's filter rounds them.
"""

from report.model.builds import Piece, Report, Request, Section, Step
from report.model.claims import Claim
from report.model.data import DataFile, Input, Resolved
from report.model.derivations import Checked, CheckedStep, Derivation, Signature, Status, Verdict
from report.model.figures import Area, Drawn, DrawnArea, Figure, Formula, Points
from report.model.sheets import Correction, Exercise, Published, Sheet
from report.model.values import Estimate, Parameter, Settings

__all__ = [
    "Area",
    "Checked",
    "CheckedStep",
    "Claim",
    "Correction",
    "DataFile",
    "Derivation",
    "Drawn",
    "DrawnArea",
    "Estimate",
    "Exercise",
    "Figure",
    "Formula",
    "Input",
    "Parameter",
    "Piece",
    "Points",
    "Published",
    "Report",
    "Request",
    "Resolved",
    "Section",
    "Settings",
    "Sheet",
    "Signature",
    "Status",
    "Step",
    "Verdict",
]

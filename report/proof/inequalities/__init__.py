"""Proving inequalities: signs, termwise bounds, squares, and the sign of a derivative."""

from report.proof.inequalities.prove import below

__all__ = ["below"]

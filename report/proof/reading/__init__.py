"""From a chain's LaTeX to the formulas it relates, read against the declared signature."""

from report.proof.reading.chain import Link, Reading, read

__all__ = ["Link", "Reading", "read"]

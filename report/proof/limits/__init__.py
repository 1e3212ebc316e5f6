"""Limits by rule: continuity, algebra of limits, order of growth, l'Hôpital's rule, squeeze.

Each rule either returns the limit as a formula, with its own name noted, or gives up. A computer
algebra system's limit is never asked.
"""

from report.proof.limits.search import limit, without_limits

__all__ = ["limit", "without_limits"]

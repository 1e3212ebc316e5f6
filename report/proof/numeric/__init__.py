"""Formulas as numbers: what refutes a step, and what encloses a constant."""

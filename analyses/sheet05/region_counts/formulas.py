"""The derivations of exercise 5: every step is typeset from here, and checked from here."""

from __future__ import annotations

from report import Derivation, Signature

LINES = Signature(symbols={"n": "positive integer"}, functions={"R(n)": r"1+\frac{n(n+1)}{2}"})
LATTICE = Signature(symbols={"p": "positive integer", "q": "positive integer"})

DERIVATIONS = (
    Derivation("base", r"R(0) = 1+\frac{0\cdot 1}{2} = 1", LINES),
    Derivation("step", r"R(n-1)+n = 1+\frac{(n-1)n}{2}+n = 1+\frac{n(n+1)}{2} = R(n)", LINES),
    Derivation("closed", r"1+\sum_{k=1}^{n}k = R(n) = 1+n+\binom{n}{2}", LINES),
    Derivation("pencil", r"1+1+\sum_{k=2}^{n}2 = 2n", LINES),
    Derivation("parallel", r"1+\sum_{k=1}^{n}1 = n+1", LINES),
    Derivation("lattice", r"1+p+\sum_{k=1}^{q}(p+1) = (p+1)(q+1)", LATTICE),
    Derivation("missing_in_pencil", r"R(n)-2n = \frac{(n-1)(n-2)}{2} = \binom{n-1}{2}", LINES),
    Derivation("missing_in_parallel", r"R(n)-(n+1) = \frac{n(n-1)}{2} = \binom{n}{2}", LINES),
)

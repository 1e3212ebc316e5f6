"""The derivations of exercise 5: every step is typeset from here, and checked from here."""

from __future__ import annotations

from report import Derivation, Signature

LINES = Signature(symbols={"n": "positive integer"}, functions={"R(n)": r"1+\frac{n(n+1)}{2}"})
LATTICE = Signature(symbols={"p": "positive integer", "q": "positive integer"})

SPACE = Signature(
    symbols=dict.fromkeys(("n", "d", "i"), "positive integer"), functions={"r(n,d)": r"\sum_{i=0}^{d}\binom{n}{i}"}
)

DERIVATIONS = (
    Derivation("base", r"R(0) = 1+\frac{0\cdot 1}{2} = 1", LINES),
    Derivation("step", r"R(n-1)+n = 1+\frac{(n-1)n}{2}+n = 1+\frac{n(n+1)}{2} = R(n)", LINES),
    Derivation("closed", r"1+\sum_{k=1}^{n}k = R(n) = 1+n+\binom{n}{2}", LINES),
    Derivation("pencil", r"1+1+\sum_{k=2}^{n}2 = 2n", LINES),
    Derivation("parallel", r"1+\sum_{k=1}^{n}1 = n+1", LINES),
    Derivation("lattice", r"1+p+\sum_{k=1}^{q}(p+1) = (p+1)(q+1)", LATTICE),
    Derivation("missing_in_pencil", r"R(n)-2n = \frac{(n-1)(n-2)}{2} = \binom{n-1}{2}", LINES),
    Derivation("missing_in_parallel", r"R(n)-(n+1) = \frac{n(n-1)}{2} = \binom{n}{2}", LINES),
    Derivation("space", r"r(n-1,3)+r(n-1,2) = r(n,3) = 1+n+\binom{n}{2}+\binom{n}{3}", SPACE),
    Derivation("pascal", r"\binom{n-1}{i}+\binom{n-1}{i-1} = \binom{n}{i}", SPACE),
    Derivation("first_dimension", r"r(n-1,1)+r(n-1,0) = n+1 = r(n,1)", SPACE),
    Derivation(
        "next_dimension",
        r"""\begin{aligned}
        \bigl(r(n-1,d+1)+r(n-1,d)\bigr)-\bigl(r(n-1,d)+r(n-1,d-1)\bigr) &= \binom{n-1}{d+1}+\binom{n-1}{d} \\
        &= \binom{n}{d+1} = r(n,d+1)-r(n,d)
        \end{aligned}""",
        SPACE,
    ),
    Derivation(
        "lower_bound",
        r"\left\lfloor\frac{5}{2}\right\rfloor^{2\cdot 3}\left(1+5+\binom{5}{2}\right) = 64\cdot 16 = 1024",
        SPACE,
    ),
    Derivation("upper_bound", r"\left(1+5+\binom{5}{2}\right)^4 = 16^4 = 65536", SPACE),
)

"""What exercise 1 derives."""

from __future__ import annotations

from report import Derivation, Signature

SIGMOID = Signature(symbols={"x": "real"}, functions={r"\sigma(t)": r"\frac{1}{1+e^{-t}}"})
LINE = Signature(symbols={"t": "nonzero"})

DERIVATIONS = (
    Derivation("mirror", r"1-\sigma(x) = \frac{e^{-x}}{1+e^{-x}} = \sigma(-x)", SIGMOID),
    Derivation(
        "derivative",
        r"\frac{d}{dx}\sigma(x) = \frac{e^{-x}}{(1+e^{-x})^2}"
        r" = \frac{1}{1+e^{-x}}\cdot\frac{e^{-x}}{1+e^{-x}} = \sigma(x)(1-\sigma(x))",
        SIGMOID,
    ),
    Derivation(
        "tanh",
        r"\tanh(x) = \frac{e^{x}-e^{-x}}{e^{x}+e^{-x}} = \frac{1-e^{-2x}}{1+e^{-2x}}"
        r" = \frac{2}{1+e^{-2x}}-1 = 2\sigma(2x)-1",
        SIGMOID,
    ),
    Derivation("first_point", r"t\cdot 1+(-t)\cdot\frac{3}{2}+\frac{t}{2} = 0", LINE),
    Derivation("second_point", r"t\cdot 2+(-t)\cdot\frac{5}{2}+\frac{t}{2} = 0", LINE),
)

"""The derivations of exercise 4: every step is typeset from here, and checked from here."""

from __future__ import annotations

from report import Derivation, Signature

WIDTHS = Signature(symbols={"d": "positive integer", "n": "positive integer", "m": "positive integer"})
HIDDEN = Signature(
    symbols={"n": "positive integer", "x": "real", "y": "real"},
    vectors=dict.fromkeys(("v", "s", "u", "w", "b"), "n"),
)

DERIVATIONS = (
    Derivation("shallow_parameters", r"(2+1)\cdot 20+(20+1)\cdot 1 = 60+21 = 81", WIDTHS),
    Derivation("parameters", r"(d+1)\cdot n+(n+1)\cdot m = n(d+m+1)+m", WIDTHS),
    Derivation("crossings", r"\binom{20}{2} = \frac{20\cdot 19}{2} = 190", WIDTHS),
    Derivation("most_regions", r"1+20+\binom{20}{2} = 211", WIDTHS),
    Derivation(
        "slope",
        r"\frac{\partial}{\partial x}\sum_{k=1}^{n}v_k s_k(u_k x+w_k y+b_k) = \sum_{k=1}^{n}v_k s_k u_k",
        HIDDEN,
    ),
    Derivation("spacing", r"\frac{10-(-10)}{500-1} = \frac{20}{499}", WIDTHS),
    Derivation("shared_parameters", r"(2+1)\cdot 5+(5+1)\cdot 5+(5+1)\cdot 1 = 15+30+6 = 51", WIDTHS),
    Derivation("distinct_parameters", r"(2+1)\cdot 5+3\cdot(5+1)\cdot 5+(5+1)\cdot 1 = 15+90+6 = 111", WIDTHS),
    Derivation("equal_parameters", r"(2+1)\cdot 5+2\cdot(5+1)\cdot 5+(5+1)\cdot 1 = 15+60+6 = 81", WIDTHS),
)

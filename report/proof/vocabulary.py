"""The LaTeX that has a meaning here."""

from __future__ import annotations

FUNCTIONS = {
    "\\exp": "exp", "\\log": "log", "\\ln": "log",
    "\\sin": "sin", "\\cos": "cos", "\\tan": "tan", "\\cot": "cot", "\\sec": "sec", "\\csc": "csc",
    "\\arcsin": "arcsin", "\\arccos": "arccos", "\\arctan": "arctan",
    "\\sinh": "sinh", "\\cosh": "cosh", "\\tanh": "tanh", "\\coth": "coth",
}  # fmt: skip
"""Functions of one argument, which may be written without brackets."""

OPERATORS = {
    f"\\operatorname{{{name}}}": meaning
    for name, meaning in {
        "arsinh": "arsinh", "arcosh": "arcosh", "artanh": "artanh", "sgn": "sign", "sign": "sign", "relu": "relu",
    }.items()
}  # fmt: skip
"""Functions with a meaning of their own as long as nobody declares a function of that name."""

BIG = {"\\sum": "sum", "\\prod": "prod"}
EXTREMES = {"\\max": "max", "\\min": "min"}

RELATIONS = {
    "=": "=", "<": "<", ">": ">", "\\lt": "<", "\\gt": ">",
    "\\le": "<=", "\\leq": "<=", "\\leqslant": "<=", "\\ge": ">=", "\\geq": ">=", "\\geqslant": ">=",
    "\\approx": "~",
}  # fmt: skip
"""How a relation is written, and its short name."""

COMMANDS = {
    **dict.fromkeys(FUNCTIONS, "FUNC"),
    **dict.fromkeys(BIG, "BIG"),
    **dict.fromkeys(EXTREMES, "EXTREME"),
    **dict.fromkeys((name for name in RELATIONS if name.startswith("\\")), "REL"),
    "\\ne": "REL", "\\neq": "REL", "\\in": "REL", "\\to": "TO", "\\rightarrow": "TO",
    "\\lim": "LIM", "\\frac": "FRAC", "\\dfrac": "FRAC", "\\tfrac": "FRAC", "\\sqrt": "SQRT",
    "\\binom": "BINOM", "\\dbinom": "BINOM", "\\tbinom": "BINOM",
    "\\cdot": "TIMES", "\\times": "TIMES", "\\partial": "PARTIAL", "\\infty": "INFINITY", "\\prime": "PRIME",
}  # fmt: skip

BRACKETS = {
    "\\{": ("OPEN", "{"), "\\}": ("CLOSE", "}"), "\\lbrace": ("OPEN", "{"), "\\rbrace": ("CLOSE", "}"),
    "\\lfloor": ("OPEN", "floor"), "\\rfloor": ("CLOSE", "floor"),
    "\\lceil": ("OPEN", "ceil"), "\\rceil": ("CLOSE", "ceil"),
}  # fmt: skip

FONTS = (
    "mathbf", "mathbb", "mathcal", "mathrm", "mathsf", "mathit", "mathfrak", "boldsymbol", "bm", "vec",
    "hat", "bar", "tilde", "widehat", "widetilde", "overline", "dot", "operatorname",
)  # fmt: skip

GREEK = frozenset(
    f"\\{name}"
    for name in [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "varepsilon",
        "zeta",
        "eta",
        "theta",
        "vartheta",
        "iota",
        "kappa",
        "lambda",
        "mu",
        "nu",
        "xi",
        "pi",
        "varpi",
        "rho",
        "varrho",
        "sigma",
        "varsigma",
        "tau",
        "upsilon",
        "phi",
        "varphi",
        "chi",
        "psi",
        "omega",
        "Gamma",
        "Delta",
        "Theta",
        "Lambda",
        "Xi",
        "Pi",
        "Sigma",
        "Upsilon",
        "Phi",
        "Psi",
        "Omega",
        "ell",
    ]
)

SPACES = frozenset({"\\,", "\\;", "\\:", "\\!", "\\ ", "\\quad", "\\qquad", "\\displaystyle", "\\textstyle"}) | {
    "\\limits", "\\nolimits", "\\nonumber", "\\notag",
}  # fmt: skip
SIZES = frozenset(f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")) | {
    "\\left", "\\right", "\\middle",
}  # fmt: skip

ROWS = frozenset({"aligned", "align", "align*", "split", "gathered", "gather", "gather*", "eqnarray", "eqnarray*"})

WORDS = frozenset(
    name.removeprefix("\\") for name in (*FUNCTIONS, *BIG, *EXTREMES, "\\lim", "\\sqrt", "\\frac") if len(name) > 3
)
"""What is a mistake when it stands without its backslash."""

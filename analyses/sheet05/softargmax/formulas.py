"""The derivations of exercise 3: every step is typeset from here, and checked from here."""

from __future__ import annotations

from report import Derivation, Signature

LSE = {
    r"\operatorname{lse}(\sigma;\lambda)": r"\frac{1}{\lambda}\log\left(\sum_{i=1}^{K}e^{\lambda\sigma_i}\right)",
    r"\operatorname{softargmax}_j(\sigma;\lambda)": r"\frac{e^{\lambda\sigma_j}}{\sum_{i=1}^{K}e^{\lambda\sigma_i}}",
}
SOFT = Signature(
    symbols={"K": "positive integer", r"\lambda": "positive", "c": "real"},
    vectors={r"\sigma": "K"},
    functions=LSE,
)
SCALED = Signature(
    symbols={"K": "positive integer", r"\lambda": "positive", "c": "positive"},
    vectors={r"\sigma": "K"},
    functions=LSE,
)
PAIR = Signature(
    symbols={"K": "positive integer", r"\lambda": "positive", "a": "real", "b": "real", "d": "positive"},
    vectors={r"\sigma": "K"},
    functions=LSE,
)

DERIVATIONS = (
    Derivation(
        "shift",
        r"\operatorname{softargmax}_j(\sigma+c\mathbf{1};\lambda)"
        r" = \frac{e^{\lambda(\sigma_j+c)}}{\sum_{i=1}^{K}e^{\lambda(\sigma_i+c)}}"
        r" = \frac{e^{\lambda c}\,e^{\lambda\sigma_j}}{e^{\lambda c}\sum_{i=1}^{K}e^{\lambda\sigma_i}}"
        r" = \operatorname{softargmax}_j(\sigma;\lambda)",
        SOFT,
    ),
    Derivation(
        "scale",
        r"\operatorname{softargmax}_j(c\sigma;\lambda)"
        r" = \frac{e^{\lambda c\sigma_j}}{\sum_{i=1}^{K}e^{\lambda c\sigma_i}}"
        r" = \operatorname{softargmax}_j(\sigma;c\lambda)",
        SCALED,
    ),
    Derivation(
        "once",
        r"\operatorname{softargmax}_1(0,\log 2;1) = \frac{e^{0}}{e^{0}+e^{\log 2}} = \frac{1}{3}",
        PAIR,
    ),
    Derivation(
        "doubled",
        r"\operatorname{softargmax}_1(0,2\log 2;1) = \frac{e^{0}}{e^{0}+e^{2\log 2}} = \frac{1}{5}",
        PAIR,
    ),
    Derivation(
        "gap",
        r"\operatorname{lse}(a,a-d;\lambda)-a = \frac{1}{\lambda}\log(e^{\lambda a}+e^{\lambda(a-d)})-a"
        r" = \frac{1}{\lambda}\log(1+e^{-\lambda d})",
        PAIR,
    ),
    Derivation(
        "two_components",
        r"\operatorname{softargmax}_1(a,b;\lambda) = \frac{e^{\lambda a}}{e^{\lambda a}+e^{\lambda b}}"
        r" = \frac{1}{1+e^{-\lambda(a-b)}}",
        PAIR,
    ),
    Derivation("tie", r"\operatorname{softargmax}_1(a,a;\lambda) = \frac{1}{1+e^{0}} = \frac{1}{2}", PAIR),
    Derivation("winner", r"\lim_{\lambda\to\infty}\frac{1}{1+e^{-\lambda d}} = 1", PAIR),
    Derivation(
        "gradient",
        r"\frac{\partial}{\partial\sigma_j}\operatorname{lse}(\sigma;\lambda)"
        r" = \frac{1}{\lambda}\cdot\frac{\sum_{i=1}^{K}\lambda\,\delta_{ij}\,e^{\lambda\sigma_i}}"
        r"{\sum_{i=1}^{K}e^{\lambda\sigma_i}}"
        r" = \frac{e^{\lambda\sigma_j}}{\sum_{i=1}^{K}e^{\lambda\sigma_i}}"
        r" = \operatorname{softargmax}_j(\sigma;\lambda)",
        SOFT,
    ),
    Derivation(
        "shifted",
        r"\operatorname{lse}(\sigma;\lambda)"
        r" = \max(\sigma)+\frac{1}{\lambda}\log\left(\sum_{i=1}^{K}e^{\lambda(\sigma_i-\max(\sigma))}\right)",
        SOFT,
    ),
    Derivation("terms", r"1 \le \sum_{i=1}^{K}e^{\lambda(\sigma_i-\max(\sigma))} \le K", SOFT),
    Derivation(
        "bounds",
        r"\max(\sigma) \le \operatorname{lse}(\sigma;\lambda) \le \max(\sigma)+\frac{\log K}{\lambda}",
        SOFT,
    ),
    Derivation(
        "all_tied",
        r"\frac{1}{\lambda}\log\left(\sum_{i=1}^{K}e^{\lambda c}\right)"
        r" = \frac{1}{\lambda}\log(K e^{\lambda c}) = c+\frac{\log K}{\lambda}",
        SOFT,
    ),
    Derivation("vanishing", r"\lim_{\lambda\to\infty}\frac{\log K}{\lambda} = 0", SOFT),
    Derivation("limit", r"\lim_{\lambda\to\infty}\operatorname{lse}(\sigma;\lambda) = \max(\sigma)", SOFT),
)

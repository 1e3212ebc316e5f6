"""What may be changed about exercise 2 with ``-P``."""

from __future__ import annotations

from report import Input, Parameter

SEED = Parameter("seed", 5, "seeds every random draw of exercise 2", low=0)
SPLIT = Parameter("split", 0.8, "share of the cities or words that exercise 2 trains on", low=0.1, high=0.95)
CENTRING = Parameter("centring", False, "whether exercise 2 takes the mean of each dataset off its activations")
LAYER: Parameter[int | None] = Parameter(
    "layer", None, "layer of exercise 2's activations; by default chosen on training rows", low=0, kind=int
)

ACTIVATIONS = Input(
    "activations",
    roots=("data/lie_detection", "data/smollm2"),
    source="activations of a language model, read from true and false statements (data/README.md)",
    patterns=("datasets/*.csv", "acts/**/*.safetensors", "acts/**/*.pt", "layers.json"),
    replaceable=True,
    checksums="data/smollm2/SHA256SUMS",
)

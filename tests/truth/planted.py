"""Random activations with known directions planted in them."""

import numpy as np
import pandas as pd

from analyses.truth.archive import Dataset


def unit_pair(width, seed, cosine=0.0):
    """Two unit vectors at a known cosine."""
    first, second = np.linalg.qr(np.random.default_rng(seed).normal(size=(width, 2)))[0].T
    return first, cosine * first + np.sqrt(1 - cosine**2) * second


def dataset(name, pairs, general, polar, seed, noise=1.0, topic=None):
    """Statements in pairs, true and false: `tau * general + tau * p * polar`, plus noise and a topic's own mean."""
    generator = np.random.default_rng(seed)
    sign = -1 if name.startswith("neg_") else 1
    labels = np.tile([1, 0] if sign > 0 else [0, 1], pairs).astype(np.int8)
    truth = 2.0 * labels - 1
    middle = generator.normal(size=general.size) if topic is None else topic
    rows = middle + truth[:, None] * (general + sign * polar) + noise * generator.normal(size=(2 * pairs, general.size))
    statements = pd.DataFrame({"statement": [f"{name} {row}" for row in range(2 * pairs)], "label": labels})
    return Dataset(name, statements, labels, np.arange(2 * pairs) // 2, rows.astype(np.float32))

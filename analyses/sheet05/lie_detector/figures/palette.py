"""True and false look the same in every figure of exercise 2."""

from __future__ import annotations

TRUE, FALSE = "#0b4f8a", "#c24a1a"
GENERAL, POLAR = "#2a9d86", "#7a4d9f"

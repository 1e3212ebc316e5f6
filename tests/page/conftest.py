"""The toy sheet on a desk of its own for each test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk import Desk, toy_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return toy_desk(tmp_path)


@pytest.fixture
def refuse() -> Callable[[Desk, type[Exception]], Any]:
    """Render, and return the error it must raise."""

    def caught(desk: Desk, kind: type[Exception]) -> Any:
        with pytest.raises(kind) as raised:
            desk.render()
        return raised.value

    return caught

"""``python build.py cache``: what is kept between builds, and how to be rid of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from report.cli.account import size
from report.cli.console import console, visible


def command(project: Path) -> Callable[..., None]:  # noqa: ARG001 - the shape of every command
    """Return the cache command."""

    def cache(
        clear: Annotated[bool, typer.Option("--clear", help="Delete everything that is kept.")] = False,
    ) -> None:
        """Show what is kept between builds, and where; or delete it.

        Example: python build.py cache --clear
        """
        from report.cache import open_store
        from report.cache.store import LIMIT

        out = console()
        store = open_store(lambda fault: console(stderr=True).print(visible(f"warning: {fault}")))
        for kind, (count, held) in store.contents().items():
            out.print(visible(f"{kind:<10} {count:>6} files  {size(held):>8}"))
        if clear:
            store.clear()
            out.print(visible(f"cleared {store.folder}"))
        else:
            out.print(visible(f"in {store.folder}, entries kept to {size(LIMIT)}"))

    return cache

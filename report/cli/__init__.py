"""The command line: one file a command, flags only; the only door to typer."""

from report.cli.app import main

__all__ = ["main"]

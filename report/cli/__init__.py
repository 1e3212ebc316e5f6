"""The command line: one file a command, flags only; the only door to typer."""

"""``python build.py math FILE``: see and hear formulas, one a line."""

from __future__ import annotations

import json as jsonlib
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report.cli.console import console, visible
from report.errors import CallError, DataError, MissingFileError

if TYPE_CHECKING:
    from report.cache import NoStore, Store
    from report.formulas.trial import Trial


def command(project: Path) -> Callable[..., None]:  # noqa: ARG001 - the shape of every command
    """Return the math command."""

    def math(
        file: Annotated[str, typer.Argument(help="Text file with one LaTeX formula a line; - for standard input.")],
        json: Annotated[bool, typer.Option("--json", help="Print the formulas as JSON, and nothing else.")] = False,
        to: Annotated[
            str | None, typer.Option(help="html: also write a page that shows them all.", metavar="FORMAT")
        ] = None,
        output_dir: Annotated[Path, typer.Option(help="Folder for the page, made with its parents.")] = Path("_build"),
        no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither read nor write the cache.")] = False,
    ) -> None:
        """Set formulas as displays, and say what they sound like.

        A formula that cannot be set is named with column and token, and the exit code is 1; the others still come.

        Example: python build.py math formulas.txt --to html
        """
        if to not in (None, "html"):
            raise CallError(f"{to} is no format", place="--to", remedy="The one format is html.")
        lines = _lines(file)
        from report.cache import NoStore, open_store

        store = NoStore() if no_cache else open_store(_warn)
        trials = _tried(lines, store)
        page = _page(trials, file, output_dir, store) if to else None
        _show(trials, page, as_json=json)
        if any(trial.formula is None for trial in trials):
            raise typer.Exit(1)

    return math


def _lines(file: str) -> list[str]:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise MissingFileError(f"cannot be read: {error.strerror}", place=file) from error
    try:
        return re.split(r"\r\n|\r|\n", content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DataError("is not UTF-8", place=f"{file}, line {line}", remedy="Save it as UTF-8.") from error


def _tried(lines: Sequence[str], store: Store | NoStore) -> list[Trial]:
    from report.formulas import Typesetter
    from report.formulas.trial import try_all

    with Typesetter(store) as typesetter:
        return try_all(lines, typesetter)


def _page(trials: Sequence[Trial], file: str, folder: Path, store: Store | NoStore) -> Path:
    from report.cache import workspace
    from report.fonts import page_css
    from report.formulas import mathml_css
    from report.formulas.trial import specimen
    from report.outputs import written_together

    title = "formulas" if file == "-" else Path(file).stem
    texts = [
        text for trial in trials for text in (trial.tex, trial.error, trial.formula.speech if trial.formula else "")
    ]
    maths = [trial.formula.mathml for trial in trials if trial.formula]
    with workspace(store, "fonts") as fonts:
        css = page_css(fonts, text=[title, "LinePagePDFWordsandLaTeX 0123456789", *texts], code=texts, maths=maths)
    with written_together(folder) as outputs:
        outputs[f"{title}.html"] = specimen(trials, title, css + mathml_css()).encode()
    return folder / f"{title}.html"


def _show(trials: Sequence[Trial], page: Path | None, *, as_json: bool) -> None:
    if as_json:
        typer.echo(jsonlib.dumps({"formulas": [trial.record() for trial in trials]}, ensure_ascii=False))
        return
    out, faults = console(), console(stderr=True)
    for trial in trials:
        if trial.formula is None:
            faults.print(visible(f"line {trial.line}: {trial.error}"))
        else:
            size = f"{trial.formula.width_em:.2f} x {trial.formula.height_em:.2f} em"
            out.print(visible(f"line {trial.line}: {trial.formula.speech}  ({size})"))
    if page is not None:
        out.print(visible(str(page)))


def _warn(message: str) -> None:
    console(stderr=True).print(visible(f"warning: {message}"))

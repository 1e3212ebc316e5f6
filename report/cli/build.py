"""``python build.py [SHEET]``: build a sheet."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from report.cli.console import StepPrinter
from report.cli.telling import Telling, tell
from report.errors import CallError, ParameterError
from report.model import Request

FORMATS = ("html", "pdf", "json")


@dataclass(frozen=True)
class Call:
    """The words as typed, and when the process began, in nanoseconds."""

    words: tuple[str, ...]
    started: int


def command(project: Path) -> Callable[..., None]:
    """Return the build command of `project`."""

    def build(
        context: typer.Context,
        sheet: Annotated[
            str | None, typer.Argument(help="Sheet to build; by default the only one.", show_default=False)
        ] = None,
        to: Annotated[str, typer.Option(help="Formats, for instance: --to html,json", metavar="FORMATS")] = ",".join(
            FORMATS
        ),
        output_dir: Annotated[
            Path, typer.Option(help="Folder for the results, made with its parents: --output-dir /tmp/mine")
        ] = Path("_build"),
        data: Annotated[
            Path | None, typer.Option(help="Your own archive in place of the default data: --data data/lie_detection")
        ] = None,
        only: Annotated[
            list[str] | None,
            typer.Option(
                help="Exercises to build, for instance: --only 1,2. The files are named after them.", metavar="N"
            ),
        ] = None,
        draft: Annotated[
            bool,
            typer.Option(
                "--draft", help="Show a failed exercise as a framed error and build the others; exit 1 if one failed."
            ),
        ] = False,
        strict: Annotated[bool, typer.Option("--strict", help="Fail where a step is not proved.")] = False,
        no_appendix: Annotated[bool, typer.Option("--no-appendix", help="Leave the audit out.")] = False,
        no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither read nor write the cache.")] = False,
        parameter: Annotated[
            list[str] | None,
            typer.Option("-P", help="A declared parameter: -P seed=7. `list` shows them.", metavar="NAME=VALUE"),
        ] = None,
        workers: Annotated[
            int | None,
            typer.Option(
                help="Processes that exercises are made in, 1 or 2; by default, 2 on two processors.", min=1, max=2
            ),
        ] = None,
        quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print nothing but errors and warnings.")] = False,
        verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Print what came of each stage.")] = False,
        explain: Annotated[
            bool, typer.Option("--explain", help="Say of every result, figure and proof why it was made anew, or not.")
        ] = False,
        timings: Annotated[bool, typer.Option("--timings", help="Print where the time went.")] = False,
        watch: Annotated[
            bool,
            typer.Option("--watch", help="Build again at each save, and show the page in a browser, until Ctrl-C."),
        ] = False,
        open_page: Annotated[bool, typer.Option("--open", help="With --watch: open the page in the browser.")] = False,
        version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
    ) -> None:
        """Build a sheet: HTML, PDF and a JSON record.

        Example: python build.py sheet05 --to html --only 2 -P seed=7
        """
        if version:
            typer.echo(f"sheet-report {_version(project)}")
            return
        request = Request(
            sheet=sheet or _only_sheet(project),
            project=project,
            exercises=_numbers(only or []),
            formats=_formats(to),
            output=output_dir,
            data=data,
            parameters=_pairs(parameter or []),
            draft=draft,
            appendix=not no_appendix,
            strict=strict,
            workers=workers or min(2, os.cpu_count() or 1),
        )
        telling = Telling(quiet, verbose, explain, timings)
        if watch:
            from report.cli.watch import run

            run(request, telling, cached=not no_cache, opens=open_page)
        if open_page:
            raise CallError("there is no page to open", place="--open", remedy="It goes with --watch.")
        _run(request, None if no_cache else context.obj, telling)

    return build


def _run(request: Request, call: Call | None, telling: Telling) -> None:
    """Build; without a `call`, no cache is read or written."""
    from report import pipeline
    from report.cache import NoStore, Store, open_store
    from report.cache.stamp import leave
    from report.progress import Stages

    with StepPrinter(quiet=telling.quiet, verbose=telling.verbose) as printer:
        store = open_store(printer.warn, call.started) if call else NoStore()
        stages = Stages(printer.ended, printer.started, printer.expects)
        built = pipeline.build(request, store, stages)
    for section in built.report.sections:
        if section.failure:
            printer.warn(f"exercise {section.exercise.number} failed and is marked in the draft: {section.failure}")
    tell(built.files, stages.steps, telling)
    if any(section.failure for section in built.report.sections):
        raise typer.Exit(1)
    if call and isinstance(store, Store):
        if not telling.of_stages and not any(step.warnings for step in stages.steps):
            leave(store, request.project, call.words, built.searched, built.files)
        store.trim()


def _version(project: Path) -> str:
    import tomllib

    with (project / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def _only_sheet(project: Path) -> str:
    from report.sheets import available

    names = available(project)
    if len(names) == 1:
        return names[0]
    raise CallError(f"there are {len(names)} sheets", remedy=f"Name one: {', '.join(names) or 'write one first'}.")


def _formats(text: str) -> tuple[str, ...]:
    wanted = [part.strip().lower() for part in text.split(",") if part.strip()]
    unknown = [part for part in wanted if part not in FORMATS]
    if unknown or not wanted:
        raise CallError(
            f"{', '.join(unknown) or 'nothing'} is no format", place="--to", remedy=f"Formats: {', '.join(FORMATS)}."
        )
    return tuple(known for known in FORMATS if known in wanted)


def _numbers(texts: list[str]) -> tuple[int, ...]:
    parts = [part.strip() for text in texts for part in text.split(",") if part.strip()]
    if not all(part.isdecimal() for part in parts):
        raise CallError(
            f"{','.join(texts)!r} is no list of exercise numbers", place="--only", remedy="For instance: --only 1,3"
        )
    return tuple(sorted({int(part) for part in parts}))


def _pairs(texts: list[str]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise ParameterError(
                "a parameter is given as NAME=VALUE", place=f"-P {text}", remedy="For instance: -P seed=7"
            )
        pairs[name.strip()] = value
    return pairs

"""Mount a plain annotated function as a command.

Parameters without default become arguments, keyword-only ones become options; the text in
``Annotated[type, "text"]`` is their help. A parameter ``progress`` is given a bar. What the function
returns is printed, or with ``--json`` written as JSON alone.
"""

from __future__ import annotations

import functools
import inspect
import json as jsonlib
from collections.abc import Callable
from typing import Annotated, Any, get_type_hints

import typer

from report.cli.console import console, visible


def mounted(function: Callable[..., Any]) -> Callable[..., None]:
    """Return `function` as typer wants it."""
    hints = get_type_hints(function, include_extras=True)
    own = inspect.signature(function).parameters
    shown = [_as_option(parameter, hints[name]) for name, parameter in own.items() if name != "progress"]
    json = Annotated[bool, typer.Option("--json", help="Print the result as JSON, and nothing else.")]
    flag = inspect.Parameter("json", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=json)

    @functools.wraps(function)
    def command(**arguments: Any) -> None:
        as_json = arguments.pop("json")
        if "progress" in own:
            from report.cli.bar import bar

            with bar() as progress:
                result = function(**arguments, progress=progress)
        else:
            result = function(**arguments)
        _show(result, as_json=as_json)

    command.__signature__ = inspect.Signature([*shown, flag])  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in [*shown, flag]}
    del command.__wrapped__
    return command


def _as_option(parameter: inspect.Parameter, hint: Any) -> inspect.Parameter:
    text = next((entry for entry in getattr(hint, "__metadata__", ()) if isinstance(entry, str)), None)
    kind = getattr(hint, "__origin__", hint) if hasattr(hint, "__metadata__") else hint
    required = parameter.default is inspect.Parameter.empty
    described: Any = typer.Argument(help=text) if required else typer.Option(help=text)
    annotation = Annotated[kind, described]  # type: ignore[valid-type]  # a type that is known when it runs
    return parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=annotation)


def _show(result: Any, *, as_json: bool) -> None:
    if as_json:
        from report.record import plain

        typer.echo(jsonlib.dumps(plain(result), ensure_ascii=False))
    elif result is not None:
        console().print(visible(str(result)))

r"""LaTeX source to tokens.

TeX's own rules decide here: what follows ``^``, ``_`` or ``\frac`` without braces is one single
token; letters stand alone; spacing and bracket sizes mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lark import Token
from lark.lexer import Lexer

from report.errors import DerivationError
from report.proof.vocabulary import BRACKETS, COMMANDS, FONTS, GREEK, ROWS, SIZES, SPACES, WORDS

_TOKEN = re.compile(
    r"(?P<blank>\s+|~|%[^\n]*)"
    r"|(?P<environment>\\(?:begin|end)\s*\{[^{}]*\})"
    r"|(?P<text>\\(?:text|textit|textrm|mbox|tag|label|intertext)\s*\*?\s*\{[^{}]*\})"
    r"|(?P<font>\\(?:" + "|".join(FONTS) + r")(?![A-Za-z])\s*\*?\s*(?:\{[^{}]*\}|[A-Za-z]))"
    r"|(?P<newrow>\\\\(?:\[[^\]]*\])?)"
    r"|(?P<command>\\[A-Za-z]+\*?|\\.)"
    r"|(?P<side>\^(?:\{[+-]\}|[+-](?=\s*\})))"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<letter>[A-Za-z])"
    r"|(?P<symbol>[-+*/^_!'(){}\[\]|,;:=<>&.])",
    re.DOTALL,
)
_SYMBOLS = {
    "+": "SIGN", "-": "SIGN", "*": "TIMES", "/": "SLASH", "^": "CARET", "_": "UNDER", "!": "BANG", "'": "PRIME",
    "(": "OPEN", "[": "OPEN", ")": "CLOSE", "]": "CLOSE", "{": "LBRACE", "}": "RBRACE",
    ",": "COMMA", ";": "SEMICOLON", "=": "REL", "<": "REL", ">": "REL",
}  # fmt: skip
_BIG_BOUND = re.compile(r"\\(sum|prod)\s*(_(\{[^{}]*\}|.))?\s*[\^_]\s*$")
_CLOSED_BY = {"(": ")", "[": "]", "{": "}"}
_MOST_DIGITS = 100
_OPERAND_ENDS = {"NUMBER", "NAME", "CLOSE", "RBRACE", "BAR_CLOSE", "BANG", "PRIME", "INFINITY"}
_NEEDS = {"CARET": 1, "UNDER": 1, "FRAC": 2, "BINOM": 2, "SQRT": 1}


def complain(message: str, token: Any, remedy: str) -> DerivationError:
    """Return the error for what stands at `token` (anything with line and column)."""
    line, column = getattr(token, "line", 1) or 1, getattr(token, "column", 1) or 1
    return DerivationError(message, place=f"line {line}, column {column}", remedy=remedy)


@dataclass
class _State:
    """What the tokens so far mean for the next one."""

    pending: list[int] = field(default_factory=lambda: [0])
    bars: list[int] = field(default_factory=lambda: [0])
    environments: list[str] = field(default_factory=list)
    opened: list[Token] = field(default_factory=list)
    last: Token | None = None
    resized: int | None = None


def tokens(source: str) -> Iterator[Token]:
    """Yield the tokens of `source`.

    Raises
    ------
    DerivationError
        At a character, command or environment that has no meaning here, and at an unbraced script
        of more than one token.
    """
    state = _State()
    position = 0
    while position < len(source):
        match = _TOKEN.match(source, position)
        if match is None:
            raise complain(
                f"the character {source[position]!r} has no meaning in a formula",
                _at("", source, position, position),
                "Write it in LaTeX, or remove it.",
            )
        end = match.end()
        kind = match.lastgroup or ""
        if kind == "number" and state.pending[-1]:
            end = position + 1
        token = _token(kind, source[position:end], source, position, end, state)
        if token is not None:
            if state.resized is not None:
                token.start_pos, state.resized = state.resized, None
            _advance(token, state, source)
            state.last = token
            yield token
        position = end
    if state.opened:
        last = state.opened[-1]
        raise complain(f"{last} is never closed", last, f"Close it by {_CLOSED_BY.get(str(last), 'its counterpart')}.")


def _at(kind: str, source: str, start: int, end: int, value: str | None = None) -> Token:
    line = source.count("\n", 0, start) + 1
    column = start - source.rfind("\n", 0, start)
    text = source[start:end] if value is None else value
    return Token(kind, text, start, line, column, end_line=line, end_column=column + end - start, end_pos=end)


def _token(kind: str, text: str, source: str, start: int, end: int, state: _State) -> Token | None:
    if kind == "blank":
        return None
    if kind == "number":
        if end - start > _MOST_DIGITS:
            raise complain(f"a number of {end - start} digits", _at("", source, start, end), "Write a power of ten.")
        return _at("NUMBER", source, start, end)
    if kind == "letter":
        _reject_bare_word(source, start, state)
        return _at("NAME", source, start, end)
    if kind == "font":
        return _font(text, source, start, end)
    if kind == "text":
        is_remark = not text.startswith(("\\tag", "\\label"))
        return _at("TEXT", source, start, end) if is_remark else None
    if kind == "side":
        return _at("SIDE", source, start, end, text.strip("^{}"))
    if kind == "newrow":
        return None if _continues(source, end) else _at("NEWROW", source, start, end)
    if kind == "environment":
        return _environment(text, source, start, end, state)
    if kind == "command":
        return _command(text, source, start, end, state)
    return _symbol(text, source, start, end, state)


def _continues(source: str, position: int) -> bool:
    """Whether the row that begins here goes on with the term of the row above, or is empty."""
    return bool(re.match(r"\s*&(\s|&|\\q?quad|\\[,;:! ]|\{\})*[+-]|\s*\\end|\s*$", source[position:]))


def _reject_bare_word(source: str, start: int, state: _State) -> None:
    if start and source[start - 1].isalpha() and not re.search(r"\\[A-Za-z]+$", source[:start]):
        return
    word = re.match(r"[A-Za-z]+", source[start:])
    if word and word[0] in WORDS and not state.pending[-1]:
        raise complain(
            f"{word[0]} without a backslash is a product of letters",
            _at("", source, start, start + len(word[0])),
            f"Write \\{word[0]} for the function.",
        )


def _font(text: str, source: str, start: int, end: int) -> Token:
    match = re.fullmatch(r"(\\[A-Za-z]+)\s*\*?\s*\{?(.*?)\}?", text, re.DOTALL)
    command, content = (match[1], "".join(match[2].split())) if match else (text, "")
    if command in ("\\mathrm", "\\operatorname"):
        if content in ("d", "e"):
            return _at("NAME", source, start, end, content)
        if f"\\{content}" in COMMANDS:
            return _at(COMMANDS[f"\\{content}"], source, start, end, f"\\{content}")
    return _at("NAME", source, start, end, f"{command}{{{content}}}")


def _environment(text: str, source: str, start: int, end: int, state: _State) -> Token:
    name = text[text.index("{") + 1 : -1].strip()
    opens = text.startswith("\\begin")
    kind = "CASES" if name == "cases" else "ROWS" if name in ROWS else ""
    token = _at(f"{'BEGIN' if opens else 'END'}_{kind}", source, start, end)
    if not kind:
        raise complain(f"the environment {name} is not known here", token, "Use aligned, or cases.")
    if opens:
        state.environments.append(kind)
    elif not state.environments or state.environments.pop() != kind:
        raise complain(f"\\end{{{name}}} closes nothing", token, f"Write \\begin{{{name}}} before it.")
    return token


def _command(text: str, source: str, start: int, end: int, state: _State) -> Token | None:
    if text in SPACES:
        return None
    if text in SIZES:
        state.resized = start
        return None
    if text in ("\\lvert", "\\rvert", "\\vert", "\\mid"):
        return _bar(source, start, end, state)
    if text in BRACKETS:
        return _at(BRACKETS[text][0], source, start, end, BRACKETS[text][1])
    if text in COMMANDS:
        return _at(COMMANDS[text], source, start, end, text)
    if text in GREEK:
        return _at("NAME", source, start, end)
    remedy = "Only the mathematics of an exercise sheet is read; spell the formula with sums, fractions and functions."
    if text in ("\\dots", "\\ldots", "\\cdots"):
        remedy = "Write the sum or product with its bounds: \\sum_{k=1}^{n} k."
    if text in ("\\pm", "\\mp"):
        remedy = "Write two chains, one with + and one with -."
    raise complain(f"the command {text} is not known here", _at("", source, start, end), remedy)


def _symbol(text: str, source: str, start: int, end: int, state: _State) -> Token | None:
    if text == "|":
        return _bar(source, start, end, state)
    if text == "&":
        return _at("AMP", source, start, end) if state.environments[-1:] == ["CASES"] else None
    if text in ",." and len(state.pending) == 1 and _ends_row(source, end):
        return None
    if text not in _SYMBOLS:
        raise complain(
            f"{text!r} has no meaning here", _at("", source, start, end), "Write a relation such as =, < or \\le."
        )
    return _at(_SYMBOLS[text], source, start, end)


def _ends_row(source: str, position: int) -> bool:
    return bool(re.match(r"(\s|\\q?quad|\\[,;:! ])*($|\\\\|\\end|\\text)", source[position:]))


def _bar(source: str, start: int, end: int, state: _State) -> Token:
    """Return a bar: it closes if one is open on this level of brackets and an operand stands before it."""
    after_operand = state.last is not None and state.last.type in _OPERAND_ENDS
    if source[start:end] == "\\rvert" or (after_operand and state.bars[-1]):
        state.bars[-1] -= 1
        return _at("BAR_CLOSE", source, start, end)
    state.bars[-1] += 1
    return _at("BAR_OPEN", source, start, end)


def _advance(token: Token, state: _State, source: str) -> None:
    """Keep count of brackets, and of the single-token arguments still to come."""
    if token.type in ("OPEN", "LBRACE"):
        _consume(state)
        state.opened.append(token)
        state.pending.append(0)
        state.bars.append(0)
    elif token.type in ("CLOSE", "RBRACE"):
        if len(state.pending) == 1:
            raise complain(f"{token} closes nothing", token, "Open the bracket before it, or remove it.")
        state.pending.pop()
        state.bars.pop()
        state.opened.pop()
    elif token.type in _NEEDS:
        state.pending[-1] += _NEEDS[token.type]
        if token.type in ("FRAC", "BINOM", "SQRT") and state.last is not None and state.last.type in ("CARET", "UNDER"):
            _consume(state)
    elif state.pending[-1]:
        _check_single(token, state, source)
        _consume(state)


def _consume(state: _State) -> None:
    state.pending[-1] = max(0, state.pending[-1] - 1)


def _check_single(token: Token, state: _State, source: str) -> None:
    if state.last is None or state.last.type not in ("CARET", "UNDER"):
        return
    end = token.end_pos or 0
    mark, rest = str(state.last), source[end:]
    more = (
        re.match(r"\d+|\.\d", rest)
        if token.type == "NUMBER"
        else re.match(r"[A-Za-z0-9](?![_^(\\[])[A-Za-z0-9]*", rest)
    )
    if token.type == "NAME" and (str(token).startswith("\\") or _BIG_BOUND.search(source[: token.start_pos])):
        more = None
    if token.type == "SIGN" or more:
        script = f"{token}{more[0] if more else '1'}"
        raise complain(
            f"the script after {mark} is more than one token, of which TeX takes the first alone",
            token,
            f"Write {mark}{{{script}}}, or a blank after {token} if the script ends there.",
        )


class TexLexer(Lexer):
    """The door through which lark takes our tokens."""

    def __init__(self, lexer_conf: Any) -> None:
        del lexer_conf

    def lex(self, source: str) -> Iterator[Token]:  # type: ignore[override]  # lark's older, documented interface
        """Yield the tokens of `source`."""
        return tokens(source)

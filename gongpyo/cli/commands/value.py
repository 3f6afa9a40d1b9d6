"""``gongpyo value``: what one printed cell, unit line or year means."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from decimal import Decimal

from gongpyo.telling.speech import Speech
from normalize.cells.value_json import Line, as_line
from plan.errors import ExitCode, PlanError
from plan.os_errors import reason_of
from plan.records.base import as_json_number

KINDS = ("cell", "header", "year")


def show_values(texts: list[str], unit: str, kind: str, speech: Speech, *, statement: bool = False) -> int:
    """Read the texts, or with ``-`` lines of ``text<TAB>unit<TAB>kind`` from standard input; one line each.

    In a line from standard input ``\\n`` stands for a line break of the cell. The cells of a financial ``statement``
    are negative in parentheses.
    """
    if not texts:
        raise PlanError(
            "usage",
            ko=Speech("ko").sentence("value_needs_text"),
            en=Speech("en").sentence("value_needs_text"),
            exit_code=ExitCode.USAGE,
        )
    if texts == ["-"]:
        for said in _lines():
            parts = [*said.rstrip("\r\n").split("\t"), "", ""]
            text, own_unit = parts[0].replace("\\n", "\n"), parts[1] or unit
            own_kind = parts[2] if parts[2] in KINDS else kind
            speech.result(_json(as_line(text, own_unit, own_kind, statement=statement)))
        return ExitCode.CLEAN
    for text in texts:
        line = as_line(text, unit, kind, statement=statement)
        speech.result(_json(line) if speech.as_json else _plain(text, line))
    return ExitCode.CLEAN


def _lines() -> Iterator[str]:
    """The lines of standard input, as they come."""
    try:
        yield from sys.stdin
    except OSError as error:
        why = reason_of(error)
        raise PlanError(
            "stdin-unreadable",
            ko=Speech("ko").sentence("stdin_unreadable", reason=why.ko),
            en=Speech("en").sentence("stdin_unreadable", reason=why.en),
        ) from None


def _json(line: Line) -> str:
    return json.dumps(line, ensure_ascii=False, default=_number)


def _number(value: object) -> object:
    if isinstance(value, Decimal):
        return as_json_number(value)
    raise TypeError(type(value).__name__)


def _plain(text: str, line: Line) -> str:
    """A line for a person: the text and whatever is known of it."""
    known = [f"{key}={_shown(value)}" for key, value in line.items() if value not in (None, "", [], False)]
    return f"{text}\t{' '.join(known)}"


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "|".join(_shown(part) for part in value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)

"""What a form says of a plan, put into ``[plan]`` of its ``plan.toml``: the lines of these keys alone are changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gongpyo.settings.remember import HEADER, Values, require_said, with_lines
from plan.data_files import parsed_toml
from plan.patterns import lazy_pattern

KEY = lazy_pattern(r"[ \t]*([A-Za-z0-9_-]+)[ \t]*=")
TABLE = lazy_pattern(r"[ \t]*\[")


def rewritten(path: Path, text: str, values: Values) -> str:
    """The text of a settings file with these values under ``[plan]``; a key whose value is empty is taken out.

    Remarks stay, also one behind a value that is replaced; what cannot be changed in this way is refused.
    """
    tables: Mapping[str, Any] = parsed_toml(text)
    there = tables.get("plan", {})
    wanted = {**there, **{key: value for key, value in values.items() if value}}
    for key in (key for key, value in values.items() if not value):
        wanted.pop(key, None)
    made, new = text, {key: value for key, value in values.items() if value and key not in there}
    for key, value in values.items():
        if key in there:
            made = _replaced(made, key, value)
    if new:
        made = with_lines(made, new)
    require_said(path, made, {**tables, "plan": wanted} if wanted or "plan" in tables else tables, values)
    return made


def _replaced(text: str, key: str, value: str | list[str]) -> str:
    """The text with another value of a key of ``[plan]``, or without it; the same text where its line is not found."""
    lines = text.splitlines(keepends=True)
    span = _span(lines, key)
    if span is None:
        return text
    start, end = span
    remark = _remark("".join(lines[start:end]))
    said = f"{key} = {json.dumps(value, ensure_ascii=False)}" if value else ""
    line = "  ".join(filter(None, (said, remark)))
    return "".join((*lines[:start], f"{line}\n" if line else "", *lines[end:]))


def _span(lines: Sequence[str], key: str) -> tuple[int, int] | None:
    """The lines from that of a key of ``[plan]`` to behind the end of its value."""
    is_inside, at = False, 0
    while at < len(lines):
        if TABLE.match(lines[at]):
            is_inside = bool(HEADER.match(lines[at].rstrip("\r\n")))
        found = KEY.match(lines[at])
        end = _end(lines, at) if found else at + 1
        if is_inside and found and found[1] == key:
            return at, end
        at = end
    return None


def _end(lines: Sequence[str], start: int) -> int:
    """The line behind a value, which may go on over several."""
    for end in range(start + 1, len(lines) + 1):
        if _values("".join(lines[start:end])) is not None:
            return end
    return start + 1


def _remark(said: str) -> str:
    """The remark behind a value, '' where there is none."""
    whole = _values(said)
    for at in (at for at, mark in enumerate(said) if mark == "#"):
        if _values(said[:at]) == whole:
            return " ".join(said[at:].split())
    return ""


def _values(lines: str) -> dict[str, Any] | None:
    """What lines say by themselves; None where a value does not end in them."""
    try:
        return parsed_toml(lines)
    except ValueError:
        return None

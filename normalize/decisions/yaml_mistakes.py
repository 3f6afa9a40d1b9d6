"""What is wrong in a file of decisions that is no YAML, in both languages, and on which line."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml.error import MarkedYAMLError

from plan.data_files import tables_of
from plan.printable import printable

MISTAKES_FILE = Path(__file__).with_name("yaml_mistakes.toml")
QUOTES = "\"'"
QUOTED = 80  # characters of the parser's own words that are quoted


def mistake(error: MarkedYAMLError, text: str) -> tuple[int, str, str]:
    """The line that is meant, from 0, and what would be right there, in Korean and in English."""
    lines = text.splitlines()
    said = error.problem or "YAML"
    row = next((row for row in tables_of(MISTAKES_FILE)["mistake"] if row["said"] in said), None)
    marks = [mark.line for mark in (error.problem_mark, error.context_mark) if mark]
    if row and row.get("opened"):
        marks.reverse()
    line = next((line for line in marks if line < len(lines)), 0)
    if row and row.get("quoted"):
        line = next((before for before in range(line, -1, -1) if _is_open(lines[before])), line)
    quoted = printable(said)[:QUOTED]
    return (line, row["ko"], row["en"]) if row else (line, f"'{quoted}'", f"'{quoted}'")


def _is_open(line: str) -> bool:
    """Whether a line opens a quote that it does not close."""
    return any(line.count(quote) % 2 for quote in QUOTES)

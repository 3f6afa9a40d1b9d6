"""What a person has put into the workbook of decisions, in the words of ``corrections.yaml``."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from output.tables.codes import words
from plan.data_files import tables_of
from plan.forms import unspaced
from plan.patterns import lazy_pattern

ANSWERS_FILE = Path(__file__).with_name("answers.toml")
CODES = {"measure": "Measure", "status": "Status"}  # columns whose Korean words are those of the published tables
DAY = lazy_pattern(r"(?P<year>20\d\d)[.년/-]?\s?(?P<month>\d{1,2})[.월/-]?\s?(?P<day>\d{1,2})[.일]?")
TIGHT_DAY = lazy_pattern(r"20\d{6}")


def in_words_of_the_file(column: str, said: str) -> str:
    """What was put into a cell of a column, as the file has it; what is not known stays, and is refused so."""
    if column == "when":
        return _day(said)
    return _known(column).get(_form(said), said)


def _form(said: str) -> str:
    return unspaced(said).casefold()


@cache
def _known(column: str) -> dict[str, str]:
    rows = tables_of(ANSWERS_FILE)
    answers = {_form(one): row["as"] for row in rows["answer"] for one in row["printed"]}
    if column in ("confirmed", "accepted"):
        return {form: "true" for form, said in answers.items() if said == "yes"}
    if column == "inherited":
        return answers
    if column == "kind":
        return {_form(one): row["as"] for row in rows["kind"] for one in row["printed"]}
    return {_form(word): code for code, word in words("ko").get(CODES.get(column, ""), {}).items()}


def _day(said: str) -> str:
    """A day as Korean offices write it: 2026. 11. 24., 2026년 11월 24일, 20261124."""
    found = DAY.fullmatch(said)
    if found is None or (said.isdecimal() and not TIGHT_DAY.fullmatch(said)):
        return said
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    except ValueError:
        return said

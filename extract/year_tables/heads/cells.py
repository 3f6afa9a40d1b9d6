"""What single cells of a head say, and what the cells that stand over one column say together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from extract.vocabulary import TEXTS, is_word
from extract.year_tables.grid import Grid
from plan.forms import bare
from plan.grid import Key, cell_key, same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.script import DASHES, QUOTE, SPAN, TRIANGLES, UNIT_LINE
from plan.years import YearReading, is_part_of_year, read_year

Span = tuple[int, int] | None
TIMES = frozenset({"year", "period", "ordinal_year", "year_month"})
BEFORE = frozenset({"prior"})  # what a word over a year says of it: 기존 (2024)
ENCLOSED = lazy_pattern(r"\(\s*(?P<inside>[^()]+?)\s*\)")
VALUE = lazy_pattern(rf"^\s*[{DASHES}{TRIANGLES}+(]?\s?\d[\d,.]*+(?!\s?(?:단계|차|월|분기))")
YEAR_OF_MONTHS = lazy_pattern(
    rf"(?P<ordinal>\d{{1,2}}\s?(?:차\s?[년연]도?|년차))\s*\(?\s*(?P<year>(?:19|20)\d\d|{QUOTE}\s?\d\d)\s?[.년]\s?\d{{1,2}}\s?[월.]?"
    rf"\s?[{SPAN}]\s?(?:(?P<last>(?:19|20)\d\d|{QUOTE}\s?\d\d)\s?[.년]\s?)?\d{{1,2}}\s?[월.]?\s*\)?"
)
UNIT_BEHIND = lazy_pattern(r"\s*[(\[][^()\[\]\d]{1,16}[)\]]$")
YEAR_BESIDE = lazy_pattern(  # 2026년 국비, 2026년국비, 2026 (국비), 국비(’26), 예산(천원) 2026년
    rf"(?P<year>(?:\S+(?=\s)|(?:19|20)\d\d\s?년도?|{QUOTE}\d\d년?))\s*\(?(?P<word>\p{{L}}[^()\d]*)\)?"
    rf"|(?P<word>\p{{L}}[^()\[\]\d]*?)\s?(?P<unit>[(\[][^()\[\]\d]{{1,16}}[)\]])?\s?"
    rf"(?P<year>(?:(?:19|20)\d\d|{QUOTE}\s?\d\d)\s?년?도?)"
    rf"|(?P<word>\p{{L}}[^()\d]*)\(\s*(?P<year>(?:(?:19|20)\d\d|{QUOTE}\s?\d\d)\s?년?도?)\s*\)"
)
NOUN_AND_STATE = lazy_pattern(r"(?P<noun>\p{Hangul}[\p{Hangul}\s]*?)\s?(?:계획|실적|목표)")  # 추진계획, 설치 실적
YEAR_IN_HEAD = lazy_pattern(rf"(?<!\d)(?:19|20)\d\d(?!\d)|{QUOTE}\d\d(?!\d)")
UNIT_SAID = lazy_pattern(UNIT_LINE)
BROKEN_WORD = lazy_pattern(r"(?<=\p{Hangul})\s*\n\s*(?=\p{Hangul})")


class Stacked(NamedTuple):
    """What the cells over one column say: a time or a total with the text that says it, and what qualifies it.

    Without a reading ``printed`` is the lowest word that is known to mean nothing else.
    """

    reading: YearReading | None
    qualifier: str
    printed: str


def set_of(cells: Sequence[Cell]) -> list[Cell]:
    """The distinct cells of a grid row; a merged cell stands in it several times."""
    seen: list[Cell] = []
    last: Key | None = None
    for cell, key in zip(cells, map(cell_key, cells), strict=True):
        if key != last:
            seen.append(cell)
        last = key
    return seen


def reading_of(cell: Cell, span: Span, first_year: int | None) -> YearReading:
    """What one cell of a head says, its lines read as one."""
    return _said_in(cell, span, first_year)[1]


def _said_in(cell: Cell, span: Span, first_year: int | None) -> tuple[str, YearReading]:
    """What a cell of a head reads in one line, and says; a word that a narrow column breaks is tried whole too."""
    text = " ".join(cell.text.split())
    reading = _read_head(text, span, first_year)
    if reading.kind == "text" and BROKEN_WORD.search(cell.text):  # 2032년 이 / 후
        whole = " ".join(BROKEN_WORD.sub("", cell.text).split())
        joined = _read_head(whole, span, first_year)
        return (text, reading) if joined.kind == "text" else (whole, joined)
    return text, reading


@lru_cache(TEXTS)
def _read_head(text: str, span: Span, first_year: int | None) -> YearReading:
    """What a head cell says; a year with a known word behind it (``2025 요구``) is that year."""
    whole = read_year(text, span=span, first_year=first_year)
    if whole.kind == "text" and (months := months_of_numbered_year(text)):
        return read_year(months, span=span)
    if whole.kind == "text" and (enclosed := ENCLOSED.fullmatch(text)):  # (2025~2027) under 1단계
        inside = read_year(enclosed["inside"], span=span)
        return inside if inside.kind == "period" else whole
    unit = UNIT_BEHIND.search(text) if whole.kind == "text" else None  # 2026년 사업비(백만원)
    said = text[: unit.start()] if unit else text
    if whole.kind == "text" and (beside := YEAR_BESIDE.fullmatch(said)):
        word = beside["word"].strip()
        year = read_year(beside["year"], span=span, first_year=first_year)
        if year.kind == "year" and is_word("year_noun", word):
            return replace(year, qualifier="")  # what is done in it: 2026년 설치
        if not _qualifies(word):
            return whole
        in_unit = unit.group() if unit else beside["unit"] or ""
        return replace(year, qualifier=f"{word}{in_unit}") if year.kind == "year" else whole
    return whole


def months_of_numbered_year(text: str) -> str:
    """The year of ``1년차 ’26.4월~’26.12월`` as printed; '' where a text is nothing of the kind, or is of two years."""
    months = YEAR_OF_MONTHS.fullmatch(text)
    return months["year"] if months and months["last"] in (None, months["year"]) else ""


def _is_part(text: str) -> bool:
    return is_word("part", text) or is_part_of_year(text)


def _qualifies(text: str) -> bool:
    """Whether a word behind a year says its state (요구), a part (하반기), what is counted (사업비) or who pays."""
    known = any(is_word(kind, text) for kind in ("qualifier", "edition", "funding", "series"))
    known = known or all(_is_part(word) or is_word("qualifier", word) for word in text.split())  # 상반기 실적
    of_doing = NOUN_AND_STATE.fullmatch(text) if not known else None
    return known or (of_doing is not None and is_word("year_noun", of_doing["noun"]))


def nouns_beside_years(cells: Sequence[Cell], readings: Sequence[YearReading], span: Span) -> set[str]:
    """What the years of a row say is done in them, '' for a year with no such word; a state or 년 is none."""
    return {
        _noun_in(_without_unit(cell), span)
        for cell, reading in zip(cells, readings, strict=True)
        if reading.kind == "year" and not reading.qualifier
    }


def _noun_in(text: str, span: Span) -> str:
    found = YEAR_BESIDE.fullmatch(text) if read_year(text, span=span).kind == "text" else None
    return bare(found["word"]) if found else ""


def _without_unit(cell: Cell) -> str:
    return UNIT_BEHIND.sub("", " ".join(cell.text.split()))


def _is_over_one(row: Sequence[Cell], column: int) -> bool:
    """Whether a cell of the head stands over one column only."""
    beside = [row[at] for at in (column - 1, column + 1) if 0 <= at < len(row)]
    return not any(same_cell(row[column], cell) for cell in beside)


def stacked(head: Grid, column: int, span: Span, first_year: int | None) -> Stacked:
    """The reading of the lowest head cell that says a time or a total, and the qualifiers of the stack.

    Whatever stands under a year qualifies it; above it only known words do, since there stands the table's name.
    """
    reading: YearReading | None = None
    printed = ""
    below: list[str] = []
    qualifiers: list[str] = []
    for row in range(len(head) - 1, -1, -1):
        cell = head[row][column]
        if (row and same_cell(cell, head[row - 1][column])) or UNIT_SAID.match(cell.text.strip()):
            continue
        text, found = _said_in(cell, span, first_year)
        if found.kind in TIMES and (reading is None or reading.kind not in TIMES):
            reading, printed, qualifiers = found, text, [*below, *qualifiers]
        elif found.kind == "text" or (reading is not None and reading.kind in TIMES and is_word("qualifier", text)):
            if is_word("qualifier", text.strip("()")) or _is_part(text) or is_word("funding", text):
                qualifiers.append(text)
            elif text:
                below.append(text)
        elif (
            found.kind in BEFORE and reading is not None and reading.kind == "year" and _is_over_one(head[row], column)
        ):
            reading, printed = replace(found, year=reading.year), text
        elif reading is None:
            reading, printed = found, text
            qualifiers += [text] if is_word("qualifier", text) else []
    said = " ".join(dict.fromkeys([*([reading.qualifier] if reading else []), *qualifiers])).strip()
    return Stacked(reading, said, printed or next(iter(below), ""))

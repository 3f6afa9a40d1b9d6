"""Document -> ExtractedPlan: what is printed, and where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import zip_longest

import msgspec
import regex

from extract.outline.announced import find_announced
from extract.outline.chapters import find_chapters
from extract.outline.departments import with_departments
from extract.outline.outline import read_outline
from extract.outline.subject import find_subject
from extract.outline.tree import Tree
from extract.pieces import Piece, pieces_of
from extract.summary import find_summary_lines
from extract.torn.headless import numbers_left
from extract.torn.whole import made_whole
from extract.vocabulary import has_bare_word, spaced_pattern
from extract.year_tables.document_year import Evidence, document_year
from extract.year_tables.find import doubtful_tables, find_year_tables
from extract.year_tables.kind import Dated
from extract.year_tables.unread_cells import of_plans, without_struck_rows
from plan.patterns import lazy_pattern
from plan.records import Contact, Document, DocumentYear, ExtractedPlan, Period, Place, YearTable
from plan.script import BULLETS, COLONS, DASHES, DOTS, OPENING, QUOTE, SPAN
from plan.years import find_years

TITLE_WITHIN = 60  # pieces; a plan says its name on its cover
LONGEST_LINE = 60  # characters of a first line that stands in for a title
PERIOD = lazy_pattern(rf"{QUOTE}?\s?\d{{2,4}}(?:년도?|\.)?\s?[{SPAN}]\s?{QUOTE}?\s?\d{{2,4}}(?:년도?|\.)?")
TITLE = lazy_pattern(
    rf"(?P<title>[\p{{Hangul}}A-Za-z0-9{DOTS}\s]{{2,60}}?(?:계획|대책|시책|로드맵)(?:\s?\(안\))?)\s*[{OPENING}]?\s*"
    rf"(?P<period>{PERIOD.pattern})"
)
DATE = r"(?P<year>\d{4})\s?[.\-]\s?(?P<month>\d{1,2})\s?[.\-]\s?(?P<day>\d{1,2})"
PLAIN_TITLE = lazy_pattern(
    rf"^[^{DASHES}{BULLETS}].{{2,58}}(?:계획|대책|시책|로드맵|보고|설명자료|요청서)(?:\s?\(안\))?$"
)


def extract_plan(document: Document) -> ExtractedPlan:
    """Find the outline, the year tables and the summary lines of a document; nothing is interpreted yet."""
    document = made_whole(document)
    pieces = pieces_of(document.blocks)
    title = _title(pieces)
    approved = _approved(pieces)
    evidence = Evidence(title.text, title.place, title.period, approved, pieces, document)
    year = document_year(evidence)
    tree = Tree(pieces)
    outline = read_outline(pieces, tree)
    dated = Dated(year, of_a_plan=evidence.names_a_plan())
    span = (title.period.first, title.period.last) if title.period else None
    tables, named, others, doubts = find_year_tables(
        document.blocks, tree, outline, title.text, span, dated, find_subject(pieces)
    )
    tables = without_struck_rows(tables, document.damage)
    programs = tuple(with_departments((*outline.nodes, *named), pieces))
    return ExtractedPlan(
        source=document.source,
        title=title.text,
        approved=approved,
        period=title.period or _planned_year(year) or _years_of(tables),
        document_year=year,
        programs=programs,
        year_tables=tables,
        summary_lines=find_summary_lines(pieces, outline, tables),
        announced=find_announced(pieces, outline.register),
        chapters=find_chapters(pieces),
        contacts=tuple(
            Contact(program_no=no, text=piece.text, place=piece.place)
            for piece in pieces
            if has_bare_word("contact", piece.bare) and (no := outline.program_at(piece.block))
        ),
        damage=(
            *of_plans(document.damage, tables),
            *doubtful_tables(others),
            *numbers_left(document.blocks, tables),
            *doubts,
        ),
        passed_over=others,
    )


class _Title(msgspec.Struct, frozen=True):
    """The plan's name as it is published, where it begins, and the period that it states."""

    text: str
    place: Place
    period: Period | None = None


def _title(pieces: Sequence[Piece]) -> _Title:
    """The plan's name with its period as ``name(2024~2027)``, else the first line of the cover that reads like one."""
    cover = pieces[:TITLE_WITHIN]
    for joined in (False, True):
        for piece, following in zip_longest(cover, cover[1:]):
            text = f"{piece.text} {following.text}" if joined and following else piece.text
            found = TITLE.search(text) if PERIOD.search(text) else None  # prose without a period is soon left
            period = _stated(found["period"], piece.place) if found else None
            if found and period:
                name = " ".join(found["title"].split())
                return _Title(f"{name}({period.first}~{period.last})", piece.place, period)
    named = next((piece for piece in cover if PLAIN_TITLE.match(piece.text)), None)
    if named:
        return _Title(named.text, named.place, _stated(named.text, named.place))
    first = next((piece for piece in cover if piece.text), None)
    if first is None:
        return _Title("", Place())
    text = first.text[:LONGEST_LINE]
    return _Title(text, first.place, _stated(text, first.place))


def _stated(printed: str, place: Place) -> Period | None:
    """The one period that a title names anywhere: ``2024~2028년 중기지방재정계획``."""
    periods = {(reading.year, reading.year_to) for reading in find_years(printed) if reading.kind == "period"}
    first, last = periods.pop() if len(periods) == 1 else (None, None)
    return Period(first=first, last=last, basis="stated", printed=printed, place=place) if first and last else None


def _planned_year(year: DocumentYear | None) -> Period | None:
    """The single year of a title such as ``2025년 주요업무계획``, whose tables may look further."""
    if year is None or year.rule != "planned-year":
        return None
    return Period(first=year.year, last=year.year, basis="derived", printed=year.printed, place=year.place)


def _years_of(tables: Sequence[YearTable]) -> Period | None:
    """From the first to the last year that the plan's tables name."""
    plans = [table for table in tables if table.kind == "plan"]
    columns = [column for table in plans for column in table.columns if column.state not in ("actual", "part")]
    years = [column.year for column in columns if column.role == "year" and column.year]
    if not years:
        return None
    return Period(first=min(years), last=max(years), basis="derived", printed="", place=plans[0].place)


@cache
def _approval() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?:{spaced_pattern('approval')})\s*[{COLONS}]?\s*{DATE}")


def _approved(pieces: Sequence[Piece]) -> str:
    """The day of approval as ``YYYY-MM-DD``, or '' where the document does not say."""
    for piece, following in zip_longest(pieces, pieces[1:]):
        if has_bare_word("approval", piece.bare):
            pattern = _approval()
            found = pattern.search(piece.text) or pattern.search(f"{piece.text} {following.text if following else ''}")
            if found:
                return _day(*map(int, found.group("year", "month", "day")))
    return ""


def _day(year: int, month: int, day: int) -> str:
    """The day as it is published, or '' where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""

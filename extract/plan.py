"""Document -> ExtractedPlan: what is printed, and where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import zip_longest

import regex

from extract.outline.announced import find_announced
from extract.outline.chapters import find_chapters
from extract.outline.outline import read_outline
from extract.pieces import Piece, pieces_of
from extract.summary import find_summary_lines
from extract.torn.whole import made_whole
from extract.vocabulary import has_bare_word, spaced_pattern
from extract.year_tables.document_year import Evidence, document_year
from extract.year_tables.find import doubtful_columns, find_year_tables
from extract.year_tables.kind import Dated
from plan.patterns import lazy_pattern
from plan.records import Contact, Document, ExtractedPlan, YearTable
from plan.script import QUOTE, SPAN
from plan.years import find_years

TITLE_WITHIN = 60  # pieces; a plan says its name on its cover
PERIOD = lazy_pattern(rf"{QUOTE}?\s?\d{{2,4}}(?:년도?|\.)?\s?[{SPAN}]\s?{QUOTE}?\s?\d{{2,4}}(?:년도?|\.)?")
TITLE = lazy_pattern(
    r"(?P<title>[\p{Hangul}A-Za-z0-9·ㆍ\s]{2,60}?(?:계획|대책|시책|로드맵)(?:\s?\(안\))?)\s*[(\[<（［〈＜]?\s*"
    rf"(?P<period>{PERIOD.pattern})"
)
DATE = r"(?P<year>\d{4})\s?[.\-]\s?(?P<month>\d{1,2})\s?[.\-]\s?(?P<day>\d{1,2})"
PLAIN_TITLE = lazy_pattern(r"^[^□ㅇ○※◈-].{2,58}(?:계획|대책|시책|로드맵|보고|설명자료|요청서)(?:\s?\(안\))?$")


def extract_plan(document: Document) -> ExtractedPlan:
    """Find the outline, the year tables and the summary lines of a document; nothing is interpreted yet."""
    document = made_whole(document)
    pieces = pieces_of(document.blocks)
    title, span = _title_and_span(pieces)
    approved = _approved(pieces)
    evidence = Evidence(title, span, approved, pieces, document)
    year = document_year(evidence)
    outline = read_outline(pieces)
    dated = Dated(year, of_a_plan=evidence.names_a_plan())
    tables, named, others = find_year_tables(document.blocks, pieces, outline, title, span, dated)
    if span is None:
        span = (year.year, year.year) if year and year.rule == "planned-year" else _span_of(tables)
    programs = (*outline.nodes, *named)
    return ExtractedPlan(
        source=document.source,
        title=title,
        approved=approved,
        first_year=span[0] if span else None,
        last_year=span[1] if span else None,
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
        damage=(*document.damage, *doubtful_columns(tables)),
        passed_over=others,
    )


def _title_and_span(pieces: Sequence[Piece]) -> tuple[str, tuple[int, int] | None]:
    """The plan's name with its period as ``name(2024~2027)``, and the period's years."""
    cover = pieces[:TITLE_WITHIN]
    for joined in (False, True):
        for piece, following in zip_longest(cover, cover[1:]):
            text = f"{piece.text} {following.text}" if joined and following else piece.text
            found = TITLE.search(text) if PERIOD.search(text) else None  # prose without a period is soon left
            years = find_years(found["period"]) if found else []
            if found and years and years[0].year and years[0].year_to:
                name = " ".join(found["title"].split())
                return f"{name}({years[0].year}~{years[0].year_to})", (years[0].year, years[0].year_to)
    for piece in cover:
        if PLAIN_TITLE.match(piece.text):
            return piece.text, _period_in(piece.text)
    title = next((piece.text[:60] for piece in cover if piece.text), "")
    return title, _period_in(title)


def _period_in(title: str) -> tuple[int, int] | None:
    """The one period that a title names anywhere: ``2024~2028년 중기지방재정계획``."""
    periods = {(reading.year, reading.year_to) for reading in find_years(title) if reading.kind == "period"}
    first, last = periods.pop() if len(periods) == 1 else (None, None)
    return (first, last) if first and last else None


def _span_of(tables: Sequence[YearTable]) -> tuple[int, int] | None:
    years = [
        column.year for table in tables if table.kind == "plan" for column in table.columns if column.role == "year"
    ]
    known = [year for year in years if year is not None]
    return (min(known), max(known)) if known else None


@cache
def _approval() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{spaced_pattern('approval')})\s*[:：]?\s*{DATE}")


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

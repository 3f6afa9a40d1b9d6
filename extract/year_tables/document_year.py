"""The year that a document is of, by the first of the named rules that finds it: what lies before it is past.

A plan's title says which years it plans (``2025년 주요업무계획``). Any other title says what the document is about: a
release on the results of 2024 comes out in 2025, so there the day of issue is asked first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

import msgspec
import regex

from extract.pieces import Piece
from extract.vocabulary import ends_with_word, has_word, spaced_pattern
from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Document, Paragraph, Source
from plan.records.printed import DocumentYear, Period, SaidDate
from plan.records.values import DateRole, YearRule
from plan.script import CLOSING, COLONS, DASHES, OPENING, QUOTE, QUOTES, ROMAN, SPAN, TILDES
from plan.years import find_years

AIMED = 5  # years; plans aim at every fifth: 2030, 2035
COVER = 60  # pieces; where a document says when it was written
FIRST_LINES = 5  # pieces; where the day may share its line with an office: 2025. 2. 10.(월) 행정문화위원회
LONGEST_DATE_LINE = 40  # characters
YEAR = r"(?<year>(?:19|20)\d\d)"
DAY = r"\s?[.년]\s?(?:1[0-2]|0?[1-9])\s?(?:[.월](?:\s?(?:3[01]|[12]\d|0?[1-9])\s?[.일]?)?)?"
TIME = r"\s?(?:\([월화수목금토일]\)\s?)?(?:\d{1,2}:\d\d)?"
DATE_ALONE = lazy_pattern(rf"[\W_]*{YEAR}{DAY}{TIME}\s?(?:작성|배포|발행|발간)?[\W_]*")
DATE_IN_LINE = lazy_pattern(rf"(?<![\d.,({TILDES}{QUOTES}]){YEAR}{DAY}(?![\d,]|\s?[{TILDES}])")
NOTICE = lazy_pattern(rf"(?:공고|고시|공시)\s?(?:제\s?)?{YEAR}\s?[{DASHES}]\s?\d+")  # 공고 제2026-0320호
DAY_IN_TEXT = lazy_pattern(
    rf"{YEAR}\s?[-.년]\s?(?<month>1[0-2]|0?[1-9])(?!\d|\s?호)(?:\s?[-.월]\s?(?<day>3[01]|[12]\d|0?[1-9])(?!\d))?"
)
NAMED_YEAR = lazy_pattern(rf"(?<!\d){YEAR}(?!\d)")
SCHOOL_YEAR = lazy_pattern(rf"{YEAR}\s?학년도")
PLAIN_YEAR = lazy_pattern(r"\d\s?(?:학|회계)?년")
AIM_BEHIND = lazy_pattern(r"계획(?:\s?\([^()]*\))?\s?20\d[05]\s*$")  # 수도정비계획(상수도 부문) 2040
AIMED_AT = lazy_pattern(rf"목\s?표\s?[연년]\s?도\s?(?:[{COLONS}(은는]\s?)?{YEAR}(?!\d)")
BASED_ON = lazy_pattern(
    rf"기\s?준\s?[연년]\s?도\s?(?:[{COLONS}(은는]\s?)?{YEAR}(?!\d)|(?<!\d){YEAR}\s?년?\s?(?:을|[(])\s?기\s?준\s?[연년]\s?도"
)
ASIDE = lazy_pattern(r"[(\[<][^()\[\]<>]*[)\]>]")
YEAR_ALONE = lazy_pattern(rf"[{OPENING}]?\s*{YEAR}\s?(?:학|회계)?년도?\s*[{CLOSING}]?")  # (2026년도)
CHAPTER = lazy_pattern(rf"\s*(?:{ROMAN}|[IVX]{{1,4}}\.|\d{{1,2}}[.)]|제\s?\d)")  # of the text, not a line of the cover
BESIDE = 2  # lines below a title among which the one may stand that says its year
OF_ONE_YEAR: frozenset[YearRule] = frozenset(  # a plan of one year says which
    ("planned-year", "beside-title", "implemented-year")
)
YEAR_OF_MANY = (  # a year that ends no period, in four digits or behind a quote
    rf"(?<![{SPAN}\d])(?<![{SPAN}]\s)(?:(?<year>20\d\d)|{QUOTE}(?<short>\d\d))\s?년?도?"
)
COUNTED_YEAR = r"(?<nth>[1-9]|1\d)\s?차\s?[년연]도"  # of the longer plan: 4차년도 시행계획
WEAK: frozenset[YearRule] = frozenset(("file-information", "file-name"))  # a plan may be saved again years later


class Evidence(msgspec.Struct, frozen=True):
    """What a document's year is told from: its title, the period that this states, the day of approval, its texts."""

    title: str
    title_place: Place
    period: Period | None
    approved: str
    pieces: Sequence[Piece]
    document: Document
    cover: Sequence[tuple[str, Place]] = ()  # its lines that may be of the title

    @property
    def source(self) -> Source:
        """The file itself."""
        return self.document.source

    def names_a_plan(self) -> bool:
        """Whether the title says that this is a plan, and not what was reached."""
        return has_word("plan_document", self.title) and not has_word("result_document", self.title)


Found = tuple[int, str, Place] | None


def document_year(evidence: Evidence) -> DocumentYear | None:
    """The year of a document with the rule that found it and what is printed there; None where nothing says it."""
    for rule, read in RULES:
        found = read(evidence)
        if found:
            year, printed, place = found
            return DocumentYear(year=year, rule=rule, printed=printed, place=place)
    return None


def base_year(pieces: Sequence[Piece]) -> int | None:
    """The one year that the text calls the base of the plan: 기준연도 2024년; None where it names none or several."""
    years = {int(found["year"]) for piece in pieces for found in BASED_ON.finditer(piece.text)}
    return years.pop() if len(years) == 1 else None


def planned_year(year: DocumentYear | None, headings: Sequence[str]) -> int | None:
    """The one year that a document plans: that of its title or of the line beside it, else of its chapters of a plan.

    A chapter on what was reached names another year; ``headings`` are the names of the uppermost headings.
    """
    if year is None or year.rule in OF_ONE_YEAR:
        return year.year if year else None
    plans = [name for name in headings if _plans_a_year(name)]
    years = {_year_in(name) for name in plans}
    said = years.pop() if len(years) == 1 else None
    return said if said and said >= year.year else None


def _plans_a_year(name: str) -> bool:
    """Whether a heading or a line is of a plan of one year: 2026년 연차별 시행계획."""
    is_plan = ends_with_word("plan_document", ASIDE.sub("", name).strip()) and not has_word("result_document", name)
    return is_plan and len(name) <= LONGEST_DATE_LINE and _year_in(name) is not None


def _beside_title(evidence: Evidence) -> Found:
    """A line right over or below a plan's title that says the year planned: 2026년 연차별 시행계획, (2026년도).

    It goes before the period of the plan that it carries out, in which it lies.
    """
    if not evidence.names_a_plan() or _year_in(evidence.title):
        return None
    shown = [piece for piece in evidence.pieces[:COVER] if piece.text]
    at = next((at for at, piece in enumerate(shown) if piece.place == evidence.title_place), None)
    if at is None:
        return None
    for piece in (*shown[at + 1 : at + 1 + BESIDE], *shown[max(at - 1, 0) : at]):
        if YEAR_ALONE.fullmatch(piece.text) or (_plans_a_year(piece.text) and not CHAPTER.match(piece.text)):
            year = _year_in(piece.text)
            if year and _may_be_in(year, evidence.period) and not _is_called_aim(year, evidence.pieces):
                return year, piece.text, piece.place
    return None


def _may_be_in(year: int, period: Period | None) -> bool:
    return period is None or period.first <= year <= period.last


@cache
def _implemented() -> regex.Pattern[str]:
    plan = rf"(?:{spaced_pattern('implementing')})(?:\s?\(안\))?"
    return lazy_pattern(
        rf"(?:{YEAR_OF_MANY}\s?[)]?\s*{plan}|{COUNTED_YEAR}\s*{plan}(?:\s?\(?{YEAR_OF_MANY}\)?)?"
        rf"|{plan}\s?\({YEAR_OF_MANY}\))$"
    )


def _implemented_year(evidence: Evidence) -> Found:
    """The year of a longer plan that this document carries out, as a line of its cover or two say: 2026년 시행계획.

    It lies in the period that the title states, whose first year is not that of this document.
    """
    if evidence.period is None and _planned_year(evidence):
        return None
    lines = evidence.cover
    joined = ((f"{line} {behind}", place) for (line, place), (behind, _) in pairwise(lines))
    for text, place in (*lines, *joined):
        found = _implemented().search(single_spaced(text))
        year = _year_implemented(found, evidence.period) if found else None
        if year:
            return year, single_spaced(text), place
    return None


def _year_implemented(found: regex.Match[str], period: Period | None) -> int | None:
    """The year that a cover says is carried out, counted from the first of the period where it is only numbered."""
    printed = found["year"] or (found["short"] and f"20{found['short']}")
    if printed is None:
        return period.first + int(found["nth"]) - 1 if period else None
    return int(printed) if period is None or period.first <= int(printed) <= period.last else None


def _planned_period(evidence: Evidence) -> Found:
    return (evidence.period.first, evidence.title, evidence.title_place) if evidence.period else None


def _planned_year(evidence: Evidence) -> Found:
    """The one year that a plan's title names; no year that the plan only aims at.

    A bare number in front of a strategy (``2030 탄소중립 추진전략``) or at the end of a plan's name (``수도정비계획
    2040``), a year that a line calls the one aimed at and one that may be an aim well behind the day of writing are.
    """
    year = _year_in(evidence.title) if evidence.names_a_plan() else None
    if year is None or _names_aim(evidence.title) or _is_called_aim(year, evidence.pieces):
        return None
    written = _year_written(evidence) if _may_be_aim(year, evidence.title) else None
    if written and year > written + 1:
        return None
    return year, evidence.title, evidence.title_place


def _may_be_aim(year: int, title: str) -> bool:
    """Whether a plan may look forward to its year: a long one, or a fifth year; a plan of one year is of that year.

    The file of ``2026년 시행계획`` may bear the date of an old one that it was made from.
    """
    may_be = year % AIMED == 0 or has_word("long_term", title)
    return may_be and not has_word("year_document", title)


def _names_aim(title: str) -> bool:
    """Whether the bare year of a title is an aim: that of a long plan, or a fifth year behind the name of a plan."""
    if PLAIN_YEAR.search(title) or has_word("year_document", title):
        return False
    return has_word("long_term", title) or AIM_BEHIND.search(title) is not None


def _is_called_aim(year: int, pieces: Sequence[Piece]) -> bool:
    """Whether a line says that this is the year aimed at, and not the only one named there: 목표연도 : 2040년."""
    return any(int(found["year"]) == year for piece in pieces for found in AIMED_AT.finditer(piece.text))


def _year_written(evidence: Evidence) -> int | None:
    """The first year in which a plan may have been written: of its approval, its notice, its cover or its file."""
    found = (read(evidence) for read in (_approval, _notice, _cover_date, _file_information))
    return next((year for year, _, _ in filter(None, found)), None)


def _school_year(evidence: Evidence) -> Found:
    return _first(evidence.pieces[:COVER], SCHOOL_YEAR)


def _approval(evidence: Evidence) -> Found:
    return (int(evidence.approved[:4]), evidence.approved, Place()) if evidence.approved else None


@cache
def _released() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?:{spaced_pattern('release')})\s*[{COLONS}]?\s*{YEAR}{DAY}")


def _release(evidence: Evidence) -> Found:
    """The day of a press release, in the cell or line of its label or in the next."""
    cover = evidence.pieces[:COVER]
    for piece, following in zip(cover, (*cover[1:], None), strict=False):
        if has_word("release", piece.text):
            text = f"{piece.text} {following.text if following else ''}"
            found = _released().search(text)
            if found:
                return int(found["year"]), text.strip(), piece.place
    return None


def _cover_date(evidence: Evidence) -> Found:
    """A line of the cover that holds a day or a month and nothing else; in its first lines also beside an office."""
    for index, piece in enumerate(evidence.pieces[:COVER]):
        if len(piece.text) > LONGEST_DATE_LINE:
            continue
        found = DATE_ALONE.fullmatch(piece.text) or (DATE_IN_LINE.search(piece.text) if index < FIRST_LINES else None)
        if found:
            return int(found["year"]), piece.text, piece.place
    return None


def _notice(evidence: Evidence) -> Found:
    return _first(evidence.pieces[:COVER], NOTICE)


def _running_head(evidence: Evidence) -> Found:
    """The one year that the heads and feet of the pages name beside the word for a plan."""
    said = {(year, text): place for text, place in _heads(evidence.document) if (year := _year_in(text))}
    years = {year for year, _ in said}
    if len(years) != 1:
        return None
    (year, text), place = next(iter(said.items()))
    return year, text, place


def _heads(document: Document) -> Iterator[tuple[str, Place]]:
    for block in document.blocks:
        if (
            isinstance(block, Paragraph)
            and block.within in ("header", "footer")
            and has_word("plan_document", block.text)
        ):
            yield single_spaced(block.text), block.place


def _year_of_other_title(evidence: Evidence) -> Found:
    """A title that names no plan names what the document looks back on: it came out in the year after."""
    aimed_at = evidence.names_a_plan() or has_word("long_term", evidence.title)
    year = None if aimed_at else _year_in(evidence.title)
    return (year + 1, evidence.title, evidence.title_place) if year else None


def _file_information(evidence: Evidence) -> Found:
    saved = evidence.source.saved
    return (int(saved[:4]), saved, Place()) if saved else None


def _file_name(evidence: Evidence) -> Found:
    years = {int(found["year"]) for found in NAMED_YEAR.finditer(evidence.source.name)}
    aimed_at = {_year_in(evidence.title)} if evidence.names_a_plan() else set()  # the title's own year was none
    return (min(years), evidence.source.name, Place()) if len(years - aimed_at) == len(years) == 1 else None


RULES: tuple[tuple[YearRule, Callable[[Evidence], Found]], ...] = (
    ("implemented-year", _implemented_year),
    ("beside-title", _beside_title),
    ("planned-period", _planned_period),
    ("planned-year", _planned_year),
    ("school-year", _school_year),
    ("approval", _approval),
    ("release", _release),
    ("cover-date", _cover_date),
    ("notice", _notice),
    ("running-head", _running_head),
    ("title", _year_of_other_title),
    ("file-information", _file_information),
    ("file-name", _file_name),
)
DATES: tuple[tuple[DateRole, Callable[[Evidence], Found]], ...] = (
    ("approval", _approval),
    ("release", _release),
    ("cover-date", _cover_date),
    ("notice", _notice),
    ("file-information", _file_information),
)


def dates_said(evidence: Evidence) -> Iterator[SaidDate]:
    """The days that a document says of itself, each in its role; the day of a label is no second one of the cover."""
    days: list[str] = []
    for role, read in DATES:
        if (found := read(evidence)) is None:
            continue
        year, printed, place = found
        day = _day_in(printed, year)
        if role == "approval":
            printed, place = _where(day, evidence.pieces)
        if role != "cover-date" or day not in days:
            days.append(day)
            yield SaidDate(role=role, day=day, printed=printed, place=place)


def _where(day: str, pieces: Sequence[Piece]) -> tuple[str, Place]:
    """The first text that says a day, and its place; the day itself where none says it alone."""
    said = (piece for piece in pieces if _day_in(piece.text, int(day[:4])) == day)
    return next(((piece.text, piece.place) for piece in said), (day, Place()))


def _day_in(text: str, year: int) -> str:
    """The day or the month of a year that a text says, as far as it says one that the calendar has."""
    for found in DAY_IN_TEXT.finditer(text):
        if int(found["year"]) != year:
            continue
        month = int(found["month"])
        if not found["day"]:
            return f"{year}-{month:02}"
        if day := as_day(year, month, int(found["day"])):
            return day
    return str(year)


def as_day(year: int, month: int, day: int) -> str:
    """The day as it is published, ``YYYY-MM-DD``, or '' where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _year_in(text: str) -> int | None:
    """The one single year that a text names."""
    years = {reading.year for reading in find_years(text) if reading.kind == "year"}
    return years.pop() if len(years) == 1 else None


def _first(pieces: Sequence[Piece], pattern: regex.Pattern[str]) -> Found:
    for piece in pieces:
        found = pattern.search(piece.text)
        if found:
            return int(found["year"]), piece.text, piece.place
    return None

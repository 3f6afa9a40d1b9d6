"""Planned figures that stand in a sentence and in no table: they are not published, so a person is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

import regex
from msgspec.structs import replace

from extract.pieces import Piece
from extract.vocabulary import has_word, spaced_pattern
from plan.patterns import lazy_pattern
from plan.records.document import Damage
from plan.records.printed import DocumentYear, Period, SummaryLine, YearTable
from plan.script import ARROWS, BULLETS, COLONS, DASHES, DOTS, ELLIPSES, MORE, PERCENTS, QUOTES, TILDES, TRIANGLES

ENOUGH = 3  # figures of years in one sentence that make a series of a plan
SHORTEST = 3  # digits of a year and its figure: ’26년 3개
FROM_TO = 2  # figures that an arrow leads from one to the other
FAR = 2  # years between them, from which on they are a goal and no budget beside that of the next year
PLANNED = 2  # of them that are of the document's year or later; one may be the year before, from which it starts
BY_NO_CHANCE = 3  # digits of each of several figures that are those of a table; shorter ones may be of something else
ALIKE = 4  # digits of all figures that are those of a table to the last one
MOST_TOLD = 5  # sentences of one document that are quoted
LONGEST_QUOTE = 160  # characters of a sentence
LEADER = rf"\s*(?:(?:[{DOTS}.]\s?){{3,}}|(?:[{ELLIPSES}]\s?)+)"  # dots that lead the eye from a year to its figure
YEAR = (
    rf"(?:(?<![\d,.])(?<full>20\d\d)(?=\s?년|[)\]]|\s?[{COLONS}]\s|{LEADER})"
    rf"|[{QUOTES}]\s?(?<short>\d\d)(?!\d)|(?<![\d,.])(?<short>\d\d)(?=년))"
)
ALONE = rf"(?!\s?(?:년도?\s?)?(?:[{TILDES}]|[{DASHES}.]\s?\d|\s?\d{{1,2}}\s?월|(?!{LEADER})\.))(?:\s?년도?)?"
UNIT = rf"\s?[{PERCENTS}\p{{Hangul}}]{{0,6}}"
PARTICLE = r"\s?[)\]]?\s?(?:까지|에는|에|은|는)?"
BETWEEN = rf"{PARTICLE}(?:{LEADER}|\s?[{COLONS}]?)\s?(?:\p{{Hangul}}{{1,8}}\s){{0,2}}(?:약|총|연)?\s?"
SENTENCE = lazy_pattern(rf"(?<=\p{{Hangul}})\.\s+|\s+(?=[{DASHES}{BULLETS}*]\s)")
RUNS_ON = lazy_pattern(rf"[,{ARROWS}]\s*$")
LED = frozenset(ARROWS)
LEADS = lazy_pattern(rf"[^\d{ARROWS}]{{0,4}}[{ARROWS}]\s*[(\[]?\s*")  # behind a unit that is no Korean word
PARTS = lazy_pattern(rf"\s*[{ARROWS}]\s*|\s+/\s+")
NUMBER = lazy_pattern(r"\d[\d,]*(?:\.\d+)?")
GOES_ON = lazy_pattern(rf"^\s*[{ARROWS}]")
MARK = lazy_pattern(rf"^[\s{DASHES}{BULLETS}*]+")  # before a line of a list
REST = lazy_pattern(
    r"[\p{L}\p{So}\p{No}%/]{0,8}\s?(?:\([^()]*\))?[,.;]?"
)  # of a unit that is no Korean word, and an aside


@cache
def _figure() -> regex.Pattern[str]:
    """A year and its figure, in either order: ’26년 97.7%, (’26) 120건, 120건(’26년); no month, ordinal or duration."""
    no_amount = rf"\d|[.{TILDES}]\s?\d|\s?(?:{spaced_pattern('ordinal')})"
    filled_in = r"(?!0{2,}(?!\d))"  # (2026) 000 stands in a form
    number = rf"(?<!제\s?)[{DASHES}{TRIANGLES}]?(?<number>{filled_in}\d[\d,]*(?:\.\d+)?)(?!{no_amount})"
    return lazy_pattern(rf"{number}{UNIT}\s?[(\[]\s?{YEAR}{ALONE}\s?[)\]]|{YEAR}{ALONE}{BETWEEN}{number}{UNIT}")


def planned_in_text(
    pieces: Sequence[Piece],
    year: DocumentYear | None,
    period: Period | None,
    tables: Sequence[YearTable],
    lines: Sequence[SummaryLine],
) -> Iterator[Damage]:
    """The first sentences that hold a series of planned figures, the last of them with the number of all others."""
    first = year.year if year else period.first if period else None
    if first is None:
        return
    read = {table.number for table in tables}
    summed = {line.place for line in lines}
    found: dict[str, Damage] = {}
    looked_at: set[str] = set()
    for piece in _joined([p for p in pieces if p.place.table not in read and p.place not in summed]):
        if piece.text in looked_at:
            continue  # a label that stands in many tables
        looked_at.add(piece.text)
        for sentence in SENTENCE.split(piece.text):
            if sentence not in found and holds_a_plan(sentence, first) and not stands_in(tables, sentence, first):
                found[sentence] = _told(sentence, piece)
    told = list(found.values())[:MOST_TOLD]
    if rest := len(found) - len(told):
        last = told[-1]
        told[-1] = replace(
            last,
            reason_ko=f"{last.reason_ko} 이런 문장이 {rest}개 더 있습니다.",
            reason_en=f"{last.reason_en} There are {rest} more of such sentences.",
        )
    yield from told


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, two lines of a page as one where the first ends, or the second begins, in the middle of a series.

    Lines that say a year and its figure and nothing else are one series: 2026년 3개소, and below it 2027년 5개소.
    """
    held: Piece | None = None
    is_listed = False
    for piece in pieces:
        was_listed, is_listed = is_listed, not piece.in_table and _is_year_and_figure(piece.text)
        if held and not held.in_table and not piece.in_table:
            if was_listed and is_listed:
                held = replace(held, text=f"{held.text}, {MARK.sub('', piece.text)}")
                continue
            if RUNS_ON.search(held.text) or GOES_ON.match(piece.text):
                held = replace(held, text=f"{held.text} {piece.text}")
                continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _is_year_and_figure(line: str) -> bool:
    """Whether a line says one year and its figure and nothing else, a mark of a list aside."""
    said = MARK.sub("", line).strip()
    found = _figure().match(said) if any(map(str.isdigit, said[:3])) else None
    return found is not None and REST.fullmatch(said, found.end()) is not None


def holds_a_plan(sentence: str, first: int) -> bool:
    """Whether a series of figures looks ahead from the document's year, with one year before it at most.

    Two are enough where an arrow leads from the one to the goal: 2026년 38% → 2030년 51%.
    """
    fewest = ENOUGH if LED.isdisjoint(sentence) else FROM_TO
    if len(sentence) < ENOUGH * 4 or sum(map(str.isdigit, sentence)) < fewest * SHORTEST:
        return False
    if has_word("forecast", sentence):
        return False
    sentence = _without_its_name(sentence)
    if _leads_to_a_goal(sentence, first):
        return True
    return looks_ahead(sentence, first) and len({year for year in _years(sentence) if year < first}) <= 1


def _without_its_name(sentence: str) -> str:
    """A series without the words that all its parts say: ’26년 지원 청년 수 146명 → ’27년 지원 청년 수 189명."""
    parts = PARTS.split(sentence)
    if len(parts) < FROM_TO:
        return sentence
    named = set.intersection(*({word for word in part.split() if word.isalpha()} for part in parts))
    if not named:
        return sentence
    kept = [" ".join(word for word in part.split() if word not in named) for part in parts]
    arrows = [found[0] for found in PARTS.finditer(sentence)]
    return "".join(part + arrow for part, arrow in zip(kept, (*arrows, ""), strict=True))


def _leads_to_a_goal(sentence: str, first: int) -> bool:
    """Whether a sentence holds the figures of two years and an arrow from the one, which may be past, to the other."""
    if LED.isdisjoint(sentence):
        return False
    found = list(_figure().finditer(sentence))
    if len(found) != FROM_TO or not LEADS.fullmatch(sentence, found[0].end(), found[1].start()):
        return False
    start, goal = _years(sentence)
    return first - 1 <= start <= goal - FAR and first < goal


def looks_ahead(text: str, first: int) -> bool:
    """Whether a text holds figures of three years, some of them of the document's year and later."""
    years = _years(text)
    planned = [year for year in years if year >= first]
    return len(years) >= ENOUGH and len(planned) >= PLANNED and max(planned) > first


def _years(text: str) -> list[int]:
    """The years of which a text says a figure."""
    return [int(found["full"] or f"20{found['short']}") for found in _figure().finditer(text)]


def stands_in(tables: Sequence[YearTable], sentence: str, first: int) -> bool:
    """Whether a row of a table of the plan holds the planned figures of a sentence, in one scale or another."""
    figures = {}
    for found in _figure().finditer(_without_its_name(sentence)):
        year = int(found["full"] or f"20{found['short']}")
        if year >= first:
            figures[year] = Decimal(found["number"].replace(",", ""))
    read = (table for table in tables if table.kind == "plan" and not table.unread_en)
    return any(_is_said(figures, row) for table in read for row in _rows(table))


def _rows(table: YearTable) -> Iterator[dict[int, Decimal]]:
    """The numbers of each row of a table by their years."""
    columns = [(column.year, column.column) for column in table.columns if column.role == "year" and column.year]
    for row in table.grid[table.header_rows :]:
        cells = ((year, NUMBER.fullmatch(row[at].text.strip())) for year, at in columns)
        yield {year: Decimal(found[0].replace(",", "")) for year, found in cells if found}


def _is_said(figures: Mapping[int, Decimal], row: Mapping[int, Decimal]) -> bool:
    """Whether all figures stand in a row by no chance, each the same power of ten times as large."""
    if not figures.keys() <= row.keys():
        return False
    digits = [len(figure.normalize().as_tuple().digits) for figure in figures.values()]
    if min(digits) < BY_NO_CHANCE:
        return sum(digits) >= ALIKE and all(row[year] == figure for year, figure in figures.items())
    ratios = {row[year] / figure for year, figure in figures.items()}
    return len(ratios) == 1 and set(ratios.pop().normalize().as_tuple().digits) == {1}


def _told(sentence: str, piece: Piece) -> Damage:
    text = sentence.strip()
    quote = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rstrip()}{MORE}"
    return Damage(
        rule="planned-in-text",
        place=piece.place,
        reason_ko=f"'{quote}'",
        reason_en=f"'{quote}'",
        quote=quote,
    )

"""Each table of a document with what stands round it: its title, its unit, the form that holds it, its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import msgspec
import regex

from extract.outline.names import is_only_of_parts
from extract.vocabulary import TEXTS, has_word, is_word, spaced_pattern
from extract.year_tables.grid import Grid
from extract.year_tables.heads.cells import set_of
from extract.year_tables.heads.head import Head
from extract.year_tables.heads.unit_line import NOTE, said_unit, unit_below, unit_beside, without_unit
from extract.year_tables.not_ours import source_below
from extract.year_tables.series import over_years
from extract.year_tables.states import state_beside
from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.document import Block, Paragraph, Table
from plan.script import (
    BULLETS,
    CIRCLED,
    CLOSING,
    COLONS,
    DASHES,
    DOTS,
    OPENING,
    PRIVATE_USE,
    UNIT_LINE,
    visible,
)

UNIT_SAID = lazy_pattern(UNIT_LINE)
TITLE_UNIT = lazy_pattern(
    rf"[(\[][^()\[\]\d{COLONS}]{{1,16}}[)\]]$"
)  # (억원), [억원] behind the title; words that are no unit do no harm
UNITS_ALONE = lazy_pattern(rf"[(\[<](?P<units>[^()\[\]<>{COLONS}]{{1,24}})[)\]>]")
NAMED_UNIT = rf"[\p{{L}} ]{{1,10}}[{COLONS}]\s*[^()\[\]<>{COLONS},]{{1,8}}"
UNITS_NAMED = lazy_pattern(rf"[(\[<]\s*{NAMED_UNIT}(?:,\s*{NAMED_UNIT}){{1,3}}[)\]>]")  # (사업량: 대, 사업비: 백만원)
NAMED = lazy_pattern(rf"[\p{{L}} ]+[{COLONS}]\s*")
COST_AND_UNIT = lazy_pattern(r"[(\[<]\s*(?P<cost>[^()\[\]<>]{1,10})[)\]>]\s*(?P<unit>\S{1,4})")  # (소요예산) 백만원
LETTER = lazy_pattern(r"\p{L}")  # what has none is the number of a page
BRACKETS = lazy_pattern(rf"[{OPENING}{CLOSING}]")
LISTED = lazy_pattern(rf"[,/{DOTS}]")
BULLET = lazy_pattern(rf"^\s*(?:[{DASHES}{BULLETS}{PRIVATE_USE}]|\d{{1,2}}[.)]|[가-하][.)]|[{CIRCLED}])\s*")
SUM_SAID = lazy_pattern(r"총\s?[\d,.]+\s?(?:조|억|천만|백만|천|만)?\s?원")
SUM_BEHIND = lazy_pattern(
    rf"\s*[{COLONS}]\s*(?:총\s?)?[\d,.]+\s?(?:(?:조|억|백만|천만|만|천)\s?원?|원)$"
)  # 투자계획(억원) : 총 350억
MONEY = lazy_pattern(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?=\s?[조억만천백십]*\s?[조억원])")
NUMBER_SAID = r"(?<![\d.,])\d[\d,]*(?:\.\d+)?\s?"
# a whole amount, of several scales too (193억 5천만 원), since a part of one would be another amount
AMOUNT_SAID = lazy_pattern(
    rf"(?:[조억만천백십]\s?)?(?:{NUMBER_SAID}[조억만천백십]+\s?){{0,4}}"
    rf"{NUMBER_SAID}[조억만천백십]*\s?(?:원대?|(?<=[조억]\s?)\d*)(?<!\s)"
)
FIRST_YEAR_SAID = lazy_pattern(
    rf"(?<!\d)1\s?(?:차\s?[년연]도?|년차)\s?(?:[은는]|[{COLONS}=(])?\s?(?<year>(?:19|20)\d\d)(?:\s?년|(?!\d))"
)
LOOK_BACK = 4  # paragraphs above a table that may hold its title and its unit
LOOK_AHEAD = 3  # blocks below a table of which the first that is not empty may say its source
LOOK_BACK_IN_FORM = 40  # texts of a form above a table in one of its cells, where its programme is named


class Found(msgspec.Struct, frozen=True):
    """A table of the document with what stands above it, nearest first, and its top-level block.

    ``above`` holds the paragraphs between it and the table before; ``form`` the texts of the form whose cell it is in,
    ``state`` is what a column of that form says of it, and ``below`` the line below it that says its source,
    ``unit_below`` the one that says its unit, or that over its other half beside it.
    """

    table: Table
    above: tuple[str, ...]
    form: tuple[str, ...]
    block: int
    state: str = ""
    below: str = ""
    unit_below: str = ""


def tables_in(
    blocks: Sequence[Block], block: int | None = None, form: tuple[str, ...] = (), state: str = ""
) -> Iterator[Found]:
    """Every table in reading order, nested ones behind the table that holds them."""
    above: list[str] = []
    of_table_above: int | None = None
    for index, item in enumerate(blocks):
        if isinstance(item, Paragraph):
            if index == of_table_above:
                continue
            if item.within in ("body", "text_box", "caption") and (text := single_spaced(item.text)):
                above.append(text)
            continue
        if item.within in ("header", "footer"):
            continue  # it stands on every page, beside the plan
        own = tuple(reversed(above))
        near = (*own, *form)[:LOOK_BACK]
        top = index if block is None else block
        of_table_above = unit_below(blocks, index, near)
        below = blocks[of_table_above] if of_table_above is not None else None
        unit = below.text if isinstance(below, Paragraph) else unit_beside(blocks, index, near)
        yield Found(
            item, near, (*own, *form)[:LOOK_BACK_IN_FORM], top, state, _source_below(blocks, index), said_unit(unit)
        )
        if any(cell.blocks for cell in item.cells):
            yield from _nested(item, top, (*own, *form))
        above.clear()


def _source_below(blocks: Sequence[Block], index: int) -> str:
    """The line right below a block that says where its figures are from, or ''."""
    below = next((item for item in blocks[index + 1 : index + 1 + LOOK_AHEAD] if not _is_blank(item)), None)
    return source_below(below.text) if isinstance(below, Paragraph) else ""


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.text.strip()


def _nested(outer: Table, block: int, above: tuple[str, ...]) -> Iterator[Found]:
    """The tables in the cells of a table, each with the cells in front of its own as the texts above it."""
    before = list(reversed(above))
    for cell in sorted(outer.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.blocks:
            yield from tables_in(cell.blocks, block, tuple(reversed(before)), state_beside(outer, cell))
        if text := single_spaced(cell.text):
            before.append(text)


def first_year_said(above: Sequence[str]) -> int | None:
    """The year that a line above a table gives to its first column: 1차년도는 2025년 기준."""
    for text in above:
        found = FIRST_YEAR_SAID.search(text)
        if found:
            return int(found["year"])
    return None


def title_of(found: Found) -> str:
    """The nearest text above a table, neither unit, day, first year nor note, without its bullet."""
    return _title_among((visible(found.table.caption), *found.above))


def note_over(found: Found) -> str:
    """The note right above a table, without its mark, or ''; it may say whose the figures are: ※ 정부 권고기준."""
    nearest = next(iter(found.above), "")
    return BULLET.sub("", nearest).strip() if nearest and _is_aside(nearest) else ""


@lru_cache(TEXTS)
def _title_among(above: tuple[str, ...]) -> str:
    values_word = ""
    for text in above:
        bare_text = BULLET.sub("", without_unit(text)).strip()
        if (
            not LETTER.search(bare_text)
            or _is_unit_line(bare_text)
            or FIRST_YEAR_SAID.search(bare_text)
            or SUM_SAID.fullmatch(bare_text)
            or _as_of().fullmatch(bare_text)
            or _is_aside(text)
        ):
            continue
        named = _indicator().match(bare_text)
        if named or values_word:
            return named["name"] if named else values_word
        if not is_word("values_word", bare_text):
            return bare_text
        values_word = bare_text  # 성과목표치: the line above may say of what
    return values_word


def _is_aside(text: str) -> bool:
    """Whether a line is a note (※ 국비 확보 시 변동) or a mark that a table goes on, and names no table."""
    mark = NOTE.match(text)
    is_said = mark is not None or is_word("goes_on", BRACKETS.sub("", text))
    is_title = has_word("table_title", text) or (mark is not None and is_only_of_parts(text[mark.end() :]))
    return is_said and not is_title


def _is_unit_line(text: str) -> bool:
    """Whether a line is nothing but units in brackets, one of which is known: (명, 백만원), (인원: 명, 예산: 원)."""
    if UNITS_NAMED.fullmatch(text):
        text = NAMED.sub("", text)
    listed = UNITS_ALONE.fullmatch(text)
    units = [unit.strip() for unit in LISTED.split(listed["units"])] if listed else []
    return any(is_word("unit_of_line", unit) for unit in units) and not any(
        is_word("needed_budget", unit) for unit in units
    )  # (소요예산, 백만원) is a title


@cache
def _as_of() -> regex.Pattern[str]:
    """A line in brackets that only says of which day the figures are: (기준 : ’24. 12.), (2024. 12. 31. 현재)."""
    word = rf"(?:{spaced_pattern('as_of')})"
    return lazy_pattern(rf"[(\[<]\s*(?:{word}\s*[{COLONS}][^()]*\d[^()]*|[^()]*\d[^()]*{word})\s*[)\]>]")


@cache
def _indicator() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?:{spaced_pattern('indicator_label')})\s?\d{{0,2}}\s?[{COLONS}]\s?(?P<name>\S.*)$")


def unit_text_of(found: Found, grid: Grid, head: Head) -> str:
    """The unit line as printed in the caption, in the head, in the nearest paragraph above, or behind a title.

    A title is what stands over all years, or over the table; before it goes what stands alone in the first row.
    """
    in_head = [cell.text for row in grid[: head.rows] for cell in set_of(row)]
    caption = visible(found.table.caption)
    for text in (caption, *in_head, *found.above[:2]):
        said = [match.strip() for match in UNIT_SAID.findall(" ".join(text.split()))]
        if said:
            return " ".join(said)
        if UNITS_NAMED.fullmatch(text.strip()) and _is_unit_line(text.strip()):
            return text.strip()
    first_row = {text for cell in found.table.cells if cell.row == 0 and (text := single_spaced(cell.text))}
    if len(first_row) == 1 and TITLE_UNIT.fullmatch(alone := first_row.pop()):
        return alone
    over = over_years(head.columns, grid, head.rows)
    for text in (*reversed(over), caption or next((text for text in found.above if not _is_aside(text)), "")):
        beside = TITLE_UNIT.search(SUM_BEHIND.sub("", " ".join(text.split())))
        aside = beside.group().strip("()[]") if beside else ""
        if beside and not any(is_word(kind, aside) for kind in ("title_aside", "needed_budget")):  # 정비사업 계획(안)
            return beside.group()
        of_cost = COST_AND_UNIT.fullmatch(BULLET.sub("", single_spaced(text)))
        if of_cost and is_word("needed_budget", of_cost["cost"]) and is_word("unit_of_line", of_cost["unit"]):
            return of_cost["unit"]
    if found.unit_below:
        return found.unit_below
    return _amounts_above(found, grid, head)


def _amounts_above(found: Found, grid: Grid, head: Head) -> str:
    """The amounts, with their units, of the nearest line above that prints one of the table; '' where none does."""
    lines = [(text, MONEY.findall(text)) for text in found.above]
    if not any(amounts for _, amounts in lines):
        return ""
    cells = {cell.text.strip() for row in grid[head.rows :] for cell in row}
    line = next((text for text, amounts in lines if not cells.isdisjoint(amounts)), "")
    return ", ".join(AMOUNT_SAID.findall(single_spaced(line)))

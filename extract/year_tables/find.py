"""Tables whose columns are years: which columns say what, which programme they belong to, which kind they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec
import regex
from msgspec.structs import replace

from extract.outline.headings import Headings, program_of
from extract.outline.outline import Outline
from extract.pieces import Piece, single_spaced
from extract.vocabulary import is_word, spaced_pattern
from extract.year_tables.grid import Grid, as_printed, as_seen, lay_out
from extract.year_tables.head import Head, Span, bands_of, read_head, set_of
from extract.year_tables.kind import Dated, is_amount, kind_of
from extract.year_tables.passed_over import passed_over
from extract.year_tables.series import over_years
from plan.patterns import CIRCLED, lazy_pattern
from plan.records import Block, Damage, LookRule, Paragraph, ProgramNode, Table, TableDecision, YearTable
from plan.script import DASHES, QUOTE, visible

UNIT_LINE = lazy_pattern(r"[(\[<]?\s*단\s*위\s*[:：][^)\]>]*[)\]>]?")
YEAR_IN_HEAD = lazy_pattern(rf"(?<!\d)(?:19|20)\d\d(?!\d)|{QUOTE}\d\d(?!\d)")
TITLE_UNIT = lazy_pattern(r"\([^()\d:：]{1,16}\)$")  # (억원) behind the title; words that are no unit do no harm
BULLET = lazy_pattern(rf"^\s*(?:[{DASHES}□■▢▣○●◦◇◆◈▸▪ㅇ※*·]|\d{{1,2}}[.)]|[가-하][.)]|[{CIRCLED}])\s*")
LOOK_BACK = 4  # paragraphs above a table that may hold its title and its unit
LOOK_BACK_IN_FORM = 40  # texts of a form above a table in one of its cells, where its programme is named
TRANSPOSED_YEARS = 3


class Found(msgspec.Struct, frozen=True):
    """A table of the document with what stands above it, nearest first, and its top-level block.

    ``above`` holds the paragraphs between it and the table before; ``form`` the texts of the form whose cell it is in.
    """

    table: Table
    above: tuple[str, ...]
    form: tuple[str, ...]
    block: int


def tables_in(blocks: Sequence[Block], block: int | None = None, form: tuple[str, ...] = ()) -> Iterator[Found]:
    """Every table in reading order, nested ones behind the table that holds them."""
    above: list[str] = []
    for index, item in enumerate(blocks):
        if isinstance(item, Paragraph):
            if item.within in ("body", "text_box", "caption") and (text := single_spaced(item.text)):
                above.append(text)
            continue
        own = tuple(reversed(above))
        near = (*own, *form)[:LOOK_BACK]
        top = index if block is None else block
        yield Found(item, near, (*own, *form)[:LOOK_BACK_IN_FORM], top)
        if any(cell.blocks for cell in item.cells):
            yield from _nested(item, top, (*own, *form))
        above.clear()


def _nested(outer: Table, block: int, above: tuple[str, ...]) -> Iterator[Found]:
    """The tables in the cells of a table, each with the cells in front of its own as the texts above it."""
    before = list(reversed(above))
    for cell in sorted(outer.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.blocks:
            yield from tables_in(cell.blocks, block, tuple(reversed(before)))
        if text := single_spaced(cell.text):
            before.append(text)


def find_year_tables(
    blocks: Sequence[Block], pieces: Sequence[Piece], outline: Outline, title: str, span: Span, dated: Dated
) -> tuple[tuple[YearTable, ...], tuple[ProgramNode, ...], tuple[TableDecision, ...]]:
    """The year tables in reading order, the programmes of plan tables that had to be named after a heading, and all
    other tables with why they are none.
    """
    tables: list[YearTable] = []
    others: list[TableDecision] = []
    named: dict[str, ProgramNode] = {}
    headings = Headings(pieces)
    for found in tables_in(blocks):
        looked_at = list(_looked_at(found, span, dated))
        own = [table for table in looked_at if isinstance(table, YearTable)]
        others += [table for table in looked_at if isinstance(table, TableDecision)]
        program_no = outline.program_at(found.block)
        if not program_no and any(table.kind == "plan" for table in own):
            node = _node(found, headings, title)
            program_no = named.setdefault(node.no, node).no
        tables += [replace(table, program_no=program_no) for table in own]
    return tuple(tables), tuple(named.values()), tuple(others)


def _node(found: Found, headings: Headings, title: str) -> ProgramNode:
    """The programme of a table in a plan without codes: named in its form, by the heading above, or as the document."""
    name = _name_in_form(found.form)
    if name:
        return program_of(name, found.table.place)
    heading = headings.above(found.block)
    return program_of(heading.name, heading.place, heading.code) if heading else program_of(title, found.table.place)


@cache
def _name_label() -> regex.Pattern[str]:
    return regex.compile(rf"^\W*(?:\w\s)?\W*(?:{spaced_pattern('name_label')})\s*(?P<colon>[:：]?)\s*(?P<name>.*)$")


def _name_in_form(texts: Sequence[str]) -> str:
    """What stands behind or after a label such as 사업명 in the form round a table; texts come nearest first."""
    for position, text in enumerate(texts):
        match = _name_label().match(text)
        if match and match["name"] and match["colon"]:
            return str(match["name"])
        if match and not match["name"] and position:
            return texts[position - 1]
    return ""


def _looked_at(found: Found, span: Span, dated: Dated) -> Iterator[YearTable | TableDecision]:
    """The year tables that one printed table holds: more than one where a head with other years follows below.

    Where it holds none, or a part of it has no head that is understood, why that is so.
    """
    table = found.table
    if table.rows < 2 or table.columns < 2:
        yield _passed_over(found, span)
        return
    printed = lay_out(table.rows, table.columns, table.cells)
    grid = as_seen(printed)
    marked = grid != printed
    first_year = span[0] if span else None
    head, transposed = read_head(grid, span, first_year), False
    if head is None:
        grid, transposed = tuple(zip(*grid, strict=True)), True
        head = read_head(grid, span, first_year)
        if head is None or len(head.years()) < TRANSPOSED_YEARS or head.rows > 1:
            yield _passed_over(found, span, None if head is None else "too-few-years-down")
            return
    title = _title(found)
    for band in bands_of(grid, head, span, first_year):
        own = head if len(band) == len(grid) else read_head(band, span, first_year)
        if own is None:
            yield _passed_over(found, span, "head-below-not-read")
            continue
        made = _year_table(found, band, own, title, _unit_text(found, grid, head), transposed, dated)
        yield replace(made, grid=as_printed(made.grid, printed)) if marked else made


def _passed_over(found: Found, span: Span, rule: LookRule | None = None) -> TableDecision:
    return passed_over(found.table, _title(found), span, rule)


def _year_table(
    found: Found, grid: Grid, head: Head, title: str, unit_text: str, transposed: bool, dated: Dated
) -> YearTable:
    table = found.table
    kind, rule = kind_of(grid, head, title, (found.table.caption, *found.above), dated)
    unread = not any(column.year for column in head.columns if column.role in ("year", "range"))
    return YearTable(
        number=table.place.table if table.place.table is not None else -1,
        kind=kind,
        kind_rule=rule,
        program_no="",
        title=title,
        unit_text=unit_text,
        header_rows=head.rows,
        columns=head.columns,
        grid=tuple(tuple(row) for row in grid),
        place=table.place,
        pages=table.pages,
        transposed=transposed,
        unread_ko="연도가 몇 년차로만 적혀 있고 첫해를 알 수 없습니다." if unread else "",
        unread_en="The years are numbered from the first year, which the document does not state." if unread else "",
    )


def _title(found: Found) -> str:
    for text in (visible(found.table.caption), *found.above):
        bare_text = UNIT_LINE.sub("", text).strip()
        if bare_text:
            return BULLET.sub("", bare_text).strip()
    return ""


def _unit_text(found: Found, grid: Grid, head: Head) -> str:
    """The unit line as printed in the caption, in the head, in the nearest paragraph above, or behind a title.

    A title is what stands over all years, or over the table.
    """
    in_head = [cell.text for row in grid[: head.rows] for cell in set_of(row)]
    caption = visible(found.table.caption)
    for text in (caption, *in_head, *found.above[:2]):
        said = [match.strip() for match in UNIT_LINE.findall(" ".join(text.split()))]
        if said:
            return " ".join(said)
    over = over_years(head.columns, grid, head.rows)
    for text in (*reversed(over), caption or next(iter(found.above), "")):
        beside = TITLE_UNIT.search(" ".join(text.split()))
        if beside and not is_word("title_aside", beside.group().strip("()")):  # 정비사업 계획(안)
            return beside.group()
    return ""


def doubtful_columns(tables: Sequence[YearTable]) -> Iterator[Damage]:
    """Columns of a plan whose head names a year, but says no more that is understood; their amounts are left out."""
    for table in tables:
        for column in table.columns if table.kind == "plan" else ():
            if column.role != "note":
                continue
            cells = [row[column.column] for row in as_seen(table.grid)]
            head = " ".join(" ".join(cell.text.split()) for cell in set_of(cells[: table.header_rows]))
            amounts = any(is_amount(cell) for cell in cells[table.header_rows :])
            if amounts and YEAR_IN_HEAD.search(head):
                yield Damage(
                    rule="table-not-understood",
                    place=cells[table.header_rows - 1].place,
                    reason_ko=f"'{head}' 열의 뜻을 알 수 없어 그 값은 싣지 않았습니다.",
                    reason_en=f"What the column '{head}' means is not known, so its values are left out.",
                    quote=head,
                )

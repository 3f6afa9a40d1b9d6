"""Tables whose columns are years: which columns say what, which programme they belong to, which kind they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from extract.outline.charted import OF_ONE_PROGRAM, Looked, Register, charts_among, with_programs
from extract.outline.headings.lone_line import Texts
from extract.outline.in_doubt.doubts import doubtful_owners
from extract.outline.in_doubt.listed import Lists
from extract.outline.in_doubt.spot import Spot
from extract.outline.labelled import labelled_name
from extract.outline.lists.row_owners import Named, field_owners, named_in, row_owners
from extract.outline.name_rows import has_name_rows, with_cards, with_named_rows, with_numbered_rows
from extract.outline.outline import Outline
from extract.outline.owner import Asked, Owner, Owners, nodes_of, program_of
from extract.outline.subject import find_subject
from extract.outline.tree import Tree
from extract.pieces import Piece
from extract.vocabulary import ends_with_word, has_word, is_word, meaning
from extract.year_tables.alike import told_by_others
from extract.year_tables.around.definition import defined_above
from extract.year_tables.around.found import Found, first_year_said, note_over, tables_in, title_of, unit_text_of
from extract.year_tables.around.names_above import with_names_above
from extract.year_tables.around.shown_title import shown_title
from extract.year_tables.document_year import OF_ONE_YEAR, WEAK
from extract.year_tables.grid import Grid, as_printed, as_seen, lay_out
from extract.year_tables.heads.bands import bands_of, parts_of_form, sides_of
from extract.year_tables.heads.before_plan import from_result, from_stated_base
from extract.year_tables.heads.cells import TIMES, Span, reading_of, set_of
from extract.year_tables.heads.head import Head, read_head, read_head_of_one_year
from extract.year_tables.heads.passage import groups_of, passes_in_cells, read_head_of_passage
from extract.year_tables.in_boxes import has_years_in_boxes
from extract.year_tables.kind import NEAREST, Dated, Facts, is_ahead, kind_of, may_be_past, reaches_plan, split_by_state
from extract.year_tables.not_ours import Around, not_ours
from extract.year_tables.numbers_in_labels import (
    NAMELESS,
    SWALLOWED,
    TWO_YEARS,
    has_rows_without_names,
    holds_two_years,
    swallows_values,
)
from extract.year_tables.own_periods import first_year_of
from extract.year_tables.passed_over import TITLES_OF_NO_PLAN, passed_over
from extract.year_tables.series import divides_payers, over_years
from extract.year_tables.states import of_a_stage
from extract.year_tables.year_in_heading import (
    asks_for_budget,
    costs_of_one_year,
    divides_budget,
    head_below_heading,
    holds_amounts,
    is_of_a_day,
    lists_costs,
    may_divide_budget,
    names_other_time,
    plans_in,
    speaks_of_costs,
    year_of_heading,
    year_of_rows,
    year_of_sheet,
)
from extract.year_tables.years_in_rows.long_list import is_headed_years, with_years_across
from extract.year_tables.years_in_rows.numbered_pairs import (
    NUMBERED_YEARS,
    holds_numbered_pairs,
    holds_numbered_years,
    with_numbered_pairs,
)
from extract.year_tables.years_in_rows.years_of_values import (
    has_dated_values,
    has_years_of_values,
    with_years_over_values,
)
from plan.forms import bare, single_spaced
from plan.grid import same_cell
from plan.records.document import Block, Cell, Damage, Table
from plan.records.printed import Column, ProgramNode, TableDecision, YearTable
from plan.records.values import ColumnRule, KindRule, LookRule
from plan.years import find_years, is_damaged_year, is_time_without_year, read_year

NUMBERED = (
    "연도가 몇 년차로만 적혀 있고 첫해를 알 수 없습니다.",
    "The years are numbered from the first year, which the document does not state.",
)
SHIFTED = (
    "몇 년차의 기간이 두 해에 걸치거나 행마다 다른 해에 시작하여 어느 해의 값인지 정할 수 없습니다.",
    "The numbered years reach over two calendar years or begin in another year in each row, so no value has one year.",
)
WHY_DOUBTED: dict[str, tuple[str, str]] = {
    "plan-years-without-head": (
        "표 '{}'에 계획기간의 연도와 값이 있으나 어느 칸이 몇 년의 것인지 머리를 읽을 수 없어 값을 싣지 않았습니다.",
        "The table '{}' holds years of the plan and amounts, but its head is not understood, so its values are left "
        "out.",
    ),
    "years-in-boxes": (
        "표 '{}'의 칸마다 연도와 값이 함께 적혀 있고 연도 머리가 없어 값을 싣지 않았습니다.",
        "Each cell of the table '{}' says a year and its number, and no head does, so its values are left out.",
    ),
    "head-below-not-read": (
        "연도 표 '{}'의 아래쪽에 연도 머리가 아닌 다른 머리가 있어 그 아래의 값을 싣지 않았습니다.",
        "A head below in the year table '{}' is not one of years that are understood, so the values below it are left "
        "out.",
    ),
    "year-in-heading": (
        "표 '{}'의 연도는 제목에만 있고 열의 뜻을 다 알 수 없어 값을 싣지 않았습니다.",
        "Only the heading of the table '{}' names a year, and not all of its columns are known, so its values are "
        "left out.",
    ),
    "budget-without-year": (
        "예산을 재원별로 나누었으나 해가 표와 제목에 적혀 있지 않습니다.",
        "It divides a budget among who pays, and neither the table nor its heading says of which year that is.",
    ),
    "costs-without-year": (
        "무엇을 하는 데 얼마가 드는지 적었으나 어느 해의 것인지 표와 제목에 없습니다.",
        "It lists what is done and what it costs, and neither the table nor its heading says of which year that is.",
    ),
    "versions-without-year": (
        "당초와 변경 같은 두 판을 견주는 표입니다.",
        "It compares two versions, such as the first and the changed one.",
    ),
    "times-without-year": (
        "표 '{}'의 열이나 행이 몇 년의 것인지 알 수 없어(단계, 금년, 분기, 깨진 연도) 값을 싣지 않았습니다.",
        "Of which years the columns or rows of the table '{}' are is not known (stages, this year, quarters, damaged "
        "years), so its values are left out.",
    ),
}
OF_NO_YEAR: frozenset[LookRule] = frozenset(
    ("versions-without-year", "budget-without-year", "costs-without-year")
)  # well understood but that
MORE_ALIKE = (" 이런 표가 {}개 더 있습니다.", " There are {} more of such tables.")
PARTS = (
    "열마다 분기, 반기처럼 한 해의 일부의 값이어서 해의 값이 없습니다.",
    "Each of its columns is of a part of a year, such as a quarter, so it has no values of years.",
)
CHARTED = Owner(None, (), "row")  # of a table whose rows name their programmes
TIME_ROWS = 3  # lines at the top of a table that may name its times
MIN_TIMES = 2  # times of a line that is a head; one alone may be a word
TRANSPOSED_YEARS = 3  # years, one below the other, that are a head; two may be labels


def _groups(table: YearTable) -> list[ProgramNode]:
    return [program_of(single_spaced(cell.text), cell.place) for cell in groups_of(table.grid)]


def _with_rows(table: YearTable, nodes: Named) -> YearTable:
    """The table with the programmes that its rows name."""
    if groups := _groups(table):
        return replace(table, row_programs=("",) * table.header_rows + tuple(node.no for node in groups))
    named = row_owners(table, nodes) or field_owners(table, nodes)
    return replace(table, row_programs=named) if named else with_numbered_rows(table, nodes)


def find_year_tables(
    blocks: Sequence[Block],
    tree: Tree,
    outline: Outline,
    title: str,
    span: Span,
    dated: Dated,
    pieces: Sequence[Piece],
) -> tuple[tuple[YearTable, ...], tuple[ProgramNode, ...], tuple[TableDecision, ...], tuple[Damage, ...]]:
    """The year tables in reading order, the programmes of plan tables that had to be named after a heading, all other
    tables with why they are none, and the tables whose programme the numbers of the headings put in doubt.
    """
    looked_at = told_by_others(list(_all_looked_at(blocks, span, dated)), tree, span)
    found = [
        (one, [_own(t, one, tree, title, dated) for t in looked if isinstance(t, YearTable)])
        for one, looked in looked_at
    ]
    others = tuple(table for _, looked in looked_at for table in looked if isinstance(table, TableDecision))
    plans = {index: _asked(one, own) for index, (one, own) in enumerate(found) if any(t.kind == "plan" for t in own)}
    texts = Texts(pieces, tree.headings, title, {asked.place.table for asked in plans.values()})
    owners = Owners(outline, tree, title, [*plans.values()], texts, find_subject(pieces))
    owned_by = {index: owners.of(asked) for index, asked in plans.items()}
    charts = charts_among({i: _looked(found[i][1], asked, owned_by[i], owners) for i, asked in plans.items()})
    over = {
        i: owners.heading_over(asked)
        for i, asked in plans.items()
        if i not in charts and owned_by[i].rule not in OF_ONE_PROGRAM and any(map(has_name_rows, found[i][1]))
    }
    owned_by |= dict.fromkeys((*charts, *over), CHARTED)
    named = [*owned_by.values()]
    register = Register((*outline.nodes, *nodes_of(named)))
    tables: list[YearTable] = []
    for index, (one, own) in enumerate(found):
        if index in charts:
            tables += [with_programs(table, charts[index], [*charts.values()], title, register) for table in own]
        elif index in over:
            tables += [with_named_rows(table, over[index], title, register) for table in own]
        elif index in plans:
            owner = owned_by[index]
            tables += with_cards([replace(t, program_no=owner.no, owner_rule=owner.rule) for t in own], register)
        else:
            tables += [replace(table, program_no=outline.program_at(one.block)) for table in own]
    states = {owner.no: one.state for owner, one in zip(named, (found[index][0] for index in plans), strict=True)}
    nodes = tuple(replace(node, state=states.get(node.no, "")) for node in nodes_of(named))
    known = (*outline.nodes, *nodes)
    taken = {node.no for node in known}
    grouped = [node for table in tables if table.kind == "plan" for node in _groups(table)]
    more = {node.no: node for node in (*grouped, *register.made.values()) if node.no not in taken}
    nodes = (*nodes, *more.values())
    by_name = named_in(known, [*more.values()])
    tables = [_with_rows(t, by_name) if t.kind == "plan" and t.owner_rule != "row" else t for t in tables]
    owned = zip(plans.values(), named, strict=True)
    names = {node.no: node.name for node in known}
    heads = [_head_of(own) for _, own in (found[index] for index in plans)]
    spots = [
        Spot(
            block=one.block,
            place=one.place,
            title=one.title,
            no=owner.no,
            name=names.get(owner.no, ""),
            start=owners.start_of(owner, one),
            rule=owner.rule,
            form=head,
        )
        for (one, owner), head in zip(owned, heads, strict=True)
    ]
    lists = Lists(pieces, [table.place for table in tables])
    doubts = tuple(doubtful_owners(tree, spots, outline.nodes, lists, texts, has_chart=bool(outline.register)))
    return tuple(tables), nodes, others, doubts


def _looked(own: Sequence[YearTable], asked: Asked, owner: Owner, owners: Owners) -> Looked:
    """The first plan of a printed table as it is looked at for a chart of programmes."""
    plan = next(table for table in own if table.kind == "plan")
    return Looked(
        plan, owner, owners.heading_over(asked) if owner.rule in ("heading", "outline-level", "type-size") else None
    )


def _own(table: YearTable, found: Found, tree: Tree, document: str, dated: Dated) -> YearTable:
    """The table with the title it is published with; a plan that is not the document's own is none here."""
    headings = tree.at(found.block)
    titled, table = table.title, replace(table, title=shown_title(table.title, found.above, headings))
    if table.kind != "plan" or table.kind_rule == "goals-and-results":
        return table
    labels = [column.column for column in table.columns if column.role == "label"]
    rows = [[row[label].text for label in labels] for row in table.grid[table.header_rows :]]
    names = [heading.name for heading in headings]
    head = table.grid[: table.header_rows]
    said = (titled, *filter(None, [note_over(found)]))
    past = may_be_past(table.columns, dated, titled)
    reaches = reaches_plan(table.columns, dated)
    ahead = is_ahead(table.columns, dated)
    told = (
        not_ours(Around(title, head, rows, names, found.below, document, past, past and reaches, ahead or reaches))
        for title in said
    )
    other = next(filter(None, told), None)
    return replace(table, kind=other[0], kind_rule=other[1]) if other else table


def _head_of(own: Sequence[YearTable]) -> tuple[str, ...]:
    """The title and the head of a table, by which it is compared with others."""
    first = own[0]
    return (bare(first.title), *(bare(cell.text) for row in first.grid[: first.header_rows] for cell in row))


def _asked(found: Found, own: Sequence[YearTable]) -> Asked:
    of = defined_above(own[0].grid, own[0].header_rows).program
    return Asked((*_form_over_head(own[0]), *found.form), own[0].title, found.block, found.table.place, of)


def _form_over_head(table: YearTable) -> Iterator[str]:
    """The texts of the rows of a form that a table's own head stands below, the nearest first: 사업명 | 길 정비.

    A label that reaches down into the head is that of a column.
    """
    if table.transposed:
        return
    for number in reversed(range(table.header_rows - 1)):
        row = set_of(table.grid[number])
        cells = [single_spaced(cell.text) for cell in row]
        if len(cells) == len(("label", "value")):
            yield from reversed(cells) if labelled_name(cells[0]) is not None else ()
            continue
        for label, beside, behind in zip(row, row[1:], row[2:], strict=False):
            is_label = labelled_name(single_spaced(label.text)) == "" and bare(behind.text) not in (
                "",
                bare(beside.text),
            )
            if is_label and not any(
                same_cell(cell, each) for cell in table.grid[number + 1] for each in (label, beside)
            ):
                yield from (single_spaced(beside.text), single_spaced(label.text))


def _all_looked_at(
    blocks: Sequence[Block], span: Span, dated: Dated
) -> Iterator[tuple[Found, list[YearTable | TableDecision]]]:
    """Each table with what it holds, read with the knowledge of the one before it, whose years it may go on."""
    before: YearTable | None = None
    said: list[str] = []  # since the last budget that a programme needs
    for one in tables_in(blocks):
        said += one.form
        looked = list(_looked_at(one, span, dated, before, said))
        before = looked[0] if looked and isinstance(looked[0], YearTable) else None
        if asks_for_budget(title_of(one)):
            said.clear()
        else:
            said += _rows_as_text(one.table)
        yield one, looked


def _rows_as_text(table: Table) -> list[str]:
    """The rows of a table as lines: 사업기간 2024~2027."""
    lines: dict[int, list[str]] = {}
    for cell in table.cells:
        lines.setdefault(cell.row, []).append(single_spaced(cell.text))
    return [" ".join(line) for line in lines.values()]


def _is_next_year_of(before: YearTable, grid: Grid, span: Span) -> bool:
    """Whether a grid has the rows of the table before it, by their labels, and the one year that follows its last."""
    head = read_head_of_one_year(grid, span, titled=True) if before.kind == "plan" and not before.transposed else None
    years = [column.year for column in before.columns if column.role == "year" and column.year]
    if head is None or not years or head.years() != (max(years) + 1,):
        return False
    printed = [
        [bare(row[0].text) for row in rows] for rows in (before.grid[before.header_rows - 1 :], grid[head.rows - 1 :])
    ]
    return len(printed[0]) > 1 and printed[0] == printed[1]


def _looked_at(
    found: Found, span: Span, dated: Dated, before: YearTable | None = None, said: Sequence[str] = ()
) -> Iterator[YearTable | TableDecision]:
    """The year tables that one printed table holds: more than one where a head with other years follows below.

    Where it holds none, or a part of it has no head that is understood, why that is so.
    """
    table = found.table
    if table.rows < 2 or table.columns < 2:
        yield _passed_over(found, span, _in_boxes(found, span, dated))
        return
    printed = lay_out(table.rows, table.columns, table.cells)
    grid = as_seen(printed)
    told = None if grid == printed else printed
    title = title_of(found)
    first_year = first_year_said(found.above) or (span[0] if span else None)
    for turned in (grid, tuple(zip(*grid, strict=True))):
        if holds_numbered_pairs(turned):
            yield from _of_pairs(found, turned, told, span, dated)
            return
    titled = (plans_in(title) or _is_of_a_planned_year(grid, title, span, dated)) and holds_amounts(grid)
    if before and not found.above and not titled and _is_next_year_of(before, grid, span):
        title, titled = before.title, True
    laid = _with_head(grid, span, first_year, titled=titled)
    listed = [] if laid and not laid.transposed else _listed(grid, span, first_year)
    for part in listed:
        yield from _tables_of(found, part, told, title, span, dated)
    if listed:
        return
    sides = [_with_head(side, span, first_year, titled=titled) for side in (() if laid else sides_of(grid, span))]
    if sides and all(sides):
        for side in filter(None, sides):
            yield from _tables_of(found, side, told, title, span, dated)
        return
    parts = () if laid else _parts_with_heads(grid, span, first_year)
    for label, own in parts:
        within = replace(found, above=(single_spaced(label), *found.above))
        yield from _tables_of(within, own, told, single_spaced(label), span, dated)
    if parts:
        return
    since = dated.year.year if dated.year else None
    year = None if laid else year_of_heading(title, since) or _year_of_sheet(table, title, dated)
    one, told_by = _one_year(grid, title, dated, said) if not (year or laid) else Told(year, "year-in-heading")
    if one and (head := head_below_heading(grid, one, told_by)):
        laid = Laid(grid, head, transposed=False, first_year=first_year, by_heading=True)
    if laid is None:
        in_heading: LookRule | None = "year-in-heading" if year and holds_amounts(grid) else None
        passing = plans_in(title) and passes_in_cells(grid)
        beside_years = has_years_of_values(grid) or has_dated_values(grid) or holds_numbered_pairs(grid, fewest=1)
        passes: LookRule | None = "plan-years-without-head" if passing or beside_years else None
        nearly = (
            passes
            or _too_few(grid, span, first_year)
            or in_heading
            or _without_years(grid, found.above)
            or _without_year(grid, title, found.above, dated)
            or _in_boxes(found, span, dated)
        )
        yield _passed_over(found, span, nearly)
        return
    yield from _tables_of(found, laid, told, title, span, dated)


def _is_of_a_planned_year(grid: Grid, title: str, span: Span, dated: Dated) -> bool:
    """Whether the head of a plan's table names one year alone, and that is one for which the plan is made."""
    readings = [reading_of(cell, span, None) for cell in set_of(grid[0])]
    times = [reading for reading in readings if reading.kind in TIMES]
    if len(times) != 1 or times[0].kind != "year" or times[0].qualifier or find_years(title):
        return False
    is_other = any(has_word(kind, title) for kind in TITLES_OF_NO_PLAN) or ends_with_word("state_part", title)
    return dated.is_for(times[0].year) and not is_other


def _of_pairs(
    found: Found, grid: Grid, printed: Grid | None, span: Span, dated: Dated
) -> Iterator[YearTable | TableDecision]:
    """The year tables of one that prints each value beside its year."""
    title = title_of(found)
    parts = _headed_parts(with_numbered_pairs(grid, span), span, None)
    for part in parts:
        yield from _tables_of(found, part, printed, title, span, dated)
    if not parts:
        is_other = any(has_word(kind, title) for kind in TITLES_OF_NO_PLAN)
        yield _passed_over(found, span, None if is_other else "plan-years-without-head")


def _year_of_sheet(table: Table, title: str, dated: Dated) -> int | None:
    """The year that the sheet of a plan's table is named by, which is not before the plan's own."""
    year = year_of_sheet(table.place, title, dated.title) if dated.of_a_plan and table.place.cell else None
    since = dated.year.year if dated.year and dated.year.rule not in WEAK else year
    return year if year is not None and year >= (since or year) else None


def _parts_with_heads(grid: Grid, span: Span, first_year: int | None) -> list[tuple[str, Laid]]:
    """The parts of a form that have heads of their own, where all have one: a budget with years down, and its goals."""
    read = [(label, _with_head(part, span, first_year, titled=False)) for label, part in parts_of_form(grid)]
    heads = [(label, laid) for label, laid in read if laid]
    return heads if len(heads) == len(read) else []


def _tables_of(
    found: Found, laid: Laid, printed: Grid | None, title: str, span: Span, dated: Dated
) -> Iterator[YearTable | TableDecision]:
    """The year tables of a grid with a head, one for each head; ``printed`` are its cells where they look otherwise."""
    grid, head, first_year = laid.grid, laid.head, laid.first_year
    joints = found.table.joints
    for band in bands_of(grid, head, span, first_year):
        own = head if len(band) == len(grid) else read_head(band, span, first_year) or read_head_of_one_year(band, span)
        if own is None:
            yield _passed_over(found, span, "head-below-not-read")
            continue
        if not laid.transposed:
            band = with_names_above(band, own.columns, own.rows, joints)  # noqa: PLW2901 - its names are read so
        defined = defined_above(band, own.rows)
        unit_text = f"(단위: {defined.unit})" if defined.unit else unit_text_of(found, grid, head)
        made = _year_table(found, band, own, defined.name or title, unit_text, laid, dated)
        made = replace(made, columns=of_a_stage(made.columns, title, span))
        if made.kind == "plan" and not asks_for_budget(title):
            made = replace(made, columns=from_result(from_stated_base(made.columns, dated.base, span)))
        if swallows_values(made):
            made = replace(made, unread_ko=SWALLOWED[0], unread_en=SWALLOWED[1])
        elif holds_two_years(made):
            made = replace(made, unread_ko=TWO_YEARS[0], unread_en=TWO_YEARS[1])
        elif holds_numbered_years(made):
            made = replace(made, unread_ko=NUMBERED_YEARS[0], unread_en=NUMBERED_YEARS[1])
        elif has_rows_without_names(made):
            made = replace(made, unread_ko=NAMELESS[0], unread_en=NAMELESS[1])
        yield replace(made, grid=as_printed(made.grid, printed)) if printed else made


def _too_few(grid: Grid, span: Span, first_year: int | None) -> LookRule | None:
    """That years stand one below the other, but too few of them or below one another's heads."""
    return "too-few-years-down" if read_head(tuple(zip(*grid, strict=True)), span, first_year) else None


def _in_boxes(found: Found, span: Span, dated: Dated) -> LookRule | None:
    """That the boxes of a row say years and their numbers, under no title of the past."""
    first = dated.year.year if dated.year else span[0] if span else None
    if not has_years_in_boxes(found.table, first):
        return None
    is_other = any(has_word(kind, title_of(found)) for kind in TITLES_OF_NO_PLAN)
    return None if is_other else "years-in-boxes"


class Told(NamedTuple):
    """A year that no column of a table names, and what tells it."""

    year: int | None
    rule: ColumnRule


def _one_year(grid: Grid, title: str, dated: Dated, said: Sequence[str]) -> Told:
    """The one year of a table of a budget whose rows name it, or that of the title of a plan of one year.

    ``said`` are the texts before the table: where something takes longer, the amounts may be of all of it.
    """
    of_one_year = dated.of_a_plan and dated.year is not None and dated.year.rule in OF_ONE_YEAR
    own = dated.year.year if dated.year and of_one_year else None
    if not asks_for_budget(title):
        listed = own and lists_costs(grid, title) and costs_of_one_year(grid, own)
        return Told(own if listed and own and not names_other_time(said, own) else None, "year-of-document")
    if year := year_of_rows(grid):
        return Told(year, "year-in-heading")
    divided = divides_budget(grid) or (own is not None and lists_costs(grid, title) and costs_of_one_year(grid, own))
    certain = own is not None and divided and not names_other_time(said, own)
    return Told(own if certain else None, "year-of-document")


def _without_year(grid: Grid, title: str, above: Sequence[str], dated: Dated) -> LookRule | None:
    """That a plan's budget says who pays, and not in which year, so that its amounts would be lost.

    What stands so on a day (’25. 1. 1. 기준) is what an office has, and no plan.
    """
    if any(map(is_of_a_day, above[:NEAREST])):
        return None
    lost = dated.of_a_plan and speaks_of_costs(title) and may_divide_budget(grid) and holds_amounts(grid)
    listed = dated.of_a_plan and lists_costs(grid, title)
    return "budget-without-year" if lost else "costs-without-year" if listed else None


def _without_years(grid: Grid, above: Sequence[str]) -> LookRule | None:
    """That the columns or rows of a plan are times or versions of which no year is known, so that amounts are lost."""
    if not any(plans_in(text) or ends_with_word("own_goals_end", text) for text in above[:NEAREST]):
        return None
    if not holds_amounts(grid):
        return None
    lines = (*grid[:TIME_ROWS], *zip(*grid, strict=True))
    if any(map(_names_times, lines[: TIME_ROWS + 1])):
        return "times-without-year"
    return "versions-without-year" if any(map(_names_versions, grid[:TIME_ROWS])) else None


def _names_versions(line: Sequence[Cell]) -> bool:
    """Whether two cells of a line are versions of one plan, one of them a word for nothing else: 당초, 변경."""
    texts = [single_spaced(cell.text) for cell in set_of(line)]
    versions = {meaning("edition", text) for text in texts} - {""}
    return len(versions) >= MIN_TIMES and any(is_word("edition_sure", text) for text in texts)


def _names_times(line: Sequence[Cell]) -> bool:
    """Whether enough cells of a line are times without a year, damaged years, or those beside some that are read."""
    texts = [cell.text for cell in set_of(line)]
    unread = sum(is_time_without_year(text) or is_damaged_year(text) for text in texts)
    read = sum(read_year(single_spaced(text)).kind in TIMES for text in texts) if unread else 0
    return unread > 0 and unread + read >= MIN_TIMES


def _passed_over(found: Found, span: Span, rule: LookRule | None = None) -> TableDecision:
    return passed_over(found.table, title_of(found), span, rule)


class Laid(msgspec.Struct, frozen=True):
    """A grid with its years across, turned where they stand at the side, its head, and the year of 1차년도.

    ``contradicted`` says that the periods printed in it leave that year open, ``by_own_periods`` that they tell it,
    ``by_heading`` that its one year stands above it.
    """

    grid: Grid
    head: Head
    transposed: bool
    first_year: int | None
    contradicted: bool = False
    by_heading: bool = False
    by_own_periods: bool = False


def _with_head(grid: Grid, span: Span, first_year: int | None, *, titled: bool) -> Laid | None:
    """The grid with its head: years across, turned where they stand at the side, or a single year across.

    What a table's own periods say of its numbered years goes before what is said elsewhere; nothing is known of them
    where the periods contradict each other.
    """
    if across := _headed(grid, span, first_year, transposed=False):
        return across
    down = _headed(tuple(zip(*grid, strict=True)), span, first_year, transposed=True)
    enough = TRANSPOSED_YEARS - 1 if divides_payers([cell.text for cell in grid[0][1:]]) else TRANSPOSED_YEARS
    if is_headed_years(grid):
        enough = TRANSPOSED_YEARS - 1
    if down and len(down.head.years()) >= enough and _has_one_corner(down):
        return down
    head = read_head_of_one_year(grid, span, titled=titled) or read_head_of_passage(grid)
    return Laid(grid, head, transposed=False, first_year=first_year) if head else None


def _listed(grid: Grid, span: Span, first_year: int | None) -> list[Laid]:
    """A list of names and years as the tables that it says, where the head of each is read; [] for any other table."""
    parts = with_years_across(grid, span, first_year) or with_years_over_values(grid, span)
    return _headed_parts(parts, span, first_year)


def _headed_parts(parts: Sequence[Grid], span: Span, first_year: int | None) -> list[Laid]:
    """The parts of a table with their heads; [] where one of them is not read."""
    laid = [_headed(part, span, first_year, transposed=True) or _of_one_year(part, span, first_year) for part in parts]
    return [one for one in laid if one] if all(laid) else []


def _of_one_year(grid: Grid, span: Span, first_year: int | None) -> Laid | None:
    """Names of a list that have one year only."""
    head = read_head_of_one_year(grid, span, titled=True)
    return Laid(grid, head, transposed=True, first_year=first_year) if head else None


def _headed(grid: Grid, span: Span, first_year: int | None, *, transposed: bool) -> Laid | None:
    own, contradicted = first_year_of(grid)
    first_year = None if contradicted else own or first_year
    head = read_head(grid, span, first_year)
    return Laid(grid, head, transposed, first_year, contradicted, by_own_periods=bool(own)) if head else None


def _has_one_corner(laid: Laid) -> bool:
    """Whether a head has one row, or one cell at the left that reaches over all its rows: 구분 over 단계 and 년차."""
    return same_cell(laid.grid[0][0], laid.grid[laid.head.rows - 1][0])


def _year_table(
    found: Found, grid: Grid, head: Head, title: str, unit_text: str, laid: Laid, dated: Dated
) -> YearTable:
    table = found.table
    if not any(column.role == "label" for column in head.columns):
        title = next(iter(over_years(head.columns, grid, head.rows)), "") or title  # nothing else names its rows
    head, left_out = split_by_state(grid, head, title, dated)
    kind, rule = kind_of(
        Facts(grid, head, title, (found.table.caption, *found.above), dated, left_out, laid.by_heading)
    )
    columns = _numbered_by(head.columns, found, laid)
    unread = not any(column.year for column in columns if column.role in ("year", "range"))
    unread_ko, unread_en = (SHIFTED if laid.contradicted else NUMBERED) if unread else ("", "")
    if rule == "parts-of-years":
        unread_ko, unread_en = PARTS
    return YearTable(
        number=table.place.table if table.place.table is not None else -1,
        kind=kind,
        kind_rule=rule,
        program_no="",
        title=title,
        unit_text=unit_text,
        header_rows=head.rows,
        columns=columns,
        grid=tuple(tuple(row) for row in grid),
        place=table.place,
        pages=table.pages,
        transposed=laid.transposed,
        unread_ko=unread_ko,
        unread_en=unread_en,
        rows_left_out=left_out,
    )


def _numbered_by(columns: tuple[Column, ...], found: Found, laid: Laid) -> tuple[Column, ...]:
    """The columns; a rule of numbered years says whether the table, a line over it or the plan's period dates them."""
    rule: ColumnRule = "numbered-year"
    if laid.by_own_periods:
        rule = "numbered-year-by-table"
    elif first_year_said(found.above):
        rule = "numbered-year-by-line"
    return tuple(replace(column, rule=rule) if column.rule == "numbered-year" else column for column in columns)


def doubtful_tables(passed_over: Sequence[TableDecision], plans: Container[int]) -> Iterator[Damage]:
    """Tables of amounts that a heading calls a plan, whose year or columns are not all known; they are not read.

    Tables of two versions under one title are told with the first of them, and a part under a head of its own where the
    rest of its table is one of the ``plans``.
    """
    alike = Counter(_versions_under(table) for table in passed_over)
    for table in passed_over:
        if table.rule == "head-below-not-read" and table.table not in plans:
            continue
        count = alike.pop(_versions_under(table), 0) if table.rule == "versions-without-year" else 1
        if table.rule in WHY_DOUBTED and count:
            ko, en = WHY_DOUBTED[table.rule]
            more_ko, more_en = (text.format(count - 1) if count > 1 else "" for text in MORE_ALIKE)
            yield Damage(
                rule="table-of-no-year" if table.rule in OF_NO_YEAR else "table-not-understood",
                place=table.place,
                reason_ko=ko.format(table.title or table.head) + more_ko,
                reason_en=en.format(table.title or table.head) + more_en,
                quote=table.title or table.head,
            )


def _versions_under(table: TableDecision) -> tuple[LookRule | KindRule, str]:
    """What tables of two versions that are told together have in common."""
    return table.rule, bare(table.title) or str(table.table)

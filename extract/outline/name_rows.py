"""Rows of a year table that are the headings of programmes, their rows below: a number and a name over the whole width.

Which programme a row is of is said by the last such row above it; the row itself has no values. So does a card that
begins again in the same table, with its label (사업명) and a head of its own or under the one above.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

import msgspec
from msgspec.structs import replace

from extract.outline.charted import Register
from extract.outline.headings.heading import Heading
from extract.outline.labelled import labelled_name, number_and_name
from extract.outline.lists.row_owners import Named
from extract.outline.names import is_only_of_parts
from extract.outline.owner import LONGEST, nodes_above, program_of
from extract.vocabulary import is_word
from plan.forms import single_spaced
from plan.grid import same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import ProgramNode, RowLeftOut, YearTable
from plan.script import DASHES

PARTS = lazy_pattern(rf"[^\s{DASHES}.]+(?:\s?[{DASHES}.]\s?[^\s{DASHES}.]+){{1,2}}")  # 1-1, 1-1-①
NAME = lazy_pattern(r"\p{Hangul}.*\p{Hangul}")
OF_ALL = ("appendix", "document", "whole-plan")  # owner rules of tables of the whole plan
FEWEST = 2  # such rows of a table; one alone may be its title


class _Named(msgspec.Struct, frozen=True):
    """What a row says of the programme whose rows stand below it."""

    number: str
    name: str
    office: str
    cell: Cell


def with_numbered_rows(table: YearTable, nodes: Named) -> YearTable:
    """A table of the whole plan, its rows of the programmes whose numbers a column prints: 관련 과제 1-1."""
    known = nodes.numbered
    labels = [column for column in table.columns if column.role == "label"]
    for column in labels if table.owner_rule in OF_ALL and not table.transposed else ():
        texts = [single_spaced(row[column.column].text) for row in table.grid[table.header_rows :]]
        head = single_spaced(table.grid[table.header_rows - 1][column.column].text)
        are_numbers = all(text in known and PARTS.fullmatch(text) for text in texts)
        if len(labels) > 1 and is_word("program_number_head", head) and are_numbers and len(set(texts)) >= FEWEST:
            columns = (replace(one, rule="names-programmes") if one == column else one for one in table.columns)
            rows = ("",) * table.header_rows + tuple(known[text] for text in texts)
            return replace(table, columns=tuple(columns), row_programs=rows)
    return table


def has_name_rows(table: YearTable) -> bool:
    """Whether the body begins with the name of a programme, and another one follows."""
    rows = _name_rows(table)
    return not table.transposed and len(rows) >= FEWEST and table.header_rows in rows


def _name_rows(table: YearTable) -> Mapping[int, _Named]:
    whole = {number: _named(row[0]) for number, row in _whole_rows(table).items()}
    body = range(table.header_rows, len(table.grid))
    found = whole | {number: named for number in body if (named := _card(table.grid[number]))}
    return {number: named for number, named in found.items() if named}


def _card(row: Sequence[Cell]) -> _Named | None:
    """The programme that a row of a card names behind its label, over all columns: 사업명 | 길 정비."""
    if len(row) < FEWEST or labelled_name(single_spaced(row[0].text)) != "" or same_cell(row[0], row[1]):
        return None
    return _behind_label(row[1]) if all(same_cell(cell, row[1]) for cell in row[1:]) else None


def _behind_label(cell: Cell) -> _Named | None:
    number, name, office = number_and_name(single_spaced(cell.text), cell.place)
    return _Named(number, name, office, cell) if NAME.search(name) and len(name) <= LONGEST else None


def _whole_rows(table: YearTable) -> Mapping[int, tuple[Cell, ...]]:
    body = range(table.header_rows, len(table.grid))
    grid = table.grid
    return {at: grid[at] for at in body if len(grid[at]) > 1 and all(same_cell(cell, grid[at][0]) for cell in grid[at])}


def _named(cell: Cell) -> _Named | None:
    number, name, office = number_and_name(single_spaced(cell.text), cell.place)
    is_name = PARTS.fullmatch(number) and NAME.search(name) and len(name) <= LONGEST and not is_only_of_parts(name)
    return _Named(number, name, office, cell) if is_name else None


def with_named_rows(table: YearTable, over: Heading | None, title: str, register: Register) -> YearTable:
    """A year table whose rows are of the programmes that its name rows say, which are added to the register."""
    if table.kind != "plan":
        return table
    rows = _name_rows(table)
    above = nodes_above([*over.above, over]) if over else ()
    for node in above:
        register.make(node)
    under = above[-1].no if above else ""
    made, no = [""] * table.header_rows, ""
    for number in range(table.header_rows, len(table.grid)):
        no = register.make(_node(rows[number], under, register)) if number in rows else no
        made.append(no)
    own = under or program_of(title, table.place).no
    left_out = (*table.rows_left_out, *(RowLeftOut(row=number, rule="name-row") for number in rows))
    return replace(table, program_no=own, owner_rule="row", row_programs=tuple(made), rows_left_out=left_out)


def with_cards(tables: Sequence[YearTable], register: Register) -> Iterator[YearTable]:
    """The year tables of one printed table, each of the programme that the last row of a card above its head names."""
    named: _Named | None = None
    for before, table in zip([None, *tables], tables, strict=False):
        named = (before and _last_card(before)) or named
        if named is None or table.kind != "plan":
            yield table
            continue
        node = _node(named, "", register)
        yield replace(table, program_no=register.make(node), owner_rule="form")


def _last_card(table: YearTable) -> _Named | None:
    """The programme named in the rows at the end of a table, where another card begins that has no values yet."""
    labels = [column.column for column in table.columns if column.role == "label"]
    values = range(max(labels, default=0) + 1, len(table.grid[0]))
    rows = takewhile(lambda row: _is_of_words(row, values), reversed(table.grid[table.header_rows :]))
    return next((named for row in rows for at in range(len(row) - 1) if (named := _card_at(row, at))), None)


def _is_of_words(row: Sequence[Cell], columns: range) -> bool:
    """Whether a row fills its years with one cell of words, or with labels and what they say."""
    return any(same_cell(row[at], row[at - 1]) for at in columns) or all(NAME.search(row[at].text) for at in columns)


def _card_at(row: Sequence[Cell], at: int) -> _Named | None:
    """The programme that a cell of a row names behind the one with the label: 사업명 | 길 정비 | 부서 | 도로과."""
    is_label = not same_cell(row[at], row[at + 1]) and labelled_name(single_spaced(row[at].text)) == ""
    return _behind_label(row[at + 1]) if is_label else None


def _node(named: _Named, under: str, register: Register) -> ProgramNode:
    node = register.program(named.name, named.cell, under, 0, 1)
    return replace(node, no_printed=node.no_printed or named.number, department=node.department or named.office)

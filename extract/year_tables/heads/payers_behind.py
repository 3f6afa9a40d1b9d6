"""Who pays, in columns behind what they divide: the last year (2026년 예산 | 국비), or a total (총사업비 | 재원)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from extract.amounts import plain_number
from extract.vocabulary import is_word
from extract.year_tables.grid import Grid
from extract.year_tables.heads.beside_years import tells_apart
from plan.grid import Key, cell_key
from plan.records.document import Cell
from plan.records.printed import Column

TIMED = ("year", "range", "total", "prior", "later", "baseline")
TOTALS = 2  # of a group and of each of its rows
SUM = "계"  # what a year is called whose payers stand beside it and which says no word of its own

BEFORE_YEARS = ("total", "subtotal", "prior", "baseline")  # what may stand before the names of rows: 총사업비, 기투자


def with_names_behind_totals(columns: Sequence[Column], body: Grid) -> list[Column]:
    """The columns, one of words between a total and the first year as a label where it tells the rows apart.

    In ``노선 | 총사업비 | 재원 | 2026`` the rows of a road differ by who pays only. What stands there beside rows that
    have names of their own is a remark, unless it names who pays.
    """
    years = [column.column for column in columns if column.role == "year"]
    totals = [column.column for column in columns if column.role in BEFORE_YEARS]
    made = _without_totals_of_groups(columns, body)
    if not years or not totals:
        return made
    for column in made[min(totals) : min(years)]:
        texts = [row[column.column].text.strip() for row in body]
        if column.rule != "nothing-known" or not all(map(_is_word, texts)):
            continue
        labels = [other.column for other in made if other.role == "label"]
        needed = not tells_apart(body, labels) and tells_apart(body, [*labels, column.column])
        if needed or any(is_word("funding", text) for text in texts):
            made[column.column] = replace(column, role="label", rule="names-behind-total", state="")
    return made


def _without_totals_of_groups(columns: Sequence[Column], body: Grid) -> list[Column]:
    """The columns; the first of two totals that is one cell over the rows of a group says what one of them says again.

    총사업비 over 소계, 국비 and 구비, of which each has its 계.
    """
    totals = [column for column in columns if column.role == "total"]
    if len(totals) != TOTALS:
        return list(columns)
    merged, own = totals
    groups: dict[Key, list[Sequence[Cell]]] = {}
    for row in body:
        groups.setdefault(cell_key(row[merged.column]), []).append(row)
    alone = all(len({cell_key(row[own.column]) for row in rows}) == len(rows) for rows in groups.values())
    if len(groups) == len(body) or not alone or not all(_says_again(rows, merged, own) for rows in groups.values()):
        return list(columns)
    return [replace(c, role="note", rule="printed-twice") if c.column == merged.column else c for c in columns]


def _says_again(rows: Sequence[Sequence[Cell]], merged: Column, own: Column) -> bool:
    """Whether the number over the rows of a group is that of the first or last of them, or nothing."""
    whole = rows[0][merged.column]
    if not whole.text.strip():
        return not any(row[own.column].text.strip() for row in rows)
    number = plain_number(whole)
    return number is not None and number in (plain_number(rows[0][own.column]), plain_number(rows[-1][own.column]))


def _is_word(text: str) -> bool:
    return bool(text) and not any(map(str.isdigit, text))


def with_payers_behind(columns: Sequence[Column], body: Grid) -> list[Column]:
    """The columns, those of who pays behind a year as that year's; amounts that do not fit its own say otherwise.

    Beside other times they may as well divide a total, so that there they have to make up the year's amount.
    """
    payers = list(_behind_last_year(columns))
    times = [column for column in columns if column.role in TIMED]
    if not payers or len([c for c in columns if c.role == "subtotal" and c.rule == "payer-in-head"]) != len(payers):
        return list(columns)
    year = next(column for column in reversed(times) if column.role == "year")
    sums = [_sums(row, year, payers) for row in body]
    known = [(whole, parts) for whole, parts in sums if whole is not None and parts is not None]
    exact = [whole == parts for whole, parts in known]
    fits = all(exact) and any(exact) if len(times) > 1 else all(parts <= whole for whole, parts in known)
    if not known or not fits:
        return list(columns)
    paid = {column.column for column in payers}
    return [
        replace(c, role="year", year=year.year, state=year.state)
        if c.column in paid
        else replace(c, qualifier=year.qualifier or SUM)
        if c.column == year.column
        else c
        for c in columns
    ]


def _behind_last_year(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns of who pays that follow the last year without any other between."""
    years = [column.column for column in columns if column.role == "year" and column.year is not None]
    if not years:
        return
    for column in columns[max(years) + 1 :]:
        if column.role != "subtotal" or not is_word("funding", column.printed):
            return
        yield column


def _sums(row: Sequence[Cell], year: Column, payers: Sequence[Column]) -> tuple[Decimal | None, Decimal | None]:
    """The year's amount and what its payers make up together; None where one is no plain number, or nothing at all."""
    whole = plain_number(row[year.column])
    parts = [plain_number(row[column.column]) for column in payers]
    known = [part for part in parts if part is not None]
    return whole or None, sum(known, Decimal(0)) if len(known) == len(parts) else None

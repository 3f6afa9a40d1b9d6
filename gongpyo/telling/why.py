"""Why a table was taken for what it is and a cell was read as it is, in sentences of the kept decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn

import msgspec

from gongpyo.telling.rules import in_words
from gongpyo.telling.speech import Language, Speech
from gongpyo.telling.stated import origins
from plan.errors import ExitCode, PlanError
from plan.grid import columns_of_cells, same_cell
from plan.records.base import Place
from plan.records.document import Cell
from plan.records.meaning import CellDecision, Decided, Observation, PlanProfile
from plan.records.printed import Column, ColumnDecision, TableDecision, YearTable

BOTH: tuple[Language, ...] = ("ko", "en")
UNKNOWN = (
    "year-not-read",
    "goal-without-year",
    "no-head",
    "nothing-known",
    "numbered-year-unknown",
)  # what such a column holds nobody can say
LONGEST_PRINTED = 60  # characters of a cell that are quoted


class Asked(msgspec.Struct, frozen=True):
    """The place that is asked about; without any all tables are."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None

    @property
    def is_anywhere(self) -> bool:
        """Whether no place is named."""
        return self.table is None and self.page is None


class Kept(msgspec.Struct, frozen=True):
    """What is known of a document: its decisions, its year tables, and what a person has reviewed."""

    decided: Decided
    year_tables: Sequence[YearTable]
    observations: Sequence[Observation] = ()
    refused: PlanError | None = None
    profile: PlanProfile | None = None


Said = dict[str, Any]


def require_position(asked: Asked) -> None:
    """Refuse a row or column without its table, and a page beside a table."""
    within = asked.row is not None or asked.column is not None
    if (within and asked.table is None) or (asked.page is not None and (asked.table is not None or within)):
        _refuse("why_position")


def told(kept: Kept, asked: Asked, speech: Speech) -> Said:
    """The document's year, tables and cells that are asked about, each with its decision and a sentence."""
    tables = _tables(kept.decided, asked)
    year = kept.decided.document_year
    return {
        "document_year": msgspec.to_builtins(year),
        "said": _year_sentence(kept, speech),
        "refused": speech.sentence("why_refused", reason=kept.refused.message(speech.language)) if kept.refused else "",
        "settings": [msgspec.to_builtins(one) for one in origins(kept.profile, speech)]
        if kept.profile and asked.is_anywhere
        else [],
        "tables": [
            msgspec.to_builtins(table) | {"said": _table_sentence(table, kept.decided, speech)} for table in tables
        ],
        "cells": [] if asked.is_anywhere else list(_cells(kept, asked, tables, speech)),
    }


def lines(said: Mapping[str, Any]) -> Iterator[str]:
    """The sentences alone."""
    yield said["said"]
    if said["refused"]:
        yield said["refused"]
    for entry in (*said["settings"], *said["tables"], *said["cells"]):
        yield entry["said"]


# ------------------------------------------------------------------------------------------ what is asked about


def _tables(decided: Decided, asked: Asked) -> list[TableDecision]:
    """The tables that are asked about; where there is none, an error that says which there are."""
    if asked.table is not None:
        found = [table for table in decided.tables if table.table == asked.table]
        if not found:
            _refuse("why_no_table", table=asked.table, known=_ranges(table.table for table in decided.tables))
        return found
    if asked.page is None:
        return list(decided.tables)
    found = [table for table in decided.tables if asked.page in _pages(table)]
    if not found:
        pages = [page for table in decided.tables for page in _pages(table)]
        _refuse("why_no_page" if pages else "why_no_pages", page=asked.page, known=_ranges(pages))
    return found


def _pages(table: TableDecision) -> tuple[int, ...]:
    return table.pages or (() if table.place.page is None else (table.place.page,))


def _cells(kept: Kept, asked: Asked, tables: Sequence[TableDecision], speech: Speech) -> Iterator[Said]:
    """The cells at the place: those in scope, and where one position is named also one that is not."""
    year_tables = [table for table in tables if table.year_table is not None]
    is_named = asked.row is not None or asked.column is not None
    if is_named and not year_tables:
        taken_for = {f"taken_for_{language}": in_words("taken_for", tables[0].taken_for, language) for language in BOTH}
        _refuse("why_no_cells_kept", table=asked.table, **taken_for)
    reviewed = {(o.place.table, o.place.row, o.place.column): o.review_status for o in kept.observations}
    decisions = {(cell.year_table, cell.row, cell.column): cell for cell in kept.decided.cells}
    found = False
    for at in sorted(table.year_table for table in year_tables if table.year_table is not None):
        table = kept.year_tables[at]
        for cell in _distinct(table):
            if not _is_at(cell, asked) and not _is_read_at(cell, table, asked):
                continue
            found = True
            decision = decisions.get((at, cell.row, cell.column))
            if decision is not None:
                review = reviewed.get((cell.place.table, cell.place.row, cell.place.column), "unreviewed")
                said = _cell_sentence(decision, speech) + _column_sentence(kept, at, cell, speech)
                said += _joined_sentence(kept.decided, cell.place, speech)
                said += _review_sentence(review, speech) + _in_sheet(cell.place, speech)
                yield msgspec.to_builtins(decision) | {"said": said}
            elif is_named:
                more = _column_sentence(kept, at, cell, speech) + _joined_sentence(kept.decided, cell.place, speech)
                yield _undecided(table, cell, speech, more)
    if is_named and not found:
        cells = [cell for table in tables if table.year_table is not None for cell in _of(kept, table)]
        rows = _ranges(row for cell in cells for row in range(cell.row, cell.row + cell.row_span))
        columns = _ranges(column for cell in cells for column in range(cell.column, cell.column + cell.column_span))
        options = {"--row": asked.row, "--column": asked.column}
        where = " ".join(f"{option} {number}" for option, number in options.items() if number is not None)
        _refuse("why_no_cell", table=asked.table, where=where, rows=rows, columns=columns)


def _of(kept: Kept, table: TableDecision) -> list[Cell]:
    return _distinct(kept.year_tables[table.year_table or 0])


def _distinct(table: YearTable) -> list[Cell]:
    """The cells of a table in the order of their rows and columns."""
    cells = {(cell.row, cell.column): cell for row in table.grid for cell in row}
    return [cells[key] for key in sorted(cells)]


def _is_at(cell: Cell, asked: Asked) -> bool:
    """Whether a cell covers the row, the column or the page that is asked about."""
    return (
        (asked.row is None or cell.row <= asked.row < cell.row + cell.row_span)
        and (asked.column is None or cell.column <= asked.column < cell.column + cell.column_span)
        and (asked.page is None or cell.place.page in (None, asked.page))
    )


def _is_read_at(cell: Cell, table: YearTable, asked: Asked) -> bool:
    """Whether a cell names the row that is asked about, in which its column is blank."""
    if asked.row is None or asked.column not in (None, cell.column) or table.transposed:
        return False
    lines = (line for line in table.grid if max(other.row for other in line) == asked.row)
    return any(same_cell(cell, other) for line in lines for other in line)


def _shown(number: int | None) -> str:
    return "-" if number is None else str(number)


def _ranges(numbers: Iterator[int] | Sequence[int]) -> str:
    """Numbers as they are listed for a person: 0-3, 7."""
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    return ", ".join("-".join(map(str, part)) for part in parts) or "-"


def _refuse(key: str, **words: object) -> NoReturn:
    """Raise the sentence of this key in both languages; ``word_ko`` and ``word_en`` are the ``word`` of each."""
    said = {
        language: Speech(language).sentence(
            key, **{name.removesuffix(f"_{language}"): word for name, word in words.items()}
        )
        for language in BOTH
    }
    raise PlanError("usage", ko=said["ko"], en=said["en"], exit_code=ExitCode.USAGE)


# ------------------------------------------------------------------------------------------------ the sentences


def _year_sentence(kept: Kept, speech: Speech) -> str:
    year = kept.decided.document_year
    if year is None:
        return speech.sentence("why_no_year")
    rule = in_words("year_rule", year.rule, speech.language)
    return speech.sentence("why_year", year=year.year, rule=rule, printed=_quoted(year.printed))


def _table_sentence(table: TableDecision, decided: Decided, speech: Speech) -> str:
    pages = "-".join(map(str, dict.fromkeys(_pages(table)[:1] + _pages(table)[-1:])))
    said = speech.sentence(
        "why_table",
        table=table.table,
        page=speech.sentence("why_page", page=pages) if pages else _in_sheet(table.place, speech),
        title=speech.sentence("why_title", title=_quoted(table.title)) if table.title else "",
        taken_for=in_words("taken_for", table.taken_for, speech.language),
        rule=in_words("kind_rule" if table.year_table is not None else "look_rule", table.rule, speech.language),
    )
    if table.taken_for == "nearly" and table.head:
        said += speech.sentence("why_head", head=_quoted(table.head))
    if table.reason_en:
        reason = table.reason_ko if speech.language == "ko" else table.reason_en
        said += speech.sentence("why_unread", reason=reason)
    fates = Counter(cell.fate for cell in decided.cells if cell.year_table == table.year_table)
    if fates:
        counts = {"read": fates["read"], "ignored": fates["ignored"], "findings": fates["finding"]}
        said += speech.sentence("why_counts", in_scope=fates.total(), **counts)
    return said


def _in_sheet(place: Place, speech: Speech) -> str:
    """Where a spreadsheet has a table or a cell; '' for any other source."""
    return speech.sentence("why_in_sheet", cell=place.cell) if place.cell else ""


def _cell_sentence(cell: CellDecision, speech: Speech) -> str:
    where = {"table": cell.table, "row": cell.row, "column": cell.column, "printed": _quoted(cell.printed)}
    rule = in_words("fate_rule", cell.rule, speech.language)
    if cell.fate != "read" or not cell.period_type:
        fate = in_words("cell_fate", cell.fate, speech.language)
        return speech.sentence("why_cell", **where, fate=fate, rule=rule)
    said = speech.sentence(
        "why_value",
        **where,
        period=speech.sentence(f"why_period_{cell.period_type}", year=_shown(cell.year)),
        measure=speech.sentence(f"why_measure_{cell.measure}"),
        rule=rule,
        measure_rule=in_words("measure_rule", cell.measure_rule, speech.language),
    )
    if not cell.unit_rule:
        return said + speech.sentence("why_no_unit")
    unit_rule = in_words("unit_rule", cell.unit_rule, speech.language)
    return said + speech.sentence("why_unit", unit=cell.unit, unit_rule=unit_rule)


def _column_sentence(kept: Kept, at: int, cell: Cell, speech: Speech) -> str:
    """What the column of a cell holds and by which rule; '' where a plan of an older version does not say it.

    A cell that reaches over several columns is of none of them.
    """
    table = kept.year_tables[at]
    own = columns_of_cells(table.grid).get((cell.row, cell.column))
    rules = next((found.column_rules for found in kept.decided.tables if found.year_table == at), ())
    decided = next((column for column in rules if column.column == own), None)
    return column_said(decided, speech, is_row=table.transposed) if decided else ""


def column_said(column: Column | ColumnDecision, speech: Speech, *, is_row: bool) -> str:
    """What a column holds and by which rule, ``is_row`` where it is printed as a row; '' where no rule is kept."""
    if not column.rule:
        return ""
    role = "nothing" if column.rule in UNKNOWN else column.role
    return speech.sentence(
        "why_column_row" if is_row else "why_column",
        column=speech.sentence(f"why_holds_{role}", year=_shown(column.year), year_to=_shown(column.year_to)),
        rule=in_words("column_rule", column.rule, speech.language),
        printed=speech.sentence("why_column_printed", printed=_quoted(column.printed)) if column.printed else "",
    )


def _review_sentence(review: str, speech: Speech) -> str:
    return "" if review == "unreviewed" else speech.sentence(f"why_reviewed_{review}")


def _joined_sentence(decided: Decided, place: Place, speech: Speech) -> str:
    """Of which parts the text of a cell was made whole, and by which rule; '' where it was whole."""
    return "".join(
        speech.sentence(
            "why_joined",
            printed=_quoted(" / ".join(one.printed.splitlines())),
            text=_quoted(one.text),
            rule=in_words("join_rule", one.rule, speech.language),
        )
        for one in decided.joined
        if one.place == place
    )


def _undecided(table: YearTable, cell: Cell, speech: Speech, more: str) -> Said:
    """A position that is not in scope: in the head, or in a table that is not read."""
    in_head = any(
        (one.row, one.column) == (cell.row, cell.column) for row in table.grid[: table.header_rows] for one in row
    )
    where = {"table": table.number, "row": cell.row, "column": cell.column, "printed": _quoted(cell.text)}
    is_read = table.kind == "plan" and not table.unread_en
    key = "why_head_cell" if in_head and is_read else "why_out_of_scope"
    return {**where, "said": speech.sentence(key, **where) + more}


def _quoted(text: str) -> str:
    """A text on one line, a long one cut."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_PRINTED else f"{line[:LONGEST_PRINTED]}…"

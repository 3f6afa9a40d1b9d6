"""The parts of a sheet that belong together: lines of words, and tables, as blank rows and columns divide them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

import msgspec

from extract.readers.limits import limit, over_limit
from extract.readers.sheets.sheet import Sheet, SheetCell
from plan.patterns import lazy_pattern
from plan.script import REMARKS, UNIT_LINE
from plan.years import read_year

UNIT_SAID = lazy_pattern(UNIT_LINE)
NOTE = lazy_pattern(rf"\s*(?:[{REMARKS}]|[*]+|주\s?\d?\s?\))")
NUMBER = lazy_pattern(r"[\s\d.,%()\-]*")  # what is no name of a row
LEAST_COLUMNS = 2  # of what stands beside another table and is one itself
COUNTER = lazy_pattern(r"\s*\d+\s*")  # the number of a row
SENTENCE = 25  # characters from which on words that stand alone under a table are a note of it


class Line(msgspec.Struct, frozen=True):
    """A row of a sheet that is no part of a table."""

    cells: tuple[SheetCell, ...]


class Area(msgspec.Struct, frozen=True):
    """A table: the rows and columns of the sheet that are seen of it, and the cells that begin in it."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    cells: tuple[SheetCell, ...]


class _Seen:
    """A sheet without what is hidden: which cell lies on each position that has one."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.on: dict[tuple[int, int], SheetCell] = {}
        cells = sheet.cells
        self.last_row = max((row for row, _ in cells), default=-1)
        self.last_column = max((column for _, column in cells), default=-1)
        hidden = sheet.columns_not_shown()
        self.columns = [column for column in range(self.last_column + 1) if column not in hidden]
        inside = set(self.columns)
        most = limit("table_cells")
        for cell in cells.values():
            if len(self.on) > most:
                raise over_limit("table_cells")
            for row in range(cell.row, min(cell.row + cell.row_span, self.last_row + 1)):
                if row not in sheet.hidden_rows:
                    if len(self.on) > most:
                        raise over_limit("table_cells")
                    last = min(cell.column + cell.column_span, self.last_column + 1)
                    self.on.update(((row, at), cell) for at in range(cell.column, last) if at in inside)
        self.rows: dict[int, list[int]] = {}
        for row, column in sorted(self.on):
            self.rows.setdefault(row, []).append(column)

    def told(self, row: int, columns: Sequence[int]) -> list[SheetCell]:
        """The cells with words on a row, each once."""
        on = [cell for column in columns if (cell := self.on.get((row, column))) is not None and _says(cell)]
        return list({(cell.row, cell.column): cell for cell in on}.values())

    def is_framed(self, row: int, columns: Sequence[int]) -> bool:
        """Whether a row without words has the frames of a table."""
        return sum((row, column) in self.on and self.on[row, column].framed for column in columns) >= LEAST_COLUMNS


def _says(cell: SheetCell) -> bool:
    return bool(cell.text or cell.unread or cell.unsure)


def areas_of(sheet: Sheet) -> Iterator[Line | Area]:
    """The lines and the tables of a sheet in reading order."""
    seen = _Seen(sheet)
    shown = [row for row in range(seen.last_row + 1) if row not in sheet.hidden_rows]
    numbers = {row: at for at, row in enumerate(shown)}
    used = [row for row in shown if row in seen.rows and (seen.told(row, seen.rows[row]) or _is_kept(seen, row))]
    for _, band in groupby(enumerate(used), lambda pair: numbers[pair[1]] - pair[0]):
        rows = [row for _, row in band]
        while rows and not seen.told(rows[-1], seen.rows[rows[-1]]):
            rows.pop()
        while rows and not seen.told(rows[0], seen.rows[rows[0]]):
            rows.pop(0)
        for columns in _side_by_side(seen, rows):
            yield from _parted(seen, rows, columns)


def _is_kept(seen: _Seen, row: int) -> bool:
    """Whether a row without words is one of a table."""
    return seen.is_framed(row, seen.rows[row])


def _side_by_side(seen: _Seen, rows: Sequence[int]) -> list[list[int]]:
    """The columns of each of the tables that stand beside one another: a blank column divides those that name rows."""
    told = {column for row in rows for column in seen.rows[row] if _is_told(seen, row, column)}
    used = {column for row in rows for column in seen.rows[row]}
    kept = [column for column in seen.columns if column in told or (column in used and _frames(seen, rows, column))]
    numbers = {column: at for at, column in enumerate(seen.columns)}
    parts: list[list[int]] = []
    before = None
    for column in kept:
        at = numbers[column]
        if before is not None and at == before + 1 and parts:
            parts[-1].append(column)
        else:
            parts.append([column])
        before = at
    sides: list[list[int]] = []
    for part in parts:
        if sides and not (len(sides[-1]) >= LEAST_COLUMNS and _names_rows(seen, rows, part)):
            sides[-1] += part
        else:
            sides.append(part)
    return sides


def _is_told(seen: _Seen, row: int, column: int) -> bool:
    cell = seen.on.get((row, column))
    return cell is not None and _says(cell)


def _frames(seen: _Seen, rows: Sequence[int], column: int) -> bool:
    return sum((row, column) in seen.on and seen.on[row, column].framed for row in rows) >= LEAST_COLUMNS


def _names_rows(seen: _Seen, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether columns are a table of their own: their first one names most of the rows."""
    if len(columns) < LEAST_COLUMNS:
        return False
    first = [cell for row in rows for cell in seen.told(row, columns[:1])]
    if _counts_rows(first):
        first = [cell for row in rows for cell in seen.told(row, columns[1:2])]
    names = [cell for cell in first if not NUMBER.fullmatch(cell.text)]
    return len(names) >= LEAST_COLUMNS and len(names) * 2 > len(first)


def _counts_rows(first: Sequence[SheetCell]) -> bool:
    """Whether the cells of a column are a word over numbers that count the rows from 1 on."""
    counted = [cell.text.strip() for cell in first if COUNTER.fullmatch(cell.text)]
    return LEAST_COLUMNS <= len(counted) < len(first) and counted == [str(at + 1) for at in range(len(counted))]


def _parted(seen: _Seen, rows: Sequence[int], columns: Sequence[int]) -> Iterator[Line | Area]:
    """The lines above the head of a table, the table, and the lines below it."""
    told = {row: seen.told(row, columns) for row in rows}
    rows = [row for row in rows if told[row] or seen.is_framed(row, columns)]
    starts = _heads_again(rows, told, columns)
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        yield from _part(seen, rows[start:end], columns, told)


def _heads_again(rows: Sequence[int], told: Mapping[int, list[SheetCell]], columns: Sequence[int]) -> list[int]:
    """Where the tables of rows begin that follow one another without a blank row: words over a head of years."""
    lines = [bool(told[row]) and _is_line(told[row], row, columns) for row in rows]
    starts = [0]
    head = lines.index(False) if False in lines else len(rows)
    for at in range(head + 2, len(rows)):
        if lines[at] and not lines[at - 1]:
            below = lines.index(False, at) if False in lines[at:] else len(rows)
            if below < len(rows) and _is_head(told[rows[below]], told[rows[head]]):
                starts.append(at)
    return starts


def _is_head(told: Sequence[SheetCell], before: Sequence[SheetCell]) -> bool:
    """Whether a row names years that follow one another, or begins with the word that the head before begins with."""
    read = [read_year(cell.text) for cell in told]
    years = [one.year for one in read if one.kind == "year" and one.year is not None]
    if len(years) >= LEAST_COLUMNS and all(last - first == 1 for first, last in pairwise(years)):
        return read[0].kind != "year"
    return bool(told and before) and told[0].text.split() == before[0].text.split()


def _part(
    seen: _Seen, rows: Sequence[int], columns: Sequence[int], told: Mapping[int, list[SheetCell]]
) -> Iterator[Line | Area]:
    first, last = 0, len(rows)
    while first < last and _is_line(told[rows[first]], rows[first], columns):
        yield Line(tuple(told[rows[first]]))
        first += 1
    last = _first_note(rows, told, first)
    if first < last:
        inside = rows[first:last]
        own = [seen.on[row, at] for row in inside for at in columns if (row, at) in seen.on]
        yield Area(tuple(inside), tuple(columns), tuple({(c.row, c.column): c for c in own}.values()))
    yield from (Line(tuple(told[row])) for row in rows[last:] if told[row])


def _first_note(rows: Sequence[int], told: Mapping[int, list[SheetCell]], first: int) -> int:
    """From which row on there are notes of a table: each is one cell alone, and the first of them says that it is one.

    Under a table with frames a cell without one is none of it.
    """
    cells = [cell for row in rows for cell in told[row]]
    is_framed = sum(cell.framed for cell in cells) * 2 > len(cells)
    at = len(rows)
    for number in range(len(rows) - 1, first - 1, -1):
        own = told[rows[number]]
        if len(own) > 1 or any(cell.row != rows[number] or cell.row_span > 1 for cell in own):
            break
        if all(_is_note(cell) or (is_framed and not cell.framed) for cell in own):
            at = number
    return at


def _is_line(told: Sequence[SheetCell], row: int, columns: Sequence[int]) -> bool:
    """Whether a row over a table is words over it: one cell alone, or a title with the unit line at its side."""
    if not told or any(cell.row != row or cell.row_span > 1 for cell in told):
        return not told
    covered = sum(len([c for c in columns if cell.column <= c < cell.column + cell.column_span]) for cell in told)
    said = [cell for cell in told if UNIT_SAID.search(cell.text)]
    if len(told) == 1:
        return True
    return bool(said) and len(told) <= len(said) + 1 and (covered < len(columns) or not any(c.framed for c in told))


def _is_note(cell: SheetCell) -> bool:
    """Whether words that stand alone under a table are marked as a note, or say a sentence."""
    is_marked = NOTE.match(cell.text) is not None or UNIT_SAID.search(cell.text) is not None
    return is_marked or (len(cell.text) >= SENTENCE and not cell.framed)

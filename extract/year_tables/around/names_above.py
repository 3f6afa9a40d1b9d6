"""Names of groups of rows that stand above blank places: a label that a page cut, a name that is printed once."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.amounts import add_up
from extract.vocabulary import before_mark, begins_with_word, is_word
from extract.year_tables.grid import Grid
from plan.forms import IN_BRACKETS, bare
from plan.grid import same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import Column
from plan.script import visible

NAME = lazy_pattern(r"\p{L}")
LONGEST_SUM = 2  # letters of 합계, 총계 and 소계
PRINTED_ONCE = 2  # names with blank places below that show that a column prints each name once


def with_names_above(grid: Grid, columns: Sequence[Column], head_rows: int, joints: Container[int]) -> Grid:
    """The grid with the cell of a name in the blank places below it that are of its group.

    A place is of the group where a part on a later page begins (``joints`` are their first rows as printed) and names
    are merged over rows, or in a column that merges no names and leaves the places below several of them blank. Its
    row is named by a further label, which the group has not yet. The name again with a mark that it goes on
    (정수장(계속)) is such a place too. The rest of something behind a page (기타 사업) may be of the group or of all:
    its place stays blank. A sum behind the rows of a group ends it, and is of it only where it adds them up.
    """
    labels = [column.column for column in columns if column.role == "label"]
    years = [column.column for column in columns if column.role == "year"]
    made = [list(row) for row in grid]
    filled = False
    for label in reversed(labels[:-1]):
        if any(_is_open(row[label]) for row in grid[head_rows:]):
            further = [other for other in labels if other > label]
            before = [other for other in labels if other < label]
            filled = _Groups(made, head_rows, label, before, further, years).fill(joints) or filled
    return made if filled else grid


class _Groups(NamedTuple):
    """The groups of rows that one column of labels names, with the labels before and behind it."""

    rows: list[list[Cell]]
    head_rows: int
    label: int
    before: Sequence[int]
    further: Sequence[int]
    years: Sequence[int]

    def fill(self, joints: Container[int]) -> bool:
        """Put the names into the blank places that are of their groups; whether there was one."""
        once, merged = self._prints_names_once(), self._merges_names()
        filled = goes_on = False
        number = self.head_rows
        while number < len(self.rows):
            end = self._end_of(number)
            own = self.rows[number][self.label]
            if number == self.head_rows or not _is_open(own):
                goes_on = False
            else:
                above = self.rows[number - 1][self.label]
                again = bare(before_mark(own.text)) == bare(visible(above.text))
                goes_on = goes_on or (merged and self._begins(number) in joints)
                of_group = again or (_is_blank(own) and (once or (goes_on and not self._says_the_rest(number))))
                if of_group and self._is_of_group_above(number, end):
                    for row in self.rows[number:end]:
                        row[self.label] = above
                    filled = True
                else:
                    goes_on = False
            number = end
        return filled

    def _begins(self, number: int) -> int:
        """The printed row that a row of the grid is."""
        return max(cell.row for cell in self.rows[number])

    def _end_of(self, number: int) -> int:
        """The row behind those that the place of a row reaches over."""
        own = self.rows[number][self.label]
        below = range(number, len(self.rows))
        return next((at for at in below if not same_cell(self.rows[at][self.label], own)), len(self.rows))

    def _merges_names(self) -> bool:
        return any(
            same_cell(above[self.label], row[self.label]) for above, row in pairwise(self.rows[self.head_rows :])
        )

    def _prints_names_once(self) -> bool:
        """Whether the column merges no names and leaves the places below several of them blank, its first row named."""
        body = self.rows[self.head_rows :]
        if self._merges_names() or _is_blank(body[0][self.label]):
            return False
        named = [
            number
            for number, (above, row) in enumerate(pairwise(body), self.head_rows + 1)
            if _is_blank(row[self.label]) and not _is_blank(above[self.label]) and self._further_name(number)
        ]
        return len(named) >= PRINTED_ONCE

    def _is_of_group_above(self, number: int, end: int) -> bool:
        """Whether the rows of a blank place, which names of their own tell apart, are of the group above it."""
        before = self.rows[number - 1]
        above = before[self.label]
        is_head = same_cell(above, self.rows[self.head_rows - 1][self.label])
        if _is_blank(above) or is_head or any(same_cell(before[other], above) for other in self.further):
            return False
        beside = [(before[other], self.rows[number][other]) for other in self.before]
        if not all(same_cell(one, other) or _is_open(other) for one, other in beside):
            return False
        start = next(at for at in range(number) if same_cell(self.rows[at][self.label], above))
        known = {self._further_name(row) for row in range(start, number)}
        names = [self._further_name(row) for row in range(number, end)]
        if not all(names) or not known.isdisjoint(names):
            return False
        group = range(start, end)
        if number - 1 > start and self._is_sum(number - 1) and not self._is_named_elsewhere(number, group):
            return False
        if self._is_the_rest(number, range(start, number)):
            return False
        is_of_one_group = end == len(self.rows) and start == self.head_rows
        sums = [row for row in range(number, end) if self._is_sum(row)]
        return is_of_one_group or all(
            self._is_named_elsewhere(row, group) or self._adds_up(range(start, row), row) for row in sums
        )

    def _is_the_rest(self, number: int, group: range) -> bool:
        """Whether a row names the rest (기타 소하천) behind a last group that has what the others share."""
        last = next((row for row in range(number + 1, len(self.rows)) if not self._is_sum(row)), len(self.rows))
        if last < len(self.rows) or not self._says_the_rest(number):
            return False
        groups: dict[str, set[str]] = {}
        for row in range(self.head_rows, group.start):
            if not self._is_sum(row):
                groups.setdefault(bare(self.rows[row][self.label].text), set()).add(self._further_name(row))
        common = set[str].intersection(*groups.values()) if groups else set()
        return bool(common) and common <= {self._further_name(row) for row in group}

    def _says_the_rest(self, number: int) -> bool:
        """Whether a row is the rest of something that it names, be it of its group or of all: 기타 사업."""
        said = visible(self.rows[number][self.further[0]].text)
        return begins_with_word("rest_word", said) and not is_word("rest_word", said)

    def _is_sum(self, number: int) -> bool:
        """Whether the first label behind the column that is no unit says that a row adds up others: 국비 합계."""
        texts = [visible(self.rows[number][at].text) for at in self.further]
        first = next((text for text in texts if not is_word("unit_of_line", text)), "")
        said = bare(IN_BRACKETS.sub("", first))
        ends_in_a_sum = len(said) > LONGEST_SUM and is_word("sum_row", said[-LONGEST_SUM:])
        return ends_in_a_sum or is_word("sum_row", said) or is_word("whole_cost", said)

    def _is_named_elsewhere(self, number: int, group: Container[int]) -> bool:
        """Whether a row outside the group is named as this one is."""
        name = self._further_name(number)
        rows = range(self.head_rows, len(self.rows))
        return any(row not in group and self._further_name(row) == name for row in rows)

    def _further_name(self, number: int) -> str:
        """The labels behind the column that name a row, of which one begins in it; '' where the first of them does not.

        A unit is no name.
        """
        own, above = self.rows[number], self.rows[number - 1]
        cells = [(own[at], above[at]) for at in self.further if not is_word("unit_of_line", own[at].text)]
        if not cells or same_cell(cells[0][0], own[self.label]) or not NAME.search(visible(cells[0][0].text)):
            return ""
        begins = any(visible(cell.text).strip() and not same_cell(cell, before) for cell, before in cells)
        return " ".join(bare(visible(cell.text)) for cell, _ in cells) if begins else ""

    def _adds_up(self, parts: Iterable[int], total: int) -> bool:
        """Whether rows make up the sum below them in every year."""
        rows = [self.rows[part] for part in parts]
        return all(add_up([row[year] for row in rows], self.rows[total][year]) for year in self.years)


def _is_open(cell: Cell) -> bool:
    """Whether a place of a name is blank, or says that the one above goes on."""
    return _is_blank(cell) or bool(before_mark(cell.text))


def _is_blank(cell: Cell) -> bool:
    return not visible(cell.text).strip()

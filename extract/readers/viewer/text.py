"""Rebuilds paragraphs and year tables from the viewer's text, which has lost all structure.

The portal's viewer prints a document as one long line: every cell and paragraph separated by a space, merged cells
once, most bullets as ``?``. A year table is found by its head (a label word, then a total and consecutive years), a
row of it is a label followed by exactly as many values as the head has columns, or by fewer where a word such as
비예산 stands once for the columns it covers. Where a run of values fits neither, a cell has been lost on the way and
the table is not laid out at all: numbers would move to another year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

import msgspec
import regex

from extract.vocabulary import is_word, spaced_pattern
from plan import notes
from plan.patterns import lazy_pattern
from plan.records import Block, Cell, Damage, Paragraph, Place, Table
from plan.script import CIRCLED, DASHES, MIDDLE_DOT, QUOTE, ROMAN, TRIANGLES, UNIT_SIGNS, visible

MAX_LABEL = 160  # characters; what is longer is prose that happens to stand before a run of numbers

NOTE = rf"(?:\s?{notes.MARK})?"
YEAR = rf"(?:(?:19|20)\d\d|{QUOTE}\s?\d\d)(?:년도?|\.)?{NOTE}"
TOTAL = rf"(?:총\s?계|합\s?계|소\s?계|누\s?계|누\s?적|총\s?사업비|계){NOTE}"
NUMBER = rf"[{DASHES}{TRIANGLES}+]?(?:\d{{1,3}}(?:,\d+)+|\d+)(?:\.\d+)?"
AMOUNT = rf"{NUMBER}(?:\p{{Hangul}}{{1,4}}|[%{UNIT_SIGNS}]|%p)?(?:\([^()\s]{{1,10}}\))?"
COMPOSITE = rf"{NUMBER}\p{{Hangul}}{{1,4}},\s?{NUMBER}\p{{Hangul}}{{1,4}}"
CHAPTER = rf"{ROMAN}\.\s"
LOST_DOT = lazy_pattern(r"(?<=\p{Hangul})\?(?=\p{Hangul})")  # the viewer shows a middle dot as a question mark
DASH = f"[{DASHES}]"


class Item(msgspec.Struct, frozen=True):
    """A run of characters that could be one cell: a value, a dash, or a word for no value."""

    start: int
    end: int
    is_word: bool


class Row(msgspec.Struct, frozen=True):
    """A laid-out row: the label and, for each column, the item that covers it."""

    label_start: int
    label_end: int
    items: tuple[Item, ...]
    covers: tuple[int, ...]


class ShapeError(ValueError):
    """A run of values that does not fit the columns of its head."""


def read_blocks(text: str) -> tuple[tuple[Block, ...], tuple[Damage, ...]]:
    """The blocks of a viewer text in reading order, and the year tables that could not be rebuilt.

    Offsets count characters of this text from 0.
    """
    reader = _Reader(LOST_DOT.sub(MIDDLE_DOT, text))
    blocks = tuple(reader.blocks())
    return blocks, tuple(reader.damage)


class _Reader:
    def __init__(self, printed: str) -> None:
        self.printed = printed
        self.text = visible(printed)  # what is looked at; ``seen`` holds where each of its characters is printed
        self.seen: Sequence[int] = range(len(printed) + 1)
        if self.text != printed:
            self.seen = [*(at for at, mark in enumerate(printed) if visible(mark)), len(printed)]
        self.paragraph = 0
        self.table = 0
        self.damage: list[Damage] = []
        self.head = lazy_pattern(
            rf"(?<!\S)(?P<label>{spaced_pattern('head_label')}|\S{{1,12}})\s+"
            rf"(?:(?P<first>{TOTAL})\s+)?(?P<year>{YEAR})(?:\s+(?P<year>{YEAR}))+(?:\s+(?P<last>{TOTAL}))?(?!\S)"
        )
        self.table_end = lazy_pattern(rf"(?<!\S)(?:{spaced_pattern('table_end')})|{CODE.pattern}")
        no_value = spaced_pattern("no_value")
        self.item = lazy_pattern(
            rf"(?<!\S)(?:(?P<word>{no_value})|{COMPOSITE}|{AMOUNT}|{DASH}){NOTE}(?!\S)", regex.VERSION1
        )
        self.paragraph_start = lazy_pattern(
            rf"(?<!\S)(?:{spaced_pattern('bullet')}|{CHAPTER}|-\s(?=\p{{Hangul}}))|{CODE.pattern}|\n"
        )

    def blocks(self) -> Iterator[Block]:
        position = 0
        heads = [head for head in self.head.finditer(self.text) if _is_sequence(head.captures("year"))]
        for head, following in zip_longest(heads, heads[1:]):
            if head.start() < position:
                continue
            end = self._segment_end(head.end(), following.start() if following else len(self.text))
            try:
                rows = self._rows(head.end(), end, _width(head))
            except ShapeError as error:
                self._not_rebuilt(head, end, str(error))
                continue
            if not rows:
                continue
            yield from self._paragraphs(position, head.start())
            yield self._table(head, rows)
            position = rows[-1].items[-1].end
        yield from self._paragraphs(position, len(self.text))

    def _not_rebuilt(self, head: regex.Match[str], end: int, run: str) -> None:
        """Keep as damage a table with a lost cell, unless its rows say that it is about the past."""
        if any(is_word("actual_row", word) for word in self.text[head.end() : end].split()):
            return
        self.damage.append(
            Damage(
                rule="table-not-understood",
                place=Place(offset=self.seen[head.start()]),
                reason_ko=f"표의 열은 {_width(head)}개인데 '{run}'의 값 수가 맞지 않아 연도를 정할 수 없습니다.",
                reason_en=f"The head has {_width(head)} columns, but the values '{run}' do not fit them.",
                quote=head.group(),
            )
        )

    def _segment_end(self, start: int, next_head: int) -> int:
        found = self.table_end.search(self.text, start, next_head)
        return found.start() if found else next_head

    def _rows(self, start: int, end: int, width: int) -> list[Row]:
        rows: list[Row] = []
        label_start = start
        for run in self._runs(start, end):
            covers = _covers(run, width)
            if covers is None:
                if len(run) > 1:
                    raise ShapeError(self.text[run[0].start : run[-1].end])
                continue
            label = self.text[label_start : run[0].start].strip()
            if not label or len(label) > MAX_LABEL:
                break
            rows.append(Row(label_start, run[0].start, tuple(run), covers))
            label_start = run[-1].end
        return rows

    def _runs(self, start: int, end: int) -> Iterator[list[Item]]:
        """Items that follow one another with nothing but white space between."""
        run: list[Item] = []
        for found in self.item.finditer(self.text, start, end):
            item = Item(found.start(), found.end(), found.group("word") is not None)
            if run and self.text[run[-1].end : item.start].strip():
                yield run
                run = []
            run.append(item)
        if run:
            yield run

    def _table(self, head: regex.Match[str], rows: list[Row]) -> Table:
        number = self.table
        self.table += 1
        names = [("label", head.span("label"))]
        names += [("total", head.span("first"))] if head.group("first") else []
        names += [("year", span) for span in head.spans("year")]
        names += [("total", head.span("last"))] if head.group("last") else []

        def cell(row: int, column: int, start: int, end: int, span: int = 1) -> Cell:
            start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
            return Cell(
                text=self._printed(start, end),
                row=row,
                column=column,
                column_span=span,
                place=Place(table=number, row=row, column=column, offset=self.seen[start]),
            )

        cells = [cell(0, column, *span) for column, (_, span) in enumerate(names)]
        for index, row in enumerate(rows, start=1):
            cells.append(cell(index, 0, row.label_start, row.label_end))
            column = 1
            for item, covered in zip(row.items, row.covers, strict=True):
                cells.append(cell(index, column, item.start, item.end, covered))
                column += covered
        return Table(
            rows=len(rows) + 1,
            columns=len(names),
            cells=tuple(cells),
            place=Place(table=number, offset=self.seen[head.start()]),
        )

    def _paragraphs(self, start: int, end: int) -> Iterator[Paragraph]:
        cuts = [
            start,
            *(found.start() for found in self.paragraph_start.finditer(self.text, start, end)),
            end,
        ]
        for left, right in pairwise(cuts):
            if text := self._printed(left, right):
                self.paragraph += 1
                yield Paragraph(text=text, place=Place(paragraph=self.paragraph, offset=self.seen[left]))

    def _printed(self, start: int, end: int) -> str:
        """What is printed from one character that is seen to another, its white space single."""
        text = self.text[start:end]
        start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
        return " ".join(self.printed[self.seen[start] : self.seen[end - 1] + 1].split()) if start < end else ""


CODE = lazy_pattern(rf"(?<!\S)\d{{1,2}}-\d{{1,2}}-(?:\d{{1,2}}|[{CIRCLED}])(?=\s)")


def _width(head: regex.Match[str]) -> int:
    return len(head.captures("year")) + bool(head.group("first")) + bool(head.group("last"))


def _is_sequence(years: list[str]) -> bool:
    """Whether the head's years follow one another, as a plan's do."""
    numbers = [int(regex.sub(r"\D", "", year)[-2:]) for year in years]
    return all((right - left) % 100 == 1 for left, right in pairwise(numbers))


def _covers(run: list[Item], width: int) -> tuple[int, ...] | None:
    """How many columns each item of a run covers, or None where the run is no row of that width."""
    if len(run) == width:
        return (1,) * width
    worded = [index for index, item in enumerate(run) if item.is_word]
    if len(run) < width and len(worded) == 1:
        return tuple(width - len(run) + 1 if index == worded[0] else 1 for index in range(len(run)))
    return None

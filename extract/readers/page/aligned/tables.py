"""The tables of a page whose columns no upright rules part, the heads of years of which none could be made, charts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from extract.readers.page.aligned.body import Body
from extract.readers.page.aligned.charts import Chart, chart_over, goals_on
from extract.readers.page.aligned.columns import (
    Column,
    Years,
    beside,
    in_turn,
    joined_without_heads,
    under,
    with_rooms,
    years_of,
)
from extract.readers.page.aligned.down import table_down
from extract.readers.page.aligned.frame import REACH, Drawn, Frame, frame_of, lines_of, parted
from extract.readers.page.aligned.heads import HeadParts, head_cells, head_extent, parts_of
from extract.readers.page.aligned.labels_across import without_strays
from extract.readers.page.aligned.notes import is_note, with_notes
from extract.readers.page.aligned.pieces import (
    FEWEST_YEARS,
    LEFT,
    NAMED_AMOUNT,
    TWO_YEARS,
    Head,
    PageLines,
    Piece,
    around,
    heads_of,
    year_of,
    years_down,
)
from extract.readers.page.aligned.rows import Row, body_of, levels, rows_of_body
from extract.readers.page.content import Box, PageContent
from extract.readers.page.grid_table import GridTable
from extract.readers.page.rules import JoinedRule

WHOLE_LINE = 0.0, float("inf")  # points across, of a head that has its line to itself
MARGIN = 2.0  # points round a table without sides
_LINE = attrgetter("line")
FEWEST_ROWS = 2  # with labels, of a table of two years
ROW_UNDER_WORD = 1  # with labels, of a table of two years whose head has a word over them
FEWEST_VALUES = 2  # numbers under the years, without which they head nothing


class Untaken(NamedTuple):
    """A head of years over numbers of which no table could be made: where it stands, and its years."""

    box: Box
    text: str


class Aligned(NamedTuple):
    """The tables of a page that stand in line only, the boxes of the heads with numbers that make none, and charts."""

    tables: Sequence[GridTable]
    untaken: Sequence[Untaken]
    charts: Sequence[Chart]


def aligned_tables(
    lines: PageLines, rules: tuple[Sequence[JoinedRule], Sequence[JoinedRule]], page: PageContent
) -> Aligned:
    """The tables on the lines that stand in no other table; ``rules`` are those across and those down."""
    wide = heads_of(lines.wide)
    at = {head.line for head in wide}
    heads = [*wide, *(head for head in heads_of(lines.crowded) if head.line not in at)]
    taken = {head.line for head in heads}
    of_two = [head for head in _heads_of_two(lines.wide) if head.line not in taken]
    at |= {head.line for head in of_two}
    heads += of_two
    drawn = lines_of(rules, page.fills, (0, 0, page.width, page.height)) if heads else Drawn((), ())
    tables: list[GridTable] = []
    untaken: list[Untaken] = []
    charts: list[Chart] = []
    told: set[int] = set()  # lines
    sides = _sides(heads, lines.wide, drawn)
    for head in sorted(heads, key=_LINE):
        own = sides.get((head.line, head.years[0].x0))
        alone = own is not None
        table = _table_of(head, lines, drawn, own, is_wide=head.line in at) if own else None
        if table is not None:
            tables.append(table)
        bottom = table.ys[-1] if table is not None else around(head.years)[3]
        if _has_numbers(head, lines, bottom) and (alone or head.line not in told):
            told.add(head.line)
            untaken.append(_untaken(head.years))
        elif table is None and len(head.years) >= FEWEST_YEARS and (chart := chart_over(head, lines.wide)):
            charts.append(chart)
    for years in years_down(lines.wide):
        if any(_is_in(years[0], table) for table in tables):
            continue
        table = table_down(years, lines.wide)
        if table is not None:
            tables.append(table)
        else:
            untaken.append(_untaken(years))
    known = [around(head.years) for head in heads]
    untaken += [
        _untaken(years)
        for years in goals_on(lines.wide)
        if not any(_is_in(years[0], table) for table in tables) and not any(_holds(box, years[0]) for box in known)
    ]
    return Aligned(tables, untaken, charts)


def _sides(
    heads: Iterable[Head], lines: Sequence[Sequence[Piece]], drawn: Drawn
) -> dict[tuple[int, float], tuple[float, float]]:
    """From where to where the table of each head may reach, by its line and left; nothing where that is not certain."""
    on_line: defaultdict[int, list[Head]] = defaultdict(list)
    for head in heads:
        on_line[head.line].append(head)
    sides = {}
    for line, own in on_line.items():
        bounds = [WHOLE_LINE] if len(own) == 1 else parted(own, lines, drawn)
        sides.update({(line, head.years[0].x0): bound for head, bound in zip(own, bounds or (), strict=False)})
    return sides


def _heads_of_two(lines: Sequence[Sequence[Piece]]) -> Iterator[Head]:
    """The lines with two years that follow one another, over lines of labels and of numbers under both of them."""
    for head in heads_of(lines, TWO_YEARS):
        years = years_of(head.years)
        said = [year_of(piece) or 0 for piece in head.years]
        if len(said) == TWO_YEARS and said[1] == said[0] + 1 and years and _has_rows(head, years, lines):
            yield head


def _has_rows(head: Head, years: Years, lines: Sequence[Sequence[Piece]]) -> bool:
    """Whether two lines of a label and a number under each of two years follow, before what is far or another head.

    One is enough where the head has a word over the labels, as that of a table has and that of a drawing has not.
    """
    first = lines[head.line][0]
    fewest = ROW_UNDER_WORD if first.x < years.left and year_of(first) is None and not first.is_number else FEWEST_ROWS
    rows = 0
    last = around(head.years)[3]
    for line in lines[head.line + 1 :]:
        _, top, _, bottom = around(line)
        if top - last > REACH / 2 or sum(year_of(piece) is not None for piece in line) > 1:
            return False
        under_years = {years.over(piece) for piece in line if piece.is_amount and not years.is_beside(piece)}
        rows += len(under_years - {None}) == TWO_YEARS and line[0].x < years.left and not line[0].is_number
        if rows == fewest:
            return True
        last = bottom
    return False


def _untaken(years: Sequence[Piece]) -> Untaken:
    return Untaken(_rounded(around(years)), " | ".join(piece.text for piece in years))


def _is_in(piece: Piece, table: GridTable) -> bool:
    return _holds(table.box, piece)


def _holds(box: Box, piece: Piece) -> bool:
    left, top, right, bottom = box
    return left <= piece.x <= right and top <= piece.y <= bottom


def _rounded(box: Box) -> Box:
    left, top, right, bottom = box
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


def _has_numbers(head: Head, page: PageLines, bottom: float) -> bool:
    """Whether numbers stand under two of the years or more on one of the lines that follow a place below the head."""
    years = years_of(head.years)
    if years is None:
        return False
    for line, close in zip(page.wide[head.line + 1 :], page.close[head.line + 1 :], strict=True):
        _, top, _, lower = around(line)
        if lower <= bottom + 1:
            continue
        if top - bottom > REACH or sum(year_of(piece) is not None for piece in close) > 1:
            return False
        under_years = {years.over(piece) for piece in close if piece.is_amount and not years.is_beside(piece)}
        if len(under_years - {None}) >= FEWEST_VALUES or _are_named_alike(line, years):
            return True
        if len(line) == 1 and not (years.is_beside(line[0]) or line[0].is_amount):
            return False  # a line of text: what follows it is not of this head
    return False


def _are_named_alike(line: Sequence[Piece], years: Years) -> bool:
    """Whether under each year stands the same word with a number and its unit: 이용자 120명."""
    named = [NAMED_AMOUNT.fullmatch(piece.text) for piece in line]
    alike = {found["name"] for found in named if found}
    return all(named) and len(alike) == 1 and len({years.over(piece) for piece in line} - {None}) == len(years.pieces)


class _Parts(NamedTuple):
    """What a head of years and the rows below it are made of."""

    years: Years
    frame: Frame
    head: HeadParts
    top: float
    end: float  # of the head
    rows: Sequence[Row]
    is_wide: bool  # whether wide white parts its cells
    notes: Sequence[Sequence[Piece]]  # remarks below the head, each on a line of its own
    in_turn: Sequence[Column]  # the columns of the line of the years, where rows are whole


def _table_of(
    head: Head, page: PageLines, drawn: Drawn, sides: tuple[float, float], *, is_wide: bool
) -> GridTable | None:
    """The table under a head of years, by wide white between its cells, else by what little more than a blank parts."""
    table = _table(head, page.wide, drawn, sides, is_wide=True) if is_wide else None
    if table is not None:
        return table
    line = [piece for piece in page.close[head.line] if sides[0] <= piece.x <= sides[1]]
    close = [other for other in heads_of([line]) if len(other.years) == len(head.years)]
    return _table(Head(head.line, close[0].years), page.close, drawn, sides, is_wide=False) if len(close) == 1 else None


def _table(
    head: Head, lines: Sequence[Sequence[Piece]], drawn: Drawn, sides: tuple[float, float], *, is_wide: bool
) -> GridTable | None:
    """The table under a head of years; None where it is not certain what stands in which of its cells."""
    parts = _parts(head, lines, drawn, sides, is_wide=is_wide)
    columns = _columns(parts) if parts else None
    return _grid(parts, columns) if parts and columns else None


def _parts(
    head: Head, lines: Sequence[Sequence[Piece]], drawn: Drawn, bounds: tuple[float, float], *, is_wide: bool
) -> _Parts | None:
    years = years_of(head.years)
    if years is None:
        return None
    left, upper, right, lower = around(head.years)
    frame = frame_of(drawn, left, right, upper, lower)
    sides = max(frame.left or 0.0, bounds[0]), min(frame.right or float("inf"), bounds[1])
    end_of_all = _next_head_across(lines, head.line, sides)
    own = [[piece for piece in line if sides[0] <= piece.x <= sides[1]] for line in lines[:end_of_all]]
    top, end = head_extent(own, head.line, years, frame)
    in_head = {piece for line in own for piece in line if top < piece.y < end} | set(own[head.line])
    columns = in_turn([*in_head], _rows_near(own, head.line, end)) if is_wide else []
    years = with_rooms(years, columns) if columns else years
    below = [rest for line in own if (rest := [piece for piece in line if piece not in in_head]) and rest[0].y > end]
    notes = [line for line in below if is_note(line)]
    below = [line for line in below if line not in notes] if notes else below
    rows = rows_of_body(body_of(below, years, frame, end, sides), years, frame)
    if not rows or sum(piece.is_amount for row in rows for piece in row.values) < FEWEST_VALUES:
        return None
    return _Parts(years, frame, parts_of(sorted(in_head, key=LEFT), years), top, end, rows, is_wide, notes, columns)


def _rows_near(lines: Sequence[Sequence[Piece]], head: int, end: float) -> Iterator[Sequence[Piece]]:
    """The lines with numbers that follow a head of years on a line, up to what is far or another head."""
    last = end
    for line in filter(None, lines[head + 1 :]):
        _, top, _, bottom = around(line)
        if top - last > REACH / 2 or sum(year_of(piece) is not None for piece in line) > 1:
            return
        if any(piece.is_amount for piece in line):
            yield line
            last = bottom


def _next_head_across(lines: Sequence[Sequence[Piece]], line: int, sides: tuple[float, float]) -> int:
    """The first line below a head whose years stand on both sides of where its table ends: the head of another."""
    below = range(line + 1, len(lines)) if sides != WHOLE_LINE else ()
    for number in below:
        years = [piece for piece in lines[number] if year_of(piece) is not None]
        if 0 < sum(sides[0] <= piece.x <= sides[1] for piece in years) < len(years):
            return number
    return len(lines)


def _columns(parts: _Parts) -> list[Column] | None:
    """The columns of a table: those with labels, those of the years, and those behind them."""
    years, head = parts.years, parts.head
    of_years = under(years, [piece for row in parts.rows for piece in row.values], head.below)
    if of_years is None:
        return None
    asides = [piece for row in parts.rows for piece in row.aside]
    if _are_in_turn(parts):
        left = [column for column in parts.in_turn if column.right < years.left]
        right = [column for column in parts.in_turn if column.left > years.right]
        return _with_heads([*left, *of_years, *right], head.aside) if left else None
    labels = beside(piece for piece in asides if piece.x < years.left)
    lefts = [[piece for piece in row.aside if piece.x < years.left] for row in parts.rows]
    labels = without_strays(labels, lefts, head.aside)
    behind = beside(piece for piece in asides if piece.x > years.right)
    if not labels or any(_is_bare(column, asides, head.aside) for column in (*labels, *behind)):
        return None
    if not parts.is_wide:
        beside_years = joined_without_heads(labels, [row.aside for row in parts.rows], head.aside)
        behind_years = joined_without_heads(behind, [row.aside for row in parts.rows], head.aside)
        if beside_years is None or behind_years is None:
            return None
        labels, behind = beside_years, behind_years
    return _with_heads([*labels, *of_years, *behind], head.aside)


def _are_in_turn(parts: _Parts) -> bool:
    """Whether all beside the years stands in the columns of whole rows, each in one, with none beside it in that."""
    pieces = (*(piece for row in parts.rows for piece in row.aside), *parts.head.aside)
    if not all(sum(column.holds(piece) for column in parts.in_turn) == 1 for piece in pieces):
        return False
    own = ([piece for piece in row.aside if column.holds(piece)] for row in parts.rows for column in parts.in_turn)
    return all(len(level) == 1 for held in own for level in levels(held))


def _is_bare(column: Column, body: Iterable[Piece], head: Iterable[Piece]) -> bool:
    """Whether nothing but numbers stands in a column, and no head over it."""
    return not any(map(column.holds, head)) and all(piece.is_number for piece in body if column.holds(piece))


def _grid(parts: _Parts, columns: Sequence[Column]) -> GridTable | None:
    frame, head = parts.frame, parts.head
    over = head_cells(head, columns, parts.years, framed=frame.left is not None)
    body = Body(parts.rows, columns, frame).cells(len(head.levels))
    if body is not None and parts.notes:
        body = with_notes(body, parts.notes, frame, len(head.levels), len(columns))
    if over is None or body is None:
        return None
    _, highest, _, lowest = around([*head.aside, *(piece for level in head.levels for piece in level)])
    inner = [(around(above)[3] + around(below)[1]) / 2 for above, below in pairwise(head.levels)]
    is_drawn = bool(frame.lines) and lowest <= parts.end <= body.tops[0] + 1
    end = parts.end if is_drawn else (lowest + body.tops[0]) / 2
    floors = [line.at for line in frame.lines if 0 <= line.at - body.bottoms[-1] + 1 <= body.highest]
    ys = (
        min(parts.top, highest - (1 if frame.lines else MARGIN)),
        *inner,
        end,
        *body.bounds,
        floors[0] if floors else body.bottoms[-1] + MARGIN,
    )
    if any(above >= below for above, below in pairwise(ys)):
        return None
    return GridTable(sorted([*over, *body.cells]), _edges(columns, frame, ys[0], ys[-1]), ys, open_bottom=False)


def _with_heads(columns: Sequence[Column], heads: Iterable[Piece]) -> list[Column]:
    """The columns as wide as the heads that stand over them alone; nothing where two run into one another then."""
    wide = list(columns)
    for piece in heads:
        over = [number for number, column in enumerate(columns) if column.holds(piece)]
        if len(over) == 1:
            column = wide[over[0]]
            wide[over[0]] = column._replace(left=min(column.left, piece.x0), right=max(column.right, piece.x1))
    return wide if all(first.right < second.left for first, second in pairwise(wide)) else []


def _edges(columns: Sequence[Column], frame: Frame, top: float, bottom: float) -> tuple[float, ...]:
    """The sides of the columns: those of the frame, and what is drawn between two or the middle of the white there."""
    inner = [frame.side_between(before.right, column.left, top, bottom) for before, column in pairwise(columns)]
    start, end = columns[0].left - MARGIN, columns[-1].right + MARGIN
    return (
        start if frame.left is None else min(frame.left, start),
        *inner,
        end if frame.right is None else max(frame.right, end),
    )

"""The rows of a table without a full grid: by the lines that part them, else by its lines of values."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.page.aligned.columns import Column, Years, in_columns
from extract.readers.page.aligned.frame import Frame
from extract.readers.page.aligned.pieces import LEFT, Piece, around, year_of
from extract.readers.page.text import STARTS

WIDEST_GAP = 2.5  # type sizes between two rows that nothing parts
WRAPPED = 0.8  # of the step from row to row, which the next line of a label is nearer than
CENTRED = 0.4  # type sizes between the middle of a label of lines far apart and that of its values
SAME_SIZE = 0.5  # points by which the lines of a label may differ in size
BESIDE = 0.3  # of the lower height: what a label and the values of its row have in common of their height


class Row(NamedTuple):
    """A row of the table: its values under the years, and what stands beside them."""

    values: Sequence[Piece]
    aside: Sequence[Piece]

    @property
    def y(self) -> float:
        """The middle of its values down."""
        _, top, _, bottom = around(self.values)
        return (top + bottom) / 2

    @property
    def pieces(self) -> Sequence[Piece]:
        """All that stands in it."""
        return (*self.values, *self.aside)


def body_of(
    lines: Sequence[Sequence[Piece]], years: Years, frame: Frame, top: float, sides: tuple[float, float]
) -> list[Sequence[Piece]]:
    """The lines below a head that belong to its table, up to one that does not fit or stands apart."""
    kept: list[Sequence[Piece]] = []
    waiting: list[Sequence[Piece]] = []
    last = top
    for line in lines:
        left, upper, right, lower = around(line)
        if lower <= top + 1:
            continue
        inside = bool(frame.between(last, upper)) and bool(frame.between(lower, lower + 3 * (lower - upper)))
        within = sides[0] <= left and right <= sides[1]
        size = min(line[0].size, max(piece.size for piece in (kept[-1] if kept else years.pieces)))
        if not within or not _fits(line, years) or not (inside or upper - last <= WIDEST_GAP * size):
            break
        if _is_row(line, years):
            kept += [*waiting, line]
            waiting = []
        else:
            waiting.append(line)
        last = max(last, lower)
    of_last = _still_inside(waiting, kept, frame)
    kept += of_last
    return [*kept, *_ends_of_labels(waiting[len(of_last) :], kept, years, frame)]


def _is_row(line: Sequence[Piece], years: Years) -> bool:
    """Whether a line holds a number under the years, or words under most of them beside a label."""
    under = [piece for piece in line if not years.is_beside(piece)]
    return any(piece.is_amount for piece in under) or (
        len(under) < len(line) and len(under) >= len(years.pieces) / 2 and line[0].x < years.left
    )


def _fits(line: Sequence[Piece], years: Years) -> bool:
    """Whether no piece of a line lies across two years, and the line is no head of its own."""
    if sum(year_of(piece) is not None for piece in line) > 1:
        return False
    return all(years.is_beside(piece) or years.over(piece) is not None for piece in line)


def _still_inside(
    waiting: Sequence[Sequence[Piece]], kept: Sequence[Sequence[Piece]], frame: Frame
) -> list[Sequence[Piece]]:
    """The last lines without values that belong to the last row: no line lies between, and one does below them.

    They are printed as it is: the heading of the table below is larger.
    """
    if not kept or not waiting:
        return []
    bottom = max(around(line)[3] for line in kept)
    largest = max(piece.size for piece in kept[-1])
    own: list[Sequence[Piece]] = []
    for line in waiting:
        _, upper, _, lower = around(line)
        beneath = frame.between(lower, lower + 2 * (lower - upper))
        alike = all(piece.size <= largest + SAME_SIZE for piece in line)
        if alike and ((beneath and not frame.between(bottom, upper)) or upper < bottom):
            own.append(line)
        else:
            break
    return own


def _ends_of_labels(
    waiting: Sequence[Sequence[Piece]], kept: Sequence[Sequence[Piece]], years: Years, frame: Frame
) -> list[Sequence[Piece]]:
    """The lines right below the last row that end its label, which has more lines than its values.

    They follow it as the lines of a label do, closer than the rows, and are no remark.
    """
    middles = [around(values)[1] for line in kept if (values := [p for p in line if not years.is_beside(p)])]
    pitch = min((second - first for first, second in pairwise(middles)), default=float("inf"))
    above = next((line for line in reversed(kept) if line[0].x < years.left), None)
    own: list[Sequence[Piece]] = []
    for line in waiting:
        if above is None or len(line) > 1 or frame.between(above[0].bottom, line[0].top):
            break
        if not _follows(above[0], line[0], years, WRAPPED * pitch):
            break
        own.append(line)
        above = line
    return own


def _follows(above: Piece, piece: Piece, years: Years, farthest: float) -> bool:
    """Whether a piece is the next line of a label."""
    return (
        piece.x1 <= years.left
        and above.x0 < piece.x1
        and piece.x0 < above.x1
        and piece.top - above.bottom < piece.size / 2
        and piece.y - above.y <= farthest
        and abs(piece.size - above.size) <= SAME_SIZE
        and STARTS.match(piece.text) is None
    )


def rows_of_body(lines: Sequence[Sequence[Piece]], years: Years, frame: Frame) -> list[Row] | None:
    """The rows of a body's lines; None where it is not certain which label is of which values."""
    pieces = [piece for line in lines for piece in line]
    bands: dict[int, list[Piece]] = {}
    for piece in pieces:
        bands.setdefault(_band(piece, frame), []).append(piece)
    rows: list[Row] = []
    for _, held in sorted(bands.items()):
        values = [piece for piece in held if not years.is_beside(piece)]
        aside = [piece for piece in held if years.is_beside(piece)]
        if not values:
            return None
        own = _parted(values, aside)
        if own is None:
            return None
        rows += own
    return rows


def _band(piece: Piece, frame: Frame) -> int:
    """How many lines lie above a piece."""
    return sum(line.at < piece.y for line in frame.lines)


def _parted(values: Sequence[Piece], aside: Sequence[Piece]) -> list[Row] | None:
    """The rows between two lines: one for each line of values, if each of them has its own label beside it."""
    lines = levels(values)
    if len(lines) == 1:
        return [Row(values, aside)]
    if _are_written_down(lines, aside):
        return None
    held = _shared_out(lines, aside)
    if held is None:
        return None
    labelled = [_is_any_beside(own, *_span(line)) for line, own in zip(lines, held, strict=True)]
    if all(labelled):
        return [Row(line, own) for line, own in zip(lines, held, strict=True)]
    return [Row(values, aside)] if sum(labelled) <= 1 and _wrapped(lines) else None


def _shared_out(lines: Sequence[Sequence[Piece]], aside: Sequence[Piece]) -> list[list[Piece]] | None:
    """What stands beside each line of values: the labels whose lines it is among, else those that are nearest.

    None where what is nearest may be the label of a row without values: the values do not stand in its middle.
    """
    columns = [_blocks(aside, column) for column in in_columns(sorted(aside, key=LEFT))]
    blocks = [block for column in columns for block in column]
    spans = [_span(line) for line in lines]
    beside = [_numbers_beside(block, spans) for block in blocks]
    held: list[list[Piece]] = [[] for _ in lines]
    if all(len(found) == 1 for found in beside):
        for block, (number,) in zip(blocks, beside, strict=True):
            held[number] += block
        return held
    middles = [(top + bottom) / 2 for top, bottom in spans]
    for block in blocks:
        for piece in block:
            off = [abs(middle - piece.y) for middle in middles]
            held[off.index(min(off))].append(piece)
    return None if any(_is_of_two_rows(column, held, lines) for column in columns) else held


def _numbers_beside(block: Sequence[Piece], spans: Sequence[tuple[float, float]]) -> list[int]:
    """The numbers of the lines that a piece of a block stands beside."""
    over, under = _span(block)
    near = ((n, top, bottom) for n, (top, bottom) in enumerate(spans) if top <= under and over <= bottom)
    return [n for n, top, bottom in near if _is_any_beside(block, top, bottom)]


def _is_of_two_rows(
    blocks: Sequence[Sequence[Piece]], held: Sequence[Sequence[Piece]], lines: Sequence[Sequence[Piece]]
) -> bool:
    """Whether labels of a column that stand apart are beside one line of values, but not round its middle."""
    for line, own in zip(lines, held, strict=True):
        of_row = [piece for block in blocks if any(piece in own for piece in block) for piece in block]
        apart = sum(any(piece in own for piece in block) for block in blocks) > 1
        if apart and abs(middle(of_row) - middle(line)) > CENTRED * of_row[0].size:
            return True
    return False


def _blocks(pieces: Sequence[Piece], column: Column) -> list[list[Piece]]:
    """The pieces of a column from the top, those together that follow one another as the lines of a label do."""
    blocks: list[list[Piece]] = []
    lowest = 0.0
    for level in levels([piece for piece in pieces if column.holds(piece)]):
        top, bottom = _span(level)
        if blocks and top - lowest < level[0].size / 2:
            blocks[-1] += level
            lowest = max(lowest, bottom)
        else:
            blocks.append(level)
            lowest = bottom
    return blocks


def _are_written_down(lines: Sequence[Sequence[Piece]], aside: Sequence[Piece]) -> bool:
    """Whether lines of single digits beside single syllables follow so closely that a row may be written downwards."""
    for above, below in pairwise(lines):
        if around(below)[1] - around(above)[3] >= above[0].size / 2:
            continue
        beside = [p for p in aside if _is_any_beside([p], *_span(above)) or _is_any_beside([p], *_span(below))]
        if beside and all(len(piece.text) == 1 for piece in (*above, *below, *beside)):
            return True
    return False


def _wrapped(lines: Sequence[Sequence[Piece]]) -> bool:
    """Whether lines of values follow so closely that they are the lines of cells."""
    return all(around(second)[1] - around(first)[3] < second[0].size / 2 for first, second in pairwise(lines))


def levels(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces in lines from the top: those of one line have most of their height in common."""
    lines: list[list[Piece]] = []
    line_top = line_bottom = 0.0
    for piece in sorted(pieces, key=lambda piece: piece.y):
        _, _, top, _, bottom, _ = piece
        if lines and _share_a_line(top, bottom, line_top, line_bottom):
            lines[-1].append(piece)
            line_top, line_bottom = min(line_top, top), max(line_bottom, bottom)
        else:
            lines.append([piece])
            line_top, line_bottom = top, bottom
    return lines


def middle(pieces: Sequence[Piece]) -> float:
    """The middle of several pieces down."""
    top, bottom = _span(pieces)
    return (top + bottom) / 2


def _span(pieces: Sequence[Piece]) -> tuple[float, float]:
    _, top, _, bottom = around(pieces)
    return top, bottom


def _is_any_beside(pieces: Sequence[Piece], line_top: float, line_bottom: float) -> bool:
    return any(_share_a_line(piece.top, piece.bottom, line_top, line_bottom) for piece in pieces)


def _share_a_line(top: float, bottom: float, line_top: float, line_bottom: float) -> bool:
    """Whether most of the height of a piece or of a line is common to both."""
    return min(bottom, line_bottom) - max(top, line_top) >= BESIDE * min(bottom - top, line_bottom - line_top)

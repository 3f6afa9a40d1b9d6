"""A table as two trees of heads over a field of texts, drawn as merged cells; either tree may stand at the side."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from fixtures.make.document import PAGE_WIDTH, Cell, Rule, Table

MARGIN = 3.2  # millimetres beside the text of a cell
Path = tuple[str, ...]
Texts = dict[tuple[int, int], str]


@dataclass(slots=True)
class Matrix:
    """Row heads, column heads, and the text at each crossing of one of each; ``corner`` names the row heads."""

    corner: Path
    rows: list[Path] = field(default_factory=list)
    columns: list[Path] = field(default_factory=list)
    texts: Texts = field(default_factory=dict)

    def turned(self) -> Matrix:
        """The same table with its columns down the side."""
        return Matrix(
            corner=("연도",),
            rows=list(self.columns),
            columns=list(self.rows),
            texts={(column, row): text for (row, column), text in self.texts.items()},
        )


@dataclass(frozen=True, slots=True)
class Print:
    """How a table is drawn: its sides, its rules, its width and the least width of its row heads in millimetres."""

    open_sides: bool = False
    rule: Rule = "solid"
    width: float = PAGE_WIDTH
    side: float = 0.0


def drawn(matrix: Matrix, how: Print) -> Table:
    """The cells of a matrix: equal heads side by side are one cell; a short path reaches to the figures."""
    depth = max(map(len, matrix.columns))
    labels = max(map(len, matrix.rows))
    cells = _corner(matrix.corner, depth, labels)
    cells += [_turned(cell) for cell in _heads(matrix.rows, labels, depth)]
    cells += [replace(cell, head=True) for cell in _heads(matrix.columns, depth, labels)]
    cells += [
        Cell(depth + row, labels + column, tuple(text.split("\n")), align="right" if _is_figure(text) else "centre")
        for (row, column), text in matrix.texts.items()
    ]
    widths, size = _widths(cells, labels, len(matrix.columns), how)
    return Table(
        rows=depth + len(matrix.rows),
        cells=tuple(cells),
        widths=widths,
        size=size,
        head_rows=depth,
        open_sides=how.open_sides,
        rule=how.rule,
    )


def _is_figure(text: str) -> bool:
    return text[:1].isdigit() or text[:1] == "△"


def _corner(names: Path, depth: int, labels: int) -> list[Cell]:
    """The head over the row heads: one cell over all of them, or one over each."""
    if len(names) == 1:
        return [Cell(0, 0, tuple(names[0].split("\n")), row_span=depth, column_span=labels, head=True)]
    return [Cell(0, column, (name,), row_span=depth, head=True) for column, name in enumerate(names)]


def _heads(paths: list[Path], depth: int, behind: int) -> list[Cell]:
    """The cells of column heads ``depth`` rows high, the first column standing at ``behind``."""
    cells: list[Cell] = []
    for level in range(depth):
        place = 0
        while place < len(paths):
            path = paths[place]
            if level >= len(path):
                place += 1
                continue
            span = 1
            while place + span < len(paths) and _is_merged(path, paths[place + span], level):
                span += 1
            height = depth - level if level == len(path) - 1 else 1
            lines = tuple(path[level].split("\n"))
            cells.append(Cell(level, behind + place, lines, row_span=height, column_span=span))
            place += span
    return cells


def _is_merged(path: Path, following: Path, level: int) -> bool:
    return level < len(path) - 1 and path[: level + 1] == following[: level + 1]


def _turned(cell: Cell) -> Cell:
    return replace(cell, row=cell.column, column=cell.row, row_span=cell.column_span, column_span=cell.row_span)


def _widths(cells: list[Cell], labels: int, columns: int, how: Print) -> tuple[tuple[float, ...], float]:
    """Columns as wide as their longest word needs, the figures' alike, and the size of text with which they fit."""
    width = how.width
    needed = [MARGIN] * (labels + columns)
    for cell in cells:
        if cell.column_span == 1:
            words = [word for line in cell.lines for word in line.split(" ")]
            needed[cell.column] = max(needed[cell.column], MARGIN + max(map(length, words)))
    alike = max(needed[labels:])
    wide = sum(needed[:labels])
    if wide + alike * columns > width:
        texts = [each - MARGIN for each in needed]
        scale = min(1.0, (width - MARGIN * len(texts)) / sum(texts))
        spare = max(0.0, width - sum(needed)) / columns
        widths = [MARGIN + text * scale + (spare if at >= labels else 0) for at, text in enumerate(texts)]
        return tuple(widths), 10 * scale
    side = min(max(wide, how.side or {1: 46.0, 2: 62.0}.get(labels, 74.0)), width - alike * columns)
    return (*[each * side / wide for each in needed[:labels]], *[(width - side) / columns] * columns), 10.0


def length(word: str) -> float:
    """The length of a word in millimetres, set in 10 points."""
    return sum(1.1 if sign in ",.'’()" else 2.1 if sign.isascii() else 3.4 for sign in word)

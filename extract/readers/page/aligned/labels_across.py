"""Labels that are merged over several columns, which no rule shows: each stands in the middle of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from extract.readers.page.aligned.columns import Column
from extract.readers.page.aligned.pieces import LEFT, Piece

SAME = 2.0  # points by which the sides or middles of labels that line up may differ
CENTRED = 0.2  # of the narrowest column: how far from the middle of those it is merged over a label stands
FEWEST = 2  # columns that a label is merged over
WAYS: Sequence[Callable[[Piece], float]] = (attrgetter("x"), attrgetter("x0"), attrgetter("x1"))  # to line up


def across_labels(
    rows: Sequence[Sequence[Piece]], columns: Sequence[Column], left: float | None
) -> dict[int, tuple[int, int]]:
    """The columns of each row's first label where that stands in the middle of several and not in line with one.

    ``columns`` are those of the labels and the one behind them, ``left`` is the side of the frame.
    """
    *own, behind = columns
    if len(own) < FEWEST:
        return {}
    start = own[0].left if left is None else min(left, own[0].left)
    edges = [start, *((before.right + column.left) / 2 for before, column in pairwise(columns))]
    labels = [sorted((piece for piece in row if piece.x < behind.left), key=LEFT) for row in rows]
    found = {}
    for number, row in enumerate(labels):
        others = [piece for n, other in enumerate(labels) if n != number for piece in other]
        if row and not row[0].is_amount and not _is_in_line(row[0], own, others):
            end = next((n for n, column in enumerate(own) if any(map(column.holds, row[1:]))), len(own))
            run = _round(row[0], edges[: end + 1])
            if run:
                found[number] = run
    return found


def without_strays(columns: Sequence[Column], rows: Iterable[Sequence[Piece]], heads: Sequence[Piece]) -> list[Column]:
    """The columns of labels without those that no head, but one on each side, and nothing but first labels show."""
    inner = {piece for row in rows for piece in sorted(row, key=LEFT)[1:]}
    own = [any(map(column.holds, heads)) for column in columns]
    return [
        column
        for number, column in enumerate(columns)
        if own[number] or not (any(own[:number]) and any(own[number + 1 :])) or any(map(column.holds, inner))
    ]


def _is_in_line(label: Piece, columns: Sequence[Column], others: Iterable[Piece]) -> bool:
    """Whether a label stands as the others in its column do: by its left, its right or its middle."""
    column = next((column for column in columns if column.holds(label)), None)
    if column is None:
        return False
    beneath = [piece for piece in others if column.holds(piece)]
    shared = [way for way in WAYS if beneath and max(map(way, beneath)) - min(map(way, beneath)) <= SAME]
    return not shared or any(abs(way(label) - way(beneath[0])) <= SAME for way in shared)


def _round(label: Piece, edges: Sequence[float]) -> tuple[int, int] | None:
    """The several columns in whose middle a label stands."""
    near = CENTRED * min((right - left for left, right in pairwise(edges)), default=0.0)
    runs = [
        (abs((edges[first] + edges[end]) / 2 - label.x), first, end)
        for first in range(len(edges))
        for end in range(first + FEWEST, len(edges))
        if edges[first] <= label.x0 and label.x1 <= edges[end]
    ]
    off, first, end = min(runs, default=(near + 1, 0, 0))
    return (first, end) if off <= near else None

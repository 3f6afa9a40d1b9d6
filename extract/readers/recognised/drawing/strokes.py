"""Strokes of one way on a page, and where they meet those of the other way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MEETS = 3.0  # points by which a rule may miss the one that it ends at
ONE_LINE = 1.6  # points across by which strokes of one line may differ on a scan


class Stroke(NamedTuple):
    """A stroke of one way in points: where it lies across, and its extent along."""

    at: float
    start: float
    end: float


def met(at: float, end: float, others: Sequence[Stroke], near_by: float = MEETS) -> float | None:
    """Where the nearest rule of the other way lies that goes by this end."""
    near = [
        other.at
        for other in others
        if abs(other.at - end) <= near_by and other.start - MEETS <= at <= other.end + MEETS
    ]
    return min(near, key=lambda other: abs(other - end), default=None)

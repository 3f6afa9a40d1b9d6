"""A page of a PDF as any engine can supply it: its characters and its rules, in points from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class PageChar:
    """One printed character with its box and type size."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical stroke, a thin filled rectangle, or a side of a stroked rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page shows; ``number`` counts from 1."""

    number: int
    width: float
    height: float
    chars: tuple[PageChar, ...]
    rules: tuple[Rule, ...]

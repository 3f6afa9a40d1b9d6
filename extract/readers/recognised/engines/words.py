"""The words of a line by the second engine, shown as it reads it best: spread syllables closer, small print larger."""

from __future__ import annotations

from extract.readers.recognised.engines.letters import Word, words_in
from extract.readers.recognised.glyphs import DASH_SHAPE
from extract.readers.recognised.picture import INCH, LARGER, Pixels, closed, enlarged
from plan.patterns import lazy_pattern
from plan.progress import step

MOST_SPREAD = 6  # times its height to which a line of spread syllables is wide when they are close together
SYLLABLES = lazy_pattern(r"[가-힣]+")


def words_of(line: Pixels, scale: float, *, in_table: bool) -> list[Word]:
    """The words of a line; where the engine sees none in a cell, those in larger print. ``scale`` is pixels a point."""
    step()
    if in_table and (spread := _spread(line, scale)):
        return spread
    words = words_in(line, round(scale * INCH))
    high, wide = line.shape
    if words or not in_table or wide >= DASH_SHAPE * high:
        return words
    found = words_in(enlarged(line), round(scale * INCH * LARGER))
    return [one._replace(left=int(one.left / LARGER), right=int(one.right / LARGER)) for one in found]


def _spread(line: Pixels, scale: float) -> list[Word]:
    """The syllables that are spread over a cell (국   비), which the engine takes for anything, read closer together.

    Empty where the line is anything else.
    """
    near = closed(line)
    if near is None or near.pixels.shape[1] > MOST_SPREAD * near.pixels.shape[0]:
        return []
    words = words_in(near.pixels, round(scale * INCH))
    text = "".join(word.text for word in words)
    if not SYLLABLES.fullmatch(text) or len(text) < near.parts:
        return []
    at = near.columns.tolist()
    return [word._replace(left=at[max(0, word.left)], right=at[min(word.right, len(at) - 1)]) for word in words]

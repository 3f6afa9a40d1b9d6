"""Numbers that run down the edge of a page, as the index of a booklet does, beside everything else that is printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from extract.readers.page.order.items import Item

FEWEST = 4  # numbers below one another that are an index; fewer may be those of a list
SAME_PLACE = 4.0  # points across in which their middles lie


def side_index(items: Sequence[Item]) -> list[Item]:
    """The numbers that count 1, 2, 3, … down an edge, with all else on one side of them; nothing where none do.

    Those of a list have a line each beside them.
    """
    at: defaultdict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.size and item.box[2] - item.box[0] <= 2 * item.size and item.text.isdecimal():
            at[round(item.x / SAME_PLACE)].append(item)
    for own in at.values():
        own.sort(key=lambda item: item.y)
        counts = [int(item.text) for item in own]
        if len(own) < FEWEST or any(second != first + 1 for first, second in pairwise(counts)):
            continue
        left, right = min(item.box[0] for item in own), max(item.box[2] for item in own)
        others = [item for item in items if item not in own]
        lines = [item for item in others if item.size]
        alone = sum(not any(line.box[1] < number.y < line.box[3] for line in lines) for number in own)
        is_outermost = all(item.box[2] <= left for item in others) or all(item.box[0] >= right for item in others)
        if is_outermost and 2 * alone > len(own):
            return own
    return []

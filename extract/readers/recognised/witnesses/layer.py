"""The words that a scanner's program has hidden under a picture, as a witness of numbers that one engine is certain of.

They never give a number and take none away: what they say otherwise is told as if they were not there.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.readers.page.content import Box, Covered, PageWord
from extract.readers.recognised.numbers import is_number, plain
from extract.readers.recognised.scanned import ScannedPage

STRAIGHT = 0.3  # degrees up to which a page lies as its layer does; what is more askew was put straight
NEAR = 2.0  # points beside a number in which a character of the layer is still one for it
LEVEL = 0.5  # of the height of a number by which the layer may stand higher or lower
FEWEST, MOSTLY = 3, 0.8  # certain numbers of a page that its layer must say too, and their share of all


def confirmed_by_layer(scanned: ScannedPage, layer: Sequence[Covered]) -> ScannedPage:
    """The page with its doubts, those marked whose number the layer says too at the same place; none of another page.

    A layer is heard where it says most of the certain numbers of the page where they stand: it is of this page, and
    not shifted.
    """
    alone = [doubt for doubt in scanned.doubts if doubt.alone]
    if not alone or scanned.content.turned or abs(scanned.angle) > STRAIGHT or not _is_in_place(scanned, layer):
        return scanned
    doubts = [
        doubt._replace(layered=bool(doubt.alone) and _said(layer, doubt.box) == doubt.alone) for doubt in scanned.doubts
    ]
    unseen = [doubt for doubt in doubts if doubt.layered and not doubt.text]
    words = [PageWord(doubt.alone, *doubt.box, doubt.box[3] - doubt.box[1]) for doubt in unseen]
    content = scanned.content._replace(words=[*scanned.content.words, *words])
    return scanned._replace(content=content, doubts=doubts)


def _is_in_place(scanned: ScannedPage, layer: Sequence[Covered]) -> bool:
    doubted = {(doubt.x, doubt.y) for doubt in scanned.doubts}
    words = [(plain(word.text), (word.x0, word.top, word.x1, word.bottom)) for word in scanned.content.words]
    certain = [(text, box) for text, box in words if is_number(text) and _middle(box) not in doubted]
    said = sum(_said(layer, box) == text for text, box in certain)
    return said >= FEWEST and said >= MOSTLY * len(certain)


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _said(layer: Sequence[Covered], box: Box) -> str:
    """What the layer says in a box and right beside it, from the left."""
    left, top, right, bottom = box
    near = (bottom - top) * LEVEL
    own = [one for one in layer if left - NEAR <= one.x <= right + NEAR and abs(one.bottom - bottom) <= near]
    return plain("".join(one.mark for one in sorted(own, key=lambda one: one.x)))

"""What a person does not see of a cell's text, and what stands in a cell that is no text.

Struck out words are not there. Words in the colour of their ground, or too small to be seen, are not read and quoted
nowhere; of a text of which nothing would be left a mark is, so that its cell is not taken for a blank one.

>>> plain, white, struck = Look(0.0), Look(0.0, ink=WHITE), Look(0.0, struck=True)
>>> seen_of([("410", struck), ("380", plain)], WHITE)
([('', Look(size=0.0, side=0, struck=True, ink=None, shade=None, tiny=False)), ('380', Look(size=0.0, side=0, \
struck=False, ink=None, shade=None, tiny=False))], [Unread(rule='struck-out', what='410')])
>>> ["".join(text for text, _ in seen_of([("1", white), ("44", plain)], ground)[0]) for ground in (WHITE, 0x203040)]
['44', '144']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, get_args

from msgspec.structs import replace

from extract.readers.raised import INK, Look
from plan.records.base import Place
from plan.records.document import Block, Damage, Paragraph
from plan.records.values import CellDoubt
from plan.script import COVERED

WHITE = 0xFFFFFF
SAME = 32  # by which two colours differ at most in red, green or blue where one is not seen on the other
QUOTED = 40  # characters
OBJECTS = {  # what is no text, as HWPX names it
    "pic": ("그림", "a picture"),
    "chart": ("차트", "a chart"),
    "ole": ("OLE 개체", "an OLE object"),
    "video": ("동영상", "a video"),
    "line": ("선", "a line"),
    "connectLine": ("연결선", "a line"),
    "rect": ("사각형", "a rectangle"),
    "ellipse": ("타원", "an ellipse"),
    "arc": ("호", "an arc"),
    "polygon": ("다각형", "a polygon"),
    "curve": ("곡선", "a curve"),
    "container": ("묶은 개체", "a group of drawings"),
    "textart": ("글맵시", "text art"),
    "equation": ("수식", "an equation"),
    "compose": ("글자 겹침", "composed characters"),
    "dutmal": ("덧말", "ruby"),
    "form": ("양식 개체", "a form control"),
    "autoNum": ("자동 번호", "an automatic number"),
    "switch": ("판마다 다른 내용", "content that differs by version"),
    "unknown": ("알 수 없는 개체", "an unknown object"),
}
REASONS = {
    "struck-out": ("취소선이 그어진 글자: {}.", "Struck out: {}."),
    "unseen-text": (
        "바탕과 같은 색이거나 너무 작은 글자: {}.",
        "In the colour of their ground, or too small: {}.",
    ),
    "object-in-cell": ("칸에 있는 것: {}.", "In the cell: {}."),
    "covered-text": ("가린 글자는 어디에도 싣지 않습니다.", "What is covered is published nowhere."),
}
RULES: tuple[CellDoubt, ...] = get_args(CellDoubt)


class Unread(NamedTuple):
    """What of a cell is not read: the words, or the kind of object by its name in ``OBJECTS``."""

    rule: CellDoubt
    what: str


Piece = tuple[str, Look]
Zones = list[tuple[range, range, int | None]]  # of a table: rows, columns, and the colour behind them


def ground_in(zones: Zones, row: int, column: int, ground: int | None) -> int | None:
    """The colour behind a cell, by the last zone that it lies in."""
    return next((fill for rows, columns, fill in reversed(zones) if row in rows and column in columns), ground)


def seen_of(
    pieces: Iterable[Piece], ground: int | None, gone: Callable[[str], str] = lambda _: ""
) -> tuple[list[Piece], list[Unread]]:
    """The pieces of a text with only what is seen on a ground, if that is known; ``gone`` is put for what is not.

    Of a text of which nothing is seen a mark is left, and what it says is told nowhere.
    """
    found = list(pieces)
    struck = [look.struck for _, look in found]
    pale = [is_pale(look, ground) for _, look in found]
    if not any(struck) and not any(pale):
        return found, []
    inked = [INK.search(text) is not None for text, _ in found]
    others = any(ink and not (out or faint) for ink, out, faint in zip(inked, struck, pale, strict=True))
    alone = next((at for at, ink in enumerate(inked) if ink and not struck[at]), None) if not others else None
    kept = [
        (_masked(text, gone) if at == alone else gone(text) if out or faint else text, look)
        for at, ((text, look), out, faint) in enumerate(zip(found, struck, pale, strict=True))
    ]
    unread = [
        Unread("struck-out", text) if out else Unread("unseen-text", "")
        for (text, _), ink, out, faint in zip(found, inked, struck, pale, strict=True)
        if ink and (out or faint)
    ]
    return kept, unread


def without_unseen(block: Block, texts: Iterable[str]) -> Block:
    """A paragraph with marks for texts of which it is told behind them that they have the colour of their ground."""
    if not isinstance(block, Paragraph):
        return block
    said = block.text
    for text in filter(None, map(str.strip, texts)):
        said = said.replace(text, COVERED)
    return replace(block, text=said) if said != block.text else block


def _masked(text: str, gone: Callable[[str], str]) -> str:
    """A mark in the place of the first character that would be seen, and nothing for the others."""
    found = INK.search(text)
    at = found.start() if found else 0
    return gone(text[:at]) + COVERED + gone(text[at + 1 :])


def is_pale(look: Look, ground: int | None) -> bool:
    """Whether characters of a look are not seen on a ground."""
    if look.tiny:
        return True
    under = ground if look.shade is None else look.shade
    return look.ink is not None and under is not None and is_alike(look.ink, under)


def is_alike(one: int, other: int) -> bool:
    """Whether a colour is not seen on another; both are 0xRRGGBB.

    >>> [is_alike(0xFFFFFF, other) for other in (0xFFFFFF, 0xF2F2F2, 0xFFFF00, 0x1F3864)]
    [True, True, False, False]
    """
    return all(abs((one >> shift & 0xFF) - (other >> shift & 0xFF)) <= SAME for shift in (16, 8, 0))


def hidden_among(inks: Iterable[int], grounds: Iterable[int]) -> frozenset[int]:
    """The colours of characters that are not seen on paper, or on one of the grounds that a document has."""
    known = {WHITE, *grounds}
    return frozenset(ink for ink in set(inks) if any(is_alike(ink, ground) for ground in known))


def covered_texts(blocks: Iterable[Block]) -> Iterator[Damage]:
    """The cells and paragraphs in which a mark stands for what is covered."""
    for block in blocks:
        if isinstance(block, Paragraph):
            if COVERED in block.text:
                yield covered_at(block.place)
            continue
        for cell in block.cells:
            if COVERED in cell.text:
                yield covered_at(cell.place)
            yield from covered_texts(cell.blocks)


def covered_at(place: Place) -> Damage:
    """That something is drawn over the text at a place."""
    ko, en = REASONS["covered-text"]
    return Damage(rule="covered-text", place=place, reason_ko=ko, reason_en=en)


def doubts_of(unread: Sequence[Unread], place: Place) -> Iterator[Damage]:
    """What of a cell is not read, once for each rule."""
    for rule in RULES:
        whats = list(dict.fromkeys(one.what for one in unread if one.rule == rule))
        if whats:
            names = [OBJECTS[what] if rule == "object-in-cell" else (f"'{what or COVERED}'",) * 2 for what in whats]
            ko, en = (", ".join(name)[:QUOTED] for name in zip(*names, strict=True))
            told_ko, told_en = REASONS[rule]
            quote = en if rule == "object-in-cell" else "".join(whats)[:QUOTED]
            yield Damage(
                rule=rule, place=place, reason_ko=told_ko.format(ko), reason_en=told_en.format(en), quote=quote
            )

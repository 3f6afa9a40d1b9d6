"""Which characters of a page are not seen, since something is drawn over them or they have the colour of their ground.

What may cover them is told by the order and the room of what is drawn. It is believed where the picture of the page
is the same without them: a glass of colour over a number leaves it to be read.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import chain
from math import inf
from operator import attrgetter

import extract.readers.pdf.engines.pdfium_library as pdfium
from extract.readers.page.content import Box, Run
from extract.readers.page.sight.covered import worded
from extract.readers.page.sight.picture import Picture
from extract.readers.pdf.engines.matrix import Matrix
from extract.readers.pdf.engines.pdfium_library import Handle, address, unsigned
from extract.readers.pdf.engines.pdfium_picture import PictureError, annotations_on, drawn
from extract.readers.pdf.engines.pdfium_shapes import Painted
from extract.readers.pdf.engines.pdfium_text import PrintedText

BAND = 16.0  # points of the height of a page, in which what is painted is looked for together
HIGHEST = 1e4  # points; what lies beyond is on no page
SAME = 32  # by which two colours differ at most in red, green or blue where one is not seen on the other
WHITE = 0xFFFFFF  # the ground that a page is drawn on
SEEN = 12  # greys by which a page differs without a character that is seen on it
EDGE = 0.03  # share of the room of a letter or digit that is seen of it at least; its edge over a ground is less
INNER = 0.1  # of the width of a character on each side, where its neighbours may have ink
PAINTED = frozenset((0, 1, 2))  # text render modes that paint and do not clip (ISO 32000-1, 9.3.6)


class Covers:
    """What is painted on a page of this size, and the characters that cannot be seen for it."""

    def __init__(
        self, page: Handle, size: tuple[float, float], to_page: Matrix, turned: int, painted: Sequence[Painted]
    ) -> None:
        self._page, self._size, self._turned = page, size, turned
        self._bands: defaultdict[int, list[Painted]] = defaultdict(list)
        self._colour = unsigned(4)
        self._colour_at = [address(self._colour, part) for part in range(4)]
        self._inks: dict[int, int | None] = {}
        self._lines: dict[float, tuple[list[float], list[Painted]]] = {}
        noted = [Painted(inf, box) for box in chain(*annotations_on(page, to_page))]
        for one in {(one.number, one.box): one for one in (*painted, *noted)}.values():
            _, top, _, bottom = one.box
            if -HIGHEST < top <= bottom < HIGHEST:
                for band in range(int(top // BAND), int(bottom // BAND) + 1):
                    self._bands[band].append(one)

    def hide(self, printed: PrintedText, order: dict[int, int]) -> list[set[int]]:
        """For each run the indices of its characters that are not seen; ``order`` numbers the text objects."""
        doubted: list[set[int]] = [set() for _ in printed.runs]
        for at, (run, owner) in enumerate(zip(printed.runs, printed.owners, strict=True)):
            number = order.get(owner)
            if number is not None:
                doubted[at] = self._doubted(run, owner, number)
        if any(doubted):
            doubted = worded(printed.runs, doubted)
        return worded(printed.runs, self._unseen(printed, doubted)) if any(doubted) else doubted

    def _doubted(self, run: Run, owner: int, number: int) -> set[int]:
        """The characters of a run that stand under something painted later, or on their own colour."""
        numbers, near = self._painted_at((run.top + run.bottom) / 2)
        own: set[int] = set()
        if numbers and numbers[-1] > number:
            later = [one.box for one in near[bisect_right(numbers, number) :]]
            middles = [(left + right) / 2 for left, right in zip(run.lefts, run.rights, strict=True)]
            own = {at for at, x in enumerate(middles) if any(box[0] <= x <= box[2] for box in later)}
        if not own and self._is_on_its_colour(run, owner, near[: bisect_left(numbers, number)]):
            own = set(range(len(run.marks)))
        return {at for at in own if not run.marks[at].isspace()} if own else own

    def _painted_at(self, y: float) -> tuple[list[float], list[Painted]]:
        """What is painted at a height of the page, with its numbers, in the order of drawing; kept for its line."""
        found = self._lines.get(y)
        if found is None:
            band = self._bands.get(int(y // BAND), ()) if -HIGHEST < y < HIGHEST else ()
            near = sorted((one for one in band if one.box[1] <= y <= one.box[3]), key=attrgetter("number"))
            found = self._lines[y] = [one.number for one in near], near
        return found

    def _is_on_its_colour(self, run: Run, owner: int, before: Sequence[Painted]) -> bool:
        """Whether a text is painted in the colour of what was painted last beneath it, or of the paper."""
        ink = self._ink(owner)
        if ink is None:
            return False
        x = (run.lefts[0] + run.rights[0]) / 2
        last = next((one for one in reversed(before) if one.box[0] <= x <= one.box[2]), None)
        if last is None:
            return _is_alike(ink, WHITE)
        ground = self._ink(last.path.value or 0) if last.path else None
        return ground is not None and _is_alike(ink, ground)

    def _ink(self, entry: int) -> int | None:
        """The colour that something is filled with as 0xRRGGBB; None where it has none, or a glassy one."""
        if entry not in self._inks:
            said = pdfium.object_fill(Handle(entry), *self._colour_at)
            red, green, blue, alpha = self._colour
            self._inks[entry] = red << 16 | green << 8 | blue if said and alpha == 0xFF else None
        return self._inks[entry]

    def _unseen(self, printed: PrintedText, doubted: Sequence[set[int]]) -> list[set[int]]:
        """Those of the doubted characters without which the page looks the same."""
        at_all = [at for at, own in enumerate(doubted) if own]
        modes = {owner: pdfium.text_render_mode(Handle(owner)) for owner in {printed.owners[at] for at in at_all}}
        painted = {owner for owner, mode in modes.items() if mode in PAINTED}
        unseen: list[set[int]] = [set() for _ in doubted]
        shown = self._around([printed.runs[at] for at in at_all])
        if not painted or shown[0] >= shown[2] or shown[1] >= shown[3]:
            return unseen
        try:
            with_them, without_them = self._drawn(shown), self._drawn_without(shown, painted, modes)
        except PictureError:
            return unseen
        for at in at_all:
            if printed.owners[at] in painted:
                run = printed.runs[at]
                unseen[at] = {
                    one
                    for one in doubted[at]
                    if _shown(with_them, without_them, _room(run, one)) <= EDGE * run.marks[one].isalnum()
                }
        return unseen

    def _around(self, runs: Sequence[Run]) -> Box:
        """The part of the page with these runs."""
        return (
            max(0.0, min(min(run.lefts) for run in runs)),
            max(0.0, min(run.top for run in runs)),
            min(self._size[0], max(max(run.rights) for run in runs)),
            min(self._size[1], max(run.bottom for run in runs)),
        )

    def _drawn(self, shown: Box) -> Picture:
        return drawn(self._page, self._size, shown, noted=True, turned=self._turned)

    def _drawn_without(self, shown: Box, owners: Collection[int], modes: dict[int, int]) -> Picture:
        """The page without these texts, which it has again behind this."""
        for owner in owners:
            pdfium.set_text_render_mode(Handle(owner), pdfium.INVISIBLE)
        try:
            return self._drawn(shown)
        finally:
            for owner in owners:
                pdfium.set_text_render_mode(Handle(owner), modes[owner])


def _room(run: Run, at: int) -> Box:
    """Where a character has its ink and its neighbours have none."""
    left, right = run.lefts[at], run.rights[at]
    if right - left < INNER * run.size:
        right = left + run.size / 2
    aside = INNER * (right - left)
    return left + aside, run.top, right - aside, run.bottom


def _shown(one: Picture, other: Picture, box: Box) -> float:
    """In which share of a box two pictures of a page differ; outside of the page nothing is seen."""
    pairs = list(zip(one.part(box), other.part(box), strict=True))
    points = sum(len(row) for row, _ in pairs)
    differing = sum(
        abs(left - right) > SEEN for row, again in pairs if row != again for left, right in zip(row, again, strict=True)
    )
    return differing / points if points else 0.0


def _is_alike(one: int, other: int) -> bool:
    return all(abs((one >> shift & 0xFF) - (other >> shift & 0xFF)) <= SAME for shift in (16, 8, 0))

"""Characters that a page has and does not show, as one mark for each stretch of them: what they are is said nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from extract.readers.page.content import Box, Covered, Run
from extract.readers.page.sight.picture import Glyph
from plan.script import COVERED

NEAR = 0.3  # of the type size, by which two engines may place a character apart
GOES_ON = 1.0  # of the type size; what is covered no further behind other such characters is one stretch with them

BESIDE = 2.0  # points, by which the middle of a glyph's ink may be beside that of the room it moves on by

Spot = tuple[int, int]  # of a character: its run, and its place in it


class _Stretch(NamedTuple):
    """Covered characters side by side; ``spots`` are where they stand among the runs."""

    spots: list[Spot]
    box: Box


def covered_of(runs: Sequence[Run], gone: Sequence[Collection[int]]) -> Iterator[Covered]:
    """The characters of the runs with these indices in each."""
    for run, own in zip(runs, gone, strict=True):
        for at in sorted(own):
            yield Covered(run.marks[at], (run.lefts[at] + run.rights[at]) / 2, run.bottom)


def all_of(runs: Iterable[Run]) -> Iterator[Covered]:
    """All characters of some runs."""
    for run in runs:
        yield from covered_of((run,), (range(len(run.marks)),))


def found_in(runs: Iterable[Run], covered: Iterable[Covered]) -> list[set[int]]:
    """The indices in each run of the characters that another engine has found covered, each of them once."""
    known: defaultdict[str, list[Covered]] = defaultdict(list)
    for one in covered:
        known[one.mark].append(one)
    found: list[set[int]] = []
    for run in runs:
        own: set[int] = set()
        near = NEAR * run.size
        for at, mark in enumerate(run.marks):
            if mark not in known:
                continue
            x = (run.lefts[at] + run.rights[at]) / 2
            same = (one for one in known[mark] if abs(one.x - x) <= near and abs(one.bottom - run.bottom) <= near)
            again = next(same, None)
            if again is not None:
                own.add(at)
                known[mark].remove(again)
        found.append(own)
    return found


def without(glyphs: Iterable[Glyph], covered: Iterable[Covered]) -> list[Glyph]:
    """The glyphs of a picture but for those of covered characters, each of which takes one."""
    known: defaultdict[str, list[Covered]] = defaultdict(list)
    for one in covered:
        known[one.mark].append(one)
    kept: list[Glyph] = []
    for glyph in glyphs:
        x, high = (glyph.x0 + glyph.x1) / 2, BESIDE + glyph.bottom - glyph.top
        near = (
            one
            for one in known.get(glyph.mark, ())
            if abs(one.x - x) <= BESIDE and abs(one.bottom - glyph.bottom) <= high
        )
        again = next(near, None)
        if again is None:
            kept.append(glyph)
        else:
            known[glyph.mark].remove(again)
    return kept


def worded(runs: Sequence[Run], gone: Sequence[Collection[int]]) -> list[set[int]]:
    """The covered characters without stretches that hold no letter and no digit: a picture may draw such a mark."""
    kept: list[set[int]] = [set() for _ in runs]
    for stretch in _stretches(runs, gone):
        if any(runs[run].marks[at].isalnum() for run, at in stretch.spots):
            for run, at in stretch.spots:
                kept[run].add(at)
    return kept


def masked(runs: Sequence[Run], gone: Sequence[Collection[int]]) -> list[Run]:
    """The runs with one mark in the place of each stretch, and with none where another text stands over it."""
    seen = [
        ((run.lefts[at] + run.rights[at]) / 2, (run.top + run.bottom) / 2)
        for run, own in zip(runs, gone, strict=True)
        for at, mark in enumerate(run.marks)
        if at not in own and not mark.isspace()
    ]
    ends = {
        stretch.spots[0]: stretch.box[2]
        for stretch in _stretches(runs, gone)
        if not any(_holds(stretch.box, x, y) for x, y in seen)
    }
    kept: list[Run] = []
    for number, (run, own) in enumerate(zip(runs, gone, strict=True)):
        if not own:
            kept.append(run)
            continue
        left = [at for at in range(len(run.marks)) if at not in own or (number, at) in ends]
        if left:
            marks = [COVERED if at in own else run.marks[at] for at in left]
            rights = [ends.get((number, at), run.rights[at]) for at in left]
            kept.append(Run(marks, [run.lefts[at] for at in left], rights, run.top, run.bottom, run.size))
    return kept


def _stretches(runs: Sequence[Run], gone: Sequence[Collection[int]]) -> list[_Stretch]:
    """The covered characters that follow one another on a line, blanks between them aside."""
    stretches: list[_Stretch] = []
    goes_on = False
    for number, (run, own) in enumerate(zip(runs, gone, strict=True)):
        for at, mark in enumerate(run.marks):
            if at not in own:
                goes_on = goes_on and mark.isspace()
                continue
            x0, x1 = run.lefts[at], run.rights[at]
            if goes_on:
                left, top, right, bottom = stretches[-1].box
                if bottom == run.bottom and left <= x0 <= right + GOES_ON * run.size:
                    stretches[-1].spots.append((number, at))
                    stretches[-1] = stretches[-1]._replace(box=(left, min(top, run.top), max(right, x1), bottom))
                    continue
            stretches.append(_Stretch([(number, at)], (x0, run.top, x1, run.bottom)))
            goes_on = True
    return stretches


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]

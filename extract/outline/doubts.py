"""Tables whose programme is doubtful by the numbers of the headings: one is missing before them, or out of order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import msgspec

from extract.outline.tree import Heading, Tree
from plan.forms import bare
from plan.records import Damage, Place

FEWEST = 2  # headings of one series with tables of their own; one alone counts nothing
LAST_BLOCK = 1 << 31
OUT_OF_ORDER = (
    "바로 위 제목 '{said}'의 번호가 차례에 맞지 않습니다.",
    "The number of the heading '{said}' above it is out of order.",
)
MISSING = (
    "제목 '{said}' 앞에 있어야 할 번호 {number}의 제목이 없어, 그 사업의 표일 수 있습니다.",
    "The heading number {number} is missing before '{said}', and the table may be of that programme.",
)


OTHERWISE_NAMED = (
    "다른 표의 제목에는 그 사업의 이름이 있으나 이 표의 제목에는 '{said}' 이름이 없습니다.",
    "The titles of other tables name their programmes, but this one does not name '{said}'.",
)


class Spot(msgspec.Struct, frozen=True):
    """A plan table: its top-level block, its place, its title, and the name of the programme that it is taken for."""

    block: int
    place: Place
    title: str
    name: str


class Doubt(msgspec.Struct, frozen=True):
    """The blocks whose tables are doubtful, from the first up to before the last, and the heading that says so.

    ``missing`` is the number of the heading that is not there; 0 where the heading itself is out of order.
    """

    start: int
    end: int
    heading: Heading
    missing: int = 0


def doubtful_owners(tree: Tree, spots: Sequence[Spot]) -> Iterator[Damage]:
    """What the numbers of the headings say against the programmes of tables, once for each table."""
    said: set[Place] = set()
    for series in sorted(_series_of_programmes(tree, spots)):
        headings = [heading for heading in tree.headings if heading.series == series and heading.ordinal]
        for doubt in _doubts(headings, tree, spots):
            for spot in spots:
                if doubt.start <= spot.block < doubt.end and spot.place not in said and not _is_apart(tree, spot):
                    said.add(spot.place)
                    yield _damage(spot, doubt)
    yield from (_otherwise_named(spot) for spot in _named_otherwise(spots) if spot.place not in said)


def _named_otherwise(spots: Sequence[Spot]) -> list[Spot]:
    """The tables whose titles do not name their programme in a document where more than half of the titles do."""
    known = [spot for spot in spots if spot.title and spot.name]
    others = [spot for spot in known if bare(spot.name) not in bare(spot.title)]
    return others if 2 * len(others) < len(known) else []


def _otherwise_named(spot: Spot) -> Damage:
    ko, en = OTHERWISE_NAMED
    return Damage(
        rule="heading-out-of-line",
        place=spot.place,
        reason_ko=ko.format(said=spot.name),
        reason_en=en.format(said=spot.name),
        quote=spot.title,
    )


def _is_apart(tree: Tree, spot: Spot) -> bool:
    """Whether a table is of an appendix, whose headings are none of programmes."""
    return any(heading.part == "appendix" for heading in tree.at(spot.block))


def _damage(spot: Spot, doubt: Doubt) -> Damage:
    heading, (ko, en) = doubt.heading, MISSING if doubt.missing else OUT_OF_ORDER
    said = {"said": f"{heading.number} {heading.name}", "number": doubt.missing}
    return Damage(
        rule="heading-out-of-line",
        place=spot.place,
        reason_ko=ko.format(**said),
        reason_en=en.format(**said),
        quote=spot.title,
    )


def _series_of_programmes(tree: Tree, spots: Sequence[Spot]) -> set[str]:
    """The series of which several headings have a plan table right under them, with parts of a programme between."""
    own: set[Heading] = set()
    for spot in spots:
        own.update([heading for heading in tree.at(spot.block) if not heading.part][-1:])
    counts = Counter(heading.series for heading in own if heading.ordinal)
    return {series for series, count in counts.items() if count >= FEWEST}


def _doubts(headings: Sequence[Heading], tree: Tree, spots: Sequence[Spot]) -> Iterator[Doubt]:
    ends = {one: other.block for one, other in pairwise(headings)}
    before, last = 0, None
    for group in _groups(headings):
        numbers = [heading.ordinal for heading in group]
        runs_on = 1 not in numbers and (before + 1 in numbers or numbers[0] > before + 1)
        start = before + 1 if runs_on else 1
        if all(one < other for one, other in pairwise(numbers)):
            yield from _gaps(group, start, _Missing(tree, spots, last))
        else:
            for expected, heading in enumerate(group, start):
                if heading.ordinal != expected:
                    yield Doubt(heading.block, ends.get(heading, LAST_BLOCK), heading)
        before, last = max(numbers), group[-1]


class _Missing(msgspec.Struct):
    """Where the tables of a heading that is not there would stand."""

    tree: Tree
    spots: Sequence[Spot]
    last: Heading | None

    def before(self, heading: Heading) -> int:
        """The block of the first heading of a higher level that has tables before the next one, or of the last one."""
        begin = self.last.block if self.last else 0
        over = {above.series for above in heading.above}
        higher = (one.block for one in self.tree.headings if begin < one.block < heading.block and one.series in over)
        first = next(higher, begin)
        return first if any(first <= spot.block < heading.block for spot in self.spots) else begin


def _gaps(group: Sequence[Heading], start: int, missing: _Missing) -> Iterator[Doubt]:
    """The tables between two headings whose numbers do not follow one another."""
    expected = start
    for heading in group:
        if heading.ordinal > expected:
            yield Doubt(missing.before(heading), heading.block, heading, expected)
        expected, missing.last = heading.ordinal + 1, heading


def _groups(headings: Sequence[Heading]) -> Iterator[list[Heading]]:
    """The headings that stand under the same ones, anew where a whole series begins at 1 again."""
    for _, same in groupby(headings, key=_over):
        group: list[Heading] = []
        following = list(same)
        for at, heading in enumerate(following):
            begins = heading.ordinal == 1 and [each.ordinal for each in following[at + 1 : at + 2]] in ([], [2])
            if group and begins and _is_whole(group) and (at + 1 < len(following) or len(group) == 1):
                yield group
                group = []
            group.append(heading)
        yield group


def _over(heading: Heading) -> tuple[Heading, ...] | str:
    """What a heading is counted under: the first parts of its code, or the headings above it."""
    return heading.number[:-1].rstrip("0123456789") if heading.series == "code3" else heading.above


def _is_whole(group: Sequence[Heading]) -> bool:
    return all(heading.ordinal == number for number, heading in enumerate(group, group[0].ordinal))

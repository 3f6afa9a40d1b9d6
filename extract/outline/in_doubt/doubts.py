"""Tables whose programme is doubtful by the numbers of the headings, by the parts under one, or by titles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import msgspec

from extract.outline.headings.heading import Heading
from extract.outline.headings.lone_line import Texts
from extract.outline.in_doubt.alone import headed_alone
from extract.outline.in_doubt.begun_anew import before_a_charted_one, parts_begun_anew, under_a_task
from extract.outline.in_doubt.code_order import first_part, headings_out_of_order, out_of_order
from extract.outline.in_doubt.levels import over_programmes
from extract.outline.in_doubt.listed import Lists, out_of_the_list
from extract.outline.in_doubt.part_of_a_work import named_as_a_part
from extract.outline.in_doubt.spot import Spot
from extract.outline.in_doubt.twins import twice_under_one
from extract.outline.names import JOINED, is_only_of_parts
from extract.outline.tree import Tree
from extract.vocabulary import ends_with_word
from plan.forms import bare, single_spaced
from plan.particles import sentence
from plan.records.base import Place
from plan.records.document import Damage
from plan.records.printed import ProgramNode
from plan.script import CLOSERS

LONG_NAME = 30  # characters from which a name may hold the sentence that is printed below it
SHORTEST_NAME = 5  # characters of a name that no title has by chance
FEWEST = 2  # headings of one series with tables of their own; one alone counts nothing
LAST_BLOCK = 1 << 31
WITH_CODE = ("code3", "code4")  # series of which the first parts of a number say what it is counted under
BY_FIRST_PART = (*WITH_CODE, "of a field")  # and of which the word before it does: 건물-1, 수송-1
OUT_OF_ORDER = (
    "바로 위 제목 '{said}'의 번호가 차례에 맞지 않습니다.",
    "The number of the heading '{said}' above it is out of order.",
)
MISSING = (
    "제목 '{said}' 앞에 있어야 할 번호 {number}의 제목이 없어, 그 사업의 표일 수 있습니다.",
    "The heading number {number} is missing before '{said}', and the table may be of that programme.",
)
CODE_OUT_OF_ORDER = (
    "위에 있는 제목 '{said} {name}'의 번호가 차례에 맞지 않습니다.",
    "The number of the heading '{said} {name}' above it is out of order.",
)
OTHER_NAMED = (
    "'{name}' 아래에 있으나 표의 제목에는 다른 사업 '{said}'의 이름이 있습니다.",
    "It stands under '{name}', but its title names another programme, '{said}'.",
)
BEGUN_ANEW = (
    "'{name}' 아래에 '{said}' 항목이 두 번 있어, 그 사이에 다른 사업의 제목이 빠졌을 수 있습니다.",
    "The part '{said}' stands twice under '{name}', so the heading of another programme may be missing in between.",
)
UNDER_A_TASK = (
    "'{name}' 바로 아래에 있으나, 그 아래의 단위사업 '{said}'의 제목이 본문에 없어 그 사업의 표일 수 있습니다.",
    "It stands right under '{name}', but the chart's programme '{said}' has no heading, and it may be of that one.",
)
OTHERWISE_NAMED = (
    "다른 표의 제목에는 그 사업의 이름이 있으나 이 표의 제목에는 '{said}' 이름이 없습니다.",
    "The titles of other tables name their programmes, but this one does not name '{said}'.",
)

OVER_PROGRAMMES = (
    "'{name}' 바로 아래에 있으나, 같은 단계의 제목은 사업의 제목을 거느리므로 사업의 제목이 빠졌을 수 있습니다.",
    "It stands right under '{name}', but headings like it have those of programmes below them, and one may be missing.",
)
LISTED = {
    "order": (
        "사업 목록에는 '{said}'의 차례가 다르므로, 위에 있는 제목이 뒤바뀌었을 수 있습니다.",
        "A list of the programmes has '{said}' in another place, so the heading above it may be that of another one.",
    ),
    "missing": (
        "사업 목록의 '{said}' 제목이 본문에 없어, 그 사업의 표일 수 있습니다.",
        "A list of the programmes names '{said}' here, but there is no such heading, and the table may be of that one.",
    ),
}
GOES_ON = (
    "제목 '{name}'{name:이/가} 설명으로 이어져 사업명이 어디까지인지 분명하지 않습니다.",
    "The heading '{name}' goes on as a sentence, so where the name of the programme ends is not clear.",
)
TWICE = (
    "'{name}' 아래에 제목과 머리글이 같은 표가 또 있어, 그 사이에 다른 사업의 제목이 빠졌을 수 있습니다.",
    "A table of the same title and head stands under '{name}' before it, so a programme's heading may be missing.",
)
MAY_BE_A_PART = (
    "'{name}'{name:은/는} 바로 위에 있는 '{said}'의 한 항목일 수 있습니다.",
    "'{name}' may be a part of '{said}', which stands right above it.",
)
SHEET_BEFORE = (
    "제목 '{name}'{name:은/는} 앞의 시트에 있고 이 표의 시트에는 사업의 제목이 없습니다.",
    "The heading '{name}' stands on a sheet before it, and the sheet of this table has none of a programme.",
)
ALONE = (
    "표 위에 있는 '{said}'의 것일 수 있으나, 같은 모양의 제목이 더 없어 계획 전체의 것으로 실었습니다.",
    "It may be of '{said}', which stands above it, but no other heading has that look, so it is published under the "
    "plan.",
)


class Doubt(msgspec.Struct, frozen=True):
    """The blocks whose tables are doubtful, from the first up to before the last, and the heading that says so.

    ``missing`` is the number of the heading that is not there; 0 where the heading itself is out of order.
    """

    start: int
    end: int
    heading: Heading
    missing: int = 0


BY_HEADING = (
    "code",
    "heading",
    "lone-heading",
    "outline-level",
    "type-size",
)  # owner rules that a heading can put in doubt


def doubtful_owners(
    tree: Tree,
    spots: Sequence[Spot],
    nodes: Sequence[ProgramNode],
    lists: Lists,
    texts: Texts,
    *,
    has_chart: bool,
) -> list[Damage]:
    """What speaks against the programmes of tables, once for each table; a chart's numbers are compared with it."""
    by_heading = [spot for spot in spots if spot.rule in BY_HEADING]
    by_number = [spot for spot in by_heading if spot.rule != "code" or not has_chart]
    found = [
        *_by_numbers(tree, by_number),
        *(_said_of(spot, CODE_OUT_OF_ORDER, code) for spot, code in out_of_order(by_heading)),
        *(_said_of(spot, OTHER_NAMED, name) for spot, name in _named_for_another(by_heading, nodes)),
        *(_said_of(spot, BEGUN_ANEW, name) for spot, name in parts_begun_anew(tree, by_heading)),
        *(_said_of(spot, UNDER_A_TASK, name) for spot, name in under_a_task(by_heading, nodes)),
        *(_said_of(spot, OVER_PROGRAMMES, "") for spot in over_programmes(tree, by_heading)),
        *(_said_of(spot, LISTED[why], name) for spot, why, name in out_of_the_list(tree, by_heading, lists)),
        *(_said_of(spot, LISTED["missing"], name) for spot, name in before_a_charted_one(by_heading, nodes)),
        *(_said_of(spot, TWICE, "") for spot in twice_under_one(by_heading)),
        *(_said_of(spot, MAY_BE_A_PART, over) for spot, over in named_as_a_part(tree, by_heading)),
        *(_said_of(spot, OTHERWISE_NAMED, spot.name) for spot in _named_otherwise(by_number)),
        *(_said_of(spot, SHEET_BEFORE, "") for spot in by_heading if not tree.on_one_sheet(spot.start, spot.block)),
    ]
    sure = {spot.place for spot in by_heading if _names_its_own(spot)}
    found = [damage for damage in found if damage.place not in sure]
    found += (_said_of(spot, ALONE, line) for spot, line in headed_alone(spots, texts))
    once: dict[Place, Damage] = {}
    for damage in (*found, *(_said_of(spot, GOES_ON, "") for spot in by_heading if _goes_on(spot.name))):
        once.setdefault(damage.place, damage)
    return list(once.values())


def _by_numbers(tree: Tree, spots: Sequence[Spot]) -> Iterator[Damage]:
    said: set[Place] = set()
    for series in sorted(_series_of_programmes(tree, spots)):
        headings = [heading for heading in tree.headings if heading.series == series and heading.ordinal]
        for doubt in _doubts(headings, tree, spots):
            for spot in spots:
                is_there = doubt.start <= spot.block < doubt.end and _is_in(doubt, tree, spot)
                if is_there and spot.place not in said and not _is_apart(tree, spot):
                    said.add(spot.place)
                    yield _damage(spot, doubt)


def _is_in(doubt: Doubt, tree: Tree, spot: Spot) -> bool:
    """Whether a heading out of order is open over a table; a chapter behind it has a heading of its own."""
    return bool(doubt.missing) or doubt.heading in tree.at(spot.block)


def _named_otherwise(spots: Sequence[Spot]) -> list[Spot]:
    """The tables whose titles do not name their programme in a document where more than half of the titles do.

    A title that is the programme's heading itself names nothing of its own, nor does one that tables of several bear.
    """
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for spot in spots:
        bearers[bare(spot.title)].add(spot.no)
    own = [spot for spot in spots if spot.title and spot.name and len(bearers[bare(spot.title)]) == 1]
    known = [spot for spot in own if not bare(spot.title).endswith(bare(spot.name))]
    others = [spot for spot in known if bare(spot.name) not in bare(spot.title) and not _is_of_goals(spot)]
    return others if 2 * len(others) < len(known) else []


def _names_its_own(spot: Spot) -> bool:
    """Whether the title of a table says of which programme it is, and it is that one: 길 정비 연차별 투자계획."""
    if len(bare(spot.name)) < SHORTEST_NAME:
        return False
    _, name, kind = single_spaced(spot.title).rpartition(single_spaced(spot.name))
    return bool(name) and is_only_of_parts(kind.strip(f" {CLOSERS}"))


def _is_of_goals(spot: Spot) -> bool:
    """Whether a table of goals stands under a heading that says that they follow: 연차별 목표 in 목표 및 추진전략."""
    parts = (part for part in JOINED.split(spot.name) if part)
    return ends_with_word("own_goals_end", spot.title) and any(ends_with_word("own_goals_end", part) for part in parts)


def _named_for_another(spots: Sequence[Spot], nodes: Sequence[ProgramNode]) -> Iterator[tuple[Spot, str]]:
    """The tables whose titles name another programme than that which they stand under."""
    names = {node.name for node in nodes if node.level == "program"} | {spot.name for spot in spots}
    known = {name: bare(name) for name in names if len(bare(name)) >= SHORTEST_NAME}
    for spot in spots:
        title, own = bare(spot.title), bare(spot.name)
        if own in title:
            continue
        named = (name for name, form in known.items() if form in title and form not in own and own not in form)
        if other := next(named, None):
            yield spot, other


def _said_of(spot: Spot, reason: tuple[str, str], said: str) -> Damage:
    ko, en = reason
    return Damage(
        rule="heading-out-of-line",
        place=spot.place,
        reason_ko=sentence(ko, said=said, name=spot.name),
        reason_en=sentence(en, said=said, name=spot.name),
        quote=spot.title or spot.name,
    )


def _goes_on(name: str) -> bool:
    """Whether a long name holds a word with which a sentence goes on, as no name does: … 확대 … 운영하여 … 확보."""
    return len(name) >= LONG_NAME and any(ends_with_word("going_on", word) for word in name.split()[1:-1])


def _is_apart(tree: Tree, spot: Spot) -> bool:
    """Whether a table is of an appendix, whose headings are none of programmes."""
    return any(heading.part == "appendix" for heading in tree.at(spot.block))


def _damage(spot: Spot, doubt: Doubt) -> Damage:
    heading, (ko, en) = doubt.heading, MISSING if doubt.missing else OUT_OF_ORDER
    said = {"said": f"{heading.number} {heading.name}", "number": doubt.missing}
    return Damage(
        rule="heading-out-of-line",
        place=spot.place,
        reason_ko=sentence(ko, **said),
        reason_en=sentence(en, **said),
        quote=spot.title or spot.name,
    )


def _series_of_programmes(tree: Tree, spots: Sequence[Spot]) -> set[str]:
    """The series of which several headings begin the pages that hold a plan table, or stand right over one."""
    own: set[Heading] = set()
    for spot in spots:
        named = [heading for heading in tree.at(spot.block) if not heading.part]
        own.update([heading for heading in named if heading.block == spot.start][-1:] or named[-1:])
    counts = Counter(heading.series for heading in own if heading.ordinal)
    return {series for series, count in counts.items() if count >= FEWEST}


def _doubts(headings: Sequence[Heading], tree: Tree, spots: Sequence[Spot]) -> Iterator[Doubt]:
    ends = {one: other.block for one, other in pairwise(headings)}
    found = [
        Doubt(heading.block, ends.get(heading, LAST_BLOCK), heading) for heading in headings_out_of_order(headings)
    ]
    last: Heading | None = None
    for group in _run_on(list(_groups(headings))):
        numbers = [heading.ordinal for heading in group]
        start = 1
        if all(one < other for one, other in pairwise(numbers)):
            found += _gaps(group, start, _Missing(tree, spots, last))
        else:
            found += (
                Doubt(heading.block, ends.get(heading, LAST_BLOCK), heading)
                for expected, heading in enumerate(group, start)
                if heading.ordinal != expected
            )
        last = group[-1]
    yield from found
    if found:
        yield from (Doubt(one.block, ends.get(one, LAST_BLOCK), one) for one in _changed_places(headings))


def _changed_places(headings: Sequence[Heading]) -> Iterator[Heading]:
    """The headings that may have changed places where a number is wrong: a section's second 1, a 2 that begins one.

    The first section of the next chapter is one of these where more than half of the sections begin at 1.
    """
    begins = [headings[0], *(other for one, other in pairwise(headings) if one.above != other.above)]
    is_anew = 2 * sum(heading.ordinal == 1 for heading in begins) > len(begins)
    for before, heading in pairwise(headings):
        if first_part(heading) or heading.series == "code3":
            continue
        is_same = before.above == heading.above
        is_next = _is_next_section([before], [heading]) or (is_anew and _is_next_chapter(before, heading))
        if (is_same and before.ordinal == heading.ordinal == 1) or (heading.ordinal > 1 and is_next):
            yield heading


def _run_on(groups: Sequence[list[Heading]]) -> Iterator[list[Heading]]:
    """The groups, one put to that before it where its numbers go on from there.

    In a document that counts anew in each section none goes on from another section.
    """
    is_anew = any(_is_next_section(one, other) and other[0].ordinal == 1 for one, other in pairwise(groups))
    whole: list[Heading] = []
    for group in groups:
        numbers = {heading.ordinal for heading in group}
        before = max((heading.ordinal for heading in whole), default=0)
        goes_on = 1 not in numbers and (before + 1 in numbers or group[0].ordinal > before + 1)
        if whole and (not goes_on or (is_anew and _is_next_section(whole, group))):
            yield whole
            whole = []
        whole = [*whole, *group]
    yield whole


def _is_next_section(one: Sequence[Heading], other: Sequence[Heading]) -> bool:
    """Whether headings stand in the section behind that of others, in the same chapter."""
    left, right = one[-1].above, other[0].above
    return bool(left) and left != right and left[:-1] == right[:-1] and left[-1].series == right[-1].series


def _is_next_chapter(one: Heading, other: Heading) -> bool:
    """Whether a heading stands in the first section of another chapter than the one before it."""
    left, right = one.above, other.above
    return len(left) == len(right) > 1 and left[:-1] != right[:-1] and left[-1].series == right[-1].series


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
    for following in _counted_together(headings):
        group: list[Heading] = []
        for at, heading in enumerate(following):
            begins = heading.ordinal == 1 and [each.ordinal for each in following[at + 1 : at + 2]] in ([], [2])
            if (
                group
                and begins
                and _is_whole(group)
                and heading.series not in WITH_CODE
                and (at + 1 < len(following) or len(group) == 1)
            ):
                yield group
                group = []
            group.append(heading)
        yield group


def _counted_together(headings: Sequence[Heading]) -> Iterator[list[Heading]]:
    """The headings that stand under the same ones, those of numbers of two parts by the first of them."""
    for _, same in groupby(headings, key=_over):
        of_first: defaultdict[str, list[Heading]] = defaultdict(list)
        for heading in same:
            of_first[first_part(heading)].append(heading)
        yield from of_first.values()


def _over(heading: Heading) -> tuple[Heading, ...] | str:
    """What a heading is counted under: the first parts of its code, or the headings above it."""
    return heading.number[:-1].rstrip("0123456789") if heading.series in BY_FIRST_PART else heading.above


def _is_whole(group: Sequence[Heading]) -> bool:
    begins = group[0].ordinal == 1 or len(group) > 1
    return begins and all(heading.ordinal == number for number, heading in enumerate(group, group[0].ordinal))

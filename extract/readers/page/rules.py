"""The rules of a page: dashes joined, double ones made single, and those told together that touch one another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from extract.readers.page.content import PageContent

TOUCH = 0.8  # points; a stroke's width: rules this near are one rule, and meet
SNAP = 2.2  # points; rules nearer than this are one rule (double lines), and meet if they miss by no more
DOT = 1.8  # points; what is smaller both ways is a dot, and may belong to a dotted rule across or down
SQUARE = 0.5  # points by which the sides of a dot may differ
DASH_GAP = 4.0  # points between the dashes of one rule
SHORTEST = 6.0  # points; a rule that is shorter after joining is a glyph's part or decoration
EDGE = 1.0  # points
STRIP = 50.0  # points; a rule across is held against the upright ones of its own strip of the page
NOTHING: tuple[list[int], list[float]] = [], []  # what passes through a strip without upright rules
AT, _START = attrgetter("at"), attrgetter("start")


@dataclass(slots=True)
class JoinedRule:
    """A joined rule: its position across and its extent along."""

    at: float
    start: float
    end: float


def joined_rules(page: PageContent) -> tuple[list[JoinedRule], list[JoinedRule]]:
    """The page's rules, clipped to the page and joined along their lines; one along its very edge is decoration."""
    horizontal: list[JoinedRule] = []
    vertical: list[JoinedRule] = []
    dots: list[tuple[JoinedRule, JoinedRule]] = []
    width, height = page.width, page.height
    for x0, y0, x1, y1 in page.rules:
        if x1 < EDGE or x0 > width - EDGE or y1 < EDGE or y0 > height - EDGE:
            continue
        left, right = (x0 if x0 > 0 else 0.0), (x1 if x1 < width else width)
        top, bottom = (y0 if y0 > 0 else 0.0), (y1 if y1 < height else height)
        wide, high = right - left, bottom - top
        if wide >= high:
            horizontal.append(JoinedRule((top + bottom) / 2, left, right))
        else:
            vertical.append(JoinedRule((left + right) / 2, top, bottom))
        if wide < DOT > high and abs(wide - high) < SQUARE:
            dots.append((JoinedRule((top + bottom) / 2, left, right), JoinedRule((left + right) / 2, top, bottom)))
    if dots:
        horizontal += _join([across for across, _ in dots])
        vertical += _join([down for _, down in dots])
    return _join(horizontal), _join(vertical)


def touching(
    horizontal: list[JoinedRule], vertical: list[JoinedRule]
) -> list[tuple[list[JoinedRule], list[JoinedRule]]]:
    """Groups of rules that touch one another; the vertical ones come in order from the left."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def join(i: int, j: int) -> None:
        parent[root(i)] = root(len(horizontal) + j)

    loose: list[tuple[int, int]] = []
    firm_across: list[list[JoinedRule]] = [[] for _ in horizontal]
    firm_down: list[list[JoinedRule]] = [[] for _ in vertical]
    strips = _strips(vertical)
    for i, across in enumerate(horizontal):
        at, start, end = across.at, across.start, across.end
        numbers, positions = strips.get(int(at // STRIP), NOTHING)
        for j in numbers[bisect_left(positions, start - SNAP) : bisect_right(positions, end + SNAP)]:
            down = vertical[j]
            if down.start - TOUCH <= at <= down.end + TOUCH and start - TOUCH <= down.at <= end + TOUCH:
                join(i, j)
                firm_across[i].append(down)
                firm_down[j].append(across)
            elif down.start - SNAP <= at <= down.end + SNAP:
                loose.append((i, j))
    for i, j in loose:
        across, down = horizontal[i], vertical[j]
        if not _is_held(down, across.at, firm_down[j]) and not _is_held(across, down.at, firm_across[i]):
            join(i, j)
    groups: dict[int, tuple[list[JoinedRule], list[JoinedRule]]] = {}
    for index in range(len(parent)):
        group = groups.setdefault(root(index), ([], []))
        (group[0] if index < len(horizontal) else group[1]).append(
            horizontal[index] if index < len(horizontal) else vertical[index - len(horizontal)]
        )
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _strips(vertical: Sequence[JoinedRule]) -> dict[int, tuple[list[int], list[float]]]:
    """The numbers and the positions of the upright rules that pass through each strip of a page, from the left."""
    strips: dict[int, tuple[list[int], list[float]]] = {}
    for number, down in enumerate(vertical):
        for strip in range(int((down.start - SNAP) // STRIP), int((down.end + SNAP) // STRIP) + 1):
            numbers, positions = strips.setdefault(strip, ([], []))
            numbers.append(number)
            positions.append(down.at)
    return strips


def merged(extents: Iterable[tuple[float, float]], gap: float = 0.0) -> list[tuple[float, float]]:
    """Extents joined where they overlap or leave no more than a gap between them; they come sorted by their start."""
    joined: list[tuple[float, float]] = []
    for start, end in extents:
        if joined and start - joined[-1][1] <= gap:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _join(lines: list[JoinedRule]) -> list[JoinedRule]:
    """Dashes of one rule made one, double rules made single, short remains dropped."""
    rules: list[JoinedRule] = []
    for group in _clusters(lines):
        group.sort(key=_START)
        at = sum(line.at for line in group) / len(group)
        rules += [
            JoinedRule(at, start, end)
            for start, end in merged([(line.start, line.end) for line in group], DASH_GAP)
            if end - start >= SHORTEST
        ]
    single: list[JoinedRule] = []
    near: defaultdict[int, list[int]] = defaultdict(list)  # the single rules that the next may double, by their starts
    for rule in sorted(rules, key=AT):
        strip = int(rule.start // SNAP)
        twins = []
        for beside in (strip - 1, strip, strip + 1):
            if beside in near:
                near[beside] = [index for index in near[beside] if rule.at - single[index].at <= SNAP]
                twins += [index for index in near[beside] if _is_double(single[index], rule)]
        if not twins:
            near[strip].append(len(single))
            single.append(rule)
            continue
        twin = single[min(twins)]
        moved = int(min(twin.start, rule.start) // SNAP) != int(twin.start // SNAP)
        twin.start, twin.end = min(twin.start, rule.start), max(twin.end, rule.end)
        if moved:
            near[int(twin.start // SNAP)].append(min(twins))
    return single


def _is_double(first: JoinedRule, second: JoinedRule) -> bool:
    """Whether two rules are the two strokes of a double rule; a table's last rule above a wider one is not."""
    return (
        abs(second.at - first.at) <= SNAP
        and abs(second.start - first.start) <= SNAP
        and abs(second.end - first.end) <= SNAP
    )


def _clusters(lines: list[JoinedRule]) -> list[list[JoinedRule]]:
    """Lines whose positions across differ by no more than a stroke's width from their cluster's first."""
    groups: list[list[JoinedRule]] = []
    for line in sorted(lines, key=AT):
        if groups and line.at - groups[-1][0].at <= TOUCH:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_held(line: JoinedRule, at: float, firm: Sequence[JoinedRule]) -> bool:
    """Whether a line that ends just short of a position already ends at a rule of its own, as a nested table's does."""
    if line.start - TOUCH <= at <= line.end + TOUCH:
        return False
    end = line.start if at < line.start else line.end
    return any(abs(other.at - end) <= SNAP for other in firm)

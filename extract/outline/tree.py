"""The tree of a document: its headings by the marks in front of them, each closing all of its level and below.

Korean papers mark levels by series: Ⅰ, 1., 가., 1), □, ○, -. Which series stands over which differs from office to
office. It is told from the document itself: a series whose headings another follows at once, and never the other way
round, stands over it; so does one that counts on across another (1. … □ … 2.) stands over it, one
that begins anew behind each of another (□ ① ② □ ①) below it, and one that heads only parts of pages (추진개요) below
the name that it stands right behind; where none is seen, the usual order holds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from msgspec.structs import replace

from extract.outline.headings.by_count import with_headings_by_count
from extract.outline.headings.by_label import with_headings_by_label
from extract.outline.headings.by_shape import with_headings_by_shape
from extract.outline.headings.by_type import with_headings_by_type
from extract.outline.headings.fields_over import with_fields_over
from extract.outline.headings.heading import Heading
from extract.outline.headings.lone_frame import with_frames_among_lines
from extract.outline.headings.notes_below import without_notes
from extract.outline.headings.over_cards import with_headings_like_those_over_cards
from extract.outline.headings.parts_of_a_work import parts_of_works
from extract.outline.headings.same_parts import Named, parts_of_each
from extract.outline.hundreds import lines_of
from extract.outline.marks import OUTLINE, Line, ordinal_of, rank_of, without_brackets
from extract.outline.names import (
    goes_through_each,
    is_only_of_parts,
    name_and_part,
    says_how_divided,
    without_department,
    without_remark,
)
from extract.pieces import Piece
from extract.sheet_names import is_unnamed, sheets_begin
from extract.vocabulary import ends_with_word, is_word
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.script import DASHES

CHAPTER_RANK = 1.0  # of the series that nothing stands over
SECTION_RANK = 2.5  # of the series that no programme bears
REPEATED = 3  # headings of one name and mark that end as parts do: each programme has one
FIRST_PARTS = ("number.", "number", "task", "circled", "dark")  # series whose number a number below may begin with
WITH_CODES = frozenset(
    ("code4", "code3", "code2", "of a field", "strategy", "task", "program", "chapter", "section")
)  # never under those
BULLETS = ("ring", "lost", "dash")  # series of marks that list what a page says
BOX = "box "  # before the mark itself, as the series of boxes are named
OFTEN = 2  # headings with nothing between them and the one below; once may be by chance


class Tree:
    """The headings of a document in order."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        said = [piece for piece in pieces if piece.text]
        marked = _headings_only([*without_notes([*zip(said, lines_of(said), strict=True)])])
        marked = [*_without_names_again(marked)]
        marked = with_headings_by_type(with_headings_by_label(with_headings_by_count(marked)))
        marked = with_headings_like_those_over_cards(with_fields_over(marked))
        marked = list(_joined(with_frames_among_lines(with_headings_by_shape(marked))))
        lines = [line for _, line in marked if line]
        leads = Counter((one.series, other.series) for (_, one), (_, other) in pairwise(marked) if one and other)
        order, sums_up = _Order(lines, leads), _sums_up(marked)
        begun = sheets_begin((piece.block, piece.place) for piece in pieces)
        self.sheets = tuple(block for block, name in begun if not is_unnamed(name))
        self._begun = tuple(block for block, _ in begun)
        headings = tuple(_placed(lines, order, sums_up, self.sheets))
        self._repeated = parts_of_each(headings) | parts_of_works(headings)
        self.headings = tuple(_with_parts(headings, self._repeated)) if self._repeated else headings

    def heads_a_part(self, block: int) -> bool:
        """Whether the heading of a block is of a part of each programme's pages, and of none itself."""
        first = bisect_left(self.headings, block, key=attrgetter("block"))
        return any(
            (heading.series, bare(heading.name)) in self._repeated or (heading.part and is_only_of_parts(heading.name))
            for heading in self.headings[first : first + 2]
            if heading.block == block
        )

    def on_one_sheet(self, first: int, last: int) -> bool:
        """Whether two top-level blocks are on one sheet of a workbook; all of another document is."""
        return bisect_right(self._begun, first) == bisect_right(self._begun, last)

    def between(self, first: int, last: int) -> tuple[Heading, ...]:
        """The headings behind one top-level block and before another."""
        start = bisect_right(self.headings, first, key=attrgetter("block"))
        return self.headings[start : bisect_left(self.headings, last, key=attrgetter("block"))]

    def at(self, block: int) -> tuple[Heading, ...]:
        """The headings that are open at a top-level block, the top first; a programme's sheet heads what it holds."""
        position = bisect_left(self.headings, block, key=attrgetter("block"))
        own = [heading for heading in self.headings[position : position + 2] if heading.block == block]
        if len(own) == 1 and own[0].in_sheet:
            position += 1
        if not position:
            return ()
        last = self.headings[position - 1]
        return (*last.above, last) if _sheet_at(last.block, self.sheets) == _sheet_at(block, self.sheets) else ()


# a number in brackets, and the series that it may be one of where it stands in the place of one of theirs
ALIKE = {
    "[number]": ("number.", "number)", "banner", "number", "(number)"),
    "(number)": ("number.", "number)", "banner", "number"),
    "number)": ("number.", "banner"),
    "number.": ("banner", "number)"),
    "banner": ("number.", "number)", "number"),
    "number": ("banner",),
    "[hangul]": ("hangul.", "hangul)", "(hangul)"),
    "(hangul)": ("hangul.", "hangul)"),
    "[circled]": ("circled", "dark"),
    "circled": ("dark",),
    "dark": ("circled",),
}
Marked = tuple[Piece, Line | None]


def _without_names_again(marked: Iterable[Marked]) -> Iterator[Marked]:
    """The lines, those of the text that say the name of the numbered heading over them again as no headings.

    They do it behind a label: 사업명 : 길 정비 under ② 길 정비.
    """
    last = ""
    for one in marked:
        piece, line = one
        name = bare(without_department(name_and_part(line)[0])[0]) if line else ""
        again = line and line.series == "program" and not line.number and not piece.in_table and name == last
        last = name if line and line.number else last
        yield (piece, None) if again else one


def _joined(marked: Sequence[Marked]) -> Iterator[Marked]:
    """The lines, a number that is printed otherwise put into the series in whose gap it stands: 1. … [2] … 3."""
    counted = _Counted([line for _, line in marked if line])
    at = 0
    for one in marked:
        piece, line = one
        if line:
            yield piece, replace(line, series=counted.series_in(line, at, in_frame=piece.in_frame))
            at += 1
        else:
            yield one


def _headings_only(marked: Sequence[Marked]) -> list[Marked]:
    """The lines without those that the outline alone says are headings and that are sentences, or alone of their level.

    A paragraph is often written in the style of a heading: one bold line, a note, a caption.
    """
    by_outline = [line for _, line in marked if line and line.series.startswith(OUTLINE)]
    names = Counter(line.series for line in by_outline if _names_something(line))
    codes = frozenset(_counts(line) for _, line in marked if line and line.series == "code2" and not _in_digits(line))
    return [
        one if (line := one[1]) is None or (_is_heading(line, names) and _counts_with(line, codes)) else (one[0], None)
        for one in _lettered(marked)
    ]


def _lettered(marked: Sequence[Marked]) -> Iterator[Marked]:
    """The lines without those that begin with a letter and a number as a name may (B1 주차장), and count nothing."""
    letters = frozenset((line.number[:1], line.ordinal) for _, line in marked if line and line.series == "lettered")
    if not letters:
        yield from marked
        return
    for piece, line in marked:
        if line and line.series == "lettered" and piece.text.partition(line.number)[2][:1].isspace():
            first, last = line.number[:1], line.ordinal
            yield piece, line if {(first, last - 1), (first, last + 1)} & letters else None
        else:
            yield piece, line


def _in_digits(line: Line) -> bool:
    """Whether the name behind a number of two parts begins with a number: 1-2 119안전센터 신설."""
    return line.series == "code2" and line.name[:1].isdigit()


def _counts_with(line: Line, codes: frozenset[tuple[str, int]]) -> bool:
    """Whether a number before a name in digits counts on from a heading, or the heading behind it does."""
    if not _in_digits(line):
        return True
    first, last = _counts(line)
    return bool({(first, last - 1), (first, last + 1)} & codes)


BETWEEN_PARTS = lazy_pattern(rf"[{DASHES}.]")


def _counts(line: Line) -> tuple[str, int]:
    return BETWEEN_PARTS.split(line.number)[0].strip(), line.ordinal


def _is_heading(line: Line, names: Counter[str]) -> bool:
    by_outline = line.series.startswith(OUTLINE)
    return not by_outline or (names[line.series] >= OFTEN and _names_something(line))


def _names_something(line: Line) -> bool:
    return name_and_part(line)[1] != "field"


class _Counted:
    """The numbers of the lines of each series, by where they stand."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._at: defaultdict[str, list[int]] = defaultdict(list)
        self._ordinals: defaultdict[str, list[int]] = defaultdict(list)
        for at, line in enumerate(lines):
            self._at[line.series].append(at)
            self._ordinals[line.series].append(line.ordinal)

    def series_in(self, line: Line, at: int, *, in_frame: bool) -> str:
        """The series that a line counts on in: its own, or one like it that lacks just its number here.

        Of several that one of which both neighbours are there, and before others the one that stands in frames too.
        """
        alike = ALIKE.get(line.series, ())
        before, behind = self._round(at, line.series)
        if not line.ordinal or before == line.ordinal - 1 > 0 or behind == line.ordinal + 1:
            return line.series
        may_be = [other for other in alike if not self._gives_way(other, line.series)]
        fitting = [other for other in may_be if self._fits(line.ordinal, at, other)]
        return min(fitting, key=lambda other: self._distance(line.ordinal, at, other, in_frame), default=line.series)

    def _distance(self, ordinal: int, at: int, series: str, in_frame: bool) -> tuple[bool, bool]:
        """What speaks against a series that a number fits into; of several the first with the least is taken."""
        return self._round(at, series) != (ordinal - 1, ordinal + 1), (series == "banner") != in_frame

    def _gives_way(self, series: str, other: str) -> bool:
        """Whether the lines of a series, being fewer, are those that may be of the other one, and not the reverse."""
        counts = (len(self._at[series]), series), (len(self._at[other]), other)
        return other in ALIKE.get(series, ()) and counts[0] < counts[1]

    def _fits(self, ordinal: int, at: int, series: str) -> bool:
        """Whether the number before it or behind it is there, and the two do not meet without it."""
        before, behind = self._round(at, series)
        if ordinal == 1:
            return before + 1 != behind == ordinal + 1
        return before == ordinal - 1 and behind in (0, 1, ordinal + 1) and not self._is_part_of_one(at, series)

    def _is_part_of_one(self, at: int, series: str) -> bool:
        """Whether a line is a part of a page, and the last heading of a series before it is none: 2. 길 / 3) 목표."""
        left = bisect_left(self._at[series], at)
        last = self._lines[self._at[series][left - 1]] if left else None
        return last is not None and not name_and_part(last)[1] and bool(name_and_part(self._lines[at])[1])

    def _round(self, at: int, series: str) -> tuple[int, int]:
        """The numbers of the last line of a series before a place and of the first behind it; 0 for none."""
        ats, ordinals = self._at[series], self._ordinals[series]
        left, right = bisect_left(ats, at), bisect_right(ats, at)
        return ordinals[left - 1] if left else 0, ordinals[right] if right < len(ats) else 0


def _are_first_parts(lines: Sequence[Line], series: str) -> bool:
    """Whether each number of two parts begins with the number of the series before it: 1. … 1.1 … 1.2 … 2. … 2.1."""
    last, held = 0, 0
    for line in lines:
        if line.series == series:
            last = line.ordinal
        elif line.series == "code2":
            first = ordinal_of(BETWEEN_PARTS.split(line.number)[0].strip())
            if first != last:
                return False
            held += 1
    return held > 0


class _Order:
    """Which series stands over which, by how they count."""

    def __init__(self, lines: Sequence[Line], leads: Counter[tuple[str, str]]) -> None:
        self._leads = leads
        self._count = Counter(line.series for line in lines)
        parts = [name_and_part(line)[1] for line in lines]
        self._names = {line.series for line, part in zip(lines, parts, strict=True) if not part}
        self._boxes: defaultdict[str, Counter[str]] = defaultdict(Counter)  # names by their mark, in the marks' order
        for line in lines:
            if line.series.startswith(BOX):
                self._boxes[line.series][bare(line.name)] += 1
        self._first_parts = {series for series in FIRST_PARTS if _are_first_parts(lines, series)}
        self._across: defaultdict[str, set[str]] = defaultdict(set)
        self._anew: defaultdict[str, set[str]] = defaultdict(set)
        last: dict[str, int] = {}
        since: defaultdict[str, set[str]] = defaultdict(set)
        named_since: defaultdict[str, set[str]] = defaultdict(set)
        for line, part in zip(lines, parts, strict=True):
            before = last.get(line.series)
            if line.ordinal and before is not None:
                if line.ordinal == before + 1:
                    self._across[line.series] |= since[line.series]
                elif line.ordinal == 1 and before > 1:
                    self._anew[line.series] |= named_since[line.series]
            if line.ordinal:
                last[line.series] = line.ordinal
                since[line.series] = set()
                named_since[line.series] = set()
            for series in since:
                if series != line.series:
                    since[series].add(line.series)
                    if not part or rank_of(line.series) <= rank_of(series):  # a part of a page is begun anew by none
                        named_since[series].add(line.series)

    def _is_followed_by(self, one: str, other: str) -> bool:
        """Whether headings of a series mostly have one of the other at once below, and none of the other has one so."""
        leads = self._leads[one, other]
        is_heading = not one.startswith(BULLETS)
        return is_heading and leads >= OFTEN and 2 * leads > self._count[one] and not self._leads[other, one]

    def _heads_parts(self, one: str, other: str) -> bool:
        """Whether a heading with a name has at once below it one of a series that heads nothing but parts of pages."""
        is_named = one in self._names and other not in self._names
        is_frame = other == "frame" and one.startswith("number")  # 1. over a frame without number
        return (is_named or is_frame) and self._leads[one, other] > 0 and not self._leads[other, one]

    def _names_what_repeats(self, one: str, other: str) -> bool:
        """Whether of two marks the first in the document stands before names, the other before parts that come again.

        Prose may stand between them: ◈ 꽃길 정비 … □ 성과목표 □ 예산 ◈ 숲길 정비 … □ 성과목표 □ 예산.
        """
        if not (one.startswith(BOX) and other.startswith(BOX)) or one not in self._names or other in self._names:
            return False
        marks = [*self._boxes]
        return marks.index(one) < marks.index(other) and min(self._boxes[other].values()) >= OFTEN

    def over(self, one: str, other: str) -> bool:
        """Whether one series stands over the other."""
        if {one, other} <= {"code4", "code3", "code2", "strategy", "chapter"}:
            return rank_of(one) < rank_of(other)
        if one.startswith(BULLETS) and other in WITH_CODES:
            return False
        if other.startswith(BULLETS) and one in WITH_CODES:
            return True
        if {one, other} & self._first_parts and "code2" in (one, other):
            return other == "code2"
        leads, is_led = self._is_followed_by(one, other), self._is_followed_by(other, one)
        if leads != is_led:
            return leads
        counts_on, is_counted_on = other in self._across[one], one in self._across[other]
        if counts_on != is_counted_on:
            return counts_on
        begins_anew, has_begun_anew = other in self._anew[one], one in self._anew[other]
        if begins_anew != has_begun_anew and not counts_on:
            return has_begun_anew
        heads, is_headed = self._heads_parts(one, other), self._heads_parts(other, one)
        if heads != is_headed:
            return heads
        if self._names_what_repeats(one, other):
            return True
        return rank_of(one) < rank_of(other)


def _sums_up(marked: Sequence[tuple[Piece, Line | None]]) -> frozenset[str]:
    """The marks whose lines say in a few words what the numbered heading right above them is about.

    All of them stand right behind one or behind each other, and some of them in a row: what heads pages does not.
    """
    series = {line.series for _, line in marked if line and line.series.startswith("box ")}
    in_a_row: set[str] = set()
    for (_, before), (_, line) in pairwise([(None, None), *marked]):
        if line and line.series in series:
            if before and before.series == line.series:
                in_a_row.add(line.series)
            elif not before or not before.ordinal:
                series.discard(line.series)
    return frozenset(series & in_a_row)


def _repeated(lines: Sequence[Line]) -> frozenset[Named]:
    """The headings, by mark and name, that stand so often and end so that they are a part of each programme's pages."""
    counted = Counter((line.series, bare(line.name)) for line in lines)
    return frozenset(
        (series, name)
        for (series, name), times in counted.items()
        if times >= REPEATED and (ends_with_word("section_word", name) or ends_with_word("section", name))
    )


def _told_apart(lines: Sequence[Line]) -> frozenset[str]:
    """The names that two headings share but for their remarks: 길 정비(보조), 길 정비(자체)."""
    printed: defaultdict[str, set[str]] = defaultdict(set)
    for name in {bare(line.name): line.name for line in lines}.values():
        if (plain := bare(without_remark(name)[0])) != bare(name):
            printed[plain].add(bare(name))
    return frozenset(plain for plain, names in printed.items() if len(names) > 1)


def _with_parts(headings: Sequence[Heading], parts: frozenset[Named]) -> Iterator[Heading]:
    """The same headings, those of these marks and names told as parts."""
    made: dict[tuple[Place, str, str], Heading] = {}  # by place, mark and name, where another part is told of one
    for heading in headings:
        above = tuple(made.get(_key(over), over) for over in heading.above) if made else heading.above
        part = heading.part or ("plan" if (heading.series, bare(heading.name)) in parts else "")
        if part != heading.part or any(_key(over) in made for over in heading.above):
            heading = made[_key(heading)] = replace(heading, part=part, above=above)  # noqa: PLW2901
        yield heading


def _key(heading: Heading) -> tuple[Place, str, str]:
    return heading.place, heading.series, heading.name


def _sheet_at(block: int, sheets: Sequence[int]) -> int:
    """Which of the sheets with names of their own a block is on, or runs on behind; 0 in front of all of them."""
    return bisect_right(sheets, block) if sheets else 0


def _placed(lines: Sequence[Line], order: _Order, sums_up: frozenset[str], sheets: Sequence[int]) -> Iterator[Heading]:
    """The headings with what they stand under; a line closes its own level and all below, a sheet with a name all.

    An appendix in the middle, a drawing behind a programme's pages, ends where what it broke off counts on.
    """
    path: list[Heading] = []
    broken_off: list[Heading] = []
    sheet = 0
    repeated = _repeated(lines)
    told_apart = _told_apart(lines)
    for line in lines:
        if line.piece.in_table and line.series == "program" and _is_open(line, path):
            continue
        if sheet != (sheet := _sheet_at(line.piece.block, sheets)):
            path, broken_off = [], []
        if line.is_appendix:
            broken_off = broken_off or list(path)
        elif _counts_on(line, broken_off):
            path, broken_off = broken_off, []
        elif line.ordinal == 1 or rank_of(line.series) <= CHAPTER_RANK:
            broken_off = [heading for heading in broken_off if line.ordinal == 1 and heading.series != line.series]
        kept = next((index for index, open_ in enumerate(path) if open_.series == line.series), None)
        if kept is not None:
            del path[kept:]
        else:
            while path and not order.over(path[-1].series, line.series):
                path.pop()
        name, department = without_department(line.name, line.series)
        name, part = name_and_part(replace(line, name=name))
        part = part or ("content" if line.series in sums_up else "")
        part = part or ("plan" if (line.series, bare(line.name)) in repeated else "")
        part = part or ("plan" if _says_who_or_where(name) and _is_in_pages(path) else "")
        plain, is_new = without_remark(name)
        name, behind = without_department(name if bare(plain) in told_apart else plain)
        place, block = line.piece.place, line.piece.block
        heading = Heading(
            name=without_brackets(name),
            number=line.number,
            ordinal=line.ordinal,
            series=line.series,
            part=part,
            place=place,
            block=block,
            above=tuple(path),
            department=department or behind,
            is_new=is_new,
            in_sheet=line.piece.in_sheet,
        )
        path.append(heading)
        yield heading


def _says_who_or_where(name: str) -> bool:
    """Whether what a programme does is told by places, or by the body that does it: 가. 행정안전부."""
    return goes_through_each(name) or says_how_divided(name) or is_word("institution", name)


def _is_in_pages(path: Sequence[Heading]) -> bool:
    """Whether the pages of a numbered programme or task are open, which a strategy or a chapter is not."""
    return any(heading.ordinal and not heading.part and rank_of(heading.series) > SECTION_RANK for heading in path)


def _is_open(line: Line, path: Sequence[Heading]) -> bool:
    """Whether a sheet gives the name of a programme whose heading stands above it."""
    name, _ = without_department(name_and_part(line)[0])
    return any(bare(heading.name) == bare(name) for heading in path)


def _counts_on(line: Line, broken_off: Sequence[Heading]) -> bool:
    return any(line.series == heading.series and 1 < line.ordinal == heading.ordinal + 1 for heading in broken_off)

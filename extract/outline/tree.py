"""The tree of a document: its headings by the marks in front of them, each closing all of its level and below.

Korean papers mark levels by series: Ⅰ, 1., 가., 1), □, ○, -. Which series stands over which differs from office to
office. It is told from the document itself: a series whose headings another follows at once, and never the other way
round, stands over it; so does one that counts on across another (1. … □ … 2.) stands over it, one
that begins anew behind each of another (□ ① ② □ ①) below it; where neither is seen, the usual order holds.
"""

from __future__ import annotations

import string
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import Literal

import msgspec
import regex

from extract.pieces import NOT_COUNTED, Piece
from extract.vocabulary import ends_with_word, has_word, is_word, meaning, spaced_pattern, words, words_printed_for
from plan.patterns import lazy_pattern
from plan.records import Place
from plan.script import (
    BOXED,
    BOXES,
    CIRCLED,
    CLOSING,
    COLONS,
    DASHES,
    DOTS,
    ELLIPSES,
    FRAME_CLOSE,
    IN_CIRCLES,
    LENTICULAR,
    OPENING,
    PARENTHESIS_CLOSE,
    PARENTHESIS_OPEN,
    POINTERS,
    POINTS,
    PRIVATE_USE,
    QUOTE,
    REMARKS,
    RINGS,
    ROMAN,
    TILDES,
    counted,
)

CHAPTER_RANK = 1.0  # of the series that nothing stands over
OFTEN = 2  # headings with nothing between them and the one below; once may be by chance
MAX_LENGTH = 80  # characters; a longer paragraph is prose even where it begins with a number
SHORTEST_OFFICE = 2  # characters; a word as short as 결과 or 전국 only ends like an office
MAX_FRAME = 50  # characters in a frame; a longer text is a note
HANGUL = "가나다라마바사아자차카타파하"
LETTERS = string.ascii_uppercase
OPEN, CLOSE = rf"\s*[{OPENING}]?\s*", rf"\s*[.{CLOSING}{COLONS}]*"
LAST = rf"(?:\d{{1,2}}|[{CIRCLED}])"
FIRST, SEP = rf"(?:\d{{1,2}}|{ROMAN})", rf"\s?[{DASHES}.]\s?"
NO_COUNTED = r"(?!(?:호|번|월|일|년|차|개|명|배|억|천|만|조|시|분|곳|회|건|종|대)\s)"  # before a name such as 빈 점포
ASIDE = lazy_pattern(r"[(\[<][^()\[\]<>]*[)\]>]")
LEADING_YEAR = lazy_pattern(rf"^(?:{QUOTE}\d\d|(?:19|20)\d\d)년?도?\s*")
COST = lazy_pattern(rf"\s*[{COLONS}]\s*[\d,.]+\s?(?:조|억|백만|천만|만|천)?\s?원$")  # ○ 진단체계 개발 : 80억원
NOTES = lazy_pattern(rf"\s*(?:[{POINTERS}{REMARKS}]|\s[*]).*$")  # 상수도관 정비 ▸’23년~’32년, L=431㎞
PROSE = lazy_pattern(r"(?:\p{Hangul}다\.?|\p{Hangul}\.|[,;])$")  # a sentence ends so, a heading does not
FIELD = lazy_pattern(rf"^[^{COLONS}]{{1,12}}\s*[{COLONS}]\s*\S")  # ㅇ 기간 : 2024. 1. ~ 12.
LABELLED = lazy_pattern(  # (창작지원) 순수예술 지원 강화
    rf"^[{PARENTHESIS_OPEN}](?<label>[^{PARENTHESIS_OPEN}{PARENTHESIS_CLOSE}]{{1,20}})[{PARENTHESIS_CLOSE}]\s*\S"
)
CAPTION = lazy_pattern(  # a caption, a unit line, a date
    rf"^<.*>$|^[{OPENING}]?\s*단\s*위\s*[{COLONS}]|^[{DASHES}\d\s.,{COLONS}{TILDES}()월년일]+$"
)
IN_CHARGE = lazy_pattern(  # 발급기 확충 (정보기획과)
    rf"\s*[{OPENING}]\s*(?<office>[\p{{Hangul}}{DOTS},\s]{{2,24}})\s*[{CLOSING}]$"
)
# a line of a table of contents: its page stands behind dots or a slash
CONTENTS = lazy_pattern(rf"(?:[-.{DOTS}{ELLIPSES}]{{4,}}\s*\d{{0,3}}|\s/\s?\d{{1,3}})$")
JOINED = lazy_pattern(rf"\s*(?:[{DOTS}/,]|및|\s)\s*")

NUMBERED = frozenset(("boxed", "number.", "banner", "hangul."))  # series whose heading may be the label before its text
NAMED = frozenset(
    ("strategy", "task", "program", "code2", "code3")
)  # and those that may say it in a sentence: 물길을 잇다
Part = Literal["", "content", "plan", "appendix", "field"]


class Heading(msgspec.Struct, frozen=True):
    """A marked line with its name, its number as printed and in its series, and what it stands under, the top first.

    ``part`` says that it names no programme but a part that every programme has: its ``content`` in words, a ``plan``
    with tables, a ``field`` of a form or a remark; or that an ``appendix`` begins.
    """

    name: str
    number: str
    ordinal: int
    series: str
    part: Part
    place: Place
    block: int
    above: tuple[Heading, ...] = ()
    department: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """The names from the top down to its own."""
        return (*(heading.name for heading in self.above), self.name)


class _Line(msgspec.Struct, frozen=True):
    """A marked line before its place in the tree is known; ``ordinal`` is its number in its series, 0 for none."""

    series: str
    number: str
    ordinal: int
    name: str
    piece: Piece
    is_appendix: bool = False


class Tree:
    """The headings of a document in order."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        marked = [(piece, _marked(piece)) for piece in pieces if piece.text]
        lines = [line for _, line in marked if line]
        leads = Counter((one.series, other.series) for (_, one), (_, other) in pairwise(marked) if one and other)
        self.headings = tuple(_placed(lines, _Order(lines, leads), _sums_up(marked)))

    def at(self, block: int) -> tuple[Heading, ...]:
        """The headings that are open at a top-level block, the top first."""
        position = bisect_left(self.headings, block, key=attrgetter("block"))
        if not position:
            return ()
        last = self.headings[position - 1]
        return (*last.above, last)


# ------------------------------------------------------------------------------------------- the marks of lines


@cache
def _named(means: str) -> str:
    return "|".join(regex.escape(word) for word in words_printed_for("outline_word", means))


@cache
def _series() -> tuple[tuple[str, float, regex.Pattern[str]], ...]:
    """Each series with its usual rank, the top first, and what its marks look like; the first that fits counts."""
    kind = rf"(?:(?:{_named('strategy')}|{_named('task')}|{_named('program')})\s*)?"
    rows = (
        ("code3", 5.0, rf"{OPEN}{kind}(?<number>{FIRST}{SEP}\d{{1,2}}{SEP}{LAST}){NOT_COUNTED}{CLOSE}"),
        ("code2", 4.0, rf"{OPEN}{kind}(?<number>{FIRST}\s?[{DASHES}]\s?{LAST}){NOT_COUNTED}{CLOSE}"),
        ("code2", 4.0, rf"{OPEN}{kind}(?<number>\d{{1,2}}\.\d{{1,2}})\.?(?=\s+\p{{Hangul}}){CLOSE}"),
        ("strategy", 2.0, _kind_pattern("strategy")),
        ("task", 4.0, _kind_pattern("task")),
        ("program", 5.0, _kind_pattern("program")),
        ("chapter", 1.0, rf"\s*(?<number>{ROMAN})(?:\s?[.)]\s*|\s+)"),
        ("chapter", 1.0, r"\s*(?<number>[IVX]{1,4})\s?\.\s+"),
        ("chapter", 1.0, r"\s*(?<number>제\s?\d{1,2}\s?[장편부])\s*[.:]?\s+"),
        ("section", 2.5, r"\s*(?<number>제\s?\d{1,2}\s?절)\s*[.:]?\s+"),
        ("letter", 1.2, r"\s*(?<number>[A-Za-z])\.\s+"),
        ("bracket", 3.6, rf"\s*{LENTICULAR[0]}(?=[^{LENTICULAR}]+{LENTICULAR[1]}\s*$)"),
        ("banner", 4.1, r"$^"),  # by its frame
        ("boxed", 4.3, rf"\s*(?<number>[{BOXED}])\s*"),
        ("number.", 4.2, r"\s*(?<number>\d{1,2})\s?\.(?:\s+|(?=\p{Hangul}))"),
        (
            "number",
            4.25,
            rf"\s*(?<number>\d{{1,2}})\s+(?=\p{{Hangul}}{{2}}|{NO_COUNTED}\p{{Hangul}}\s\p{{Hangul}}{{2}})",
        ),
        ("hangul.", 5.2, rf"\s*(?<number>[{HANGUL}])\.\s*"),
        ("number)", 6.0, r"\s*(?<number>\d{1,2})\s?\)\s*"),
        ("hangul)", 7.0, rf"\s*(?<number>[{HANGUL}])\)\s*"),
        ("(number)", 8.0, r"\s*\(\s?(?<number>\d{1,2})\s?\)\s*"),
        ("(hangul)", 9.0, rf"\s*\(\s?(?<number>[{HANGUL}])\s?\)\s*"),
        ("box", 10.0, rf"\s*(?<mark>[{BOXES}])\s*"),
        ("circled", 10.5, rf"\s*(?<number>[{IN_CIRCLES}])\s*"),
        ("ring", 11.0, rf"\s*(?<mark>[{RINGS}])\s*"),
        ("dash", 12.0, rf"\s*[{DASHES}{POINTS}{PRIVATE_USE}]\s*(?=\D)"),
    )
    return tuple((name, rank, regex.compile(rf"{source}(?=\S)")) for name, rank, source in rows)


def _kind_pattern(means: str) -> str:
    return rf"{OPEN}(?:{_named(means)})\s*(?<number>{FIRST}|[{CIRCLED}])(?:\s*[.{CLOSING}{COLONS}]+\s*|\s+)"


@cache
def _rank(series: str) -> float:
    if series.startswith(("box ", "ring ")):
        series = series[:4].strip()
    return next((rank for name, rank, _ in _series() if name == series), 3.0)


@cache
def _name_label() -> regex.Pattern[str]:
    return regex.compile(rf"[{RINGS}\W]*(?:{spaced_pattern('name_label')})\s*[{COLONS}]\s*(?=\S)")


def _marked(piece: Piece) -> _Line | None:
    """The heading that a line or a frame may be, or None where it is prose or bears no mark."""
    text = piece.text
    if (piece.in_table and not piece.in_frame) or not text or len(text) > (MAX_FRAME if piece.in_frame else MAX_LENGTH):
        return None
    if is_contents_line(text):
        return None
    if _appendix().match(text):
        return _Line("chapter", "", 0, text, piece, is_appendix=True)
    named = _name_label().match(text)
    if named:
        return _Line("program", "", 0, text[named.end() :], piece)
    for series, _, pattern in _series():
        found = pattern.match(text)
        if found and not _is_date(series, found):
            number = found.groupdict().get("number") or ""
            if piece.in_frame and series in ("box", "ring", "dash", "number"):
                break
            if mark := found.groupdict().get("mark"):
                series = f"{series} {mark}"  # noqa: PLW2901  # □ and ■ may be two levels
            return _Line(series, number, _ordinal(number), text[found.end() :].strip(f" .{FRAME_CLOSE}"), piece)
    return _framed(piece) if piece.in_frame else None


@cache
def _appendix() -> regex.Pattern[str]:
    return regex.compile(rf"\s*[{OPENING}]?\s*(?:붙임|별첨|부록|참고)\s?\d{{0,2}}\s*[{CLOSING}]?(?:\s|$)")


FRAMED = lazy_pattern(r"\s*(?<number>\d{1,2})\s+(?=\S)")


def _framed(piece: Piece) -> _Line:
    found = FRAMED.match(piece.text)
    number = found["number"] if found else ""
    return _Line(
        "banner" if found else "frame", number, _ordinal(number), piece.text[found.end() if found else 0 :], piece
    )


def _is_date(series: str, found: regex.Match[str]) -> bool:
    """``24. 1. 15`` is a day, though it looks like a number of three parts."""
    numbers = regex.findall(r"\d+", found.groupdict().get("number") or "")
    return series.startswith("code") and "." in (found["number"] or "") and bool(numbers) and int(numbers[0]) >= 20


def _ordinal(number: str) -> int:
    """The last part of a number as a number; 0 where it has none."""
    if not number:
        return 0
    last = number[-1]
    if last in HANGUL:
        return HANGUL.index(last) + 1
    digits = regex.findall(r"\d+", number)
    if digits:
        return int(digits[-1])
    return counted(last) or LETTERS.find(last.upper()) + 1


# ------------------------------------------------------------------------------------------------- their places


def _are_first_parts(lines: Sequence[_Line], series: str) -> bool:
    """Whether each number of two parts begins with the number of the series before it: 1. … 1.1 … 1.2 … 2. … 2.1."""
    last, held = 0, 0
    for line in lines:
        if line.series == series:
            last = line.ordinal
        elif line.series == "code2":
            first = _ordinal(regex.split(rf"[{DASHES}.]", line.number)[0].strip())
            if first != last:
                return False
            held += 1
    return held > 0


class _Order:
    """Which series stands over which, by how they count."""

    def __init__(self, lines: Sequence[_Line], leads: Counter[tuple[str, str]]) -> None:
        self._leads = leads
        self._count = Counter(line.series for line in lines)
        self._first_parts = {series for series in ("number.", "task") if _are_first_parts(lines, series)}
        self._across: defaultdict[str, set[str]] = defaultdict(set)
        self._anew: defaultdict[str, set[str]] = defaultdict(set)
        last: dict[str, int] = {}
        since: defaultdict[str, set[str]] = defaultdict(set)
        for line in lines:
            before = last.get(line.series)
            if line.ordinal and before is not None:
                if line.ordinal == before + 1:
                    self._across[line.series] |= since[line.series]
                elif line.ordinal == 1 and before > 1:
                    self._anew[line.series] |= since[line.series]
            if line.ordinal:
                last[line.series] = line.ordinal
                since[line.series] = set()
            for series in since:
                if series != line.series:
                    since[series].add(line.series)

    def _is_followed_by(self, one: str, other: str) -> bool:
        """Whether headings of a series mostly have one of the other at once below, and none of the other has one so."""
        leads = self._leads[one, other]
        is_heading = not one.startswith(("ring", "dash"))
        return is_heading and leads >= OFTEN and 2 * leads > self._count[one] and not self._leads[other, one]

    def over(self, one: str, other: str) -> bool:
        """Whether one series stands over the other."""
        if {one, other} <= {"code3", "code2", "strategy", "chapter"}:
            return _rank(one) < _rank(other)
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
        return _rank(one) < _rank(other)


def _sums_up(marked: Sequence[tuple[Piece, _Line | None]]) -> frozenset[str]:
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


def _placed(lines: Sequence[_Line], order: _Order, sums_up: frozenset[str]) -> Iterator[Heading]:
    """The headings with what they stand under; a line closes its own level and all below.

    An appendix in the middle, a drawing behind a programme's pages, ends where what it broke off counts on.
    """
    path: list[Heading] = []
    broken_off: list[Heading] = []
    for line in lines:
        if line.is_appendix:
            broken_off = broken_off or list(path)
        elif _counts_on(line, broken_off):
            path, broken_off = broken_off, []
        elif line.ordinal == 1 or _rank(line.series) <= CHAPTER_RANK:
            broken_off = [heading for heading in broken_off if line.ordinal == 1 and heading.series != line.series]
        kept = next((index for index, open_ in enumerate(path) if open_.series == line.series), None)
        if kept is not None:
            del path[kept:]
        else:
            while path and not order.over(path[-1].series, line.series):
                path.pop()
        name, part = _name_and_part(line)
        part = part or ("content" if line.series in sums_up else "")
        name, department = without_department(name)
        place, block = line.piece.place, line.piece.block
        heading = Heading(name, line.number, line.ordinal, line.series, part, place, block, tuple(path), department)
        path.append(heading)
        yield heading


def _counts_on(line: _Line, broken_off: Sequence[Heading]) -> bool:
    return any(line.series == heading.series and 1 < line.ordinal == heading.ordinal + 1 for heading in broken_off)


def _name_and_part(line: _Line) -> tuple[str, Part]:
    """The name without costs and notes behind it, and what part of a programme it is, if it is none itself."""
    name = NOTES.sub("", COST.sub("", line.name)).strip() or line.name
    if line.is_appendix:
        return name, "appendix"
    labelled = LABELLED.match(name)
    if labelled and line.series in NUMBERED:  # 󰊱 (공시가격 제도 개편) 현실화 계획을 다시 세움
        return labelled["label"].strip(), ""
    is_prose = PROSE.search(name) and (line.series not in NAMED or name.endswith("."))
    if is_prose or labelled or CAPTION.match(name) or FIELD.match(name):
        return name, "field"
    said = LEADING_YEAR.sub("", ASIDE.sub("", name).strip()).strip(" -")
    if is_word("section", said):
        return name, "content" if meaning("section", said) == "content" else "plan"
    is_part = _only_parts(said) or ends_with_word("section_end", said)
    if not said or has_word("table_title", said) or said.startswith("단위") or is_part:
        return name, "plan"
    return name, ""


def _only_parts(said: str) -> bool:
    """Whether a heading joins nothing but words for parts: 현황 및 문제점, 추진실적 및 향후계획."""
    return all(is_word("section", word) or is_word("section_word", word) for word in JOINED.split(said) if word)


def without_department(name: str) -> tuple[str, str]:
    """The name of a heading, and the office that stands in brackets behind it, or ''."""
    found = IN_CHARGE.search(name)
    office = " ".join(found["office"].split()) if found else ""
    if found and found.start() and len(office) > SHORTEST_OFFICE and office.endswith(words("department")):
        return name[: found.start()].strip(), office
    return name, ""


def is_contents_line(text: str) -> bool:
    """Whether a line is one of a table of contents: dots or a slash, and the number of a page."""
    return CONTENTS.search(text) is not None


def without_page(text: str) -> str:
    """A line of a table of contents without its dots and the number of its page."""
    return CONTENTS.sub("", text).strip()

"""What the marks in front of a line say: its series, its number, and where the name behind them begins.

Korean papers mark levels by series: Ⅰ, 1., 가., 1), □, ○, -.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec
import regex

from extract.pieces import NOT_COUNTED, Piece
from extract.vocabulary import SHORT_WORD_FIRST, TEXTS, spaced_pattern, words, words_before_numbers
from plan.patterns import lazy_pattern, with_spaces
from plan.script import (
    BARS,
    BOXED,
    BOXES,
    CIRCLED,
    CIRCLED_CAPITALS,
    CIRCLED_LETTERS,
    CIRCLED_SYLLABLES,
    CLOSING,
    COLONS,
    DASHES,
    DOTS,
    ELLIPSES,
    FRAME_CLOSE,
    FRAME_OPEN,
    IN_CIRCLES,
    IN_DARK_CIRCLES,
    IN_PARENTHESES,
    LENTICULAR,
    LOST_MARK,
    NAME_CLOSE,
    NAME_OPEN,
    OPENING,
    POINTERS,
    POINTS,
    PRIVATE_USE,
    RINGS,
    ROMAN,
    SMALL_ROMANS,
    counted,
)

MAX_LENGTH = 80  # characters; a longer paragraph is prose even where it begins with a number
MAX_FRAME = 50  # characters in a frame; a longer text is a note
BEGINNING = 4  # characters by which a mark is told from most others
BEGINNINGS = 2048  # of texts, whose possible marks are kept
HANGUL = "가나다라마바사아자차카타파하"
LETTERS = string.ascii_uppercase
LATIN_NUMERALS = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
)  # typed for those of a chapter
OUTLINE, OVER_OUTLINE = "outline", 3.0  # the series of lines without marks, and the rank that its levels stand below
OPEN, CLOSE = rf"\s*[{OPENING}]?\s*", rf"\s*+[.{CLOSING}{COLONS}{BARS}]*+\s*+"  # never a part of what closes it
LAST = rf"(?:\d{{1,2}}|[{CIRCLED}])"
TYPE = "type"  # the series of lines that only the size of their type makes headings
BEHIND_NUMBER = rf".{CLOSING}{COLONS}{BARS}"
FIRST, SEP = rf"(?:\d{{1,2}}|{ROMAN}|[{IN_CIRCLES}])", rf"\s?[{DASHES}.]\s?"
# behind a number of two parts that are not joined by dots: a third that begins the name is none, 1-2. 1인가구 안부 확인
TWO_PARTS = rf"{FIRST}(?:\s?[{DASHES}]\s?\d{{1,2}}(?!\s?\.\s*\d{{1,4}}\p{{Hangul}})|\s?\.\s?\d{{1,2}})"
FOUR_PARTS = (
    rf"(?:\s?[{DASHES}]\s?\d{{1,2}}){{2}}\s?[{DASHES}]\s?|(?:\.\d{{1,2}}){{2}}\."  # between the first and the last
)
FRAME_OPENING, FRAME_CLOSING = (
    rf"\[{FRAME_OPEN}",
    rf"\]{FRAME_CLOSE}",
)  # round a number; a round one is a mark of its own
BEHIND_BULLET = frozenset(  # series whose mark counts where a bullet stands before it: ■ 가. 길 정비
    (
        *("code4", "code3", "code2", "strategy", "task", "program", "number.", "hangul.", "number)", "hangul)"),
        *("boxed", "circled", "dark", "syllable", "[number]", "[hangul]", "[circled]", "lettered"),
    )
)
BEHIND_LABEL = frozenset(
    ("code4", "code3", "code2", "strategy", "task", "program", "number.", "number)", "circled", "dark")
)
BULLET = lazy_pattern(rf"\s*[{BOXES}{RINGS}{POINTERS}]\s*(?=\S)")
# numbers of three parts of which letters are one, as ministries number their tasks: 1-가-1, Ⅰ-1-가, 가-1-①, 1가1.
DASH = rf"\s?[{DASHES}]\s?"
LETTERED_PARTS = (
    rf"(?:(?:{FIRST}|[A-Z]){DASH}[{HANGUL}]{DASH}{LAST}|{TWO_PARTS}{DASH}[{HANGUL}]"
    rf"|[A-Z{HANGUL}]{DASH}\d{{1,2}}{DASH}{LAST}|\d{{1,2}}[{HANGUL}]\d{{1,2}}(?=[{BEHIND_NUMBER}]))(?=[\s{BEHIND_NUMBER}])"
)
# behind a number of two parts: a name that begins with one of its own, 119안전센터 신설; a date or an amount is none
IN_DIGITS = r"(?=[.)]?\s\d{1,4}(?!\s?[년월일]\b|[\d,.%])\s?\p{Hangul}(?:[^\n]*?\p{Hangul}){3})"
# a line of a table of contents: its page stands behind dots or a slash
CONTENTS = lazy_pattern(rf"(?:[-.{DOTS}{ELLIPSES}]{{4,}}\s*\d{{0,3}}|\s/\s?\d{{1,3}})$")


NARROW, WIDE = r"\d{1,2}", r"\d{1,3}"  # how many digits the number of a heading has


class Mark(NamedTuple):
    """What the marks in front of a text say; ``ordinal`` is its number in its series, 0 for none."""

    series: str
    number: str
    ordinal: int
    name: str
    is_appendix: bool = False


class Shown(NamedTuple):
    """What the mark of a piece depends on, its place left out: a document prints its parts again and again.

    ``wide`` lets its number have three digits, which few numbers of headings have and many at the beginning of a name.
    """

    text: str
    in_table: bool
    in_frame: bool
    outline: int
    wide: bool = False


class Line(msgspec.Struct, frozen=True):
    """A marked line before its place in the tree is known."""

    series: str
    number: str
    ordinal: int
    name: str
    piece: Piece
    is_appendix: bool = False


@cache
def _named(means: str) -> str:
    """The words for a level, as offices also write them in two: 중점 추진사업."""
    known = words_before_numbers(means)
    spaced = "|".join(map(with_spaces, known))
    return rf"(?=[{''.join(sorted({word[0] for word in known}))}])(?:{spaced})"


@cache
def _series(*, wide: bool = False) -> tuple[tuple[str, float, regex.Pattern[str]], ...]:
    """Each series with its usual rank, the top first, and what its marks look like; the first that fits counts."""
    word = rf"(?:{_named('strategy')}|{_named('task')}|{_named('program')})\s*"
    kind, each = rf"(?:{word})?", rf"{word}\d{{1,2}}"
    rows = (
        ("code4", 5.1, rf"{OPEN}{kind}(?<number>{FIRST}(?:{FOUR_PARTS}){LAST}){NOT_COUNTED}{CLOSE}"),
        ("code3", 5.0, rf"{OPEN}{kind}(?<number>{TWO_PARTS}{SEP}{LAST}){NOT_COUNTED}{CLOSE}"),
        ("code3", 5.0, rf"{OPEN}{kind}(?<number>{LETTERED_PARTS}){CLOSE}"),
        ("code2", 4.0, rf"{OPEN}{kind}(?<number>{FIRST}\s?[{DASHES}]\s?{LAST})(?:{NOT_COUNTED}|{IN_DIGITS}){CLOSE}"),
        ("code2", 4.0, rf"{OPEN}{kind}(?<number>\d{{1,2}}\.\d{{1,2}})\.?(?=\s+\p{{Hangul}}){CLOSE}"),
        (
            "code2",
            4.0,
            rf"{OPEN}{kind}(?<number>(?:{FIRST}|[A-Z])\s?[{DASHES}]\s?[{HANGUL}])(?=[\s{BEHIND_NUMBER}]){CLOSE}",
        ),
        (
            "code2",
            4.0,
            rf"{OPEN}{kind}(?<number>[A-Z{HANGUL}]\s?[{DASHES}]\s?\d{{1,2}}|[A-Z]\.\d{{1,2}}|\d{{1,2}}_\d{{1,2}})"
            rf"(?=[\s{BEHIND_NUMBER}]){CLOSE}",
        ),
        ("lettered", 4.05, rf"{OPEN}{kind}(?<number>[A-Z]\d{{1,2}})(?:[{BEHIND_NUMBER}]|(?=\s)){CLOSE}"),
        ("code2", 4.0, rf"{OPEN}(?<number>{each}\s?[{DASHES}]\s?{each})(?!\d){CLOSE}"),
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
            rf"\s*(?<number>\d{{1,2}})\s+(?=\p{{Hangul}}{{2}}|{SHORT_WORD_FIRST})",
        ),
        ("of a field", 4.4, r"$^"),  # by its count
        ("number.", 4.2, rf"\s*(?:{_signs()})\s?(?<number>\d{{1,2}})\s?(?:[{BEHIND_NUMBER}]\s*|\s)(?=\p{{Hangul}})"),
        ("hangul.", 5.2, rf"\s*(?<number>[{HANGUL}])\.\s*"),
        ("roman", 5.9, rf"\s*(?<number>[{SMALL_ROMANS}])\s?(?:[.)]\s*|\s+)"),
        ("number)", 6.0, r"\s*(?<number>\d{1,2})\s?\)\s*"),
        ("hangul)", 7.0, rf"\s*(?<number>[{HANGUL}])\)\s*"),
        ("(number)", 8.0, r"\s*\(\s?(?<number>\d{1,2})\s?\)\s*"),
        ("(hangul)", 9.0, rf"\s*\(\s?(?<number>[{HANGUL}])\s?\)\s*"),
        ("[number]", 6.1, rf"\s*[{FRAME_OPENING}]\s?(?<number>\d{{1,2}})\s?[{FRAME_CLOSING}]\s*"),
        ("[hangul]", 5.3, rf"\s*[{FRAME_OPENING}]\s?(?<number>[{HANGUL}])\s?[{FRAME_CLOSING}]\s*"),
        ("[circled]", 6.2, rf"\s*[{OPENING}]\s?(?<number>[{IN_CIRCLES}])\s?[{CLOSING}]\s*"),
        ("named", 9.5, r"$^"),  # by a shape that several share
        ("box", 10.0, rf"\s*(?<mark>[{BOXES}])\s*"),
        ("[number]", 6.1, rf"\s*(?<number>[{IN_PARENTHESES}])\s*"),
        ("syllable", 7.1, rf"\s*(?<number>[{CIRCLED_SYLLABLES}])\s*"),
        ("circled letter", 10.45, rf"\s*(?<number>[{CIRCLED_LETTERS}{CIRCLED_CAPITALS}])\s*"),
        ("dark", 10.4, rf"\s*(?<number>[{IN_DARK_CIRCLES}])\s*"),
        ("circled", 10.5, rf"\s*(?<number>[{IN_CIRCLES}])\s*"),
        ("lost", 10.7, rf"\s*{LOST_MARK}\s+(?=\p{{Hangul}})"),
        ("ring", 11.0, rf"\s*(?<mark>[{RINGS}])\s*"),
        ("dash", 12.0, rf"\s*[{DASHES}{POINTS}{PRIVATE_USE}]\s*(?=\D)"),
    )
    return tuple((name, rank, lazy_pattern(rf"{source}(?=\S)")) for name, rank, source in _widened(rows, wide=wide))


def _widened(rows: tuple[tuple[str, float, str], ...], *, wide: bool) -> Iterator[tuple[str, float, str]]:
    """The rows as they are, or with numbers of up to three digits."""
    for name, rank, source in rows:
        yield name, rank, source.replace(NARROW, WIDE) if wide else source


def _fitting(
    text: str, allowed: frozenset[str] | None = None, *, wide: bool = False
) -> Iterator[tuple[str, regex.Match[str]]]:
    """The series whose mark a text bears, in their order, each with what was found."""
    begun = text.lstrip()
    if not _begun_by(begun[:1], allowed, wide=wide):
        return  # most lines: a letter that begins no mark
    for series, pattern in _begun_by(begun[:BEGINNING], allowed, wide=wide):
        found = pattern.match(text)
        if found:
            yield series, found


@cache
def _of(allowed: frozenset[str] | None, *, wide: bool = False) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple((series, pattern) for series, _, pattern in _series(wide=wide) if allowed is None or series in allowed)


@lru_cache(BEGINNINGS)
def _begun_by(
    beginning: str, allowed: frozenset[str] | None, *, wide: bool = False
) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """The series that the first characters of a text leave possible, so that the others are not tried."""
    known = _begun_by(beginning[:-1], allowed, wide=wide) if len(beginning) > 1 else _of(allowed, wide=wide)
    return tuple((series, pattern) for series, pattern in known if pattern.match(beginning, partial=True))


def _kind_pattern(means: str) -> str:
    """The word for a level with its number, behind it or round it: 추진과제 1, 제1과제."""
    number = rf"(?<number>{FIRST}|[{HANGUL}](?=\s?[{BEHIND_NUMBER}]))"
    counted = rf"제\s?(?<number>\d{{1,2}})\s?(?:{_named(means)})"
    return rf"{OPEN}(?:(?:{_named(means)})\s*{number}|{counted})(?:\s*[{BEHIND_NUMBER}]+\s*|\s+)"


def _signs() -> str:
    """What stands before a number and says only that it is one: No. 3."""
    return "|".join(map(regex.escape, words("number_sign")))


@cache
def rank_of(series: str) -> float:
    if series.startswith((OUTLINE, TYPE)):
        return OVER_OUTLINE + int(series.rpartition(" ")[2]) / 20
    if series.startswith(("box ", "ring ")):
        series = series[:4].strip()
    return next((rank for name, rank, _ in _series() if name == series), 3.0)


@cache
def _name_label() -> regex.Pattern[str]:
    return lazy_pattern(rf"[{RINGS}\W]*(?:{spaced_pattern('name_label')})\s*[{COLONS}]\s*(?=\S)")


@cache
def _label_in_frame() -> regex.Pattern[str]:
    """What a frame may print before a name: the word for a level, 세부과제: 길 정비, or a label, 사업명 길 정비."""
    level = rf"(?:{_named('task')}|{_named('program')})\s*[{COLONS}]\s*"
    return lazy_pattern(rf"(?:{level}|(?:{spaced_pattern('name_label')})\s+)(?=\S)")


def line_of(piece: Piece, *, wide: bool = False) -> Line | None:
    """The heading that a line or a frame may be, or None where it is prose or bears no mark; see ``Shown``."""
    text = piece.text
    if (piece.in_table and not piece.in_frame) or not text or len(text) > (MAX_FRAME if piece.in_frame else MAX_LENGTH):
        return None
    mark = _mark_of(Shown(text, piece.in_table, piece.in_frame, piece.outline, wide))
    return mark and Line(mark.series, mark.number, mark.ordinal, mark.name, piece, mark.is_appendix)


@lru_cache(TEXTS)
def _mark_of(shown: Shown) -> Mark | None:
    if is_contents_line(shown.text):
        return None
    mark = _first_mark_of(shown)
    named = _name_label().match(mark.name) if mark and mark.number else None
    return mark._replace(name=mark.name[named.end() :]) if mark and named else mark


def _first_mark_of(shown: Shown) -> Mark | None:
    text = shown.text
    if _appendix().match(text):
        return Mark("chapter", "", 0, text, is_appendix=True)
    named = _name_label().match(text) or (_label_in_frame().match(text) if shown.in_frame else None)
    if named:
        return _labelled(text[named.end() :], wide=shown.wide)
    bulleted = None if _done_in_one().match(text) else BULLET.match(text)
    return (
        (bulleted and _numbered(text[bulleted.end() :], BEHIND_BULLET, wide=shown.wide))
        or _by_mark(shown)
        or _by_outline(shown)
    )


@cache
def _done_in_one() -> regex.Pattern[str]:
    """A ring before a word that says a level only with a number: ㅇ 프로그램 1 : 전통놀이 is what a programme does."""
    return lazy_pattern(rf"\s*[{RINGS}]\s*[{FRAME_OPEN}(]?\s*(?:{spaced_pattern('numbered_level')})")


def _labelled(name: str, *, wide: bool) -> Mark:
    """The heading that a name behind its label is, with the number in front of it: 세부사업명: 1-1. 길 정비."""
    for series, found in _fitting(name, BEHIND_LABEL, wide=wide):
        if not _is_date(series, found):
            number = found.groupdict().get("number") or ""
            return Mark("program", number, ordinal_of(number), _name_behind(name, found.end()))
    return Mark("program", "", 0, name)


def _by_outline(shown: Shown) -> Mark | None:
    """The heading that a line without a mark is by its level in the outline, where its text names something."""
    series = f"{OUTLINE} {shown.outline}"
    return Mark(series, "", 0, without_brackets(shown.text)) if shown.outline and not shown.in_table else None


def _numbered(text: str, allowed: frozenset[str], *, wide: bool) -> Mark | None:
    """The heading of one of some series that a text is, if a name and no date or amount stands behind its mark."""
    for series, found in _fitting(text, allowed, wide=wide):
        if not text[found.end()].isdigit() and not _is_date(series, found):
            number = found.groupdict().get("number") or ""
            return Mark(series, number, ordinal_of(number), _name_behind(text, found.end()))
    return None


def _by_mark(shown: Shown) -> Mark | None:
    """The heading by the first series that its mark fits, or by its frame."""
    for series, found in _fitting(shown.text, wide=shown.wide):
        if not _is_date(series, found):
            number = found.groupdict().get("number") or ""
            if shown.in_frame and series in FRAMED_OTHERWISE:
                break
            if mark := found.groupdict().get("mark"):
                series = f"{series} {mark}"  # noqa: PLW2901  # □ and ■ may be two levels
            return Mark(series, number, ordinal_of(number), _name_behind(shown.text, found.end()))
    return _framed(shown.text, wide=shown.wide) if shown.in_frame else None


@cache
def _appendix() -> regex.Pattern[str]:
    framed = rf"[{OPENING}]?\s*(?:붙임|별첨|부록|참고)\s?\d{{0,2}}\s*[{CLOSING}]?(?:\s|$)"
    return lazy_pattern(rf"\s*(?:{framed}|(?:붙임|별첨|부록)\s?\d{{0,2}}[.]\s)")  # 참고. may as well begin a remark


def _name_behind(text: str, start: int) -> str:
    """The name behind a mark, without what closes the mark's bracket or a bracket round all of the name."""
    name = text[start:].lstrip(f" .{FRAME_CLOSE}").rstrip(" .")
    return without_brackets(name if OPENED.search(name) else name.rstrip(f" .{FRAME_CLOSE}"))


DIGITS = lazy_pattern(r"\d+")
OPENED = lazy_pattern(
    rf"[{FRAME_OPEN}][^{FRAME_OPEN}{FRAME_CLOSE}]*[{FRAME_CLOSE}]$"
)  # what closes there is opened too
FRAMED_OTHERWISE = frozenset(("box", "ring", "dash", "number", "[number]"))  # marks that a frame makes another level of
FRAMED, WIDE_FRAMED = (
    lazy_pattern(
        rf"\s*[{BOXES}{RINGS}]?\s*(?:(?<number>{digits})\s+|[{OPENING}]\s?(?<number>{digits})\s?[{CLOSING}]\s*)(?=\S)"
    )
    for digits in (NARROW, WIDE)
)


def _framed(text: str, *, wide: bool) -> Mark:
    found = (WIDE_FRAMED if wide else FRAMED).match(text)
    number = found["number"] if found else ""
    name = text[found.end() :] if found else BULLET.sub("", text, count=1)
    return Mark("banner" if found else "frame", number, ordinal_of(number), without_brackets(name.strip()))


def _is_date(series: str, found: regex.Match[str]) -> bool:
    """``24. 1. 15`` is a day, though it looks like a number of three parts."""
    if not series.startswith("code") or "." not in (found["number"] or ""):
        return False
    numbers = DIGITS.findall(found["number"])
    return bool(numbers) and int(numbers[0]) >= 20


def ordinal_of(number: str) -> int:
    """The last part of a number as a number; 0 where it has none."""
    if not number:
        return 0
    last = number[-1]
    if last in HANGUL:
        return HANGUL.index(last) + 1
    if counted(last):  # 1-1-②
        return counted(last)
    digits = DIGITS.findall(number)
    if digits:
        return int(digits[-1])
    if number in LATIN_NUMERALS:
        return LATIN_NUMERALS.index(number) + 1
    return LETTERS.find(last.upper()) + 1


AROUND = lazy_pattern(rf"[{NAME_OPEN}](?<name>[^{NAME_OPEN}{NAME_CLOSE}]+)[{NAME_CLOSE}]?")


def without_brackets(name: str) -> str:
    """A name without the square or corner brackets round the whole of it."""
    found = AROUND.fullmatch(name)
    return found["name"].strip() if found else name


def is_contents_line(text: str) -> bool:
    """Whether a line is one of a table of contents: dots or a slash, and the number of a page."""
    return CONTENTS.search(text) is not None


def without_page(text: str) -> str:
    """A line of a table of contents without its dots and the number of its page."""
    return CONTENTS.sub("", text).strip()

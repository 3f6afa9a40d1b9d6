"""How plan documents write years and periods, shared by the stages that read heads and those that read values.

>>> read_year("’24년").year
2024
>>> read_year("2026~2027").year_to
2027
>>> read_year("27~36").kind          # no mark says that these are years
'text'
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec
import regex
from msgspec.structs import replace

from plan.forms import plain
from plan.notes import without_notes
from plan.patterns import lazy_pattern
from plan.script import (
    CLOSING,
    DASHES,
    FOOTNOTE_MARKS,
    NO_DIGITS,
    OPENING,
    QUOTE,
    REMARKS,
    SPAN,
    TILDES,
    UNIT_FIRSTS,
    UNIT_LINE,
)

YearKind = Literal[
    "year", "period", "ordinal_year", "year_month", "date", "total", "subtotal", "prior", "later", "baseline",
    "average", "change", "actual", "text",
]  # fmt: skip

MAX_LENGTH = 80  # characters; a head cell or a period is shorter
FIRST_YEAR = 1945  # an official Korean plan speaks of none before
LAST_OF_2000S, FIRST_OF_1900S = 50, 70  # ’50 is 2050, ’70 is 1970; of those between no one is sure without a span
NEAR = 10  # years from the plan's span in which 30년 is a year; elsewhere it is as likely a duration


class YearReading(msgspec.Struct, frozen=True, kw_only=True):
    """What a head cell says: a year, a period, or the role of a column without a year of its own.

    ``ordinal`` is the number of a numbered year, and of a total that says how many years it adds up (``3년 합계``).
    """

    kind: YearKind
    year: int | None = None
    year_to: int | None = None
    month: int | None = None
    day: int | None = None
    ordinal: int | None = None
    qualifier: str = ""


TEXT = YearReading(kind="text")

TILDE = f"[{SPAN}]"
OF_WHAT = r"(?:학년도|회계\s?[년연]도)"  # whose year it is: of the schools, of the accounts
YEAR = (
    rf"(?:(?:F?Y\s?)?(?:(?<y>(?:19|20)\d\d)|{QUOTE}\s?(?<q>\d\d)|(?<!\d)(?<n>\d\d)(?=\s?(?:년|{OF_WHAT})))|FY\s?(?<q>\d\d))"
    rf"(?:\s?(?<m>{OF_WHAT}|학년)|\s?(?:년도|연도|년|\.)?)"
)
TERM_OF_OFFICE = r"(?:민선\s?\d{1,2}\s?기|제\s?\d{1,2}\s?대)"  # over or under the year that it is printed with
MARK = (
    r"(?:\(\s*(?<m>[^()]{1,16})\s*\)|(?<m>[A-D]|예산|예산액|본예산|추경|집행|집행액|목표|목표치|실적|실적치"
    r"|계획|결산|정부안|예산안|확정|확정안|당초|요구안|안|누적|누계))"
)


class Form(msgspec.Struct, frozen=True):
    """A way to print a kind of head.

    What has outside of parentheses none of the ``marks``, or other Hangul than the ``letters``, is not printed in it;
    nor, where the form ``has_year``, what has no two digits side by side. There its pattern need not be tried.
    """

    kind: YearKind
    marks: frozenset[str]
    letters: frozenset[str]
    has_year: bool
    pattern: regex.Pattern[str]


HANGUL = lazy_pattern("[가-힣]")
TWO_DIGITS = lazy_pattern(r"\d\d")


def _form(kind: YearKind, marks: str, source: str, *, has_year: bool = False) -> Form:
    return Form(kind, frozenset(marks), frozenset(HANGUL.findall(source)), has_year, lazy_pattern(source))


DIGITS = "0123456789"
PERIOD = _form(
    "period",
    SPAN,
    rf"(?:(?:FY\s?)?(?:(?<y>(?:19|20)\d\d)|{QUOTE}\s?(?<q>\d\d)|(?<n>\d\d)(?=\s?(?:년|{OF_WHAT})))|FY\s?(?<q>\d\d))"
    rf"\s?(?:{OF_WHAT}|년도?|\.)?\s?(?<tilde>{TILDE})\s?"
    rf"(?:FY\s?)?(?:(?<y2>(?:19|20)\d\d)|{QUOTE}\s?(?<q2>\d\d)|(?<n2>\d\d))(?!\d|\s?호)(?:\s?(?<m>{OF_WHAT})|\s?(?:년도?|\.)?)\s?{MARK}?",
    has_year=True,
)
LEVEL = r"(?:\s?(?:[A-Z]{2,5}|(?:기술\s?)?수준))?"  # of what: 현재 TRL, 목표 기술수준
BASES = (
    _form(
        "baseline",
        "준재황",
        rf"(?:기준\s?(?:년도?|연도|값|치)?|현재\s?[값치]?|현황\s?값?){LEVEL}\s?(?:\(\s?{YEAR}\s?말?\s?\)|{YEAR})?",
    ),
    _form("baseline", "Ss", rf"[Aa][Ss]\s?[{DASHES}]\s?[Ii][Ss]\s?(?:\(\s?{YEAR}\s?말?\s?\)|{YEAR})?"),  # As-Is (2025)
    _form(  # ’25년 말 기준, ’26년 현황, 2026년 현재값, ’26년 현 수준
        "baseline",
        "준재황",
        rf"{YEAR}\s?(?:말\s?)?(?:기준(?:[값치]|[연년]도)?|현재[값치]?|현황[값치]?|현재?\s?수준)",
        has_year=True,
    ),
)
NOW = r"(?:\s?(?:기준|현재|현황))?"  # behind a month
BARE_YEAR = rf"(?:(?:19|20)\d\d|{QUOTE}\s?\d\d|(?<!\d)\d\d(?=\s?년))\s?(?:학?년도|회계\s?[년연]도|년)?"
AIM = r"목표\s?(?:치|값|[연년]도)?"
GOAL = rf"(?:중간|최종)(?:\s?{AIM}|[연년]도)?|{AIM}"  # of a year beside or behind it
SUM = r"(?:총\s?계|합\s?계|누\s?계|누\s?적|총\s?액|계)"
SEVERAL_YEARS = rf"{BARE_YEAR}\s?{TILDE}\s?(?:{BARE_YEAR}|\d\d)\s?년?"
NUMBER_OF_YEARS = r"\d{1,2}\s?(?:개\s?년|년\s?간|년)\s?간?"
MONEY = r"(?:총\s?)?(?:소요\s?(?:예산|액)?|투자\s?[비액]|사업\s?비|예산\s?액?)"
AMOUNT = rf"(?:{MONEY}|물\s?량|사업\s?량)"  # 사업량 and 계 may be two columns of a text without its tables
WEEKDAY = r"(?:\s?\([월화수목금토일]\))?"
FORMS = (
    _form("year", DIGITS, rf"{YEAR}(?:\s?{MARK}){{0,3}}", has_year=True),  # 2027년 예산(안)(B)
    _form("year", "말", rf"{YEAR}\s?말(?:\s?{MARK})?", has_year=True),  # ’25년 말, ’25년 말 실적
    _form(  # 민선8기 2025
        "year",
        "기대",
        rf"{TERM_OF_OFFICE}\s?(?:\(\s?{YEAR}\s?\)|{YEAR})|{YEAR}\s?\(?{TERM_OF_OFFICE}\)?",
        has_year=True,
    ),
    _form(  # 1차년도(2024), Y1(2026), Y+1(2026)
        "year",
        "년연YN",
        rf"(?:(?:제\s?)?\d{{1,2}}\s?(?:차\s?[년연]도?|년차)|[YN]\s?\+?\s?\d(?=\s?\())\s?(?:\(\s?{YEAR}\s?\)|{YEAR})",
        has_year=True,
    ),
    _form(
        "year",
        "목계예실중최추전확",  # 목표(2026), 최종('30), 중간목표 '28, 목표값(2027년 말)
        rf"(?<m>{GOAL}|계획|예산안?|실적\s?[값치]?|추정|전망|확정){LEVEL}\s?\(\s?{YEAR}\s?말?\s?\)|(?<m>{GOAL})\s?{YEAR}",
        has_year=True,
    ),
    PERIOD,
    _form(
        "ordinal_year",
        "년연",
        r"(?:제\s?)?(?:(?<o>\d{1,2})\s?(?:차\s?[년연]도?|년차)|(?<n>[nN])\s?(?:\+\s?(?<p>\d{1,2}))?\s?년도?)",
    ),
    _form(
        "prior",
        f"까전{SPAN}",
        rf"(?:{YEAR}\s?(?:까지|이전|말\s?까지|이전\s?까지)|{TILDE}\s?{YEAR})\s?{MARK}?",
        has_year=True,
    ),
    _form(
        "prior",
        "자행치성보급진원존",
        rf"(?:기\s?(?:투자|집행|설치|조성|확보|보급|추진|시행|지원)(?:액|비)?|기존)\s?{MARK}?",
    ),
    _form("later", f"후터{SPAN}", rf"{YEAR}\s?(?:이후|부터|{TILDE})\s?{MARK}?", has_year=True),
    _form("later", "후", rf"(?:향후|이후|향후\s?투자|임기\s?후)\s?{MARK}?"),
    *BASES,
    _form(
        "year_month",
        "월.",
        rf"{YEAR}\s?[.년]?\s?(?<month>1[0-2]|0?[1-9])\s?월\s?말?{NOW}"
        rf"|(?:(?<y>(?:19|20)\d\d)|{QUOTE}\s?(?<q>\d\d))\s?\.\s?(?<month>1[0-2]|0?[1-9])\.?(?:\s?말)?{NOW}",
        has_year=True,
    ),
    _form(  # 현황(’26.6월), 현재(2026. 6.)
        "year_month",
        "준재황",
        rf"(?:기준|현재|현황)\s?\(\s?(?:{YEAR}\s?[.년]?\s?(?<month>1[0-2]|0?[1-9])\s?월\s?말?"
        rf"|(?:(?<y>(?:19|20)\d\d)|{QUOTE}\s?(?<q>\d\d))\s?\.\s?(?<month>1[0-2]|0?[1-9])\.?(?:\s?말)?)\s?\)",
        has_year=True,
    ),
    _form(
        "date",
        f"월.{DASHES}",
        rf"{YEAR}\s?[{DASHES}.년]?\s?(?<month>1[0-2]|0?[1-9])\s?[{DASHES}.월]\s?(?<day>3[01]|[12]\d|0?[1-9])\s?(?:일|\.)?{WEEKDAY}"
        rf"|(?<n>\d\d)\.\s?(?<month>1[0-2]|0?[1-9])\.\s?(?<day>3[01]|[12]\d|0?[1-9])\.?{WEEKDAY}",
        has_year=True,
    ),
    _form(
        "total",
        "계적비산액체자업",
        r"(?:총\s?계|합\s?계|누\s?계|누\s?적|총\s?사업\s?[비량]?|총\s?투자\s?[비액]?|총\s?예산\s?액?|총\s?소요\s?액|총\s?액|총\s?합\s?계|목\s?표\s?합?\s?계|총\s?량|전\s?체|계)"
        rf"\s?{MARK}?",
    ),
    _form(  # 3년 합계, 3개년, 총 3년간, 사업기간 계
        "total",
        "년계적",
        rf"(?:총\s?)?(?<o>\d{{1,2}})\s?(?:개\s?년|년\s?간|년(?=\s?간?\s?{SUM}))\s?(?:간|도)?\s?{SUM}?"
        rf"|(?:전체\s?|총\s?)?(?:사업|계획|투자|추진)?\s?기간\s?(?:내|중|전체)?\s?{SUM}",
    ),
    _form(  # 2025~2027 합계
        "total",
        "계적",
        rf"(?<m>{SEVERAL_YEARS})\s?(?:간\s?)?{SUM}",
        has_year=True,
    ),
    _form("total", "계적액비산량요", rf"{MONEY}\s?{SUM}|{AMOUNT}\s?{SUM}?\s?\(\s?(?<m>{SEVERAL_YEARS})\s?\)"),
    _form(  # 3년 평균(’24~’26), 최근 3년 평균, ’24~’26 평균
        "average",
        "균",
        rf"(?:(?:최근|직전|과거)\s?)?(?:{NUMBER_OF_YEARS}\s?)?[연년]?\s?평균(?:값|치)?\s?(?:\(\s?{SEVERAL_YEARS}\s?\))?\s?{MARK}?"
        rf"|{SEVERAL_YEARS}\s?(?:\(?\s?{NUMBER_OF_YEARS}\s?)?[연년]?\s?평균(?:값|치)?\s?\)?",
    ),
    _form("subtotal", "계", rf"소\s?계\s?{MARK}?"),
    _form(  # of the years in office, beside which 총사업비 may stand: 임기내 계
        "subtotal",
        "임",
        r"(?:재임\s?기간|임기)\s?(?:내|중)?\s?(?:[소총합]?\s?계|사업\s?비|투자\s?[비액]|소요\s?예산|예산\s?액?)",
    ),
    _form(
        "change",
        "증감대AB",
        r"전년도?\s?대비(?:\s?\([^()]{1,16}\)|\s?%)?|(?:전년\s?대비\s?)?(?:증\s?감|증\s?가|감\s?소)\s?(?:액|률|율|분)?\s?(?:\([^()]{1,16}\)|%)?"
        rf"|(?:증감)?[BA]\s?[{DASHES}]\s?[AB]",
    ),
    _form("actual", "적", r"(?:추진\s?)?실\s?적\s?(?:치|값|\(누계\))?"),
)
ENCLOSED_YEAR = lazy_pattern(rf"\((?P<year>{BARE_YEAR})\)|\[(?P<year>{BARE_YEAR})\]|<(?P<year>{BARE_YEAR})>")
SQUARE = lazy_pattern(r"\[(?P<said>[^\[\]]*)\]")  # 목표값[2027]
MARKED_YEAR = lazy_pattern(  # a star, a reference mark, 1), 주1), or the letter of a forecast
    rf"(?P<year>{BARE_YEAR}(?:\s?\([^()]{{1,16}}\)|\s?(?:이후|까지|이전))?)\s?(?:\*{{1,3}}\)?|[{FOOTNOTE_MARKS}{REMARKS}]|주\s?\d{{0,2}}\)|(?<=\D)\d{{1,2}}\)"
    r"|(?<=\d)[pPeEfF])"
)
# digits spread over the cell
SPREAD_YEAR = lazy_pattern(r"(?P<digits>(?:1\s?9|2\s?0)\s?\d\s?\d)(?P<behind>(?:\s?년\s?도?|\s?학\s?년\s?도)?)")
NOTED_YEAR = lazy_pattern(r"(?:19|20)\d\d\d\)")  # 20261): the mark of a note stands against the year, or it is a number
STAGE = r"(?:제\s?)?(?:[1-9]|I{1,3}|IV|V)\s?단계|초기|단기|중기|장기|중장기|전반기|후반기"
YEAR_BEFORE = r"전년도?|작년도?|지난해|직전\s?(?:년도|연도)"
YEAR_NAMED = r"금년도?|올해|(?:당해|해당)\s?[년연]도|당해|내년도?|차년도|익년도?|차차년도|후년도?"
QUARTER = r"(?:제\s?)?[1-4]\s?(?:/\s?4)?\s?분기|[1-4]\s?[Qq]|[Qq]\s?[1-4]|(?:[1-4]|I{1,3}|IV)\s?/\s?4"
PART = rf"{QUARTER}|(?:1[0-2]|0?[1-9])\s?월|[상하]반기"
NAMED_TIME = lazy_pattern(
    rf"(?:(?P<before>{YEAR_BEFORE})|(?P<named>{YEAR_NAMED})|{STAGE})\s?(?:\(\s?(?P<inside>[^()]+?)\s?\)|\[\s?(?P<inside>[^\[\]]+?)\s?\]"
    rf"|(?P<inside>\s[^()\[\]]+))"
)
BARE_PERIOD = lazy_pattern(rf"(?P<first>\d\d)\s?{TILDE}\s?(?P<last>\d\d)")
TIME_WITHOUT_YEAR = lazy_pattern(rf"{STAGE}|{YEAR_BEFORE}|{YEAR_NAMED}|{PART}|[nNyY]\s?\+\s?\d{{1,2}}")
PART_OF_YEAR = lazy_pattern(PART)
DAMAGED_YEAR = lazy_pattern(  # 2O26, 20?6: letters or marks where digits should be
    rf"(?=(?:\D*\d){{2}})(?=\d*[{NO_DIGITS}])[2\d{NO_DIGITS}][\d{NO_DIGITS}]{{3}}\s?년?도?"
)
SHORT_YEAR = _form("year", DIGITS, r"(?<b>\d\d)", has_year=True)
RUNNING_YEAR = lazy_pattern(rf"(?<![\d.,]){YEAR}(?![\d,])")
ASIDE = lazy_pattern(r"\([^()]*\)")
SPAN_OF_TITLE = lazy_pattern(
    rf"[{OPENING}]?\s*{QUOTE}?\d{{2,4}}\s*[년]?\s*[{SPAN}]\s*{QUOTE}?\d{{2,4}}\s*[년]?\s*[{CLOSING}]?"
)
UNIT_TAIL = lazy_pattern(rf"\s?(?=[{OPENING}])(?:{UNIT_LINE})")


@lru_cache(maxsize=4096)
def read_year(text: str, *, span: tuple[int, int] | None = None, first_year: int | None = None) -> YearReading:
    """Read one head cell or year text; ``span`` is the plan's first and last year, used for two digits.

    ``first_year`` turns ``1차년도`` and ``n+4년`` into years. A text that is none of these has kind ``text``.
    """
    compared = plain(without_notes(text))
    if not compared or len(compared) > MAX_LENGTH:
        return TEXT
    if not UNIT_FIRSTS.isdisjoint(compared):
        compared = UNIT_TAIL.sub("", compared).strip()
    if found := matched(compared):
        return _read(*found, span, first_year)
    if (in_round := SQUARE.sub(r"(\g<said>)", compared)) != compared and not in_round.startswith("("):
        return read_year(in_round, span=span, first_year=first_year)
    if bare := _without_marks(compared):
        return read_year(bare, span=span, first_year=first_year)
    return _named(compared, span) or _short(compared, span)


def _named(compared: str, span: tuple[int, int] | None) -> YearReading | None:
    """The years beside a stage or a word for a year: ``1단계(2024~2025)``, ``금년도(2025)``.

    The year before the plan's is the one that it starts from.
    """
    named = NAMED_TIME.fullmatch(compared) if TWO_DIGITS.search(compared) else None
    if named is None:
        return None
    inside = named["inside"].strip()
    reading = _bare_period(inside, span) or read_year(inside, span=span)
    if reading.kind not in ("year", "period", "prior", "later") or reading.year is None:
        return None
    if named["before"] or named["named"]:
        return replace(reading, kind="baseline" if named["before"] else "year") if reading.kind == "year" else None
    return replace(reading, qualifier="")


def _bare_period(text: str, span: tuple[int, int] | None) -> YearReading | None:
    """Two bare digits to two, which are years beside the word for a stage where the plan's own span holds both."""
    found = BARE_PERIOD.fullmatch(text) if span else None
    if found is None or span is None:
        return None
    first, last = _century(int(found["first"]), span), _century(int(found["last"]), span)
    if first is None or last is None or not span[0] <= first < last <= span[1]:
        return None
    return YearReading(kind="period", year=first, year_to=last)


def is_time_without_year(text: str) -> bool:
    """Whether a text says a time by itself and not its year: ``1단계``, ``금년``, ``상반기``."""
    return TIME_WITHOUT_YEAR.fullmatch(plain(text)) is not None


def is_part_of_year(text: str) -> bool:
    """Whether a text says a month, a quarter or a half of a year and nothing else."""
    return PART_OF_YEAR.fullmatch(plain(text)) is not None


def is_damaged_year(text: str) -> bool:
    """Whether a text is as long as a year, with letters or marks for digits, or runs into its note's mark."""
    compared = plain(text)
    return (DAMAGED_YEAR.fullmatch(compared) or NOTED_YEAR.fullmatch(compared)) is not None


def _without_marks(text: str) -> str:
    """A year in brackets of its own (``[2026]``), or without the mark of a note behind it (``’26*``); else ''."""
    enclosed = ENCLOSED_YEAR.fullmatch(text)
    if enclosed:
        return enclosed["year"]
    if (spread := SPREAD_YEAR.fullmatch(text)) and " " in text:
        return "".join(f"{spread['digits']}{spread['behind']}".split())
    marked = MARKED_YEAR.fullmatch(text)
    return marked["year"] if marked else ""


def matched(text: str, forms: Sequence[Form] = FORMS) -> tuple[YearKind, regex.Match[str]] | None:
    """The first of the forms that the whole text is printed in."""
    plain = ASIDE.sub("", text) if "(" in text else text
    letters = frozenset(HANGUL.findall(plain))
    may_hold_year = TWO_DIGITS.search(text) is not None
    for form in forms:
        if (may_hold_year or not form.has_year) and letters <= form.letters and not form.marks.isdisjoint(plain):
            found = form.pattern.fullmatch(text)
            if found:
                return form.kind, found
    return None


def _short(compared: str, span: tuple[int, int] | None) -> YearReading:
    """Two bare digits where the plan's own span holds such a year."""
    said = matched(compared, (SHORT_YEAR,))
    if said is None:
        return TEXT
    _, found = said
    if span is None:
        return TEXT
    year = _century(int(found["b"]), span)
    return YearReading(kind="year", year=year) if year and span[0] <= year <= span[1] else TEXT


def _read(kind: YearKind, found: regex.Match[str], span: tuple[int, int] | None, first_year: int | None) -> YearReading:
    if kind == "period":
        return _period(found, span)
    if kind == "ordinal_year":
        return _ordinal(found, first_year)
    reading = _reading(kind, found, span)
    marks = [mark.strip() for mark in found.capturesdict().get("m", [])]
    is_base = reading.kind == "year" and any(matched(mark, BASES) for mark in marks)  # 2023(기준), 2024학년도 (기준)
    return replace(reading, kind="baseline", qualifier="") if is_base else reading


def _reading(kind: YearKind, found: regex.Match[str], span: tuple[int, int] | None) -> YearReading:
    groups = found.groupdict()
    year = _year_of(found, ("y", "q", "n"), span)
    if year is None and any(groups.get(name) for name in ("y", "q", "n")):
        return TEXT
    if kind == "date" and not _is_date(year, groups["month"], groups["day"]):
        return TEXT
    return YearReading(
        kind=kind,
        year=year,
        month=int(groups["month"]) if groups.get("month") else None,
        ordinal=int(groups["o"]) if groups.get("o") else None,
        day=int(groups["day"]) if groups.get("day") else None,
        qualifier=_qualifier(found),
    )


def _is_date(year: int | None, month: str, day: str) -> bool:
    try:
        return year is not None and bool(date(year, int(month), int(day)))
    except ValueError:
        return False


def _period(found: regex.Match[str], span: tuple[int, int] | None) -> YearReading:
    first = _year_of(found, ("y", "q", "n"), span)
    last = _year_of(found, ("y2", "q2", "n2"), (first, first + 49) if first else span)
    if first is None or last is None or last < first:
        return TEXT
    if found["n2"] and found["tilde"] not in TILDES and int(found["n2"]) <= 12:
        return TEXT  # 2009-12 is as well a month
    return YearReading(kind="period", year=first, year_to=last, qualifier=_qualifier(found))


def _ordinal(found: regex.Match[str], first_year: int | None) -> YearReading:
    offset = int(found["o"]) - 1 if found["o"] else int(found["p"] or 0)
    return YearReading(kind="ordinal_year", year=first_year + offset if first_year else None, ordinal=offset + 1)


def _year_of(found: regex.Match[str], names: tuple[str, ...], span: tuple[int, int] | None) -> int | None:
    groups = found.groupdict()
    for name in names:
        digits = groups.get(name)
        if digits and len(digits) == 4:
            return int(digits) if int(digits) >= FIRST_YEAR else None
        if digits:
            return _century(int(digits), span) if name != "n" else _unmarked(int(digits), span)
    return None


def _century(two: int, span: tuple[int, int] | None) -> int | None:
    """The year that two digits mean: the one nearer to the plan's span, else 2000 to 2050 or 1970 to 1999."""
    if span is not None:
        older, newer = _distance(1900 + two, span), _distance(2000 + two, span)
        return None if older == newer else 1900 + two if older < newer else 2000 + two
    if two <= LAST_OF_2000S:
        return 2000 + two
    return 1900 + two if two >= FIRST_OF_1900S else None


def _unmarked(two: int, span: tuple[int, int] | None) -> int | None:
    """The year of ``24년``; a round ``30년`` without a mark is as well a duration, and needs a span near it."""
    year = _century(two, span)
    if two % 10 or two == 0 or year is None:
        return year
    return year if span is not None and _distance(year, span) <= NEAR else None


def _distance(year: int, span: tuple[int, int]) -> int:
    return max(span[0] - year, year - span[1], 0)


def _qualifier(found: regex.Match[str]) -> str:
    marks = found.capturesdict().get("m", [])
    return " ".join(mark.strip() for mark in marks)


def without_span(title: str) -> str:
    """A title without the span of years that it is printed with: 어울림 기본계획(2024~2027)."""
    return SPAN_OF_TITLE.sub("", title)


def find_years(text: str) -> list[YearReading]:
    """Years and periods inside running text, in order, such as the period in a plan's title."""
    compared = plain(without_notes(text))
    readings: list[YearReading] = []
    position = 0
    for found in () if PERIOD.marks.isdisjoint(compared) else PERIOD.pattern.finditer(compared):
        readings += _single_years(compared[position : found.start()])
        readings.append(_period(found, None))
        position = found.end()
    return readings + _single_years(compared[position:])


def _single_years(text: str) -> list[YearReading]:
    found = RUNNING_YEAR.finditer(text) if TWO_DIGITS.search(text) else ()
    return [_reading("year", year, None) for year in found]

"""Units of public plans: a scale word and a counter, with an exact factor to the base unit.

>>> unit = read_unit("백만원")
>>> unit.unit, unit.base_unit, unit.scale
('백만원', '원', Decimal('1000000'))
>>> [unit.unit for unit in read_units("(단위: 천원, 명)")]
['천원', '명']
>>> read_unit("정보공개") is None                 # never guessed
True
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec
import regex

from plan.data_files import tables_of
from plan.forms import unspaced
from plan.patterns import lazy_pattern, with_spaces
from plan.script import (
    COLONS,
    DASHES,
    DOTS,
    FRAME_CLOSE,
    FRAME_OPEN,
    TO_HANGUL_SCALES,
    TO_PLAIN_BRACKETS,
    TO_ROUND_BRACKETS,
    UNIT_WORD,
    visible,
)

WORDS_FILE = Path(__file__).with_name("words.toml")
MAX_LENGTH = 60  # characters; no unit is longer

ONE = Decimal(1)
SCALES: dict[str, Decimal] = {
    "": ONE,
    "십": Decimal(10),
    "백": Decimal(100),
    "천": Decimal(1000),
    "만": Decimal(10) ** 4,
    "십만": Decimal(10) ** 5,
    "백만": Decimal(10) ** 6,
    "천만": Decimal(10) ** 7,
    "억": Decimal(10) ** 8,
    "십억": Decimal(10) ** 9,
    "백억": Decimal(10) ** 10,
    "천억": Decimal(10) ** 11,
    "조": Decimal(10) ** 12,
    "십조": Decimal(10) ** 13,
    "백조": Decimal(10) ** 14,
    "천조": Decimal(10) ** 15,
}
LISTED = rf"[^()\[\]{FRAME_OPEN}{FRAME_CLOSE}]*"
SAID = lazy_pattern(rf"{UNIT_WORD}(?:[는은](?=\s))?\s*[:;,]?\s*\(?(?P<units>{LISTED}(?:\([^()]*\)(?:\s*,{LISTED})?)?)")
COMMA = lazy_pattern(rf"\s*[,{DOTS}]\s*")  # behind a slash a price may follow
WHOLE_SHARE = lazy_pattern(r"100\s?%")  # of one payer: 군비 100%
SUBSTANCE = lazy_pattern(r"\p{Latin}[\p{Latin}-]*\d[\d.]*")  # PM10, CO2: no number of it
PARENTHESIS = lazy_pattern(r"[(\[<{]\s*(?P<inside>[^()\[\]<>{}]*)[)\]>}]")
SEPARATOR = lazy_pattern(rf"\s*[/{DOTS}()]\s*")
NUMBER_BEFORE = lazy_pattern(r"^\D*[\d,.]*\d\s*")
PREFIX = lazy_pattern(rf"^.*[{COLONS}]")
THOUSANDS = lazy_pattern(r"1((?:,?000)+)(?P<rest>\D+)")  # (단위: 1,000원)
NAMED = lazy_pattern(
    rf"(?<=[(,]\s*)(?!{UNIT_WORD})\p{{L}}[\p{{L}} ]{{0,9}}[{COLONS}]\s*(?=[^,()]+[,)])"
)  # (인원: 명, 예산: 천원)
WORD_AND_UNIT = lazy_pattern(r"\p{Hangul}{2,}\s(?P<unit>\p{Hangul}{1,4})")  # 예산 백만원
WORD_BEFORE = lazy_pattern(
    rf"^\s*\p{{L}}[\p{{L}} ]{{0,9}}?\s*[{DASHES}{COLONS}=]\s*(?=[^\d\s])"
)  # 인원-명, 예산-백만원
PER_TIME = lazy_pattern(rf"[^,{DOTS}/]+/\s*(?:일|월|년|연|시간|h|hr|분|초|주|회|개월)\s*")  # 톤/일: one unit, not two
ASIDE = lazy_pattern(r"(?P<unit>[^()]+)\((?P<word>[^()]+)\)")
FOREIGN = "foreign_money"  # the kind of units of money but won
JO, PAID = "조", frozenset({"money", FOREIGN})  # nothing but money is counted in 조
RATIO = "ratio"  # the kind of such a unit, of no row of the words
THINGS_TOO = frozenset({"count", "place"})  # kinds of units that are as well labels: 기업, 학교
PRICED_BY = frozenset({"area", "length", "weight", "volume", "energy", "time"})  # 원/㎡ is a price, not two units


class Unit(msgspec.Struct, frozen=True):
    """A unit with its exact factor: ``value * scale`` is in ``base_unit``; ``unit`` is its canonical spelling."""

    unit: str
    base_unit: str
    scale: Decimal
    kind: str

    def __hash__(self) -> int:
        return hash(self.unit)  # quicker than that of a Decimal; units are keys of caches


def table() -> dict[str, list[dict[str, Any]]]:
    """The rows of ``words.toml``."""
    return tables_of(WORDS_FILE)


def in_hangul(text: str) -> str:
    """The text with Chinese scale words in Hangul: ``5百萬원`` is ``5백만원``."""
    return text if text.isascii() else text.translate(TO_HANGUL_SCALES)


@cache
def counters() -> dict[str, tuple[str, str]]:
    """Every spelling of every counter with its base unit and kind."""
    found: dict[str, tuple[str, str]] = {}
    for row in table()["unit"]:
        for spelling in (row["unit"], *row.get("spellings", ())):
            if spelling not in row.get("declared", ()):
                found.setdefault(unspaced(spelling), (row["unit"], row["kind"]))
    return found


@cache
def _only_declared() -> dict[str, Unit]:
    """The spellings that are units only where nothing but units stands: 전 of water meters, elsewhere 前."""
    rows = (row for row in table()["unit"] if "declared" in row)
    return {unspaced(word): make_unit("", row["unit"], row["kind"]) for row in rows for word in row["declared"]}


@cache
def _strings(kind: str) -> frozenset[str]:
    return frozenset(unspaced(word) for row in table()[kind] for word in row["printed"])


@cache
def _words() -> dict[str, tuple[str, str]]:
    return {unspaced(row["printed"]): (row["means"], row.get("scale", "")) for row in table()["word"]}


@cache
def names_in_brackets() -> dict[str, tuple[str, str]]:
    """Words that in brackets beside a name say what it is, with their group, and beside what names they tell that."""
    return {word: (row["of"], row.get("tells", "")) for row in table()["name_mark"] for word in row["printed"]}


@lru_cache(maxsize=4096)
def read_unit(text: str) -> Unit | None:
    """The unit that the whole text is, or None where it is not known."""
    compared = in_hangul(unspaced(text)).rstrip(".")
    if not compared or len(compared) > MAX_LENGTH:
        return None
    thousands = THOUSANDS.fullmatch(compared) if compared.startswith("1") else None
    if thousands:
        power = Decimal(1000) ** thousands[1].count("000")
        compared = next((word for word, scale in SCALES.items() if scale == power), "?") + thousands["rest"]
    known = counters()
    if compared in known:
        return make_unit("", *known[compared])
    if compared in _strings("no_unit"):
        return None
    for length in (2, 1):  # 백조 and 원, but 백 and 조합
        scale, counter = compared[:length], compared[length:]
        if scale in SCALES and counter in known and (JO not in scale or known[counter][1] in PAID):  # 조명 are lamps
            return make_unit(scale, *known[counter])
    if compared in _words():
        base, word_scale = _words()[compared]
        return make_unit(word_scale, *known[unspaced(base)])
    aside = ASIDE.fullmatch(compared) if compared.endswith(")") else None
    if aside and aside["word"] in _strings("aside"):
        return read_unit(aside["unit"])
    for row in table()["suffix"]:
        if compared.endswith(row["printed"]) and not PARENTHESIS.search(text) and " " in text.strip():
            return make_unit("", *known[unspaced(row["means"])])
    return None


def in_ratio(unit: Unit) -> Unit:
    """The unit where it counts how many there are for each of many, so that a decimal is no part of one: 0.41개소."""
    return Unit(unit.unit, unit.base_unit, unit.scale, RATIO)


def _declared(text: str) -> Unit | None:
    """The unit of a text that stands where nothing but units do, though elsewhere it is a word: 천주, 천식."""
    compared = unspaced(text)
    if only_there := _only_declared().get(compared):
        return only_there
    scale, counter = compared[:1], compared[1:]
    if compared in _strings("no_unit") and scale in SCALES and counter in counters():
        return make_unit(scale, *counters()[counter])
    return None


def kind_of(base_unit: str) -> str:
    """The dimension of a base unit such as ``people`` for ``명``, or '' where it is not known."""
    return counters().get(unspaced(base_unit), ("", ""))[1]


@cache
def unit_kinds() -> tuple[str, ...]:
    """The kinds that units are of."""
    return tuple(sorted({row["kind"] for row in table()["unit"]}))


def make_unit(scale: str, base: str, kind: str) -> Unit:
    """The unit of a scale word and a counter."""
    return Unit(f"{scale}{base}", base, SCALES[scale], kind)


def read_units(text: str, *, declared: bool = False) -> tuple[Unit, ...]:
    """The units of a head or unit line such as ``(단위: 백만원, %)``; () where one of them is not known.

    What stands behind 단위, or in a column below it (``declared``), is a unit also where it elsewhere is a word.
    """
    text = _without_notes(" ".join(visible(text).translate(TO_PLAIN_BRACKETS).split()))
    if "," in text and not SAID.search(text):
        text = NAMED.sub("", text)
    found = tuple(dict.fromkeys(_all_units_of(text)))
    alone = _declared(text) if declared and not found else None
    return (alone,) if alone else found


def said_of_brackets(unit_line: str) -> str:
    """What a unit line says that the numbers in brackets are, '' where it says nothing of them.

    >>> said_of_brackets("(단위 : 백만원, ( )는 국비)"), said_of_brackets("(단위: 천원, 괄호 안은 도비)")
    ('국비', '도비')
    """
    found = _bracket_note().search(in_round_brackets(" ".join(visible(unit_line).split())))
    return found["what"].strip() if found else ""


def _without_notes(unit_line: str) -> str:
    """A unit line without what it says of the numbers in brackets and of prices."""
    unit_line = in_round_brackets(unit_line)
    return _price_note().sub("", _bracket_note().sub("", unit_line))


@cache
def _bracket_note() -> regex.Pattern[str]:
    words = "|".join(map(with_spaces, sorted(_strings("bracket_note"), reverse=True)))
    return lazy_pattern(
        rf"\s*,\s*(?:\(\s*\)(?:\s?[안내속])?|{words})\s?(?:[은는]|[{COLONS}])?\s?(?P<what>\p{{L}}[^(),]*)"
    )


@cache
def _price_note() -> regex.Pattern[str]:
    words = "|".join(map(regex.escape, sorted(_strings("price_note"), reverse=True)))
    return lazy_pattern(rf"\s*,\s*(?:\d{{4}}\s?년?도?\s?)?(?:{words})(?:\s?기준)?(?=\s*[,)]|$)")


def rank_of(unit: str, name: str) -> Unit | None:
    """The rank that a unit is below the name of one, and elsewhere a thing: 경영평가 3등, but 보안등 300등."""
    rows = (row for row in table()["rank_below"] if unit in row["printed"])
    named = next((row for row in rows if any(word in name for word in row["names"])), None)
    return make_unit("", *counters()[named["means"]]) if named else None


def refers(text: str) -> bool:
    """Whether a text holds a word that stands for the number of another cell: 상동, 전년 수준."""
    return any(word in unspaced(text) for word in _strings("refers"))


def is_measured(word: str) -> bool:
    """Whether a word names what is measured: BOD."""
    return unspaced(word) in _strings("measured")


def thing_of(unit: str, name: str) -> Unit | None:
    """The thing that a unit is below the name of one, and elsewhere money: 유치원(원), but 유치원 지원(원)."""
    rows = (row for row in table()["counted_below"] if unit in row["printed"])
    named = next((row for row in rows if unspaced(name).endswith(tuple(row["names"]))), None)
    return make_unit("", *counters()[named["means"]]) if named else None


def means_two_units(text: str) -> bool:
    """Whether the unit of one row may be one of two: 조, of sets or of won."""
    return unspaced(text) in _strings("two_units")


def money_among(text: str) -> Unit | None:
    """The one unit of money in a list of which another one is not known: 백만원 of ``(단위: 뭉치, 백만원)``.

    A word may say what it counts, and then it may stand alone: ``(단위: 예산 백만원)``.
    """
    text = " ".join(visible(text).translate(TO_PLAIN_BRACKETS).split())
    said = SAID.search(text) or PARENTHESIS.fullmatch(text)
    parts = COMMA.split(said["units"] if said and "units" in said.groupdict() else said["inside"]) if said else []
    named = [found["unit"] if (found := WORD_AND_UNIT.fullmatch(part.strip())) else "" for part in parts]
    read = [read_unit(part) or (read_unit(unit) if unit else None) for part, unit in zip(parts, named, strict=True)]
    money = [unit for unit in read if unit and unit.kind == "money"]
    return money[0] if len(money) == 1 and (len(parts) > 1 or named[0]) else None


def _all_units_of(text: str) -> tuple[Unit, ...]:
    saids = [found["units"] for found in SAID.finditer(text)]
    if saids:
        lists = [_listed(units, declared=True) for units in saids]
        return tuple(unit for units in lists for unit in units) if all(lists) else ()
    beside = [units for found in PARENTHESIS.finditer(text) if (units := _listed(found["inside"]))]
    if not beside:
        return _listed(text)
    first = read_unit(PARENTHESIS.split(text, maxsplit=1)[0])  # 명(%): people, with a share in parentheses
    return tuple(unit for units in ((first,) if first else (), *beside) for unit in units)


def _listed(text: str, *, declared: bool = False) -> tuple[Unit, ...]:
    """All units of a list, or none where one of them is not known."""
    whole = read_unit(text) or (_declared(text) if declared else None)
    if whole:
        return (whole,)
    parts = [WORD_BEFORE.sub("", part) for part in text.split(",") if part.strip()]
    counted = [part for part in parts if unspaced(part) not in _strings("aside")]  # (누적, 명)
    if len(parts) > 1 and counted:
        parts = counted
        lists = [_listed(part, declared=declared) for part in parts]
        return tuple(unit for units in lists for unit in units) if all(lists) else ()
    if "/" in text and PER_TIME.fullmatch(text):
        return ()
    units = [read_unit(part) for part in SEPARATOR.split(text) if part.strip()]
    known = tuple(unit for unit in units if unit is not None)
    priced = "/" in text and any(unit.kind in PRICED_BY for unit in known[1:])
    return known if len(known) == len(units) and not (priced and known[0].kind == "money") else ()


@lru_cache(maxsize=4096)
def unit_in_label(text: str, names: frozenset[str] = frozenset()) -> tuple[str, tuple[Unit, ...], str]:
    """Split a row label into its words, its units and the unit as printed.

    A parenthesis names a unit where it says 단위 or is nothing but known units; the last such one counts. It does not
    where its word is one of ``names``, which say what bears the name, or may be one and stands before it: (주)가람.

    >>> unit_in_label("목표(단위: 명) ※참여자 수")[0]
    '목표 ※참여자 수'
    >>> unit_in_label("주민공청회 개최 (법령) 목표(단위: 건)")[0]
    '주민공청회 개최 (법령) 목표'
    """
    text = " ".join(visible(text).translate(TO_PLAIN_BRACKETS).split())
    found = list(PARENTHESIS.finditer(text))
    for match in [*filter(_says_unit, found), *reversed(found)]:
        said = SAID.match(match["inside"])
        word = unspaced(match["inside"])
        in_front = word in names_in_brackets() and not text[: match.start()].strip() and text[match.end() :].strip()
        if in_front or word in names:
            continue
        units = _listed(said["units"], declared=True) if said else _listed(match["inside"])
        if said or units:
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            printed = said["units"] if said else match["inside"]
            return " ".join(rest.split()), units, printed.strip()
    return _unit_behind_a_word(text, found)


def _unit_behind_a_word(text: str, found: Sequence[regex.Match[str]]) -> tuple[str, tuple[Unit, ...], str]:
    """The same where another word is beside the unit in one bracket: 사업비(군비, 백만원), 미세먼지(PM10, ㎍/㎥)."""
    for match in reversed(found):
        first, _, rest = match["inside"].partition(",")
        before, _, last = match["inside"].rpartition(",")
        for word, said in ((before, last), (rest, first)):
            named = word.strip() and not any(map(str.isdigit, SUBSTANCE.sub("", WHOLE_SHARE.sub("", word))))
            if named and (units := _listed(said)):
                rest = f"{text[: match.start()].rstrip()}({word.strip()}){text[match.end() :]}"
                return " ".join(rest.split()), units, said.strip()
    return " ".join(text.split()), (), ""


@lru_cache(maxsize=4096)
def spelling_of(unit: str, text: str) -> str:
    """How a text prints a unit, '' where it does not: 동 of ``(단위: 동, 명)`` for 개동.

    >>> spelling_of("백만원", "예산 (백만 원)"), spelling_of("개동", "12동"), spelling_of("명", "(단위: 인)")
    ('백만 원', '동', '인')
    """
    text = _without_notes(" ".join(visible(text).translate(TO_PLAIN_BRACKETS).split()))
    inside = [found["inside"] for found in PARENTHESIS.finditer(text)]
    wholes = [*(found["units"] for found in SAID.finditer(text)), *inside, NUMBER_BEFORE.sub("", text)]
    pieces = [piece for whole in wholes for piece in (whole, *whole.split(","), *SEPARATOR.split(whole))]
    said = (PREFIX.sub("", piece).strip(" ()") for piece in pieces)
    return next((word for word in said if (found := read_unit(word)) and found.unit == unit), "")


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    return {row["unit"]: (row["unit"], *row.get("spellings", ())) for row in table()["unit"]}


def spellings_of(unit: Unit) -> tuple[str, ...]:
    """Every way in which the counter of a unit is printed: 기업, 개사 ..."""
    return _spellings().get(unit.base_unit, (unit.base_unit,))


def in_round_brackets(text: str) -> str:
    """The text with brackets of any shape as round ones; quotation marks (「」) are none."""
    return text.translate(TO_PLAIN_BRACKETS).translate(TO_ROUND_BRACKETS)


def _says_unit(match: regex.Match[str]) -> bool:
    return SAID.match(match["inside"]) is not None


def all_units() -> Iterator[tuple[Unit, Sequence[str]]]:
    """Every base unit with its other spellings, for the published table of units."""
    for row in table()["unit"]:
        yield make_unit("", row["unit"], row["kind"]), row.get("spellings", [])

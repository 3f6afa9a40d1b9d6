"""One printed cell as an amount: a value with its unit, or the reason why there is none.

Every part of the text must be understood; where any residue is left, the answer is ``text`` or ``unreadable`` and
never the number of a part of it.

>>> read_amount("1억 2천만원").base_value
Decimal('120000000')
>>> read_amount("△1,920", read_unit("천원")).base_value
Decimal('-1920000')
>>> read_amount("160,00건").status                # a slip: 16,000 or 160,000
'unreadable'
>>> read_amount("비예산").status
'non_budget'
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

import regex

from normalize.units import SCALES, Unit, counters, make_unit, normal, read_unit, table
from plan_years import normal as spaced

AmountStatus = Literal[
    "value", "range", "transition", "multi", "formula", "dash", "blank", "non_budget", "undecided", "not_applicable",
    "text", "unreadable",
]  # fmt: skip

MOST_DIGITS = 24  # of one number; products of more would be rounded, and no plan prints them
TOO_MANY_DIGITS = regex.compile(rf"(?:\d,?){{{MOST_DIGITS + 1}}}")
# a raised number is a footnote; NFKC would make digits of it
FOOTNOTE = regex.compile(r"(?<=[\d\p{Hangul})%])[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+\)?")
MAX_LENGTH = 300  # characters; a longer cell is prose
DASHES = frozenset("-–—―−‐‑ㆍ·∙‧‥…ー－")
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
SMALL = "십백천"
BIG = "만억조"
SCALE = rf"(?:[{SMALL}]?[{BIG}]|[{SMALL}])"
NEGATIVE = "-△−–▲▽▼"  # the hyphen first: it stands inside a character class
AMBIGUOUS = "▲▽▼"
TILDE = r"\s?[~∼〜～]\s?"
ARROW = r"\s?(?:→|⇒|➔|➡|->)\s?"
PLAIN = regex.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?")
BRACKETS = regex.compile(r"^[(\[]|[)\]]$")
WIDE_MARKS = regex.compile(r"[０-９，－]")
SIMPLE = regex.compile(rf"(?<digits>{NUMBER})\s?(?<unit>[^\d\s().,~+\-]{{1,8}})")
SEGMENT = regex.compile(rf"({NUMBER})\s*({SCALE})?")
FORMULA = regex.compile(r"\d[^=]*[×*✕xX]\s*\d|=")
ORDINAL = regex.compile(r"제\s?\d[\d-]*\s?(?:호|조|항|차|회|기|장|절|권)|(?:\S+\s)?제\s?\d+\s?호")
QUARTER = regex.compile(r"(?:.*\D)?[1-4]\s?/\s?4\s?분?기?|.*분기")
AGE = regex.compile(r"만\s?\d+\s?세.*")
DATE = regex.compile(
    r"['’‘`]?(?:(?:19|20)\d\d|\d\d)\s?[.년]\s?(?:\d{1,2}\s?[.월]?\s?(?:\d{1,2}\s?[.일]?)?)?|\d{1,2}월(?:\s?\d{1,2}일)?"
)
MALFORMED = regex.compile(r"\d,\s?\d{1,2}(?!\d)|\d,\s?\d{4,}|\d{4,},\d|\.\d+\.|,,|\d\.\d*,\d|^0\d")
SPLIT_DIGITS = regex.compile(r"\d\s+\d")
ENCLOSED = regex.compile(r"[①-⓿❶-➓㉑-㉟㊱-㊿]")  # NFKC would make a number of the mark of a list
YEARS_ONLY = regex.compile(rf"(?:19|20)\d\d{TILDE}(?:19|20)\d\d")
RARE_GLYPH = r"[\u3400-\u4dbf\ue000-\uf8ff]"


@dataclass(frozen=True, slots=True)
class Amount:
    """What a cell says. ``value`` is in ``unit`` as printed; ``base_value = value * scale`` is in ``base_unit``.

    A range holds its ends in ``value`` and ``value_max``; a transition its end in ``value`` and its start in the flag
    ``from=``; several values of different units are ``parts``.
    """

    status: AmountStatus
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = ""
    scale: Decimal | None = None
    base_value: Decimal | None = None
    base_value_max: Decimal | None = None
    base_unit: str = ""
    comparator: Literal["", ">=", "<=", ">", "<"] = ""
    approx: bool = False
    value_kind: Literal["", "cumulative", "rate", "rank"] = ""
    flags: tuple[str, ...] = ()
    parts: tuple[Amount, ...] = ()


TIMES = frozenset({"일", "개월", "년", "주", "시간", "박"})

Context = Unit | tuple[Unit, ...] | None
COMPARATORS: dict[str, Literal[">=", "<=", ">", "<"]] = {"gte": ">=", "lte": "<=", "gt": ">", "lt": "<"}


@cache
def _no_values() -> dict[str, AmountStatus]:
    return {normal(word): row["status"] for row in table()["no_value"] for word in row["printed"]}


@cache
def _flag_words(kind: str) -> dict[str, str]:
    return {normal(word): row["flag"] for row in table()[kind] for word in row["printed"]}


def _alternatives(words: object) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


@cache
def _grammar() -> regex.Pattern[str]:
    """One amount: prefixes, sign, digits with scale words, unit, object, words behind it, an aside."""
    unit = rf"\s?(?<unit>{_alternatives(counters())})"
    return regex.compile(
        rf"(?:\?+\s)?(?<prefix>(?:(?:{_alternatives(_flag_words('prefix'))})\s?){{0,3}})"
        rf"(?<sign>[{NEGATIVE}+])?\s?(?<digits>(?:{NUMBER}\s?{SCALE}?\s?){{1,6}}+)(?<more>여)?"
        rf"(?:{unit})?(?<object>\s[\p{{Hangul}}A-Za-z]{{1,10}})??"
        rf"(?<behind>(?:\s?\(?(?:{_alternatives(_flag_words('behind'))})\)?){{0,2}})"
        rf"(?<aside>\s?\([^()]{{1,40}}\))?"
    )


@lru_cache(maxsize=65536)
def read_amount(text: str, unit: Context = None) -> Amount:
    """Read one printed cell; ``unit`` is the label's or table's, several of them for a cell with several values."""
    if len(text) <= MOST_DIGITS and PLAIN.fullmatch(text):
        return _in_unit(Decimal(text.replace(",", "")), "", unit, ())
    if text.strip() and all(mark in DASHES for mark in "".join(text.split())):
        return Amount("dash")
    text = FOOTNOTE.sub("", text)
    compared = spaced(text)
    if not compared:
        return Amount("blank")
    if len(compared) > MAX_LENGTH:
        return Amount("text", flags=("long",))
    if TOO_MANY_DIGITS.search(compared):
        return Amount("unreadable", flags=("too_many_digits", "review"))
    no_value = None if compared[0].isdigit() else _no_value(compared)
    if no_value:
        return no_value
    if not any(mark.isdigit() for mark in compared):
        return Amount("text", flags=("qualitative",))
    special = None if PLAIN.fullmatch(compared) else _special(compared)
    if special:
        return special
    if ENCLOSED.search(text):
        return Amount("text", flags=("ordinal",))
    flags = ("fullwidth",) if WIDE_MARKS.search(text) else ()
    amount = _plainly(compared, unit) or _one(compared, unit) or _span(compared, unit) or _several(text, unit)
    if amount is None:
        return _refusal(compared)
    return replace(amount, flags=(*flags, *amount.flags)) if flags else amount


def _no_value(compared: str) -> Amount | None:
    bare = normal(compared)
    if all(mark in DASHES for mark in bare):
        return Amount("dash")
    word = BRACKETS.sub("", bare.lstrip("-–—"))
    status = _no_values().get(word) or _no_values().get(bare)
    if status:
        return Amount(status, flags=("qualitative",) if status == "text" else ())
    return None


def _special(compared: str) -> Amount | None:
    """Numbers that are no amounts: formulas, ordinals, quarters, ages, dates."""
    if FORMULA.search(compared):
        return Amount("formula", flags=("review",))
    for pattern, flag in (
        (ORDINAL, "ordinal"),
        (QUARTER, "quarter"),
        (AGE, "age"),
        (DATE, "date"),
        (YEARS_ONLY, "period"),
    ):
        if pattern.fullmatch(compared):
            return Amount("text", flags=(flag,))
    return None


def _plainly(compared: str, unit: Context) -> Amount | None:
    """A number and a unit with nothing else: most cells, and far quicker than the whole grammar."""
    found = SIMPLE.fullmatch(compared)
    own = read_unit(found["unit"]) if found else None
    return _in_own_unit(Decimal(found["digits"].replace(",", "")), own, unit, ()) if found and own else None


def _one(compared: str, unit: Context) -> Amount | None:
    """A single amount, or None where the text is not one."""
    paren = regex.fullmatch(rf"\(\s*({NUMBER}(?:\s?{SCALE})?\s?\S{{0,6}})\s*\)", compared)
    found = _grammar().fullmatch(paren[1] if paren else compared)
    if not found:
        return _rare(compared)
    if found["object"] and not found["unit"]:
        return None
    evaluated = _evaluate(found["digits"])
    if evaluated is None:
        return None
    value, scale, mixed = evaluated
    flags = ["paren"] if paren else []
    if mixed:
        flags.append("mixed")
    if found["sign"] and found["sign"] in NEGATIVE:
        value = -value
        flags += ["triangle_neg"] if found["sign"] in "△▲▽▼" else []
        flags += ["review", "sign_ambiguous"] if found["sign"] in AMBIGUOUS else []
    elif found["sign"] == "+":
        flags.append("delta")
    flags += [f"object={found['object'].strip()}"] if found["object"] else []
    aside = (found["aside"] or "").strip(" ()")
    beside = read_unit(aside) if aside and not found["unit"] else None
    if beside and (scale or mixed) and beside.scale != 1:
        return None  # 5천(백만원): two scales
    if beside:
        own = make_unit(scale, beside.base_unit, beside.kind) if scale else beside
        return _annotate(_in_own_unit(value, own, unit, tuple(flags)), _noted(found, ""))
    amount = _with_scale(value, scale, found["unit"], unit, tuple(flags))
    return _annotate(amount, _noted(found, aside)) if amount else None


def _noted(found: regex.Match[str], aside: str) -> list[str]:
    """Flags of the words in front of, behind and beside the number."""
    flags: list[str] = []
    prefix = found["prefix"]
    before, behind = _flag_words("prefix"), _flag_words("behind")
    for word in regex.findall(_alternatives(before), prefix):
        flag = before[normal(word)]
        flags += [f"label={word}" if flag == "label" else flag]
    flags += [behind[normal(word)] for word in regex.findall(_alternatives(behind), found["behind"] or "")]
    if found["more"]:
        flags.append("approx")
    if aside:
        flag = _flag_words("behind").get(normal(aside), "")
        digits = any(mark.isdigit() for mark in aside)
        flags += [flag] if flag else [f"sec={aside}", "secondary"] if digits else [f"note={aside}"]
    return flags


def _annotate(amount: Amount, noted: list[str]) -> Amount:
    comparator = next((COMPARATORS[flag] for flag in noted if flag in COMPARATORS), None)
    kind = "cumulative" if "cumulative" in noted else amount.value_kind
    kept = tuple(flag for flag in noted if flag != "amount")
    return replace(
        amount,
        comparator=comparator or "",
        approx="approx" in noted,
        value_kind=kind,
        flags=(*amount.flags, *kept),
    )


def _evaluate(digits: str) -> tuple[Decimal, str, bool] | None:
    """Value, scale word and whether it was mixed: ``5백만`` is (5, 백만), ``1억 2천만`` is (120000000, '', mixed)."""
    segments = [(Decimal(number.replace(",", "")), scale) for number, scale in SEGMENT.findall(digits)]
    if len(segments) == 1:
        return segments[0][0], segments[0][1], False
    if any(value != value.to_integral_value() for value, _ in segments) or any(not s for _, s in segments[:-1]):
        return None
    total, section = Decimal(0), Decimal(0)
    lowest_big, lowest_small = Decimal(10) ** 16, Decimal(10) ** 4
    for value, word in segments:
        small = SCALES[word[0]] if word and word[0] in SMALL else Decimal(1)
        if (small >= lowest_small and small > 1) or value * small >= lowest_small:
            return None
        section += value * small
        lowest_small = small
        if word and word[-1] in BIG:
            big = SCALES[word[-1]]
            if big >= lowest_big:
                return None
            total += section * big
            section, lowest_big, lowest_small = Decimal(0), big, Decimal(10) ** 4
    return total + section, "", True


def _with_scale(value: Decimal, scale: str, unit_text: str, unit: Context, flags: tuple[str, ...]) -> Amount | None:
    if unit_text:
        own = make_unit(scale, *counters()[normal(unit_text)])
        return _in_own_unit(value, own, unit, flags)
    if not scale and "mixed" not in flags:
        return _in_unit(value, scale, unit, flags)
    context = unit if isinstance(unit, Unit) else unit[0] if unit and len(unit) == 1 else None
    money = (bool(scale) and scale[-1] in "억조") or ("mixed" in flags and abs(value) >= SCALES["억"])
    if context is None or (context.kind == "money" and money):
        if money:
            return _in_own_unit(value, make_unit(scale, "원", "money"), unit, flags)
        return _in_unit(value * SCALES[scale], "", unit, flags) if unit is None else None
    if context.scale == 1:
        return _in_own_unit(value, make_unit(scale, context.base_unit, context.kind), unit, flags)
    return None  # 5천 in a table of 백만원: the scale is not known


def _in_own_unit(value: Decimal, own: Unit, context: Context, flags: tuple[str, ...]) -> Amount:
    contexts = (context,) if isinstance(context, Unit) else context or ()
    if contexts and own.base_unit not in {unit.base_unit for unit in contexts}:
        kinds = {unit.kind for unit in contexts}
        flags = (*flags, "unit_override", *(["unit_conflict"] if own.kind not in kinds else []))
    return _in_unit(value, "", own, flags)


def _in_unit(value: Decimal, _: str, unit: Context, flags: tuple[str, ...]) -> Amount:
    if isinstance(unit, tuple):
        unit = unit[0] if len(unit) == 1 else None
        flags = flags if unit else (*flags, "review")
    if unit is None:
        return Amount("value", value, scale=Decimal(1), base_value=value, flags=flags)
    return Amount(
        "value",
        value,
        unit=unit.unit,
        scale=unit.scale,
        base_value=exact(value * unit.scale),
        base_unit=unit.base_unit,
        value_kind="rate" if unit.kind == "rate" else "rank" if unit.kind == "rank" else "",
        flags=flags,
    )


def exact(value: Decimal) -> Decimal:
    """The same number without trailing zeros behind the point."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def _rare(compared: str) -> Amount | None:
    """A number in front of a character that no font maps to a unit: the number stands, its unit is not known."""
    found = regex.fullmatch(rf"({NUMBER})\s?{RARE_GLYPH}", compared)
    if not found:
        return None
    value = Decimal(found[1].replace(",", ""))
    return Amount("value", value, scale=Decimal(1), base_value=value, flags=("review", "suspicious_glyph"))


def _span(compared: str, unit: Context) -> Amount | None:
    """A range ``50~60명`` or a transition ``60 → 70점``."""
    for pattern, status in ((TILDE, "range"), (ARROW, "transition")):
        parts = regex.split(pattern, compared)
        if len(parts) != 2 or not all(parts):
            continue
        right = _one(parts[1], unit)
        if right is None or right.value is None or right.base_value is None:
            return None
        own = Unit(right.unit, right.base_unit, right.scale or Decimal(1), right.value_kind)
        bare = regex.search(r"[\d.,]$", parts[0]) is not None and right.unit != ""
        left = _one(parts[0], own if bare else unit)
        if left is None or left.value is None or left.base_value is None:
            return None
        if left.base_unit and right.base_unit and left.base_unit != right.base_unit:
            return None
        return _joined(left, right, status)
    return None


def _joined(left: Amount, right: Amount, status: str) -> Amount | None:
    if left.base_value is None or right.base_value is None or left.value is None or right.value is None:
        return None
    flags = tuple(dict.fromkeys((*left.flags, *right.flags)))
    if status == "transition":
        return replace(right, status="transition", flags=(*flags, f"from={left.value}"))
    if left.base_value > right.base_value:
        return None
    low = left.value if left.scale == right.scale else left.base_value
    high = right.value if left.scale == right.scale else right.base_value
    same = left.scale == right.scale
    return replace(
        right,
        status="range",
        value=low,
        value_max=high,
        unit=right.unit if same else right.base_unit,
        scale=right.scale if same else Decimal(1),
        base_value=left.base_value,
        base_value_max=right.base_value,
        approx=left.approx or right.approx,
        flags=flags,
    )


def _several(text: str, unit: Context) -> Amount | None:
    """Several amounts of different units in one cell: ``50명, 1회``, ``3개소/120명``, stacked lines."""
    lines = [spaced(line) for line in text.splitlines() if line.strip()]
    for parts in (
        lines,
        *(regex.split(pattern, spaced(text)) for pattern in (r"\s?[,/·;]\s+|\s?[/;]\s?|(?<=\D),", r"(?<=\D)\s+")),
    ):
        if len(parts) < 2 or not all(parts):
            continue
        amounts = _each(parts, unit)
        if amounts:
            return Amount("multi", parts=amounts)
    return None


def _each(parts: list[str], unit: Context) -> tuple[Amount, ...]:
    contexts = unit if isinstance(unit, tuple) and len(unit) == len(parts) else None
    amounts = []
    for index, part in enumerate(parts):
        own = _one(part, None)
        amount = own if own and own.base_unit else _one(part, contexts[index]) if contexts else None
        if amount is None or amount.status != "value" or not amount.base_unit:
            return ()
        amounts.append(amount)
    distinct = {amount.base_unit for amount in amounts}
    if distinct & TIMES or {"원", "명"} <= distinct:
        return ()  # 1일 2회, 1,000원/1인: a rate, not two values
    return tuple(amounts) if len(distinct) == len(amounts) else ()


def _refusal(compared: str) -> Amount:
    """Why a text with digits in it is no amount."""
    if MALFORMED.search(compared):
        return Amount("unreadable", flags=("malformed_grouping", "review"))
    if SPLIT_DIGITS.search(compared) and not regex.search(r"\p{L}", regex.sub(r"\d\s+\d", "", compared)):
        return Amount("unreadable", flags=("split_digits", "review"))
    found = regex.fullmatch(rf"[{NEGATIVE}+]?\s?{NUMBER}\s?{SCALE}?\s?([^\d\s]{{1,8}})", compared)
    if found:
        return Amount("unreadable", flags=("unit_unknown", f"unit={found[1]}", "review"))
    return Amount("text")


__all__ = ["Amount", "exact", "read_amount", "read_unit"]

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

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

import regex

from normalize.amount import NUMBER, SCALE, SMALL, Amount, AmountStatus, evaluate, exact
from normalize.grammar import flag_words, grammar, no_values, words
from normalize.refusals import MOST_DIGITS, NEGATIVE, TILDE, TOO_MANY_DIGITS, as_printed, refusal, special
from normalize.units import SCALES, Unit, counters, make_unit, normal, read_unit, read_units
from plan_years import normal as spaced

# a raised number is a footnote; NFKC would make digits of it
FOOTNOTE = regex.compile(r"(?<=[\d\p{Hangul})%])[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+\)?")
MAX_LENGTH = 300  # characters; a longer cell is prose
DASHES = frozenset("-–—―−‐‑ㆍ·∙‧‥…ー－")
AMBIGUOUS = "▲▽▼"
ARROW = r"\s?(?:→|⇒|➔|➡|->)\s?"
PLAIN = regex.compile(NUMBER)
PAREN = regex.compile(rf"\(\s*({NUMBER}(?:\s?{SCALE})?\s?\S{{0,6}})\s*\)")
BRACKETS = regex.compile(r"^[(\[]|[)\]]$")
WIDE_MARKS = regex.compile(r"[０-９，－]")
SIMPLE = regex.compile(rf"(?<digits>{NUMBER})\s?(?<unit>[^\d\s().,~+\-]{{1,8}})")
DATE_LIKE = frozenset("년월")  # 24년 and 3월 are no amounts
THOUSANDS_POINT = regex.compile(r"[1-9]\d{0,2}\.\d{3}")  # 1.000명 is 1,000 with a slip
WHOLE = frozenset({"people", "count", "place", "money", "rank"})  # kinds of which there are no thousandths
UNSCALED = frozenset({"rate", "rank", "score", "time"})  # kinds that no scale word goes with
SCALE_ONLY = regex.compile(
    rf"{SCALE}|1\s?(?:인|명|일|회|개소|건|가구)|.*[당별]|[^\p{{L}}\d]+|\s*단\s?위.*"
)  # no aside: 5(천), 50(△), 5만원(인당)
SPANS = ((regex.compile(TILDE), "range"), (regex.compile(ARROW), "transition"))
LISTS = tuple(regex.compile(mark) for mark in (r"\s?[,/·;]\s+|\s?[/;]\s?|(?<=\D),", r"(?<=\D)\s+"))
MORE_THAN_ONE = regex.compile(r"\d[^\d]+\d")
RARE = regex.compile(rf"({NUMBER})\s?[\u3400-\u4dbf\ue000-\uf8ff]")

TIMES = frozenset({"일", "개월", "년", "주", "시간", "박"})

Context = Unit | tuple[Unit, ...] | None
COMPARATORS: dict[str, Literal[">=", "<=", ">", "<"]] = {"gte": ">=", "lte": "<=", "gt": ">", "lt": "<"}


@lru_cache(maxsize=65536)
def read_amount(text: str, unit: Context = None) -> Amount:
    """Read one printed cell; ``unit`` is the label's or table's, several of them for a cell with several values."""
    quickly = _plainly(text, unit) if len(text) <= MOST_DIGITS else None
    if quickly:
        return quickly
    if text.strip() and all(mark in DASHES for mark in "".join(text.split())):
        return Amount("dash")
    compared = spaced(FOOTNOTE.sub("", text))
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
    no_amount = as_printed(text) or (None if _is_decimal(compared) else special(compared))
    if no_amount:
        return no_amount
    flags = ("fullwidth",) if WIDE_MARKS.search(text) else ()
    amount = _plainly(compared, unit) or _one(compared, unit) or _span(compared, unit)
    amount = amount or _several(FOOTNOTE.sub("", text), unit)
    if amount is None:
        return refusal(compared)
    return replace(amount, flags=(*flags, *amount.flags)) if flags else amount


def _no_value(compared: str) -> Amount | None:
    bare = normal(compared)
    if all(mark in DASHES for mark in bare):
        return Amount("dash")
    word = BRACKETS.sub("", bare.lstrip("-–—"))
    status = no_values().get(word) or no_values().get(bare)
    if status:
        return Amount(status, flags=("qualitative",) if status == "text" else ())
    return None


def _is_decimal(compared: str) -> bool:
    """Whether it is a bare number, and no date without separators: ``24.3`` is one, ``20241231`` is not."""
    return PLAIN.fullmatch(compared) is not None and (len(compared) != 8 or not compared.isdigit())


def _plainly(text: str, unit: Context) -> Amount | None:
    """A number, or a number and its unit, with nothing else: most cells, and far quicker than the whole grammar."""
    if _is_decimal(text):
        return _counted(text, "", unit)
    found = SIMPLE.fullmatch(text)
    if not found or (found["unit"] in DATE_LIKE):
        return None
    own = read_unit(found["unit"])
    return _counted(found["digits"], found["unit"], unit, own) if own else None


def _counted(digits: str, printed: str, context: Context, own: Unit | None = None) -> Amount | None:
    """The amount of digits without scale words, unless it cannot be what is printed."""
    unit = own or (context if isinstance(context, Unit) else None)
    if unit and unit.scale == 1 and unit.kind in WHOLE and THOUSANDS_POINT.fullmatch(digits):
        return Amount("unreadable", flags=("malformed_grouping", "review"))
    value = Decimal(digits.replace(",", ""))
    if own is None:
        return _in_unit(value, context, ())
    if own.scale != 1 and (own.kind in UNSCALED or (printed in ("억", "조") and _of_another_kind("money", context))):
        return None
    return _in_own_unit(value, own, context, ())


def _of_another_kind(kind: str, context: Context) -> bool:
    return isinstance(context, Unit) and context.kind != kind


def _one(compared: str, unit: Context) -> Amount | None:
    """A single amount, or None where the text is not one."""
    paren = PAREN.fullmatch(compared)
    found = grammar().fullmatch(paren[1] if paren else compared)
    if not found:
        return _rare(compared)
    if found["object"] and not _may_be_counted(found):
        return None
    evaluated = evaluate(found["digits"], closed=not found["unit"])
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
    beside = _unit_beside(aside)
    if aside and not beside and (SCALE_ONLY.fullmatch(aside) or len(read_units(aside)) > 1):
        return None  # 5(천), 50(△), 50(백만원, %)
    if beside and found["unit"]:
        return None  # 50명(천명): two units
    if beside and (scale or mixed) and beside.scale != 1:
        return None  # 5천(백만원): two scales
    if beside:
        own = make_unit(scale, beside.base_unit, beside.kind) if scale else beside
        return _annotate(_in_own_unit(value, own, unit, tuple(flags)), _noted(found, ""))
    if THOUSANDS_POINT.fullmatch(found["digits"].strip()) and not found["unit"]:
        plain = _counted(found["digits"].strip(), "", unit)
        if plain is None or plain.status != "value":
            return plain
    amount = _with_scale(value, scale, found["unit"], unit, tuple(flags))
    return _agreeing(_annotate(amount, _noted(found, aside))) if amount else None


def _unit_beside(aside: str) -> Unit | None:
    """The unit that an aside is, as in ``120(건)`` and ``1,234 (단위: 천원)``."""
    if not aside:
        return None
    units = read_units(aside) if "위" in aside else ()
    return units[0] if len(units) == 1 else read_unit(aside)


def _may_be_counted(found: regex.Match[str]) -> bool:
    """Whether the word behind a unit is what is counted: not in ``100점 만점``, ``1인 가구``, ``5대 과제``."""
    word = found["object"].strip()
    if not found["unit"] or word in flag_words("spoils"):
        return False
    if found["sign"] in ("-", "–"):
        return False  # - 3회 개최: the mark of a list
    if counters()[normal(found["unit"])][1] in ("rank", "time") or found["unit"] == "인":
        return False
    return found["unit"] not in ("대", "기", "호") or word in flag_words("action")


def _agreeing(amount: Amount) -> Amount | None:
    """The same amount for review where its sign says what its word says again, None where they contradict."""
    if "decrease" in amount.flags and amount.value is not None:
        if "+" in amount.flags or ("delta" in amount.flags):
            return None
        if amount.value < 0:
            return replace(amount, flags=(*amount.flags, "review"))
    return amount


def _noted(found: regex.Match[str], aside: str) -> list[str]:
    """Flags of the words in front of, behind and beside the number."""
    flags: list[str] = []
    prefix = found["prefix"]
    before, behind = flag_words("prefix"), flag_words("behind")
    for word in words("prefix").findall(prefix) if prefix else ():
        flag = before[normal(word)]
        flags += [f"label={word}" if flag == "label" else flag]
    if found["behind"]:
        flags += [behind[normal(word)] for word in words("behind").findall(found["behind"])]
    if found["more"]:
        flags.append("approx")
    if aside:
        flag = flag_words("behind").get(normal(aside), "")
        digits = any(mark.isdigit() for mark in aside)
        flags += [flag] if flag else [f"sec={aside}", "secondary"] if digits else [f"note={aside}"]
    return flags


def _annotate(amount: Amount, noted: list[str]) -> Amount:
    if not noted:
        return amount
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


def _with_scale(value: Decimal, scale: str, unit_text: str, unit: Context, flags: tuple[str, ...]) -> Amount | None:
    if unit_text:
        own = make_unit(scale, *counters()[normal(unit_text)])
        if scale and own.kind in UNSCALED:
            return None
        return _in_own_unit(value, own, unit, flags)
    if not scale and "mixed" not in flags:
        return _in_unit(value, unit, flags)
    context = unit if isinstance(unit, Unit) else unit[0] if unit and len(unit) == 1 else None
    money = (bool(scale) and scale[-1] in "억조") or ("mixed" in flags and abs(value) >= SCALES["억"])
    if context is None or (context.kind == "money" and money):
        if money:
            return _in_own_unit(value, make_unit(scale, "원", "money"), unit, flags)
        return _in_unit(value * SCALES[scale], unit, flags) if unit is None else None
    if context.scale == 1 and context.kind not in UNSCALED and not money:
        return _in_own_unit(value, make_unit(scale, context.base_unit, context.kind), unit, flags)
    return None  # 5천 in a table of 백만원: the scale is not known


def _in_own_unit(value: Decimal, own: Unit, context: Context, flags: tuple[str, ...]) -> Amount:
    contexts = (context,) if isinstance(context, Unit) else context or ()
    if contexts and own.base_unit not in {unit.base_unit for unit in contexts}:
        kinds = {unit.kind for unit in contexts}
        flags = (*flags, "unit_override", *(["unit_conflict"] if own.kind not in kinds else []))
    return _in_unit(value, own, flags)


def _in_unit(value: Decimal, unit: Context, flags: tuple[str, ...]) -> Amount:
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


def _rare(compared: str) -> Amount | None:
    """A number in front of a character that no font maps to a unit: the number stands, its unit is not known."""
    found = RARE.fullmatch(compared)
    if not found:
        return None
    value = Decimal(found[1].replace(",", ""))
    return Amount("value", value, scale=Decimal(1), base_value=value, flags=("review", "suspicious_glyph"))


def _span(compared: str, unit: Context) -> Amount | None:
    """A range ``50~60명`` or a transition ``60 → 70점``."""
    for pattern, status in SPANS:
        parts = pattern.split(compared)
        if len(parts) != 2 or not all(parts):
            continue
        right = _one(parts[1], unit)
        if right is None or right.value is None or right.base_value is None:
            return None
        left = _one(parts[0], _unit_of_left(parts[0], right, unit))
        if left is None or left.value is None or left.base_value is None:
            return None
        if left.base_unit and right.base_unit and left.base_unit != right.base_unit:
            return None
        if status == "range" and _spoken(parts[0], left, right):
            return None
        return _joined(left, right, status)
    return None


def _unit_of_left(text: str, right: Amount, unit: Context) -> Context:
    """Bare digits are in the unit behind the right end, digits with a scale word in its base unit."""
    if not right.unit:
        return unit
    kind = next((kind for base, kind in counters().values() if base == right.base_unit), "")
    if regex.search(r"[\d.,]$", text):
        return Unit(right.unit, right.base_unit, right.scale or Decimal(1), kind)
    if regex.search(rf"{SCALE}$", text):
        return Unit(right.base_unit, right.base_unit, Decimal(1), kind)
    return unit


def _spoken(text: str, left: Amount, right: Amount) -> bool:
    """``3천~5천만원`` is said for 3천만~5천만원: the ends are too far apart to be what they look like."""
    if not left.base_value or right.base_value is None or not regex.search(rf"[{SMALL}]$", text):
        return False
    return right.base_value >= left.base_value * 1000


def _joined(left: Amount, right: Amount, status: str) -> Amount | None:
    if left.base_value is None or right.base_value is None or left.value is None or right.value is None:
        return None
    flags = tuple(dict.fromkeys((*left.flags, *right.flags)))
    if status == "range" and left.base_value > right.base_value:
        return None
    low = left.value if left.scale == right.scale else left.base_value
    high = right.value if left.scale == right.scale else right.base_value
    same = left.scale == right.scale
    if status == "transition":
        own = right.unit if same else right.base_unit
        scale = right.scale if same else Decimal(1)
        return replace(right, status="transition", value=high, unit=own, scale=scale, flags=(*flags, f"from={low}"))
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
    compared = spaced(text)
    if not MORE_THAN_ONE.search(compared):
        return None
    lines = [spaced(line) for line in text.splitlines() if line.strip()]
    for parts in (
        lines,
        *(pattern.split(compared) for pattern in LISTS),
    ):
        if len(parts) < 2 or not all(parts):
            continue
        amounts = _each(parts, unit)
        if amounts:
            flags = tuple(dict.fromkeys(flag for amount in amounts for flag in amount.flags))
            return Amount("multi", flags=flags, parts=amounts)
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


__all__ = ["Amount", "AmountStatus", "exact", "read_amount", "read_unit"]

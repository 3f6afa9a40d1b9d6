"""Texts that are more than one amount: ranges, changes, and lists of values with different units."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from normalize.cells.amount import Amount, Context
from normalize.cells.digits import BIG, NUMBER, SCALE, SMALL
from normalize.cells.grammar import flag_words
from normalize.cells.refusals import TILDE
from normalize.cells.single import read_one, read_plainly
from normalize.cells.units import ONE, Unit, counters
from plan.forms import plain
from plan.patterns import lazy_pattern
from plan.script import ARROWS, DOTS, LIST_DASHES, SPAN

ARROW = lazy_pattern(rf"\s?(?:[{ARROWS}]|->|=>)\s?")
SPANS = ((lazy_pattern(TILDE), "range"), (ARROW, "transition"))
SPAN_MARK = lazy_pattern(rf"[{SPAN}{ARROWS}>]")
HYPHEN = lazy_pattern(rf"({NUMBER}\s?{SCALE}?\s?\D{{0,4}}?)\s?[{LIST_DASHES}]\s?({NUMBER}.*)")
HYPHENED = frozenset({"people", "money", "rate", "area", "length", "weight", "volume", "energy", "emission", "score"})
HYPHENED_COUNTS = frozenset({"건", "개", "회", "개소"})  # 1-3권 are volumes, 3-5호 are houses, 30-40건 are that many
WITH_COUNTER = lazy_pattern(rf"{NUMBER}\s?(\D{{1,3}})")
LISTS = tuple(lazy_pattern(mark) for mark in (rf"\s?[,/{DOTS};]\s+|\s?[/;]\s?|(?<=\D)[,{DOTS}]", r"(?<=\D)\s+"))
MORE_THAN_ONE = lazy_pattern(r"\d[,.]*[^\d,.][^\d]*\d")
SCALE_MARKS = frozenset(SMALL + BIG)
TIMES = frozenset({"일", "개월", "년", "주", "주간", "시간", "분", "초", "박"})  # 1일 2회 is a rate, not two values
GROUPS = frozenset({"팀", "반", "그룹", "모둠", "개실", "대", "세트"})
ADDRESS = frozenset({"개동", "개 층", "호", "개실"})  # 101동 203호


def read_span(compared: str, unit: Context) -> Amount | None:
    """A range ``50~60명`` or a transition ``60 → 70점``."""
    if not SPAN_MARK.search(compared):
        return None
    if hyphened := HYPHEN.fullmatch(compared):
        amount = _span([hyphened[1], hyphened[2]], unit, "range")
        return amount if amount and _may_be_hyphened(read_one(hyphened[2], None)) else None
    for pattern, status in SPANS:
        parts = pattern.split(compared)
        if len(parts) == 2 and all(parts):
            return _span(parts, unit, status)
    return None


def _may_be_hyphened(right: Amount | None) -> bool:
    """Whether a hyphen in front of this amount can only be that of a range: its unit is printed and names nothing."""
    return right is not None and (_kind_of(right.base_unit) in HYPHENED or right.base_unit in HYPHENED_COUNTS)


@cache
def _kind_of(base_unit: str) -> str:
    return next((kind for base, kind in counters().values() if base == base_unit), "")


def _span(parts: list[str], unit: Context, status: str) -> Amount | None:
    right = read_plainly(parts[1], unit) or read_one(parts[1], unit)
    if right is None:
        return None
    of_left = _unit_of_left(parts[0], right, unit)
    left = read_plainly(parts[0], of_left) or read_one(parts[0], of_left)
    if left is None:
        return None
    if left.scale == ONE and left.base_unit and not right.base_unit:  # 10명→12
        right = read_one(parts[1], Unit(left.unit, left.base_unit, ONE, _kind_of(left.base_unit)))
    if right is None or (left.base_unit and left.base_unit != right.base_unit):
        return None
    if status == "range" and (_spoken(parts[0], left, right) or _first_to_last(left, parts[1])):
        return None
    return _joined(left, right, status)


def _unit_of_left(text: str, right: Amount, unit: Context) -> Context:
    """Bare digits are in the unit behind the right end, digits with a scale word in its base unit."""
    if not right.unit:
        return unit
    kind = _kind_of(right.base_unit)
    if text[-1] in "0123456789":
        return Unit(right.unit, right.base_unit, right.scale or ONE, kind)
    if text[-1] in SCALE_MARKS:
        return Unit(right.base_unit, right.base_unit, ONE, kind)
    return unit


def _spoken(text: str, left: Amount, right: Amount) -> bool:
    """``3천~5천만원`` is said for 3천만~5천만원: the ends are too far apart to be what they look like."""
    if not left.base_value or right.base_value is None or text[-1] not in SMALL:
        return False
    return right.base_value >= left.base_value * 1000


def _first_to_last(left: Amount, right: str) -> bool:
    """``1~3권`` are the first to the third as well as one to three."""
    found = WITH_COUNTER.fullmatch(right)
    return left.value == 1 and found is not None and found[1] in flag_words("names") and found[1] not in "인대"


def _joined(left: Amount, right: Amount, status: str) -> Amount | None:
    if left.base_value is None or right.base_value is None or left.value is None or right.value is None:
        return None
    flags = tuple(dict.fromkeys((*left.flags, *right.flags)))
    same = left.scale == right.scale
    low, high = (left.value, right.value) if same else (left.base_value, right.base_value)
    unit = right.unit if same else right.base_unit
    scale = right.scale if same else ONE
    if status == "transition":
        return replace(right, status="transition", value=high, unit=unit, scale=scale, flags=(*flags, f"from={low}"))
    if left.base_value > right.base_value:
        return None
    return replace(
        right,
        status="range",
        value=low,
        value_max=high,
        unit=unit,
        scale=scale,
        base_value=left.base_value,
        base_value_max=right.base_value,
        approx=left.approx or right.approx,
        flags=flags,
    )


def read_several(compared: str, lines: str, unit: Context) -> Amount | None:
    """Several amounts of different units in one cell: ``50명, 1회``, ``3개소/120명``, stacked lines."""
    if not MORE_THAN_ONE.search(compared):
        return None
    stacked = [plain(line) for line in lines.splitlines() if line.strip()]
    for parts in (stacked, *(pattern.split(compared) for pattern in LISTS)):
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
        own = read_plainly(part, None) or read_one(part, None)
        amount = own if own and own.base_unit else read_one(part, contexts[index]) if contexts else None
        if amount is None or amount.status != "value" or not amount.base_unit or part.endswith("조"):
            return ()  # 5조 3팀: three teams in the fifth group
        amounts.append(amount)
    distinct = {amount.base_unit for amount in amounts}
    if amounts[0].base_unit == "명" and amounts[-1].value == 1 and amounts[-1].base_unit in GROUPS:
        return ()  # 4인 1팀: teams of four
    if distinct & TIMES or {"원", "명"} <= distinct or len(distinct & ADDRESS) > 1:
        return ()  # 1일 2회, 1,000원/1인: a rate; 101동 203호: an address
    return tuple(amounts) if len(distinct) == len(amounts) else ()

"""A text that is one amount: a number with its sign, scale words, unit, qualifiers and an aside."""

from __future__ import annotations

from decimal import Decimal

import regex
from msgspec.structs import replace

from normalize.cells.amount import Amount, Context, annotated, in_own_unit, in_unit
from normalize.cells.digits import NUMBER, SCALE, evaluate, number, spelled_won
from normalize.cells.grammar import flag_words, grammar, no_values, words
from normalize.cells.units import ONE, RATIO, SCALES, Unit, counters, make_unit, read_unit, read_units
from plan.forms import unspaced
from plan.patterns import lazy_pattern
from plan.script import AMBIGUOUS_SIGNS, LIST_DASHES, RARE, TRIANGLES

PLAIN = lazy_pattern(NUMBER)
SIMPLE = lazy_pattern(rf"(?<digits>{NUMBER})\s?(?<unit>[^\d\s().,~+\-]{{1,8}})")
PAREN = lazy_pattern(r"\(\s*([^()]+?)\s*\)")
RARE_SIGN = lazy_pattern(f"[{RARE}]")
DATE_LIKE = frozenset("년월")  # 24년 and 3월 are no amounts
THOUSANDS_POINT = lazy_pattern(r"[1-9]\d{0,2}\.\d{3}")  # 1.000명 is 1,000 with a slip
YEAR_LIKE = lazy_pattern(r"(?:19|20)\d\d")
WHOLE = frozenset({"people", "count", "place", "money", "rank"})  # kinds of which there are no thousandths
WITHOUT_DIGITS = lazy_pattern(r"\d+(?:건|회|개소|명|개)?$")  # 변경 1
UNSCALED = frozenset({"rate", "rank", "score", "time", "temperature", "concentration"})  # no scale word goes with these
# no aside: 5(천), 50(△), 5만원(인당), 50만원(월), 5(단위 뭉치)
NO_ASIDE = lazy_pattern(
    rf"{SCALE}|1\s?(?:인|명|일|회|개소|건|가구|개월|월|년)|.*[당별]|(?:매|격)?(?:월|년|연|주|일|분기|반기)"
    r"|(?:월|주|일|분기|반기|회|시간)\s?평균"
    r"|[^\p{L}\d]+|\s*단\s?위.*"
)


def read_plainly(text: str, unit: Context) -> Amount | None:
    """A number, or a number and its unit, with nothing else: most cells, and far quicker than the whole grammar."""
    if is_decimal(text):
        return _counted(text, "", unit)
    found = SIMPLE.fullmatch(text)
    if not found or (found["unit"] in DATE_LIKE):
        return None
    own = read_unit(found["unit"])
    return _counted(found["digits"], found["unit"], unit, own) if own else None


def is_decimal(compared: str) -> bool:
    """Whether it is a bare number, and no date without separators: ``24.3`` is one, ``20241231`` is not."""
    return PLAIN.fullmatch(compared) is not None and (len(compared) != 8 or not compared.isdigit())


def _counted(digits: str, printed: str, context: Context, own: Unit | None = None) -> Amount | None:
    """The amount of digits without scale words, unless it cannot be what is printed."""
    if _is_part_of_a_whole(digits, own or context, context):
        return Amount("unreadable", flags=("part_of_a_whole", "review"))
    if _is_slip(digits, own or context):
        return Amount("unreadable", flags=("malformed_grouping", "review"))
    value = number(digits)
    if own is None:
        return in_unit(value, context)
    if own.scale != ONE and (own.kind in UNSCALED or printed[-1] in "억조대"):
        return None  # 5억, 10억대: whether that is money, the whole grammar knows
    return in_own_unit(value, own, context)


def _is_slip(digits: str, unit: Context) -> bool:
    """Whether the point of ``1.000`` stands for a separator: there are no thousandths of people."""
    countable = isinstance(unit, Unit) and unit.scale == ONE and unit.kind in WHOLE
    return countable and "." in digits and THOUSANDS_POINT.fullmatch(digits) is not None


def _is_part_of_a_whole(digits: str, unit: Context, context: Context) -> bool:
    """Whether digits count a part of a place: 25.9 below 개소, or in front of it, is the month of its opening.

    Where the row counts how many there are for each of many, it is no such month.
    """
    if isinstance(context, Unit) and context.kind == RATIO:
        return False
    of_places = isinstance(unit, Unit) and unit.scale == ONE and unit.kind == "place"
    return of_places and "." in digits and number(digits) % 1 != 0


def read_one(compared: str, unit: Context) -> Amount | None:
    """A single amount, or None where the text is not one."""
    paren = PAREN.fullmatch(compared) if compared[0] == "(" else None
    found = grammar().fullmatch(paren[1] if paren else compared)
    if not found or (paren and (found["prefix"] or found["object"])):
        return _of_rare_sign(compared)
    if found["object"] and not _may_be_counted(found):
        return None
    if found["unit"] and not found["prefix"] and _is_part_of_a_whole(found["digits"], read_unit(found["unit"]), unit):
        return Amount("unreadable", flags=("part_of_a_whole", "review"))
    evaluated = evaluate(found["digits"], counters()[unspaced(found["unit"])][0] if found["unit"] else "")
    if evaluated is None:
        return None
    value, scale, mixed = evaluated
    signed, flags = _signed(value, found["sign"] or "")
    flags = (*(["paren"] if paren else []), *(["mixed"] if mixed else []), *flags)
    if found["object"]:
        flags = (*flags, f"object={found['object'].strip()}")
    return _with_aside(found, signed, scale, unit, flags)


def _signed(value: Decimal, sign: str) -> tuple[Decimal, tuple[str, ...]]:
    sign = sign.strip("()")
    if not sign or sign == "+":
        return value, ("delta",) if sign else ()
    flags = ("triangle_neg",) if sign in TRIANGLES else ()
    return -value, (*flags, "review", "sign_ambiguous") if sign in AMBIGUOUS_SIGNS else flags


def _with_aside(
    found: regex.Match[str], value: Decimal, scale: str, unit: Context, flags: tuple[str, ...]
) -> Amount | None:
    """The amount with what stands in parentheses behind it: its unit, a note, another value, itself in words."""
    aside = (found["aside"] or "").strip(" ()")
    if aside and WITHOUT_DIGITS.sub("", unspaced(aside)) in flag_words("withdrawn"):
        return Amount("unreadable", flags=("withdrawn", "review"))
    beside = _unit_beside(aside) if aside else None
    if aside and not beside and (NO_ASIDE.fullmatch(aside) or len(read_units(aside)) > 1):
        return None  # 5(천), 50(△), 50(백만원, %)
    if beside and (found["unit"] or found["won"]):
        return None  # 50명(천명): two units
    if beside and (scale or "mixed" in flags) and beside.scale != ONE:
        return None  # 5천(백만원): two scales
    if beside:
        own = make_unit(scale, beside.base_unit, beside.kind) if scale else beside
        return _agreeing(annotated(in_own_unit(value, own, unit, flags), _noted(found, "")))
    if not found["unit"] and not found["won"] and _is_no_count(found, aside, unit):
        return None
    if aside and isinstance(unit, tuple):
        unit = _left_by(aside, unit)
    amount = _in_printed_unit(value, scale, found, unit, flags)
    if amount is None or not _says_the_same(aside, amount):
        return None
    return _agreeing(annotated(amount, _noted(found, aside)))


def _is_no_count(found: regex.Match[str], aside: str, unit: Context) -> bool:
    """Whether bare digits are a slip (``1.000`` of people) or a year with a note (``2024(안)``)."""
    digits = found["digits"].strip()
    if _is_slip(digits, unit):
        return True
    noted = aside and not any(mark.isdigit() for mark in aside) and unspaced(aside) not in flag_words("behind")
    return bool(noted) and YEAR_LIKE.fullmatch(digits) is not None


def _left_by(aside: str, units: tuple[Unit, ...]) -> Context:
    """The unit that is left for the number where its aside takes the other: ``436.6(40.0%)`` of 백만원 and %."""
    other = read_one(aside, None)
    left = [unit for unit in units if other is None or unit.base_unit != other.base_unit]
    return left[0] if other and other.base_unit and len(left) == 1 else units


def _says_the_same(aside: str, amount: Amount) -> bool:
    """Whether an aside that spells an amount in words spells this one; any other aside does not contradict."""
    in_words = spelled_won(aside)
    return in_words is None or in_words == amount.base_value


def _unit_beside(aside: str) -> Unit | None:
    """The unit that an aside is, as in ``120(건)`` and ``1,234 (단위: 천원)``."""
    units = read_units(aside) if "위" in aside else ()
    return units[0] if len(units) == 1 else read_unit(aside)


def _may_be_counted(found: regex.Match[str]) -> bool:
    """Whether the word behind a unit is what is counted: not in ``100점 만점``, ``1인 가구``, ``5대 과제``."""
    word = found["object"].strip()
    if not found["unit"] or word in flag_words("spoils"):
        return False
    if found["sign"] in tuple(LIST_DASHES):
        return False  # - 3회 개최: the mark of a list
    unit = unspaced(found["unit"])
    if counters()[unit][1] in ("rank", "time"):
        return False
    return unit not in flag_words("names") or word in flag_words("action")


def _agreeing(amount: Amount) -> Amount | None:
    """The same amount for review where its sign says what its word says again, None where they contradict."""
    flags = set(amount.flags)
    if flags & {"gte", "gt"} and flags & {"lte", "lt"}:
        return None
    if "decrease" in flags and amount.value is not None:
        if "delta" in flags:
            return None
        if amount.value < 0:
            return replace(amount, flags=(*amount.flags, "review"))
    return amount


def _noted(found: regex.Match[str], aside: str) -> list[str]:
    """Flags of the words in front of, behind and beside the number."""
    flags: list[str] = []
    behind = flag_words("behind")
    for word in _words_in("prefix", found["prefix"]):
        flag = flag_words("prefix")[word]
        flags.append(f"{flag}={word}" if flag in ("label", "note") else flag)
    flags += [behind[word] for word in _words_in("behind", found["behind"] or "")]
    if found["more"]:
        flags.append("approx")
    if found["reached"]:
        flags.append(f"object={found['reached'].strip()}")
    if found["mark"]:
        flags.append(f"note={found['mark'].strip()}")
    if aside:
        flag = behind.get(unspaced(aside), "")
        digits = any(mark.isdigit() for mark in aside)
        flags += [flag] if flag else [f"sec={aside}", "secondary"] if digits else [f"note={aside}"]
        flags += ["review"] if no_values().get(unspaced(aside), "text") != "text" else []  # 5억(미정)
    return [flag for flag in flags if flag != "amount"]


def _words_in(kind: str, text: str) -> list[str]:
    """The words of one table that stand in a text; most often it is one of them."""
    whole = text.strip(" ()[]")
    return [whole] if whole in flag_words(kind) else [unspaced(word) for word in words(kind).findall(text)]


def _in_printed_unit(
    value: Decimal, scale: str, found: regex.Match[str], unit: Context, flags: tuple[str, ...]
) -> Amount | None:
    printed = unspaced(found["unit"] or "")
    if found["won"]:
        if printed and counters()[printed][0] != "원":
            return None
        printed = "원"
    if printed:
        own = make_unit(scale, *counters()[printed])
        if scale and (own.kind in UNSCALED or (scale[-1] in "억조" and printed == "대")):
            return None  # 10억대 is about that much money and no number of vehicles
        return in_own_unit(value, own, unit, flags)
    if not scale and "mixed" not in flags:
        return in_unit(value, unit, flags)
    return _in_context(value, scale, unit, flags)


def _in_context(value: Decimal, scale: str, unit: Context, flags: tuple[str, ...]) -> Amount | None:
    """A number with scale words and no unit of its own: ``2억`` is money, ``3만`` is of a column that counts ones."""
    context = unit if isinstance(unit, Unit) else None
    money = (bool(scale) and scale[-1] in "억조") or ("mixed" in flags and abs(value) >= SCALES["억"])
    if context is None or (context.kind == "money" and money):
        if money:
            return in_own_unit(value, make_unit(scale, "원", "money"), unit, flags)
        return in_unit(value * SCALES[scale], unit, flags) if unit is None else None
    if context.scale == ONE and context.kind not in UNSCALED and not money:
        return in_own_unit(value, make_unit(scale, context.base_unit, context.kind), unit, flags)
    return None  # 5천 in a table of 백만원: the scale is not known


def _of_rare_sign(compared: str) -> Amount | None:
    """A number in front of a character that no font maps to a unit: the number stands, its unit is not known."""
    digits = compared[:-1].removesuffix(" ")
    if not RARE_SIGN.match(compared[-1]) or not PLAIN.fullmatch(digits):
        return None
    return in_unit(number(digits), None, ("review", "suspicious_glyph"))

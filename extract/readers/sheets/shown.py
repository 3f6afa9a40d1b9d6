"""A stored number as its format shows it: what a person reads in the cell is what is published, as print is.

>>> [shown(Decimal(text), code) for text, code in (("1234567", "#,##0"), ("1234567", "#,##0,"), ("0.125", "0.0%"))]
['1,234,567', '1,235', '12.5%']
>>> shown(Decimal("0"), '#,##0;-#,##0;"-"'), shown(Decimal("-3"), "#,##0_);(#,##0)")
('-', '(3)')
>>> shown(Decimal("45292"), 'yyyy"년"')
'2024년'
>>> shown(Decimal("0.30000000000000004"), "General"), shown(Decimal("5"), '#,##0"명"'), shown(Decimal("7"), ";;;")
('0.3', '5명', '')
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from extract.readers.sheets.number_format import Part, Piece, parts_of
from plan.forms import compatible
from plan.script import WON_SIGNS

EXACT = Context(prec=15, rounding=ROUND_HALF_UP)  # digits that a spreadsheet keeps of a number
WIDE = Context(prec=60, rounding=ROUND_HALF_UP)  # digits while we reckon, so that nothing is rounded twice
GENERAL_DIGITS = 11  # of a number without a format, its point counted
GENERAL_LARGEST, GENERAL_SMALLEST = Decimal(10) ** 11, Decimal(10) ** -9  # beyond these it is shown with an exponent
KEPT = 4_096  # numbers whose look is kept: a workbook says the same ones again
LARGEST = Decimal(10) ** 30  # of a number that is written out
FIRST_DAY, FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # the days with number 0
LAST_DAY = 2_958_465  # 31 December 9999
LEAP_DAY = 60  # of 1900, which never was; days before it count one more
WEEKDAYS = "월화수목금토일"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HALVES = ("오전", "오후")


@lru_cache(KEPT)
def shown(value: Decimal, code: str, *, from_1904: bool = False) -> str | None:
    """What is seen of a number, or None where the format is one that we do not write."""
    value = EXACT.plus(value)
    parts = [part for part in parts_of(code) if not part.has("cell-text")] or list(parts_of("General"))
    number = _part_of(value, parts)
    part = parts[number]
    if part.has("unknown") or abs(value) >= LARGEST:
        return None
    if part.has("date"):
        return _date(value, part, from_1904=from_1904)
    is_signed = value < 0 and (number == 0 or part.condition is not None) and not _says_sign(part, number)
    text = _number(abs(value), part)
    if text is None:
        return None
    return f"-{text}" if is_signed and any(digit in text for digit in "123456789") else text


def shown_text(text: str, code: str) -> str:
    """What is seen of a text: the part for texts may put words round it.

    >>> shown_text("410", '@"천원"'), shown_text("410", "#,##0"), shown_text("410", "#,##0;;;")
    ('410천원', '410', '')
    """
    parts = parts_of(code)
    own = parts[3] if len(parts) > 3 else next((part for part in parts if part.has("cell-text")), None)
    if own is None:
        return text
    return "".join(text if piece.kind == "cell-text" else piece.said for piece in own.pieces if _is_word(piece))


def signed(value: Decimal, as_shown: str) -> str:
    """What is seen of a number, with its sign where only brackets or a colour say that it is below zero.

    >>> signed(Decimal(-3), "(3)"), signed(Decimal(-3), "3명"), signed(Decimal(-3), "△3"), signed(Decimal(3), "(3)")
    ('-3', '-3명', '△3', '(3)')
    """
    inside = as_shown[1:-1].strip() if as_shown.startswith("(") and as_shown.endswith(")") else as_shown
    bare = compatible(inside).lstrip(f"{WON_SIGNS}\\$ ")
    if value >= 0 or not bare[:1].isdecimal() or not any(digit in bare for digit in "123456789"):
        return as_shown
    return f"-{inside}"


def is_date(code: str) -> bool:
    """Whether a format shows a day or a time."""
    return parts_of(code)[0].has("date")


def _is_word(piece: Piece) -> bool:
    return piece.kind in ("text", "cell-text")


def _part_of(value: Decimal, parts: list[Part]) -> int:
    """Which part a number is shown by."""
    if any(part.condition for part in parts):
        for number, part in enumerate(parts):
            if part.condition.holds(value) if part.condition else number == len(parts) - 1:
                return number
        return len(parts) - 1
    if len(parts) > 1 and value < 0:
        return 1
    return 2 if len(parts) > 2 and value == 0 else 0


def _says_sign(part: Part, number: int) -> bool:
    return number > 0 and any(piece.kind == "text" and "-" in piece.said for piece in part.pieces)


def general(value: Decimal) -> str:
    """A number without a format.

    >>> [general(Decimal(text)) for text in ("2024", "0.1", "1234.5678", "123456789012", "-0.5")]
    ['2024', '0.1', '1234.5678', '1.23457E+11', '-0.5']
    """
    value = EXACT.plus(value)
    if value and not GENERAL_SMALLEST <= abs(value) < GENERAL_LARGEST:
        return _scientific(value, 5)
    whole = len(str(abs(int(value))))
    places = max(0, GENERAL_DIGITS - 1 - whole)
    return _plain(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, WIDE))


def _scientific(value: Decimal, places: int) -> str:
    exponent = value.adjusted() if value else 0
    mantissa = value.scaleb(-exponent).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, WIDE)
    sign = "-" if exponent < 0 else "+"
    return f"{_plain(mantissa)}E{sign}{abs(exponent):02}"


def _plain(value: Decimal) -> str:
    """All digits, without zeros at the end of the decimals."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _number(value: Decimal, part: Part) -> str | None:
    """The digits of a number without its sign, among the words of the part."""
    if part.has("exponent"):
        return None
    if part.has("general"):
        return "".join(general(value) if piece.kind == "general" else piece.said for piece in part.pieces).strip()
    pieces = list(part.pieces)
    last = max((at for at, piece in enumerate(pieces) if piece.kind == "digits"), default=-1)
    if last < 0:
        return "".join(piece.said for piece in pieces if piece.kind in ("text", "percent")).strip()
    scaled = _commas_behind(pieces, last)
    percents = sum(piece.kind == "percent" for piece in pieces)
    point = next((at for at, piece in enumerate(pieces) if piece.kind == "point"), len(pieces))
    decimals = "".join(piece.said for piece in pieces[point:] if piece.kind == "digits")
    value = value.scaleb(2 * percents - 3 * scaled, WIDE)
    value = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, WIDE)
    whole, _, behind = f"{value:f}".partition(".")
    grouped = any(piece.kind == "comma" for piece in pieces[: min(last, point)])
    front = _whole(whole, pieces[:point], grouped=grouped)
    return (front + _decimals(behind, pieces[point:])).strip()


def _commas_behind(pieces: list[Piece], last: int) -> int:
    """How many commas stand right behind the last digits: each of them leaves three digits out."""
    return next((at for at, piece in enumerate(pieces[last + 1 :]) if piece.kind != "comma"), len(pieces) - last - 1)


def _whole(digits: str, pieces: list[Piece], *, grouped: bool) -> str:
    """The digits in front of the point, from the right into their places, the rest into the first of them."""
    least = sum(piece.said.count("0") for piece in pieces if piece.kind == "digits")
    digits = digits.lstrip("0").rjust(least, "0")
    written: list[str] = []
    if grouped:
        digits = f"{int(digits):,}" if digits and len(digits) == len(str(int(digits))) else digits
    rest = digits
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at]
        if piece.kind == "digits":
            is_first = grouped or not any(one.kind == "digits" for one in pieces[:at])
            taken = rest if is_first else rest[-len(piece.said) :]
            rest = rest[: len(rest) - len(taken)]
            written.append(taken)
        elif piece.kind in ("text", "percent"):
            written.append(piece.said)
    return "".join(reversed(written))


def _decimals(digits: str, pieces: list[Piece]) -> str:
    """The point with the digits behind it, and the words there; a place that need not be shown is left out."""
    written: list[str] = []
    places = "".join(piece.said for piece in pieces if piece.kind == "digits")
    kept = len(digits)
    while kept and digits[kept - 1] == "0" and places[kept - 1] != "0":
        kept -= 1
    rest = digits[:kept]
    for piece in pieces:
        if piece.kind == "point":
            written.append(".")
        elif piece.kind == "digits":
            taken = rest[: len(piece.said)]
            rest = rest[len(taken) :]
            written.append(taken)
        elif piece.kind in ("text", "percent"):
            written.append(piece.said)
    return "".join(written)


def _date(value: Decimal, part: Part, *, from_1904: bool) -> str | None:
    """A day or a time; None where the number is none."""
    if not 0 <= value <= LAST_DAY or (not from_1904 and int(value) == LEAP_DAY):
        return None
    days = value + 1 if not from_1904 and value < LEAP_DAY else value
    when = (FIRST_DAY_1904 if from_1904 else FIRST_DAY) + timedelta(seconds=round(days * 86_400))
    pieces = part.pieces
    halves = any(piece.said in ("am/pm", "a/p", "오전/오후") for piece in pieces)
    written = []
    for at, piece in enumerate(pieces):
        if piece.kind == "date":
            said = _of_date(when, piece.said, is_minute=_is_minute(pieces, at), halves=halves)
            if said is None:
                return None
            written.append(said)
        elif piece.kind == "digits":
            if at == 0 or pieces[at - 1].kind != "point":
                return None
            written.append("0" * len(piece.said))  # parts of a second
        elif piece.kind in ("text", "point", "comma"):
            written.append(piece.said)
    return "".join(written).strip()


def _is_minute(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether an ``m`` behind hours or before seconds is minutes."""
    if pieces[at].said[0] != "m" or len(pieces[at].said) > 2:
        return False
    before = next((piece.said for piece in reversed(pieces[:at]) if piece.kind == "date"), "")
    behind = next((piece.said for piece in pieces[at + 1 :] if piece.kind == "date"), "")
    return before.startswith("h") or behind.startswith("s")


def _of_date(when: datetime, said: str, *, is_minute: bool, halves: bool) -> str | None:
    letter, width = said[0], len(said)
    if said in ("am/pm", "a/p", "오전/오후"):
        names = HALVES if said == "오전/오후" else tuple(said.upper().split("/"))
        return names[when.hour >= 12]
    if letter in "ye":
        return f"{when.year % 100:02}" if letter == "y" and width <= 2 else f"{when.year}"
    if is_minute or letter in "hs":
        number = when.minute if is_minute else when.second if letter == "s" else when.hour
        number = (number % 12 or 12) if letter == "h" and halves else number
        return f"{number:0{min(width, 2)}}"
    if letter == "m":
        names_of = {3: MONTHS[when.month - 1], 4: FULL_MONTHS[when.month - 1], 5: MONTHS[when.month - 1][0]}
        return names_of.get(width, f"{when.month:0{min(width, 2)}}")
    if letter == "d":
        day = DAYS[when.weekday()]
        return {3: day[:3], 4: day}.get(width, f"{when.day:0{min(width, 2)}}")
    if letter == "a":
        return WEEKDAYS[when.weekday()] + ("요일" if width > 3 else "")
    return None  # eras (g, b) are none of Korea's

"""How digits, scale words and numerals in words add up.

>>> evaluate("3천5백만", "원")
(Decimal('35000000'), '', True)
>>> evaluate("3억5천", "") is None                   # 3억 5천만 when spoken, 300,005,000 to the letter
True
>>> spelled("이십삼만사천오백팔십")                     # 행정업무운영 편람: 금234,580원(금이십삼만사천오백팔십원)
Decimal('234580')
"""

from __future__ import annotations

from decimal import Decimal

from normalize.cells.units import SCALES
from plan.patterns import lazy_pattern

# 05명 and 00명 are no numbers: the one may be a code, the other is a gap to be filled in
NUMBER = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*|0(?![0-9,]))(?:\.[0-9]+)?"
SMALL = "십백천"
BIG = "만억조"
SCALE = rf"(?:[{SMALL}]?[{BIG}]|[{SMALL}])"
SEGMENT = lazy_pattern(rf"({NUMBER})\s*({SCALE})?")
NUMERALS = {word: Decimal(value) for value, word in enumerate("일이삼사오육칠팔구", 1)}
SPELLED = lazy_pattern(rf"(?:[{''.join(NUMERALS)}]?[{SMALL}{BIG}]|[{''.join(NUMERALS)}])+")
SPELLED_WON = lazy_pattern(rf"일?금\s?(?P<words>[{''.join(NUMERALS)}{SMALL}{BIG}\s]{{1,40}})원\s?정?")


def number(digits: str) -> Decimal:
    """The exact number of well-formed digits."""
    return Decimal(digits.replace(",", ""))


def exact(value: Decimal) -> Decimal:
    """The same number without trailing zeros behind the point."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def evaluate(digits: str, unit: str) -> tuple[Decimal, str, bool] | None:
    """Value, scale word and whether it was mixed: ``5백만`` is (5, 백만), ``1억 2천만`` is (120000000, '', mixed).

    ``unit`` is the base unit printed behind; without one ``1억 2,000`` may leave out a 만, with another than 원 the
    ``3조 2`` of ``3조 2팀`` may be the third group.
    """
    segments = [(number(printed), scale) for printed, scale in SEGMENT.findall(digits)]
    if len(segments) == 1:
        return segments[0][0], segments[0][1], False
    if any(value != value.to_integral_value() for value, _ in segments) or any(not s for _, s in segments[:-1]):
        return None
    if _leaves_out_a_word(segments, unit):
        return None
    total = _added(segments)
    return None if total is None else (total, "", True)


def _added(segments: list[tuple[Decimal, str]]) -> Decimal | None:
    """The sum of parts whose scale words fall from left to right, None where they do not."""
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
    return total + section


def _leaves_out_a_word(segments: list[tuple[Decimal, str]], unit: str) -> bool:
    """``3억5천`` and ``1억 2,000`` are said for 3억 5천만 and 1억 2,000만, ``2천5`` for 2천5백: not sure."""
    value, last = segments[-1]
    bigs = [word[-1] for _, word in segments if word and word[-1] in BIG]
    after_big = bool(bigs) and bigs[-1] != "만" and (not last or last[-1] in SMALL)
    if after_big:
        return bool(last) or unit != "원"
    return not unit and not last and value < 1000


def spelled(words: str) -> Decimal | None:
    """The number that Korean numerals spell, None where they are none or do not fall from left to right."""
    compared = "".join(words.split())
    if not SPELLED.fullmatch(compared):
        return None
    segments: list[tuple[Decimal, str]] = []
    for mark in compared:
        value, word = segments[-1] if segments else (None, "")
        if mark in NUMERALS:
            segments.append((NUMERALS[mark], ""))
        elif value is not None and (not word or mark in BIG):  # 이십, and the 만 of 이천만 that closes the section
            segments[-1] = (value, word + mark)
        else:
            segments.append((Decimal(1), mark))
    return _added(segments) if all(word in SCALES for _, word in segments) else None


def spelled_won(compared: str) -> Decimal | None:
    """The amount that a text such as ``금이십삼만사천오백팔십원`` spells; without 금 in front it may be any word."""
    found = SPELLED_WON.fullmatch(compared) if "금" in compared else None
    return spelled(found["words"]) if found else None

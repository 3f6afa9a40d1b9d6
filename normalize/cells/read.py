"""One printed cell as an amount: a value with its unit, or the reason why there is none.

Every part of the text must be understood; where any residue is left, the answer is ``text`` or ``unreadable`` and
never the number of a part of it.

>>> def said(text, unit=""):
...     amount = read_amount(text, read_units(unit))
...     parts = [f"{part.base_value:f} {part.base_unit}" for part in amount.parts or (amount,) if part.base_value]
...     return " ".join([amount.status, *parts, *amount.flags])
>>> said("1,800명")                         # 서울 시민참여 기본계획 3-4-1
'value 1800 명'
>>> said("590(누계)", "만명")                  # 서울 시민참여 기본계획 1-3-1
'value 5900000 명 cumulative'
>>> said("160,00건")                        # 서울 시민참여 기본계획 개요: 16,000 or 160,000
'unreadable malformed_grouping review'
>>> said("50명, 1회")                        # 서울 시민참여 기본계획 2-4-1
'multi 50 명 1 회'
>>> said("비예산")                            # 서울 시민참여 기본계획 2-2-2
'non_budget'
>>> said("80(국비30)", "백만원")                # 부산 상수도사업본부 주요업무계획
'value 80000000 원 sec=국비30 secondary'
>>> said("258.4억")                         # 부산 상수도사업본부 주요업무계획
'value 25840000000 원'
>>> said("13종 18억어절")                      # 국립국어원 업무계획
'multi 13 종 1800000000 어절'
>>> said("2022년(B)")                       # 국립국어원 업무계획
'text date'
>>> said("2,000백만 원")                      # 국립국어원 업무계획
'value 2000000000 원'
>>> said("△1,920", "천원")                   # 영암군 추경예산서
'value -1920000 원 triangle_neg'
>>> said("193억 5천만 원")                     # 여수시 5개년 계획
'value 19350000000 원 mixed'
>>> said("436.6(40.0%)", "백만톤CO2e")         # 국가 탄소중립·녹색성장 기본계획
'value 436600000 tCO2eq sec=40.0% secondary'
>>> said("86,666원×8명×12월")                 # 세출예산명세서
'formula review'
>>> said("21만 4천 건"), said("15.0 만건")       # 통계청 보도자료
('value 214000 건 mixed', 'value 150000 건')
>>> said("금113,560원(금일십일만삼천오백육십원)")       # 행정업무운영 편람
'value 113560 원 note=금일십일만삼천오백육십원'
>>> said("市 58%")                          # 2018년 신속집행 추진계획
'value 58 % label=市'
>>> said("제101003호"), said("1/4분기")        # 통계청 보도자료
('text ordinal', 'text quarter')
"""

from __future__ import annotations

from functools import lru_cache

import regex
from msgspec.structs import replace

from normalize.cells.amount import Amount, AmountStatus, Context, in_own_unit
from normalize.cells.composite import read_several, read_span
from normalize.cells.digits import exact, spelled_won
from normalize.cells.grammar import no_values
from normalize.cells.refusals import MOST_DIGITS, TOO_MANY_DIGITS, as_printed, refusal, special
from normalize.cells.single import is_decimal, read_one, read_plainly
from normalize.cells.units import in_hangul, make_unit, read_unit, read_units
from plan.forms import plain, unspaced
from plan.notes import notes_of, without_notes
from plan.patterns import lazy_pattern
from plan.script import (
    BOXED,
    DASH_LETTERS,
    DASHES,
    DECREASE,
    DOTS,
    ELLIPSES,
    FOOTNOTE_MARKS,
    GROUPING,
    ITEM_MARKS,
    PRIVATE_USE,
    REVERSAL,
    THIN_BLANKS,
    WIDE_NUMBER,
    visible,
)

MAX_LENGTH = 300  # characters; a longer cell is prose
# what needs no normalising: neither full-width nor raised digits, Chinese numerals, nor marks of lists
EVERYDAY = lazy_pattern(rf"[0-9가-힣 ,.()%~/{DECREASE}]*")
DIGIT = lazy_pattern(r"[\p{Nd}\p{No}]")
NOTHING = frozenset(DASHES + DOTS + ELLIPSES + DASH_LETTERS)  # printed where there is no number
DASH_AND_UNIT = lazy_pattern(rf"(?:\(\s?)?[{DASHES}](?:\s?\))?(?<space>\s?)(?<unit>[^\d()]{{1,6}})")
BRACKETS = lazy_pattern(r"^[(\[]|[)\]]$")
NOTED = lazy_pattern(r"(?<word>[^()]{1,20}?)\s?\((?<note>[^()\d]{1,30})\)")
ITEM_MARK = lazy_pattern(rf"(?:[{ITEM_MARKS}]|(?![{BOXED}])(?<unknown>[{PRIVATE_USE}]))\s?(?=\d)")
# 210 1), 210명 주1), 1,200 *2): the number of a note behind a value, which is none where only a digit parts them
NOTE_BEHIND = lazy_pattern(
    rf"(?<amount>.*[^\s(,.~{FOOTNOTE_MARKS}])(?<!주)(?:(?:\s|(?<=\D))|\s?[{FOOTNOTE_MARKS}]\s?|(?:\s|(?<=\D))주\s?)"
    r"(?<note>[1-9]\d?)\)(?:\s?,?\s?(?<note>[1-9]\d?)\))*"
)
UNNUMBERED_NOTE = lazy_pattern(r"(?<amount>.*[^\s(,.~])\s?주\s?\)")  # 105주), beside a unit that is not 주
WIDE_MARKS = lazy_pattern(f"[{WIDE_NUMBER}]")
# a blank that nobody types between two numbers, at the comma of thousands or for it: 1,\u00a0235
SET_APART = lazy_pattern(
    rf"(?<=\d)(?:(?<comma>[{GROUPING}])[^\S\x00-\x7f]+|[^\S\x00-\x7f]+(?<comma>[{GROUPING}])[^\S\x00-\x7f]*)(?=\d{{3}}(?!\d))"
)
THIN_GROUPS = lazy_pattern(rf"(?<![\d.,])[1-9]\d{{0,2}}(?:[{THIN_BLANKS}]\d{{3}})+(?!\d)")
# any blank where a group is no number of its own: 1, 235, 000
EMPTY_GROUP = lazy_pattern(
    r"(?<![\d.,])[1-9]\d{0,2}(?:\s?,\s?\d{3})*(?:\s,\s?|,\s)(?:\d{3}\s?,\s?)*0\d\d(?:\s?,\s?\d{3})*(?!\d)"
)


@lru_cache(maxsize=16384)
def read_amount(text: str, unit: Context = None) -> Amount:
    """Read one printed cell; ``unit`` is the label's or table's, several of them for a cell with several values."""
    if isinstance(unit, tuple) and len(unit) <= 1:
        unit = unit[0] if unit else None
    quickly = read_plainly(text, unit) if len(text) <= MOST_DIGITS else None
    if quickly:
        return quickly
    if len(text) <= MAX_LENGTH and EVERYDAY.fullmatch(text):
        return _read(" ".join(text.split()), text, unit)
    if REVERSAL in text:
        return Amount("unreadable", flags=("reversed", "review"))
    if (seen := visible(text)) != text:
        return read_amount(seen, unit)
    if (joined := THIN_GROUPS.sub(_joined, SET_APART.sub(r"\g<comma>", text))) != text:
        return _set_apart(read_amount(joined, unit))
    if text.strip() and all(mark in NOTHING for mark in "".join(text.split())):
        return Amount("dash")
    noteless = in_hangul(without_notes(text))
    compared = plain(noteless)
    if len(compared) > MAX_LENGTH:
        return Amount("text", flags=("long",))
    no_amount = as_printed(text, noteless) if DIGIT.search(compared) else None
    if no_amount:
        return no_amount
    amount = _read(compared, noteless, unit)
    if amount.status in ("text", "unreadable"):
        return amount
    wide = ("fullwidth",) if (amount.value is not None or amount.parts) and WIDE_MARKS.search(text) else ()
    notes = tuple(f"note={note}" for note in notes_of(text))
    return replace(amount, flags=(*wide, *amount.flags, *notes)) if wide or notes else amount


def _read(compared: str, lines: str, unit: Context) -> Amount:
    """Read a text in its normal form; ``lines`` is the same with its line breaks."""
    if not compared:
        return Amount("blank")
    if not DIGIT.search(compared):
        return _in_words(compared, unit) or Amount("text", flags=("qualitative",))
    if TOO_MANY_DIGITS.search(compared):
        return Amount("unreadable", flags=("too_many_digits", "review"))
    if compared[-1] == ")" and (noted := _before_note(compared, unit)):
        return noted
    if " " in compared and (joined := EMPTY_GROUP.sub(_joined, compared)) != compared:
        return _set_apart(_read(joined, joined, unit))
    if mark := ITEM_MARK.match(compared):
        return _of_item(mark, compared[mark.end() :], unit) or refusal(compared)
    return (
        (None if is_decimal(compared) else special(compared, has_unit=bool(unit)))
        or read_plainly(compared, unit)
        or read_one(compared, unit)
        or read_span(compared, unit)
        or read_several(compared, lines, unit)
        or refusal(compared)
    )


def _joined(found: regex.Match[str]) -> str:
    """The groups of a number without what is between them but for the comma."""
    return "".join(found.group().split())


def _set_apart(amount: Amount) -> Amount:
    """The amount, marked as printed with a blank inside its number."""
    is_read = amount.status in ("value", "range", "multi")
    return replace(amount, flags=(*amount.flags, "set_apart")) if is_read else amount


def _before_note(compared: str, unit: Context) -> Amount | None:
    """The one value in front of the number of a note, whose bracket nothing opens."""
    if compared.count("(") >= compared.count(")"):
        return None
    if (noted := UNNUMBERED_NOTE.fullmatch(compared)) and _counts_no_weeks(unit):
        amount = _read(noted["amount"], noted["amount"], unit)
        return replace(amount, flags=(*amount.flags, "note=주")) if amount.status in ("value", "range") else None
    if not (found := NOTE_BEHIND.fullmatch(compared)):
        return None
    amount = _read(found["amount"], found["amount"], unit)
    notes = tuple(f"note={note}" for note in found.captures("note"))
    return replace(amount, flags=(*amount.flags, *notes)) if amount.status in ("value", "range") else None


def _counts_no_weeks(unit: Context) -> bool:
    """Whether it is known in what is counted, and that this is no unit that is spelt as the word for a note."""
    units = unit if isinstance(unit, tuple) else (unit,) if unit else ()
    return bool(units) and all("주" not in one.unit for one in units)


def _of_item(mark: regex.Match[str], behind: str, unit: Context) -> Amount | None:
    """The one value that stands behind the mark of an item, which is no part of it."""
    amount = _read(behind, behind, unit)
    flags = ("review", "suspicious_glyph") if mark["unknown"] else ("bulleted",)
    return replace(amount, flags=(*amount.flags, *flags)) if amount.status == "value" else None


def _in_words(compared: str, unit: Context) -> Amount | None:
    """Words that say why there is no number, a dash with or without its unit, or an amount in words."""
    word = BRACKETS.sub("", unspaced(compared))
    if all(mark in NOTHING for mark in word):
        return Amount("dash")
    status = no_values().get(word.lstrip(DASHES).casefold())
    if status:
        return _no_value(status)
    if noted := NOTED.fullmatch(compared):
        word, note = unspaced(noted["word"]).casefold(), noted["note"].strip()
        dashed = all(mark in NOTHING for mark in word)  # -(비예산)
        status = no_values().get(unspaced(note).casefold() if dashed else word)
        if status or dashed:
            return _no_value(status or "dash", f"note={note}")
    dash = DASH_AND_UNIT.fullmatch(compared)
    own = read_unit(dash["unit"]) if dash else None
    if dash and own and (own.kind == "money" or not dash["space"]):
        return Amount("dash")
    in_words = spelled_won(compared)
    return None if in_words is None else in_own_unit(in_words, make_unit("", "원", "money"), unit)


def _no_value(status: AmountStatus, *flags: str) -> Amount:
    return Amount(status, flags=("qualitative", *flags) if status == "text" else flags)


__all__ = ["Amount", "AmountStatus", "exact", "read_amount", "read_unit", "read_units"]

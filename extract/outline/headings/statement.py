"""Lines that state what is spent or reached and so name nothing: 총 5,460억원 투자, 2028년까지 64개소로 확대."""

from __future__ import annotations

from functools import cache

import regex

from extract.vocabulary import words
from plan.forms import decomposed
from plan.patterns import lazy_pattern
from plan.script import ARROWS, COLONS, COMMAS, DOTS, NOMINAL, PERCENTS, QUOTES, SPAN

ASIDE = lazy_pattern(r"[(\[<][^()\[\]<>]*[)\]>]?")
DIGIT = lazy_pattern(r"\d")
AMOUNT = r"\d[\d,.]*"
SCALE = "(?:조|억|천만|백만|만|천)"
MONEY = rf"(?:{AMOUNT}\s?{SCALE}\s?)*(?:{AMOUNT}\s?{SCALE}?\s?원|{AMOUNT}\s?(?:조|억))"
YEAR = rf"(?:[{QUOTES}]\d\d|(?:19|20)\d\d|\d\d(?=\s?년))(?:\s?년도?)?"
LAST = rf"[{QUOTES}]?(?:\d\d)?\d\d(?:\s?년도?)?"
SPELL = rf"{YEAR}\s?[{SPAN}]\s?{LAST}(?:\s?(?:까지|동안|간))?|{YEAR}\s?까지|(?:향후\s?)?\d{{1,2}}\s?개?년\s?(?:간|동안)"
FROM_TO = lazy_pattern(  # of what is counted, so many or in a year, and then another number: (’25) 67.0% → (’27) 72.0
    rf"\d[\d,.]*\s?(?:[{PERCENTS}]|\p{{L}}{{1,4}})?\s*(?:\([^()]{{1,12}}\))?\s*[{ARROWS}]\s*(?:\([^()]{{1,12}}\)\s*)?\d"
)
COUNTED = rf"{AMOUNT}\s?(?:[{PERCENTS}]|\p{{L}}{{1,4}}?)"


OBJECT = lazy_pattern(r"\p{Hangul}[을를]\s(?:.*\s)?\p{Hangul}*(?P<last>\p{Hangul})$")


def says_what_is_done(text: str) -> bool:
    """Whether a text is a sentence whose verb has become a noun, as bullets are written.

    >>> [says_what_is_done(text) for text in ("낡은 길을 새로 꾸밈", "어르신 돌봄", "길을 묻는 교실")]
    [True, False, False]
    """
    found = OBJECT.search(text)
    return found is not None and decomposed(found["last"])[-1] in NOMINAL


def spends(text: str) -> bool:
    """Whether a text says nothing but how much is spent, when and by whom.

    >>> [spends(text) for text in ("총 5,460억원 투자", "3년간 총 90억 2천만원 투입(국비)", "100억원 기금 조성")]
    [True, True, False]
    """
    return DIGIT.search(text) is not None and _spending().fullmatch(_without_asides(text)) is not None


def states_a_goal(text: str) -> bool:
    """Whether a text says how many of something there shall be by when, or that so many it becomes.

    >>> [states_a_goal(text) for text in ("2028년까지 경로당 64개소로 확대", "3년간 30명 증원", "쉼터 64개소 확충")]
    [True, True, False]
    >>> states_a_goal("(목표) 기계화율 : (’25) 67.0% → (’30) 80.0")
    True
    """
    if not DIGIT.search(text):
        return False
    if FROM_TO.search(text):
        return True
    said = _without_asides(text)
    without_times, times = _time().subn(" ", said)
    is_in_time = times > 0 and _counted().search(without_times) is not None
    return is_in_time or _becomes().search(said) is not None or _paid_in_part().match(said) is not None


def _without_asides(text: str) -> str:
    return ASIDE.sub("", text).strip()


@cache
def _any_of(kind: str) -> str:
    return "|".join(map(regex.escape, words(kind)))


@cache
def _time() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?<![\d.,])(?:{SPELL}|{_any_of('each_year')})")


@cache
def _counted() -> regex.Pattern[str]:
    return lazy_pattern(COUNTED)


@cache
def _spending() -> regex.Pattern[str]:
    """Times, who pays, an amount and a word for spending it, once or for each payer: 국비 50억원, 시비 46억원 투입."""
    payer = rf"(?:{_any_of('funding')})\s?[{COLONS}]?\s?"
    cost = rf"(?:{_any_of('spent_word')})\s?[{COLONS}]?\s?"
    when = rf"(?:(?:{SPELL}|{_any_of('each_year')})[\s{COMMAS}{COLONS}]*)"
    about = r"\s?(?:이상|내외|규모|수준|정도|여)?(?:[을를의])?"
    one = rf"(?:{payer}|{cost}|(?:총|약|합계|계)\s?)*{MONEY}{about}"
    behind = rf"(?:\s?(?:{_any_of('spent_word')})[을를]?)*(?:\s?(?:{_any_of('spending_word')}))*"
    return lazy_pattern(rf"{when}*{one}(?:[\s{COMMAS}{DOTS}]+{one})*{behind}\.?")


@cache
def _becomes() -> regex.Pattern[str]:
    """A number of something that it changes to, or so many at a time: 64개소로 확대, 20명씩 양성."""
    return lazy_pattern(rf"{COUNTED}(?:(?:으?로|까지)\s?(?:{_any_of('change_word')})|씩)")


@cache
def _paid_in_part() -> regex.Pattern[str]:
    """What share one pays: 국비 50% 확보 추진."""
    return lazy_pattern(rf"(?:{_any_of('funding')})\s?{AMOUNT}\s?[{PERCENTS}]")

"""A text that could mean two things, or that says why there is no number, is never a value."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.cells import refusals
from plan.script import ARROWS, SPAN, TIMES_SIGNS
from tests.normalize.cells.reading import read

NO_VALUES = {
    "dash": ("-", "–", "—", "―", "−", "－", " - ", "·", "--"),
    "blank": ("", " ", "\n", "\u3000", "\u200b", "\xa0\t"),
    "non_budget": ("비예산", "비 예산", "비예산 사업", "비예산사업", "(비예산)", " 비예산\n", "- 비예산 사업"),
    "undecided": ("미정", "추후 확정", "추후확정", "별도 산정", "협의 중", "TBD"),
    "not_applicable": ("해당없음", "해당 없음", "N/A"),
}


@pytest.mark.parametrize(("text", "status"), [(text, status) for status, texts in NO_VALUES.items() for text in texts])
@pytest.mark.parametrize("context", ["", "백만원"])
def test_the_reason_for_no_value_is_kept_and_is_never_zero(text: str, status: str, context: str) -> None:
    amount = read(text, context)
    assert amount.status == status
    assert amount.value is amount.base_value is amount.value_max is None


@pytest.mark.parametrize("text", ["ㆍ", "…", "‥"])
def test_the_dots_that_stand_for_nothing_are_dashes(text: str) -> None:
    assert read(text).status == "dash"


@pytest.mark.parametrize(
    "text",
    [
        "연중",
        "조례 제정",
        "만 65세 이상",
        "제250호",
        "시장방침 제228호",
        "1/4분기",
        "2024. 3.",
        "2024~2027",
        "①",
        "② 50명",
        "없는 듯",
    ],
)
def test_words_dates_ordinals_and_ages_are_text(text: str) -> None:
    amount = read(text, "백만원")
    assert (amount.status, amount.value) == ("text", None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("160,00건", "16,000 or 160,000"),
        ("12,34", "12.34, 1,234 or 12 and 34"),
        ("1,2000", "1,200 or 12,000"),
        ("1234,567", "no grouping is like this"),
        ("1 200", "1,200, or 1 and 200"),
        ("1,200\n1,300", "two lines, two values of one unit"),
        ("1.2.3", "no number"),
        ("--5", "two signs"),
        ("△-5", "two signs"),
        ("5천", "thousands of millions, or thousands of won"),
        ("50/60", "two values of one unit"),
        ("30명 40명", "two values of one unit"),
        ("11명~5명", "a range runs upwards"),
        ("1일 2회", "a rate"),
        ("1,000원/1인", "a rate"),
        ("1억 2억", "two values"),
        ("3회×12월", "a formula"),
        ("100+50", "a formula or two values"),
        ("=50", "a formula"),
        ("50뭉치", "a unit that nobody has told us of"),
    ],
)
def test_what_could_be_two_numbers_is_none(text: str, why: str) -> None:
    amount = read(text, "백만원")
    assert amount.status in ("text", "unreadable", "formula"), why
    assert amount.value is None and amount.base_value is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3억5천", "3억 5천만 when spoken, 300,005,000 to the letter"),
        ("3억5천원", "the same with a unit"),
        ("1억 2,000", "a 만 may be left out"),
        ("1조 5천", "1조 5천억 when spoken"),
        ("3만5", "3만 5천 when spoken"),
        ("2천5", "2천 5백 when spoken"),
        ("3천~5천만원", "3천만~5천만원 when spoken"),
        ("2~300만원", "200~300만원 when spoken"),
        ("2~30명", "20~30명 when spoken"),
        ("20~30대", "ages, not machines"),
        ("60대 이상", "an age"),
        ("1~4동", "the first to the fourth building"),
        ("3회차", "the third"),
        ("월 2회", "24 in a year"),
        ("1인 1회", "a rate"),
        ("1사 1교", "a rate"),
        ("1인 가구", "a kind of household"),
        ("100점 만점", "the best that can be had"),
        ("5대 과제", "a heading, no machines"),
        ("50명 중", "the whole, not the part"),
        ("1회 당", "a rate"),
        ("5만원(1인)", "a rate"),
        ("5만원(인당)", "a rate"),
        ("5% 미달", "what is missing"),
        ("+5% 감소", "up or down"),
        ("- 3회 개최", "the mark of a list"),
        ("- 50명", "the mark of a list, or a minus"),
        ("-\n50", "a dash over a number"),
        ("00명", "a gap to be filled in"),
        ("007", "a code"),
        ("20241231", "a date"),
        ("24.1~24.12", "months"),
        ("1.000명", "1,000 with a slip"),
        ("10³toe", "a power of ten"),
        ("50₂", "a lowered digit"),
        ("5㏠", "one sign for a day, with a digit in it"),
        ("5(천)", "a scale word beside"),
        ("50(△)", "a sign beside"),
        ("50(백만원, %)", "two units beside"),
        ("50명(천명)", "two units"),
        ("5백%", "no scale word goes with a rate"),
        ("٣", "no digit of Korean documents"),
    ],
)
@pytest.mark.parametrize("context", ["", "백만원", "명"])
def test_what_clerks_mean_otherwise_than_it_looks_is_refused(text: str, why: str, context: str) -> None:
    amount = read(text, context)
    assert amount.status in ("text", "unreadable", "formula"), why
    assert amount.value is None and amount.base_value is None


PIECES = [
    *ARROWS,
    *SPAN,
    *TIMES_SIGNS,
    *"0123456789,.()=*xX/'제호회세대년월일만분기명사인",
    "10",
    "2024",
    "->",
    "=>",
    "분기",
    "매년",
    " ",
]
SPECIAL = ("FORMULA", "ANY_KIND", "DAYS", "MONTH_DAYS", "PER_ONE", "SPOKEN_RANGE")


@settings(max_examples=3000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join))
def test_nothing_special_is_without_a_mark_that_makes_it_suspect(text: str) -> None:
    if not refusals.SUSPECT.search(text):
        for name in SPECIAL:
            pattern = getattr(refusals, name)
            assert not (pattern.search if name == "FORMULA" else pattern.fullmatch)(text), (name, text)

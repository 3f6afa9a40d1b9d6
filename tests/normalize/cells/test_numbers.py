"""A printed number is its exact value in the unit that is printed for it, with what its qualifiers say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from tests.normalize.cells.reading import read


@dataclass(frozen=True)
class Case:
    """What a clerk means by a text in a column of this unit."""

    text: str
    value: str
    base: str
    base_unit: str = ""
    unit: str = ""
    context: str = ""

    def __str__(self) -> str:
        return f"{self.text!r} in {self.context or 'no unit'}"


VALUES = [
    Case("32,000", "32000", "32000000", "건", "천건", "천건"),
    Case("100", "100", "1000000", "명", "만명", "(단위: 만명)"),
    Case("872", "872", "872000000", "원", "백만원", "(단위 : 백만원)"),
    Case("1.5", "1.5", "150000000", "원", "억원", "억원"),
    Case("0", "0", "0", "원", "백만원", "백만원"),
    Case("0.5", "0.5", "0.5", "%", "%", "%"),
    Case("5천건", "5", "5000", "건", "천건"),
    Case("3만명", "3", "30000", "명", "만명"),
    Case("120백만원", "120", "120000000", "원", "백만원"),
    Case("3.5억원", "3.5", "350000000", "원", "억원"),
    Case("500억 원", "500", "50000000000", "원", "억원"),
    Case("1,200원", "1200", "1200", "원", "원"),
    Case("1억 2천만원", "120000000", "120000000", "원", "원"),
    Case("1억2천만 원", "120000000", "120000000", "원", "원"),
    Case("2조 3,400억원", "2340000000000", "2340000000000", "원", "원"),
    Case("3천5백만원", "35000000", "35000000", "원", "원"),
    Case("2만 4천건", "24000", "24000", "건", "건"),
    Case("1천2백명", "1200", "1200", "명", "명"),
    Case("△1,234", "-1234", "-1234000000", "원", "백만원", "백만원"),
    Case("△ 100", "-100", "-100"),
    Case("-7", "-7", "-7", "건", "건", "건"),
    Case("−7", "-7", "-7", "건", "건", "건"),
    Case("(67.5)", "67.5", "67.5", "%", "%", "%"),
    Case("(674,633)", "674633", "674633000000", "원", "백만원", "백만원"),
    Case("590(누계)", "590", "590", "명", "명", "명"),
    Case("1,800명", "1800", "1800", "명", "명", "명"),
    Case("2억", "2", "200000000", "원", "억원", "백만원"),
    Case("100만", "100", "1000000", "명", "만명", "명"),
    Case("50회", "50", "50", "회", "회", "백만원"),
    Case("１２０명", "120", "120", "명", "명"),
    Case("１，２００", "1200", "1200000000", "원", "백만원", "백만원"),
    Case("25개소", "25", "25", "개소", "개소"),
    Case("3,200㎡", "3200", "3200", "㎡", "㎡"),
    Case("43.6(40.0%)", "43.6", "43600000", "tCO2eq", "백만tCO2eq", "백만톤CO2e"),
]


@pytest.mark.parametrize("case", VALUES, ids=str)
def test_a_value_is_read_with_its_unit_and_its_exact_base_value(case: Case) -> None:
    amount = read(case.text, case.context)
    assert amount.status == "value"
    assert (amount.value, amount.base_value) == (Decimal(case.value), Decimal(case.base))
    assert (amount.unit, amount.base_unit) == (case.unit, case.base_unit)


@pytest.mark.parametrize(
    ("text", "comparator", "approx"),
    [
        ("10명 이상", ">=", False),
        ("최소 3회", ">=", False),
        ("5% 이하", "<=", False),
        ("10일 이내", "<=", False),
        ("최대 200명", "<=", False),
        ("3회 초과", ">", False),
        ("10건 미만", "<", False),
        ("약 500명", "", True),
        ("50명 내외", "", True),
        ("50여명", "", True),
        ("500명", "", False),
    ],
)
def test_bounds_and_estimates_are_noted(text: str, comparator: str, approx: bool) -> None:
    amount = read(text)
    assert amount.status == "value"
    assert (amount.comparator, amount.approx) == (comparator, approx)


@pytest.mark.parametrize("text", ["590(누계)", "누계 590명", "50개소(누계)", "590명 누적"])
def test_a_running_total_is_marked(text: str) -> None:
    assert read(text).value_kind == "cumulative"


@pytest.mark.parametrize(("text", "kind"), [("70%", "rate"), ("0.5%p", "rate"), ("3위", "rank"), ("3명", "")])
def test_rates_and_ranks_are_marked(text: str, kind: str) -> None:
    assert read(text).value_kind == kind


@pytest.mark.parametrize("sign", "▲▽▼")
def test_signs_that_are_used_both_ways_are_flagged(sign: str) -> None:
    amount = read(f"{sign}100")
    assert amount.value == Decimal(-100)
    assert "sign_ambiguous" in amount.flags


def test_a_unit_of_another_kind_is_flagged() -> None:
    assert "unit_conflict" in read("50회", "백만원").flags
    assert "unit_conflict" not in read("3억원", "백만원").flags


@pytest.mark.parametrize(
    ("text", "context", "base"),
    [
        ("120(건)", "", "120"),
        ("120(건)", "백만원", "120"),
        ("3(백만원)", "백만원", "3000000"),
        ("3(백만원)", "", "3000000"),
        ("100(천원)", "", "100000"),
        ("100(천원)", "백만원", "100000"),
        ("5(만명)", "", "50000"),
        ("5(만명)", "백만원", "50000"),
    ],
)
def test_a_unit_in_parentheses_behind_the_number_is_the_cells_own(text: str, context: str, base: str) -> None:
    assert read(text, context).base_value == Decimal(base)


@pytest.mark.parametrize("text", ["1,200³", "120²", "120¹", "5³명"])
def test_the_raised_number_of_a_footnote_is_no_digit_of_the_value(text: str) -> None:
    value = read(text).value
    assert value in (None, Decimal(text.rstrip("명")[:-1].replace(",", "")))


@pytest.mark.parametrize("text", ["12.5", "24.3", "99.9", "10.0"])
@pytest.mark.parametrize("space", [" {}", "{} ", "{}\n", "\u3000{}"])
def test_white_space_makes_no_date_of_a_decimal(text: str, space: str) -> None:
    assert read(space.format(text), "%").value == read(text, "%").value == Decimal(text)


def test_thirty_digits_are_exact_or_refused() -> None:
    digits = "123456789012345678901234567891"
    amount = read(digits, "천원")
    assert amount.base_value in (None, Decimal(int(digits) * 1000))
    assert read(f"△{digits}").value in (None, Decimal(-int(digits)))


def test_money_words_say_nothing_in_a_column_of_people() -> None:
    assert [read(text, "명").value for text in ("5억", "약 5억", "1억2천만")] == [None, None, None]
    assert read("5억원", "명").flags == ("unit_override", "unit_conflict")


def test_the_unit_that_a_cell_says_in_parentheses_is_its_own() -> None:
    assert read("1,234 (단위: 천원)", "백만원").base_value == 1_234_000


@pytest.mark.parametrize(
    ("text", "context", "base"),
    [
        ("5억 3,000원", "", "500003000"),
        ("21만 4000", "", "214000"),
        ("1만5천여명", "", "15000"),
        ("1백50만원", "백만원", "1500000"),
        ("5대 도입", "", "5"),
        ("450대", "", "450"),
        ("12.345", "%", "12.345"),
        ("50tCO₂eq", "", "50"),
        ("△50% 감소", "", "-50"),
    ],
)
def test_what_stands_close_to_a_refusal_is_still_read(text: str, context: str, base: str) -> None:
    assert read(text, context).base_value == Decimal(base)


def test_words_of_loss_are_marked() -> None:
    for word in ("하락", "인하", "축소", "삭감"):
        assert "decrease" in read(f"5% {word}").flags
    assert "review" in read("△50% 감소").flags


@pytest.mark.parametrize(("length", "flags"), [(300, ()), (301, ("long",))])
def test_a_text_of_more_than_three_hundred_characters_is_prose(length: int, flags: tuple[str, ...]) -> None:
    amount = read("가" * (length - 3) + "; 1")
    assert (amount.status, amount.flags) == ("text", flags)


@pytest.mark.parametrize(
    ("text", "review"), [("△50% 감소", True), ("△0.5% 감소", True), ("50% 감소", False), ("0% 감소", False)]
)
def test_a_loss_said_twice_is_for_review(text: str, review: bool) -> None:
    assert ("review" in read(text).flags) is review

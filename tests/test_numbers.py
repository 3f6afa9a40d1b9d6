"""A printed cell is a value, a reason for none, or a refusal; never a guess, a part of it, or an exception."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.adversarial import MOST, adversarial, short, slowest
from normalize.amount import Amount, AmountStatus
from normalize.numbers import read_amount
from normalize.units import read_units
from plan_records import as_json_number

GENEROUS = 3.0  # seconds for one text on a slow machine; what backtracks needs minutes


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


def _read(text: str, context: str = "") -> Amount:
    units = read_units(context) if context else ()
    assert bool(units) == bool(context), f"the test names an unknown unit: {context}"
    return read_amount(text, units[0] if len(units) == 1 else units or None)


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
    amount = _read(case.text, case.context)
    assert amount.status == "value"
    assert (amount.value, amount.base_value) == (Decimal(case.value), Decimal(case.base))
    assert (amount.unit, amount.base_unit) == (case.unit, case.base_unit)


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
    amount = _read(text, context)
    assert amount.status == status
    assert amount.value is amount.base_value is amount.value_max is None


@pytest.mark.parametrize("text", ["ㆍ", "…", "‥"])
def test_the_dots_that_stand_for_nothing_are_dashes(text: str) -> None:
    assert _read(text).status == "dash"


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
    amount = _read(text, "백만원")
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
    amount = _read(text, "백만원")
    assert amount.status in ("text", "unreadable", "formula"), why
    assert amount.value is None and amount.base_value is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("50명, 1회", [("50", "명"), ("1", "회")]),
        ("50명,1회", [("50", "명"), ("1", "회")]),
        ("3개소 120명", [("3", "개소"), ("120", "명")]),
        ("3개소/120명", [("3", "개소"), ("120", "명")]),
        ("1,200건\n3회", [("1200", "건"), ("3", "회")]),
    ],
)
def test_values_of_different_units_are_parts(text: str, parts: list[tuple[str, str]]) -> None:
    amount = _read(text)
    assert amount.status == "multi"
    assert [(part.value, part.base_unit) for part in amount.parts] == [(Decimal(v), unit) for v, unit in parts]
    assert amount.value is None


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("50~60명", "50", "60", "명"),
        ("3∼5회", "3", "5", "회"),
        ("2〜3%", "2", "3", "%"),
        ("1만~2만명", "10000", "20000", "명"),
        ("7억 5천만 ~ 11억 2천만원", "750000000", "1120000000", "원"),
    ],
)
def test_a_range_keeps_both_ends(text: str, low: str, high: str, unit: str) -> None:
    amount = _read(text)
    assert amount.status == "range"
    assert (amount.base_value, amount.base_value_max) == (Decimal(low), Decimal(high))
    assert amount.base_unit == unit
    assert amount.value is not None and amount.value_max is not None and amount.scale is not None
    assert amount.value * amount.scale == Decimal(low)
    assert amount.value_max * amount.scale == Decimal(high)


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
    amount = _read(text)
    assert amount.status == "value"
    assert (amount.comparator, amount.approx) == (comparator, approx)


@pytest.mark.parametrize("text", ["590(누계)", "누계 590명", "50개소(누계)", "590명 누적"])
def test_a_running_total_is_marked(text: str) -> None:
    assert _read(text).value_kind == "cumulative"


@pytest.mark.parametrize(("text", "kind"), [("70%", "rate"), ("0.5%p", "rate"), ("3위", "rank"), ("3명", "")])
def test_rates_and_ranks_are_marked(text: str, kind: str) -> None:
    assert _read(text).value_kind == kind


def test_the_end_of_a_change_is_its_value_and_its_start_is_noted() -> None:
    amount = _read("60→70점")
    assert (amount.status, amount.value) == ("transition", Decimal(70))
    assert "from=60" in amount.flags


@pytest.mark.parametrize("sign", "▲▽▼")
def test_signs_that_are_used_both_ways_are_flagged(sign: str) -> None:
    amount = _read(f"{sign}100")
    assert amount.value == Decimal(-100)
    assert "sign_ambiguous" in amount.flags


def test_a_unit_of_another_kind_is_flagged() -> None:
    assert "unit_conflict" in _read("50회", "백만원").flags
    assert "unit_conflict" not in _read("3억원", "백만원").flags


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
    assert _read(text, context).base_value == Decimal(base)


@pytest.mark.parametrize("text", ["1,200³", "120²", "120¹", "5³명"])
def test_the_raised_number_of_a_footnote_is_no_digit_of_the_value(text: str) -> None:
    value = _read(text).value
    assert value in (None, Decimal(text.rstrip("명")[:-1].replace(",", "")))


@pytest.mark.parametrize("text", ["12.5", "24.3", "99.9", "10.0"])
@pytest.mark.parametrize("space", [" {}", "{} ", "{}\n", "\u3000{}"])
def test_white_space_makes_no_date_of_a_decimal(text: str, space: str) -> None:
    assert _read(space.format(text), "%").value == _read(text, "%").value == Decimal(text)


def test_thirty_digits_are_exact_or_refused() -> None:
    digits = "123456789012345678901234567891"
    amount = _read(digits, "천원")
    assert amount.base_value in (None, Decimal(int(digits) * 1000))
    assert _read(f"△{digits}").value in (None, Decimal(-int(digits)))


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
    amount = _read(text, context)
    assert amount.status in ("text", "unreadable", "formula"), why
    assert amount.value is None and amount.base_value is None


def test_money_words_say_nothing_in_a_column_of_people() -> None:
    assert [_read(text, "명").value for text in ("5억", "약 5억", "1억2천만")] == [None, None, None]
    assert _read("5억원", "명").flags == ("unit_override", "unit_conflict")


def test_the_unit_that_a_cell_says_in_parentheses_is_its_own() -> None:
    assert _read("1,234 (단위: 천원)", "백만원").base_value == 1_234_000


@pytest.mark.parametrize(
    ("text", "value", "unit", "start"),
    [("5천→8천명", 8, "천명", "5"), ("9천→1만명", 10_000, "명", "9000"), ("△5→△3", -3, "", "-5")],
)
def test_both_ends_of_a_change_are_in_one_unit(text: str, value: int, unit: str, start: str) -> None:
    amount = _read(text)
    assert (amount.status, amount.value, amount.unit) == ("transition", Decimal(value), unit)
    assert f"from={start}" in amount.flags
    assert amount.scale is not None and amount.value is not None
    assert amount.value * amount.scale == amount.base_value


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
    assert _read(text, context).base_value == Decimal(base)


def test_words_of_loss_are_marked() -> None:
    for word in ("하락", "인하", "축소", "삭감"):
        assert "decrease" in _read(f"5% {word}").flags
    assert "review" in _read("△50% 감소").flags


def test_the_flags_of_several_values_are_kept() -> None:
    assert _read("3개소 이상, 100명(누계)").flags == ("gte", "cumulative")


# ------------------------------------------------------------------------------------------------ properties

STATUSES = set(get_args(AmountStatus))
CONTEXTS = st.sampled_from(["", "백만원", "천원", "명", "만명", "%", "(단위: 백만원, %)"])
PIECES = st.sampled_from(
    [
        *"0123456789,.△▲-–~∼→()/%×=①㎡ \n",
        "억",
        "천",
        "만",
        "백만원",
        "명",
        "건",
        "회",
        "약 ",
        "총",
        "이상",
        "누계",
        "비예산",
        "20",
        "1,234",
    ]
)
CELLISH = st.lists(PIECES, max_size=12).map("".join)


def _is_sound(amount: Amount) -> None:
    """Whatever a text is, what is said of it holds together."""
    assert amount.status in STATUSES
    if amount.status in ("value", "range", "transition"):
        assert amount.value is not None and amount.scale is not None and amount.base_value is not None
        assert all(isinstance(number, Decimal) for number in (amount.value, amount.scale, amount.base_value))
        assert amount.value * amount.scale == amount.base_value
    else:
        assert amount.value is None and amount.base_value is None
    if amount.status == "range":
        assert amount.value is not None and amount.value_max is not None and amount.value <= amount.value_max
    if amount.status == "multi":
        assert len(amount.parts) > 1
        for part in amount.parts:
            assert part.status == "value"
            _is_sound(part)


@given(text=st.one_of(st.text(max_size=40), CELLISH), context=CONTEXTS)
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_value_nothing_or_a_refusal(text: str, context: str) -> None:
    _is_sound(_read(text, context))


@given(text=CELLISH, context=CONTEXTS)
@settings(max_examples=150, deadline=None)
def test_no_digit_of_a_value_is_left_out_or_made_up(text: str, context: str) -> None:
    """Each digit of the text is in the value, in its scale, or in what the flags quote."""
    amount = _read(text, context)
    if amount.status != "value" or amount.value is None or "mixed" in amount.flags:
        return
    quoted = "".join(amount.flags)
    printed = [mark for mark in text if mark.isdigit()]
    assert f"{abs(amount.value):f}".replace(".", "").strip("0") in "".join(printed)
    left = len(printed) - len(f"{abs(amount.value):f}".replace(".", ""))
    assert left <= sum(mark.isdigit() for mark in quoted) or set("".join(printed)[:left]) <= {"0"}


@given(
    number=st.integers(min_value=-(10**15), max_value=10**15),
    unit=st.sampled_from(["원", "명", "건", "백만원", "만명", "%"]),
)
@settings(max_examples=200, deadline=None)
def test_what_we_print_we_can_read(number: int, unit: str) -> None:
    sign = "△" if number < 0 else ""
    amount = _read(f"{sign}{abs(number):,}{unit}")
    assert amount.status == "value"
    assert (amount.value, amount.unit) == (Decimal(number), unit)
    assert amount.base_value == number * {"백만원": 10**6, "만명": 10**4}.get(unit, 1)


@given(units=st.integers(0, 9999), tens=st.integers(0, 9999), hundreds=st.integers(1, 999))
@settings(max_examples=200, deadline=None)
def test_a_sum_written_with_scale_words_is_read_back(units: int, tens: int, hundreds: int) -> None:
    parts = [f"{hundreds}억", f"{tens}만" if tens else "", f"{units:,}" if units else ""]
    amount = _read(" ".join(part for part in parts if part) + "원")
    assert amount.base_value == hundreds * 10**8 + tens * 10**4 + units


@given(
    number=st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False),
    context=CONTEXTS.filter(lambda c: "," not in c and c != "명"),  # no thousandth of a person: 1.000명 is a slip
)
@settings(max_examples=200, deadline=None)
def test_decimals_keep_every_printed_place(number: Decimal, context: str) -> None:
    amount = _read(f"{number:,f}", context)
    assert amount.value == number
    assert amount.base_value == number * (amount.scale or 0)


WIDE = str.maketrans("0123456789,", "０１２３４５６７８９，")


@given(
    number=st.integers(0, 10**12),
    unit=st.sampled_from(["", "명", "백만원"]),
    context=CONTEXTS.filter(lambda c: "," not in c),
)
@settings(max_examples=200, deadline=None)
def test_white_space_and_full_width_digits_change_nothing(number: int, unit: str, context: str) -> None:
    plain = _read(f"{number:,}{unit}", context)
    for text in (
        f"  {number:,}{unit}\n",
        f"{number:,} {unit}",
        f"{number:,}\u3000{unit}",
        f"{number:,}{unit}".translate(WIDE),
    ):
        read = _read(text, context)
        assert (read.status, read.value, read.base_value, read.base_unit) == (
            plain.status,
            plain.value,
            plain.base_value,
            plain.base_unit,
        ), text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=6))
@example(Decimal("0.1"))
@example(Decimal("123456789012345.678901"))
def test_a_json_number_reads_back_exactly(value: Decimal) -> None:
    written = as_json_number(value)
    assert Decimal(repr(written) if isinstance(written, float) else written) == value


ADVERSARIAL = [
    "1",
    "1,",
    "1 ",
    "(",
    "( ",
    "1만",
    "1억 ",
    "약",
    "총 ",
    "50명 ",
    "50명,",
    "1~",
    "1→",
    "△",
    "-",
    "가",
    "가 ",
    "1/",
    "제1",
    "①",
    "ﷺ",
    "\n1",
    " ",
]


@pytest.mark.parametrize("piece", ADVERSARIAL, ids=repr)
@pytest.mark.parametrize("length", [299, 10_000])
@pytest.mark.parametrize("tail", ["", "x", ")"])
def test_no_text_takes_long(piece: str, length: int, tail: str) -> None:
    text = (piece * length)[: length - 1] + tail
    started = time.perf_counter()
    amount = read_amount(text, None)
    assert time.perf_counter() - started < GENEROUS
    assert amount.status in STATUSES


@pytest.mark.parametrize("texts", [adversarial(200), short(2_000)], ids=["10,000 characters", "10 to 300"])
def test_no_reader_takes_a_second_on_an_adversarial_text(texts: Iterator[str]) -> None:
    assert {name: took for name, took in slowest(texts).items() if took[0] >= MOST} == {}

"""What holds for every text and for every number: a value, a reason or a refusal, exact, and read back as printed."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

from hypothesis import example, given, settings
from hypothesis import strategies as st

from normalize.cells.amount import Amount, AmountStatus
from plan.records.base import as_json_number
from tests.normalize.cells.reading import read

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
    _is_sound(read(text, context))


@given(text=CELLISH, context=CONTEXTS)
@settings(max_examples=150, deadline=None)
def test_no_digit_of_a_value_is_left_out_or_made_up(text: str, context: str) -> None:
    """Each digit of the text is in the value, in its scale, or in what the flags quote."""
    amount = read(text, context)
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
    amount = read(f"{sign}{abs(number):,}{unit}")
    assert amount.status == "value"
    assert (amount.value, amount.unit) == (Decimal(number), unit)
    assert amount.base_value == number * {"백만원": 10**6, "만명": 10**4}.get(unit, 1)


@given(units=st.integers(0, 9999), tens=st.integers(0, 9999), hundreds=st.integers(1, 999))
@settings(max_examples=200, deadline=None)
def test_a_sum_written_with_scale_words_is_read_back(units: int, tens: int, hundreds: int) -> None:
    parts = [f"{hundreds}억", f"{tens}만" if tens else "", f"{units:,}" if units else ""]
    amount = read(" ".join(part for part in parts if part) + "원")
    assert amount.base_value == hundreds * 10**8 + tens * 10**4 + units


@given(
    number=st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False),
    context=CONTEXTS.filter(lambda c: "," not in c and c != "명"),  # no thousandth of a person: 1.000명 is a slip
)
@settings(max_examples=200, deadline=None)
def test_decimals_keep_every_printed_place(number: Decimal, context: str) -> None:
    amount = read(f"{number:,f}", context)
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
    plain = read(f"{number:,}{unit}", context)
    for text in (
        f"  {number:,}{unit}\n",
        f"{number:,} {unit}",
        f"{number:,}\u3000{unit}",
        f"{number:,}{unit}".translate(WIDE),
    ):
        again = read(text, context)
        assert (again.status, again.value, again.base_value, again.base_unit) == (
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

"""What a person sees of a stored number, by the format of its cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.readers.sheets.shown import shown, shown_text

ACCOUNTING = '_-* #,##0_-;\\-* #,##0_-;_-* "-"_-;_-@_-'
SEEN = [
    ("2024", "General", "2024"),
    ("0.30000000000000004", "General", "0.3"),
    ("1234567.891", "General", "1234567.891"),
    ("123456789012", "General", "1.23457E+11"),
    ("5", 'General"건"', "5건"),
    ("1234.5", "#,##0.0", "1,234.5"),
    ("1234.5", "#,##0", "1,235"),
    ("1.005", "0.00", "1.01"),
    ("-1234", "#,##0_ ;[Red]\\-#,##0\\ ", "-1,234"),
    ("-3", "#,##0_);(#,##0)", "(3)"),
    ("-3", '#,##0;"△"#,##0', "△3"),
    ("-0.2", "0", "0"),
    ("0", ACCOUNTING, "-"),
    ("1500", ACCOUNTING, "1,500"),
    ("0", "#,###", ""),
    ("7", ";;;", ""),
    ("12345678", "#,##0,,", "12"),
    ("1234567", "#,##0.0,", "1,234.6"),
    ("1500", '[>=1000]#,##0,"천";0', "2천"),
    ("0.28999999999999998", "0%", "29%"),
    ("0.653", "0.0%", "65.3%"),
    ("5", "[$₩-412]#,##0", "₩5"),
    ("24", '"\'"00', "'24"),
    ("2024", '0"년"', "2024년"),
    ("1028889999", "00-0000-0000", "10-2888-9999"),
    ("45292", 'yyyy"년"', "2024년"),
    ("45292", 'yyyy"년" m"월"', "2024년 1월"),
    ("45292.75", "yyyy-mm-dd hh:mm", "2024-01-01 18:00"),
    ("45292", "aaaa", "월요일"),
    ("59", "yyyy-mm-dd", "1900-02-28"),
]
UNKNOWN = [("0.5", "# ?/?"), ("12", "[h]:mm"), ("5", "0.00E+00"), ("-1", "yyyy"), ("60", "yyyy-mm-dd"), ("1", "gge")]


@pytest.mark.parametrize(("stored", "code", "seen"), SEEN, ids=[f"{stored} {code}" for stored, code, _ in SEEN])
def test_a_number_is_read_as_it_is_shown(stored: str, code: str, seen: str) -> None:
    assert shown(Decimal(stored), code) == seen


@pytest.mark.parametrize(("stored", "code"), UNKNOWN, ids=[code for _, code in UNKNOWN])
def test_a_format_that_is_not_known_is_never_guessed(stored: str, code: str) -> None:
    assert shown(Decimal(stored), code) is None


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    assert shown(Decimal(43830), "yyyy-mm-dd", from_1904=True) == "2024-01-01"


def test_a_text_is_shown_by_the_part_for_texts() -> None:
    assert [shown_text("가", code) for code in ("General", '@"*"', "0;-0;0;", "#,##0")] == ["가", "가*", "", "가"]

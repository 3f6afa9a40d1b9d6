"""A label that has swallowed the first year's value, as where a rule is missing, is no name of an indicator."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import read_tables
from tests.conftest import Words, hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

YEARS = ("2025", "2026", "2027")


def _unread(folder: Path, words: Words) -> bool:
    path = folder / "plan.hwpx"
    title = hwpx_paragraph("가온시 숲 가꾸기 기본계획(2024~2027)")
    path.write_bytes(hwpx_bytes(hwpx_section(title, hwpx_paragraph(hwpx_grid(words)))))
    (table,) = read_tables(path).year_tables
    return bool(table.unread_en)


@pytest.mark.parametrize("head", ["구분 2024", "구분 계", "구분 2024년"])
def test_labels_that_end_in_numbers_under_a_year_are_not_read(head: str, tmp_path: Path) -> None:
    rows = [(head, *YEARS), ("산책길(km) 5", "6", "7", "8"), ("나무(그루) 1,000", "1,100", "1,200", "1,300")]
    assert _unread(tmp_path, rows)


def test_one_label_that_ends_in_a_number_under_the_year_before_is_not_read(tmp_path: Path) -> None:
    assert _unread(tmp_path, [("구분 2024", *YEARS), ("나무(그루) 1,000", "1,100", "1,200", "1,300")])
    assert not _unread(tmp_path, [("구분 2020", *YEARS), ("나무(그루) 1,000", "1,100", "1,200", "1,300")])


def test_two_years_over_two_values_in_one_column_are_not_read(tmp_path: Path) -> None:
    row = ("나무(그루)", "1,100 1,200", "1,300", "1,400")
    assert _unread(tmp_path, [("구분", "2024 2025", "2026", "2027"), row])
    assert not _unread(tmp_path, [("구분", *YEARS), (row[0], "1,100", "1,200", "1,300")])


@pytest.mark.parametrize(
    ("head", "first", "second"),
    [
        ("구분", "과제 1", "과제 2"),
        ("구분 2024", "산책길(km)", "나무(그루) 1,000"),
        ("2024 목표", "산책길 1", "산책길 2"),
    ],
)
def test_labels_of_their_own_are_read(head: str, first: str, second: str, tmp_path: Path) -> None:
    rows = [(head, *YEARS), (first, "6", "7", "8"), (second, "1,100", "1,200", "1,300")]
    assert not _unread(tmp_path, rows)


@pytest.mark.parametrize("head", ["구분", "성과지표"])
@pytest.mark.parametrize("others", [(), (("산책길(km)", "6", "7", "8"),)])
def test_a_number_behind_the_unit_of_one_label_is_no_name(
    head: str, others: tuple[tuple[str, ...], ...], tmp_path: Path
) -> None:
    assert _unread(tmp_path, [(head, *YEARS), ("이용자(명) 105", "110", "120", "130"), *others])


@pytest.mark.parametrize("label", ["이용자 1", "이용자(2단계) 2", "거점(동부) 1", "이용자(명)", "1인당 면적(㎡)"])
def test_a_number_of_the_name_itself_is_read(label: str, tmp_path: Path) -> None:
    assert not _unread(tmp_path, [("구분", *YEARS), (label, "110", "120", "130")])

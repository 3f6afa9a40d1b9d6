"""A heading that is missing or out of order puts the programme of its neighbours' tables in doubt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.outline.marks import ordinal_of
from gongpyo.pipeline import read_tables
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

NAMES = ("꽃길 가꾸기", "숲길 정비", "물길 잇기", "안내소 운영")
MARKS: dict[str, Callable[[int], str]] = {
    "digits": lambda number: f"{number}.",
    "letters": lambda number: f"{'가나다라'[number - 1]}.",
    "circles": lambda number: "①②③④"[number - 1],
    "codes": lambda number: f"1-1-{number}",
}
CASES = {  # the headings of the tables, 0 for one that is missing, and the tables that are in doubt
    "all there": ((1, 2, 3, 4), []),
    "one missing": ((1, 0, 3, 4), [0, 1]),
    "the first missing": ((0, 2, 3, 4), [0]),
    "two that changed places": ((1, 3, 2, 4), [1, 2]),
    "the first and the second": ((2, 1, 3, 4), [0, 1]),
    "the last ones": ((1, 2, 4, 3), [2, 3]),
    "the first and the last": ((4, 2, 3, 1), [0, 3]),
    "a series that begins anew": ((1, 2, 1, 2), []),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("marks", MARKS)
def test_tables_are_in_doubt(marks: str, case: str, tmp_path: Path) -> None:
    numbers, doubtful = CASES[case]
    if marks == "codes" and case == "a series that begins anew":
        pytest.skip("a code that stands twice is told as code-twice")
    parts = ["가온시 청년정책 기본계획(2024~2028)", "Ⅱ. 길과 쉼터"]
    body = [hwpx_paragraph(text) for text in parts]
    for at, number in enumerate(numbers):
        body += [hwpx_paragraph(f"{MARKS[marks](number)} {NAMES[number - 1]}")] if number else []
        rows = [["구분", "2024", "2025"], [f"참여{at}(회)", "1", str(at + 2)]]
        body += [hwpx_paragraph("□ 연차별 계획"), hwpx_paragraph(hwpx_grid(rows))]
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*body)))
    extracted = read_tables(path)
    places = [table.place for table in extracted.year_tables]
    doubts = [part.place for part in extracted.damage if part.rule == "heading-out-of-line"]
    assert sorted(places.index(place) for place in doubts) == doubtful


def _in_doubt(path: Path, body: list[str]) -> tuple[list[str], list[str]]:
    """The titles of the tables in doubt, and why in English."""
    path.write_bytes(hwpx_bytes(hwpx_section(*(hwpx_paragraph(text) for text in body))))
    doubts = [part for part in read_tables(path).damage if part.rule == "heading-out-of-line"]
    return [part.quote for part in doubts], [part.reason_en for part in doubts]


def _table(at: int) -> str:
    return hwpx_grid([["구분", "2024", "2025"], [f"참여{at}(회)", "1", str(at + 2)]])


@pytest.mark.parametrize("missing", [0, 2, 3])
@pytest.mark.parametrize("own", ["", "투자"])
def test_a_table_behind_a_part_that_stands_twice_is_in_doubt(missing: int, own: str, tmp_path: Path) -> None:
    """As where the heading of a programme is missing, whatever its mark; parts that all have twice mean nothing."""
    body = ["가온시 청년정책 기본계획(2024~2028)", "Ⅱ. 길과 쉼터", "1. 동네 길"]
    for at, name in enumerate(NAMES, 1):
        body += [] if at == missing else [f"□ {name}"]
        body += ["○ 사업개요", "- 길을 낸다", f"○ 연차별 {own}계획 {at}" if own else "○ 연차별 계획", _table(at)]
    titles, reasons = _in_doubt(tmp_path / "plan.hwpx", body)
    assert len(titles) == bool(missing)
    assert all("'사업개요' stands twice" in reason for reason in reasons)


def test_parts_that_stand_twice_under_every_programme_put_none_in_doubt(tmp_path: Path) -> None:
    body = ["가온시 청년정책 기본계획(2024~2028)", "Ⅱ. 길과 쉼터", "1. 동네 길"]
    for at, name in enumerate(NAMES, 1):
        body += [f"□ {name}", *("○ 사업개요", "- 길을 낸다", "○ 연차별 계획", _table(at)) * 2]
    assert _in_doubt(tmp_path / "plan.hwpx", body) == ([], [])


@pytest.mark.parametrize(
    ("codes", "doubtful"),
    [
        (("1-1-1", "1-1-2", "2-1-1", "2-2-1"), []),
        (("1-1-1", "2-1-1", "1-1-2", "2-2-1"), [1, 2]),  # two that changed places
        (("2-2-1", "1-1-1", "1-1-2", "2-1-1"), [0]),  # one that stands elsewhere
        (("2-1-1", "1-1-1", "1-1-2", "2-2-1", "2-2-2"), [0]),
    ],
)
def test_codes_out_of_order_put_their_tables_in_doubt(
    codes: tuple[str, ...], doubtful: list[int], tmp_path: Path
) -> None:
    names = (*NAMES, "쉼터 짓기")
    body = ["가온시 청년정책 기본계획(2024~2028)"]
    for at, code in enumerate(codes):
        body += [f"{code} {names[at]}", "□ 사업개요", "- 길을 낸다", f"□ 연차별 계획 {at}", _table(at)]
    titles, reasons = _in_doubt(tmp_path / "plan.hwpx", body)
    found = sorted(int(title[-1]) for title, reason in zip(titles, reasons, strict=True) if "out of order" in reason)
    assert found == doubtful


def test_a_table_whose_title_names_another_programme_is_in_doubt(tmp_path: Path) -> None:
    body = ["가온시 청년정책 기본계획(2024~2028)", "Ⅱ. 길과 쉼터"]
    titled = ("물길 잇기 사업", "숲길 정비 사업", "꽃길 가꾸기 사업", "안내소 운영 사업")
    names = ("꽃길 가꾸기 사업", "숲길 정비 사업", "물길 잇기 사업", "안내소 운영 사업")
    for at, (name, title) in enumerate(zip(names, titled, strict=True)):
        body += [f"{at + 1}. {name}", f"□ {title} 연차별 계획", _table(at)]
    titles, reasons = _in_doubt(tmp_path / "plan.hwpx", body)
    assert titles == ["물길 잇기 사업 연차별 계획", "꽃길 가꾸기 사업 연차별 계획"]
    assert all("its title names another programme" in reason for reason in reasons)


@pytest.mark.parametrize(("number", "ordinal"), [("I", 1), ("II", 2), ("IV", 4), ("IX", 9), ("Ⅳ", 4), ("B", 2)])
def test_a_chapter_counts_in_latin_letters_as_well(number: str, ordinal: int) -> None:
    assert ordinal_of(number) == ordinal

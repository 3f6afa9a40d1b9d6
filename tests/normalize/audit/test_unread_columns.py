"""Columns of numbers beside the years that are not read are told, and no total is blamed for what they hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import interpret, read_tables
from plan.records.meaning import Plan
from tests.conftest import hwpx_cell, hwpx_paragraph, hwpx_section, hwpx_table, zip_bytes

STATED, UNSTATED = "가온시 마을 기본계획(2024~2027)", "가온시 마을 기본계획"
Head = list[str | tuple[str, int]]
LABELS = ("쉼터 조성(개소)", "나무 심기(그루)", "사업비(백만원)")
FOUR = (("5", "6", "7", "8"), ("1,000", "1,100", "1,200", "1,300"), ("410", "470", "530", "590"))
WITH_TOTALS = tuple((total, *row) for total, row in zip(("26", "4,600", "2,000"), FOUR, strict=True))
Rows = tuple[tuple[str, ...], ...]
Told = list[tuple[str, str, str]]  # rule, what is printed, the years that may be meant

# Each head is the words of its cells; a cell is as wide as the number behind its words says.
CASES: dict[str, tuple[str, Head, Rows, Told]] = {
    "the-first-head-is-blank": (
        STATED,
        ["구분", "", "2025", "2026", "2027"],
        FOUR,
        [("column-not-read", "2025", "2024")],
    ),
    "a-blank-head-where-no-period-is-stated": (
        UNSTATED,
        ["구분", "", "2025", "2026", "2027"],
        FOUR,
        [("column-not-read", "2025", "")],
    ),
    "a-blank-head-behind-the-total": (
        STATED,
        ["구분", "계", "", "2025", "2026", "2027"],
        WITH_TOTALS,
        [("column-not-read", "2025", "2024")],
    ),
    "the-last-head-is-blank": (
        STATED,
        ["구분", "2024", "2025", "2026", ""],
        FOUR,
        [("column-not-read", "2026", "2027")],
    ),
    "a-blank-head-between-years": (
        STATED,
        ["구분", "계", "2024", "", "2026", "2027"],
        WITH_TOTALS,
        [("column-not-read", "2024", "2025")],
    ),
    "one-blank-head-over-two-columns": (
        STATED,
        ["구분", "2024", ("", 2), "2027"],
        FOUR,
        [("column-not-read", "2024", "2025, 2026")],
    ),
    "two-years-in-one-head-over-two-columns": (
        STATED,
        ["구분", ("2024 2025", 2), "2026", "2027"],
        FOUR,
        [("column-not-read", "2024 2025", "2024, 2025")],
    ),
    "this-year": (
        STATED,
        ["구분", "금년", "2025", "2026", "2027"],
        FOUR,
        [("column-not-read", "금년", "2024")],
    ),
    "a-year-is-left-out": (
        STATED,
        ["구분", "계", "2024", "2026", "2027"],
        tuple((total, first, third, last) for total, first, _, third, last in WITH_TOTALS),
        [("period-mismatch", "2024, 2026, 2027", "2024~2027")],
    ),
    "an-unknown-word-whose-numbers-the-totals-count": (
        STATED,
        ["구분", "계", "2024", "2025", "2026", "2027", "장래"],
        tuple((total, *row, "10") for total, row in zip(("36", "4,610", "2,010"), FOUR, strict=True)),
        [("column-not-read", "장래", "")],
    ),
    "two-unknown-words-over-numbers-side-by-side": (
        STATED,
        ["구분", "동쪽", "서쪽", "2024", "2025", "2026", "2027"],
        tuple(("3", "7", *row) for row in FOUR),
        [("column-not-read", "동쪽', '서쪽", "")],
    ),
    "three-of-them-behind-the-years": (
        STATED,
        ["구분", "2024", "2025", "2026", "2027", "가람", "나래", "다솜"],
        tuple((*row, "3", "7", "9") for row in FOUR),
        [("column-not-read", "가람', '나래', '다솜", "")],
    ),
    "a-first-and-a-changed-version": (
        STATED,
        ["구분", "2024", "2025", "2026", "2027 당초", "2027 변경"],
        tuple((*row, "2") for row in FOUR),
        [("version-replaced", "1", "")],
    ),
    "a-part-of-a-year-beside-the-whole": (
        STATED,
        ["구분", "계", "2024", "2024 상반기", "2025", "2026", "2027"],
        tuple((total, first, "2", *others) for total, first, *others in WITH_TOTALS),
        [],
    ),
    "halves-at-both-ends": (
        STATED,
        ["구분", "계", "2024년(하반기)", "2025", "2026", "2027년 상반기"],
        WITH_TOTALS,
        [("column-not-read", "2024년(하반기)', '2027년 상반기", "")],
    ),
    "a-half-of-a-year-before-the-plan": (
        STATED,
        ["구분", "2023 상반기 실적", "2024", "2025", "2026", "2027"],
        WITH_TOTALS,
        [],
    ),
    "an-unknown-word-between-a-total-and-a-payer": (
        STATED,
        ["구분", "계", "재원 국비", "시비", "2024", "2025", "2026", "2027"],
        tuple((row[0], "3", "4", *row[1:]) for row in WITH_TOTALS),
        [("column-not-read", "재원 국비", "")],
    ),
    "a-number-under-dots": (
        STATED,
        ["구분", "2024", "2025", "…", "2027", "계"],
        tuple((*row, total) for total, *row in WITH_TOTALS),
        [("column-not-read", "…", "")],
    ),
}
HEALTHY: dict[str, tuple[str, Head, Rows]] = {
    "all-years": (STATED, ["구분", "2024", "2025", "2026", "2027"], FOUR),
    "a-remark-of-numbers": (STATED, ["구분", "2024", "2025", "2026", "2027", "비고"], tuple((*r, "3") for r in FOUR)),
    "an-unknown-word": (STATED, ["구분", "2024", "2025", "2026", "2027", "배점"], tuple((*r, "3") for r in FOUR)),
    "two-unknown-words-apart": (
        STATED,
        ["구분", "동쪽", "2024", "2025", "2026", "2027", "배점"],
        tuple(("7", *row, "3") for row in FOUR),
    ),
    "an-unknown-word-beside-words": (
        STATED,
        ["구분", "2024", "2025", "2026", "2027", "배점", "자료"],
        tuple((*row, "3", "숲과") for row in FOUR),
    ),
    "an-empty-column": (STATED, ["구분", "2024", "2025", "2026", "2027", ""], tuple((*r, "") for r in FOUR)),
    "words-without-a-head": (STATED, ["구분", "2024", "2025", "2026", "2027", ""], tuple((*r, "숲과") for r in FOUR)),
    "numbers-of-rows": (
        STATED,
        ["구분", "", "2024", "2025", "2026", "2027"],
        tuple((str(number), *row) for number, row in enumerate(FOUR, 1)),
    ),
    "the-plan-ends-early": (STATED, ["구분", "2024", "2025"], tuple(row[:2] for row in FOUR)),
    "elided-years": (
        STATED,
        ["구분", "계", "2024", "…", "2027"],
        tuple((total, first, "", last) for total, first, *_, last in WITH_TOTALS),
    ),
}


def _plan(folder: Path, title: str, head: Head, rows: Rows) -> Plan:
    cells, at = [], 0
    for cell in head:
        text, width = cell if isinstance(cell, tuple) else (cell, 1)
        cells.append(hwpx_cell(0, at, text, columns=width))
        at += width
    for number, (label, row) in enumerate(zip(LABELS, rows, strict=True), 1):
        cells += [hwpx_cell(number, column, text) for column, text in enumerate((label, *row))]
        assert len(row) + 1 == at
    table = hwpx_table(cells, rows=len(rows) + 1, columns=at)
    section = hwpx_section(*map(hwpx_paragraph, (title, "□ 연차별 추진계획", table)))
    path = folder / "plan.hwpx"
    path.write_bytes(zip_bytes({"Contents/section0.xml": section}))
    return interpret(read_tables(path))


@pytest.mark.parametrize("case", CASES)
def test_a_column_that_is_not_read_is_told_and_no_total_is_blamed(case: str, tmp_path: Path) -> None:
    title, head, rows, told = CASES[case]
    plan = _plan(tmp_path, title, head, rows)
    assert [(found.rule, found.actual, found.expected) for found in plan.findings] == told
    assert {entry.name for entry in plan.indicators} == {"쉼터 조성", "나무 심기", "사업비"}
    assert not any(entry.totals_agree is False for entry in plan.indicators)


@pytest.mark.parametrize("case", HEALTHY)
def test_a_healthy_table_is_not_accused(case: str, tmp_path: Path) -> None:
    assert not _plan(tmp_path, *HEALTHY[case]).findings


def test_a_total_that_no_doubt_explains_is_still_wrong(tmp_path: Path) -> None:
    head: Head = ["구분", "계", "2024", "2025", "2026", "2027", "배점"]
    rows = tuple((total, *row, "3") for total, row in zip(("27", "4,600", "2,000"), FOUR, strict=True))
    plan = _plan(tmp_path, STATED, head, rows)
    assert [(found.rule, found.difference) for found in plan.findings] == [("total-mismatch", "1")]


def test_words_under_a_year_that_is_not_read_name_no_rows(tmp_path: Path) -> None:
    rows = tuple((word, *row[1:]) for word, row in zip(("실시", "미정", "보류"), FOUR, strict=True))
    plan = _plan(tmp_path, STATED, ["구분", "2024년 조사", "2025", "2026", "2027"], rows)
    assert [entry.name for entry in plan.indicators] == ["쉼터 조성", "나무 심기", "사업비"]


@pytest.mark.parametrize(
    ("label", "row", "told"),
    [
        ("나무 심기(그루) 1,000", ("1,100", "1,200", "1,300", ""), ["value-in-label"]),
        ("나무 심기(그루) 1,000", ("1,000", "1,100", "1,200", "1,300"), []),
        ("나무 심기(그루)", ("1,100", "1,200", "1,300", ""), []),
    ],
)
def test_a_label_that_ends_in_a_number_is_told_where_its_row_lacks_a_value(
    label: str, row: tuple[str, ...], told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.LABELS", (LABELS[0], label, LABELS[2]))
    plan = _plan(tmp_path, STATED, ["구분", "2024", "2025", "2026", "2027"], (FOUR[0], row, FOUR[2]))
    assert [found.rule for found in plan.findings] == told


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (("쉼터 조성 5", "나무 심기 1,000", "길 닦기 410"), ["value-in-label"]),
        (("쉼터 조성 5", "나무 심기", "길 닦기 410"), []),
    ],
)
def test_labels_that_all_end_in_a_number_may_hold_the_first_year(
    labels: tuple[str, ...], told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.LABELS", labels)
    plan = _plan(tmp_path, STATED, ["구분", "2025", "2026", "2027"], tuple(row[1:] for row in FOUR))
    assert [found.rule for found in plan.findings if found.rule != "unit-missing"] == told

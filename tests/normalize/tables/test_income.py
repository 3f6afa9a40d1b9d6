"""Money that comes in is a target in won with its printed name, and what is spent is the budget."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.make.document import Document, Paragraph
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from normalize.tables import labels
from tests.normalize.tables.test_neighbours import merged

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
FUND, SITE = "2026년 나루시 청년기금 운용계획", "나루시 물빛단지 조성계획(2026∼2027)"
Rows = tuple[tuple[str, ...], ...]
HEAD = ("구분", "2026", "2027")
SIDES: Rows = (
    ("수 입", "<", "<", "지 출", "<", "<"),
    ("항목", "2026년 계획", "2025년 계획", "항목", "2026년 계획", "2025년 계획"),
    ("합계", "954", "930", "합계", "954", "930"),
    ("전입금", "300", "300", "사업비", "420", "400"),
    ("이자", "654", "630", "예치금", "534", "530"),
)
CASES: dict[str, tuple[str, str, Rows, list[tuple[str, str]]]] = {
    "side-by-side": (
        FUND,
        "자금운용계획 총괄",
        SIDES,
        [
            ("target", "합계"),
            ("target", "전입금"),
            ("target", "이자"),
            ("budget", "합계"),
            ("budget", "사업비"),
            ("budget", "예치금"),
        ],
    ),
    "rows": (
        FUND,
        "중기 자금계획",
        (HEAD, ("조성(수입)", "40", "50"), ("사용(지출)", "30", "20"), ("연말 조성액", "70", "100")),
        [("target", "조성(수입)"), ("budget", "사용(지출)"), ("target", "연말 조성액")],
    ),
    "groups": (
        FUND,
        "자금계획",
        (
            ("구분", "<", "2026", "2027"),
            ("수입", "출연금", "40", "50"),
            ("^", "이자", "3", "4"),
            ("지출", "공모사업", "30", "20"),
            ("^", "운영비", "5", "6"),
        ),
        [("target", "수입 출연금"), ("target", "수입 이자"), ("budget", "지출 공모사업"), ("budget", "지출 운영비")],
    ),
    "below-their-sum": (
        FUND,
        "자금 운용",
        (HEAD, ("수입 계", "43", "54"), ("출연금", "40", "50"), ("이자", "3", "4"), ("공모사업", "30", "20")),
        [("target", "수입 계"), ("target", "출연금"), ("target", "이자"), ("budget", "공모사업")],
    ),
    "by-its-title": (
        FUND,
        "연도별 조성계획",
        (HEAD, ("계", "43", "54"), ("출연금", "40", "50"), ("이자", "3", "4")),
        [("target", "계"), ("target", "출연금"), ("target", "이자")],
    ),
    "what-is-built-is-no-income": (
        SITE,
        "연도별 조성계획",
        (HEAD, ("조성", "43", "54"), ("보상", "40", "50")),
        [("budget", "조성"), ("budget", "보상")],
    ),
    "income-that-the-sum-of-a-budget-counts": (
        SITE,
        "연구 투입계획",
        (HEAD, ("출연금", "40", "50"), ("입장료 수입", "3", "4"), ("합계", "43", "54")),
        [("budget", "출연금"), ("budget", "입장료 수입"), ("budget", "합계")],
    ),
    "income-below-the-sum-of-a-budget": (
        SITE,
        "소요예산",
        (HEAD, ("계", "43", "54"), ("국비", "40", "50"), ("수탁수입", "3", "4"), ("사용료 수입", "7", "8")),
        [("budget", "계"), ("budget", "국비"), ("budget", "수탁수입"), ("target", "사용료 수입")],
    ),
    "a-sum-of-what-comes-in": (
        SITE,
        "세입예산",
        (HEAD, ("입장료 수입", "40", "50"), ("수탁수입", "3", "4"), ("합계", "43", "54")),
        [("target", "입장료 수입"), ("target", "수탁수입"), ("budget", "합계")],
    ),
    "who-pays-is-no-income": (
        SITE,
        "재원조달계획",
        (("재원", "2026", "2027"), ("국비", "43", "54"), ("분양수입", "40", "50")),
        [("budget", "국비"), ("budget", "분양수입")],
    ),
}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("case", CASES)
def test_income_is_no_budget(case: str, form: str, tmp_path: Path) -> None:
    title, above, rows, wanted = CASES[case]
    blocks = (
        Paragraph(title, "title"),
        Paragraph("2025. 12."),
        Paragraph(f"□ {above}"),
        Paragraph("(단위: 백만원)", "right"),
        merged(rows),
    )
    path = tmp_path / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(title, (blocks,))))
    plan = read_plan(path)
    found = [(entry.measure, entry.name) for entry in plan.indicators]
    assert sorted(found) == sorted(wanted)
    assert {entry.unit for entry in plan.indicators} == {"백만원"}
    assert {one.year for one in plan.observations} == ({2026} if rows is SIDES else {2026, 2027})


def test_the_examples_of_labels_are_true() -> None:
    assert doctest.testmod(labels).failed == 0

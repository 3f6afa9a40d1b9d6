"""A card with a budget whose years stand down its side over goals with years across: each part is read by its head."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from tests.extract.outline.written import WITH_TABLES, Given, merged, read_as


def _card(name: str, national: int, own: int, last: str) -> Given:
    rows = f"""과제번호 | 1-1 | 과제명 | {name} | <
추진기간 | 계속(’21~) | 담당부서 | 물빛과 | <
예산 (백만원) | 구분 | 국비 | 시비 | 합계
^ | ’25년 | 10 | 5 | 15
^ | ’26년 | {national} | {own} | {national + own}
{last}"""
    return merged([[cell.strip() for cell in row.split("|")] for row in rows.splitlines()])


def _published(form: str, tmp_path: Path, *cards: Given) -> list[tuple[str, str, str, str]]:
    blocks = [block for card in cards for block in (card, "")]
    extracted = read_as(form, tmp_path, "Ⅱ. 세부과제", *blocks, title="2026년 가온시 물빛 시행계획")
    plan, names = normalize_plan(extracted), {node.no: node.name for node in extracted.programs}
    units = {(one.program_no, one.measure, one.indicator_no): one for one in plan.indicators}
    return [
        (names[o.program_no], units[o.program_no, o.measure, o.indicator_no].name, f"{o.year} {o.value}", o.unit)
        for o in plan.observations
    ]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_each_part_is_read_under_the_name_of_its_card(form: str, tmp_path: Path) -> None:
    goals = "성과지표 | 지표명 | ’25년 실적 | ’26년 목표 | 측정방법\n^ | 물빛 참여자(명) | 41 | {} | 명부"
    cards = [
        _card("물길 배우기", 20, 10, goals.format(52)),
        _card("숲길 배우기", 30, 11, goals.format(63)),
    ]
    assert sorted(_published(form, tmp_path, *cards)) == sorted(
        (name, *row)
        for name, rows in (
            ("물길 배우기", [("국비", "20"), ("시비", "10"), ("합계", "30"), ("물빛 참여자", "52")]),
            ("숲길 배우기", [("국비", "30"), ("시비", "11"), ("합계", "41"), ("물빛 참여자", "63")]),
        )
        for row in ((label, f"2026 {value}", "명" if label == "물빛 참여자" else "백만원") for label, value in rows)
    )

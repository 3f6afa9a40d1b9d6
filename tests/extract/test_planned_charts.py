"""Planned figures in a chart of years are told by one note for all charts; past figures, and drawings, are not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from fixtures.make.pdf_file import compiled, quoted
from gongpyo.pipeline import read_plan
from plan.errors import PlanError
from plan.records.meaning import Finding, Plan

TITLE = "푸른시 산림 계획(2025~2027)"
YEARS = (2023, 2024, 2025, 2026, 2027)
TABLE = "#table(columns: 4, [구분], [2025], [2026], [2027], [탐방객(명)], [4,310], [5,220], [6,130])\n"
TOP, BETWEEN = 40, 14  # millimetres from the top of a chart to its axis, and from one year to the next


def _at(x: float, y: float, drawn: str) -> str:
    return f"#place(dx: {x}mm, dy: {y}mm, {drawn})\n"


def _said(x: float, y: float, text: str) -> str:
    return _at(x, y, f"box(width: {BETWEEN}mm, align(center, text(size: 8pt, {quoted(text)})))")


def _chart(values: Sequence[str], years: Sequence[int] = YEARS, more: str = "") -> str:
    """Bars over an axis of years, each with its number above it."""
    parts = [more, _at(0, TOP, f"line(length: {BETWEEN * len(years)}mm)")]
    for number, (year, value) in enumerate(zip(years, values, strict=True)):
        x, height = BETWEEN * number, 8 + 4 * number
        parts += [_at(x + 4, TOP - height, f"rect(width: 6mm, height: {height}mm, fill: green, stroke: none)")]
        parts += [_said(x, TOP + 2, str(year)), _said(x, TOP - height - 4, value)]
    return f"#block(width: 100%, height: {TOP + 8}mm)[{''.join(parts)}]\n"


def _plan(folder: Path, *parts: str) -> Plan:
    path = folder / "숲.pdf"
    lines = "\n\n".join(f"#text({quoted(line)})" for line in (TITLE, "1-1 숲길 가꾸기", "□ 연차별 목표"))
    path.write_bytes(compiled('#set text(font: "Noto Sans KR")\n' + "\n\n".join((lines, TABLE, *parts))))
    return read_plan(path)


def _notes(plan: Plan) -> list[Finding]:
    return [found for found in plan.findings if found.rule == "planned-in-chart"]


GOALS = ("62.3", "65.0", "68.1", "69.1", "73.4")


def test_a_chart_of_planned_figures_is_told_and_nothing_of_it_is_published(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "#v(1cm)", _chart(GOALS))
    (note,) = _notes(plan)
    assert note.severity == "info"
    assert "2023년 62.3, 2024년 65.0, 2025년 68.1, 2026년 69.1, 2027년 73.4" in note.message
    assert [o.printed for o in plan.observations] == ["4,310", "5,220", "6,130"]


def test_a_chart_with_a_word_between_two_years_and_its_title_beside_a_number_is_told_whole(tmp_path: Path) -> None:
    new = _said(BETWEEN / 2, TOP - 4, "신규")
    title = _at(0, TOP - 28, "text(size: 8pt)[해마다 숲길을 가꾸는 마을의 수(곳)]")
    (note,) = _notes(_plan(tmp_path, "#v(1cm)", _chart(("", "", "68.1", "69.1", "73.4"), more=new + title)))
    assert "2025년 68.1, 2026년 69.1, 2027년 73.4" in note.message


def test_all_charts_of_a_document_are_one_note_with_their_number_and_pages(tmp_path: Path) -> None:
    plan = _plan(tmp_path, _chart(GOALS), "#pagebreak()", _chart(("1곳", "2곳", "3곳", "5곳", "8곳")), _chart(GOALS))
    (note,) = _notes(plan)
    assert "이런 그림이 2개 더 있습니다(1, 2쪽)" in note.message and "2 more of such charts" in note.message_en


HEALTHY = {
    "of what is past": _chart(("1", "2", "3", "4", "5"), (2020, 2021, 2022, 2023, 2024)),
    "of the row of the table": _chart(("4,310", "5,220", "6,130"), (2025, 2026, 2027)),
    "without numbers": _chart(("", "", "", "", "")),
    "of a number and words": _chart(("", "신규", "", "확대", "73")),
}


@pytest.mark.parametrize("chart", HEALTHY)
def test_a_chart_that_hides_no_plan_is_not_told(chart: str, tmp_path: Path) -> None:
    assert not _plan(tmp_path, HEALTHY[chart]).findings


def test_a_document_of_charts_alone_is_refused_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "숲.pdf"
    path.write_bytes(compiled(f'#set text(font: "Noto Sans KR")\n{TITLE}\n\n{_chart(GOALS)}'))
    with pytest.raises(PlanError, match=r"chart of '2023년 62\.3"):
        read_plan(path)


def _scattered(words: Sequence[str], size: float = 9) -> str:
    """Words at places of a page that no line or column joins."""
    parts = [_at(17 * (7 * n % 9), 9 * n % 97, f"text(size: {size}pt, {quoted(word)})") for n, word in enumerate(words)]
    return f"#block(width: 100%, height: 105mm)[{''.join(parts)}]\n"


ROOMS = "".join(
    _at(x, y, f"rect(width: {w}mm, height: {h}mm)") + _at(x + 3, y + 3, f"text(size: 8pt, {quoted(word)})")
    for x, y, w, h, word in (
        (0, 0, 60, 40, "열람실 120㎡"), (60, 0, 40, 25, "서고 45㎡"), (60, 25, 40, 15, "복도"),
        (100, 0, 50, 40, "강당 230㎡"),
        (0, 40, 30, 30, "화장실"),
        (30, 40, 70, 30, "자료실 2025"), (100, 40, 50, 30, "2026 증축 88㎡"),
    )
)  # fmt: skip
DRAWN = {
    "decoration": "#block(width: 100%, height: 100mm)[" + "".join(
        _at(9 * (n % 17), 7 * n, f"circle(radius: {1 + n % 5}mm, fill: luma({100 + 10 * (n % 15)}))")
        + _at(8 * (n % 19), 5 * (n % 20), f"line(length: {10 + n}mm, angle: {11 * n}deg)")
        for n in range(14)
    ) + "]\n",
    "a map": _scattered(
        ("가온읍 12", "나래면 7", "다솜면", "라온동 3", "마루동", "2025", "바다읍 21", "2026", "0 2 4km", "2027")
    ),
    "a floor plan": f"#block(width: 100%, height: 75mm)[{ROOMS}]\n",
    "an axis of years without numbers": _chart(
        ("",) * 5, more=_at(0, 0, "text(size: 8pt)[100]") + _at(0, 20, "text(size: 8pt)[50]")
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", DRAWN)
def test_a_page_that_is_only_drawn_gives_no_table_and_no_findings(kind: str, tmp_path: Path) -> None:
    plan = _plan(tmp_path, "#pagebreak()", DRAWN[kind])
    assert not plan.findings
    assert [o.printed for o in plan.observations] == ["4,310", "5,220", "6,130"]

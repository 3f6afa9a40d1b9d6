"""Headings left of tables, or over two side by side, as designed pages print them: each table is of its own heading."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from fixtures.make.pdf_file import compiled, quoted
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan

SET = """#set page(paper: "a4", margin: 20mm, numbering: "- 1 -")
#set text(font: "Noto Sans KR", size: 11pt, lang: "ko")
#show table: set text(size: 8pt)
"""
TITLE = "가람군 시설 계획(2026~2028)"
YEARS = ("2026", "2027", "2028")
MARKS = {"numbers": "1-{} {}", "boxes": "□ {1}"}


class Work(NamedTuple):
    """A programme with its unit, the rows of its table, and the first of its values."""

    name: str
    unit: str
    rows: tuple[str, ...]
    first: int


WORKS = (
    Work("다리 고치기", "개소", ("상판", "교각"), 1100),
    Work("가로등 갈기", "대", ("길가", "공원", "다리밑"), 2100),
    Work("쉼터 짓기", "㎡", ("지붕", "의자"), 3100),
)
PAIR = (Work("경로당 고치기", "개소", ("난방", "지붕"), 4100), Work("돌봄터 늘리기", "명", ("신설", "증설"), 5100))


def _table(work: Work) -> str:
    rows = [("구분", *YEARS)]
    rows += [(row, *(f"{work.first + 10 * at + n:,}" for n in range(3))) for at, row in enumerate(work.rows)]
    cells = ", ".join(f"[{text}]" for row in rows for text in row)
    return f"#table(columns: (22mm, 19mm, 19mm, 19mm), align: center, {cells})"


def _unit(work: Work) -> str:
    return f"#align(right, text(size: 8pt)[(단위: {work.unit})])"


def _heading(text: str, size: int = 13) -> str:
    return f"#text(size: {size}pt, {quoted(text)})\n\n"


def _side_by_side(left: str, right: str) -> str:
    return f"#grid(columns: (75mm, 79mm), column-gutter: 8mm, [{left}], [{right}])\n#v(4mm)\n"


def _beside(heading: str, work: Work, line: str) -> str:
    return _side_by_side(f"{_heading(heading)}#text(size: 9pt)[{line}]", f"{_unit(work)}\n{_table(work)}")


def _over(heading: str, work: Work) -> str:
    return f"{_heading(heading, 12)}{_unit(work)}\n{_table(work)}"


def _plan(folder: Path, *blocks: str) -> Plan:
    opening = f"#align(center, text(size: 22pt, {quoted(TITLE)}))\n\n{_heading('1. 시설 연차별 목표', 16)}"
    path = folder / "plan.pdf"
    path.write_bytes(compiled(SET + opening + "\n".join(blocks)))
    return read_plan(path)


def _told(plan: Plan) -> dict[str, tuple[str, str, str]]:
    """By the first value of each row: programme, label and unit."""
    names = {node.no: node.name for node in plan.programs}
    series = {(one.program_no, one.measure, one.indicator_no): one for one in plan.indicators}
    firsts = [one for one in plan.observations if one.year == int(YEARS[0])]
    return {
        one.printed: (names[one.program_no], series[one.program_no, one.measure, one.indicator_no].name, one.unit)
        for one in firsts
    }


def _expected(*works: Work) -> dict[str, tuple[str, str, str]]:
    return {
        f"{work.first + 10 * at:,}": (work.name, row, work.unit) for work in works for at, row in enumerate(work.rows)
    }


@pytest.mark.parametrize(
    "line", ["○ 의견을 들어 추진", "○ 의견을 들어 해마다 점검하고 다음 해의 계획에 넣으며 그 결과를 알린다"]
)
@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
def test_tables_are_of_the_headings_left_of_them(mark: str, line: str, tmp_path: Path) -> None:
    plan = _plan(tmp_path, *(_beside(mark.format(at, work.name), work, line) for at, work in enumerate(WORKS, 1)))
    assert _told(plan) == _expected(*WORKS)
    assert not plan.findings


def test_a_heading_left_of_its_table_between_pairs_side_by_side(tmp_path: Path) -> None:
    pairs = [
        _side_by_side(_over(f"1-{first} {left.name}", left), _over(f"1-{first + 1} {right.name}", right))
        for first, (left, right) in ((1, PAIR), (4, WORKS[1:]))
    ]
    plan = _plan(tmp_path, pairs[0], _beside(f"1-3 {WORKS[0].name}", WORKS[0], "○ 의견을 들어 추진"), pairs[1])
    assert _told(plan) == _expected(*PAIR, *WORKS)
    assert not plan.findings


@pytest.mark.parametrize("size", [12, 13])
def test_headings_left_of_tables_below_two_over_tables_side_by_side(size: int, tmp_path: Path) -> None:
    over = _side_by_side(_over("1-1 경로당 고치기", PAIR[0]), _over("1-2 돌봄터 늘리기", PAIR[1]))
    beside = [_beside(f"1-{at} {work.name}", work, "○ 의견을 들어 추진") for at, work in enumerate(WORKS, 3)]
    plan = _plan(tmp_path, over.replace("size: 12pt", f"size: {size}pt"), *beside)
    assert _told(plan) == _expected(*PAIR, *WORKS)
    assert not plan.findings


def _beside_note(note: str, heading: str, work: Work, *, at_left: bool = True) -> str:
    under = f"#text(size: 9pt)[○ 의견을 들어 해마다 점검하고 그 결과를 알린다]\n{_unit(work)}\n{_table(work)}"
    if not at_left:
        columns = f"[{_heading(heading)}{under}], text(size: 8pt)[{note}]"
        return f"#grid(columns: (120mm, 28mm), column-gutter: 8mm, {columns})\n"
    return f"#grid(columns: (28mm, 120mm), column-gutter: 8mm, text(size: 8pt)[{note}], [{_heading(heading)}{under}])\n"


@pytest.mark.parametrize(
    "notes",
    [("담당: 시설과", "", "※ 2026년부터 맡긴다"), ("관련 부서: 시설과, 2024년 실적 좋음", "담당: 길과", "담당: 숲과")],
)
def test_notes_left_of_headings_are_no_part_of_them(notes: tuple[str, ...], tmp_path: Path) -> None:
    numbered = enumerate(zip(notes, WORKS, strict=True), 1)
    plan = _plan(tmp_path, *(_beside_note(note, f"1-{at} {work.name}", work) for at, (note, work) in numbered))
    assert _told(plan) == _expected(*WORKS)
    assert not plan.findings


def test_notes_right_of_headings_are_no_part_of_them(tmp_path: Path) -> None:
    notes = ("담당은 시설과이고 2024년 실적이 좋음", "", "※ 2026년부터 맡긴다")
    numbered = enumerate(zip(notes, WORKS, strict=True), 1)
    beside = (_beside_note(note, f"1-{at} {work.name}", work, at_left=False) for at, (note, work) in numbered)
    plan = _plan(tmp_path, *beside)
    assert _told(plan) == _expected(*WORKS)
    assert not plan.findings


def test_an_office_behind_its_heading_stays_with_it(tmp_path: Path) -> None:
    numbered = enumerate(WORKS, 1)
    plan = _plan(
        tmp_path, *(_beside_note("(시설과)", f"1-{at} {work.name}", work, at_left=False) for at, work in numbered)
    )
    assert {node.department for node in plan.programs if node.level == "program"} == {"시설과"}


def test_a_line_over_all_ends_the_notes_beside_headings(tmp_path: Path) -> None:
    beside = [_beside_note("담당: 시설과", f"1-{at} {work.name}", work) for at, work in enumerate(WORKS[:2], 1)]
    plan = _plan(tmp_path, *beside, _heading("2. 마을 연차별 목표", 16), _over("2-1 쉼터 짓기", WORKS[2]))
    assert _told(plan) == _expected(*WORKS)


@pytest.mark.parametrize("at_left", [True, False])
@pytest.mark.parametrize("note", ["담당: 시설과", "계속 (2024~2028)", "협업: 숲과"])
def test_notes_on_the_line_of_a_heading_over_a_wide_table_are_no_part_of_it(
    note: str, at_left: bool, tmp_path: Path
) -> None:
    note = f"text(size: 8pt)[{note}]"
    blocks = []
    for at, work in enumerate(WORKS, 1):
        heading = f"text(size: 13pt, {quoted(f'1-{at} {work.name}')})"
        columns = f"(32mm, 1fr), {note}, {heading}" if at_left else f"(1fr, 32mm), {heading}, {note}"
        table = _table(work).replace("(22mm,", "(80mm,")
        blocks.append(f"#grid(columns: {columns})\n{_unit(work)}\n{table}")
    plan = _plan(tmp_path, *blocks)
    assert _told(plan) == _expected(*WORKS)
    assert not plan.findings


def _half(work: Work, years: str) -> str:
    """The table of a programme in the three years from 2026, or in the three behind them."""
    table = _table(work)
    return table if years == "first" else table.replace("2026", "2029").replace("2027", "2030").replace("2028", "2031")


HALF = Work("논 가꾸기", "건", ("상담", "이사비"), 6100)


@pytest.mark.parametrize("over", ["(단위: 건)", ""])
def test_the_unit_over_two_halves_of_a_table_is_of_both(over: str, tmp_path: Path) -> None:
    later = HALF._replace(first=7100)
    halves = _side_by_side(_half(HALF, "first"), _half(later, "later"))
    unit = f"#align(right, text(size: 8pt)[{over}])" if over else ""
    plan = _plan(tmp_path, _heading("1-1 논 가꾸기"), unit, halves)
    assert {one.unit for one in plan.observations} == {over[5:-1]}
    assert len(plan.observations) == 12


def test_the_unit_over_the_right_one_of_two_tables_with_other_rows_is_its_own(tmp_path: Path) -> None:
    other = Work("", "", ("국비", "시비"), 7100)
    right = f"{_unit(Work('', '백만원', (), 0))}\n{_half(other, 'first')}"
    halves = _side_by_side(f"#v(15pt)\n{_half(HALF, 'first')}", right)
    plan = _plan(tmp_path, _heading("1-1 논 가꾸기"), halves)
    assert {one.printed[:1]: one.unit for one in plan.observations} == {"6": "", "7": "백만원"}


@pytest.mark.parametrize("titles", [("", ""), ("〈심기〉", "〈가꾸기〉")])
@pytest.mark.parametrize("margin", ["left", "right"])
def test_the_unit_at_the_margin_of_two_tables_of_who_pays_is_of_both(
    margin: str, titles: tuple[str, str], tmp_path: Path
) -> None:
    payers = (Work("", "", ("국비", "도비"), 6100), Work("", "", ("시비", "민자"), 7100))
    halves = _side_by_side(*(f"{title}\n{_table(work)}" for title, work in zip(titles, payers, strict=True)))
    unit = f"#align({margin}, text(size: 8pt)[(단위: 백만원)])"
    plan = _plan(tmp_path, _heading("1-1 논 가꾸기"), _heading("□ 소요예산", 11), unit, halves)
    assert {one.unit for one in plan.observations} == {"백만원"}
    assert len(plan.observations) == 12


def test_a_unit_that_is_not_of_money_is_of_no_table_of_who_pays_beside(tmp_path: Path) -> None:
    payers = (Work("", "", ("국비", "도비"), 6100), Work("", "", ("시비", "민자"), 7100))
    right = f"{_unit(Work('', '건', (), 0))}\n{_table(payers[1])}"
    plan = _plan(tmp_path, _heading("1-1 논 가꾸기"), _side_by_side(f"#v(15pt)\n{_table(payers[0])}", right))
    assert "건" not in {one.unit for one in plan.observations if one.printed.startswith("6")}

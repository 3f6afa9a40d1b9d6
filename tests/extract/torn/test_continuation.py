"""A table that goes on behind a running line, a mark or a cut is one; what does not fit under its years is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from extract.torn.continuation import join_continued
from fixtures.make import document as made
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from plan.records.base import Place
from plan.records.document import Block, Cell, Paragraph, Table
from plan.records.meaning import Plan
from tests.conftest import Words, hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

HEAD = ("구분", "2025", "2026", "2027")
BOOKS = ("장서 확충(권)", "1,100", "1,250", "1,350")
READERS = ("이용자(천명)", "40", "44", "47")
COST = ("사업비(백만원)", "560", "600", "640")
EDGES = (50.0, 150.0, 250.0, 350.0, 450.0)
TOP, FOOT = 30.0, 800.0
WRITERS: dict[str, Callable[[made.Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}


def _table(number: int, page: int, *rows: Sequence[str]) -> Table:
    cells = [
        Cell(text=text, row=row, column=column, place=Place(page=page, table=number, row=row, column=column))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    place = Place(page=page, table=number, box=(50.0, 100.0, 450.0, 200.0))
    return Table(rows=len(rows), columns=len(rows[0]), cells=tuple(cells), place=place, pages=(page,))


def _line(page: int, text: str, height: float) -> Paragraph:
    return Paragraph(text=text, place=Place(page=page, box=(50.0, height, 300.0, height + 10)))


def _rows(*blocks: Block) -> list[int]:
    edges = {block.place.table or 0: EDGES for block in blocks if isinstance(block, Table)}
    return [block.rows for block in join_continued(blocks, edges) if isinstance(block, Table)]


def test_running_heads_and_feet_do_not_part_a_table() -> None:
    first, second = _table(0, 1, HEAD, BOOKS), _table(1, 2, READERS, COST)
    heads = [_line(page, "나루시 도서관 계획", TOP) for page in (1, 2)]
    feet = [_line(page, f"나루시 - {page} -", FOOT) for page in (1, 2)]
    assert _rows(heads[0], first, heads[1], second) == [4]
    assert _rows(first, feet[0], second, feet[1]) == [4]
    assert _rows(heads[0], first, feet[0], heads[1], second, feet[1]) == [4]
    numbers = [_line(page, f"• {page} •", FOOT) for page in (1, 2)]
    assert _rows(first, numbers[0], second, numbers[1]) == [4]


@pytest.mark.parametrize("again", [(), ("〈앞에서 이어짐〉",), ("(단위: 백만원)",), ("(계속)", "(단위: 백만원)")])
def test_what_is_said_again_does_not_part_a_table(again: Sequence[str]) -> None:
    first, second = _table(0, 1, HEAD, BOOKS), _table(1, 2, READERS, COST)
    unit, mark = _line(1, "(단위: 백만원)", 90.0), _line(1, "(다음 쪽에 계속)", 700.0)
    assert _rows(unit, first, mark, *[_line(2, text, 60.0) for text in again], second) == [4]


@pytest.mark.parametrize(
    ("first_line", "second_line"),
    [
        ("과제 1", "과제 2"),  # a number at the top of a page may be that of a programme
        ("□ 연차별 계획", "□ 연차별 계획"),
        ("도서관", "체육관"),
    ],
)
def test_a_heading_parts_two_tables(first_line: str, second_line: str) -> None:
    first, second = _table(0, 1, HEAD, BOOKS), _table(1, 2, READERS, COST)
    assert _rows(_line(1, first_line, TOP), first, _line(2, second_line, TOP), second) == [2, 2]


@pytest.mark.parametrize(
    ("bar", "edges", "rows"),
    [
        (("2", "길 정비"), (50.0, 150.0, 450.0), [2, 1, 2]),
        (("1-2", "길 정비", "도로과"), (50.0, 150.0, 350.0, 450.0), [2, 1, 2]),
        (("※ 2027년은 잠정", ""), (50.0, 350.0, 450.0), [3, 2]),  # a note on the rows above
    ],
)
def test_a_bar_of_a_number_and_a_name_at_the_top_of_a_page_is_no_row_of_the_table_before(
    bar: Sequence[str], edges: tuple[float, ...], rows: list[int]
) -> None:
    blocks = [_table(0, 1, HEAD, BOOKS), _table(1, 2, bar), _line(2, "□ 사업개요", 300.0), _table(2, 2, HEAD, READERS)]
    joined = join_continued(blocks, {0: EDGES, 1: edges, 2: EDGES})
    assert [block.rows for block in joined if isinstance(block, Table)] == rows


def test_a_mark_and_the_unit_in_one_paragraph_do_not_part_a_table() -> None:
    first, second, unit = _table(0, 1, HEAD, BOOKS), _table(1, 2, READERS, COST), "(단위: 백만원)"
    assert _rows(_line(1, unit, 90.0), first, _line(2, f"(앞에서 이어짐)\n{unit}", 60.0), second) == [4]


def test_another_unit_parts_two_tables() -> None:
    first, second = _table(0, 1, HEAD, BOOKS), _table(1, 2, READERS, COST)
    assert _rows(_line(1, "(단위: 천원)", 90.0), first, _line(2, "(단위: 백만원)", 60.0), second) == [2, 2]


def _plan(folder: Path, *parts: Words | str) -> Plan:
    path = folder / "plan.hwpx"
    inside = [hwpx_paragraph(part if isinstance(part, str) else hwpx_grid(part)) for part in parts]
    title = hwpx_paragraph("나루시 작은도서관 육성계획(2025~2027)")
    path.write_bytes(hwpx_bytes(hwpx_section(title, hwpx_paragraph("□ 연차별 추진계획"), *inside)))
    return read_plan(path)


@pytest.mark.parametrize(
    "between",
    [(), ("",), ("(앞에서 이어짐)",), ("〈계 속〉",), ("□ 연차별 추진계획(계속)",), ("□ 연차별 추진계획 <계 속>", "")],
)
def test_a_table_cut_in_two_by_hand_keeps_its_rows(between: tuple[str, ...], tmp_path: Path) -> None:
    plan = _plan(tmp_path, (HEAD, BOOKS), *between, (READERS, COST))
    assert [one.value for one in plan.observations if one.unit == "천명"] == [40, 44, 47]
    assert len(plan.observations) == 9
    assert not [one for one in plan.findings if one.rule == "table-not-understood"]


@pytest.mark.parametrize(
    "between", [("(앞에서 이어짐)",), ("□ 연차별 추진계획 (계속)",), ("□ 연차별 추진계획 <계 속>", "")]
)
def test_a_part_with_the_head_again_behind_a_mark_is_joined_without_a_page(
    between: tuple[str, ...], tmp_path: Path
) -> None:
    total = ("계(백만원)", "1,160", "1,250", "1,340")
    rows = (("시비(백만원)", "560", "600", "640"), ("국비(백만원)", "600", "650", "700"))
    plan = _plan(tmp_path, (HEAD, total, rows[0]), *between, (HEAD, rows[1]))
    assert len({one.place.table for one in plan.observations}) == 1
    assert not [one for one in plan.findings if one.severity != "info"]


@pytest.mark.parametrize("between", ["□ 연차별 추진계획", "□ 마을 추진계획(계속)"])
def test_the_head_again_without_a_mark_begins_another_table(between: str, tmp_path: Path) -> None:
    plan = _plan(tmp_path, (HEAD, BOOKS), between, (HEAD, READERS))
    assert len({one.place.table for one in plan.observations}) == 2


@pytest.mark.parametrize(
    "rest",
    [
        (("이용자(천명)", "40", "44"), ("사업비(백만원)", "560", "600")),
        (("40", "44", "47", "50"), ("560", "600", "640", "700")),
        (("이용자(천명)", "40", "많음", "47"), COST),
    ],
)
def test_numbers_that_do_not_fit_under_the_years_before_are_told(rest: Words, tmp_path: Path) -> None:
    plan = _plan(tmp_path, (HEAD, BOOKS), rest)
    assert len(plan.observations) == 3
    (told,) = [one for one in plan.findings if one.rule == "table-not-understood"]
    assert rest[0][0] in told.message_en


@pytest.mark.parametrize(
    "between", ["※ 이용자는 회원증을 낸 사람", "나머지 지표는 아래와 같다.", "□ 추진 과제", "□ 도서관 꾸미기(계속)"]
)
def test_rows_under_the_years_before_are_told_behind_a_line_too(between: str, tmp_path: Path) -> None:
    plan = _plan(tmp_path, (HEAD, BOOKS), between, (READERS, ("", "", "", ""), COST))
    assert len(plan.observations) == 3
    (told,) = [one for one in plan.findings if one.rule == "table-not-understood"]
    assert READERS[0] in told.message_en
    plan = _plan(tmp_path, (HEAD, BOOKS), between, (READERS, ("2030", "1", "2", "3")))
    assert not [one for one in plan.findings if one.rule == "table-not-understood"]


def test_an_empty_row_parts_no_cut_table(tmp_path: Path) -> None:
    plan = _plan(tmp_path, (HEAD, BOOKS), (("", "", "", ""), READERS, COST))
    assert [one.value for one in plan.observations if one.unit == "천명"] == [40, 44, 47]


def test_a_table_with_a_head_of_its_own_or_behind_a_heading_is_not_told(tmp_path: Path) -> None:
    for parts in ((("재원", "국비", "시비"), ("금액", "10", "20")),), ("□ 시설 현황", (("가", "10"), ("나", "20"))):
        plan = _plan(tmp_path, (HEAD, BOOKS), *parts)
        assert not [one for one in plan.findings if one.rule == "table-not-understood"]


NEXT = (("2028", "2029"), ("1,450", "1,550"), ("680", "720"))


def _cut_upright(folder: Path, form: str, between: Sequence[str], part: Sequence[Sequence[str]]) -> Plan:
    blocks: list[made.Block] = [made.Paragraph("나루시 도서관 계획(2025~2029)"), made.Paragraph("1-1 장서 늘리기")]
    blocks += [made.Paragraph("□ 연차별 계획"), made.grid((HEAD, BOOKS, COST), (40.0, 25.0, 25.0, 25.0))]
    blocks += [*map(made.Paragraph, between), made.grid(part, (25.0,) * len(part[0]), labels=0)]
    path = folder / f"장서.{form}"
    path.write_bytes(WRITERS[form](made.Document("장서", (tuple(blocks),))))
    return read_plan(path)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("between", [(), ("(앞 표에서 계속)",)])
@pytest.mark.parametrize("years", [1, 2])
def test_the_next_years_without_labels_are_columns_of_the_table_before(
    form: str, between: Sequence[str], years: int, tmp_path: Path
) -> None:
    plan = _cut_upright(tmp_path, form, between, [row[:years] for row in NEXT])
    printed = [o.printed for o in plan.observations]
    assert printed == [*BOOKS[1:], *NEXT[1][:years], *COST[1:], *NEXT[2][:years]]
    assert [found.rule for found in plan.findings] == []


@pytest.mark.parametrize(
    "part",
    [
        [("2028",), ("1,450",), ("680",), ("700",)],  # a row more than the table has
        [("2029",), ("1,450",), ("680",)],  # a year between is nowhere
        [("2027",), ("1,450",), ("680",)],  # a year that the table has
    ],
)
@pytest.mark.parametrize("form", WRITERS)
def test_a_year_without_labels_that_does_not_follow_is_told(form: str, part: list[tuple[str]], tmp_path: Path) -> None:
    plan = _cut_upright(tmp_path, form, (), part)
    assert [o.printed for o in plan.observations] == [*BOOKS[1:], *COST[1:]]
    assert [found.rule for found in plan.findings] == ["table-not-understood"]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("head", [(), (("사업명", *HEAD[1:]),)])
def test_the_number_of_a_page_that_was_typed_between_two_parts_names_nothing(
    form: str, head: Sequence[Sequence[str]], tmp_path: Path
) -> None:
    rows = [("둘레길 손질", "71", "72", "73"), ("전망대 손질", "81", "82", "83"), ("샘터 손질", "91", "92", "93")]
    blocks: list[made.Block] = [
        made.Paragraph("나루시 숲 계획(2025~2027)"),
        made.Paragraph("□ 연차별 투자계획(백만원)"),
    ]
    blocks += [made.grid((("사업명", *HEAD[1:]), rows[0]), (40.0, 25.0, 25.0, 25.0)), made.Paragraph("- 14 -")]
    blocks += [made.grid((*head, *rows[1:]), (40.0, 25.0, 25.0, 25.0), head_rows=len(head))]
    path = tmp_path / f"숲.{form}"
    path.write_bytes(WRITERS[form](made.Document("숲", (tuple(blocks),))))
    plan = read_plan(path)
    assert [o.printed for o in plan.observations] == [value for row in rows for value in row[1:]]
    assert [node.name for node in plan.programs if node.level == "program"] == [row[0] for row in rows]


@pytest.mark.parametrize("head", [True, False])
@pytest.mark.parametrize("form", WRITERS)
def test_a_label_whose_values_stand_on_the_next_page_has_them(form: str, head: bool, tmp_path: Path) -> None:
    blank = (READERS[0], "", "", "")
    rest = [("", *READERS[1:]), COST]
    widths = (50.0, 30.0, 30.0, 30.0)
    second = made.grid([HEAD, *rest] if head else rest, widths, head_rows=int(head))
    blocks = (
        made.Paragraph("나루시 작은도서관 육성계획(2025~2027)", "title"),
        made.Paragraph("□ 연차별 추진계획", "box"),
        made.grid([HEAD, BOOKS, blank], widths),
        replace(second, new_page=True),
    )
    path = tmp_path / f"plan.{form}"
    path.write_bytes(WRITERS[form](made.Document("나루시 작은도서관 육성계획", (blocks,))))
    plan = read_plan(path)
    assert [(one.label_printed, one.unit) for one in plan.indicators if one.unit == "천명"] == [(READERS[0], "천명")]
    assert [one.value for one in plan.observations if one.unit == "천명"] == [40, 44, 47]
    assert len(plan.observations) == 9


def test_values_without_a_name_among_named_rows_are_told(tmp_path: Path) -> None:
    plan = _plan(tmp_path, (HEAD, BOOKS, ("", "40", "44", "47"), COST))
    assert "name-blank" in {one.rule for one in plan.findings}


def test_a_heading_between_strips_of_colour_is_no_rest_of_the_table_before_it() -> None:
    picture = _table(0, 1, ("", "", ""), ("그림", "", ""))
    strips = _table(1, 2, ("", "", ""), ("2", "", "골목 정원 넓히기"), ("", "", ""))
    assert _rows(picture, strips) == [2, 3]


def test_a_last_row_without_values_is_a_rest_of_its_table() -> None:
    without = _table(1, 2, ("3", "골목 정원 넓히기", "", "", "", ""))
    edges = dict.fromkeys((0, 1), (50.0, 80.0, 200.0, 260.0, 320.0, 380.0, 450.0))
    first = _table(0, 1, ("번호", "사업", "2025", "2026", "2027", "2028"), ("2", "장서 늘리기", "1", "2", "3", "4"))
    assert [block.rows for block in join_continued([first, without], edges) if isinstance(block, Table)] == [3]

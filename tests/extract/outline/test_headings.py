"""Programmes of plans without codes are named by the headings above their tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import read_tables
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section
from tests.extract.outline.written import WITH_TABLES, Given, chains, goals, read_as

TITLE = "가온시 청년정책 기본계획(2024~2028)"
ROWS = [["구분", "2024", "2025"], ["참여(회)", "1", "2"]]
CASES: dict[str, tuple[list[str], str, str]] = {  # lines above the table, the programme's code as printed, its name
    "a number": (["1) 청년 일자리", "□ 연차별 계획"], "1", "청년 일자리"),
    "a word and a number": (["과제 1-1 청년 일자리", "□ 연차별 계획"], "1-1", "청년 일자리"),
    "a number in brackets": (["[과제 1] 청년 일자리", "□ 연차별 계획"], "1", "청년 일자리"),
    "a Roman numeral in front": (["Ⅰ-1-1 청년 일자리", "□ 소요예산"], "Ⅰ-1-1", "청년 일자리"),
    "a circled number": (["1. 일자리 분야", "❶ 청년 일자리", "○ 성과목표"], "", "청년 일자리"),
    "a field of the page": (["□ 사업개요", "ㅇ사 업 명 : 청년 일자리", "ㅇ 사업기간 : 2024년"], "", "청년 일자리"),
    "what a part says is no name": (
        ["1-1. 청년 일자리", "□ 사업개요", "ㅇ 인턴 기회 제공", "□ 연차별 계획"],
        "1-1",
        "청년 일자리",
    ),
    "a bullet that is the only one with a table": (["1. 일자리", "□ 추진계획", "○ 청년 인턴 : 80억원"], "1", "일자리"),
    "a sentence is no name": (["1. 청년 일자리", "○ 일자리를 늘린다."], "1", "청년 일자리"),
    "a chapter": (["1. 꽃길", "○ 내용 : 산책로", "Ⅱ. 교통 분야"], "", "교통 분야"),
    "a chapter beyond the tenth": (["1. 꽃길", "○ 내용 : 산책로", "ⅩⅠ. 교통 분야"], "", "교통 분야"),
    "a circled number beyond the twentieth": (["1. 일자리 분야", "㉑ 청년 일자리", "○ 성과목표"], "", "청년 일자리"),
    "a code beyond the twentieth": (["1-㉑ 청년 일자리", "□ 연차별 계획"], "1-㉑", "청년 일자리"),
    "a chapter in words": (["1. 꽃길", "제2장 교통 분야"], "", "교통 분야"),
    "brackets": (["1. 꽃길", "【숲길】"], "", "숲길"),
    "a field of another name": (["1. 꽃길", "세부사업명: 숲길"], "", "숲길"),
    "a number behind a bullet": (["1. 꽃길", "■ 2. 숲길", "□ 연차별 계획"], "2", "숲길"),
    "a letter behind a bullet": (["가. 꽃길", "◆ 나. 숲길", "□ 연차별 계획"], "", "숲길"),
    "a number in square brackets": (["1) 꽃길", "[2] 숲길", "□ 연차별 계획"], "2", "숲길"),
    "a letter in black brackets": (["가. 꽃길", "【나】 숲길", "□ 연차별 계획"], "", "숲길"),
    "a name in brackets": (["1. 꽃길", "2. 『숲길』", "□ 연차별 계획"], "2", "숲길"),
    "a day behind a bullet is no heading": (["1. 꽃길", "○ 3. 15. 개장"], "1", "꽃길"),
    "an appendix is of the whole plan": (["1. 꽃길", "붙임2 재정 총괄"], "", TITLE),
    "an appendix in brackets": (["1. 꽃길", "[붙임] 총괄표"], "", TITLE),
    "a reference": (["1. 꽃길", "참고 2 총괄 재정계획"], "", TITLE),
    "a word behind the number": (["전략 1. 일자리", "1. 과제명: 청년 일자리"], "1", "청년 일자리"),
    "a code in brackets": (["전략 1. 일자리", "[과제 1-1] 청년 일자리"], "1-1", "청년 일자리"),
    "a bar behind the number": (["전략 1. 일자리", "사업 1-1 | 청년 일자리"], "1-1", "청년 일자리"),
    "a letter and a number": (["전략 1. 일자리", "A-1. 청년 일자리"], "A-1", "청년 일자리"),
    "a number and a letter": (["전략 1. 일자리", "1-가. 청년 일자리"], "1-가", "청년 일자리"),
    "a number in small brackets": (["전략 1. 일자리", "⑴ 청년 일자리"], "", "청년 일자리"),
    "a letter in a circle": (["전략 1. 일자리", "㉮ 청년 일자리"], "", "청년 일자리"),
    "a letter with a number": (["Ⅲ. 추진과제", "A1. 청년 일자리"], "A1", "청년 일자리"),
    "a name that begins like one": (["1. 청년 일자리", "B1 주차장 확충"], "1", "청년 일자리"),
    "a letter, two numbers": (["전략 1. 일자리", "가-1-2. 청년 일자리"], "가-1-2", "청년 일자리"),
    "a letter between numbers": (["전략 1. 일자리", "1-가-1 청년 일자리"], "1-가-1", "청년 일자리"),
    "a letter between numbers in brackets": (["1. 일자리", "[1-나-2] 청년 일자리"], "1-나-2", "청년 일자리"),
    "a letter between numbers, joined": (["전략 1. 일자리", "과제 1가1. 청년 일자리"], "1가1", "청년 일자리"),
    "a letter behind two numbers": (["Ⅰ. 일자리", "Ⅰ-1-가 청년 일자리"], "Ⅰ-1-가", "청년 일자리"),
    "a letter, a number, a circle": (["전략 1. 일자리", "가-1-② 청년 일자리"], "가-1-②", "청년 일자리"),
    "no letter of a number": (["전략 1. 일자리", "1-가 나-1 마을 청년 일자리"], "1-가", "나-1 마을 청년 일자리"),
    "a sign of a number": (["전략 1. 일자리", "No.1 청년 일자리"], "1", "청년 일자리"),
    "a small numeral": (["전략 1. 일자리", "ⅰ. 청년 일자리"], "", "청년 일자리"),
    "a circle in a circle": (["전략 1. 일자리", "◉ 1-1 청년 일자리"], "1-1", "청년 일자리"),
    "a word and a letter": (["전략 1. 일자리", "과제 가. 청년 일자리"], "", "청년 일자리"),
    "an office behind a colon": (["전략 1. 일자리", "1-1. 청년 일자리 : 복지과"], "1-1", "청년 일자리"),
    "an office behind a bar": (["전략 1. 일자리", "1-1. 청년 일자리 | 복지과"], "1-1", "청년 일자리"),
    "a part behind a bar": (["전략 1. 일자리", "1-1. 청년 일자리 / 기대효과"], "1-1", "청년 일자리 / 기대효과"),
    "a pledge": (["전략 1. 일자리", "1-1. 청년 일자리 (공약) ★"], "1-1", "청년 일자리"),
    "nothing": (["청년 일자리", "성과지표 및 목표"], "", TITLE),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_programme_is_named_by(case: str, tmp_path: Path) -> None:
    lines, code, name = CASES[case]
    paragraphs = [hwpx_paragraph(text) for text in (TITLE, *lines)]
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*paragraphs, hwpx_paragraph(hwpx_grid(ROWS)))))
    extracted = read_tables(path)
    (program,) = [node for node in extracted.programs if node.level == "program"]
    assert (program.no_printed, program.name) == (code, name)
    assert [table.program_no for table in extracted.year_tables] == [program.no]


BESIDE = (["1. {}", "[2] {}", "3. {}"], ["가. {}", "(나) {}", "다. {}"], ["① {}", "【②】 {}", "③ {}"])


@pytest.mark.parametrize("marks", BESIDE)
def test_a_number_that_is_printed_otherwise_stands_beside_its_neighbours(marks: list[str], tmp_path: Path) -> None:
    names = ("꽃길 가꾸기", "숲길 정비", "물길 잇기")
    body = [part for mark, name in zip(marks, names, strict=True) for part in _with_table(mark.format(name))]
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(hwpx_paragraph(TITLE), hwpx_paragraph("Ⅱ. 길과 쉼터"), *body)))
    extracted = read_tables(path)
    of = {node.no: node for node in extracted.programs}
    owners = [of[table.program_no] for table in extracted.year_tables]
    assert [node.name for node in owners] == list(names)
    assert {of[node.parent_no].name for node in owners} == {"길과 쉼터"}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("odd", ["(3)", "[3]"])
def test_of_two_series_that_lack_a_number_it_is_of_the_one_that_goes_on_behind_it(
    odd: str, form: str, tmp_path: Path
) -> None:
    """The third banner stands behind the second section, and might be the third section itself."""
    names = ("꽃길 가꾸기", "숲길 정비", "물길 잇기", "쉼터 늘리기", "그늘막 설치")
    heads = dict(
        zip(names, (["1", names[0]], ["2", names[1]], [odd, names[2]], ["4", names[3]], ["1", names[4]]), strict=True)
    )
    over = {names[0]: ["Ⅱ. 길과 쉼터", "1. 걷는 길"], names[2]: ["2. 쉬는 곳"], names[4]: ["Ⅲ. 여름 대책", "1. 그늘"]}
    blocks: list[Given] = []
    for at, name in enumerate(names):
        blocks += [
            *over.get(name, ()),
            [heads[name]],
            "□ 사업개요",
            "○ 가까운 곳부터 차례로",
            goals("정비", 10 * at + 10),
        ]
    extracted = read_as(form, tmp_path, *blocks)
    assert [chain[0] for chain in chains(extracted)] == list(names)
    assert not extracted.damage


PARTS = ("- 사업개요",) * 4
OTHER_PARTS = ("- 사업개요", "- 추진배경", "- 추진방향", "- 사업개요")


@pytest.mark.parametrize(
    ("form", "parts", "is_sure"),
    [*((form, PARTS, True) for form in WITH_TABLES), ("hwpx", OTHER_PARTS, False), ("hwp", OTHER_PARTS, False)],
)
def test_a_frame_round_one_bullet_is_one_of_them_where_the_same_part_follows(
    form: str, parts: tuple[str, ...], is_sure: bool, tmp_path: Path
) -> None:
    names = ("꽃길 가꾸기", "숲길 정비", "물길 잇기", "쉼터 늘리기")
    over = {0: ["□ 걷는 길"], 2: ["□ 쉬는 곳"]}
    blocks: list[Given] = ["Ⅱ. 세부 추진계획"]
    for at, name in enumerate(names):
        heading: Given = [[f"○ {name}"]] if at == 2 else f"○ {name}"
        blocks += [*over.get(at, ()), heading, parts[at], "· 가까운 곳부터 차례로", goals("정비", 10 * at + 10)]
    extracted = read_as(form, tmp_path, *blocks)
    beside = [chain[:2] for chain in chains(extracted)][2:] == [(names[2], "쉬는 곳"), (names[3], "쉬는 곳")]
    assert (beside, not extracted.damage) == (is_sure, is_sure)


@pytest.mark.parametrize("framed", [(1, 2), (0, 2), (1,)])
def test_a_number_without_a_frame_stands_beside_those_with_one(framed: tuple[int, ...], tmp_path: Path) -> None:
    body = []
    for at, name in enumerate(("꽃길 가꾸기", "숲길 정비", "물길 잇기")):
        heading = f"{at + 1} {name}"
        frame = [hwpx_paragraph(hwpx_grid([[heading]]))] if at in framed else [hwpx_paragraph(heading)]
        body += [*frame, *_with_table("□ 추진개요")[:1], *_with_table("□ 추진계획")]
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(hwpx_paragraph(TITLE), hwpx_paragraph("Ⅱ. 길과 쉼터"), *body)))
    extracted = read_tables(path)
    names = {node.no: node.name for node in extracted.programs}
    assert [names[table.program_no] for table in extracted.year_tables] == ["꽃길 가꾸기", "숲길 정비", "물길 잇기"]
    assert not extracted.damage


def test_what_is_said_to_the_reader_in_a_frame_heads_nothing(tmp_path: Path) -> None:
    body = [hwpx_paragraph(hwpx_grid([["청년정책의 상반기 실적을 보고드림"]])), hwpx_paragraph("□ 성과목표 개요")]
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(hwpx_paragraph(TITLE), *body, hwpx_paragraph(hwpx_grid(ROWS)))))
    assert [node.name for node in read_tables(path).programs] == [TITLE]


def _with_table(heading: str) -> list[str]:
    return [hwpx_paragraph(heading), hwpx_paragraph("□ 연차별 계획"), hwpx_paragraph(hwpx_grid(ROWS))]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_part_with_the_next_number_counts_on_in_no_series_of_names(form: str, tmp_path: Path) -> None:
    """``3) 연도별 목표`` alone behind ``2. 길 정비`` and ``가. 둑길`` is a part of 둑길, and no 3. beside 2."""
    lines = ("2. 길 정비", "가. 둑길 조성", "3) 연도별 목표 및 예산", goals("둑길", 3))
    assert chains(read_as(form, tmp_path, *lines)) == [("둑길 조성", "길 정비")]

"""The lines of a flattened text begin at the numbers of headings, those that a page skips to among them."""

from __future__ import annotations

import pytest

from extract.readers.viewer.text import read_blocks
from extract.year_tables.grid import lay_out
from plan.records.document import Paragraph, Table

TABLE = "□ 연차별 추진계획 구분 2026 2027 2028 정비(㎞) 5 7 9"


def _lines(text: str) -> list[str]:
    return [block.text for block in read_blocks(text)[0] if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (
            f"1-1 도시숲 조성 □ 사업개요 ㅇ 근거 : 조례 1-3 측정망 확충 □ 사업개요 ㅇ 근거 1-4 하천 정비 {TABLE}",
            3,
        ),
        (f"전략 1 녹색공간 1-1 도시숲 조성 □ 사업개요 ㅇ 근거 전략 2 맑은 물 2-2 하천 정비 {TABLE}", 4),
        (f"2. 분야별 추진계획 2-1 하천 정비 {TABLE} 2-2 습지 보전 {TABLE}", 3),
        (f"1-1 도시숲 조성 {TABLE} 1-2 하천 정비 {TABLE}", 2),
    ],
)
def test_a_number_that_is_skipped_to_begins_a_line(text: str, headings: int) -> None:
    numbered = [line for line in _lines(text) if line[0].isdigit() or line.startswith("전략")]
    assert len(numbered) == headings
    assert all(sum(mark == "-" for mark in line) <= 1 for line in numbered)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ⅱ?1?1.", "Ⅱ?1?2."),  # the viewer has no sign for these dashes
        ("Ⅱ?1?①", "Ⅱ?1?②"),
        ("Ⅱ-1-1.?", "Ⅱ-1-2.?"),  # and none for this blank
        ("(1?1)?", "(1?2)?"),
        ("1.1.1?", "1.1.2?"),
        ("1?1?1.?", "1?1?2.?"),
        ("１－１－１?", "１－１－２?"),
    ],
)
def test_a_number_whose_dashes_and_blanks_the_viewer_has_lost_begins_a_line(first: str, second: str) -> None:
    text = f"1. 상권 다지기 {first} 도시숲 조성 {TABLE} {second} 하천 정비 {TABLE}".replace("? ", "?")
    assert [line.endswith("도시숲 조성") for line in _lines(text)][1]
    assert any(line.endswith("하천 정비") and "?" not in line for line in _lines(text))


def test_a_number_that_a_sentence_names_begins_none() -> None:
    text = f"1-1 도시숲 조성 □ 사업개요 ㅇ 추진 방향은 1-4 과제와 연계 {TABLE} 1-2 하천 정비 {TABLE}"
    lines = _lines(text)
    assert "ㅇ 추진 방향은 1-4 과제와 연계" in lines
    assert "1-2 하천 정비" in lines


def test_the_number_of_a_heading_over_a_coded_one_is_no_value_of_the_table_before_it() -> None:
    text = f"1 녹색공간 1-1 도시숲 조성 □ 사업개요 ㅇ 근거 1-2 정원 조성 {TABLE} 2 맑은 물 2-2 하천 정비 {TABLE}"
    blocks, damage = read_blocks(text)
    assert damage == ()
    assert [block.rows for block in blocks if isinstance(block, Table)] == [2, 2]
    assert "2 맑은 물" in _lines(text)


def test_bare_numbers_out_of_order_are_headings_where_the_same_words_follow_each() -> None:
    each = "(시장과) □ 사업개요 ○ 내용"
    text = f"1. 상권 다지기 2 지붕 정비 {each} 2. 환경 개선 1 상점가 지정 {each} 3 배송 도우미 {each} □ 끝"
    assert [line for line in _lines(text) if line[0].isdigit()] == [
        "1. 상권 다지기",
        "2 지붕 정비 (시장과)",
        "2. 환경 개선",
        "1 상점가 지정 (시장과)",
        "3 배송 도우미 (시장과)",
    ]


def test_a_value_before_a_name_without_a_number_heads_nothing() -> None:
    table = "구분 2026 2027 정비 4 5"
    text = f"상점가 지정 □ 사업개요 {table} 지붕 정비 □ 사업개요 {table} 배송 도우미 □ 사업개요 {table} 쉼터 □ 사업개요"
    assert not [line for line in _lines(text) if line.startswith("5 ")]


def test_a_number_glued_to_a_word_of_one_syllable_begins_a_line() -> None:
    text = f"1 - 1 - 1도시숲 조성 {TABLE} 1 - 1 - 2빈 점포 새 단장 {TABLE} 1 - 1 - 3호 대상 {TABLE}"
    assert [line for line in _lines(text) if line[0] == "1"] == ["1 - 1 - 1도시숲 조성", "1 - 1 - 2빈 점포 새 단장"]


@pytest.mark.parametrize(("first", "second"), [("1 ? 1 ? 1.", "1 ? 1 ? 2."), ("1 ? 1.", "1 ? 2.")])
def test_a_lost_dash_between_blanks_is_one(first: str, second: str) -> None:
    lines = _lines(f"1. 상권 다지기 {first} 도시숲 조성 {TABLE} {second} 하천 정비 {TABLE}")
    wanted = [number.replace("?", "-") for number in (first, second)]
    assert [line for line in lines if " - " in line] == [f"{wanted[0]} 도시숲 조성", f"{wanted[1]} 하천 정비"]


def test_a_worded_number_glued_to_a_name_begins_a_line_where_a_mark_follows_the_name() -> None:
    goes_on = "과제 2-3단계에서 맡긴 일을 이어 가며 " + "숲과 물과 길을 함께 살피고 " * 6
    lines = _lines(f"2. 숲과 물 과제 2-1도시숲 조성 ○ 내용 과제 2-2하천 정비 ○ 내용은 {goes_on} {TABLE}")
    assert [line for line in lines if line.startswith("과제")] == ["과제 2-1도시숲 조성", "과제 2-2하천 정비"]


FORMS = (
    "사업목적 편하게 살도록 함 사업기간 2027 ~ 2028 담당부서 {}",
    "담당부서 {} 사업대상 군민 전체 사업내용 상담 등",
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("head", ["세부사업 1-{}.", "1-{}.", "단위사업 1-{}.", "{})", "과제 {}.", "추진과제 1-{}."])
def test_the_form_behind_a_heading_is_no_part_of_its_line(head: str, form: str) -> None:
    names = ("마을 반찬 나눔", "지원대상 확대와 안부 전화", "담당부서 협업 강화")
    table = "ㅇ 연차별 재정계획 (단위 : 백만원) 구분 합계 2027년 2028년 군비 75 36 39"
    text = " ".join(f"{head.format(at)} {name} {form.format('복지과')} {table}" for at, name in enumerate(names, 1))
    blocks, _ = read_blocks(f"□ 세부계획 {text} □ 끝")
    lines = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert [line for line in lines if line.endswith(names)] == [
        f"{head.format(at)} {name}" for at, name in enumerate(names, 1)
    ]


def test_a_word_of_forms_that_stands_in_names_alone_parts_none() -> None:
    heads = "1-1. 사업내용 개선 지원 ㅇ 추진내용 1-2. 청년 지원대상 발굴 기간 연장 ㅇ 추진내용"
    blocks, _ = read_blocks(f"□ 세부계획 {heads} □ 끝")
    lines = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert lines[1:4:2] == ["1-1. 사업내용 개선 지원", "1-2. 청년 지원대상 발굴 기간 연장"]


@pytest.mark.parametrize("lead", ["□", "○", "?", "①", "가.", "2)", "1-1-2"])
def test_a_name_in_brackets_behind_a_bullet_or_a_number_is_of_its_line(lead: str) -> None:
    first = lead.replace("2", "1", 1) if lead != "1-1-2" else "1-1-1"
    text = f"1. 상권 다지기 {first} 「도시숲 조성」 {TABLE} {lead} 「하천 정비」 ○ 담당 : 물관리과 {TABLE}"
    assert f"{lead} 「하천 정비」" in _lines(text)


@pytest.mark.parametrize("lead", ["□", "○"])
def test_a_name_in_a_caption_s_brackets_behind_a_bullet_is_of_its_line(lead: str) -> None:
    text = f"1. 상권 다지기 {lead} <도시숲 조성> {TABLE} {lead} <하천 정비> ㅇ 담당 : 물관리과 {TABLE}"
    assert f"{lead} <하천 정비>" in _lines(text)
    assert "<표 2> 하천 정비" in _lines(f"1. 상권 다지기 ㅇ 내용 {lead} <표 2> 하천 정비 {TABLE}")


def test_a_name_in_brackets_behind_a_value_begins_a_line() -> None:
    assert "【하천 정비】" in _lines(f"1. 상권 다지기 ○ 내용 {TABLE} 【하천 정비】 □ 사업개요 ○ 담당 {TABLE}")


def _rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in lay_out(table.rows, table.columns, table.cells)]


CHAPTERS = (
    "1. 개요 □ 목적 길을 고친다 2. 목표 지표 2027년 2028년 이용(명) 5 6 "
    "3. 세부 계획 □ 소요예산 재원 합계 2027년 2028년 국비 30 10 20"
)


@pytest.mark.parametrize(
    ("behind", "rows"),
    [
        ("4. 예산 총괄 (단위: 천원) 과제 합계 2027년 2028년 길 정비 30 10 20", [["길 정비", "30", "10", "20"]]),
        ("4. 예산 총괄 과제 담당부서 합계 2027년 2028년 길 도로과 30 10 20", [["길", "도로과", "30", "10", "20"]]),
        ("4. 시설 현황 시설 면적 좌석 층수 본관 250 340 4 별관 870 120 2", []),
        ("4. 2027년 추진일정 과제 1분기 2분기 3분기 길 정비 2종 1종 2종", []),
        ("추진일정 과제 1분기 2분기 3분기 길 정비 2종 1종 2종", []),
    ],
)
def test_a_table_ends_where_another_chapter_or_head_begins(behind: str, rows: list[list[str]]) -> None:
    blocks, _ = read_blocks(f"{CHAPTERS} {behind} □ 끝")
    printed = [_rows(one) for one in blocks if isinstance(one, Table)]
    assert printed[1][1:] == [["국비", "30", "10", "20"]]
    assert [row for table in printed[2:] for row in table[1:]] == rows


def test_numbered_rows_of_a_table_are_no_chapters() -> None:
    rows = "1. 길 정비 10 20 2. 쉼터 조성 30 40 3. 숲 가꾸기 50 60 4. 물길 정비 70 80"
    blocks, damage = read_blocks(f"1. 개요 □ 목적 2. 목표 □ 지표 3. 계획 □ 사업비 구분 2027년 2028년 {rows} □ 끝")
    (table,) = [_rows(one) for one in blocks if isinstance(one, Table)]
    assert damage == ()
    assert [row[-2:] for row in table[1:]] == [["10", "20"], ["30", "40"], ["50", "60"], ["70", "80"]]


def test_a_name_that_begins_with_a_number_is_headed_by_its_letter() -> None:
    text = f"1 사람을 살리는 배 가. 물길 순찰 {TABLE} 2 더 빠른 배 가. 122구조배 늘리기 {TABLE} 나. 등대 밝히기 {TABLE}"
    assert [line for line in _lines(text) if line[0] in "12가나"] == [
        "1 사람을 살리는 배",
        "가. 물길 순찰",
        "2 더 빠른 배",
        "가. 122구조배 늘리기",
        "나. 등대 밝히기",
    ]


def test_the_word_of_a_chapter_is_none_of_its_first_heading() -> None:
    text = f"Ⅱ. 추진 과제 1. 물길 살리기 가. 물길 순찰 {TABLE} 2. 숲길 살리기 가. 숲길 순찰 {TABLE}"
    assert [line for line in _lines(text) if line[:2] in ("Ⅱ.", "1.", "2.")] == [
        "Ⅱ. 추진 과제",
        "1. 물길 살리기",
        "2. 숲길 살리기",
    ]
    worded = f"Ⅱ. 추진 과제 1. 물길 살리기 {TABLE} 과제 2. 숲길 살리기 {TABLE}"
    assert [line for line in _lines(worded) if line.startswith("과제")] == [
        "과제 1. 물길 살리기",
        "과제 2. 숲길 살리기",
    ]

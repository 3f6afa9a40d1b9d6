"""The columns of a flattened head are those that the rows' own counts, sums and words show."""

from __future__ import annotations

import pytest

from extract.readers.viewer.text import read_blocks
from extract.year_tables.grid import lay_out
from plan.records.document import Damage, Table


def _read(text: str) -> tuple[list[list[list[str]]], tuple[Damage, ...]]:
    blocks, damage = read_blocks(text)
    tables = [block for block in blocks if isinstance(block, Table)]
    return [[[cell.text for cell in row] for row in lay_out(each.rows, each.columns, each.cells)] for each in tables], (
        damage
    )


YEARS = ["2026", "2027", "2028"]


@pytest.mark.parametrize(
    ("head", "rows", "columns"),
    [
        ("구분 2026 2027 2028 이후", "합계 80 80 80 60 국비 24 23 22 21", [*YEARS, "이후"]),
        ("구분 2026 2027 2028 이후", "국비 24 23 22 21", [*YEARS, "이후"]),
        ("구분 2026 2027 2028년 이후 계", "국비 24 23 22 21 90", ["2026", "2027", "2028년", "이후", "계"]),
        ("구분 2026 2027 2028 이후 비고", "국비 24 23 22 21 계속", [*YEARS, "이후", "비고"]),
        ("구분 2026 2027 2028 이후", "합계 80 80 60 국비 24 23 22", ["2026", "2027", "2028 이후"]),
        ("재원 총사업비 기투자 2026 2027 2028 이후", "합계 9 1 2 2 2 2", ["총사업비", "기투자", *YEARS, "이후"]),
        ("구분 총사업비 기투자 2026 2027 2028 향후", "예산액 9 1 2 2 2 2", ["총사업비", "기투자", *YEARS, "향후"]),
        ("구분 2026 2027 2028 합계", "예산액 - 5 6 11 국비 - 5 6 11", [*YEARS, "합계"]),
        ("구분 2026 2027 2028 합계", "계 5 5 6 16 국비 5 5 6 16", [*YEARS, "합계"]),
    ],
)
def test_the_counts_of_the_rows_tell_where_a_head_ends(head: str, rows: str, columns: list[str]) -> None:
    (table,), damage = _read(f"□ 투자계획 {head} {rows} □ 끝")
    assert (table[0][1:], damage) == (columns, ())
    assert [word for row in table[1:] for word in row] == rows.split()


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("구분 2026 2027 2028 이후", "국비 90 40 30 20 시비 60 30 20 10"),
        ("구분 총사업비 ’24까지 ’25 ’26 이후", "예산 집행 사업비 계 19 6 4 6 5 국비 10 3 2 3 2"),
    ],
)
def test_a_year_and_what_follows_it_stay_one_column_where_the_values_say_something_else(head: str, rows: str) -> None:
    tables, damage = _read(f"□ 투자계획 {head} {rows} □ 끝")
    assert tables == []
    assert len(damage) == 1


def test_a_total_behind_the_years_keeps_its_place_where_the_years_are_a_row_below() -> None:
    text = "구분 연차별 투자계획 합계 비고 2026 2027 2028 예산(계) 4 5 6 15 계속 예산(국비) 1 2 3 6 신규 □ 끝"
    (table,), damage = _read(text)
    assert damage == ()
    assert table[1] == ["구분", *YEARS, "합계", "비고"]
    assert table[2:] == [["예산(계)", "4", "5", "6", "15", "계속"], ["예산(국비)", "1", "2", "3", "6", "신규"]]


def test_what_is_before_and_behind_one_year_a_row_below_stands_beside_it() -> None:
    head = "구분 (단위: 백만원) 계 2025까지 연도별 목표 및 예산 2027 이후 비고 2026"
    (table,), damage = _read(f"□ 투자 {head} 발급기(대) 58 19 18 21 자체 국비 52 17 14 21 계속 □ 끝")
    assert (table[1][1:], damage) == (["계", "2025까지", "2026", "2027 이후", "비고"], ())
    assert table[2] == ["발급기(대)", "58", "19", "18", "21", "자체"]


def test_the_year_in_brackets_behind_a_base_is_no_column_of_its_own() -> None:
    (table,), damage = _read(
        "□ 목표 구분 현재 ('24년) '25년 '26년 '27년 방류량(만) 543 503 406 403 해역(곳) 1 2 3 4 □ 끝"
    )
    assert (table[0], damage) == (["구분", "현재 ('24년)", "'25년", "'26년", "'27년"], ())
    assert table[1] == ["방류량(만)", "543", "503", "406", "403"]


def test_a_corner_over_years_that_stand_down_may_say_the_unit() -> None:
    rows = "2025 1 2 3 4 2026 5 6 7 8 2027 9 1 2 3 합계 15 9 12 15"
    (table,), damage = _read(f"□ 소요예산 연도 (단위: 백만원) 가람원 나루원 국비 기타 국비 기타 {rows} □ 끝")
    assert damage == ()
    assert table[:3] == [
        ["연도 (단위: 백만원)", "가람원", "가람원", "나루원", "나루원"],
        ["연도 (단위: 백만원)", "국비", "기타", "국비", "기타"],
        ["2025", "1", "2", "3", "4"],
    ]


def test_years_may_say_their_states_and_the_present_may_be_spaced() -> None:
    (table,), damage = _read("구분 2024년 실적 2025년 실적 2026 2027 이용자수(명) 1 2 3 4 □ 끝")
    assert (table[0], damage) == (["구분", "2024년 실적", "2025년 실적", "2026", "2027"], ())
    (table,), damage = _read("구 분 현 재 2026년 2027년 측정소(개소) 25 27 29 □ 끝")
    assert (table[0], damage) == (["구 분", "현 재", "2026년", "2027년"], ())


@pytest.mark.parametrize(
    "year", ["{}학년도", "{} 학년도", "{}학년", "’{:.2}학년도", "{}회계연도", "FY{}", "FY {}", "FY {:.2}", "{} 년"]
)
def test_a_year_is_known_whatever_it_is_called(year: str) -> None:
    called = [year.format(number if "2}" not in year else number[2:]) for number in (*YEARS, "2029")]
    head = f"계 기투자 {' '.join(called)} 이후"
    (table,), damage = _read(f"□ 투자계획 구분 {head} 투자비 20 4 7 - 3 6 □ 끝")
    assert (table[0][1:], damage) == (["계", "기투자", *called[:3], f"{called[3]} 이후"], ())
    assert table[1] == ["투자비", "20", "4", "7", "-", "3", "6"]


def test_words_that_count_on_with_the_years_are_told() -> None:
    for head in ("2026년차 2027년차 2028년차", "2026年 2027年 2028年", "N+1 N+2 N+3"):
        tables, damage = _read(f"□ 투자계획 구분 {head} 투자비 3 4 5 □ 끝")
        assert (tables, len(damage)) == ([], 1)


def test_states_below_the_years_are_no_part_of_them() -> None:
    (table,), _ = _read("구분 2026 2027 목표 실적 목표 실적 방문객(명) 1 2 3 4 □ 끝")
    assert table[0] == ["구분", "2026", "2026", "2027", "2027"]
    assert table[1] == ["구분", "목표", "실적", "목표", "실적"]


def test_a_column_of_units_has_a_column_of_names_before_it() -> None:
    (table,), damage = _read("○ 연차별 계획 사업내용 단위 2026 2027 운영 장소 개소 3 4 소요예산 백만원 50 60 □ 끝")
    assert damage == ()
    assert table[1:] == [["운영 장소", "개소", "3", "4"], ["소요예산", "백만원", "50", "60"]]


CHART = "연번 사업명 담당부서 계 2026 2027 총계 135 70 65 1 작은도서관 지원 도서관과 90 45 45"


def test_the_numbers_of_the_rows_are_no_values_of_the_rows_before() -> None:
    (table,), damage = _read(f"□ 투자계획 {CHART} 2 책 축제 문화과 45 25 20 □ 끝")
    assert damage == ()
    assert table[1] == ["총계", "총계", "총계", "135", "70", "65"]
    assert table[2:] == [
        ["1", "작은도서관 지원", "도서관과", "90", "45", "45"],
        ["2", "책 축제", "문화과", "45", "25", "20"],
    ]


def test_a_row_whose_office_is_not_told_from_its_name_is_said() -> None:
    (table,), damage = _read(f"□ 투자계획 {CHART} 2 책 축제 함께하는 45 25 20 □ 끝")
    assert len(table) == 3
    assert [each.quote for each in damage] == ["2 책 축제 함께하는 45 25 20"]


def test_a_caption_behind_a_bullet_is_no_label_of_several() -> None:
    (table,), damage = _read("□ 성과지표 지표명 단위 구분 2026 2027 이용자 명 목표 210 250 □ 끝")
    assert damage == ()
    assert table == [["지표명", "단위", "구분", "2026", "2027"], ["이용자", "명", "목표", "210", "250"]]


def test_a_row_that_can_only_be_a_budget_holds_no_cell_of_the_short_row_before() -> None:
    (table,), damage = _read(
        "□ 계획 구분 2026 2027 2028 방류량(마리) 7 9 소요예산 계 5 6 7 국비 1 2 3 둔치 쉼터 4 4 4 □ 끝"
    )
    assert [row[-3:] for row in table[1:]] == [["5", "6", "7"], ["1", "2", "3"], ["4", "4", "4"]]
    assert [each.quote for each in damage] == ["방류량(마리) 7 9"]
    (table,), damage = _read("□ 계획 구분 2026 2027 2028 방류량(마리) 7 9 검토중 쉼터 5 6 7 국비 1 2 3 □ 끝")
    assert table[1:] == [["국비", "1", "2", "3"]]
    assert [each.quote for each in damage] == ["방류량(마리) 7 9", "검토중 쉼터 5 6 7"]


def test_goals_of_one_year_that_only_the_line_over_them_says_are_told() -> None:
    rows = "총 계 421,500 1,985,000 직접일자리 102,300 812,400"
    for line, count in (("2025년 일자리 목표", 1), ("2024년 일자리 실적", 0), ("일자리 목표", 0)):
        tables, damage = _read(f"□ {line} 구 분 목표(개) 예산(백만원) {rows} □ 끝")
        assert (tables, len(damage)) == ([], count)


REST = "합계 600 100 200 300 계속 국비 300 50 100 150 시비 300 50 100 150 □ 끝"


def test_a_remark_before_a_payer_is_one_where_there_is_a_column_of_remarks() -> None:
    (table,), damage = _read(f"□ 투자계획 구분 계 2026 2027 2028 비고 {REST}")
    assert damage == ()
    assert [(row[0], row[-1]) for row in table[1:]] == [("합계", "계속"), ("국비", ""), ("시비", "")]


def test_a_remark_before_a_payer_is_told_where_there_is_none_and_names_no_row_behind_it() -> None:
    (table,), damage = _read(f"□ 투자계획 구분 계 2026 2027 2028 {REST}")
    assert [row[0] for row in table[1:]] == ["합계", "시비"]
    assert [each.quote for each in damage] == ["계속 국비 300 50 100 150"]


def test_words_of_remarks_that_group_payers_are_names() -> None:
    rows = "합계 9 4 5 계속 국비 4 2 2 시비 2 1 1 신규 국비 2 1 1 시비 1 0 1"
    (table,), damage = _read(f"□ 투자계획 구분 계 2026 2027 {rows} □ 끝")
    assert damage == ()
    assert [row[:2] for row in table[2:]] == [["계속", "국비"], ["계속", "시비"], ["신규", "국비"], ["신규", "시비"]]


def test_a_quantity_before_the_years_is_no_value_of_theirs() -> None:
    head = "□ 추진계획 세부사업 사업량 계 2026 2027 2028"
    (table,), damage = _read(f"{head} 도시숲 3개소 900 300 300 300 쌈지 숲 12개소 90 30 30 30 □ 끝")
    assert damage == ()
    assert table[1:] == [
        ["도시숲", "3개소", "900", "300", "300", "300"],
        ["쌈지 숲", "12개소", "90", "30", "30", "30"],
    ]
    (table,), damage = _read(f"{head} 도시숲 3개소 900 300 300 300 쌈지 숲 12개소 90 30 30 □ 끝")
    assert [row[0] for row in table[1:]] == ["도시숲"]
    assert [each.quote for each in damage] == ["쌈지 숲 12개소 90 30 30"]


def test_what_describes_a_row_and_is_no_quantity_stays_with_its_name() -> None:
    (table,), damage = _read("□ 추진계획 구분 위치 2026 2027 도시숲 새솔동 3 4 쌈지 숲 물빛동 5 6 □ 끝")
    assert damage == ()
    assert [row[0] for row in table[1:]] == ["도시숲 새솔동", "쌈지 숲 물빛동"]


def test_the_state_of_a_year_may_be_marked_as_a_draft() -> None:
    (table,), damage = _read("□ 소요예산 구분 ’25년 예산 ’26년 예산(안) 증감 계 10 12 2 도비 4 5 1 □ 끝")
    assert (table[0], damage) == (["구분", "’25년 예산", "’26년 예산(안)", "증감"], ())


@pytest.mark.parametrize("title", ["핵심 성과지표", "대표 성과지표"])
def test_a_title_of_all_goals_keeps_the_word_that_may_be_a_label(title: str) -> None:
    blocks, damage = read_blocks(f"1. 쉼터 조성 □ {title} 구분 2026 2027 2028 설치(개소) 5 6 7 2. 교사 양성 ○ 끝")
    (table,) = [block for block in blocks if isinstance(block, Table)]
    first = [cell.text for cell in lay_out(table.rows, table.columns, table.cells)[0]]
    texts = [getattr(block, "text", "") for block in blocks]
    assert (first, damage) == (["구분", *YEARS], ())
    assert any(text.endswith(title) for text in texts)


@pytest.mark.parametrize(
    ("head", "rows", "names"),
    [
        (
            "구분 2026 2027 2028",
            "출동(건) 5 6 7 119 신고(건) 8 9 9 5분 내 도착(%) 7 7 8",
            ["119 신고(건)", "5분 내 도착(%)"],
        ),
        ("지표 단위 2026 2027 2028", "독서율 % 60 62 64 1인당 대출 권 4 5 6", ["1인당 대출"]),
    ],
)
def test_a_number_that_begins_a_name_is_no_value_of_the_row_before(head: str, rows: str, names: list[str]) -> None:
    (table,), damage = _read(f"□ 목표 {head} {rows} □ 끝")
    assert damage == ()
    assert [row[0] for row in table[2:]] == names
    assert {len(row) for row in table[1:]} == {len(head.split())}


@pytest.mark.parametrize(
    "rows",
    [
        "출동(건) 5 6 7 119 신고(건) 8 9 9 300",  # the last row is as long: the head is another
        "출동(건) 5 6 7 4 신고(건) 8 9 9",  # a page may have that number
        "출동 5 6 7 119 신고 8 9 9",  # nothing says where the values begin
    ],
)
def test_a_number_too_many_that_may_be_anything_refuses_its_row(rows: str) -> None:
    _, damage = _read(f"□ 목표 구분 2026 2027 2028 {rows} □ 끝")
    assert damage


GOALS = "성과지표 단위 기준값(2026년) 2027년 2028년"


@pytest.mark.parametrize(
    ("behind", "rows", "names"),
    [
        ("산출식", "센터 수 개소 4 5 6 누적", ["센터 수"]),
        ("산출 방법", "센터 수 개소 4 5 6", ["센터 수"]),  # no cell below it
        ("근거", "센터 수 개소 4 5 6 누적 설치", ["센터 수"]),
        ("", "지원대상 발굴 건 4 5 6", ["지원대상 발굴"]),  # a word of the name: nothing stands behind the row
    ],
)
def test_the_head_of_a_column_behind_the_years_is_no_part_of_a_name(behind: str, rows: str, names: list[str]) -> None:
    (table,), damage = _read(f"□ 성과목표 {GOALS} {behind} {rows} □ 끝")
    assert ([row[0] for row in table[1:]], damage) == (names, ())


def test_a_cell_behind_the_years_is_told_where_it_may_be_part_of_the_next_name() -> None:
    (table,), (damage,) = _read(
        f"□ 성과목표 {GOALS} 산출식 센터 수 개소 4 5 6 누적 설치 수 이용 아동 명 96 120 144 정원 □ 끝"
    )
    assert [row[0] for row in table[1:]] == ["센터 수"]
    assert damage.quote == "누적 설치 수 이용 아동 명 96 120 144"


def test_a_word_behind_the_years_of_several_tables_with_words_behind_their_rows_is_a_head() -> None:
    each = [
        f"□ 성과목표 {GOALS} 집계기준 {name} 건 4 5 6 {behind}"
        for name, behind in (("빈집 정비", "준공 기준"), ("상담", "실인원"), ("방문", "누적"))
    ]
    tables, damage = _read(" ".join(each) + " □ 끝")
    assert ([table[1][0] for table in tables], damage) == (["빈집 정비", "상담", "방문"], ())
    tables, damage = _read(" ".join(text.rpartition(" 6 ")[0] + " 6" for text in each) + " □ 끝")
    assert [table[1][0] for table in tables] == ["집계기준 빈집 정비", "집계기준 상담", "집계기준 방문"]

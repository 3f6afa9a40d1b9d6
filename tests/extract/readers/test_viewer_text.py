"""Tables are rebuilt from the text of the viewer where every value has its column; a page cut or double is said."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.readers.viewer.reader import decode, read_opengov
from extract.readers.viewer.text import read_blocks
from extract.year_tables.grid import lay_out
from plan.errors import PlanError
from plan.records.document import Cell, Damage, Document, Paragraph, Source, Table
from tests.golden import SEOUL

HEAD = "구분 계 2024 2025 2026"


def _tables(text: str) -> tuple[list[Table], tuple[Damage, ...]]:
    blocks, damage = read_blocks(text)
    return [block for block in blocks if isinstance(block, Table)], damage


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in lay_out(table.rows, table.columns, table.cells)]


def test_rows_that_fit_the_head_are_laid_out() -> None:
    tables, damage = _tables(
        f"□ 추진계획 {HEAD} 나무 심기 목표(그루) 60 10 20 30 예산(백만원) 1,200 300 400 500 작 성 자 숲과장"
    )
    assert damage == ()
    assert [_texts(table) for table in tables] == [
        [
            ["구분", "계", "2024", "2025", "2026"],
            ["나무 심기 목표(그루)", "60", "10", "20", "30"],
            ["예산(백만원)", "1,200", "300", "400", "500"],
        ]
    ]


def test_a_head_may_do_without_a_total_or_have_it_behind_the_years() -> None:
    tables, _ = _tables("구분 2024 2025 예산(백만원) 300 400 □ 다음 구분 2024 2025 합계 예산(백만원) 300 400 700 □ 끝")
    assert [_texts(table) for table in tables] == [
        [["구분", "2024", "2025"], ["예산(백만원)", "300", "400"]],
        [["구분", "2024", "2025", "합계"], ["예산(백만원)", "300", "400", "700"]],
    ]


@pytest.mark.parametrize(
    ("printed", "row"),
    [
        ("비예산", ["비예산"] * 4),
        ("비예산 사업", ["비예산 사업"] * 4),
        ("- 비예산 사업", ["-", "비예산 사업", "비예산 사업", "비예산 사업"]),
        ("70 20 50 미정", ["70", "20", "50", "미정"]),
        ("- - - -", ["-"] * 4),
    ],
)
def test_a_word_for_no_value_covers_all_columns_where_it_is_all_that_the_row_says(printed: str, row: list[str]) -> None:
    tables, damage = _tables(f"{HEAD} 예산(백만원) {printed} 작 성 자 숲과장")
    assert damage == ()
    assert _texts(tables[0])[1] == ["예산(백만원)", *row]


@pytest.mark.parametrize("lost", ["60 10 20", "10 20", "70 비예산", "70 20 미정", "41.0 43.5 미정"])
def test_a_row_with_a_lost_cell_is_told_and_never_a_shifted_year(lost: str) -> None:
    text = f"□ 계획 {HEAD} 나무 심기 목표(그루) {lost} 예산(백만원) 60 10 20 30 작 성 자 숲과장"
    tables, damage = _tables(text)
    assert [_texts(table)[1:] for table in tables] == [[["예산(백만원)", "60", "10", "20", "30"]]]
    assert [part.rule for part in damage] == ["table-not-understood"]
    assert lost in damage[0].reason_ko and lost in damage[0].reason_en
    assert damage[0].quote == f"나무 심기 목표(그루) {lost}"
    assert damage[0].place.offset == text.index("나무")


def test_a_row_with_more_values_than_columns_leaves_no_year_certain() -> None:
    tables, damage = _tables(f"□ 계획 {HEAD} 나무 심기 목표(그루) 60 10 20 30 40 예산(백만원) 60 10 20 30 □ 끝")
    assert tables == []
    assert "나무 심기 목표(그루) 60 10 20 30 40" in damage[0].reason_ko


@pytest.mark.parametrize(
    ("printed", "rows"),
    [
        (
            "구분 총사업비 기투자 2026년 향후 계 900 300 200 400 국비 400 150 90 160",
            [
                ["구분", "총사업비", "기투자", "2026년", "향후"],
                ["계", "900", "300", "200", "400"],
                ["국비", "400", "150", "90", "160"],
            ],
        ),
        (
            "구분 연도별 목표 합계 2026 2027 이용률(%) 41.0 43.5 - 쉼터 수(곳) 미정 5 5",
            [
                ["구분", "연도별 목표", "연도별 목표", "합계"],
                ["구분", "2026", "2027", "합계"],
                ["이용률(%)", "41.0", "43.5", "-"],
                ["쉼터 수(곳)", "미정", "5", "5"],
            ],
        ),
        (
            "연도 쉼터 수(곳) 예산(백만원) 2026 4 100 2027 5 150 2028 7 200 계 16 450",
            [
                ["연도", "쉼터 수(곳)", "예산(백만원)"],
                ["2026", "4", "100"],
                ["2027", "5", "150"],
                ["2028", "7", "200"],
                ["계", "16", "450"],
            ],
        ),
        (
            "구분 2026 2027 비고 사업비 계 700 100 계속 국비 300 40 신규 시비 400 60 자체",
            [
                ["구분", "구분", "2026", "2027", "비고"],
                ["사업비", "계", "700", "100", "계속"],
                ["사업비", "국비", "300", "40", "신규"],
                ["사업비", "시비", "400", "60", "자체"],
            ],
        ),
        (
            "지표명 단위 구분 2025 2026 이용자 명 목표 300 360 실적 262 -",
            [
                ["지표명", "단위", "구분", "2025", "2026"],
                ["이용자", "명", "목표", "300", "360"],
                ["이용자", "명", "실적", "262", "-"],
            ],
        ),
        (
            "구분 2026 2027 계 국비 시비 계 국비 시비 사업비 9 4 5 6 3 3",
            [
                ["구분", "2026", "2026", "2026", "2027", "2027", "2027"],
                ["구분", "계", "국비", "시비", "계", "국비", "시비"],
                ["사업비", "9", "4", "5", "6", "3", "3"],
            ],
        ),
        (
            "구분 계 2025까지 2026 예산 집행 사업비 16 10 8 6",
            [
                ["구분", "계", "2025까지", "2025까지", "2026"],
                ["구분", "계", "예산", "집행", "2026"],
                ["사업비", "16", "10", "8", "6"],
            ],
        ),
        (
            "구분 계 2026 2027 이용자(천명) - 착공 준공 사업비(백만원) 9 4 5",
            [
                ["구분", "계", "2026", "2027"],
                ["이용자(천명)", "-", "착공", "준공"],
                ["사업비(백만원)", "9", "4", "5"],
            ],
        ),
        (
            "성과지표 계 기투자 연도별 목표 향후 비고 2027 쉼터(곳) 26 9 8 9 자체 의자(개) 12 4 5 3 신규",
            [
                ["성과지표", "계", "기투자", "연도별 목표", "향후", "비고"],
                ["성과지표", "계", "기투자", "2027", "향후", "비고"],
                ["쉼터(곳)", "26", "9", "8", "9", "자체"],
                ["의자(개)", "12", "4", "5", "3", "신규"],
            ],
        ),
        (
            "구분 계 투자계획 향후 2026 2027 사업비 100 20 30 50",
            [
                ["구분", "계", "투자계획", "투자계획", "향후"],
                ["구분", "계", "2026", "2027", "향후"],
                ["사업비", "100", "20", "30", "50"],
            ],
        ),
        (
            "성과지표 구분 단위 2026 2027 쉼터 수 목표 곳 4 5 실적 곳 4 - 달성률(%) % 100 -",
            [
                ["성과지표", "구분", "단위", "2026", "2027"],
                ["쉼터 수", "목표", "곳", "4", "5"],
                ["쉼터 수", "실적", "곳", "4", "-"],
                ["쉼터 수", "달성률(%)", "%", "100", "-"],
            ],
        ),
    ],
)
def test_the_words_of_a_head_fix_the_order_of_the_values(printed: str, rows: list[list[str]]) -> None:
    tables, damage = _tables(f"□ 연차별 계획 {printed} □ 끝")
    assert damage == ()
    assert [_texts(table) for table in tables] == [rows]


@pytest.mark.parametrize(
    "printed",
    [
        "구분 실적 계획 2024 2025 2026 2027 쉼터 수(곳) 2 3 4 5",
        "구분 연도별 목표 합계 2026 2027 쉼터 수(곳) 4 5 7",
        "구분 2026 2027 목표 실적 쉼터 수(곳) 4 5 7",
        "연도 상점가 지정 가입 점포 2026 4 100 2027 5 150 2028 7 200",
        "연도 쉼터 수(곳) 예산(백만원) 2026 4 100 2027 5 2028 7 200",
    ],
)
def test_a_head_that_can_be_read_in_two_ways_is_told(printed: str) -> None:
    tables, damage = _tables(f"□ 연차별 계획 {printed} □ 끝")
    assert tables == []
    assert [part.rule for part in damage] == ["table-not-understood"]


@pytest.mark.parametrize(
    "mark", ["□", "■", "◇", "❍", "○", "ㅇ", "◈", "▣", "?", "(단위: 명)", "<표 2>", "2 징검다리 보수 □"]
)
def test_no_row_reaches_over_a_mark(mark: str) -> None:
    tables, _ = _tables(
        f"1 둔치 쉼터 □ 계획 구분 2026 2027 쉼터(곳) 4 5 {mark} 다음 구분 계 2026 2027 다리(곳) 9 4 5 □ 끝"
    )
    assert [_texts(table)[-1] for table in tables] == [["쉼터(곳)", "4", "5"], ["다리(곳)", "9", "4", "5"]]


def test_values_that_no_table_took_are_told() -> None:
    tables, damage = _tables("□ 추진계획 2026년 2027년 순서로 쉼터 4 5 7 9 □ 끝")
    assert tables == []
    assert ["4 5 7 9" in part.quote for part in damage] == [True]


def test_a_year_beside_words_of_what_was_before_is_enough_for_values_to_be_told() -> None:
    tables, damage = _tables("□ 추진계획 기투자 2026년 뒤로 쉼터 4 5 7 9 □ 끝")
    assert tables == []
    assert ["4 5 7 9" in part.quote for part in damage] == [True]


@pytest.mark.parametrize("said", ["예산(백만원) - 비예산작", "예산(백만원) 비예산작"])
def test_a_row_whose_words_are_not_read_is_told_by_what_begins_it(said: str) -> None:
    _, damage = _tables(
        f"{HEAD} 나무(그루) 60 10 20 30 {said} 성 자 숲과장 ☎02-0000-1010 자연팀장 ☎02-0000-1011 담당 □ 끝"
    )
    assert [said in part.quote for part in damage] == [True]


def test_a_table_with_a_lost_cell_does_not_hide_the_next() -> None:
    good = f"{HEAD} 예산(백만원) 60 10 20 30 작 성 자 숲과장"
    tables, damage = _tables(f"□ 하나 {HEAD} 예산(백만원) 60 10 20 작 성 자 숲과장 □ 둘 {good}")
    assert len(damage) == 1
    assert [_texts(table)[1] for table in tables] == [["예산(백만원)", "60", "10", "20", "30"]]


def test_offsets_point_at_the_printed_text() -> None:
    text = f"□ 계획 {HEAD} 나무 심기 목표(그루) 60 10 20 30 예산(백만원) 비예산 작 성 자 숲과장"
    tables, _ = _tables(text)
    for cell in tables[0].cells:
        assert cell.place.offset is not None
        assert text[cell.place.offset :].startswith(cell.text)
    year = next(cell for cell in tables[0].cells if cell.text == "2025")
    assert year.place.offset == text.index("2025")


def test_text_outside_of_tables_is_kept_in_order() -> None:
    text = f"가온시 숲 계획 □ 개요 ㅇ 대상 : 시민 {HEAD} 예산(백만원) 60 10 20 30 작 성 자 숲과장 끝."
    blocks, _ = read_blocks(text)
    kinds = [block.text if isinstance(block, Paragraph) else "<table>" for block in blocks]
    assert kinds == ["가온시 숲 계획", "□ 개요", "ㅇ 대상 : 시민", "<table>", "작 성 자 숲과장 끝."]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2024",
        "2024 2025",
        "구분 2026 2024 예산 1 2",
        "2024년 나무 10그루 2025년 나무 20그루를 심었다",
        HEAD,
        f"{HEAD} 작 성 자",
    ],
)
def test_years_without_a_head_or_rows_make_no_table(text: str) -> None:
    tables, _ = _tables(text)
    assert tables == []


WORDS = st.sampled_from(
    [
        "구분",
        "계",
        "2024",
        "2025",
        "2026",
        "10",
        "1,200",
        "비예산",
        "-",
        "예산(백만원)",
        "목표(건)",
        "□",
        "작 성 자",
        "나무",
        "△5",
        "1-1-1",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
@settings(max_examples=150, deadline=None)
@example("구분 계 2024 2024 2024 구분 2024 2024")
@example("구분 계 구분 2024 구분 2024 2024")
def test_every_word_is_kept_once_and_in_order(text: str) -> None:
    blocks, damage = read_blocks(text)
    spans: list[tuple[int, str]] = []
    for block in blocks:
        spans += [_span(cell) for cell in block.cells] if isinstance(block, Table) else [_span(block)]
    assert spans == sorted(spans)
    kept = " ".join(said for _, said in spans if said).split()
    left = Counter(text.split()) - Counter(kept)
    assert kept == text.split() or left <= Counter(" ".join(part.quote for part in damage).split())
    assert not Counter(kept) - Counter(text.split())


def _span(part: Cell | Paragraph) -> tuple[int, str]:
    assert part.place.offset is not None
    return part.place.offset, part.text


FORMS = " ".join(f"□ 사업{at} {HEAD} 목표{at}(회) 6 1 2 3 예산(백만원) 60 10 20 30" for at in range(4))


@pytest.mark.parametrize("remark", ["신규", "자체 추진", "계속"])
def test_what_is_said_of_the_row_before_is_no_name_of_a_row_that_other_tables_have(remark: str) -> None:
    tables, damage = _tables(f"{FORMS} □ 둔치 {HEAD} 둔치(회) 9 2 3 4 {remark} 예산(백만원) 90 20 30 40 □ 끝")
    assert [table.rows for table in tables] == [3, 3, 3, 3, 2]
    assert [one.quote for one in damage] == [f"{remark} 예산(백만원) 90 20 30 40"]


def test_a_longer_name_that_several_tables_have_or_that_no_other_ends_with_is_read() -> None:
    own = f"□ 둔치 {HEAD} 둔치(회) 9 2 3 4 연구 예산(백만원) 90 20 30 40"
    tables, damage = _tables(f"{FORMS} {own} {own} □ 끝")
    assert ([table.rows for table in tables], damage) == ([3] * 6, ())
    tables, damage = _tables(f"{FORMS} □ 둔치 {HEAD} 둔치(회) 9 2 3 4 신규 가입자(명) 90 20 30 40 □ 끝")
    assert ([table.rows for table in tables], damage) == ([3] * 5, ())


@given(st.lists(WORDS, max_size=40).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_a_number_stands_under_as_many_values_as_its_row_has_columns(text: str) -> None:
    for table in _tables(text)[0]:
        below = max(cell.row_span for cell in table.cells if not cell.row)
        for row in range(below, table.rows):
            cells = sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.column)
            assert sum(cell.column_span for cell in cells) == table.columns
            assert all(cell.column_span == 1 or not any(mark.isdigit() for mark in cell.text) for cell in cells[1:])


@pytest.mark.parametrize(
    "piece", ["2024 ", "구분 2024 2025 ", "가? ", "작 ", "1-1-1 ", "□ ", " ", "1,", "비 "], ids=repr
)
def test_no_page_takes_long(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    started = time.perf_counter()
    read_blocks(text)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("piece", ["구분 2024 2025 5 가 ", "가 5 구분 2024 2025 7 8 9 "])
def test_a_page_of_four_times_the_length_does_not_take_sixteen_times_as_long(piece: str) -> None:
    def seconds(length: int) -> float:
        started = time.process_time()
        read_blocks((piece * length)[:length])
        return time.process_time() - started

    seconds(500)
    long, short = (min(seconds(length) for _ in range(5)) for length in (4_000, 1_000))
    assert long < 9 * short


# --------------------------------------------------------------------------------------------- pages as they are saved

SAVED_TEXT = (SEOUL / "plan.opengov.txt").read_text("utf-8")
SAVED_PAGE = (SEOUL / "plan.opengov.html").read_text("utf-8")


def _read(data: bytes) -> Document:
    path = Path("page.html")
    return read_opengov(decode(data, path), path, Source(name=path.name, format="opengov", sha256="", bytes=len(data)))


def _tables_of(document: Document) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in document.blocks if isinstance(block, Table)]


def _main_part() -> str:
    return SAVED_PAGE[SAVED_PAGE.index("<h2>") : SAVED_PAGE.index("<script>")]


def _with_menus() -> str:
    menu = "<nav><ul><li>정보소통광장</li><li>결재문서</li></ul></nav><script>var y = '구분 2024 2025 7 8';</script>"
    return SAVED_PAGE.replace("<body>", f"<body>{menu}").replace("</body>", f"<footer>{menu}</footer></body>")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize(
    "saved",
    [SAVED_PAGE, _main_part(), f"<main class='v'>{_main_part()}</main>", _with_menus(), SAVED_TEXT],
    ids=["page", "headings", "main", "menus", "text"],
)
def test_a_page_is_the_same_plan_however_it_was_saved(saved: str, encoding: str) -> None:
    document = _read(saved.encode(encoding, errors="xmlcharrefreplace"))
    assert _tables_of(document) == _tables_of(_read(SAVED_TEXT.encode()))
    assert document.damage == ()


@pytest.mark.parametrize(
    "saved", [SAVED_PAGE[: len(SAVED_PAGE) * 2 // 3], SAVED_TEXT[: len(SAVED_TEXT) * 2 // 3]], ids=["page", "text"]
)
def test_a_page_that_was_cut_is_said(saved: str) -> None:
    assert any("not saved to its end" in damage.reason_en for damage in _read(saved.encode()).damage)


@pytest.mark.parametrize("saved", [SAVED_PAGE + SAVED_PAGE, SAVED_TEXT + "\n" + SAVED_TEXT], ids=["page", "text"])
def test_a_page_that_was_saved_twice_is_said(saved: str) -> None:
    with pytest.raises(PlanError, match="holds the same document 2 times; save it once"):
        _read(saved.encode())


def test_two_documents_in_one_file_are_said() -> None:
    with pytest.raises(PlanError, match="holds 2 documents; save each in a file of its own") as refused:
        _read((SAVED_TEXT + SAVED_TEXT.replace("839", "838")).encode())
    assert refused.value.code == "several-documents"


@pytest.mark.parametrize(
    "first",
    [SAVED_TEXT[: len(SAVED_TEXT) * 2 // 3], SAVED_TEXT[len("결재문서") : SAVED_TEXT.index("문서 보기")]],
    ids=["cut", "text-without-what-stands-round-it"],
)
def test_a_document_without_its_end_before_another_is_said(first: str) -> None:
    with pytest.raises(PlanError, match="holds 2 documents; save each in a file of its own"):
        _read(f"{first}\n{SAVED_TEXT}".encode())


# ----------------------------------------------------------------------------------------------- headings in one line

TASKS = (
    "1. 동네 녹지 {0}꽃길 가꾸기 ○ 사업개요 - 꽃을 심는다 {1}숲길 정비 ○ 사업개요 - 나무를 심는다 "
    "2. 물길 {2}물길 잇기 ○ 사업개요 - 길을 낸다 끝."
)


def _paragraphs(text: str) -> list[str]:
    blocks, _ = read_blocks(text)
    return [block.text for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    "leads",
    [
        ("1) ", "2) ", "3) "),
        ("1)", "2)", "3)"),
        ("가.", "나.", "다."),
        ("[1] ", "[2] ", "[3] "),
        ("【가】 ", "【나】 ", "【다】 "),
        ("<가> ", "<나> ", "<가> "),
        ("〔①〕 ", "〔②〕 ", "〔③〕 "),
        ("(1) ", "(2) ", "(3) "),
        ("1) ", "[2] ", "3) "),
        ("[1] ", "2) ", "3) "),
        ("1)", "2) ", "【3】 "),
        ("가. ", "나. ", "<가> "),
        ("1)?", "2)?", "3)?"),
        ("1-1-1", "1-1-2", "1-2-1"),
        ("3) ", "1) ", "2) "),  # out of order, and with the same words behind them
    ],
)
def test_a_heading_begins_a_paragraph_however_its_number_is_printed(leads: tuple[str, ...]) -> None:
    begins = [text.partition(" ○")[0] for text in _paragraphs(f"□ 계획 {TASKS.format(*leads)}")]
    shown = [lead.replace("?", " ") for lead in leads]
    names = ("꽃길 가꾸기", "숲길 정비", "물길 잇기")
    assert [f"{lead}{name}" for lead, name in zip(shown, names, strict=True)] == [
        text for text in begins if text.endswith(names)
    ]


def test_the_office_behind_a_name_does_not_hide_its_bare_number() -> None:
    texts = _paragraphs("1. 녹지 늘리기 1 꽃길 가꾸기 [공원과] □ 개요 ○ 꽃 2 숲길 정비 [산림과] □ 개요 ○ 나무 끝.")
    assert [text for text in texts if text[0].isdigit()] == ["1. 녹지 늘리기", "1 꽃길 가꾸기", "2 숲길 정비"]


@pytest.mark.parametrize(
    "sentence",
    [
        "○ 조례 제3조 1)항에 따라 나.목의 시설을 새로 짓고 ○ 다음",
        "○ 문의는 산 1-1-2번지로 하고 [2] 를 참고하여 ○ 다음",
        "○ 대상은 (가) 지구와 (다) 지구 ○ 다음",
        "○ 과제 1.공원 늘리기 2.나무 심기 3.꽃 가꾸기 ○ 다음",
        "○ 준비물은 무엇인가? 모두 챙긴다 ○ 다음",
    ],
)
def test_a_number_in_a_sentence_begins_none(sentence: str) -> None:
    assert len(_paragraphs(sentence)) == 2


@pytest.mark.parametrize("head", ["1단계 2단계 3단계", "금년 내년 후년", "2O24 2O25 2O26"])
def test_values_below_times_without_a_year_are_told(head: str) -> None:
    text = f"□ 추진계획 구분 계 {head} 나무 심기 목표(그루) 60 10 20 30 예산(백만원) 1,200 300 400 500 작 성 자 숲과장"
    tables, damage = _tables(text)
    assert tables == []
    assert [part.rule for part in damage] == ["table-not-understood"]
    assert "나무 심기 목표(그루) 60 10 20 30" in damage[0].quote


DOWN = "'27년 9 4 5 '28년 8 3 5 '29년 7 3 4 작 성 자 숲과장"


def test_a_row_of_units_between_names_and_years_is_a_row_of_its_own_where_it_has_one_for_each() -> None:
    (table,), damage = _tables(f"□ 투자계획 연도 계 국비 도비 단위 억원 억원 억원 {DOWN}")
    assert damage == ()
    assert _texts(table)[:3] == [
        ["연도", "계", "국비", "도비"],
        ["단위", "억원", "억원", "억원"],
        ["'27년", "9", "4", "5"],
    ]


def test_a_row_of_units_with_fewer_units_than_names_is_told_and_no_name() -> None:
    tables, damage = _tables(f"□ 투자계획 연도 계 국비 도비 단위 억원 억원 {DOWN}")
    assert tables == []
    assert [part.rule for part in damage] == ["table-not-understood"]
    assert "단위 억원 억원 '27년 9 4 5" in damage[0].quote


def test_names_over_the_same_payers_each_are_a_row_over_them() -> None:
    rows = "2026 5 1 2 3 2027 6 1 2 4 2028 7 1 2 5 작 성 자 숲과장"
    (table,), damage = _tables(f"□ 투자계획 연도 나루연구원 가람대학교 국비 시비 국비 시비 {rows}")
    assert damage == ()
    assert _texts(table)[:3] == [
        ["연도", "나루연구원", "나루연구원", "가람대학교", "가람대학교"],
        ["연도", "국비", "시비", "국비", "시비"],
        ["2026", "5", "1", "2", "3"],
    ]
    tables, damage = _tables(f"□ 투자계획 연도 나루연구원 가람대학교 국비 시비 시비 국비 {rows}")
    assert (tables, len(damage)) == ([], 1)

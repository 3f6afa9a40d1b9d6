"""The title of a document, from its cover: never a label, a date, a notice's number or the contents."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.identity.title import Title, find_title
from extract.pieces import pieces_of
from extract.plan import extract_plan
from extract.readers.hwp.information import stated_title
from extract.readers.read import document_of, opened
from fixtures.make import document as typeset
from fixtures.make.__main__ import WRITERS
from fixtures.make.small_documents import Format
from normalize.audit.checks.title import DOUBTFUL
from plan.records.base import Place
from plan.records.document import Block, Cell, Document, Paragraph, Source, Table

FORM = ("문서번호", "가람과-1", "결재일자", "2026. 3. 4.", "공개여부", "공개")


def box(*texts: str) -> Table:
    place = Place(section=0, table=0)
    cells = tuple(Cell(text=text, row=0, column=at, place=place) for at, text in enumerate(texts))
    return Table(rows=1, columns=len(texts), cells=cells, place=place)


def grid(*rows: tuple[str, ...]) -> Table:
    place = Place(section=0, table=0)
    cells = tuple(
        Cell(text=text, row=row, column=column, place=Place(section=0, table=0, row=row, column=column))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Table(rows=len(rows), columns=len(rows[0]), cells=cells, place=place)


CARD = grid(("1. 이름", "규제사무명", "나래천 물길 되살리기"), ("2. 구분", "단위", "신설"))
SHEET = grid(("1. 이름", "사업명", "나래천 물길 되살리기"), ("2. 구분", "단위", "신설"))
LABELS = grid(("규제 사무명", "지금 내용", "바뀐 내용"), ("나래천 물길 되살리기", "없음", "새로 둠"))


def title(*blocks: str | Table, name: str = "a.hwpx", titled: str = "") -> Title:
    made: list[Block] = [
        Paragraph(text=block, place=Place(section=0, paragraph=at)) if isinstance(block, str) else block
        for at, block in enumerate(blocks, 1)
    ]
    source = Source(name=name, format="hwpx", sha256="0" * 64, bytes=1)
    document = Document(source=source, titled=titled, blocks=tuple(made))
    return find_title(pieces_of(document.blocks), document)


@pytest.mark.parametrize(
    ("blocks", "rule", "text"),
    [
        (("가람시 하천 기본계획", "(2024~2027)"), "name-and-years", "가람시 하천 기본계획(2024~2027)"),
        (
            ("2025~2027년 가람시 하천 시행계획 2025~2027년 가람시 하천 시행계획 Ⅰ. 개요",),
            "name-and-years",
            "가람시 하천 시행계획(2025~2027)",
        ),
        (
            ("행정문화위원회", "2025. 2. 10.(월)", "2025년 주요업무계획", "목차", "Ⅰ. 현황"),
            "named",
            "2025년 주요업무계획",
        ),
        (("가람부 공고 제2026-0320호", "2026년도 신규과제 공모"), "named", "2026년도 신규과제 공모"),
        (("2026년도 성과계획서", "■ 재정투자계획"), "named", "2026년도 성과계획서"),
        ((box("", "나래 안정 방안 및 정상화 과제", ""), "2022. 6. 21."), "framed", "나래 안정 방안 및 정상화 과제"),
        (
            (box("규제영향분석서"), box("나래 지원에 관한 법률 시행령")),
            "kind-and-subject",
            "나래 지원에 관한 법률 시행령 규제영향분석서",
        ),
        ((box(*FORM), "나래천 되살리기 성과관리", "□ 개요"), "behind-form", "나래천 되살리기 성과관리"),
        (
            (box(*FORM), "나래천 되살리기 성과관리", "연차별 추진계획", box("구분", "a", "b", "c", "d")),
            "behind-form",
            "나래천 되살리기 성과관리",
        ),
        (("가람시 복지 시행계획 (2026년)", "가람시"), "named", "가람시 복지 시행계획 (2026년)"),
        (("가람군 수도정비계획(상수도 부문) 2040", "가람군"), "named", "가람군 수도정비계획(상수도 부문) 2040"),
        (("나래재단 중장기 경영목표", "2026 ~ 2030"), "named", "나래재단 중장기 경영목표"),
        ((box("사업명", "나래천 되살리기"), "나래 지원사업 서류"), "framed", "나래천 되살리기"),
        ((box("사업명 : (7) 나래천 되살리기"),), "framed", "나래천 되살리기"),
        (("가람시 물 재이용 관리계", "획(2026~2030)"), "name-and-years", "가람시 물 재이용 관리계획(2026~2030)"),
        (("가람시 물 재이용 관리 로드", "맵", "가람시"), "named", "가람시 물 재이용 관리 로드맵"),
        (("가람시 청소년 기본계획", "서", "가람시"), "named", "가람시 청소년 기본계획"),
        (("【서식 1-1】 협의요청서 작성 양식", "나래 주거 지원사업"), "behind-form", "나래 주거 지원사업"),
        ((box("통 합 재 정 통 계"),), "framed", "통합재정통계"),
        ((box("1. 물빛기술"), "□ 물빛기술 부문 신규과제 목록"), "first-line", "물빛기술 부문 신규과제 목록"),
        ((box("A3. 나래"), box("[A3]나래-일반", "물빛관리비(계속)", "부처", "", "")), "first-line", "물빛관리비(계속)"),
        ((box("Ⅰ. 나래 심사(안) 개요"), "□ 요 약", CARD), "labelled-cell", "나래천 물길 되살리기"),
        ((box("Ⅰ. 나래 심사(안) 개요"), "□ 요 약", LABELS), "labelled-cell", "나래천 물길 되살리기"),
        ((box("Ⅰ. 나래 심사(안) 개요"), "□ 요 약", LABELS, "나래 분석", CARD), "labelled", "나래천 물길 되살리기"),
        ((box("Ⅰ. 추진 개요"), "□ 요 약", SHEET, "나래천", SHEET), "labelled-cell", "나래천 물길 되살리기"),
        (("Ⅰ. 나래 심사(안) 개요", "□ 요 약"), "first-line", "나래 심사(안) 개요"),
        ((box("일반 현황"), "나래시 물길 되살리기"), "first-line", "나래시 물길 되살리기"),
        ((box("나래시 인구 현황"), "나래시"), "framed", "나래시 인구 현황"),
    ],
)
def test_a_title_is_found_by_its_rule(blocks: tuple[str | Table, ...], rule: str, text: str) -> None:
    found = title(*blocks)
    assert (found.rule, found.text) == (rule, text)


def test_a_label_is_no_title_and_the_name_of_the_file_is_a_doubtful_one() -> None:
    found = title(box(*FORM), name="가람시_업무계획.hwpx")
    assert (found.rule, found.text) == ("file-name", "가람시 업무계획")


@pytest.mark.parametrize(
    ("titled", "rule"),
    [("2026년 나래시 업무계획", "information"), ("문서 이력", "first-line"), ("4", "first-line"), ("", "first-line")],
)
def test_the_files_own_information_is_believed_where_it_ends_as_titles_do(titled: str, rule: str) -> None:
    found = title("보낸 이와 받는 이", titled=titled)
    assert found.rule == rule
    assert (found.text == titled) == (rule == "information")


def test_the_summary_of_an_hwp_document_states_a_title() -> None:
    header = bytes(28) + bytes(16) + (48).to_bytes(4, "little")
    entry = (2).to_bytes(4, "little") + (16).to_bytes(4, "little")
    said = "업무계획\0".encode("utf-16-le")
    value = (0x1F).to_bytes(4, "little") + (5).to_bytes(4, "little") + said
    section = bytes(4) + (1).to_bytes(4, "little") + entry + value
    assert stated_title(header + section) == "업무계획"
    assert stated_title(header + section[:20]) == stated_title(header) == stated_title(b"") == ""
    assert stated_title(header + section[:16] + (0x40).to_bytes(4, "little") + value[4:]) == ""


def sheet(name: str) -> Table:
    return grid(("사업명", name), ("사업기간", "2026~2028"), ("사업비", "300"))


def test_the_first_of_several_sheets_of_programmes_does_not_name_the_plan_for_sure() -> None:
    several = title(sheet("나래천 물길 되살리기"), "가", sheet("물빛길 잇기"))
    assert several.rule in DOUBTFUL
    covered = title("나래시 물길 기본계획", sheet("나래천 물길 되살리기"), "가", sheet("물빛길 잇기"))
    assert (covered.rule, covered.text) == ("named", "나래시 물길 기본계획")
    one = title(sheet("나래천 물길 되살리기"), "가", sheet("나래천 물길 되살리기"))
    assert one.rule not in DOUBTFUL and one.text.endswith("나래천 물길 되살리기")


CONTENTS = ("목 차", "일반 현황", "1. 조직 4 2. 정원 5", "나래배움 기본방향", "일반 현황", "1 조직")


def test_a_line_of_the_contents_and_a_chapter_are_no_titles() -> None:
    found = title(*CONTENTS, name="narae-plan-2026.pdf")
    assert (found.rule, found.text) == ("name-of-file", "narae-plan-2026")
    assert title(*CONTENTS, name="scan.pdf").rule == "none"


@pytest.mark.parametrize("form", WRITERS)
def test_a_chapter_is_no_title_where_the_document_has_a_name_of_its_own(form: Format, tmp_path: Path) -> None:
    shown = (("1. 물빛기술", "chapter"), ("□ 물빛기술 부문 신규과제 목록", "section"), ("2. 나래기술", "chapter"))
    path = tmp_path / f"plan.{form}"
    blocks = tuple(typeset.Paragraph(text, style) for text, style in shown)
    path.write_bytes(WRITERS[form](typeset.Document("", (blocks,))))
    found = extract_plan(document_of(opened(path), path))
    assert (found.title, found.title_rule) == ("물빛기술 부문 신규과제 목록", "first-line")


def test_a_document_of_labels_has_no_title() -> None:
    assert title("문서번호", "목차").rule == "none"


OWN = ("나래시 노인복지 종합계획", "2026. 1.", "나래시")
UPPER = "제5차 저출산·고령사회 기본계획(2026~2030)"


@pytest.mark.parametrize(
    "line",
    [f"□ {UPPER}", f"ㅇ 「{UPPER}」 및 조례에 따라 수립", f"정부의 {UPPER} 수립에 따라 시의 계획을 세움", f"- {UPPER}"],
)
def test_a_plan_that_the_text_names_is_not_the_plan(line: str) -> None:
    found = title(*OWN, "Ⅰ. 추진근거", line)
    assert (found.rule, found.text, found.period) == ("named", OWN[0], None)


def test_the_own_name_with_its_years_behind_the_cover_is_the_plan() -> None:
    found = title(*OWN, "Ⅰ. 개요", "□ 나래시 노인복지 종합계획(2026~2028)을 수립")
    assert (found.rule, found.text) == ("name-and-years", "나래시 노인복지 종합계획(2026~2028)")


@pytest.mark.parametrize(
    "blocks",
    [
        ("나래시 물순환 기본계획", "2025. 12.", "(2026~2030)", "1. 지난 계획", "□ 제2차 계획(2021~2025) 평가"),
        ("나래시 물순환 기본계획", "나래시", "1. 개요", "□ 계획기간 : 2026년 ~ 2030년(5년)", UPPER),
        ("나래시 물순환 기본계획", "나래시", "1. 개요", box("계획기간", "2026~2030"), "□ 제2차 계획(2021~2025) 평가"),
        ("나래시 물순환 기본계획", "(하수도 정비 기본계획, 2026~2030)", "나래시", "1. 개요"),
        ("나래시 물순환 기본계획", "2026. 1. ~ 2030. 12.", "나래시", "1. 개요"),
        ("나래시 물순환 기본계획", "나래시", "1. 개요", "○ 계획기간 : 2026년부터 2030년까지(5년간)"),
        ("나래시 물순환 기본계획", "나래시", "1. 개요", "○ 계획기간 : 2026. 1. ~ 2030. 12."),
        ("나래시 물순환 기본계획", "나래시", "1. 개요", box("계획기간", "2026년부터 2030년까지")),
    ],
)
def test_a_period_of_its_own_line_or_behind_its_label_is_that_of_the_title(blocks: tuple[str | Table, ...]) -> None:
    found = title(*blocks)
    assert found.rule == "named" and found.period is not None
    assert (found.period.first, found.period.last) == (2026, 2030)


PROJECT = ("나래성 종합정비계획", "2026. 6. 나래시")


@pytest.mark.parametrize(
    "blocks",
    [
        ("Ⅰ. 계획의 개요", "○ 사업기간 : 2026년 ~ 2035년(10년)", "Ⅱ. 기존 정비 이력"),
        ("1. 사업개요", box("사업기간", "2026 ~ 2035"), "2. 재원"),
    ],
)
def test_the_one_period_of_a_project_in_its_overview_is_that_of_the_plan(blocks: tuple[str | Table, ...]) -> None:
    found = title(*PROJECT, *blocks)
    assert found.period is not None and (found.period.first, found.period.last) == (2026, 2035)


@pytest.mark.parametrize(
    "blocks",
    [
        ("Ⅰ. 계획의 개요", "○ 사업기간 : 2026년 ~ 2035년", "Ⅱ. 길 정비", "○ 사업기간 : 2026년 ~ 2028년"),
        ("Ⅰ. 계획의 개요", "Ⅱ. 길 정비", "○ 사업기간 : 2026년 ~ 2028년"),
        ("1. 길 정비", "○ 사업기간 : 2026년 ~ 2028년"),
        ("Ⅰ. 계획의 개요", "○ 사업기간 : 2026. 1. ~ 2026. 12."),
    ],
)
def test_the_period_of_a_programme_is_not_that_of_the_plan(blocks: tuple[str, ...]) -> None:
    assert title(*PROJECT, *blocks).period is None


def test_two_periods_on_a_cover_say_nothing() -> None:
    assert title("나래시 물순환 기본계획", "(2026~2030)", "(2021~2025)").text == "나래시 물순환 기본계획(2026~2030)"
    assert title("나래시 물순환 기본계획", "나래시", "(2026~2030)", "(2021~2025)").period is None


def _printed_title(lines: tuple[str, ...], form: Format, tmp_path: Path) -> str:
    shown = [typeset.Paragraph(line, "title") for line in lines]
    behind = (typeset.Paragraph("2025. 6.", "centre"), typeset.Paragraph("Ⅰ. 개요", "chapter"))
    path = tmp_path / f"plan.{form}"
    path.write_bytes(WRITERS[form](typeset.Document("", ((*shown, *behind),))))
    return extract_plan(document_of(opened(path), path)).title


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("낡은 다리 고치기", "국고보조 투자계획(2026∼2030)"), "낡은 다리 고치기 국고보조 투자계획(2026~2030)"),
        (("물빛시 솔밭동", "도시재생활성화계획"), "물빛시 솔밭동 도시재생활성화계획"),
        (("물빛군 먹거리 종합계획(2025∼2030)", "변경계획"), "물빛군 먹거리 종합계획(2025~2030) 변경계획"),
        (("물빛군 먹거리 종합계획",), "물빛군 먹거리 종합계획"),
    ],
)
def test_lines_of_one_type_are_one_title(lines: tuple[str, ...], text: str, form: Format, tmp_path: Path) -> None:
    assert _printed_title(lines, form, tmp_path) == text


@pytest.mark.parametrize("year", ["2027회계연도", "2027년도", "2027 학년도", "2027년"])
def test_the_year_above_a_title_is_its_own(year: str) -> None:
    shown = [(year, 160), ("물빛시 성과계획서", 240), ("2026. 11.", 160)]
    blocks = [
        Paragraph(text=text, place=Place(section=0, paragraph=at), size=size)
        for at, (text, size) in enumerate(shown, 1)
    ]
    source = Source(name="a.hwpx", format="hwpx", sha256="0" * 64, bytes=1)
    document = Document(source=source, titled="", blocks=tuple(blocks))
    assert find_title(pieces_of(document.blocks), document).text == f"{year} 물빛시 성과계획서"


def test_a_line_of_another_type_is_no_part_of_the_title() -> None:
    shown = [("낡은 다리 고치기", 160), ("물빛시 도시재생활성화계획", 240), ("2026. 3.", 160)]
    blocks = [
        Paragraph(text=text, place=Place(section=0, paragraph=at), size=size)
        for at, (text, size) in enumerate(shown, 1)
    ]
    source = Source(name="a.hwpx", format="hwpx", sha256="0" * 64, bytes=1)
    document = Document(source=source, titled="", blocks=tuple(blocks))
    assert find_title(pieces_of(document.blocks), document).text == "물빛시 도시재생활성화계획"


@pytest.mark.parametrize("before", ["결재문서", "결재문서 문서번호", ""])
def test_a_text_on_one_line_has_no_word_of_its_page_in_its_title(before: str) -> None:
    found = title(f"{before} 가온시 마을도서관 기본계획(2024~2027) 결재일자 2023-11-30 1-1-1 마을도서관 늘리기".strip())
    assert (found.text, found.rule) == ("가온시 마을도서관 기본계획(2024~2027)", "name-and-years")


@pytest.mark.parametrize("unit", ["학년도", "회계연도"])
def test_a_title_behind_its_years_begins_with_a_whole_word(unit: str) -> None:
    twice = f"2026~2028{unit} 나루시 물빛배움 운영계획"
    found = title(f"{twice} {twice} 나루시 (배움과)")
    assert found.text.startswith(("2026", "나루시"))


def test_a_period_in_months_behind_a_title_is_no_part_of_it() -> None:
    found = title("가온시 쉼터 종합계획(2026. 7. ~ 2030. 6.)", "과제 1-1. 쉼터 짓기", "본문이 이어진다.")
    assert found.text.startswith("가온시 쉼터 종합계획")
    assert found.rule != "name-of-file"


@pytest.mark.parametrize("written", ["hwpx", "hwp"])
@pytest.mark.parametrize(
    ("line", "is_of_the_plan"),
    [
        ("2026년 연차별 시행계획", True),
        ("2027년도 세부시행계획(안)", True),
        ("2029년 연차별 시행계획", False),  # no year of the plan
        ("2026년 물길 잔치 시행계획", False),  # another name
    ],
)
def test_the_plan_of_one_year_has_its_line_in_its_title(
    line: str, is_of_the_plan: bool, written: Format, tmp_path: Path
) -> None:
    over = "제3기(2025-2028) 가람시 물길 살리기 계획"
    lines = (typeset.Paragraph(over, "title"), typeset.Paragraph(line, "title"), typeset.Paragraph("가람시", "centre"))
    file = tmp_path / f"a.{written}"
    file.write_bytes(WRITERS[written](typeset.Document(over, (lines,))))
    found = extract_plan(document_of(opened(file), file)).title
    assert (found == f"{over} {line}") is is_of_the_plan

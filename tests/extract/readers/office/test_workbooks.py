"""Workbooks: what a person sees on their sheets is read, and what is hidden is left out and said."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from extract.readers.limits import Limits, within
from extract.readers.read import read_document
from fixtures.make.xlsx_file import MAIN, PACKAGE, RELATIONS
from fixtures.make.zip_file import zip_file
from gongpyo.pipeline import read_plan
from plan.errors import ExitCode, PlanError
from plan.records.document import Document, Paragraph, Table
from plan.records.meaning import Plan
from tests.conftest import zip_bytes
from tests.extract.readers.office.books import DRAWING, FORMS, Page, Typed, book, ods, xlsx, xlsx_parts
from tests.golden import SEOUL
from tests.gongpyo.test_cli import run

TITLE = "가온시 숲 가꾸기 기본계획(2025∼2027)"
HEAD = ("구분", "계", "2025", "2026", "2027")
ROW = ("나무 심기(그루)", "60", "10", "20", "30")
PLAN = Page(((TITLE,), (), HEAD, ROW))
EVERY = pytest.mark.parametrize("form", FORMS)


def _read(form: str, content: bytes, tmp_path: Path) -> Document:
    path = tmp_path / f"plan.{form}"
    path.write_bytes(content)
    return read_document(path)


def _plan(form: str, content: bytes, tmp_path: Path) -> Plan:
    path = tmp_path / f"plan.{form}"
    path.write_bytes(content)
    return read_plan(path)


def _refused(form: str, content: bytes, tmp_path: Path) -> PlanError:
    with pytest.raises(PlanError) as refused:
        _read(form, content, tmp_path)
    return refused.value


def _said(document: Document) -> list[str | list[list[str]]]:
    """The paragraphs, and the tables by their rows; a merged cell stands where it begins."""
    said: list[str | list[list[str]]] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            said.append(block.text)
            continue
        grid = [[""] * block.columns for _ in range(block.rows)]
        for cell in block.cells:
            grid[cell.row][cell.column] = cell.text
        said.append(grid)
    return said


def _tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


# ------------------------------------------------------------------------------------- how a sheet is divided


@EVERY
def test_lines_stand_above_and_below_a_table(form: str, tmp_path: Path) -> None:
    page = Page(
        (
            (TITLE,),
            (),
            ("□ 연차별 투자계획", "", "", "", "(단위: 백만원)"),
            HEAD,
            ROW,
            ("※ 예산은 바뀔 수 있음",),
            (),
            ("2. 산책길",),
            HEAD,
            ("산책길(km)", "6", "1", "2", "3"),
        )
    )
    said = _said(_read(form, book(form, {"Sheet1": page}), tmp_path))
    assert [text for text in said if isinstance(text, str)] == [
        TITLE, "□ 연차별 투자계획", "(단위: 백만원)", "※ 예산은 바뀔 수 있음", "2. 산책길"
    ]  # fmt: skip
    assert [len(table) for table in said if isinstance(table, list)] == [2, 2]


@EVERY
def test_merged_cells_keep_their_spans(form: str, tmp_path: Path) -> None:
    head = (Typed("구분", spans=(2, 1)), Typed("연도별 투자계획", spans=(1, 3)), "", "")
    page = Page((head, ("", "2025", "2026", "2027"), ("나무", "1", "2", "3")))
    (table,) = _tables(_read(form, book(form, {"재정": page}), tmp_path))
    spans = {
        cell.text: (cell.row_span, cell.column_span) for cell in table.cells if cell.row_span + cell.column_span > 2
    }
    assert spans == {"구분": (2, 1), "연도별 투자계획": (1, 3)}


@EVERY
def test_tables_side_by_side_are_two(form: str, tmp_path: Path) -> None:
    one = (("구분", "2025", "2026"), ("나무", "1", "2"), ("꽃", "3", "4"))
    page = Page([(*row, "", *row) for row in one])
    assert [table.columns for table in _tables(_read(form, book(form, {"Sheet1": page}), tmp_path))] == [3, 3]


@EVERY
def test_a_frame_holds_a_blank_row_of_a_form(form: str, tmp_path: Path) -> None:
    blank = Typed("", look="framed")
    page = Page((HEAD, ROW, (blank,) * 5, ("꽃(그루)", "6", "1", "2", "3")))
    framed = Page(
        [[Typed(cell, look="framed") if isinstance(cell, str) else cell for cell in row] for row in page.rows]
    )
    assert [table.rows for table in _tables(_read(form, book(form, {"Sheet1": framed}), tmp_path))] == [4]


@EVERY
def test_all_notes_under_a_table_are_lines(form: str, tmp_path: Path) -> None:
    notes = (("주) 국비는 확정 전",), ("2) 단가에 따라 바뀜",))
    for look in ("plain", "framed"):
        framed = [[Typed(cell, look=look) for cell in row] for row in (HEAD, ROW)]
        said = _said(_read(form, book(form, {"Sheet1": Page((*framed, *notes))}), tmp_path))
        assert said[1:] == ["주) 국비는 확정 전", "2) 단가에 따라 바뀜"]


@EVERY
def test_a_row_of_a_table_with_a_name_alone_is_no_note(form: str, tmp_path: Path) -> None:
    (table,) = _tables(_read(form, book(form, {"Sheet1": Page((HEAD, ROW, ("꽃 심기(그루)",)))}), tmp_path))
    assert table.rows == 3


@EVERY
def test_the_name_that_a_person_gave_a_sheet_stands_over_it(form: str, tmp_path: Path) -> None:
    pages = {
        "1-1-1 나무 심기": Page((HEAD, ROW)),
        "Sheet2": Page((HEAD, ROW)),
        "숲": Page((("숲길 조성",), HEAD, ROW)),
        "3": Page((HEAD, ROW)),
    }
    said = [text for text in _said(_read(form, book(form, pages), tmp_path)) if isinstance(text, str)]
    assert said == ["1-1-1 나무 심기", "숲", "숲길 조성"], "none of a program's own"


# ------------------------------------------------------------------------------------------------ what is seen


@EVERY
def test_numbers_are_read_as_they_are_shown(form: str, tmp_path: Path) -> None:
    cells = (
        Typed("1,235", "1234567", "#,##0,"),
        Typed("12.5%", "0.125", "0.0%"),
        Typed("-", "0", '#,##0;-#,##0;"-"'),
        Typed("2025년", "45658", 'yyyy"년"'),
        Typed("20.0", "19.96", "0.0"),
    )
    page = Page((("가", "나", "다", "라", "마"), cells))
    (table,) = _tables(_read(form, book(form, {"Sheet1": page}), tmp_path))
    assert [cell.text for cell in table.cells if cell.row == 1] == ["1,235", "12.5%", "-", "2025년", "20.0"]


@EVERY
def test_a_formula_without_its_result_is_told_and_is_never_nothing(form: str, tmp_path: Path) -> None:
    plan = _plan(
        form,
        book(form, {"Sheet1": Page(((TITLE,), (), HEAD, ("나무 심기(그루)", Typed(formula="SUM(C4:E4)"), *ROW[2:])))}),
        tmp_path,
    )
    total = next(o for o in plan.observations if o.period_type == "total")
    assert total.status == "unreadable" and total.printed == "=SUM(C4:E4)"
    assert {"not-as-seen", "cell-not-read"} <= {found.rule for found in plan.findings}
    assert [o.value for o in plan.observations if o.year] == [10, 20, 30]


@EVERY
def test_values_under_a_label_that_no_one_knows_are_not_published(form: str, tmp_path: Path) -> None:
    rows = (HEAD, (Typed(formula="총괄!A4"), *ROW[1:]), ("꽃 심기(그루)", *ROW[1:]))
    plan = _plan(form, book(form, {"Sheet1": Page(((TITLE,), (), *rows))}), tmp_path)
    read = {indicator.name for indicator in plan.indicators if any(
        o.value is not None for o in plan.observations
        if (o.measure, o.indicator_no) == (indicator.measure, indicator.indicator_no)
    )}  # fmt: skip
    assert read == {"꽃 심기"}


@EVERY
def test_struck_and_unseen_numbers_are_not_read(form: str, tmp_path: Path) -> None:
    row = ("나무 심기(그루)", "60", Typed("10", look="struck"), Typed("20", look="white"), "30")
    head = [Typed(cell, look="white on navy") for cell in HEAD]
    plan = _plan(form, book(form, {"Sheet1": Page(((TITLE,), (), head, row))}), tmp_path)
    assert [(o.year, o.value) for o in plan.observations if o.value is not None and o.year] == [(2027, 30)]
    assert {"struck-out", "unseen-text"} <= {found.rule for found in plan.findings}


def test_a_format_that_shows_nothing_hides_a_number(tmp_path: Path) -> None:
    row = ("나무 심기(그루)", "60", Typed("10", "10", ";;;"), "20", "30")
    plan = _plan("xlsx", xlsx({"Sheet1": Page(((TITLE,), (), HEAD, row))}), tmp_path)
    assert "unseen-text" in {found.rule for found in plan.findings}
    assert {o.year for o in plan.observations if o.value is not None and o.year} == {2026, 2027}


def test_an_error_is_told(tmp_path: Path) -> None:
    parts = xlsx_parts({"Sheet1": PLAN})
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(
        'r="C4" s="0" t="inlineStr"><is><t>10</t></is>', 'r="C4" s="0" t="e"><v>#REF!</v>'
    )
    plan = _plan("xlsx", zip_bytes(parts), tmp_path)
    assert [found.actual for found in plan.findings if found.rule == "cell-not-read"] == ["#REF!"]


# ------------------------------------------------------------------------------------------------ what is not shown


@EVERY
def test_hidden_rows_columns_and_sheets_are_left_out_and_said(form: str, tmp_path: Path) -> None:
    rows = [[cell, "단가 7", *rest] for cell, *rest in (HEAD, ROW, ("옛 사업(개)", "6", "1", "2", "3"))]
    pages = {
        "투자계획": Page(((TITLE,), (), *rows), hidden_rows=[4], hidden_columns=[1]),
        "산출": Page((("단가", "7"),), is_hidden=True),
    }
    plan = _plan(form, book(form, pages), tmp_path)
    assert [indicator.name for indicator in plan.indicators] == ["나무 심기"]
    told = [found for found in plan.findings if found.rule == "hidden-in-source"]
    assert [found.actual for found in told] == ["5, B", "'산출'"]
    assert "투자계획" in told[0].message and "투자계획" in told[0].message_en


@EVERY
def test_what_hides_no_words_is_no_finding(form: str, tmp_path: Path) -> None:
    pages = {
        "Sheet1": Page((*PLAN.rows, ()), hidden_rows=[4], hidden_columns=[7]),
        "빈 시트": Page(((),), is_hidden=True),
    }
    assert not _plan(form, book(form, pages), tmp_path).findings


def test_other_files_are_never_opened_and_it_is_said(tmp_path: Path) -> None:
    row = ("나무 심기(그루)", "60", Typed("10", "10", formula="[1]원본!B2"), "20", "30")
    plan = _plan("xlsx", xlsx({"Sheet1": Page(((TITLE,), (), HEAD, row))}), tmp_path)
    assert [(found.rule, found.actual) for found in plan.findings] == [("linked-elsewhere", "1")]
    assert [o.value for o in plan.observations if o.year == 2025] == [10]


def test_a_workbook_with_macros_is_read_without_them(tmp_path: Path) -> None:
    content = xlsx({"Sheet1": PLAN}, **{"xl/vbaProject.bin": "Sub Auto_Open()"})
    assert len(_plan("xlsm", content, tmp_path).observations) == 4


def test_texts_over_the_cells_stand_where_they_begin(tmp_path: Path) -> None:
    parts = xlsx_parts({"Sheet1": Page((HEAD, ROW))})
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace("</worksheet>", '<drawing r:id="rId9"/></worksheet>')
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId9" Type="{RELATIONS}/drawing" '
        'Target="../drawings/drawing1.xml"/></Relationships>'
    )
    parts["xl/drawings/drawing1.xml"] = (
        f'<x:wsDr xmlns:x="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main"><x:twoCellAnchor><x:from>'
        "<x:row>0</x:row></x:from><x:sp><x:txBody><a:p><a:r><a:t>연차별 투자계획</a:t></a:r></a:p></x:txBody></x:sp>"
        "</x:twoCellAnchor></x:wsDr>"
    )
    document = _read("xlsx", zip_bytes(parts), tmp_path)
    first = document.blocks[0]
    assert isinstance(first, Paragraph) and (first.text, first.within) == ("연차별 투자계획", "text_box")


# ------------------------------------------------------------------------------------------------ places


@EVERY
def test_a_place_is_a_sheet_and_a_cell(form: str, tmp_path: Path) -> None:
    plan = _plan(form, book(form, {"재정": PLAN}), tmp_path)
    assert {o.year: o.place.cell for o in plan.observations if o.year} == {
        2025: "재정!C4",
        2026: "재정!D4",
        2027: "재정!E4",
    }
    assert plan.year_tables[0].place.cell == "재정!A3"


@EVERY
def test_a_name_with_blanks_is_quoted_in_a_place(form: str, tmp_path: Path) -> None:
    plan = _plan(form, book(form, {"1-1 재정": PLAN}), tmp_path)
    assert plan.year_tables[0].place.cell == "'1-1 재정'!A3"


# ------------------------------------------------------------------------------------------------ bad input


def test_a_sheet_that_is_not_there_refuses_the_workbook(tmp_path: Path) -> None:
    parts = xlsx_parts({"Sheet1": PLAN})
    del parts["xl/worksheets/sheet1.xml"]
    assert _refused("xlsx", zip_bytes(parts), tmp_path).code == "damaged"


def test_styles_that_are_not_there_refuse_the_workbook(tmp_path: Path) -> None:
    parts = xlsx_parts({"Sheet1": PLAN})
    del parts["xl/styles.xml"]
    assert _refused("xlsx", zip_bytes(parts), tmp_path).code == "damaged", "its numbers would be shown otherwise"


def test_a_text_that_is_not_there_refuses_the_workbook(tmp_path: Path) -> None:
    parts = xlsx_parts({"Sheet1": PLAN})
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace('t="inlineStr"><is><t>10</t></is>', 't="s"><v>7</v>')
    assert _refused("xlsx", zip_bytes(parts), tmp_path).code == "damaged"


def test_entities_are_refused(tmp_path: Path) -> None:
    parts = xlsx_parts({"Sheet1": PLAN})
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = f'<!DOCTYPE x [<!ENTITY a "1">]>{parts[sheet]}'
    assert "DOCTYPE" in _refused("xlsx", zip_bytes(parts), tmp_path).en


def test_what_is_left_of_a_broken_tag_is_refused(tmp_path: Path) -> None:
    parts = xlsx_parts({"Sheet1": Page((*PLAN.rows,), merged=["A1:B1"])})
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace("<mergeCell ", " ")
    assert _refused("xlsx", zip_bytes(parts), tmp_path).code == "damaged"


def test_a_row_that_stands_for_many_is_counted_before_it_is_read(tmp_path: Path) -> None:
    content = ods({"Sheet1": PLAN})
    parts = _parts_of(content)
    many = 'table:number-rows-repeated="1000000"'
    parts["content.xml"] = parts["content.xml"].replace(b"<table:table-row>", f"<table:table-row {many}>".encode())
    refused = _refused("ods", zip_file(parts, stored=("mimetype",)), tmp_path)
    assert refused.code == "limit" and refused.exit_code == ExitCode.LIMIT


@EVERY
def test_more_cells_than_the_limit_are_refused(form: str, tmp_path: Path) -> None:
    with within(Limits(table_cells=5)):
        assert _refused(form, book(form, {"Sheet1": PLAN}), tmp_path).code == "limit"


def test_a_merged_area_of_a_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    content = xlsx({"Sheet1": Page(PLAN.rows, merged=["G7:XFD1048576"])})
    assert len(_plan("xlsx", content, tmp_path).observations) == 4


def test_a_merged_area_that_reaches_far_is_refused_and_takes_no_time(tmp_path: Path) -> None:
    parts = xlsx_parts({"Sheet1": Page(PLAN.rows, merged=["G1:XFC1000000"])})
    sheet = "xl/worksheets/sheet1.xml"
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>끝</t></is></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace("</sheetData>", far)
    assert _refused("xlsx", zip_bytes(parts), tmp_path).code == "limit"


def test_a_locked_spreadsheet_is_refused_as_one(tmp_path: Path) -> None:
    parts = _parts_of(ods({"Sheet1": PLAN}))
    manifest = "META-INF/manifest.xml"
    parts[manifest] = parts[manifest].replace(
        b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"
    )
    assert _refused("ods", zip_file(parts, stored=("mimetype",)), tmp_path).code == "unknown-encryption"


@EVERY
def test_a_damaged_directory_loses_nothing_that_checksums_prove(form: str, tmp_path: Path) -> None:
    content = book(form, {"Sheet1": PLAN})
    at = content.rindex(b"PK\x05\x06")
    plan = _plan(form, content[:at], tmp_path)
    assert len(plan.observations) == 4 and "source-damaged" in {found.rule for found in plan.findings}


def _parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_workbook_that_we_have_written_is_no_source(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("convert", SEOUL / "plan.hwpx", "-o", out, "--findings-ok").code == ExitCode.CLEAN
    for number, command in enumerate((("export", out, "--xlsx"), ("corrections", out, "--xlsx"))):
        made = tmp_path / f"made-{number}.xlsx"
        assert run(*command, made).code == ExitCode.CLEAN
        refused = _refused("xlsx", made.read_bytes(), tmp_path)
        assert refused.code == "not-a-document" and "gongpyo has written" in refused.en


def test_the_namespace_of_the_strict_form_is_read_too(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    parts = {name: text.replace(MAIN, strict) for name, text in xlsx_parts({"Sheet1": PLAN}).items()}
    assert len(_plan("xlsx", zip_bytes(parts), tmp_path).observations) == 4


# ---------------------------------------------------------------------- what a breaker of workbooks has found


@EVERY
def test_tables_that_follow_one_another_without_a_blank_row_are_tables_of_their_own(form: str, tmp_path: Path) -> None:
    waste = ("음식물쓰레기 배출량", "1,000", "900", "800")
    costs = ("청소차 구매비", "300", "100", "200")
    page = Page(
        (
            ("대기질 개선",), ("(단위: 개소)",), ("구분", "2025", "2026", "2027"), ("측정소", "3", "4", "5"),
            ("음식물쓰레기 감량",), ("(단위: 톤)",), ("구분", "2025", "2026", "2027"), waste,
            ("청소차 바꾸기",), ("(단위: 백만원)",), ("사업비", "2025", "2026", "2027"), costs,
        )
    )  # fmt: skip
    said = _said(_read(form, book(form, {"시트": page}), tmp_path))
    tables = [part for part in said if isinstance(part, list)]
    assert [table[1:] for table in tables] == [[["측정소", "3", "4", "5"]], [list(waste)], [list(costs)]]
    lines = [part for part in said if isinstance(part, str)]
    assert lines[-4:] == ["음식물쓰레기 감량", "(단위: 톤)", "청소차 바꾸기", "(단위: 백만원)"]


@EVERY
def test_a_group_of_rows_between_the_rows_of_a_table_parts_it_not(form: str, tmp_path: Path) -> None:
    page = Page((HEAD, ("1. 숲",), ROW, ("2. 물",), ("못 가꾸기(곳)", "6", "1", "2", "3")))
    assert len(_tables(_read(form, book(form, {"시트": page}), tmp_path))) == 1


@EVERY
@pytest.mark.parametrize(
    ("code", "shown", "seen"),
    [
        ("#,##0;(#,##0)", "(1,200)", "-1,200"),
        ("#,##0;[Red]#,##0", "1,200", "-1,200"),
        ("#,##0;△#,##0", "△1,200", "△1,200"),
        ("#,##0", "-1,200", "-1,200"),
    ],
)
def test_a_number_below_zero_keeps_its_sign_where_brackets_or_a_colour_show_it(
    form: str, code: str, shown: str, seen: str, tmp_path: Path
) -> None:
    page = Page((HEAD, ("순증(명)", "", Typed(shown, "-1200", code), "20", "30")))
    assert _said(_read(form, book(form, {"시트": page}), tmp_path))[-1][1][2] == seen


@EVERY
def test_a_table_beside_another_may_begin_with_the_number_of_its_rows(form: str, tmp_path: Path) -> None:
    left = [("구분", "2025", "2026"), ("나무(그루)", "10", "20"), ("꽃(송이)", "30", "40")]
    right = [("연번", "사업명", "2025", "2026"), ("1", "둑길", "5", "6"), ("2", "못", "7", "8")]
    page = Page(tuple((*one, "", *other) for one, other in zip(left, right, strict=True)))
    tables = [part for part in _said(_read(form, book(form, {"시트": page}), tmp_path)) if isinstance(part, list)]
    assert tables == [list(map(list, left)), list(map(list, right))]


def test_the_rest_of_a_sheet_that_libreoffice_writes_is_no_cell(tmp_path: Path) -> None:
    content = ods({"표지": Page(((TITLE,),)), "계획": PLAN})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rest = b'<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row></table:table>'
    parts["content.xml"] = parts["content.xml"].replace(b"</table:table>", rest)
    assert len(_tables(_read("ods", zip_file(parts, stored=("mimetype",)), tmp_path))) == 1


def test_words_centred_over_blank_cells_are_read_as_if_these_were_merged(tmp_path: Path) -> None:
    head = ("구분", "2025년", "", "2026년", "")
    below = ("", "목표(명)", "예산(백만원)", "목표(명)", "예산(백만원)")
    rows = ((TITLE,), (), head, below, ("숲 교실", "100", "10", "200", "20"), ("물길 교실", "40", "4", "50", "5"))
    parts = xlsx_parts({"Sheet1": Page(rows)})
    centred = '<xf numFmtId="164"><alignment horizontal="centerContinuous"/></xf></cellXfs>'
    number = parts["xl/styles.xml"].count("<xf ")
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace("</cellXfs>", centred)
    sheet = parts["xl/worksheets/sheet1.xml"]
    for column in "BD":
        sheet = sheet.replace(f'r="{column}3" s="0"', f'r="{column}3" s="{number}"')
    for column, after in (("C", '<c r="D3"'), ("E", '</row><row r="4"')):
        sheet = sheet.replace(after, f'<c r="{column}3" s="{number}"/>{after}')
    parts["xl/worksheets/sheet1.xml"] = sheet
    (table,) = _tables(_read("xlsx", zip_bytes(parts), tmp_path))
    assert [(cell.text, cell.column_span) for cell in table.cells if cell.row == 0][1:] == [
        ("2025년", 2),
        ("2026년", 2),
    ]


def test_a_format_that_writes_in_white_is_told(tmp_path: Path) -> None:
    row = ("나무 심기(그루)", "60", Typed("10", "10", "[White]#,##0"), "20", "30")
    plan = _plan("xlsx", xlsx({"Sheet1": Page(((TITLE,), (), HEAD, row))}), tmp_path)
    assert "not-as-seen" in {found.rule for found in plan.findings}
    assert {o.year for o in plan.observations if o.value is not None and o.year} == {2026, 2027}


def test_a_formula_of_words_without_its_result_is_told(tmp_path: Path) -> None:
    parts = xlsx_parts({"Sheet1": PLAN})
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace('t="inlineStr"><is><t>10</t></is>', 't="str"><f>TEXT(A9,0)</f>')
    plan = _plan("xlsx", zip_bytes(parts), tmp_path)
    assert "not-as-seen" in {found.rule for found in plan.findings}


def test_a_workbook_of_charts_alone_is_whole_and_has_no_table(tmp_path: Path) -> None:
    parts = xlsx_parts({"Sheet1": PLAN})
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace('/worksheet"', '/chartsheet"')
    with pytest.raises(PlanError) as refused:
        _plan("xlsx", zip_bytes(parts), tmp_path)
    assert refused.value.code == "no-year-table"

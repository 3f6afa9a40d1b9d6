"""OpenDocument texts: headings, lists, tables and boxes are read; what is deleted or hidden is not, and is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.readers.read import read_document
from fixtures.make.odf_parts import DECLARATION, NAMESPACES, package
from gongpyo.pipeline import read_plan
from plan.errors import PlanError
from plan.records.document import Document, Paragraph, Table
from tests.conftest import YEAR_WORDS, Words

STYLES = (
    '<style:style style:name="away" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="struck" style:family="text"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="high" style:family="text"><style:text-properties style:text-position="super 58%"/>'
    "</style:style>"
    '<text:list-style style:name="numbers"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="가, 나, 다, ..." '
    'style:num-suffix=")"/></text:list-style><text:list-style style:name="points"><text:list-level-style-bullet '
    'text:level="1" text:bullet-char="○"/></text:list-style>'
)
TITLE = "<text:p>가온시 숲 가꾸기 기본계획(2024∼2026)</text:p>"


def odt(body: str, styles: str = "") -> bytes:
    """An ODT file with this body."""
    content = (
        f'{DECLARATION}<office:document-content {NAMESPACES} xmlns:xml="http://www.w3.org/XML/1998/namespace">'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    return package("text", "", content, f"<office:document-styles {NAMESPACES}>{styles}</office:document-styles>")


def table(words: Words, **instead: str) -> str:
    """A table of these words; a cell that is named by its words holds what is given instead."""
    said = [[instead.get(text, f"<text:p>{text}</text:p>") for text in row] for row in words]
    cells = ["".join(f"<table:table-cell>{one}</table:table-cell>" for one in row) for row in said]
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    return f"<table:table>{rows}</table:table>"


def _read(body: str, tmp_path: Path, styles: str = "") -> Document:
    path = tmp_path / "plan.odt"
    path.write_bytes(odt(body, styles))
    return read_document(path)


def _texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_headings_have_their_level(tmp_path: Path) -> None:
    document = _read('<text:h text:outline-level="2">숲길 조성</text:h><text:p>본문</text:p>', tmp_path)
    assert [(block.text, block.outline) for block in document.blocks if isinstance(block, Paragraph)] == [
        ("숲길 조성", 2), ("본문", 0)
    ]  # fmt: skip


def test_lists_print_their_numbers_and_bullets(tmp_path: Path) -> None:
    inner = "<text:list><text:list-item><text:p>묘목</text:p></text:list-item></text:list>"
    body = (
        f'<text:list text:style-name="numbers"><text:list-item><text:p>나무</text:p>{inner}</text:list-item>'
        "<text:list-item><text:p>꽃</text:p><text:p>이어지는 글</text:p></text:list-item></text:list>"
        '<text:list text:style-name="numbers"><text:list-item><text:p>새 목록</text:p></text:list-item></text:list>'
        '<text:list text:style-name="numbers" text:continue-numbering="true"><text:list-item><text:p>잇는 목록</text:p>'
        "</text:list-item></text:list>"
        '<text:list text:style-name="points"><text:list-item><text:p>점</text:p></text:list-item></text:list>'
    )
    assert _texts(_read(body, tmp_path)) == [
        "1. 나무", "가) 묘목", "2. 꽃", "이어지는 글", "1. 새 목록", "2. 잇는 목록", "○ 점"
    ]  # fmt: skip


def test_blanks_tabs_and_line_ends_are_those_of_the_paragraph(tmp_path: Path) -> None:
    body = '<text:p>\n  가<text:s text:c="2"/>나<text:tab/>다\n  <text:span>라</text:span><text:line-break/>마</text:p>'
    assert _texts(_read(body, tmp_path)) == ["가  나\t다 라\n마"]


def test_covered_cells_and_nested_tables(tmp_path: Path) -> None:
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>추진계획</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>"
        f"<table:table-cell><text:p>앞</text:p></table:table-cell><table:table-cell>{table([['안']])}</table:table-cell>"
        "</table:table-row></table:table>"
    )
    (outer,) = [block for block in _read(body, tmp_path).blocks if isinstance(block, Table)]
    assert [(cell.text, cell.column_span) for cell in outer.cells] == [("추진계획", 2), ("앞", 1), ("", 1)]
    (inner,) = outer.cells[2].blocks
    assert isinstance(inner, Table) and inner.cells[0].text == "안"


def test_a_cell_that_no_row_has_is_a_damage(tmp_path: Path) -> None:
    body = table([["구분", "2024", "2025"], ["나무", "1"]])
    assert [part.rule for part in _read(body, tmp_path).damage] == ["source-damaged"]


def test_boxes_notes_heads_and_feet_are_told_apart(tmp_path: Path) -> None:
    body = (
        "<text:p>글<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>주석</text:p>"
        "</text:note-body></text:note>뒤<draw:frame><draw:text-box><text:p>상자</text:p></draw:text-box></draw:frame>"
        "<office:annotation><text:p>메모</text:p></office:annotation></text:p>"
    )
    styles = (
        "<office:master-styles><style:master-page><style:header><text:p>머리</text:p></style:header>"
        "<style:footer><text:p>바닥</text:p></style:footer></style:master-page></office:master-styles>"
    )
    said = [(b.text, b.within) for b in _read(body, tmp_path, styles).blocks if isinstance(b, Paragraph)]
    assert said == [
        ("머리", "header"), ("바닥", "footer"), ("글¹뒤", "body"), ("주석", "footnote"), ("상자", "text_box")
    ]  # fmt: skip


def test_deleted_words_are_not_read_and_it_is_said(tmp_path: Path) -> None:
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>옛 목표 99그루</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    document = _read(f"{deleted}<text:p>앞<text:change/>뒤</text:p>", tmp_path)
    assert _texts(document) == ["앞뒤"]
    assert [(part.rule, part.quote) for part in document.damage] == [("tracked-changes", "옛 목표 99그루")]


@pytest.mark.parametrize(
    "hidden",
    [
        '<text:p>앞<text:span text:style-name="away">숨김</text:span>뒤</text:p>',
        '<text:p>앞<text:hidden-text text:is-hidden="true" text:string-value="숨김"/>뒤</text:p>',
        '<text:section text:display="none"><text:p>숨김</text:p></text:section><text:p>앞뒤</text:p>',
    ],
    ids=["style", "field", "section"],
)
def test_hidden_words_are_not_read_and_it_is_said(hidden: str, tmp_path: Path) -> None:
    document = _read(hidden, tmp_path)
    assert _texts(document) == ["앞뒤"]
    assert [(part.rule, part.quote) for part in document.damage] == [("hidden-in-source", "숨김")]


def test_struck_hidden_and_raised_digits_of_a_cell(tmp_path: Path) -> None:
    cells = {
        "10": '<text:p><text:span text:style-name="struck">99</text:span>10</text:p>',
        "20": '<text:p>20<text:span text:style-name="away">77</text:span></text:p>',
        "30": '<text:p>30<text:span text:style-name="high">1)</text:span></text:p>',
    }
    path = tmp_path / "plan.odt"
    path.write_bytes(odt(TITLE + "<text:p>□ 연차별 추진계획</text:p>" + table(YEAR_WORDS, **cells)))
    plan = read_plan(path)
    read = {(o.measure, o.year): o.value for o in plan.observations if o.value is not None}
    assert read["target", 2024] == 10 and read["target", 2026] == 30 and read["budget", 2026] == 3
    assert ("target", 2025) not in read, "nobody knows why words are hidden beside the number"
    assert {"struck-out", "unseen-text"} <= {found.rule for found in plan.findings}


def test_a_picture_in_a_cell_is_no_number(tmp_path: Path) -> None:
    cells = {"10": "<text:p>10<draw:frame><draw:image/></draw:frame></text:p>"}
    path = tmp_path / "plan.odt"
    path.write_bytes(odt(TITLE + table(YEAR_WORDS, **cells)))
    assert "object-in-cell" in {found.rule for found in read_plan(path).findings}


def test_a_text_without_a_body_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.odt"
    path.write_bytes(package("text", "", f"<office:document-content {NAMESPACES}/>", f"<x {NAMESPACES}/>"))
    with pytest.raises(PlanError) as refused:
        read_document(path)
    assert refused.value.code == "damaged" and "(ODT)" in refused.value.ko

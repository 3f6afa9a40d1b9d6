"""Whose plan it is: the head of a document says so, a cell of one task does not."""

from __future__ import annotations

import pytest

from extract.identity.issuers import issuers
from extract.pieces import pieces_of
from plan.records.base import Place
from plan.records.document import Block, Cell, Document, Paragraph, Source, Table
from plan.records.printed import Issuer


def grid(*rows: tuple[str, ...]) -> Table:
    cells = tuple(
        Cell(row=row, column=column, text=text, place=Place(table=0, row=row, column=column))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Table(rows=len(rows), columns=len(rows[0]), cells=cells, place=Place(table=0))


def in_form(*blocks: str | Table) -> list[str]:
    return [issuer.printed for issuer in of(*blocks) if issuer.rule == "in-form"]


def of(*blocks: str | Table) -> list[Issuer]:
    made: tuple[Block, ...] = tuple(
        Paragraph(text=block, place=Place(paragraph=index)) if isinstance(block, str) else block
        for index, block in enumerate(blocks)
    )
    document = Document(source=Source(name="a.hwpx", format="hwpx", sha256="0" * 64, bytes=1), blocks=made)
    return list(issuers(pieces_of(made), document))


CARD = grid(("소관부처", "환경부"), ("사업기간", "2026~2028"), ("사업내용", "마을 정원 조성"))


def test_the_form_that_opens_a_document_names_its_institution() -> None:
    assert "환경부" in in_form("규제영향분석서", CARD)


def test_a_form_with_its_author_names_its_institution_below_a_heading_too() -> None:
    assert "국토교통부" in in_form("1. 분석서", grid(("소관부처", "국토교통부"), ("작 성 자", "담당부서")))


@pytest.mark.parametrize("heading", ["Ⅰ. 추진계획", "제1장 추진계획", "1. 정원 설치", "1-1. 정원 설치"])
def test_a_cell_of_a_task_says_who_is_in_charge_of_it(heading: str) -> None:
    assert in_form("바른군 마을정원 조성계획(2026~2028)", heading, CARD) == []


def test_a_column_beside_years_says_who_is_in_charge_of_each_row() -> None:
    table = grid(("사업명", "소관부처", "2026", "2027"), ("생활SOC 복합화", "국무조정실", "600", "2,400"))
    assert in_form("바른군 마을정원 조성계획(2026~2028)", table) == []


@pytest.mark.parametrize(("ministry", "agencies"), [("", []), ("환경부", ["물결평가원"])])
def test_an_agency_is_not_the_issuer_where_the_form_leaves_its_ministry_empty(
    ministry: str, agencies: list[str]
) -> None:
    card = grid(("부처", ministry), ("회계(계정)", ""), ("수행", "전문기관(물결평가원)"))
    assert [issuer.printed for issuer in of("예산요구서", card) if issuer.rule == "agency"] == agencies


BOX = grid(("담당 부서", "물길정책국", "책임자", "과 장"), ("", "물길과", "담당자", "사무관"))


def test_the_box_at_the_end_of_a_press_release_says_whom_to_ask() -> None:
    named = [issuer.printed for issuer in of("보도자료", "물길이 늘었다", BOX) if issuer.rule == "contact-box"]
    assert named[0] == "물길정책국"
    assert not [issuer for issuer in of("물길 기본계획", BOX) if issuer.rule == "contact-box"]


CHART = grid(("", "물 길 관 리 본 부", ""), ("급수부", "", "시설부"))


@pytest.mark.parametrize(("times", "top"), [(3, ["물길관리본부"]), (2, [])])
def test_the_top_of_the_organisation_chart_is_named_where_the_text_names_it_too(times: int, top: list[str]) -> None:
    text = ["물길관리본부 운영 전략 수립"] * times
    found = of("2025년도 주요업무계획", "□ 조직·인력", CHART, *text)
    assert [issuer.printed for issuer in found if issuer.rule == "top-of-chart"] == top


def test_the_places_that_name_an_institution_are_asked_in_one_order() -> None:
    head = Paragraph(text="물결시 기본계획", place=Place(page=1), within="header")
    form = grid(("작성기관", "새솔부"), ("문서", "가"))
    lines = [Paragraph(text=text, place=Place(page=1)) for text in ("물결시", "새솔부 공고 제2026-12호", "a.go.kr")]
    blocks: tuple[Block, ...] = (head, *lines[:2], form, lines[2])
    document = Document(source=Source(name="b.hwpx", format="hwpx", sha256="0" * 64, bytes=1), blocks=blocks)
    rules = list(dict.fromkeys(issuer.rule for issuer in issuers(pieces_of(blocks), document)))
    assert rules == ["on-cover", "running-head", "in-form", "notice", "domain", "file-name"]

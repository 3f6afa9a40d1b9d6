"""Small documents and plans that the tests build for themselves; nothing here is taken from a real document."""

from __future__ import annotations

import io
import os
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path

import pytest
from msgspec.structs import replace

from normalize.plan import normalize_plan
from output.files.plan_files import plan_files
from plan.records.base import Place
from plan.records.document import Cell, Source
from plan.records.meaning import Plan
from plan.records.printed import Column, Contact, ExtractedPlan, Period, ProgramNode, YearTable
from plan.records.values import ColumnRole, PeriodBasis, TableKind
from tests.output.postgres import postgres

__all__ = ["postgres"]  # a fixture for every module of tests

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
STAGES = ("extract", "normalize", "output")

VIEWER_TEXT = (
    "결재문서 가온시 마을도서관 기본계획(2024~2027) 결재일자 2023-11-30 "
    "1-1-1 마을도서관 늘리기 □ 사업개요 ㅇ 사업대상 : 가온시민 □ 연차별 추진계획 "
    "주요사업 계 2024 2025 2026 2027 "
    "마을도서관 개관 목표(단위:개소) 10 1 2 3 4 예산(백만원) 1,000 100 200 300 400 "
    "작 성 자 도서관과장:가나다 ☎000-0000 "
    "1-1-2 책 나눔 장터 □ 사업개요 ㅇ 사업대상 : 가온시민 □ 연차별 추진계획 "
    "주요사업 계 2024 2025 2026 2027 "
    "장터 개최 목표(단위:회) 8 2 2 2 2 예산(백만원) 비예산 작 성 자 도서관과장:가나다 ☎000-0000 "
)

Words = Sequence[Sequence[str]]


def without_coverage() -> dict[str, str]:
    """This environment for a process that is stopped or held short: what measures coverage would fail in it, aloud."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def shared(name: str) -> Path:
    """A file of the folder beside the repository; the test is skipped where it is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"needs ../shared/{name}, which is not part of the repository")
    return path


@pytest.fixture
def viewer_file(tmp_path: Path) -> Path:
    """A saved viewer page with two unit programmes, clean of findings of severity error."""
    path = tmp_path / "plan.txt"
    path.write_text(VIEWER_TEXT, encoding="utf-8")
    return path


def whole_files(plan: Plan, *, with_contacts: bool = False) -> dict[str, bytes]:
    """The files of a plan as they will stand in its folder."""
    return {name: b"".join(parts) for name, parts in plan_files(plan, with_contacts=with_contacts)}


# ------------------------------------------------------------------------------------------ HWPX by hand

HP = "http://www.hancom.co.kr/hwpml/2011/paragraph"
HS = "http://www.hancom.co.kr/hwpml/2011/section"


def hwpx_paragraph(*inside: str) -> str:
    """A paragraph; what begins with ``<`` is put into its run as it is, all else is text."""
    parts = [part if part.startswith("<") else f"<hp:t>{escape(part)}</hp:t>" for part in inside]
    return f"<hp:p><hp:run>{''.join(parts)}</hp:run></hp:p>"


def hwpx_cell(row: int, column: int, *inside: str, rows: int = 1, columns: int = 1) -> str:
    """A table cell at its address with its spans."""
    return (
        f"<hp:tc><hp:subList>{hwpx_paragraph(*inside)}</hp:subList>"
        f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/><hp:cellSpan colSpan="{columns}" rowSpan="{rows}"/></hp:tc>'
    )


def hwpx_table(cells: Iterable[str], *, rows: int, columns: int, caption: str = "") -> str:
    """A table; all cells may stand in one row element, since each names its own address."""
    said = f"<hp:caption><hp:subList>{hwpx_paragraph(caption)}</hp:subList></hp:caption>" if caption else ""
    return f'<hp:tbl rowCnt="{rows}" colCnt="{columns}">{said}<hp:tr>{"".join(cells)}</hp:tr></hp:tbl>'


def hwpx_grid(words: Words, **named: str) -> str:
    """A table without merged cells."""
    cells = [hwpx_cell(r, c, text) for r, line in enumerate(words) for c, text in enumerate(line)]
    return hwpx_table(cells, rows=len(words), columns=len(words[0]), **named)


def hwpx_section(*paragraphs: str) -> str:
    """The XML of one section."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><hs:sec xmlns:hs="{HS}" xmlns:hp="{HP}">{"".join(paragraphs)}</hs:sec>'
    )


def zip_bytes(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def hwpx_bytes(*sections: str, **more: str | bytes) -> bytes:
    """An HWPX file of these sections, without the parts that no reader needs."""
    parts: dict[str, str | bytes] = {"mimetype": "application/hwp+zip"}
    parts |= {f"Contents/section{index}.xml": section for index, section in enumerate(sections)}
    return zip_bytes(parts | more)


YEAR_WORDS = (
    ("구분", "계", "2024", "2025", "2026"),
    ("나무 심기 목표(그루)", "60", "10", "20", "30"),
    ("예산(백만원)", "6", "1", "2", "3"),
)


def small_hwpx() -> bytes:
    """An HWPX plan of one year table."""
    return hwpx_bytes(
        hwpx_section(
            hwpx_paragraph("가온시 숲 가꾸기 기본계획(2024~2026)"),
            hwpx_paragraph("□ 연차별 추진계획"),
            hwpx_paragraph(hwpx_grid(YEAR_WORDS)),
        )
    )


# ---------------------------------------------------------------------------------- what a reader would give


def table_grid(words: Words, table: int = 0) -> tuple[tuple[Cell, ...], ...]:
    """A grid of cells; a cell that only says ``<`` is the one on its left, and ``^`` the one above."""
    grid: list[list[Cell]] = []
    for row, line in enumerate(words):
        cells: list[Cell] = []
        for column, text in enumerate(line):
            if text == "<":
                cells.append(cells[-1])
            elif text == "^":
                cells.append(grid[-1][column])
            else:
                place = Place(table=table, row=row, column=column)
                cells.append(Cell(text=text, row=row, column=column, place=place))
        grid.append(cells)
    return tuple(map(tuple, grid))


def year_table(
    *body: Sequence[str],
    roles: Sequence[ColumnRole | int] = ("label", "total", 2024, 2025),
    program_no: str = "P1-1-1",
    unit_text: str = "",
    kind: TableKind = "plan",
    number: int = 0,
) -> YearTable:
    """A year table with one head row; a number among the roles is a year."""
    head = [str(role) for role in roles]
    return YearTable(
        kind_rule="titled-as-plan",
        number=number,
        kind=kind,
        program_no=program_no,
        title="연차별 추진계획",
        unit_text=unit_text,
        header_rows=1,
        columns=tuple(
            Column(column=index, role="year", year=role) if isinstance(role, int) else Column(column=index, role=role)
            for index, role in enumerate(roles)
        ),
        grid=table_grid([head, *body], number),
        place=Place(table=number),
    )


def program(no: str = "P1-1-1", name: str = "마을도서관 늘리기", *, register_code: str = "") -> ProgramNode:
    """A unit programme."""
    return ProgramNode(
        no=no,
        no_printed=no.removeprefix("P"),
        level="program",
        parent_no="",
        name=name,
        place=Place(page=1),
        register_code=register_code,
    )


def extracted(
    *tables: YearTable,
    programs: Sequence[ProgramNode] | None = None,
    title: str = "가온시 마을도서관 기본계획",
    period: tuple[int, int] = (2024, 2025),
    basis: PeriodBasis = "derived",
) -> ExtractedPlan:
    """What the first stage would give for these tables."""
    return ExtractedPlan(
        source=Source(name="plan.hwpx", format="hwpx", sha256="0" * 64, bytes=1),
        title=title,
        approved="2023-11-30",
        period=Period(first=period[0], last=period[1], basis=basis, printed="", place=Place()),
        programs=(program(),) if programs is None else tuple(programs),
        year_tables=tables,
        summary_lines=(),
    )


@cache
def plan_of_every_kind() -> Plan:
    """A plan with a value of every kind that a published table can hold."""
    table = year_table(
        ("=개관 목표(개소)", "△30", "-10", "△20"),
        ("교육 목표", "50명, 3회", "20명, 1회", "30명,\n2회"),
        ("만족도 목표(%)", "-", "80.5 이상", "약 90"),
        ("예산(억원)", "7.5~9", "비예산", "미정"),
        ("운영비(백만원)", "1,201", "1,000", "200"),
        ("회의 목표(회)", "12", "1 2", ""),
    )
    named = unicodedata.normalize("NFD", "마을\n도서관\u2028늘리기")
    made = normalize_plan(
        extracted(table, programs=[program(name=named), program("P1-1-2", "@장터", register_code="1-1-③")]),
        plan_id="plan",
    )
    contact = Contact(program_no="P1-1-1", text="도서관과장:가나다 ☎000-0000", place=Place(page=1))
    return replace(made, contacts=(contact,))


def value_of(plan: Plan, year: int | None, measure: str = "target") -> Decimal | None:
    """The value of the first series of a measure in one year, or of its total."""
    found = [o for o in plan.observations if o.measure == measure and o.indicator_no == 1 and o.year == year]
    return found[0].value

"""Every rule of the audit is documented in both languages, can be told by an example, and says it with its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace

from docs.data_dictionary import DICTIONARY
from normalize.audit.case import case_of
from normalize.audit.checks.damage import NOT_OURS
from normalize.audit.document import audit
from normalize.decisions.model import (
    CellDecision,
    ColumnSaid,
    Decided,
    Decisions,
    FindingDecision,
    InheritedState,
    TableKey,
    TableRuling,
)
from normalize.findings.messages import rules
from normalize.plan import normalize_plan
from normalize.tables.observe import observe
from plan.particles import without_words
from plan.records.base import Place
from plan.records.document import Damage
from plan.records.meaning import Plan
from plan.records.printed import (
    Announced,
    Chapter,
    Column,
    Contact,
    DocumentYear,
    ExtractedPlan,
    ProgramNode,
    RowSaid,
    SummaryLine,
    SummaryPoint,
    YearTable,
)
from plan.records.values import ColumnRule, KindRule, Level, PeriodBasis
from tests.conftest import extracted, program, year_table

AT = Place(page=1, paragraph=7)
CHART = Place(page=2, table=9, row=3, column=0)
BY = Decided("확인", "홍길동", "2026-11-24", 1)
CLEAN = ("개관 목표(개소)", "30", "10", "20")
COMPARED = replace(
    year_table(("이전비", "30", "40", "10"), roles=("label", 2024, 2025, "change"), kind="comparison", number=1),
    kind_rule="two-states",
)
LATER = (2024, 2025, 2026, 2027)
FUNDED = ("label", "total", 2024, 2025)


def with_doers(*rows: tuple[str, ...]) -> YearTable:
    """A table whose second column says who does the work of each row."""
    made = year_table(*rows, roles=("label", "note", 2024, 2025))
    head = tuple(replace(cell, text="시행주체") if cell.column == 1 else cell for cell in made.grid[0])
    return replace(made, grid=(head, *made.grid[1:]))


def without_group() -> Plan:
    """A row whose place for the name of its group is blank."""
    rows = (("배움", "강좌 목표(회)", "10", "20"), ("", "쉼터 목표(개소)", "30", "40"))
    return table(*rows, roles=("label", "label", 2024, 2025))


def table(*rows: tuple[str, ...], **named: object) -> Plan:
    return normalize_plan(extracted(year_table(*rows, **named)))  # type: ignore[arg-type]


def owned(*rows: tuple[str, ...], **fields: object) -> Plan:
    """Two tables of one programme and one title; the same where no other rows are given for the second."""
    first, second = year_table(CLEAN), year_table(*(rows or (CLEAN,)), number=1)
    return normalize_plan(extracted(replace(first, **fields), replace(second, **fields)))


def not_ours(rule: KindRule) -> Plan:
    """A table of the plan beside one that is left out by a rule."""
    other = replace(year_table(CLEAN, kind="other", number=1), kind_rule=rule)
    return normalize_plan(extracted(year_table(CLEAN), other))


def document(*nodes: ProgramNode, **fields: object) -> Plan:
    made = extracted(year_table(CLEAN), programs=nodes or None)
    return normalize_plan(replace(made, **fields))


def said(first: str, last: str, total: str = "", unit: str = "개소") -> tuple[SummaryLine, ...]:
    points = (SummaryPoint(year=2024, printed=first), SummaryPoint(year=2025, printed=last))
    line = SummaryLine(name="개관", unit_text=unit, points=points, total_printed=total, program_no="P1-1-1", place=AT)
    return (line,)


def summarised(line: tuple[SummaryLine, ...], *rows: tuple[str, ...], **named: object) -> Plan:
    made = extracted(year_table(*(rows or (CLEAN,)), **named))  # type: ignore[arg-type]
    return normalize_plan(replace(made, summary_lines=line))


def page(**fields: object) -> ProgramNode:
    """A programme with a line in the chart and a page of its own."""
    known = {"register_code": "1-1-①", "heading": "마을도서관 늘리기", "chart_place": CHART}
    return replace(program(), **{**known, **fields})


def another(**fields: object) -> ProgramNode:
    made = {
        "no": "P1-1-2",
        "no_printed": "1-1-2",
        "name": "책 나눔 장터",
        "register_code": "1-1-②",
        "heading": "책 나눔 장터",
    }
    return page(**{**made, **fields})


def several(**fields: object) -> list[ProgramNode]:
    """Four programmes of one section with the same fields, as many as one finding names together."""
    return [another(no=f"P1-1-{at}", no_printed=f"1-1-{at}", **fields) for at in range(2, 6)]


def decided(
    *cells: CellDecision, findings: tuple[FindingDecision, ...] = (), tables: tuple[TableRuling, ...] = ()
) -> Plan:
    rows = (CLEAN, ("개관 목표(개소)", "30", "10", "20"))
    return normalize_plan(extracted(year_table(*rows)), decisions=Decisions(cells, findings, tables))


def ruled(key: TableKey | None = None, tables: int = 1, names: int = 1, **said: object) -> Plan:
    """What is said of the only table of a document of 2024, two rows and two columns of which are alike."""
    roles = ("label", "total", 2024, 2025, "note", "note")
    made = [year_table(*[(*CLEAN, "", "")] * 2, roles=roles, number=at) for at in range(tables)]
    heads = [[replace(cell, text="열") if cell.column > 3 else cell for cell in table.grid[0]] for table in made]
    changed = [replace(table, grid=(tuple(head), *table.grid[1:])) for table, head in zip(made, heads, strict=True)]
    nodes = [program(f"P1-1-{at + 1}", "마을도서관") for at in range(names)]
    year = DocumentYear(year=2024, rule="title", printed="2024", place=AT)
    ruling = TableRuling(key or TableKey("연차별 추진계획", "label | total | 2024 | 2025 | 열"), BY, **said)  # type: ignore[arg-type]
    document = replace(extracted(*changed, programs=nodes), document_year=year)
    return normalize_plan(document, decisions=Decisions(tables=(ruling,)))


def correction(printed: str = "30", indicator: str = "개관") -> CellDecision:
    return CellDecision("P1-1-1", "target", indicator, None, "total", None, printed, "31", None, BY)


def inherited(state: InheritedState, **fields: str) -> CellDecision:
    said = replace(correction(**fields), indicator_no=1)
    return replace(said, decided=replace(BY, plan="plan-2020", inherited=state))


def sub_total(*row: str) -> Plan:
    columns = (
        Column(column=0, role="label"),
        Column(column=1, role="total"),
        Column(column=2, role="subtotal"),
        Column(column=3, role="year", year=2024),
        Column(column=4, role="year", year=2025),
        Column(column=5, role="later"),
    )
    made = year_table(row, roles=("label", "total", "subtotal", 2024, 2025, "later"))
    return normalize_plan(extracted(replace(made, columns=columns)))


def beside_years(heads: Sequence[str], **read: Any) -> Plan:
    """A table with columns of numbers behind its years, under these heads and read as is said."""
    behind = range(3, 3 + len(heads))
    values = [str(10 * (at + 1)) for at in range(2 + len(heads))]
    made = year_table(("개관 목표(개소)", *values), roles=("label", 2024, 2025, *["note"] * len(heads)))
    texts = dict(zip(behind, heads, strict=True))
    named = [replace(cell, text=texts.get(cell.column or 0, cell.text)) for cell in made.grid[0]]
    extra = [replace(made.columns[at], printed=texts[at], **read) for at in behind]
    return normalize_plan(
        extracted(replace(made, grid=(tuple(named), *made.grid[1:]), columns=(*made.columns[:3], *extra)))
    )


def phases() -> Plan:
    """A table with two columns of several years each behind its years."""
    return beside_years(("1단계(2024~2025)", "2단계(2026~2028)"), rule="period-in-head", role="range")


def side_by_side() -> Plan:
    """A table with two columns of numbers behind its years whose heads are words that say nothing."""
    return beside_years(("동쪽", "서쪽"), rule="nothing-known")


def halves(*years: int) -> Plan:
    """A table with a column for the first half of each of some years that it does not hold whole."""
    heads = [f"{year} 상반기" for year in years]
    made = beside_years(heads, role="year", state="part", qualifier="상반기")
    columns = list(made.year_tables[0].columns)
    columns[3:] = [replace(column, year=year) for column, year in zip(columns[3:], years, strict=True)]
    return normalize_plan(extracted(replace(made.year_tables[0], columns=tuple(columns))))


def many_halves() -> Plan:
    """Four tables with a column of half a year, as many as one finding stands for."""
    (table,) = halves(2026).year_tables
    tables = (replace(table, number=at, place=replace(table.place, table=at)) for at in range(4))
    return normalize_plan(extracted(*tables))


def beside(head: str, rule: ColumnRule, *, basis: PeriodBasis = "derived", last: int = 2025) -> Plan:
    """A table with a column of numbers behind its years, in a plan whose period is stated to end with a year."""
    made = year_table(("개관 목표(개소)", "10", "20", "30"), roles=("label", 2024, 2025, "note"))
    named = [replace(cell, text=head) if cell.column == 3 else cell for cell in made.grid[0]]
    years = [replace(column, printed=str(column.year)) for column in made.columns[:3]]
    extra = replace(made.columns[3], rule=rule, role="range" if rule == "period-in-head" else "note")
    made = replace(made, grid=(tuple(named), *made.grid[1:]), columns=(*years, extra))
    return normalize_plan(extracted(made, period=(2024, last), basis=basis))


def damaged(**fields: object) -> Plan:
    known = {"place": AT, "reason_ko": "까닭", "reason_en": "reason"}
    return document(damage=(Damage(**{**known, **fields}),))


def unnamed(level: Level) -> Plan:
    """A scan whose programme says by its code alone what it stands under."""
    above = replace(program("P1-1", ""), level=level)
    return normalize_plan(
        replace(
            extracted(year_table(CLEAN), programs=(above, replace(program(), parent_no="P1-1"))),
            damage=(Damage(rule="recognised", place=Place(page=1), reason_ko="그림", reason_en="picture"),),
        )
    )


def misread(**fields: object) -> Plan:
    """The plan whose value of 2024 is another than was read, as no reading makes it."""
    made = year_table(CLEAN)
    printed = tuple(replace(column, printed=str(column.year or "")) for column in made.columns)
    of_plan = extracted(replace(made, columns=printed))
    read = observe(of_plan)
    values = [replace(o, **fields) if o.year == 2024 else o for o in read.observations]
    return replace(normalize_plan(of_plan), findings=tuple(audit(case_of(of_plan, read.indicators, values, read.rows))))


def two_labels() -> Plan:
    nodes = [program("P1-1-1", "시민참여위원회 운영"), program("P1-1-2", "정책 이행사항 점검")]
    label = ("정책 이행사항 점검 목표(회)", "30", "10", "20")
    tables = (year_table(label), year_table(label, program_no="P1-1-2", number=1))
    return normalize_plan(extracted(*tables, programs=nodes))


def announced(*counts: int) -> Plan:
    numbers = tuple(
        Announced(level="program", count=count, printed=f"{count}개 단위사업", place=AT) for count in counts
    )
    return document(program(), announced=numbers)


EOK = ("계(억원)", "101", "50", "50")
EXAMPLES: dict[str, Callable[[], Plan]] = {
    "total-mismatch": lambda: table(("개관 목표(개소)", "35", "10", "20")),
    "total-mismatch rounded": lambda: table(("사업비(억원)", "101", "50", "50")),
    "sum-mismatch": lambda: table(
        ("합계(명)", "30", "10", "21"), ("학생 목표(명)", "20", "5", "15"), ("주민 목표(명)", "10", "5", "5")
    ),
    "sum-mismatch funding": lambda: table(
        ("계(천원)", "30", "10", "20"), ("국비(천원)", "20", "5", "15"), ("시비(천원)", "15", "5", "10")
    ),
    "sum-mismatch columns": lambda: sub_total("도로(천원)", "130", "31", "10", "20", "99"),
    "sum-mismatch rounded": lambda: table(EOK, ("국비(억원)", "50", "25", "25"), ("시비(억원)", "50", "25", "25")),
    "summary-mismatch": lambda: summarised(said("11", "20")),
    "summary-mismatch sum": lambda: summarised(
        said("10", "20", "35"), ("개관 목표(개소)", "10", "20"), roles=("label", 2024, 2025)
    ),
    "summary-mismatch no-value": lambda: summarised(said("10", "25"), ("개관 목표(개소)", "10", "10", "-")),
    "summary-mismatch other-years": lambda: summarised(said("10", "10"), ("개관 목표(개소)", "10", "10", "-")),
    "cost-in-bracket": lambda: table(("쉼터 설치", "25(630)", "12(310)", "13(320)"), unit_text="(단위: 백만원)"),
    "number-malformed": lambda: table(("개관 목표(개소)", "-", "10", "160,00")),
    "label-duplicated": two_labels,
    "department-mismatch": lambda: document(
        page(department="뉴미디어담당관"),
        contacts=(Contact(program_no="P1-1-1", text="작 성 자 미디어담당관:가나다", place=AT),),
    ),
    "done-by-others": lambda: normalize_plan(extracted(with_doers(("국도 넓히기(억원)", "한국도로공사", "10", "20")))),
    "done-by-others named": lambda: table(
        ("국가 재활용률(%)", "-", "10", "20"), ("가온시 재활용률(%)", "-", "11", "21")
    ),
    "number-too-large": lambda: table(("예산(조원)", "-", "9,999,999,999,999", "20")),
    "value-out-of-line": lambda: table(("개관 목표(개소)", "400", "4,000", "400"), roles=("label", 2024, 2025, 2026)),
    "cumulative": lambda: table(("회원 목표(명)", "590(누계)", "290", "300")),
    "cumulative last": lambda: table(("회원 목표(명)", "300", "100", "300")),
    "program-without-table": lambda: document(page(), another()),
    "program-without-page": lambda: document(page(), another(heading="")),
    "program-not-in-chart": lambda: document(page(), another(chart_place=None, register_code="")),
    "program-without-table section": lambda: document(page(), *several(register_code="")),
    "program-without-page section": lambda: document(page(), *several(heading="")),
    "program-not-in-chart section": lambda: document(
        *(page(no=f"P1-2-{at}", no_printed=f"1-2-{at}", register_code="") for at in range(4)),
        *several(chart_place=None, register_code=""),
    ),
    "name-mismatch": lambda: document(page(heading="작은도서관 지원")),
    "new-mismatch": lambda: document(page(is_new_on_page=True)),
    "code-mismatch": lambda: document(page(register_code="1-1-③")),
    "count-mismatch": lambda: announced(3),
    "count-mismatch other": lambda: announced(1, 3),
    "chapter-mismatch": lambda: document(
        chapters=(Chapter(numeral="Ⅳ", title="세부 계획", place=AT, heading="추진과제", heading_place=CHART),)
    ),
    "not-as-printed": lambda: misread(value=Decimal(19)),
    "not-as-printed unit": lambda: misread(base_unit="명", unit="명", printed="10개소"),
    "not-as-printed year": lambda: misread(year=2031),
    "cell-not-read": lambda: table(("개관 목표(개소)", "-", "10", "시범운영 3개소")),
    "cell-not-read several-periods": lambda: table(("개관 목표(개소)", "30", "30", "<")),
    "cell-not-read several-rows": lambda: table(CLEAN, ("운영 목표(개소)", "^", "10", "20")),
    "cell-not-read part-of-year": lambda: table(CLEAN, ("상반기", "3", "1", "2")),
    "cell-not-read same-period": lambda: table(CLEAN, roles=("label", "total", 2024, 2024)),
    "cell-not-read source-damaged": lambda: document(
        damage=(Damage(place=Place(table=0, row=1, column=3), reason_ko="까닭", reason_en="reason"),)
    ),
    "cell-not-read cell-doubted": lambda: document(
        damage=(
            Damage(rule="object-in-cell", place=Place(table=0, row=1, column=3), reason_ko="까닭", reason_en="reason"),
        )
    ),
    "cell-not-read not-recognised": lambda: document(
        damage=(
            Damage(rule="not-recognised", place=Place(table=0, row=1, column=3), reason_ko="까닭", reason_en="reason"),
        )
    ),
    "cell-not-read not-as-seen": lambda: document(
        damage=(
            Damage(rule="not-as-seen", place=Place(table=0, row=1, column=3), reason_ko="까닭", reason_en="reason"),
        )
    ),
    "cell-not-read label-not-as-seen": lambda: normalize_plan(
        replace(
            extracted(year_table(CLEAN, ("예산(백만원)", "30", "10", "20"))),
            damage=(
                Damage(rule="not-as-seen", place=Place(table=0, row=1, column=0), reason_ko="까닭", reason_en="reason"),
            ),
        )
    ),
    "cell-not-read formula": lambda: table(("개관 목표(회)", "-", "10", "3회×12월")),
    "cell-not-read transition": lambda: table(("개관 목표(개소)", "-", "10", "10→20")),
    "cell-not-read many": lambda: table(*((f"개관 {at}(개소)", "30", "30", "<") for at in range(5))),
    "unit-missing many": lambda: table(*((f"개관 {at}", "30", "10", "20") for at in range(5))),
    "unit-missing": lambda: table(("개관 목표", "30", "10", "20"), unit_text="(단위: 가나)"),
    "unit-missing none": lambda: table(("개관 목표", "30", "10", "20")),
    "not-as-seen many": lambda: document(
        damage=tuple(
            Damage(
                rule="not-as-seen",
                place=Place(table=0, row=at, column=3),
                reason_ko="까닭",
                reason_en=f"seen ('{at}').",
            )
            for at in range(5)
        )
    ),
    "unit-conflict": lambda: table(("예산(백만원)", "-", "50명", "20")),
    "unit-conflict summary": lambda: summarised(said("10", "20", unit="건")),
    "units-mixed": lambda: table(("교육 목표", "-", "50명", "3회")),
    "units-mixed scale": lambda: table(("사업비", "-", "2억원", "300백만원")),
    "cell-empty": lambda: table(("개관 목표(개소)", "10", "", "30"), roles=("label", 2024, 2025, 2026)),
    "years-out-of-order": lambda: table(("개관 목표(개소)", "1", "2", "3"), roles=("label", 2024, 2026, 2025)),
    "period-mismatch": lambda: normalize_plan(extracted(year_table(CLEAN), period=(2031, 2032), basis="stated")),
    "period-mismatch missing": lambda: normalize_plan(
        extracted(
            year_table(("개관 목표(개소)", "1", "2", "3"), roles=("label", 2024, 2026, 2027)),
            period=(2024, 2027),
            basis="stated",
        )
    ),
    "period-mismatch edge": lambda: normalize_plan(
        extracted(
            *(
                year_table(
                    (f"{name} 개관(개소)", "1", "2", "3", "4")[:width], roles=("label", *LATER)[:width], number=at
                )
                for at, (name, width) in enumerate((("가람", 5), ("나루", 5), ("다솜", 5), ("라온", 4), ("마루", 5)))
            ),
            period=(2024, 2027),
            basis="stated",
        )
    ),
    "value-in-label all": lambda: normalize_plan(
        extracted(
            year_table(("쉼터 조성 5", "2", "3"), ("나무 심기 7", "2", "3"), roles=("label", 2025, 2026)),
            period=(2024, 2026),
            basis="stated",
        )
    ),
    "budget-counted-twice": lambda: table(
        ("예산", "30", "10", "20"), ("홍보비", "9", "4", "5"), unit_text="(단위: 백만원)"
    ),
    "budget-counted-twice programs": lambda: normalize_plan(
        extracted(
            *(
                replace(
                    year_table(
                        ("예산", "30", "10", "20"), ("홍보비", "9", "4", "5"), unit_text="(단위: 백만원)", number=at
                    ),
                    program_no=no,
                )
                for at, no in enumerate(("P1-1-1", "P1-1-2"))
            ),
            programs=(program(), program("P1-1-2", "책 나눔")),
        )
    ),
    "series-twice": lambda: table(CLEAN, ("개관 목표(개소)", "5", "2", "3")),
    "column-not-read": lambda: beside("2026 온누리", "year-not-read"),
    "column-not-read years": lambda: beside("내년", "nothing-known", basis="stated", last=2026),
    "column-not-read no-head": lambda: beside("", "no-head"),
    "column-not-read no-head-years": lambda: beside("", "no-head", basis="stated", last=2026),
    "column-not-read period": lambda: beside("2022~2025", "period-in-head"),
    "column-not-read part": lambda: halves(2026),
    "column-not-read parts": lambda: halves(2026, 2027),
    "column-not-read many": many_halves,
    "column-not-read periods": phases,
    "column-not-read side-by-side": side_by_side,
    "value-in-label": lambda: table(
        ("개관 목표(개소)", "1", "2"),
        ("나무 심기(그루) 4", "5", ""),
        ("숲길 내기(km)", "6", "7"),
        roles=("label", 2024, 2025),
    ),
    "sign-ambiguous glyph": lambda: table(("정비 목표(명)", "-", "\ue0005", "5")),
    "sign-ambiguous": lambda: table(("증감 목표(명)", "-", "▲5", "5")),
    "program-uncertain": lambda: owned(owner_rule="table-title"),
    "program-uncertain nobody": lambda: normalize_plan(
        extracted(year_table(CLEAN, kind="unclear", program_no="")),
        decisions=Decisions(
            tables=(TableRuling(TableKey("연차별 추진계획", "label | total | 2024 | 2025"), BY, kind="plan"),)
        ),
    ),
    "program-number-missing": lambda: document(program(), program("P1-1-3", "책 나눔")),
    "heading-out-of-line": lambda: damaged(rule="heading-out-of-line", quote="개관 목표"),
    "code-twice": lambda: document(program(), program("P1-1-1.2", "책 나눔")),
    "table-twice": owned,
    "table-title-twice": lambda: owned(("개관 목표(개소)", "31", "10", "21"), owner_rule="code"),
    "name-blank": without_group,
    "label-placeholder": lambda: table(("사업명 목표(건)", "30", "10", "20")),
    "table-not-understood": lambda: damaged(rule="table-not-understood"),
    "table-of-no-year": lambda: damaged(rule="table-of-no-year"),
    "tables-unclear": lambda: normalize_plan(extracted(year_table(CLEAN), year_table(CLEAN, kind="unclear", number=1))),
    "tables-not-ours": lambda: normalize_plan(
        extracted(
            year_table(CLEAN),
            replace(year_table(CLEAN, kind="other", number=1), kind_rule="a-forecast"),
            replace(year_table(CLEAN, kind="other", number=2), kind_rule="an-example"),
        )
    ),
    **{f"tables-not-ours {rule}": partial(not_ours, rule) for rule in NOT_OURS},
    "comparison-left-out": lambda: normalize_plan(
        replace(
            extracted(year_table(CLEAN), COMPARED),
            document_year=DocumentYear(year=2024, rule="cover-date", printed="2024. 1.", place=AT),
        )
    ),
    "comparison-left-out states": lambda: normalize_plan(
        extracted(
            year_table(CLEAN),
            replace(
                year_table(("이전비", "30", "40", "10", "20"), roles=("label", 2024, 2024, 2025, 2025), number=1),
                kind="comparison",
                kind_rule="two-states",
            ),
        )
    ),
    "version-replaced": lambda: beside("당초", "superseded-edition"),
    "parts-left-out": lambda: beside("본예산", "part-of-sum"),
    "source-damaged": damaged,
    "title-uncertain": lambda: document(title_rule="first-line", title_place=AT),
    "title-uncertain none": lambda: document(title="", title_rule="none"),
    "title-uncertain lost": lambda: document(title="가온시 숲 계획(2024 2027)", title_place=AT),
    "not-as-seen": lambda: damaged(rule="not-as-seen"),
    "not-recognised": lambda: damaged(rule="not-recognised", quote="5,8002"),
    "not-recognised many": lambda: document(
        damage=tuple(
            Damage(rule="not-recognised", place=Place(table=9, row=1, column=at), reason_ko="까닭", reason_en="reason")
            for at in range(4)
        )
    ),
    "recognised": lambda: damaged(rule="recognised", place=Place(page=1)),
    "recognised many": lambda: document(
        damage=tuple(
            Damage(rule="recognised", place=Place(page=at), reason_ko=f"{at}쪽", reason_en=f"page {at}")
            for at in range(1, 5)
        )
    ),
    "code-not-recognised": lambda: damaged(rule="code-not-recognised", place=Place(page=1)),
    "words-recognised": lambda: normalize_plan(
        replace(
            extracted(year_table(("개관 목표(개소)", "30", "비예를", "20"))),
            damage=(Damage(rule="recognised", place=Place(), reason_ko="까닭", reason_en="reason"),),
        )
    ),
    "payer-not-recognised": lambda: normalize_plan(
        replace(
            extracted(
                year_table(
                    ("예산(백만원)", "60", "30", "30"),
                    ("국비", "30", "10", "20"),
                    ("시비", "20", "10", "10"),
                    ("기 화", "10", "10", "0"),
                )
            ),
            damage=(Damage(rule="recognised", place=Place(), reason_ko="까닭", reason_en="reason"),),
        )
    ),
    "below-ink": lambda: damaged(rule="below-ink", place=Place(page=1), quote="가람길 정비"),
    "below-red-ink": lambda: damaged(rule="below-red-ink", place=Place(page=1), quote="가람길 정비"),
    "name-not-recognised": lambda: unnamed("strategy"),
    "name-not-recognised task": lambda: unnamed("task"),
    "label-matched": lambda: damaged(rule="label-matched", place=Place(page=1), quote="가람길 정미"),
    "listed-otherwise": lambda: damaged(rule="listed-otherwise", quote="마을도서관"),
    "planned-in-chart": lambda: damaged(rule="planned-in-chart", quote="2026년 10, 2027년 12, 2028년 14"),
    "planned-in-text": lambda: damaged(rule="planned-in-text", quote="’26년 10건, ’27년 12건, ’28년 14건"),
    "tracked-changes": lambda: damaged(rule="tracked-changes"),
    "hidden-in-source": lambda: damaged(rule="hidden-in-source", quote="C:D"),
    "linked-elsewhere": lambda: damaged(rule="linked-elsewhere", quote="3"),
    "struck-out": lambda: damaged(rule="struck-out", quote="410"),
    "unseen-text": lambda: damaged(rule="unseen-text", quote="1"),
    "covered-text": lambda: damaged(rule="covered-text"),
    "drawn-over-table": lambda: damaged(rule="drawn-over-table"),
    "object-in-cell": lambda: damaged(rule="object-in-cell", quote="a picture"),
    "correction-stale": lambda: decided(correction(printed="29")),
    "correction-unused": lambda: decided(correction(indicator="없는 지표")),
    "correction-unused ambiguous": lambda: decided(correction()),
    "correction-unused finding": lambda: decided(findings=(FindingDecision("unit-missing", "P1-1-1", "", "", BY),)),
    "correction-unused several-tables": lambda: ruled(kind="plan", tables=2),
    "correction-unused several-rows": lambda: ruled(rows=(RowSaid(label=CLEAN[0], unit="명"),)),
    "correction-unused several-columns": lambda: ruled(columns=(ColumnSaid("열", "note"),)),
    "correction-unused several-programs": lambda: ruled(program="마을도서관", names=2),
    "correction-unused edition": lambda: ruled(kind="plan", edition=2020),
    "correction-unused edition-counted": lambda: ruled(
        key=TableKey("연차별 추진계획", "label | total | 2021 | 2022 | 열"), kind="plan", edition=2020
    ),
    "correction-inherited": lambda: decided(inherited("waiting")),
    "correction-inherited unfit": lambda: decided(inherited("", printed="29")),
    "correction-stale table": lambda: ruled(key=TableKey("없는 표", "없는 머리"), kind="plan"),
    "correction-stale table-changed": lambda: ruled(key=TableKey("연차별 추진계획", "구분 | 2020"), kind="plan"),
    "correction-stale row": lambda: ruled(rows=(RowSaid(label="없는 행", unit="명"),)),
    "correction-stale column": lambda: ruled(columns=(ColumnSaid("2020", "note"),)),
    "correction-stale program": lambda: ruled(program="9-9-9"),
}
WITHOUT_CELLS = (  # they fit nothing, or tell of what is not there
    "correction-unused",
    "correction-unused finding",
    "correction-stale table",
    "title-uncertain none",
)


def wordings() -> Iterator[str]:
    for rule, row in rules().items():
        yield rule
        yield from (f"{rule} {key.removeprefix('ko-')}" for key in row if key.startswith("ko-"))


@pytest.mark.parametrize("wording", list(wordings()))
def test_a_rule_is_told_by_an_example_in_both_languages(wording: str) -> None:
    rule, _, reason = wording.partition(" ")
    row = rules()[rule]
    plan = EXAMPLES[wording]()
    suffix = f"-{reason}" if reason else ""
    found = [f for f in plan.findings if f.rule == rule and _is(f.message, row[f"ko{suffix}"])]
    assert found, [f.message for f in plan.findings]
    for entry in found:
        assert _is(entry.message_en, row[f"en{suffix}"])
        assert entry.severity == (row.get(f"severity{suffix}") or row["severity"])
        assert entry.places or wording in WITHOUT_CELLS
        assert "{" not in entry.message + entry.message_en


def _is(message: str, template: str) -> bool:
    """Whether a message is a filled-in template; rules of damage put their reason behind it."""
    pattern = ".*".join(map(re.escape, re.split(r"\{\w+(?::\w/\w|:으로/로)?\}", template)))
    return re.fullmatch(f"{pattern}.*", message, re.DOTALL) is not None


@pytest.mark.parametrize("rule", ["summary-mismatch", "number-malformed", "total-mismatch", "sum-mismatch"])
def test_a_rule_of_what_may_be_misread_does_not_blame_the_print(rule: str) -> None:
    sentences = {key: said for key, said in rules()[rule].items() if re.fullmatch(r"(ko|en)(-(?!rounded).+)?", key)}
    assert len(sentences) >= 2
    for key, said in sentences.items():
        assert ("읽" in said and "원문과 견주어" in said) if key.startswith("ko") else "look at the print" in said, key


def test_no_example_is_of_a_rule_that_is_not_there() -> None:
    assert set(EXAMPLES) == set(wordings())


@pytest.mark.parametrize("rule", list(rules()))
def test_a_rule_is_in_the_data_dictionary(rule: str) -> None:
    row = rules()[rule]
    section = DICTIONARY.read_text(encoding="utf-8").partition("## Rules of the audit")[2].partition("\n## ")[0]
    for words in (
        f"| `{rule}` | {row['severity']} |",
        row["about_en"],
        row["about_ko"],
        row["en"],
        without_words(row["ko"]),
    ):
        assert words.strip() in section


def test_a_clean_document_with_everything_in_it_has_no_finding() -> None:
    nodes = (page(department="도서관과"),)
    made: ExtractedPlan = replace(
        extracted(year_table(CLEAN), programs=nodes, title="가온시 계획(2024~2025)"),
        summary_lines=said("10", "20", "30개소"),
        announced=(Announced(level="program", count=1, printed="1개 단위사업", place=AT),),
        chapters=(Chapter(numeral="Ⅰ", title="여건", place=AT, heading="여 건", heading_place=CHART),),
        contacts=(Contact(program_no="P1-1-1", text="작 성 자 도서관과장:가나다", place=AT),),
    )
    assert normalize_plan(made).findings == ()


def test_tables_of_a_plan_without_programmes_are_its_own() -> None:
    """A heading that names a programme elsewhere, or two tables of one title, leaves open whose they are."""

    def uncertain(title: str, rule: str) -> bool:
        first = replace(year_table(CLEAN), owner_rule="document")
        second = replace(year_table(CLEAN, number=1), title=title, owner_rule=rule, place=Place(paragraph=9, table=9))
        plan = normalize_plan(extracted(first, second))
        return any(found.rule == "program-uncertain" for found in plan.findings)

    assert not uncertain("재원별 조달", "document")
    assert uncertain("재원별 조달", "heading")
    assert uncertain(year_table(CLEAN).title, "document")

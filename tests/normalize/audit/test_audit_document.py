"""The document against itself: summaries, labels and departments against the tables, and numbers out of line."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.planted import KINDS, change_digit, change_unit, planted, swap_digits, turn_sign
from gongpyo.pipeline import read_plan, read_tables
from normalize.cells.malformed import malformed_number
from normalize.plan import normalize_plan
from plan.records.base import Place
from plan.records.meaning import Finding, Plan
from plan.records.printed import Contact, ProgramNode, SummaryLine, SummaryPoint, YearTable
from tests.conftest import extracted, program, year_table
from tests.golden import SEOUL

CUSTOMER = Path(__file__).parents[4] / "shared/seed/seoul-citizen-participation-2024-2027.opengov.txt"
FORMATS = ("plan.hwp", "plan.hwpx", "plan.pdf", "plan.opengov.txt", "plan.opengov.html")
LINE = Place(page=1, paragraph=7)
AGAINST_ITSELF = {  # rule, programme, expected, actual
    ("summary-mismatch", "P2-4-1", "2024, 2026", "50명"),
    ("summary-mismatch", "P2-4-1", "2024, 2026", "1회"),
    ("number-malformed", "P2-4-3", "", "160,00건"),
    ("unit-conflict", "P2-4-3", "명", "건"),
    ("unit-conflict", "P4-1-2", "개", "개소"),
    ("label-duplicated", "P4-2-1", "시민참여위원회 운영", "시민참여 정책 이행사항 점검 (4-2-2)"),
    ("department-mismatch", "P1-3-2", "뉴미디어담당관", "미디어담당관"),
    ("cumulative", "P1-1-1", "36500", "137,000"),
    ("cumulative", "P1-3-1", "155", "590(누계)"),
    ("name-mismatch", "P3-3-4", "시민참여 옴브즈만 운영", "시민참여 옴부즈만 운영"),
    ("name-mismatch", "P3-4-2", "온전한 시민성을 실현하는 자원봉사", "시민성 강화를 위한 자원봉사 역량"),
    ("name-mismatch", "P4-1-1", "평생교육 플랫폼 서울런 4050 운영", "서울런4050, 중장년 직업역량 지원"),
}
IN_THE_ORIGINAL = {("chapter-mismatch", "", "추진과제별 세부 추진계획", "주요 추진과제(상세)")}
ERRORS = {("total-mismatch", "P3-1-5", "77", "96"), ("total-mismatch", "P3-1-6", "36", "26")}


@pytest.mark.parametrize("source", [*FORMATS, "customer"])
def test_the_seoul_plan_against_itself(source: str) -> None:
    path = CUSTOMER if source == "customer" else SEOUL / source
    if not path.exists():
        pytest.skip("the customer's document is not part of the project")
    plan = read_plan(path)
    seen = {(f.rule, f.program_no, f.expected, f.actual): f.severity for f in plan.findings}
    known = ("total-mismatch", "code-mismatch", "label-placeholder", "program-without-table")
    more = IN_THE_ORIGINAL if source == "customer" else set()
    assert {key for key in seen if key[0] not in known} == AGAINST_ITSELF | more
    assert {key for key, severity in seen.items() if severity == "error"} == ERRORS


def line(
    first: str, last: str, total: str = "", *, unit: str = "개소", name: str = "개관", no: str = "P1-1-1"
) -> SummaryLine:
    points = (SummaryPoint(year=2024, printed=first), SummaryPoint(year=2025, printed=last))
    return SummaryLine(name=name, unit_text=unit, points=points, total_printed=total, program_no=no, place=LINE)


def found(said: SummaryLine, *body: tuple[str, ...], **named: object) -> list[Finding]:
    made = extracted(year_table(*body, **named))  # type: ignore[arg-type]
    plan = normalize_plan(replace(made, summary_lines=(said,)))
    return [entry for entry in plan.findings if entry.rule != "label-duplicated"]


ROW = ("개관 목표(개소)", "30", "10", "20")


@pytest.mark.parametrize(
    ("said", "expected", "actual", "difference", "column"),
    [
        (line("11", "20", "30개소"), "10", "11", "1", 2),
        (line("10", "25", "30개소"), "20", "25", "5", 3),
        (line("10", "20", "33개소"), "30", "33개소", "3", 1),
    ],
)
def test_a_value_that_is_not_the_tables_is_found_with_the_line_and_the_cell(
    said: SummaryLine, expected: str, actual: str, difference: str, column: int
) -> None:
    (entry,) = found(said, ROW)
    assert (entry.rule, entry.severity) == ("summary-mismatch", "warning")
    assert (entry.expected, entry.actual, entry.difference) == (expected, actual, difference)
    assert entry.places == (LINE, Place(table=0, row=1, column=column), Place(table=0, row=1, column=0))
    assert actual in entry.message and expected in entry.message_en


@pytest.mark.parametrize(
    ("said", "row"),
    [
        (line("10", "20", "30개소"), ROW),
        (line("10", "20"), ROW),  # no total
        (line("약 11", "20개소 이상", "30"), ROW),  # not exact
        (line("10", "20", "30", no=""), ROW),  # of no programme
        (line("0.5", "1", "1.5억원", unit="억원"), ("예산(백만원)", "150", "50", "100")),
        (line("0.5", "1", "2억원", unit="억원"), ("예산(백만원)", "154", "52", "102")),  # rounded
        (line("1", "2", "3천명", unit="천명"), ("참여 목표(명)", "3,000", "1,000", "2,000")),
        (line("5억", "6억", unit="원"), ROW),  # money of a programme without a budget
        (line("80", "90", unit="%"), ("만족도 목표(%)", "90", "80", "90")),
    ],
)
def test_a_summary_that_agrees_or_cannot_be_compared_is_no_finding(said: SummaryLine, row: tuple[str, ...]) -> None:
    assert found(said, row) == []


def test_a_value_of_another_year_says_where_the_table_has_it() -> None:
    said = line("50명,1회", "50명,1회", "50명, 1회", unit="명, 회")
    entries = found(said, ("교육 목표(단위:명,회)", "50명, 1회", "50명, 1회", "-"))
    assert [(e.expected, e.actual) for e in entries] == [("2024", "50명"), ("2024", "1회")]
    assert entries[0].places == (LINE, *(Place(table=0, row=1, column=column) for column in (3, 2, 0)))


def test_a_value_that_the_table_has_nowhere() -> None:
    (entry,) = found(line("10", "25"), ("개관 목표(개소)", "10", "10", "미정"))
    assert (entry.expected, entry.actual) == ("미정", "25")


def test_a_composite_line_is_compared_series_by_series() -> None:
    rows = (("자문 목표(건)", "60", "30", "30"), ("간담회 목표(회)", "4", "2", "2"))
    assert found(line("30, 2", "30, 2", "60건, 4회", unit="건, 회"), *rows) == []
    (entry,) = found(line("30, 2", "30, 3", "60건, 4회", unit="건, 회"), *rows)
    assert (entry.record, entry.expected, entry.actual, entry.difference) == ("간담회 (2025)", "2", "3회", "1")


def test_the_series_that_fits_best_is_meant_and_none_where_none_fits() -> None:
    rows = (("회원 목표(명)", "30", "10", "20"), ("방문 목표(명)", "300", "100", "200"))
    (entry,) = found(line("100", "210", "300명", unit="명", name="방문"), *rows)
    assert (entry.record, entry.expected, entry.actual) == ("방문 (2025)", "200", "210")
    assert found(line("7", "8", "15명", unit="명", name="기타"), *rows) == []


def test_a_total_that_only_the_summary_prints_is_compared_with_the_sum() -> None:
    roles = ("label", 2024, 2025)
    (entry,) = found(line("10", "20", "35개소"), ("개관 목표(개소)", "10", "20"), roles=roles)
    assert (entry.expected, entry.actual, entry.difference) == ("30", "35개소", "5")
    assert [place.column for place in entry.places] == [None, 1, 2, 0]
    assert found(line("10", "20", "35개소"), ("누적 개관 목표(개소)", "10", "20"), roles=roles) == []


@pytest.mark.parametrize(
    ("said", "units"),
    [
        (line("10", "20", "30개", unit="개"), [("개소", "개")]),
        (line("10", "20", "30건"), [("개소", "건")]),
        (line("10", "20", "3,0000건"), [("개소", "건")]),
        (line("10", "20", "30", unit=""), []),
    ],
)
def test_another_counter_is_a_unit_conflict_and_no_wrong_sum(said: SummaryLine, units: list[tuple[str, str]]) -> None:
    entries = [entry for entry in found(said, ROW) if entry.rule != "number-malformed"]
    assert [(entry.rule, entry.expected, entry.actual) for entry in entries] == [
        ("unit-conflict", *pair) for pair in units
    ]


@pytest.mark.parametrize(
    "text", ["160,00건", "160,00", "1234,567", "12,3456명", "1,,200", "△160,00", "1,234,56", "１６０，００"]
)
def test_misplaced_separators(text: str) -> None:
    assert malformed_number(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "160,000건",
        "1,200",
        "3,4",
        "1,2,3",
        "2024,25",
        "2024.1.2.",
        "5명, 12회",
        "",
        "3,400.5",
        "160,00뭉치",
        "12,34개소",
    ],
)
def test_lists_dates_and_sound_numbers_are_not_malformed(text: str) -> None:
    assert malformed_number(text) is None


def test_a_malformed_cell_is_found_once() -> None:
    (entry,) = _of(_plan(("개관 목표(개소)", "-", "10", "160,00")), "number-malformed")
    assert (entry.severity, entry.actual, entry.places) == ("warning", "160,00", (Place(table=0, row=1, column=3),))


def _plan(*body: tuple[str, ...], **named: object) -> Plan:
    return normalize_plan(extracted(year_table(*body, **named)))  # type: ignore[arg-type]


def _of(plan: Plan, rule: str) -> list[Finding]:
    return [entry for entry in plan.findings if entry.rule == rule]


@pytest.mark.parametrize(
    ("years", "suspect"),
    [
        (("400", "4,000", "410"), []),  # more than 2 % beside ten times the last year
        (("400", "4,000", "400"), ["4,000"]),
        (("400", "402,000", "401"), ["402,000"]),
        (("400", "3,000", "400"), []),
        (("4", "40", "400"), []),
        (("0", "0", "0"), []),
        (("400", "-", "400"), []),
        (("△4", "△40", "△4"), []),
    ],
)
def test_values_that_are_a_power_of_ten_of_their_neighbours(years: Sequence[str], suspect: list[str]) -> None:
    plan = _plan(("개관 목표(개소)", *years), roles=("label", 2024, 2025, 2026))
    entries = _of(plan, "value-out-of-line")
    assert [entry.actual for entry in entries] == suspect
    assert all(entry.severity == "info" and len(entry.places) == 3 for entry in entries)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("회원 목표(명)", "590(누계)", "290", "300"), [("300", "590(누계)", "290")]),
        (("회원 목표(명, 누적)", "590", "290", "300"), [("300", "590", "290")]),
        (("회원 목표(명, 누적)", "300", "290", "300"), []),
        (ROW, []),
    ],
)
def test_summed_levels_are_a_note(row: tuple[str, ...], said: list[tuple[str, str, str]]) -> None:
    entries = _of(_plan(row), "cumulative")
    assert [(entry.expected, entry.actual, entry.difference) for entry in entries] == said
    assert {entry.severity for entry in entries} <= {"info"}


NODES = [program("P1-1-1", "시민참여위원회 운영"), program("P1-1-2", "정책 이행사항 점검")]


def _two(left: str, right: str) -> list[Finding]:
    tables: list[YearTable] = [
        year_table((left, "30", "10", "20")),
        year_table((right, "30", "10", "20"), program_no="P1-1-2", number=1),
    ]
    return _of(normalize_plan(extracted(*tables, programs=NODES)), "label-duplicated")


def test_the_label_of_another_programme_is_found() -> None:
    (entry,) = _two("정책 이행 사항 점검 목표(회)", "정책 이행사항 점검 목표(회)")
    assert (entry.program_no, entry.severity) == ("P1-1-1", "warning")
    assert {Place(table=0, row=1, column=0), Place(table=1, row=1, column=0)} <= set(entry.places)
    assert len(_two("정책 이행사항 점검 목표(회)", "횟수 목표(회)")) == 1  # the name is enough


@pytest.mark.parametrize(
    "label",
    ["사업비(백만원)", "국비", "계", "참여인원 목표(명)", "목표(회)", "사업명 목표(회)"],
)
def test_words_that_many_tables_share_are_not_of_another_programme(label: str) -> None:
    assert _two(label, label) == []


def _departments(chart: str, *page: str) -> list[tuple[str, str]]:
    node: ProgramNode = replace(program(), department=chart)
    contacts = tuple(Contact(program_no=node.no, text=text, place=LINE) for text in page)
    made = replace(extracted(year_table(ROW), programs=[node]), contacts=contacts)
    return [(f.expected, f.actual) for f in _of(normalize_plan(made), "department-mismatch")]


@pytest.mark.parametrize(
    ("chart", "page"),
    [
        ("자치행정과", "작 성 자 자치행정과장:가나다 ☎1"),
        ("시민감사 옴부즈만위원회", "작 성 자 시민감사옴부즈만위원장:가나다 ☎1"),
        ("시 자원봉사센터", "작 성 자 市 자원봉사센터 경영기획부장:가나다 ☎1"),
        ("디지털정책담당관", "작 성 자 디지털정책담당관과장:가나다"),
        ("1인가구담당관", "작 성 자 1인가구담당관:가나다"),
        ("소방재난본부", "작 성 자 안전지원과장:가나다"),  # a division of the headquarters
        ("전 부서", "작 성 자 뉴미디어담당관:가나다"),
        ("자치행정과", "작 성 자 가나다 과장:☎1"),  # no office, but a name
        ("자치행정과", "작 성 자"),
        ("", "작 성 자 자치행정과장:가나다"),
    ],
)
def test_departments_that_agree_or_cannot_be_compared(chart: str, page: str) -> None:
    assert _departments(chart, page) == []


def test_another_department_of_the_same_rank_is_found_without_a_name() -> None:
    wanted = [("뉴미디어담당관", "미디어담당관")]
    assert _departments("뉴미디어담당관", "작 성 자 미디어담당관:가나다 ☎1") == wanted
    assert _departments("뉴미디어담당관", "작 성 자", "미디어담당관 ☎1", "팀장 ☎2") == wanted


@pytest.fixture(scope="module")
def trial() -> list[tuple[str, bool, bool]]:
    results = planted(read_tables(SEOUL / "plan.opengov.txt"), count=100, seed=7)
    return [(error.kind, bool(error.breaks), seen) for error, seen in results]


@pytest.mark.parametrize("kind", KINDS)
def test_planted_errors_that_break_a_check_are_found(kind: str, trial: list[tuple[str, bool, bool]]) -> None:
    breaking = [seen for name, breaks, seen in trial if name == kind and breaks]
    assert breaking and all(breaking)


def test_a_kind_of_error_always_changes_its_text() -> None:
    chance = random.Random(3)
    for change in (swap_digits, change_digit, turn_sign):
        assert any(change("1,234", chance) != "1,234" for _ in range(5))
    for text in ("개관 목표(단위: 명)", "예산(백만원)", "1,800명"):
        assert change_unit(text, chance) != text

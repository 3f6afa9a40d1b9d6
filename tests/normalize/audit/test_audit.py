"""Every cell in scope is answered for, and what does not add up is a finding with its cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from normalize.audit.checks.outline import same_code
from normalize.findings.messages import rules
from normalize.plan import normalize_plan
from plan.errors import PlanError
from plan.grid import cell_key
from plan.records.base import Place
from plan.records.document import Damage
from plan.records.meaning import Finding, Plan
from plan.records.printed import Chapter, YearTable
from plan.records.values import ColumnRole
from tests.conftest import extracted, program, value_of, year_table

CLEAN = ("개관 목표(개소)", "30", "10", "20")


def _plan(*body: tuple[str, ...], **named: object) -> Plan:
    return normalize_plan(extracted(year_table(*body, **named)))  # type: ignore[arg-type]


def _found(plan: Plan, rule: str) -> list[Finding]:
    return [entry for entry in plan.findings if entry.rule == rule]


def test_a_clean_table_has_no_findings() -> None:
    plan = _plan(CLEAN, ("예산(백만원)", "1,000", "400", "600"))
    assert plan.findings == ()
    assert [(i.measure, i.name, i.unit, i.totals_agree) for i in plan.indicators] == [
        ("target", "개관", "개소", True),
        ("budget", "예산", "백만원", True),
    ]
    assert (value_of(plan, 2024), value_of(plan, 2025), value_of(plan, None)) == (10, 20, 30)
    assert [o.base_value for o in plan.observations if o.measure == "budget"] == [10**9, 4 * 10**8, 6 * 10**8]


def test_a_total_that_is_not_the_sum_is_an_error_with_both_numbers_and_the_cells() -> None:
    plan = _plan(("개관 목표(개소)", "35", "10", "20"))
    (found,) = plan.findings
    assert (found.rule, found.severity, found.program_no) == ("total-mismatch", "error", "P1-1-1")
    assert (found.expected, found.actual, found.difference) == ("30", "35", "5")
    assert [(place.row, place.column) for place in found.places] == [(1, 1), (1, 2), (1, 3)]
    assert "35" in found.message and "30" in found.message_en
    assert plan.indicators[0].totals_agree is False


def test_rounded_decimals_may_miss_their_total_by_half_a_place_each() -> None:
    assert _plan(("예산(억원)", "3.1", "1.5", "1.5")).findings == ()
    assert [f.rule for f in _plan(("예산(억원)", "3.3", "1.5", "1.5")).findings] == ["total-mismatch"]


@pytest.mark.parametrize(
    "row",
    [
        ("만족도 목표(%)", "90", "80", "90"),
        ("순위 목표(위)", "1", "3", "1"),
        ("개관 목표(개소, 누적)", "20", "10", "20"),
    ],
)
def test_rates_ranks_and_running_totals_are_not_summed(row: tuple[str, ...]) -> None:
    assert _found(_plan(row), "total-mismatch") == []


def test_a_total_that_repeats_the_last_year_is_a_level_of_a_target_and_a_slip_of_a_budget() -> None:
    (found,) = _plan(("회원 목표(명)", "300", "100", "300")).findings
    assert (found.rule, found.severity, found.expected, found.actual) == ("cumulative", "info", "400", "300")
    assert [(place.row, place.column) for place in found.places] == [(1, 1), (1, 2), (1, 3)]
    assert [f.rule for f in _plan(("예산(백만원)", "300", "100", "300")).findings] == ["total-mismatch"]
    assert [f.rule for f in _plan(("회원 목표(명)", "100", "300", "100")).findings] == ["total-mismatch"]


def test_the_points_of_a_score_do_not_add_up() -> None:
    plan = _plan(("만족도 목표(점)", "82", "80", "84"))
    assert plan.indicators[0].value_kind == "level"
    assert _found(plan, "total-mismatch") == []


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (CLEAN, "flow"),
        (("개관 목표(개소)", "31", "10", "20"), ""),
        (("개관 목표(개소)", "10", "10", "0"), ""),
        (("만족도 목표(점)", "30", "10", "20"), "level"),
    ],
)
def test_a_printed_total_that_adds_up_tells_that_the_years_do(row: tuple[str, ...], kind: str) -> None:
    plan = _plan(row)
    assert plan.indicators[0].value_kind == kind
    assert {o.value_kind for o in plan.observations} == {kind}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (("개관 목표(개소)", "30", "미정", "10", "20"), "flow"),
        (("개관 목표(개소)", "30", "10", "20", "미정"), "flow"),
        (("개관 목표(개소)", "35", "미정", "10", "20"), ""),  # the total may hold something for that year
        (("개관 목표(개소)", "30", "미정", "미정", "30"), ""),
    ],
)
def test_a_total_of_the_years_that_are_decided_tells_that_they_add_up(row: tuple[str, ...], kind: str) -> None:
    plan = normalize_plan(extracted(year_table(row, roles=("label", "total", 2024, 2025, 2026))))
    (indicator,) = plan.indicators
    assert (indicator.value_kind, indicator.totals_agree) == (kind, None)
    assert _found(plan, "total-mismatch") == []


def test_a_total_marked_as_running_belongs_to_yearly_levels() -> None:
    plan = _plan(("회원 목표(명)", "590(누계)", "290", "300"))
    assert plan.indicators[0].value_kind == "level"
    assert value_of(plan, None) == 590


@pytest.mark.parametrize("label", ["개관 목표(단위: )", "개관 목표", "개관 목표(단위: 뭉치)"])
def test_an_unknown_unit_is_found_and_never_converted(label: str) -> None:
    plan = _plan((label, "30", "10", "20"))
    (found,) = plan.findings
    assert (found.rule, found.severity) == ("unit-missing", "warning")
    assert [o.value for o in plan.observations] == [30, 10, 20]
    assert {o.base_value for o in plan.observations} == {None}


def test_many_of_one_table_with_one_cause_are_one_finding_with_all_places() -> None:
    plan = _plan(*((f"개관 {at}", "30", "10", "20") for at in range(5)))
    (found,) = plan.findings
    assert (found.rule, found.record, found.difference) == ("unit-missing", "개관 0", "5")
    assert {place.row for place in found.places} == {None, 1, 2, 3, 4, 5}
    assert found.message_en.startswith("5 rows of one table")
    merged = _plan(*((f"개관 {at}(개소)", "30", "30", "<") for at in range(5)))
    (told,) = merged.findings
    assert (told.rule, told.difference, merged.cells.findings) == ("cell-not-read", "5", 5)
    few = _plan(*((f"개관 {at}(개소)", "30", "30", "<") for at in range(3)))
    assert len(few.findings) == 3


def test_the_tables_unit_stands_for_rows_without_their_own() -> None:
    plan = _plan(("시설비", "30", "10", "20"), unit_text="(단위: 백만원)")
    assert plan.findings == ()
    assert plan.observations[0].base_value == 30_000_000
    assert plan.indicators[0].measure == "budget"


@pytest.mark.parametrize(
    "cell", ["160,00", "1 200", "10~5", "10→20", "3회×12월", "시범운영 3개소", "10뭉치", "12,34개소"]
)
def test_a_cell_that_is_no_single_value_is_found_and_publishes_no_number(cell: str) -> None:
    plan = _plan(("개관 목표(개소)", "-", "10", cell))
    (found,) = _found(plan, "cell-not-read")
    assert found.actual == cell
    assert [(place.row, place.column) for place in found.places] == [(1, 3)]
    observation = next(o for o in plan.observations if o.year == 2025)
    assert observation.value is observation.base_value is observation.value_min is None
    assert observation.status in ("unreadable", "text")
    assert observation.printed == cell
    assert plan.cells.findings == 1


def test_a_broken_cell_keeps_its_total_from_being_checked_against_a_part() -> None:
    plan = _plan(("개관 목표(개소)", "30", "10", "2,0"))
    assert plan.indicators[0].computed_total is None
    assert _found(plan, "total-mismatch") == []


def test_a_number_that_covers_two_years_belongs_to_neither() -> None:
    plan = _plan(("개관 목표(개소)", "30", "30", "<"))
    assert [o.value for o in plan.observations if o.period_type == "year"] == [None, None]
    assert {f.rule for f in plan.findings} == {"cell-not-read"}


def test_a_word_that_covers_two_years_is_said_of_both() -> None:
    plan = _plan(("예산(백만원)", "비예산", "<", "<"))
    assert [o.status for o in plan.observations] == ["non_budget"] * 3
    assert plan.findings == ()


def test_a_number_that_two_rows_share_belongs_to_neither() -> None:
    plan = _plan(("개관 목표(개소)", "30", "10", "20"), ("운영 목표(개소)", "^", "10", "20"))
    totals = [o for o in plan.observations if o.period_type == "total"]
    assert [o.value for o in totals] == [None, None]
    assert _found(plan, "cell-not-read")


def test_a_cell_with_two_values_becomes_two_indicators() -> None:
    plan = _plan(("교육 목표", "50명, 3회", "20명, 1회", "30명, 2회"))
    assert [(i.unit, i.printed_total, i.computed_total) for i in plan.indicators] == [("명", 50, 50), ("회", 3, 3)]
    assert [o.value for o in plan.observations if o.indicator_no == 2] == [3, 1, 2]


def test_a_unit_of_another_kind_is_found_and_the_cells_own_is_taken() -> None:
    plan = _plan(("예산(백만원)", "-", "50명", "20"))
    (found,) = _found(plan, "unit-conflict")
    assert found.actual == "50명"
    assert next(o.base_unit for o in plan.observations if o.year == 2024) == "명"


def test_a_sign_that_is_used_both_ways_is_found() -> None:
    (found,) = _found(_plan(("증감 목표(명)", "-", "▲5", "5")), "sign-ambiguous")
    assert found.actual == "▲5"


def test_a_programme_without_a_table_is_noted() -> None:
    plan = normalize_plan(extracted(year_table(CLEAN), programs=[program(), program("P1-1-2", "책 나눔 장터")]))
    (found,) = plan.findings
    assert (found.rule, found.severity, found.program_no) == ("program-without-table", "info", "P1-1-2")
    assert "책 나눔 장터" in found.message


@pytest.mark.parametrize(
    ("contents", "heading", "told"),
    [
        ("2025년 주요 업무계획", "2025년도 주요업무계획", 0),
        ("주요 업무계획", "2026년도 주요업무계획", 0),
        ("’26년 주요 업무계획", "2026년 주요업무계획", 0),
        ("2025년 주요 업무계획", "2026년도 주요업무계획", 1),
        ("2026년 주요 업무계획", "2026년 추진 실적", 1),
        ("도서관 운영 계획", "도서관 지도 운영 계획", 1),
    ],
)
def test_a_chapter_is_named_otherwise_where_more_than_the_year_of_the_plan_differs(
    contents: str, heading: str, told: int
) -> None:
    at = Place(paragraph=1)
    chapter = Chapter(numeral="Ⅳ", title=contents, place=at, heading=heading, heading_place=Place(paragraph=9))
    plan = normalize_plan(replace(extracted(year_table(CLEAN)), chapters=(chapter,)))
    assert len(_found(plan, "chapter-mismatch")) == told


@pytest.mark.parametrize(("count", "told"), [(3, ["1", "2", "3"]), (4, [""]), (53, [""])])
def test_many_programmes_of_one_section_without_a_table_are_one_note(count: int, told: list[str]) -> None:
    section = replace(program("P1-2", "책 읽는 마을"), level="task")
    others = [program(f"P1-2-{at}", f"책 나눔 {at}") for at in range(1, count + 1)]
    plan = normalize_plan(extracted(year_table(CLEAN), programs=[program(), section, *others]))
    found = _found(plan, "program-without-table")
    assert [f.program_no.removeprefix("P1-2").removeprefix("-") for f in found] == told
    assert all(any(f"'{node.name}'" in f.message and node.name in f.message_en for f in found) for node in others)


def test_a_table_about_the_past_is_not_published_and_does_not_count_as_a_plan() -> None:
    past = year_table(CLEAN, kind="actual", program_no="P1-1-2", number=1)
    plan = normalize_plan(extracted(year_table(CLEAN), past, programs=[program(), program("P1-1-2", "장터")]))
    assert {o.program_no for o in plan.observations} == {"P1-1-1"}
    assert plan.cells.in_scope == len(CLEAN)
    assert [(f.rule, f.program_no) for f in plan.findings] == [("program-without-table", "P1-1-2")]
    assert len(plan.year_tables) == 2


def test_a_document_whose_year_tables_are_all_of_another_kind_is_refused() -> None:
    with pytest.raises(PlanError) as refused:
        normalize_plan(extracted(year_table(CLEAN, kind="actual")))
    assert refused.value.code == "no-plan-table"


@pytest.mark.parametrize(
    ("chart", "agrees"), [("1-1-①", True), ("1-1-1", True), ("1-1-②", False), ("2-1-1", False), ("", True)]
)
def test_a_programme_numbered_differently_in_the_chart_is_found(chart: str, agrees: bool) -> None:
    plan = normalize_plan(extracted(year_table(CLEAN), programs=[program(register_code=chart)]))
    found = _found(plan, "code-mismatch")
    assert (found == []) is agrees
    assert all((f.expected, f.actual) == (chart, "1-1-1") for f in found)


def test_a_circled_number_beyond_the_twentieth_is_the_same_code() -> None:
    assert same_code("1-1-㉑") == same_code("1-1-21") == "1-1-21"


def test_the_forms_own_words_are_replaced_by_the_programmes_name_and_found() -> None:
    plan = _plan(("사업명 목표(건)", "30", "10", "20"))
    assert plan.indicators[0].name == "마을도서관 늘리기"
    assert [f.rule for f in plan.findings] == ["label-placeholder"]


@pytest.mark.parametrize(("rule", "severity"), [("source-damaged", "error"), ("table-not-understood", "warning")])
def test_damage_is_said_with_its_reason_and_its_place(rule: str, severity: str) -> None:
    place = Place(page=4)
    damage = Damage(
        rule=rule,  # type: ignore[arg-type]
        place=place,
        reason_ko="까닭",
        reason_en="the reason",
        quote="표",
    )
    plan = normalize_plan(replace(extracted(year_table(CLEAN)), damage=(damage,)))
    (found,) = plan.findings
    assert (found.rule, found.severity, found.places) == (rule, severity, (place,))
    assert "까닭" in found.message and "the reason" in found.message_en


def test_a_document_without_a_year_table_is_refused() -> None:
    with pytest.raises(PlanError) as refused:
        normalize_plan(extracted())
    assert refused.value.code == "no-year-table"


@pytest.mark.parametrize("plan_id", ["가온시", "../x", "A", "-a", "a" * 82, "a/b", "a b", "a\n"])
def test_a_plan_id_is_plain_or_refused(plan_id: str) -> None:
    with pytest.raises(PlanError) as refused:
        normalize_plan(extracted(year_table(CLEAN)), plan_id=plan_id)
    assert refused.value.code == "plan-id"


def test_every_rule_speaks_both_languages() -> None:
    for name, row in rules().items():
        assert row["severity"] in ("error", "warning", "info"), name
        for key in [key for key in row if key.startswith("ko")]:
            assert row[key].strip() and row[key.replace("ko", "en", 1)].strip(), (name, key)


LABELS = st.sampled_from(
    ["개관 목표(개소)", "교육 목표", "예산(백만원)", "산출근거", "", "비고", "국비", "사업명 목표(건)", "^"]
)
CELLS = st.sampled_from(
    ["10", "1,200", "-", "", "비예산", "미정", "50명, 1회", "5~9", "1 2", "▲5", "60→70", "설명", "=1", "<", "^"]
)


@st.composite
def _tables(draw: st.DrawFn) -> YearTable:
    body: list[tuple[str, ...]] = []
    for row in range(draw(st.integers(1, 5))):
        line = [draw(LABELS.filter(lambda text: text != "^")) if not row else draw(LABELS)]
        line += [draw(CELLS.filter(lambda text: text != "^")) if not row else draw(CELLS) for _ in range(4)]
        body.append(tuple("10" if index == 1 and text == "<" else text for index, text in enumerate(line)))
    return year_table(
        *body,
        roles=draw(st.sampled_from([("label", "total", 2024, 2025, "note"), ("label", 2023, 2024, 2025, "later")])),
    )


def _plan_with_values(table: YearTable) -> Plan:
    """The plan of a table; one in which nothing can be read is refused, and no example of this."""
    try:
        return normalize_plan(extracted(table))
    except PlanError as error:
        assert error.code == "no-values"
        reject()


@given(_tables())
@settings(max_examples=150, deadline=None)
def test_cells_in_scope_are_read_ignored_or_found(table: YearTable) -> None:
    plan = _plan_with_values(table)
    body = {cell_key(cell) for row in table.grid[table.header_rows :] for cell in row}
    cells = plan.cells
    assert cells.in_scope == len(body)
    assert cells.in_scope == cells.read + cells.ignored + cells.findings
    assert min(cells.read, cells.ignored, cells.findings) >= 0


@given(_tables())
@settings(max_examples=120, deadline=None)
def test_an_observation_has_a_number_exactly_where_its_status_says_so(table: YearTable) -> None:
    plan = _plan_with_values(table)
    for o in plan.observations:
        assert (o.value is not None) is (o.status == "value")
        assert (o.value_min is not None) is (o.value_max is not None) is (o.status == "range")
        assert o.base_value is None or o.base_value == (o.value or 0) * (o.scale or 0)
        assert o.printed in {cell.text for row in table.grid for cell in row}
    keys = [(o.program_no, o.measure, o.indicator_no, o.period_type, o.year) for o in plan.observations]
    assert len(keys) == len(set(keys))


@given(years=st.lists(st.integers(0, 10**9), min_size=2, max_size=2), slip=st.integers(-5, 5))
@settings(deadline=None)
def test_a_total_agrees_exactly_where_it_is_the_sum(years: list[int], slip: int) -> None:
    total = sum(years) + slip
    plan = _plan(("예산(백만원)", f"{total:,}" if total >= 0 else f"△{-total:,}", *(f"{year:,}" for year in years)))
    assert plan.indicators[0].computed_total == Decimal(sum(years))
    assert bool(_found(plan, "total-mismatch")) is (slip != 0)


YEARS = ("개관(개소)", "1", "2", "3", "4")


@pytest.mark.parametrize(
    ("row", "last", "told"), [(("사업비", "4", "5", "1"), "change", 0), (("사업비", "4", "5", "6"), "note", 1)]
)
def test_a_comparison_of_two_years_leaves_no_year_of_the_plan_out(
    row: tuple[str, ...], last: ColumnRole, told: int
) -> None:
    usual = [year_table(YEARS, roles=("label", *range(2024, 2028)), number=at) for at in range(9)]
    other = year_table(row, roles=("label", 2023, 2024, last), unit_text="(단위: 백만원)", number=9)
    plan = normalize_plan(extracted(*usual, other, period=(2024, 2027), basis="stated"))
    assert len(_found(plan, "period-mismatch")) == told


@pytest.mark.parametrize(("head", "told"), [("최종목표(2027)", 0), ("2027", 1)])
def test_a_last_year_that_is_headed_as_the_goal_leaves_out_what_lies_before_it(head: str, told: int) -> None:
    table = year_table(("개관(개소)", "1", "2", "4"), roles=("label", 2024, 2025, 2027))
    *years, last = table.columns
    goal = replace(table, columns=(*years, replace(last, printed=head)))
    plan = normalize_plan(extracted(goal, period=(2024, 2027), basis="stated"))
    assert len(_found(plan, "period-mismatch")) == told


@pytest.mark.parametrize(("title", "told"), [("2024년 추진계획", 0), ("추진계획", 1), ("2024년·2025년 추진계획", 1)])
def test_a_table_whose_title_names_all_its_years_leaves_none_out(title: str, told: int) -> None:
    usual = [year_table(YEARS, roles=("label", *range(2024, 2028)), number=at) for at in range(9)]
    other = year_table(("개관(개소)", "4"), roles=("label", 2024), number=9)
    plan = normalize_plan(extracted(*usual, replace(other, title=title), period=(2024, 2027), basis="stated"))
    assert len(_found(plan, "period-mismatch")) == told


@pytest.mark.parametrize(
    ("second", "told"), [(("사업비(백만원)", "30", "10", "20"), 0), (("개관 목표(개소)", "9", "4", "5"), 1)]
)
def test_targets_and_budgets_of_a_programme_may_stand_in_two_tables_of_one_title(
    second: tuple[str, ...], told: int
) -> None:
    tables = [year_table(CLEAN), year_table(second, number=1)]
    plan = normalize_plan(extracted(*(replace(table, owner_rule="code") for table in tables)))
    assert len(_found(plan, "table-title-twice")) == told


def test_tables_that_are_left_out_are_named_by_title_or_head_and_alike_ones_once() -> None:
    others = [year_table(CLEAN, kind="unclear", number=at) for at in (1, 2, 3)]
    others[2] = replace(others[2], title="")
    (found,) = _found(normalize_plan(extracted(year_table(CLEAN), *others)), "tables-unclear")
    head = " | ".join(dict.fromkeys(cell.text for cell in others[2].grid[0] if cell.text))
    assert found.record == f"'{others[0].title}' ×2, '{head}'"


def test_a_cell_of_a_row_without_a_name_is_told_by_the_title_of_its_table() -> None:
    plan = normalize_plan(extracted(replace(year_table(("", "30", "시범운영 3개소", "20")), title="개관 목표(개소)")))
    assert [found.record for found in _found(plan, "cell-not-read")] == ["개관 목표(개소)"]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("가온시 물길 정비계획(2024~2027)", 0),
        ("가온시 물길 정비계획(2024 2027)", 1),
        ("가온시 물길 정비계획(2024\ufffd2027)", 1),
        ("가온시 물길 정비계획(2024년)", 0),
    ],
)
def test_a_title_that_has_lost_a_character_is_told(title: str, told: int) -> None:
    made = replace(extracted(year_table(CLEAN), title=title), title_rule="largest")
    assert len(_found(normalize_plan(made), "title-uncertain")) == told


@pytest.mark.parametrize(
    ("title", "file", "told"),
    [
        ("가온시 물길 정비", "(붙임) 가온시_물길정비(최종).hwpx", 0),
        ("가온시 물길 정비", "문서1.hwpx", 1),
        ("정보화", "정보화.hwpx", 1),
    ],
)
def test_a_first_line_that_the_file_is_named_for_is_a_title(title: str, file: str, told: int) -> None:
    made = replace(extracted(year_table(CLEAN), title=title), title_rule="first-line")
    plan = normalize_plan(replace(made, source=replace(made.source, name=file)))
    assert len(_found(plan, "title-uncertain")) == told


def test_a_number_that_was_misread_in_a_picture_is_no_slip_of_the_document() -> None:
    table = year_table(("개관 목표(개소)", "30", "10", "160,00"))
    cell = next(cell for row in table.grid for cell in row if cell.text == "160,00")
    misread = Damage(rule="not-recognised", place=cell.place, reason_ko="까닭", reason_en="reason", quote=cell.text)
    rules = {
        bool(damage): {found.rule for found in normalize_plan(replace(extracted(table), damage=damage)).findings}
        for damage in ((), (misread,))
    }
    assert "number-malformed" in rules[False] and "number-malformed" not in rules[True]
    assert "not-recognised" in rules[True]

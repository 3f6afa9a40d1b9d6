"""Corrections as data: applied on every run and in every format, beside what is printed, and never where stale."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from gongpyo.cli.application import run
from gongpyo.pipeline import check, convert, read_plan, read_tables
from normalize.decisions.file import decisions_in, read_decisions
from normalize.decisions.model import CellDecision, Decided, Decisions, FindingDecision
from normalize.decisions.skeleton import with_open_findings
from normalize.plan import normalize_plan
from plan.errors import ExitCode, PlanError
from plan.records.document import Damage
from plan.records.meaning import Finding, Observation, Plan
from tests.conftest import extracted, program, year_table
from tests.golden import SEOUL

PLAN_ID = "seoul-citizen-participation-2024-2027"
BY = Decided("원문 확인", "홍길동", "2026-11-24", 1)
TOTAL = CellDecision("P1-1-1", "target", "개관", None, "total", None, "35", "30", None, BY)
ROW = ("개관 목표(개소)", "35", "10", "20")
SLIPS = """\
# 담당자 확인 (2026-11-24)
version: 1
corrections:
  - program: 3-1-5            # 숙의예산
    measure: budget
    indicator: 예산
    period: total
    printed: 96
    value: 77
    reason: 연도별 합이 맞음
    who: 홍길동
    when: 2026-11-24
  - program: P3-1-6
    measure: target
    indicator: 공론장(서울시민에게 묻습니다) 운영
    period: total
    printed: "26"
    value: 36건
    reason: 부서 확인
    who: 홍길동
    when: 2026-11-24
findings:
  - rule: department-mismatch
    program: P1-3-2
    accepted: true
    reason: 조직 개편
    who: 홍길동
    when: 2026-11-24
"""
ENTRY = "corrections:\n- program: P1-1-1\n  measure: target\n  indicator: 개관\n  period: 2024\n  printed: '10'\n"
SIGNED = "  reason: 확인\n  who: 홍길동\n  when: 2026-11-24\n"


def reviewed(*decisions: CellDecision, rows: tuple[tuple[str, ...], ...] = (ROW,), **named: object) -> Plan:
    made = extracted(year_table(*rows, **named))  # type: ignore[arg-type]
    return normalize_plan(made, decisions=Decisions(decisions))


def at(plan: Plan, year: int | None = None, no: int = 1) -> Observation:
    return next(o for o in plan.observations if o.year == year and o.indicator_no == no)


def still_open(plan: Plan) -> list[str]:
    return [found.rule for found in plan.findings if not found.resolution]


def settled(plan: Plan) -> list[tuple[str, str]]:
    return [(found.rule, found.resolution) for found in plan.findings if found.resolution]


def test_a_corrected_total_keeps_what_is_printed_and_settles_its_finding() -> None:
    plan = reviewed(TOTAL)
    total = at(plan)
    assert (total.value, total.base_value, total.printed, total.review_status) == (30, 30, "35", "corrected")
    assert (plan.indicators[0].printed_total, plan.indicators[0].totals_agree) == (30, True)
    assert settled(plan) == [("total-mismatch", "corrected 2026-11-24: 원문 확인")]
    assert still_open(plan) == []
    assert at(plan, 2024).review_status == "unreviewed"


def test_sums_are_checked_anew_after_a_correction() -> None:
    plan = reviewed(replace(TOTAL, value="31"))
    (found,) = [entry for entry in plan.findings if not entry.resolution]
    assert (found.rule, found.expected, found.actual) == ("total-mismatch", "30", "31")
    assert len(settled(plan)) == 1


def test_a_confirmed_total_stands_as_printed_and_its_finding_is_settled() -> None:
    plan = reviewed(replace(TOTAL, value=""))
    assert (at(plan).value, at(plan).review_status) == (35, "confirmed")
    assert settled(plan) == [("total-mismatch", "confirmed 2026-11-24: 원문 확인")]


def test_to_confirm_one_year_does_not_settle_the_total() -> None:
    plan = reviewed(replace(TOTAL, period="year", year=2024, printed="10", value=""))
    assert at(plan, 2024).review_status == "confirmed"
    assert still_open(plan) == ["total-mismatch"]


@pytest.mark.parametrize(
    ("value", "status", "wanted"),
    [("2,000", None, ("value", 2000)), ("비예산", None, ("non_budget", None)), ("", "undecided", ("undecided", None))],
)
def test_a_cell_that_could_not_be_read_is_given_its_value(value: str, status: str, wanted: tuple[str, int]) -> None:
    row = ("개관 목표(개소)", "-", "2,0", "20")
    decision = CellDecision("P1-1-1", "target", "개관", None, "year", 2024, "2,0", value, status, BY)  # type: ignore[arg-type]
    plan = reviewed(decision, rows=(row,))
    cell = at(plan, 2024)
    assert (cell.status, cell.value) == wanted
    assert (cell.printed, cell.review_status) == ("2,0", "corrected")
    assert still_open(plan) == []


def test_what_a_picture_left_in_doubt_is_settled_when_all_of_its_cells_are_decided() -> None:
    read = extracted(year_table(("개관 목표(개소)", "-", "2,0", "20")))
    places = [at(normalize_plan(read), year).place for year in (2024, 2025)]
    doubts = [Damage(rule="not-recognised", place=place, reason_ko="흐림.", reason_en="Faint.") for place in places]
    made = replace(read, damage=tuple(doubts))
    years = zip((2024, 2025), ("2,0", "20"), strict=True)
    both = [CellDecision("P1-1-1", "target", "개관", None, "year", year, text, "20", None, BY) for year, text in years]
    one = normalize_plan(made, decisions=Decisions((both[0],)))
    assert "not-recognised" in still_open(one)
    all_of_them = normalize_plan(made, decisions=Decisions(tuple(both)))
    assert ("not-recognised", "corrected 2026-11-24: 원문 확인") in settled(all_of_them)


def test_a_correction_survives_an_inserted_column_a_moved_row_and_other_blanks() -> None:
    plan = reviewed(
        TOTAL,
        rows=(("운영 목표(회)", "-", "-", "3", "3"), ("개관  목표 (개소)", "3", " 35 ", "10", "20")),
        roles=("label", 2023, "total", 2024, 2025),
    )
    assert next(o for o in plan.observations if o.review_status == "corrected").value == 30


def test_a_correction_whose_text_is_no_longer_there_is_stale_and_not_applied() -> None:
    plan = reviewed(TOTAL, rows=(("개관 목표(개소)", "30", "10", "20"),))
    (found,) = plan.findings
    assert (found.rule, found.severity, found.expected, found.actual) == ("correction-stale", "error", "35", "30")
    assert found.places == (at(plan).place,)
    assert {o.review_status for o in plan.observations} == {"unreviewed"}


@pytest.mark.parametrize(
    "decision",
    [
        replace(TOTAL, program_no="P9-9-9"),
        replace(TOTAL, indicator="없는 지표"),
        replace(TOTAL, period="year", year=2031),
        replace(TOTAL, measure="budget"),
    ],
)
def test_a_correction_that_fits_nothing_is_reported(decision: CellDecision) -> None:
    unused = [found for found in reviewed(decision).findings if found.rule == "correction-unused"]
    assert [found.record for found in unused] == [decision.named()]


def test_of_two_rows_of_one_name_the_one_that_prints_the_text_is_meant() -> None:
    rows = (ROW, ("개관 목표(회)", "7", "3", "4"))
    assert at(reviewed(TOTAL, rows=rows)).value == 30
    same = (ROW, ("개관 목표(회)", "35", "10", "25"))
    assert "correction-unused" in still_open(reviewed(TOTAL, rows=same))
    assert at(reviewed(replace(TOTAL, indicator_no=1), rows=same)).value == 30


def test_one_series_of_a_cell_with_two_values_is_corrected() -> None:
    rows = (("교육 목표", "50명, 4회", "20명, 1회", "30명, 2회"),)
    decision = CellDecision("P1-1-1", "target", "교육", 2, "total", None, "50명,4회", "3회", None, BY)
    plan = reviewed(decision, rows=rows)
    assert [(at(plan, None, no).value, at(plan, None, no).review_status) for no in (1, 2)] == [
        (50, "unreviewed"),
        (3, "corrected"),
    ]
    assert still_open(plan) == []


def test_an_accepted_finding_is_settled_and_one_that_is_not_there_reported() -> None:
    made = extracted(year_table(("개관 목표(개소)", "30", "10", "20")), programs=[program(register_code="1-1-②")])
    accepted = FindingDecision("code-mismatch", "P1-1-1", "", "1-1-1", BY)
    plan = normalize_plan(made, decisions=Decisions(findings=(accepted, replace(accepted, actual="1-1-9"))))
    assert settled(plan) == [("code-mismatch", "accepted 2026-11-24: 원문 확인")]
    assert still_open(plan) == ["correction-unused"]


@pytest.mark.parametrize("source", ["plan.hwp", "plan.hwpx", "plan.pdf", "plan.opengov.txt"])
def test_corrections_of_the_seoul_plan_fit_every_format_and_every_run(source: str, tmp_path: Path) -> None:
    folder = tmp_path / PLAN_ID
    folder.mkdir()
    (folder / "corrections.yaml").write_text(SLIPS, encoding="utf-8")
    for _ in range(2):
        assert run(["convert", str(SEOUL / source), "-o", str(tmp_path), "--quiet"]) == ExitCode.CLEAN
        assert (folder / "corrections.yaml").read_text(encoding="utf-8") == SLIPS
        plan = check(folder)
        assert [found.rule for found in plan.findings if not found.resolution and found.severity == "error"] == []
        with (folder / "budgets.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["review_status"] == "corrected"]
        assert [(row["program_no"], row["amount"], row["amount_krw"], row["printed"]) for row in rows] == [
            ("P3-1-5", "77", "77000000", "96")
        ]
        with (folder / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
            decided = {(row["rule"], row["program_id"][-6:]): row["resolution"] for row in csv.DictReader(file)}
        assert decided["total-mismatch", "P3-1-5"] == "corrected 2026-11-24: 연도별 합이 맞음"
        assert decided["department-mismatch", "P1-3-2"] == "accepted 2026-11-24: 조직 개편"
        assert "홍길동" not in (folder / "plan.json").read_text(encoding="utf-8")


def test_a_stale_correction_is_exit_code_6_whatever_the_findings(viewer_file: Path, tmp_path: Path) -> None:
    plan, folder = convert(viewer_file, tmp_path / "out", plan_id="p")
    first = plan.observations[0]
    text = ENTRY.replace("개관", plan.indicators[0].name).replace("'10'", "'11'") + "  value: 1\n" + SIGNED
    (folder / "corrections.yaml").write_text(text, encoding="utf-8")
    command = ["convert", str(viewer_file), "-o", str(tmp_path / "out"), "--plan-id", "p", "--findings-ok", "-q"]
    assert first.program_no == "P1-1-1"
    assert run(command) == ExitCode.STALE_CORRECTIONS
    assert run(["check", str(folder), "--json"]) == ExitCode.STALE_CORRECTIONS


@pytest.mark.parametrize(
    ("text", "line", "quoted"),
    [
        ("corrections: [", 1, "corrections: ["),
        ("corrections:\n- program: 'x\n", 2, "program"),
        ("corections: []\n", 1, "corections"),
        ("version: 2\n", 1, "version: 2"),
        ("corrections: 96\n", 1, "corrections: 96"),
        ("corrections:\n- 96\n", 2, "- 96"),
        (ENTRY.replace("  period: 2024\n", ""), 2, "program: P1-1-1"),
        (ENTRY.replace("2024", "24"), 5, "period: 24"),
        (ENTRY.replace("target", "goal"), 3, "measure: goal"),
        (ENTRY + "  value: 5\n", 2, "program: P1-1-1"),
        (ENTRY + "  value: 뭔가\n" + SIGNED, 7, "value: 뭔가"),
        (ENTRY + "  value: 50명, 1회\n" + SIGNED, 7, "value: 50명"),
        (ENTRY + "  status: unknown\n" + SIGNED, 7, "status: unknown"),
        (ENTRY + "  confirmed: yes\n" + SIGNED, 7, "confirmed: yes"),
        (ENTRY + "  value: 5\n  confirmed: true\n" + SIGNED, 8, "confirmed: true"),
        (ENTRY + "  value: 5\n" + SIGNED.replace("11-24", "11-31"), 10, "when: 2026-11-31"),
        (ENTRY + "  value: 5\n  value: 6\n" + SIGNED, 8, "value: 6"),
        (ENTRY + "  no: 일\n  value: 6\n" + SIGNED, 7, "no: 일"),
        (ENTRY + f"  no: {'9' * 5000}\n  value: 6\n" + SIGNED, 7, "no: 9"),
        ("findings:\n- rule: no-such-rule\n", 2, "rule: no-such-rule"),
        ("findings:\n- program: P1\n", 2, "program: P1"),
        ("version: 1\n" + "[" * 1_000_000, 2, "[["),
        ("[{" * 500_000 + "}]" * 500_000, 1, "[{"),
        ("a: &a [*a]\n", 1, "a: &a"),
    ],
)
def test_a_malformed_file_is_an_error_that_quotes_its_line(text: str, line: int, quoted: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlanError) as refused:
        read_decisions(path)
    error = refused.value
    assert (error.code, error.exit_code) == ("corrections-malformed", ExitCode.INPUT)
    assert error.details["line"] == line
    for language in ("ko", "en"):
        assert quoted in error.message(language)


def test_brackets_in_words_are_no_nesting(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text(f"# {'[1] {2} ' * 100}\n", encoding="utf-8")
    assert read_decisions(path) == Decisions()


def test_the_example_of_the_readme_is_read_as_it_is_meant(tmp_path: Path) -> None:
    text = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    path = tmp_path / "corrections.yaml"
    path.write_text(text.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    decisions = read_decisions(path)
    assert [(made.program_no, made.printed, made.value) for made in decisions.cells] == [("P3-1-5", "96", "77")]
    assert [made.rule for made in decisions.findings] == ["department-mismatch"]


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PlanError) as refused:
        read_decisions(path)
    assert refused.value.code == "corrections-unreadable"
    assert read_decisions(tmp_path / "none.yaml") == Decisions()


def test_numbers_are_taken_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text(ENTRY.replace("'10'", "1.10") + "  value: 0.30\n" + SIGNED, encoding="utf-8")
    (decision,) = read_decisions(path).cells
    assert (decision.printed, decision.value, decision.year) == ("1.10", "0.30", 2024)


def test_the_skeleton_has_an_open_entry_for_each_finding_and_keeps_what_is_written() -> None:
    plan = read_plan(SEOUL / "plan.hwpx")
    text, added = with_open_findings("", plan, "ko")
    asking = [found for found in plan.findings if found.severity != "info"]
    assert added == len(asking)  # the two of one cell are one entry for each of its two series
    assert all(found.message in text for found in asking)
    again, more = with_open_findings(text, plan, "ko")
    assert (again, more) == (text, 0)
    mine = text.replace("    value:\n", "    value: 77   # 확인함\n", 1)
    assert "# 확인함" in with_open_findings(mine, plan, "en")[0]


def test_a_skeleton_changes_nothing_until_it_is_filled_in(tmp_path: Path) -> None:
    plan = read_plan(SEOUL / "plan.hwpx")
    path = tmp_path / "corrections.yaml"
    path.write_text(with_open_findings("", plan, "en")[0], encoding="utf-8")
    assert read_decisions(path) == Decisions(file=str(path))
    filled = path.read_text(encoding="utf-8").replace(
        '    printed: "96"\n    value:\n    reason:\n    who:\n    when:\n',
        '    printed: "96"\n    value: 77\n    reason: 합\n    who: 홍\n    when: 2026-11-24\n',
    )
    path.write_text(filled, encoding="utf-8")
    decisions = read_decisions(path)
    again = normalize_plan(read_tables(SEOUL / "plan.hwpx"), decisions=decisions)
    errors = [found for found in again.findings if found.severity == "error" and not found.resolution]
    assert [found.program_no for found in errors] == ["P3-1-6"]


def test_check_says_the_same_as_the_run_that_wrote_the_folder(tmp_path: Path) -> None:
    plan, folder = convert(SEOUL / "plan.pdf", tmp_path)
    again = check(folder)
    assert again.findings == plan.findings
    assert (again.observations, again.indicators, again.cells) == (plan.observations, plan.indicators, plan.cells)
    assert run(["check", str(tmp_path), "--quiet"]) == ExitCode.FINDINGS


def test_the_commands_speak_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    convert(SEOUL / "plan.opengov.txt", tmp_path)
    assert run(["check", str(tmp_path), "--json"]) == ExitCode.FINDINGS
    (said,) = json.loads(capsys.readouterr().out)["plans"]
    assert said["plan_id"] == PLAN_ID
    assert {msgspec.convert(found, Finding).rule for found in said["open"]} >= {"total-mismatch"}
    assert run(["corrections", str(tmp_path), "--json"]) == ExitCode.CLEAN
    (written,) = json.loads(capsys.readouterr().out)["corrections"]
    assert written["added"] > 0 and Path(written["file"]).exists()


def test_a_folder_without_a_plan_is_an_error_of_the_input(tmp_path: Path) -> None:
    assert run(["check", str(tmp_path)]) == ExitCode.INPUT
    (tmp_path / "plan.json").write_text("{}", encoding="utf-8")
    assert run(["check", str(tmp_path)]) == ExitCode.INPUT


def refused(*decisions: CellDecision, **named: object) -> str:
    with pytest.raises(PlanError) as error:
        reviewed(*decisions, **named)  # type: ignore[arg-type]
    assert (error.value.code, error.value.exit_code) == ("corrections-contradict", ExitCode.INPUT)
    return f"{error.value.en}\n{error.value.ko}"


BUDGET = CellDecision("P1-1-1", "budget", "예산", None, "total", None, "35", "30", None, BY)
MONEY_ROW = ("예산(백만원)", "35", "10", "20")


@pytest.mark.parametrize("value", ["77명", "50%", "3개소", "약 30㎡", "10~20명"])
def test_a_value_of_another_kind_than_its_cell_is_refused(value: str) -> None:
    said = refused(replace(BUDGET, value=value, value_line=7), rows=(MONEY_ROW,))
    assert "line 7" in said and "7행" in said
    assert said.count(f"value: {value}") == 2 and said.count("백만원") == 2


@pytest.mark.parametrize(("value", "unit"), [("30백만원", "개소"), ("30%", "개소")])
def test_a_count_is_not_corrected_to_money_or_a_rate(value: str, unit: str) -> None:
    assert unit in refused(replace(TOTAL, value=value))


def test_a_budget_without_a_unit_is_money_all_the_same() -> None:
    assert "77명" in refused(replace(BUDGET, value="77명"), rows=(("예산", "35", "10", "20"),))


@pytest.mark.parametrize("value", ["30", "30백만원", "30,000천원", "0.3억원", "비예산", "-", "미정", "25~30"])
def test_a_value_in_any_unit_of_the_kind_of_its_cell_is_taken(value: str) -> None:
    plan = reviewed(replace(BUDGET, value=value), rows=(MONEY_ROW,))
    assert at(plan).review_status == "corrected"
    assert at(plan).base_value in (30_000_000, None)


@pytest.mark.parametrize("value", ["30개", "30곳", "30개소"])
def test_things_are_counted_in_any_counter_of_things(value: str) -> None:
    assert at(reviewed(replace(TOTAL, value=value))).value == 30


OTHERS = [replace(TOTAL, value="31"), replace(TOTAL, value="", status="undecided"), replace(TOTAL, value="")]


@pytest.mark.parametrize("other", OTHERS, ids=["value", "status", "confirmed"])
def test_two_entries_that_disagree_on_a_cell_are_refused_with_both_lines(other: CellDecision) -> None:
    first, second = replace(TOTAL, decided=replace(BY, line=3)), replace(other, decided=replace(BY, line=12))
    said = refused(first, second)
    assert "line 12" in said and "line 3" in said and "12행" in said and "3행" in said
    assert "value: 30" in said and second.says in said
    assert refused(second, first)


def test_two_names_of_one_cell_do_not_hide_that_they_disagree() -> None:
    assert "value: 31" in refused(TOTAL, replace(TOTAL, indicator="", indicator_no=1, value="31"))


@pytest.mark.parametrize("value", ["30", "30개소", " 30 "])
def test_two_entries_that_say_the_same_may_stand(value: str) -> None:
    plan = reviewed(TOTAL, replace(TOTAL, value=value))
    assert (at(plan).value, at(plan).review_status) == (30, "corrected")
    assert still_open(plan) == []


ACCEPTED = (
    "- rule: total-mismatch\n  program: P1-1-1\n  accepted: true\n  reason: {}\n  who: 홍길동\n  when: 2026-11-24\n"
)


def test_a_finding_accepted_for_two_reasons_is_refused_with_both_lines(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text("findings:\n" + ACCEPTED.format("조직 개편") + ACCEPTED.format("오타"), encoding="utf-8")
    with pytest.raises(PlanError) as error:
        read_decisions(path)
    assert error.value.exit_code == ExitCode.INPUT
    assert "line 8" in error.value.en and "line 2" in error.value.en
    path.write_text("findings:\n" + 2 * ACCEPTED.format("조직 개편"), encoding="utf-8")
    assert len(read_decisions(path).findings) == 1


def test_the_line_of_a_value_and_the_file_are_named(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text(ENTRY + "  value: 77명\n" + SIGNED, encoding="utf-8")
    decisions = read_decisions(path)
    with pytest.raises(PlanError) as error:
        normalize_plan(extracted(year_table(("개관 목표(%)", "35", "10", "20"))), decisions=decisions)
    assert f"'{path}' line 7, 'value: 77명'" in error.value.en
    assert f"'{path}' 7행 'value: 77명'" in error.value.ko


def test_a_period_that_the_series_does_not_have_is_said() -> None:
    plan = reviewed(replace(TOTAL, period="year", year=2031))
    assert "correction-unused" in still_open(plan)
    assert at(plan).review_status == "unreviewed"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (ENTRY + "  value:5\n" + SIGNED, 7, "빈칸을 둡니다"),
        (ENTRY + "\tvalue: 5\n" + SIGNED, 7, "탭"),
        (ENTRY.replace("'10'", "'10") + "  value: '5'\n" + SIGNED, 6, "따옴표의 짝"),
        (ENTRY + '  value: "5\n' + SIGNED, 7, "닫히지"),
        (ENTRY + "  reason: 합: 5\n", 7, "쌍점"),
        (ENTRY + "  reason: [확인\n  who: 홍\n", 7, "큰따옴표로"),
        (ENTRY + "  value: 5\x01\n" + SIGNED, 7, "U+0001"),
        (ENTRY + SIGNED, 2, "정한 것이 없습니다"),
        ("findings:\n- rule: total-mismatch\n" + SIGNED, 2, "accepted: true"),
        ("tables:\n- head: 구분\n" + SIGNED, 2, "kind, program"),
    ],
)
def test_a_slip_of_the_pen_is_told_in_korean_with_the_line_that_is_meant(text: str, line: int, said: str) -> None:
    with pytest.raises(PlanError) as refused_file:
        decisions_in(text, Path("corrections.yaml"))
    assert (refused_file.value.details["line"], said in refused_file.value.ko) == (line, True), refused_file.value.ko
    assert f"line {line}" in refused_file.value.en and not any("가" <= c <= "힣" for c in refused_file.value.en[-60:])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_file_that_notepad_has_saved_is_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_bytes((ENTRY + "  value: 5\n" + SIGNED).replace("\n", "\r\n").encode(encoding))
    (decision,) = read_decisions(path).cells
    assert (decision.indicator, decision.decided.reason) == ("개관", "확인")

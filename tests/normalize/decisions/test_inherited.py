"""What was decided of a plan holds for the same plan in another file, and is only proposed to the next edition."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from gongpyo.cli.application import run
from gongpyo.pipeline import check, convert
from normalize.decisions.file import decisions_in
from normalize.decisions.inherited import OfKin, with_inherited
from normalize.decisions.model import Decisions
from plan.errors import ExitCode, PlanError
from plan.records.meaning import Plan
from tests.conftest import VIEWER_TEXT, hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

FILE = "corrections.yaml"
SIGNED = "  reason: 원문 확인\n  who: 홍길동\n  when: 2026-11-24\n"
CELL = "- program: P1-1-1\n  measure: target\n  no: 1\n  period: total\n  printed: '10'\n  value: {}\n"
DECIDED = "corrections:\n" + CELL.format(11) + SIGNED
FIRST, SAME, NEXT = "garam-2024", "garam-2024-again", "garam-2025"


def later(text: str) -> str:
    """The same plan a year later."""
    for year in range(2027, 2023, -1):
        text = text.replace(str(year), str(year + 1))
    return text


def made(folder: Path, plan_id: str, text: str) -> Plan:
    source = folder / f"{plan_id}.txt"
    source.write_text(text, encoding="utf-8")
    return convert(source, folder / "out", plan_id=plan_id, with_report=False)[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a plan of which something is decided."""
    made(tmp_path, FIRST, VIEWER_TEXT)
    (tmp_path / "out" / FIRST / FILE).write_text(DECIDED, encoding="utf-8")
    return tmp_path


def total(plan: Plan) -> tuple[object, str]:
    return next((o.value, o.review_status) for o in plan.observations if o.printed == "10")


def told(plan: Plan) -> list[tuple[str, str]]:
    return [
        (found.expected, found.actual)
        for found in plan.findings
        if found.rule == "correction-inherited" and not found.resolution
    ]


def test_the_same_plan_in_another_file_has_the_decision(folder: Path) -> None:
    plan = made(folder, SAME, VIEWER_TEXT.replace("개요 ㅇ", "개요  ㅇ"))
    assert (total(plan), told(plan)) == ((11, "corrected"), [])
    assert total(check(folder / "out" / SAME)) == (11, "corrected")


def test_what_the_same_plan_prints_otherwise_is_told_and_not_applied(folder: Path) -> None:
    plan = made(folder, SAME, VIEWER_TEXT.replace("개소) 10 1 2 3 4", "개소) 12 1 2 3 6"))
    assert told(plan) == [("value: 11", FIRST)]
    assert {o.review_status for o in plan.observations} == {"unreviewed"}


def test_another_edition_waits_for_a_yes(folder: Path) -> None:
    plan = made(folder, NEXT, later(VIEWER_TEXT))
    assert (total(plan), told(plan)) == ((10, "unreviewed"), [("value: 11", FIRST)])
    out = folder / "out"
    path = out / NEXT / FILE
    assert run(["corrections", str(out), "--quiet"]) == ExitCode.CLEAN
    written = path.read_text(encoding="utf-8")
    assert "inherited: waiting" in written and f"from: {FIRST}" in written
    assert run(["corrections", str(out), "--quiet"]) == ExitCode.CLEAN
    assert path.read_text(encoding="utf-8") == written, "what waits already is not written again"
    assert total(check(out / NEXT)) == (10, "unreviewed")
    path.write_text(written.replace("waiting\n", "yes\n"), encoding="utf-8")
    assert (total(check(out / NEXT)), told(check(out / NEXT))) == ((11, "corrected"), [])
    path.write_text(written.replace("inherited: waiting\n", "inherited: no\n"), encoding="utf-8")
    assert (total(check(out / NEXT)), told(check(out / NEXT))) == ((10, "unreviewed"), [])


def test_what_the_edition_decides_itself_comes_first(folder: Path) -> None:
    path = folder / "out" / NEXT / FILE
    path.parent.mkdir()
    path.write_text(DECIDED.replace("value: 11", "confirmed: true"), encoding="utf-8")
    plan = made(folder, NEXT, later(VIEWER_TEXT))
    assert (total(plan), told(plan)) == ((10, "confirmed"), [])


@pytest.mark.parametrize("text", ["가온시 마을도서관", "바다시 갯벌"])
def test_a_plan_of_another_title_or_without_its_programmes_inherits_nothing(folder: Path, text: str) -> None:
    other = VIEWER_TEXT.replace("가온시 마을도서관 기본계획", f"{text} 보전계획")
    plan = made(folder, SAME, later(other))
    assert (total(plan), told(plan)) == ((10, "unreviewed"), [])


def test_a_broken_file_of_another_plan_is_no_reason_to_refuse_this_one(folder: Path) -> None:
    (folder / "out" / FIRST / FILE).write_text("corrections: [", encoding="utf-8")
    assert told(made(folder, NEXT, later(VIEWER_TEXT))) == []


def test_kin_that_disagree_both_wait() -> None:
    one, other = (decisions_in("corrections:\n" + CELL.format(n) + SIGNED, Path(FILE)) for n in (11, 12))
    known = with_inherited(Decisions(), [OfKin("a", True, one), OfKin("b", True, other)])
    assert [(made.value, made.decided.inherited) for made in known.cells] == [("11", "waiting"), ("12", "waiting")]
    agreed = with_inherited(Decisions(), [OfKin("a", False, one), OfKin("b", True, one)])
    assert [(made.value, made.decided.inherited) for made in agreed.cells] == [("11", "")]


def of_visitors(folder: Path, first: int) -> Path:
    """A document with a table of which nothing says that it is a plan."""
    rows = [["구분", str(first), str(first + 1)], ["방문객(명)", "4", "5"]]
    lines = (f"숲 이야기 {first}", "1-1-1 숲 알리기", "방문객", hwpx_grid(rows))
    path = folder / f"{first}.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, lines))))
    return path


def test_a_table_that_another_edition_calls_a_plan_is_proposed_where_the_document_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for first in (2026, 2027):
        source = of_visitors(tmp_path, first)
        with pytest.raises(PlanError, match="nothing says"):
            convert(source, out, plan_id=f"forest-{first}")
        path = out / f"forest-{first}" / FILE
        written = path.read_text(encoding="utf-8")
        if first == 2026:
            for name, said in (("kind", "plan"), ("reason", "부서에 물음"), ("who", "홍길동"), ("when", "2026-11-24")):
                written = written.replace(f"    {name}:\n", f"    {name}: {said}\n")
        else:
            assert 'head: "구분 | 2027 | 2028"' in written and "kind: plan" in written, written
            assert "inherited: waiting" in written and "from: forest-2026" in written
            written = written.replace("inherited: waiting\n", "inherited: yes\n")
        path.write_text(written, encoding="utf-8")
        plan, _ = convert(source, out, plan_id=f"forest-{first}")
        assert [o.printed for o in plan.observations] == ["4", "5"]
        assert told(plan) == []


def test_a_state_that_is_none_is_refused_with_its_line() -> None:
    text = DECIDED + "  inherited: maybe\n"
    with pytest.raises(PlanError, match=r"line 11.*waiting, yes, no"):
        decisions_in(text, Path(FILE))


def test_the_published_finding_names_the_edition(folder: Path) -> None:
    made(folder, NEXT, later(VIEWER_TEXT))
    with (folder / "out" / NEXT / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["rule"] == "correction-inherited"]
    assert [(row["expected"], row["actual"]) for row in rows] == [("value: 11", FIRST)]

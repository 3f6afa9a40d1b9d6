"""A table that nothing in the document decides is left to a person, whose decision is applied the next time."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import check, convert
from plan.errors import PlanError
from plan.records import Plan
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

ROWS = [["구분", "2026", "2027"], ["방문객(명)", "4", "5"]]
DECIDED = """\
tables:
  - title: "방문객"
    head: "구분 | 2026 | 2027"
    kind: {kind}
    reason: 담당 부서에 물음
    who: 홍길동
    when: 2026-11-24
"""


def _document(folder: Path) -> Path:
    path = folder / "숲.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, ("숲 이야기", "방문객", hwpx_grid(ROWS))))))
    return path


def _refused(folder: Path) -> tuple[PlanError, Path]:
    with pytest.raises(PlanError) as refused:
        convert(_document(folder), folder / "out")
    (left,) = (folder / "out").iterdir()
    return refused.value, left


def _decided(folder: Path, kind: str) -> tuple[Plan, Path]:
    _, left = _refused(folder)
    (left / "corrections.yaml").write_text(DECIDED.format(kind=kind), encoding="utf-8")
    return convert(_document(folder), folder / "out")


def test_a_refused_document_leaves_its_tables_and_the_file_to_decide_in(tmp_path: Path) -> None:
    refused, left = _refused(tmp_path)
    assert (refused.code, refused.exit_code) == ("kind-unclear", 4)
    assert "'방문객'" in refused.ko and "corrections.yaml" in refused.ko and "corrections.yaml" in refused.en
    assert {path.name for path in left.iterdir()} == {"plan.json", "decisions.json", "corrections.yaml"}
    entry = (left / "corrections.yaml").read_text(encoding="utf-8")
    assert 'title: "방문객"' in entry and 'head: "구분 | 2026 | 2027"' in entry
    before = entry
    _refused(tmp_path)
    assert (left / "corrections.yaml").read_text(encoding="utf-8") == before


def test_what_a_person_calls_a_plan_is_published_and_stays_so(tmp_path: Path) -> None:
    plan, folder = _decided(tmp_path, "plan")
    assert [(table.kind, table.kind_rule) for table in plan.year_tables] == [("plan", "decided")]
    assert [o.printed for o in plan.observations] == ["4", "5"]
    assert (folder / "targets.csv").exists() and (folder / "corrections.yaml").exists()
    assert [o.printed for o in check(folder).observations] == ["4", "5"]
    (folder / "corrections.yaml").write_text("", encoding="utf-8")
    with pytest.raises(PlanError, match="nothing says"):
        check(folder)


def test_what_a_person_calls_past_is_no_plan(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as refused:
        _decided(tmp_path, "actual")
    assert refused.value.code == "no-plan-table"


def test_a_decision_about_no_table_is_told_and_an_unknown_kind_refused(tmp_path: Path) -> None:
    _, folder = _decided(tmp_path, "plan")
    path = folder / "corrections.yaml"
    more = DECIDED.format(kind="plan") + DECIDED.format(kind="plan").replace("방문객", "나무").partition("\n")[2]
    path.write_text(more, encoding="utf-8")
    plan, _ = convert(_document(tmp_path), tmp_path / "out")
    assert [(f.rule, f.record) for f in plan.findings if f.rule.startswith("correction")] == [
        ("correction-unused", "나무")
    ]
    path.write_text(DECIDED.format(kind="maybe"), encoding="utf-8")
    with pytest.raises(PlanError, match="kind must be one of"):
        convert(_document(tmp_path), tmp_path / "out")

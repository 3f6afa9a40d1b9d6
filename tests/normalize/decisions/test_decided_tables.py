"""A table that nothing in the document decides is left to a person, whose decision is applied the next time."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.pdf_file import compiled
from gongpyo.pipeline import check, convert
from normalize.decisions.skeleton import with_open_findings
from plan.errors import PlanError
from plan.records.meaning import Plan
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
    if not path.exists():  # the plan's id is made of its bytes, which tell the time
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


PAST = [["구분", "2021", "2022"], ["방문객(명)", "4", "5"]]
SCHEDULED = [["구분", "2026", "2027"], ["설계", "착수", "준공"]]


def _as_hwpx(folder: Path, above: str, rows: list[list[str]]) -> Path:
    path = folder / "숲.hwpx"
    lines = ("숲 이야기", "2026. 3. 2.", above, hwpx_grid(rows))
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, lines))))
    return path


def _as_pdf(folder: Path, above: str, rows: list[list[str]]) -> Path:
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    lines = f"= 숲 이야기\n\n2026. 3. 2.\n\n{above}\n\n#table(columns: {len(rows[0])}, {cells})\n"
    path = folder / "숲.pdf"
    path.write_bytes(compiled(f'#set text(font: "Noto Sans KR")\n{lines}'))
    return path


def _as_viewer(folder: Path, above: str, rows: list[list[str]]) -> Path:
    path = folder / "숲.txt"
    grid = "\n".join(cell for row in rows for cell in row)
    path.write_text(f"결재문서\n숲 이야기(2026)\n□ {above}\n{grid}\n", encoding="utf-8")
    return path


FORMATS = {"hwpx": _as_hwpx, "pdf": _as_pdf, "viewer": _as_viewer}


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_left_out_as_results_can_be_called_a_plan(form: str, tmp_path: Path) -> None:
    source = FORMATS[form](tmp_path, "방문객 실적", PAST)
    with pytest.raises(PlanError) as refused:
        convert(source, tmp_path / "out", with_report=False)
    assert (refused.value.code, refused.value.exit_code) == ("no-plan-table", 4)
    assert "(구분 | 2021 | 2022)" in refused.value.ko and "corrections.yaml" in refused.value.en
    (left,) = (path for path in (tmp_path / "out").iterdir() if path.is_dir())
    assert {path.name for path in left.iterdir()} == {"plan.json", "decisions.json", "corrections.yaml"}
    entry = (left / "corrections.yaml").read_text(encoding="utf-8")
    assert "titled-as-results" in entry and entry.count("kind:\n") == 1
    said = entry.replace("kind:\n", "kind: plan\n").replace("reason:\n", "reason: 물음\n")
    said = said.replace("who:\n", "who: 홍길동\n").replace("when:\n", "when: 2026-11-24\n")
    (left / "corrections.yaml").write_text(said, encoding="utf-8")
    plan, folder = convert(source, tmp_path / "out", with_report=False)
    assert [o.printed for o in plan.observations] == ["4", "5"] and (folder / "targets.csv").exists()
    assert not [found for found in plan.findings if found.rule.startswith("correction")]
    assert check(folder).observations == plan.observations


def test_columns_that_all_say_results_are_those_of_the_plan_that_a_person_says(tmp_path: Path) -> None:
    rows = [["구분", "2024년 실적", "2025년 실적"], ["방문객(명)", "4", "5"]]
    source = _as_hwpx(tmp_path, "방문객", rows)
    with pytest.raises(PlanError, match="other kinds"):
        convert(source, tmp_path / "out")
    (left,) = (tmp_path / "out").iterdir()
    entry = DECIDED.format(kind="plan").replace("구분 | 2026 | 2027", "구분 | 2024년 실적 | 2025년 실적")
    (left / "corrections.yaml").write_text(entry, encoding="utf-8")
    plan, _ = convert(source, tmp_path / "out")
    assert [(o.year, o.printed) for o in plan.observations] == [(2024, "4"), (2025, "5")]


def test_rows_of_results_stay_left_out_of_what_a_person_calls_a_plan(tmp_path: Path) -> None:
    rows = [["구분", "구분", "2021", "2022"], ["방문객(명)", "목표", "4", "5"], ["방문객(명)", "실적", "3", "6"]]
    source = _as_hwpx(tmp_path, "방문객", rows)
    with pytest.raises(PlanError):
        convert(source, tmp_path / "out")
    (left,) = (tmp_path / "out").iterdir()
    entry = DECIDED.format(kind="plan").replace("구분 | 2026 | 2027", "구분 | 2021 | 2022")
    (left / "corrections.yaml").write_text(entry, encoding="utf-8")
    plan, _ = convert(source, tmp_path / "out")
    assert [o.printed for o in plan.observations] == ["4", "5"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_document_without_years_or_numbers_has_nothing_to_decide(form: str, tmp_path: Path) -> None:
    source = FORMATS[form](tmp_path, "추진일정", SCHEDULED)
    with pytest.raises(PlanError) as refused:
        convert(source, tmp_path / "out")
    assert refused.value.code in ("no-plan-table", "no-year-table")
    assert "None of them has years and numbers" in refused.value.en or "No table names years" in refused.value.en
    (left,) = (path for path in (tmp_path / "out").iterdir() if path.is_dir())
    assert "kind:\n" not in (left / "corrections.yaml").read_text(encoding="utf-8")


def test_what_was_left_to_decide_in_keeps_no_other_plan_out(tmp_path: Path) -> None:
    _refused(tmp_path)
    (left,) = (tmp_path / "out").iterdir()
    other = tmp_path / "다른.hwpx"
    lines = ("숲 계획(2026~2027)", "사업계획", hwpx_grid(ROWS))
    other.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, lines))))
    convert(other, tmp_path / "out", plan_id=left.name)
    with pytest.raises(PlanError, match="nothing says"):
        convert(_document(tmp_path), tmp_path / "out", plan_id=left.name)
    assert (left / "targets.csv").exists()


def test_a_document_left_to_decide_may_be_published_under_another_id(tmp_path: Path) -> None:
    _, left = _refused(tmp_path)
    (tmp_path / "out" / "forest").mkdir()
    (tmp_path / "out" / "forest" / "corrections.yaml").write_text(DECIDED.format(kind="plan"), encoding="utf-8")
    plan, folder = convert(_document(tmp_path), tmp_path / "out", plan_id="forest")
    assert [o.printed for o in plan.observations] == ["4", "5"] and folder.name == "forest" != left.name


def test_a_decision_about_no_table_is_told_and_an_unknown_kind_refused(tmp_path: Path) -> None:
    _, folder = _decided(tmp_path, "plan")
    path = folder / "corrections.yaml"
    more = DECIDED.format(kind="plan") + DECIDED.format(kind="plan").replace("방문객", "나무").partition("\n")[2]
    path.write_text(more, encoding="utf-8")
    plan, _ = convert(_document(tmp_path), tmp_path / "out")
    assert [(f.rule, f.record) for f in plan.findings if f.rule.startswith("correction")] == [
        ("correction-stale", "나무")
    ]
    path.write_text(DECIDED.format(kind="maybe"), encoding="utf-8")
    with pytest.raises(PlanError, match="kind must be one of"):
        convert(_document(tmp_path), tmp_path / "out")


SIGNED = "    reason: 담당 부서에 물음\n    who: 홍길동\n    when: 2026-11-24\n"
KEY = '  - title: "추진계획"\n    head: "구분 | 계 | 2026 | 2027"\n'
PLANNED = [["구분", "계", "2026", "2027"], ["방문객", "9", "4", "5"], ["운영", "30", "10", "20"]]


def _plan(folder: Path, *entries: str, tables: int = 1) -> Plan:
    """The plan of a document with one table, or the same one several times, and what is said of it."""
    lines = ["푸른시 산림 계획(2026~2027)", "1-1-1 숲 가꾸기"]
    grids = [part for _ in range(tables) for part in ("추진계획", hwpx_grid(PLANNED))]
    after = ["1-1-2 길 넓히기", "사업계획", hwpx_grid([["구분", "2026", "2027"], ["길(km)", "1", "2"]])]
    path = folder / "숲.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, (*lines, *grids, *after)))))
    out = folder / "out"
    plan, made = convert(path, out)
    if not entries:
        return plan
    (made / "corrections.yaml").write_text("tables:\n" + "".join(entries), encoding="utf-8")
    converted, _ = convert(path, out)
    assert check(made).observations == converted.observations
    return converted


def _series(plan: Plan) -> list[tuple[str, str, str, str, str | None]]:
    return [
        (entry.program_no, entry.measure, entry.name, entry.unit, entry.funding_source)
        for entry in plan.indicators
        if entry.place.table == 0
    ]


def test_a_person_says_whose_a_table_is_and_what_its_rows_count(tmp_path: Path) -> None:
    rows = (
        '    rows:\n      - label: "방문객"\n        name: 방문객 수\n        unit: 명\n'
        '      - label: "운영"\n        payer: 국비\n        unit: 백만원\n'
    )
    plan = _plan(tmp_path, KEY + "    program: 1-1-2\n" + rows + SIGNED)
    assert _series(plan) == [
        ("P1-1-2", "target", "방문객 수", "명", None),
        ("P1-1-2", "budget", "운영", "백만원", "national"),
    ]
    assert plan.year_tables[0].owner_rule == "decided"
    assert {cell.unit_rule for cell in plan.decided.cells if cell.unit and cell.year_table == 0} == {"decided"}  # type: ignore[union-attr]
    assert not [found for found in plan.findings if found.rule == "unit-missing" and found.places[0].table == 0]


def test_a_decision_that_is_taken_back_leaves_the_table_as_it_was_read(tmp_path: Path) -> None:
    before = _plan(tmp_path)
    decided = _plan(tmp_path, KEY + "    kind: actual\n    program: 1-1-2\n" + SIGNED)
    assert not _series(decided)
    (folder,) = (path for path in (tmp_path / "out").iterdir() if path.is_dir())
    (folder / "corrections.yaml").write_text("", encoding="utf-8")
    assert check(folder).year_tables == before.year_tables


def test_a_person_says_what_a_column_holds(tmp_path: Path) -> None:
    columns = '    columns:\n      - head: "계"\n        role: note\n      - head: "2027"\n        role: later\n'
    plan = _plan(tmp_path, KEY + columns + SIGNED)
    periods = [(o.period_type, o.year, o.printed) for o in plan.observations if o.place.table == 0]
    assert periods == [("year", 2026, "4"), ("later", None, "5"), ("year", 2026, "10"), ("later", None, "20")]


def test_two_decisions_that_contradict_each_other_are_refused_with_both_lines(tmp_path: Path) -> None:
    first, second = (KEY + f"    unit: {unit}\n" + SIGNED for unit in ("명", "건"))
    with pytest.raises(PlanError, match=r"line 8, .*'unit: 건'.*'unit: 명' at line 2") as refused:
        _plan(tmp_path, first, second)
    assert (refused.value.code, refused.value.exit_code) == ("corrections-contradict", 4)
    assert "8행" in refused.value.ko and "2행" in refused.value.ko
    (tmp_path / "again").mkdir()
    assert [entry[3] for entry in _series(_plan(tmp_path / "again", first, first))] == ["명", "명"]


def test_a_key_that_fits_two_tables_decides_none_of_them(tmp_path: Path) -> None:
    plan = _plan(tmp_path, KEY + "    program: 1-1-2\n" + SIGNED, tables=2)
    assert [found.actual for found in plan.findings if found.rule == "correction-unused"] == ["2"]
    assert all(table.owner_rule != "decided" for table in plan.year_tables)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("    unit: 뷁\n", "no unit that is known"),
        ("    payer: 아무개\n", "no payer that is known"),
        ('    columns:\n      - head: "계"\n        role: year\n', "needs year"),
        ('    rows:\n      - name: "계"\n', "needs label"),
        ("    edition: 26\n    unit: 명\n", "no year of four digits"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_line(tmp_path: Path, said: str, why: str) -> None:
    with pytest.raises(PlanError, match=why) as refused:
        _plan(tmp_path, KEY + said + SIGNED)
    assert refused.value.code == "corrections-malformed"


def test_an_entry_is_written_for_a_table_of_which_a_unit_is_missing(tmp_path: Path) -> None:
    plan = _plan(tmp_path)
    text, added = with_open_findings("", plan, "ko")
    assert added and 'title: "추진계획"' in text and "unit:" in text
    assert with_open_findings(text, plan, "ko") == (text, 0)


EDITION = """\
tables:
  - title: "연차별 계획"
    head: "구분 | 2026 | 2027 | 2028"
    edition: 2026
    unit: 개소
    reason: 담당 부서에 물음
    who: 홍길동
    when: 2026-11-24
"""


def _of_years(folder: Path, *years: str) -> Path:
    path = folder / "숲.hwpx"
    title = f"가람시 숲 종합계획({years[0]}~{years[-1]})"
    table = hwpx_grid([["구분", *years], ["쉼터", "4", "5", "6"]])
    lines = (title, "1. 쉼터 넓히기", "□ 연차별 계획", table)
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, lines))))
    return path


def _told(folder: Path, entry: str, *years: str) -> list[str]:
    source = _of_years(folder, *years)
    convert(source, folder / "out", with_report=False)
    (made,) = (folder / "out").iterdir()
    (made / "corrections.yaml").write_text(entry, encoding="utf-8")
    plan = convert(source, folder / "out", with_report=False)[0]
    return [found.message_en for found in plan.findings if found.rule.startswith("correction-")]


def test_a_decision_on_another_edition_is_told_with_the_head_that_it_would_have_here(tmp_path: Path) -> None:
    assert _told(tmp_path, EDITION, "2026", "2027", "2028") == []
    other = tmp_path / "other"
    other.mkdir()
    (told,) = _told(other, EDITION, "2027", "2028", "2029")
    assert "decided on the document of 2026" in told and "'구분 | 2027 | 2028 | 2029'" in told
    third = tmp_path / "third"
    third.mkdir()
    here = EDITION.replace("edition: 2026", "edition: 2027").replace("2026 | 2027 | 2028", "2027 | 2028 | 2029")
    assert _told(third, here, "2027", "2028", "2029") == []


def test_a_decided_plan_below_no_programme_is_told(tmp_path: Path) -> None:
    plan, _ = _decided(tmp_path, "plan")
    assert any("without a programme" in found.message_en for found in plan.findings) == (
        plan.observations[0].program_no == ""
    )

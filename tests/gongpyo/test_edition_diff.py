"""Two editions side by side: which programme is which, what has changed, and a page that nothing can run in."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongpyo.cli.application import run
from gongpyo.editions.compare import EditionDiff, compare
from gongpyo.editions.page import STYLE
from gongpyo.pipeline import convert, read_plan
from normalize.plan import normalize_plan
from output.files.json_file import json_bytes
from plan.errors import ExitCode
from plan.records.meaning import Plan
from plan.records.printed import ProgramNode
from plan.records.values import ColumnRole
from tests.conftest import extracted, program, year_table
from tests.golden import SEOUL

ROW = ("개관 목표(개소)", "30", "10", "20")
LIBRARY, MARKET, FOREST = "마을도서관 늘리기", "책 나눔 장터", "도시 숲 가꾸기"


def edition(*programs: tuple[str, str], rows: dict[str, tuple[tuple[str, ...], ...]] | None = None) -> Plan:
    """A plan of these programmes, each with one row unless it is given others."""
    nodes: list[ProgramNode] = [program(no, name) for no, name in programs]
    tables = [
        year_table(*(rows or {}).get(no, (ROW,)), program_no=no, number=index) for index, (no, _) in enumerate(programs)
    ]
    return normalize_plan(extracted(*tables, programs=nodes))


def moves(diff: EditionDiff) -> list[tuple[str, str, str, int]]:
    return [(pair.old.no, pair.new.no, pair.by, pair.score) for pair in diff.pairs]


def values(diff: EditionDiff) -> list[tuple[str, int | None, str, str]]:
    return [
        (c.period[0], c.period[1], c.old.printed if c.old else "", c.new.printed if c.new else "") for c in diff.values
    ]


def one(*rows: tuple[str, ...]) -> Plan:
    return edition(("P1-1-1", LIBRARY), rows={"P1-1-1": rows})


def test_the_same_plan_has_no_difference() -> None:
    plan = edition(("P1-1-1", LIBRARY), ("P1-1-2", MARKET))
    diff = compare(plan, plan)
    assert moves(diff) == [("P1-1-1", "P1-1-1", "code", 100), ("P1-1-2", "P1-1-2", "code", 100)]
    assert (diff.added, diff.dropped, diff.values, diff.years_added, diff.years_dropped) == ((), (), (), (), ())
    assert not any(pair.is_renamed or pair.is_moved for pair in diff.pairs)
    assert not any(pair.is_renamed or pair.has_other_unit for pair in diff.series)


def test_a_programme_under_another_number_is_found_by_its_name() -> None:
    old = edition(("P1-1-1", LIBRARY), ("P1-1-2", MARKET))
    new = edition(("P1-1-1", MARKET), ("P2-1-1", f"{LIBRARY} "))
    assert moves(compare(old, new)) == [("P1-1-2", "P1-1-1", "name", 100), ("P1-1-1", "P2-1-1", "name", 100)]


def test_a_new_name_under_the_same_number_shows_how_like_it_is() -> None:
    diff = compare(edition(("P1-1-1", "마을도서관 운영")), edition(("P1-1-1", "마을 작은도서관 운영")))
    (pair,) = diff.pairs
    assert (pair.by, pair.is_renamed, pair.is_moved) == ("code", True, False)
    assert 60 <= pair.score < 100


def test_a_number_given_to_another_programme_is_no_new_name() -> None:
    diff = compare(edition(("P1-1-1", LIBRARY)), edition(("P1-1-1", FOREST)))
    assert [node.name for node in diff.dropped] == [LIBRARY]
    assert [node.name for node in diff.added] == [FOREST]
    assert [entry.name for entry in diff.series_dropped] == ["개관"]
    assert diff.values == ()


def test_a_changed_value_is_told_with_both_cells() -> None:
    diff = compare(one(ROW), one(("개관 목표(개소)", "35", "10", "25")))
    assert values(diff) == [("total", None, "30", "35"), ("year", 2025, "20", "25")]


@pytest.mark.parametrize(
    ("old", "new", "changed", "units"),
    [
        (("예산(백만원)", "30", "10", "20"), ("예산(천원)", "30,000", "10,000", "20,000"), 0, 1),
        (("예산(백만원)", "30", "10", "20"), ("예산(백만원)", "30.0", "10.0", "20.0"), 0, 0),
        (("개관 목표(개소)", "30", "10", "20"), ("개관 목표(건)", "30", "10", "20"), 0, 1),
        (("개관 목표(개소)", "-", "10", "비예산"), ("개관 목표(개소)", "-", "10", "0"), 1, 0),
        (("개관 목표(개소)", "-", "10", "20~30"), ("개관 목표(개소)", "-", "10", "20~40"), 1, 0),
        (("개관 목표(개소)", "-", "10", "20 이상"), ("개관 목표(개소)", "-", "10", "20"), 1, 0),
    ],
)
def test_numbers_are_compared_for_what_they_are_worth(
    old: tuple[str, ...], new: tuple[str, ...], changed: int, units: int
) -> None:
    diff = compare(one(old), one(new))
    assert len(diff.values) == changed
    assert sum(pair.has_other_unit for pair in diff.series) == units


def test_series_are_matched_by_name_and_the_one_that_is_left_by_what_it_is() -> None:
    old = one(("개관 목표(개소)", "30", "10", "20"), ("방문 목표(명)", "3", "1", "2"))
    new = one(("방문 목표(명)", "3", "1", "2"), ("문을 연 곳 목표(개소)", "30", "10", "20"))
    diff = compare(old, new)
    assert [(pair.old.name, pair.new.name) for pair in diff.series] == [("방문", "방문"), ("개관", "문을 연 곳")]
    assert (values(diff), diff.series_added, diff.series_dropped) == ([], (), ())


def test_years_of_one_edition_only_are_told_once_and_not_for_each_value() -> None:
    roles: tuple[ColumnRole | int, ...] = ("label", "total", 2025, 2026)
    later = year_table(("개관 목표(개소)", "50", "20", "30"), roles=roles)
    diff = compare(one(ROW), normalize_plan(extracted(later, programs=[program("P1-1-1", LIBRARY)])))
    assert (diff.years_added, diff.years_dropped) == ((2026,), (2024,))
    assert values(diff) == [("total", None, "30", "50")]


def test_two_formats_of_one_document_do_not_differ(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, folder = convert(SEOUL / "plan.hwp", tmp_path)
    assert run(["diff", str(folder), str(SEOUL / "plan.pdf"), "--json"]) == ExitCode.CLEAN
    said = json.loads(capsys.readouterr().out)
    assert (said["programs"]["matched"], said["series"]["matched"]) == (41, 78)
    assert said["programs"]["added"] == said["programs"]["dropped"] == said["values"] == said["units"] == []


def test_a_correction_is_a_difference_between_two_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, old = convert(SEOUL / "plan.hwpx", tmp_path / "old")
    new = tmp_path / "new" / old.name
    new.mkdir(parents=True)
    (new / "corrections.yaml").write_text(
        "corrections:\n- {program: 3-1-5, measure: budget, indicator: 예산, period: total, printed: 96, value: 77,\n"
        "   reason: 합, who: 홍, when: 2026-11-24}\n",
        encoding="utf-8",
    )
    convert(SEOUL / "plan.hwpx", tmp_path / "new")
    assert run(["diff", str(tmp_path / "old"), str(new / "plan.json"), "--lang", "ko"]) == ExitCode.CLEAN
    said = capsys.readouterr().out
    assert "P3-1-5 · 예산 · 계 · 96백만원 → 77백만원" in said
    assert sum(line.startswith("  ") for line in said.splitlines()) == 1


def test_the_page_escapes_every_text_and_allows_nothing_but_its_style(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>&\"'"
    for name, no in (("old", "P1-1-1"), ("new", "P1-1-2")):
        plan = edition((no, hostile))
        (tmp_path / f"{name}.json").write_bytes(json_bytes(plan))
    page = tmp_path / "diff.html"
    command = ["diff", str(tmp_path / "old.json"), str(tmp_path / "new.json"), "--html", str(page), "-q"]
    assert run(command) == ExitCode.CLEAN
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text and "&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#x27;" in text
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f"<style>{STYLE}</style>" in text
    assert re.findall(r"(?:src|href|url)\s*[=(]", text) == []


def test_a_folder_of_several_plans_is_a_usage_error_and_a_page_that_cannot_be_written_one_of_the_output(
    tmp_path: Path,
) -> None:
    for name, suffix in (("a", ""), ("b", " ")):
        source = tmp_path / f"{name}.txt"
        source.write_text((SEOUL / "plan.opengov.txt").read_text(encoding="utf-8") + suffix, encoding="utf-8")
        convert(source, tmp_path, plan_id=name)
    assert run(["diff", str(tmp_path), str(tmp_path / "a")]) == ExitCode.USAGE
    assert run(["diff", str(tmp_path / "a"), str(tmp_path / "b"), "-q"]) == ExitCode.CLEAN
    inside = tmp_path / "a" / "plan.json" / "page.html"
    assert run(["diff", str(tmp_path / "a"), str(tmp_path / "b"), "--html", str(inside)]) == ExitCode.INPUT


def test_a_name_of_the_other_edition_is_not_read_as_one_of_this() -> None:
    plan = read_plan(SEOUL / "plan.opengov.txt")
    renumbered = replace(plan, programs=tuple(replace(n, no=f"{n.no}0") for n in plan.programs))
    assert len(compare(plan, renumbered).pairs) == 41
    assert all(pair.by == "name" and pair.score == 100 for pair in compare(plan, renumbered).pairs)

"""Two stores over the same documents: each value that is new, lost or changed is told with the rule that did it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.archive.__main__ import content
from tests.gongpyo.batch.conftest import outcomes, run

Fields = dict[str, Any]


@pytest.fixture
def old(documents: Path, tmp_path: Path) -> Path:
    run("batch", documents / "가온.txt", documents / "다솜.txt", "-o", tmp_path / "old", "--no-report")
    return tmp_path / "old"


def change(store: Path, name: str, file: str, how: Callable[[Fields], None]) -> None:
    """Make the store one that another version has written."""
    path = store / outcomes(store)[name]["folder"] / file
    fields = json.loads(path.read_text(encoding="utf-8"))
    how(fields)
    path.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")


def compared(documents: Path, old: Path, new: Path, *more: object) -> tuple[int, list[dict[str, str]]]:
    """The exit code, and the lines of the list."""
    files = (documents / "가온.txt", documents / "다솜.txt")
    code = run("batch", *files, "-o", new, "--no-report", "--compare", old, *more)
    text = (new / "compare.csv").read_text(encoding="utf-8-sig")
    return code, list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_same_version_makes_no_difference(documents: Path, old: Path, tmp_path: Path) -> None:
    before = content(old)
    assert compared(documents, old, tmp_path / "new") == (0, [])
    assert content(old) == before


def test_a_value_that_is_another_is_told_with_the_rule_that_read_it_so(
    documents: Path, old: Path, tmp_path: Path, capsys: Any
) -> None:
    def unit_read_otherwise(plan: Fields) -> None:
        for entry in plan["observations"]:
            if entry["printed"] == "3":
                entry.update(value=30, unit="명")

    def by_rule(decided: Fields) -> None:
        for cell in decided["cells"]:
            if cell["printed"] == "3":
                cell["unit_rule"] = "in-cell"

    change(old, "가온.txt", "plan.json", unit_read_otherwise)
    change(old, "가온.txt", "decisions.json", by_rule)
    code, found = compared(documents, old, tmp_path / "new", "--lang", "en")
    assert code == 3
    assert [(one["change"], one["fields"], one["period"], one["old"], one["new"]) for one in found] == [
        ("changed", "value; unit", "year 2026", "30; 명", "3; 개소")
    ]
    assert found[0]["rule"].startswith("unit: in-cell → ")
    assert "1 changed" in capsys.readouterr().out


def test_a_value_under_another_programme_is_no_lost_and_no_new_one(documents: Path, old: Path, tmp_path: Path) -> None:
    def renamed(plan: Fields) -> None:
        plan["programs"][-1]["name"] = "책 장터"

    change(old, "다솜.txt", "plan.json", renamed)
    _, found = compared(documents, old, tmp_path / "new")
    assert {(one["change"], one["fields"], one["old"], one["new"]) for one in found} == {
        ("changed", "program", "P1-1-2 책 장터", "P1-1-2 책 나눔 장터")
    }
    assert {one["source"].rpartition("/")[2] for one in found} == {"다솜.txt"}


def test_a_new_value_names_what_had_become_of_its_cell(documents: Path, old: Path, tmp_path: Path) -> None:
    change(old, "가온.txt", "plan.json", lambda plan: plan["observations"].pop(1))

    def ignored(decided: Fields) -> None:
        cell = next(cell for cell in decided["cells"] if cell["printed"] == "1")
        cell.update(fate="ignored", rule="share-row")

    change(old, "가온.txt", "decisions.json", ignored)
    _, found = compared(documents, old, tmp_path / "new")
    assert [(one["change"], one["new"], one["rule"]) for one in found] == [
        ("new", "1 개소", "cell: ignored/share-row → read/value-of-period")
    ]


def test_a_plan_that_is_published_no_more_has_lost_its_values(documents: Path, old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    run("batch", documents / "가온.txt", documents / "다솜.txt", "-o", new, "--no-report")
    files = (documents / "가온.txt", documents / "다솜.txt")
    text = (new / "outcomes.csv").read_text(encoding="utf-8-sig")
    lines = [line.split(",") for line in text.splitlines()]
    lines[1][2:6] = ["kind-unclear", "", "", ""]
    (new / "outcomes.csv").write_text("\n".join(map(",".join, lines)), encoding="utf-8-sig")
    assert run("batch", *files, "-o", tmp_path / "newer", "--no-report", "--compare", new) == 3
    with (tmp_path / "newer/compare.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert {(one["change"], one["rule"]) for one in found} == {("new", "outcome: kind-unclear → published")}


def test_the_pages_say_it_in_both_languages_and_go_with_the_next_run(
    documents: Path, old: Path, tmp_path: Path
) -> None:
    change(old, "가온.txt", "plan.json", lambda plan: plan["programs"][-1].update(name="<b>장터</b>"))
    new = tmp_path / "new"
    compared(documents, old, new)
    page = (new / "compare.html").read_text(encoding="utf-8")
    assert 'lang="ko"' in page and "달라진 값" in page
    assert "<b>장터" not in page and "&lt;b&gt;장터" in page
    assert "changed" in (new / "compare.en.html").read_text(encoding="utf-8")
    run("batch", documents / "가온.txt", "-o", new, "--no-report")
    assert not list(new.glob("compare*"))


def test_what_cannot_be_compared_is_told_before_anything_is_read(
    documents: Path, old: Path, tmp_path: Path, capsys: Any
) -> None:
    new = tmp_path / "new"
    assert run("batch", documents, "-o", new, "--compare", documents, "--lang", "en") == 4
    assert "outcomes.csv" in capsys.readouterr().err
    assert not new.exists()
    assert run("batch", documents, "-o", old, "--compare", old) == 2


def test_a_plan_that_cannot_be_read_back_is_told_and_the_others_are_compared(
    documents: Path, old: Path, tmp_path: Path, capsys: Any
) -> None:
    path = old / outcomes(old)["가온.txt"]["folder"] / "plan.json"
    path.write_text("{", encoding="utf-8")
    change(old, "다솜.txt", "plan.json", lambda plan: plan["observations"].pop())
    code, found = compared(documents, old, tmp_path / "new")
    assert code == 7
    assert len(found) == 1
    assert "plan.json" in capsys.readouterr().err


def test_a_series_that_was_renamed_by_hand_is_no_bug_of_ours(documents: Path, old: Path, tmp_path: Path) -> None:
    for path in old.glob("documents/*/*/*/plan.json"):
        said = json.loads(path.read_text(encoding="utf-8"))
        said["indicators"][0]["program_no"] = "P9-9"
        path.write_text(json.dumps(said), encoding="utf-8")
    code, found = compared(documents, old, tmp_path / "new")
    assert code == 3 and found

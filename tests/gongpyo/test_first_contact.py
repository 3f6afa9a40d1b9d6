"""What somebody meets who has never read the documentation: a file alone, a folder, a slip of the pen."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from gongpyo.sources import folder_beside, is_address, sources_of
from plan.errors import ExitCode
from tests.conftest import small_hwpx
from tests.gongpyo.test_cli import run


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "내 문서" / "계획 안.hwpx"
    path.parent.mkdir()
    path.write_bytes(small_hwpx())
    return path


@pytest.mark.parametrize("before", [(), ("--lang", "en"), ("--json",)], ids=str)
def test_a_document_alone_is_converted_into_a_folder_beside_it(plan_file: Path, before: tuple[str, ...]) -> None:
    done = run(*before, plan_file, "--findings-ok")
    assert done.code == ExitCode.CLEAN, done.stderr
    assert len(list((plan_file.parent / "out").glob("*/plan.json"))) == 1


def test_a_folder_is_converted_into_itself_and_its_results_are_no_sources(plan_file: Path) -> None:
    (plan_file.parent / "~$계획 안.hwpx").write_bytes(b"lock")
    for _ in range(2):
        done = run(plan_file.parent, "--findings-ok", "--lang", "en")
        assert done.code == ExitCode.CLEAN, done.stderr
    assert sources_of([str(plan_file.parent)]).documents == (plan_file,)
    assert folder_beside(str(plan_file.parent / "*.hwpx")) == plan_file.parent / "out"
    assert not list(plan_file.parent.glob("*.csv"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("convrt", "a.hwp"), "did you mean 'gongpyo convert'"),
        (("자료",), "double quotes"),
        (("convert", "https://example.org/plan.hwp"), "download the document"),
        (("https://example.org/plan.hwp",), "download the document"),
    ],
    ids=str,
)
def test_a_slip_is_met_with_the_sentence_that_helps(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments, "--lang", "en")
    assert done.code == ExitCode.USAGE
    assert said.lower() in done.stderr.lower()


def test_a_drive_of_windows_is_no_address() -> None:
    assert not is_address("C:/plans/2024.hwp") and not is_address("C:\\plans\\2024.hwp")
    assert is_address("https://example.org/plan.hwp") and is_address("sqlite:///plans.db")


def test_a_path_that_fell_apart_at_its_blanks_is_put_together(plan_file: Path) -> None:
    for before in (("convert",), ()):
        done = run(*before, *str(plan_file).split(" "), "--lang", "en")
        assert (done.code, done.stderr.count(f'"{plan_file}"')) == (ExitCode.USAGE, 1), done.stderr


def test_a_lock_file_that_is_named_is_told_for_what_it_is(plan_file: Path) -> None:
    lock = plan_file.with_name("~$계획 안.hwpx")
    lock.write_bytes(b"lock")
    done = run(lock, "--lang", "en")
    assert (done.code, "office program" in done.stderr) == (ExitCode.INPUT, True), done.stderr


def test_a_run_over_several_documents_says_what_became_of_each_and_leaves_a_log(plan_file: Path) -> None:
    shutil.copy(plan_file, plan_file.with_name("=cmd.hwpx"))  # the same document: it is one plan
    plan_file.with_name("문.hwp").write_bytes(b"no document")
    done = run(plan_file.parent, "--findings-ok", "--lang", "ko")
    assert done.code == ExitCode.PARTLY_FAILED
    assert "문서 1건을 변환했고 2건은 변환하지 못했습니다" in done.stdout
    with (plan_file.parent / "out" / "convert-log.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["outcome"] == "converted" for row in rows) == [False, False, True]
    assert all(row["message_ko"] and row["message_en"] for row in rows if row["outcome"] != "converted")


def test_what_is_still_empty_for_publication_and_what_comes_next_is_said(plan_file: Path) -> None:
    done = run(plan_file, "--lang", "ko", "--findings-ok")
    assert "아직 비어 있는 것" in done.stdout and "--licence" in done.stdout
    assert f'"{plan_file.parent / "out"}"' in done.stdout
    licensed = run(plan_file, "--lang", "ko", "--findings-ok", "--licence", "KOGL-1")
    assert "--licence" not in licensed.stdout
    assert run(plan_file, "--quiet", "--findings-ok").stdout.count("\n") == 1


def test_the_same_file_is_no_other_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of the name of a command does not take the command away."""
    (tmp_path / "doctor").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run("doctor").code == ExitCode.CLEAN


def test_a_pattern_of_folders_has_its_results_above_them() -> None:
    assert folder_beside("plans/*/2024.hwp") == Path("plans/out")

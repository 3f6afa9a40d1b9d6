"""A file that is open in Excel or LibreOffice is not written over, and the sentence says what helps."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

import output.folder.write
from gongpyo.pipeline import convert
from plan.errors import ExitCode
from tests.conftest import VIEWER_TEXT
from tests.gongpyo.test_cli import run

OWNERS = ("~${name}", ".~lock.{name}#")
COMMANDS = {
    "export OUT --xlsx FILE.xlsx": "xlsx",
    "corrections OUT --xlsx FILE.xlsx": "xlsx",
    "diff OUT OUT --html FILE.html": "html",
}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    source = tmp_path / "plan.txt"
    source.write_text(VIEWER_TEXT, encoding="utf-8")
    convert(source, tmp_path / "out", plan_id="p", with_report=False)
    return tmp_path / "out"


def _refused(*_: object, **__: object) -> Any:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@pytest.mark.parametrize("owner", OWNERS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_open_elsewhere_is_left_and_the_sentence_says_to_close_it(
    out: Path, command: str, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = out.parent / f"made.{COMMANDS[command]}"
    told = [word.replace("OUT", str(out)).replace("FILE", str(file.with_suffix(""))) for word in command.split()]
    assert run(*told).code == ExitCode.CLEAN
    older = file.read_bytes()
    (out.parent / owner.format(name=file.name)).write_bytes(b"owner")
    before = sorted(path.name for path in out.parent.iterdir())
    monkeypatch.setattr(Path, "replace", _refused)
    said = {language: run(*told, "--lang", language) for language in ("ko", "en")}
    assert {done.code for done in said.values()} == {ExitCode.INPUT}
    assert "엑셀 등에서 열려 있으면 닫고 다시 실행하십시오" in said["ko"].stderr
    assert "if it is open in Excel or another program, close it and run again" in said["en"].stderr
    assert str(file) in said["en"].stderr and len(said["en"].stderr.splitlines()) == 1
    assert file.read_bytes() == older
    assert sorted(path.name for path in out.parent.iterdir()) == before, "nothing is left"


def test_a_refusal_without_a_program_that_has_the_file_is_not_laid_to_excel(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", _refused)
    done = run("export", out, "--xlsx", out.parent / "made.xlsx", "--lang", "en")
    assert done.code == ExitCode.INPUT and ("Excel" in done.stderr) == (os.name == "nt")


@pytest.mark.parametrize("owner", OWNERS)
def test_a_workbook_that_cannot_be_read_because_it_is_open_says_to_close_it(
    out: Path, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = out.parent / "filled.xlsx"
    assert run("corrections", out, "--xlsx", file).code == ExitCode.CLEAN
    (out.parent / owner.format(name=file.name)).write_bytes(b"owner")
    real = os.open

    def shared(path: Any, *arguments: Any, **named: Any) -> int:
        return _refused() if str(path) == str(file) else real(path, *arguments, **named)

    monkeypatch.setattr(os, "open", shared)
    done = run("corrections", out, "--from", file, "--lang", "en")
    assert done.code == ExitCode.INPUT and "close it and run again" in done.stderr


@pytest.mark.parametrize("owner", OWNERS)
def test_a_plan_s_folder_with_a_file_that_is_open_says_to_close_it(
    out: Path, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (out / "p" / owner.format(name="targets.csv")).write_bytes(b"owner")
    before = (out / "p" / "targets.csv").read_bytes()
    monkeypatch.setattr(output.folder.write, "swap", _refused)
    monkeypatch.setenv("GONGPYO_MAX_MEMORY_MIB", "8192")  # what the tests before have left in memory counts, too
    done = run("convert", out.parent / "plan.txt", "-o", out, "--plan-id", "p", "--lang", "en")
    assert done.code == ExitCode.INPUT, done.stderr
    assert "if a file in it is open in Excel or another program, close it and run again" in done.stderr
    assert (out / "p" / "targets.csv").read_bytes() == before


@pytest.mark.parametrize("told", ["export OUT --xlsx FILE", "corrections OUT --xlsx FILE", "diff OUT OUT --html FILE"])
@pytest.mark.parametrize("name", ["plan.txt", "plan.hwp", "plan.json"])
def test_no_document_is_written_over_by_a_name_that_is_no_workbook_s_or_page_s(out: Path, told: str, name: str) -> None:
    file = out.parent / name
    file.write_text("a document", encoding="utf-8")
    done = run(*[word.replace("OUT", str(out)).replace("FILE", str(file)) for word in told.split()], "--lang", "en")
    assert done.code == ExitCode.USAGE and "must end in ." in done.stderr and name in done.stderr
    assert file.read_text(encoding="utf-8") == "a document"

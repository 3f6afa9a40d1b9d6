"""Commands that were thought out to do harm end with a documented code, and change nothing that is not their own."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import extract.readers.read
import gongpyo.pipeline
import output.folder.folder_lock
from gongpyo.pipeline import convert, read_plan
from plan.errors import ExitCode, PlanError
from plan.safe_files import OURS
from tests.conftest import ROOT, VIEWER_TEXT
from tests.gongpyo.test_cli import process, run

WRONG_TOTAL = VIEWER_TEXT.replace("10 1 2 3 4", "11 1 2 3 4")
SECRET = "root:S3cr3t:1:2:3"
GONGPYO = f"{shlex.quote(sys.executable)} -m gongpyo"
if os.name != "nt":
    import resource
pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes, devices and links of POSIX")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with one plan, whose total is wrong."""
    folder = tmp_path_factory.mktemp("converted")
    (folder / "plan.txt").write_text(WRONG_TOTAL, encoding="utf-8")
    convert(folder / "plan.txt", folder / "out")
    return folder


@pytest.fixture
def here(converted: Path, tmp_path: Path) -> Path:
    """A folder with the document ``plan.txt`` and the output folder ``out``."""
    shutil.copytree(converted, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _plan(here: Path) -> Path:
    return next((here / "out").iterdir())


def _commands(here: Path) -> dict[str, list[str | Path]]:
    """Every command that reads an output folder."""
    out = here / "out"
    return {
        "check": ["check", out],
        "corrections": ["corrections", out],
        "load": ["load", out, "--to", f"sqlite:///{here / 'x.db'}"],
        "xlsx": ["export", out, "--xlsx", here / "x.xlsx"],
        "parquet": ["export", out, "--parquet", here / "parquet"],
        "diff": ["diff", out, out],
        "convert": ["convert", here / "plan.txt", "-o", out],
    }


READING = ("check", "corrections", "load", "xlsx", "parquet", "diff")


# ------------------------------------------------------------------------------- what is no ordinary file


@pytest.mark.parametrize("command", [*READING, "convert"])
def test_a_pipe_in_the_place_of_a_plan_is_not_waited_for(here: Path, command: str) -> None:
    (_plan(here) / "plan.json").unlink()
    os.mkfifo(_plan(here) / "plan.json")
    more = ["--changed-ok"] if command == "load" else []
    done = run(*_commands(here)[command], *more, "--lang", "en")
    assert done.code == ExitCode.INPUT and "cannot be read" in done.stderr
    assert len(done.stderr.splitlines()) <= 2


@pytest.mark.parametrize("command", ["check", "corrections", "convert"])
def test_a_pipe_in_the_place_of_corrections_is_not_waited_for(here: Path, command: str) -> None:
    os.mkfifo(_plan(here) / "corrections.yaml")
    done = run(*_commands(here)[command], "--lang", "en")
    assert done.code == ExitCode.INPUT and "no ordinary file" in done.stderr


@pytest.mark.parametrize("command", ["check", "corrections", "convert"])
def test_a_link_in_the_place_of_corrections_is_not_followed(here: Path, command: str) -> None:
    (here / "shadow").write_text(SECRET, encoding="utf-8")
    (_plan(here) / "corrections.yaml").symlink_to(here / "shadow")
    done = run(*_commands(here)[command])
    assert done.code == ExitCode.INPUT and SECRET not in done.stdout + done.stderr
    assert (here / "shadow").read_text(encoding="utf-8") == SECRET


@pytest.mark.parametrize(
    "name", ["corrections.yaml.new", f".gongpyo-corrections.yaml-{os.getpid()}"], ids=["new", "of-this-process"]
)
def test_a_link_under_a_temporary_name_is_not_written_through(here: Path, name: str) -> None:
    (here / "victim").write_text("mine", encoding="utf-8")
    (_plan(here) / name).symlink_to(here / "victim")
    done = run(*_commands(here)["corrections"])
    assert done.code in (ExitCode.CLEAN, ExitCode.INPUT)
    assert (here / "victim").read_text(encoding="utf-8") == "mine" and (_plan(here) / name).is_symlink()
    assert not (_plan(here) / "corrections.yaml").is_symlink()


@pytest.mark.parametrize("command", ["check", "convert"])
def test_a_device_as_settings_is_refused(here: Path, command: str) -> None:
    done = run(*_commands(here)[command], "--config", "/dev/zero", "--lang", "en")
    assert done.code == ExitCode.USAGE and "no ordinary file" in done.stderr


@pytest.mark.parametrize("command", READING)
def test_a_plan_larger_than_any_is_not_read(here: Path, command: str) -> None:
    with (_plan(here) / "plan.json").open("r+b") as file:
        file.truncate(OURS + 1)
    assert run(*_commands(here)[command]).code in (ExitCode.LIMIT, ExitCode.INPUT)


@pytest.mark.parametrize("command", READING)
def test_a_plan_of_parts_without_end_is_not_parsed(here: Path, command: str) -> None:
    (_plan(here) / "plan.json").write_bytes(b'{"observations":[' + b"{}," * 2_000_000 + b"{}]}")
    done = run(*_commands(here)[command], *(["--changed-ok"] if command == "load" else []), "--lang", "en")
    assert (
        done.code in (ExitCode.LIMIT, ExitCode.INPUT)
        and "parts > 3,000,000; the setting is GONGPYO_MAX_PLAN_BYTES" in done.stderr
    )


def test_what_a_cell_holds_is_written_so_that_it_can_be_read_again(here: Path) -> None:
    source = here / "plan.txt"
    source.write_text(WRONG_TOTAL.replace("11 1 2 3 4", "11 1 2 3\x9b9 4"), encoding="utf-8")
    commands = (["convert", source, "-o", here / "again"], ["corrections", here / "again"])
    codes = {int(run(*command).code) for command in (*commands, *commands)}
    (written,) = (here / "again").glob("*/corrections.yaml")
    assert codes <= {ExitCode.CLEAN, ExitCode.FINDINGS} and "\x9b" not in written.read_text(encoding="utf-8")


def test_no_code_of_ours_is_that_of_a_traceback() -> None:
    assert 1 not in {*ExitCode}


# --------------------------------------------------------------------------------- what is changed by hand


def _with(here: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the plan.json by hand."""
    path = _plan(here) / "plan.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    change(said)
    path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def _one_value(said: dict[str, Any]) -> None:
    said["observations"][1]["value"] = 914


@pytest.mark.parametrize(
    ("command", "code"),
    [("check", ExitCode.FINDINGS), ("load", ExitCode.INPUT), ("xlsx", 0), ("parquet", 0), ("diff", 0)],
)
def test_a_value_that_was_changed_by_hand_is_told(here: Path, command: str, code: int) -> None:
    assert "conversion wrote" not in run(*_commands(here)[command], "--lang", "en").stderr
    _with(here, _one_value)
    done = run(*_commands(here)[command], "--lang", "en")
    assert done.code == code and "conversion wrote them: plan.json" in done.stdout + done.stderr


def test_what_was_changed_by_hand_is_loaded_only_where_it_is_asked_for(here: Path) -> None:
    _with(here, _one_value)
    done = run(*_commands(here)["load"], "--changed-ok", "--lang", "en")
    assert done.code == ExitCode.CLEAN and "plan.json" in done.stderr
    told = json.loads(run("check", here / "out", "--json").stdout)
    assert told["plans"][0]["changed"] == ["plan.json"]


@pytest.mark.parametrize("name", ["targets.csv", "decisions.json", "portal"])
def test_every_published_file_is_proved(here: Path, name: str) -> None:
    path = _plan(here) / name
    path = next(path.iterdir()) if path.is_dir() else path
    path.write_bytes(path.read_bytes() + b"2025")
    told = json.loads(run("check", here / "out", "--json").stdout)
    assert told["plans"][0]["changed"] == [path.relative_to(_plan(here)).as_posix()]


def test_a_folder_that_proves_nothing_is_not_loaded(here: Path) -> None:
    (_plan(here) / "datapackage.json").unlink()
    done = run(*_commands(here)["load"], "--lang", "en")
    assert done.code == ExitCode.INPUT and "datapackage.json" in done.stderr


def test_a_digest_reaches_no_file_outside_of_its_folder(here: Path) -> None:
    path = _plan(here) / "datapackage.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    said["files"] += [{"path": name, "bytes": 1, "hash": "sha256:"} for name in ("../x", "/etc/passwd", "portal/../x")]
    path.write_text(json.dumps(said), encoding="utf-8")
    assert json.loads(run("check", here / "out", "--json").stdout)["plans"][0]["changed"] == []


MALFORMED: dict[str, Callable[[dict[str, Any]], object]] = {
    "header rows beyond the grid": lambda said: said["year_tables"][0].update(header_rows=10**9),
    "header rows below nothing": lambda said: said["year_tables"][0].update(header_rows=-5),
    "a column before the first": lambda said: said["year_tables"][0]["columns"][0].update(column=-7),
    "a column behind the last": lambda said: said["year_tables"][0]["columns"][0].update(column=999),
    "an empty grid": lambda said: said["year_tables"][0].update(grid=[]),
    "no day": lambda said: said["profile"].update(data_date="9999-99-99"),
    "a year beyond every store": lambda said: said["observations"][1].update(year=10**30),
    "a plan's period without end": lambda said: said["period"].update(last=10**30),
    "a plan's last year beyond every store": lambda said: said["profile"].update(last_year=10**30),
    "a number beyond every computer": lambda said: said["observations"][1].update(value="1e999999"),
    "a programme of an empty number": lambda said: said["programs"][0].update(no=" "),
    "a document of no digest": lambda said: said["source"].update(sha256=""),
    "a finding without a sentence": lambda said: said["findings"][0].update(message_en=""),
}


@pytest.mark.parametrize("command", ["check", "load", "xlsx", "parquet", "diff"])
@pytest.mark.parametrize("kind", MALFORMED)
def test_a_malformed_plan_is_no_bug_of_ours(here: Path, kind: str, command: str) -> None:
    _with(here, MALFORMED[kind])
    more = ["--changed-ok"] if command == "load" else []
    done = run(*_commands(here)[command], *more)
    assert done.code in (ExitCode.CLEAN, ExitCode.FINDINGS, ExitCode.INPUT)
    if done.code == ExitCode.INPUT:
        assert done.stderr.strip() and "Traceback" not in done.stderr


@pytest.mark.parametrize("plan_id", ["table_1", "../up", "con", ""])
@pytest.mark.parametrize("command", ["check", "corrections"])
def test_an_id_that_no_plan_can_have_is_the_files_fault(here: Path, command: str, plan_id: str) -> None:
    _with(here, lambda said: said["profile"].update(plan_id=plan_id))
    done = run(*_commands(here)[command], "--lang", "en")
    assert done.code == ExitCode.INPUT and "plan.json" in done.stderr


def test_own_words_nested_without_end_are_no_bug_of_ours(here: Path) -> None:
    deep = {"kind": "unit", "row": "[" * 100_000}
    _with(here, lambda said: said.update(own_words=[deep]))
    assert run(*_commands(here)["check"]).code == ExitCode.FINDINGS


def test_who_checks_a_plan_is_told_what_its_conversion_did_not_tell(here: Path) -> None:
    assert "Less is told" not in run(*_commands(here)["check"], "--lang", "en").stdout
    _with(here, lambda said: said.update(rules=[{"rule": "total-mismatch", "grade": "off"}]))
    done = run(*_commands(here)["check"], "--lang", "en", "--quiet")
    assert "Less is told, by the settings of its conversion: total-mismatch = off." in done.stdout
    told = json.loads(run(*_commands(here)["check"], "--json").stdout)
    assert told["plans"][0]["quieter"] == ["total-mismatch = off"]


OF_THE_SAME_DOCUMENT: dict[str, Callable[[str], str]] = {  # what convert asks of an older plan.json before it writes
    "parts in parts without end": lambda said: f'{said.rstrip()[:-1]},"deep":{"[" * 200_000}{"]" * 200_000}}}',
    "a name that is no text": lambda said: said.replace('"name": "plan.txt"', '"name": "\\q"', 1),
    "a name of half a character": lambda said: said.replace('"name": "plan.txt"', '"name": "\\ud800"', 1),
}


@pytest.mark.parametrize("kind", OF_THE_SAME_DOCUMENT)
def test_a_malformed_plan_of_the_same_document_is_not_replaced_unasked(here: Path, kind: str) -> None:
    path = _plan(here) / "plan.json"
    malformed = OF_THE_SAME_DOCUMENT[kind](path.read_text(encoding="utf-8"))
    path.write_text(malformed, encoding="utf-8")
    done = run(*_commands(here)["convert"], "--lang", "en")
    assert done.code in (ExitCode.FINDINGS, ExitCode.INPUT), done.stderr
    if done.code == ExitCode.INPUT:
        assert "--replace" in done.stderr and path.read_text(encoding="utf-8") == malformed


def test_what_an_older_plan_says_is_not_looked_up_behind_a_link(here: Path) -> None:
    told = ["--provider", "서울특별시", "--lang", "en"]
    assert "서울특별시" in run(*_commands(here)["convert"], *told, "--json").stdout
    plan = _plan(here) / "plan.json"
    plan.rename(here / "elsewhere.json")
    plan.symlink_to(here / "elsewhere.json")
    kept = (here / "elsewhere.json").read_bytes()
    (told_of,) = json.loads(run(*_commands(here)["convert"], "--json").stdout)["documents"]
    assert not told_of.get("forgotten")
    assert (here / "elsewhere.json").read_bytes() == kept and not plan.is_symlink()


# ----------------------------------------------------------------------------------------- older output


def test_a_persons_file_in_portal_stays_and_our_former_twin_goes(here: Path) -> None:
    portal = _plan(here) / "portal"
    (portal / "mine.csv").write_text("mine", encoding="utf-8")
    twin = next(path for path in portal.iterdir() if path.name != "mine.csv")
    package = _plan(here) / "datapackage.json"
    package.write_text(package.read_text(encoding="utf-8").replace(twin.name, "former.csv"), encoding="utf-8")
    twin.rename(portal / "former.csv")
    assert run(*_commands(here)["convert"]).code == ExitCode.FINDINGS
    assert (portal / "mine.csv").read_text(encoding="utf-8") == "mine"
    assert twin.exists() and not (portal / "former.csv").exists()


def test_what_a_killed_export_left_is_swept_by_the_next(here: Path) -> None:
    folder = here / "parquet"
    folder.mkdir()
    (folder / ".gongpyo-targets.parquet-4711").write_bytes(b"half")
    (folder / ".gongpyo-notes").write_bytes(b"mine")
    assert run(*_commands(here)["parquet"]).code == ExitCode.CLEAN
    assert {path.name for path in folder.iterdir() if path.name.startswith(".")} == {".gongpyo-notes"}


def test_a_workbook_by_another_name_is_refused(here: Path) -> None:
    (here / "x.txt").write_text("mine", encoding="utf-8")
    done = run("export", here / "out", "--xlsx", here / "x.txt", "--lang", "en")
    assert done.code == ExitCode.USAGE and ".xlsx" in done.stderr
    assert (here / "x.txt").read_text(encoding="utf-8") == "mine"


def test_an_older_page_outlives_a_full_disk(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "d.html").write_text("older", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = run(*_commands(here)["diff"], "--html", here / "d.html", "--lang", "en")
    assert done.code == ExitCode.INPUT and "no space is left" in done.stderr
    assert (here / "d.html").read_text(encoding="utf-8") == "older"
    assert not [path for path in here.iterdir() if path.name.startswith(".gongpyo-")]


# -------------------------------------------------------------------------------------- settings and limits


@pytest.mark.parametrize("said", ["999999999999999999", "9" * 400, "0", "-1", "1e3", "\x1b[31m"])
def test_an_absurd_limit_is_a_wrong_setting(here: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("GONGPYO_MAX_MEMORY_MIB", said)
    done = run(*_commands(here)["convert"])
    assert done.code == ExitCode.USAGE and "\x1b" not in done.stderr


@pytest.mark.parametrize("said", [f"x = {'9' * 10_000}", "x = [" * 5_000, "\x00", "[rules]\n" * 2])
def test_absurd_settings_are_wrong_settings(here: Path, said: str) -> None:
    (here / "gongpyo.toml").write_text(said, encoding="utf-8")
    assert run(*_commands(here)["convert"]).code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("said", "told"), [(f"x = {'9' * 10_000}", "수가 너무 깁니다"), (f"x = {'[' * 5_000}", "괄호가 너무 깊이")]
)
def test_what_python_says_of_absurd_settings_is_said_in_our_words(here: Path, said: str, told: str) -> None:
    (here / "gongpyo.toml").write_text(said, encoding="utf-8")
    done = run(*_commands(here)["convert"], "--lang", "ko")
    assert done.code == ExitCode.USAGE and told in done.stderr and "limit" not in done.stderr


def test_settings_beside_a_document_silence_nothing_unsaid(here: Path) -> None:
    assert run(*_commands(here)["convert"]).code == ExitCode.FINDINGS
    (here / "gongpyo.toml").write_text('[rules]\ntotal-mismatch = "off"\n', encoding="utf-8")
    done = run(*_commands(here)["convert"], "--quiet", "--lang", "en")
    assert done.code == ExitCode.CLEAN
    assert "gongpyo.toml" in done.stderr and "total-mismatch = off" in done.stderr
    (told,) = json.loads(run(*_commands(here)["convert"], "--json").stdout)["documents"]
    assert told["settings"]["quieter"] == ["total-mismatch = off"]


def test_settings_that_say_more_need_no_word(here: Path) -> None:
    (here / "gongpyo.toml").write_text('[rules]\ntotal-mismatch = "error"\n', encoding="utf-8")
    assert run(*_commands(here)["convert"]).stderr == ""


def test_settings_beside_a_document_that_are_a_link_are_refused(here: Path) -> None:
    (here / "shadow").write_text(SECRET, encoding="utf-8")
    (here / "gongpyo.toml").symlink_to(here / "shadow")
    done = run(*_commands(here)["convert"])
    assert done.code == ExitCode.USAGE and SECRET not in done.stderr


# ---------------------------------------------------------------------------------------------- terminal


@pytest.mark.parametrize("acting", ["\x1b[2J", "\r", "\n", "\x9b", "\x07", "\u202e", "\x7f"])
def test_no_name_and_no_text_acts_on_the_terminal(here: Path, acting: str) -> None:
    good, bad = here / f"a{acting}b.txt", here / f"c{acting}d.hwp"
    good.write_text(WRONG_TOTAL.replace("책 나눔", f"책\u202e\x9b{acting} 나눔"), encoding="utf-8")
    bad.write_bytes(b"nothing that is known")
    for more in ([], ["--json"], ["--preview"]):
        done = run("convert", good, bad, "-o", here / f"out{acting}", "--lang", "en", *more)
        said = done.stdout + done.stderr
        assert done.code == ExitCode.PARTLY_FAILED
        assert not {*said} & {*acting, "\x1b", "\x9b", "\u202e", "\r"} - {"\n", *"[2J"}
    for command in ("check", "corrections", "check"):
        done = run(command, here / f"out{acting}", "--lang", "en")
        assert done.code in (ExitCode.CLEAN, ExitCode.FINDINGS)
        assert not {*done.stdout, *done.stderr} & {"\x1b", "\x9b", "\u202e", "\r", "\x07", "\x7f"}


# ------------------------------------------------------------------------------- an environment that refuses

OUTPUT = "cannot be written to standard output"
FEW = "open files"
SHELL = {  # what a shell is told, how it ends, and what is said of it
    "stderr closed": ("{gongpyo} check nowhere 2>&-", ExitCode.INPUT, ""),
    "stderr full": ("{gongpyo} check nowhere 2>/dev/full", ExitCode.INPUT, ""),
    "stdout full": ("{gongpyo} check out >/dev/full", ExitCode.INPUT, OUTPUT),
    "stdout full, an error as JSON": ("{gongpyo} check nowhere --json >/dev/full", ExitCode.INPUT, "nowhere"),
    "stdout full, what is larger than its buffer, as JSON": (
        "{gongpyo} schema plan --json >/dev/full",
        ExitCode.INPUT,
        OUTPUT,
    ),
    "stdout full, the version": ("{gongpyo} --version >/dev/full", ExitCode.INPUT, OUTPUT),
    "stdout full, the help": ("{gongpyo} --help >/dev/full", ExitCode.INPUT, OUTPUT),
    "stdout full, the help of a command": ("{gongpyo} convert --help >/dev/full", ExitCode.INPUT, OUTPUT),
    "stdout full, tables": ("{gongpyo} tables plan.txt >/dev/full", ExitCode.INPUT, OUTPUT),
    "stdout full, a preview": ("{gongpyo} convert plan.txt -o out --preview >/dev/full", ExitCode.INPUT, OUTPUT),
    "stdout closed": ("{gongpyo} check out >&-", ExitCode.INPUT, OUTPUT),
    "stdout closed, tables": ("{gongpyo} tables plan.txt >&-", ExitCode.INPUT, OUTPUT),
    "stdout closed while documents are converted": ("{gongpyo} convert plan.txt -o out >&-", ExitCode.INPUT, OUTPUT),
    "all closed": ("{gongpyo} check nowhere <&- >&- 2>&-", ExitCode.INPUT, ""),
    "stdin closed": ("{gongpyo} value - <&-", ExitCode.INPUT, "Standard input"),
    "few descriptors": ("ulimit -n 8; {gongpyo} convert plan.txt -o out", ExitCode.INPUT, FEW),
    "too few descriptors for our own words": ("ulimit -n 5; {gongpyo} convert plan.txt -o out", ExitCode.INPUT, "open"),
    "few descriptors for a workbook": ("ulimit -n 6; {gongpyo} export out --xlsx x.xlsx", ExitCode.CLEAN, ""),
    "the current folder is gone": (
        "mkdir gone; cd gone; rmdir ../gone; {gongpyo} convert {here}/plan.txt -o {here}/out",
        ExitCode.FINDINGS,
        "",
    ),
    "an ASCII locale": (
        "PYTHONUTF8=0 LC_ALL=POSIX PYTHONIOENCODING=ascii {gongpyo} convert plan.txt -o out",
        ExitCode.FINDINGS,
        "",
    ),
}


@pytest.mark.parametrize("kind", SHELL)
def test_what_the_environment_refuses_is_no_bug_of_ours(here: Path, kind: str) -> None:
    script, code, said = SHELL[kind]
    done = _shell(script, here)
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr and b"Exception ignored" not in done.stderr
    assert b"bug" not in done.stderr
    assert said in done.stderr.decode()
    assert done.stderr.count(b"Error: ") <= 1, "it is said once"


def _shell(script: str, here: Path, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["sh", "-c", script.format(gongpyo=GONGPYO, here=shlex.quote(str(here)))],
        capture_output=True,
        cwd=here,
        env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        timeout=120,
        check=False,
        **settings,
    )


RIGHTS = (1, 2)  # linux/capability.h: CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, by which root enters every folder
RIGHTS_TO_MORE = (21, 24)  # CAP_SYS_ADMIN and CAP_SYS_RESOURCE, by which root goes over limits
NOBODY = 65534
DROP = 24  # linux/prctl.h: PR_CAPBSET_DROP
FORBIDDEN = {
    "a document in a folder that may not be entered": ("{gongpyo} convert locked/plan.txt -o out", ExitCode.INPUT),
    "a sub-folder that may not be entered": ("{gongpyo} convert . -o out", ExitCode.PARTLY_FAILED),
    "an output folder that may not be entered": ("{gongpyo} check locked", ExitCode.INPUT),
}


def _without_rights() -> None:
    """Be root no more where it is about entering folders."""
    if os.geteuid() == 0:
        for right in RIGHTS:
            ctypes.CDLL(None).prctl(DROP, right, 0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="rights of Linux")
@pytest.mark.parametrize("kind", FORBIDDEN)
def test_a_folder_that_may_not_be_entered_is_named(here: Path, kind: str) -> None:
    (here / "locked").mkdir()
    (here / "locked" / "plan.txt").write_text(VIEWER_TEXT, encoding="utf-8")
    (here / "locked").chmod(0)
    if _shell("ls locked", here, preexec_fn=_without_rights).returncode == 0:
        pytest.skip("root cannot be kept out of a folder here")
    script, code = FORBIDDEN[kind]
    done = _shell(script, here, preexec_fn=_without_rights)
    assert done.returncode == code, done.stderr.decode()
    assert b"locked" in done.stderr and b"Traceback" not in done.stderr and b"bug" not in done.stderr


def test_no_command_that_names_no_address_looks_for_one(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def trap(*address: object, **_: object) -> None:
        asked.append(address)
        raise OSError(errno.ENETUNREACH, "the trap")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, trap)
    for name in ("getaddrinfo", "create_connection", "gethostbyname"):
        monkeypatch.setattr(socket, name, trap)
    convert(ROOT / "fixtures" / "shapes" / "nested" / "document.pdf", here / "pdf")
    for arguments in _commands(here).values():
        assert run(*arguments).code in (ExitCode.CLEAN, ExitCode.FINDINGS)
    assert asked == []
    with pytest.raises(OSError, match="the trap"):
        socket.create_connection(("127.0.0.1", 9))


def test_a_refused_process_is_a_sentence(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refused)
    done = run(*_commands(here)["convert"], "--lang", "en")
    assert done.code == ExitCode.INPUT and "no further process" in done.stderr


def _alone() -> None:
    """Be somebody who may start no second process, nor a thread, and still enter this folder."""
    for right in RIGHTS_TO_MORE:
        ctypes.CDLL(None).prctl(DROP, right, 0, 0, 0)
    os.setresuid(NOBODY, 0, 0)
    resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))


REFUSED = {
    "convert plan.txt -o out": ExitCode.INPUT,
    "export out --xlsx x.xlsx": ExitCode.CLEAN,
    "export out --parquet parquet": ExitCode.CLEAN,
    "load out --to duckdb:///x.duckdb": ExitCode.CLEAN,
}


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("told", REFUSED)
def test_where_no_process_and_no_thread_may_be_started_nobody_has_interrupted(here: Path, told: str) -> None:
    command = [sys.executable, "-m", "gongpyo", *told.split()]
    done = subprocess.run(
        command, cwd=here, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, timeout=120, check=False,
        preexec_fn=_alone,
    )  # fmt: skip
    assert done.returncode == REFUSED[told], done.stderr.decode()


def test_a_workbook_touches_nothing_but_its_own_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refused)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", refused)
    assert run(*_commands(here)["xlsx"]).code == ExitCode.CLEAN
    assert run("corrections", here / "out", "--xlsx", here / "y.xlsx").code == ExitCode.CLEAN


def _of_version(said: dict[str, Any], version: str) -> None:
    said["schema_version"] = version


NEWER = ("1.2.0", "1.99.0", "9.0.0", "next", "", "1.1", "1.1.0.1", "-1.0.0")


@pytest.mark.parametrize("command", [*READING, "convert"])
def test_a_plan_of_a_newer_schema_is_refused_whatever_its_fields(here: Path, command: str) -> None:
    for version in NEWER:
        _with(here, partial(_of_version, version=version))
        if command == "convert":
            _with(here, lambda said: said["source"].update(sha256="0" * 64))
        more = ["--changed-ok"] if command == "load" else []
        done = run(*_commands(here)[command], *more, "--lang", "en")
        assert done.code == ExitCode.INPUT, done.stderr
        assert f"is of schema version '{version}'" in done.stderr


def test_a_plan_of_an_older_schema_is_read(here: Path) -> None:
    _with(here, partial(_of_version, version="1.0.0"))
    assert run(*_commands(here)["xlsx"]).code == ExitCode.CLEAN


def test_without_proc_a_document_is_converted(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_text

    def without(path: Path, *arguments: Any, **named: Any) -> str:
        if path.is_relative_to("/proc"):
            raise FileNotFoundError(2, "No such file or directory", str(path))
        return real(path, *arguments, **named)

    monkeypatch.setattr(Path, "read_text", without)
    monkeypatch.setenv("GONGPYO_MAX_MEMORY_MIB", "8192")  # what the tests before have left in memory counts, too
    assert run(*_commands(here)["convert"]).code == ExitCode.FINDINGS


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory holds on Linux")
@pytest.mark.parametrize("mebibytes", [1, 3, 9])
@pytest.mark.parametrize("suffix", ["pdf", "hwp", "hwpx"])
def test_a_limit_of_memory_in_which_nothing_can_be_read_is_named(suffix: str, mebibytes: int, tmp_path: Path) -> None:
    source = ROOT / "fixtures" / "shapes" / "nested" / f"document.{suffix}"
    setting = {
        "GONGPYO_MAX_MEMORY_MIB": str(mebibytes),
        "GONGPYO_MAX_PLAN_BYTES": "1000",
        "GONGPYO_MAX_IDLE_SECONDS": "20",  # a library may wait for memory that it does not get
    }  # so that it ends in any case
    done = process("convert", source, "-o", tmp_path / "out", "--lang", "en", **setting)
    said = done.stderr.decode()
    assert done.returncode == ExitCode.LIMIT and len(said.splitlines()) == 1, said
    assert f"'{source.name}'" in said and "GONGPYO_MAX_" in said


def test_a_folder_that_another_run_holds_is_said_to_be_busy(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output.folder.folder_lock, "PATIENCE", 0.2)
    with output.folder.folder_lock.folder_lock(here / "out"):
        done = run(*_commands(here)["convert"], "--lang", "en")
    assert done.code == ExitCode.INPUT and "another run" in done.stderr


def test_a_file_that_is_replaced_while_it_is_read_is_of_one_moment(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("plan.pdf", "plan.hwp"):
        source = here / name
        shutil.copy(ROOT / "fixtures" / "shapes" / "nested" / f"document{source.suffix}", source)
        whole = read_plan(source)
        real = extract.readers.read.opened

        def replaced(path: Path, sha256: str = "", *, real: Any = real) -> Any:
            kept = real(path, sha256)
            path.write_bytes(b"another version")
            return kept

        with monkeypatch.context() as patched:
            patched.setattr(gongpyo.pipeline, "opened", replaced)
            assert read_plan(source) == whole


def test_the_pages_of_a_document_that_is_replaced_are_drawn_of_the_bytes_that_were_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "plan.pdf"
    shutil.copy(ROOT / "fixtures" / "shapes" / "nested" / "document.pdf", source)
    _, whole = convert(source, tmp_path / "whole")
    real = extract.readers.read.opened

    def replaced(path: Path, sha256: str = "") -> Any:
        kept = real(path, sha256)
        path.write_bytes(b"another version")
        return kept

    monkeypatch.setattr(gongpyo.pipeline, "opened", replaced)
    _, made = convert(source, tmp_path / "made")
    assert (made / "report.html").read_bytes() == (whole / "report.html").read_bytes()


def test_a_file_that_is_written_to_while_it_is_read_is_refused(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fstat

    def grown(descriptor: int) -> os.stat_result:
        with (here / "plan.txt").open("ab") as file:
            file.write(b" ")
        return real(descriptor)

    monkeypatch.setattr(os, "fstat", grown)
    with pytest.raises(PlanError) as refused:
        read_plan(here / "plan.txt")
    assert (refused.value.code, refused.value.exit_code) == ("changed-while-read", ExitCode.INPUT)

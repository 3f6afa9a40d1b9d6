"""Where a password comes from, and that it is nowhere to be seen: in no message, no file and no argument."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest

import gongpyo
from extract.readers.locked.password import Password, unlocked_by
from gongpyo.cli.application import run
from gongpyo.portals.api_key import api_key
from gongpyo.sandbox.process import ReaderProcess
from tests.conftest import ROOT

SHAPE = ROOT / "fixtures" / "shapes" / "nested" / "document.pdf"
SECRET, OTHER = "gadong-7-secret", "nadong-8-secret"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "plan.pdf"
    with pikepdf.open(SHAPE) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user=SECRET, owner="x", R=6))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "password.txt"
    path.write_text(f"{SECRET}\r\n", encoding="utf-8-sig")
    return path


def _convert(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = run(["convert", *map(str, arguments), "--findings-ok", "--lang", "en"])
    said = capsys.readouterr()
    assert SECRET not in said.out + said.err and OTHER not in said.out + said.err
    return code, said.out + said.err


def test_a_password_in_a_file_opens_a_document_and_is_written_nowhere(
    locked: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = _convert(capsys, locked, "-o", tmp_path / "out", "--password-file", file)
    assert code == 0 and "15 values" in said
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert any(path.name == "report.html" and b"data:image/jpeg" in path.read_bytes() for path in written)
    assert not [path for path in written if SECRET.encode() in path.read_bytes()]


def test_the_environment_gives_a_password_and_a_file_goes_before_it(
    locked: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGPYO_PASSWORD", SECRET)
    assert _convert(capsys, locked, "-o", tmp_path / "out")[0] == 0
    assert run(["tables", str(locked)]) == run(["why", str(locked)]) == run(["diff", str(locked), str(locked)]) == 0
    monkeypatch.setenv("GONGPYO_PASSWORD", OTHER)
    assert _convert(capsys, locked, "-o", tmp_path / "out", "--password-file", file)[0] == 0
    code, said = _convert(capsys, locked, "-o", tmp_path / "out")
    assert code == 4 and "is not opened by the password" in said


def test_a_password_is_asked_for_on_a_terminal_alone(
    locked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = _convert(capsys, locked, "-o", tmp_path / "out", "--password")
    assert code == 2 and "--password-file" in said
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _: SECRET)
    assert _convert(capsys, locked, "-o", tmp_path / "out", "--password")[0] == 0


def test_an_end_of_input_at_the_prompt_is_no_password_and_no_bug(
    locked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ends(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", ends)
    code, said = _convert(capsys, locked, "-o", tmp_path / "out", "--password")
    assert code == 2 and "one line" in said
    with pytest.raises(gongpyo.PlanError, match="holds no API key"):
        api_key(None, needed=True)


@pytest.mark.parametrize("how", [["--password", SECRET], [f"--password={SECRET}"]], ids=["behind", "equals"])
def test_a_password_on_the_command_line_is_refused_unseen(
    how: list[str], locked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = _convert(capsys, locked, "-o", tmp_path / "out", *how)
    assert code == 2 and "others can see a command line" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [b"", b"\n", b"two\nlines", b"\xff\xfe", b"x" * 2000], ids=repr)
def test_a_file_that_holds_no_password_is_refused_unseen(
    content: bytes, locked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "password.txt"
    file.write_bytes(content)
    code, said = _convert(capsys, locked, "-o", tmp_path / "out", "--password-file", file)
    assert code == 2 and "one line" in said and "lines" not in said
    assert _convert(capsys, locked, "-o", tmp_path / "out", "--password-file", tmp_path / "none")[0] == 2


def test_a_password_that_no_document_needs_is_ignored_and_said(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = _convert(capsys, SHAPE, "-o", tmp_path / "out", "--password-file", file)
    assert code == 0 and "The password was not used" in said
    with pytest.warns(UserWarning, match="the password was not used"):
        gongpyo.read(SHAPE, gongpyo.Options(password=SECRET))


@pytest.mark.parametrize("isolated", [True, False])
def test_a_caller_in_python_gives_a_password(locked: Path, isolated: bool) -> None:
    found = gongpyo.read(locked, gongpyo.Options(password=SECRET, isolated=isolated))
    assert found.targets.to_dicts() == gongpyo.read(SHAPE).targets.to_dicts()
    for options, said in ((gongpyo.Options(), r"Options\(password=…\)"), (gongpyo.Options(password=OTHER), "check it")):
        with pytest.raises(gongpyo.PlanError, match=said) as refused:
            gongpyo.read(locked, options)
        assert OTHER not in str(refused.value)


def test_options_do_not_show_a_password() -> None:
    assert SECRET not in repr(gongpyo.Options(password=SECRET)) + str(gongpyo.Options(password=SECRET))
    for wrong in (SECRET.encode(), f"{SECRET}\n{SECRET}"):
        with pytest.raises(gongpyo.PlanError) as refused:
            gongpyo.Options(password=wrong)  # type: ignore[arg-type]
        assert SECRET not in refused.value.ko + refused.value.en


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_argument_of_any_process_is_the_password(locked: Path, file: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "gongpyo", "convert", str(locked), "-o", str(tmp_path / "out")]
    with subprocess.Popen([*command, "--password-file", str(file)], stdout=subprocess.PIPE, cwd=ROOT) as running:
        seen = set()
        while running.poll() is None:
            for entry in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    seen.add(entry.read_bytes())
                except OSError:
                    continue
            time.sleep(0.05)
    assert any(b"gongpyo" in line for line in seen) and not any(SECRET.encode() in line for line in seen)


def test_a_child_that_is_no_copy_gets_a_password_by_its_pipe(locked: Path) -> None:
    password = Password(SECRET)
    with unlocked_by(password), ReaderProcess(forks=False) as reader:
        assert json.loads(reader.call("plan", locked)["plan.json"])["observations"]
    assert password.needed


def test_a_batch_reads_its_locked_documents_when_it_gets_their_password(
    locked: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = ["batch", str(locked), "-o", str(tmp_path / "store"), "--lang", "en"]
    assert run(batch) == 7 and "encrypted 1" in capsys.readouterr().out
    assert run([*batch, "--password-file", str(file)]) == 0 and "published 1" in capsys.readouterr().out
    assert run(batch) == 0 and "published 1" in capsys.readouterr().out
    store = b"".join(path.read_bytes() for path in (tmp_path / "store").rglob("*") if path.is_file())
    assert SECRET.encode() not in store and SECRET not in os.environ.values()

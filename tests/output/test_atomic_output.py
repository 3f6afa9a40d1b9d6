"""An output folder is the old one or the new one, whatever stops the run; what is a person's own stays."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

import output.folder.folder_swap
import output.folder.room
import output.folder.write
from gongpyo.pipeline import read_plan
from gongpyo.sandbox.tasks import convert
from output.folder.folder_lock import folder_lock
from output.folder.whole_files import write_files
from output.folder.write import write_plan
from plan.errors import ExitCode, PlanError
from plan.records.meaning import Plan
from tests.conftest import VIEWER_TEXT, whole_files

FULL = OSError(28, "No space left on device")
posix = pytest.mark.skipif(os.name == "nt", reason="Windows cannot lock a folder")


@pytest.fixture
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    path = tmp_path_factory.mktemp("source") / "plan.txt"
    path.write_text(VIEWER_TEXT, encoding="utf-8")
    return read_plan(path)


def _changed(plan: Plan) -> Plan:
    return replace(plan, profile=replace(plan.profile, title="새 제목"), findings=())


def _folder(path: Path) -> dict[str, bytes]:
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def _without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output.folder.folder_swap, "_exchange", lambda *_: False)


def _fail_at(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, call: int, error: BaseException = FULL) -> None:
    """Make the given call of a function fail, as a full disk does unless told otherwise."""
    real: Callable[..., object] = getattr(owner, name)
    calls = iter(range(1, 1_000))

    def failing(*arguments: object, **named: object) -> object:
        if next(calls) == call:
            raise error
        return real(*arguments, **named)

    monkeypatch.setattr(owner, name, failing)


@pytest.mark.parametrize("call", [1, 3, 7])
def test_a_disk_that_fills_up_leaves_the_old_files_whole(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    folder = write_plan(plan, tmp_path)
    before = _folder(folder)
    _fail_at(monkeypatch, os, "fsync", call)
    with pytest.raises(PlanError) as stopped:
        write_plan(_changed(plan), tmp_path)
    assert stopped.value.code == "output-unwritable"
    assert _folder(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == [folder.name], "nothing is left lying about"


@pytest.mark.parametrize("error", [FULL, KeyboardInterrupt()], ids=["full", "interrupt"])
@pytest.mark.parametrize("call", [1, 2])
def test_a_stop_between_two_moves_leaves_all_old_or_all_new(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int, error: BaseException
) -> None:
    folder = write_plan(plan, tmp_path)
    with monkeypatch.context() as stopped:
        _without_exchange(stopped)
        _fail_at(stopped, Path, "rename", call, error)
        with pytest.raises((PlanError, KeyboardInterrupt)):
            write_plan(_changed(plan), tmp_path)
    if folder.exists():
        assert _folder(folder) == whole_files(plan)
    write_plan(plan, tmp_path)
    assert _folder(folder) == whole_files(plan)
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_a_run_killed_between_two_moves_is_put_right_by_the_next_of_any_plan(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_plan(plan, tmp_path)
    (folder / "corrections.yaml").write_text("mine", encoding="utf-8")
    folder.rename(tmp_path / f".gongpyo-{folder.name}-4711.old")
    (tmp_path / f".gongpyo-{folder.name}-4711").mkdir()
    other = replace(plan, source=replace(plan.source, sha256="f" * 64), profile=replace(plan.profile, plan_id="other"))
    write_plan(other, tmp_path)
    assert _folder(folder) == whole_files(plan) | {"corrections.yaml": b"mine"}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["other", folder.name])


def test_what_a_killed_run_left_behind_is_swept(plan: Plan, tmp_path: Path) -> None:
    for plan_id in (plan.profile.plan_id, "another-plan"):
        leftover = tmp_path / f".gongpyo-{plan_id}-4711"
        leftover.mkdir()
        (leftover / "plan.json").write_text("half", encoding="utf-8")
    folder = write_plan(plan, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_a_run_over_many_documents_looks_for_leftovers_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Path] = []
    monkeypatch.setattr(output.folder.write, "_sweep", lambda folder, _: looked.append(folder))
    written: dict[str, str] = {}
    for number in range(3):
        source = tmp_path / f"{number}.txt"
        source.write_text(VIEWER_TEXT.replace("마을도서관", f"마을도서관{number}"), encoding="utf-8")
        made = convert(source=str(source), out=str(tmp_path / "out"), written=written)
        written[str(made["plan_id"])] = str(source)
    assert len(written) == 3 and looked == [tmp_path / "out"]


@pytest.mark.parametrize("exchange", [True, False])
def test_what_is_a_persons_own_is_carried_over(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        _without_exchange(monkeypatch)
    folder = write_plan(plan, tmp_path)
    (folder / "corrections.yaml").write_text("mine", encoding="utf-8")
    (folder / "notes").mkdir()
    (folder / "notes" / "a.csv").write_text("mine", encoding="utf-8")
    (folder / "portal" / "readme.txt").write_text("mine", encoding="utf-8")
    (folder / "portal" / "former.csv").write_text("mine", encoding="utf-8")
    before = (folder / "corrections.yaml").stat().st_ino
    write_plan(_changed(plan), tmp_path)
    mine = {
        "corrections.yaml": b"mine",
        "notes/a.csv": b"mine",
        "portal/readme.txt": b"mine",
        "portal/former.csv": b"mine",
    }
    assert _folder(folder) == whole_files(_changed(plan)) | mine
    assert (folder / "corrections.yaml").stat().st_ino == before, "an editor that has it open still has it"


def test_what_is_saved_while_the_new_folder_is_made_is_kept(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_plan(plan, tmp_path)
    (folder / "corrections.yaml").write_text("old", encoding="utf-8")
    real = output.folder.write.swap

    def saved_late(new: Path, target: Path) -> Path | None:
        (target / "saved").write_text("late", encoding="utf-8")
        (target / "saved").replace(target / "corrections.yaml")
        return real(new, target)

    monkeypatch.setattr(output.folder.write, "swap", saved_late)
    write_plan(_changed(plan), tmp_path)
    assert (folder / "corrections.yaml").read_text(encoding="utf-8") == "late"


def test_a_reader_never_sees_a_mixture(plan: Plan, tmp_path: Path) -> None:
    folder = write_plan(plan, tmp_path)
    whole = [whole_files(plan), whole_files(_changed(plan))]
    seen: list[bool] = []
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                listed = {name: _read_at(name, descriptor) for name in ("plan.json", "datapackage.json")}
                seen.append(any(all(listed[name] == files[name] for name in listed) for files in whole))
            except FileNotFoundError:
                continue  # the old folder was removed while it was read: its reader knows
            finally:
                os.close(descriptor)

    watcher = threading.Thread(target=watch)
    watcher.start()
    for index in range(6):
        write_plan(_changed(plan) if index % 2 else plan, tmp_path)
    stop.set()
    watcher.join()
    assert seen and all(seen)


def _read_at(name: str, folder: int) -> bytes:
    with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as file:
        return file.read()


@posix
def test_a_second_run_waits_for_the_first(plan: Plan, tmp_path: Path) -> None:
    done = threading.Event()

    def second() -> None:
        write_plan(plan, tmp_path)
        done.set()

    with folder_lock(tmp_path) as locked:
        assert locked
        thread = threading.Thread(target=second)
        thread.start()
        assert not done.wait(0.3)
    assert done.wait(30)
    thread.join()


@posix
def test_a_run_that_waits_too_long_says_so(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("output.folder.folder_lock.PATIENCE", 0.05)
    with folder_lock(tmp_path), pytest.raises(PlanError) as refused:
        write_plan(plan, tmp_path)
    assert "another run" in refused.value.en


def test_the_lock_leaves_nothing_behind_and_a_killed_holder_frees_it(tmp_path: Path) -> None:
    hold = (
        "import sys, pathlib, time\nfrom output.folder.folder_lock import folder_lock\n"
        "with folder_lock(pathlib.Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", hold, str(tmp_path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        holder.kill()
    with folder_lock(tmp_path):
        assert list(tmp_path.iterdir()) == []


def test_a_target_that_is_a_link_is_refused_and_not_followed(plan: Plan, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    out = tmp_path / "out"
    out.mkdir()
    (out / plan.profile.plan_id).symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(PlanError) as refused:
        write_plan(plan, out)
    assert refused.value.code == "output-unwritable"
    assert list(elsewhere.iterdir()) == []


def test_a_file_that_is_a_link_is_replaced_and_not_written_through(plan: Plan, tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("mine", encoding="utf-8")
    target = tmp_path / "out" / plan.profile.plan_id
    target.mkdir(parents=True)
    (target / "plan.json").symlink_to(precious)
    write_plan(plan, tmp_path / "out")
    assert precious.read_text(encoding="utf-8") == "mine"
    assert not (target / "plan.json").is_symlink()


def test_a_file_in_the_way_is_refused_and_kept(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / plan.profile.plan_id).write_text("mine", encoding="utf-8")
    with pytest.raises(PlanError):
        write_plan(plan, tmp_path)
    assert (tmp_path / plan.profile.plan_id).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(("name", "most"), [("parts", 100), ("of_ours", 1_000)])
def test_more_values_than_can_be_read_back_are_refused_and_nothing_is_written(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, most: int
) -> None:
    folder = write_plan(plan, tmp_path)
    before = _folder(folder)
    monkeypatch.setattr(output.folder.room, f"most_{name}", lambda: most)
    with pytest.raises(PlanError) as stopped:
        write_plan(_changed(plan), tmp_path)
    assert (stopped.value.code, stopped.value.exit_code) == ("limit", ExitCode.LIMIT)
    assert "plan.json" in stopped.value.en and f"{most:,}" in stopped.value.ko
    assert stopped.value.details["setting"] == "GONGPYO_MAX_PLAN_BYTES" in stopped.value.en
    assert _folder(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == [folder.name], "nothing is left lying about"


def test_a_file_that_cannot_be_made_is_named_as_its_user_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_self: Path, *_: object) -> None:
        raise PermissionError(errno.EACCES, "refused")

    with monkeypatch.context() as patched, pytest.raises(PlanError) as told:
        patched.setattr("output.folder.whole_files.Path.open", refused)
        write_files(tmp_path, {"plans.xlsx": b"x"})
    assert "plans.xlsx'" in told.value.en and ".gongpyo-" not in told.value.en + str(told.value.details)

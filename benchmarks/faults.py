"""Every call by which a writer touches the disk fails once: the older output is whole, or the new one is.

    python -m benchmarks.faults

Each writer is run over an older output; in its n-th run the n-th call fails, until a run needs fewer calls. What the
run says must be a sentence with a documented code, and the next run must put everything right.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from gongpyo.cli.application import run
from gongpyo.pipeline import publish, read_plan
from gongpyo.settings.files import PLAN_SETTINGS_FILE
from gongpyo.settings.remember import remember
from plan.errors import ExitCode, PlanError
from plan.os_errors import refused_by_system
from plan.records.meaning import Plan

ERRORS = (errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS)
CALLS = (
    "open", "close", "fsync", "rename", "replace", "link", "unlink", "mkdir", "rmdir", "scandir", "listdir", "stat",
    "lstat", "fstat", "chmod",
)  # fmt: skip
DOCUMENT = (
    "결재문서 가온시 마을도서관 기본계획(2024~2027) 결재일자 2023-11-30 1-1-1 마을도서관 늘리기 □ 사업개요 "
    "ㅇ 사업대상 : 가온시민 □ 연차별 추진계획 주요사업 계 2024 2025 2026 2027 "
    "마을도서관 개관 목표(단위:개소) 11 1 2 3 4 예산(백만원) 1,000 100 200 300 400 "
    "작 성 자 도서관과장:가나다 ☎000-0000 "
)
ENDS = frozenset((ExitCode.CLEAN, ExitCode.FINDINGS, ExitCode.INPUT, ExitCode.USAGE))
State = dict[str, bytes]


class Faults:
    """Counts the calls beneath a folder, and lets one of them fail."""

    def __init__(self, folder: Path, failing: int, error: int) -> None:
        self._folder = str(folder)
        self._failing = failing
        self._error = error
        self.calls = 0
        self._files: set[int] = set()

    def count(self, name: object) -> None:
        """One more call; the one that is to fail does."""
        if isinstance(name, int):
            if name not in self._files:
                return
        elif not str(name).startswith(self._folder):
            return
        self.calls += 1
        if self.calls == self._failing:
            self.fail(name)

    def fail(self, name: object) -> None:
        """What becomes of the call."""
        raise OSError(self._error, os.strerror(self._error), None if isinstance(name, int) else str(name))

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Stand between us and the disk."""
        with contextmanager(self._patched)():
            yield

    def _patched(self) -> Iterator[None]:
        patches = [patch.object(os, name, self._counted(getattr(os, name))) for name in CALLS]
        patches += [patch.object(io, "open", self._opening(io.open)), patch.object(builtins, "open", io.open)]
        for each in patches:
            each.start()
        try:
            yield
        finally:
            for each in reversed(patches):
                each.stop()

    def _counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            if arguments and real.__name__ == "close":  # which frees the descriptor also where it fails (close(2))
                try:
                    self.count(arguments[0])
                finally:
                    self._files.discard(arguments[0])
                    real(*arguments, **named)
                return None
            if arguments:
                self.count(arguments[0])
            made = real(*arguments, **named)
            if real.__name__ == "open" and str(arguments[0]).startswith(self._folder):
                self._files.add(made)
            return made

        return counted

    def _opening(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def opening(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
            self.count(file)
            opened = real(file, mode, *arguments, **named)
            if set(mode) & set("wax+") and str(file).startswith(self._folder):
                self._files.add(opened.fileno())
                return _Written(opened, self)
            return opened

        return opening


class _Written:
    """A file of which any write may fail, with half of it written."""

    def __init__(self, file: Any, faults: Faults) -> None:
        self._file = file
        self._faults = faults

    def write(self, content: Any) -> int:
        """As of a file."""
        try:
            self._faults.count(self._file.fileno())
        except OSError:
            self._file.write(content[: len(content) // 2])
            raise
        return int(self._file.write(content))

    def writelines(self, parts: Any) -> None:
        """As of a file."""
        for part in parts:
            self.write(part)

    def __enter__(self) -> _Written:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class Writer(msgspec.Struct, frozen=True):
    """A way of writing: what stands there before, and what it is told to do; its exit code."""

    name: str
    work: Callable[[Path, Plan], int]
    owns: str


def _convert(here: Path, plan: Plan) -> int:
    publish(plan, here / "out")
    return ExitCode.CLEAN


def _remembered(here: Path, _: Plan) -> int:
    try:
        remember(here / "settings" / PLAN_SETTINGS_FILE, {"title": "가온시 마을도서관 기본계획"})
    except OSError as error:  # as the command line says it
        raise refused_by_system(error) from None
    return ExitCode.CLEAN


def _told(*arguments: str | Path) -> int:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return run([str(part) for part in arguments])


def _sheet(here: Path, language: str) -> int:
    """The workbook of a plan whose ``corrections.yaml`` has every entry, else the older one is not written over."""
    return _told("corrections", here / "taken", "--xlsx", here / "s" / "s.xlsx", "--lang", language)


WRITERS = (
    Writer("convert", _convert, "out"),
    Writer("corrections", lambda here, _: _told("corrections", here / "out"), "out"),
    Writer("xlsx", lambda here, _: _told("export", here / "out", "--xlsx", here / "x" / "x.xlsx"), "x"),
    Writer("parquet", lambda here, _: _told("export", here / "out", "--parquet", here / "parquet"), "parquet"),
    Writer("csv", lambda here, _: _told("export", here / "out", "--csv", here / "csv"), "csv"),
    Writer("sheet", lambda here, _: _sheet(here, "ko"), "s"),
    Writer("settings", _remembered, "settings"),
    Writer("html", lambda here, _: _told("diff", here / "out", here / "out", "--html", here / "d" / "d.html"), "d"),
)


def state_of(folder: Path) -> State:
    """The files of a folder that a person sees."""
    files = (path for path in folder.rglob("*") if path.is_file())
    shown = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: path.read_bytes() for name, path in shown.items() if not name.startswith(".gongpyo-")}


def plan_of(folder: Path) -> Plan:
    """The plan that is written."""
    (folder / "plan.txt").write_text(DOCUMENT, encoding="utf-8")
    return read_plan(folder / "plan.txt")


def faults_of(writer: Writer, plan: Plan, folder: Path, *, error: int = errno.EIO, every: int = 1) -> Iterator[str]:
    """What went wrong in the runs of a writer of which one call failed; nothing where all is as promised."""
    older = folder / "older"
    older_output(older, plan)
    new = folder / "new"
    shutil.copytree(older, new)
    writer.work(new, plan)
    before, after = state_of(older / writer.owns), state_of(new / writer.owns)
    if before == after:
        yield f"{writer.name}: writes nothing where an older output lies, so that nothing can fail"
    failing, has_failed = 1, True
    while has_failed:
        here = folder / "here"
        shutil.copytree(older, here)
        faults = Faults(here, failing, error)
        where = f"{writer.name}, call {failing}, {errno.errorcode[error]}"
        try:
            with faults.in_place():
                code = writer.work(here, plan)
        except PlanError as refused:
            code = int(refused.exit_code)
        except Exception as bug:  # noqa: BLE001 - a bug is what is looked for
            yield f"{where}: {type(bug).__name__}: {bug}"
            code = ExitCode.INPUT
        has_failed = faults.calls >= failing
        yield from (f"{where}: {said}" for said in wrong_in(writer, here, code, before, after))
        try:
            writer.work(here, plan)
        except PlanError as refused:
            yield f"{where}: the next run fails: {refused}"
        if state_of(here / writer.owns) != after or leftovers(here):
            yield f"{where}: the next run does not put it right {leftovers(here)}"
        shutil.rmtree(here)
        failing += every
    shutil.rmtree(older)
    shutil.rmtree(new)


def wrong_in(writer: Writer, here: Path, code: int, before: State, after: State) -> Iterator[str]:
    """What a run that has failed, or says that it has not, has done to what stood there."""
    if code not in ENDS:
        yield f"ends with {code}"
    now = state_of(here / writer.owns)
    torn = [name for name in {*now, *before, *after} if now.get(name) not in (before.get(name), after.get(name))]
    if torn:
        yield f"torn: {torn}"
    if writer.name == "convert" and now not in (before, after):
        yield "a mixture of two runs"
    if code in (ExitCode.CLEAN, ExitCode.FINDINGS) and now != after:
        yield "says that it is done and is not"


def leftovers(here: Path) -> list[str]:
    """What is half written and lies about."""
    return [str(path.relative_to(here)) for path in here.rglob(".gongpyo-*")]


def older_output(older: Path, plan: Plan) -> None:
    """What earlier runs have written: another edition of the plan, a person's files, and files in every place."""
    profile = msgspec.structs.replace(plan.profile, data_date="2023-01-02")
    edition = msgspec.structs.replace(plan, profile=profile)
    folder = publish(edition, older / "out")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (older / "settings").mkdir()
    (older / "settings" / PLAN_SETTINGS_FILE).write_text('source_url = "https://gaon.example/"\n', encoding="utf-8")
    tables = [f"{form}/{name}.{form}" for form in ("parquet", "csv") for name in ("plans", "targets")]
    for name in ("x/x.xlsx", "d/d.html", *tables):
        (older / name).parent.mkdir(exist_ok=True)
        (older / name).write_bytes(b"older")
    publish(edition, older / "taken")
    _sheet(older, "en")


def main() -> int:
    """Let every call of every writer fail, with each error of a disk; the exit code is 1 where one does harm."""
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="gongpyo-faults-") as name:
        plan = plan_of(Path(name))
        for writer in WRITERS:
            for error in ERRORS:
                for said in faults_of(writer, plan, Path(name), error=error):
                    wrong += 1
                    sys.stdout.write(f"{said}\n")
            sys.stdout.write(f"{writer.name}: done\n")
    sys.stdout.write(f"{wrong} runs did harm\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())

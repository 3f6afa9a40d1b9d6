"""Writes a plan's files into their folder: all of them or none, whatever stops the run."""

from __future__ import annotations

import filecmp
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from pathlib import Path

from output.files.json_file import decisions_parts, json_parts
from output.files.plan_files import plan_files
from output.folder.folder_lock import folder_lock, nobody
from output.folder.folder_swap import OLD, flush_folder, make_folder, recover, swap
from output.folder.in_use import CLOSE_THEM, is_in_use
from output.folder.other_plan import require_same_plan
from output.folder.proof import is_as_written, recorded_files
from output.folder.read_back import DECISIONS_FILE, PLAN_FILE
from output.folder.room import readable
from output.folder.same_document import require_one_plan
from output.folder.whole_files import TEMPORARY, sweep_files
from plan.errors import PlanError, unnamable
from plan.os_errors import Reason, reason_of
from plan.records.meaning import Plan

Files = Iterable[tuple[str, Iterable[bytes]]]
READ_BACK = (PLAN_FILE, DECISIONS_FILE)
REPORT_FILE = "report.html"  # of one run: an older one would show another plan
LEFTOVER = re.compile(re.escape(TEMPORARY) + r"(?P<plan_id>.+)-\d+(?:" + re.escape(OLD) + ")?")


def write_plan(
    plan: Plan,
    folder: Path,
    *,
    with_contacts: bool = False,
    replace_other: bool = False,
    sweeps: bool = True,
    while_waiting: Callable[[], None] = nobody,
    more: Files = (),
) -> Path:
    """Write ``folder/<plan_id>/`` and return it; ``more`` are files that stand beside those of the plan's data.

    The new folder is made complete beside the old one and takes its place at once; what is not ours in the old one,
    such as ``corrections.yaml``, is carried over. The plan of another document stays there unless ``replace_other``.
    What killed runs have left is swept, unless this run has done so (``sweeps``); ``while_waiting`` is called as long
    as another run holds the folder.
    """
    files = chain(plan_files(plan, with_contacts=with_contacts), more)
    return _write(plan, folder, files, replace_other=replace_other, sweeps=sweeps, while_waiting=while_waiting)


def write_undecided(plan: Plan, folder: Path, decisions: tuple[str, str]) -> Path:
    """Write what a person needs to decide about a document without a plan: its tables, and why none of them is one.

    ``decisions`` are the name and the text of the file that is to be filled in. There are no tables of values.
    """
    name, text = decisions
    files: list[tuple[str, Iterable[bytes]]] = [("plan.json", json_parts(plan))]
    if plan.decided:
        files.append(("decisions.json", decisions_parts(plan.decided)))
    return _write(plan, folder, [*files, (name, [text.encode()])], replace_other=False)


def _write(
    plan: Plan,
    folder: Path,
    files: Files,
    *,
    replace_other: bool,
    sweeps: bool = True,
    while_waiting: Callable[[], None] = nobody,
) -> Path:
    target = folder / plan.profile.plan_id
    try:
        make_folder(folder)
        with folder_lock(folder, while_waiting) as locked:
            if sweeps or not locked:
                _sweep(folder, None if locked else plan.profile.plan_id)
            if not replace_other:
                require_one_plan(plan, folder)
                require_same_plan(plan, target)
            _replace(target, files)
    except OSError as error:
        place = target if folder.is_dir() else folder
        raise _unwritable(place, reason_of(error), in_use=is_in_use(target, error)) from None
    except UnicodeEncodeError as error:
        raise unnamable(error) or error from None
    return target


def _replace(target: Path, files: Files) -> None:
    """Write beside the target, flush to disk, then change places with it."""
    waiting = target.with_name(f"{TEMPORARY}{target.name}-{os.getpid()}")
    old: Path | None = None
    try:
        waiting.mkdir()
        names = set()
        for name, parts in files:
            names.add(name)
            (waiting / name).parent.mkdir(exist_ok=True)
            with (waiting / name).open("xb") as file:
                file.writelines(readable(name, parts) if name in READ_BACK else parts)
        for name in names:
            _flush_file(waiting / name)
        for place in (target, *sorted({(target / name).parent for name in names} - {target})):
            if place.is_symlink() or (place.exists() and not place.is_dir()):
                raise _unwritable(place, Reason("링크이거나 파일임", "it is a link or a file"))
        if target.exists():
            shutil.copymode(target, waiting)
            _carry_over(target, waiting, names)
        for place in {waiting, *((waiting / name).parent for name in names)}:
            flush_folder(place)
        old = swap(waiting, target)
        flush_folder(target.parent)
        if old is not None:
            _carry_late(old, target, names)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
        if old is not None:
            shutil.rmtree(old, ignore_errors=True)


def _flush_file(path: Path) -> None:
    """Make a file durable; all are written before the first, so that one step of the journal holds most of them."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _foreign(folder: Path, files: Collection[str]) -> Iterator[str]:
    """What lies in a plan's folder and is not ours; in a folder inside it, what no run has written as it stands."""
    ours = {name.rpartition("/")[0] for name in files} - {""}
    recorded = recorded_files(folder)
    for entry in sorted(folder.iterdir()):
        if entry.name in ours and entry.is_dir() and not entry.is_symlink():
            for inner in sorted(entry.iterdir()):
                name = f"{entry.name}/{inner.name}"
                is_ours = name in files or (name in recorded and is_as_written(folder, recorded[name]))
                if not is_ours:
                    yield name
        elif entry.name not in files and entry.name != REPORT_FILE:
            yield entry.name


def _carry_over(source: Path, target: Path, files: Collection[str]) -> None:
    """Give the new folder what is not ours in the old one: the same file under both names until they change places."""
    for name in _foreign(source, files):
        if (source / name).is_dir() and not (source / name).is_symlink():
            shutil.copytree(source / name, target / name, symlinks=True, copy_function=_link)
        else:
            _link(source / name, target / name)


def _link(source: str | Path, target: str | Path) -> None:
    """A second name for a file, or a copy where the file system has no second names."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)


def _carry_late(old: Path, target: Path, files: Collection[str]) -> None:
    """What a person saved into the old folder while the new one was being made."""
    for name in _foreign(old, files):
        late, kept = old / name, target / name
        if late.is_symlink() or late.is_dir() or (kept.exists() and _same(late, kept)):
            continue
        late.replace(kept)


def _same(first: Path, second: Path) -> bool:
    """Whether both are one file or say the same; a pipe or a device is like nothing, and nobody waits for it."""
    return first.samefile(second) or filecmp.cmp(first, second, shallow=False)


def _sweep(folder: Path, plan_id: str | None) -> None:
    """Remove what a stopped run left behind; of one plan only where another run may be at work."""
    for leftover in sorted(folder.iterdir(), reverse=True):
        found = LEFTOVER.fullmatch(leftover.name)
        if found and plan_id in (None, found["plan_id"]):
            recover(leftover, folder / found["plan_id"])
            if not leftover.is_symlink() and leftover.is_dir():
                shutil.rmtree(leftover, ignore_errors=True)
    sweep_files(folder, None if plan_id is None else ())


def _unwritable(target: Path, why: Reason, *, in_use: bool = False) -> PlanError:
    ko, en = (
        CLOSE_THEM if in_use else ("쓸 수 있는 폴더를 -o로 지정하십시오", "name a folder that can be written with -o")
    )
    return PlanError(
        "output-unwritable",
        ko=f"'{target}'에 쓸 수 없습니다({why.ko}). {ko}.",
        en=f"'{target}' cannot be written ({why.en}); {en}.",
        path=str(target),
    )

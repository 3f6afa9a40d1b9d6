"""Writes a plan's files into their folder: all of them or none."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from output.files import plan_files
from plan_errors import PlanError
from plan_records import Plan

TEMPORARY = ".gongpyo-"


def write_plan(plan: Plan, folder: Path, *, with_contacts: bool = False) -> Path:
    """Write ``folder/<plan_id>/`` and return it; an earlier run's files stay whole until the new ones are complete."""
    target = folder / plan.profile.plan_id
    files = plan_files(plan, with_contacts=with_contacts)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for place in (target, *sorted({(target / name).parent for name in files} - {target})):
            if place.is_symlink() or (place.exists() and not place.is_dir()):
                raise _unwritable(place, "is a link or a file")
        _sweep(folder, plan.profile.plan_id)
        _replace(target, files)
    except OSError as error:
        raise _unwritable(target, error.strerror or str(error)) from None
    return target


def _replace(target: Path, files: dict[str, bytes]) -> None:
    """Write beside the target, flush to disk, then move each file into place."""
    waiting = target.with_name(f"{TEMPORARY}{target.name}-{os.getpid()}")
    try:
        waiting.mkdir()
        for name, content in files.items():
            (waiting / name).parent.mkdir(exist_ok=True)
            with (waiting / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        target.mkdir(exist_ok=True)
        before = {name: (target / name).read_bytes() for name in files if (target / name).is_file()}
        try:
            for name in files:
                (target / name).parent.mkdir(exist_ok=True)
                (waiting / name).replace(target / name)
        except (OSError, KeyboardInterrupt):
            _restore(target, before, files, waiting)
            raise
        _remove_former(target, files)
        _flush_folder(target)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def _restore(target: Path, before: dict[str, bytes], files: dict[str, bytes], waiting: Path) -> None:
    """Put an earlier run's files back after a move has failed; each is whole before it takes its place."""
    for name in files:
        if name in before:
            (waiting / name).write_bytes(before[name])
            (waiting / name).replace(target / name)
        else:
            (target / name).unlink(missing_ok=True)


def _remove_former(target: Path, files: dict[str, bytes]) -> None:
    """Remove the files of an earlier run that the new one does not have, from the folders that are wholly ours."""
    for folder in {(target / name).parent for name in files} - {target}:
        for file in folder.glob("*.csv"):
            if f"{folder.name}/{file.name}" not in files:
                file.unlink()
        _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    """Make the renames durable where the system can flush a folder (Windows cannot)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(folder: Path, plan_id: str) -> None:
    """Remove what a run that was stopped half-way left behind."""
    own = re.compile(re.escape(f"{TEMPORARY}{plan_id}-") + r"\d+")
    for leftover in folder.iterdir():
        if own.fullmatch(leftover.name):
            shutil.rmtree(leftover, ignore_errors=True)


def _unwritable(target: Path, reason: str) -> PlanError:
    return PlanError(
        "output-unwritable",
        ko=f"'{target}'에 쓸 수 없습니다({reason}). 쓸 수 있는 폴더를 -o로 지정하십시오.",
        en=f"'{target}' cannot be written ({reason}); name a folder that can be written with -o.",
        path=str(target),
    )

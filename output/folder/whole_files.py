"""The one writer of single files: each is whole before it takes the place of an older one, or nothing is changed."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from output.folder.folder_lock import folder_lock
from output.folder.folder_swap import flush_folder, make_folder
from output.folder.in_use import CLOSE_IT, is_in_use
from plan.errors import PlanError
from plan.os_errors import Reason, reason_of

TEMPORARY = ".gongpyo-"
LEFTOVER = re.compile(re.escape(TEMPORARY) + r".+-\d+")


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files beside their places and flush them, then move each into place; nothing is left of a failure.

    What stands in the place of a file or of its temporary name and is none of ours, such as a link or a device, is
    refused. What a killed run has left in the folder is removed.
    """
    for name in files:
        _require_a_file(folder / name)
    waiting = {name: folder / f"{TEMPORARY}{name}-{os.getpid()}" for name in files}
    made: list[Path] = []
    at = folder
    try:
        make_folder(folder)
        with folder_lock(folder) as locked:
            sweep_files(folder, None if locked else waiting.values())
            for name, content in files.items():
                at = waiting[name]
                with at.open("xb") as file:
                    made.append(at)
                    at = folder / name
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                if at.exists():
                    shutil.copymode(at, waiting[name])
            for name, path in waiting.items():
                at = folder / name
                path.replace(at)
            flush_folder(folder)
    except OSError as error:
        if not isinstance(error, FileExistsError):  # a file that cannot be made is called as its user calls it
            at = {path: folder / name for name, path in waiting.items()}.get(at, at)
        raise _unwritable(at, reason_of(error), in_use=is_in_use(at, error)) from None
    finally:
        for path in made:
            with suppress(OSError):  # the error that matters is on its way, and the next run sweeps
                path.unlink(missing_ok=True)


def sweep_files(folder: Path, names: Collection[Path] | None = None) -> None:
    """Remove the half-written files of killed runs; only those of these names where another run may be at work."""
    for entry in sorted(folder.iterdir()):
        if LEFTOVER.fullmatch(entry.name) and _is_ordinary(entry) and (names is None or entry in names):
            entry.unlink()


def _is_ordinary(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)


def _require_a_file(path: Path) -> None:
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise _unwritable(path, Reason("링크이거나 파일이 아님", "it is a link or no file"))
    except OSError as error:
        raise _unwritable(path, reason_of(error)) from None


def _unwritable(path: Path, why: Reason, *, in_use: bool = False) -> PlanError:
    ko, en = CLOSE_IT if in_use else ("쓸 수 있는 곳을 지정하십시오", "name a place that can be written")
    return PlanError(
        "output-unwritable",
        ko=f"'{path}'에 쓸 수 없습니다({why.ko}). {ko}.",
        en=f"'{path}' cannot be written ({why.en}); {en}.",
        path=str(path),
    )

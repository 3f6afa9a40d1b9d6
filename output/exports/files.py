"""Writes files that were asked for by name: each is whole before it takes the place of an older one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from plan.errors import PlanError


def write_exports(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files beside their places and flush them, then move each into place; nothing is left of a failure.

    What stands in the place of a file and is none, such as a link or a device, is refused.
    """
    for name in files:
        _require_a_file(folder / name)
    waiting = {name: folder / f".gongpyo-{name}-{os.getpid()}" for name in files}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            waiting[name].unlink(missing_ok=True)  # of a run that was killed and had our number
            with waiting[name].open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if (folder / name).exists():
                shutil.copymode(folder / name, waiting[name])
        for name, path in waiting.items():
            path.replace(folder / name)
    except OSError as error:
        raise _unwritable(folder, error.strerror or str(error)) from None
    finally:
        for path in waiting.values():
            if path.is_file():
                path.unlink()


def _require_a_file(path: Path) -> None:
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise _unwritable(path, "is a link or no file")
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from None


def _unwritable(path: Path, reason: str) -> PlanError:
    return PlanError(
        "output-unwritable",
        ko=f"'{path}'에 쓸 수 없습니다({reason}). 쓸 수 있는 곳을 지정하십시오.",
        en=f"'{path}' cannot be written ({reason}); name a place that can be written.",
        path=str(path),
    )

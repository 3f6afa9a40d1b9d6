"""Writes files that were asked for by name: each is whole before it takes the place of an older one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from plan_errors import PlanError


def write_exports(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files beside their places and flush them, then move each into place; nothing is left of a failure."""
    waiting = {name: folder / f".gongpyo-{name}-{os.getpid()}" for name in files}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            with waiting[name].open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for name, path in waiting.items():
            path.replace(folder / name)
    except OSError as error:
        raise _unwritable(folder, error.strerror or str(error)) from None
    finally:
        for path in waiting.values():
            if path.is_file():
                path.unlink()


def _unwritable(folder: Path, reason: str) -> PlanError:
    return PlanError(
        "output-unwritable",
        ko=f"'{folder}'에 쓸 수 없습니다({reason}). 쓸 수 있는 곳을 지정하십시오.",
        en=f"'{folder}' cannot be written ({reason}); name a place that can be written.",
        path=str(folder),
    )

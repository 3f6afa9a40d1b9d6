"""What a file holds that nobody else is to see, such as a key or a password."""

from __future__ import annotations

from pathlib import Path

from plan.errors import ExitCode, PlanError
from plan.os_errors import reason_of
from plan.safe_files import read_file

MOST = 64 * 1024  # bytes of a file that holds one secret


def secret_in(file: Path, *, option: str, code: str) -> str | None:
    """The text of a small file, None where it is no text; one that cannot be read is a usage error of this code."""
    try:
        return read_file(file, MOST).decode("utf-8-sig")
    except OSError as error:
        why = reason_of(error)
    except UnicodeDecodeError:
        return None
    raise PlanError(
        code,
        ko=f"{option} '{file}': 읽을 수 없습니다({why.ko}).",
        en=f"{option} '{file}' cannot be read ({why.en}).",
        exit_code=ExitCode.USAGE,
        path=str(file),
    )

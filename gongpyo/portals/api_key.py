"""The key of a portal's user: from a file, the environment or a prompt; never from the command line, nor shown."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from plan.errors import ExitCode, PlanError
from plan.os_errors import reason_of
from plan.safe_files import read_file

VARIABLE = "GONGPYO_CKAN_KEY"
MOST = 64 * 1024  # bytes of a file that holds one key


def api_key(file: Path | None, *, needed: bool) -> str:
    """The key; '' where none is given and none is needed, as when nothing is to be written."""
    if file is not None:
        return _whole(_in_file(file), f"'{file}'")
    if said := os.environ.get(VARIABLE, ""):
        return _whole(said, VARIABLE)
    if not needed:
        return ""
    if not sys.stdin.isatty():
        raise PlanError(
            "portal-key",
            ko=f"사이트의 API 키가 없습니다. --api-key-file로 키를 담은 파일을 주거나 환경 변수 {VARIABLE}에 두십시오.",
            en=f"The API key of the site is missing: name a file that holds it with --api-key-file, or set {VARIABLE}.",
            exit_code=ExitCode.USAGE,
        )
    return _whole(getpass.getpass("API key: "), "API key")


def _in_file(file: Path) -> str:
    try:
        return read_file(file, MOST).decode("utf-8-sig")
    except OSError as error:
        why = reason_of(error)
    except UnicodeDecodeError:
        raise _no_key(f"'{file}'") from None
    raise PlanError(
        "portal-key",
        ko=f"--api-key-file '{file}': 읽을 수 없습니다({why.ko}).",
        en=f"--api-key-file '{file}' cannot be read ({why.en}).",
        exit_code=ExitCode.USAGE,
        path=str(file),
    )


def _whole(said: str, where: str) -> str:
    """The key without the end of its line; what can be no header of HTTP is no key."""
    key = said.strip()
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise _no_key(where)
    return key


def _no_key(where: str) -> PlanError:
    return PlanError(
        "portal-key",
        ko=f"{where}에 API 키가 없습니다. 키 한 줄만 있어야 합니다.",
        en=f"{where} holds no API key; it must be one line with the key and nothing else.",
        exit_code=ExitCode.USAGE,
    )

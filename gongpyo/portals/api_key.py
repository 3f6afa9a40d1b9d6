"""The key of a portal's user: from a file, the environment or a prompt; never from the command line, nor shown."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from gongpyo.settings.secret_file import secret_in
from plan.errors import ExitCode, PlanError

VARIABLE = "GONGPYO_CKAN_KEY"


def api_key(file: Path | None, *, needed: bool) -> str:
    """The key; '' where none is given and none is needed, as when nothing is to be written."""
    if file is not None:
        return _whole(secret_in(file, option="--api-key-file", code="portal-key") or "", f"'{file}'")
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
    try:
        return _whole(getpass.getpass("API key: "), "API key")
    except EOFError:  # Ctrl+D: nothing was typed
        raise _no_key("API key") from None


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

"""The password of locked documents: from a file, a prompt or the environment; never on the command line, nor shown."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace

from extract.readers.locked.password import Password, require_usable
from gongpyo.settings.secret_file import secret_in
from plan.errors import ExitCode, PlanError

VARIABLE = "GONGPYO_PASSWORD"
PROMPT = "암호 / password: "


def password_of(chosen: Namespace) -> Password | None:
    """The password that a command line names a source of, or else the environment's; None without any."""
    file = getattr(chosen, "password_file", None)
    if file is not None:
        text, where = secret_in(file, option="--password-file", code="password") or "", f"'{file}'"
    elif getattr(chosen, "password", False):
        text, where = _asked_for(), "--password"
    elif hasattr(chosen, "password_file") and os.environ.get(VARIABLE):
        text, where = os.environ[VARIABLE], VARIABLE
    else:
        return None
    text = text.rstrip("\r\n")
    require_usable(text, where)
    return Password(text)


def _asked_for() -> str:
    if not sys.stdin.isatty():
        raise PlanError(
            "password",
            ko="--password는 단말기에서 암호를 묻습니다. 단말기가 없으면 --password-file이나 환경 변수 "
            f"{VARIABLE}를 쓰십시오.",
            en=f"--password asks on a terminal, and there is none; use --password-file or {VARIABLE}.",
            exit_code=ExitCode.USAGE,
        )
    try:
        return getpass.getpass(PROMPT)
    except EOFError:  # Ctrl+D: nothing was typed
        return ""

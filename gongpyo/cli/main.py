"""The command line's entry: answers ``--version`` at once and turns every outcome into its exit code."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
from contextlib import suppress

from gongpyo.own_names import ShadowedModuleError, require_own_names

SELDOM = 50_000  # objects between two looks for garbage: what is imported stays, and a plan's records cannot be garbage


class Terminated(BaseException):
    """The process has been asked to end."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave the process with a documented exit code."""
    if arguments is None:
        _have_names_in_korean()
        arguments = sys.argv[1:]
    gc.set_threshold(SELDOM)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"gongpyo {importlib.import_module('importlib.metadata').version('gongpyo')}\n")
        sys.exit(0)
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _on_terminate)
    sys.exit(_run(arguments))


def _have_names_in_korean() -> None:
    """Start again in Python's UTF-8 mode where the locale's encoding has no Hangul, as in POSIX or Latin-1.

    Names and arguments are bytes there, those of Korean words UTF-8. Python does so itself in a plain ``C`` locale
    (PEP 540) and will everywhere (PEP 686). An encoding that has Hangul, as EUC-KR, is the user's own and stays.
    """
    try:
        "한글".encode(sys.getfilesystemencoding())
    except UnicodeEncodeError:
        with suppress(OSError):
            os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _on_terminate(*_: object) -> None:
    """End as after an interrupt: what is half written is taken away, the child ends too."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Terminated


def _run(arguments: list[str]) -> int:
    try:
        require_own_names()
        application = importlib.import_module("gongpyo.cli.application")
        code = int(application.run(arguments))
        sys.stdout.flush()
        return code
    except ShadowedModuleError as hidden:
        return _hidden(hidden, as_json="--json" in arguments)
    except KeyboardInterrupt:
        sys.stderr.write("\n중단되었습니다. / Interrupted.\n")
        return 130
    except Terminated:
        return 143
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has seen enough
        return 0
    except Exception as error:  # the last line of defence: a bug of ours never shows a traceback
        if os.environ.get("GONGPYO_TRACEBACK"):
            raise
        sys.stderr.write(
            f"프로그램의 오류입니다({type(error).__name__}: {error}). 문서와 함께 알려 주십시오.\n"
            f"This is a bug of ours ({type(error).__name__}: {error}); please report it with the document. "
            "GONGPYO_TRACEBACK=1 shows where.\n"
        )
        return 70


def _hidden(error: ShadowedModuleError, *, as_json: bool) -> int:
    """Say which file hides a package of ours; what else says things may be hidden itself."""
    if as_json:
        said = {"code": error.code, "message": error.en, "details": error.details}
        sys.stdout.write(f"{importlib.import_module('json').dumps({'error': said}, ensure_ascii=False, indent=1)}\n")
    else:
        sys.stderr.write(f"{error.ko}\n{error.en}\n")
    return error.exit_code

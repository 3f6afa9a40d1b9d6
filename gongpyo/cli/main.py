"""The command line's entry: answers ``--version`` at once and turns every outcome into its exit code."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
from contextlib import suppress
from typing import Any

from gongpyo.own_names import ShadowedModuleError, require_own_names
from gongpyo.telling.streams import give_up, no_output, say

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "1")  # of numpy, which others import: refused threads it ends us as Ctrl-C does
FOR_OLDER_PYTHONS = "typing_extensions"  # to load it takes as long as the library that asks for it
ONE_HEAP = ("ARROW_DEFAULT_MEMORY_POOL", "system")  # Arrow's own keeps what it is given back: 12 MiB of a batch
SELDOM = 50_000  # objects between two looks for garbage: what is imported stays, and a plan's records cannot be garbage


class Terminated(BaseException):
    """The process has been asked to end."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave the process with a documented exit code."""
    _have_streams()
    os.environ.setdefault(*ONE_THREAD)
    os.environ.setdefault(*ONE_HEAP)
    is_program = arguments is None
    if arguments is None:
        _have_names_in_korean()
        arguments = sys.argv[1:]
    gc.set_threshold(SELDOM)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _on_terminate)
    code = _run(arguments)
    if is_program:
        gc.freeze()  # all goes with the process: to look for garbage first costs a tenth of its start
    sys.exit(code)


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
    signal.signal(signal.SIGTERM, _is_ending)
    raise Terminated


def _is_ending(*_: object) -> None:
    """Do nothing at a second signal; one that is on its way when it is set to be ignored is told with a traceback."""


def _run(arguments: list[str]) -> int:
    try:
        if arguments in (["--version"], ["-V"]):
            return _flushed(0, f"gongpyo {importlib.import_module('importlib.metadata').version('gongpyo')}\n")
        require_own_names()
        _have_msgspec()
        application = importlib.import_module("gongpyo.cli.application")
        return _flushed(int(application.run(arguments)))
    except ShadowedModuleError as hidden:
        return _told(hidden, as_json="--json" in arguments)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, _is_ending)
        say("\n중단되었습니다. / Interrupted.\n")
        return 130
    except Terminated:
        return 143
    except BrokenPipeError:  # the reader has seen enough
        give_up(sys.stdout)
        return 0
    except OSError as error:  # the system refuses so much that nobody nearer could say it
        refused = importlib.import_module("plan.os_errors").refused_by_system(error)
        return _told(refused, as_json="--json" in arguments)
    except BaseException as error:  # the last line of defence: a bug of ours never shows a traceback
        known = importlib.import_module("plan.os_errors")
        if known.lacks_memory(error):
            return _told(known.out_of_memory(), as_json="--json" in arguments)
        if not known.is_failure(error):
            raise
        if os.environ.get("GONGPYO_TRACEBACK"):
            raise
        say(
            f"프로그램의 오류입니다({type(error).__name__}: {error}). 문서와 함께 알려 주십시오.\n"
            f"This is a bug of ours ({type(error).__name__}: {error}); please report it with the document. "
            "GONGPYO_TRACEBACK=1 shows where.\n"
        )
        return 70


def _have_msgspec() -> None:
    """Load msgspec as where ``typing_extensions`` is not installed: it takes the same names from ``typing`` then."""
    if FOR_OLDER_PYTHONS in sys.modules:
        return
    sys.modules[FOR_OLDER_PYTHONS] = None  # type: ignore[assignment]  # as the import system says that there is none
    try:
        importlib.import_module("msgspec")
    finally:
        del sys.modules[FOR_OLDER_PYTHONS]


def _told(error: Any, *, as_json: bool) -> int:
    """Say in both languages why nothing was done, where what else says things may be out of reach; its exit code."""
    if as_json:
        said = {"code": error.code, "message": error.en, "details": error.details}
        text = importlib.import_module("json").dumps({"error": said}, ensure_ascii=False, indent=1)
        return _flushed(int(error.exit_code), f"{text}\n")
    say(f"오류: {error.ko}\nError: {error.en}\n")
    return int(error.exit_code)


def _have_streams() -> None:
    """Put something in the place of a standard stream that is closed, or the next file opened would be taken for it.

    To write to such a stdout and to read from such a stdin fails as with a closed one; stderr leads nowhere.
    """
    for number, flags in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flags)
    sys.stdin = sys.stdin or os.fdopen(0, "r", encoding="utf-8", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def _flushed(code: int, last: str = "") -> int:
    """The exit code when all that was said, and this, has left; 4 where stdout is closed or full."""
    try:
        sys.stdout.write(last)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up(sys.stdout)
        return _told(no_output(error), as_json=False)
    return code

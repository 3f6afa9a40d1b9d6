"""The child's side: does one task after another within the limits, and reports how each ended."""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import time
from multiprocessing.connection import Connection
from typing import Any

import msgspec

from extract.readers.limits import Limits, over_limit, within
from extract.readers.locked.password import Password, unlocked_by
from extract.readers.recognised.aids import Aids, aided_by
from gongpyo.sandbox.os_limits import data_size, leave_no_trace, limit_memory
from plan.errors import ExitCode, PlanError, unnamable
from plan.os_errors import is_failure, lacks_memory, refused_by_system
from plan.patterns import keep_compiled, mind_memory
from plan.progress import At, listen
from plan.records.base import Record
from plan.records.meaning import FILE_OF_ITS_OWN

PROGRESS, RESULT, ERROR, UNLOCKED = b"p", b"r", b"e", b"u"
ENDING = (signal.SIGINT, signal.SIGTERM)  # by which a terminal, a service manager or the parent ends a process
LITTLE = 64  # MiB of memory that a document may take, below which every step of it may be the last
BETWEEN = 1.0  # seconds between two messages of progress


def serve(pipe: Connection, copied: Connection | None = None) -> None:
    """Answer requests until the pipe ends; ``copied`` is the parent's end of it, which a copy of the parent has too."""
    if copied is not None:
        copied.close()  # else the pipe would not end with the parent
    leave_no_trace()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all; the parent decides
    signal.signal(signal.SIGTERM, _stop)
    if copied is not None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)  # they had waited until somebody here takes them
    listen(_reporter(pipe))
    inherited = data_size()  # a copy of a large process starts large
    try:
        while True:
            request = json.loads(pipe.recv_bytes())
            said = request.pop("password", None)
            password = None if said is None else Password(said)
            with unlocked_by(password), aided_by(Aids(*request.pop("aids", ()))):
                answer = _answer(request, inherited)
            if password is not None and password.needed:
                pipe.send_bytes(UNLOCKED)
            pipe.send_bytes(answer)
    except (EOFError, ConnectionError):  # the parent is gone
        signal.signal(signal.SIGTERM, _is_ending)  # it comes behind the pipe's end, into an interpreter that ends


def _stop(*_: object) -> None:
    """End as after an error, so that what is half written is taken away."""
    signal.signal(signal.SIGTERM, _is_ending)
    raise SystemExit(ExitCode.TERMINATED)


def _is_ending(*_: object) -> None:
    """Do nothing at a signal; one that is on its way when it is set to be ignored is told with a traceback."""


def _reporter(pipe: Connection) -> Any:
    """What tells the parent, once a second at most, that the reader gets on, and at which page it is."""
    last = 0.0

    def report(at: At | None) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last > BETWEEN:
            last = now
            pipe.send_bytes(PROGRESS + (_json(at) if at else b""))

    return report


def _answer(request: dict[str, Any], inherited: int) -> bytes:
    """Do the task within its limits; its result, or the error in the contract's words."""
    limits = msgspec.convert(request["limits"], Limits)
    with within(limits):
        answer = _done(request, limits, inherited)
    keep_compiled()
    return answer


def _done(request: dict[str, Any], limits: Limits, inherited: int) -> bytes:
    try:
        if request["folder"]:
            os.chdir(request["folder"])
        mind_memory(is_short=limits.memory_mib < LITTLE)
        lift = limit_memory(limits.memory_mib, inherited)
        try:
            task = importlib.import_module("gongpyo.sandbox.tasks").TASKS[request["task"]]
            return RESULT + _json(task(**request["arguments"]))
        finally:
            lift()  # the limit is the document's: there must be room to say that it is over one
    except PlanError as error:
        return ERROR + _json(_fields(error))
    except ConnectionError:  # the parent is gone: nobody is told
        raise
    except BaseException as error:  # the last line of defence: whatever it is, the parent is told
        if not is_failure(error):
            raise
        if lacks_memory(error):
            return ERROR + _json(_fields(over_limit("memory_mib")))
        if isinstance(error, OSError):
            return ERROR + _json(_fields(refused_by_system(error)))
        unnamed = unnamable(error) if isinstance(error, UnicodeEncodeError) else None
        if unnamed is None and os.environ.get("GONGPYO_TRACEBACK"):
            importlib.import_module("traceback").print_exc(file=sys.stderr)
        return ERROR + _json(_fields(unnamed or _bug(error)))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=_record).encode("utf-8", "surrogatepass")


def _record(value: object) -> str:
    """A record as a text of JSON that loses nothing: a number is its digits."""
    if not isinstance(value, Record):
        raise TypeError(type(value).__name__)
    fields = msgspec.to_builtins(value)
    return msgspec.json.encode({name: said for name, said in fields.items() if name not in FILE_OF_ITS_OWN}).decode()


def _fields(error: PlanError) -> dict[str, object]:
    return {
        "code": error.code, "ko": error.ko, "en": error.en, "exit_code": int(error.exit_code), "details": error.details,
    }  # fmt: skip


def _bug(error: BaseException) -> PlanError:
    what = f"{type(error).__name__}: {error}"[:400]
    return PlanError(
        "bug",
        ko=f"프로그램의 오류입니다({what}). 문서와 함께 알려 주십시오. GONGPYO_TRACEBACK=1로 자리를 볼 수 있습니다.",
        en=f"This is a bug of ours ({what}); please report it with the document. GONGPYO_TRACEBACK=1 shows where.",
        exit_code=ExitCode.BUG,
    )

"""The one place that says in both languages what the operating system has refused, and with which code that ends."""

from __future__ import annotations

import errno
import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

from plan.data_files import tables_of
from plan.errors import PlanError
from plan.particles import particle

DISGUISES = (  # what refused memory is called by code that has lost its MemoryError; nothing else makes these
    ("RuntimeError", ("can't allocate",)),  # CPython, of a lock (bufferedio.c)
    ("SystemError", ("error return without exception set",)),  # CPython, where a key is not found (ceval.c)
    ("SystemError", ("returned NULL without setting an exception",)),  # the same of a function (call.c)
    ("TypeError", ("os.PathLike", ", not PosixPath")),  # a path is none, where it cannot be asked (posixmodule.c)
    ("TypeError", ("os.PathLike", ", not WindowsPath")),
    ("ImportError", ("failed to map segment from shared object",)),  # ld.so, of a library that is loaded (dl-load.c)
    ("OSError", ("failed to map segment from shared object",)),  # the same where ctypes loads it
    ("PanicException", ("PyObject pointer is null",)),  # pyo3, of what CPython has not made for it
)
PANIC = "PanicException"  # of pyo3: what a library in Rust fails with is no Exception
DEEPEST = 20  # errors of which each has come of another, and which are looked at
REASONS_FILE = Path(__file__).with_name("os_errors.toml")


class Reason(NamedTuple):
    """Why something could not be done, as it stands in parentheses."""

    ko: str
    en: str


class UnfitError(OSError):
    """A file that we refuse ourselves, such as a pipe, with the reason in both languages."""

    def __init__(self, ko: str, en: str) -> None:
        super().__init__(en)
        self.reason = Reason(ko, en)


def reason_of(error: OSError) -> Reason:
    """Why the system, or we, refused; what has no words of ours is said in the system's."""
    if isinstance(error, UnfitError):
        return error.reason
    said = error.strerror or str(error) or type(error).__name__
    try:
        return _reasons().get(errno.errorcode.get(error.errno or 0, ""), Reason(said, said))
    except OSError:  # nor can the table of our words be opened
        return Reason(said, said)


def lacks_memory(error: BaseException) -> bool:
    """Whether memory was refused, also where a library has made an error of its own of it (openpyxl: ``TypeError``)."""
    cause: BaseException | None = error if is_failure(error) else None
    for _ in range(DEEPEST):
        if cause is None or _says_memory(cause):
            break
        cause = cause.__cause__ or cause.__context__
    return cause is not None and _says_memory(cause)


def is_failure(error: BaseException) -> bool:
    """Whether something has failed, and nobody has asked us to stop."""
    return isinstance(error, Exception) or type(error).__name__ == PANIC


def out_of_memory() -> PlanError:
    """The error for memory that is refused, whatever has been made of it."""
    return refused_by_system(OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)))


def _says_memory(error: BaseException) -> bool:
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return True
    told = str(error)
    return any(type(error).__name__ == name and all(word in told for word in words) for name, words in DISGUISES)


def refused_by_system(error: OSError) -> PlanError:
    """The error for what the system refuses and nobody nearer to it has put into words: exit code 4."""
    why, name = reason_of(error), error.filename
    if isinstance(name, str | bytes):
        path = name if isinstance(name, str) else name.decode("utf-8", "replace")
        return PlanError(
            "system",
            ko=f"'{path}'{particle(path, '을/를')} 쓸 수 없습니다({why.ko}). 권한과 남은 자리를 보십시오.",
            en=f"'{path}' cannot be used ({why.en}); look at its permissions and at the room that is left.",
            path=path,
        )
    return PlanError(
        "system",
        ko=f"시스템이 필요한 것을 주지 않습니다({why.ko}). 프로세스, 열린 파일, 메모리의 한도를 보십시오.",
        en=f"The system refuses what is needed ({why.en}); look at its limits of processes, open files and memory.",
    )


@cache
def _reasons() -> dict[str, Reason]:
    return {row["errno"]: Reason(row["ko"], row["en"]) for row in tables_of(REASONS_FILE)["reason"]}

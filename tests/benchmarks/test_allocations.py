"""Memory refused at any moment leaves the older output or the new one; ``benchmarks.allocations`` tries more."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.allocations import can_fail, failing_allocations
from benchmarks.faults import WRITERS, Writer, plan_of
from gongpyo.cli import application
from gongpyo.cli.main import main
from plan.errors import ExitCode
from plan.os_errors import lacks_memory

TRIES = 6


@pytest.mark.skipif(not can_fail(), reason="this Python lets no allocation fail")
@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
def test_an_allocation_that_fails_does_no_harm(writer: Writer, tmp_path: Path) -> None:
    assert list(failing_allocations(writer, plan_of(tmp_path), tmp_path, tries=TRIES)) == []


def test_memory_that_a_library_has_called_otherwise_is_memory() -> None:
    with pytest.raises(TypeError) as told:
        try:
            raise MemoryError
        except MemoryError:
            raise TypeError("expected a colour")  # noqa: B904 - as openpyxl does
    assert lacks_memory(told.value) and not lacks_memory(TypeError("expected a colour"))


class PanicException(BaseException):
    """As pyo3 calls what its libraries fail with; it can be imported from nowhere."""


DISGUISED = (
    SystemError("error return without exception set"),
    SystemError("<method 'encode' of 'str' objects> returned NULL without setting an exception"),
    RuntimeError("can't allocate read lock"),
    TypeError("open: path should be string, bytes or os.PathLike, not PosixPath"),
    PanicException("PyObject pointer is null"),
    ImportError("it failed to import.\n  Underlying error: _core.so: failed to map segment from shared object"),
    OSError("libpdfium.so: failed to map segment from shared object"),
)
OTHERWISE = (
    SystemError("bad argument to internal function"),
    TypeError("expected str, bytes or os.PathLike object, not int"),
    PanicException("index out of bounds"),
    RuntimeError("dictionary changed size during iteration"),
    ImportError("cannot import name 'x'"),
)


@pytest.mark.parametrize("error", DISGUISED, ids=str)
def test_memory_of_which_only_the_failure_is_left_is_memory(
    error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(application.WORK, "schema", lambda *_: _raise(error))
    with pytest.raises(SystemExit) as ended:
        main(["schema"])
    assert ended.value.code == ExitCode.INPUT
    assert "memory" in capsys.readouterr().err


@pytest.mark.parametrize("error", OTHERWISE, ids=str)
def test_a_bug_is_not_called_want_of_memory(
    error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(application.WORK, "schema", lambda *_: _raise(error))
    with pytest.raises(SystemExit) as ended:
        main(["schema"])
    assert ended.value.code == ExitCode.BUG
    assert type(error).__name__ in capsys.readouterr().err


def test_who_is_asked_to_stop_while_memory_is_short_has_been_asked_to_stop() -> None:
    asked = KeyboardInterrupt()
    asked.__context__ = MemoryError()
    assert not lacks_memory(asked)


def _raise(error: BaseException) -> int:
    raise error

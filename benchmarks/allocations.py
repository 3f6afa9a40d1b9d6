"""Memory that is refused once, at any moment of any writer: the older output is whole, or the new one is.

    python -m benchmarks.allocations [--tries N]

CPython's own test module lets one allocation fail; each run is a process of its own, in which nothing else is spoilt.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.faults import WRITERS, Writer, leftovers, older_output, plan_of, state_of, wrong_in
from plan.errors import ExitCode, PlanError
from plan.os_errors import lacks_memory
from plan.records.meaning import Plan

TRIES = 200
# CPython itself may die of it; what such a run leaves is looked at all the same
DIED = (-signal.SIGSEGV, -signal.SIGABRT)


def can_fail() -> bool:
    """Whether this Python has the module that lets an allocation fail, and processes can be copied."""
    return importlib.util.find_spec("_testcapi") is not None and hasattr(os, "fork")


def failing_allocations(writer: Writer, plan: Plan, folder: Path, *, tries: int = TRIES) -> Iterator[str]:
    """What went wrong in so many runs of a writer, each with one allocation refused, spread over all that it makes."""
    older, new = folder / "older", folder / "new"
    older_output(older, plan)
    shutil.copytree(older, new)
    writer.work(new, plan)
    before, after = state_of(older / writer.owns), state_of(new / writer.owns)
    if before == after:
        yield f"{writer.name}: writes nothing where an older output lies, so that nothing can fail"
    most = next(2**power for power in count(8) if _ends(writer, plan, older, folder / "here", 2**power) == 0)
    for failing in range(1, most, max(1, most // tries)):
        here = folder / "here"
        code = _ends(writer, plan, older, here, failing)
        where = f"{writer.name}, allocation {failing}"
        yield from (f"{where}: {said}" for said in wrong_in(writer, here, code, before, after))
        with suppress(PlanError):
            writer.work(here, plan)
        if state_of(here / writer.owns) != after or leftovers(here):
            yield f"{where}: the next run does not put it right {leftovers(here)}"
    for path in (older, new, folder / "here"):
        shutil.rmtree(path)


def _ends(writer: Writer, plan: Plan, older: Path, here: Path, failing: int) -> int:
    """How a run over the older output ends of which this allocation is refused."""
    shutil.rmtree(here, ignore_errors=True)
    shutil.copytree(older, here)
    child = os.fork()
    if not child:
        os._exit(_run(writer, plan, here, failing))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return int(ExitCode.INPUT) if code in DIED else code


def _run(writer: Writer, plan: Plan, here: Path, failing: int) -> int:
    testing: Any = importlib.import_module("_testcapi")
    testing.set_nomemory(failing, failing + 1)
    try:
        code = int(writer.work(here, plan))
    except PlanError as refused:
        code = int(refused.exit_code)
    except BaseException as error:  # noqa: BLE001 - a bug is what is looked for
        code = int(ExitCode.INPUT if lacks_memory(error) else ExitCode.BUG)
        if code == ExitCode.BUG:
            testing.remove_mem_hooks()
            traceback.print_exception(error)
    finally:
        testing.remove_mem_hooks()
    return code


def main() -> int:
    """Let allocations of every writer fail; the exit code is 1 where one does harm."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=TRIES, help="failing allocations of each writer")
    tries = parser.parse_args().tries
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="gongpyo-allocations-") as name:
        plan = plan_of(Path(name))
        for writer in WRITERS:
            for said in failing_allocations(writer, plan, Path(name), tries=tries):
                wrong += 1
                sys.stdout.write(f"{said}\n")
            sys.stdout.write(f"{writer.name}: done\n")
            sys.stdout.flush()
    sys.stdout.write(f"{wrong} runs did harm\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())

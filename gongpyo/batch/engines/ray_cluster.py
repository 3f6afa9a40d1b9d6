"""Ray, on this machine or a cluster: the one adapter to its library."""

from __future__ import annotations

import functools
import importlib
import os
import secrets
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

import msgspec

from gongpyo.batch.engines.over_shards import Ended
from gongpyo.batch.engines.shard_process import Order
from gongpyo.batch.engines.shard_task import read_in_process
from gongpyo.batch.engines.signals_kept import SignalsKept
from plan.errors import ExitCode, PlanError
from plan.printable import printable

TRIES = 3  # of a start: Ray gives up its own processes after 15 and 30 s, for which it has no setting
GRACE, LEAST = 10.0, 0.5  # seconds for what Ray leaves: until it is given up, and until a process is seen to write more
LOOKED_AT = 1.0  # seconds between two looks at what has ended
SHARED = 80 << 20  # bytes of memory for results, which are short; Ray takes no less than 75 MiB
HERE = "127.0.0.1"
SETTINGS = {  # settings of a Ray that is started here, beside a token without which nobody may use it
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_AUTH_MODE": "token",
    "RAY_memory_monitor_refresh_ms": "0",  # it ends workers; the memory of each reader is limited as it is
    "RAY_agent_register_timeout_ms": "600000",  # on a busy machine a start takes minutes, and what is late is ended
    "RAY_worker_register_timeout_seconds": "600",  # as above
}
SHORT = "/tmp" if os.name == "posix" else None  # the path of a socket has 107 characters at most (unix(7))
FAILS_WITH = (Exception, RuntimeError, ConnectionError, TimeoutError, OSError, ValueError)  # each itself, no kind of it


@functools.cache
def _token() -> str:
    """The token of every Ray that this process starts; the library keeps the first that it sees."""
    return secrets.token_hex(32)


class RayCluster:
    """The workers of a cluster at an address, or of a Ray that starts and ends here with the ``with`` block."""

    def __init__(self, address: str, workers: int | None) -> None:
        self._ray: Any = None
        self._address = address
        self._work: dict[Any, Order] = {}
        self._stack = ExitStack()
        self._signals = SignalsKept()
        self._read: Any = None
        self.workers = workers or 0

    def __enter__(self) -> Self:
        with _Told(self._address), ExitStack() as stack:
            stack.enter_context(self._signals.kept())
            if self._address:
                self._import()
                self._ray.init(address=self._address, log_to_driver=False, logging_level="ERROR")
            else:
                self._start(stack)
            stack.callback(self._shutdown)
            task = self._ray.remote(read_in_process).options(num_cpus=1, max_retries=0)
            self._read = self._signals.undisturbed(task.remote)
            self.workers = self.workers or max(1, int(self._ray.cluster_resources().get("CPU", 1)))
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def give(self, order: Order) -> None:
        """Have a worker read a shard as soon as one is free."""
        self._work[self._read(msgspec.json.encode(order))] = order

    def done(self) -> Iterator[Ended]:
        """What has ended; waits until there is something, or for a second."""
        over, _ = self._wait(list(self._work), num_returns=1, timeout=LOOKED_AT)
        for one in over:
            yield self._ended(one, self._work.pop(one))

    def _ended(self, one: Any, order: Order) -> Ended:
        known = self._ray.exceptions
        try:
            code, refused, said = self._get(one)
        except (known.WorkerCrashedError, known.NodeDiedError, known.OutOfMemoryError) as error:
            return Ended(order, died=type(error).__name__)
        except known.RayError as error:
            raise _unreachable(self._address, error) from None
        if refused:
            told = msgspec.json.decode(refused)
            return Ended(order, error=PlanError(**{**told, "exit_code": ExitCode(told["exit_code"])}))
        if code > 0:
            raise _unreachable(self._address, RuntimeError(said.decode(errors="replace")[-200:]))
        return Ended(order, died=signal.Signals(-code).name if code else "")

    def _import(self) -> None:
        self._ray = importlib.import_module("ray")
        self._wait, self._get = map(self._signals.undisturbed, (self._ray.wait, self._ray.get))
        self._shutdown = self._signals.undisturbed(self._ray.shutdown)
        utils: Any = importlib.import_module("ray._private.utils")
        utils.set_sigterm_handler = lambda _: None  # else a signal ends this process with codes of Ray's
        worker: Any = importlib.import_module("ray._private.worker")
        worker.connect = self._signals.undisturbed(worker.connect)  # Ray dies of an exception in the middle of it

    def _start(self, stack: ExitStack) -> None:
        """Start Ray on this machine, which listens to this machine alone and leaves nothing behind."""
        before = dict(os.environ)
        stack.callback(os.environ.update, before)
        stack.callback(os.environ.clear)
        os.environ.update(SETTINGS, RAY_AUTH_TOKEN=_token())
        self._import()  # it looks at them then
        constants: Any = importlib.import_module("ray._private.ray_constants")
        constants.ENABLE_RAY_CLUSTER = False  # else it takes another address of this machine than 127.0.0.1
        for tries_left in reversed(range(TRIES)):
            try:
                with _Late(), ExitStack() as started:
                    self._start_once(started)
                    stack.push(started.pop_all())
                return
            except TimeoutError:
                if not tries_left:
                    raise

    def _start_once(self, stack: ExitStack) -> None:
        scratch = tempfile.mkdtemp(prefix="gongpyo-ray-", dir=SHORT)
        stack.callback(_take_away, Path(scratch))
        stack.callback(self._shutdown)  # of what has started, where the rest has not
        self._ray.init(
            address="local",
            num_cpus=self.workers or None,
            include_dashboard=False,
            log_to_driver=False,
            logging_level="ERROR",
            object_store_memory=SHARED,
            _node_ip_address=HERE,
            _temp_dir=scratch,
        )


class _Late:
    """Says of a start that took too long that it has, for which Ray has the barest of all errors."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if kind in (Exception,):
            raise TimeoutError(str(error)) from None


class _Told:
    """Says of what Ray fails with that it has failed; it has no classes of its own for that, and some are bare."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if error is not None and kind in FAILS_WITH:
            raise _unreachable(self._address, error) from None


def _take_away(folder: Path) -> None:
    """Remove what Ray wrote; a process of it that has not ended yet may write once more."""
    end = time.monotonic() + GRACE
    while folder.exists() and time.monotonic() < end:
        shutil.rmtree(folder, ignore_errors=True)
        time.sleep(LEAST)


def _unreachable(address: str, error: BaseException) -> PlanError:
    said, shown = printable(str(error)[:200]) or type(error).__name__, printable(address) or HERE
    return PlanError(
        "engine-unreachable",
        ko=f"Ray({shown})를 시작하거나 쓸 수 없습니다({said}). 클러스터를 확인하고 다시 실행하면 이어집니다.",
        en=f"Ray ({shown}) cannot be started or used ({said}); look after it, then run again: it goes on where it was.",
        address=shown,
    )

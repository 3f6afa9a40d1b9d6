"""The process that reads one shard: the embedded run over what waits in the shard's journal (``python -m …``)."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from gongpyo.batch.journal import Journal
from gongpyo.batch.origins.addresses import Remote
from gongpyo.batch.run import nobody_told, read_waiting
from gongpyo.batch.store import Store, run_of
from gongpyo.sandbox.os_limits import leave_no_trace
from gongpyo.sandbox.settings import heed_plan_bytes
from plan.errors import ExitCode, PlanError
from plan.os_errors import refused_by_system


class Order(msgspec.Struct, frozen=True):
    """What a shard's process must know; ``arguments`` are those of every document, ``folder`` is the current one."""

    root: str
    run: str
    arguments: dict[str, Any]
    hosts: Sequence[str] = ()
    folder: str = ""
    settings: Mapping[str, str] = {}

    @property
    def store(self) -> Store:
        """The shard's own store."""
        return Store(Path(self.root))


def read_shard(order: Order) -> None:
    """Settle every document that waits in a shard, one at a time."""
    config = order.arguments.get("config")
    options = {name: value for name, value in order.arguments.items() if name != "config"}
    if run_of(options, Path(config) if config else None) != order.run:
        raise PlanError(
            "shards-unlike",
            ko=f"'{order.root}'을 읽을 컴퓨터의 gongpyo나 설정 파일이 다릅니다. 모든 컴퓨터에 같은 것을 두십시오.",
            en=f"The machine that is to read '{order.root}' has another gongpyo or settings file; "
            "have the same on all.",
            exit_code=ExitCode.USAGE,
        )
    with order.store.held(), Journal(order.store.journal, order.run) as journal:
        read_waiting(order.store, journal, Remote(order.hosts), order.arguments, nobody_told, 1)
        journal.make_whole()


def main() -> None:
    """Read the shard of the order on standard input; what refuses it goes to standard output."""
    leave_no_trace()  # it ends with the worker that has started it, whose shard somebody else goes on with
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    os.environ.update(order.settings)
    try:
        if order.folder:
            os.chdir(order.folder)
        heed_plan_bytes()
        read_shard(order)
    except PlanError as error:
        _tell(error)
    except OSError as error:
        _tell(refused_by_system(error))


def _tell(error: PlanError) -> None:
    told = {"code": error.code, "ko": error.ko, "en": error.en, "exit_code": int(error.exit_code)}
    sys.stdout.buffer.write(msgspec.json.encode(told))


if __name__ == "__main__":
    main()

"""What a worker of an engine does: start the process of a shard, wait for it, and say how it ended."""

from __future__ import annotations

import os
import subprocess
import sys

PROCESS = "gongpyo.batch.engines.shard_process"
OURS = "GONGPYO_"  # beginnings of the settings that the order brings: a worker has those of its own machine
LAST_WORDS = 2_000  # bytes of what a process has said that is told


def read_in_process(order: bytes) -> tuple[int, bytes, bytes]:
    """Exit code, what refused the shard if anything did, and the end of what else was said.

    The process has no thread of the engine's, so that its readers may be copies of it.
    """
    settings = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    command = [sys.executable, "-P", "-m", PROCESS]
    done = subprocess.run(command, input=order, capture_output=True, env=settings, check=False)
    return done.returncode, done.stdout, done.stderr[-LAST_WORDS:]

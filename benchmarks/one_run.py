"""What one command costs: ``python -I -S benchmarks/one_run.py COMMAND...`` prints seconds, MiB and exit code, as JSON.

Seconds are processor time of the command and of all that it starts, whoever waits for them, and MiB the largest peak of
memory of one of these processes. A script of its own without further imports: a process that is started begins with the
peak of the one that starts it (``signal->maxrss`` of Linux), so that a larger one would hide what the command takes.
"""

import ctypes
import json
import os
import sys

BE_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER (linux/prctl.h)


def cost_of(command: list[str]) -> tuple[float, float, int]:
    """Processor seconds, peak of memory in MiB, and the exit code of the command itself."""
    ctypes.CDLL(None).prctl(BE_SUBREAPER, 1, 0, 0, 0)  # what outlives its parent becomes a child of ours
    quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    first = os.posix_spawnp(command[0], command, os.environ, file_actions=quiet)
    seconds = peak = 0.0
    code = 0
    while True:
        try:
            ended, status, used = os.wait4(-1, 0)
        except ChildProcessError:
            return seconds, peak, code
        if ended == first:
            code = os.waitstatus_to_exitcode(status)
        seconds, peak = seconds + used.ru_utime + used.ru_stime, max(peak, used.ru_maxrss / 1024)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(cost_of(sys.argv[1:])))

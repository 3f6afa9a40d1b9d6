"""What share of a conversion each room of the house takes: ``python -m benchmarks.rooms FILE``.

One conversion in a fresh process under Python's profiler, from the first import on. What a library or a built-in takes
is counted for the room that calls it. The profiler makes calls dearer than they are: shares are told, no seconds.
"""

from __future__ import annotations

import cProfile
import importlib
import json
import pstats
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

HOUSE = Path(__file__).parents[1]
START = "start: modules and patterns"
ROOMS = {  # the first that a file's path begins with
    "extract/readers": "reading",
    "extract/year_tables": "year tables",
    "extract/outline": "programmes",
    "extract": "texts and pieces",
    "normalize/audit": "audit",
    "normalize": "meaning",
    "output": "writing",
    "gongpyo/reviewing": "report.html",
    "gongpyo": "the run",
    "plan/patterns.py": START,
    "plan": "words, years and forms",
}
LOADING = ("<frozen importlib", "<module>", "marshal", "_imp", "_regex.compile", "__build_class__")
Function = tuple[str, int, str]  # as pstats names it: file, line, name
Profile = dict[Function, tuple[int, int, float, float, dict[Function, tuple[int, int, float, float]]]]


def room_of(function: Function) -> str | None:
    """The room of the house that a function stands in; None for one of a library or of Python."""
    file, _, name = function
    if any(word in part for word in LOADING for part in (file, name)):
        return START
    path = Path(file)
    if not path.is_relative_to(HOUSE) or ".venv" in path.parts:
        return None
    inside = path.relative_to(HOUSE).as_posix()
    return next((room for begin, room in ROOMS.items() if inside.startswith(begin)), None)


def by_room(profile: Profile) -> dict[str, float]:
    """The seconds of each room, largest first: its own, and those of the libraries that it calls, however deep."""
    whose: dict[Function, dict[str, float]] = {}

    def callers(function: Function, seen: frozenset[Function]) -> dict[str, float]:
        """By room, which share of a function's own time is its."""
        if room := room_of(function):
            return {room: 1.0}
        if function in whose:
            return whose[function]
        calls = {caller: of[0] for caller, of in profile[function][4].items() if caller not in seen}
        shares: defaultdict[str, float] = defaultdict(float)
        for caller, count in calls.items():
            for room, share in callers(caller, seen | {function}).items():
                shares[room] += share * count / sum(calls.values())
        if not seen:
            whose[function] = shares
        return shares

    seconds: defaultdict[str, float] = defaultdict(float)
    for function, (_, _, own, _, _) in profile.items():
        for room, share in callers(function, frozenset()).items():
            seconds[room] += own * share
    return dict(sorted(seconds.items(), key=lambda item: -item[1]))


def profiled(path: Path) -> dict[str, float]:
    """The share of each room in one conversion of a file, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        profile = cProfile.Profile()
        profile.enable()
        gongpyo = importlib.import_module("gongpyo")
        gongpyo.convert(path, Path(folder) / "out", gongpyo.Options(isolated=False))
        profile.disable()
    seconds = by_room(pstats.Stats(profile).stats)  # type: ignore[attr-defined]  # which typeshed does not know
    return {room: spent / sum(seconds.values()) for room, spent in seconds.items()}


def shares_of(path: Path) -> dict[str, float]:
    """The same of a process of its own, which loads all that it needs."""
    run = subprocess.run((sys.executable, "-m", "benchmarks.rooms", str(path)), stdout=subprocess.PIPE, check=True)
    return {str(room): float(share) for room, share in json.loads(run.stdout).items()}


def main() -> int:
    """Print the shares of one file, as JSON."""
    sys.stdout.write(json.dumps(profiled(Path(sys.argv[1])), ensure_ascii=False, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

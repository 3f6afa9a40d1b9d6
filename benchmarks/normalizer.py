"""How fast cells are read, as a ratio to a bare regex match in the same run: ``python -m benchmarks.normalizer``."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable

import regex

from normalize.cells.read import read_amount
from normalize.cells.units import read_unit

BARE = regex.compile(r"[△▲-]?\d{1,3}(?:,\d{3})*(?:\.\d+)?")
PLAIN = [f"{number:,}" for number in range(0, 4_000_000, 100)]  # 40,000 different plain numbers
WORDED = [f"{number:,}{unit}" for number in range(1, 20_001) for unit in ("건", "백만원")]  # 40,000 with a unit
REST = ("{}명, 1회", "△{}", "약 {}명", "{}(누계)", "비예산 {}", "계획 수립 {}", "{}~99,999명", "-", "비예산", "연중")


def realistic() -> list[str]:
    """40,000 cells: half plain numbers, a quarter with a unit, the rest dashes, words and composites."""
    rest = [REST[number % len(REST)].format(f"{number:,}") for number in range(1, 10_001)]
    cells = PLAIN[:20_000] + WORDED[:10_000] + rest
    random.Random(1).shuffle(cells)
    return cells


def seconds(read: Callable[[str], object], cells: list[str]) -> float:
    """The best of three runs over all cells, in processor time; nothing is remembered from one run to the next."""
    best = float("inf")
    for _ in range(3):
        read_amount.cache_clear()
        read_unit.cache_clear()
        start = time.process_time()
        for cell in cells:
            read(cell)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Print cells a second and the ratio to a bare match."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    unit = read_unit("백만원")
    for name, cells in (("plain numbers", PLAIN), ("numbers with a unit", WORDED), ("realistic cells", realistic())):
        bare = seconds(BARE.match, cells)
        ours = seconds(lambda cell: read_amount(cell, unit), cells)
        print(f"{name}: {len(cells) / ours:,.0f} cells a second, {ours / bare:.1f} times a bare match")  # noqa: T201


if __name__ == "__main__":
    main()

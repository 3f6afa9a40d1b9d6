"""How fast cells are read, as a ratio to a bare regex match in the same run: ``python -m benchmarks.normalizer``.

``--fuzz N`` reads N adversarial texts of 10,000 characters instead and prints the slowest.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator

import regex

from normalize.numbers import read_amount
from normalize.units import read_unit, read_units, unit_in_label
from plan_years import read_year

BARE = regex.compile(r"[△▲-]?\d{1,3}(?:,\d{3})*(?:\.\d+)?")
PLAIN = [f"{number:,}" for number in range(0, 4_000_000, 100)]  # 40,000 different plain numbers
WORDED = [f"{number:,}{unit}" for number in range(1, 20_001) for unit in ("건", "백만원")]  # 40,000 with a unit
REST = ("{}명, 1회", "△{}", "약 {}명", "{}(누계)", "비예산 {}", "계획 수립 {}", "{}~99,999명", "-", "비예산", "연중")

LENGTH = 10_000
PIECES = [
    *"0123456789,.△▲-~→()[]/%×=① \n’'년월일원명건",
    "1,", "1 ", "( ", "천", "만", "억", "1억 ", "백만원", "단위", "(단위:", "총 ", "50명 ", "50명,", "~’24", "24년 ",
    "¹", "3천5백",
]  # fmt: skip
READERS: dict[str, Callable[[str], object]] = {
    "read_amount": read_amount,
    "read_unit": read_unit,
    "read_units": read_units,
    "unit_in_label": unit_in_label,
    "read_year": read_year,
}


def realistic() -> list[str]:
    """40,000 cells: half plain numbers, a quarter with a unit, the rest dashes, words and composites."""
    rest = [REST[number % len(REST)].format(f"{number:,}") for number in range(1, 10_001)]
    cells = PLAIN[:20_000] + WORDED[:10_000] + rest
    random.Random(1).shuffle(cells)
    return cells


def adversarial(count: int, seed: int = 0) -> Iterator[str]:
    """Texts of 10,000 characters made of one to six pieces, repeated or mixed; the same seed gives the same texts."""
    draw = random.Random(seed)
    for _ in range(count):
        pieces = draw.sample(PIECES, draw.randint(1, 6))
        mixed = draw.random() < 0.5
        text = "".join(draw.choices(pieces, k=LENGTH)) if mixed else "".join(pieces) * LENGTH
        yield (text[: LENGTH - 1] + draw.choice("1x) 명"))[-LENGTH:]


def slowest(texts: Iterator[str]) -> dict[str, tuple[float, str]]:
    """For each reader the longest time in seconds and the start of the text that took it."""
    worst = dict.fromkeys(READERS, (0.0, ""))
    for text in texts:
        for name, read in READERS.items():
            start = time.perf_counter()
            read(text)
            worst[name] = max(worst[name], (time.perf_counter() - start, text[:30]))
    return worst


def seconds(read: Callable[[str], object], cells: list[str]) -> float:
    """The best of three runs over all cells; nothing is remembered from one run to the next."""
    best = float("inf")
    for _ in range(3):
        read_amount.cache_clear()
        read_unit.cache_clear()
        start = time.perf_counter()
        for cell in cells:
            read(cell)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Print cells a second and the ratio to a bare match, or the slowest of many adversarial texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fuzz", type=int, metavar="N")
    count = parser.parse_args().fuzz
    if count:
        for name, (took, text) in slowest(adversarial(count)).items():
            print(f"{name}: at most {took * 1000:.1f} ms, on {text!r}...")  # noqa: T201
        return
    unit = read_unit("백만원")
    for name, cells in (("plain numbers", PLAIN), ("numbers with a unit", WORDED), ("realistic cells", realistic())):
        bare = seconds(BARE.match, cells)
        ours = seconds(lambda cell: read_amount(cell, unit), cells)
        print(f"{name}: {len(cells) / ours:,.0f} cells a second, {ours / bare:.1f} times a bare match")  # noqa: T201


if __name__ == "__main__":
    main()

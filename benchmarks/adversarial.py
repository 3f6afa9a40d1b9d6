"""Reads texts made to backtrack and fails where one takes a second: ``python -m benchmarks.adversarial --count N``.

N texts of 10,000 characters, and as many of 10 to 300, of which fewer are refused for their length.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator

from normalize.cells.read import read_amount
from normalize.cells.units import read_unit, read_units, unit_in_label
from normalize.cells.value_json import as_line
from plan.years import find_years, read_year

MOST = 1.0  # seconds of one processor for one text
LENGTH = 10_000
SHORT = (10, 300)
PIECES = [
    *"0123456789,.△▲-~→()[]/%×=① \n’'년월일원명건",
    "1,", "1 ", "( ", "천", "만", "억", "1억 ", "백만원", "단위", "(단위:", "총 ", "50명 ", "50명,", "~’24", "24년 ",
    "¹", "3천5백", "국비:", "누계", "이상 ", "(누계)", "개 ", "백", "萬", "금일", "비예산(", "신규", "1,000,", "전년 ",
    "2024", "2024.", "1차년도(", "제1", "만 ", "세", "· ", "*", "?? ",
]  # fmt: skip
READERS: dict[str, Callable[[str], object]] = {
    "read_amount": read_amount,
    "read_unit": read_unit,
    "read_units": read_units,
    "unit_in_label": unit_in_label,
    "read_year": read_year,
    "find_years": find_years,
    "as_line": lambda text: as_line(text, text[:200]),
}


def adversarial(count: int, seed: int = 0, length: int = LENGTH) -> Iterator[str]:
    """Texts of that length made of one to six pieces, repeated or mixed; the same seed gives the same texts."""
    draw = random.Random(seed)
    for _ in range(count):
        pieces = draw.sample(PIECES, draw.randint(1, 6))
        mixed = draw.random() < 0.5
        text = "".join(draw.choices(pieces, k=length)) if mixed else "".join(pieces) * length
        yield (text[: length - 1] + draw.choice("1x) 명"))[-length:]


def short(count: int, seed: int = 0) -> Iterator[str]:
    """Adversarial texts that are short enough to be read in full."""
    draw = random.Random(seed)
    for number in range(count):
        yield from adversarial(1, seed + number, draw.randint(*SHORT))


def slowest(texts: Iterator[str]) -> dict[str, tuple[float, str]]:
    """For each reader the longest processor time in seconds and the start of the text that took it."""
    worst = dict.fromkeys(READERS, (0.0, ""))
    for text in texts:
        for name, read in READERS.items():
            start = time.process_time()
            read(text)
            worst[name] = max(worst[name], (time.process_time() - start, text[:30]))
    return worst


def main() -> int:
    """Print the slowest text of each reader; 1 where one takes longer than a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    slow = False
    for kind, texts in (("10,000", adversarial(options.count, options.seed)), ("10 to 300", short(options.count))):
        for name, (took, text) in slowest(texts).items():
            print(f"{kind} characters, {name}: at most {took * 1000:.1f} ms, on {text!r}...")  # noqa: T201
            slow = slow or took > MOST
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())

"""Mutants of printed year tables and their pictures: ``python -m benchmarks.drawn.mutants [--count N] [--seed S]``.

A table is drawn from a seed, printed as PDF and changed in one way. What a person reads afterwards is told by the
picture that pdfium draws of the page (``benchmarks.drawn.eye``), and what is published is held against it: no value may
be another one, or missing, without a finding.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.drawn.changes import CHANGES
from benchmarks.drawn.eye import read
from benchmarks.drawn.page import table_of, taken_apart
from benchmarks.hangul.reading import SILENT, End, ended

TABLES = 24  # good tables that are changed; printing one takes longer than reading it


def outcome(seed: int, folder: Path, tables: int = TABLES) -> tuple[str, End, str]:
    """What was done to the table of a seed, how it ended, and why; the file is left in the folder."""
    generator = random.Random(seed)
    number = generator.randrange(tables)
    mutant = taken_apart(table_of(number))
    name = list(CHANGES)[seed % len(CHANGES)]
    CHANGES[name](mutant, generator)
    path = folder / f"{name}-{seed}.pdf"
    path.write_bytes(mutant.written())
    end, why = ended(path, read(path.read_bytes(), number))
    return name, end, why


def main() -> int:
    """Print how the mutants ended, by what was done; 1 if one ended silently."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--keep", type=Path, help="folder for those that end silently")
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        for seed in range(options.seed, options.seed + options.count):
            name, how, why = outcome(seed, Path(scratch))
            counts[name, how] += 1
            path = Path(scratch) / f"{name}-{seed}.pdf"
            if how in SILENT:
                sys.stdout.write(f"{path.name}: {how} {why}\n")
                sys.stdout.flush()
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / path.name).write_bytes(path.read_bytes())
            path.unlink()
    for (name, end), count in sorted(counts.items()):
        sys.stdout.write(f"{name} {end} {count}\n")
    return 1 if any(end in SILENT for _, end in counts) else 0


if __name__ == "__main__":
    sys.exit(main())

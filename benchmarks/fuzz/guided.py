"""A run led by coverage: ``python -m benchmarks.fuzz.guided CORPUS [libFuzzer's options]``, with atheris installed.

An input is the records of a section; it is packed into a seed's file with a right checksum, and whatever the reader
raises but a documented refusal is a crash. CORPUS is filled with the seeds where it is empty.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import atheris

from benchmarks.fuzz.hwp_records import CHANGES, joined, records_of, section_of, streams_of, with_section

with atheris.instrument_imports(include=["extract", "normalize", "plan"]):
    from benchmarks.fuzz.__main__ import ROOT, reading

SEEDS = tuple(sorted(ROOT.glob("fixtures/shapes/*/document.hwp")))
MOST = 1 << 16  # bytes of an input: the records of a small document
OF_RECORDS = 0.7  # how often a mutation is one of records, and not of bytes


def fill(corpus: Path) -> None:
    """Put the sections of the seeds into an empty corpus."""
    corpus.mkdir(parents=True, exist_ok=True)
    if not any(corpus.iterdir()):
        for path in SEEDS:
            (corpus / path.parent.name).write_bytes(section_of(streams_of(path.read_bytes())))


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """An input changed in its records or in its bytes."""
    generator = random.Random(seed)
    records = records_of(data)
    if not records or generator.random() > OF_RECORDS:
        return bytes(atheris.Mutate(data, most))
    generator.choice(CHANGES)(records, generator)
    return joined(records)[:most]


def main() -> None:
    """Run until libFuzzer's options say that it is enough."""
    fill(Path(sys.argv[1]))
    streams = streams_of(SEEDS[0].read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "document.hwp"

        def one(data: bytes) -> None:
            copy.write_bytes(with_section(streams, data))
            reading(copy)

        atheris.Setup([sys.argv[0], f"-max_len={MOST}", "-timeout=30", *sys.argv[1:]], one, custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

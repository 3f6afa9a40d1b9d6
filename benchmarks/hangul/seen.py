"""Every kind of ``benchmarks.hangul.kinds`` in both formats: ``python -m benchmarks.hangul.seen [--keep FOLDER] [-v]``.

A kind ends ``right`` (what a person reads, and no finding), ``marked`` (a finding, and no wrong value but in a cell
that a finding names), ``wrong`` or ``missing`` (and not a word of it), which is never allowed. A healthy kind has to
end ``right``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.hangul.hwp import hwp
from benchmarks.hangul.hwpx import hwpx
from benchmarks.hangul.kinds import ROWS, Kind, kinds
from benchmarks.hangul.reading import SILENT, End, Value, Values, ended
from fixtures.make.small_documents import YEARS

WRITERS = {"hwpx": hwpx, "hwp": hwp}
BASE = ((1, ("산책길 정비", "km")), (2, ("나무 심기", "그루")), (3, ("사업비", "백만원")))


def truth_of(kind: Kind) -> Values:
    """What a person reads in a kind."""
    return Counter(_truth(kind))


def _truth(kind: Kind) -> Iterator[Value]:
    labels = dict(BASE) | dict(kind.labels)
    for row, (name, unit) in labels.items():
        for column, year in enumerate(YEARS, 1):
            if (row, column) not in kind.lost:
                said = "blank" if (row, column) in kind.empty else ROWS[row][column].replace(",", "")
                yield Value(name, "" if said == "blank" else unit, int(year), said)


def main() -> int:
    """Convert all kinds in their formats; 1 if one is silent, or a healthy one does not end right."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--keep", type=Path, help="folder for the documents")
    parser.add_argument("-v", action="store_true", dest="aloud", help="say of every kind how it ended")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    bad = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for kind in kinds():
            for suffix in kind.formats:
                end, why = written(kind, suffix, folder)
                counts[f"{'healthy' if kind.healthy else 'unhealthy'} {end}"] += 1
                is_bad = end in SILENT or (kind.healthy and end != "right")
                bad += is_bad
                if is_bad or options.aloud:
                    sys.stdout.write(f"{kind.name}.{suffix}{' (healthy)' if kind.healthy else ''}: {end} {why}\n")
    sys.stdout.write(", ".join(f"{name} {count}" for name, count in sorted(counts.items())) + "\n")
    return 1 if bad else 0


def written(kind: Kind, suffix: str, folder: Path) -> tuple[End, str]:
    """How the conversion of a kind ends in a format, and why."""
    path = folder / f"{kind.name}.{suffix}"
    path.write_bytes(WRITERS[suffix](kind.deed))
    return ended(path, truth_of(kind))


if __name__ == "__main__":
    sys.exit(main())

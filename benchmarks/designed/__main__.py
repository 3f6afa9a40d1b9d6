"""Tables with known truth, and what became of their values: ``python -m benchmarks.designed KIND…``.

cut       in parts, in the ways of clerks and pages, as HWPX, HWP 5 and PDF, with running lines and without
designed  filled, striped, with white, dashed, short or no rules, under tabs and gradients, as PDF
removed   a grid from which one kind of rule was taken, as PDF

right   published in its year and row
told    not published, or without its row, and a finding says so that the uncut table has not; or all is refused
silent  not published, and no finding says so
wrong   published in another year or another row

It fails where a value is silent or wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.designed.run import KINDS, WRITERS, Outcome, cut_tables, drawn_tables, every_way

CUT = "cut"


def main() -> int:
    """Print what became of the values; 1 where one is lost without a word or moved."""
    options = _options()
    total: Counter[str] = Counter()
    failed = False
    with TemporaryDirectory() as folder:
        for outcome in _outcomes(options, Path(folder)):
            total.update({fate: len(values) for fate, values in outcome.fates.items()})
            failed = failed or outcome.is_bad
            if options.verbose or outcome.is_bad:
                print(outcome.line())  # noqa: T201
    print(", ".join(f"{count} {fate}" for fate, count in total.items()))  # noqa: T201
    return int(failed)


def _outcomes(options: argparse.Namespace, folder: Path) -> Iterator[Outcome]:
    for kind in options.kinds or (CUT, *KINDS):
        if kind == CUT:
            yield from cut_tables(
                options.formats.split(","), [way for way in every_way() if options.only in way], folder
            )
        else:
            yield from drawn_tables((job for job in KINDS[kind]() if options.only in job[0]), folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.designed", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="cut, designed, removed; all where none is named")
    parser.add_argument("--formats", default=",".join(WRITERS), help="of cut tables, separated by commas")
    parser.add_argument("--only", default="", help="the tables whose name holds this")
    parser.add_argument("-v", "--verbose", action="store_true", help="print every document")
    options = parser.parse_args()
    if unknown := set(options.kinds) - {CUT, *KINDS}:
        parser.error(f"no such kind: {', '.join(sorted(unknown))}; there are {', '.join((CUT, *KINDS))}")
    return options


if __name__ == "__main__":
    sys.exit(main())

"""Tables cut in parts, with known truth, and what became of their values: ``python -m benchmarks.designed``.

right   published in its year and row
told    not published, or without its row, and a finding says so that the uncut table has not
silent  not published, and no finding says so
wrong   published in another year or another row

It fails where a value is silent or wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.designed.run import WRITERS, cut_tables, every_way


def main() -> int:
    """Print what became of the values; 1 where one is lost without a word or moved."""
    options = _options()
    ways = [way for way in every_way() if options.only in way]
    total: Counter[str] = Counter()
    failed = False
    with TemporaryDirectory() as folder:
        for outcome in cut_tables(options.formats.split(","), ways, Path(folder)):
            total.update({fate: len(values) for fate, values in outcome.fates.items()})
            failed = failed or outcome.is_bad
            if options.verbose or outcome.is_bad:
                print(outcome.line())  # noqa: T201
    print(", ".join(f"{count} {fate}" for fate, count in total.items()))  # noqa: T201
    return int(failed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.designed", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--formats", default=",".join(WRITERS), help="separated by commas")
    parser.add_argument("--only", default="", help="the ways whose name holds this")
    parser.add_argument("-v", "--verbose", action="store_true", help="print every document")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

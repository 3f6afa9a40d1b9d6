"""How many of the findings on real documents a person calls right: ``python -m benchmarks.judged FOLDER``.

The folder holds ``docs/``. ``judged.tsv`` says of each finding that a person has looked up in its document whether it
is right (the document has this slip, does not say it, or must be looked at here) or needless (the document is
healthy and a reader sees at once what is meant). A finding is known by its document, its rule and a mark made of its
places and of what it quotes, so that no text of a document is kept. The share counts the findings of today; those that
nobody has judged are listed as the row to be filled in, judged ones that have gone too, and either fails the run.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from gongpyo.pipeline import interpret, read_tables
from plan.errors import PlanError
from plan.records.meaning import Finding

JUDGED = Path(__file__).with_suffix(".tsv")
MARK = 8  # hexadecimal digits by which the findings of one document are told apart
Verdict = Literal["right", "needless"]
VERDICTS: tuple[Verdict, ...] = ("right", "needless")


class Judged(msgspec.Struct, frozen=True):
    """What a person has said of a finding, and why in a few words of their own."""

    document: str
    rule: str
    mark: str
    verdict: Verdict
    why: str


def mark_of(found: Finding) -> str:
    """A finding of a document without its words: a digest of its rule, its places and what it quotes."""
    places = [(place.page, place.table, place.row, place.column) for place in found.places]
    said = repr((found.rule, places, found.record, found.expected, found.actual))
    return hashlib.sha256(said.encode()).hexdigest()[:MARK]


def judged(path: Path) -> dict[tuple[str, str, str], Judged]:
    """The findings that a person has judged, by document, rule and mark."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [msgspec.convert(row, Judged) for row in csv.DictReader(file, delimiter="\t")]
    return {(row.document, row.rule, row.mark): row for row in rows}


def findings_of(path: Path) -> tuple[Finding, ...]:
    """The findings of a document; none of one that is refused."""
    try:
        return interpret(read_tables(path)).findings
    except PlanError:
        return ()


def shares(verdicts: Mapping[tuple[str, str], Counter[Verdict]]) -> Iterator[str]:
    """A line for each severity and rule, and one for each severity and for all."""
    sums: dict[str, Counter[Verdict]] = {}
    for (severity, rule), counts in sorted(verdicts.items()):
        yield f"  {severity} {rule}: {_share(counts)}"
        for whole in (severity, "all"):
            sums.setdefault(whole, Counter()).update(counts)
    yield from (f"{whole}: {_share(counts)}" for whole, counts in sums.items())


def _share(counts: Counter[Verdict]) -> str:
    return f"{counts['right']} of {counts.total()} right ({counts['right'] / counts.total():.0%})"


def main(arguments: Sequence[str] | None = None, kept: Path = JUDGED) -> int:
    """Print the share by rule, what is not judged, and what has gone; 1 where there is either."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judged", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="documents whose name contains this")
    options = parser.parse_args(arguments)
    known = judged(kept)
    seen: set[tuple[str, str, str]] = set()
    verdicts: dict[tuple[str, str], Counter[Verdict]] = {}
    paths = [path for path in sorted((options.folder / "docs").iterdir()) if options.only in path.name]
    for path in paths:
        for found in findings_of(path):
            key = (path.name, found.rule, mark_of(found))
            seen.add(key)
            if key in known:
                verdicts.setdefault((found.severity, found.rule), Counter())[known[key].verdict] += 1
            else:
                print("\t".join(("not judged:", *key, found.message)))  # noqa: T201
    names = {path.name for path in paths}
    gone = [row for key, row in known.items() if key not in seen and row.document in names]
    for row in gone:
        print("\t".join(("gone:", row.document, row.rule, row.mark, row.verdict, row.why)))  # noqa: T201
    for line in shares(verdicts):
        print(line)  # noqa: T201
    return int(bool(gone) or seen - known.keys() != set())


if __name__ == "__main__":
    sys.exit(main())

"""Random official plans with known truth, and how much of it is published: ``python -m benchmarks.plans``.

Each plan is drawn from its seed (``features.toml``, ``outlines.toml``, ``words.toml``), written as HWPX, HWP 5 and PDF,
converted by ``gongpyo.pipeline.convert``, and its CSV files are held against the truth, one printed number at a time:

right        published, and every label is that of the truth: programme, strategy, task, department, measure, indicator,
             payer, unit, kind of values, period and the programme's printed number
bare         published, and whatever is said of it is true, but strategy, task, department or kind, which the document
             prints, is left empty
core         right, bare, or mislabelled in strategy, task, department, kind, printed number or name only; ``name`` is
             said of a programme whose right name has more words behind it, such as its office
mislabelled  the number is published, and a label says something else than the document; a label that can be read in two
             ways is not held against it, nor is a department that is published where none is printed
wrong        the series is published, with another number in this period
missing      the number is not published
honest       mislabelled, wrong or missing, and the user is told: a finding at the cell, its row or its table speaks of
             what is wrong (of units: only of the unit; of sums: only of the period), or quotes it, or the document is
             refused
refused      missing because the document as a whole is refused; part of honest, though no plan should be refused
silent       mislabelled, wrong or missing, and no finding speaks of it
false        numbers that are published and belong to no series of the truth and to no trap; a count
traps        numbers of statistics, results, comparisons, schedules or other bodies that are published; a count

right + bare + mislabelled + wrong + missing = right + bare + honest + silent = all scored numbers. Cells without a
number are not scored, nor are those that a person could take either way. Shares by feature count every number of the
documents that have it, so that features hang together; ``--one-at-a-time`` changes one feature of a plain plan instead.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.plans.features import drawn, one_at_a_time
from benchmarks.plans.report import as_json, differences, side_by_side, summary, worst
from benchmarks.plans.report import one_at_a_time as lines_of_one
from benchmarks.plans.run import FORMATS, PRINTERS, WRITERS, Job, Result, run, usual_workers


def main() -> int:
    """Print the shares; 1 where a conversion crashed."""
    options = _options()
    formats = tuple(options.formats.split(","))
    keep = str(options.keep) if options.keep else ""
    if unknown := set(formats) - {*WRITERS, *PRINTERS}:
        known = ", ".join((*WRITERS, *PRINTERS))
        sys.stderr.write(f"no such format: {', '.join(sorted(unknown))}; there are {known}\n")
        return 2
    if options.one is not None:
        job = Job(options.one, drawn(options.one), formats, keep=keep)
        _print(line for result in run([job], 1) for line in side_by_side(result))
        return 0
    results = list(_counted(run(_jobs(options, formats, keep), options.workers)))
    _print(lines_of_one(results) if options.one_at_a_time else summary(results))
    for result in worst(results, options.show):
        _print(["", *differences(result)])
    if options.json:
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(as_json(results))))
    return int(_has_crash(results))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.plans", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=120, help="plans, each in every format")
    parser.add_argument("--seed", type=int, default=1, help="the first plan's seed; the others follow")
    parser.add_argument("--formats", default=",".join(FORMATS), help="separated by commas")
    parser.add_argument("--workers", type=int, default=usual_workers())
    parser.add_argument("--keep", type=Path, help="folder for the documents and their truth")
    parser.add_argument("--json", type=Path, help="file for the counts as data")
    parser.add_argument("--show", type=int, default=0, help="print what differs in the worst documents, so many")
    parser.add_argument("--one", type=int, metavar="SEED", help="this plan only: its truth beside what was published")
    parser.add_argument("--one-at-a-time", action="store_true", help="a plain plan with one feature changed at a time")
    return parser.parse_args()


def _jobs(options: argparse.Namespace, formats: tuple[str, ...], keep: str) -> Iterator[Job]:
    if options.one_at_a_time:
        for label, features in one_at_a_time():
            yield Job(options.seed, features, formats, label, keep)
        return
    for seed in range(options.seed, options.seed + options.count):
        yield Job(seed, drawn(seed), formats, keep=keep)


def _counted(results: Iterator[Result]) -> Iterator[Result]:
    """The results as they come, their number shown on a terminal."""
    for number, result in enumerate(results, start=1):
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{number} documents")
        yield result
    if sys.stderr.isatty():
        sys.stderr.write("\n")


def _has_crash(results: list[Result]) -> bool:
    return any(result.score.refusal.startswith("CRASH") for result in results)


def _print(lines: Iterator[str] | list[str]) -> None:
    for line in lines:
        print(line)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())

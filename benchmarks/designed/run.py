"""Documents written, read and held against what is known to be printed in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.designed.cut import WAYS, cut, sheet_of, whole
from benchmarks.designed.drawn import LOOKS, SHEETS, Look, drawn, removed_rules
from benchmarks.designed.truth import FATES, PAYERS, PLAIN, Fate, Sheet, fates
from fixtures.make.document import Document
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import compiled, pdf_file
from gongpyo.pipeline import read_plan
from plan.errors import PlanError
from plan.records.meaning import Plan

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}


class Outcome(NamedTuple):
    """What became of the values of one document."""

    name: str
    format: str
    fates: dict[Fate, list[str]]

    @property
    def is_bad(self) -> bool:
        """Whether a value is lost without a word, or stands in another year or row."""
        return bool(self.fates["silent"] or self.fates["wrong"])

    def line(self) -> str:
        """The counts of the values in one line, with the first of those that ended badly."""
        counts = "  ".join(f"{len(self.fates[fate]):3} {fate}" for fate in FATES)
        worst = (*self.fates["wrong"], *self.fates["silent"])[:1]
        return f"{counts}  {self.format:4}  {self.name}{f': {worst[0]}' if worst else ''}"


def cut_tables(formats: Iterable[str], ways: Iterable[str], folder: Path) -> Iterator[Outcome]:
    """What becomes of tables cut in these ways, between pages with and without running lines."""
    ways = list(ways)
    for form in formats:
        usual = {sheet: _rules(_read(whole(sheet), form, folder)) for sheet in (PLAIN, PAYERS)}
        for way in ways:
            for running in (False, True):
                sheet = sheet_of(way)
                plan = _read(cut(way, running=running), form, folder)
                yield Outcome(f"{way}, running lines" if running else way, form, fates(sheet, plan, usual[sheet]))


def designed() -> Iterator[tuple[str, Sheet, Look]]:
    """Two tables, one of them with merged labels, in every look."""
    for name, look in LOOKS.items():
        for kind in ("six rows", "payers"):
            yield f"{name}, {kind}", SHEETS[kind], look


def drawn_tables(jobs: Iterable[tuple[str, Sheet, Look]], folder: Path) -> Iterator[Outcome]:
    """What becomes of tables drawn in a PDF; where the whole document is refused, all of its values are told."""
    for name, sheet, look in jobs:
        try:
            found = fates(sheet, read_bytes(compiled(drawn(sheet, look)), "pdf", folder))
        except PlanError:
            found = {"right": [], "told": [str(value) for value in sheet.truth()], "silent": [], "wrong": []}
        yield Outcome(name, "pdf", found)


KINDS: dict[str, Callable[[], Iterable[tuple[str, Sheet, Look]]]] = {"designed": designed, "removed": removed_rules}


def every_way() -> list[str]:
    """The names of the ways in which tables are cut."""
    return list(WAYS)


def _read(document: Document, form: str, folder: Path) -> Plan:
    return read_bytes(WRITERS[form](document), form, folder)


def read_bytes(data: bytes, form: str, folder: Path) -> Plan:
    """The plan that is read from these bytes."""
    path = folder / f"plan.{form}"
    path.write_bytes(data)
    return read_plan(path)


def _rules(plan: Plan) -> frozenset[str]:
    return frozenset(finding.rule for finding in plan.findings)

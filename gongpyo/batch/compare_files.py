"""What differs between two stores as a list and as pages in both languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from gongpyo.batch.compare import Change, Comparison, Difference, compare_stores
from gongpyo.editions.page import Section, side_by_side
from gongpyo.telling.speech import LANGUAGES, Speech
from output.files.csv_file import CsvFile, cell_text
from output.folder.whole_files import write_files

COMPARED_FILE = "compare.csv"
PAGES = {"ko": "compare.html", "en": "compare.en.html"}
COLUMNS = (
    "source", "sha256", "change", "rule", "fields", "program", "indicator", "measure", "payer", "period", "old", "new",
    "printed",
)  # fmt: skip
SHOWN = 100  # values of one rule on the page; all are in the list
CHANGES: tuple[Change, ...] = ("lost", "changed", "new")  # what a person looks at first
Examples = dict[tuple[Change, str], list[Difference]]


def write_comparison(old: Path, new: Path) -> tuple[Comparison, Examples]:
    """Compare and write the list and the pages into the new store; the first values of each rule."""
    found = Comparison()
    examples: Examples = defaultdict(list)
    file = CsvFile(COLUMNS)
    for one in compare_stores(old, new, found):
        shown = examples[one.change, one.rule]
        if len(shown) < SHOWN:
            shown.append(one)
        cells = (
            one.source, one.sha256, one.change, one.rule, "; ".join(one.fields), *one.value.labels(), one.old, one.new,
            one.value.printed,
        )  # fmt: skip
        file.add([cell_text(cell, guard=True) for cell in cells])
    files = {COMPARED_FILE: file.content()}
    for language in LANGUAGES:
        files[PAGES[language]] = _page(found, examples, old, Speech(language)).encode("utf-8", "replace")
    write_files(new, files)
    return found, examples


def remove_comparison(store: Path) -> None:
    """Take away what an earlier run compared, which holds no longer."""
    for name in (COMPARED_FILE, *PAGES.values()):
        (store / name).unlink(missing_ok=True)


def groups(found: Comparison) -> Sequence[tuple[Change, str, int]]:
    """How many values each rule has lost, changed or won, the most first."""
    ordered = sorted(found.counts.items(), key=lambda entry: (CHANGES.index(entry[0][0]), -entry[1], entry[0][1]))
    return [(change, rule, count) for (change, rule), count in ordered]


def told(found: Comparison, old: Path, speech: Speech) -> str:
    """The sentence that says how much was compared and how much of it differs."""
    counts = {change: sum(n for (one, _), n in found.counts.items() if one == change) for change in CHANGES}
    words = {"documents": found.documents, "same": found.same, "only_old": found.only_old, "only_new": found.only_new}
    return speech.sentence("stores_compared", old=old, **words, **counts)


def row_of(one: Difference) -> tuple[str, ...]:
    """A difference as the parts of a line."""
    return (
        Path(one.source).name,
        " · ".join(filter(None, one.value.labels())),
        " → ".join(filter(None, (one.old, one.new))),
        "; ".join(one.fields),
    )


def _page(found: Comparison, examples: Examples, old: Path, speech: Speech) -> str:
    sections: list[Section] = [
        (f"{speech.sentence(f'store_{change}')}: {rule}", count, [row_of(one) for one in examples[change, rule]])
        for change, rule, count in groups(found)
    ]
    return side_by_side(speech.sentence("stores_title"), told(found, old, speech), sections, speech)

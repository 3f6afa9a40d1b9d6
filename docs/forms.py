"""Writes what can be read, form by form, into both READMEs: ``python -m docs.forms [--check]``.

The rows are those of ``extract/readers/registry.py`` and ``strangers.toml``; ``forms.toml`` says how each was tried.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extract.readers.registry import READERS, Reader
from extract.readers.strangers import STRANGERS_FILE
from plan.data_files import tables_of

ROOT = Path(__file__).resolve().parent.parent
SAID_FILE = Path(__file__).with_name("forms.toml")
PAGES = {"en": ROOT / "README.md", "ko": ROOT / "README.ko.md"}
BEGIN, END = "<!-- python -m docs.forms -->", "<!-- end of forms -->"


def table(language: str) -> str:
    """The table of forms, and what is named only."""
    said = tables_of(SAID_FILE)
    words = said["words"][language]
    named = dict.fromkeys(_named(language))
    of_readers = (_row(reader, said[reader.format], words, language) for reader in READERS)
    rows = [words["head"], ["---"] * len(words["head"]), *of_readers]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*lines, "", words["refused"].format(", ".join(named))])


def _row(reader: Reader, said: Mapping[str, Any], words: Mapping[str, Any], language: str) -> list[str]:
    unlocked = said["password"][language] if reader.unlocks else words["no"]
    return [
        reader.ko if language == "ko" else reader.en,
        " ".join(f"`{suffix}`" for suffix in reader.suffixes),
        said["tables"][language] if "tables" in said else words["stated" if reader.states_tables else "drawn"],
        said["pages"][language],
        words["yes"] if reader.confirmed else words["no"],
        unlocked,
        said["tried"][language],
    ]


def _named(language: str) -> Iterator[str]:
    """What is known and not read, without the article that a sentence needs."""
    for row in tables_of(STRANGERS_FILE)["stranger"]:
        name = row[language].removesuffix(", which is not read").removeprefix("읽지 않는 ")
        yield name.removeprefix("an ").removeprefix("a ")


def page(language: str, text: str) -> str:
    """A README with its table as it is now; one without the two marks is an error."""
    before, _, rest = text.partition(BEGIN)
    _, end, behind = rest.partition(END)
    if not end:
        raise ValueError(f"{PAGES[language].name} has no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n{table(language)}\n{END}{behind}"


def main(arguments: list[str] | None = None) -> int:
    """Write both; with ``--check`` tell which differs, and write nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    only_looks = parser.parse_args(arguments).check
    stale = []
    for language, path in PAGES.items():
        text = path.read_text(encoding="utf-8")
        if (made := page(language, text)) != text:
            stale.append(path.name)
            if not only_looks:
                path.write_text(made, encoding="utf-8")
    if only_looks and stale:
        sys.stderr.write(f"{', '.join(stale)}: run python -m docs.forms\n")
    return int(only_looks and bool(stale))


if __name__ == "__main__":
    sys.exit(main())

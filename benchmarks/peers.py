"""Other tools on the same file: ``python benchmarks/peers.py TOOL FILE`` prints the rows of its tables, tab-separated.

Tools that are not among our own development dependencies live in a folder of their own, never in the project's
environment::

    python -m venv FOLDER/venv
    FOLDER/venv/bin/pip install dochan camelot-py tablers unhwp syhwp pdfplumber-rs
    npm --prefix FOLDER install kordoc
"""

from __future__ import annotations

import csv
import importlib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).parents[1] / "fixtures" / "seoul-citizen-participation-2024-2027" / "golden" / "rows.csv"
YEARS = ("printed_2024", "printed_2025", "printed_2026", "printed_2027")
Row = Sequence[Any]
ROW_OF_HTML = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
CELL_OF_HTML = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", re.DOTALL)
MARKUP = re.compile(r"<[^>]+>|[*\\]")


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool, the formats it is measured on, and whether it is one of our own development dependencies."""

    name: str
    formats: tuple[str, ...]
    own: bool = False
    package: str = ""  # where its name is another

    def command(self, folder: Path, path: Path) -> tuple[str, ...]:
        """The command that prints the rows of a file's tables."""
        if self.name == "kordoc":
            return (str(folder / "node_modules" / ".bin" / "kordoc"), str(path))
        return (self._python(folder), str(Path(__file__)), self.name, str(path))

    def version(self, folder: Path) -> str:
        """The version that is installed, '' where none is."""
        if self.name == "kordoc":
            package = folder / "node_modules" / "kordoc" / "package.json"
            return str(json.loads(package.read_bytes())["version"]) if package.exists() else ""
        said = f"from importlib.metadata import version; print(version({self.package or self.name!r}))"
        return subprocess.run(
            (self._python(folder), "-c", said), capture_output=True, text=True, check=False
        ).stdout.strip()

    def _python(self, folder: Path) -> str:
        return sys.executable if self.own else str(folder / "venv" / "bin" / "python")


PEERS = (
    Peer("gongpyo", ("pdf", "hwp", "hwpx"), own=True),
    Peer("pdfplumber", ("pdf",), own=True),
    Peer("python-hwpx", ("hwpx",), own=True),
    Peer("dochan", ("pdf", "hwp", "hwpx")),
    Peer("kordoc", ("pdf", "hwp", "hwpx")),
    Peer("camelot", ("pdf",), package="camelot-py"),
    Peer("tablers", ("pdf",)),
    Peer("pdfplumber-rs", ("pdf",)),
    Peer("unhwp", ("hwp", "hwpx")),
    Peer("syhwp", ("hwp", "hwpx")),
)


def _module(name: str) -> Any:
    return importlib.import_module(name)


def _gongpyo(path: str) -> Iterator[Row]:
    run = (sys.executable, "-m", "gongpyo", "tables", path, "--all", "--json")
    for table in json.loads(subprocess.run(run, capture_output=True, check=True).stdout)["tables"]:
        yield from table["rows"]


def _pdfplumber(path: str) -> Iterator[Row]:
    with _module("pdfplumber").open(path) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                yield from table
            page.close()


def _python_hwpx(path: str) -> Iterator[Row]:
    document = _module("hwpx.document").HwpxDocument.open(path)
    for section in document.sections:
        for paragraph in section.paragraphs:
            for table in paragraph.tables:
                for row in table.rows:
                    yield [cell.text for cell in row.cells]


def _dochan(path: str) -> Iterator[Row]:
    yield from rows_of_markdown(_module("dochan").Dochan(path).to_markdown())


def _unhwp(path: str) -> Iterator[Row]:
    yield from rows_of_markdown(_module("unhwp").to_markdown(path))


def _syhwp(path: str) -> Iterator[Row]:
    yield from rows_of_markdown(_module("syhwp").extract_markdown(path))


def _camelot(path: str) -> Iterator[Row]:
    for table in _module("camelot").read_pdf(path, pages="all", flavor="lattice"):
        yield from table.data


def _tablers(path: str) -> Iterator[Row]:
    tablers = _module("tablers")
    with tablers.Document(path) as document:
        for page in document.pages():
            for table in tablers.find_tables(page, extract_text=True):
                yield from ([cell.text if cell else "" for cell in row.cells] for row in table.rows)


TOOLS: dict[str, Callable[[str], Iterator[Row]]] = {
    "gongpyo": _gongpyo,
    "pdfplumber": _pdfplumber,
    "python-hwpx": _python_hwpx,
    "dochan": _dochan,
    "camelot": _camelot,
    "tablers": _tablers,
    "pdfplumber-rs": _pdfplumber,  # under the same name, in its own environment
    "unhwp": _unhwp,
    "syhwp": _syhwp,
}


def rows_of_markdown(text: str) -> Iterator[list[str]]:
    """The rows of the tables of a Markdown text, those in HTML too."""
    for line in text.splitlines():
        if line.lstrip().startswith("|"):
            yield [MARKUP.sub("", cell) for cell in line.strip().strip("|").split("|")]
    for row in ROW_OF_HTML.findall(text):
        yield [MARKUP.sub(" ", cell) for cell in CELL_OF_HTML.findall(row)]


def recall_of(command: Sequence[str]) -> float:
    """The share of the golden's rows of years that stand, in order, in one row of what a command prints."""
    printed = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    rows = (
        list(rows_of_markdown(printed))
        if "kordoc" in command[0]
        else [line.split("\t") for line in printed.splitlines()]
    )
    found = [[_bare(cell) for cell in row] for row in rows]
    wanted = list(_golden())
    return sum(any(_in_order(values, row) for row in found) for values in wanted) / len(wanted)


def _golden() -> Iterator[list[str]]:
    """The printed cells of each row of years; a row of one merged cell says nothing about order."""
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            values = [_bare(row[name]) for name in YEARS]
            if len(set(values)) > 1:
                yield values


def _in_order(values: Iterable[str], row: Iterable[str]) -> bool:
    rest = iter(row)
    return all(value in rest for value in values)


def _bare(cell: object) -> str:
    return "".join(str(cell or "").split())


def main() -> int:
    """Print what one tool finds."""
    name, path = sys.argv[1:]
    for row in TOOLS[name](path):
        sys.stdout.write("\t".join(" ".join(str(cell or "").split()) for cell in row) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

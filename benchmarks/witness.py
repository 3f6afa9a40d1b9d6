"""Year tables of HWP and HWPX against independent readers: ``python -m benchmarks.witness DOCUMENT...``.

pyhwp tells of HWP (its XML), python-hwpx of HWPX. Each of our year tables is held against that of theirs with which
most of its cells agree; of the cells that differ it is printed where they stand and what each reads. White space does
not count, nor whether a digit is raised. Numbers that Hangul counts by itself are none of theirs.
"""

from __future__ import annotations

import importlib
import io
import logging
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from gongpyo.pipeline import read_tables
from plan.errors import PlanError
from plan.records.printed import ExtractedPlan, YearTable

FORMATS = (".hwp", ".hwpx")
APART = frozenset(("TableControl", "FootNote", "EndNote", "Header", "Footer", "HiddenComment"))  # no text of the cell
SHOWN = 8  # cells of a table
Position = tuple[int, int]
Cells = Mapping[Position, str]


def bare(text: str) -> str:
    """A text as it is compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def cells_of(path: Path) -> list[Cells]:
    """All tables of a document as the independent reader of its format tells them, their cells by where they begin."""
    return list(_told_by_pyhwp(path) if path.suffix == ".hwp" else _told_by_python_hwpx(path))


def _told_by_pyhwp(path: Path) -> Iterator[Cells]:
    logging.getLogger("hwp5").setLevel(logging.CRITICAL)  # what it does not know of looks
    file = importlib.import_module("hwp5.xmlmodel").Hwp5File(str(path))
    stream = io.BytesIO()
    try:
        file.xmlevents(embedbin=False).dump(stream)
    finally:
        file.close()
    for table in ET.fromstring(stream.getvalue()).iter("TableControl"):
        body = table.find("TableBody")
        cells = [] if body is None else body.findall("./TableRow/TableCell")
        yield {(int(cell.attrib["row"]), int(cell.attrib["col"])): bare("".join(_texts(cell))) for cell in cells}


def _texts(element: ET.Element) -> Iterator[str]:
    for child in element:
        if child.tag == "Text":
            yield child.text or ""
        elif child.tag not in APART:
            yield from _texts(child)


def _told_by_python_hwpx(path: Path) -> Iterator[Cells]:
    document = importlib.import_module("hwpx").HwpxDocument.open(path)
    waiting = [table for paragraph in document.paragraphs for table in paragraph.tables]
    for table in waiting:  # which grows
        cells = {place.anchor: place.cell for place in table.iter_grid()}
        for cell in cells.values():
            waiting.extend(cell.tables)
        yield {anchor: bare(_own_text(cell)) for anchor, cell in cells.items()}


def _own_text(cell: Any) -> str:
    return "".join(paragraph.text for paragraph in cell.paragraphs)


def _ours(table: YearTable) -> Cells:
    """The cells of one of our tables where they begin in print; of one that is put together of several, the first's."""
    number = table.place.table
    cells = (cell for row in table.grid for cell in row if cell.place.table == number)
    return {(cell.place.row or 0, cell.place.column or 0): bare(cell.text) for cell in cells}


def differences(path: Path, extracted: ExtractedPlan) -> Iterator[str]:
    """What the other reader reads otherwise in our year tables."""
    if not extracted.year_tables:
        return
    try:
        others = cells_of(path)
    except Exception as error:  # noqa: BLE001  # another's program: whatever stops it is said
        yield f"witness: not read ({type(error).__name__}: {error})"
        return
    for table in extracted.year_tables:
        yield from _of_table(table.place.table, _ours(table), others)


def _of_table(number: int | None, ours: Cells, others: Sequence[Cells]) -> Iterator[str]:
    best = max(others, key=lambda cells: _agreed(ours, cells), default={})
    wrong = [place for place, text in ours.items() if best.get(place) != text]
    for row, column in wrong[:SHOWN]:
        yield (
            f"witness: table {number} [{row},{column}] {ours[row, column]!r} read as {best.get((row, column))!r} "
            f"({len(wrong)} of {len(ours)} cells)"
        )


def _agreed(ours: Cells, cells: Cells) -> int:
    return sum(cells.get(place) == text for place, text in ours.items())


def main() -> int:
    """Print the differences of some documents; 1 if there are any."""
    found = 0
    for path in map(Path, sys.argv[1:]):
        try:
            extracted = read_tables(path)
        except PlanError as error:
            sys.stdout.write(f"{path.name}: {error.code}\n")
            continue
        lines = list(differences(path, extracted))
        found += len(lines)
        cells = sum(len(_ours(table)) for table in extracted.year_tables)
        sys.stdout.write(f"{path.name}: {len(extracted.year_tables)} tables, {cells} cells, {len(lines)} differences\n")
        sys.stdout.writelines(f"    {line}\n" for line in lines)
        sys.stdout.flush()
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

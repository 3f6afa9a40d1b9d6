"""One-line summaries: ``◈ name(unit) : ('24) first → ('27) last * 총 total``."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.outline import Outline
from extract.pieces import Piece
from extract.vocabulary import bare
from plan_records import SummaryLine, SummaryPoint, YearTable
from plan_years import read_year

YEAR = r"\(?\s?['’‘`´ˊ′]?\s?\d{2,4}년?\.?\s?\)"
VALUE = r"[^→⇒*※]{1,40}?"
LINE = regex.compile(
    rf"^[◈◆▣❖]\s*(?P<name>[^:：]{{2,80}}?)\s*(?:\((?P<unit>[^()]{{1,20}})\))?\s*[:：]\s*"
    rf"(?P<year>{YEAR})\s*(?P<value>{VALUE})"
    rf"(?:\s*[→⇒]\s*(?P<year>{YEAR})\s*(?P<value>{VALUE}))+"
    rf"\s*(?:[*※]\s*총\s*(?P<total>[^◈]+))?$"
)
NUMBER = r"[\d,.]+\s?\p{Hangul}{0,3}"
TOTAL = regex.compile(rf"^{NUMBER}(?:,\s?{NUMBER})*(?=\s|$)")


def find_summary_lines(
    pieces: Sequence[Piece], outline: Outline, year_tables: Sequence[YearTable]
) -> tuple[SummaryLine, ...]:
    """The summary lines in order, each with the programme it speaks of, or '' where that cannot be told."""
    lines = [line for piece in pieces if (line := _read(piece))]
    return tuple(_with_programs(lines, outline, year_tables))


def _read(piece: Piece) -> SummaryLine | None:
    found = LINE.match(piece.text)
    if not found:
        return None
    total = TOTAL.match((found["total"] or "").strip())
    points = []
    for year, value in zip(found.captures("year"), found.captures("value"), strict=True):
        reading = read_year(year.strip("() "))
        if reading.year is None:
            return None
        points.append(SummaryPoint(year=reading.year, printed=value.strip()))
    return SummaryLine(
        name=found["name"].strip(),
        unit_text=(found["unit"] or "").strip(),
        points=tuple(points),
        total_printed=total.group().strip() if total else "",
        program_no="",
        place=piece.place,
    )


def _with_programs(
    lines: Sequence[SummaryLine], outline: Outline, year_tables: Sequence[YearTable]
) -> list[SummaryLine]:
    """Align the lines with the programmes that have a table: both in document order, by figures and by name.

    The alignment is the one of highest score that never crosses (Needleman and Wunsch, without a gap penalty).
    """
    shown = {table.program_no for table in year_tables if table.kind == "plan"}
    programs = [node for node in outline.nodes if node.level == "program" and node.no in shown]
    said = [(_wanted(line), _pairs(line.name)) for line in lines]
    known = [(_figures(year_tables, node.no), _pairs(node.name)) for node in programs]
    scores = [[_score(*line, *program) for program in known] for line in said]
    height, width = len(lines), len(programs)
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in range(height - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            best[i][j] = max(best[i + 1][j + 1] + scores[i][j], best[i + 1][j], best[i][j + 1])
    result = list(lines)
    i = j = 0
    while i < height and j < width:
        if scores[i][j] > 0 and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            result[i] = lines[i].model_copy(update={"program_no": programs[j].no})
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return result


def _figures(year_tables: Sequence[YearTable], program_no: str) -> frozenset[str]:
    """All digits printed in the tables of a programme, and the words of their labels."""
    return frozenset(
        part
        for table in year_tables
        if table.program_no == program_no
        for row in table.grid[table.header_rows :]
        for cell in row
        for part in _digits(cell.text)
    )


def _digits(text: str) -> list[str]:
    return [part.replace(",", "") for part in FIGURES.findall(text)]


def _wanted(line: SummaryLine) -> list[str]:
    """The figures of a line, its total's too."""
    return [part for point in line.points for part in _digits(point.printed)] + _digits(line.total_printed)


def _score(wanted: Sequence[str], left: set[str], figures: frozenset[str], right: set[str]) -> float:
    """From 0 to 4: figures of a line found in a programme's table, and the names' common pairs of characters."""
    shared = sum(part in figures for part in wanted) / len(wanted) if wanted else 0.0
    likeness = len(left & right) / max(1, min(len(left), len(right)))
    return 3 * shared + likeness if shared + likeness >= SCORE_AT_LEAST else 0.0


FIGURES = regex.compile(r"\d[\d,]*")
SCORE_AT_LEAST = 0.4  # below it two lines have nothing but a round number in common


def _pairs(text: str) -> set[str]:
    compared = bare(text)
    return {compared[index : index + 2] for index in range(len(compared) - 1)}

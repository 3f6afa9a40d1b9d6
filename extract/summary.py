"""One-line summaries: ``◈ name(unit) : ('24) first → ('27) last * 총 total``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from extract.outline.outline import Outline
from extract.pieces import Piece
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.records.printed import SummaryLine, SummaryPoint, YearTable
from plan.script import ARROWS, COLONS, QUOTE, REMARKS, SUMMARY_MARKS, visible
from plan.years import read_year

YEAR = rf"\(?\s?{QUOTE}?\s?\d{{2,4}}년?\.?\s?\)"
VALUE = rf"[^{ARROWS}*{REMARKS}]{{1,40}}?"
MARKS = "".join(SUMMARY_MARKS)
LINE = lazy_pattern(
    rf"^[{MARKS}]\s*(?P<name>[^{COLONS}]{{2,80}}?)\s*(?:\((?P<unit>[^()]{{1,20}})\))?\s*[{COLONS}]\s*"
    rf"(?P<year>{YEAR})\s*(?P<value>{VALUE})"
    rf"(?:\s*[{ARROWS}]\s*(?P<year>{YEAR})\s*(?P<value>{VALUE}))+"
    rf"\s*(?:[*{REMARKS}]\s*총\s*(?P<total>[^{MARKS}]+))?$"
)
NUMBER = r"[\d,.]+\s?\p{Hangul}{0,3}"
TOTAL = lazy_pattern(rf"^{NUMBER}(?:,\s?{NUMBER})*(?=\s|$)")


def find_summary_lines(
    pieces: Sequence[Piece], outline: Outline, year_tables: Sequence[YearTable]
) -> tuple[SummaryLine, ...]:
    """The summary lines in order, each with the programme it speaks of, or '' where that cannot be told."""
    lines = [line for piece in pieces if piece.text.startswith(SUMMARY_MARKS) and (line := _read(piece))]
    return tuple(_with_programs(lines, outline, year_tables)) if lines else ()


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
    figures = _figures(year_tables)
    scores = list(_scores(lines, [(figures[node.no], _pairs(node.name)) for node in programs]))
    best = best_alignments(scores, len(programs))
    result = list(lines)
    i = j = 0
    while i < len(lines) and j < len(programs):
        score = scores[i].get(j, 0)
        if score and best[i][j] == best[i + 1][j + 1] + score:
            result[i] = replace(lines[i], program_no=programs[j].no)
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return result


def best_alignments(scores: Sequence[Mapping[int, float]], width: int) -> list[list[float]]:
    """The highest score of an alignment of the lines from i on with the programmes from j on, at [i][j].

    A row never rises towards its end, so that what a line gains counts to the left of it until it is no gain any more.
    """
    best = [[0.0] * (width + 1)]
    for row in reversed(scores):
        below = best[-1]
        own = below.copy()
        for position, score in row.items():
            gained, j = below[position + 1] + score, position
            while j >= 0 and own[j] < gained:
                own[j] = gained
                j -= 1
        best.append(own)
    best.reverse()
    return best


def _figures(year_tables: Sequence[YearTable]) -> dict[str, set[str]]:
    """All digits printed in the tables of each programme, and the words of their labels."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for table in year_tables:
        for row in table.grid[table.header_rows :]:
            for cell in row:
                found[table.program_no].update(_digits(visible(cell.text)))
    return found


def _digits(text: str) -> list[str]:
    return [part.replace(",", "") for part in FIGURES.findall(text)]


def _wanted(line: SummaryLine) -> list[str]:
    """The figures of a line, its total's too."""
    return [part for point in line.points for part in _digits(point.printed)] + _digits(line.total_printed)


def _scores(
    lines: Sequence[SummaryLine], programs: Sequence[tuple[Collection[str], Collection[str]]]
) -> Iterator[dict[int, float]]:
    """For each line the programmes that it may speak of, each known by its figures and its name's pairs, with a score.

    It is from 0 to 4: three times the share of the line's figures that the programme's tables print, and the share of
    pairs of characters that the names have in common.
    """
    printing = _positions(figures for figures, _ in programs)
    named = _positions(pairs for _, pairs in programs)
    for line in lines:
        wanted, pairs = _wanted(line), _pairs(line.name)
        printed = Counter(chain.from_iterable(printing.get(part, ()) for part in wanted))
        common = Counter(chain.from_iterable(named.get(pair, ()) for pair in pairs))
        alike = {position: count / min(len(pairs), len(programs[position][1])) for position, count in common.items()}
        likely = [position for position, count in printed.items() if count >= SCORE_AT_LEAST * len(wanted)]
        scores = {}
        for position in dict.fromkeys((*alike, *likely)):
            shared = printed.get(position, 0) / len(wanted) if wanted else 0.0
            likeness = alike.get(position, 0.0)
            if shared + likeness >= SCORE_AT_LEAST:
                scores[position] = 3 * shared + likeness
        yield scores


def _positions(groups: Iterable[Collection[str]]) -> dict[str, list[int]]:
    """In which of the groups each text is."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for position, group in enumerate(groups):
        for text in group:
            found[text].append(position)
    return found


FIGURES = lazy_pattern(r"\d[\d,]*")
SCORE_AT_LEAST = 0.4  # below it two lines have nothing but a round number in common


def _pairs(text: str) -> set[str]:
    compared = bare(text)
    return {compared[index : index + 2] for index in range(len(compared) - 1)}

"""A grid cut where its head stands again below or beside: bands of a folded table, what comes in and goes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.vocabulary import ends_with_word, is_word
from extract.year_tables.grid import Grid
from extract.year_tables.heads.cells import TIMES, VALUE, Span, reading_of
from extract.year_tables.heads.head import Head
from extract.year_tables.heads.unit_line import NOTE
from extract.year_tables.heads.year_row import MIN_YEARS, names_years
from extract.year_tables.series import names_series
from plan.forms import bare, letters
from plan.grid import same_cell
from plan.patterns import lazy_pattern
from plan.years import YearReading, is_damaged_year, is_part_of_year, is_time_without_year

TWO_DIGITS = lazy_pattern(r"\s*\d{2}\s*")
NAME = lazy_pattern(r"\p{L}")
DIGIT = lazy_pattern(r"\d")
BARE = lazy_pattern(r"\s*(?:20)?\d\d\s*")
PLAIN = lazy_pattern(r"\s*(?:\d[\d,]*(?:\.\d+)?)?\s*")
HEADS = TIMES | {"total", "subtotal", "prior", "later", "baseline", "average", "actual", "change"}
FEWEST_IN_A_ROW = 3  # years that count up from column to column
SIDE_HEAD_ROWS = 3  # a title over both halves, the word over each, and the head itself


def bands_of(grid: Grid, head: Head, span: Span, first_year: int | None) -> Iterator[Grid]:
    """The grid cut where a head row stands again below: a table of many years folded into bands, or a repeated head.

    A row of the body that only holds years (준공연도) has a label of its own and is no head.
    """
    labels = {bare(row[0].text) for row in grid[: head.rows]} | {""}
    labels_end = next((column.column for column in head.columns if column.role != "label"), 0)
    cuts = [0]
    for number in range(head.rows, len(grid)):
        row, label = grid[number], grid[number][0].text
        is_label = bare(label) in labels or is_word("head_label", label)
        heads = is_label or _goes_on_below(grid, number) or _heads_part(grid, number, head, labels_end)
        if not heads and _is_plain_value(row[labels_end].text):
            continue  # most rows, which need not be read as times
        readings = [reading_of(cell, span, first_year) for cell in row]
        heads = heads or _is_row_of_times(grid, number, head, readings)
        of_years = heads and _may_head(grid, number, head, labels_end) and names_years(row, readings)
        if of_years or _is_other_head(grid, number, head, readings):
            cuts.append(number - _is_title(grid, number - 1, head))
    if len(cuts) == 1:
        yield grid
        return
    bands = [grid[start:end] for start, end in pairwise([*cuts, len(grid)])]
    yield from [_unfolded(bands, labels_end)] if _is_folded(bands, labels_end) else bands


def _is_plain_value(text: str) -> bool:
    return PLAIN.fullmatch(text) is not None and BARE.fullmatch(text) is None


def sides_of(grid: Grid, span: Span) -> tuple[Grid, ...]:
    """The two halves of a grid in which a head of labels and years stands twice in one row; () of any other.

    Each half has names of its own rows: 항목 | 2026 | 2025 of what comes in (수입), and again of what goes out (지출).
    """
    for number, row in enumerate(grid[:SIDE_HEAD_ROWS]):
        readings = [reading_of(cell, span, None) for cell in row]
        years = [at for at, reading in enumerate(readings) if reading.kind == "year"]
        middle = next((at for at in range(1, len(row)) if at - 1 in years and at not in years), 0)
        if not middle or not years or 0 in years or max(years) < middle:
            continue
        first = [readings[at].year for at in years if at < middle]
        second = [readings[at].year for at in years if at > middle]
        over = grid[:number]
        apart = not any(same_cell(line[middle - 1], line[middle]) for line in (*over, row))
        if first == second and apart and _names_rows(grid[number + 1 :], middle):
            return tuple(tuple(tuple(line[part]) for line in grid) for part in (slice(middle), slice(middle, None)))
    return ()


def parts_of_form(grid: Grid) -> tuple[tuple[str, Grid], ...]:
    """The parts of a form below one another, each with its label, which reaches down over its rows: 예산, 성과지표.

    () where there are less than two of them.
    """
    parts: list[tuple[str, Grid]] = []
    for number, row in enumerate(grid):
        begins = number == 0 or not same_cell(row[0], grid[number - 1][0])
        if begins and _goes_on_below(grid, number) and not same_cell(row[0], row[1]):
            end = next((at for at in range(number, len(grid)) if not same_cell(grid[at][0], row[0])), len(grid))
            parts.append((row[0].text, tuple(tuple(line[1:]) for line in grid[number:end])))
    return tuple(parts) if len(parts) > 1 else ()


def _names_rows(body: Grid, column: int) -> bool:
    """Whether a column between values holds names of rows: words in most of its cells, and no number."""
    texts = [cell.text.strip() for cell in (row[column] for row in body)]
    named = [text for text in texts if text]
    return 2 * len(named) > len(texts) and not any(VALUE.match(text) for text in named)


def _may_head(grid: Grid, number: int, head: Head, labels_end: int) -> bool:
    """Whether what stands before the years of a row may head rows: 구비 | 27 | 28 | 30 beside 소요예산 does not.

    Numbers of two digits are years only behind the words of a head.
    """
    row, above = grid[number], grid[head.rows - 1]
    named = [cell for cell in row[1:labels_end] if cell.text.strip() and not same_cell(cell, row[0])]
    if any(is_word("funding", letters(cell.text)) for cell in named):
        return False
    if not any(TWO_DIGITS.fullmatch(cell.text) for cell in row[labels_end:]):
        return True
    known = {bare(cell.text) for cell in above[:labels_end]}
    begins = not same_cell(row[0], grid[number - 1][0])
    return begins if not named else all(bare(c.text) in known or is_word("head_label", c.text) for c in named)


def _heads_part(grid: Grid, number: int, head: Head, labels_end: int) -> bool:
    """Whether a row heads a part of a form: 소요예산(백만원), which reaches down over its rows, beside 구분 and years.

    Without a word such as 구분 the years have to stand as they do in the head above.
    """
    row, above = grid[number], grid[head.rows - 1]
    if number + 1 == len(grid) or not row[0].text.strip():
        return False
    if same_cell(row[0], grid[number + 1][0]) and not same_cell(row[0], grid[number - 1][0]):
        beside = [cell.text for cell in row[1:labels_end]]
        return any(is_word("head_label", text) for text in beside)
    years = [column.column for column in head.columns if column.role == "year"]
    return names_series(row[0].text) and all(bare(row[at].text) == bare(above[at].text) for at in years)


def _is_row_of_times(grid: Grid, number: int, head: Head, readings: Sequence[YearReading]) -> bool:
    """Whether nothing but times stands under the years of the head, each once, with values below: 재원 | ’27 | 계.

    Bare numbers have to be years one after the other under all of them, and what says when (준공연도) holds years.
    """
    row, below = grid[number], grid[number + 1 : number + 2]
    if ends_with_word("time_of_row", row[0].text) and not is_word("head_label", row[0].text):
        return False
    under = [column.column for column in head.columns if column.role != "label"]
    said = [(row[at], readings[at]) for at in under if not same_cell(row[at], row[at - 1])]
    known = all(reading.kind in HEADS or _is_aside(cell.text) for cell, reading in said)
    times = [(cell, reading) for cell, reading in said if reading.kind in TIMES]
    if not known or len(times) < MIN_YEARS or len({(one.year, one.year_to) for _, one in times}) < len(times):
        return False
    bare_years = [one.year for cell, one in times if BARE.fullmatch(cell.text) and one.year]
    in_a_row = len(times) == len(bare_years) >= FEWEST_IN_A_ROW and _count_up(bare_years)
    return (in_a_row or not bare_years) and any(VALUE.match(line[at].text) for line in below for at in under)


def _is_other_head(grid: Grid, number: int, head: Head, readings: Sequence[YearReading]) -> bool:
    """Whether each cell under the years is another word of heads, with values below: 국비 | 시비, 당초 | 변경.

    Other words are heads where the label is that of the head, or of nothing but heads: 재원 | 동쪽 | 서쪽.
    """
    row, below = grid[number], grid[number + 1 : number + 2]
    label, under = row[0].text, [column.column for column in head.columns if column.role != "label"]
    said = [(row[at].text, readings[at]) for at in under if not same_cell(row[at], row[at - 1])]
    texts = {bare(text) for text, _ in said}
    labels = {bare(line[0].text) for line in grid[: head.rows]} - {""}
    is_label = bare(label) in labels or is_word("label_of_head", label)
    if len(texts) < len(said) or "" in texts or (ends_with_word("time_of_row", label) and not is_label):
        return False
    others = [one for one in said if not BARE.fullmatch(one[0]) or one[1].kind not in TIMES]
    known = len(said) >= MIN_YEARS and bool(others) and all(_heads_something(*one) for one in others)
    named = is_label and len(said) >= FEWEST_IN_A_ROW and all(map(_is_name, texts))
    return (known or named) and any(VALUE.match(line[at].text) for line in below for at in under)


def _heads_something(text: str, reading: YearReading) -> bool:
    words = ("funding", "part", "edition_sure", "edition", "growth", "share", "remark_head")
    is_time = reading.kind in HEADS or is_time_without_year(text) or is_part_of_year(text)
    return is_time or is_damaged_year(text) or any(is_word(kind, text) for kind in words)


def _is_name(text: str) -> bool:
    return NAME.search(text) is not None and DIGIT.search(text) is None


def _is_title(grid: Grid, number: int, head: Head) -> bool:
    """Whether a row of the body is one cell of words: the title of the head below it, 투자계획(단위: 백만원)."""
    first = grid[number][0]
    is_one = number >= head.rows and all(same_cell(first, cell) for cell in grid[number])
    return is_one and bool(first.text.strip()) and not (VALUE.match(first.text) or NOTE.match(first.text))


def _is_aside(text: str) -> bool:
    return not text.strip() or is_word("remark_head", text)


def _count_up(years: Sequence[int]) -> bool:
    return all(after - year == 1 for year, after in pairwise(years))


def _goes_on_below(grid: Grid, number: int) -> bool:
    """Whether the label of a row reaches down over the next one, so that both are its: 소요예산 | years over values."""
    label = grid[number][0]
    return number + 1 < len(grid) and bool(label.text.strip()) and same_cell(label, grid[number + 1][0])


def _is_folded(bands: Sequence[Grid], labels_end: int) -> bool:
    """Whether all bands have the same rows, so that they are one table that was too wide for its page."""
    rows = {tuple(tuple(bare(cell.text) for cell in row[:labels_end]) for row in band) for band in bands}
    heads = {tuple(bare(cell.text) for cell in band[0]) for band in bands}
    return labels_end > 0 and len(rows) == 1 and len(heads) == len(bands) > 1


def _unfolded(bands: Sequence[Grid], labels_end: int) -> Grid:
    return [[*rows[0], *(cell for row in rows[1:] for cell in row[labels_end:])] for rows in zip(*bands, strict=True)]

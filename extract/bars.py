"""Headings that are set as tables: a bar of a programme's number, name and office, or the sheet that names it.

What each cell says is told by the label before it or above it, and by its own form; where one cell stays unexplained,
or two could be the name, the table is no heading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec
import regex

from extract.vocabulary import (
    ends_with_word,
    has_bare_word,
    is_word,
    meaning,
    spaced_pattern,
    words,
    words_before_numbers,
)
from plan.forms import bare, single_spaced
from plan.patterns import lazy_pattern
from plan.records.document import Cell, Table
from plan.script import BOXED, CIRCLED, CLOSING, COLONS, DASHES, IN_CIRCLES, OPENING, PERCENTS, ROMAN
from plan.years import read_year

MOST_ABOVE = 2  # rows of a sheet above that of the name: a title of its part, what is said of it
MOST_CELLS = 10  # filled cells of a bar; more are a table
BAR_ROWS = 2  # rows of a bar: the office may stand below its label, or the values below their heads
LONGEST = 60  # characters of a name; a longer text is what is said of it
FEWEST_FIELDS = 2  # labels one below the other that make a sheet of a table whose first is that of a name
FEWEST_YEARS = 2  # of a head below the name of a programme
PAIR = 2  # cells of a table that may be a label and what it says
FEWEST_LABELS = 2  # texts behind one and the same; a name has one office
AMOUNT = lazy_pattern(
    rf"\d[\d,.]*\s?(?:[{PERCENTS}]|\p{{Hangul}}{{1,2}})(?:\s|$)"
)  # 쉼터 18개소 설치; 119안전센터 is a name
LONGEST_LABEL = 12  # characters of a label in front of what it says
FIELDS = (  # kinds of words that are labels of what is said of a programme
    *("section", "describing_head", "remark_head", "field_label"),
    *("department_label", "period_head", "money_head", "number_label"),
)
HANGUL = lazy_pattern(r"\p{Hangul}{2}")
OFFICE = lazy_pattern(r"[\p{Hangul}\s]{2,16}")
PARTS = lazy_pattern(rf"(?:{ROMAN}|\d{{1,2}})\s?[{DASHES}]\s?\d{{1,2}}")  # a number with parts: 1-1, Ⅰ-1
LAST = rf"(?:\d{{1,2}}|[{CIRCLED}]|[가-하])"


class Bar(msgspec.Struct, frozen=True):
    """The cell that a programme's name stands in, and the heading as it would be printed in one line."""

    cell: Cell
    text: str


class _Said(msgspec.Struct):
    """What the cells of a bar have said; ``label`` stands before the name, ``has_fields`` says that others came."""

    number: str = ""
    name: Cell | None = None
    label: str = ""
    office: str = ""
    remark: str = ""
    has_fields: bool = False

    def bar(self) -> Bar | None:
        """The bar, where a number, a label or an office shows that it heads the pages of a programme."""
        if self.name is None or not (self.number or self.label or self.office):
            return None
        name = single_spaced(self.name.text).lstrip(f"{COLONS} ")
        if self.number:
            name = f"{self.number} {name}"
        elif self.label:
            name = f"{self.label}: {name}"
        for aside in (self.remark, self.office):
            name += f" ({aside})" if aside else ""
        return Bar(self.name, name)


def bar_of(table: Table, labels: frozenset[str] = frozenset()) -> Bar | None:
    """The heading that all of a small table is, or None; ``labels`` are the words that the document uses as such."""
    if table.rows > BAR_ROWS or any(cell.blocks for cell in table.cells):
        return None
    filled = _filled(table)
    if not 1 < len(filled) <= MOST_CELLS or any(bare(label.text) in labels for label in _before_remarks(table)):
        return None
    return _in_pairs(filled) or (_under_heads(table.cells) if table.rows == BAR_ROWS else None)


def repeated_labels(tables: Iterable[Table]) -> frozenset[str]:
    """The bare texts that small tables print in front of more than one other text, as labels stand and names do not.

    So does a word that stands before 계속 or 신규 in more than one row of labels: 여건 | 계속 | 담당부서 | 도로과.
    """
    said: set[tuple[str, str]] = set()
    firsts: Counter[str] = Counter()
    for table in tables:
        pair = _pair(table)
        said |= {(bare(pair[0].text), bare(pair[1].text))} if pair and _may_be_label(pair[0]) else set()
        firsts.update(bare(label.text) for label in _before_remarks(table))
    firsts.update(label for label, _ in said)
    return frozenset(label for label, times in firsts.items() if times >= FEWEST_LABELS)


def _before_remarks(table: Table) -> Iterator[Cell]:
    """The words of a row of labels that stand right before a remark such as 계속, behind what needs no number."""
    filled = _filled(table) if table.rows <= BAR_ROWS and PAIR < len(table.cells) <= MOST_CELLS else []
    if len(filled) % PAIR or any(cell.blocks for cell in filled):
        return
    for label, said in zip(filled[::PAIR], filled[1::PAIR], strict=True):
        is_one_word = " " not in single_spaced(label.text) and _may_be_label(label) and not _is_label(label)
        if is_one_word and not _is_word_of_field(label.text) and _is_remark(said):
            yield label


def is_field(table: Table, labels: frozenset[str]) -> bool:
    """Whether a table of two cells is a label with what it says, which heads nothing: 담당부서 | 공원녹지과.

    ``labels`` are the words that the document itself uses so.
    """
    pair = _pair(table)
    if pair is None or not _may_be_label(pair[0]):
        return False
    label, said = (single_spaced(cell.text) for cell in pair)
    if _is_name_label(pair[0]):
        return is_word("section", label) and AMOUNT.search(said) is not None  # 성과목표 | 2028년까지 쉼터 18개소 설치
    word = label.strip(f" {COLONS}")
    return any(is_word(kind, word) for kind in FIELDS) or ends_with_word("field_end", word) or bare(label) in labels


def _pair(table: Table) -> tuple[Cell, Cell] | None:
    """The two cells of a table that has no more."""
    if len(table.cells) != PAIR or any(cell.blocks or not cell.text.strip() for cell in table.cells):
        return None
    one, other = _filled(table)
    return one, other


def _may_be_label(cell: Cell) -> bool:
    """Whether a text has the form of a label, and is neither a number, the word for a level nor a remark."""
    text = single_spaced(cell.text)
    if not HANGUL.match(text) or len(text) > LONGEST_LABEL or is_number(text) or is_word("aside_label", text):
        return False
    is_level = meaning("outline_word", text) == "strategy" and not is_word("section", text)
    return not is_level and not is_word("remark_word", text) and not is_word("mark", text)


def repeated_titles(tables: Iterable[Table]) -> frozenset[str]:
    """The bare texts over the whole width of more than one table: titles are printed again, names are not."""
    firsts = (cell for table in tables for cell in table.cells if cell.row == 0 and cell.column_span >= table.columns)
    return frozenset(text for text, times in Counter(bare(cell.text) for cell in firsts).items() if times > 1)


def sheet_of(table: Table, titles: frozenset[str] = frozenset()) -> Bar | None:
    """The name that a programme's sheet gives, with its number; None where a table is no sheet.

    Other labels stand above or below that of the name, none of them that of a second name; a list has names there.
    ``titles`` are the texts over the whole width that the document prints over more than one table.
    """
    filled = _filled(table) if table.rows > 1 else []
    heads = _heads_of_years(filled)
    if headed := _under_heads_of_card(filled, min([*heads, table.rows])):
        return headed
    labels = [cell for cell in filled if _is_name_label(cell) and not _is_in(cell, heads)]
    if not labels:
        return (
            _named_above_fields(filled, table.columns)
            or _numbered_above_fields(filled)
            or _named_above_years(filled, table.columns, heads, titles)
        )
    (label, *others) = labels
    if others or label.row > MOST_ABOVE or not all(map(_is_part, _firsts(filled, label.row))):
        return None
    row = [cell for cell in filled if cell.row == label.row]
    is_numbered = is_word("number_label", row[0].text)  # 과제번호 | 1-1 | 과제명 | 길 정비
    row = row if is_numbered else [cell for cell in row if cell.column >= label.column]
    columns = (row[0].column, label.column)
    fields = [cell for cell in filled if cell.column in columns and (_is_field(cell) or _is_part(cell))]
    said = _pairs(row, lenient=True)
    if len(fields) < FEWEST_FIELDS or said is None or said.name is None or not said.label:
        return None
    return said.bar()


def _heads_of_years(filled: Sequence[Cell]) -> list[int]:
    """The rows that name two years or more: heads of lists, 사업명 | 계 | 2026 | 2027, and of values."""
    years = Counter(cell.row for cell in filled if read_year(single_spaced(cell.text)).kind == "year")
    return sorted(row for row, count in years.items() if count >= FEWEST_YEARS)


def _is_in(cell: Cell, rows: Sequence[int]) -> bool:
    return any(cell.row <= row < cell.row + cell.row_span for row in rows)


def _firsts(filled: Sequence[Cell], end: int) -> list[Cell]:
    """The first cell of each row before one."""
    first: dict[int, Cell] = {}
    for cell in filled:
        if cell.row < end:
            first.setdefault(cell.row, cell)
    return [*first.values()]


def _is_part(cell: Cell) -> bool:
    text = single_spaced(cell.text)
    return any(is_word(kind, text) for kind in FIELDS) or is_strategy_label(text)


def _named_above_fields(filled: Sequence[Cell], columns: int) -> Bar | None:
    """The name in a first row over the whole width, where all rows below are labels with what they say of it."""
    if len(filled) <= PAIR or filled[0].row or filled[0].column_span < columns or not _may_be_name(filled[0]):
        return None
    name, label = filled[0], _name_label().match(single_spaced(filled[0].text))
    below = _firsts(filled[1:], filled[-1].row + 1)
    if not all(map(_is_part, below)) or not (label or len(below) >= FEWEST_FIELDS or _is_described(below)):
        return None
    text = single_spaced(name.text)
    if ends_with_word("plan_end", text) or has_bare_word("table_title", bare(text)):
        return None
    said = label["label"] if label else words("name_label")[-1]
    return Bar(name, f"{said}: {text[label.end() if label else 0 :]}")


def _numbered_above_fields(filled: Sequence[Cell]) -> Bar | None:
    """The name behind its number in a first row, where the first column below holds labels of what is said of it.

    A card whose labels say how a value is measured (산출식, 자료출처) is that of an indicator and names none.
    """
    said = _pairs([cell for cell in filled if not cell.row], lenient=False)
    below = [cell for cell in filled if cell.row and not cell.column]
    if said is None or not said.number or said.label or any(map(_is_of_measuring, below)):
        return None
    fields = [cell for cell in below if _is_part(cell) and not is_word("department_label", cell.text)]
    heads = all(_is_part(cell) or _is_field(cell) or is_word("head_label", cell.text) for cell in below)
    return said.bar() if heads and len(fields) >= FEWEST_FIELDS else None


def _named_above_years(
    filled: Sequence[Cell], columns: int, heads: Sequence[int], titles: frozenset[str]
) -> Bar | None:
    """The name in the first row of a card, where only labels of what is said of it stand above the years of its values.

    A number stands before it, or it reaches over the whole width. A second such row begins another card.
    """
    first = [cell for cell in filled if cell.row == 0]
    if not first or not heads or not heads[0] or any(map(_is_of_measuring, filled)):
        return None
    below = [cell for cell in filled if cell.row > heads[0]]
    between = [cell for cell in _firsts(filled, heads[0]) if cell.row and not _is_title(cell, columns)]
    is_coded = PARTS.fullmatch(single_spaced(first[0].text)) is not None
    if not all(map(_is_said_of_one, between)) or not (between or is_coded):
        return None
    if any(cell.column_span >= columns or (is_number(cell.text) and not cell.column) for cell in below):
        return None
    if len(first) > 1:
        said = _pairs(first, lenient=False)
        return said.bar() if said and said.number and not said.label else None
    return _whole_row(first[0], titles) if first and first[0].column_span >= columns else None


def _is_title(cell: Cell, columns: int) -> bool:
    """Whether a row over the whole width only says what stands below it: 연차별 목표."""
    return cell.column_span >= columns and (has_bare_word("table_title", bare(cell.text)) or _is_part(cell))


def _under_heads_of_card(filled: Sequence[Cell], end: int) -> Bar | None:
    """The name under its label in the first two rows of a card, whose other rows begin with labels too."""
    below = _firsts([cell for cell in filled if cell.row >= BAR_ROWS], end)
    is_card = end > BAR_ROWS if below else end == BAR_ROWS and any(cell.row >= end for cell in filled)
    return _under_heads(filled) if is_card and all(map(_is_said_of_one, below)) else None


def _is_said_of_one(cell: Cell) -> bool:
    return _is_part(cell) or _is_word_of_field(cell.text)


def _whole_row(cell: Cell, titles: frozenset[str]) -> Bar | None:
    """The name, with its number or without, that a row over the whole width says; without, it has words and no goal."""
    text = single_spaced(cell.text)
    numbered = _numbered_name().fullmatch(text)
    name = numbered["name"] if numbered else text
    is_title = ends_with_word("plan_end", name) or has_bare_word("table_title", bare(name)) or is_word("section", name)
    if is_title or not _may_be_name(cell):
        return None
    if numbered:
        return Bar(cell, text)
    is_of_values = any(ends_with_word(kind, name) for kind in ("goal_head", "section_end", "overview_end"))
    is_name = " " in name and bare(name) not in titles and not is_of_values
    return Bar(cell, f"{words('name_label')[-1]}: {text}") if is_name else None


def _is_of_measuring(cell: Cell) -> bool:
    is_remark = is_word("remark_head", cell.text) and not is_word("department_label", cell.text)
    return is_remark or meaning("describing_head", cell.text) == "measure"


@cache
def _name_label() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?<label>{spaced_pattern('name_label')})\s*[{COLONS}]?\s+(?=\p{{Hangul}}{{2}})")


def _is_described(fields: Sequence[Cell]) -> bool:
    return any(is_word("describing_head", single_spaced(cell.text)) for cell in fields)


def name_over_head(table: Table) -> Bar | None:
    """The number and the name of a programme in a first row over the whole width, above the years of its one table."""
    first = [cell for cell in table.cells if cell.row == 0]
    below = [cell for cell in table.cells if cell.row == 1]
    if len(first) != 1 or first[0].row_span > 1 or first[0].blocks or len(below) <= FEWEST_FIELDS:
        return None
    found = _numbered_name().fullmatch(single_spaced(first[0].text))
    if not found or is_word("section", found["name"]) or has_bare_word("table_title", bare(found["name"])):
        return None
    years = sum(read_year(single_spaced(cell.text)).kind == "year" for cell in below)
    return Bar(first[0], found[0]) if years >= FEWEST_YEARS else None


def _filled(table: Table) -> list[Cell]:
    cells = [cell for cell in table.cells if cell.blocks or cell.text.strip()]
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _in_pairs(cells: Sequence[Cell]) -> Bar | None:
    said = _pairs(cells, lenient=False)
    return said.bar() if said else None


def _pairs(cells: Sequence[Cell], *, lenient: bool) -> _Said | None:
    """What cells say that follow one another: a label and what it is of, or what needs no label."""
    said = _Said()
    following = iter(cells)
    for cell in following:
        if not (_take_labelled(cell, following, said) or _take_alone(cell, said) or lenient):
            return None
    return said


def _take_labelled(cell: Cell, following: Iterator[Cell], said: _Said) -> bool:
    """Take a label with the cell behind it; False where the cell is no label, or what follows cannot be its own."""
    text = cell.text
    is_strategy = is_strategy_label(text)
    is_field = not _is_label(cell) and _is_word_of_field(text)
    if not is_field and not is_strategy and not _is_label(cell):
        return False
    own = next(following, None)
    if own is None or _is_label(own):
        return False
    if is_strategy:
        said.has_fields = True
        return _may_be_name(own)
    if is_field:
        said.remark = said.remark or (single_spaced(own.text) if _is_remark(own) else "")
        return True
    if is_word("number_label", text):
        said.number = said.number or single_spaced(own.text)
        return is_number(own.text)
    if _is_name_label(cell):
        is_first = said.name is None
        if is_first and not said.number and is_number(own.text) and (name := next(following, None)):
            said.number, own = single_spaced(own.text), name  # 과제 | 1-1 | 길 정비
        said.name, said.label = own, single_spaced(text)
        return is_first and _may_be_name(own)
    said.has_fields = True
    if is_word("department_label", text):
        said.office = _office(own.text)
    return True


def _take_alone(cell: Cell, said: _Said) -> bool:
    """Take a cell that says by its form what it is."""
    text = single_spaced(cell.text)
    if not said.number and said.name is None and is_number(text):
        said.number = text
    elif _is_remark(cell):
        said.remark = text
    elif said.name is None and _may_be_name(cell) and not _is_label(cell) and (said.number or not said.has_fields):
        said.name = cell
    elif said.name is not None and not said.office and _is_office(text):
        said.office = text
    else:
        return False
    return True


def _is_remark(cell: Cell) -> bool:
    return is_word("remark_word", cell.text) or is_word("mark", cell.text)


def _is_word_of_field(text: str) -> bool:
    """Whether a text is the label of what kind or state a programme is of: 구분, 비고, 신규여부."""
    return any(is_word(kind, text) for kind in ("describing_head", "remark_head")) or ends_with_word("field_end", text)


def _under_heads(cells: Sequence[Cell]) -> Bar | None:
    """The bar of two rows whose first holds the labels of the second, each right above what it is of."""
    heads = {cell.column: cell for cell in cells if cell.row == 0}
    values = {cell.column: cell for cell in cells if cell.row == 1}
    if heads.keys() != values.keys() or not all(map(_is_label, heads.values())):
        return None
    return _in_pairs([cell for column in sorted(heads) for cell in (heads[column], values[column])])


def _is_label(cell: Cell) -> bool:
    return any(
        is_word(kind, cell.text) for kind in ("number_label", "department_label", "period_head", "money_head")
    ) or (_is_name_label(cell))


def _is_name_label(cell: Cell) -> bool:
    return is_word("name_label", cell.text) or meaning("outline_word", cell.text) in ("task", "program")


def is_strategy_label(text: str) -> bool:
    """Whether a word stands before the strategy of a programme in its card: 전략, 분야; 목표 names what is aimed at."""
    return "strategy" in (meaning("outline_word", text), meaning("chart_head", text)) and not is_word("section", text)


def _is_field(cell: Cell) -> bool:
    """Whether a cell is the label of a row of a sheet."""
    return _is_label(cell) or is_word("section", cell.text) or has_bare_word("table_title", bare(cell.text))


def _may_be_name(cell: Cell) -> bool:
    text = single_spaced(cell.text)
    is_said_of_one = any(is_word(kind, text) for kind in ("section", "describing_head", "field_label"))
    return not cell.blocks and len(text) <= LONGEST and HANGUL.search(text) is not None and not is_said_of_one


def _office(text: str) -> str:
    text = single_spaced(text)
    return text if _is_office(text) else ""


def _is_office(text: str) -> bool:
    return OFFICE.fullmatch(text) is not None and ends_with_word("department", text)


@cache
def _numbered_name() -> regex.Pattern[str]:
    """A number of two or three parts and a name: 1-1. 길 정비, [과제 1-1] 길 정비."""
    parts = rf"(?:{ROMAN}|\d{{1,2}})(?:\s?[{DASHES}]\s?{LAST}){{1,2}}"
    word = r"(?:\p{Hangul}{2,8}\s?)?"
    return lazy_pattern(
        rf"[{OPENING}]?\s*{word}{parts}\s*[.{CLOSING}{COLONS}]*\s*(?<name>\p{{Hangul}}.{{1,{LONGEST}}})"
    )


@cache
def _number() -> regex.Pattern[str]:
    """A number of a heading, with the word for its level and brackets: 1-2, [전략1-과제2], ❶, Ⅱ-1, 가."""
    kinds = ("strategy", "task", "program")
    word = "|".join(regex.escape(word) for kind in kinds for word in words_before_numbers(kind))
    word = rf"(?:(?:{word})\s?)?"
    parts = rf"{word}(?:{ROMAN}|[A-Z]|\d{{1,2}})(?:\s?[{DASHES}.]\s?{word}{LAST}){{0,2}}"
    return lazy_pattern(rf"\s*[{OPENING}]?\s*(?:{parts}|[{BOXED}{IN_CIRCLES}]|[가-하])\s*[.{CLOSING}{COLONS}]*\s*")


def is_number(text: str) -> bool:
    """Whether a text is nothing but the number of a heading."""
    return _number().fullmatch(text) is not None

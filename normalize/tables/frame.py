"""What a year table says of all its rows, and a row of it as it is come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from normalize.cells.name_marks import NO_MARKS, Marks, marks_in
from normalize.cells.units import (
    THINGS_TOO,
    Unit,
    in_round_brackets,
    is_measured,
    means_two_units,
    money_among,
    read_unit,
    read_units,
    unit_in_label,
)
from normalize.tables.labels import (
    Label,
    heads_indicators,
    heads_payers,
    heads_quantities,
    heads_units,
    is_income_statement,
    is_of_fund,
    is_total_word,
    is_unit_alone,
    measure_in_title,
    read_label,
    says_income,
    says_payers,
    titles_income,
)
from normalize.tables.neighbours import parts_above, parts_below, units_in_turn, units_left
from normalize.tables.payers import Payer, are_short, is_short, names_costs, payer_of, pays_alone
from normalize.tables.rows import Series, Slot, is_of_all_rows, measure_of_years, series_of, slots_of
from plan.forms import unspaced
from plan.grid import Key, cell_key, same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import Column, YearTable
from plan.records.values import Measure, UnitRule
from plan.script import CLOSING, COLONS, DITTO_TEXTS, DOTS, DOUBLE_QUOTES, OPENING, UNIT_LINE, visible

UNIT_ROW = lazy_pattern(UNIT_LINE)
DITTO = DITTO_TEXTS | frozenset(DOUBLE_QUOTES)  # the same as above
STANDARD = lazy_pattern(rf"\d[\d.,]*\s?(?<unit>\D.*?)(?:\s?[{DOTS}/]\s?(?:\d*\s?(?:h|시간)|년|연|일|월)(?:\s?평균)?)?")
LISTED = lazy_pattern(rf"[,/{COLONS}]")
PAIR = 2  # units of a fraction
STROKE = lazy_pattern(r"^[^,/]*/[^,/]*$")  # 건/만명, and no list
LAST_WORD = lazy_pattern(rf"[{OPENING}{{][^()\[\]<>{{}}\d]{{1,8}}[{CLOSING}}}]\s*$")


class AllRows(msgspec.Struct):
    """What is read of all rows of a table together: once, when the first row asks for it."""

    labels: dict[int, Label] | None = None
    labels_of_payers: dict[int, Label] | None = None
    sums: list[range] | None = None
    is_statement: bool | None = None
    repeated: dict[tuple[int, int], str] = msgspec.field(default_factory=dict)  # by row and column


class Frame(msgspec.Struct, frozen=True):
    """What a year table says of all its rows: what its columns hold, who pays, and what its years count."""

    table: YearTable
    slots: dict[Series, list[Slot]]
    labels: list[int]
    unit_columns: list[int]
    unused: list[Column]
    payer: Payer | None
    measure: Measure | None
    of_indicators: bool
    title_measure: Measure | None
    among_payers: bool
    among_units: bool
    in_turn: dict[int, Unit]
    payers: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()
    indicators: frozenset[int] = frozenset()
    measures: frozenset[int] = frozenset()
    shared: frozenset[Series] = frozenset()
    of_fund: bool = False
    of_income: bool = False
    marks: Marks = NO_MARKS
    paid_units: frozenset[int] = frozenset()
    sides: frozenset[int] = frozenset()
    with_units: frozenset[int] = frozenset()
    all_rows: AllRows = msgspec.field(default_factory=AllRows)

    def labels_of_rows(self) -> dict[int, Label]:
        """The labels of the body rows by their numbers, each read alone."""
        if self.all_rows.labels is None:
            self.all_rows.labels = {row: read_label(words_of(self, row)) for row in body_rows(self.table)}
        return self.all_rows.labels

    def payers_of_rows(self) -> dict[int, Label]:
        """The same, each read as one among payers."""
        if self.all_rows.labels_of_payers is None:
            rows = body_rows(self.table)
            self.all_rows.labels_of_payers = {row: read_label(words_of(self, row), among_payers=True) for row in rows}
        return self.all_rows.labels_of_payers

    def is_statement(self) -> bool:
        """Whether the rows are those of an income statement."""
        if self.all_rows.is_statement is None:
            names = [" ".join(words_of(self, row)) for row in body_rows(self.table)]
            self.all_rows.is_statement = is_income_statement(names)
        return self.all_rows.is_statement

    def printed_sums(self) -> list[range]:
        """The rows that a row called a sum adds up, above it or below, for each such row."""
        if self.all_rows.sums is None:
            columns = [slot.column for slots in self.slots.values() for slot in slots]
            sums = [row for row, label in self.payers_of_rows().items() if label.is_total]
            self.all_rows.sums = [find(self.table, row, columns) for row in sums for find in (parts_above, parts_below)]
        return self.all_rows.sums


class Stated(msgspec.Struct, frozen=True):
    """The units that a table states for the rows that follow, and the rule by which they are known.

    ``money`` is the one unit of money among some that are not all known: it is that of budgets, and of nothing else.
    """

    units: tuple[Unit, ...] = ()
    rule: UnitRule | None = None
    money: tuple[Unit, ...] = ()


class Whole(msgspec.Struct, frozen=True):
    """The budget or income that a row and other parts of it stand below: its units, and the rows that add up to it.

    ``is_named`` says that its own row is called a sum or a cost, so that the parts may be who pays it.
    """

    units: tuple[Unit, ...] = ()
    parts: range = range(0)
    is_income: bool = False
    is_named: bool = False


class Line(msgspec.Struct, frozen=True):
    """A body row as it is come to: its words, the units of its own column and those above it.

    ``continued`` is what the row above shares with this one, ``unit_printed`` what its own column of units says,
    ``part_head`` what the head cell says that reaches down to it: 소요예산(백만원) beside 구분.
    """

    frame: Frame
    number: int
    words: list[str]
    own_units: tuple[Unit, ...]
    stated: Stated
    continued: str
    unit_printed: str = ""
    whole: Whole = Whole()
    part_head: str = ""

    @property
    def is_part(self) -> bool:
        """Whether the row and those beside it add up to a budget above."""
        return self.number in self.whole.parts

    @property
    def measure_word(self) -> str:
        """What the column that holds words for costs says of the row, where other labels stand behind it."""
        grid = self.frame.table.grid
        cells, head = grid[self.number], grid[self.frame.table.header_rows - 1]
        own = self.words[-1] if self.words else ""
        below = (column for column in sorted(self.frame.measures) if not same_cell(cells[column], head[column]))
        said = (cells[column].text for column in below)
        return next((text for text in said if visible(text).strip() and text != own), "")

    @property
    def in_turn(self) -> tuple[Unit, ...]:
        """The unit of the row where those of the table and its rows take turns."""
        unit = self.frame.in_turn.get(self.number)
        return (unit,) if unit else ()


def frame_of(table: YearTable, document: str = "") -> Frame:
    """What the head of a table says; ``document`` is the title of its plan."""
    of_fund = is_of_fund(document) or is_of_fund(table.title)
    slots = slots_of(table)
    labels = [column.column for column in table.columns if column.role == "label"]
    head = table.grid[table.header_rows - 1]
    unit_columns = [
        column.column
        for column in table.columns
        if column.role in ("label", "note")
        and (
            _is_headed_units(table, column.column)
            or _holds_units(table, column.column, labels)
            or _holds_units_of_quantities(table, column.column)
        )
    ]
    names = [column for column in labels if column not in unit_columns]
    in_names = [row[name].text for row in table.grid[table.header_rows :] for name in names]
    paid_units = _payers_in(table, unit_columns[:1])
    in_names += [table.grid[row][unit_columns[0]].text for row in sorted(paid_units)]
    of_payers = len(names) == 1 and says_payers(table.title) and any(map(_is_sure, in_names))
    payers = frozenset(label for label in names if of_payers or heads_payers(head[label].text))
    over_columns = [word for column in table.columns for word in (column.qualifier, column.series) if word]
    by_series = {
        _paid_in_short(series, table): [slot for slot in slots if slot.series == series.head]
        for series in series_of(table)
    }
    used = {*labels, *unit_columns, *(slot.column for group in by_series.values() for slot in group)}
    stated = _units_in_line(table)
    rows = [
        (number, [table.grid[number][column].text for column in names])
        for number in (body_rows(table) if len(stated) > 1 and len(by_series) == 1 else ())
        if any(table.grid[number][slot.column].text.strip() for slot in slots)
    ]
    marks = _marks(table, in_names, has_unit_column=bool(unit_columns))
    with_texts = [(number, words, [table.grid[number][slot.column].text for slot in slots]) for number, words in rows]
    return Frame(
        table=table,
        slots=by_series,
        labels=labels,
        unit_columns=unit_columns,
        unused=[column for column in table.columns if column.column not in used],
        payer=_payer_over_years(table),
        measure=measure_of_years(table),
        of_indicators=any(heads_indicators(head[label].text) for label in labels),
        title_measure="budget" if _costs_in_line(table) else measure_in_title(table.title),
        payers=payers,
        among_payers=bool(payers)
        or any(map(_is_sure, (*in_names, *over_columns)))
        or are_short(in_names)
        or _is_paid_by_one(table, in_names),
        among_units=_end_with_units(in_names, marks),
        in_turn=units_in_turn(rows, stated) or units_left(with_texts, stated),
        names=frozenset(column.column for column in table.columns if column.rule == "names-programmes"),
        indicators=frozenset(label for label in labels if heads_indicators(head[label].text)),
        measures=frozenset(name for name in names if _holds_costs(table, name)),
        shared=frozenset(
            series
            for series, group in by_series.items()
            if series.measure == "budget" and len(by_series) > 1 and is_of_all_rows(table, group)
        ),
        of_fund=of_fund,
        of_income=not payers and _is_headed_income(table, labels, of_fund=of_fund),
        marks=marks,
        paid_units=paid_units,
        sides=_sides(table, names),
        with_units=frozenset(name for name in names if _holds_names_and_units(table, name)),
    )


def _paid_in_short(series: Series, table: YearTable) -> Series:
    """The series as a budget where money alone is counted below heads in one syllable that say who pays: 계, 도, 군."""
    heads = [other.head for other in series_of(table)]
    payers = [head for head in heads if not is_total_word(head)]
    in_short = len(payers) > 1 and all(is_short(head) for head in payers)
    kinds = {unit.kind for unit in units_of_table(table).units}
    is_money = kinds == {"money"} or (not kinds and measure_in_title(table.title) == "budget")
    return replace(series, measure="budget") if in_short and is_money and series.measure is None else series


def _holds_names_and_units(table: YearTable, column: int) -> bool:
    """Whether no rule parts names from their units: 이용자 수 명 under 성과지표 단위."""
    head = visible(table.grid[table.header_rows - 1][column].text).split()
    if len(head) < len(("name", "unit")) or not heads_units(head[-1]) or heads_units(" ".join(head[:-1])):
        return False
    below = {visible(row[column].text) for row in table.grid[table.header_rows :]}
    named = [text for text in below if text.strip() and not (is_total_word(text) or _is_sure(text))]
    return bool(named) and all(_with_unit_in_brackets(text) != text for text in named)


def _with_unit_in_brackets(text: str) -> str:
    """A name with the unit behind it in brackets: 이용자 수 (명) of 이용자 수 명."""
    name, _, unit = " ".join(visible(text).split()).rpartition(" ")
    return f"{name} ({unit})" if name and read_unit(unit) and not read_label([text]).is_count else text


def _payers_in(table: YearTable, columns: Sequence[int]) -> frozenset[int]:
    """The rows whose cell in a column of units says who pays, or that they are the sum: 예산 | 시비, 예산 | 합계."""
    body = range(table.header_rows, len(table.grid))
    texts = {row: table.grid[row][column].text for column in columns for row in body}
    if not any(map(_is_sure, texts.values())):
        return frozenset()
    return frozenset(row for row, text in texts.items() if payer_of(text, among_payers=True) or is_total_word(text))


def _marks(table: YearTable, names: Sequence[str], *, has_unit_column: bool) -> Marks:
    """The words in brackets of a table's labels that belong to names."""
    own_rows = (said.units for row in table.grid[table.header_rows :] if (said := units_of_row(row)))
    stated = tuple(dict.fromkeys((*units_of_table(table).units, *(unit for units in own_rows for unit in units))))
    costed = any(read_label([name]).names_a_budget or _is_sure(name) for name in names)
    return marks_in(names, stated, has_unit_column=has_unit_column, is_costed=costed)


def _is_headed_income(table: YearTable, labels: Sequence[int], *, of_fund: bool) -> bool:
    """Whether the title, or a head over the labels, says that all rows are what comes in."""
    heads = (row[label].text for row in table.grid[: table.header_rows] for label in labels)
    said = any(says_income(head, of_fund=of_fund) for head in heads)
    return said or titles_income(table.title, of_fund=of_fund)


def _holds_costs(table: YearTable, column: int) -> bool:
    """Whether a column of labels holds a word for costs: beside 사업비 its other words say what is counted."""
    return any(
        names_costs(row[column].text) and not is_total_word(row[column].text) for row in table.grid[table.header_rows :]
    )


def _sides(table: YearTable, names: Sequence[int]) -> frozenset[int]:
    """The first of several columns of labels where it holds nothing but the parts of a form: 성과지표, 예산."""
    if len(names) <= 1:
        return frozenset()
    head, body = table.grid[table.header_rows - 1][names[0]], table.grid[table.header_rows :]
    said = {unspaced(row[names[0]].text) for row in body if not same_cell(row[names[0]], head)} - {""}
    parts = {text for text in said if heads_indicators(text)}
    others = said - parts
    is_form = len(parts) == 1 and all(names_costs(text) and not is_total_word(text) for text in others)
    return frozenset(names[:1]) if is_form else frozenset()


def _needless(line: Line) -> frozenset[int]:
    """The column that says which part of a form a row is of, where the words behind it say what is counted or paid.

    ``성과지표 | 쉼터 조성`` and ``예산 | 소요예산`` need no more; ``예산 | 국비`` and ``예산 | 계`` do.
    """
    frame = line.frame
    own = words_of(frame, line.number, frame.sides) if frame.sides else []
    if not any(visible(text).strip() for text in own):
        return frozenset()
    label, side = read_label(own), next(frame.table.grid[line.number][column].text for column in frame.sides)
    is_said = label.names_a_budget if names_costs(side) else not (label.is_total or label.funding)
    return frame.sides if is_said else frozenset()


def _is_paid_by_one(table: YearTable, names: Sequence[str]) -> bool:
    """Whether the rows of a budget are one payer and its sum, and nothing else: 자체, or 계 and 자체."""
    said = [name for name in names if name.strip() and not is_total_word(name)]
    return measure_in_title(table.title) == "budget" and bool(said) and all(map(pays_alone, said))


def _is_sure(text: str) -> bool:
    """Whether a text names somebody who pays, wherever it stands."""
    payer = payer_of(text)
    return payer is not None and payer.is_sure


def line_of(frame: Frame, number: int, stated: Stated, continued: str, whole: Whole) -> Line:
    """A row as it is come to."""
    words = words_of(frame, number)
    has_unit = bool(frame.unit_columns) and number not in frame.paid_units
    unit_printed = _own_unit(frame, number) if has_unit else ""
    own_units = units_of_cell(unit_printed) if unit_printed else ()
    return Line(frame, number, words, own_units, stated, continued, unit_printed, whole, _part_head(frame, number))


def _part_head(frame: Frame, number: int) -> str:
    """The head cell over the labels that reaches down to a row."""
    cells, head = frame.table.grid[number], frame.table.grid[frame.table.header_rows - 1]
    reaching = (cells[column] for column in frame.labels if same_cell(cells[column], head[column]))
    return next((text for cell in reaching if (text := visible(cell.text).strip())), "")


def words_of(frame: Frame, number: int, left_out: frozenset[int] = frozenset()) -> list[str]:
    """The label cells of a row but for some columns; a cell that reaches down from the head (구분) labels none."""
    cells = frame.table.grid[number]
    head = frame.table.grid[frame.table.header_rows - 1]
    says_payer = frame.unit_columns[:1] if number in frame.paid_units else []
    labels = [column for column in frame.labels if column not in frame.unit_columns or column in says_payer]
    kept = [column for column in labels if column not in left_out or is_total_word(cells[column].text)]
    texts = {column: _repeated(frame, number, column) for column in kept}
    own = {
        column: _with_unit_in_brackets(text) if column in frame.with_units else text for column, text in texts.items()
    }
    return [text for column, text in own.items() if not same_cell(cells[column], head[column])]


def own_words(line: Line, series: Series) -> list[str]:
    """The words of a row without those that name its programme, its part of a form, or an indicator beside its budget.

    A row that says nothing else is named by its programme; a word for a sum always says what the row is.
    """
    frame = line.frame
    if series in frame.shared:
        return []
    beside = series.measure == "budget" and any(other.measure == "target" for other in frame.slots)
    left_out = frame.names | (frame.indicators if beside else frozenset()) | _needless(line)
    if not left_out:
        return line.words
    own = words_of(frame, line.number, left_out)
    if own or series.head:
        return own
    return line.words if not frame.names else words_of(frame, line.number, frozenset(sorted(frame.names)[:-1]))


def _own_unit(frame: Frame, number: int) -> str:
    """What the column of units says of a row."""
    return " ".join(visible(_repeated(frame, number, frame.unit_columns[0])).split())


def _repeated(frame: Frame, number: int, column: int) -> str:
    """The text of a cell, or what stands above it where it is a mark of repetition."""
    table, known = frame.table, frame.all_rows.repeated
    at = number
    while at > table.header_rows and (at, column) not in known and unspaced(table.grid[at][column].text) in DITTO:
        at -= 1
    text = known.get((at, column), table.grid[at][column].text)
    if at != number:
        known[number, column] = text  # so that a row below does not go up all the way
    return text


def units_of_cell(text: str) -> tuple[Unit, ...]:
    """The units that a cell of a column of units names; of a standard (``50㎍/㎥·년``) the unit without its number."""
    if means_two_units(text):
        return ()
    standard = STANDARD.fullmatch(text)
    return read_units(text, declared=True) or (read_units(standard["unit"]) if standard else ())


def _is_headed_units(table: YearTable, column: int) -> bool:
    """Whether a head says that its column holds units; below 지표명(단위) stand names with their units."""
    head = table.grid[table.header_rows - 1][column].text
    if not heads_units(head):
        return False
    below = [visible(row[column].text).strip() for row in table.grid[table.header_rows :]]
    return heads_units(in_round_brackets(head).partition("(")[0]) or not any(
        _is_named_with_unit(text) for text in below
    )


def _is_named_with_unit(text: str) -> bool:
    words, units, _ = unit_in_label(text)
    return bool(words and units) and not read_units(words)


def _holds_units(table: YearTable, column: int, labels: Sequence[int]) -> bool:
    """Whether a column behind the first one holds nothing but units, one of which can be no kind of thing counted."""
    if column not in labels[1:]:
        return False
    texts = {text for row in table.grid[table.header_rows :] if (text := visible(row[column].text).strip())}
    units = [read_units(text) if read_unit(text) or not unit_in_label(text)[0] else () for text in texts]
    by_kind = any(unit.kind not in THINGS_TOO for found in units for unit in found)
    return bool(units) and all(units) and (by_kind or any(map(is_unit_alone, texts)))


def _holds_units_of_quantities(table: YearTable, column: int) -> bool:
    """Whether a column behind the first one, under 사업량 or another word for how much, holds nothing but units: 대."""
    head = table.grid[table.header_rows - 1][column].text
    texts = {text for row in table.grid[table.header_rows :] if (text := visible(row[column].text).strip())}
    return column > 0 and heads_quantities(head) and bool(texts) and all(read_unit(text) for text in texts)


def _end_with_units(labels: Sequence[str], marks: Marks) -> bool:
    """Whether of the labels that end in a word in brackets at least half name a unit there."""
    ended = [
        label
        for label in dict.fromkeys(labels)
        if (end := LAST_WORD.search(visible(label))) and unspaced(end.group().strip()[1:-1]) not in marks.sure
    ]
    known = [label for label in ended if unit_in_label(label)[1]]
    return 2 * len(known) >= len(ended) > 0


def body_rows(table: YearTable) -> Iterator[int]:
    """The rows below the head, one of those that are the very same cells."""
    seen: set[tuple[Key, ...]] = set()
    for number in range(table.header_rows, len(table.grid)):
        keys = tuple(map(cell_key, table.grid[number]))
        if keys not in seen:
            seen.add(keys)
            yield number


def units_of_table(table: YearTable) -> Stated:
    """The units that the head names beside every year, else over the labels, else those of the unit line."""
    if under_years := _units_under_years(table):
        return Stated(under_years, "under-years")
    if in_corner := _units_in_corner(table):
        return Stated(in_corner, "in-corner")
    if not table.unit_text:
        return Stated()
    units = _units_in_line(table)
    money = None if units else money_among(table.unit_text)
    return Stated(units, "unit-line", (money,) if money else ())


def _units_in_line(table: YearTable) -> tuple[Unit, ...]:
    """The units of the unit line; two with a stroke between are one that is not known, unless both are counted in."""
    known = _costs_in_line(table) or _measured_in_line(table)
    units = known or (read_units(table.unit_text) if table.unit_text else ())
    is_one = len(units) == PAIR and STROKE.search(table.unit_text) is not None
    return () if is_one and not _counts_in_both(table, units) else units


def _costs_in_line(table: YearTable) -> tuple[Unit, ...]:
    """The unit of money beside a word for costs, where the unit line is nothing else: (사업비, 백만원)."""
    said = in_round_brackets(visible(table.unit_text)).strip().removeprefix("(").removesuffix(")")
    words = [word.strip() for word in LISTED.split(said)]
    money = tuple(unit for word in words if (unit := read_unit(word)) and unit.kind == "money")
    rest = [word for word in words if read_unit(word) is None]
    return money if len(money) == len(rest) == 1 and names_costs(rest[0]) else ()


def _measured_in_line(table: YearTable) -> tuple[Unit, ...]:
    """The one unit behind the word for what is measured, where the unit line is nothing else: (BOD, mg/L)."""
    said = in_round_brackets(visible(table.unit_text)).strip().removeprefix("(").removesuffix(")")
    words = [word.strip() for word in said.split(",")]
    unit = read_unit(words[-1]) if len(words) == PAIR and is_measured(words[0]) else None
    return (unit,) if unit else ()


def _counts_in_both(table: YearTable, units: Sequence[Unit]) -> bool:
    """Whether the values stand in pairs, the rows are told apart as costs and things, or the units take turns."""
    labels = [column.column for column in table.columns if column.role == "label"]
    rows = [(number, [table.grid[number][label].text for label in labels]) for number in body_rows(table)]
    valued = [column.column for column in table.columns if column.role not in ("label", "note")]
    in_pairs = any("/" in table.grid[number][column].text for number, _ in rows for column in valued)
    costs = {any(map(names_costs, words)) for _, words in rows}
    told_apart = len(costs) > 1 and sum(unit.kind == "money" for unit in units) == 1
    return len(series_of(table)) > 1 or in_pairs or told_apart or bool(units_in_turn(rows, units))


def units_of_row(cells: Sequence[Cell]) -> Stated | None:
    """The units of a row that says nothing else, as in ``(단위: 명)``, for the rows below it; None for other rows."""
    texts = {text for cell in cells if (text := visible(cell.text).strip())}
    text = texts.pop() if len(texts) == 1 else ""
    if not text or not UNIT_ROW.fullmatch(text):
        return None
    units = read_units(text)
    said = not frozenset(COLONS).isdisjoint(text)  # 단위 학교, without a colon, is one only if its unit is known
    return Stated(units, "unit-row") if units or said else None


def _units_in_corner(table: YearTable) -> tuple[Unit, ...]:
    """The units that stand behind the head over the labels, as in ``구분(백만원)``."""
    labels = [column.column for column in table.columns if column.role == "label"]
    texts = dict.fromkeys(row[label].text for row in table.grid[: table.header_rows] for label in labels)
    return tuple(dict.fromkeys(unit for text in texts for unit in unit_in_label(text)[1]))


def _payer_over_years(table: YearTable) -> Payer | None:
    """The payer that the head names over all years."""
    over = {payer_of(column.qualifier) for column in table.columns if column.role == "year"}
    return over.pop() if len(over) == 1 else None


def _units_under_years(table: YearTable) -> tuple[Unit, ...]:
    """The unit that the head names beside every year, as in ``2024(명)`` or 2024년 사업비(백만원), or ()."""
    years = [column for column in table.columns if column.role == "year"]
    found = {_unit_beside(column.qualifier) if column.qualifier else None for column in years}
    unit = found.pop() if len(found) == 1 else None
    return (unit,) if unit else ()


def _unit_beside(qualifier: str) -> Unit | None:
    """The unit in what stands beside a year: 명, 사업비(백만원), and of money also without its brackets, 예산 천원."""
    units = unit_in_label(qualifier)[1]
    behind = read_unit(qualifier.rpartition(" ")[2])
    in_money = behind if behind and behind.kind == "money" else None
    return read_unit(qualifier) or (units[0] if len(units) == 1 else in_money)

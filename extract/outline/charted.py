"""Charts of a plan (총괄표): tables whose rows are its programmes, which a column names, with strategies beside them.

A table of the items of one programme looks like one. It is a chart where it stands under no programme, or where it
prints what only several programmes have: strategies, numbers with parts, different offices in charge, or what is done
and what it costs for each name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

import msgspec
import regex
from msgspec.structs import replace

from extract.amounts import add_up
from extract.outline.headings.heading import Heading
from extract.outline.labelled import number_and_name
from extract.outline.names import asides_of, is_office, says_state, without_asides
from extract.outline.outline import STRATEGIES
from extract.outline.owner import LONGEST, Owner, node_named, nodes_above, program_of
from extract.vocabulary import ends_with_word, has_word, is_word, meaning, words_printed_for
from plan.forms import bare, letters, single_spaced
from plan.grid import same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import Column, ProgramNode, YearTable
from plan.records.values import Level, OwnerRule
from plan.script import CLOSING, DITTO_TEXTS, DOTS, OPENING, REMARKS
from plan.years import read_year

OF_ONE_PROGRAM: tuple[OwnerRule, ...] = (
    "code",
    "definition",
    "form",
    "subject",
    "quotes",
)  # rules that know whose a table is
ASIDE = lazy_pattern(r"[(\[].*?[)\]]")
NUMBER = lazy_pattern(r"\d{1,2}(?:-\d{1,2}){1,2}")  # a number with parts; one that only counts rows has none
NAME = lazy_pattern(r"\p{Hangul}.*\p{Hangul}")
OFFICE = lazy_pattern(rf"[\p{{Hangul}}{DOTS},\s]{{3,24}}")
COUNTED_IN = lazy_pattern(r"[(\[](?<unit>[^()\[\]\p{Hangul}\d]{1,6}|\p{Hangul}{1,2})[)\]]$")  # 도로(km), 상담(건)
FIELDS = ("number.", "number", "hangul.")  # series that divide a chapter into fields as well as into programmes
FEWEST = 2  # programmes or offices of a chart; one alone tells nothing


class Chart(msgspec.Struct, frozen=True):
    """The columns of a chart: that of its programmes, those of what they stand under, of offices and of numbers.

    ``over`` is the heading that it stands under, which names no programme; that of a field where it is ``of_works``.
    """

    program: int
    groups: tuple[int, ...]
    office: int | None
    number: int | None
    over: Heading | None = None
    of_works: bool = False


class Looked(msgspec.Struct, frozen=True):
    """A plan table with its owner by the rules for all tables, and the heading that makes it the owner."""

    table: YearTable
    owner: Owner
    over: Heading | None


def charts_among(tables: Mapping[int, Looked]) -> dict[int, Chart]:
    """Those of the plan tables that are charts, by the same keys.

    A table that prints what only several programmes have is one wherever it stands. Another is one where it stands
    under no programme; not where tables like it name the same rows: items such as 시설비 stand in many programmes.
    """
    columns = {key: chart for key, looked in tables.items() if (chart := _may_be_chart(looked))}
    works = {key for key, chart in columns.items() if _tells_works(tables[key], chart)}
    works |= {key for key, chart in columns.items() if _is_of_a_field(tables, columns, key)}
    told = works | {key for key, chart in columns.items() if _tells_programs(tables[key].table, chart)}
    heads = _beside_each_other(tables, columns)
    placed = {key for key in columns if key not in told and (_is_under_none(tables[key], columns[key]) or key in heads)}
    placed = {key for key in placed if not _repeats(key, placed, tables, columns)}
    return {
        key: replace(columns[key], over=tables[key].over, of_works=key in works)
        for key in columns
        if key in told or key in placed
    }


def _may_be_chart(looked: Looked) -> Chart | None:
    """The columns of a table if it may be a chart."""
    table, owner = looked.table, looked.owner
    chart = None if owner.rule in OF_ONE_PROGRAM or table.transposed else _columns(table)
    if chart is None or (looked.over is not None and owner.node is None):
        return None  # under a strategy that is known, named once more in a chapter of costs, rows are its series
    names = _names(table, chart)
    return chart if names and all(map(_may_be_program, names)) else None


def _names(table: YearTable, chart: Chart) -> set[str]:
    return {name for row in _body(table) if (name := _name_in(row, chart))}


def _is_under_none(looked: Looked, chart: Chart) -> bool:
    """Whether no heading over a table and no title of it names a programme.

    It has several names in its column, or one that a label (사업명) stands over and that goes on below its first row.
    """
    if looked.over is not None:
        return looked.over.series in STRATEGIES
    if looked.owner.rule == "table-title":
        return False
    names, rows = _names(looked.table, chart), _body(looked.table)
    is_of_one = len(rows) >= FEWEST and _is_headed_by_a_label(looked.table, chart) and _goes_on(rows, chart)
    return len(names) >= FEWEST or is_of_one


def _goes_on(rows: Sequence[Sequence[Cell]], chart: Chart) -> bool:
    """Whether the first row has a name and the others go on from it: blank, merged with it, or a mark of repetition."""
    first = rows[0][chart.program]
    others = [row[chart.program] for row in rows[1:]]
    alike = (same_cell(cell, first) or single_spaced(cell.text) in ("", *DITTO_TEXTS) for cell in others)
    return bool(_name_in(rows[0], chart)) and all(alike)


def _is_headed_by_a_label(table: YearTable, chart: Chart) -> bool:
    """Whether a column says of what it holds that these are names: 사업명, 과제명."""
    return is_word("name_label", ASIDE.sub("", table.grid[table.header_rows - 1][chart.program].text))


def _beside_each_other(tables: Mapping[int, Looked], columns: Mapping[int, Chart]) -> set[int]:
    """The tables under headings beside each other that have one of 사업명 or 과제명 each and no other plan table."""
    under: defaultdict[tuple[str, tuple[Heading, ...]], list[int]] = defaultdict(list)
    for key, looked in tables.items():
        if looked.over is not None and looked.owner.rule == "heading":
            under[looked.over.series, looked.over.above].append(key)
    found: set[int] = set()
    for keys in under.values():
        headings = {looked.over for key in keys if (looked := tables[key])}
        alike = {_head(tables[key].table) for key in keys}
        if (
            len(headings) == len(keys) >= FEWEST
            and len(alike) == 1
            and all(_names_parts(tables, columns, k) for k in keys)
        ):
            found.update(keys)
    return found


def _is_of_a_field(tables: Mapping[int, Looked], columns: Mapping[int, Chart], key: int) -> bool:
    """Whether a table names the programmes of the field that a numbered section is: 3. 사회복지, 나. 교통 분야.

    The section says so, or its chapter does (분야별 투자계획). So does a table whose names reach over their
    payers, where no section beside it has a table of another kind: it would be a programme itself.
    """
    looked, chart = tables[key], columns[key]
    over = looked.over
    if over is None or not _is_section(over):
        return False
    if not _names_parts(tables, columns, key) and not _goes_through_each(looked.table, chart):
        return False
    if is_word("budget_field", over.name) or ends_with_word("field_word", over.name):
        return True
    beside = {
        other
        for other, each in tables.items()
        if each.over and (each.over.series, each.over.above) == (over.series, over.above)
    }
    is_several = len(_names(looked.table, chart)) >= FEWEST
    is_said = any(has_word("by_field", above.name) for above in over.above)
    return is_several and beside <= columns.keys() and (is_said or _tells_payers(looked.table, chart))


def _goes_through_each(table: YearTable, chart: Chart) -> bool:
    """Whether the title goes through what the column names: 세부사업별 연차별 계획 over 세부사업."""
    head = bare(ASIDE.sub("", table.grid[table.header_rows - 1][chart.program].text)).removesuffix("명")
    return is_word("divided_by", f"{head}별") and bare(table.title).startswith(f"{head}별")


def _is_section(over: Heading) -> bool:
    return over.series in FIELDS and bool(over.above) and over.above[-1].series in STRATEGIES


def _tells_payers(table: YearTable, chart: Chart) -> bool:
    """Whether each name stands before who pays, and one of them before several."""
    payers: defaultdict[str, set[str]] = defaultdict(set)
    for row in _body(table):
        if (name := _name_in(row, chart)) and chart.program + 1 < len(row):
            payers[name].add(letters(row[chart.program + 1].text))
    return max(map(len, payers.values()), default=0) >= FEWEST and all(
        pays(text) or is_sum(text) for own in payers.values() for text in own
    )


def _tells_works(looked: Looked, chart: Chart) -> bool:
    """Whether each name reaches over rows of what is done and what it costs, under a field of a chapter.

    Such works have goals and budgets of their own; below a heading with a code they are works of one programme.
    """
    over = looked.over
    is_field = over is not None and _is_section(over)
    table = looked.table
    head = table.grid[table.header_rows - 1][chart.program].text
    if not is_field or is_word("item_head", ASIDE.sub("", head)) or chart.program + 1 >= len(table.grid[0]):
        return False
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for row in _body(table):
        if name := _name_in(row, chart):
            kinds[bare(name)].add(meaning("series", ASIDE.sub("", row[chart.program + 1].text)))
    return len(kinds) >= FEWEST and all(own == {"target", "budget"} for own in kinds.values())


def _names_parts(tables: Mapping[int, Looked], columns: Mapping[int, Chart], key: int) -> bool:
    """Whether a table's rows are what a plan calls its parts, and not the parts of one programme (세부사업)."""
    if key not in columns:
        return False
    table = tables[key].table
    return not is_word("item_head", ASIDE.sub("", table.grid[table.header_rows - 1][columns[key].program].text))


def _repeats(key: int, keys: Iterable[int], tables: Mapping[int, Looked], columns: Mapping[int, Chart]) -> bool:
    """Whether another table of the same head names some of the same rows, or of any head where items may be meant."""
    own = tables[key]
    names = _names(own.table, columns[key])
    if not _names_parts(tables, columns, key):
        others = (looked for other, looked in tables.items() if other != key)
        return any(
            names & _labels(looked.table) or (own.over is not None and looked.over == own.over) for looked in others
        )
    alike = (other for other in keys if other != key and _head(tables[other].table) == _head(own.table))
    return any(names & _names(tables[other].table, columns[other]) for other in alike)


def _labels(table: YearTable) -> set[str]:
    labels = [column.column for column in table.columns if column.role == "label"]
    return {single_spaced(row[label].text) for row in _body(table) for label in labels}


def _head(table: YearTable) -> tuple[str, ...]:
    return tuple(bare(cell.text) for row in table.grid[: table.header_rows] for cell in row)


def _columns(table: YearTable) -> Chart | None:
    head = table.grid[table.header_rows - 1]
    senses = {column.column: sense_of_head(head[column.column].text) for column in table.columns}
    labels = [column.column for column in table.columns if column.role == "label"]
    named = [at for at in labels if senses[at] == "program"] or [at for at in labels if senses[at] == "task"]
    if not named:
        return None
    program = named[-1]
    number = next((at for at in senses if at < program and senses[at] == "number"), None)
    return Chart(
        program=program,
        groups=tuple(at for at in labels if at < program and at != number and senses[at]),
        office=next((at for at, sense in senses.items() if sense == "office"), None),
        number=number,
    )


def sense_of_head(head: str) -> str:
    """What a column holds by its head: ``strategy``, ``task``, ``program``, ``group``, ``office``, ``number`` or ''."""
    word = bare(ASIDE.sub("", head))
    if is_word("department_label", word):
        return "office"
    return meaning("chart_head", word) or meaning("outline_word", word.removesuffix("명"))


def _body(table: YearTable) -> Sequence[Sequence[Cell]]:
    return table.grid[table.header_rows :]


def _name_in(row: Sequence[Cell], chart: Chart) -> str:
    """The name of a row's programme; '' for a row that sums others, heads them, or goes on from the one above."""
    text = single_spaced(row[chart.program].text)
    return "" if is_sum(text) or pays(text) or _spans(row, chart) or text in DITTO_TEXTS else text


def pays(text: str) -> bool:
    """Whether a label is nothing but who pays: its row is of the programme above, - 국비."""
    return is_word("funding", letters(text))


def is_sum(text: str) -> bool:
    """Whether a label says that its row adds up others."""
    return meaning("series", ASIDE.sub("", text)) == "sum"


def _spans(row: Sequence[Cell], chart: Chart) -> bool:
    """Whether the cell of the programme reaches over columns of something else: the name of a strategy, or a total."""
    others = [*chart.groups, *(at for at in (chart.number, chart.office) if at is not None), *_before(chart)]
    return any(same_cell(row[at], row[chart.program]) for at in others) or _is_group_row(row, chart)


def _is_group_row(row: Sequence[Cell], chart: Chart) -> bool:
    """Whether the one cell of a row reaches over its values too, and names what the rows below are of: 1. 건물부문."""
    text = single_spaced(row[chart.program].text)
    is_one = len(row) > 1 and all(same_cell(cell, row[chart.program]) for cell in row)
    return is_one and _may_be_program(text) and text[0] not in REMARKS


def _before(chart: Chart) -> tuple[int, ...]:
    return (chart.program - 1,) if chart.program else ()


def _may_be_program(name: str) -> bool:
    """Whether a cell may name a programme: words, none of which only says what is counted, in what, or who pays."""
    unit = COUNTED_IN.search(name)
    if unit and not says_state(unit["unit"]):
        return False
    counted = is_word("funding", name) or bool(meaning("series", ASIDE.sub("", name)))
    return len(name) <= LONGEST and NAME.search(name) is not None and not counted


def _tells_programs(table: YearTable, chart: Chart) -> bool:
    """Whether strategies stand in front of the names, or several offices or numbers with parts beside them."""
    head = table.grid[table.header_rows - 1]
    if any(sense_of_head(head[at].text) in ("strategy", "task") for at in chart.groups):
        return True
    offices = _texts(table, chart.office)
    if len({text for text in offices if is_office(text, is_labelled=True)}) >= FEWEST:
        return True
    return sum(NUMBER.fullmatch(text) is not None for text in _texts(table, chart.number)) >= FEWEST


def _texts(table: YearTable, column: int | None) -> list[str]:
    return [] if column is None else [single_spaced(row[column].text) for row in _body(table)]


_PlainNames = defaultdict[str, dict[tuple[str, str], ProgramNode]]


class Register:
    """The strategies and programmes of a document, by name, to which charts add theirs."""

    def __init__(self, nodes: Iterable[ProgramNode]) -> None:
        self._known: defaultdict[tuple[bool, str], dict[str, ProgramNode]] = defaultdict(dict)
        self._plain: _PlainNames | None = None  # programmes by their names without asides
        self.made: dict[str, ProgramNode] = {}
        for node in nodes:
            self._known[node.level == "program", bare(node.name)][node.no] = node

    def make(self, node: ProgramNode) -> str:
        """The number of a node, which is new here or is known with less."""
        same = self._known[node.level == "program", bare(node.name)]
        if node.no in self.made or node.no not in same:
            self._take_from_plain(same.get(node.no))
            self.made[node.no] = same[node.no] = node
            self._put_into_plain(node)
        return node.no

    def over(self, name: str, cell: Cell, level: Level, above: str) -> str:
        """The number of a strategy or task by its name."""
        if same := self._known[False, bare(name)]:
            return next(iter(same))
        return self.make(node_named(f"{above}/{name}", name, level, above, cell.place))

    def _but_for_asides(self, name: str, number: str) -> list[ProgramNode]:
        """The one programme of the same name but for what one of the two adds in brackets, a state or of one number.

        길 정비(확대) is 길 정비, and 1-1 쉼터 설치(3개소) the 1-1 쉼터 설치 that has a heading.
        """
        own = asides_of(name)
        alike = [*self._by_plain_name()[bare(without_asides(name))].values()]
        if len(alike) != 1:
            return []
        other = asides_of(alike[0].name)
        is_numbered = NUMBER.fullmatch(number) and alike[0].no_printed == number
        is_one = (own <= other or other <= own) and (is_numbered or all(map(says_state, own ^ other)))
        return alike if is_one else []

    def _by_plain_name(self) -> _PlainNames:
        """The programmes by their names without what stands in brackets; few documents ask for them."""
        if self._plain is None:
            self._plain = defaultdict(dict)
            for same in [*self._known.values()]:
                for node in same.values():
                    self._put_into_plain(node)
        return self._plain

    def _put_into_plain(self, node: ProgramNode) -> None:
        if self._plain is not None and node.level == "program":
            self._plain[bare(without_asides(node.name))][bare(node.name), node.no] = node

    def _take_from_plain(self, node: ProgramNode | None) -> None:
        if self._plain is not None and node is not None and node.level == "program":
            self._plain[bare(without_asides(node.name))].pop((bare(node.name), node.no), None)

    def program(self, name: str, cell: Cell, under: str, nth: int, of: int, number: str | None = None) -> ProgramNode:
        """The programme of a name, new where none is known.

        ``number`` is what stands before it, given where no other row has the name with something else in brackets.

        Where several bear it, it is the one under the strategy, or that of its place among as many in the chart.
        """
        same = [*self._known[True, bare(name)].values()]
        if not same and number is not None:
            same = self._but_for_asides(name, number)
        own = [node for node in same if node.parent_no == under]
        if len(same) == of > 1:
            return same[nth]
        if own:
            return own[0]
        if len(same) == 1 and (same[0].no not in self.made or not under or not same[0].parent_no):
            return replace(same[0], parent_no=same[0].parent_no or under)
        path = f"{under}/{name}" if same else name
        return node_named(path, name, "program", under, cell.place)


def named_rows(table: YearTable, chart: Chart, under: str, register: Register) -> tuple[str, ...]:
    """The programme of each row of a chart; sub-totals are of their strategy, '' stands for what is of the whole table.

    ``under`` is the strategy whose chart it is, '' for that of a plan.
    """
    rows: list[str] = [""] * table.header_rows
    group, program = under, ""
    starts = [
        row[chart.program]
        for above, row in pairwise(table.grid[table.header_rows - 1 :])
        if not same_cell(row[chart.program], above[chart.program]) and not pays(row[chart.program].text)
    ]
    count = Counter(bare(cell.text) for cell in starts)
    plain = Counter(bare(without_asides(_named(cell)[1])) for cell in starts)
    nth: Counter[str] = Counter()
    rows_above: Sequence[Cell] = ()
    begun = 0  # the row behind the name of a group over all columns
    names_reach = _names_reach(table, chart)
    has_payers = _has_payers(table, chart)
    for row in _body(table):
        text = single_spaced(row[chart.program].text)
        if not text and _is_torn_off(row, chart):
            rows.append("")
            continue
        if _spans(row, chart):
            beside = [cell for cell in _groups(row, chart) if not same_cell(cell, row[chart.program])]
            group = _group_of(beside, under, register) if beside else group
            is_of_group = bool(beside) and is_sum(text)
            group, program = group if is_of_group else _headed(row[chart.program], group, under, register), ""
            rows.append("" if group == under else group)
            begun = len(rows) if _is_group_row(row, chart) else 0
            continue
        if over := _groups(row, chart):
            group = _group_of(over, under, register)
        if is_sum(text):
            is_of_all = begun and not _is_of_group(len(rows), begun, table, chart)
            program = under if is_of_all else group
        elif not text and names_reach:
            program = group if over else under
        elif not text and program != under and _adds_up_all(len(rows), table, chart):
            program = under
        elif is_word("rest_word", letters(text)) and not has_payers:
            program = group
        elif _begins_anew(row, rows_above, chart):
            said = bare(text)
            is_alone = plain[bare(without_asides(_named(row[chart.program])[1]))] == 1
            program = _program(row, chart, group, register, nth[said], count[said], is_alone=is_alone)
            nth[said] += 1
        rows_above = row
        rows.append("" if program == under else program)
    return tuple(rows)


def _has_payers(table: YearTable, chart: Chart) -> bool:
    """Whether the names have rows of who pays below them, so that 기타 pays as well; else it is the rest of a group."""
    said = (letters(text) for text in _texts(table, chart.program))
    return any(is_word("funding", text) and not is_word("rest_word", text) for text in said)


def _names_reach(table: YearTable, chart: Chart) -> bool:
    """Whether a name reaches over the rows that are its own, so that a blank place goes on from none."""
    rows = pairwise(_body(table))
    return any(_name_in(row, chart) and same_cell(row[chart.program], above[chart.program]) for above, row in rows)


def _adds_up_all(number: int, table: YearTable, chart: Chart) -> bool:
    """Whether a row of the grid, without a programme, is a total by its label and adds up those of several above it."""
    labels = [column.column for column in table.columns if column.role == "label" and column.column > chart.program]
    years = [column.column for column in table.columns if column.role == "year"]
    above, row = table.grid[table.header_rows : number], table.grid[number]
    if not years or not any(_is_total(row[at].text) for at in labels):
        return False
    parts = [other for other in above if not any(_is_total(other[at].text) for at in (chart.program, *labels))]
    if len({bare(other[chart.program].text) for other in parts} - {""}) < FEWEST:
        return False
    return all(add_up([other[year] for other in parts], row[year]) for year in years)


def _is_of_group(number: int, begun: int, table: YearTable, chart: Chart) -> bool:
    """Whether a sum below a row that names a group is that of the group, not of all: first, 소계, or adding it up."""
    row = table.grid[number]
    if number == begun or read_year(single_spaced(row[chart.program].text)).kind == "subtotal":
        return True
    years = [column.column for column in table.columns if column.role == "year"]
    return bool(years) and all(add_up([part[at] for part in table.grid[begun:number]], row[at]) for at in years)


def _is_total(text: str) -> bool:
    said = single_spaced(text)
    return is_sum(said) or is_word("whole_cost", said)


def _is_torn_off(row: Sequence[Cell], chart: Chart) -> bool:
    """Whether a row holds nothing behind its groups, as the rest of a merged cell at the end of a page."""
    return not any(cell.text.strip() for at, cell in enumerate(row) if at not in chart.groups)


def _begins_anew(row: Sequence[Cell], above: Sequence[Cell], chart: Chart) -> bool:
    """Whether a row names a programme itself, and goes on from none above it."""
    cell = row[chart.program]
    text = single_spaced(cell.text)
    goes_on = bool(above) and same_cell(cell, above[chart.program])
    return bool(text) and text not in DITTO_TEXTS and not pays(text) and not goes_on


def _headed(cell: Cell, group: str, under: str, register: Register) -> str:
    """What a row is of whose name reaches over several columns: a total of all, or of the strategy that it names."""
    text = single_spaced(cell.text)
    if is_sum(text):
        return group if read_year(text).kind == "subtotal" else under
    found = _summed().match(text)
    name = _named(replace(cell, text=found["name"] if found else text))[1]
    return register.over(name, cell, "strategy", under) if name else under


@cache
def _summed() -> regex.Pattern[str]:
    sums = "|".join(map(regex.escape, words_printed_for("series", "sum")))
    return lazy_pattern(rf"(?<name>.*\S)(?:\s+|\s*[{OPENING}]\s*)(?:{sums})\s*[{CLOSING}]?$")


def _groups(row: Sequence[Cell], chart: Chart) -> list[Cell]:
    """The cells of what a row's programme stands under, the top first."""
    return [row[at] for at in chart.groups if row[at].text.strip() and not is_sum(single_spaced(row[at].text))]


def _group_of(cells: Sequence[Cell], under: str, register: Register) -> str:
    levels: tuple[Level, ...] = ("strategy", "task") if len(cells) > 1 else ("task" if under else "strategy",)
    no = under
    for cell, level in zip(cells[-2:], levels, strict=True):
        no = register.over(_named(cell)[1], cell, level, no)
    return no


def _program(
    row: Sequence[Cell], chart: Chart, under: str, register: Register, nth: int, of: int, *, is_alone: bool
) -> str:
    cell = row[chart.program]
    number, name, office = _named(cell)
    beside = single_spaced(row[chart.number].text) if chart.number is not None else ""
    if chart.office is not None and OFFICE.fullmatch(text := single_spaced(row[chart.office].text)):
        office = text
    own = next((text for text in (number, beside) if NUMBER.fullmatch(text)), "")
    node = register.program(name, cell, under, nth, of, own if is_alone else None)
    printed = node.no_printed or own
    return register.make(replace(node, no_printed=printed, department=node.department or office))


def _named(cell: Cell) -> tuple[str, str, str]:
    return number_and_name(single_spaced(cell.text), cell.place)


def with_programs(table: YearTable, chart: Chart, charts: Sequence[Chart], title: str, register: Register) -> YearTable:
    """A year table of a chart with the programmes of its rows, which are added to the register."""
    if table.kind != "plan":
        return table
    own = _own_nodes(chart, charts, title, table)
    under = own[-1].no if own[-1].level != "program" else ""
    for node in own if under else ():
        register.make(node)
    rows = named_rows(table, chart, under, register)
    if not under and not all(rows[table.header_rows :]):
        register.make(own[-1])
        under = own[-1].no
    return replace(
        table,
        program_no=under,
        owner_rule="row",
        row_programs=rows,
        columns=tuple(_with_names(table.columns, chart)),
    )


def _with_names(columns: Iterable[Column], chart: Chart) -> Iterator[Column]:
    """The columns, those that name programmes and what they stand under told as such."""
    named = (*chart.groups, chart.program, chart.number)
    for column in columns:
        yield replace(column, rule="names-programmes") if column.column in named and column.role == "label" else column


def _own_nodes(chart: Chart, charts: Sequence[Chart], title: str, table: YearTable) -> tuple[ProgramNode, ...]:
    """The node of what a chart adds up, with those above it: the strategy that it stands under, or the plan.

    A heading is a strategy where others like it have charts of their own.
    """
    over = chart.over
    if over is not None:
        alike = {other.over.path for other in charts if other.over and other.over.series == over.series}
        if over.series == "strategy" or chart.of_works or len(alike) >= FEWEST:
            return nodes_above([*over.above, over])
    return (program_of(title, table.place),)

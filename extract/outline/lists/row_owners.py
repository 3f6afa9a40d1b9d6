"""The programmes that the rows of a table name, where it puts several together: 투자계획 총괄, 산업별 성과목표."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from extract.outline.labelled import number_and_name
from extract.vocabulary import is_word, meaning
from plan.forms import bare, letters, single_spaced
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import ProgramNode, YearTable

NUMBER_WITHIN = 8  # characters of a cell among which a number before a name begins
FEWEST = 2  # headings that a column of fields names; one alone may be by chance
OF_ALL = ("document", "whole-plan")  # owner rules of tables in which a column may name headings by their beginning
ASIDE = lazy_pattern(r"[(\[].*?[)\]]")


def row_owners(table: YearTable, nodes: Sequence[ProgramNode]) -> tuple[str, ...]:
    """The programme that each row of a table names by itself, '' for those that name none; () where no row does.

    Such a table puts programmes together (투자계획 총괄); what adds them up is of the table's own programme. Under the
    name of a strategy it is the strategy's, and its rows are the strategy's series. In one of the whole plan a row may
    be of a strategy too: 전략별 예산.
    """
    if any(node.no == table.program_no and node.level != "program" for node in nodes):
        return ()
    known: defaultdict[str, list[str]] = defaultdict(list)
    for node in sorted(nodes, key=_is_over_programs):
        is_told = node.level == "program" or (table.owner_rule == "whole-plan" and bare(node.name) not in known)
        if is_told and node.name:
            known[bare(node.name)].append(node.no)
    labels = [column.column for column in table.columns if column.role == "label"]
    names = []
    for number, row in enumerate(table.grid):
        cells = [row[label] for label in labels] if number >= table.header_rows else []
        named = [name for cell in cells for name in (bare(cell.text), _behind_number(cell))]
        names.append(next((name for name in named if name in known), ""))
    rows = _with_payers(table, labels, _one_of_each_name(names, known, table.program_no))
    return tuple(rows) if set(rows) - {"", table.program_no} else ()


def _is_over_programs(node: ProgramNode) -> bool:
    return node.level != "program"


def _behind_number(cell: Cell) -> str:
    """The name in a cell behind a number: 1. 길 정비."""
    text = single_spaced(cell.text)
    if not any(map(str.isnumeric, text[:NUMBER_WITHIN])):
        return ""
    number, name, _ = number_and_name(text, cell.place)
    return bare(name) if number else ""


def _with_payers(table: YearTable, labels: Sequence[int], rows: Sequence[str]) -> list[str]:
    """The programmes of the rows, those of who pays being of the programme whose row they stand below: - 국비."""
    made: list[str] = []
    for number, no in enumerate(rows):
        said = {letters(table.grid[number][label].text) for label in labels if number >= table.header_rows} - {""}
        pays = bool(said) and all(is_word("funding", text) for text in said)
        made.append(made[-1] if pays and not no and made else no)
    return made


def _one_of_each_name(names: Sequence[str], known: dict[str, list[str]], own: str) -> list[str]:
    """The programme of each row: of several of one name the table's own, else in order, one row for each."""
    rows = []
    for number, name in enumerate(names):
        nos = known.get(name, [])
        if len(nos) == 1 or own in nos:
            rows.append(own if own in nos else nos[0])
        else:
            rows.append(nos[names[:number].count(name)] if len(nos) == names.count(name) else "")
    return rows


def field_owners(table: YearTable, nodes: Sequence[ProgramNode]) -> tuple[str, ...]:
    """The heading that each row of a table of the whole plan is of, by a column whose head goes on in its name.

    Under 산업 a row 이차전지 is of the heading 이차전지 산업 육성; () where not all of the column are of one each.
    """
    if table.owner_rule not in OF_ALL or table.transposed:
        return ()
    forms = Counter(bare(node.name) for node in nodes)
    known = {bare(node.name): node.no for node in nodes if forms[bare(node.name)] == 1 and node.level != "plan"}
    for label in (column.column for column in table.columns if column.role == "label"):
        head = bare(ASIDE.sub("", table.grid[table.header_rows - 1][label].text))
        cells = [bare(row[label].text) for row in table.grid[table.header_rows :]]
        named = {text for text in cells if text and meaning("series", text) != "sum"}
        begun = {text: [no for name, no in known.items() if name.startswith(text + head)] for text in named}
        of_one = {text: nos[0] for text, nos in begun.items() if len(nos) == 1}
        if head and len(of_one) == len(named) == len(set(of_one.values())) >= FEWEST:
            return ("",) * table.header_rows + tuple(of_one.get(text, "") for text in cells)
    return ()

"""The programmes that the rows of a table name, where it puts several together: 투자계획 총괄, 산업별 성과목표."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

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


class Named(msgspec.Struct, frozen=True):
    """The nodes of a plan by the names that rows may say, the numbers of each in the order of the nodes.

    ``all`` has what only the names of strategies say too, ``over`` the numbers of these. ``numbered`` has the
    programmes by the number that is printed, where no other has it. ``single`` has what one node alone is called,
    those that only charts name included, and ``sorted`` these names.
    """

    programs: Mapping[str, Sequence[str]]
    all: Mapping[str, Sequence[str]]
    over: frozenset[str]
    numbered: Mapping[str, str]
    single: Mapping[str, str]
    sorted: Sequence[str]


def named_in(nodes: Sequence[ProgramNode], charted: Sequence[ProgramNode] = ()) -> Named:
    """The nodes by their names, for all tables of a plan; ``charted`` are those that only charts name."""
    programs: defaultdict[str, list[str]] = defaultdict(list)
    for node in nodes:
        if node.level == "program" and node.name:
            programs[bare(node.name)].append(node.no)
    known = dict(programs)
    for node in nodes:
        if node.level != "program" and node.name:
            known.setdefault(bare(node.name), [node.no])
    over = frozenset(node.no for node in nodes if node.level != "program")
    numbers = Counter(node.no_printed for node in nodes if node.level == "program")
    numbered = {node.no_printed: node.no for node in nodes if numbers[node.no_printed] == 1}
    names = [(bare(node.name), node) for node in (*nodes, *charted)]
    times = Counter(name for name, _ in names)
    single = {name: node.no for name, node in names if times[name] == 1 and node.level != "plan"}
    return Named(programs, known, over, numbered, single, sorted(single))


def row_owners(table: YearTable, nodes: Named) -> tuple[str, ...]:
    """The programme that each row of a table names by itself, '' for those that name none; () where no row does.

    Such a table puts programmes together (투자계획 총괄); what adds them up is of the table's own programme. Under the
    name of a strategy it is the strategy's, and its rows are the strategy's series. In one of the whole plan a row may
    be of a strategy too: 전략별 예산.
    """
    if table.program_no in nodes.over:
        return ()
    known = nodes.all if table.owner_rule == "whole-plan" else nodes.programs
    labels = [column.column for column in table.columns if column.role == "label"]
    names = []
    for number, row in enumerate(table.grid):
        cells = [row[label] for label in labels] if number >= table.header_rows else []
        named = [name for cell in cells for name in (bare(cell.text), _behind_number(cell))]
        names.append(next((name for name in named if name in known), ""))
    rows = _with_payers(table, labels, _one_of_each_name(names, known, table.program_no))
    return tuple(rows) if set(rows) - {"", table.program_no} else ()


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


def _one_of_each_name(names: Sequence[str], known: Mapping[str, Sequence[str]], own: str) -> list[str]:
    """The programme of each row: of several of one name the table's own, else in order, one row for each."""
    times, seen = Counter(names), Counter[str]()
    in_turn = {name: nos for name in times if len(nos := known.get(name, ())) == times[name] and own not in nos}
    rows = []
    for name in names:
        nos = known.get(name, ())
        if name in in_turn:
            rows.append(nos[seen[name]])
            seen[name] += 1
        else:
            rows.append(own if own in nos else nos[0] if len(nos) == 1 else "")
    return rows


def field_owners(table: YearTable, nodes: Named) -> tuple[str, ...]:
    """The heading that each row of a table of the whole plan is of, by a column whose head goes on in its name.

    Under 산업 a row 이차전지 is of the heading 이차전지 산업 육성; () where not all of the column are of one each.
    """
    if table.owner_rule not in OF_ALL or table.transposed:
        return ()
    for label in (column.column for column in table.columns if column.role == "label"):
        head = bare(ASIDE.sub("", table.grid[table.header_rows - 1][label].text))
        cells = [bare(row[label].text) for row in table.grid[table.header_rows :]]
        named = {text for text in cells if text and meaning("series", text) != "sum"}
        if not head:
            continue
        of_one = {text: no for text in named if (no := _only_one_begun_by(text + head, nodes))}
        if len(of_one) == len(named) == len(set(of_one.values())) >= FEWEST:
            return ("",) * table.header_rows + tuple(of_one.get(text, "") for text in cells)
    return ()


def _only_one_begun_by(text: str, nodes: Named) -> str:
    """The one node whose name begins with a text, or '' where it is none or several; they stand together in order."""
    at = bisect_left(nodes.sorted, text)
    begun = [name for name in nodes.sorted[at : at + 2] if name.startswith(text)]
    return nodes.single[begun[0]] if len(begun) == 1 else ""

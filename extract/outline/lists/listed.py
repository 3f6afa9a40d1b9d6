"""The strategy and task of each programme in a list: a table 전략 | 과제 | 단위사업, or lines below one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

import msgspec

from extract.outline.charted import sense_of_head
from extract.outline.labelled import number_and_name
from extract.outline.tree import Tree
from extract.vocabulary import meaning
from plan.forms import bare, single_spaced
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Block, Cell, Table
from plan.records.printed import ProgramNode
from plan.script import BOXES, DASHES, IN_CIRCLES, POINTERS, POINTS, RINGS

FEWEST = 2  # programmes that a list names; one alone may be an example
HEAD_ROWS = 2  # rows at the top of a table that may be its head
DIVIDING = ("strategy", "task")  # levels above a programme, the top first
MARKED = lazy_pattern(
    rf"[{BOXES}{RINGS}{POINTERS}{IN_CIRCLES}]|(?:^|\s)[{DASHES}{POINTS}](?=\s)"
)  # before each of several names


class Above(msgspec.Struct, frozen=True):
    """What a list says that a programme stands under; '' for what it does not say."""

    strategy: str
    task: str
    place: Place


def parents_in_lists(
    blocks: Sequence[Block], tree: Tree, nodes: Sequence[ProgramNode], year_tables: Collection[Place]
) -> dict[str, Above]:
    """What the lists of a document say of its programmes, by their numbers; nothing where two lists differ."""
    known: defaultdict[str, list[ProgramNode]] = defaultdict(list)
    for node in nodes:
        if node.level == "program" and node.name:
            known[bare(node.name)].append(node)
    only = {name: same[0] for name, same in known.items() if len(same) == 1}
    lists = [_in_table(table, only) for table in tables_in(blocks) if table.place not in year_tables]
    lists.append(_in_lines(tree, only))
    said: dict[str, Above] = {}
    differ: set[str] = set()
    for of_list in lists:
        for no, above in of_list.items() if len(of_list) >= FEWEST else ():
            before = said.setdefault(no, above)
            if (bare(before.strategy), bare(before.task)) != (bare(above.strategy), bare(above.task)):
                differ.add(no)
    return {no: above for no, above in said.items() if no not in differ}


def tables_in(blocks: Sequence[Block]) -> Iterator[Table]:
    """The tables of a document, those in cells of others too."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for cell in block.cells:
                yield from tables_in(cell.blocks)


def _in_table(table: Table, only: dict[str, ProgramNode]) -> dict[str, Above]:
    rows: defaultdict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row].append(cell)
    for head in range(min(HEAD_ROWS, table.rows)):
        senses = {cell.column: sense_of_head(cell.text) for cell in rows[head] if cell.column_span == 1}
        named = [at for at, sense in sorted(senses.items()) if sense in ("task", "program")]
        for program in reversed(named):  # what has pages of its own may be the programmes or their tasks
            over = {sense: at for at, sense in senses.items() if sense in DIVIDING and at < program}
            body = [rows[row] for row in range(head + 1, table.rows)]
            found = dict(_in_rows(body, program, over, only)) if over else {}
            if found:
                return found
    return {}


def _in_rows(
    body: Sequence[Sequence[Cell]], program: int, over: dict[str, int], only: dict[str, ProgramNode]
) -> Iterator[tuple[str, Above]]:
    for row in body:
        at = {cell.column: cell for cell in row if cell.column_span == 1}
        if program not in at:
            continue
        said = {level: _name_in(at[column]) for level, column in over.items() if column in at}
        if any(said.values()):
            above = Above(said.get("strategy", ""), said.get("task", ""), at[program].place)
            yield from ((node.no, above) for node in _named_in(at[program], only))


def _name_in(cell: Cell) -> str:
    text = single_spaced(cell.text)
    return "" if meaning("series", text) else number_and_name(text, cell.place)[1]


def _named_in(cell: Cell, only: dict[str, ProgramNode]) -> Iterator[ProgramNode]:
    """The programmes that a cell names, one in each of its lines or behind each of its marks."""
    whole = single_spaced(cell.text)
    for texts in ((whole,), cell.text.split("\n"), MARKED.split(whole)):
        names = [bare(number_and_name(text.strip(), cell.place)[1]) for text in texts if text.strip()]
        found = [only[name] for name in names if name in only]
        if found:
            yield from found
            return


def _in_lines(tree: Tree, only: dict[str, ProgramNode]) -> dict[str, Above]:
    """The names of programmes below lines that say that they are strategies and tasks, away from their own pages."""
    found: dict[str, Above] = {}
    for heading in tree.headings:
        node = only.get(bare(heading.name))
        if node is None or node.place == heading.place:
            continue
        said = {above.series: above.name for above in heading.above if above.series in DIVIDING}
        if said:
            found[node.no] = Above(said.get("strategy", ""), said.get("task", ""), heading.place)
    return found

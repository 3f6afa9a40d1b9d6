"""The line that says in which unit a table counts, where it stands below the table and not above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from extract.amounts import is_amount
from extract.vocabulary import is_word
from extract.year_tables.series import divides_payers
from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.document import Block, Paragraph, Table
from plan.script import (
    CIRCLED,
    CLOSING,
    MONEY_UNIT_WORD,
    OPENING,
    PARENTHESIS_CLOSE,
    PARENTHESIS_OPEN,
    REMARKS,
    UNIT_LINE,
    visible,
)

UNIT_SAID = lazy_pattern(UNIT_LINE)
MONEY_SAID = lazy_pattern(MONEY_UNIT_WORD)
NOTE = lazy_pattern(rf"\s*(?:[{REMARKS}]|[*]+|주\s?\d?\s?\))\s*")
NUMBERED = lazy_pattern(rf"\s*(?:\d{{1,2}}(?:[-.]\d{{1,2}})*[.)]?|[가-하][.)]|[{CIRCLED}]|제\s?\d+)\s*\p{{L}}")
REMARK_BEHIND = lazy_pattern(r"\s*[,.;]\s*[^,()]*\p{L}{2,}\s*\d[^()]*(?=$|\))")  # 단위: 억원, 국고보조율 50%
OF_MONEY = lazy_pattern(rf"원\s*[{CLOSING}]?\s*$")
OF_LABEL = lazy_pattern(rf"[{OPENING}](?P<unit>[^{OPENING}{CLOSING}]{{1,8}})[{CLOSING}]\s*$")
WITH_UNIT = lazy_pattern(r"[^\d]{0,3}\d[\d,.]*\s?(?:\p{L}|%)")  # 200명
LEAST_COLUMNS = 3  # of a table that a unit line below may belong to; what is narrower is a frame or a heading
SAME_TOP = 2.0  # points by which two halves of a table may begin one below the other
PAIRS = ((PARENTHESIS_OPEN[0], PARENTHESIS_CLOSE[0]), ("[", "]"))
LISTED = (",", "/", ";")  # between a name and its unit in one bracket
LINES_OVER = 2  # a title and a unit over one of two tables side by side
NOTES_BEFORE = 3  # lines below a table, notes of it, among which its unit line may stand


def unit_below(blocks: Sequence[Block], index: int, above: Sequence[str]) -> int | None:
    """Where the line stands that says the unit of the table in front of it, or None.

    It is a note of that table, or the table that follows has a unit line of its own or a numbered heading between. A
    table that prints a unit anywhere has no need of it, unless the line is of its money alone: 금액 단위.
    """
    table = blocks[index]
    if not isinstance(table, Table) or table.columns < LEAST_COLUMNS:
        return None
    near = list(islice(_lines_behind(blocks, index), NOTES_BEFORE))
    at = next((at for at, (_, text) in enumerate(near) if UNIT_SAID.search(text)), None)
    if (
        at is None
        or not all(NOTE.match(text) for _, text in near[:at])
        or _says_units(table, above, of_money=MONEY_SAID.search(near[at][1]) is not None)
    ):
        return None
    lines = list(_lines_behind(blocks, index))
    line, after = lines[at], [text for _, text in lines[at + 1 :]]
    follows = next((block for block in blocks[line[0] + 1 :] if isinstance(block, Table)), None)
    if NOTE.match(line[1]):
        is_own = bool(after) or follows is None
    else:
        is_own = UNIT_SAID.fullmatch(line[1]) is not None and (
            follows is None or any(map(UNIT_SAID.search, after)) or any(map(NUMBERED.match, after))
        )
    return line[0] if is_own else None


def unit_beside(blocks: Sequence[Block], index: int, above: Sequence[str]) -> str:
    """The line with the unit that stands over two tables side by side, read before the other one.

    They have the same rows; or both say under the same head who pays, and the unit is one of money: titles of their own
    may stand beside it then.
    """
    table = blocks[index]
    if not isinstance(table, Table) or table.place.box is None:
        return ""
    for other, lines in (_table_behind(blocks, index), _table_before(blocks, index)):
        unit = next((text for line in lines if UNIT_SAID.fullmatch(text := single_spaced(line.text))), "")
        if not unit or other is None or not _are_side_by_side(table, other):
            continue
        is_of_both = len(lines) == 1 and _column(table) == _column(other)
        if is_of_both or (OF_MONEY.search(unit) and _say_who_pays(table, other)):
            return "" if _says_units(table, above, of_money=False) else unit
    return ""


def _table_behind(blocks: Sequence[Block], index: int) -> tuple[Table | None, Sequence[Paragraph]]:
    """The next table with the lines over it, if these are few."""
    lines: list[Paragraph] = []
    for block in blocks[index + 1 : index + 2 + LINES_OVER]:
        if isinstance(block, Table):
            return block, lines
        lines.append(block)
    return None, ()


def _table_before(blocks: Sequence[Block], index: int) -> tuple[Table | None, Sequence[Paragraph]]:
    """The table before, if few lines stand between, with the lines right over it."""
    first = max(0, index - 1 - LINES_OVER)
    at = next((at for at in range(index - 1, first - 1, -1) if isinstance(blocks[at], Table)), None)
    before = None if at is None else blocks[at]
    if at is None or not isinstance(before, Table):
        return None, ()
    lines: list[Paragraph] = []
    for block in reversed(blocks[max(0, at - (LINES_OVER if at < index - 1 else 1)) : at]):
        if isinstance(block, Table):
            break
        lines.append(block)
    return before, lines


def _are_side_by_side(table: Table, other: Table) -> bool:
    own, beside = table.place, other.place
    if own.page != beside.page or own.box is None or beside.box is None or abs(own.box[1] - beside.box[1]) > SAME_TOP:
        return False
    return min(table.columns, other.columns) >= LEAST_COLUMNS


def _say_who_pays(table: Table, other: Table) -> bool:
    """Whether the rows of two tables with one head are who pays."""
    heads = [[single_spaced(cell.text) for cell in half.cells if cell.row == 0] for half in (table, other)]
    return heads[0] == heads[1] and all(divides_payers(_column(half)[1:]) for half in (table, other))


def _column(table: Table) -> list[str]:
    """The names of the rows of a table, that of their column first."""
    return [single_spaced(cell.text) for cell in table.cells if cell.column == 0]


def without_unit(text: str) -> str:
    """A text without the unit that it says; what shared its bracket keeps it: 성과목표(대출 권수, 단위: 천권)."""
    rest = UNIT_SAID.sub("", text).strip()
    left_open = [closing for opening, closing in PAIRS if rest.count(opening) > rest.count(closing)]
    return f"{rest[:-1].rstrip()}{left_open[0]}" if rest[-1:] in LISTED and left_open else rest


def said_unit(text: str) -> str:
    """What a line says of the unit, without a remark behind it; '' where it says none."""
    found = UNIT_SAID.search(REMARK_BEHIND.sub("", single_spaced(visible(text))))
    return found.group().strip() if found else ""


def _lines_behind(blocks: Sequence[Block], index: int) -> Iterator[tuple[int, str]]:
    """The paragraphs that are not empty between a table and the next, each with its index."""
    for at in range(index + 1, len(blocks)):
        block = blocks[at]
        if isinstance(block, Table):
            return
        if block.within == "body" and (text := single_spaced(block.text)):
            yield at, text


def _says_units(table: Table, above: Sequence[str], *, of_money: bool) -> bool:
    """Whether a table holds no amounts, or prints a unit with them, with their labels or above them.

    Where that of its money is asked for, units beside the names of its rows are others.
    """
    if of_money:
        said = (UNIT_SAID.search(text) for text in (table.caption, *above[:2]))
        return not any(map(is_amount, table.cells)) or any(said)
    texts = [visible(cell.text).strip() for cell in table.cells]
    behind = [found["unit"] for text in texts if (found := OF_LABEL.search(text))]
    return (
        not any(map(is_amount, table.cells))
        or any(map(UNIT_SAID.search, (table.caption, *above[:2], *texts)))
        or any(is_word("unit_of_line", unit) for unit in behind)
        or any(is_word("unit_head", text) for text in texts)
        or any(WITH_UNIT.match(cell.text) and is_amount(cell) for cell in table.cells if cell.row)
    )

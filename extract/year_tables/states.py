"""What is no plan inside a plan's table: years below a head of results, rows of results beside goals, old editions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

import regex
from msgspec.structs import replace

from extract.amounts import is_amount
from extract.vocabulary import is_word, meaning
from extract.year_tables.grid import Grid
from plan.forms import bare, letters
from plan.grid import Key, cell_key, same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell, Table
from plan.records.printed import Column, ProgramNode, RowLeftOut
from plan.records.values import ColumnState, RowRule
from plan.script import QUOTE, SPAN
from plan.years import find_years

TIMES = ("year", "range", "prior", "later", "baseline")
ASIDE = lazy_pattern(r"[(\[].*?[)\]]")  # 실적(B), 달성률(%)
EDITION = lazy_pattern(
    rf"\s*{QUOTE}?(?P<first>(?:20)?\d\d)\s?년?\s?[{SPAN}]\s?{QUOTE}?(?P<last>(?:20)?\d\d)(?:\s?년도?)?(?=[\s\p{{L}}])(?P<name>.+)",
    regex.DOTALL,
)
AT_END = lazy_pattern(r"[(\[](?P<word>[^()\[\]]+)[)\]]\s*$")  # 축제 방문객(당초)
STAGE = lazy_pattern(r"(?:[1-9]|[IVX]{1,3})\s?단계")  # a part of the plan's years: 제1단계
RANKS = ("asked", "proposed", "first", "changed")  # how far a version had come, the last one counting
MOST_WORDS = 2  # of an edition: 변경 전
STATE_BEHIND = lazy_pattern(r"[(\[](?<state>[^()\[\]]{2,12})[)\]]?\s*$")  # 길 넓히기 (종료)
STATES: dict[str, ColumnState] = {"past": "actual", "planned": "planned"}
MEANT: dict[str, RowRule] = {"actual_row": "result-row", "ratio_row": "ratio-row"}


def under_states(columns: Iterable[Column], grid: Grid, rows: int) -> list[Column]:
    """The columns with the state of the head that stands over some of the years: 추진실적, 향후계획.

    A head over all of them is the name of the table.
    """
    columns = list(columns)
    times = [column for column in columns if column.role in TIMES]
    over_some = [row for row in grid[: max(rows - 1, 0)] if len({cell_key(row[time.column]) for time in times}) > 1]
    return [_under_state(column, over_some) if column.role in TIMES else column for column in columns]


def _under_state(column: Column, over_some: Grid) -> Column:
    if column.state:
        return column
    for row in reversed(over_some):
        text = row[column.column].text
        if state := _state_of(text):
            word = " ".join(text.split())
            return replace(column, state=state, qualifier=f"{column.qualifier} {word}".strip())
    return column


def of_a_stage(columns: Sequence[Column], title: str, span: tuple[int, int] | None) -> tuple[Column, ...]:
    """The columns; the total of years that a title (1단계 연도별 계획) calls a stage of a longer plan is of a part."""
    years = [column.year for column in columns if column.role == "year" and column.year is not None]
    if not span or not years or not STAGE.search(title) or (min(years), max(years)) == span:
        return tuple(columns)
    inside = span[0] <= min(years) and max(years) <= span[1]
    return tuple(replace(c, state="part") if inside and c.role == "total" and not c.state else c for c in columns)


def _state_of(head: str) -> ColumnState:
    """What a head over some of the years says of them, by itself or by its last word: 최근 3년 실적, 연차별 목표."""
    words = ASIDE.sub("", head).split()
    meant = meaning("state_head", head) or (meaning("state_head", words[-1]) if words else "")
    return STATES.get(meant, "")


def rows_beside_goals(body: Grid, labels: Sequence[int], first: int) -> tuple[RowLeftOut, ...]:
    """The rows of results and of their ratios where all others are goals or what they cost: 목표, 실적, 달성률, 예산.

    ``first`` is the number that the first row of the body has in the grid. Without a row of results and one of goals
    there are none.
    """
    rules = [_rule_of([row[label].text for label in labels]) for row in body]
    if "result-row" not in rules or None in rules or "goal" not in rules:
        return ()
    return tuple(
        RowLeftOut(row=first + number, rule=rule)
        for number, rule in enumerate(rules)
        if rule and rule != "goal" and rule != "cost"  # noqa: PLR1714 - types are followed one by one
    )


def _rule_of(labels: Sequence[str]) -> RowRule | Literal["goal", "cost"] | None:
    """What a row is by a label or its last word (쉼터 실적), be it one over several rows."""
    said = [text for label in labels if (text := ASIDE.sub("", label).strip())]
    words = [word for text in said for word in (text, text.split()[-1])]
    for kind, rule in MEANT.items():
        if any(is_word(kind, word) for word in words):
            return rule
    if any(is_word("goal_row", word) for word in words):
        return "goal"
    return "cost" if any(meaning("series", word) == "budget" or is_word("money_head", word) for word in words) else None


def with_results(columns: Sequence[Column], grid: Grid, left_out: Sequence[RowLeftOut]) -> set[int]:
    """The years whose rows of results hold an amount already."""
    results = [grid[out.row] for out in left_out if out.rule == "result-row"]
    return {
        column.year
        for column in columns
        if column.role == "year" and column.year is not None and any(is_amount(row[column.column]) for row in results)
    }


def superseded_rows(body: Grid, labels: Sequence[int], first: int) -> tuple[RowLeftOut, ...]:
    """The rows of all but the last edition where a table holds several: ’22~’26 and ’23~’27 with the same rows each."""
    for label in labels:
        periods = [_period(row[label].text) for row in body]
        if None in periods or len(set(periods)) < 2:
            continue
        others = [at for at in labels if at != label]
        editions = _editions(body, periods, others)
        if len({tuple(rows) for rows in editions.values()}) == 1 and _overlap(sorted(editions)):
            last = max(editions)
            return tuple(
                RowLeftOut(row=first + number, rule="superseded-row")
                for number, period in enumerate(periods)
                if period != last
            )
    named = next((found for label in labels if (found := _older_of_one_name(body, label, first))), ())
    return named or _older_in_words(body, labels, first)


class Said(NamedTuple):
    """How far a version had come, the text beside its word, and whether that word can mean nothing else."""

    rank: int
    rest: str
    is_sure: bool


def edition_in(text: str) -> Said | None:
    """How far the version that a text names had come, and the text without it: 당초계획, 예산(변경)."""
    bracket = AT_END.search(text)
    if bracket and (rank := _rank(bracket["word"])) is not None and text[: bracket.start()].strip():
        return Said(rank, text[: bracket.start()].strip(), is_sure=True)
    words = ASIDE.sub(" ", text).split()
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        for said, rest in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            word = "".join(said)
            if (rank := _rank(word)) is not None:
                return Said(rank, " ".join(rest), is_sure=not rest or is_word("edition_sure", word))
    return None


def _rank(word: str) -> int | None:
    meant = meaning("edition", ASIDE.sub("", word))
    return RANKS.index(meant) if meant else None


def _older_in_words(body: Grid, labels: Sequence[int], first: int) -> tuple[RowLeftOut, ...]:
    """The rows of all but the last version where labels alike but for it say which they are: 당초계획, 변경계획.

    A version that reaches down over several rows goes as a whole once one of them has its like in a later one.
    """
    said = {number: found for number, row in enumerate(body) if (found := _version(row, labels))}
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, version in said.items():
        alike[version.others].append(number)
    older: set[int] = set()
    for numbers in alike.values():
        if not any(said[number].is_sure for number in numbers):
            continue  # 노선 조정, 노선 변경 are things that are counted
        filled = [number for number in numbers if any(is_amount(cell) for cell in body[number][labels[-1] + 1 :])]
        last = max((said[number].rank for number in filled), default=-1)
        older |= {number for number in numbers if said[number].rank < last}
    cells = {said[number].cell for number in older}
    older |= {number for number, version in said.items() if version.cell in cells}
    compared = {said[number].others for number in older}
    changes = {number for number, row in enumerate(body) if _without_change(row, labels) in compared}
    return tuple(
        RowLeftOut(row=first + number, rule="superseded-row" if number in older else "change-row")
        for number in sorted(older | changes)
    )


def _without_change(row: Sequence[Cell], labels: Sequence[int]) -> tuple[str, ...] | None:
    """The labels of a row of changes without the one that says so: 증감(B-A); None for any other row."""
    said = [is_word("growth", ASIDE.sub("", row[label].text)) for label in labels]
    if not any(said):
        return None
    return tuple("" if change else bare(row[label].text) for label, change in zip(labels, said, strict=True))


class Version(NamedTuple):
    """How far the version had come that a row is of, the cell that says it, and the row's labels without it."""

    rank: int
    cell: Key
    others: tuple[str, ...]
    is_sure: bool


def _version(row: Sequence[Cell], labels: Sequence[int]) -> Version | None:
    """What one label of a row says of its version; None where none or several do."""
    said = {label: found for label in labels if (found := edition_in(row[label].text))}
    if len({cell_key(row[label]) for label in said}) != 1:
        return None
    rest = tuple(bare(said[label].rest if label in said else row[label].text) for label in labels)
    label, found = next(iter(said.items()))
    return Version(found.rank, cell_key(row[label]), rest, found.is_sure)


def without_versions(columns: Sequence[Column], body: Grid, left_out: Sequence[RowLeftOut], first: int) -> list[Column]:
    """The columns; one of labels that says nothing but versions, of which one alone is read, names no row any more."""
    out = {row.row - first for row in left_out}
    labels = [column.column for column in columns if column.role == "label"]
    said = [
        label
        for label in labels
        if len(labels) > 1
        and all(
            number in out or _says_version_only(row[label].text) or _is_merged(row, label, labels)
            for number, row in enumerate(body)
        )
        and any(_says_version_only(row[label].text) for number, row in enumerate(body) if number not in out)
    ]
    return [replace(c, role="note", rule="names-editions") if c.column in said else c for c in columns]


def _says_version_only(text: str) -> bool:
    found = edition_in(text)
    return found is not None and not found.rest


def _is_merged(row: Sequence[Cell], label: int, labels: Sequence[int]) -> bool:
    return any(other != label and same_cell(row[other], row[label]) for other in labels)


def _older_of_one_name(body: Grid, label: int, first: int) -> tuple[RowLeftOut, ...]:
    """The rows of all but the last edition where labels begin with spans as long as each other and go on alike.

    ``24~28 …계획(A)`` beside ``25~29 …계획(안)(B)``: there two bare digits are years. An empty form replaces nothing.
    """
    named = {number: edition for number, row in enumerate(body) if (edition := _edition(row[label].text))}
    periods = sorted({edition.period for edition in named.values()})
    lengths = {last - start for start, last in periods}
    alike = len({edition.name for edition in named.values()}) == 1 and len(lengths) == 1
    if len(periods) < 2 or not alike or not all(left[1] > right[0] for left, right in pairwise(periods)):
        return ()
    filled = any(
        is_amount(cell)
        for number, row in enumerate(body)
        if _is_of(named, number, periods[-1])
        for cell in row[label + 1 :]
    )
    older = [number for number, edition in named.items() if edition.period != periods[-1]]
    return tuple(RowLeftOut(row=first + number, rule="superseded-row") for number in older) if filled else ()


class Edition(NamedTuple):
    """The span of years that a label begins with, and the words behind it."""

    period: tuple[int, int]
    name: str


def _is_of(named: dict[int, Edition], number: int, period: tuple[int, int]) -> bool:
    return number in named and named[number].period == period


def _edition(text: str) -> Edition | None:
    found = EDITION.match(text)
    if found is None:
        return None
    start, last = (int(found[end]) + (2000 if len(found[end]) == 2 else 0) for end in ("first", "last"))
    name = letters(ASIDE.sub("", found["name"]))
    return Edition((start, last), name) if start < last and name else None


def rows_not_live(grid: Grid, rows: int) -> tuple[RowLeftOut, ...]:
    """The rows of programmes of which a column (선정여부) says that they were not selected or have ended."""
    heads = grid[rows - 1]
    said = [at for at, cell in enumerate(heads) if is_word("state_column", cell.text)]
    dead = [any(is_not_live(row[at].text) for at in said) for row in grid[rows:]]
    return tuple(RowLeftOut(row=rows + number, rule="not-live-row") for number, is_dead in enumerate(dead) if is_dead)


def is_not_live(text: str) -> bool:
    """Whether a cell says that a programme was not selected or has ended, with or without a remark behind it."""
    return is_word("not_live", ASIDE.sub("", text).strip())


def with_state_in_name(node: ProgramNode) -> ProgramNode:
    """The programme with the state that brackets behind its name print, unless a form's column says one: (종료)."""
    said = STATE_BEHIND.search(node.name) if node.level == "program" and not node.state else None
    return replace(node, state=said["state"].strip()) if said and is_word("not_live", said["state"]) else node


def state_beside(outer: Table, held: Cell) -> str:
    """What a form's columns say of the programme whose table is in one of its cells: 선정현황, 추진여부."""
    heads = {cell.column: cell.text for cell in outer.cells if cell.row == 0}
    beside = [
        " ".join(cell.text.split())
        for cell in outer.cells
        if 0 < cell.row <= held.row < cell.row + cell.row_span
        and is_word("state_column", heads.get(cell.column, ""))
        and cell.text.strip()
    ]
    return next((text for text in beside if is_not_live(text)), next(iter(beside), ""))


Period = tuple[int, int]


def _editions(body: Grid, periods: Sequence[Period | None], others: Sequence[int]) -> dict[Period, list[str]]:
    """The labels of the rows of each edition."""
    editions: dict[Period, list[str]] = {}
    for row, period in zip(body, periods, strict=True):
        if period:
            editions.setdefault(period, []).append(" ".join(bare(row[other].text) for other in others))
    return editions


def _period(text: str) -> Period | None:
    """The one period that a label names."""
    readings = find_years(text)
    if len(readings) != 1 or readings[0].kind != "period":
        return None
    year, year_to = readings[0].year, readings[0].year_to
    return (year, year_to) if year is not None and year_to is not None else None


def _overlap(periods: Sequence[Period]) -> bool:
    """Whether each period begins after the one before, but within it."""
    return all(left[0] < right[0] <= left[1] <= right[1] for left, right in pairwise(periods))

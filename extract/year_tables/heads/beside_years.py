"""Columns beside the years that name no rows and are no years: totals, running numbers, remarks, the unknown.

A column of numbers under an empty or unknown head may be a year whose head was lost, so it never is part of a label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex
from msgspec.structs import replace

from extract.amounts import add_up, is_amount, plain_number
from extract.vocabulary import ends_with_word, is_word, meaning
from extract.year_tables.grid import Grid
from extract.year_tables.heads.cells import YEAR_IN_HEAD
from extract.year_tables.heads.year_row import YEAR_FIRST
from extract.year_tables.own_periods import only_periods, only_years
from plan.grid import cell_key, same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import Column
from plan.records.values import ColumnRule
from plan.script import DASHES, PERCENTS
from plan.years import is_damaged_year, is_part_of_year, read_year

NUMBER = lazy_pattern(r"\d[\d,]*(?:\.\d+)?\s?[억만천백]*\s?원?")
COST = lazy_pattern(  # what all of it costs, and in brackets who pays how much of that: 총 3,300 (국 1,650 / 군 1,650)
    rf"(?:[총약금]\s?)?{NUMBER.pattern}\s*(?:[(\[][^()\[\]]*[)\]])?"
)
FIGURE = lazy_pattern(  # a share, or money with its unit: 2.0%, 연 2.5 %, 5억원 이내
    rf"(?:[약연]\s?)?\d[\d,.]*\s?(?:[{PERCENTS}]p?|[조억천백만]*\s?원)\s?(?:이내|이하|내외)?"
)
OF_A_GOAL = lazy_pattern(rf"{FIGURE.pattern}|\d[\d,.]*\s?\p{{L}}{{1,4}}")  # below 최종목표: 80기, 84점
ASIDE = lazy_pattern(r"[(\[].*?[)\]]", regex.DOTALL)  # a unit behind a word: 총사업비(백만원)
DESCRIBING = ("describing_head", "attribute_head", "share")  # 사업기간, 배점, 비중: kinds of heads that name no rows
IN_FRONT = ("department_label", "number_label")  # the same of a first column, which else is a group: 단계 | 사업명
FEWEST_ADDED = 2  # years that are added up, and rows that show it; one sum may be so by chance
FEWEST_COUNTED, FEWEST_FROM_ELSEWHERE = 2, 3  # numbers that count on from 1, or on another page from elsewhere


def labels_proper(grid: Grid, rows: int, columns: Sequence[Column]) -> Iterator[Column]:
    """The columns, those in front of the years that name no rows with what they are instead.

    How a value is measured (산식), who is in charge and when it is done are remarks on the row, no part of its label
    and no value.
    """
    labels = [column.column for column in columns if column.role == "label"]
    describing = _describing(grid, rows, labels)
    for column in columns:
        over = grid[rows - 1][column.column].text
        if column.role in ("label", "year") and only_periods([row[column.column] for row in grid[rows:]]):
            yield replace(column, role="note", year=None, rule="only-periods")
        elif column.role != "label":
            yield column
        elif column.column in describing or _is_beside(grid, rows, column.column, labels):
            yield replace(column, role="note", rule="remark-in-head")
        elif is_word("growth", ASIDE.sub("", over)):
            yield replace(column, role="change", rule="change-in-head")
        elif _is_of_a_year(grid[rows:], column, over):
            yield replace(column, role="note", rule="year-not-read")
        else:
            counted = _of_numbers(grid, rows, column, labels)
            yield _of_figures(grid, rows, column, labels) if counted.role == "label" else counted


def _is_beside(grid: Grid, rows: int, column: int, labels: Sequence[int]) -> bool:
    """Whether a column in front of the years remarks on the rows, or says when what they name is done."""
    over, body = grid[rows - 1][column].text, grid[rows:]
    of_years = bool(column) and only_years([row[column] for row in body], over)
    return of_years or _is_remark(over) or _says_when(body, column, labels)


def with_sums(columns: Sequence[Column], body: Grid) -> list[Column]:
    """The columns; where none is a total, the only one of numbers that adds up the years in every row is it: 물량."""
    years = [c.column for c in columns if c.role == "year" and c.state not in ("actual", "part")]
    if len(years) < FEWEST_ADDED or len(body) < FEWEST_ADDED or any(c.role == "total" for c in columns):
        return list(columns)
    sums = [c.column for c in columns if c.rule == "nothing-known" and adds_up_years(body, c.column, years)]
    return [replace(c, role="total", rule="sum-of-years") if [c.column] == sums else c for c in columns]


def adds_up_years(body: Grid, at: int, years: Sequence[int]) -> bool:
    """Whether a column adds up several years in each of several rows."""
    enough = len(years) >= FEWEST_ADDED and len(body) >= FEWEST_ADDED
    return enough and all(_adds_up(row, at, years) for row in body)


def _adds_up(row: Sequence[Cell], at: int, years: Sequence[int]) -> bool:
    """Whether a number is the sum of those of the years, each of which is a number, a dash or nothing."""
    return bool(plain_number(row[at])) and add_up([row[year] for year in years], row[at])


def known_note(column: Column, grid: Grid, rows: int) -> Column:
    """A column behind the first year by what is known of its head: a remark (비고), a rate, none, a year in words."""
    if column.rule != "nothing-known":
        return column
    over = [row[column.column].text for row in grid[:rows]]
    if _is_remark(over[-1]) or _is_remark(over[-1].split()[-1] if over[-1].strip() else ""):  # '26년 목표치 산출근거
        return replace(column, rule="remark-in-head")
    if not any(text.strip() for text in over):
        return replace(column, rule="no-head")
    if only_years([row[column.column] for row in grid[rows:]], over[-1]):
        return replace(column, rule="remark-in-head")
    if any(is_word(kind, ASIDE.sub("", over[-1])) for kind in ("share", "rate_of_growth")):
        return replace(column, rule="rate-in-head")
    of_year = any(YEAR_IN_HEAD.search(text) or is_damaged_year(text) for text in over)
    return replace(column, rule="year-not-read") if of_year else column


def _is_remark(head: str) -> bool:
    return any(is_word(kind, text) for kind in ("remark_head", "state_column") for text in (head, ASIDE.sub("", head)))


def _describing(grid: Grid, rows: int, labels: Sequence[int]) -> set[int]:
    """The columns beside the names of rows that only describe what is named: its period, place, scale, weight, class.

    A word that tells rows of one name apart (초등, 중등 below 대상) is a part of their names, and no figures beside it
    (50% below 보조율) nor numbers of rows (연번) tell them apart in its place.
    """
    numbers = {at for at in labels if _numbers_rows(grid, rows, at, labels)}
    kept: list[int] = list(labels)
    found: set[int] = set()
    for column in reversed(labels):
        others = [at for at in kept if at != column]
        naming = [at for at in others if at not in numbers and not _are_figures(grid[rows:], at, column)]
        over = ASIDE.sub("", grid[rows - 1][column].text)
        kinds = DESCRIBING if column != labels[0] else IN_FRONT
        describes = any(is_word(kind, over) for kind in kinds) or _holds_attributes(grid[rows:], column)
        is_name = labels[0] in numbers and _is_name_of_place(grid, rows, column, naming)
        if describes and not is_name and tells_apart(grid[rows:], naming):
            kept, found = others, found | {column}
    return found


def _numbers_rows(grid: Grid, rows: int, column: int, labels: Sequence[int]) -> bool:
    """Whether a column counts the rows and names none: 1, 2, 3, and what stands below 연번 or 관리번호."""
    texts = _own_texts(grid[rows:], column, labels)
    of_numbers = bool(texts) and all(map(NUMBER.fullmatch, texts))
    return of_numbers or is_word("number_label", ASIDE.sub("", grid[rows - 1][column].text))


def _is_name_of_place(grid: Grid, rows: int, column: int, others: Sequence[int]) -> bool:
    """Whether places are what numbered rows are called, as no head beside theirs is one of names: 위치 | 형태."""
    heads = [ASIDE.sub("", grid[rows - 1][at].text) for at in (column, *others)]
    return meaning("describing_head", heads[0]) == "place" and not any(
        ends_with_word("name_of_row_end", head) for head in heads[1:]
    )


def _are_figures(body: Grid, at: int, column: int) -> bool:
    """Whether a column holds nothing but figures beside one that does not: 50% of 보조율 beside 소형 of 규모."""
    return _holds_figures(body, at) and not _holds_figures(body, column)


def _holds_figures(body: Grid, column: int) -> bool:
    texts = [text for row in body if (text := row[column].text.strip())]
    return all(_is_figure(text, FIGURE) or _is_number_or_none(text) for text in texts)


def _holds_attributes(body: Grid, column: int) -> bool:
    """Whether a column holds nothing but what kind of indicator each is: 정량, 정성."""
    return all(is_word("attribute_value", row[column].text) for row in body)


def tells_apart(body: Grid, labels: Sequence[int]) -> bool:
    """Whether these columns alone give every row a name, and each another one."""
    names = [tuple(row[at].text.strip() for at in labels) for row in body]
    return bool(labels) and all(map(any, names)) and len(set(names)) == len(names)


def _says_when(body: Grid, column: int, labels: Sequence[int]) -> bool:
    """Whether a column of months or quarters only says when each row is done, which has a name of its own beside it."""
    filled = [row[column].text for row in body if row[column].text.strip()]
    if not filled or not all(map(is_part_of_year, filled)):
        return False
    keys = [tuple(cell_key(row[at]) for at in labels if at != column) for row in body]
    names = [" ".join(row[at].text.strip() for at in labels if at != column) for row in body]
    return len(labels) > 1 and len(set(keys)) == len(set(names)) == len(body) and all(map(str.strip, names))


def _of_figures(grid: Grid, rows: int, column: Column, labels: Sequence[int]) -> Column:
    """A column of dates, shares or money behind the names of rows is no part of them; one of goals is told."""
    over = ASIDE.sub("", grid[rows - 1][column.column].text)
    is_goal = ends_with_word("goal_alone", over)
    if not over.strip() or not _only_figures(grid[rows:], column.column, labels, OF_A_GOAL if is_goal else FIGURE):
        return column
    return replace(column, role="note", rule="goal-without-year" if is_goal else "figures-of-rows")


def _only_figures(body: Grid, column: int, labels: Sequence[int], figure: regex.Pattern[str]) -> bool:
    """Whether a column holds dates, shares or sums of money alone, and rows have their names before it: 2028. 9., 2.0%.

    A column of plain numbers is told by others.
    """
    before = [at for at in labels if at < column]
    texts = _own_texts(body, column, labels)
    if [column] == [*labels]:  # alone it names no rows, and the only one needs no name: 60개소 below 목표
        return figure == OF_A_GOAL and len(body) == 1 and bool(OF_A_GOAL.fullmatch(body[0][column].text.strip()))
    figures = [text for text in texts if _is_figure(text, figure)]
    return (
        bool(figures)
        and all(_is_figure(text, figure) or _is_number_or_none(text) for text in texts)
        and tells_apart(body, [at for at in labels if at != column])
        and all(any(row[at].text.strip() for at in before) for row in body)
    )


def _is_figure(text: str, figure: regex.Pattern[str]) -> bool:
    said = ASIDE.sub("", " ".join(text.split())).strip()
    return bool(figure.fullmatch(said)) or read_year(said).kind in ("date", "year_month")


def _own_texts(body: Grid, column: int, labels: Sequence[int]) -> list[str]:
    """What the cells of a column print, without those that reach over from another column of names: 합계."""
    return [
        text
        for row in body
        if (text := row[column].text.strip())
        and not any(same_cell(row[column], row[at]) for at in labels if at != column)
    ]


def _is_of_a_year(body: Grid, column: Column, over: str) -> bool:
    """Whether a head says a year that is not read as one, so that what is below it names no rows."""
    if column.column and (YEAR_FIRST.match(over) or is_damaged_year(over)):
        return True
    return bool(YEAR_IN_HEAD.search(over)) and _only_amounts(body, column.column)


def _only_amounts(body: Grid, column: int) -> bool:
    """Whether a column holds amounts, and where it holds none a dash or a word that says so."""
    filled = [row[column] for row in body if row[column].text.strip()]
    amounts = [is_amount(cell) for cell in filled]
    return any(amounts) and all(
        amount or _is_number_or_none(cell.text.strip()) for amount, cell in zip(amounts, filled, strict=True)
    )


def _of_numbers(grid: Grid, rows: int, column: Column, labels: Sequence[int]) -> Column:
    """A column of numbers is the total where its head says so (사업비), else a running number or not known.

    Behind the names of rows some of its cells may say that there is none: 42, -.
    """
    heads = [ASIDE.sub("", row[column.column].text) for row in grid[:rows]]
    texts = _own_texts(grid[rows:], column.column, labels)
    numbers = [text for text in texts if NUMBER.fullmatch(text)]
    has_head = any(head.strip() for head in heads)
    if any(is_word("money_head", head) for head in heads) and _are_costs(texts):
        return replace(column, role="total", rule="money-in-front")
    if not numbers or len(numbers) < len(texts):
        swallowed = numbers and column.column and all(map(_is_number_or_none, texts))
        if not swallowed:
            return column
        if not has_head:
            return replace(column, role="note", rule="no-head")
    rule: ColumnRule = "running-number" if _runs(numbers) else "nothing-known" if has_head else "no-head"
    return replace(column, role="note", rule=rule)


def _are_costs(texts: Sequence[str]) -> bool:
    """Whether cells hold what the rows cost, with who pays it behind that or without, or say that there is none."""
    said = [" ".join(text.split()) for text in texts]
    costs = [text for text in said if COST.fullmatch(text)]
    return bool(costs) and all(COST.fullmatch(text) or _is_number_or_none(text) for text in said)


def _is_number_or_none(text: str) -> bool:
    """Whether a cell holds a number, or says that there is none: 미정, a dash."""
    return bool(NUMBER.fullmatch(text)) or is_word("no_value", text) or text in DASHES


def _runs(numbers: Sequence[str]) -> bool:
    """Whether whole numbers count on one by one, as the numbers of rows do."""
    counted = [int(text) for text in dict.fromkeys(numbers) if text.isdecimal()]
    if len(counted) < (FEWEST_COUNTED if counted[:1] == [1] else FEWEST_FROM_ELSEWHERE):
        return False
    return counted == list(range(counted[0], counted[0] + len(counted)))

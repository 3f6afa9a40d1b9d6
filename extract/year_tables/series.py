"""What a head says that the years count: 사업비 over all of them, or several series side by side.

Several series (사업량 and 사업비, 목표 and 예산, 계 and who pays) stand under each year, or each over years of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import regex
from msgspec.structs import replace

from extract.vocabulary import TEXTS, ends_with_word, is_word, meaning, spaced_pattern
from plan.grid import same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import Column
from plan.records.values import Measure
from plan.script import DOTS, UNIT_SIGNS
from plan.years import read_year

ROLES = ("year", "range", "total", "subtotal", "prior", "later", "baseline")
TIMED = ("year", "period", "ordinal_year", "total", "subtotal", "prior", "later")
UNIT = lazy_pattern(r"[(\[][^()\[\]\d]{1,16}[)\]]$")
UNIT_ALONE = lazy_pattern(rf"[(\[]?\s?(?P<unit>\p{{L}}[\p{{L}}/]{{0,4}}|[{UNIT_SIGNS}])\s?[)\]]?")  # 건, (개소), 명/일
MONEY = lazy_pattern(r"[조억천백만십 ]*원")
STATES = ("qualifier", "actual_row", "goal_row", "ratio_row", "part", "growth")
NO_THINGS = (
    "edition",
    "share",
    "planned",
    "estimate",
    "foreseen",
    "growth",
    "remark_head",
    "describing_head",
    "attribute_head",
)
THING = lazy_pattern(rf"\p{{Hangul}}[\p{{Hangul}}\s{DOTS}]+")
ASIDE = lazy_pattern(r"[(\[].*?[)\]]")  # a unit behind the word: 사업비(백만원)
FEWEST_PARTS = 2  # of one quantity under a year, so that each is a series
NUMBER_OF = lazy_pattern(r"\p{Hangul}{2}\s?수$")  # 학교수, 이용자 수


def with_series(columns: Sequence[Column], grid: Sequence[Sequence[Cell]], rows: int) -> tuple[Column, ...]:
    """The columns with the series they belong to, where every year is divided alike into different measures.

    A year that is divided into states of one measure (예산 and 집행) has no series, nor has one that is not divided:
    then one head over all years may say their measure.
    """
    if measure := _measure_over(columns, grid, rows):
        return tuple(replace(column, measure=measure) if column.role in ROLES else column for column in columns)
    heads = {column.column: _each_year(_head(grid, rows, column)) for column in columns if column.role in ROLES}
    by_year: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    for column in columns:
        if column.role == "year":
            by_year[column.year, column.year_to].append(heads[column.column])
    divisions = {tuple(words) for words in by_year.values()}
    if len(divisions) == 1 and _are_units(words := next(iter(divisions))):
        return tuple(_counted_in(column, heads.get(column.column, ""), words) for column in columns)
    words = divisions.pop() if len(divisions) == 1 else _of_payers(divisions) or _of_fullest(divisions)
    words = words or _of_payers_of_some(divisions)
    if not _is_division(words):
        return tuple(columns)
    words = (*words, *_sum_of_payers(columns, heads, words))
    heads |= _whole_cost(columns, heads, words)
    return tuple(_in_series(column, heads.get(column.column, ""), words) for column in columns)


def _sum_of_payers(columns: Sequence[Column], heads: Mapping[int, str], words: Sequence[str]) -> tuple[str, ...]:
    """The head of what is paid together beside years that are divided by who pays alone: 계 beside 국고, 지방비."""
    if any(_sense(word) != "payer" for word in words):
        return ()
    beside = (heads[column.column] for column in columns if column.role in ROLES and column.role != "year")
    return tuple(head for head in beside if _sense(head) == "sum" or is_word("money_head", _word(head)))[:1]


def _whole_cost(columns: Sequence[Column], heads: Mapping[int, str], words: Sequence[str]) -> dict[int, str]:
    """What the one total beside years divided into a sum and who pays it counts: 총사업비 is of 소계 beside 국비."""
    totals = [column.column for column in columns if column.role == "total"]
    sums = [word for word in words if _sense(word) == "sum"]
    is_cost = len(totals) == len(sums) == 1 and is_word("money_head", _word(heads[totals[0]]))
    return {totals[0]: sums[0]} if is_cost and "payer" in map(_sense, words) else {}


def _of_payers(divisions: set[tuple[str, ...]]) -> tuple[str, ...]:
    """How years are divided of which some are not, or into states only (계획, 집행): into a sum and who pays it.

    () where the years are divided in several such ways.
    """
    paid = {words for words in divisions if any(_sense(word) == "payer" for word in words)}
    others = divisions - paid
    whole = all(len(words) == 1 or all(_is_state(word) for word in words) for words in others)
    words = next(iter(paid), ())
    summed = any(_sense(word) == "sum" for word in words)
    return words if len(paid) == 1 and summed and whole else ()


def _of_payers_of_some(divisions: set[tuple[str, ...]]) -> tuple[str, ...]:
    """Who pays in the years that say it, where all others have one column each: 국비 | 시비 of 2025 beside 2026."""
    paid = [words for words in divisions if len(words) > 1]
    is_alike = len(paid) == 1 and all(_sense(word) == "payer" for word in paid[0])
    return paid[0] if is_alike else ()


def _of_fullest(divisions: set[tuple[str, ...]]) -> tuple[str, ...]:
    """How the years are divided that have goals and costs where others have but one; () where they differ otherwise.

    목표 of 2025 and 2026 beside 예산 of 2026.
    """
    fullest = max(divisions, key=len, default=())
    known = {*map(_sense, fullest)} == {"target", "budget"} and len(fullest) == len(("target", "budget"))
    return fullest if known and all(set(words) < set(fullest) for words in divisions - {fullest}) else ()


def _is_state(head: str) -> bool:
    return any(is_word(kind, _word(head)) for kind in STATES)


def form_rows(grid: Sequence[Sequence[Cell]], rows: int) -> int:
    """How many rows above a head belong to the form that the table stands in: 사업명, 사업기간, 총사업비.

    Such a row has a name of its own at the left that does not reach down, and no word of a head beside it.
    """
    number = 0
    while number < rows - 1 and _is_form_row(grid[number], grid[number + 1]):
        number += 1
    return number


def _is_form_row(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    name, answers = row[0], [cell for cell in row if not same_cell(cell, row[0])]
    if not name.text.strip() or not answers or same_cell(name, below[0]) or name.text == below[0].text:
        return False
    if sum(read_year(text).kind in TIMED[:3] for text in {cell.text for cell in answers}) > 1:
        return False  # the row of the years
    return not any(names_series(cell.text) or meaning("state_head", cell.text) for cell in answers)


def over_years(columns: Sequence[Column], grid: Sequence[Sequence[Cell]], rows: int) -> list[str]:
    """The texts of the head cells that reach over all year columns, from the top."""
    years = [column.column for column in columns if column.role == "year"]
    head = grid[form_rows(grid, rows) : rows]
    first = [row[years[0]] for row in head] if years else []
    over = [cell for cell, row in zip(first, head, strict=False) if all(same_cell(row[year], cell) for year in years)]
    return list(dict.fromkeys(" ".join(cell.text.split()) for cell in over))


def _measure_over(columns: Sequence[Column], grid: Sequence[Sequence[Cell]], rows: int) -> Measure | None:
    """What the lowest head over all years counts, with or without a word before it (연차별 사업비)."""
    divided = {column.printed for column in columns if column.role == "year"}  # one year over all: 2026년 예산
    for head in reversed(over_years(columns, grid, rows)):
        word = _word(head)
        if head in divided:
            continue
        sense = meaning("series", word) or meaning("series", word.rpartition(" ")[2])
        if sense not in ("target", "budget"):
            continue
        said = {meaning("series", part) for part in word.split()} & {"target", "budget"}
        if len(said) > 1:
            return None  # 연도별 목표 및 예산: each row says which
        return "target" if sense == "target" else "budget"
    return None


def _head(grid: Sequence[Sequence[Cell]], rows: int, column: Column) -> str:
    """The lowest head cell of a column that names no time, with a unit that stands in a row of its own below it."""
    texts = list(dict.fromkeys(" ".join(grid[row][column.column].text.split()) for row in range(rows)))
    if column.printed == texts[-1] and names_series(column.qualifier):
        return column.qualifier  # 2026년 국비
    if column.printed == texts[-1] and (said := with_unit(column.qualifier, texts[-1])):
        return said
    if len(texts) > 1 and not _word(texts[-1]):
        return texts[-1] if read_year(texts[-2]).kind in TIMED[:3] else f"{texts[-2]} {texts[-1]}"
    named = [text for text in texts[:-1] if names_series(text)]
    return named[-1] if named and read_year(texts[-1]).kind in TIMED else texts[-1]


def with_unit(qualifier: str, head: str) -> str:
    """What a head counts beside its year, with the unit behind it: 예산 (천원) of 2026년 예산(천원); '' for none."""
    unit = UNIT.search(head)
    word = qualifier.removesuffix(" ".join(unit.group()[1:-1].split())).strip() if unit else ""
    return f"{word} {unit.group()}" if unit and names_series(word) else ""


@lru_cache(TEXTS)
def _word(head: str) -> str:
    return _each_year(ASIDE.sub("", head).strip())


def _each_year(head: str) -> str:
    """A head without the word that only says that it is so of each year: 목표 of 연차별 목표."""
    return _yearly().sub("", head)


@cache
def _yearly() -> regex.Pattern[str]:
    return lazy_pattern(rf"^(?:{spaced_pattern('yearly_word')})\s*(?=\S)")


@lru_cache(TEXTS)
def _sense(head: str) -> str:
    """What a head under a year counts: ``target``, ``budget``, ``payer``, ``sum``, or '' for an unknown word.

    An unknown word with a unit of its own (``이용자(명)``) is a measure for itself, ``own``; the number of something
    (``학교수``) is a target; a state (실적) is none.
    """
    word = _word(head)
    known = "payer" if is_word("funding", word) else meaning("series", word)
    if known or not word or any(is_word(kind, word) for kind in STATES):
        return known
    return "own" if UNIT.search(head) else "target" if NUMBER_OF.search(word) else ""


def names_series(head: str) -> bool:
    """Whether a head says what is counted or who pays, with or without a unit behind it."""
    return _sense(head) not in ("", "own")


def counts_for_itself(head: str) -> bool:
    """Whether a head is an unknown word with a unit of its own: 이용자(명)."""
    return _sense(head) == "own"


def with_unit_above(column: Column, grid: Sequence[Sequence[Cell]], rows: int) -> Column:
    """The column of a payer or sum with the unit of the costs over it: 국비 below 사업비(백만원)."""
    above = " ".join(grid[rows - 2][column.column].text.split()) if rows > 1 else ""
    unit = UNIT.search(above)
    is_divided = _sense(column.series) in ("payer", "sum") and not UNIT.search(column.series)
    return replace(column, series=f"{column.series}{unit.group()}") if unit and is_divided else column


def divides_payers(words: Sequence[str]) -> bool:
    """Whether the heads under one year are who pays, one of which may not be known: 계, 국비 and a word beside them.

    A state (실적) or what is counted is no payer.
    """
    senses = [_sense(word) for word in words]
    unknown = [word for word, sense in zip(words, senses, strict=True) if not sense]
    named = all(_word(word) and not any(is_word(kind, _word(word)) for kind in STATES) for word in unknown)
    return "payer" in senses and named and not {"target", "own"} & {*senses} and len(unknown) < len(words) - 1


def _counts_beside_costs(words: Sequence[str]) -> bool:
    """Whether the heads under one year are what it costs and words for what is counted: 교실 beside 예산.

    A state, a version, a share or another word for money is nothing that is counted.
    """
    senses = [_sense(word) for word in words]
    others = [word for word, sense in zip(words, senses, strict=True) if not sense]
    return senses.count("budget") == 1 and not {"payer", "sum"} & {*senses} and all(map(_is_thing, others))


def _is_thing(head: str) -> bool:
    word = _word(head)
    said = any(is_word(kind, word) for kind in (*STATES, *NO_THINGS))
    is_money = ends_with_word("money_end", word) and not ends_with_word("no_money_end", word)
    return THING.fullmatch(word) is not None and not said and not is_money


def _divides_one(words: Sequence[str]) -> bool:
    """Whether the heads under one year are parts of one quantity, be it with their sum: 신규 | 계속, 당해 | 누계.

    What they count is said by the row.
    """
    parts = [word for word in words if _sense(word) != "sum"]
    named = [word for word in parts if is_word("divided", _word(word))]
    paid = [word for word in parts if is_word("short_payer", _word(word))]
    sums = len(words) - len(parts)
    most = 0 if any(meaning("divided", _word(word)) for word in parts) else 1  # 계 beside 당해 and 누계 is one of them
    return FEWEST_PARTS <= len(parts) in (len(named), len(paid)) and sums <= most


def _is_division(words: Sequence[str]) -> bool:
    """Whether the heads under one year are different measures, parts of one, or a budget and who pays it."""
    senses = [_sense(word) for word in words]
    if senses == ["payer"]:
        return True  # 2026년 국비, 2027년 국비
    if len(words) < 2 or len(set(words)) < len(words):
        return False
    if _divides_one(words):
        return True
    if "" in senses:
        return divides_payers(words) or _counts_beside_costs(words)
    if set(senses) <= {"target", "own"}:  # of one unit they may as well be two versions
        units = {found.group() if (found := UNIT.search(word)) else "" for word in words}
        return "own" in senses and len(units) > 1
    money = [sense for sense in senses if sense not in ("target", "own")]
    return "payer" in money or (len(money) == 1 and money[0] == "budget" and len(senses) > 1)


def _are_units(words: Sequence[str]) -> bool:
    """Whether the heads under one year are nothing but units, one of them of money: 건 | 백만원.

    A word for what is counted may stand beside the money as well (물량 | 백만원), but no state of it. Without money all
    are words that are nothing but units: 반 | 명.
    """
    units = [UNIT_ALONE.fullmatch(word) for word in words]
    others = [found["unit"] for found in units if found and not MONEY.fullmatch(found["unit"])]
    if len(words) == len(others) == len({*others}) > 1:
        return all(is_word("unit_of_things", unit) for unit in others)
    return all(units) and len(others) == len(words) - 1 == len({*others}) > 0 and all(map(_may_be_counted, others))


def _may_be_counted(word: str) -> bool:
    known = _is_state(word) or any(is_word(kind, word) for kind in (*NO_THINGS, "funding"))
    return not known and _sense(word) in ("", "target")


def _counted_in(column: Column, head: str, words: Sequence[str]) -> Column:
    """A year or a total of what is counted in the unit that its head is, or of what that costs."""
    found = UNIT_ALONE.fullmatch(head)
    if column.role not in ROLES or head not in words or not found:
        return column
    measure: Measure = "budget" if MONEY.fullmatch(found["unit"]) else "target"
    return replace(column, series=head if _sense(head) else f"({found['unit']})", measure=measure)


def _in_series(column: Column, head: str, words: Sequence[str]) -> Column:
    known = ("target", "budget", "payer", *("sum" for word in words if _sense(word) == "sum"))
    undivided = column.role == "year" and head not in words and "sum" in known
    if undivided and _sense(head) in ("", "budget"):
        head = next(word for word in words if _sense(word) == "sum")
    if column.role not in ROLES or (head not in words and _sense(head) not in known):
        return column
    sense = _sense(head)
    if sense == "sum":  # 계 of all years stands over the 소계 of each
        head = next((word for word in words if _sense(word) == "sum"), head)
    counts = sense == "target" or (not sense and _counts_beside_costs(words))
    is_said = sense != "own" and not _divides_one(words)
    measure: Measure | None = "target" if counts else "budget" if is_said else None
    return replace(column, series=head, measure=measure)

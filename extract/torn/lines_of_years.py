"""Lines of text that are a table without one: years side by side or one below the other, and a number for each.

>>> years, more = _years_across("2026년 2030년")
>>> years, _are_numbers_of("3개소 → 14개소", years, more), _are_numbers_of("3개소 14개소", years, more)
([2026, 2030], True, False)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import regex
from msgspec.structs import replace

from extract.torn.between import SAID_UNIT, is_mark
from extract.vocabulary import has_word, spaced_pattern
from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Block, Damage, Paragraph, Table
from plan.script import (
    ARROWS,
    BARS,
    COLONS,
    DASHES,
    DOTS,
    ELLIPSES,
    FRACTION_SLASHES,
    MORE,
    PERCENTS,
    QUOTES,
    RINGS,
    UNIT_SIGNS,
)

TWO = 2  # years of a box, from one of which an arrow leads to the other
FEWEST_YEARS = 3  # that ascend evenly, where no arrow leads from one number to the next
LONGEST_LABEL = 30  # characters before the years or the numbers; a longer line is prose
LONGEST_CARD = 12  # characters of a line that says a year, or that it is the goal's: 2030년 최종목표
LONGEST_QUOTE = 120  # characters of the lines
LOOK_BACK = 3  # lines above that may say that it is of the past
MOST_TOLD = 5  # blocks of one document that are told one by one
GAP = rf"(?:\s*[{BARS}{FRACTION_SLASHES}]\s*|\s+)"  # between two years or two numbers of a line
NEXT = rf"(?:{GAP}|\s*[{ARROWS}]\s*)"
ONE_YEAR = rf"(?:20\d\d|[{QUOTES}]\s?\d\d)\s?(?:년도?)?"
MAY_NAME_YEAR = lazy_pattern(rf"20\d\d|[{QUOTES}]\s?\d\d")
YEARS = lazy_pattern(
    rf"(?P<label>\D*?){GAP}?(?P<years>{ONE_YEAR}(?:{NEXT}{ONE_YEAR})+)(?P<more>(?:{GAP}\p{{Hangul}}{{1,4}})?)"
)
YEAR = lazy_pattern(r"(?:20)?(\d\d)\s?(?:년도?)?")
NOT_OURS = ("past", "example", "other_body", "forecast")


def lines_of_years(blocks: Sequence[Block], first: int | None, damage: Sequence[Damage]) -> Iterator[Damage]:
    """A finding for each block of lines with years, some of them later than ``first``, and numbers of these years.

    Of more than a few the last one says how many there are. There is none where the ``damage`` of the document says
    already that such a head is not understood.
    """
    if first is None:
        return
    known = [part.place for part in damage if part.rule == "table-not-understood"]
    blocks_left = _blocks_of(_runs_of_lines(blocks), first)
    found = [one for one in blocks_left if not any(_is_there(one.place, place) for place in known)]
    told = found[:MOST_TOLD]
    if rest := len(found) - len(told):
        told[-1] = replace(
            told[-1],
            reason_ko=f"{told[-1].reason_ko} 이런 곳이 {rest}개 더 있습니다.",
            reason_en=f"{told[-1].reason_en} There are {rest} more of such blocks.",
        )
    yield from told


def _is_there(line: Place, told: Place) -> bool:
    """Whether a line stands at the height of a head that is told, on its page."""
    if line.page != told.page or line.box is None or told.box is None:
        return False
    return line.box[1] <= (told.box[1] + told.box[3]) / 2 <= line.box[3]


def _runs_of_lines(blocks: Sequence[Block]) -> Iterator[tuple[list[Paragraph], Table | None]]:
    """The lines of the body between two tables, where one of them may begin a block, and the table behind them."""
    run: list[Paragraph] = []
    for block in (*blocks, None):
        if isinstance(block, Paragraph):
            run.append(block)
        elif run:
            named = [line.text for line in run if MAY_NAME_YEAR.search(line.text)]
            if any(map(_may_begin, named)):
                yield _with_arrows([line for line in run if line.within == "body" and not _is_aside(line)]), block
            run = []


def _with_arrows(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines, arrows that are a line of their own in the middle of each two words above: 1,240 ▶ 1,875."""
    made: list[Paragraph] = []
    for line in lines:
        arrows = line.text.split() if line.text.lstrip()[:1] in ARROWS else []
        arrows = arrows if {*arrows} <= {*ARROWS} else []
        words = made[-1].text.split() if made and arrows else []
        if arrows and len(words) == TWO * len(arrows):
            led = [f"{words[2 * at]} {arrow} {words[2 * at + 1]}" for at, arrow in enumerate(arrows)]
            made[-1] = replace(made[-1], text=" ".join(led))
        elif not arrows:
            made.append(line)
    return made


def _may_begin(text: str) -> bool:
    line = single_spaced(text)
    if YEARS.fullmatch(line) or _down().fullmatch(line):
        return True
    return len(line) <= LONGEST_CARD and _card().fullmatch(line) is not None


def _is_aside(line: Paragraph) -> bool:
    """Whether a line is empty, is a mark or says a unit."""
    return is_mark(line) or SAID_UNIT.match(line.text.strip()) is not None


def _blocks_of(runs: Iterator[tuple[list[Paragraph], Table | None]], first: int) -> Iterator[Damage]:
    for lines, table in runs:
        at = 0
        while at < len(lines):
            start, end = _block_at(lines, at, first)
            if start < end:
                above = [line.text for line in lines[max(0, at - LOOK_BACK) : at + 1]]
                if not any(has_word(kind, text) for kind in NOT_OURS for text in above):
                    yield _told(lines[start:end])
            elif _is_head_at_the_foot([*lines[at:], table], first):
                yield _told_of_head(lines[at])
            at = max(end, at + 1)


def _is_head_at_the_foot(blocks: Sequence[Block | None], first: int) -> bool:
    """Whether the first block is a head of years that ends its page or its column, and what is behind has no such head.

    Its rows stand somewhere else.
    """
    head, behind = blocks[0], blocks[1]
    if not isinstance(head, Paragraph) or head.place.page is None or head.place.box is None:
        return False
    years, _ = _years_across(single_spaced(head.text))
    if len({*years}) < FEWEST_YEARS or max(years) <= first or not single_spaced(head.text)[0].isalpha():
        return False
    if behind is None or behind.place.box is None:
        return True
    if isinstance(behind, Table) and any(str(years[0]) in cell.text for cell in behind.cells):
        return False
    return behind.place.page != head.place.page or behind.place.box[3] < head.place.box[1]


def _block_at(lines: Sequence[Paragraph], at: int, first: int) -> tuple[int, int]:
    """From where to where lines are a block, of which this one says the years or the first of them; (0, 0) if none."""
    if not MAY_NAME_YEAR.search(lines[at].text):
        return 0, 0
    if card := _cards_at(lines, at, first):
        return at, card
    down = _years_down(lines, at)
    if len(down) >= FEWEST_YEARS and _ascends(down) and max(down) > first:
        return at, at + len(down)
    years, more = _years_across(single_spaced(lines[at].text))
    if not years or max(years) <= first:
        return 0, 0
    end = at + 1
    while end < len(lines) and _are_numbers_of(lines[end].text, years, more):
        end += 1
    if end > at + 1:
        return at, end
    is_below = at > 0 and _are_numbers_of(lines[at - 1].text, years, more)
    return (at - 1, end) if is_below else (0, 0)


def _cards_at(lines: Sequence[Paragraph], at: int, first: int) -> int:
    """Where lines end that say a year and below it an amount, twice or once as a goal: 2030년 목표, 300개소; or 0."""
    years: list[int] = []
    is_goal = False
    end = at
    while end + 1 < len(lines) and len(lines[end].text) <= LONGEST_CARD:
        said = _card().fullmatch(single_spaced(lines[end].text))
        if said is None or not _amount().fullmatch(single_spaced(lines[end + 1].text)):
            break
        years.append(2000 + int(YEAR.findall(said["year"])[0]))
        is_goal = is_goal or said["goal"] is not None
        end += 2
        between = end < len(lines) and not any(map(str.isalnum, lines[end].text))
        end += between and end + 1 < len(lines) and len(lines[end + 1].text) <= LONGEST_CARD
    is_told = len(years) >= TWO or is_goal
    return end if is_told and max(years) > first and years == sorted({*years}) else 0


@cache
def _card() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?P<year>{ONE_YEAR})(?P<goal>\s?(?:{spaced_pattern('goal_alone')}))?")


@cache
def _amount() -> regex.Pattern[str]:
    return lazy_pattern(rf"\d[\d,]*(?:\.\d+)?{_unit().removesuffix('?')}")


@cache
def _unit() -> str:
    """The pattern of a unit behind a number that is no date, ordinal or duration."""
    return rf"(?:\s?(?!{spaced_pattern('ordinal')})[{PERCENTS}{UNIT_SIGNS}\p{{Hangul}}]{{1,5}})?"


@cache
def _numbers() -> regex.Pattern[str]:
    """A label and numbers or dashes behind it."""
    number = rf"(?:\d[\d,]*(?:\.\d+)?{_unit()}|[{DASHES}])"
    between = rf"(?:{GAP}|\s*(?P<arrow>[{ARROWS}])\s*)"
    return lazy_pattern(rf"(?P<label>.*?\D)??{GAP}?(?P<number>{number})(?:{between}(?P<number>{number}))*")


@cache
def _down() -> regex.Pattern[str]:
    """A line that begins with a year and has one number: ㅇ 2026년 쉼터 71개소."""
    return lazy_pattern(
        rf"[\W{RINGS}]{{0,3}}\s*(?P<year>{ONE_YEAR})\s*[{DASHES}{COLONS}]?\s*(?P<label>[^\d{COLONS}{DOTS}{ELLIPSES}.]{{0,20}}?)\s*[{COLONS}]?"
        rf"\s*(?P<number>\d[\d,]*(?:\.\d+)?)(?!\d|[.,]\d){_unit()}"
    )


def _years_across(line: str) -> tuple[list[int], int]:
    """The years of a line of no more than a label and them, if they ascend evenly; and whether a total follows.

    So are the two years of boxes side by side: 2026 2030 2026 2030.
    """
    found = YEARS.fullmatch(line) if "2" in line else None
    if found is None or len(found["label"]) > LONGEST_LABEL:
        return [], 0
    years = [2000 + int(year) for year in YEAR.findall(found["years"])]
    first = years[:TWO]
    is_of_boxes = len(years) > TWO and years == first * (len(years) // TWO) and _ascends(first)
    return (years, int(bool(found["more"]))) if _ascends(years) or is_of_boxes else ([], 0)


def _ascends(years: Sequence[int]) -> bool:
    """Whether years follow one another evenly."""
    steps = {after - year for year, after in pairwise(years)}
    return len(steps) == 1 and min(steps) > 0


def _are_numbers_of(text: str, years: Sequence[int], more: int) -> bool:
    """Whether a text, or its first line, is a label and a number or a dash for each year, and for a total after them.

    Each number may have the label before it. Numbers of two years must have an arrow between them.
    """
    return any(_is_numbers_of(single_spaced(line), years, more) for line in {text, text.partition("\n")[0]})


def _is_numbers_of(line: str, years: Sequence[int], more: int) -> bool:
    first = line.partition(" ")[0]
    words = line.split()
    if first.isalpha() and words.count(first) == len(years) > 1:
        line = " ".join([first, *(word for word in words if word != first)])
    found = _numbers().fullmatch(line)
    if found is None or len(found["label"] or "") > LONGEST_LABEL:
        return False
    cells = found.captures("number")
    if len({*years}) < FEWEST_YEARS and found["arrow"] is None:
        return False
    return len(years) <= len(cells) <= len(years) + more and any(cell[0].isdigit() for cell in cells)


def _years_down(lines: Sequence[Paragraph], at: int) -> list[int]:
    """The years that lines one below the other begin with, each with one number behind it: 2026년 쉼터 71개소."""
    years: list[int] = []
    labels: set[str] = set()
    for line in lines[at:]:
        found = _down().fullmatch(single_spaced(line.text))
        if found is None:
            break
        year = 2000 + int(YEAR.findall(found["year"])[0])
        if years and (year <= years[-1] or found["label"] not in labels):
            break
        labels.add(found["label"])
        years.append(year)
    return years


def _told_of_head(head: Paragraph) -> Damage:
    quote = single_spaced(head.text)
    return Damage(
        rule="table-not-understood",
        place=head.place,
        reason_ko=f"연도 머리('{quote}')가 쪽이나 단의 끝에 있고 그 아래에 값이 없습니다. 행이 다른 곳에 있는지 사람이 "
        "보아야 합니다.",
        reason_en=f"A head of years ('{quote}') ends a page or a column, and no numbers follow it. A person should "
        "look where its rows stand.",
        quote=quote,
    )


def _told(lines: Sequence[Paragraph]) -> Damage:
    text = " / ".join(single_spaced(line.text) for line in lines)
    quote = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rstrip()}{MORE}"
    return Damage(
        rule="table-not-understood",
        place=lines[0].place,
        reason_ko=f"연도와 숫자가 표 없이 줄로만 적혀 있어('{quote}') 값을 싣지 않았습니다.",
        reason_en=f"Years and numbers stand in lines without a table ('{quote}'), so they are left out.",
        quote=quote,
    )

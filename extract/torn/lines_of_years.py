"""Lines of text that are a table without one: years side by side, and a number for each in the lines below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.vocabulary import has_word
from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.document import Block, Damage, Paragraph
from plan.script import QUOTES

FEWEST_YEARS = 3  # that ascend evenly at the end of a line
LONGEST_LABEL = 30  # characters before the years or the numbers; a longer line is prose
LOOK_BACK = 3  # lines above that may say that it is of the past
YEARS = lazy_pattern(rf"(?P<label>\D*?)\s*(?P<years>(?:(?:20\d\d|[{QUOTES}]\d\d)\s?년?\s*){{3,}})")
YEAR = lazy_pattern(r"(?:20)?(\d\d)\s?년?")
NUMBERS = lazy_pattern(r"(?P<label>.*?\D)??\s*(?P<numbers>(?:\d[\d,]*(?:\.\d+)?%?\s*)+)")
NOT_OURS = ("past", "example", "other_body", "forecast")


def lines_of_years(blocks: Sequence[Block], first: int | None) -> Iterator[Damage]:
    """One finding for each line of years, some of them of ``first`` or later, with numbers below it."""
    for index, (block, below) in enumerate(pairwise(blocks)):
        if not isinstance(block, Paragraph) or not isinstance(below, Paragraph) or first is None:
            continue
        years = _years_of(single_spaced(block.text))
        if not years or max(years) <= first or not _are_numbers_of(single_spaced(below.text), len(years)):
            continue
        above = [one.text for one in blocks[max(0, index - LOOK_BACK) : index + 1] if isinstance(one, Paragraph)]
        if not any(has_word(kind, text) for kind in NOT_OURS for text in above):
            yield _told(block, below)


def _years_of(line: str) -> list[int]:
    """The years at the end of a line of no more than a label and them, where they ascend evenly."""
    found = YEARS.fullmatch(line) if "2" in line else None
    if found is None or len(found["label"]) > LONGEST_LABEL:
        return []
    years = [2000 + int(year) for year in YEAR.findall(found["years"])]
    steps = {after - year for year, after in pairwise(years)}
    return years if len(years) >= FEWEST_YEARS and len(steps) == 1 and min(steps) > 0 else []


def _are_numbers_of(line: str, years: int) -> bool:
    found = NUMBERS.fullmatch(line)
    return found is not None and len(found["label"] or "") <= LONGEST_LABEL and len(found["numbers"].split()) == years


def _told(years: Paragraph, below: Paragraph) -> Damage:
    quote = f"{single_spaced(years.text)} / {single_spaced(below.text)}"
    return Damage(
        rule="table-not-understood",
        place=years.place,
        reason_ko=f"연도와 숫자가 표 없이 줄로만 적혀 있어('{quote}') 값을 싣지 않았습니다.",
        reason_en=f"Years and numbers stand in lines without a table ('{quote}'), so they are left out.",
        quote=quote,
    )

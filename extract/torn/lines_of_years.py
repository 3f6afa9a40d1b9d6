"""Lines of text that are a table without one: years side by side, and a number for each in the lines below.

>>> _years_of("2026년 2030년"), _are_numbers_of("3개소 → 14개소", 2), _are_numbers_of("3개소 14개소", 2)
([2026, 2030], True, False)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.vocabulary import has_word
from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Block, Damage, Paragraph
from plan.script import ARROWS, PERCENTS, QUOTES, UNIT_SIGNS

FEWEST_YEARS = 3  # that ascend evenly at the end of a line, where no arrow leads from one number to the next
LONGEST_LABEL = 30  # characters before the years or the numbers; a longer line is prose
LOOK_BACK = 3  # lines above that may say that it is of the past
YEARS = lazy_pattern(rf"(?P<label>\D*?)\s*(?P<years>(?:(?:20\d\d|[{QUOTES}]\d\d)\s?년?\s*[{ARROWS}]?\s*){{2,}})")
YEAR = lazy_pattern(r"(?:20)?(\d\d)\s?년?")
NUMBER = rf"\d[\d,]*(?:\.\d+)?(?:\s?(?:[{PERCENTS}{UNIT_SIGNS}]|\p{{Hangul}}{{1,4}}))?"  # with its unit: 3개소
NUMBERS = lazy_pattern(
    rf"(?P<label>.*?\D)??\s*(?P<numbers>{NUMBER}(?:(?:\s+|\s*(?P<arrow>[{ARROWS}])\s*){NUMBER})*)\s*"
)
EACH = lazy_pattern(NUMBER)
NOT_OURS = ("past", "example", "other_body", "forecast")


def lines_of_years(blocks: Sequence[Block], first: int | None, damage: Sequence[Damage]) -> Iterator[Damage]:
    """One finding for each line of years, some of them of ``first`` or later, with numbers below it.

    Not where the ``damage`` of the document says already that such a head is not understood.
    """
    told = [part.place for part in damage if part.rule == "table-not-understood"]
    for index, (block, below) in enumerate(pairwise(blocks)):
        if not isinstance(block, Paragraph) or not isinstance(below, Paragraph) or first is None:
            continue
        years = _years_of(single_spaced(block.text))
        if not years or max(years) <= first or not _are_numbers_of(single_spaced(below.text), len(years)):
            continue
        if any(_is_there(block.place, place) for place in told):
            continue
        above = [one.text for one in blocks[max(0, index - LOOK_BACK) : index + 1] if isinstance(one, Paragraph)]
        if not any(has_word(kind, text) for kind in NOT_OURS for text in above):
            yield _told(block, below)


def _is_there(line: Place, told: Place) -> bool:
    """Whether a line stands at the height of a head that is told, on its page."""
    if line.page != told.page or line.box is None or told.box is None:
        return False
    return line.box[1] <= (told.box[1] + told.box[3]) / 2 <= line.box[3]


def _years_of(line: str) -> list[int]:
    """The years at the end of a line of no more than a label and them, where they ascend evenly."""
    found = YEARS.fullmatch(line) if "2" in line else None
    if found is None or len(found["label"]) > LONGEST_LABEL:
        return []
    years = [2000 + int(year) for year in YEAR.findall(found["years"])]
    steps = {after - year for year, after in pairwise(years)}
    return years if len(steps) == 1 and min(steps) > 0 else []


def _are_numbers_of(line: str, years: int) -> bool:
    """Whether a line is a label at most and a number for each year; of two years, with an arrow between them."""
    found = NUMBERS.fullmatch(line)
    if found is None or len(found["label"] or "") > LONGEST_LABEL:
        return False
    return len(EACH.findall(found["numbers"])) == years and (years >= FEWEST_YEARS or found["arrow"] is not None)


def _told(years: Paragraph, below: Paragraph) -> Damage:
    quote = f"{single_spaced(years.text)} / {single_spaced(below.text)}"
    return Damage(
        rule="table-not-understood",
        place=years.place,
        reason_ko=f"연도와 숫자가 표 없이 줄로만 적혀 있어('{quote}') 값을 싣지 않았습니다.",
        reason_en=f"Years and numbers stand in lines without a table ('{quote}'), so they are left out.",
        quote=quote,
    )

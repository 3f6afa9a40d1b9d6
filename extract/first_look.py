"""Whether a document can hold a yearly plan at all, by its bare text: a look that costs a hundredth of reading it.

A document that passes is read as any other. One passes that has two different years near one another, or one year that
is no day and, anywhere, a word for goals or costs, as the lists of a plan of one year have.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extract.readers.container import Container
from extract.readers.refusals import refuse
from extract.readers.registry import reader_of
from extract.vocabulary import has_word
from plan.errors import PlanError
from plan.patterns import lazy_pattern
from plan.script import QUOTE

NEAR = 400  # characters between two years of one head, the cells of a column between them
YEAR = lazy_pattern(
    rf"(?<!\d)(?:(?<y>20\d\d)|{QUOTE}\s?(?<y>\d\d)(?!\d)|(?<y>\d\d)\s?년|FY\s?(?<y>\d\d)|(?<y>\d)\s?차\s?년|(?<y>\d)\s?년\s?차)"
)
DAY = lazy_pattern(r"\s?[년.]?\s?\d{1,2}\s?[월.]")  # behind the year of a day: 2026. 3. 9.
SAID = ("goal_head", "budget_title")  # in extract/words.toml


def require_years(container: Container, path: Path) -> None:
    """Refuse a document that shows at first sight to hold no yearly plan (``nothing-planned``).

    What cannot be looked at so passes: reading it says what is wrong with it.
    """
    reader = reader_of(container)
    if reader is None:
        return
    try:
        passes = may_plan(reader.texts(container, path))
    except (PlanError, ValueError, OSError):
        return
    if not passes:
        raise refuse(
            "nothing-planned",
            path,
            ko="두 해가 가까이 적힌 곳도, 한 해의 목표나 예산도 없어 연차별 계획이 없습니다",
            en="has no two years near one another and no goals or costs of one, so it holds no yearly plan",
        )


def may_plan(texts: Iterable[str]) -> bool:
    """Whether two years, or one and a word for goals or costs, may be those of a plan, or there is no text to judge."""
    is_shown = has_year = is_said = False
    last, at, here = "", 0, 0
    for text in texts:
        for found in YEAR.finditer(text):
            place = here + found.start()
            if last and found["y"] != last and place - at < NEAR:
                return True
            last, at = found["y"], place
            has_year = has_year or DAY.match(text, found.end()) is None
        is_said = is_said or any(has_word(kind, text) for kind in SAID)
        if has_year and is_said:
            return True
        here += len(text)
        is_shown = is_shown or bool(text.strip())
    return not is_shown

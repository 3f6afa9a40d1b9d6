"""Year tables that plan nothing here though they look so: forecasts, other bodies' goals, assumptions, what was done.

Each rule rests on what is printed: the title, the headings above, the names of the rows, the source below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from extract.vocabulary import TEXTS, begins_with_word, ends_with_word, has_word, is_word, spaced_pattern
from extract.year_tables.around.done_by_others import is_done_by_others
from extract.year_tables.around.not_taken import is_not_taken_up
from extract.year_tables.around.others import is_of_another_place, is_of_others, is_quoted_from_a_plan
from extract.year_tables.around.past_part import is_of_a_former_plan, is_past_part
from extract.year_tables.grid import Grid
from plan.forms import out_of_brackets, single_spaced
from plan.patterns import lazy_pattern
from plan.records.values import KindRule, TableKind
from plan.script import COLONS, DOTS

ASIDE = lazy_pattern(r"[(\[<].*?[)\]>]")  # 배출 전망(BAU), 참여율(%)
PARTS = lazy_pattern(rf"\s(?:및|과|와)\s|(?<=\p{{Hangul}})[과와]\s|[{DOTS},/]")  # 현황과 전망, 현황 및 여건
SOURCE = lazy_pattern(rf"^\W*(?:자\s?료|출\s?처|자료\s?출처)\s*[{COLONS}]")
ALTERNATIVE = lazy_pattern(r"\s*(?:제\s?)?(?:\d|[A-D]|[가-라]|[갑을병])\s?안(?!\p{Hangul})")  # 1안(최소), 제2안
LIST_NUMBER = lazy_pattern(r"^\W*(?:\d{1,2}|[가-하])[.)]\s+")  # 가. 대상자 수
ENOUGH_ROWS = 2  # rows with such names; one alone may be named so by chance
FORECASTS = ("forecast_ending", "outlook_ending")
QUOTED = ("plan_above", "others_end", "quoted_end")
OWN_WORDS = ("own_plan", "own_budget")


class Around(NamedTuple):
    """A year table's title, head and rows with the names of the headings over it, the top first, and its source."""

    title: str
    head: Grid
    rows: Sequence[Sequence[str]]  # the labels of each row
    headings: Sequence[str]
    below: str
    document: str  # the document's own title
    may_be_past: bool = False  # no year is still to come, and nothing says that it is planned
    reaches_plan: bool = False  # its years reach the first one of the plan
    is_ahead: bool = False  # a year is still to come

    @property
    def names(self) -> tuple[str, ...]:
        """Its title and the headings over it, the nearest first, each without what stands in brackets."""
        return tuple(_plain(text) for text in (self.title, *reversed(self.headings)))

    @property
    def inside(self) -> list[str]:
        """The texts of its head and the names of its rows."""
        return [cell.text for row in self.head for cell in row] + [label for labels in self.rows for label in labels]

    @property
    def in_state_part(self) -> bool:
        """Whether the part of the paper that it stands in is about the state of things: 현황과 여건, 여건 분석."""
        first, second = (*self.headings[:2], "", "")[:2]
        return _is_state_part(first) or (has_word("opening_part", first) and _is_state_part(second))


def not_ours(around: Around) -> tuple[TableKind, KindRule] | None:
    """What a table that would be a plan is instead, by the first rule that holds; None where it is one."""
    return next(((kind, rule) for rule, kind, holds in RULES if holds(around)), None)


def source_below(text: str) -> str:
    """The line below a table if it says where its figures are from, else ''."""
    return single_spaced(text) if SOURCE.match(text) else ""


@lru_cache(TEXTS)
def _plain(text: str) -> str:
    return ASIDE.sub("", out_of_brackets(text)).strip()


def _says_own(text: str) -> bool:
    """Whether a text says that something is planned, and not by a body above."""
    return any(has_word(kind, text) for kind in OWN_WORDS) and not has_word("above_us", text)


def _titled_as_own(around: Around) -> bool:
    return _says_own(around.title)


def _of_another_body(around: Around) -> bool:
    """A heading above is about other bodies, or it is a case study whose rows are places."""
    if any(has_word("other_body", name) for name in (*around.names, around.title)):
        return True
    if any(is_done_by_others(text, around.document) for text in (around.title, *around.headings)):
        return True
    if is_of_others(around.title, around.headings, around.document):
        return True
    if around.in_state_part and is_of_another_place(around.title, around.headings, around.document):
        return True
    head = [cell.text for row in around.head for cell in row[:1]]
    of_places = any(is_word("place_head", text) for text in head)
    return of_places and any(ends_with_word("case_ending", name) for name in around.names[:2])


def _of_a_plan_above(around: Around) -> bool:
    """Its title names the plan of a body above, or a heading under which one is quoted; the document itself is none.

    What the plan does about one is its own: 상위계획 연계 강화.
    """
    if has_word("plan_above", around.document):
        return False
    if around.in_state_part and any(is_quoted_from_a_plan(name, around.document) for name in around.names):
        return True
    quoted = (name for name in around.headings if any(ends_with_word(kind, _plain(name)) for kind in QUOTED))
    return any(has_word("plan_above", name) for name in (around.title, *quoted))


def _not_taken_up(around: Around) -> bool:
    """Its title or a heading over it says that its works are left out, given up, or only asked for or looked at.

    A document that is about such works as a whole is their plan: 국비 건의사업 추진계획.
    """
    if has_word("not_taken", around.document):
        return False
    return any(is_not_taken_up(text) for text in (around.title, *around.headings))


def _an_example(around: Around) -> bool:
    """It stands where a form explains itself, or all its rows are called examples."""
    explained = any(ends_with_word("example_ending", name) for name in around.names)
    return explained or _all_rows(around, "example", has_word)


def _of_the_household(around: Around) -> bool:
    """Its rows are what the whole household takes in, spends and owes; only a title of investments says otherwise.

    So it is below a heading on how its money stands (재정 여건, 재정규모 전망), whatever its rows are called.
    """
    if has_word("own_plan", around.title):
        return False
    return _count(around, "household_row") >= ENOUGH_ROWS or _stands_with_the_household(around)


def _stands_with_the_household(around: Around) -> bool:
    """Whether the nearest of its headings that says money or a plan is on how the money of the whole body stands."""
    for name in around.names:
        found = _foreseen().search(name)
        if any(ends_with_word("household_part", said) for said in (name, found["subject"] if found else "")):
            return True
        if any(has_word(kind, name) for kind in (*OWN_WORDS, "own_part")):
            return False
    return False


def _an_assumption(around: Around) -> bool:
    """Its title calls it a premise or a price, or its rows are those of an economic outlook or of reckoned effects."""
    if ends_with_word("assumption_ending", _plain(around.title)):
        return True
    if has_word("own_plan", around.title):
        return False
    of_economy = not _titled_as_own(around) and _are_enough(around, "economy_row")
    return of_economy or _count(around, "effect_row") >= ENOUGH_ROWS or _all_rows(around, "induced", has_word)


def _reckons_with_prices(around: Around) -> bool:
    """Its title says that it is what costs are reckoned from, and a row is the price of one: 산출기초, 개소당 단가."""
    labels = (label for labels in around.rows for label in labels)
    return ends_with_word("reckoned_from", _plain(around.title)) and any(has_word("price", text) for text in labels)


def _may_be_a_premise(around: Around) -> bool:
    """Its title is a word for those whom a programme may reach, or for what is there: 대상자 수, 등록대수."""
    said = LIST_NUMBER.sub("", _plain(around.title))
    is_premise = is_word("premise_title", said) or ends_with_word("premise_ending", said)
    return is_premise and not _titled_as_own(around)


def _a_forecast(around: Around) -> bool:
    """Its title or a heading ends as forecasts do, or its rows are scenarios or a people's make-up."""
    if _foresees_money(around.names[0]):
        return True  # whatever its rows reckon with: 수입 and 지출 below 재무 전망
    if _titled_as_own(around):
        return False
    if any(map(_foresees_money, around.names[1:])):
        return True
    if sum(ends_with_word(kind, name) for name in set(around.names) for kind in FORECASTS) > 1:
        return True  # 발생량 예측 in 발생 전망, whatever its rows reckon with
    if any(map(_says_own, around.inside)):
        return False
    if any(_names_forecast(name, certain=around.in_state_part or bool(around.below)) for name in around.names):
        return True
    scenarios = _all_rows(around, "scenario_row", is_word) or _all_rows(around, "estimated_row", begins_with_word)
    return scenarios or _count(around, "population_row") >= ENOUGH_ROWS


def _names_forecast(name: str, *, certain: bool) -> bool:
    """Whether a name ends as forecasts do; 전망 alone may be of a plan, so there something else must say so too."""
    if any(has_word(kind, name) for kind in OWN_WORDS):
        return False
    if ends_with_word("forecast_ending", name):
        return True
    return ends_with_word("outlook_ending", name) and (certain or has_word("forecast_of", name))


def _foresees_money(name: str) -> bool:
    """Whether a name ends as forecasts do, and what it foresees comes in or is the state of a household's money."""
    found = _foreseen().search(name)
    return found is not None and ends_with_word("income_foreseen", found["subject"])


@cache
def _foreseen() -> regex.Pattern[str]:
    """The end of a title over a forecast, behind what it foresees: 세입 추이 및 전망."""
    beside, words = spaced_pattern("beside_forecast"), "|".join(map(spaced_pattern, FORECASTS))
    return lazy_pattern(rf"^(?P<subject>.+?)\s*(?:(?:{beside})\s*(?:및|과|와|[{DOTS},])\s*)?(?:{words})$")


def _alternatives(around: Around) -> bool:
    """Its rows are drafts of which one is still to be chosen: 1안, 2안, 3안."""
    rows = _named_rows(around)
    return len(rows) >= ENOUGH_ROWS and all(any(map(ALTERNATIVE.match, labels)) for labels in rows)


def _from_statistics(around: Around) -> bool:
    """The line below says that it is from statistics, and no word in or over it that anything is planned."""
    if not has_word("statistics", around.below):
        return False
    return not any(map(_says_own, (around.title, *around.headings[-1:], *around.inside)))


def _of_a_former_plan(around: Around) -> bool:
    """It stands in a part about the plan before this one, and none of its years is of this one."""
    return not (around.is_ahead or around.reaches_plan) and _is_of_a_former_plan(around)


def _is_of_a_former_plan(around: Around) -> bool:
    return is_of_a_former_plan((around.title, *reversed(around.headings)), around.document)


def _in_a_past_part(around: Around) -> bool:
    """A heading over it, be it a chapter, tells only what was done, and nothing nearer that anything is planned."""
    past = around.may_be_past and not around.reaches_plan
    return past and is_past_part((around.title, *reversed(around.headings)))


def _in_a_past_part_and_of_the_plan(around: Around) -> bool:
    """The same, but its last year is the first one of the plan: nobody can say what that is."""
    both = around.may_be_past and around.reaches_plan
    return both and is_past_part((around.title, *reversed(around.headings)))


def _in_the_state_part(around: Around) -> bool:
    """It stands in the part about the state of things, and nothing in it says that it plans.

    The budget of a year beside years that are settled (2024년 결산 | 2025년 예산), or its change from the year before
    below a title on the state of things (예산현황), is there how things stand.
    """
    if not around.in_state_part:
        return False
    head = [cell.text for row in around.head for cell in row]
    settled = any(has_word("past", text) or is_word("growth", _plain(text)) for text in head)
    labels = [label for labels in around.rows for label in labels]
    title = "" if settled and ends_with_word("state_part", _plain(around.title)) else around.title
    texts = (title, *(labels if settled else around.inside))
    return not any(_says_own(_reckoned().sub("", text)) for text in texts)


@cache
def _reckoned() -> regex.Pattern[str]:
    """A quantity that works are laid out for, which is reckoned and no goal: 계획인구, 계획 오염부하량."""
    return lazy_pattern(rf"계획\s?\p{{Hangul}}{{0,4}}?\s?(?:{spaced_pattern('reckoned_quantity')})")


def _is_state_part(name: str) -> bool:
    """Whether a heading joins nothing but words for the state of things; 환경 alone is what money is spent on."""
    parts = [part for part in PARTS.split(_plain(name)) if part and not is_word("budget_field", _plain(name))]
    return bool(parts) and all(
        ends_with_word("state_part", part) and not any(has_word(kind, part) for kind in (*OWN_WORDS, "own_part"))
        for part in parts
    )


def _named_rows(around: Around) -> list[Sequence[str]]:
    """The names of its rows but for totals."""
    named = [[text for label in labels if (text := _plain(label))] for labels in around.rows]
    return [labels for labels in named if labels and not all(is_word("sum_row", label) for label in labels)]


def _count(around: Around, kind: str) -> int:
    """How many rows bear such a name, where they are half of all or more; else none."""
    rows = _named_rows(around)
    found = sum(any(is_word(kind, label) for label in labels) for labels in rows)
    return found if 2 * found >= len(rows) else 0


def _are_enough(around: Around, kind: str) -> bool:
    """Whether so many rows bear such names that it is no chance: two of them and half of all, or the only one."""
    return _count(around, kind) >= min(ENOUGH_ROWS, max(1, len(_named_rows(around))))


def _all_rows(around: Around, kind: str, holds: Callable[[str, str], bool]) -> bool:
    rows = [[label for label in labels if label.strip()] for labels in around.rows]
    rows = [labels for labels in rows if labels]
    return bool(rows) and all(any(holds(kind, label) for label in labels) for labels in rows)


RULES: tuple[tuple[KindRule, TableKind, Callable[[Around], bool]], ...] = (
    ("of-another-body", "other", _of_another_body),
    ("of-a-plan-above", "other", _of_a_plan_above),
    ("not-taken-up", "other", _not_taken_up),
    ("an-example", "other", _an_example),
    ("of-the-household", "other", _of_the_household),
    ("an-assumption", "other", _an_assumption),
    ("an-assumption", "other", _reckons_with_prices),
    ("an-assumption", "unclear", _may_be_a_premise),
    ("a-forecast", "other", _a_forecast),
    ("alternatives", "unclear", _alternatives),
    ("from-statistics", "unclear", _from_statistics),
    ("in-a-past-part", "actual", _in_a_past_part),
    ("in-a-past-part", "unclear", _in_a_past_part_and_of_the_plan),
    ("of-a-former-plan", "actual", _of_a_former_plan),
    ("of-a-former-plan", "unclear", _is_of_a_former_plan),
    ("in-the-state-part", "unclear", _in_the_state_part),
)

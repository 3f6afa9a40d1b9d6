"""The tables of a document without a plan of which a person may say that they are one."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.decisions.tables import head_of
from plan.records.base import Place
from plan.records.printed import YearTable
from plan.records.values import KindRule
from plan.script import MORE

NOTHING_TO_PUBLISH: tuple[KindRule, ...] = ("no-amounts", "no-periods")  # no numbers, or no years
LONGEST_HEAD = 60  # characters of a head that a sentence quotes
KINDS = {
    "actual": ("실적 표로 보아 싣지 않았습니다", "left out as results of the past"),
    "comparison": ("견주는 표로 보아 싣지 않았습니다", "left out as a comparison"),
    "schedule": ("일정표로 보아 싣지 않았습니다", "left out as a schedule"),
    "other": ("계획이 아닌 것으로 보아 싣지 않았습니다", "left out as no plan"),
    "unclear": ("계획이라는 근거가 없습니다", "nothing says that it is a plan"),
}


def may_be_plans(tables: Sequence[YearTable]) -> list[YearTable]:
    """The tables with years and numbers that a rule has left out; none where a plan is published without them."""
    if any(table.kind == "plan" for table in tables):
        return []
    return [table for table in tables if table.kind_rule not in (*NOTHING_TO_PUBLISH, "decided")]


def why_left_out(table: YearTable) -> str:
    """Where a table stands, and as what it was left out by which rule, in both languages: the remark over its entry."""
    ko, en = KINDS[table.kind]
    page = f"p.{table.place.page}, " if table.place.page else ""
    return (
        f"{page}표 {table.number}: {ko}({table.kind_rule}). 계획이면 kind: plan이라고 적으십시오.\n"
        f"{page}table {table.number}: {en} ({table.kind_rule}). If it is a plan, say kind: plan."
    )


def named(table: YearTable, language: str) -> str:
    """A table as the message of a refusal names it: its place, its title and its head."""
    head = head_of(table)
    quoted = head if len(head) <= LONGEST_HEAD else f"{head[:LONGEST_HEAD].rstrip()}{MORE}"
    title = f" '{table.title}'" if table.title else ""
    return f"{at(table.place, language)}{title} ({quoted})"


def at(place: Place, language: str) -> str:
    """The page and the number of a table."""
    word = "표" if language == "ko" else "table"
    number = "" if place.table is None else f"{word} {place.table}"
    return " ".join(filter(None, (f"p.{place.page}" if place.page else "", number)))

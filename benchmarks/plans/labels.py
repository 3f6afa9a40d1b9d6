"""When a published value says what the document says: its number, its unit and each of its labels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.plans.content import words
from benchmarks.plans.published import Observation
from benchmarks.plans.records import Series

CORE = ("program", "measure", "indicator", "payer", "unit", "period")
MAY_BE_EMPTY = ("strategy", "task", "department", "kind")
SCALES = {"천": 10**3, "만": 10**4, "백만": 10**6, "억": 10**8}
NUMBER = re.compile(r"([△▲-]?)\s*(\d[\d,]*(?:\.\d+)?)(천)?")
CODE = re.compile(r"^(?:과제|전략)?(?:[\dIVX]+(?:[-.–－][\dIVX]+)*[.)]?|[가-하]\.)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A truth cell: a series in one period, with its number in the printed unit and in the base unit."""

    series: Series
    number: int
    period: str
    value: Decimal
    base: Decimal
    is_open: bool


def number_of(text: str, unit: str = "") -> Decimal | None:
    """The number of a printed cell in its unit, thousands in a word counted in; None where there is none."""
    found = NUMBER.match(text.strip().removesuffix(unit))
    if not found:
        return None
    value = Decimal(found[2].replace(",", "")) * (1000 if found[3] else 1)
    return -value if found[1] else value


def scale_of(unit: str) -> int:
    """By how much a unit's scale word multiplies."""
    words = [word for word in SCALES if unit.startswith(word) and unit != word]
    return SCALES[max(words, key=len)] if words else 1


def flat(text: str) -> str:
    """A text without spaces, marks and letter case."""
    return re.sub(r"[\s·ㆍ‧․,.()\[\]<>「」『』'‘’\"~∼/_–-]", "", unicodedata.normalize("NFKC", text)).lower()


def without_code(text: str) -> str:
    """A programme's name without a number printed in front of it."""
    return CODE.sub("", unicodedata.normalize("NFKC", text).replace(" ", ""))


def _is_program(cell: Cell, item: Observation) -> bool:
    return flat(cell.series.program) in (flat(item.program), flat(without_code(item.program))) or _is_longer(cell, item)


def _is_longer(cell: Cell, item: Observation) -> bool:
    """Whether the programme's name is the right one with a few more words, such as its office or a page number."""
    name = without_code(item.program)
    return flat(cell.series.program) != flat(name) and flat(name).startswith(flat(cell.series.program))


def _is_indicator(cell: Cell, item: Observation) -> bool:
    """Whether the indicator's name is one of the right ones, its unit or programme perhaps said again."""
    have = flat(item.indicator)
    for name in cell.series.names:
        unit, program = flat(cell.series.unit), flat(cell.series.program)
        allowed = {flat(name), flat(name) + unit, flat(name) + "목표", program + flat(name)}
        if cell.series.measure == "budget":
            allowed |= {flat(name) + "계", "계" + flat(name)}
        if have in allowed:
            return True
    return False


def _is_unit(cell: Cell, item: Observation) -> bool:
    unit = cell.series.unit
    right = (unit, f"천{unit}", *words().same_unit.get(unit, ()))  # 7천 in 명 is 7 in 천명 too, of the same base
    return flat(item.unit) in map(flat, right) and cell.base == item.base


def _is_code(cell: Cell, item: Observation) -> bool:
    digits = re.findall(r"\d+", unicodedata.normalize("NFKC", cell.series.code))
    return not item.code or not digits or re.findall(r"\d+", unicodedata.normalize("NFKC", item.code)) == digits


LABELS: dict[str, Callable[[Cell, Observation], bool]] = {
    "program": _is_program,
    "name": lambda c, o: not _is_longer(c, o),
    "strategy": lambda c, o: c.series.strategy is None or flat(without_code(o.strategy)) == flat(c.series.strategy),
    "task": lambda c, o: c.series.task is None or flat(without_code(o.task)) == flat(c.series.task),
    "department": lambda c, o: not c.series.department or flat(o.department) == flat(c.series.department),
    "measure": lambda c, o: o.measure == c.series.measure,
    "indicator": _is_indicator,
    "payer": lambda c, o: c.series.measure == "target" or o.payer == c.series.payer,
    "unit": _is_unit,
    "kind": lambda c, o: c.series.kind is None or o.kind == c.series.kind,
    "period": lambda c, o: o.period == c.period or (c.period.startswith("baseline") and o.period == "baseline:"),
    "code": _is_code,
}


def differing(cell: Cell, item: Observation) -> tuple[str, ...]:
    """The labels in which a published value differs from the truth."""
    return tuple(name for name, agrees in LABELS.items() if not agrees(cell, item))


def shown(item: Observation, label: str) -> str:
    """What was published of a label."""
    return item.program if label == "name" else str(getattr(item, label))

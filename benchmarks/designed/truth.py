"""One table of a small plan whose every number is known, and what became of each number that it prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from plan.forms import bare
from plan.records.base import Number
from plan.records.meaning import Indicator, Observation, Plan

TITLE = "나루시 작은도서관 육성계획(2026~2029)"
PROGRAM = "1-1 마을 작은도서관 늘리기"
HEADING = "□ 연차별 추진계획"
Fate = Literal["right", "told", "silent", "wrong"]
FATES: tuple[Fate, ...] = ("right", "told", "silent", "wrong")
Label = tuple[str, ...]
BEHIND = " > "  # between the labels of a row


class Sheet(NamedTuple):
    """A table as a person understands it: its years, the labels of each row, and the values, none of them twice."""

    years: Sequence[int]
    rows: Sequence[tuple[Label, Sequence[int]]]

    def printed(self, years: Sequence[int] | None = None) -> list[tuple[Label, list[str]]]:
        """The rows with the values of these years, or of all, as they are printed."""
        wanted = [self.years.index(year) for year in years or self.years]
        return [(label, [f"{values[number]:,}" for number in wanted]) for label, values in self.rows]

    def truth(self) -> dict[Number, tuple[int, str]]:
        """The year and the labels of each value."""
        return {
            Decimal(value): (year, BEHIND.join(filter(None, label)))
            for label, values in self.rows
            for year, value in zip(self.years, values, strict=True)
        }


YEARS = (2026, 2027, 2028, 2029)
PLAIN = Sheet(
    YEARS,
    (
        (("장서 확충(권)",), (1100, 1250, 1350, 1500)),
        (("이용자(명)",), (4010, 4420, 4730, 5140)),
        (("강좌(회)",), (31, 36, 42, 47)),
        (("동아리(개)",), (12, 14, 17, 19)),
        (("상담(건)",), (215, 226, 237, 248)),
        (("사업비(백만원)",), (560, 601, 643, 687)),
    ),
)
PAYERS = Sheet(
    YEARS,
    (
        (("장서 확충(권)", ""), (1100, 1250, 1350, 1500)),
        (("이용자(명)", ""), (4010, 4420, 4730, 5140)),
        (("사업비(백만원)", "국비"), (210, 222, 234, 246)),
        (("사업비(백만원)", "시비"), (310, 321, 332, 343)),
        (("사업비(백만원)", "민간"), (40, 52, 63, 75)),
    ),
)


def fates(sheet: Sheet, plan: Plan, usual: frozenset[str] = frozenset()) -> dict[Fate, list[str]]:
    """What became of each value; missing ones are told where a finding stands that the uncut table has not.

    ``usual`` are the rules of the findings that the same plan has with the table printed whole.
    """
    told = any(finding.rule not in usual for finding in plan.findings)
    names = {_key(indicator): indicator for indicator in plan.indicators}
    seen: dict[Number, list[tuple[int | None, str]]] = {}
    for one in plan.observations:
        for value in (one.value, one.printed):
            if isinstance(value, int | Decimal):
                seen.setdefault(value, []).append((one.year, _label_of(names, one)))
    found: dict[Fate, list[str]] = {fate: [] for fate in FATES}
    for value, (year, label) in sheet.truth().items():
        places = seen.get(value, [])
        found[_fate(places, year, label, told=told)].append(f"{value} ({year} {label})")
    strange = [str(value) for value in seen if value not in sheet.truth()]
    found["wrong"] += [f"{value} is printed nowhere" for value in strange]
    return found


def _fate(places: Sequence[tuple[int | None, str]], year: int, labels: str, *, told: bool) -> Fate:
    """What became of a value that stands in this year under these labels; without one of them it is right if told."""
    if not places:
        return "told" if told else "silent"
    own = labels.rpartition(BEHIND)[-1] if told else labels
    if any(other != year or (not _says(said, own) and (said or not told)) for other, said in places):
        return "wrong"
    return "right" if all(_says(said, labels) for _, said in places) else "told"


def _key(one: Indicator | Observation) -> tuple[str, str, int]:
    return one.program_no, one.measure, one.indicator_no


def _label_of(names: Mapping[tuple[str, str, int], Indicator], one: Observation) -> str:
    indicator = names[_key(one)]
    return " ".join((indicator.label_printed, indicator.name, indicator.funding_source_name)).strip()


def _says(printed: str, labels: str) -> bool:
    """Whether a printed label holds all labels of a row, their units aside."""
    return all(bare(label.split("(", maxsplit=1)[0]) in bare(printed) for label in labels.split(BEHIND))

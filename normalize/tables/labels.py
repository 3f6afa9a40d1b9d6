"""What a row label of a year table says: target or budget, of what, in which unit, paid by whom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from normalize.cells.units import Unit, normal, unit_in_label
from plan.data_files import tables_of
from plan.notes import without_notes
from plan.patterns import CIRCLED, lazy_pattern
from plan.records import FundingSource, Measure, ValueKind
from plan.script import DASHES, visible

LABELS_FILE = Path(__file__).with_name("labels.toml")
UNSAID_RATE = lazy_pattern(r"(?<!\d)[%％]")  # a % in a label that could not be read as its unit: (증감률,%)
PAYER_MARKS = lazy_pattern(rf"^\s*(?:[{DASHES}·*ㅇ○□▪{CIRCLED}]\s*)+")  # - 국비, ① 국비
ROUND = str.maketrans("[]〔〕", "()()")
INSIDE = lazy_pattern(r"\((.*?)\)")
PAYER_TAILS = ("보조금", "보조", "지원금", "지원", "부담금", "부담", "소계", "분", "투자비")  # 국비 보조, 국비 소계
ASIDE = lazy_pattern(r"\(.*?\)")
NO_LETTER = lazy_pattern(r"[^\p{L}]")
WORD = lazy_pattern(r"\S+")
DETAIL_MARK = lazy_pattern(rf"\s[{DASHES}※*]\s?(?=\S)")
FUNDING: dict[str, FundingSource] = {
    "national": "national",
    "metropolitan": "metropolitan",
    "district": "district",
    "private": "private",
    "other": "other",
}


class Label(msgspec.Struct, frozen=True):
    """A row label taken apart.

    ``unit_printed`` is set and ``units`` empty where the label names a unit that is not known, or none: ``(단위: )``.
    ``continues`` is the common part of a label that the next rows share: ``X 목표`` of ``X 목표 Y(건)``.
    """

    printed: str
    name: str
    measure: Measure | None
    units: tuple[Unit, ...]
    unit_printed: str
    funding: FundingSource | None
    is_total: bool
    is_placeholder: bool
    is_change: bool
    is_count: bool
    names_a_budget: bool
    value_kind: ValueKind
    continues: str


@cache
def _rows(kind: str) -> dict[str, str]:
    """The words of one kind, without white space, with what each means."""
    return {normal(row["printed"]): row.get("means", "") for row in tables_of(LABELS_FILE)[kind]}


@cache
def _endings(kind: str) -> tuple[str, ...]:
    """The words of one kind for ``str.endswith``."""
    return tuple(_rows(kind))


def read_label(parts: Sequence[str], continued: str = "") -> Label:
    """Read a row label from its cells, left to right; ``continued`` is what the row above shares with this one."""
    printed = " ".join(" ".join(part.split()) for part in dict.fromkeys(parts) if visible(part).strip())
    text, units, unit_printed = unit_in_label(printed)
    bare = normal(text)
    target_at = _target_word(text)
    measure: Measure | None = "target" if target_at else None
    if measure is None and _is_budget(bare, units):
        measure = "budget"
    funding = _funding(parts)
    if measure is None and funding:
        measure = "budget"
    head, tail = (text[: target_at[0]].strip(), text[target_at[1] :].strip()) if target_at else (text, "")
    if continued and measure is None and units and units[0].kind != "money":
        measure, head, tail = "target", continued, text
    name = DETAIL_MARK.sub(" ", f" {head} {tail}").strip()
    return Label(
        printed=printed,
        name=" ".join(without_notes(name).split()),
        measure=measure,
        units=units,
        unit_printed=unit_printed,
        funding=funding,
        is_total=bare in _rows("total"),
        is_placeholder=normal(name) in _rows("placeholder"),
        is_change=_words_of(bare) in _rows("change"),
        is_count=measure != "budget" and _words_of(bare).endswith(_endings("count")),
        names_a_budget=_is_budget(bare, units),
        value_kind=_value_kind(printed, units),
        continues=head if target_at and tail and unit_printed else (continued if measure == "target" else ""),
    )


def _target_word(text: str) -> tuple[int, int] | None:
    """Start and end of a word such as 목표 standing by itself."""
    for found in WORD.finditer(text):
        if normal(found.group()) in _rows("target"):
            return found.span()
    return None


def _is_budget(bare: str, units: Sequence[Unit]) -> bool:
    money = all(unit.kind == "money" for unit in units)
    return money and (bare.endswith(_endings("budget")) or (bool(units) and not bare))


def _funding(parts: Sequence[str]) -> FundingSource | None:
    return next((found for part in reversed(parts) if (found := funding_of(part))), None)


def funding_of(text: str) -> FundingSource | None:
    """Who pays, where the text is the name of a funding source; what stands in brackets counts behind a word for costs.

    ``국비(백만원)`` and ``[국비]`` are paid by the state, and so is ``사업비(국비)``.
    """
    bare = normal(PAYER_MARKS.sub("", visible(text))).translate(ROUND)
    plain = _without_asides(bare)
    names_costs = not plain or plain in _rows("budget") or plain in _rows("total")
    for said in (plain, *(INSIDE.findall(bare) if names_costs else ())):
        if found := _rows("funding").get(said) or _rows("funding").get(said.removesuffix(_payer_tail(said))):
            return FUNDING[found]
    return None


def _payer_tail(bare: str) -> str:
    return next(filter(bare.endswith, PAYER_TAILS), "")


def is_total_word(text: str) -> bool:
    """Whether a label says that its row adds up others, its unit aside: 계, 합계, 소계(백만원)."""
    return normal(unit_in_label(text)[0]) in _rows("total")


def _words_of(bare: str) -> str:
    """A label without what stands in parentheses; one that stands in them as a whole without the marks."""
    return _without_asides(bare) or NO_LETTER.sub("", bare)


def _without_asides(bare: str) -> str:
    return ASIDE.sub("", bare) if "(" in bare else bare


def _value_kind(printed: str, units: Sequence[Unit]) -> ValueKind:
    kinds = {unit.kind for unit in units}
    if kinds == {"rate"}:
        return "rate"
    if kinds == {"rank"}:
        return "rank"
    bare = normal(printed)
    said = UNSAID_RATE.search(bare) or _words_of(bare).endswith(_endings("rate"))
    if not kinds and said:
        return "rate"
    return "cumulative" if any(word in bare for word in _rows("kind")) else ""


def heads_units(text: str) -> bool:
    """Whether a head cell stands over a column that holds each row's unit."""
    return normal(text) in _rows("unit_head")


def heads_indicators(text: str) -> bool:
    """Whether a head cell says that the rows below it are indicators, whatever they are measured in."""
    return normal(text) in _rows("indicator_head")


def says_nothing(text: str) -> bool:
    """Whether a row label adds nothing to the heads of several series side by side."""
    return normal(text) in _rows("generic")

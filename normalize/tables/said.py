"""What a person has decided of a row: its name, what it counts, in which unit and who pays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from msgspec.structs import replace

from normalize.cells.units import Unit, read_unit
from normalize.tables.labels import Label
from normalize.tables.payers import Payer, payer_of
from plan.forms import unspaced
from plan.records.printed import RowSaid, YearTable
from plan.records.values import FundingSource
from plan.script import visible

NOTHING_SAID = RowSaid()
CLASSES: dict[str, FundingSource] = {name: name for name in get_args(FundingSource)}


def said_of(table: YearTable, words: Sequence[str]) -> RowSaid:
    """What is decided of the row with these label cells: of all rows of its table, then of its own label."""
    said = NOTHING_SAID
    if table.said is None:
        return said
    label = unspaced(printed_label(words))
    for row in sorted(table.said.rows, key=lambda row: bool(row.label)):
        if not row.label or unspaced(row.label) == label:
            said = RowSaid(
                name=row.name or said.name,
                measure=row.measure or said.measure,
                unit=row.unit or said.unit,
                payer=row.payer or said.payer,
            )
    return said


def printed_label(words: Sequence[str]) -> str:
    """The label cells of a row as one text, as an entry quotes it."""
    return " ".join(" ".join(word.split()) for word in dict.fromkeys(words) if visible(word).strip())


def payer_said(text: str) -> Payer | None:
    """The payer that a person names: as printed (국비), or as a class (national)."""
    if text in CLASSES:
        return Payer(CLASSES[text], "", is_sure=True)
    return payer_of(text, among_payers=True)


def unit_said(said: RowSaid) -> tuple[Unit, ...]:
    """The unit that is decided, or ()."""
    unit = read_unit(said.unit) if said.unit else None
    return (unit,) if unit else ()


def as_said(label: Label, said: RowSaid) -> Label:
    """A label with what is decided of its row; a payer is of a budget, a unit that is no money of a target."""
    units = unit_said(said)
    if units:
        measure = "budget" if units[0].kind == "money" and label.measure is None else label.measure
        measure = "target" if units[0].kind != "money" else measure
        label = replace(label, units=units, unit_printed=said.unit, measure=measure)
    if payer := payer_said(said.payer) if said.payer else None:
        label = replace(label, funding=payer.source, payer=payer.name, measure="budget")
    if said.measure:
        label = replace(label, measure=said.measure)
    if said.name:
        label = replace(label, name=said.name, is_placeholder=False, is_form_word=False)
    return label

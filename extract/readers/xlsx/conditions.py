"""The conditional formats of a sheet (ECMA-376 Part 1, 18.3.1.18): those that hide what cells say, or alter it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from extract.readers.sheets.conditions import At, Condition, Made, Range, made_of
from extract.readers.sheets.sheet import MOST_COLUMNS, MOST_ROWS, column_name, position_of
from extract.readers.sheets.shown import shown
from extract.readers.xlsx.styles import Altered, CellStyle, Styles, altered_by
from extract.readers.zipped.elements import Element
from plan.patterns import lazy_pattern

FORMAT = "main:conditionalFormatting"
HIDES_NUMBERS = ("main:dataBar", "main:iconSet")  # with showValue off
OPERATORS = {
    "equal": ("=",),
    "notEqual": ("<>",),
    "lessThan": ("<",),
    "lessThanOrEqual": ("<=",),
    "greaterThan": (">",),
    "greaterThanOrEqual": (">=",),
    "between": (">=", "<="),
}
IS_ERROR = lazy_pattern(r"(?:ISERROR|ISERR|ISNA)\((?P<at>[A-Z]{1,3}\d+)\)")
ITSELF = lazy_pattern(r"(?P<at>[A-Z]{1,3}\d+)\s*(?P<said>(?:<>|<=|>=|=|<|>)\s*-?[\d.]+)")
COLUMNS = lazy_pattern(r"(?P<first>[A-Z]{1,3}):(?P<last>[A-Z]{1,3})")
ROWS = lazy_pattern(r"(?P<first>\d{1,7}):(?P<last>\d{1,7})")
Cells = Mapping[At, tuple[CellStyle, Decimal | None]]  # the style of each, and the number that it stores


def conditions_of(formats: Sequence[Element], styles: Styles, cells: Cells) -> Iterator[Condition]:
    """Those of the formats under which something else may be seen of a cell."""
    for one in formats:
        areas = tuple(_areas(one.get("sqref") or "".join(said.text() for said in one.children("main:sqref"))))
        for rule in one.children("main:cfRule"):
            if areas and (condition := _condition(rule, areas, styles, cells)):
                yield condition


def _condition(rule: Element, areas: tuple[Range, ...], styles: Styles, cells: Cells) -> Condition | None:
    if any(one.get("showValue") in ("0", "false") for one in rule.all(*HIDES_NUMBERS)):
        return Condition(areas, lambda _: "hidden", numbers=True)
    own = rule.child("main:dxf")
    number = rule.get("dxfId")
    altered = altered_by(own, styles.theme) if own is not None else styles.altered_by(number)
    if altered is None:
        return None

    def makes(at: At) -> Made:
        style, stored = cells.get(at, (CellStyle(), None))
        return _made(altered, style, stored)

    condition = Condition(areas, makes)
    formulas = [said.text().strip() for said in rule.children("main:formula", "main:f")]
    kind, first = rule.get("type"), f"{column_name(areas[0][1])}{areas[0][0] + 1}"
    if kind == "cellIs" and (signs := OPERATORS.get(rule.get("operator"))) and len(signs) <= len(formulas):
        return replace(condition, compared=tuple(f"{sign}{said}" for sign, said in zip(signs, formulas, strict=False)))
    if kind == "containsErrors":
        return replace(condition, errors=True)
    if kind == "expression" and len(formulas) == 1:
        if (found := IS_ERROR.fullmatch(formulas[0])) and found["at"] == first:
            return replace(condition, errors=True)
        if (found := ITSELF.fullmatch(formulas[0])) and found["at"] == first:
            return replace(condition, compared=(found["said"],))
    return condition


def _made(altered: Altered, style: CellStyle, stored: Decimal | None) -> Made:
    look = style.look._replace(
        ink=style.look.ink if altered.ink is None else altered.ink, struck=altered.struck and not style.look.struck
    )
    made = made_of(look, style.ground if altered.ground is None else altered.ground)
    if made or stored is None or not altered.code:
        return made
    before, behind = shown(stored, style.code), shown(stored, altered.code)
    return "" if behind == before else "hidden" if behind == "" else "other"


def _areas(said: str) -> Iterator[Range]:
    for area in said.split():
        first, _, last = area.partition(":")
        start, end = position_of(first), position_of(last or first)
        if start is not None and end is not None:
            yield *start, *end
        elif found := COLUMNS.fullmatch(area):
            left, right = position_of(f"{found['first']}1"), position_of(f"{found['last']}1")
            if left is not None and right is not None:
                yield 0, left[1], MOST_ROWS, right[1]
        elif found := ROWS.fullmatch(area):
            yield int(found["first"]) - 1, 0, int(found["last"]) - 1, MOST_COLUMNS

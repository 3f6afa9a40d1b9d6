"""The conditional formats of a spreadsheet: those that its program keeps of a sheet, and those of a style of cells.

OpenDocument 1.3 Part 3, 16.3 has the latter; the former are an extension of LibreOffice's (``calcext``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extract.readers.odf.styles import Styles, ground_or_white, look_of
from extract.readers.sheets.conditions import At, Condition, Made, Range, made_of
from extract.readers.sheets.sheet import position_of
from extract.readers.zipped.elements import Element
from plan.patterns import lazy_pattern

FORMATS = "calcext:conditional-formats"
HIDES_NUMBERS = ("calcext:data-bar", "calcext:icon-set")  # with show-value off
CONTENT = lazy_pattern(r"cell-content\(\)\s*(?P<said>[<>=].*)")
BETWEEN = lazy_pattern(r"(?:cell-content-is-)?between\((?P<first>-?[\d.]+),(?P<last>-?[\d.]+)\)")
ITSELF = lazy_pattern(r"(?:formula-is|is-true-formula)\(\[\.(?P<at>[A-Z]{1,3}\d+)\](?P<said>[<>=]+-?[\d.]+)\)")
ERRORS = ("is-error",)
EVERYWHERE: Range = (0, 0, 1 << 20, 1 << 14)


def conditions_of(formats: Element, styles: Styles, named: Mapping[At, str]) -> Iterator[Condition]:
    """Those of a sheet's formats under which something else may be seen; ``named`` are the styles of its cells."""
    for one in formats.children("calcext:conditional-format"):
        areas = tuple(_areas(one.get("calcext:target-range-address")))
        if areas and any(bar.get("calcext:show-value") == "false" for bar in one.children(*HIDES_NUMBERS)):
            yield Condition(areas, lambda _: "hidden", numbers=True)
        for rule in one.children("calcext:condition") if areas else ():
            first = rule.get("calcext:base-cell-address").rpartition(".")[2]
            yield _condition(
                rule.get("calcext:value"), rule.get("calcext:apply-style-name"), areas, first, styles, named
            )


def conditions_in(style: str, styles: Styles) -> tuple[Condition, ...]:
    """The formats that a style has for some of the values of its cells."""
    return tuple(
        _condition(said, name, (EVERYWHERE,), base.rpartition(".")[2], styles, style)
        for said, name, base in styles.maps_of("table-cell", style)
    )


def _condition(
    said: str, name: str, areas: tuple[Range, ...], first: str, styles: Styles, named: Mapping[At, str] | str
) -> Condition:
    def makes(at: At) -> Made:
        own = named if isinstance(named, str) else named.get(at, "")
        return _made(own, name, styles)

    if said in ERRORS:
        return Condition(areas, makes, errors=True)
    if found := BETWEEN.fullmatch(said):
        return Condition(areas, makes, (f">={found['first']}", f"<={found['last']}"))
    content, itself = CONTENT.fullmatch(said), ITSELF.fullmatch(said)
    if itself:
        return Condition(areas, makes, (itself["said"],) if itself["at"] == first else ())
    return Condition(areas, makes, (content["said"] if content else said.replace("!=", "<>"),))


def _made(own: str, name: str, styles: Styles) -> Made:
    before, altered = styles.of("table-cell", own), styles.own("table-cell", name)
    if made_of(look_of(before), ground_or_white(before)):
        return ""  # what is not seen either way is told already
    after = {**before, **altered.said}
    made = made_of(look_of(after), ground_or_white(after))
    code = altered.numbers
    return made or ("other" if code and code != styles.own("table-cell", own).numbers else "")


def _areas(said: str) -> Iterator[Range]:
    """The areas in a list of them: 목표.C4:목표.E6; what is no area is none."""
    for area in said.split():
        first, _, last = area.partition(":")
        start, end = (position_of(one.rpartition(".")[2]) for one in (first, last or first))
        if start is not None and end is not None:
            yield *start, *end

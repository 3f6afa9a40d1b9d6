"""What the page shows of a plan, as plain data: one object for the file in a plan's folder and for a server of pages.

Cells are named ``table/row/column`` by their printed table, so that a value, a finding and a place in a picture of the
page meet at the same cell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import msgspec
from msgspec.structs import replace

from gongpyo.reviewing.confirmed import confirmed_cells
from gongpyo.reviewing.sums_told import sum_told
from gongpyo.reviewing.table_places import headings_above, last_headings
from gongpyo.telling.plan_counts import counts, severities
from gongpyo.telling.rules import RULES_FILE
from gongpyo.telling.speech import Speech
from gongpyo.telling.why import BOTH, column_said
from normalize.audit.prints import heads_of, unlike_print
from normalize.findings.messages import rules
from output.tables.rows import rows_of
from plan.data_files import tables_of
from plan.grid import columns_of_cells
from plan.records.base import Place, as_json_number
from plan.records.document import Cell, PagePicture
from plan.records.meaning import CellDecision, Finding, Indicator, Observation, Plan, RuleGrade
from plan.records.printed import Column, ProgramNode, TableDecision, YearTable

Data = dict[str, Any]
Box = tuple[float, float, float, float]
PICTURES = "pictures"  # the one part whose texts are no words of a document
SIDES = {"expected": {"ko": "견준 값", "en": "Held against"}, "actual": {"ko": "읽은 것", "en": "As read"}}
ABOVE_TABLE = 20.0  # points above a table that are shown with it: its title and its unit
FAR = 10_000.0  # points beyond every page
SAID_AGAIN = 256  # columns of a year or a total that are said once, since table after table has them
CellKey = tuple[int | None, int | None, int | None]


def report_data(plan: Plan, pictures: Sequence[PagePicture] = ()) -> Data:
    """The plan as the page shows it; a document without pictures of its pages is shown by its tables redrawn."""
    return {name: list(part) if isinstance(part, Iterator) else part for name, part in report_parts(plan, pictures)}


def report_parts(plan: Plan, pictures: Iterable[PagePicture]) -> Iterator[tuple[str, Any]]:
    """The same part by part, each with its name; a part of a long plan that is long comes as an iterator."""
    rules, above, last = _cell_rules(plan), headings_above(plan), last_headings(plan)
    yield "document", _document(plan)
    yield "counts", {**counts(plan), **msgspec.to_builtins(plan.cells)}
    yield "severities", severities(plan)
    yield "programs", [_program(node) for node in plan.programs]
    yield (
        "tables",
        (
            _table(at, table, rules)
            | ({"under": under} if (under := above.get(table.number)) else {})
            | ({"below": below} if (below := last.get(table.number)) else {})
            for at, table in enumerate(plan.year_tables)
        ),
    )
    yield "series", _series(plan)
    yield "values", _values(plan, rules)
    yield "findings", _findings(plan)
    yield "passed_over", [_passed_over(entry) for entry in plan.decided.tables] if plan.decided else []
    yield "rules", tables_of(RULES_FILE)
    yield PICTURES, iter(pictures)


def pages_to_draw(plan: Plan) -> frozenset[int]:
    """The pages that hold a year table or a place of a finding, but for those whose places are not the page's own."""
    places = [*(table.place for table in plan.year_tables), *_places_of_findings(plan)]
    pages = {place.page for place in places if place.page}
    for table in plan.year_tables:
        pages |= set(table.pages)
    return frozenset(pages)


def covered(plan: Plan) -> dict[int, list[Box]]:
    """Where the pages name officials."""
    found: dict[int, list[Box]] = {}
    for contact in plan.contacts:
        if contact.place.page and contact.place.box:
            found.setdefault(contact.place.page, []).append(contact.place.box)
    return found


def recognised_pages(plan: Plan) -> frozenset[int]:
    """The pages that are pictures whose print was recognised."""
    return frozenset(part.place.page for part in plan.damage if part.rule == "recognised" and part.place.page)


def all_but_tables(plan: Plan, pages: Collection[int]) -> dict[int, list[Box]]:
    """What of these pages is no part of a year table: officials may be named there, and no pattern is sure to tell."""
    shown: dict[int, list[tuple[float, float]]] = {page: [] for page in pages}
    for table in plan.year_tables:
        for cell in (cell for row in table.grid for cell in row):
            if cell.place.page in shown and cell.place.box:
                shown[cell.place.page].append((cell.place.box[1] - ABOVE_TABLE, cell.place.box[3]))
    return {page: list(_between(sorted(bands))) for page, bands in shown.items()}


def _between(bands: Sequence[tuple[float, float]]) -> Iterator[Box]:
    """The stripes of a page above, between and below these."""
    foot = 0.0
    for top, bottom in (*bands, (FAR, FAR)):
        if top > foot:
            yield 0.0, foot, FAR, top
        foot = max(foot, bottom)


def _places_of_findings(plan: Plan) -> Iterator[Place]:
    return (place for found in plan.findings for place in found.places)


def _document(plan: Plan) -> Data:
    source, profile = plan.source, plan.profile
    (published,) = rows_of(plan, "plans")
    return {
        **{name: getattr(source, name) for name in ("name", "format", "sha256", "bytes", "pages", "read_twice")},
        **{name: getattr(profile, name) for name in ("plan_id", "title", "provider_name", "licence", "data_date")},
        "first_year": profile.first_year,
        "last_year": profile.last_year,
        **{name: published[name] for name in ("data_first_year", "data_last_year")},
        "schema_version": plan.schema_version,
    }


def _program(node: ProgramNode) -> Data:
    shown = ("no", "no_printed", "level", "parent_no", "name", "department", "is_new")
    return {**{name: getattr(node, name) for name in shown}, "page": node.place.page}


# ------------------------------------------------------------------------------------------------------- tables


def _cell_rules(plan: Plan) -> dict[CellKey, CellDecision]:
    cells = plan.decided.cells if plan.decided else ()
    return {(cell.table, cell.row, cell.column): cell for cell in cells}


def _table(at: int, table: YearTable, rules: Mapping[CellKey, CellDecision]) -> Data:
    head = {(cell.row, cell.column) for row in table.grid[: table.header_rows] for cell in row}
    cells = {(cell.row, cell.column): cell for row in table.grid for cell in row}
    of = columns_of_cells(table.grid)
    left_out = {entry.row: entry.rule for entry in table.rows_left_out}
    rows_left_out = {
        (cell.row, cell.column): left_out[row]
        for row, line in enumerate(table.grid)
        if row in left_out
        for cell in line
    }
    return {
        "at": at,
        "number": table.number,
        "kind": table.kind,
        "kind_rule": table.kind_rule,
        "owner_rule": table.owner_rule,
        "program_no": table.program_no,
        "row_programs": sorted({no for no in table.row_programs if no}),
        "title": table.title,
        "unit_text": table.unit_text,
        "pages": list(table.pages) or ([table.place.page] if table.place.page else []),
        "box": table.place.box,
        **_in_sheet([table.place]),
        "unread": {"ko": table.unread_ko, "en": table.unread_en} if table.unread_en else None,
        "columns": [_column(column, table) for column in table.columns],
        "cells": [
            _cell(cells[key], key in head, rules, rows_left_out) | ({"of": of[key]} if key in of else {})
            for key in sorted(cells)
        ],
    }


def _column(column: Column, table: YearTable) -> Data:
    """What a column holds and why, said as ``gongpyo why`` says it; empty in a plan of an older version."""
    return {"column": column.column, **_column_words(replace(column, column=0), is_row=table.transposed)}


@lru_cache(maxsize=SAID_AGAIN)
def _column_words(column: Column, *, is_row: bool) -> Data:
    return {language: column_said(column, Speech(language), is_row=is_row).strip() for language in BOTH}


def _cell(
    cell: Cell, is_head: bool, rules: Mapping[CellKey, CellDecision], left_out: Mapping[tuple[int, int], str]
) -> Data:
    key = (cell.place.table, cell.row, cell.column)
    decision = rules.get(key)
    shown: Data = {"key": _key(cell.place, cell.row, cell.column), "row": cell.row, "column": cell.column}
    shown["text"] = cell.text
    if (cell.row_span, cell.column_span) != (1, 1):
        shown["spans"] = [cell.row_span, cell.column_span]
    if cell.place.box:
        shown |= {"box": cell.place.box, "page": cell.place.page}
    if is_head:
        shown["head"] = True
    if decision:
        shown |= {"fate": decision.fate, "rule": decision.rule}
    elif rule := left_out.get((cell.row, cell.column)):
        shown |= {"fate": "ignored", "rule": rule}
    return shown


def _passed_over(entry: TableDecision) -> Data:
    """A table that was looked at; of one without a head of years nothing is quoted that may be about persons."""
    is_year_table = entry.year_table is not None
    return {
        "number": entry.table,
        "at": entry.year_table,
        "taken_for": entry.taken_for,
        "rule": entry.rule,
        "title": entry.title if is_year_table else "",
        "rows": entry.rows,
        "columns": entry.columns,
        "pages": list(entry.pages) or ([entry.place.page] if entry.place.page else []),
        "reason": {"ko": entry.reason_ko, "en": entry.reason_en} if entry.reason_en else None,
    }


# ------------------------------------------------------------------------------------------- values and findings


def _series(plan: Plan) -> Iterator[Data]:
    """The series, each with what is said of its sum."""
    is_asked = RuleGrade(rule="total-mismatch", grade="off") not in plan.rules
    own: dict[tuple[str, str, int], list[Observation]] = {}
    for o in plan.observations:
        own.setdefault((o.program_no, o.measure, o.indicator_no), []).append(o)
    for entry in plan.indicators:
        found = own.get((entry.program_no, entry.measure, entry.indicator_no), ())
        told = sum_told(entry, found)
        yield _plain(entry) | {"sum": "off" if told == "wrong" and not is_asked else told}


def _values(plan: Plan, rules: Mapping[CellKey, CellDecision]) -> Iterator[Data]:
    """The values, each with what of it is not as printed (``unlike``), or whether both witnesses confirm its cell."""
    heads: dict[CellKey, str] = {
        (table.number, *cell): head for table in plan.year_tables for cell, head in heads_of(table).items()
    }
    confirmed = confirmed_cells(plan)
    for entry in plan.observations:
        place = entry.place
        shown = {**_plain(entry), "key": _key(place)}
        if place.page:
            shown["page"] = place.page
        if decision := rules.get((place.table, place.row, place.column)):
            named = ("rule", "measure_rule", "unit_rule")
            shown |= {name: value for name in named if (value := getattr(decision, name))}
        if unlike := unlike_print(entry, heads.get((place.table, place.row, place.column), "")):
            shown["unlike"] = unlike
        elif (place.table, (place.row, place.column)) in confirmed:
            shown["confirmed"] = True
        yield shown


def _findings(plan: Plan) -> Iterator[Data]:
    for found, row in zip(plan.findings, rows_of(plan, "findings"), strict=True):
        yield {
            "id": row["finding_id"],
            "rule": found.rule,
            "severity": found.severity,
            "program_no": found.program_no,
            "record": found.record,
            "said": {"ko": found.message, "en": found.message_en},
            "sides": list(_sides(found)),
            "difference": found.difference,
            "resolution": found.resolution,
            "keys": [_key(place) for place in found.places if place.table is not None],
            "heading": row["source_heading"],
            "pages": sorted({place.page for place in found.places if place.page}),
            **_in_sheet(found.places),
            "boxes": [{"page": place.page, "box": place.box} for place in found.places if place.box and place.page],
        }


def _sides(found: Finding) -> Iterator[Data]:
    """What a finding holds against each other, each called by where it stands: summary and table, chart and page."""
    row = rules().get(found.rule, {})
    for side, says in (("expected", found.expected), ("actual", found.actual)):
        if says:
            yield {"named": row.get(side) or SIDES[side], "says": says}


def _in_sheet(places: Sequence[Place]) -> Data:
    """Where a spreadsheet has the first of some places, if it is one."""
    cell = next((place.cell for place in places if place.cell), "")
    return {"in_sheet": cell} if cell else {}


def _key(place: Place, row: int | None = None, column: int | None = None) -> str:
    row = place.row if row is None else row
    column = place.column if column is None else column
    table, at, across = ("" if part is None else part for part in (place.table, row, column))
    return f"{table}/{at}/{across}"


def _plain(entry: Indicator | Observation) -> Data:
    """A record without its place and without what is empty in it, which a zero is not; numbers as JSON has them."""
    shown: Data = {}
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if isinstance(value, Decimal):  # which takes long to be held against a text
            shown[name] = as_json_number(value)
        elif name != "place" and value is not False and value not in (None, "", ()):
            shown[name] = value
    return shown

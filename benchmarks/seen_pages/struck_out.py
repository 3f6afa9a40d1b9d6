"""Numbers with a line through them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from benchmarks.seen_pages.changed_file import annotated, box_of, drawn
from benchmarks.seen_pages.page import CELL, HEIGHT, NOBODY, SIDES, TOPS, Page, one_cell
from benchmarks.seen_pages.typst import line, rect, stacked, struck, text


def struck_out() -> Iterator[Page]:
    """Lines through a number, a label or a head in every way that print has."""
    number = text("410")
    left, top, right, bottom = box_of(*CELL)
    middle = (top + bottom) / 2
    yield one_cell("last-digit-struck", text("410") + " + " + struck("9"), "410")
    yield one_cell("first-digit-struck", struck("9") + " + " + number, "410")
    yield one_cell("middle-digit-struck", text("4") + " + " + struck("9") + " + " + text("10"), "410")
    yield one_cell("half-struck", struck("41") + " + " + text("0"))
    yield one_cell("one-digit-struck", struck("5"), at=(1, 2))
    for colour in ("red", "blue", "gray", "silver", "rgb(255, 150, 150)", "rgb(120, 200, 120)"):
        yield one_cell(f"struck-{re.sub('[^a-z0-9]+', '-', colour).strip('-')}", struck("410", f"0.7pt + {colour}"))
    yield one_cell("struck-thin", struck("410", "0.3pt"))
    yield one_cell("struck-thick", struck("410", "2pt"))
    yield one_cell("struck-dashed", struck("410", '(thickness: 0.7pt, dash: "dashed")'))
    yield one_cell("struck-under", struck("410", "0.7pt", ", background: true"))
    yield one_cell("struck-low", struck("410", "0.7pt", ", offset: -1.8pt"))
    yield one_cell("struck-high", struck("410", "0.7pt", ", offset: -5.2pt"))
    upper = struck("410", "0.5pt", ", offset: -4.4pt")
    yield one_cell("struck-twice", f"strike(stroke: 0.5pt, offset: -2.6pt, {upper})")
    bar = "dx: -0.5pt, dy: 3.4pt, " + rect("black", "17.6pt", "0.8pt")
    yield one_cell("struck-by-a-box", stacked(number, bar))
    slash, other = line("-1pt", "8pt", "18pt", "-1pt"), line("-1pt", "-1pt", "18pt", "8pt")
    yield one_cell("struck-by-a-slash", stacked(number, slash))
    yield one_cell("crossed-out", stacked(number, slash, other))
    yield one_cell(
        "cell-crossed-out",
        number,
        NOBODY,
        drawn(f".6 w {left} {top} m {right} {bottom} l {left} {bottom} m {right} {top} l S"),
    )
    yield one_cell(
        "struck-by-a-wave",
        number,
        NOBODY,
        drawn(
            f".6 w 290 {middle} m 293 {middle - 3} 296 {middle + 3} 300 {middle} c"
            f" 303 {middle - 3} 307 {middle + 3} 311 {middle} c S"
        ),
    )
    yield Page(
        "row-struck",
        reads=dict.fromkeys([(3, column) for column in range(1, 6)], NOBODY),
        changes=(drawn(f".7 w 60 {middle} m 536 {middle} l S"),),
    )
    yield Page(
        "row-struck-from-wall-to-wall",
        reads=dict.fromkeys([(3, c) for c in range(1, 6)], NOBODY),
        changes=(drawn(f".7 w {SIDES[0]} {middle} m {SIDES[-1]} {middle} l S"),),
    )
    yield Page(
        "values-of-row-struck",
        reads=dict.fromkeys([(3, c) for c in range(1, 6)], NOBODY),
        changes=(drawn(f"1 0 0 RG .7 w 215 {middle} m 520 {middle} l S"),),
    )
    yield Page("label-struck", {(3, 0): struck("사업비(백만원)")}, dict.fromkeys([(3, c) for c in range(1, 6)], NOBODY))
    yield Page("year-struck", {(0, 2): struck("2024")}, dict.fromkeys([(row, 2) for row in (1, 2, 3)], NOBODY))
    yield Page(
        "column-struck",
        reads=dict.fromkeys([(r, 2) for r in (1, 2, 3)], NOBODY),
        changes=(drawn(f".7 w 300 {TOPS[0] + 2} m 300 {TOPS[4] - 2} l S"),),
    )
    room = 290.0, middle - 4, 311.0, middle + 4
    yield one_cell("strike-annotation", number, NOBODY, annotated("StrikeOut", room, "/C [1 0 0]"))
    yield one_cell(
        "strike-annotation-with-a-look",
        number,
        NOBODY,
        annotated("StrikeOut", room, "/C [1 0 0]", "1 0 0 RG .7 w 0 4 m 21 4 l S"),
    )
    yield one_cell(
        "underline-annotation-that-strikes",
        number,
        NOBODY,
        annotated("Underline", room, "/C [1 0 0]", "1 0 0 RG .7 w 0 4 m 21 4 l S"),
    )
    yield one_cell(
        "line-annotation",
        number,
        NOBODY,
        annotated("Line", room, f"/L [290 {HEIGHT - middle} 311 {HEIGHT - middle}]", "0 G .7 w 0 4 m 21 4 l S"),
    )
    yield one_cell("ink-annotation", number, NOBODY, annotated("Ink", room, "", "0 G .7 w 0 1 m 21 7 l S"))

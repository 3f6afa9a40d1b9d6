"""Numbers that stand elsewhere than in their cell, and what is drawn and no character."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.seen_pages.changed_file import drawn
from benchmarks.seen_pages.page import CELL, NOBODY, SIDES, TOPS, Page, one_cell
from benchmarks.seen_pages.typst import SERIF, TWO, line, stacked, svg, text


def misplaced() -> Iterator[Page]:
    """Numbers in another cell or over its wall, and pictures of numbers."""
    number = text("410")
    yield one_cell("over-the-wall", f"move(dx: 40pt, {number})")
    yield one_cell("on-the-wall", f"move(dx: 34pt, {number})")
    yield one_cell("in-the-row-above", f"move(dy: -17.5pt, {number})")
    yield one_cell("between-the-rows", f"move(dy: -8.8pt, {number})")
    yield one_cell("off-the-page", f"move(dx: 700pt, {number})")
    yield one_cell("on-another", stacked(number, "dx: 0.7pt, " + text("385")))
    yield one_cell("on-another-far", stacked(number, "dx: 2.6pt, " + text("9")))
    yield one_cell("turned-right", f"rotate(90deg, reflow: true, {number})")
    yield one_cell("turned-left", f"rotate(-90deg, reflow: true, {number})")
    yield one_cell("upside-down", f"rotate(180deg, {text('690')})")
    yield one_cell("mirrored", f"scale(x: -100%, {number})")
    yield one_cell("slanting", f"rotate(30deg, {number})")
    yield one_cell("digit-on-its-side", f"{text('4')} + box(rotate(90deg, reflow: true, {text('10')}))")
    yield one_cell("raised-digit", f"{number} + super(typographic: false, {TWO})", "410")
    yield one_cell("lowered-digit", f"{number} + sub(typographic: false, {TWO})", "410")
    yield one_cell("small-digit", f"{number} + {text('2', 'size: 6pt, ')}", NOBODY)
    yield one_cell("grey-stamp", f"{number} + {text('25', 'fill: silver, ')}", "410")
    yield one_cell("blue-stamp", f"{number} + {text('25', 'fill: blue, ')}", NOBODY)
    yield one_cell("two-fonts", f"{number} + {text('25', SERIF)}", "41025")
    outline = (
        "box(height: 8pt, {"
        + "; ".join(
            f"place(top + left, {line(a, b, c, d, '1pt')})"
            for a, b, c, d in (
                ("0pt", "0pt", "0pt", "5pt"),
                ("0pt", "5pt", "5pt", "5pt"),
                ("4pt", "0pt", "4pt", "8pt"),
                ("8pt", "0pt", "8pt", "8pt"),
            )
        )
        + "})"
    )
    yield one_cell("outlines-alone", outline + " + h(12pt)")
    yield one_cell("outlines-in-front", outline + f" + h(12pt) + {number}")
    yield Page("picture-alone", {CELL: svg("410")}, {CELL: NOBODY})
    yield Page("picture-behind", {CELL: f"{text('4')} + {svg('10')}"}, {CELL: NOBODY})
    yield Page("picture-of-a-year", {(0, 2): svg("2024")}, dict.fromkeys([(r, 2) for r in (1, 2, 3)], NOBODY))
    for name, side in {"after-the-labels": 1, "before-2025": 3, "before-2027": 5}.items():
        yield Page(
            f"white-rule-{name}",
            changes=(drawn(f"1 G 1 w {SIDES[side]} {TOPS[0] - 1} m {SIDES[side]} {TOPS[-1] + 1} l S"),),
        )
    yield Page(
        "rule-through-a-number",
        changes=(drawn(f".4 w 300.5 {TOPS[0]} m 300.5 {TOPS[-1]} l S"),),
        reads=dict.fromkeys([(r, 2) for r in (1, 2, 3)], NOBODY),
    )

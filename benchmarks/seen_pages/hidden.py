"""Numbers that are not seen, or not all of them."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.seen_pages.changed_file import COST, annotated, box_of, drawn, layer_off, streamed
from benchmarks.seen_pages.page import CELL, NOBODY, SIDES, TOPS, TRUTH, Page, one_cell
from benchmarks.seen_pages.typst import rect, stacked, text


def hidden() -> Iterator[Page]:
    """Numbers that are covered, clipped, painted like their ground or not at all."""
    number, nine = text("410"), "9"
    for name, how in {
        "white": "fill: white, ",
        "nearly-white": "fill: luma(245), ",
        "pale": "fill: luma(225), ",
        "transparent": "fill: rgb(0, 0, 0, 0), ",
        "nearly-transparent": "fill: rgb(0, 0, 0, 12), ",
        "tiny": "size: 0.6pt, ",
        "yellow": "fill: rgb(255, 255, 190), ",
    }.items():
        yield one_cell(f"{name}-behind", f"{number} + {text(nine, how)}", "410")
        yield one_cell(f"{name}-in-front", f"{text(nine, how)} + {number}", "410")
        yield one_cell(f"{name}-alone", text("410", how), NOBODY)
    yield one_cell("white-in-the-middle", f"{text('4')} + {text('9', 'fill: white, ')} + {text('10')}", "410")
    yield Page("white-point", {(2, 2): f"{text('1')} + {text('.', 'fill: white, ')} + {text('000')}"})
    yield one_cell(
        "ground-coloured", f"box(fill: luma(200), outset: 2pt, {number} + {text(nine, 'fill: luma(200), ')})", "410"
    )
    yield one_cell("unpainted", number, NOBODY, streamed(COST, rb"\g<1>3 Tr\g<2>"))
    for name, fill in {"white": "white", "black": "black", "grey": "gray", "pale-yellow": "rgb(255, 255, 200)"}.items():
        yield one_cell(f"covered-{name}", stacked(number, rect(fill)))
        yield one_cell(f"half-covered-{name}", stacked(number, rect(fill, "10pt")))
        yield one_cell(f"last-digit-covered-{name}", stacked(text("4109"), f"dx: 16.6pt, {rect(fill, '6pt')}"), "410")
    yield one_cell("upper-half-covered", stacked(number, rect("white", "17pt", "4pt")))
    yield one_cell("covered-and-renewed", stacked(number, rect(), text("385")), "385")
    yield one_cell("covered-on-the-slant", stacked(number, f"rotate(3deg, {rect()})"))
    yield one_cell("covered-by-a-gradient", stacked(number, rect("gradient.linear(white, luma(235))")))
    yield one_cell("clipped", f"box(width: 9pt, clip: true, {number})")
    yield one_cell("last-digit-clipped", f"box(width: 17pt, clip: true, {text('4109')})", "410")
    yield one_cell("clipped-from-above", f"box(height: 3pt, clip: true, {number})")
    yield Page(
        "label-covered",
        {(3, 0): stacked(text("사업비(백만원)"), rect("white", "80pt", "12pt"))},
        dict.fromkeys([(3, c) for c in range(1, 6)], NOBODY),
    )
    yield Page(
        "unit-covered",
        {(3, 0): f"{text('사업비')} + {stacked(text('(백만원)'), rect('white', '40pt', '12pt'))}"},
        dict.fromkeys([(3, c) for c in range(1, 6)], NOBODY),
    )
    yield Page(
        "year-covered-and-renewed",
        {(0, 2): stacked(text("2024"), rect('rgb("e5e5e5")', "24pt", "9pt"), text("2023"))},
        dict.fromkeys([(r, 2) for r in (1, 2, 3)], NOBODY),
    )
    yield Page(
        "table-covered",
        reads=dict.fromkeys(TRUTH, NOBODY),
        changes=(drawn(f"1 g {SIDES[0]} {TOPS[0]} {SIDES[-1] - SIDES[0]} {TOPS[-1] - TOPS[0]} re f"),),
    )
    middle = sum(box_of(*CELL)[1::2]) / 2
    room = 288.0, middle - 6, 313.0, middle + 6
    over = "1 g 0 0 25 12 re f 0 g BT /Helv 10 Tf 4 2 Td (380) Tj ET"
    for kind in ("FreeText", "Stamp", "Square", "Highlight", "Widget", "Redact"):
        more = "/FT /Tx /T (a) /V (380)" if kind == "Widget" else "/DA (/Helv 10 Tf 0 g)"
        yield one_cell(f"{kind.lower()}-over-it", number, NOBODY, annotated(kind, room, more, over))
    yield one_cell("layer-off", number, NOBODY, layer_off)

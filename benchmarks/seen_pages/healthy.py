"""Pages that are to be read whole and without a mark."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.seen_pages.changed_file import annotated, box_of, drawn, turned
from benchmarks.seen_pages.page import CELL, SIDES, TOPS, Change, Page, Spot
from benchmarks.seen_pages.typst import NOTE, STAR, THREE, TWO, rect, stacked, text, under
from fixtures.make.small_documents import ROWS


def healthy() -> Iterator[Page]:
    """What print does to a number that stays what it is."""
    number = text("410")

    def cell(name: str, content: str, *changes: Change, at: Spot = CELL, head: str = "", tail: str = "") -> Page:
        return Page(name, {at: content}, {}, True, head, tail, changes)

    yield Page("plain", healthy=True)
    yield cell(
        "square-metres",
        f"{text('산책길 정비(km)')} + linebreak() + {text('※ 너비 3m')} + super(typographic: false, {TWO})",
        at=(1, 0),
    )
    yield cell(
        "power-in-a-label",
        f"{text('나무 심기(그루)')} + linebreak() + {text('10')}"
        f" + super(typographic: false, {THREE}) + {text(' 단위')}",
        at=(2, 0),
    )
    yield cell(
        "carbon",
        f"{text('나무 심기(그루)')} + linebreak() + {text('CO')} + sub(typographic: false, {TWO}) + {text(' 줄이기')}",
        at=(2, 0),
    )
    yield cell("small-line-below", f"{number} + linebreak() + {text('(국비30)', 'size: 7pt, ')}")
    for name, how in {
        "red": "fill: red, ",
        "blue": "fill: blue, ",
        "grey": "fill: gray, ",
        "dark-grey": "fill: luma(90), ",
        "green": "fill: rgb(0, 140, 60), ",
        "heavy": 'weight: "bold", ',
        "outlined": "stroke: 0.25pt, ",
        "large": "size: 12pt, ",
        "small": "size: 7pt, ",
        "serif": 'font: "Noto Serif KR", ',
        "spaced": "tracking: 1.5pt, ",
        "tight": "tracking: -0.6pt, ",
        "italic": 'style: "italic", ',
        "half-grey": "fill: rgb(0, 0, 0, 140), ",
    }.items():
        yield cell(f"{name}-number", text("410", how))
    yield Page("red-total", {(3, 1): text("2,000", "fill: red, ")}, {}, True)
    yield cell("narrow", f"scale(x: 75%, {number})")
    yield cell("skewed", f"skew(ax: -12deg, {number})")
    yield cell("bold-by-overprint", stacked(number, "dx: 0.25pt, " + number))
    yield cell("bold-by-three-prints", stacked(number, "dx: 0.2pt, " + number, "dy: 0.2pt, " + number))
    yield cell("shadow", under("dx: 0.6pt, dy: 0.6pt, " + text("410", "fill: silver, "), "410"))
    for name, stroke in {
        "": "0.6pt",
        "-thick": "1.2pt",
        "-red": "0.7pt + red",
        "-dashed": '(thickness: 0.6pt, dash: "dashed")',
    }.items():
        yield cell(f"underlined{name}", f"underline(stroke: {stroke}, {number})")
    yield cell("underlined-near", f"underline(stroke: 0.6pt, offset: 1pt, {number})")
    yield cell("underlined-twice", f"underline(offset: 1.4pt, underline(offset: 2.8pt, {number}))")
    yield cell("underlined-by-a-box", stacked(number, "dy: 8.2pt, " + rect("black", "16.6pt", "0.6pt")))
    yield cell("overlined", f"overline(stroke: 0.6pt, {number})")
    yield cell("boxed", f"box(stroke: 0.5pt, outset: 2pt, {number})")
    for name, fill in {
        "yellow": "yellow",
        "green": "rgb(0, 255, 0)",
        "cyan": "aqua",
        "pink": "rgb(255, 170, 200)",
        "grey": "silver",
        "dark": "rgb(31, 56, 100)",
    }.items():
        ink = "fill: white, " if name == "dark" else ""
        yield cell(f"highlighted-{name}", f"highlight(fill: {fill}, {text('410', ink)})")
        yield cell(f"filled-{name}", f"box(fill: {fill}, width: 1fr, outset: 3pt, {text('410', ink)})")
    yield cell("data-bar", under("dx: -20pt, dy: -1pt, " + rect("rgb(150, 190, 230)", "30pt", "10pt"), "410"))
    yield cell("half-filled", under("dx: -26pt, dy: -5pt, " + rect("rgb(255, 230, 150)", "34pt", "17pt"), "410"))
    yield cell(
        "gradient-ground",
        under("dx: -24pt, dy: -4pt, " + rect("gradient.linear(white, silver)", "66pt", "15pt"), "410"),
    )
    yield cell(
        "tiled-ground",
        under(
            "dx: -24pt, dy: -4pt, "
            + rect("tiling(size: (3pt, 3pt), place(rect(width: .4pt, height: .4pt, fill: silver)))", "66pt", "15pt"),
            "410",
        ),
    )
    yield Page(
        "watermark", healthy=True, head='#set page(background: rotate(-35deg, text(60pt, fill: luma(225), "대외주의")))'
    )
    yield Page(
        "dark-watermark",
        healthy=True,
        head='#set page(background: rotate(-35deg, text(60pt, fill: rgb(0, 0, 0, 40), "대외주의")))',
    )
    yield Page("frame-round-the-page", healthy=True, changes=(drawn("2 w 20 20 555 800 re S"),))
    yield Page("note-below", healthy=True, tail='\n#text(8pt, "1) 2023년 불변가격 기준, 국비 99 포함")\n')
    yield cell(
        "note-on-a-label",
        f"{text('사업비(백만원)')} + super(typographic: false, {NOTE})",
        at=(3, 0),
        tail='\n#text(8pt, "1) 2023년 불변가격 기준")\n',
    )
    yield cell(
        "note-on-a-value",
        f"{number} + super(typographic: false, {NOTE})",
        tail='\n#text(8pt, "1) 2023년 불변가격 기준")\n',
    )
    yield cell(
        "star-on-a-value",
        f"{number} + super(typographic: false, {STAR})",
        tail='\n#text(8pt, "* 2023년 불변가격 기준")\n',
    )
    yield cell("thick-wall", number, drawn(f"2 w {SIDES[2]} {TOPS[3]} m {SIDES[2]} {TOPS[4]} l S"))
    yield cell(
        "red-wall", number, drawn(f"1 0 0 RG 1.5 w {SIDES[2]} {TOPS[3]} {SIDES[3] - SIDES[2]} {TOPS[4] - TOPS[3]} re S")
    )
    yield Page(
        "striped-rows",
        healthy=True,
        changes=(drawn(f".92 g {SIDES[0]} {TOPS[2]} {SIDES[-1] - SIDES[0]} {TOPS[3] - TOPS[2]} re f", first=True),),
    )
    yield Page(
        "dark-row",
        {
            (3, c): f"box(fill: rgb(31, 56, 100), width: 1fr, outset: 4.6pt, {text(ROWS[3][c], 'fill: white, ')})"
            for c in range(6)
        },
        {},
        True,
    )
    yield Page("turned-page", healthy=True, changes=(turned(90),))
    yield Page("page-upside-down", healthy=True, changes=(turned(180),))
    middle = sum(box_of(*CELL)[1::2]) / 2
    room = 290.0, middle - 4.5, 311.0, middle + 4.5
    for kind in ("Highlight", "Underline", "Squiggly"):
        yield cell(f"{kind.lower()}-annotation", number, annotated(kind, room, "/C [1 1 0]"))
    yield cell("link", number, annotated("Link", room, "/Border [0 0 0]"))
    yield cell("note-annotation", number, annotated("Text", (315.0, middle - 5, 325.0, middle + 5), "/Contents (a)"))
    yield cell("popup-annotation", number, annotated("Popup", (400.0, 400.0, 500.0, 450.0)))
    yield cell("hidden-annotation", number, annotated("Stamp", room, "/F 2", "1 g 0 0 21 9 re f"))

"""Tables as designers draw them in a PDF: filled, striped, with white, broken or missing rules, under tabs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from benchmarks.designed.truth import HEADING, PAYERS, PLAIN, PROGRAM, TITLE, Sheet
from fixtures.make.pdf_file import HEAD, quoted

LABEL, PAYER, YEAR = 46, 22, 24  # millimetres


class Look(NamedTuple):
    """How a table is drawn, in the language of typst: ``stroke`` and ``fill`` are functions of column and row.

    In them ``last`` is the number of the last row, ``years`` that of the first column of years. ``before`` and
    ``behind`` are drawn in its place, ``dark`` heads are written in white, and ``gap`` parts the columns.
    """

    stroke: str = "none"
    fill: str = "none"
    align: str = "center + horizon"
    before: str = ""
    behind: str = ""
    dark: bool = False
    gap: str = "0pt"
    rounded: bool = False


STROKES = {
    "no rules": "none",
    "rules under rows": "(x, y) => (bottom: 0.4pt + black)",
    "three rules": "(x, y) => (top: if y == 0 { 1pt }, bottom: if y == 0 { 0.5pt } else if y == last { 1pt })",
    "a grid": "(x, y) => 0.4pt + black",
    "upright rules": "(x, y) => (left: if x > 0 { 0.4pt })",
    "upright rules and a frame": (
        "(x, y) => (left: 0.4pt, right: 0.4pt, top: if y == 0 { 0.4pt }, bottom: if y == last { 0.4pt })"
    ),
    "upright rules below the head": "(x, y) => (left: if x > 0 and y > 0 { 0.4pt }, bottom: if y == 0 { 0.8pt })",
    "white rules": "(x, y) => 1.5pt + white",
    "dashed rules": '(x, y) => (bottom: (thickness: 0.5pt, dash: "dashed"))',
    "dotted grid": '(x, y) => (thickness: 0.6pt, dash: "dotted")',
    "open sides": "(x, y) => (left: if x > 0 { 0.4pt }, top: 0.4pt, bottom: 0.4pt)",
    "grey hairlines": '(x, y) => (bottom: 0.2pt + rgb("c0c0c0"))',
    "short rules": "(x, y) => (bottom: 0.6pt + black)",
}
FILLS = {
    "": "none",
    "head filled": '(x, y) => if y == 0 { rgb("dde6f0") }',
    "dark head": '(x, y) => if y == 0 { rgb("1f3b63") }',
    "stripes": '(x, y) => if calc.even(y) { rgb("eef2f6") }',
    "head and stripes": '(x, y) => if y == 0 { rgb("b9cbe0") } else if calc.even(y) { rgb("f0f4f8") }',
    "labels filled": '(x, y) => if x < years { rgb("e8e8e8") }',
    "head and labels filled": '(x, y) => if y == 0 or x < years { rgb("dfe7df") }',
    "a ground": '(x, y) => rgb("f4f1e8")',
    "columns filled": '(x, y) => if calc.odd(x) { rgb("eef3ee") }',
    "gradient head": '(x, y) => if y == 0 { gradient.linear(rgb("9db8d9"), rgb("e8f0fa"), angle: 90deg) }',
    "gradient across": ('(x, y) => if y == 0 { gradient.linear(rgb("9db8d9"), rgb("e8f0fa")) } else { rgb("f4f4f4") }'),
    "cells filled": '(x, y) => if y == 0 { rgb("b9cbe0") } else { rgb("eef2f6") }',
}
TAB = (
    '#place(dx: 6mm, dy: -4mm, box(fill: rgb("1f3b63"), radius: 2mm, inset: (x: 3mm, y: 1.2mm), '
    'text(size: 9pt, fill: white, "연차별 목표")))\n'
)
STRIPS = (
    "#place(dx: 0mm, dy: 0mm, stack(..range(100).map(n => rect(width: across, height: 0.0625mm, "
    "fill: luma(200 + calc.quo(n, 2)), stroke: none))))\n"
)
UPRIGHT_STRIPS = (
    "#place(dx: 0mm, dy: 0mm, stack(dir: ltr, ..range(250).map(n => rect(width: across / 250, height: 6.18mm, "
    "fill: luma(255 - calc.quo(n * 2, 5)), stroke: none))))\n"
)
SHADOW = '#place(dx: 1.2mm, dy: 1.2mm, rect(width: across, height: 20mm, fill: rgb("d0d0d0"), stroke: none))\n'


def _looks() -> Iterator[tuple[str, Look]]:
    pairs = {
        "no rules": (
            *("", "head filled", "dark head", "stripes", "head and stripes", "columns filled"),
            *("gradient head", "gradient across"),
        ),
        "rules under rows": ("", "head filled", "stripes", "labels filled", "dark head", "gradient head"),
        "three rules": ("", "head filled", "stripes", "head and labels filled"),
        "a grid": ("", "gradient head", "head and stripes", "dark head"),
        "upright rules": ("", "head filled", "stripes", "dark head", "gradient across"),
        "upright rules and a frame": ("", "head filled"),
        "upright rules below the head": ("", "head filled"),
        "white rules": ("cells filled", "head and stripes", "a ground"),
        "dashed rules": ("", "head filled"),
        "dotted grid": ("", "dark head"),
        "open sides": ("", "head filled"),
        "grey hairlines": ("", "stripes"),
        "short rules": ("", "head filled"),
    }
    for stroke, fills in pairs.items():
        for fill in fills:
            name = ", ".join(filter(None, (stroke, fill)))
            gap = "3mm" if stroke == "short rules" else "0pt"
            yield name, Look(STROKES[stroke], FILLS[fill], dark=fill == "dark head", gap=gap)
    for stroke in ("rules under rows", "a grid", "upright rules and a frame"):
        yield f"{stroke}, a tab", Look(STROKES[stroke], before=TAB)
        yield f"{stroke}, in a rounded frame", Look(STROKES[stroke], rounded=True)
        yield f"{stroke}, a shadow", Look(STROKES[stroke], FILLS["cells filled"], before=SHADOW)
    for stroke in ("rules under rows", "no rules", "a grid", "upright rules", "upright rules and a frame"):
        yield f"{stroke}, a head of strips", Look(STROKES[stroke], before=STRIPS)
        yield f"{stroke}, a head of upright strips", Look(STROKES[stroke], before=UPRIGHT_STRIPS)
    for stroke in ("rules under rows", "no rules", "a grid"):
        yield f"{stroke}, values at the right", Look(STROKES[stroke], FILLS["head filled"], "right + horizon")
        yield f"{stroke}, values at the top left", Look(STROKES[stroke], FILLS["head filled"], "left + top")


LOOKS: Mapping[str, Look] = dict(_looks())

DRAWN = "(left: {left}, right: {right}, top: {top}, bottom: {bottom})"
INNER = "if {0} {{ none }} else {{ 0.4pt + black }}"


def _without(across: str = "false", upright: str = "false") -> Look:
    """A grid without the rules under rows for which ``across`` holds and behind columns for which ``upright`` does."""
    before_x, before_y = upright.replace("x", "(x - 1)"), across.replace("y", "(y - 1)")
    sides = DRAWN.format(
        left=INNER.format(before_x),
        right=INNER.format(upright),
        top=INNER.format(before_y),
        bottom=INNER.format(across),
    )
    return Look(f"(x, y) => {sides}")


REMOVED: Mapping[str, Look] = {
    "behind the labels": _without(upright="x == years - 1"),
    "all upright": _without(upright="true"),
    "all across": _without(across="true"),
    "between two years": _without(upright="x == years"),
    "between the last years": _without(upright="x == years + 1"),
    "between two rows": _without(across="y == 1"),
    "under the head": _without(across="y == 0"),
    "at the top": _without(across="y == -1"),
    "at the left": _without(upright="x == -1"),
    "inside": _without(across="y >= 0 and y < last", upright="x >= 0 and x < columns"),
    "between years in the head": _without(upright="x >= years and y == 0"),
    "between years below the head": _without(upright="x >= years and y > 0 and x < columns"),
    "under the head and behind the labels": _without(across="y == 0", upright="x == years - 1"),
    "between all rows": _without(across="y > 0 and y < last"),
}


def _part(sheet: Sheet, years: int, rows: Sequence[int]) -> Sheet:
    return Sheet(sheet.years[:years], [(sheet.rows[row][0], sheet.rows[row][1][:years]) for row in rows])


SHEETS: Mapping[str, Sheet] = {
    "six rows": PLAIN,
    "payers": PAYERS,
    "one row": _part(PLAIN, 4, [0]),
    "two rows": _part(PLAIN, 4, [2, 5]),
    "three years": _part(PLAIN, 3, range(6)),
    "three years, two rows": _part(PLAIN, 3, [1, 5]),
    "three years, payers": _part(PAYERS, 3, range(5)),
    "payers alone": _part(PAYERS, 4, [2, 3, 4]),
    "small numbers": _part(PLAIN, 4, [2, 3]),
    "four rows": _part(PLAIN, 4, [0, 1, 4, 5]),
}


def drawn(sheet: Sheet, look: Look) -> str:
    """The plan with a table drawn in this way, in the language of typst."""
    labels = max(len(label) for label, _ in sheet.rows)
    widths = [*([LABEL, PAYER][:labels]), *(YEAR for _ in sheet.years)]
    columns = ", ".join(f"{width}mm" for width in widths)
    known = {"last": len(sheet.rows), "years": labels, "columns": len(widths) - 1, "across": f"{sum(widths)}mm"}
    lets = "".join(f"#let {name} = {value}\n" for name, value in known.items())
    colour = ", fill: white" if look.dark else ""
    head = [f"table.cell(colspan: {labels}, text({quoted('구분')}{colour}))"]
    head += [f"[#text({quoted(f'{year}년')}{colour})]" for year in sheet.years]
    body = ",\n".join([", ".join(head), *_body(sheet, labels)])
    stroke, fill = look.stroke, look.fill
    table = (
        f"table(columns: ({columns},), inset: (x: 1.2mm, y: 1.8mm), align: {look.align}, column-gutter: {look.gap}, "
        f"stroke: {stroke}, fill: {fill},\n{body})"
    )
    if look.rounded:
        table = f"box(stroke: 0.6pt, radius: 3mm, inset: 2mm, {table})"
    lines = (
        f"#align(center, text(size: 24pt, {quoted(TITLE)}))\n",
        f"#text(size: 17pt, {quoted(PROGRAM)})\n",
        f"#text(size: 14pt, {quoted(HEADING)})\n",
        f"#v(6mm)\n#block(breakable: false)[{look.before}#{table}{look.behind}]\n",
        f"#v(6mm)\n#text({quoted('○ 걸어서 갈 수 있는 도서관이 늘어난다')})\n",
    )
    return "\n".join((HEAD.replace("{title}", quoted(TITLE)), lets, *lines))


def _body(sheet: Sheet, labels: int) -> Iterator[str]:
    """The rows; a label that stands in rows below one another is merged over them."""
    before = ""
    for label, values in sheet.printed():
        own = [quoted(value) for value in values]
        outer, inner = (*label, "")[:2]
        if not inner:
            yield ", ".join([f"table.cell(colspan: {labels}, {quoted(outer)})", *own])
        else:
            again = sum(other[0] == outer for other, _ in sheet.rows)
            merged = [f"table.cell(rowspan: {again}, {quoted(outer)})"] if outer != before else []
            yield ", ".join([*merged, quoted(inner), *own])
        before = outer


def removed_rules() -> Iterator[tuple[str, Sheet, Look]]:
    """Each table with each rule left out."""
    for (rule, look), (name, sheet) in product(REMOVED.items(), SHEETS.items()):
        yield f"no rule {rule}, {name}", sheet, look

"""How what stands in a cell is printed: texts, strokes, fills, one on another."""

from __future__ import annotations

from fixtures.make.pdf_file import quoted

THREE, TWO, NOTE, STAR = map(quoted, ("3", "2", "1)", "*"))
SERIF = 'font: "Noto Serif KR", '


def text(said: str, how: str = "") -> str:
    """A text in a style."""
    return f"text({how}{quoted(said)})"


def struck(said: str, stroke: str = "0.7pt", more: str = "") -> str:
    """A text with a line through it."""
    return f"strike(stroke: {stroke}{more}, {text(said)})"


def stacked(*parts: str) -> str:
    """The first part with the others placed on it."""
    placed = "; ".join(f"place(top + left, {part})" for part in parts[1:])
    return f"box({{{parts[0]}; {placed}}})"


def under(below: str, said: str) -> str:
    """A text over something."""
    return f"box({{place(top + left, {below}); {text(said)}}})"


def rect(fill: str = "white", width: str = "17pt", height: str = "9pt", more: str = "") -> str:
    """A filled box."""
    return f"rect(width: {width}, height: {height}, fill: {fill}{more})"


def line(x0: str, y0: str, x1: str, y1: str, stroke: str = "0.6pt") -> str:
    """A line between two places."""
    return f"line(start: ({x0}, {y0}), end: ({x1}, {y1}), stroke: {stroke})"


def svg(said: str) -> str:
    """A number as paths of a picture."""
    digits = {"4": "M3 0L0 5H5M4 2V8", "1": "M0 1L2 0V8", "0": "M0 0H4V8H0Z", "2": "M0 0H4V4H0V8H4"}
    paths = "".join(
        f"<path transform='translate({7 * at + 1} 1)' d='{digits[mark]}' fill='none' stroke='black'/>"
        for at, mark in enumerate(said)
    )
    width = 7 * len(said) + 1
    picture = f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='10'>{paths}</svg>"
    return f'box(image(bytes({quoted(picture)}), format: "svg", height: 9pt))'

"""The kinds of ``benchmarks.seen`` as PDF, printed with typst."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from fixtures.make.document import Document
from fixtures.make.pdf_file import compiled, quoted, source_of

if TYPE_CHECKING:
    from benchmarks.seen import Piece

COVER = "place(top + left, rect(width: 100%, height: 100%, fill: {}))"
PRINTED: dict[str, Callable[[str], str]] = {  # what typst prints for a style, or for a thing by its name
    "": lambda said: f"text({said})",
    "struck": lambda said: f"strike(stroke: 0.7pt, text({said}))",
    "white": lambda said: f"text(fill: white, {said})",
    "dark-on-dark": lambda said: f'box(fill: rgb("203a68"), outset: 1.5pt, text(fill: rgb("1f3864"), {said}))',
    "red": lambda said: f"text(fill: red, {said})",
    "underlined": lambda said: f"underline(text({said}))",
    "raised": lambda said: f"super(typographic: false, {said})",
    "small": lambda said: f"text(size: 7pt, {said})",
    "twice": lambda said: f"box({{text({said}); place(top + left, dx: 0.25pt, text({said}))}})",
    "covered": lambda said: f"box({{text({said}); {COVER.format('white')}}})",
    "blackened": lambda said: f"box({{text({said}); {COVER.format('black')}}})",
    "clipped": lambda said: f"box(width: 9pt, clip: true, text({said}))",
    "turned": lambda said: f"rotate(90deg, reflow: true, text({said}))",
    "over-another": lambda said: f'box({{text({said}); place(top + left, dx: 0.7pt, text("385"))}})',
    "grey-beside": lambda said: f"text(fill: gray, {said})",
    "outlined": lambda said: f"box(rect(width: 6pt, height: 8pt, stroke: 1.2pt)) + hide(text({said}))",
    "pic": lambda _: "box(rect(width: 12pt, height: 8pt, fill: black))",
    "next-line": lambda said: f"linebreak() + text(size: 7pt, {said})",
    "footnote": lambda _: 'footnote("2023년 불변가격 99")',
}


def can_be_printed(pieces: Sequence[Piece]) -> bool:
    """Whether typst can print all pieces."""
    return all((piece.thing or piece.style) in PRINTED for piece in pieces)


def printed(document: Document, token: str, pieces: Sequence[Piece]) -> bytes:
    """The document as PDF with the pieces in place of the token."""
    content = " + ".join(PRINTED[piece.thing or piece.style](quoted(piece.text)) for piece in pieces)
    source, cell = source_of(document), f"box({quoted(token)})"
    if cell not in source:
        raise ValueError(token)
    return compiled(source.replace(cell, content))

"""A printed year table taken apart: what its page draws, piece by piece, so that one piece can be changed."""

from __future__ import annotations

import io
import random
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

import pikepdf

from fixtures.make.document import Document, Paragraph, grid
from fixtures.make.pdf_file import compiled, source_of

HEIGHT = 841.89  # points of an A4 page
WIDTHS = (48.0, 24.0, 24.0, 24.0, 24.0)  # millimetres
NAMES = (
    ("산책길 정비", "km"), ("나무 심기", "그루"), ("사업비", "백만원"), ("쉼터 설치", "개소"), ("교육", "회"),
    ("참여 시민", "명"), ("안내판 설치", "개"),
)  # fmt: skip
FONTS = ("Noto Sans KR", "Noto Serif KR")
STARTS = re.compile(rb"^1 0 0 -1 ([\d.]+) ([\d.]+) cm$", re.MULTILINE)
Spot = tuple[int, int]  # row and column
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Printed:
    """A good table as it is printed: ``labels`` are names and units of rows, ``texts`` the words of the cells."""

    data: bytes
    years: tuple[int, ...]
    labels: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, ...], ...]
    sides: tuple[float, ...]
    tops: tuple[float, ...]

    def box(self, spot: Spot, inset: float = 0.0) -> Box:
        """The room of a cell, in points from the top left corner of the page."""
        row, column = spot
        left, top, right, bottom = self.sides[column], self.tops[row], self.sides[column + 1], self.tops[row + 1]
        return left + inset, top + inset, right - inset, bottom - inset

    def spot(self, x: float, y: float) -> Spot | None:
        """The cell that holds a place."""
        column = sum(x >= side for side in self.sides) - 1
        row = sum(y >= top for top in self.tops) - 1
        inside = 0 <= column < len(self.sides) - 1 and 0 <= row < len(self.tops) - 1
        return (row, column) if inside else None


def table_of(number: int) -> Printed:
    """A good table drawn from a number: some rows of four years, all numbers unlike."""
    return _table_of(number)


@cache
def _table_of(number: int) -> Printed:
    generator = random.Random(number)
    labels = generator.sample(NAMES, generator.randrange(2, 6))
    first = generator.randrange(2022, 2027)
    years = tuple(range(first, first + 4))
    largest = generator.choice((99, 989, 9899, 989899))
    numbers = generator.sample(range(11, max(largest, 60)), len(labels) * 4)
    texts = [("구분", *map(str, years))]
    for index, (name, unit) in enumerate(labels):
        texts.append((f"{name}({unit})", *(f"{one:,}" for one in numbers[index * 4 : index * 4 + 4])))
    title = f"가람시 하천 가꾸기 계획({years[0]}∼{years[-1]})"
    above = (Paragraph(title, "title"), Paragraph("ㅇ 하천 길과 나무를 해마다 가꾸어 시민의 쉼터로 만든다", "item"))
    document = Document(title, ((*above, Paragraph("□ 연차별 추진계획", "box"), grid(texts, WIDTHS)),))
    font, other = generator.sample(FONTS, 2)
    source = re.sub(r'(#show table: set text\(font: )\("[^)]*\)', rf'\1("{font}", "{other}")', source_of(document))
    data = compiled(source)
    sides, tops = _walls(data)
    return Printed(data, years, tuple(labels), tuple(texts), sides, tops)


def _walls(data: bytes) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Where the rules of the only table stand."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pieces = pieces_of(pdf)
    rules = [piece for piece in pieces if piece.content.rstrip().endswith(b"S\nQ")]
    along = {round(piece.x, 2) for piece in rules if b"0 0 m\n0 " in piece.content}
    down = {round(piece.y, 2) for piece in rules if b"0 0 m\n0 " not in piece.content}
    return tuple(sorted(along)), tuple(sorted(down))


@dataclass(slots=True)
class Piece:
    """What is drawn between q and Q: the bytes of it, and where it begins, from the page's top left corner."""

    content: bytes
    x: float
    y: float

    @property
    def is_text(self) -> bool:
        """Whether it prints characters."""
        return b"BT\n" in self.content

    @property
    def is_rule(self) -> bool:
        """Whether it strokes a line."""
        return self.content.rstrip().endswith(b"S\nQ")


def pieces_of(pdf: pikepdf.Pdf) -> list[Piece]:
    """What the first page draws, as typst writes it: one piece after another, none inside of another."""
    pieces, open_piece = [], []
    for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
        open_piece.append(instruction)
        if str(instruction.operator) == "Q":
            content = bytes(pikepdf.unparse_content_stream(open_piece)) + b"\n"
            start = STARTS.search(content)
            x, y = (float(start[1]), HEIGHT - float(start[2])) if start else (0.0, 0.0)
            pieces.append(Piece(content, x, y))
            open_piece = []
    return pieces


@dataclass(slots=True)
class Mutant:
    """A printed table while it is changed: its pieces in the order of drawing, and what else is done to the file."""

    table: Printed
    pieces: list[Piece]
    also: list[Callable[[pikepdf.Pdf], None]] = field(default_factory=list)

    def texts(self) -> Iterator[tuple[Spot, Piece]]:
        """The printed pieces of the table with their cells."""
        for piece in self.pieces:
            spot = self.table.spot(piece.x, piece.y) if piece.is_text else None
            if spot is not None:
                yield spot, piece

    def rules(self) -> list[Piece]:
        """The rules of the table."""
        return [piece for piece in self.pieces if piece.is_rule]

    def resource(self, kind: str, name: str, made: Callable[[pikepdf.Pdf], pikepdf.Object]) -> None:
        """Something that the page's content calls by a name."""

        def add(pdf: pikepdf.Pdf) -> None:
            resources = pdf.pages[0].obj.Resources
            if f"/{kind}" not in resources:
                resources[f"/{kind}"] = pikepdf.Dictionary()
            resources[f"/{kind}"][f"/{name}"] = made(pdf)

        self.also.append(add)

    def written(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(self.table.data)) as pdf:
            pdf.pages[0].Contents = pdf.make_stream(b"".join(piece.content for piece in self.pieces))
            for change in self.also:
                change(pdf)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                pdf.save(out, deterministic_id=True)
        return out.getvalue()


def taken_apart(table: Printed) -> Mutant:
    """A table that nothing has been done to yet."""
    with pikepdf.open(io.BytesIO(table.data)) as pdf:
        return Mutant(table, pieces_of(pdf))

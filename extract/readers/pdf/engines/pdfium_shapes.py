"""What is drawn on a page, by pdfium's page objects: rules, and blanks that stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

import extract.readers.pdf.engines.pdfium_library as pdfium
from extract.readers.page.content import THIN, Box, PageWord, Point, Rule, is_fill, rectangle, rules_of
from extract.readers.pdf.engines.matrix import Matrix
from extract.readers.pdf.engines.pdfium_library import Handle, address, argument, floats, pairs

NO_WIDTH = 0.01  # points; narrower text objects are left out of a text page (kSizeEpsilon)
MAX_FORMS = 16  # form XObjects inside one another
PICTURES = frozenset((pdfium.OBJECT_PICTURE, pdfium.OBJECT_SHADING))
Segment = tuple[int, float, float, int]  # kind, x, y, whether it closes its piece


class Painted(NamedTuple):
    """Something that may be opaque, by its number in the order of what is drawn; ``path`` has its colour."""

    number: float
    box: Box
    path: Handle | None = None


class Shapes:
    """The rules and fills of a page, and the blanks that its text page leaves out; ``shown`` are text objects in it.

    ``painted`` is what may cover a text, and ``order`` the text objects, both by their numbers in the order of drawing.
    """

    def __init__(self, page: Handle, to_page: Matrix, shown: frozenset[int]) -> None:
        self.rules: list[Rule] = []
        self.fills: list[Box] = []
        self.blanks: list[PageWord] = []
        self.painted: list[Painted] = []
        self.order: dict[int, int] = {}
        self._count = 0
        self._shown = shown
        self._matrix, self._bounds, self._size = floats(6), floats(4), floats(1)
        self._matrix_at, self._size_at = address(self._matrix), address(self._size)
        self._bounds_at = [address(self._bounds, side) for side in range(4)]
        objects = list(map(pdfium.object_at, repeat(argument(page)), range(pdfium.object_count(page))))
        self._add(objects, to_page, 0)

    def _add(self, objects: Sequence[Handle], to_page: Matrix, depth: int) -> None:
        paths: list[Handle] = []
        numbers: list[int] = []
        for entry, kind in zip(objects, map(pdfium.object_type, objects), strict=True):
            self._count += 1
            if kind == pdfium.OBJECT_PATH:
                paths.append(entry)
                numbers.append(self._count)
            elif kind == pdfium.OBJECT_TEXT:
                if entry.value not in self._shown:
                    self.blanks.extend(self._blank(entry, to_page))
                elif entry.value:
                    self.order[entry.value] = self._count
            elif kind in PICTURES:
                if self.order:
                    self._add_picture(entry, to_page)
            elif kind == pdfium.OBJECT_FORM and depth < MAX_FORMS:
                inside = map(pdfium.form_object_at, repeat(entry), range(pdfium.form_object_count(entry)))
                self._add(list(inside), self._matrix_of(entry) @ to_page, depth + 1)
        self.rules.extend(self._rules(paths, numbers, to_page))

    def _add_picture(self, entry: Handle, to_page: Matrix) -> None:
        """Keep a picture or a shading that may cover a text before it; a banner may be thousands of thin ones."""
        pdfium.object_bounds(entry, *self._bounds_at)
        left, low, right, high = self._bounds
        a, b, c, d, e, f = to_page
        x0, y0, x1, y1 = (
            a * left + c * low + e,
            b * left + d * low + f,
            a * right + c * high + e,
            b * right + d * high + f,
        )
        if abs(x1 - x0) >= THIN and abs(y1 - y0) >= THIN:
            self.painted.append(Painted(self._count, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))))

    def _blank(self, entry: Handle, to_page: Matrix) -> Iterator[PageWord]:
        """A text object that fills no room, as a space."""
        pdfium.object_bounds(entry, *self._bounds_at)
        left, _, right, _ = self._bounds
        if abs(right - left) >= NO_WIDTH:
            return
        pdfium.text_size(entry, self._size_at)
        matrix = self._matrix_of(entry) @ to_page
        height = -matrix.d * self._size[0]
        if height > 0:
            yield PageWord(" ", matrix.e, matrix.f - height, matrix.e, matrix.f, height)

    def _add_stroke(self, path: Handle, number: int, points: Sequence[Point], on_page: Matrix) -> None:
        """Keep a line that is as thick as a fill, such as that of a marker."""
        pdfium.stroke_width(path, self._size_at)
        half = self._size[0] * max(abs(on_page.a), abs(on_page.b)) / 2
        left, top, right, bottom = _around(points)
        if half >= THIN / 2:
            self.painted.append(Painted(number, (left - half, top - half, right + half, bottom + half)))

    def _matrix_of(self, entry: Handle) -> Matrix:
        pdfium.object_matrix(entry, self._matrix_at)
        return Matrix(*self._matrix)

    def _rules(self, paths: Sequence[Handle], numbers: Sequence[int], to_page: Matrix) -> Iterator[Rule]:
        counts = list(map(pdfium.segment_count, paths))
        fills, strokes = pairs("i", pdfium.path_draw_mode, paths)
        segments = _segments(paths, counts)
        known: dict[bytes, Matrix] = {}
        end = 0
        for path, number, count, fill, stroke in zip(paths, numbers, counts, fills, strokes, strict=True):
            start, end = end, end + count
            pdfium.object_matrix(path, self._matrix_at)
            raw = self._matrix.tobytes()
            on_page = known.get(raw)
            if on_page is None:
                on_page = known[raw] = Matrix(*self._matrix) @ to_page
            for points in _pieces(segments[start:end], on_page):
                if fill:
                    box = rectangle(points)
                    around = box or _around(points)
                    if is_fill(around):
                        self.painted.append(Painted(number, around, path))
                        self.fills += [box] if box else []
                elif len(points) == 2 and self.order:
                    self._add_stroke(path, number, points, on_page)
                yield from rules_of(points, stroked=bool(stroke), filled=bool(fill))


def _around(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _segments(paths: Sequence[Handle], counts: Sequence[int]) -> list[Segment]:
    """The segments of all paths, one after the other."""
    handles = [
        segment
        for path, count in zip(paths, counts, strict=True)
        for segment in map(pdfium.segment_at, repeat(argument(path)), range(count))
    ]
    xs, ys = pairs("f", pdfium.segment_point, handles)
    kinds, closing = map(pdfium.segment_type, handles), map(pdfium.segment_closes, handles)
    return list(zip(kinds, xs, ys, closing, strict=True))


def _pieces(segments: Sequence[Segment], matrix: Matrix) -> list[list[Point]]:
    """The connected pieces of a path; of a curve only its ends, since no rule is curved."""
    a, b, c, d, e, f = matrix
    pieces: list[list[Point]] = []
    points: list[Point] = []
    handles = 0
    for kind, x, y, closes in segments:
        if kind == pdfium.SEGMENT_MOVE or not pieces:
            points = []
            pieces.append(points)
        elif kind == pdfium.SEGMENT_BEZIER:
            handles += 1
            if handles % 3:
                continue
        points.append((a * x + c * y + e, b * x + d * y + f))
        if closes and points[-1] != points[0]:
            points.append(points[0])
    return pieces

"""What is drawn on a page, by pdfium's page objects: rules, and blanks that stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat

import extract.readers.pdf.engines.pdfium_library as pdfium
from extract.readers.page.content import Box, PageWord, Point, Rule, is_fill, rectangle, rules_of
from extract.readers.pdf.engines.matrix import Matrix
from extract.readers.pdf.engines.pdfium_library import Handle, address, floats, pairs

NO_WIDTH = 0.01  # points; narrower text objects are left out of a text page (kSizeEpsilon)
MAX_FORMS = 16  # form XObjects inside one another
Segment = tuple[int, float, float, int]  # kind, x, y, whether it closes its piece


class Shapes:
    """The rules and fills of a page, and the blanks that its text page leaves out; ``shown`` are text objects in it."""

    def __init__(self, page: Handle, to_page: Matrix, shown: frozenset[int]) -> None:
        self.rules: list[Rule] = []
        self.fills: list[Box] = []
        self.blanks: list[PageWord] = []
        self._shown = shown
        self._matrix, self._bounds, self._size = floats(6), floats(4), floats(1)
        self._matrix_at, self._size_at = address(self._matrix), address(self._size)
        self._bounds_at = [address(self._bounds, side) for side in range(4)]
        objects = list(map(pdfium.object_at, repeat(page), range(pdfium.object_count(page))))
        self._add(objects, to_page, 0)

    def _add(self, objects: Sequence[Handle], to_page: Matrix, depth: int) -> None:
        paths: list[Handle] = []
        for entry, kind in zip(objects, map(pdfium.object_type, objects), strict=True):
            if kind == pdfium.OBJECT_PATH:
                paths.append(entry)
            elif kind == pdfium.OBJECT_TEXT:
                if entry.value not in self._shown:
                    self.blanks.extend(self._blank(entry, to_page))
            elif kind == pdfium.OBJECT_FORM and depth < MAX_FORMS:
                inside = map(pdfium.form_object_at, repeat(entry), range(pdfium.form_object_count(entry)))
                self._add(list(inside), self._matrix_of(entry) @ to_page, depth + 1)
        self.rules.extend(self._rules(paths, to_page))

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

    def _matrix_of(self, entry: Handle) -> Matrix:
        pdfium.object_matrix(entry, self._matrix_at)
        return Matrix(*self._matrix)

    def _rules(self, paths: Sequence[Handle], to_page: Matrix) -> Iterator[Rule]:
        counts = list(map(pdfium.segment_count, paths))
        fills, strokes = pairs("i", pdfium.path_draw_mode, paths)
        segments = _segments(paths, counts)
        known: dict[bytes, Matrix] = {}
        end = 0
        for path, count, fill, stroke in zip(paths, counts, fills, strokes, strict=True):
            start, end = end, end + count
            pdfium.object_matrix(path, self._matrix_at)
            raw = self._matrix.tobytes()
            on_page = known.get(raw)
            if on_page is None:
                on_page = known[raw] = Matrix(*self._matrix) @ to_page
            for points in _pieces(segments[start:end], on_page):
                if fill and (box := rectangle(points)) and is_fill(box):
                    self.fills.append(box)
                yield from rules_of(points, stroked=bool(stroke), filled=bool(fill))


def _segments(paths: Sequence[Handle], counts: Sequence[int]) -> list[Segment]:
    """The segments of all paths, one after the other."""
    handles = [
        segment
        for path, count in zip(paths, counts, strict=True)
        for segment in map(pdfium.segment_at, repeat(path), range(count))
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

"""The body of an OpenDocument text as blocks: paragraphs with the marks of their lists, tables, boxes, notes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from extract.readers.heads import Kind, headed
from extract.readers.limits import check_limit, limit, over_limit
from extract.readers.numbering import Counter, cell_text
from extract.readers.odf.styles import Styles, ground_of, is_bold, is_hidden, size_of
from extract.readers.odf.texts import has_words, said_in
from extract.readers.odt.lists import Lists
from extract.readers.raised import INK, as_seen
from extract.readers.seen import WHITE, Unread, doubts_of, seen_of
from extract.readers.zipped.elements import Element
from plan.records.base import Place
from plan.records.document import Block, Cell, Damage, Paragraph, Table
from plan.records.values import Within

TENTHS = 10  # of a point
LISTS = ("text:list-item", "text:list-header")
INDEXES = (
    "text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index", "text:user-index",
    "text:alphabetical-index", "text:bibliography",
)  # fmt: skip
HOLDERS = frozenset(("text:section", "text:index-body", "text:index-title", "text:numbered-paragraph", *INDEXES))
ROWS = ("table:table-header-rows", "table:table-rows", "table:table-row-group")
COLUMNS = ("table:table-header-columns", "table:table-columns", "table:table-column-group")
CELL, COVERED = "table:table-cell", "table:covered-table-cell"
OBJECTS = {"drawing:image": "pic", "drawing:object": "ole", "drawing:object-ole": "ole", "drawing:plugin": "video"}
SHAPES = {"drawing:line": "line", "drawing:connector": "connectLine", "drawing:ellipse": "ellipse",
          "drawing:polygon": "polygon", "drawing:path": "curve", "drawing:polyline": "line"}  # fmt: skip
SHOWN = "visible"
HIDDEN = "none"


class Body:
    """Turns elements into blocks; ``damage`` is what is not read of cells, ``hidden`` what is not shown, and where."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.lists = Lists(styles)
        self.damage: list[Damage] = []
        self.hidden: list[tuple[Place, str]] = []
        self._tables = Counter()
        self._paragraphs = Counter(1)
        self._cells = 0  # those that are open, one in another
        self._unread: list[Unread] = []
        self._ground: int = WHITE

    def blocks(self, holder: Element, within: Within = "body") -> list[Block]:
        """The blocks of what stands in an element."""
        found: list[Block] = []
        for one in holder.children():
            if one.name in ("text:p", "text:h"):
                found += self._paragraph(one, within)
            elif one.name == "text:list":
                found += self._list(one, within)
            elif one.name == "table:table":
                found.append(self._table(one, within))
            elif one.name in HOLDERS:
                if one.get("text:display") == HIDDEN or one.get("text:is-hidden") == "true":
                    self._hide(one.text())
                else:
                    found += self.blocks(one, within)
            elif one.name.startswith("drawing:"):
                found += self._drawn(one, within)
        return found

    def _place(self) -> Place:
        return Place(section=0, paragraph=self._paragraphs.take())

    def _hide(self, text: str) -> None:
        if INK.search(text):
            self.hidden.append((Place(section=0, paragraph=self._paragraphs.next), text.strip()))

    def _list(self, one: Element, within: Within, key: str = "", level: int = 0, style: str = "") -> list[Block]:
        """The paragraphs of a list, the first of each item with its number or bullet."""
        style = one.get("text:style-name") or style
        key = key or self.lists.begin(one, style)
        found: list[Block] = []
        for item in one.children(*LISTS):
            marked = item.name == LISTS[0]
            for part in item.children():
                if part.name == "text:list":
                    found += self._list(part, within, key, level + 1, style)
                elif part.name in ("text:p", "text:h"):
                    found += self._paragraph(part, within, self.lists.mark(key, level) if marked else ("", False))
                    marked = False
                else:
                    found += self.blocks(Element("item", {}, [part]), within)
        return found

    def _paragraph(self, one: Element, within: Within, mark: tuple[str, bool] = ("", False)) -> list[Block]:
        """A paragraph with what stands in it behind its text."""
        outer = {**self.styles.of("paragraph", one.get("text:style-name"))}
        place = self._place()
        if is_hidden(outer):
            self._hide(one.text())
            return []
        said = said_in(one, self.styles, outer, lambda _: True)
        for text in said.hidden:
            if self._cells:
                self._unread += [Unread("unseen-text", text)] if INK.search(text) else []
            else:
                self._hide(text)
        ground = ground_of(outer) if ground_of(outer) is not None else self._ground
        pieces, lost = seen_of(said.pieces, ground if self._cells else None)
        self._unread += lost if self._cells else []
        text = as_seen(pieces).rstrip(" ")
        level = _level(one) if one.name == "text:h" else 0
        front, is_bullet = mark
        if level and not front and not self._cells:
            front = self.lists.heading(level - 1)
        found: list[Block] = []
        if has_words(said) and text.strip():
            kind: Kind = "BULLET" if is_bullet else "NUMBER"
            text = headed(text, front, kind, in_cell=self._cells > 0) if front else text
            size = round(size_of(outer) * TENTHS)
            found.append(
                Paragraph(text=text, place=place, within=within, outline=level, size=size, bold=is_bold(outer))
            )
        for inside in said.inside:
            found += self._note(inside) if inside.name == "text:note" else self._drawn(inside, within)
        return found

    def _note(self, note: Element) -> list[Block]:
        if self._cells:
            return []
        return [block for body in note.children("text:note-body") for block in self.blocks(body, "footnote")]

    def _drawn(self, one: Element, within: Within) -> list[Block]:
        """The words of a frame or shape; in a cell, what has none is told."""
        boxes: list[Block] = []
        own: Within = "text_box" if within == "body" else within
        for part in (one, *one.all()):
            if part.name == "drawing:text-box" or (part.name.startswith("drawing:") and _has_lines(part)):
                boxes += self.blocks(part, own)
        if self._cells and not boxes:
            kinds = [OBJECTS[part.name] for part in one.all() if part.name in OBJECTS] or [SHAPES.get(one.name, "rect")]
            self._unread.append(Unread("object-in-cell", kinds[0]))
        return boxes

    def _table(self, one: Element, within: Within) -> Table:
        paragraph = self._place()
        place = Place(section=0, paragraph=paragraph.paragraph, table=self._tables.take())
        columns = sum(_repeated(column, "table:number-columns-repeated") for column in _columns(one))
        cells: list[Cell] = []
        at = count()
        number = -1
        for row in _rows(one):
            for _ in range(_repeated(row, "table:number-rows-repeated")):
                number = next(at)
                check_limit("table_rows", number)
                cells += self._row(row, place, number)
                if len(cells) > limit("table_cells"):
                    raise over_limit("table_cells")
        widest = max((cell.column + cell.column_span for cell in cells), default=0)
        check_limit("table_columns", max(columns, widest))
        rows = max([number + 1, *[cell.row + cell.row_span for cell in cells]])
        return Table(rows=rows, columns=max(columns, widest), cells=tuple(cells), place=place, within=within)

    def _row(self, row: Element, table: Place, number: int) -> list[Cell]:
        cells: list[Cell] = []
        column = 0
        for stored in row.children(CELL, COVERED):
            times = _repeated(stored, "table:number-columns-repeated")
            if column + times > limit("table_columns"):
                raise over_limit("table_columns")
            for _ in range(times):
                if stored.name == CELL:
                    cells.append(self._cell(stored, table, number, column))
                column += 1
        return cells

    def _cell(self, stored: Element, table: Place, row: int, column: int) -> Cell:
        around, self._unread = self._unread, []
        ground, own = self._ground, ground_of(self.styles.of("table-cell", stored.get("table:style-name")))
        self._ground = ground if own is None else own
        self._cells += 1
        blocks = self.blocks(stored)
        self._cells -= 1
        place = Place(section=0, paragraph=table.paragraph, table=table.table, row=row, column=column)
        self.damage += doubts_of(self._unread, place)
        self._unread, self._ground = around, ground
        return Cell(
            text=cell_text(blocks),
            row=row,
            column=column,
            row_span=_repeated(stored, "table:number-rows-spanned"),
            column_span=_repeated(stored, "table:number-columns-spanned"),
            place=place,
            blocks=tuple(blocks) if any(isinstance(block, Table) for block in blocks) else (),
        )


def _has_lines(shape: Element) -> bool:
    return shape.child("text:p") is not None or shape.child("text:list") is not None


def _rows(holder: Element) -> Iterable[Element]:
    for one in holder.children("table:table-row", *ROWS):
        if one.name == "table:table-row":
            yield one
        else:
            yield from _rows(one)


def _columns(holder: Element) -> Iterable[Element]:
    for one in holder.children("table:table-column", *COLUMNS):
        if one.name == "table:table-column":
            yield one
        else:
            yield from _columns(one)


def _level(heading: Element) -> int:
    said = heading.get("text:outline-level", "1")
    return max(1, int(said[:2])) if said.isdecimal() else 1


def _repeated(one: Element, name: str) -> int:
    said = one.get(name)
    return max(1, int(said[:7])) if said.isdecimal() else 1

"""Tables whose programme is doubtful by what a list of the programmes says: a chart's column, a table of contents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import msgspec
from msgspec.structs import replace

from extract.outline.headings.heading import Heading
from extract.outline.in_doubt.order import out_of_order_in
from extract.outline.in_doubt.spot import Spot
from extract.outline.marks import is_contents_line, line_of, without_page
from extract.outline.names import name_and_part, without_department
from extract.outline.tree import Tree
from extract.pieces import Piece
from plan.forms import bare
from plan.records.base import Place

FEWEST_LISTED = 3  # names of headings that make a list; two may stand below one another anywhere
FEWEST_RUN_ON = 4  # names in one text that make a chart of it; a sentence may name three
RUN_ON = 3 / 4  # share of the headings' names that such a text holds
MOST = 1 / 2  # share of a list's names that must be headings, so that one more is looked for
END = 1 << 31  # behind the last block
Reason = Literal["order", "missing"]


class Entry(msgspec.Struct, frozen=True):
    """A name of a list as printed and as compared."""

    name: str
    form: str


class Lists(msgspec.Struct, frozen=True):
    """Where a document may list its programmes: its texts, but those of the tables that have years."""

    pieces: Sequence[Piece]
    year_tables: Sequence[Place]

    def naming(self, names: Collection[str]) -> Iterator[list[Entry]]:
        """The names below one another, in each column of a table and in contents by mark, where some are known.

        So are those of a chart that runs on as one text, where most of the names are in it.
        """
        yield from self._run_on(names)
        passed_over = {_table_of(place) for place in self.year_tables}
        columns: defaultdict[object, list[Piece]] = defaultdict(list)
        run = 0  # of contents; another one begins behind each text that is none
        for piece in self.pieces:
            is_contents = not piece.in_table and is_contents_line(piece.text)
            run += not is_contents
            if is_contents:
                columns[run].append(replace(piece, text=without_page(piece.text)))
            elif piece.in_table and not piece.in_frame and (table := _table_of(piece.place)) not in passed_over:
                columns[*table, piece.place.column].append(piece)
        for column in columns.values():
            text = "\n".join(piece.bare for piece in column) if len(column) >= FEWEST_LISTED else ""
            if text and sum(name in text for name in names) >= FEWEST_LISTED:
                yield from _by_mark(column)

    def _run_on(self, names: Collection[str]) -> Iterator[list[Entry]]:
        """The known names in their order in each text that holds most of them."""
        shortest = RUN_ON * sum(map(len, names))
        for piece in self.pieces:
            if len(piece.text) < shortest or piece.in_table:
                continue
            known = [name for name in names if name in piece.bare]
            if len(known) >= max(FEWEST_RUN_ON, RUN_ON * len(names)):
                yield [Entry(name, name) for name in _in_order(known, piece.bare)]


def _in_order(names: Collection[str], text: str) -> Iterator[str]:
    """The names as they follow one another in a text, of two that begin together the longer one."""
    end = 0
    while at := [(begin, -len(name), name) for name in names if (begin := text.find(name, end)) >= 0]:
        begin, _, name = min(at)
        yield name
        end = begin + len(name)


def _by_mark(column: Sequence[Piece]) -> Iterator[list[Entry]]:
    """The entries of a column of a table, or of contents those of each mark."""
    of_marks: defaultdict[str, list[Entry]] = defaultdict(list)
    for piece in column:
        mark, entry = _entry(replace(piece, in_table=False))
        of_marks["" if piece.in_table else mark].append(entry)
    yield from of_marks.values()


def _table_of(place: Place) -> tuple[int | None, int | None]:
    return place.section, place.table


def _entry(piece: Piece) -> tuple[str, Entry]:
    """The series of an entry's mark, and its name without mark and department."""
    line = line_of(piece)
    name = without_department((name_and_part(line)[0] if line else piece.text).strip())[0]
    return line.series if line else "", Entry(name, bare(name))


def out_of_the_list(tree: Tree, spots: Sequence[Spot], lists: Lists) -> Iterator[tuple[Spot, Reason, str]]:
    """The tables of programmes that a list has in another order, and those where one of its programmes may begin."""
    headings = _headings(tree, spots)
    for entries in lists.naming(headings) if len(headings) >= FEWEST_LISTED else ():
        at = _found(entries, headings)
        if len(at) < max(FEWEST_LISTED, MOST * len(entries)):
            continue
        turned = out_of_order_in({heading.block: (place,) for place, heading in at})
        yield from ((spot, "order", spot.name) for spot in spots if spot.start in turned)
        if not turned:
            yield from _missing(tree, spots, entries, at)


def _headings(tree: Tree, spots: Sequence[Spot]) -> dict[str, list[Heading]]:
    """The headings of the levels at which tables have their programmes, by name."""
    starts = {spot.start for spot in spots}
    levels = {heading.series for heading in tree.headings if heading.block in starts}
    headings: dict[str, list[Heading]] = {}
    for heading in tree.headings:
        if heading.series in levels and not heading.part:
            headings.setdefault(bare(heading.name), []).append(heading)
    return headings


def _found(entries: Sequence[Entry], headings: dict[str, list[Heading]]) -> list[tuple[int, Heading]]:
    """The entries that are headings, by their place; of a name that both have as often the first is the first."""
    count = Counter(entry.form for entry in entries)
    seen = Counter[str]()
    found = []
    for place, entry in enumerate(entries):
        same = headings.get(entry.form, [])
        if len(same) == count[entry.form]:
            found.append((place, same[seen[entry.form]]))
            seen[entry.form] += 1
    return found


def _missing(
    tree: Tree, spots: Sequence[Spot], entries: Sequence[Entry], at: Sequence[tuple[int, Heading]]
) -> Iterator[tuple[Spot, Reason, str]]:
    """The tables between two headings that have the name of no heading between them in the list."""
    known = {heading.block for _, heading in at}
    ends = [*((place, heading.block) for place, heading in at[1:]), (len(entries), _end(tree, at[-1][1]))]
    for (place, heading), (following, last) in zip(at, ends, strict=True):
        unknown = next((entry for entry in entries[place + 1 : following] if not _is_heading(tree, entry)), None)
        others = any(
            heading.block < other.block < last and other.series == heading.series and other.block not in known
            for other in tree.headings
        )
        if unknown and not others:
            yield from ((spot, "missing", unknown.name) for spot in spots if heading.block <= spot.block < last)


def _is_heading(tree: Tree, entry: Entry) -> bool:
    """Whether some heading bears a name, or another writing of it."""
    return any(entry.form in form or form in entry.form for heading in tree.headings if (form := bare(heading.name)))


def _end(tree: Tree, heading: Heading) -> int:
    """The block where something begins that does not stand under the same as a heading."""
    behind = (other for other in tree.headings if other.block > heading.block)
    return next((other.block for other in behind if other.above[: len(heading.above)] != heading.above), END)

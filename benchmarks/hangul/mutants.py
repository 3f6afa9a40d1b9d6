"""Mutants of year tables with an oracle: ``python -m benchmarks.hangul.mutants [--count N] [--seed S]``.

A table is drawn from a seed and changed in one way (text moved, hidden, struck out, recoloured, restyled; cells merged;
an object put in; a row deleted), as HWPX and as HWP. What a person reads afterwards is known of what was done, and what
is published is held against it: no value may be wrong or missing without a finding.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.hangul.hwp import can_write
from benchmarks.hangul.kinds import deed_of
from benchmarks.hangul.model import PLAIN, Box, Line, Piece, Position, Sheet, Style, line, sheet
from benchmarks.hangul.reading import SILENT, End, Value, Values, ended
from benchmarks.hangul.seen import WRITERS

NAMES = (
    ("산책길 정비", "km"), ("나무 심기", "그루"), ("사업비", "백만원"), ("쉼터 설치", "개소"), ("교육", "회"),
    ("참여 시민", "명"), ("안내판 설치", "개"),
)  # fmt: skip
HIDDEN = (
    Style(strike="SOLID"), Style(ink=0xFFFFFF), Style(size=100), Style(relative=10), Style(shade=0x000001),
    Style(border=0x000001), Style(strike="DOUBLE_SLIM", side="supscript"),
)  # fmt: skip
SEEN = (
    Style(bold=True), Style(ink=0xFF0000), Style(underline=True), Style(strike="3D"), Style(size=1200),
    Style(ink=0xFFFFFF, shade=0x1F3864), Style(ink=0xFFFFFF, border=0x1F3864), Style(italic=True, shade=0xFFFF00),
)  # fmt: skip
ASIDE = (
    Style(side="supscript"), Style(side="subscript"), Style(size=600, offset=-40), Style(size=500), Style(relative=50),
)  # fmt: skip
UNREAD = ("pic", "chart", "ole", "rect", "check-box", "unknown", "unknown-in-text", "compose-framed")
READ = ("click-here", "hyperlink", "formula", "memo", "ruby", "equation", "text-box", "edit", "inserted")


@dataclass(slots=True)
class Made:
    """A table while it is changed, with what a person reads of its cells: None where nobody can tell."""

    table: Sheet
    rows: dict[int, tuple[str, str]]
    years: dict[int, int]
    values: dict[Position, str | None]

    def put(self, position: Position, *lines: Line) -> None:
        """Other paragraphs in a cell."""
        self.table = self.table.with_box(replace(self.table.box(position), lines=lines))

    def truth(self) -> Values:
        """What a person reads."""
        return Counter(
            Value(*self.rows[row], self.years[column], value)
            if value
            else Value(self.rows[row][0], "", self.years[column], "blank")
            for (row, column), value in self.values.items()
            if value is not None and row in self.rows and column in self.years
        )


Change = Callable[[Made, random.Random], None]


def drawn(generator: random.Random) -> Made:
    """A good table: some rows of some years, all numbers unlike."""
    names = generator.sample(NAMES, generator.randrange(2, 6))
    first, count = generator.randrange(2022, 2027), generator.randrange(3, 6)
    numbers = generator.sample(range(11, 989), len(names) * count)
    texts = [["구분", *(str(first + index) for index in range(count))]]
    for index, (name, unit) in enumerate(names):
        texts.append([f"{name}({unit})", *map(str, numbers[index * count : (index + 1) * count])])
    values: dict[Position, str | None] = {
        (row, column): texts[row][column] for row in range(1, len(texts)) for column in range(1, count + 1)
    }
    rows = dict(enumerate(names, 1))
    return Made(sheet(texts), rows, {column: first + column - 1 for column in range(1, count + 1)}, values)


def _cell(made: Made, generator: random.Random) -> tuple[Position, str]:
    """One of the cells whose value is still certain."""
    known = sorted(place for place, value in made.values.items() if value)
    place = generator.choice(known)
    return place, made.values[place] or ""


def _swapped(made: Made, generator: random.Random) -> None:
    """The texts of two cells change places."""
    (one, said), (other, told) = _cell(made, generator), _cell(made, generator)
    made.put(one, line(told))
    made.put(other, line(said))
    made.values[one], made.values[other] = told, said


def _hidden_beside(made: Made, generator: random.Random) -> None:
    """Digits that nobody sees stand in front of a value, in it or behind it."""
    place, said = _cell(made, generator)
    at = generator.randrange(len(said) + 1)
    unseen = Piece(str(generator.randrange(1, 99)), generator.choice(HIDDEN))
    made.put(place, Line((Piece(said[:at]), unseen, Piece(said[at:]))))


def _hidden(made: Made, generator: random.Random) -> None:
    """A value that nobody sees."""
    place, said = _cell(made, generator)
    made.put(place, line(said, style=generator.choice(HIDDEN)))
    made.values[place] = None


def _row_hidden(made: Made, generator: random.Random) -> None:
    """A whole row is struck out, or in the colour of the paper."""
    row, style = generator.choice(sorted(made.rows)), generator.choice(HIDDEN[:2])
    for box in [box for box in made.table.boxes if box.row == row]:
        pieces = tuple(replace(piece, style=style) for each in box.lines for piece in each.pieces)
        made.put((box.row, box.column), Line(pieces))
    made.values = {place: value for place, value in made.values.items() if place[0] != row}


def _restyled(made: Made, generator: random.Random) -> None:
    """A value, or a part of it, looks otherwise and is seen."""
    place, said = _cell(made, generator)
    at = generator.randrange(len(said))
    made.put(place, Line((Piece(said[:at]), Piece(said[at:], generator.choice(SEEN)))))


def _aside(made: Made, generator: random.Random) -> None:
    """A mark above, below or far smaller than the line stands behind a value, or behind a year."""
    place, said = _cell(made, generator)
    if generator.random() < 0.3:
        place = (0, place[1])
        said = str(made.years[place[1]])
    mark = Piece(generator.choice(("1", "2)", "1)", "3", "*")), generator.choice(ASIDE))
    made.put(place, Line((Piece(said), mark)))


def _dark(made: Made, generator: random.Random) -> None:
    """A cell is filled; its ink is of the fill's colour or white."""
    place, said = _cell(made, generator)
    fill, is_seen = 0x1F3864, generator.random() < 0.5
    ink = 0xFFFFFF if is_seen else fill
    lines = (Line((Piece(said, Style(ink=ink)),)),)
    way = generator.choice(("cell", "zone", "line"))
    if way == "line":
        lines = (replace(lines[0], ground=fill),)
    made.table = made.table.with_box(replace(made.table.box(place), lines=lines, fill=fill if way == "cell" else None))
    if way == "zone":
        made.table = replace(made.table, zones=(*made.table.zones, (place, place, fill)))
    if not is_seen:
        made.values[place] = None


def _object(made: Made, generator: random.Random) -> None:
    """A part of a value is something that is no text."""
    place, said = _cell(made, generator)
    at = generator.randrange(len(said))
    made.put(place, Line((Piece(said[:at]), Piece(said[at:], thing=generator.choice(UNREAD)))))


def _field(made: Made, generator: random.Random) -> None:
    """A value is that of a field, or of an object that holds text."""
    place, said = _cell(made, generator)
    made.put(place, Line((Piece(said, thing=generator.choice(READ)),)))


def _noted(made: Made, generator: random.Random) -> None:
    """A note hangs on a value, a label or a year."""
    place, _ = _cell(made, generator)
    place = generator.choice((place, (place[0], 0), (0, place[1])))
    note = Piece(thing=generator.choice(("footnote", "endnote", "comment")), blocks=(line("2023년 기준 99"),))
    (first, *others) = made.table.box(place).lines
    made.put(place, Line((*first.pieces, note)), *others)


def _row_deleted(made: Made, generator: random.Random) -> None:
    """A row is gone, and the rows below it are one higher."""
    if len(made.rows) < 2:
        return
    gone = generator.choice(sorted(made.rows))
    boxes = [replace(box, row=box.row - (box.row > gone)) for box in made.table.boxes if box.row != gone]
    made.table = replace(made.table, rows=made.table.rows - 1, boxes=tuple(boxes))
    made.rows = {row - (row > gone): name for row, name in made.rows.items() if row != gone}
    made.values = {(row - (row > gone), column): v for (row, column), v in made.values.items() if row != gone}


def _merged(made: Made, generator: random.Random) -> None:
    """A value spans two years; for which of them it is nobody can tell."""
    place, said = _cell(made, generator)
    right = (place[0], place[1] + 1)
    if right not in made.values or made.table.box(right).column != right[1]:
        return
    kept = tuple(box for box in made.table.boxes if (box.row, box.column) not in (place, right))
    wide = Box(*place, (line(said),), column_span=made.table.box(right).column_span + 1)
    made.table = replace(made.table, boxes=(*kept, wide))
    made.values[place] = made.values[right] = None


def _deleted(made: Made, generator: random.Random) -> None:
    """A value is gone: the cell is empty."""
    place, _ = _cell(made, generator)
    made.put(place, Line())
    made.values[place] = ""


def _broken(made: Made, generator: random.Random) -> None:
    """A value is set in several runs."""
    place, said = _cell(made, generator)
    made.put(place, Line(tuple(Piece(digit, PLAIN) for digit in said)))


CHANGES: dict[str, Change] = {
    "swapped": _swapped, "hidden-beside": _hidden_beside, "hidden": _hidden, "row-hidden": _row_hidden,
    "restyled": _restyled, "aside": _aside, "dark": _dark, "object": _object, "field": _field, "noted": _noted,
    "row-deleted": _row_deleted, "merged": _merged, "deleted": _deleted, "broken": _broken,
}  # fmt: skip


def mutant(seed: int) -> tuple[str, Made]:
    """The table of a seed, changed in one way, and what was done."""
    generator = random.Random(seed)
    made = drawn(generator)
    name = list(CHANGES)[seed % len(CHANGES)]
    CHANGES[name](made, generator)
    return name, made


def outcome(seed: int, suffix: str, folder: Path) -> tuple[str, End, str]:
    """What was done, how it ended in a format, and why; '' where the format has nothing like it."""
    name, made = mutant(seed)
    pieces = [piece for box in made.table.boxes for each in box.lines for piece in each.pieces]
    if suffix == "hwp" and not can_write(pieces):
        return name, "right", ""
    path = folder / f"{name}-{seed}.{suffix}"
    first, last = min(made.years.values()), max(made.years.values())
    deed = replace(deed_of(made.table), title=f"가람시 하천 가꾸기 계획({first}∼{last})")
    path.write_bytes(WRITERS[suffix](deed))
    end, why = ended(path, made.truth())
    return name, end, why


def main() -> int:
    """Print how the mutants of each format ended, by what was done; 1 if one ended silently."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=3000, help="mutants of each format")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--keep", type=Path, help="folder for those that end silently")
    options = parser.parse_args()
    counts: Counter[tuple[str, str, str]] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        for seed in range(options.seed, options.seed + options.count):
            for suffix in WRITERS:
                name, how, why = outcome(seed, suffix, Path(scratch))
                counts[suffix, name, how] += 1
                path = Path(scratch) / f"{name}-{seed}.{suffix}"
                if how in SILENT:
                    sys.stdout.write(f"{path.name}: {how} {why}\n")
                    if options.keep:
                        options.keep.mkdir(parents=True, exist_ok=True)
                        (options.keep / path.name).write_bytes(path.read_bytes())
                path.unlink(missing_ok=True)
    for (suffix, name, end), count in sorted(counts.items()):
        sys.stdout.write(f"{suffix} {name} {end} {count}\n")
    return 1 if any(end in SILENT for _, _, end in counts) else 0


if __name__ == "__main__":
    sys.exit(main())

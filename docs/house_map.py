"""Draws the map of the house from its imports: ``python -m docs.house_map [--check]``."""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = Path(__file__).with_name("map.svg")
FLOORS = (("gongpyo",), ("extract", "normalize", "output"), ("plan",))  # from the top; arrows go down or stay inside
WIDTH, MARGIN, GAP, ROW, BOX = 1200, 20, 24, 34, 26  # in pixels
HEAD = 50  # of a room, for its name and its sentence
PART_WIDTH = 150
Edges = set[tuple[str, str]]


@dataclass(frozen=True)
class Room:
    """A folder of the root: its sentence, and its parts in the order of who knows whom, users first."""

    name: str
    sentence: str
    parts: tuple[str, ...]
    edges: Edges


def imports_of(path: Path) -> Iterator[str]:
    """The full names of what a module imports, also late, by a name in a string as ``extract.plan:extract_plan``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_module(node.value):
            yield node.value.partition(":")[0]


def _is_module(text: str) -> bool:
    """Whether a text names a module of ours, as ``import_module`` and the table of readers do."""
    name = text.partition(":")[0]
    room = name.partition(".")[0]
    return any(room in floor for floor in FLOORS) and (ROOT / f"{name.replace('.', '/')}.py").is_file()


def part_of(name: str) -> tuple[str, str]:
    """The room and the part of it that a full name lies in; the part is '' for the room itself."""
    room, _, rest = name.partition(".")
    return room, rest.partition(".")[0]


def known() -> Edges:
    """Which part knows which, as ``extract.torn`` and ``plan.records``."""
    edges: Edges = set()
    rooms = [room for floor in FLOORS for room in floor]
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*.py")):
            own = ".".join(part_of(".".join(path.relative_to(ROOT).with_suffix("").parts)))
            for name in {name for name in imports_of(path) if part_of(name)[0] in rooms}:
                other = ".".join(part_of(name))
                if own != other:
                    edges.add((own, other))
    return edges


def rooms(edges: Edges) -> dict[str, Room]:
    """Every room with its parts."""
    made = {}
    for name in (name for floor in FLOORS for name in floor):
        folder = ROOT / name
        here = [path for path in folder.iterdir() if not path.is_symlink()]
        parts = {path.stem for path in here if path.suffix == ".py" or (path / "__init__.py").exists()}
        inner = {pair for pair in edges if all(end.startswith(f"{name}.") for end in pair)}
        sentence = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
        order = _in_order(sorted(parts - {"__init__", "__main__"}), inner, name)
        made[name] = Room(name, sentence, tuple(order), inner)
    return made


def _in_order(parts: Sequence[str], edges: Set[tuple[str, str]], room: str) -> list[str]:
    """The parts so that each stands above all that it knows; those that know as much by name."""
    beneath = {part: {to for to in parts if (f"{room}.{part}", f"{room}.{to}") in edges} for part in parts}
    height: dict[str, int] = {}
    for _ in parts:
        for part in parts:
            height[part] = 1 + max((height.get(to, 0) for to in beneath[part]), default=-1)
    return sorted(parts, key=lambda part: (-height[part], part))


# ------------------------------------------------------------------------------------------------ drawing


def picture() -> str:
    """The whole map as SVG."""
    edges = known()
    every = rooms(edges)
    drawn: list[str] = []
    top: float = MARGIN
    frames: dict[str, tuple[float, float, float, float]] = {}
    for floor in FLOORS:
        width = (WIDTH - 2 * MARGIN - GAP * (len(floor) - 1)) / len(floor)
        height = max(_height(every[name], len(floor)) for name in floor)
        for index, name in enumerate(floor):
            frames[name] = (MARGIN + index * (width + GAP), top, width, height)
            drawn += _room(every[name], *frames[name], stacked=len(floor) > 1)
        top += height + 3 * GAP
    pairs = {(own.partition(".")[0], other.partition(".")[0]) for own, other in edges}
    drawn += _arrows({pair for pair in pairs if pair[0] != pair[1]}, frames)
    height = top - 2 * GAP
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" font-family="sans-serif" '
            'font-size="13">',
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
            '<path d="M0 0 8 4 0 8z" fill="#35507a"/></marker></defs>',
            f'<rect width="{WIDTH}" height="{height:g}" fill="#fff"/>',
            *drawn,
            "</svg>",
            "",
        ]
    )


def _height(room: Room, beside: int) -> float:
    rows = len(room.parts) if beside > 1 else -(-len(room.parts) // _in_a_row())
    return HEAD + rows * ROW + 10


def _in_a_row() -> int:
    return int((WIDTH - 2 * MARGIN) // (PART_WIDTH + GAP))


def _room(room: Room, x: float, y: float, width: float, height: float, *, stacked: bool) -> Iterator[str]:
    """A room's frame with its parts: one beneath the other with their arrows, or side by side without."""
    yield f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="6" fill="#f3f6fb" stroke="#8aa0c0"/>'
    yield f'<text x="{x + 12:g}" y="{y + 22:g}" font-size="16" font-weight="bold">{room.name}/</text>'
    yield f'<text x="{x + 12:g}" y="{y + 40:g}" font-size="11" fill="#444">{escape(room.sentence)}</text>'
    places: dict[str, tuple[float, float]] = {}
    for index, part in enumerate(room.parts):
        column, row = (0, index) if stacked else (index % _in_a_row(), index // _in_a_row())
        places[part] = left, up = x + 12 + column * (PART_WIDTH + GAP), y + HEAD + row * ROW
        is_folder = (ROOT / room.name / part).is_dir()
        yield (
            f'<rect x="{left:g}" y="{up:g}" width="{PART_WIDTH}" height="{BOX}" rx="4" '
            f'fill="{"#dbe6f7" if is_folder else "#fff"}" stroke="#8aa0c0"/>'
        )
        yield f'<text x="{left + 9:g}" y="{up + 18:g}">{part}{"/" if is_folder else ".py"}</text>'
    if stacked:
        yield from _bows(room, places)


def _bows(room: Room, places: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    """An arrow from each part to each that it knows, at the right of the boxes; the farther, the wider."""
    for own, other in sorted(room.edges):
        if own.partition(".")[2] not in places or other.partition(".")[2] not in places:
            continue
        (left, start), (_, end) = places[own.partition(".")[2]], places[other.partition(".")[2]]
        right, out = left + PART_WIDTH, 16 + abs(end - start) * 0.45
        yield (
            f'<path d="M{right:g} {start + 17:g}C{right + out:g} {start + 17:g} {right + out:g} {end + 9:g} '
            f'{right + 2:g} {end + 9:g}" fill="none" stroke="#35507a" stroke-opacity=".75" marker-end="url(#tip)"/>'
        )


def _arrows(between: Edges, frames: Mapping[str, tuple[float, float, float, float]]) -> Iterator[str]:
    """Arrows between rooms, straight down; past the middle floor through the gap."""
    for own, other in sorted(between):
        (x, y, width, height), (to_x, to_y, to_width, _) = frames[own], frames[other]
        across = x + width / 2 if width < to_width else to_x + to_width / 2
        if (own, other) == (FLOORS[0][0], FLOORS[-1][0]):
            across = frames[FLOORS[1][0]][0] + frames[FLOORS[1][0]][2] + GAP / 2
        yield (
            f'<path d="M{across:g} {y + height:g}V{to_y - 2:g}" stroke="#35507a" stroke-width="2" '
            'marker-end="url(#tip)"/>'
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the map, or with ``--check`` only compare it; 1 where it differs."""
    parser = argparse.ArgumentParser(prog="python -m docs.house_map", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the committed file differs")
    options = parser.parse_args(arguments)
    text = picture()
    if not options.check:
        PICTURE.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if PICTURE.exists() and PICTURE.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{PICTURE.name} is not what the imports say; run `python -m docs.house_map`.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())

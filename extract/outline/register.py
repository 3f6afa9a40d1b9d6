"""The overview chart: which unit programmes a plan announces, under which strategy and task, and who is in charge.

A chart is a run of codes (``1-1-①``) each followed by a name, remarks in parentheses and the department in charge.
A strategy stands before its first programme with its number of programmes (``적극적 정보 제공 (6)``), a task with its
number (``1. 디지털 행정정보 제공``). Read from a table, each of them is a cell; in viewer text they run on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec
import regex
from msgspec.structs import replace

from extract.outline.labelled import number_and_name
from extract.outline.marks import is_contents_line, line_of, without_page
from extract.outline.names import is_office, without_department
from extract.pieces import Piece, code_number
from extract.vocabulary import is_word, meaning, spaced_pattern
from plan.patterns import lazy_pattern
from plan.records.printed import RegisterEntry
from plan.script import COLONS, DASHES, FRAME_CLOSE, ROMAN

MIN_ENTRIES = 3  # codes in a run that is a chart; two may stand near one another anywhere
MAX_BETWEEN = 6  # pieces between two codes of one chart: department, task, strategy and their remarks
BEHIND_CODE = f" .)]{FRAME_CLOSE}{COLONS}"  # between a code and the name that it bears
BEFORE_FIRST = 4  # pieces before the first code that may name its task and strategy
MAX_ENTRY = 200  # characters of one entry; a programme's page is longer
BULLETS = ("box", "ring", "lost", "dash")  # series of marks behind which a page says something of its programme

NEW_CHAPTER = lazy_pattern(rf"{ROMAN}\.?\s\p{{Hangul}}")
TASK = lazy_pattern(r"(?:^|(?<!\d\.)\s)\d{1,2}\.\s*(?P<name>\S.*)$")  # 2025. 12. 3. is a day
STRATEGY = lazy_pattern(r"^(?P<name>.*\S)\s*\((?P<count>\d{1,3})\)$")
NOTE = lazy_pattern(r"^(?P<name>.*?\S)\s+(?P<note>\((?:[^()]|\([^()]*\))*\))$")
REMARK = lazy_pattern(r"\(([^()]*)\)")
GLUED_MARK = lazy_pattern(r"^(?P<name>.*\S)\s*\((?P<mark>[^()]*)\)$")


class _Numbered(msgspec.Struct, frozen=True):
    """The names of a chart by their numbers: of its tasks (1-2), and of its strategies (1) where it has those."""

    tasks: dict[str, str]
    strategies: dict[str, str]


class _Under(msgspec.Struct):
    """The strategy and the task that the next entries of the chart stand under."""

    strategy: str = ""
    task: str = ""
    strategy_count: int | None = None


def find_register(pieces: Sequence[Piece]) -> tuple[RegisterEntry, ...]:
    """The entries of the overview chart in order; empty where the document has none."""
    best: tuple[RegisterEntry, ...] = ()
    for run in _runs(pieces):
        entries = tuple(_entries(pieces, run))
        if _weight(entries) > _weight(best):
            best = entries
    return best


def chart_positions(pieces: Sequence[Piece]) -> frozenset[int]:
    """Positions of the codes that stand in a chart or a table of contents, not on a programme's own pages."""
    return frozenset(position for run in _runs(pieces) for position in run)


def _weight(entries: tuple[RegisterEntry, ...]) -> tuple[int, int]:
    """A chart that names departments weighs more than a table of contents."""
    return sum(bool(entry.department) for entry in entries), len(entries)


def _runs(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """Positions of codes that follow one another closely, as in a chart and not as on programme pages."""
    run: list[int] = []
    for position, piece in enumerate(pieces):
        if not piece.code:
            continue
        if run and not _close(pieces, run[-1], position):
            if len(run) >= MIN_ENTRIES:
                yield run
            run = []
        run.append(position)
    if len(run) >= MIN_ENTRIES:
        yield run


def _close(pieces: Sequence[Piece], left: int, right: int) -> bool:
    if _in_chart(pieces[left]) != _in_chart(pieces[right]):
        return False  # the first programme's own pages begin behind the chart
    between = pieces[left:right]
    is_near = right - left <= MAX_BETWEEN and sum(len(piece.text) for piece in between) <= MAX_ENTRY
    if not is_near or any(_is_chapter(piece) and not is_contents_line(piece.text) for piece in between):
        return False
    return _in_chart(pieces[left]) or not any(_says_more(piece) for piece in between[1:])


def _says_more(piece: Piece) -> bool:
    """Whether a line behind a bullet says something of a programme, as its own pages do and no chart: ○ 대상지 조사."""
    line = None if piece.in_table else line_of(piece)
    return line is not None and line.series.startswith(BULLETS)


def _is_chapter(piece: Piece) -> bool:
    """Whether a line begins a chapter, or names it in a table of contents between the programmes of two."""
    return not piece.in_table and NEW_CHAPTER.match(piece.text) is not None


def _in_chart(piece: Piece) -> bool:
    return piece.in_table and not piece.in_frame


def _entries(pieces: Sequence[Piece], run: list[int]) -> Iterator[RegisterEntry]:
    under = _Under()
    _before_first(pieces, run[0], under)
    headed = {} if pieces[run[0]].in_table else _headings_behind(pieces, run[-1] + 1)
    is_coded = pieces[run[0]].in_table or all(code_number(pieces[position].code) in headed for position in run)
    names = () if is_coded else _names_behind(pieces, run[-1] + 1)
    numbered = _numbered_cells(pieces, run)
    for position, following in zip(run, [*run[1:], run[-1] + MAX_BETWEEN], strict=True):
        own = [piece for piece in pieces[position:following] if piece.text and not _is_chapter(piece)]
        parts = [piece.text for piece in own]
        if following > run[-1] and not pieces[position].in_table:
            parts = parts[:1]
        code = pieces[position].code
        number = code_number(code)
        rest = _behind_code(parts[0], code)
        following_under = replace(under)
        heading = headed.get(number) or next((name for name in names if rest.startswith(f"{name} ")), "")
        split = _as_headed(rest, heading, following_under) if len(parts) == 1 else None
        name_text, department = split or _name_and_department(
            rest, parts[1:], following_under, beside=sum(_in_one_row(piece, own[0]) for piece in own[1:])
        )
        name, is_new = _name_and_marks(without_page(name_text))
        yield RegisterEntry(
            code=number,
            code_printed=code,
            name=name,
            department=department,
            is_new=is_new,
            strategy=numbered.strategies.get(number.partition("-")[0], under.strategy),
            task=numbered.tasks.get(number.rpartition("-")[0], "" if numbered.tasks else under.task),
            place=pieces[position].place,
            strategy_count=under.strategy_count,
        )
        under = following_under


def _numbered_cells(pieces: Sequence[Piece], run: list[int]) -> _Numbered:
    """The cells of a chart that bear the first parts of its codes: 1-2. 길 정비 is a task, and 1. 맑은 물 its strategy.

    Where no cell has the number of a task, the numbers of the cells are those of the tasks.
    """
    codes = [code_number(pieces[position].code) for position in run]
    over = {code.rpartition("-")[0] for code in codes} | {code.partition("-")[0] for code in codes}
    tables = {(pieces[position].block, pieces[position].place.table) for position in run if _in_chart(pieces[position])}
    found: dict[str, str] = {}
    for piece in pieces[max(0, run[0] - BEFORE_FIRST) : run[-1]] if tables else ():
        if not piece.code and _in_chart(piece) and (piece.block, piece.place.table) in tables:
            printed, name, _ = number_and_name(piece.text, piece.place)
            if (number := code_number(printed)) in over and name[:1] not in DASHES:  # 1-1-(2) goes on: it is no 1-1
                counted = STRATEGY.match(name)
                found.setdefault(number, counted["name"] if counted else name)
    tasks = {number: name for number, name in found.items() if "-" in number}
    return _Numbered(tasks, {number: name for number, name in found.items() if tasks and number not in tasks})


def _in_one_row(piece: Piece, other: Piece) -> bool:
    """Whether what stands behind a code may be of it: all in running text, in a table what its row holds."""
    places = [(one.block, one.place.table, one.place.row) for one in (piece, other)]
    return not _in_chart(other) or places[0] == places[1]


def _headings_behind(pieces: Sequence[Piece], start: int) -> dict[str, str]:
    """The names of the headings behind a chart by their codes, without their offices; the first of each code."""
    found: dict[str, str] = {}
    for piece in pieces[start:]:
        if piece.code:
            name, _ = without_department(_behind_code(piece.text, piece.code))
            found.setdefault(code_number(piece.code), name)
    return found


def _behind_code(text: str, code: str) -> str:
    """What stands behind a code, without the dot or bracket that closes it: 1-1-1. 길 정비, [1-1-1] 길 정비."""
    return text.partition(code)[2].lstrip(BEHIND_CODE).rstrip()


def _names_behind(pieces: Sequence[Piece], start: int) -> tuple[str, ...]:
    """What the headings behind a chart name that bear other numbers than it, without offices; the longest first."""
    lines = (line_of(piece) for piece in pieces[start:] if not piece.in_table and not piece.code)
    return tuple(sorted({without_department(line.name)[0] for line in lines if line and line.number}, key=_longest))


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name


def _as_headed(rest: str, heading: str, under: _Under) -> tuple[str, str] | None:
    """The name and office of an entry that begins as its heading reads; what stands behind them is the next task."""
    if not heading or not rest.startswith(f"{heading} "):
        return None
    department, behind = _department_first(rest[len(heading) :].strip())
    if not department or " " in department or TASK.search(rest) or "(" in behind:
        return None
    under.task = behind or under.task
    return heading, department


@cache
def _overview_head() -> regex.Pattern[str]:
    return lazy_pattern(rf"^.*(?:{spaced_pattern('overview_head')})\s*")


def _before_first(pieces: Sequence[Piece], first: int, under: _Under) -> None:
    """Read the strategy and task printed in front of the chart's first code."""
    for piece in pieces[max(0, first - BEFORE_FIRST) : first]:
        _take_under(_overview_head().sub("", piece.text), under, is_cell=piece.in_table)


def _take_under(text: str, under: _Under, *, is_cell: bool = False) -> str:
    """Take a task and then a strategy off the end of a text; return what is left.

    A cell of its own holds a strategy's name only; in running text a department may stand before the name.
    """
    task = TASK.search(text)
    if task:
        under.task = task["name"].strip()
        text = text[: task.start()].strip()
    strategy = STRATEGY.match(text)
    if not strategy:
        return text
    under.strategy_count = int(strategy["count"])
    if is_cell:
        under.strategy = strategy["name"].strip()
        return ""
    entry, remark_end, behind = strategy["name"].rpartition(")")
    department, name = _department_first(behind.strip())
    if not name:
        under.strategy = department
        return entry + remark_end
    under.strategy = name
    return f"{entry}{remark_end} {department}".strip()


def _name_and_department(rest: str, cells: list[str], under: _Under, beside: int) -> tuple[str, str]:
    """Split an entry; what stands behind the department sets the strategy and task of the next entry.

    The department is one of the first cells, so many as stand ``beside`` the name.
    """
    department = ""
    for at, cell in enumerate(cells):
        left = _take_under(cell, under, is_cell=True)
        if left and not department and at < beside:
            department = left
    if cells:
        return rest, department
    left = _take_under(rest, under)
    close = left.rfind(")")
    if close < 0:
        tokens = left.split()
        if len(tokens) > 1 and _is_department(tokens[-1]):
            return " ".join(tokens[:-1]), tokens[-1]
        return left, ""
    department, _ = _department_first(left[close + 1 :].strip())
    return left[: close + 1], department


def _department_first(text: str) -> tuple[str, str]:
    """Split a text that begins with a department; ('', text) where it does not."""
    tokens = text.split()
    for count in range(1, min(len(tokens), 4) + 1):
        if _is_department(tokens[count - 1]):
            return " ".join(tokens[:count]), " ".join(tokens[count:])
    return "", text


def _is_department(token: str) -> bool:
    return len(token) > 1 and is_office(token)


def _name_and_marks(text: str) -> tuple[str, bool]:
    """The name without the remarks behind it, and whether one of them says that the programme is new."""
    is_new = False
    while note := NOTE.match(text):
        is_new |= meaning("mark", note["note"].strip("()")) == "new"
        text = note["name"]
    while (glued := GLUED_MARK.match(text)) and is_word("mark", glued["mark"]):
        is_new |= meaning("mark", glued["mark"]) == "new"
        text = glued["name"]
    return " ".join(text.split()), is_new


def says_new(heading: str) -> bool:
    """Whether one of the remarks in parentheses in a heading marks the programme as new."""
    return any(meaning("mark", mark) == "new" for mark in REMARK.findall(heading))

"""The outline of a plan: its strategies, tasks and unit programmes, and which part of the document is whose."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import chain, count, pairwise
from operator import attrgetter, itemgetter

import msgspec
import regex
from msgspec.structs import replace

from extract.outline.headings.heading import Heading
from extract.outline.marks import is_contents_line, without_brackets
from extract.outline.names import without_department, without_remark
from extract.outline.register import chart_positions, find_register, says_new
from extract.outline.tree import Tree
from extract.pieces import Piece, code_number
from extract.vocabulary import has_bare_word, spaced_pattern
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.printed import ProgramNode, RegisterEntry
from plan.script import CLOSING as CLOSED_BY
from plan.script import COLONS, FRAME_CLOSE, OPENING, PHONE, ROMAN

CHAPTER = lazy_pattern(
    rf"^\s*(?:{ROMAN}\s*\.?\s|[IVX]{{1,4}}\.\s|제\s?\d{{1,2}}\s?[장절편]\s"
    rf"|[{OPENING}]?\s*(?:붙임|부록|별첨)\s?\d*|[{OPENING}]?\s*참고\s?\d)"
)
BEHIND_CODE = f" .]{FRAME_CLOSE}{COLONS}"
ENDS_IN_BRACKETS = lazy_pattern(rf"[{OPENING}][^{OPENING}{CLOSED_BY}]+[{CLOSED_BY}]$")
DIGITS = lazy_pattern(r"\d+")
MAX_HEADING = 80  # characters; a longer paragraph is prose even where it begins with a number
CLOSING = frozenset(("strategy", "task", "code2", "section"))  # series that end a programme's pages
STRATEGIES = frozenset(("strategy", "chapter", "letter", "section"))  # series that never head a task
OVER_PROGRAMS = CLOSING | {"chapter", "letter", "number.", "number", "boxed", "banner", "hangul."}
UNDER_PROGRAMS = frozenset(("dash",))  # series of marks that never stand before a programme
SAME_NAME = 0.6  # share of the chart's name that a page's heading must repeat to be taken for the same programme


class Page(msgspec.Struct, frozen=True):
    """The heading of a unit programme's own pages; ``number`` is what it bears where that is no code."""

    code: str
    text: str
    piece: Piece
    number: str = ""


class Outline(msgspec.Struct, frozen=True):
    """Every node of the plan, and from which block on which programme is speaking."""

    nodes: tuple[ProgramNode, ...]
    starts: tuple[tuple[int, str], ...]
    register: tuple[RegisterEntry, ...] = ()

    def program_at(self, block: int) -> str:
        """The number of the programme whose pages hold this top-level block, or '' outside of all of them."""
        position = bisect_right(self.starts, block, key=itemgetter(0))
        return self.starts[position - 1][1] if position else ""

    def start_at(self, block: int) -> int:
        """The block where the pages begin that hold this one."""
        position = bisect_right(self.starts, block, key=itemgetter(0))
        return self.starts[position - 1][0] if position else block


def read_outline(pieces: Sequence[Piece], tree: Tree) -> Outline:
    """Join the overview chart with the programmes' own pages; a programme found in one of them only still stands."""
    register = find_register(pieces)
    names = frozenset(bare(entry.name) for entry in register)
    parts = _parts(pieces, tree) | _over_four_parts(tree)
    own = _pages([piece for piece in pieces if piece.block not in parts], chart_positions(pieces), names)
    entry_of = _match(own, register)
    matched = [*entry_of.values()]
    named = _named_pages([entry for entry in register if entry not in matched], own, pieces, tree)
    pages = [*own, *(page for page, _ in named)]
    entry_of |= {page.code: entry for page, entry in named}
    matched += [entry for _, entry in named]
    programs = [_program(page, entry_of.get(page.code)) for page in pages]
    programs += _from_register([entry for entry in register if entry not in matched], {page.code for page in pages})
    departments = {page.code: _department(own) for page, own in _own_pieces(pieces, pages) if page.code not in entry_of}
    programs = [
        node if node.department else replace(node, department=departments.get(node.no[1:], "")) for node in programs
    ]
    programs.sort(key=lambda node: _sort_key(node.no))
    parents = _parents(
        programs, {f"P{page.code}": entry_of[page.code] for page in pages if page.code in entry_of}, register
    )
    under = _Under(programs, pages, tree)
    parents = [replace(node, name=_name_of(node, under)) for node in parents]
    starts = sorted([*_starts(pieces, own), *_closings(tree), *((block, "") for block in (*parts, *tree.sheets))])
    return Outline(nodes=tuple(_in_order(parents, programs)), starts=tuple(starts), register=register)


def _parts(pieces: Sequence[Piece], tree: Tree) -> frozenset[int]:
    """The blocks of numbered parts of pages, 4.1.1 현황 및 문제점, but where a programme counts on from them."""
    coded = [piece for piece in pieces if piece.code and not (piece.in_table and not piece.in_frame)]
    parts = [piece for piece in coded if tree.heads_a_part(piece.block)]
    blocks = frozenset(piece.block for piece in parts)
    last: dict[str, int] = {}
    for piece in coded if parts else ():
        if piece.block not in blocks:
            task, _, number = code_number(piece.code).rpartition("-")
            last[task] = max(last.get(task, 0), int(number))
    codes = ((piece.block, code_number(piece.code).rpartition("-")) for piece in parts)
    return frozenset(block for block, (task, _, number) in codes if last.get(task, 0) < int(number))


def _over_four_parts(tree: Tree) -> frozenset[int]:
    """The blocks of numbers of three parts that programmes with a fourth one stand under: 1-1-1, 1-1-1-1."""
    programs = (heading for heading in tree.headings if heading.series == "code4" and not heading.part)
    return frozenset(above.block for heading in programs for above in heading.above if above.series == "code3")


class _Under:
    """The programmes that have pages of their own, and under which headings these stand."""

    def __init__(self, programs: Sequence[ProgramNode], pages: Sequence[Page], tree: Tree) -> None:
        self._blocks = {f"P{page.code}": page.piece.block for page in pages}
        self._tree = tree
        self.programs = tuple(program for program in programs if program.no in self._blocks)

    def open_at(self, program: ProgramNode) -> tuple[Heading, ...]:
        """The headings that are open where a programme's page begins."""
        return self._tree.at(self._blocks[program.no])

    @cached_property
    def tasks(self) -> Mapping[Place, Collection[str]]:
        """The tasks whose programmes stand under each heading, by where it stands."""
        tasks: defaultdict[Place, set[str]] = defaultdict(set)
        for program in self.programs:
            for heading in self.open_at(program):
                tasks[heading.place].add(program.parent_no)
        return tasks


def _name_of(parent: ProgramNode, under: _Under) -> str:
    """The name of a strategy or task: of the chart where that is a table, else of its heading with its whole number.

    In a chart that runs on as text the name of a task may stand before or behind its programmes.
    """
    if parent.name and (parent.level == "strategy" or parent.place.table is not None):
        return parent.name
    return _heading_of(parent, under, whole=bool(parent.name)) or parent.name


def _heading_of(parent: ProgramNode, under: _Under, *, whole: bool = False) -> str:
    """The name of the heading with the number of a strategy or task above its first programme.

    The ``whole`` number may be asked for; else that of a task may count from its strategy on.
    """
    first = next((node for node in under.programs if node.no.startswith(f"{parent.no}-")), None)
    if first is None:
        return ""
    wanted = [int(part) for part in DIGITS.findall(parent.no)]
    over = [heading for heading in under.open_at(first) if heading.series in OVER_PROGRAMS and not heading.part]
    may_be = [heading for heading in over if len(under.tasks[heading.place]) == 1]  # over several tasks stands no task
    if parent.level == "task":
        named = (heading for heading in reversed(may_be) if _is_task(heading, wanted, over))
        return next((heading.name for heading in named if not whole or _counts(heading) == wanted), "")
    own = [int(part) for part in DIGITS.findall(first.parent_no)]
    named = (h for h in over if _counts(h) == wanted and not (h in may_be and _is_task(h, own, over)))
    return next((heading.name for heading in named), "")


def _is_task(heading: Heading, wanted: list[int], over: Sequence[Heading]) -> bool:
    """Whether a heading is that of a task by its number: the whole of it, or the last part where none has the whole."""
    if heading.series in STRATEGIES:
        return False
    whole = any(_counts(other) == wanted for other in over)
    return _counts(heading) == (wanted if whole else wanted[-1:])


def _counts(heading: Heading) -> list[int]:
    return [int(part) for part in DIGITS.findall(code_number(heading.number))] or [heading.ordinal]


def _closings(tree: Tree) -> Iterator[tuple[int, str]]:
    """Where a chapter, strategy or task begins like those over programmes: none of these speaks before the next."""
    over = {above.series for heading in tree.headings if heading.series == "code3" for above in heading.above}
    for heading in tree.headings:
        if heading.series in over & (CLOSING | {"chapter"}):
            yield heading.block, ""


def _pages(pieces: Sequence[Piece], charts: frozenset[int], names: frozenset[str]) -> list[Page]:
    """Of each code outside the charts, the place with the longest text behind it: its pages, not a mention of it.

    A code that stands over two programmes with other names, each with a table or named in the chart, is a slip; the
    second is kept apart from the first under a number of its own: ``1-1-1.2``.
    """
    spots = [
        position
        for position, piece in enumerate(pieces)
        if piece.code
        and position not in charts
        and (not piece.in_table or piece.in_frame)
        and not is_contents_line(piece.text)
    ]
    found: dict[str, list[tuple[int, Page, bool]]] = {}
    for position, following in pairwise([*spots, len(pieces)]):
        own = pieces[position]
        heading = _closed(own.text.partition(own.code)[2].lstrip(f"){BEHIND_CODE}").rstrip())
        has_table = any(piece.in_table and not piece.in_frame for piece in pieces[position + 1 : following])
        page = Page(code_number(own.code), heading, own)
        is_program = has_table or bare(without_department(heading)[0]) in names
        found.setdefault(page.code, []).append((following - position, page, is_program))
    pages = []
    for code, candidates in found.items():
        _, best, _ = max(candidates, key=itemgetter(0))
        pages.append(best)
        others = [page for _, page, is_program in candidates if is_program and _is_another(page, best)]
        pages += [replace(page, code=f"{code}.{number}") for number, page in enumerate(_unlike(others), 2)]
    return sorted(pages, key=lambda page: page.piece.block)


def _closed(heading: str) -> str:
    """A heading without what closes a bracket round all of it; one that is opened in it stays: 길 정비 [공원과]."""
    return heading if ENDS_IN_BRACKETS.search(heading) else heading.rstrip(BEHIND_CODE)


def _is_another(page: Page, best: Page) -> bool:
    """Whether two headings of one number name two programmes."""
    return (
        page.piece.place != best.piece.place
        and max(_likeness(page.text, best.text), _likeness(best.text, page.text)) < SAME_NAME
    )


def _unlike(pages: Sequence[Page]) -> list[Page]:
    """The pages whose headings are not like one before."""
    kept: list[Page] = []
    for page in pages:
        if all(_is_another(page, other) for other in kept):
            kept.append(page)
    return kept


def _match(pages: Iterable[Page], register: Sequence[RegisterEntry]) -> dict[str, RegisterEntry]:
    """Which entry of the chart each page belongs to: by code where the names agree, else by name, else by code."""
    open_pages, entries = list(pages), list(register)
    found: dict[str, RegisterEntry] = {}

    def settle(page: Page, fitting: Sequence[RegisterEntry], least: float) -> None:
        entry = max(fitting, key=lambda entry: _likeness(entry.name, page.text), default=None)
        if entry and _likeness(entry.name, page.text) >= least:
            found[page.code] = entry
            open_pages.remove(page)
            entries.remove(entry)

    for page in list(open_pages):
        settle(page, [entry for entry in entries if entry.code == _printed(page)], SAME_NAME)
    for page in list(open_pages):
        settle(page, entries, SAME_NAME)
    for page in list(open_pages):
        settle(page, [entry for entry in entries if entry.code == page.code], 0.0)
    return found


def _printed(page: Page) -> str:
    """The number that is printed over a page, also where a second page bears it."""
    return code_number(page.piece.code)


def _named_pages(
    entries: Sequence[RegisterEntry], pages: Sequence[Page], pieces: Sequence[Piece], tree: Tree
) -> list[tuple[Page, RegisterEntry]]:
    """The heading of each programme of the chart whose pages bear its name without the chart's number.

    Where the chart has a name more than once, there must be as many headings of it, in the same order.
    """
    known = {page.code for page in pages}
    entries_of: defaultdict[str, list[RegisterEntry]] = defaultdict(list)
    for entry in entries:
        if entry.name and entry.code not in known:
            entries_of[bare(entry.name)].append(entry)
    headings_of: defaultdict[str, list[Heading]] = defaultdict(list)
    for heading in tree.headings if entries_of else ():
        if not heading.part and heading.series not in UNDER_PROGRAMS:
            headings_of[bare(heading.name)].append(heading)
    at = {piece.place: piece for piece in pieces} if entries_of else {}
    found = []
    for name, same in entries_of.items():
        headings = headings_of[name]
        if len(same) in (1, len(headings)):
            pairs = zip(same, headings, strict=False)
            found += [(Page(entry.code, own.name, at[own.place], own.number), entry) for entry, own in pairs]
    return found


def _likeness(name: str, heading: str) -> float:
    """Share of the name's pairs of characters that the beginning of the heading repeats, from 0 to 1."""
    wanted = bare(name)
    pairs, printed = _pairs(wanted), bare(heading)[: 2 * len(wanted) + 6]
    return sum(map(printed.__contains__, pairs)) / len(pairs) if pairs else 0.0


@lru_cache(maxsize=1024)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(text)))


def _program(page: Page, entry: RegisterEntry | None) -> ProgramNode:
    name, department, is_new = _without_tags(page.text) if len(page.text) <= MAX_HEADING else (page.text, "", False)
    code = entry.code_printed if entry else ""
    return ProgramNode(
        no=f"P{page.code}",
        no_printed=page.piece.code or (page.number if DIGITS.search(page.number) else "") or code,
        level="program",
        parent_no=f"P{page.code.rpartition('-')[0]}",
        name=entry.name if entry else name[:MAX_HEADING].strip(),
        department=(entry.department if entry else "") or department,
        is_new=entry.is_new if entry else is_new,
        place=page.piece.place,
        register_code=code,
        heading=page.text[:MAX_HEADING].strip(),
        is_new_on_page=says_new(page.text[: MAX_HEADING // 2]),
        chart_place=entry.place if entry else None,
    )


def _without_tags(heading: str) -> tuple[str, str, bool]:
    """The name of a heading without the office and the remark behind it, in either order, and what they say."""
    name, department = without_department(heading)
    name, is_new = without_remark(name)
    name, behind = without_department(name)
    return without_brackets(name), department or behind, is_new


def _from_register(entries: Iterable[RegisterEntry], used: set[str]) -> Iterator[ProgramNode]:
    """The programmes that only the chart names; where a number is used twice, the second is kept apart: ``1-1-1.2``."""
    for entry in entries:
        code = next(code for code in chain([entry.code], (f"{entry.code}.{n}" for n in count(2))) if code not in used)
        used.add(code)
        yield _charted(entry, f"P{code}")


def _charted(entry: RegisterEntry, no: str) -> ProgramNode:
    return ProgramNode(
        no=no,
        no_printed=entry.code_printed,
        level="program",
        parent_no=f"P{entry.code.rpartition('-')[0]}",
        name=entry.name,
        department=entry.department,
        is_new=entry.is_new,
        place=entry.place,
        register_code=entry.code_printed,
        chart_place=entry.place,
    )


def _own_pieces(pieces: Sequence[Piece], pages: Sequence[Page]) -> Iterator[tuple[Page, Sequence[Piece]]]:
    """Each page, in order, with the pieces from its block up to the next block where a page begins."""
    bounds = sorted({page.piece.block for page in pages})
    cuts = [*(bisect_left(pieces, block, key=attrgetter("block")) for block in bounds), len(pieces)]
    own = {block: pieces[start:end] for block, (start, end) in zip(bounds, pairwise(cuts), strict=True)}
    for page in pages:
        yield page, own[page.piece.block]


@cache
def _signed() -> regex.Pattern[str]:
    return lazy_pattern(rf"^(?:{spaced_pattern('contact')})\s*(?P<office>[^{COLONS}{PHONE}]*?)\s*[{COLONS}{PHONE}]")


def _department(own: Sequence[Piece]) -> str:
    """The office in the contact row of a page that no chart assigns to a department."""
    for position, piece in enumerate(own):
        if has_bare_word("contact", piece.bare):
            row = " ".join(part.text for part in own[position : position + 2])
            found = _signed().match(row)
            if found:
                return found["office"]
    return ""


def _parents(
    programs: Sequence[ProgramNode], entry_of: dict[str, RegisterEntry], register: Sequence[RegisterEntry]
) -> list[ProgramNode]:
    """A task and a strategy for every number that a programme stands under, named as in the chart."""
    by_code = {f"P{entry.code}": entry for entry in register}
    nodes: dict[str, ProgramNode] = {}
    for program in programs:
        entry = entry_of.get(program.no) or by_code.get(program.no)
        task_no = program.parent_no
        strategy_no = task_no.rpartition("-")[0]
        for no, level, parent, name in (
            (strategy_no, "strategy", "", entry.strategy if entry else ""),
            (task_no, "task", strategy_no, entry.task if entry else ""),
        ):
            if no and no not in nodes:
                nodes[no] = ProgramNode(
                    no=no,
                    no_printed=no[1:],
                    level="strategy" if level == "strategy" else "task",
                    parent_no=parent,
                    name=name,
                    place=entry.place if entry else program.place,
                )
    return list(nodes.values())


def _in_order(parents: Sequence[ProgramNode], programs: Sequence[ProgramNode]) -> list[ProgramNode]:
    return sorted([*parents, *programs], key=lambda node: _sort_key(node.no))


def _sort_key(no: str) -> tuple[int, ...]:
    return tuple(int(part) for part in DIGITS.findall(no))


def _starts(pieces: Sequence[Piece], pages: Sequence[Page]) -> list[tuple[int, str]]:
    """Block numbers from which on a programme, or after a chapter's heading none, is speaking."""
    starts = [(page.piece.block, f"P{page.code}") for page in pages]
    starts += [
        (piece.block, "")
        for piece in pieces
        if not piece.in_table and len(piece.text) <= MAX_HEADING and CHAPTER.match(piece.text)
    ]
    return sorted(starts)

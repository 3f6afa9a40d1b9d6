"""The office in charge of a programme, where its own pages or its form say it: 담당부서 : 공원녹지과, [공원녹지과].

In a text that has lost its tables a chart and a form are lines: 단위사업 담당부서 길 정비 도로과 쉼터 조성 공원과.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile

import regex
from msgspec.structs import replace

from extract.outline.headings.by_label import BEHIND_NAME
from extract.outline.labelled import number_and_name
from extract.outline.names import is_office
from extract.pieces import Piece
from extract.vocabulary import is_word, spaced_pattern, words, words_printed_for
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.printed import ProgramNode
from plan.script import CLOSING, COLONS, DASHES, DOTS, OPENING, PHONES, RINGS

WITHIN = 40  # pieces behind the heading of a programme; its form is no longer
FEWEST = 2  # programmes that a line names with their offices; one alone may be a sentence
LONGEST_CHART = 4000  # characters of a chart that runs on as text; a longer one is looked at so far
ITEM = rf"(?:[{RINGS}]|\d{{1,2}}[.{CLOSING}])"  # what a line of a programme begins with
OFFICE = rf"(?<office>[\p{{Hangul}}{DOTS},\s]{{3,24}})"
ALONE = lazy_pattern(rf"[{OPENING}]\s*{OFFICE}\s*[{CLOSING}]?")  # a telephone number goes with what closes it
CELL = lazy_pattern(OFFICE)
TELEPHONE = lazy_pattern(  # behind an office, with or without brackets: (☎02-2116-3000), ☏ 2116-1234, 내선 3012
    rf"\s*[{OPENING}]?\s*(?:(?:[{PHONES}]|전화(?:번호)?|연락처|내선|[Tt][Ee][Ll]\.?)\s*[{COLONS}]?\s*[\d{OPENING}]"
    rf"|(?:0\d{{1,2}}\s?[{DASHES}.{CLOSING}]\s?)?\d{{3,4}}\s?[{DASHES}.]\s?\d{{4}})[^\p{{Hangul}}]*$"
)
OF_A_NAME = 3  # syllables of a person's name
HEAD_OF_IT = "장"
ENDS_AS_NAMES = ("실", "국", "원")  # endings of offices that are those of given names too: 김영실


def with_departments(
    nodes: Sequence[ProgramNode], pieces: Sequence[Piece], lists: Collection[int] = ()
) -> list[ProgramNode]:
    """The same nodes; a programme without a department has the one that stands between its heading and the next.

    ``lists`` are the numbers of the year tables: what a row of one names has no pages behind it, and is of the office
    of the section that the table stands in.
    """
    made = _with_offices(nodes, _charted(nodes, pieces))
    made = _with_offices(made, _on_own_pages(made, pieces, lists))
    made = _with_offices(made, _of_sections(made, pieces, lists))
    if all(node.department for node in made if node.level == "program"):
        return made
    made = _with_offices(made, _in_headings(made, pieces))
    return _with_offices(made, _run_on(made, pieces))


def _with_offices(nodes: Sequence[ProgramNode], offices: Mapping[str, str]) -> list[ProgramNode]:
    return [node if node.department else replace(node, department=offices.get(node.no, "")) for node in nodes]


def _on_own_pages(nodes: Sequence[ProgramNode], pieces: Sequence[Piece], lists: Collection[int]) -> dict[str, str]:
    """The office that stands between the heading of a programme and the next, by the programme's number."""
    at = _starts_of_pages(nodes, pieces)
    starts = sorted(at.values())
    headings = {node.place for node in nodes}
    found: dict[str, str] = {}
    for node in nodes:
        if node.no in at and not node.department:
            start = at[node.no]
            behind = bisect_right(starts, start)
            end = starts[behind] if behind < len(starts) else len(pieces)
            pages = [piece for piece in pieces[start:end] if piece.place != node.place]
            own = pages[:WITHIN]
            if node.place.table in lists:
                own = [*takewhile(lambda piece: piece.place.table in lists and piece.in_table, own)]
            office = _office_in(own) or _office_in_form(own, bare(node.name))
            found[node.no] = office or _office_in_column(
                [*takewhile(lambda piece: piece.place not in headings, pages)], lists
            )
    return found


def _office_in_column(pages: Sequence[Piece], lists: Collection[int]) -> str:
    """The one office in the column that a year table of the programme has for it: 재원 | 2027 | 2028 | 담당부서."""
    for position, piece in enumerate(pages):
        if piece.place.table in lists and piece.in_table and is_word("department_label", piece.text):
            office = _without_telephone(_below(piece, pages[position + 1 :]))
            return office if is_office(office, is_labelled=True) and not is_word("not_live", office) else ""
    return ""


def _starts_of_pages(nodes: Sequence[ProgramNode], pieces: Sequence[Piece]) -> dict[str, int]:
    """Where the pages of each programme begin: at its heading, or at the card that names it in one of its rows."""
    at = _positions(nodes, pieces)
    first: dict[tuple[int, int | None], int] = {}
    for position, piece in enumerate(pieces):
        first.setdefault(_table_of(piece), position)
    of_table = {table: position for (_, table), position in first.items()}
    of_table.pop(None, None)
    begins = {node.no: at.get(node.place, of_table.get(node.place.table)) for node in nodes if node.level == "program"}
    named = {no: position for no, position in begins.items() if position is not None}
    times = Counter(_table_of(pieces[position]) for position in named.values())
    is_card = {no: pieces[at].in_table and times[_table_of(pieces[at])] == 1 for no, at in named.items()}
    return {no: first[_table_of(pieces[position])] if is_card[no] else position for no, position in named.items()}


def _table_of(piece: Piece) -> tuple[int, int | None]:
    return piece.block, piece.place.table


def _positions(nodes: Sequence[ProgramNode], pieces: Sequence[Piece]) -> dict[Place, int]:
    """Where the first piece at the place of each node stands."""
    wanted = {node.place for node in nodes}
    found: dict[Place, int] = {}
    for position, piece in enumerate(pieces):
        if piece.place in wanted:
            found.setdefault(piece.place, position)
    return found


def _of_sections(nodes: Sequence[ProgramNode], pieces: Sequence[Piece], lists: Collection[int]) -> dict[str, str]:
    """The office that a section says below its heading, for what the rows of its tables name."""
    at = _positions(nodes, pieces)
    known = {node.no: node for node in nodes}
    headings = sorted(at[node.place] for node in nodes if node.place in at and node.place.table not in lists)
    found: dict[str, str] = {}
    for node in nodes:
        over = known.get(node.parent_no)
        in_row = node.level == "program" and node.place.table in lists and node.place in at
        if node.department or not in_row or over is None or over.place not in at:
            continue
        start = at[over.place]
        behind = bisect_right(headings, start)
        end = min(start + WITHIN, at[node.place], *headings[behind : behind + 1])
        found[node.no] = _office_in([piece for piece in pieces[start + 1 : end] if not piece.in_table])
    return found


def _in_headings(nodes: Sequence[ProgramNode], pieces: Sequence[Piece]) -> dict[str, str]:
    """The office behind a name that a chart of costs gives a programme of its own, where one heading prints both."""
    named: dict[str, list[ProgramNode]] = defaultdict(list)
    for node in nodes:
        if node.level == "program" and node.name:
            named[bare(node.name)].append(node)
    wanted = [name for name, same in named.items() if len(same) == 1 and not same[0].department]
    if not wanted:
        return {}
    holds_one = _any_of(wanted)
    offices: dict[str, set[str]] = defaultdict(set)
    for piece in pieces:
        if (piece.in_frame or not piece.in_table) and holds_one(piece.bare):
            _, name, office = number_and_name(piece.text, piece.place)
            offices[bare(name)] |= {office} - {""}
    return {named[name][0].no: next(iter(offices[name])) for name in wanted if len(offices[name]) == 1}


def _any_of(names: Collection[str]) -> Callable[[str], bool]:
    """Whether a text holds one of some names; many are looked for at once, by their first letters."""
    shortest = min(map(len, names))
    begun: dict[str, tuple[str, ...]] = {}
    for name in names:
        begun[name[:shortest]] = (*begun.get(name[:shortest], ()), name)

    def holds_one(text: str) -> bool:
        starts = range(len(text) - shortest + 1)
        return any(text.startswith(begun.get(text[at : at + shortest], ("\0",)), at) for at in starts)

    return holds_one


def _run_on(nodes: Sequence[ProgramNode], pieces: Sequence[Piece]) -> dict[str, str]:
    """The offices that stand behind the names of programmes in a chart that has become a line.

    Its head ends in the words for a programme and for its office, and each programme that it names has an office.
    """
    known: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        if node.level == "program" and node.name:
            known[node.name].append(node.no)
    for chart in _run_on_charts(nodes, pieces):
        named = regex.compile(rf"(?<!\S)({'|'.join(map(regex.escape, sorted(known, key=len)[::-1]))})(?=\s)")
        offices: dict[str, list[str]] = defaultdict(list)
        for found in named.finditer(chart):
            office = _behind_name().match(chart, found.end())
            offices[found[1]].append(office["office"] if office else "")
        if len(offices) >= FEWEST and all(all(printed) for printed in offices.values()):
            return {
                no: office
                for name, printed in offices.items()
                if len(printed) == len(known[name])
                for no, office in zip(known[name], printed, strict=True)
            }
    return {}


def _run_on_charts(nodes: Sequence[ProgramNode], pieces: Sequence[Piece]) -> Iterator[str]:
    """What stands behind the head of each chart that has become text, as far as the first page of a programme."""
    places = {node.place for node in nodes if node.level == "program"}
    for position, piece in enumerate(pieces):
        head = None if piece.in_table else _chart_head().search(piece.text)
        if not head:
            continue
        chart = piece.text[head.end() :]
        for behind in pieces[position + 1 :]:
            if behind.in_table or behind.place in places or len(chart) > LONGEST_CHART:
                break
            chart = f"{chart} {behind.text}"
        yield chart


@cache
def _chart_head() -> regex.Pattern[str]:
    """The end of the head of a chart: 추진과제 단위사업 담당부서."""
    program = (*words_printed_for("outline_word", "program"), *words_printed_for("chart_head", "program"))
    names = "|".join(map(regex.escape, sorted({*program, *words("name_label")})))
    return lazy_pattern(rf"(?<!\S)(?:{names})명?\s(?:{spaced_pattern('department_label')})(?=\s|$)")


@cache
def _one_office() -> str:
    """The name of one office as one word, before no other: of two the first may be the office above."""
    ends = "|".join(map(regex.escape, words("department")))
    name = rf"(?=\p{{Hangul}}[\p{{Hangul}}{DOTS}]{{2}})[\p{{Hangul}}{DOTS}]{{0,15}}(?:{ends})(?!\S)"
    return rf"(?<office>{name})(?!\s{name})"


@cache
def _behind_name() -> regex.Pattern[str]:
    return lazy_pattern(rf"\s{_one_office()}")


@cache
def _in_form() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?<!\S)(?:{spaced_pattern('department_label')})\s{_one_office()}")


@cache
def _begins_a_form() -> regex.Pattern[str]:
    label = rf"(?:{'|'.join(map(spaced_pattern, BEHIND_NAME))})\s"
    return lazy_pattern(rf"{label}.*?\S\s{label}")


@cache
def _form_name() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?<!\S)(?:{spaced_pattern('name_label')})\s")


def _office_in_form(own: Sequence[Piece], name: str) -> str:
    """The office of a form that has become a line: 사업명 길 정비 담당부서 도로과.

    It names the programme, or stands right behind the heading, begins with a label and has more than one.
    """
    for at, piece in enumerate(own):
        label = None if piece.in_table else _form_name().search(piece.text)
        is_named = label and name and bare(piece.text[label.end() :]).startswith(name)
        if is_named or (at == 0 and not piece.in_table and _begins_a_form().match(piece.text)):
            found = {office["office"] for office in _in_form().finditer(piece.text)}
            return found.pop() if len(found) == 1 else ""
    return ""


def _charted(nodes: Sequence[ProgramNode], pieces: Sequence[Piece]) -> dict[str, str]:
    """The office of each programme that a chart names in the column under 담당부서; by the programme's name.

    Programmes of one name have one row each, in their order.
    """
    known: dict[str, list[str]] = {}
    for node in nodes:
        if node.level == "program" and node.name:
            known.setdefault(bare(node.name), []).append(node.no)
    columns = {  # of each table that has such a head, its column
        (piece.block, piece.place.table): piece.place.column
        for piece in pieces
        if piece.in_table and not piece.in_frame and is_word("department_label", piece.text) and piece.place.column
    }
    rows: dict[tuple[int, int | None, int | None], list[Piece]] = {}
    for piece in pieces:
        if piece.in_table and (piece.block, piece.place.table) in columns:
            rows.setdefault((piece.block, piece.place.table, piece.place.row), []).append(piece)
    offices: dict[tuple[int, int | None, str], list[str]] = {}
    for (block, table, _), row in rows.items():
        office = next((_without_telephone(p.text) for p in row if p.place.column == columns[block, table]), "")
        named = [name for p in row if (name := bare(p.text.removeprefix(p.code).strip())) in known]
        if len(named) == 1 and is_office(office, is_labelled=True):
            offices.setdefault((block, table, named[0]), []).append(office)
    found: dict[str, str] = {}
    for (_, _, name), printed in offices.items():
        if len(printed) == len(known[name]):
            found |= dict(zip(known[name], printed, strict=True)) | found
    return found


def _without_telephone(text: str) -> str:
    """The office without the telephone number behind it and the name of the official who answers it."""
    found = TELEPHONE.search(text)
    words_left = (text[: found.start()] if found else text).split()
    if not found and not any(map(_led_by, words_left[-2:])):
        return text
    while len(words_left) > 1 and not _led_by(words_left[-1]) and _may_be_a_person(words_left[-1]):
        words_left.pop()
    if words_left:
        words_left[-1] = _led_by(words_left[-1]) or words_left[-1]
    return " ".join(words_left)


def _led_by(word: str) -> str:
    """The office that a word calls an official the head of, or '': 가족복지과장."""
    office = word.removesuffix(HEAD_OF_IT)
    return office if office != word and len(office) > 1 and office.endswith(words("department")) else ""


def _may_be_a_person(word: str) -> bool:
    is_office = word.endswith(words("department"))
    return not is_office or (len(word) == OF_A_NAME and word.endswith(ENDS_AS_NAMES))


@cache
def _said() -> regex.Pattern[str]:
    """A line of an office: 2) 추진 부서: 도로과, ㅇ (담당) 공원과, 주관부서(협조): 도로과(건설과)."""
    label, remark = spaced_pattern("department_label"), rf"[{OPENING}]\p{{Hangul}}{{2,6}}[{CLOSING}]"
    behind = rf"(?:{label})\s?(?:{remark})?\s*[{COLONS}]|[{OPENING}]\s?(?:{label})\s?[{CLOSING}]\s*[{COLONS}]?"
    return lazy_pattern(rf"\W*(?:{ITEM}\s*)?(?:{behind})\s*{OFFICE}")


def _office_in(own: Sequence[Piece]) -> str:
    """The first office that a line or a cell behind its label names."""
    for position, piece in enumerate(own):
        text = _without_telephone(piece.text)
        said = _said().match(text)
        found = said or (None if piece.in_table else ALONE.fullmatch(text))
        if piece.in_table and is_word("department_label", piece.text) and position + 1 < len(own):
            beside = own[position + 1]
            is_beside = beside.place.row == piece.place.row
            found = said = CELL.fullmatch(_without_telephone(beside.text)) if is_beside else None
        office = " ".join(found["office"].split()) if found else ""
        if is_office(office, is_labelled=said is not None) and not is_word("not_live", office):
            return office
    return ""


def _below(head: Piece, behind: Sequence[Piece]) -> str:
    """What stands in the column under its head, or '' where that is more than one text."""
    column = [piece for piece in behind if piece.in_table and piece.place.table == head.place.table]
    texts = {piece.text for piece in column if piece.place.column == head.place.column and piece.text}
    return texts.pop() if len(texts) == 1 else ""

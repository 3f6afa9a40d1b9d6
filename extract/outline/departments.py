"""The office in charge of a programme, where its own pages or its form say it: 담당부서 : 공원녹지과, [공원녹지과]."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex
from msgspec.structs import replace

from extract.pieces import Piece
from extract.vocabulary import is_word, spaced_pattern, words
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.records.printed import ProgramNode
from plan.script import CLOSING, COLONS, DASHES, DOTS, OPENING, PHONES, RINGS

WITHIN = 40  # pieces behind the heading of a programme; its form is no longer
OFFICE = rf"(?<office>[\p{{Hangul}}{DOTS},\s]{{3,24}})"
ALONE = lazy_pattern(rf"[{OPENING}]\s*{OFFICE}\s*[{CLOSING}]?")  # a telephone number goes with what closes it
CELL = lazy_pattern(OFFICE)
TELEPHONE = lazy_pattern(  # behind an office, with or without brackets: (☎02-2116-3000), ☏ 2116-1234, 내선 3012
    rf"\s*[{OPENING}]?\s*(?:(?:[{PHONES}]|전화(?:번호)?|연락처|내선|[Tt][Ee][Ll]\.?)\s*[{COLONS}]?\s*[\d{OPENING}]"
    rf"|(?:0\d{{1,2}}\s?[{DASHES}.{CLOSING}]\s?)?\d{{3,4}}\s?[{DASHES}.]\s?\d{{4}})[^\p{{Hangul}}]*$"
)
OF_A_NAME = 3  # syllables of a person's name
ENDS_AS_NAMES = ("실", "국", "원")  # endings of offices that are those of given names too: 김영실


def with_departments(nodes: Sequence[ProgramNode], pieces: Sequence[Piece]) -> list[ProgramNode]:
    """The same nodes; a programme without a department has the one that stands between its heading and the next."""
    charted = _charted(nodes, pieces)
    nodes = [node if node.department else replace(node, department=charted.get(node.no, "")) for node in nodes]
    at = {piece.place: position for position, piece in reversed([*enumerate(pieces)])}
    starts = sorted(at[node.place] for node in nodes if node.level == "program" and node.place in at)
    made = []
    for node in nodes:
        if node.level == "program" and not node.department and node.place in at:
            start = at[node.place]
            end = min([start + WITHIN, *(other for other in starts if other > start)])
            made.append(replace(node, department=_office_in(pieces[start + 1 : end])))
        else:
            made.append(node)
    return made


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
        if len(named) == 1 and office.endswith(words("department")):
            offices.setdefault((block, table, named[0]), []).append(office)
    found: dict[str, str] = {}
    for (_, _, name), printed in offices.items():
        if len(printed) == len(known[name]):
            found |= dict(zip(known[name], printed, strict=True)) | found
    return found


def _without_telephone(text: str) -> str:
    """The office without the telephone number behind it and the name of the official who answers it."""
    found = TELEPHONE.search(text)
    if not found:
        return text
    words_left = text[: found.start()].split()
    while len(words_left) > 1 and _may_be_a_person(words_left[-1]):
        words_left.pop()
    return " ".join(words_left)


def _may_be_a_person(word: str) -> bool:
    is_office = word.endswith(words("department"))
    return not is_office or (len(word) == OF_A_NAME and word.endswith(ENDS_AS_NAMES))


@cache
def _said() -> regex.Pattern[str]:
    return lazy_pattern(rf"\W*(?:[{RINGS}]\s*)?(?:{spaced_pattern('department_label')})\s*[{COLONS}]\s*{OFFICE}")


def _office_in(own: Sequence[Piece]) -> str:
    """The first office that a line or a cell behind its label names."""
    for position, piece in enumerate(own):
        text = _without_telephone(piece.text)
        found = _said().match(text) or (None if piece.in_table else ALONE.fullmatch(text))
        if piece.in_table and is_word("department_label", piece.text) and position + 1 < len(own):
            found = CELL.fullmatch(_without_telephone(own[position + 1].text))
        office = " ".join(found["office"].split()) if found else ""
        if office.endswith(words("department")):
            return office
    return ""

"""The title of a document by the first of the named rules that finds one; the last of them are doubtful."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, takewhile, zip_longest

import msgspec
import regex
from msgspec.structs import replace

from extract.identity.cover import (
    LEADING,
    LONGEST_TITLE,
    NUMBERED,
    PART_MARKS,
    Line,
    cover_lines,
    cover_words,
    is_title_like,
)
from extract.pieces import NO_TYPE, Piece
from extract.sheet_names import is_said, sheet_of
from plan.forms import bare, composed, letters, single_spaced
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Document, Paragraph
from plan.records.printed import Period
from plan.records.values import TitleRule
from plan.script import CLOSING, COLONS, DOTS, OPENING, QUOTE, ROMAN, SPAN, TILDES
from plan.years import find_years

TITLE_WITHIN = 60  # pieces; a plan says its name and its years on its cover
LONGEST_LINE = 60  # characters of a first line that stands in for a title
LABEL_AND_VALUE = 2  # filled cells of a row of a form from the label on; a head of columns has more
SEVERAL = 2  # sheets of programmes with names of their own
SHORT_CHAPTER = 6  # letters of a heading that names nothing: 일반 현황; 가온시 인구 현황 may be a title
FIRST_CELLS = 8  # of a form that opens the document, in which its name stands
LEAST_CALLED = 6  # letters of a file's name that says something: plan-2026, not a scan's number
LARGER = 1.3  # than the line that is next in size
PERIOD = lazy_pattern(rf"{QUOTE}?\s?\d{{2,4}}(?:년도?|\.)?\s?[{SPAN}]\s?{QUOTE}?\s?\d{{2,4}}(?:년도?|\.)?")
TITLE = lazy_pattern(
    rf"(?<![{SPAN}\d\p{{L}}]|[{SPAN}]\s|[{SPAN}]\s?{QUOTE})(?P<title>[\p{{Hangul}}A-Za-z0-9{DOTS}\s]{{2,60}}?(?:계획|대책|시책|로드맵)(?:\s?\(안\))?)\s*[{OPENING}]?\s*"
    rf"(?P<period>{PERIOD.pattern})"
)
MONTH = r"\s?[.년]\s?(?:1[0-2]|0?[1-9])\s?[.월]?(?:\s?(?:3[01]|[12]\d|0?[1-9])\s?[.일]?)?"
SPELLED_OUT = lazy_pattern(  # 2026. 1. ~ 2029. 12., 2026년부터 2029년까지
    rf"(?P<first>20\d\d)(?:{MONTH}\s?[{SPAN}]\s?(?P<last>20\d\d){MONTH}|\s?년\s?부터\s?(?P<last>20\d\d)\s?년\s?까지)"
)
BEHIND_NAME = lazy_pattern(  # (폐기물처리 기본계획, 2026~2029)
    rf"[{OPENING}][\p{{Hangul}}{DOTS}\s]{{2,40}}(?:계획|대책|시책|로드맵)\s?,\s?{PERIOD.pattern}\s?[{CLOSING}]"
)
ALONE = lazy_pattern(rf"[{OPENING}]?\s*{PERIOD.pattern}\s?[)\]]?")
BEHIND_PERIOD_LABEL = rf"\s?기간[{COLONS})\]\s]*{PERIOD.pattern}"
LABELLED = lazy_pattern(rf"[^\p{{L}}\d]*계획{BEHIND_PERIOD_LABEL}")
OF_PROJECT = lazy_pattern(rf"[^\p{{L}}\d]*사업{BEHIND_PERIOD_LABEL}")
CHAPTER = lazy_pattern(rf"(?<number>{ROMAN}|\d{{1,2}}|제\s?\d{{1,2}}\s?장)\s?[.)]?\s+(?<name>\p{{Hangul}}.*)")
SURE = ("kind-and-subject", "named", "said-twice", "framed")  # rules of a name on the cover; others only guess
OF_ONE_LINE = (*SURE, "name-and-years")  # rules whose title is a line of the cover
BEHIND_PERIOD = lazy_pattern(rf"^[{CLOSING}\s]+")
YEAR_ALONE = lazy_pattern(r"(?:19|20)\d\d\s?(?:회계연도|학년도|년도|년)")
YEAR_IN_FRONT = lazy_pattern(r"(?P<year>(?:19|20)\d\d)\s?(?:회계연도|학년도|년도|년)?\s")
SHORT_END = 6  # characters of a line such as 변경계획, 시행계획
DRAFT = lazy_pattern(r"\s?\((?:안|수정|변경|초안)\)$")
YEAR_BEHIND = lazy_pattern(  # 시행계획 (2026년), 경영목표 (2026~2028), 종합계획 2040
    rf"\s?\((?:(?:19|20)\d\d년?도?|{PERIOD.pattern})\)$|(?:\s?\([^()]{{1,12}}\))?\s(?:19|20)\d\d년?$"
)
SPACED_OUT = lazy_pattern(r"\p{Hangul}(?: \p{Hangul}){2,}")  # 통 합 재 정 통 계
BEHIND_LABEL = lazy_pattern(rf"(?<label>[^{COLONS}]{{2,8}})[{COLONS}]\s*(?<name>\S.*)")  # 사업명: 물길 정비
IN_FRONT_OF_CHAPTER = lazy_pattern(rf"^{NUMBERED.pattern}[.)\s]*")
FORM_NAME = lazy_pattern(rf"[{OPENING}]?\s*(?:서식|별지|붙임)")


class Title(msgspec.Struct, frozen=True):
    """The title as it is published, where it begins, the rule that found it, and the period that it states."""

    text: str
    place: Place
    rule: TitleRule
    period: Period | None = None


class _Evidence(msgspec.Struct, frozen=True):
    pieces: Sequence[Piece]
    lines: Sequence[Line]
    document: Document


Found = tuple[str, Place] | None


def find_title(pieces: Sequence[Piece], document: Document) -> Title:
    """The title of a document; empty where nothing of it says one.

    A name with its period that only the text has is another plan's where the cover has a name of its own: the plan of
    the level above, the plan before.
    """
    pieces = [*_of_whole_words(pieces[:TITLE_WITHIN]), *pieces[TITLE_WITHIN:]]
    evidence = _Evidence(pieces, cover_lines(list(_without_sheets(pieces))), document)
    found = _of_one_type(_found(evidence), evidence.lines)
    return replace(found, rule="first-line") if found.place in _heads_of_sheets(pieces) else found


def _without_sheets(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without the sheets of programmes, where there is more than one: no sheet names the plan then."""
    sheets = {piece.block for piece in pieces if piece.in_sheet}
    if len({letters(piece.text) for piece in pieces if piece.in_sheet}) < SEVERAL:
        sheets = set()
    return (piece for piece in pieces if piece.block not in sheets)


def _heads_of_sheets(pieces: Sequence[Piece]) -> frozenset[Place]:
    """The lines over the sheets of a workbook that name only their own sheet: such a title is not that of the plan.

    A line begins with the name of its sheet, or differs from sheet to sheet; a form on each names a programme.
    Where only one sheet has such a line, it may be the plan's.
    """
    heads = [piece for piece in pieces if piece.place.cell and _heads_its_sheet(piece)]
    on = {(piece.bare, sheet_of(piece.place)) for piece in heads}
    said = Counter(text for text, _ in on)
    is_several = len({sheet for _, sheet in on}) >= SEVERAL
    return frozenset(piece.place for piece in heads if is_several and said[piece.bare] == 1)


def _heads_its_sheet(piece: Piece) -> bool:
    name = sheet_of(piece.place)
    is_named = not piece.in_table and is_said(name) and piece.bare.startswith(bare(name))
    return piece.outline > 0 or piece.in_frame or is_named


def _of_whole_words(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, a line whose last word is broken (… 기본계 / 획) as one with the line that ends it."""
    broken: Piece | None = None
    for piece in pieces:
        if broken is not None and piece.type == broken.type and _ends_word(broken.text, piece.text):
            yield replace(broken, text=broken.text + piece.text)
            broken = None
            continue
        if broken is not None:
            yield broken
        broken = None if piece.in_table else piece
        if piece.in_table:
            yield piece
    if broken is not None:
        yield broken


def _ends_word(line: str, behind: str) -> bool:
    """Whether the second line is no more than the rest of the word that titles end with, and their years."""
    end = letters(PERIOD.sub("", YEAR_BEHIND.sub("", DRAFT.sub("", behind))))
    return any(
        word.endswith(end) and letters(line).endswith(word.removesuffix(end))
        for word in cover_words("title_end")
        if 0 < len(end) < len(word)
    ) and not _ends_as_title(line)


def _found(evidence: _Evidence) -> Title:
    """The title as one line says it, or two lines that its name and its years are on."""
    pieces = evidence.pieces
    shown = [piece for piece in pieces[:TITLE_WITHIN] if piece.text]
    dated = _with_period([piece for piece in shown[: len(evidence.lines)] if is_title_like(piece.text)])
    if dated:
        return dated
    found, dated = _by_rule(evidence), _with_period(shown)
    if dated and (found.rule not in SURE or _is_one(found.text, dated.text)):
        return dated
    period = found.period or _period_of_cover(evidence.lines) or _labelled_period(shown)
    return replace(found, period=period or _period_of_overview(pieces))


def _by_rule(evidence: _Evidence) -> Title:
    for rule, read in RULES:
        found = read(evidence)
        if found:
            text, place = found
            text = text.replace(" ", "") if SPACED_OUT.fullmatch(text) else text
            return Title(text, place, rule, stated_period(text, place))
    return Title("", Place(), "none")


def _of_one_type(title: Title, lines: Sequence[Line]) -> Title:
    """The title with the lines of the very same type that stand directly before and behind it, or the year before it.

    노후 상수도 정비 / 국고보조 투자계획(2026∼2030), 먹거리 종합계획 / 변경계획. What is behind is short.
    """
    at = next((index for index, line in enumerate(lines) if line.place == title.place), None)
    if at is None or title.rule not in OF_ONE_LINE or lines[at].type == NO_TYPE:
        return title
    text, place = title.text, title.place
    largest = max(line.type for line in lines)
    before, behind = lines[at - 1] if at else None, lines[at + 1] if at + 1 < len(lines) else None
    is_sheet = before is not None and sheet_of(before.place) == before.text.strip()  # a sheet of one year names itself
    if before and not is_sheet and YEAR_ALONE.fullmatch(before.text.strip()) and not find_years(text):
        return replace(title, text=f"{before.text.strip()} {text}", place=before.place)
    if lines[at].type != largest:
        return title
    if behind and behind.type == largest and (_is_short_end(behind.text) or _is_of_one_year_of(text, behind.text)):
        text = f"{text} {behind.text}"
    if before and before.type == largest and is_title_like(before.text) and not _ends_as_title(before.text):
        text, place = f"{before.text} {text}", before.place
    return replace(title, text=text, place=place) if len(text) <= LONGEST_TITLE else title


def _period_of_cover(lines: Sequence[Line]) -> Period | None:
    """The one period that has a line of the cover to itself, or one with another name of the plan: (2026~2030)."""
    alone = [line for line in lines if _is_period(_in_years(line.text))]
    return stated_period(alone[0].text, alone[0].place) if len({letters(line.text) for line in alone}) == 1 else None


def _is_period(text: str) -> bool:
    return ALONE.fullmatch(text) is not None or BEHIND_NAME.fullmatch(text) is not None


def _in_years(text: str) -> str:
    """A text with its periods of months and those in words, of more than one year, as periods of years: 2026~2029."""
    return SPELLED_OUT.sub(
        lambda found: f"{found['first']}{TILDES[0]}{found['last']}" if found["first"] < found["last"] else found[0],
        text,
    )


def _labelled_period(pieces: Sequence[Piece]) -> Period | None:
    """The period behind the first 계획기간, on a line or in the row of a form."""
    return next(_periods_behind(LABELLED, pieces), None)


def _periods_behind(label: regex.Pattern[str], pieces: Sequence[Piece]) -> Iterator[Period]:
    """The periods of several years behind a label, in its line, in its cell or in the cell beside it."""
    for piece, beside in zip_longest(pieces, pieces[1:]):
        is_cell = beside is not None and piece.in_table and beside.in_table and piece.place.row == beside.place.row
        is_beside = is_cell and not PERIOD.search(_in_years(piece.text))
        printed = f"{piece.text} {beside.text}" if is_beside else piece.text
        found = label.match(in_years := _in_years(printed))
        said = SPELLED_OUT.search(printed) if in_years != printed else found
        period = stated_period(said[0], beside.place if is_beside else piece.place) if found and said else None
        if period and period.first != period.last:
            yield period


def _period_of_overview(pieces: Sequence[Piece]) -> Period | None:
    """The one 사업기간 of several years that the document prints, in a first chapter that is its overview.

    A second one would be of a programme, and so would one in another chapter.
    """
    chapters = [(at, found) for at, piece in enumerate(pieces) if (found := CHAPTER.fullmatch(piece.text))]
    first = next((at for at, found in chapters if letters(found["name"]) in cover_words("overview")), None)
    if first is None or first != chapters[0][0] or len(list(_periods_behind(OF_PROJECT, pieces))) != 1:
        return None
    series = _series(chapters[0][1])
    end = next((at for at, found in chapters[1:] if _series(found) == series), len(pieces))
    return next(_periods_behind(OF_PROJECT, pieces[first:end]), None)


def _series(chapter: regex.Match[str]) -> str:
    """How the number of a chapter is written: Ⅰ., 1., 제1장."""
    number = chapter["number"]
    return "digit" if number.isdecimal() else number[0] if number.startswith("제") else "roman"


def _is_one(name: str, dated: str) -> bool:
    """Whether two names are of one plan: one of them says no more than the other and its years."""
    short, long = sorted((letters(PERIOD.sub("", one)) for one in (name, dated)), key=len)
    return short in long


def _with_period(pieces: Sequence[Piece]) -> Title | None:
    """The plan's name with its period as ``name(2024~2027)``, on one line or on two."""
    for joined in (False, True):
        for piece, following in zip_longest(pieces, pieces[1:]):
            text = f"{piece.text} {following.text}" if joined and following else _in_years(piece.text)
            found = TITLE.search(text) if PERIOD.search(text) else None  # prose without a period is soon left
            period = stated_period(found["period"], piece.place) if found else None
            if found and period:
                name = _without_labels(found["title"].split())
                behind = BEHIND_PERIOD.sub("", text[found.end() :])
                end = f" {behind}" if _is_short_end(behind) else ""
                return Title(f"{name}({period.first}~{period.last}){end}", piece.place, "name-and-years", period)
    return None


def _without_labels(words: Sequence[str]) -> str:
    """A name without the words of the page that a text on one line has in front of it: 결재문서 가온시 도서관 계획."""
    first = next((at for at, word in enumerate(words) if letters(word) not in cover_words("no_title")), 0)
    return " ".join(words[first:])


def stated_period(printed: str, place: Place) -> Period | None:
    """The one period that a title names anywhere: ``2024~2028년 중기지방재정계획``."""
    periods = {
        (reading.year, reading.year_to) for reading in find_years(_in_years(printed)) if reading.kind == "period"
    }
    first, last = periods.pop() if len(periods) == 1 else (None, None)
    return Period(first=first, last=last, basis="stated", printed=printed, place=place) if first and last else None


def _kind_and_subject(evidence: _Evidence) -> Found:
    """``규제영향분석서`` over the name of the decree that it is about: two lines joined; a release has its headline."""
    for index, line in enumerate(evidence.lines[:TITLE_WITHIN]):
        kind = letters(line.text)
        if kind in cover_words("kind_alone") and not line.in_form:
            subjects = [one for one in evidence.lines[index + 1 :] if not one.in_form]
            subject = next((one for one in subjects if _is_subject(one.text)), None)
            if subject:
                is_ended = not kind.endswith("분석서")
                return (subject.text if is_ended else f"{subject.text} {line.text}"), line.place
    return None


def _is_subject(text: str) -> bool:
    return is_title_like(text)


def _named(evidence: _Evidence) -> Found:
    """A line of the cover that ends as titles do; of several the largest, and of equal ones the first."""
    named = [line for line in _free(evidence) if _ends_as_title(line.text) and not line.before_table]
    if not named:
        return None
    largest = max(line.size for line in named)
    line = next(line for line in named if line.size * LARGER >= largest)
    return line.text, line.place


def _said_twice(evidence: _Evidence) -> Found:
    """A cell of the form of a decision letter that ends as titles do and stands once more over its text."""
    seen: set[str] = set()
    for line in evidence.lines:
        if is_title_like(line.text) and _ends_as_title(line.text):
            if letters(line.text) in seen:
                return line.text, line.place
            seen.add(letters(line.text))
    return None


def _framed(evidence: _Evidence) -> Found:
    """What stands alone in a box before everything else, without the label that the box may have for it: 사업명."""
    line = next((line for line in _free(evidence) if line.framed), None)
    if line is None:
        return None
    found = BEHIND_LABEL.fullmatch(line.text)
    is_label = found is not None and letters(found["label"]) in cover_words("title_label")
    return (LEADING.sub("", found["name"]) if found and is_label else line.text, line.place)


def _labelled(evidence: _Evidence) -> Found:
    """The cell behind a label such as 제목 or 사업명, where the form opens the document."""
    for line, following in zip(evidence.lines, evidence.lines[1:], strict=False):
        if letters(line.text) in cover_words("title_label") and is_title_like(following.text):
            return following.text, following.place
    return None


def _largest(evidence: _Evidence) -> Found:
    """The one line whose type is clearly larger than that of all others."""
    by_size = sorted(_free(evidence), key=lambda line: line.size, reverse=True)
    if not by_size or not by_size[0].size:
        return None
    if len(by_size) > 1 and by_size[0].size < LARGER * by_size[1].size:
        return None
    return by_size[0].text, by_size[0].place


def _behind_form(evidence: _Evidence) -> Found:
    """The first line behind the form of a decision letter, or behind the line that names a form."""
    behind = False
    for line in evidence.lines:
        if behind and not line.in_form and _may_be_title(line.text):
            return line.text, line.place
        behind = behind or line.in_form or FORM_NAME.match(line.text) is not None
    return None


def _running_head(evidence: _Evidence) -> Found:
    """What the heads of the pages say, where they end as titles do."""
    for block in evidence.document.blocks:
        if isinstance(block, Paragraph) and block.within in ("header", "footer"):
            text = single_spaced(block.text)
            if is_title_like(text) and _ends_as_title(text):
                return text, block.place
    return None


def _information(evidence: _Evidence) -> Found:
    """What the file says of itself, where it ends as titles do: programs put the first line of any text there."""
    text = single_spaced(evidence.document.titled)
    return (text, Place()) if is_title_like(text) and _ends_as_title(text) else None


def _file_name(evidence: _Evidence) -> Found:
    """A file's name in Korean that ends as titles do."""
    text = single_spaced(composed(evidence.document.source.name).rpartition(".")[0].replace("_", " "))
    return (text, Place()) if is_title_like(text) and _ends_as_title(text) else None


def _labelled_twice(evidence: _Evidence) -> Found:
    """What two labels such as 규제사무명 name alike, in the summary and in the form behind it.

    사업명 stands on the sheet of each programme, and on the sheet's next page once more.
    """
    seen: set[str] = set()
    for text, place in _behind_labels(evidence, "subject_label"):
        if letters(text) in seen:
            return text, place
        seen.add(letters(text))
    return None


def _labelled_cell(evidence: _Evidence) -> Found:
    """What the first such label names."""
    return next(_behind_labels(evidence, "title_label"), None)


def _behind_labels(evidence: _Evidence, kind: str) -> Iterator[tuple[str, Place]]:
    """The cells that labels of titles name further on: the one beside, or the one below where labels stand in a row."""
    cells = [piece for piece in evidence.pieces[: 2 * TITLE_WITHIN] if piece.in_table and not piece.in_frame]
    for label in cells:
        if letters(label.text) not in cover_words(kind):
            continue
        table = [cell for cell in cells if cell.block == label.block and cell.place.table == label.place.table]
        row = [cell for cell in table if cell.place.row == label.place.row and cell.text]
        is_head = label.place.row == 0 and len(row) - row.index(label) > LABEL_AND_VALUE
        near = [cell for cell in table if cell.place.column == label.place.column] if is_head else row
        behind = near[near.index(label) + 1 :]
        if behind and not (is_head and len(behind) > 1) and is_title_like(behind[0].text):
            yield behind[0].text, behind[0].place


def _first_line(evidence: _Evidence) -> Found:
    """The first text before the contents that may be a title: a line, a heading behind its mark, a cell of a form.

    A chapter without its number stands in where nothing else does.
    """
    before = list(takewhile(lambda piece: letters(piece.text) not in cover_words("contents"), evidence.pieces))
    shown = [piece for piece in before[:TITLE_WITHIN] if piece.text]
    alone = [piece for piece in shown if piece.in_frame or not piece.in_table]
    marked = [replace(piece, text=piece.text[1:].strip()) for piece in alone if piece.text[0] in PART_MARKS]
    in_form = [piece for piece in shown if piece.in_table and not piece.in_frame]
    texts: Iterator[tuple[str, Place]] = chain(
        ((line.text, line.place) for line in evidence.lines if not line.in_form),
        ((piece.text, piece.place) for piece in (*marked, *in_form[:FIRST_CELLS])),
    )
    line = next((text for text in texts if is_title_like(text[0]) and not _is_of_chapter(text[0])), None)
    if line:
        return line
    first = next((piece for piece in shown if letters(piece.text) and not _is_label(piece.text)), None)
    return (IN_FRONT_OF_CHAPTER.sub("", first.text)[:LONGEST_LINE], first.place) if first else None


def _is_of_chapter(text: str) -> bool:
    """Whether a text ends as the headings of chapters do, which every plan has: 일반 현황, 추진 배경."""
    return letters(text).endswith(tuple(cover_words("chapter_end")))


def _name_of_file(evidence: _Evidence) -> Found:
    """Whatever a person has called the file, where nothing in it can stand for a title."""
    text = single_spaced(composed(evidence.document.source.name).rpartition(".")[0].replace("_", " "))
    return (text, Place()) if len(letters(text)) >= LEAST_CALLED else None


def _is_short_end(text: str) -> bool:
    """Whether a text is the end of a title alone: 변경계획, 시행계획(안)."""
    return len(letters(DRAFT.sub("", text))) <= SHORT_END and _ends_as_title(text)


def _is_of_one_year_of(plan: str, text: str) -> bool:
    """Whether a line is the plan of one year of the plan over it, and no name of its own: 2025년 연차별 시행계획."""
    said = YEAR_IN_FRONT.match(text.strip())
    period = stated_period(plan, Place()) if said else None
    if said is None or period is None or not period.first <= int(said["year"]) <= period.last:
        return False
    return letters(DRAFT.sub("", text.strip()[said.end() :])) in cover_words("yearly_plan")


def _is_label(text: str) -> bool:
    return letters(text) in cover_words("no_title") | cover_words("contents")


def _free(evidence: _Evidence) -> Iterator[Line]:
    return (line for line in evidence.lines if not line.in_form and _may_be_title(line.text))


def _may_be_title(text: str) -> bool:
    return is_title_like(text) and not (len(letters(text)) <= SHORT_CHAPTER and _is_of_chapter(text))


def _ends_as_title(text: str) -> bool:
    return letters(YEAR_BEHIND.sub("", DRAFT.sub("", text))).endswith(tuple(cover_words("title_end")))


RULES: tuple[tuple[TitleRule, Callable[[_Evidence], Found]], ...] = (
    ("kind-and-subject", _kind_and_subject),
    ("named", _named),
    ("said-twice", _said_twice),
    ("framed", _framed),
    ("labelled", _labelled),
    ("behind-form", _behind_form),
    ("largest", _largest),
    ("running-head", _running_head),
    ("information", _information),
    ("file-name", _file_name),
    ("labelled", _labelled_twice),
    ("labelled-cell", _labelled_cell),
    ("first-line", _first_line),
    ("name-of-file", _name_of_file),
)

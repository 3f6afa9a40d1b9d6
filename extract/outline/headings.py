"""The headings of a plan whose programmes have no codes: which name a programme, and which only a part of one."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter
from typing import Literal

import msgspec

from extract.pieces import Piece
from extract.vocabulary import bare, has_word, is_word, meaning, spaced_pattern
from plan.patterns import CIRCLED, ROMAN, lazy_pattern
from plan.records import Place, ProgramNode
from plan.script import QUOTE

MAX_LENGTH = 80  # characters; a longer paragraph is prose even where it begins with a number
KIND = r"(?:세부|단위|실천|추진|핵심|중점|전략)?\s?(?:과제|사업)"
CODE = rf"(?:\d{{1,2}}(?:-(?:\d{{1,2}}|[{CIRCLED}]))?|\d{{1,2}}\.\d{{1,2}}\.\d{{1,2}}|{ROMAN}-\d{{1,2}}(?:-\d{{1,2}})?)"
NUMBERED = lazy_pattern(
    rf"\s*(?:[\[<【〔(]\s*(?:{KIND})?\s*(?<code>{CODE})\s*[\]>】〕)]\s*|{KIND}\s?(?<code>{CODE}|[{CIRCLED}])[.):：]?\s+(?:[:：]\s*)?"
    rf"|(?<code>{CODE})[.)]?\s+|[가-하][.)]\s+|[{CIRCLED}❶-❿]\s*)(?=\S)"
)
NAMED = lazy_pattern(rf"[ㅇ\W]*(?:{spaced_pattern('name_label')})\s*[:：]\s*(?=\S)")
BOXED = lazy_pattern(r"\s*[□■▢▣◇◆◈]\s*(?=\S)")
BULLETED = lazy_pattern(r"\s*[○ㅇ●◦]\s*(?=\S)")
CHAPTER = lazy_pattern(
    rf"\s*(?:{ROMAN}\s?[.)]?\s+"
    r"|[IVX]{1,4}\.\s+|제\s?\d{1,2}\s?[장절편]\s+|[A-Z]\.\s+|\d{1,2}\.\d{1,2}\.?\s+(?=\p{Hangul})"
    rf"|{KIND}번호\s?(?<code>{CODE})\s+|[【](?=[^】]+】\s*$))(?=\S)"
)
APPENDIX = lazy_pattern(r"\s*[\[【<(]?\s*(?:붙임|별첨|부록|참고)\s?\d{0,2}\s*[\]】>)]?(?:\s|$)")
LEVELS = ((CHAPTER, 1), (NUMBERED, 1), (NAMED, 1), (BOXED, 2), (BULLETED, 3))
ASIDE = lazy_pattern(r"[(\[<][^()\[\]<>]*[)\]>]")
LEADING_YEAR = lazy_pattern(rf"^(?:{QUOTE}\d\d|(?:19|20)\d\d)년?도?\s*")
COST = lazy_pattern(r"\s*[:：]\s*[\d,.]+\s?(?:조|억|백만|천만|만|천)?\s?원$")  # ○ 진단체계 개발 : 80억원
PROSE = lazy_pattern(r"(?:\p{Hangul}다\.?|\p{Hangul}\.)$")  # a sentence ends so, a heading does not
FIELD = lazy_pattern(r"^[^:：]{1,10}\s*[:：]")  # ㅇ 기간 : 2024. 1. ~ 12.


class Heading(msgspec.Struct, frozen=True):
    """A marked line: its name, its code as printed or '', and its level from 1 (numbered) to 3 (a bullet).

    ``part`` says that it names no programme but a part that every programme has: its ``content`` in words, or a
    ``plan`` with tables; or that an ``appendix`` begins; '' for a programme.
    """

    name: str
    code: str
    level: int
    part: Literal["", "content", "plan", "appendix"]
    place: Place
    block: int


class Headings:
    """The headings of a document that name a programme, in order.

    Bullets below a part in words (□ 사업개요) are what it says; below □ 추진계획 they may be programmes of their own.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces

    @cached_property
    def _found(self) -> Sequence[Heading]:
        """Looked for when it is asked for: a plan with codes needs no headings."""
        found: list[Heading] = []
        content = 0
        for piece in self._pieces:
            heading = None if piece.in_table and not piece.in_frame else marked_line(piece)
            if heading is None or (content and heading.level > content):
                continue
            content = heading.level if heading.part == "content" else 0
            if heading.part == "appendix" or (not heading.part and not FIELD.match(heading.name)):
                found.append(heading)
        return found

    def above(self, block: int) -> Heading | None:
        """The nearest heading above a block; None in an appendix, which is of the whole plan."""
        position = bisect_left(self._found, block, key=attrgetter("block"))
        nearest = self._found[position - 1] if position else None
        return None if nearest and nearest.part == "appendix" else nearest


def marked_line(piece: Piece) -> Heading | None:
    """The heading that a paragraph may be, or None where it is prose or bears no mark."""
    if len(piece.text) > MAX_LENGTH:
        return None
    if APPENDIX.match(piece.text):
        return Heading(piece.text, "", 1, "appendix", piece.place, piece.block)
    for pattern, level in LEVELS:
        found = pattern.match(piece.text)
        if found:
            name = COST.sub("", piece.text[found.end() :].strip(" 】"))
            if PROSE.search(name):
                return None
            return Heading(name, found.groupdict().get("code") or "", level, _part(name), piece.place, piece.block)
    return None


def _part(name: str) -> Literal["", "content", "plan"]:
    words = LEADING_YEAR.sub("", ASIDE.sub("", name).strip()).strip(" -")
    if is_word("section", words):
        return "content" if meaning("section", words) == "content" else "plan"
    return "plan" if not words or has_word("table_title", words) or words.startswith("단위") else ""


def program_of(name: str, place: Place, code: str = "") -> ProgramNode:
    """A programme known by its heading, under a number made of the heading's words."""
    digest = hashlib.sha256(bare(name).encode()).hexdigest()[:8]
    return ProgramNode(no=f"X-{digest}", no_printed=code, level="program", parent_no="", name=name, place=place)

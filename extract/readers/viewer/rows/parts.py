"""The runs of values below a head, each with the words in front of it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extract.readers.viewer.heads import FlatHead, is_description, is_units
from extract.readers.viewer.items import Item, runs_of
from extract.readers.viewer.printed import Printed, Token
from extract.readers.viewer.rows.flat_table import Refused
from extract.readers.viewer.rows.words import QUANTITY, UNIT_BEHIND
from extract.vocabulary import is_word

SHORTEST_IN_NAME = 3  # digits of a bare number that begins the name of a row: 119, 4050


class Part(msgspec.Struct, frozen=True):
    """A run of values with the words in front of it."""

    words: tuple[Token, ...]
    run: tuple[Item, ...]


def parts_of(printed: Printed, head: FlatHead, end: int) -> tuple[list[Part], tuple[Token, ...]]:
    """The runs of values with the words in front of each, and the words behind the last."""
    tokens = printed.words(head.end, end)
    runs = list(runs_of(printed.text, head.end, end))
    wide = [run for run in runs if len(run) >= head.width]
    may_begin_names = bool(wide) and len(wide[-1]) == head.width  # a last row that is too long tells of another head
    parts: list[Part] = []
    begin = head.end
    is_numbered = is_word("number_label", printed.between(head.labels[0].start, head.labels[0].end))
    has_quantity = len(head.labels) > 1 and is_description(printed.between(head.labels[-1].start, head.labels[-1].end))
    ordinal = 0
    for at, run in enumerate(runs):
        following = runs[at + 1][0].start if at + 1 < len(runs) else end
        if _is_in_label(printed, run, head.width, following, is_last=at + 1 == len(runs)):
            continue
        own = run[1:] if has_quantity and _begins_with_quantity(run, head.width) else run
        words = tuple(token for token in tokens if begin <= token.start < own[0].start)
        ordinal = _ordinal(words, ordinal)
        is_counted = is_numbered and at + 1 < len(runs) and len(own) > 1 and own[-1].text == str(ordinal + 1)
        is_of_next = is_counted or (may_begin_names and at + 1 < len(runs) and _begins_name(printed, own, head, words))
        parts.append(Part(words, tuple(own[:-1] if is_of_next else own)))
        begin = parts[-1].run[-1].end
    return parts, tuple(token for token in tokens if token.start >= begin)


def _begins_name(printed: Printed, run: Sequence[Item], head: FlatHead, words: Sequence[Token]) -> bool:
    """Whether the number behind the values of a row begins the next name: 119 신고 접수, 1인당 대출권수.

    The unit in front of the values has to tell where they begin; a short bare number may be that of a page.
    """
    if head.remarks or len(run) != head.width + 1 or not words or not run[-1].text[:1].isdecimal():
        return False
    last = run[-1].text
    in_column = is_units(printed.between(head.labels[-1].start, head.labels[-1].end))
    is_name = not last.isdecimal() or len(last) >= SHORTEST_IN_NAME
    return is_name and (in_column or UNIT_BEHIND.search(words[-1].text) is not None)


def words_of(printed: Printed, part: Part) -> str:
    """The words and values of a part as printed."""
    start = part.words[0].start if part.words else part.run[0].start
    return printed.between(start, part.run[-1].end)


def refusal_of(parts: Sequence[Part], words: str, ko: str, en: str) -> Refused:
    """What is said of parts that are no rows; the reasons quote their ``words``."""
    first = parts[0]
    start = first.words[0].start if first.words else first.run[0].start
    return Refused(start, parts[-1].run[-1].end, ko.format(words=words), en.format(words=words))


def _ordinal(words: Sequence[Token], last: int) -> int:
    """The number that a row of a numbered table begins with; that of the row before where it has none."""
    return int(words[0].text) if words and words[0].text.isdecimal() else last


def _begins_with_quantity(run: Sequence[Item], width: int) -> bool:
    """Whether the first value alone has a unit, though all may be there: 도시숲 | 3개소 | 900 300 300 300."""
    return (
        1 < len(run) <= width + 1
        and QUANTITY.fullmatch(run[0].text) is not None
        and not any(QUANTITY.fullmatch(item.text) for item in run[1:])
    )


def _is_in_label(printed: Printed, run: Sequence[Item], width: int, following: int, *, is_last: bool) -> bool:
    """A number by itself is part of a label (4050 중장년), but for one behind a unit, where a value is expected.

    A dash by itself is a bullet in a label, but where it begins as many words as a row has.
    """
    one = run[0]
    if len(run) > 1 or one.is_word or width < 2:
        return False
    if one.is_dash:
        return len(printed.words(one.end, following)) != (width - 1 if is_last else width)
    return not (printed.text[max(one.start - 2, 0) : one.start].rstrip()[-1:] == ")" and one.is_number)

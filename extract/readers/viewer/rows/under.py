"""The heads that stand under the years of a flattened table, in front of its first row."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from extract.readers.viewer.heads import FlatHead, Span
from extract.readers.viewer.printed import Printed, Token
from extract.readers.viewer.rows.flat_table import Under
from extract.readers.viewer.rows.parts import Part
from extract.readers.viewer.rows.sums import divided_column, split_column
from extract.readers.viewer.rows.words import TOTALS, UNIT_BEHIND, names_money
from extract.vocabulary import is_word
from plan.forms import bare

LONGEST_NAME = 6  # words of a head that are one name of a list
NO_PLACE = (
    "머리 아래의 구분이 어느 연도에 속하는지 알 수 없습니다: '{words}'.",
    "Which column the heads under the years belong to cannot be told: '{words}'.",
)


def with_heads_under(
    printed: Printed, head: FlatHead, parts: list[Part]
) -> tuple[FlatHead, tuple[Under, ...], list[Part], tuple[str, str] | None]:
    """The head with the cells under its columns, taken off the words in front of the first row."""
    words, width = parts[0].words, len(parts[0].run)
    if width <= head.width or (width == head.width + 1 and parts[0].run[-1].is_dash):
        states = [word for word in words if is_word("qualifier", word.text)]
        if len(states) >= len(words) - 1 and len(states) > 1 and width < head.width:
            return head, (), parts, NO_PLACE
        return head, (), parts, None
    for columns in _subdivided(head):
        found = _repeated(printed, words, columns, width - (head.width - len(columns)))
        if found:
            under, left = found
            return head, under, [replace(parts[0], words=left), *parts[1:]], None
    count = width - head.width + 1
    cells = words[:count]
    if len(words) >= count and all(is_word("qualifier", word.text) or is_word("part", word.text) for word in cells):
        column = split_column(head, [part.run for part in parts], count)
        if column is None:
            return head, (), parts, NO_PLACE
        under = tuple(Under(column, Span(word.start, word.end)) for word in cells)
        return head, under, [replace(parts[0], words=words[count:]), *parts[1:]], None
    if cells and len(words) > count and bare(cells[0].text) in TOTALS and all(map(names_money, cells)):
        column = divided_column(head, [part.run for part in parts], count)
        if column is not None:  # 2026년 | 2027년 | 증감, below the second 계 | 국비 | 시비
            under = tuple(Under(column, Span(word.start, word.end)) for word in cells)
            return head, under, [replace(parts[0], words=words[count:]), *parts[1:]], None
    return head, (), parts, None


def cells_of(printed: Printed, words: Sequence[Token], count: int) -> tuple[Span, ...] | None:
    """Words as so many cells: one each, parted behind the units in brackets, or as names that lists of the text show.

    None where they leave it open.
    """
    if count == 1 or len(words) == count:
        parts = [words] if count == 1 else [[word] for word in words]
    else:
        parts = _behind_units(words, count) or _as_listed(printed, words, count)
    return tuple(Span(part[0].start, part[-1].end) for part in parts) if parts else None


def _behind_units(words: Sequence[Token], count: int) -> list[Sequence[Token]]:
    parts: list[list[Token]] = [[]]
    for word in words:
        parts[-1] = [*parts[-1], word]
        if UNIT_BEHIND.search(word.text):
            parts.append([])
    parts = [part for part in parts if part]
    if len(parts) != count or (len(parts[-1]) > 1 and not UNIT_BEHIND.search(parts[-1][-1].text)):
        return []
    return [*parts]


def _as_listed(printed: Printed, words: Sequence[Token], count: int) -> list[Sequence[Token]]:
    """The one way to part words in which each part is a name in a list of the text, or a word for money by itself."""
    ways: list[list[list[Sequence[Token]]]] = [[[]]]  # up to each word
    for end in range(1, len(words) + 1):
        ways.append(
            [
                [*way, words[start:end]]
                for start in range(max(end - LONGEST_NAME, 0), end)
                if _is_name(printed, words[start:end])
                for way in ways[start]
                if len(way) < count
            ]
        )
    found = [way for way in ways[-1] if len(way) == count]
    return found[0] if len(found) == 1 else []


def _is_name(printed: Printed, words: Sequence[Token]) -> bool:
    return (len(words) == 1 and names_money(words[0])) or printed.is_listed(words)


def _subdivided(head: FlatHead) -> list[list[int]]:
    """The columns that may have heads of their own below: all of them, all but the totals, the years."""
    every = list(range(head.width))
    kinds = [column.kind for column in head.columns]
    choices = [
        every,
        [at for at in every if kinds[at] != "total"],
        [at for at in every if kinds[at] == "year"],
    ]
    return [choice for at, choice in enumerate(choices) if len(choice) > 1 and choice not in choices[:at]]


def _repeated(
    printed: Printed, words: Sequence[Token], columns: Sequence[int], values: int
) -> tuple[tuple[Under, ...], tuple[Token, ...]] | None:
    """The cells under columns that all have the same ones, and the words that are left for the first label."""
    count, rest = divmod(values, len(columns))
    if rest or count < 2:
        return None
    for size in range(count, len(words) // len(columns) + 1):
        groups = [words[at * size : (at + 1) * size] for at in range(len(columns))]
        if len({tuple(_compared(word) for word in group) for group in groups}) > 1:
            continue
        cells = [cells_of(printed, group, count) for group in groups]
        left = words[size * len(columns) :]
        if all(cells) and left:
            under = [Under(column, span) for column, own in zip(columns, cells, strict=True) for span in (own or ())]
            return tuple(under), tuple(left)
    return None


def _compared(word: Token) -> str:
    compared = bare(word.text)
    return "계" if compared in TOTALS else compared

"""The ways in which the last words of a head may be read, of which the counts of the values tell one.

``2028 이후`` is one column or two, and a total behind the years, or the second word of one, may as well be the label
of the first row: ``이후 | 합계 80``, ``향후 | 예산액 80``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from extract.readers.viewer.heads import BESIDE, FlatHead, Span, is_units
from extract.readers.viewer.items import Item
from extract.readers.viewer.printed import Printed
from extract.readers.viewer.rows.parts import Part, parts_of
from extract.readers.viewer.rows.sums import adds_up
from extract.vocabulary import is_word
from plan.years import read_year

FEWEST_STATES = 2  # words below a year that part it: 예산 | 집행
MOST_TAKEN = 2  # words at the end of a head that may be the label of the first row


def fitting_head(printed: Printed, head: FlatHead, end: int) -> FlatHead:
    """The reading of a head under which more rows have a name and a value for each column than as it was read."""
    variants = list(_variants(printed, head, end))
    if not variants:
        return head
    best, most = head, _fitting(printed, head, end)
    for variant in variants:
        count = _fitting(printed, variant, end)
        if count > most:
            best, most = variant, count
    return best


def _variants(printed: Printed, head: FlatHead, end: int) -> Iterator[FlatHead]:
    is_closed = any(remark.start > head.columns[-1].start for remark in head.remark_spans)
    split = _split(printed, head)
    if split is None and _shorter(printed, head) is None:
        return
    most_taken = MOST_TAKEN if not is_closed and _is_nameless(printed, head, end) else 0
    yield from _shortened(printed, head, most_taken)
    for each in [split, *_shortened(printed, split, most_taken)] if split else ():
        if _is_shown(each, [part for part in parts_of(printed, each, end)[0] if part.words]):
            yield each


def _shortened(printed: Printed, head: FlatHead, most: int) -> Iterator[FlatHead]:
    shorter = _shorter(printed, head)
    while shorter and most:
        yield shorter
        shorter, most = _shorter(printed, shorter), most - 1


def _is_nameless(printed: Printed, head: FlatHead, end: int) -> bool:
    """Whether the first row has no name of its own left, or no more than its unit."""
    parts, _ = parts_of(printed, head, end)
    if not parts:
        return False
    words = parts[0].words
    has_units = any(is_units(printed.between(label.start, label.end)) for label in head.labels)
    return not words or (has_units and len(words) == 1)


def _split(printed: Printed, head: FlatHead) -> FlatHead | None:
    """The head with a year and what follows it as two columns, where the year is the next of its years."""
    for column in head.columns:
        words = printed.words(column.start, column.end)
        years = [other.year for other in head.columns if other.kind == "year" and other.year]
        if column.kind != "later" or len(words) != 2 or not years or column.year != years[-1] + 1:
            continue
        if read_year(words[1].text).kind != "later":
            continue
        own = (Span(words[0].start, words[0].end, "year", column.year), Span(words[1].start, words[1].end, "later"))
        return replace(head, columns=_put(head.columns, column, own), alternative=_put(head.alternative, column, own))
    return None


def _put(columns: Sequence[Span], old: Span, new: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(span for column in columns for span in (new if column == old else (column,)))


def _shorter(printed: Printed, head: FlatHead) -> FlatHead | None:
    """The head without its last word, where it is a total or belongs to one or to what follows the years."""
    last = max(head.columns, key=lambda column: column.start)
    words = printed.words(last.start, last.end)
    new: tuple[Span, ...] = ()
    if len(words) > 1:
        if read_year(" ".join(word.text for word in words[:-1])).kind not in BESIDE:
            return None
        new = (replace(last, end=words[-2].end),)
    elif last.kind not in ("total", "subtotal"):
        return None
    if len(head.columns) - 1 + len(new) < 2:
        return None
    return replace(
        head,
        columns=_put(head.columns, last, new),
        alternative=_put(head.alternative, last, new),
        end=words[-1].start,
    )


def _fitting(printed: Printed, head: FlatHead, end: int) -> int:
    parts, _ = parts_of(printed, head, end)
    return sum(bool(part.words) and len(part.run) == head.width for part in parts)


def _is_shown(split: FlatHead, parts: Sequence[Part]) -> bool:
    """Whether nothing speaks against a year of its own: no heads below the years, and the sums come out."""
    states = parts[0].words[:FEWEST_STATES] if parts else ()
    if len(states) == FEWEST_STATES and all(is_word("qualifier", word.text) for word in states):
        return False
    rows = [part.run for part in parts if len(part.run) == split.width]
    if any(column.kind == "total" for column in split.columns):
        return any(adds_up(row, split.columns) for row in rows)
    return not any(map(_sums, rows))


def _sums(run: Sequence[Item]) -> bool:
    """Whether the first or last value is the sum of the others: a total that the head does not name."""
    numbers = [item.number or Decimal(0) for item in run]
    whole = sum(numbers)
    return len(numbers) > 2 and whole > 0 and whole in (2 * numbers[0], 2 * numbers[-1])

"""Where the form of a programme begins behind its heading: 1-1. 마을 반찬 나눔 사업목적 … 사업기간 … 담당부서 ….

The cells of a form have become words of the heading's line. Its labels may be words of a name as well (지원대상 확대),
so that one alone shows nothing: the forms of headings of one kind begin with the same label.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec
import regex

from extract.readers.viewer.lines.mark import LONGEST_HEADING, Mark, has_values
from extract.readers.viewer.lines.numbered import SPACED
from extract.vocabulary import spaced_pattern
from plan.patterns import lazy_pattern
from plan.script import COLONS

LABELS = ("section", "describing_head", "field_label", "department_label", "period_head", "money_head")
FEWEST_LABELS = 2  # of a form; one alone is a word of the name or a heading of its own
FEWEST_FORMS = 2  # behind headings, from which on a label is seen to begin them
LONGEST_FORM = 600  # characters behind a heading in which its form is looked for
NUMBERS = lazy_pattern(r"\d+")
OVER_FORMS = frozenset(("heading", "code"))
WITHIN_FORMS = frozenset(("dash", "note", "aside"))  # marks that may stand within a cell


class Form(msgspec.Struct, frozen=True, gc=False):
    """Where the number of its heading ends, and the labels behind it in order: where each stands, and its word."""

    start: int
    labels: tuple[tuple[int, str], ...]


def forms(text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """Where the forms behind the headings of a text begin, whose other marks are given in order."""
    found: dict[str, list[Form]] = defaultdict(list)
    heads = sorted(_heads(text, marks))
    ends = sorted(
        [*(mark.start for mark in marks if mark.kind not in WITHIN_FORMS), *(head[0] for head in heads), len(text)]
    )
    at = 0
    for _, end, kind in heads:
        while ends[at] < end:
            at += 1
        if form := _form(text, end, min(ends[at], end + LONGEST_FORM)):
            found[kind].append(form)
    counts = Counter(form.labels[0][1] for alike in found.values() for form in alike)
    for alike in found.values():
        yield from _begun(text, alike, counts)


def _heads(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int, str]]:
    """The numbers that may head a programme: where each begins and ends, and its kind."""
    known = {mark.start for mark in marks}
    for mark in marks:
        if mark.kind in OVER_FORMS and mark.end:
            yield mark.start, mark.end, NUMBERS.sub("#", text[mark.start : mark.end]).strip()
    inside = [(mark.start, mark.end) for mark in marks if mark.end]
    for found in SPACED.finditer(text):
        is_of_other = found.start() in known or any(start <= found.start() < end for start, end in inside)
        if not is_of_other and found.lastgroup and found.lastgroup != "bare":
            yield found.start(), found.end(), found.lastgroup


def _form(text: str, start: int, end: int) -> Form | None:
    """The labels of a form between a heading's number and the next mark; the heads of a table stand side by side."""
    labels = [found for found in _label().finditer(text, start, end) if text[start : found.start()].strip()]
    ends = [*(found.start() for found in labels[1:]), end]
    apart = sum(bool(text[found.end() : behind].strip()) for found, behind in zip(labels, ends, strict=False))
    if apart < max(FEWEST_LABELS, len(labels) // 2 + 1):
        return None
    return Form(start, tuple((found.start(), "".join(found["label"].split())) for found in labels))


def _begun(text: str, alike: Sequence[Form], counts: Mapping[str, int]) -> Iterator[Mark]:
    """The beginnings of forms of one kind: at the label that most of them begin with, and others of the text too."""
    word, count = Counter(form.labels[0][1] for form in alike).most_common(1)[0]
    if counts[word] < FEWEST_FORMS or 2 * count <= len(alike):
        return
    for form in alike:
        begin = next((start for start, label in form.labels if label == word), None)
        if begin is not None and begin - form.start <= LONGEST_HEADING and not has_values(text[form.start : begin]):
            yield Mark(begin, "form")


@cache
def _label() -> regex.Pattern[str]:
    known = "|".join(map(spaced_pattern, LABELS))
    return lazy_pattern(rf"(?<!\S)(?P<label>{known})(?:\s*[{COLONS}]|(?=\s))")

"""Marks of notes as Unicode writes them raised, shared by the stages: ``410¹⁾`` is 410, and note 1 says more of it.

Compatibility forms (NFKC) would make the digit of a number of such a mark, so it is taken off before.

>>> without_notes("2026¹⁾")
'2026'
>>> notes_of("1,200¹⁾,²⁾명")
('1', '2')
>>> [text for text in ("100m²", "4¹10", "239⁵종", "1¹/₂") if without_notes(text) != text]    # a unit, and no notes
[]
"""

from __future__ import annotations

from plan.patterns import lazy_pattern
from plan.script import DASHES, DOTS, FRACTION_SLASHES, LOWERED, NOTE_CLOSE, NOTE_OPEN, RAISED

# a bracket of its own, or nothing that could be its unit
CLOSED = rf"(?:[{NOTE_CLOSE}]|\)(?<!\([^()]*\))|(?![\p{{L}}%]))"
MARK = rf"{NOTE_OPEN}?(?P<note>[{RAISED[1:]}][{RAISED}]?)(?![{RAISED}]){CLOSED}"  # of one of 99 notes
NOTES = lazy_pattern(
    rf"(?<=[{DASHES}\d\p{{Hangul}})%])\s?{MARK}(?:\s?[,{DOTS}]?\s?{MARK})*+"
    rf"(?![\d{RAISED}{LOWERED}{FRACTION_SLASHES}]|[.,]\d)"
)
_PLAIN = str.maketrans(RAISED, "0123456789")


def without_notes(text: str) -> str:
    """The text without the marks of notes behind its numbers, words and brackets."""
    return text if text.isascii() else NOTES.sub("", text)


def notes_of(text: str) -> tuple[str, ...]:
    """The numbers of the notes that the marks in a text name."""
    if text.isascii():
        return ()
    return tuple(note.translate(_PLAIN) for found in NOTES.finditer(text) for note in found.captures("note"))

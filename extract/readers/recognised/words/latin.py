"""Latin words among Hangul (AI, 5G, R&D), of which the second engine makes digits or a syllable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.recognised.engines.digits import Recognised
from extract.readers.recognised.engines.letters import Word
from extract.readers.recognised.glyphs import glyphs_of
from extract.readers.recognised.numbers import plain
from extract.readers.recognised.picture import Pixels, blanks_in, blobs_in, ink_in
from plan.patterns import lazy_pattern
from plan.script import QUOTES

PAD = 3  # pixels of ground round a word that is recognised
BLANK = 0.26  # of the height of a line from which on a blank in its ink parts words
SURE_LATIN = 0.85  # of 1: how sure the first engine is of each letter of a Latin word
SURE_ALIKE = 0.98  # the same of a word whose letters are all like digits (5G)
KNOWN = 0.95  # of 1: so sure the second engine is of what it knows; of Latin letters that it misreads hardly ever
G_AS_DIGIT = "6"  # what it reads for a G (5G), and is sure of
SURE_BUT_I = 0.5  # the same of a word with an I that it takes for an l
TOUCHING = 4  # letters of a word from which on two may touch
LOW = 0.88  # of the height of a line that Latin letters have at most; a syllable is higher
HANGUL, SYLLABLE = lazy_pattern(r"[가-힣]"), lazy_pattern(r"[^\p{L}\d]*[가-힣][^\p{L}\d]*")
MARKS = rf".,%{QUOTES}:"  # a date or a number holds some
NUMBER = lazy_pattern(rf"(?:19|20)\d\d\D?|[\d~(){MARKS}]*[{MARKS}][\d~(){MARKS}]*|\W+")
LATIN = lazy_pattern(r"(?=\S*[A-Za-z])[A-Za-z\d](?:[&\-]?[A-Za-z\d]){1,7}")
SMALL_L = lazy_pattern(r"l(?=[a-z]?[A-Z])")  # no word has one before a capital: it is an I (IoT)
BULLET = lazy_pattern(r"[\u3131-\u3163]")  # one letter of Hangul: what it reads for a mark before a line
NO_DIGIT = lazy_pattern(r"[^\dOoIl&\-]")  # a letter that no digit is like
SURELY_NONE = lazy_pattern(r"[^\dOoIlBGQSZbgqsz&\-]")  # one that no digit is even taken for where print is poor


class Span(NamedTuple):
    """A word as blanks in the ink part it: its edges in pixels, and which of the words that were read stand in it."""

    left: int
    right: int
    words: range


def first_blank(pixels: Pixels, since: float = 0.0) -> float | None:
    """Where the first blank of a line from there on is that parts words, in pixels; None where there is none."""
    return next((blank for blank in blanks_in(pixels, BLANK * pixels.shape[0]) if blank >= since), None)


def may_be_latin(pixels: Pixels, words: Sequence[Word], since: int) -> Iterator[Span]:
    """The words of a line, from one of them on, about which the first engine is asked."""
    if not any(_is_odd(word.text) and _is_unsure(word) for word in words[since:]):
        return
    ink = ink_in(pixels)
    edges = [0.0, *blanks_in(pixels, BLANK * pixels.shape[0]), float(pixels.shape[1])]
    for left, right in pairwise(edges):
        own = [at for at, word in enumerate(words) if at >= since and left <= (word.left + word.right) / 2 < right]
        if not own:
            continue
        text = plain("".join(words[at].text for at in own))
        if (
            not any(_is_unsure(words[at]) for at in own)
            or not _is_odd(text)
            or (HANGUL.search(text) and not _is_low(ink[:, round(left) : round(right)]))
        ):
            continue
        yield Span(round(left), round(right), range(own[0], own[-1] + 1))


def with_latin(pixels: Pixels, words: Sequence[Word], span: Span, read: Recognised) -> list[Word]:
    """The words with one in Latin letters, where the first engine is sure of it and the ink has as many glyphs."""
    text = SMALL_L.sub("I", read.text)
    sure = SURE_BUT_I if text != read.text else SURE_LATIN if SURELY_NONE.search(text) else SURE_ALIKE
    crop = ink_in(pixels[:, span.left : span.right])
    if (
        read.sure < sure
        or not LATIN.fullmatch(text)
        or not NO_DIGIT.search(text)
        or not _is_low(crop)
        or len(text) - len(glyphs_of(list(blobs_in(crop)))) not in range(1 + (len(text) >= TOUCHING))
    ):
        return list(words)
    first, last = words[span.words[0]], words[span.words[-1]]
    return [
        *words[: span.words[0]],
        first._replace(text=text, left=span.left, right=last.right),
        *words[span.words[-1] + 1 :],
    ]


def _is_odd(text: str) -> bool:
    """Whether what the second engine reads may be a word in Latin letters: it has no Hangul, or is a syllable."""
    if HANGUL.search(text):
        return SYLLABLE.fullmatch(text) is not None
    return bool(text) and not NUMBER.fullmatch(text) and not BULLET.fullmatch(text)


def _is_unsure(word: Word) -> bool:
    """Whether the second engine may have taken Latin letters for something: it is sure of what it knows, and of a G."""
    return word.sure < KNOWN or word.text.endswith(G_AS_DIGIT)


def _is_low(ink: Pixels) -> bool:
    """Whether the print in a part of a line is not as high as the line, as letters of Latin are beside syllables."""
    rows = ink.any(axis=1).nonzero()[0]
    return bool(rows.size) and rows[-1] + 1 - rows[0] <= LOW * ink.shape[0]

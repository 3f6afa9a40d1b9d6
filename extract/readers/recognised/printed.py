"""A line of print by both engines: its words, and why a number in it is not believed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.page.content import PageWord
from extract.readers.recognised.digits import Recognised, recognised
from extract.readers.recognised.glyphs import Blob, are_syllables, glyphs_of, is_dash, narrow
from extract.readers.recognised.letters import Word, words_in
from extract.readers.recognised.numbers import doubt_of, is_number, number_before, plain
from extract.readers.recognised.picture import FINER, INCH, LARGER, Pixels, blanks_in, enlarged, glyphs_at_levels
from extract.readers.recognised.scanned import NumberDoubt
from plan.patterns import lazy_pattern
from plan.progress import step
from plan.script import BOXES

PAD = 3  # pixels of ground round a line that is recognised
HIGH_HANGUL, HIGH_DIGITS = 0.92, 0.72  # of the type size: the height of a syllable and of a digit
DIGIT, HANGUL = lazy_pattern(r"\d"), lazy_pattern(r"\p{Hangul}")
CODE = lazy_pattern(r"\d{1,2}(?:-\d{1,2}){1,2}")
DASH = "-"
BOX_AS_READ = "ㅁ"  # what the engine reads for the bullet of a section
MIDDLE = 1  # of the levels of ink the one between ink and ground
BLANK = 0.28  # of the height of a line from which on a blank in its ink parts words
SPECK = 0.5  # of the usual height of a line below which ink without a word is dirt
NEAR = 0.7  # of that height by which a blank may miss the end of the word that it stands behind


class InkLine(NamedTuple):
    """A line of print, dark on light, and where it stands on the page in pixels; one that is cut ends at a rule."""

    pixels: Pixels
    box: Blob
    in_table: bool
    is_cut: bool = False


class ReadLine(NamedTuple):
    """The words of a line in points; ``doubt`` is why its number is not believed, ``sure`` of letters alone.

    ``is_code`` says whether both engines read one code of a programme where it begins with one.
    """

    line: InkLine
    words: Sequence[PageWord]
    text: str
    doubt: NumberDoubt | None
    sure: float
    is_code: bool | None = None


class _Asked(NamedTuple):
    """A line with what the second engine reads in it, and the part that the first one is asked about.

    ``seen`` are its glyphs in fainter and darker ink, ``until`` is how far the digits go at its beginning.
    """

    line: InkLine
    words: Sequence[Word]
    seen: Sequence[Sequence[Blob]]
    until: int
    is_whole: bool
    code: Word | None

    @property
    def text(self) -> str:
        """What the second engine reads, with no white space."""
        return plain("".join(word.text for word in self.words))


def read_lines(lines: Sequence[InkLine], scale: float) -> Iterator[ReadLine]:
    """The lines as both engines read them; ``scale`` is pixels a point."""
    height = _usual_height(lines)
    asked = [_asked(line, scale) for line in lines]
    parts = [_part(one) for one in asked]
    read = iter(recognised([part for part in parts if part is not None]))
    for one, part in zip(asked, parts, strict=True):
        found = next(read) if part is not None else None
        if not one.line.in_table:
            yield _heading(one, found, scale)
        elif is_dash(one.seen[MIDDLE], FINER * height):
            yield _of_table(one, DASH, None, scale)
        elif not one.words and one.line.pixels.shape[0] >= SPECK * height:
            yield _of_table(one, "", "no-number", scale)
        else:
            yield _judged(one, found, scale)


def _asked(line: InkLine, scale: float) -> _Asked:
    step()
    words = words_in(line.pixels, round(scale * INCH))
    if not line.in_table:
        code = words[0] if words and CODE.match(plain(words[0].text)) else None
        return _Asked(line, words, (), 0, is_whole=False, code=code)
    seen = [glyphs_of(blobs) for blobs in glyphs_at_levels(line.pixels)]
    best = max(seen, key=narrow)
    digits = narrow(best)
    until = best[digits - 1].right if digits else 0
    return _Asked(line, words, seen, until, is_whole=digits == len(best), code=None)


def _usual_height(lines: Sequence[InkLine]) -> float:
    heights = sorted(line.box.bottom - line.box.top for line in lines)
    return heights[len(heights) * 3 // 4] if heights else 0.0


def _part(one: _Asked) -> Pixels | None:
    """The part of a line that may be a number, or the code before a heading."""
    if one.code:
        left, right = one.code.left, one.code.right
    elif one.until and DIGIT.search(one.text):
        left, right = 0, one.until // FINER
    else:
        return None
    return one.line.pixels[:, max(0, left - PAD) : right + PAD]


def _judged(one: _Asked, found: Recognised | None, scale: float) -> ReadLine:
    """A line of a cell: a number alone, one before a word, or words."""
    text = _spaced(one)
    if found is None:
        return _of_table(one, text, "no-number" if DIGIT.search(text) else None, scale)
    if one.is_whole:
        doubt = doubt_of(found.text, found.sure, one.seen, one.text)
        if doubt == "one-engine" and not HANGUL.search(one.text):
            doubt = doubt_of(found.text, found.sure, one.seen, _again(one, scale))
        return _of_table(one, found.text if is_number(found.text) else text, doubt, scale)
    number, rest = number_before(one.text)
    own = [[glyph for glyph in glyphs if glyph.right <= one.until + FINER] for glyphs in one.seen]
    doubt = doubt_of(found.text, found.sure, own, number)
    if doubt == "one-engine" and number:
        doubt = doubt_of(found.text, found.sure, own, _again(one, scale))
    wide = max(glyph.right for glyph in one.seen[MIDDLE]) - one.until
    fits_rest = are_syllables(rest, wide / FINER, one.line.pixels.shape[0])
    if doubt is None and (not HANGUL.match(rest) or DIGIT.search(rest) or not fits_rest):
        doubt = "other-ink"
    return _of_table(one, text if doubt else f"{found.text}{rest}", doubt, scale)


def _again(one: _Asked, scale: float) -> str:
    """The digits by themselves as the second engine reads them in larger print."""
    part = _part(one)
    if part is None:
        return ""
    return plain("".join(word.text for word in words_in(enlarged(part), round(scale * INCH * LARGER))))


def _of_table(one: _Asked, text: str, doubt: NumberDoubt | None, scale: float) -> ReadLine:
    left, top, right, bottom = (side / scale for side in one.line.box)
    word = PageWord(text, left, top, right, bottom, bottom - top)
    doubt = "cut-off" if one.line.is_cut and DIGIT.search(text) else doubt
    return ReadLine(one.line, (word,) if text else (), text, doubt, _sure(one))


def _heading(one: _Asked, found: Recognised | None, scale: float) -> ReadLine:
    """A line outside of all tables, in words as wide blanks part them."""
    box, parts = one.line.box, list(_parts(one))
    if parts and parts[0][0] == BOX_AS_READ:
        parts[0] = (BOXES[0], *parts[0][1:])
    text = " ".join(part for part, _, _ in parts)
    top, bottom = box.top / scale, box.bottom / scale
    size = (bottom - top) / (HIGH_HANGUL if HANGUL.search(text) else HIGH_DIGITS)
    words = [
        PageWord(part + " ", (box.left + left) / scale, top, (box.left + right) / scale, bottom, size)
        for part, left, right in parts
    ]
    is_code = None if one.code is None or found is None else found.text == plain(one.code.text)
    return ReadLine(one.line, words, text, None, _sure(one), is_code)


def _spaced(one: _Asked) -> str:
    return " ".join(part for part, _, _ in _parts(one))


def _parts(one: _Asked) -> Iterator[tuple[str, int, int]]:
    """The words as blanks in the ink part them: the engine parts syllables that stand close.

    A blank belongs to that end of a word which is nearest to it.
    """
    words = one.words
    ends = [(before.right + after.left) / 2 for before, after in pairwise(words)]
    high = one.line.pixels.shape[0]
    parted = set()
    for blank in blanks_in(one.line.pixels, BLANK * high):
        at = min(range(len(ends)), key=lambda end: abs(ends[end] - blank), default=None)
        if at is not None and abs(ends[at] - blank) <= NEAR * high:
            parted.add(at)
    text, left = "", 0
    for at, word in enumerate(words):
        left = left if text else word.left
        text += word.text
        if at in parted or at == len(words) - 1:
            yield text, left, word.right
            text = ""


def _sure(one: _Asked) -> float:
    """How sure the second engine is of the words with letters, by their length; 0 where there are none."""
    letters = [(len(word.text), word.sure) for word in one.words if HANGUL.search(word.text)]
    count = sum(length for length, _ in letters)
    return sum(length * sure for length, sure in letters) / count if count else 0.0

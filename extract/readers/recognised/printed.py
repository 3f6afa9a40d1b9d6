"""A line of print by both engines: its words, and why a number in it is not believed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from extract.readers.page.content import PageWord
from extract.readers.recognised.drawing.kinds import FRINGE
from extract.readers.recognised.engines.digits import Recognised, recognised
from extract.readers.recognised.engines.letters import Word, words_in
from extract.readers.recognised.engines.words import words_of
from extract.readers.recognised.glyphs import (
    MARK,
    ONE_GLYPH,
    WIDEST_SYLLABLE,
    Blob,
    are_syllables,
    begins_with_quote,
    commas_in,
    fits,
    glyphs_of,
    height_of,
    is_dash,
    is_narrow,
    narrow,
    steps_out,
)
from extract.readers.recognised.numbers import ONE_QUOTE, doubt_of, is_number, number_before, plain
from extract.readers.recognised.picture import (
    FINER,
    INCH,
    LARGER,
    Pixels,
    blanks_in,
    enlarged,
    glyphs_at_levels,
    grown,
    ink_in,
    sharpened,
)
from extract.readers.recognised.scanned import STRUCK, NumberDoubt, Over
from extract.readers.recognised.words.bullets import Box, behind_mark, box_before
from extract.readers.recognised.words.latin import PAD
from extract.readers.recognised.words.worded import Line, Worded, worded
from plan.patterns import lazy_pattern
from plan.script import BOXES

CERTAIN = 0.95  # of 1: how sure the first engine is of each digit of a number that the other sees in sharpened print
SHARPENED = (1.0, 1.25)  # times as large a number is shown sharpened: both must say the same
HIGH_HANGUL, HIGH_DIGITS = 0.92, 0.72  # of the type size: the height of a syllable and of a digit
DIGIT, HANGUL = lazy_pattern(r"\d"), lazy_pattern(r"\p{Hangul}")
SEVERAL, COMMA = lazy_pattern(r"(?<=[\p{Hangul}]),(?=\d)"), lazy_pattern(",")
BEHIND_YEAR = lazy_pattern(r"년(?!도|차)")  # 년도 and 년차 stand alone as well
BEFORE_DIGIT = lazy_pattern(r"^[^\d\p{Hangul}]*(?=\d)")
SHORT_YEAR = lazy_pattern(r"\d\d")
YEAR_BEFORE = lazy_pattern(rf"{ONE_QUOTE}?(?P<year>\d\d)")
QUOTE_AS_DIGIT = lazy_pattern(r"^\d(?=\d\d(?!\d))")
OPENING = "("
WORD_BEHIND = lazy_pattern(r"\(?\p{Hangul}")
VALUE = lazy_pattern(r"[^\d\p{L}]{0,2}\d[\d,.]*%?\)?\p{L}{0,3}")  # as it may stand in a table without upright rules
DASH = "-"
BOX_AS_LETTER = "ㅁ"  # what the engine reads for a hollow square that stands alone; no word is this letter
SLACK = 0.5  # of the width of a bullet by which the engine may place its end too far
RED = 0.2  # of the ink of a glyph: so much is red where it is printed in red; of a line of two inks each has as much
MIDDLE = 1  # of the levels of ink the one between ink and ground
BLANK = 0.28  # of the height of a line from which on a blank in its ink parts words
SPECK = 0.5  # of the usual height of a line below which ink without a word is dirt
NEAR = 0.7  # of that height by which a blank may miss the end of the word that it stands behind


class InkLine(NamedTuple):
    """A line of print, dark on light, and where it stands on the page in pixels; its ``cut`` pieces meet a rule.

    One that ``is_uneven`` has print that is so much fainter than the rest that engines may not see it; ``over`` says
    what ink in colour was to it, and ``red`` is where it is printed in red or another colour itself.
    """

    pixels: Pixels
    box: Blob
    in_table: bool
    cut: Sequence[Blob] = ()
    is_uneven: bool = False
    over: Over = ""
    red: Pixels | None = None


class ReadLine(NamedTuple):
    """The words of a line in points; ``doubt`` is why its number is not believed, ``sure`` of letters alone.

    It is a value where it was judged as one; ``is_code`` says whether both engines read one code of a programme where
    it begins with one; ``unread`` are words with digits that one engine alone was asked about, ``alone`` is a number
    that the first one is certain of where the second reads none. ``certainty`` is how certain the first engine is of
    the number, or the second of the words; None where neither says it, as of a dash or of what red ink touches.
    """

    line: InkLine
    words: Sequence[PageWord]
    text: str
    doubt: NumberDoubt | None
    sure: float
    is_value: bool = False
    is_code: bool | None = None
    unread: Sequence[PageWord] = ()
    alone: str = ""
    certainty: float | None = None


class _Asked(NamedTuple):
    """A line, or a part of it, with what the second engine reads in it, and where the first one is asked about it.

    ``seen`` are its glyphs in fainter and darker ink; the digits at its beginning stand from ``since`` to ``until``,
    behind the quote of a short year where it is ``quoted``. ``is_code`` says whether both engines read the one code
    that the line begins with.
    """

    line: InkLine
    words: Sequence[Word]
    text: str
    seen: Sequence[Sequence[Blob]] = ()
    since: int = 0
    until: int = 0
    is_whole: bool = False
    quoted: bool = False
    is_code: bool | None = None


def read_lines(lines: Sequence[InkLine], scale: float) -> Iterator[ReadLine]:
    """The lines as both engines read them; ``scale`` is pixels a point."""
    height = _usual_height(lines)
    read_before = [
        Line(one.pixels, words_of(one.pixels, scale, in_table=one.in_table), one.in_table, one.box.left, one.box.top)
        for one in lines
    ]
    asked = [_asked(line, own) for line, own in zip(lines, worded(read_before), strict=True)]
    parts = [_part(one) for one in chain.from_iterable(asked)]
    read = iter(recognised([part for part in parts if part is not None]))
    answers = iter([next(read) if part is not None else None for part in parts])
    for one, *more in asked:
        found = next(answers)
        if one.line.over and one.seen:
            yield _below_red(one, one.line.over, scale)
            for _ in more:
                next(answers)
        elif not one.seen:
            yield _heading(one, scale)
        elif one.is_code is not None:
            read_code = _of_table(one, _spaced(one), None if one.is_code else "one-engine", scale)
            yield read_code._replace(is_code=one.is_code, certainty=read_code.sure or None)
        elif is_dash(one.seen[MIDDLE], FINER * height):
            yield _of_table(one, DASH, None, scale)
        elif not one.words and one.line.pixels.shape[0] >= SPECK * height:
            yield _of_table(one, "", "no-number", scale)._replace(alone=_alone(one, found, scale))
        elif more:
            yield _together([_judged(one, found, scale), *(_judged(other, next(answers), scale) for other in more)])
        else:
            yield _judged(one, found, scale)


def _asked(line: InkLine, read: Worded) -> list[_Asked]:
    """A line to be read; one with several numbers, each before a word, in as many parts."""
    words = read.words
    text = plain("".join(word.text for word in words))
    if not line.in_table and not VALUE.fullmatch(text):
        return [_Asked(line, words, text, is_code=read.is_code)]
    seen = [glyphs_of(blobs) for blobs in glyphs_at_levels(line.pixels)]
    if read.is_code is not None:
        return [_Asked(line, words, text, seen, is_code=read.is_code)]
    texts = SEVERAL.split(text)
    ends = _ends(text, seen[MIDDLE]) if len(texts) > 1 and all(DIGIT.match(part) for part in texts) else []
    if not ends:
        return [_of_digits(_Asked(line, words, text, seen))]
    made = []
    for part, left, right in zip(
        texts, (0, *(end.right for end in ends)), (*(end.left for end in ends), None), strict=True
    ):
        own = [
            [glyph for glyph in glyphs if left <= glyph.left and (right is None or glyph.right <= right)]
            for glyphs in seen
        ]
        made.append(_of_digits(_Asked(line, words, part, own)))
    return made


def _ends(text: str, glyphs: Sequence[Blob]) -> list[Blob]:
    """The commas in the ink that part the numbers of a line; none where ink and text have not as many commas."""
    commas = commas_in(glyphs) if glyphs else []
    marks = [found.start() for found in COMMA.finditer(text)]
    if len(commas) != len(marks):
        return []
    parting = {found.start() for found in SEVERAL.finditer(text)}
    return [comma for comma, at in zip(commas, marks, strict=True) if at in parting]


def _of_digits(one: _Asked) -> _Asked:
    """A part of a line of a table, with where the digits at its beginning stand.

    Of the levels of ink the first is taken whose glyphs fit the number that the second engine reads. Where the ink
    begins with a quote, what that engine reads for it does not matter.
    """
    levels = [glyphs for glyphs in one.seen if glyphs]
    if not levels:
        return one
    if begins_with_quote(levels[min(MIDDLE, len(levels) - 1)]):
        text = BEFORE_DIGIT.sub(ONE_QUOTE, QUOTE_AS_DIGIT.sub("", one.text))
        one = one._replace(text=text, quoted=True)
    number, rest = number_before(one.text)
    fitting = [glyphs for glyphs in levels if number and _begins_with(number, rest, glyphs)]
    best = fitting[0] if fitting else max(levels, key=narrow)
    digits = len(number) if fitting else narrow(best)
    quoted = one.quoted and digits > 1
    return one._replace(
        since=best[0].right + ONE_GLYPH if quoted else best[0].left,
        until=best[digits - 1].right if digits else 0,
        is_whole=digits == len(best),
        quoted=quoted,
    )


def _begins_with(number: str, rest: str, glyphs: Sequence[Blob]) -> bool:
    """Whether a number fits the first of some glyphs, and behind it nothing stands or what is wider than a digit."""
    own, others = glyphs[: len(number)], glyphs[len(number) :]
    if not fits(number, own):
        return False
    if not rest or not others:
        return not rest and not others
    return rest[0] == OPENING or not is_narrow(others[0], height_of(own)) or steps_out(others[0], own)


def _usual_height(lines: Sequence[InkLine]) -> float:
    heights = sorted(line.box.bottom - line.box.top for line in lines)
    return heights[len(heights) * 3 // 4] if heights else 0.0


def _part(one: _Asked) -> Pixels | None:
    """The part of a line that may be a number."""
    if one.until and (DIGIT.search(one.text) or _may_be_digits(one)):
        left = one.since // FINER if one.quoted else max(0, one.since // FINER - PAD)
        right = one.until // FINER
    elif _has_lost_year(one):  # whole: cut off at glyphs that touch, it was misread more often than not
        left, right = 0, one.line.pixels.shape[1]
    else:
        return None
    return one.line.pixels[:, left : right + PAD]


def _may_be_digits(one: _Asked) -> bool:
    """Whether the ink of a line is as narrow as digits are; a lone glyph is a dash or a bullet more often."""
    return one.is_whole and not one.quoted and len(one.seen[MIDDLE]) > 1


def _has_lost_year(one: _Asked) -> bool:
    """Whether a cell begins with the word behind a year (년 이후), and its ink with more than a syllable."""
    if not one.seen or not one.seen[MIDDLE] or not BEHIND_YEAR.match(one.text) or DIGIT.search(one.text):
        return False
    first = one.seen[MIDDLE][0]
    return first.right - first.left > WIDEST_SYLLABLE * (first.bottom - first.top)


def _judged(one: _Asked, found: Recognised | None, scale: float) -> ReadLine:
    """A line of a cell, and how certain the engine is that read it."""
    read = _read_in_cell(one, found, scale)
    return read._replace(certainty=found.sure if found and DIGIT.search(read.text) else read.sure or None)


def _read_in_cell(one: _Asked, found: Recognised | None, scale: float) -> ReadLine:
    """A line of a cell: a number alone, one before a word, or words."""
    text = _spaced(one)
    if found is None:
        return _of_table(one, text, "no-number" if DIGIT.search(text) else None, scale)
    if _has_lost_year(one):
        year = YEAR_BEFORE.match(found.text)
        seen = f"{ONE_QUOTE}{year['year']}{text}" if year else text
        return _of_table(one, seen, "one-engine" if year else "no-number", scale)
    if not DIGIT.search(text):
        return _of_table(one, text if _doubt_without_digits(one, found, scale) else found.text, None, scale)
    number, rest = number_before(one.text)
    read, until = found.text, one.until + FINER
    if rest[:1] == OPENING == read[-1:]:
        read = read[:-1]
        until = max((glyph.left for glyph in one.seen[MIDDLE] if glyph.right <= until), default=until)
    own = [[glyph for glyph in glyphs if one.since <= glyph.left and glyph.right <= until] for glyphs in one.seen]
    quote = ONE_QUOTE if one.quoted else ""
    if quote and not number and (word := HANGUL.search(rest)):
        rest = rest[word.start() :]
    if quote and not SHORT_YEAR.fullmatch(read):
        return _of_table(one, text, "no-number", scale)
    other = (one.text if one.is_whole else number).removeprefix(quote)
    doubt = doubt_of(read, found.sure, own, other)
    is_asked_again = not HANGUL.search(one.text) if one.is_whole else bool(number or quote)
    if doubt == "one-engine" and is_asked_again:
        doubt = _doubt_again(one, found._replace(text=read), own, scale)
    if one.is_whole:
        made = _of_table(one, f"{quote}{read}" if is_number(read) else text, doubt, scale)
        return made._replace(alone=_alone(one, found, scale)) if made.doubt == "one-engine" else made
    wide = max(glyph.right for glyph in one.seen[MIDDLE]) - until + FINER
    fits_rest = are_syllables(rest, wide / FINER, one.line.pixels.shape[0])
    if doubt is None and (not WORD_BEHIND.match(rest) or DIGIT.search(rest) or not fits_rest):
        doubt = "other-ink"
    return _of_table(one, text if doubt else f"{quote}{read}{rest}", doubt, scale)


def _doubt_without_digits(one: _Asked, found: Recognised, scale: float) -> NumberDoubt | None:
    """Why narrow glyphs in which the second engine sees no digit are not the number that the first one reads.

    A syllable is no digit and may be as narrow as two, so the second one is asked again, and must see the number too.
    """
    own = [[glyph for glyph in glyphs if one.since <= glyph.left] for glyphs in one.seen]
    if not is_number(found.text) or doubt_of(found.text, found.sure, own, found.text):
        return "no-number"
    return _doubt_again(one, found, own, scale)


def _doubt_again(one: _Asked, found: Recognised, own: Sequence[Sequence[Blob]], scale: float) -> NumberDoubt | None:
    """The doubt of a number that the second engine is shown again: in larger print, then twice in sharpened print."""
    doubt = doubt_of(found.text, found.sure, own, _again(one, scale).removesuffix(OPENING))
    if doubt == "one-engine" and found.sure >= CERTAIN:
        doubt = doubt_of(found.text, found.sure, own, _sharpened(one, scale).removesuffix(OPENING))
    return doubt


def _alone(one: _Asked, found: Recognised | None, scale: float) -> str:
    """The number that the first engine is certain of and the ink can be, where the second reads none; else nothing."""
    part = _part(one)
    if found is None or part is None or found.sure < CERTAIN or not one.is_whole or one.quoted:
        return ""
    own = [[glyph for glyph in glyphs if one.since <= glyph.left] for glyphs in one.seen]
    if one.line.is_uneven or _is_cut(one) or doubt_of(found.text, found.sure, own, found.text):
        return ""
    others = {one.text, _again(one, scale)}
    others |= {_digits_in(sharpened(part, larger), scale * larger) for larger in SHARPENED}
    return "" if any(is_number(other) or HANGUL.search(other) for other in others) else found.text


def _together(parts: Sequence[ReadLine]) -> ReadLine:
    """The parts of a line as one: believed where each is."""
    doubt = next((part.doubt for part in parts if part.doubt), None)
    if doubt:
        return parts[0]._replace(doubt=doubt)
    text = ", ".join(part.text for part in parts)
    words = tuple(word._replace(text=text) for word in parts[0].words)
    known = [part.certainty for part in parts if part.certainty is not None]
    return parts[0]._replace(words=words, text=text, certainty=min(known, default=None))


def _again(one: _Asked, scale: float) -> str:
    """The digits by themselves as the second engine reads them in larger print."""
    part = _part(one)
    return "" if part is None else _digits_in(enlarged(part), scale * LARGER)


def _sharpened(one: _Asked, scale: float) -> str:
    """The digits by themselves as the second engine reads them in sharpened print; nothing where two sizes differ."""
    part = _part(one)
    if part is None:
        return ""
    read = {_digits_in(sharpened(part, larger), scale * larger) for larger in SHARPENED}
    return read.pop() if len(read) == 1 else ""


def _digits_in(line: Pixels, scale: float) -> str:
    return plain("".join(word.text for word in words_in(line, round(scale * INCH))))


def _of_table(one: _Asked, text: str, doubt: NumberDoubt | None, scale: float) -> ReadLine:
    left, top, right, bottom = (side / scale for side in one.line.box)
    word = PageWord(text, left, top, right, bottom, bottom - top)
    if DIGIT.search(text):
        doubt = "cut-off" if _is_cut(one) else doubt or ("other-ink" if one.line.is_uneven else None)
        if _has_two_inks(one) if doubt else _has_red_digit(one):
            doubt = "red-ink"
    return ReadLine(one.line, (word,) if text else (), text, doubt, _sure(one), is_value=True)


def _below_red(one: _Asked, over: NumberDoubt, scale: float) -> ReadLine:
    """A line of a table over which red ink lay: never believed, and not there where it is struck out."""
    read = _of_table(one, _spaced(one), over, scale)._replace(doubt=over)
    return read._replace(words=()) if over in STRUCK else read


def _has_two_inks(one: _Asked) -> bool:
    """Whether a line in which red was left has print in another colour too: a hand may have marked it."""
    if one.line.red is None:
        return False
    ink = ink_in(one.line.pixels) > 0
    others = ink & (grown(one.line.red, FRINGE) == 0)
    return bool(others.sum() >= RED * ink.sum())


def _has_red_digit(one: _Asked) -> bool:
    """Whether of the glyphs of a number some are red and others not: a hand may have added a digit."""
    if one.line.red is None or not one.seen:
        return False
    ink, kinds = ink_in(one.line.pixels) > 0, set()
    for glyph in one.seen[MIDDLE]:
        left, top, right, bottom = (side // FINER for side in glyph)
        part = slice(top, bottom + 1), slice(left, right + 1)
        if glyph.right <= one.until and bottom - top > MARK * one.line.pixels.shape[0]:
            kinds.add(bool((one.line.red[part] > 0).sum() >= RED * ink[part].sum()))
    return len(kinds) > 1


def _is_cut(one: _Asked) -> bool:
    """Whether a digit may be cut off at a rule; the tail of a comma may meet it, and so may the word behind."""
    high = one.line.pixels.shape[0]
    return any(piece.bottom - piece.top > MARK * high and piece.left * FINER < one.until for piece in one.line.cut)


def _heading(one: _Asked, scale: float) -> ReadLine:
    """A line outside of all tables, in words as wide blanks part them."""
    box, parts = one.line.box, _after_box(one, box_before(one.line.pixels))
    text = " ".join(part for part, _, _ in parts)
    top, bottom = box.top / scale, box.bottom / scale
    size = (bottom - top) / (HIGH_HANGUL if HANGUL.search(text) else HIGH_DIGITS)
    words = [
        PageWord(part + " ", (box.left + left) / scale, top, (box.left + right) / scale, bottom, size)
        for part, left, right in parts
    ]
    unread = [word for word in words if DIGIT.search(word.text)]
    return ReadLine(one.line, words, text, None, _sure(one), is_code=one.is_code, unread=unread)


def _after_box(one: _Asked, box: Box | None) -> list[tuple[str, int, int]]:
    """The words of a line, with the bullet that its ink begins with in the place of what was read for it."""
    parts = list(_parts(one))
    if parts and parts[0][0] == BOX_AS_LETTER:
        return [(BOXES[0], *parts[0][1:]), *parts[1:]]
    if box is None or not parts:
        return parts
    text, left, right = parts[0]
    bullet = (box.sign, 0, box.end)
    if right <= box.end + SLACK * box.end:
        return [bullet, *parts[1:]]
    if left >= box.end / 2:
        return [bullet, *parts]
    return [bullet, (behind_mark(text, right - box.end, one.line.pixels.shape[0]), box.end, right), *parts[1:]]


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

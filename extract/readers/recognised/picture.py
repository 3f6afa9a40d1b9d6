"""The pixels of a page: turned, put straight, told apart into ink and ground."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

import cv2
import numpy as np

from extract.readers.recognised.glyphs import Blob

Pixels: TypeAlias = Any  # an array of numpy, a byte for each point: 0 is black

cv2.setNumThreads(1)
INCH = 72.0  # points
LOOKED_AT = 100  # pixels an inch by which rules are looked for to see how a page lies
BAR = 5  # pixels from which on a line is a bar that has edges
ANGLES = 720  # of half a turn in which lines are looked for; more take longer and say the same
SHORTEST = 0.6  # inches of a line that tells how a page lies; strokes of letters are shorter
STEEPEST = 5.0  # degrees up to which a page is put straight
ASKEW = 0.05  # degrees below which it is left as it lies
ENOUGH_LINES = 12  # pieces longer than letters, by which it is told; with fewer, lines of letters tell it too
LEAST_LINES = 3  # both ways, by which a page can be told to be seen at an angle
WHOLE_WAY = (0.5, 10)  # the same on a page without long lines, whose lines of print say how it lies
FINER_AND_FINER = ((0.2, 6), (0.04, 5))  # degrees of a step and steps each way, in which the angle of a page is sought
SPREAD = 1.0  # degrees by which lines of one way may differ on a page that was laid flat
STEADY = 150  # points of lines that lean by what they say; of shorter ones only the middle does
STEP = 57.0  # degrees by which a line of one point leans that is off by one
BLOCK = 0.2  # inches round a point whose mean is its ground
DARKER = 20  # grey levels by which ink is darker than its ground; noise of a scan is less
LEAST_LONG, MOST_LONG = 2340, 2925  # pixels of the longer side: of a sheet of A4 at 200 and at 250 dots an inch
LARGER = 1.5  # times as large a number is read a second time
SHARPER, EDGE = 0.6, 2.0  # how much of what differs from its surroundings (of so many pixels) is added
FINER = 2  # times as fine a line is looked at to part its glyphs
LEVELS = (1.15, 1.0, 0.8, 0.6, 0.4)  # of the way from the darkest point to the middle between ink and ground
MEETING = 0.8  # of the way from the darkest point to the middle between ink and ground: where print meets a rule
PAPER = 255.0  # grey level of nothing
INK_EDGE = 3  # pixels round ink that are its own, beside which print is looked for that is fainter
RULE_EDGE = 1  # pixels round the ink of a rule that are its own
STRIPS = 4  # rows of which one tells of the paper
QUARTER = 0.674  # standard deviations from the middle to a quarter of what is spread evenly round it
SPREAD_APART, CLOSE = 0.8, 0.35  # of the height of a line: a blank between spread syllables, and what is left of it
SPECK = 3  # points of ink below which a piece is a speck


class Lying(NamedTuple):
    """By how many degrees a page must be turned to lie straight, and whether its lines fan out as in a photograph."""

    angle: float
    fans_out: bool


def lying(page: Pixels, scale: float) -> Lying:
    """How a page lies: by its long lines, and by its lines of print where it has none."""
    factor = LOOKED_AT / (scale * INCH)
    small = cv2.resize(page, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    ink = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    least = int(LOOKED_AT * SHORTEST)
    long = _without_letters(ink, least)
    lines = _lines_in(long, least)
    if lines is None or len(lines) < ENOUGH_LINES:
        long, lines = ink, _lines_in(ink, least)
    if lines is None:
        return Lying(_exactly(ink, 0.0, (WHOLE_WAY, *FINER_AND_FINER)) if ink.any() else 0.0, fans_out=False)
    across, down = lines.reshape(-1, 4)[:, 2:].T - lines.reshape(-1, 4)[:, :2].T
    lengths, degrees = np.hypot(across, down), np.degrees(np.arctan2(down, across))
    off = (degrees + 45) % 90 - 45
    is_level = np.abs((degrees + 90) % 180 - 90) < 45
    ways = [(off[way], lengths[way]) for way in (is_level, ~is_level) if way.sum() >= LEAST_LINES]
    near = np.abs(off) < STEEPEST
    if not near.any():
        return Lying(_middle(off, lengths), fans_out=True)
    return Lying(_exactly(long, _middle(off[near], lengths[near])), _fans_out(ways))


def _exactly(ink: Pixels, about: float, ways: Sequence[tuple[float, int]] = FINER_AND_FINER) -> float:
    """The angle near this one at which ink falls into the fewest rows and columns: short lines lean by full points."""
    solid = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((BAR, BAR), np.uint8))
    thin = cv2.subtract(ink, grown(solid, 1))  # the shadow at an edge and holes lie as the scanner does
    down, across = np.nonzero(thin if thin.any() else ink)
    for step, steps in ways:
        angles = [about + step * at for at in range(-steps, steps + 1)]
        about = max(angles, key=lambda angle: _gathered(across, down, angle))
    return about


def _gathered(across: Pixels, down: Pixels, angle: float) -> float:
    """How close together ink falls where the page is turned by this angle."""
    lean = float(np.tan(np.radians(angle)))
    found = 0.0
    for at in (down - across * lean, across + down * lean):
        counts = np.bincount(np.rint(at - at.min()).astype(np.int64))
        found += float((counts.astype(np.float64) ** 2).sum())
    return found


def _lines_in(ink: Pixels, least: int) -> Pixels | None:
    """Lines in ink; of a bar its edges alone, since many that lean lie within it."""
    edges = cv2.subtract(ink, cv2.erode(ink, np.ones((BAR, BAR), np.uint8)))
    return cv2.HoughLinesP(edges, 1, np.pi / ANGLES, threshold=least, minLineLength=least, maxLineGap=3)


def _without_letters(ink: Pixels, least: int) -> Pixels:
    """The pieces of ink that are long enough for a line; looking for lines among letters takes four times as long."""
    pieces = pieces_of(ink)
    is_long = pieces.stats[:, 2:4].max(axis=1) >= least
    is_long[0] = False
    return points_of(pieces, is_long)


def _fans_out(ways: Sequence[tuple[Pixels, Pixels]]) -> bool:
    """Whether lines of one way differ, or those of both ways do, by more than the points of a line can tell."""
    slack = [SPREAD + STEP / float(np.median(lengths)) for _, lengths in ways]
    steady = [way for way in ways if float(np.median(way[1])) >= STEADY]
    spread = any(_middle(*way, share=0.9) - _middle(*way, share=0.1) > SPREAD for way in steady)
    return spread or (len(ways) > 1 and abs(_middle(*ways[0]) - _middle(*ways[1])) > max(slack))


def _middle(values: Pixels, weights: Pixels, share: float = 0.5) -> float:
    """The value below which this share of the weight lies."""
    order = np.argsort(values)
    sums = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(sums, sums[-1] * share)])


def straightened(page: Pixels, angle: float) -> Pixels:
    """The page turned round its middle by some degrees, as large as it was."""
    if abs(angle) < ASKEW:
        return page
    high, wide = page.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1)
    return cv2.warpAffine(page, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=255)


def quarters(page: Pixels, turns: int) -> Pixels:
    """The page turned to the right by quarters."""
    return np.ascontiguousarray(np.rot90(page, -turns)) if turns % 4 else page


def ink_of(page: Pixels, scale: float) -> Pixels:
    """Where a page is darker than the ground round about: 255 for ink."""
    block = int(scale * INCH * BLOCK) | 1
    smooth = cv2.GaussianBlur(page, (3, 3), 0)
    return cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, DARKER)


def grain_of(page: Pixels) -> float:
    """By how many grey levels the paper of a page differs from its grey: the standard deviation of what is no print."""
    smooth = cv2.GaussianBlur(page, (3, 3), 0)[::STRIPS]
    below = np.cumsum(np.bincount(smooth.ravel(), minlength=256)) / smooth.size
    middle, quarter = np.searchsorted(below, (0.5, 0.25)).tolist()
    return float(middle - quarter) / QUARTER


def ink_in(crop: Pixels) -> Pixels:
    """Where a crop of one ground has ink; light print on a dark ground is ink too."""
    smooth = cv2.GaussianBlur(crop, (3, 3), 0)
    return cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]


def pieces_beside(rule: Pixels, crop: Pixels, halo: float) -> tuple[Pixels, Pixels]:
    """The ink beside a rule without pieces that stay so near to it, which are its blur; and the pieces that meet it.

    A piece that meets a rule, with no lighter point between, and goes on beyond the blur is a character that may be cut
    off there.
    """
    smooth = cv2.GaussianBlur(crop, (3, 3), 0)
    level, _ = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    if darkest_beside(rule, smooth, halo) > level:  # all print is fainter than the rule
        free = np.where(grown(rule, halo) > 0, np.uint8(np.median(smooth)), smooth)
        level, _ = cv2.threshold(free, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    ink = cv2.threshold(smooth, level, 255, cv2.THRESH_BINARY_INV)[1]
    count, labels = cv2.connectedComponents(cv2.subtract(ink, grown(rule, RULE_EDGE)), connectivity=8)
    goes_on = np.zeros(count, bool)
    goes_on[labels[grown(rule, halo) == 0]] = True
    goes_on[0] = False
    middle, _ = cv2.threshold(crop, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    darkest = float(crop.min())
    dark = cv2.threshold(crop, darkest + (middle - darkest) * MEETING, 255, cv2.THRESH_BINARY_INV)[1]
    joined, all_labels = cv2.connectedComponents(cv2.bitwise_or(dark, rule), connectivity=8)
    of_rule = np.zeros(joined, bool)
    of_rule[all_labels[rule > 0]] = True
    kept = goes_on[labels]
    cut = np.zeros(count, bool)
    cut[labels[of_rule[all_labels] & (dark > 0)]] = True
    return (kept * np.uint8(255)).astype(np.uint8), ((kept & cut[labels]) * np.uint8(255)).astype(np.uint8)


def darkest_beside(rule: Pixels, crop: Pixels, halo: float) -> float:
    """The grey level of the darkest point of a crop that is not of a rule or its blur."""
    beside = cv2.bitwise_not(grown(rule, halo))
    return float(cv2.minMaxLoc(crop, mask=beside)[0]) if beside.any() else PAPER


def fainter(crop: Pixels, ink: Pixels, rule: Pixels, halo: float, level: float) -> Pixels:
    """What lies beside the ink of a crop and is darker than this grey level, but no ink."""
    faint = cv2.threshold(cv2.GaussianBlur(crop, (3, 3), 0), level, 255, cv2.THRESH_BINARY_INV)[1]
    return cv2.subtract(faint, cv2.bitwise_or(grown(ink, INK_EDGE), grown(rule, halo)))


def grown(ink: Pixels, by: float) -> Pixels:
    """Ink that is so many pixels wider on each side."""
    side = 2 * round(by) + 1
    return cv2.dilate(ink, np.ones((side, side), np.uint8))


class Pieces(NamedTuple):
    """The connected pieces of ink: for each point its piece, for each piece its left, top, width, height and size.

    The first piece is the ground.
    """

    labels: Pixels
    stats: Pixels


def pieces_of(ink: Pixels) -> Pieces:
    """The connected pieces of ink; corners connect. This way takes a third of the time of OpenCV's own choice."""
    found = cv2.connectedComponentsWithStatsWithAlgorithm(ink, 8, cv2.CV_32S, cv2.CCL_BBDT)
    return Pieces(found[1], found[2])


def points_of(pieces: Pieces, which: Pixels) -> Pixels:
    """The points of those pieces for which an array of truths says so: 255 there."""
    return np.take(which * np.uint8(255), pieces.labels)


def blobs_in(ink: Pixels, least: int = SPECK) -> Iterator[Blob]:
    """The connected pieces of ink."""
    for left, top, wide, high, size in pieces_of(ink).stats[1:].tolist():
        if size >= least:
            yield Blob(left, top, left + wide, top + high)


def glyphs_at_levels(crop: Pixels) -> Iterator[list[Blob]]:
    """The pieces of ink of a line as they part where only darker and darker points are ink; in half pixels."""
    large = cv2.resize(crop, None, fx=FINER, fy=FINER, interpolation=cv2.INTER_CUBIC)
    middle, _ = cv2.threshold(large, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    darkest = float(np.percentile(large, 1))
    for share in LEVELS:
        level = darkest + (middle - darkest) * share
        yield list(blobs_in(cv2.threshold(large, level, 255, cv2.THRESH_BINARY_INV)[1], SPECK * FINER))


def enlarged(line: Pixels) -> Pixels:
    """A line in larger print."""
    return cv2.resize(line, None, fx=LARGER, fy=LARGER, interpolation=cv2.INTER_CUBIC)


def sharpened(line: Pixels, larger: float) -> Pixels:
    """A line so many times as large, with sharper edges: what JPEG and blur have run together parts again."""
    large = cv2.resize(line, None, fx=larger, fy=larger, interpolation=cv2.INTER_CUBIC)
    return cv2.addWeighted(large, 1 + SHARPER, cv2.GaussianBlur(large, (0, 0), EDGE), -SHARPER, 0)


def blanks_in(line: Pixels, least: float) -> list[float]:
    """The middles of the blanks between glyphs of a line that are at least so many pixels wide."""
    filled = np.flatnonzero(ink_in(line).any(axis=0))
    steps = np.diff(filled)
    wide = np.flatnonzero(steps > least)
    middles: list[float] = ((filled[wide] + filled[wide + 1]) / 2).tolist()
    return middles


class Closed(NamedTuple):
    """A line whose wide blanks are closed, which of its columns are left, and how many parts stood apart."""

    pixels: Pixels
    columns: Pixels
    parts: int


def closed(line: Pixels) -> Closed | None:
    """A line of syllables that are spread over its cell (국   비), closer together; None where it has no wide blank."""
    high, wide = line.shape
    filled = np.flatnonzero(ink_in(line).any(axis=0))
    blanks = np.flatnonzero(np.diff(filled) > SPREAD_APART * high)
    if not blanks.size:
        return None
    kept, left = np.ones(wide, bool), max(2, int(CLOSE * high))
    for start, end in zip(filled[blanks].tolist(), filled[blanks + 1].tolist(), strict=True):
        kept[start + left // 2 : end - (left - left // 2)] = False
    columns = np.flatnonzero(kept)
    return Closed(np.ascontiguousarray(line[:, columns]), columns, int(blanks.size) + 1)


def fitted(page: Pixels) -> Pixels:
    """A page as large as one of 200 to 300 dots an inch is."""
    longest = max(page.shape[:2])
    share = max(LEAST_LONG, min(MOST_LONG, longest)) / longest
    if share == 1:
        return page
    how = cv2.INTER_AREA if share < 1 else cv2.INTER_CUBIC
    return cv2.resize(page, None, fx=share, fy=share, interpolation=how)

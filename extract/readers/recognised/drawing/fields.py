"""Pale fields below print, as highlighters leave them and tables have them: made as light as the paper beside them.

Each colour of light is made even by itself, so that print on a field stays what it is: black, or red.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from extract.readers.recognised.picture import Pixels, pieces_of

COARSE = 2  # pixels of one by which fields are looked for
PALE = 128  # the least grey level of a pale field
TINGE = 30  # of 255: by how much one colour of light differs from another on a field
FIELD = 5.0  # points both ways of the smallest field
PRINT = 4.0  # points of the thickest stroke of print, between whose edges the ground is that of what lies round it
NEARLY = 0.85  # of the lightness of paper, from which on what is left of a field is nothing but paper
INSET = 5.0  # pixels of a coarse page that the edge of a field is wide, on both sides together
SOME = 0.1  # of the points of a part from which on its ground is red or blue
EDGE = 3.0  # points beside a field that are its own: a JPEG spreads its colour
EVEN, LIGHTER = 30, 0.004  # grey levels by which a field is even, and the share of one that print lighter than it has


class Seen(NamedTuple):
    """A page in greys and in colours, red first; its pale fields are as light as paper in both."""

    greys: Pixels
    colours: Pixels


def seen_in(colours: Pixels, scale: float) -> Seen:
    """A page by its colours with red first, without its pale fields; ``scale`` is pixels a point."""
    shown = np.ascontiguousarray(colours[..., :3])
    shown = _evened(shown, scale)
    return Seen(cv2.cvtColor(shown, cv2.COLOR_RGB2GRAY), shown)


def _evened(colours: Pixels, scale: float) -> Pixels:
    """A page on which pale fields in colour are as light as paper; those with print lighter than they are stay."""
    small = cv2.resize(colours, None, fx=1 / COARSE, fy=1 / COARSE, interpolation=cv2.INTER_AREA)
    fields = _fields(small, scale / COARSE)
    paper = np.median(small[fields == 0], axis=0) if fields.any() and not fields.all() else np.zeros(3)
    if paper.min() < PALE:
        return colours
    evened = colours.copy()
    high, wide = colours.shape[:2]
    beside = int(EDGE * scale)
    for left, top, across, down, _ in pieces_of(fields).stats[1:].tolist():
        rows = slice(max(0, top * COARSE - beside), min(high, (top + down) * COARSE + beside))
        columns = slice(max(0, left * COARSE - beside), min(wide, (left + across) * COARSE + beside))
        evened[rows, columns] = _lightened(evened[rows, columns], paper, scale)
    return evened


def _fields(small: Pixels, scale: float) -> Pixels:
    """The pale fields of a page: what has a colour throughout, whatever is printed on it."""
    ground = cv2.morphologyEx(small, cv2.MORPH_CLOSE, _square(PRINT * scale))
    tinge = cv2.subtract(ground.max(axis=2), ground.min(axis=2))
    found = ((tinge >= TINGE) & (cv2.cvtColor(ground, cv2.COLOR_RGB2GRAY) >= PALE)) * np.uint8(255)
    if not found.any():
        return found
    found = cv2.morphologyEx(found, cv2.MORPH_OPEN, _square(FIELD * scale))
    pieces = pieces_of(found)
    greys = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    for at, (left, top, wide, high, _) in enumerate(pieces.stats[1:].tolist(), 1):
        part = slice(top, top + high), slice(left, left + wide)
        own = (pieces.labels[part] == at) * np.uint8(255)
        edges = cv2.findContours(own, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]
        inside = cv2.erode(cv2.drawContours(own.copy(), edges, -1, 255, cv2.FILLED), _square(INSET), borderValue=0)
        levels = greys[part][inside > 0]
        if levels.size and (levels > np.median(levels) + EVEN).mean() >= LIGHTER:
            found[part][own > 0] = 0
    return found


def _lightened(part: Pixels, paper: Pixels, scale: float) -> Pixels:
    """A part of a page on which a pale ground is as light as paper, each colour of light by itself.

    Of a ground as red or as blue as pens are a JPEG gives print on it the hue: there all is grey. On any
    other one red print alone is told apart.
    """
    ground = cv2.morphologyEx(cv2.GaussianBlur(part, (3, 3), 0), cv2.MORPH_CLOSE, _square(PRINT * scale))
    red, green, blue = (ground[..., at].astype(np.int16) for at in range(3))
    if ((red - green >= TINGE) | (blue - red >= TINGE)).mean() >= SOME:
        part, ground = (
            cv2.cvtColor(cv2.cvtColor(one, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB) for one in (part, ground)
        )
    gain = paper.astype(np.float32) / np.maximum(ground, 1)
    is_pale = (cv2.cvtColor(ground, cv2.COLOR_RGB2GRAY) >= PALE)[..., None] & (gain > 1)
    lighter = np.minimum(part * gain, 255)
    lighter = np.where((lighter >= NEARLY * paper).all(axis=2, keepdims=True), np.maximum(lighter, paper), lighter)
    lighter[..., 2] = lighter[..., 1]  # a yellow ground has hardly any blue: what is left of it is noise
    return np.where(is_pale, lighter, part).astype(np.uint8)


def _square(side: float) -> Pixels:
    return np.ones((int(side) | 1,) * 2, np.uint8)

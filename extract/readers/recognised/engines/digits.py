"""The first engine: the model for text lines of PP-OCR, which RapidOCR brings along, on crops of single lines.

It knows digits, Latin and Chinese, and no Hangul. A person may give another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import cv2
import numpy as np

from extract.readers.recognised.aids import aids_in_force
from extract.readers.recognised.engines.model import COLOURS, HEIGHT, model_of, refused
from extract.readers.recognised.numbers import plain
from extract.readers.recognised.picture import Pixels
from plan.progress import step

ROUNDED = 32  # pixels by which the widths of lines that go together are rounded up
NARROWEST = 64  # pixels; lines that are narrower are filled up
MOST = 24  # lines that go together
AROUND = 3  # points of ground round a line
MIDDLE = 127.5  # grey levels: 0 to 255 become -1 to 1


class Recognised(NamedTuple):
    """What an engine reads, without white space, and the certainty of its least certain character."""

    text: str
    sure: float


def recognised(lines: Sequence[Pixels]) -> list[Recognised]:
    """What stands in each line; lines of about one width go to the model together."""
    lines = [np.pad(line, AROUND, mode="edge") for line in lines]
    widths = [_width(line) for line in lines]
    found: dict[int, Recognised] = {}
    for width in sorted(set(widths)):
        alike = [at for at, own in enumerate(widths) if own == width]
        for start in range(0, len(alike), MOST):
            step()
            part = alike[start : start + MOST]
            found.update(zip(part, _read([lines[at] for at in part], width), strict=True))
    return [found[at] for at in range(len(lines))]


def _width(line: Pixels) -> int:
    high, wide = line.shape
    return max(NARROWEST, -(-HEIGHT * int(wide) // max(int(high), 1) // ROUNDED) * ROUNDED)


def _read(lines: Sequence[Pixels], width: int) -> Iterator[Recognised]:
    aids = aids_in_force()
    session, letters = model_of(aids.model, aids.model_sha256)
    batch = np.zeros((len(lines), COLOURS, HEIGHT, width), np.float32)
    for at, line in enumerate(lines):
        high, wide = line.shape
        own = min(width, max(1, round(HEIGHT * wide / max(high, 1))))
        batch[at, :, :, :own] = cv2.resize(line, (own, HEIGHT)).astype(np.float32) / MIDDLE - 1
    shares = session.run(None, {session.get_inputs()[0].name: batch})[0]
    if shares.shape[0] != len(lines) or shares.shape[2] != len(letters):
        raise refused(
            aids.model,
            f"글자 {len(letters):,}개를 적어 두었으나 {shares.shape[2]:,}개를 냅니다",
            f"lists {len(letters):,} letters and tells {shares.shape[2]:,} apart",
        )
    for steps in shares:
        yield _decoded(steps.argmax(1), steps.max(1), letters)


def _decoded(indices: Any, shares: Any, letters: Sequence[str]) -> Recognised:
    """The letters of the steps, each once: a letter that is there twice has an empty step between."""
    text, sure, last = "", 1.0, 0
    for index, share in zip(indices.tolist(), shares.tolist(), strict=True):
        if index and index != last and not letters[index].isspace():
            text += letters[index]
            sure = min(sure, share)
        last = index
    return Recognised(plain(text), sure if text else 0.0)

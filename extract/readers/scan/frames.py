"""The pages of an image file: TIFF with its frames, PNG and JPEG, as greys of a size that can be read."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extract.readers.limits import check_limit, over_limit
from extract.readers.recognised.drawing.fields import seen_in
from extract.readers.recognised.drawing.inks import Ink, inks_in
from extract.readers.recognised.picture import Pixels, fitted
from extract.readers.recognised.sheet import sheet
from extract.readers.refusals import refuse
from plan.errors import PlanError

GREY_MODES = ("1", "L", "I", "F", "I;16")  # modes of pillow that hold no colours
FORMATS = ("TIFF", "PNG", "JPEG")
INCH = 72.0  # points
BROKEN = (OSError, ValueError, SyntaxError, EOFError, UnidentifiedImageError)  # what pillow raises for bad bytes


class Frame(NamedTuple):
    """A page of an image file: its greys, its size in points, and its ink in colour."""

    greys: Pixels
    size: tuple[float, float]
    inks: Sequence[Ink] = ()


class ImageFile(NamedTuple):
    """The bytes of an image file, and how many pages are in it."""

    data: bytes
    pages: int


def opened(data: bytes, path: Path) -> ImageFile:
    """An image file whose pages and pixels are within the limits; no pixel is decoded yet."""
    try:
        with _quiet(), _image(data) as image:
            pages = int(getattr(image, "n_frames", 1))
            check_limit("pages", pages, path)
            check_limit("page_pixels", image.width * image.height, path)
    except Image.DecompressionBombError:
        raise over_limit("page_pixels", path) from None
    except BROKEN:
        raise _broken(path) from None
    return ImageFile(data, pages)


def frames(file: ImageFile, path: Path) -> Iterator[Frame]:
    """The pages of an image file one after another."""
    try:
        with _quiet(), _image(file.data) as image:
            for frame in ImageSequence.Iterator(image):
                check_limit("page_pixels", frame.width * frame.height, path)
                yield _frame(frame)
    except Image.DecompressionBombError:
        raise over_limit("page_pixels", path) from None
    except BROKEN:
        raise _broken(path) from None


def _broken(path: Path) -> PlanError:
    return refuse(
        "not-a-document",
        path,
        ko="읽을 수 없는 그림 파일(PNG, JPEG, TIFF)입니다. 다시 스캔하거나 내려받으십시오",
        en="is a picture (PNG, JPEG, TIFF) that cannot be read; scan or download it again",
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing is said of tags that are damaged and of many pixels: what is shown counts, and the limit is ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _image(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data), formats=FORMATS)


def _frame(frame: Image.Image) -> Frame:
    dots = frame.info.get("dpi", (0, 0))
    shown = ImageOps.exif_transpose(frame)
    if shown.mode in ("RGBA", "LA", "PA") or "transparency" in shown.info:
        ground = Image.new("RGBA", shown.size, "white")
        shown = Image.alpha_composite(ground, shown.convert("RGBA"))
    share = INCH / float(dots[0]) if dots[0] else INCH
    size = sheet(shown.width * share, shown.height * share)
    if shown.mode in GREY_MODES:
        return Frame(fitted(np.asarray(shown.convert("L"))), size)
    colours = fitted(np.asarray(shown.convert("RGB")))
    seen = seen_in(colours, colours.shape[1] / size[0])
    return Frame(seen.greys, size, inks_in(seen.colours))

"""How large a page is taken to be that is a picture: what it says of itself, where that can be the size of a sheet."""

from __future__ import annotations

LONGEST = (300.0, 1700.0)  # points of the longer side of a sheet: from a postcard to A2
USUAL = 842.0  # points of the longer side of A4, of which a page is taken to be that says less, more or nothing


def sheet(width: float, height: float) -> tuple[float, float]:
    """The size in points of a page that says this size; one that has a point for each of its pixels says nothing.

    >>> sheet(595.0, 842.0), sheet(2480.0, 3508.0)
    ((595.0, 842.0), (595.2565564424173, 842.0))
    """
    longest = max(width, height)
    if LONGEST[0] <= longest <= LONGEST[1] or not longest:
        return width, height
    return width * USUAL / longest, height * USUAL / longest

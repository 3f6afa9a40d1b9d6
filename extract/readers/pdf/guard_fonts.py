"""Checks the fonts that the pages of a PDF name: an engine shows nothing of a font that it does not understand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

SIMPLE = frozenset(("/Type1", "/MMType1", "/Type3", "/TrueType"))  # ISO 32000-1, table 110
COMPOSITE, DESCENDANTS = "/Type0", frozenset(("/CIDFontType0", "/CIDFontType2"))
DESCRIPTOR = "/FontDescriptor"  # table 122
CATEGORIES = frozenset(
    ("/ColorSpace", "/ExtGState", "/Font", "/Pattern", "/ProcSet", "/Properties", "/Shading", "/XObject")
)
STREAMS = frozenset(  # entries of a font, of its descendant and of its descriptor that may be streams
    ("/ToUnicode", "/Encoding", "/CIDToGIDMap", "/FontFile", "/FontFile2", "/FontFile3", "/CIDSet")
)
TREE_DEPTH = 64
DIRECT = (0, 0)  # number and generation of what is no object of its own


def font_defects(pages: Sequence[Any], *, lost: bool) -> Iterator[str]:
    """Fonts whose kind, descendants, encoding or meaning are missing, and resources of a kind that there is not.

    ``lost`` says that the file holds a stream to which nothing leads, such as the meaning of a font's characters.
    """
    seen: set[tuple[int, int]] = set()
    whole: dict[tuple[int, int], bool] = {}  # several pages name a font
    meanings: dict[tuple[int, int], tuple[int, int]] = {}
    for number, page in enumerate(pages, 1):
        resources = _resources(page)
        if not isinstance(resources, pikepdf.Dictionary):
            continue
        if resources.is_indirect:
            if resources.objgen in seen:
                continue
            seen.add(resources.objgen)
        if unknown := set(resources.keys()) - CATEGORIES:
            yield f"page {number}: {min(unknown)}"
        fonts = resources.get("/Font")
        if fonts is not None and not isinstance(fonts, pikepdf.Dictionary):
            yield f"page {number}: fonts"
            continue
        for name, font in fonts.items() if fonts is not None else ():
            at = font.objgen if isinstance(font, pikepdf.Dictionary) else DIRECT
            if at == DIRECT or at not in whole:
                whole[at] = _is_whole(font) and (not lost or _has_its_own_meaning(font, meanings))
            if not whole[at]:
                yield f"page {number}: font {name}"


def _resources(page: Any) -> Any:
    """The resources of a page, or those of the nodes above it (ISO 32000-1, 7.7.3.4)."""
    node = page
    for _ in range(TREE_DEPTH):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if "/Resources" in node:
            return node["/Resources"]
        node = node.get("/Parent")
    return None


def _is_whole(font: Any) -> bool:
    if not isinstance(font, pikepdf.Dictionary) or str(font.get("/Type", "/Font")) != "/Font":
        return False
    if _has_stray_stream(font):
        return False
    kind = str(font.get("/Subtype"))
    if kind != COMPOSITE:
        return kind in SIMPLE
    below = font.get("/DescendantFonts")
    if not isinstance(below, pikepdf.Array) or len(below) != 1 or "/Encoding" not in font:
        return False
    inner = below[0]
    if not isinstance(inner, pikepdf.Dictionary) or str(inner.get("/Subtype")) not in DESCENDANTS:
        return False
    descriptor = inner.get("/FontDescriptor")  # required, table 117
    if not isinstance(descriptor, pikepdf.Dictionary) or str(descriptor.get("/Type", DESCRIPTOR)) != DESCRIPTOR:
        return False
    return not (_has_stray_stream(inner) or _has_stray_stream(descriptor))


def _has_stray_stream(entries: Any) -> bool:
    """Whether a stream stands under a name that there is not, so that the name was another."""
    return any(isinstance(part, pikepdf.Stream) and key not in STREAMS for key, part in entries.items())


def _has_its_own_meaning(font: Any, meanings: dict[tuple[int, int], tuple[int, int]]) -> bool:
    """Whether the map from codes to characters is one, and no other font's."""
    meaning = font.get("/ToUnicode")
    if meaning is None:
        return True
    if not isinstance(meaning, pikepdf.Stream) or b"begincmap" not in meaning.read_bytes():
        return False
    return bool(meanings.setdefault(meaning.objgen, font.objgen) == font.objgen)

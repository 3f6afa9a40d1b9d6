"""A drawing of HWPX in front of the text: what of it may hide the text, and where it says that it lies (KS X 6101)."""

from __future__ import annotations

from collections.abc import Mapping

from extract.readers.line_layout.afloat import Afloat, Align, Base, Frame, Kind, Offset
from extract.readers.owpml.elements import number_of

IN_FRONT, BEHIND = "IN_FRONT_OF_TEXT", "BEHIND_TEXT"
NEGATIVE = 1 << 31  # from which number on an offset is a negative one, as Hangul writes it
BASES: Mapping[str, Base] = {"PARA": "paragraph", "COLUMN": "column", "PAGE": "page", "PAPER": "paper"}
ALIGNS: Mapping[str, Align] = {"CENTER": "center", "RIGHT": "end", "BOTTOM": "end", "OUTSIDE": "end"}
STROKES = ("line", "connectLine")
FACES = ("rect", "ellipse")  # whose fill covers what lies under it, but for the corners of an ellipse
OUTLINED = (*FACES, "arc", "polygon", "curve")  # those without a fill hide nothing
NO_COLOUR = ("", "none")

Attributes = Mapping[str, str]


class Shape:
    """What a drawing says of itself, element by element."""

    __slots__ = ("ends", "fill", "flips", "is_drawn", "is_turned", "kind", "picture", "position", "size", "wrap")

    def __init__(self, kind: str, attributes: Attributes) -> None:
        self.kind = kind
        self.wrap = attributes.get("textWrap", "")
        self.position: Attributes = {}
        self.size: Attributes = {}
        self.fill = ""  # "face" of one colour, "glass" that may be seen through
        self.ends: list[Attributes] = []
        self.flips = False
        self.is_turned = False
        self.is_drawn = True
        self.picture: str | None = None  # of one that is not seen through

    def lie(self, name: str, attributes: Attributes) -> None:
        """Take what an element says of it."""
        if name == "pos":
            self.position = attributes
        elif name == "sz":
            self.size = attributes
        elif name == "winBrush":
            if attributes.get("faceColor", "none").lower() not in NO_COLOUR:
                self.fill = "glass" if attributes.get("alpha", "0").strip("0.") else "face"
        elif name in ("gradation", "imgBrush"):
            self.fill = "face" if name == "gradation" else "glass"
        elif name == "img" and self.kind == "pic" and not attributes.get("alpha", "0").strip("0."):
            self.picture = attributes.get("binaryItemIDRef")
        elif name in ("startPt", "endPt"):
            self.ends.append(attributes)
        elif name == "flip":
            self.flips = attributes.get("horizontal") != attributes.get("vertical")
        elif name == "rotationInfo":
            self.is_turned = attributes.get("angle", "0") != "0"
        elif name == "lineShape":
            self.is_drawn = attributes.get("style") != "NONE"

    def is_floating(self) -> bool:
        """Whether it lies on the text or under it, and not in a line of it."""
        return self.wrap in (IN_FRONT, BEHIND) and self.position.get("treatAsChar") != "1"

    def is_outline(self) -> bool:
        """Whether it is an outline round something, which hides nothing."""
        return self.kind in OUTLINED and not self.fill

    def afloat(self, *, speaks: bool) -> Afloat | None:
        """How it may hide what is under it, or None; one that ``speaks`` says something else than that."""
        if self.wrap != IN_FRONT or not self.is_floating():
            return None
        kind = self._hides(speaks=speaks)
        return kind and Afloat(
            kind=kind,
            across=offset_of(self.position, "horz"),
            down=offset_of(self.position, "vert"),
            width=number_of(self.size.get("width")),
            height=number_of(self.size.get("height")),
            is_round=self.kind == "ellipse",
            is_rising=self._is_rising(),
            picture=None if speaks or self.is_turned else self.picture,
        )

    def _hides(self, *, speaks: bool) -> Kind | None:
        if self.kind in STROKES:
            return "stroke" if self.is_drawn else None
        if speaks:
            return "unsure"
        if self.is_outline():
            return None
        return "cover" if self.kind in FACES and self.fill == "face" and not self.is_turned else "unsure"

    def _is_rising(self) -> bool:
        """Whether a line goes up from its left end to its right one."""
        across, down = ([_signed(end.get(way)) for end in self.ends] for way in ("x", "y"))
        rises = len(self.ends) > 1 and (across[1] - across[0]) * (down[1] - down[0]) < 0
        return rises != self.flips


def offset_of(position: Attributes, way: str) -> Offset:
    """Where an object lies along one way; a table without a word of it stands at its paragraph."""
    base = BASES.get(position.get(f"{way}RelTo", ""), "paragraph")
    return Offset(base, ALIGNS.get(position.get(f"{way}Align", ""), "start"), _signed(position.get(f"{way}Offset")))


def frame_of(page: Attributes, margin: Attributes) -> Frame:
    """A page by its size and its margins."""
    paper = number_of(page.get("width")), number_of(page.get("height"))
    left, right, gutter, above, below, header, footer = (
        number_of(margin.get(edge)) for edge in ("left", "right", "gutter", "top", "bottom", "header", "footer")
    )
    lies = page.get("landscape") == "NARROWLY"
    return Frame.of(paper, (left, right, gutter), (above, below, header, footer), lies=lies)


def _signed(text: str | None) -> int:
    if text and text.startswith("-"):
        return -number_of(text[1:])
    number = number_of(text)
    return number if number < NEGATIVE else number - 2 * NEGATIVE

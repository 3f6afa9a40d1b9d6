"""The head of an HWPML document as the header of HWPX: shapes of characters and paragraphs, numberings and borders."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from extract.readers.hwpml.names import capitals, colour

Attributes = Mapping[str, str]
BLACK, UNCOLOURED = "0", "4294967295"  # what is meant where no colour is said (표 34)
BRUSHES = {"GRADATION": "gradation", "IMAGEBRUSH": "imgBrush"}  # what is behind a text and is no colour
LISTS = {  # in the order of a header
    "BORDERFILL": "borderFills",
    "CHARSHAPE": "charProperties",
    "NUMBERING": "numberings",
    "BULLET": "bullets",
    "PARASHAPE": "paraProperties",
}
TEXTS = ("PARAHEAD", "TITLE")  # whose characters are told
NO_LINE = "NONE"
LINES = {"STRIKEOUT": "Continuous", "UNDERLINE": "Bottom"}  # with the kind that is meant where none is said
STRIKING = ("CONTINUOUS", "CENTER")  # kinds of line that go through the characters; older versions strike out by CENTER


class Head:
    """Takes the elements of a head as they come; ``header`` is what they make, ``titled`` what the summary says."""

    def __init__(self) -> None:
        self.titled = ""
        self._made: dict[str, list[str]] = {name: [] for name in LISTS}
        self._open: list[str] = []
        self._inside: list[str] = []  # what the open item of a list holds
        self._item = ""
        self._text: list[str] = []
        self._struck = NO_LINE

    def start(self, name: str, said: Attributes) -> None:
        """An element begins."""
        self._open.append(name)
        if name in LISTS:
            self._inside, self._struck = [], NO_LINE
            self._item = getattr(self, f"_{name.lower()}")(said)
        elif name in TEXTS:
            self._text = []
            if name == "PARAHEAD":
                self._inside.append(_tag("paraHead", _paragraph_head(said)))
        elif name == "WINDOWBRUSH":
            self._inside.append(_tag("winBrush", {"faceColor": colour(said.get("FaceColor", UNCOLOURED))}, empty=True))
        elif name in BRUSHES:
            self._inside.append(_tag(BRUSHES[name], {}, empty=True))
        else:
            self._of_shape(name, said)

    def characters(self, text: str) -> None:
        """Text of the open element."""
        if self._open and self._open[-1] in TEXTS:
            self._text.append(text)

    def end(self) -> None:
        """The open element ends."""
        name = self._open.pop()
        if name in LISTS:
            if self._struck != NO_LINE:
                self._inside.append(_tag("strikeout", {"shape": self._struck}, empty=True))
            tag = self._item[1:].partition(" ")[0]
            self._made[name].append(f"{self._item}{''.join(self._inside)}</{tag}>")
            self._inside = []
        elif name == "PARAHEAD":
            self._inside.append(f"{escape(''.join(self._text))}</paraHead>")
        elif name == "TITLE":
            self.titled = "".join(self._text).strip()

    def has_looks(self) -> bool:
        """Whether there are shapes of characters, without which nobody knows what is struck out or not seen."""
        return bool(self._made["CHARSHAPE"])

    def header(self) -> bytes:
        """The header, as the reader of HWPX takes it."""
        lists = "".join(f"<{tag}>{''.join(self._made[name])}</{tag}>" for name, tag in LISTS.items())
        return f"<head><refList>{lists}</refList></head>".encode()

    def _of_shape(self, name: str, said: Attributes) -> None:
        """What an element says of the open shape, if anything that is told."""
        if name in ("RELSIZE", "CHAROFFSET"):
            tag = "relSz" if name == "RELSIZE" else "offset"
            self._inside.append(_tag(tag, {"latin": said.get("Latin", "100" if tag == "relSz" else "0")}, empty=True))
        elif name in ("BOLD", "SUPERSCRIPT", "SUBSCRIPT"):
            tag = {"SUPERSCRIPT": "supscript"}.get(name, name.lower())
            self._inside.append(_tag(tag, {}, empty=True))
        elif name in LINES and capitals(said.get("Type", LINES[name])) in STRIKING:
            self._struck = capitals(said.get("Shape", "Solid"))
        elif name == "PARABORDER":
            self._inside.append(_tag("border", {"borderFillIDRef": said.get("BorderFill", "")}, empty=True))

    @staticmethod
    def _borderfill(said: Attributes) -> str:
        return _tag("borderFill", {"id": said.get("Id", "")})

    @staticmethod
    def _charshape(said: Attributes) -> str:
        told = {
            "id": said.get("Id", ""),
            "height": said.get("Height", "1000"),
            "textColor": colour(said.get("TextColor", BLACK)),
            "shadeColor": colour(said.get("ShadeColor", UNCOLOURED)),
            "borderFillIDRef": said.get("BorderFillId", ""),
        }
        return _tag("charPr", told)

    @staticmethod
    def _numbering(said: Attributes) -> str:
        return _tag("numbering", {"id": said.get("Id", ""), "start": said.get("Start", "1")})

    @staticmethod
    def _bullet(said: Attributes) -> str:
        return _tag("bullet", {"id": said.get("Id", ""), "char": said.get("Char", "")})

    def _parashape(self, said: Attributes) -> str:
        heading = {
            "type": capitals(said.get("HeadingType", "None")),
            "idRef": said.get("Heading", ""),
            "level": said.get("Level", "0"),
        }
        self._inside.append(_tag("heading", heading, empty=True))
        return _tag("paraPr", {"id": said.get("Id", "")})


def _paragraph_head(said: Attributes) -> dict[str, str]:
    shape = capitals(said.get("NumFormat", "Digit"))
    return {"level": said.get("Level", ""), "numFormat": shape, "start": said.get("Start", "1")}


def _tag(name: str, attributes: Attributes, *, empty: bool = False) -> str:
    """A start tag, with a blank behind its name as the reader of headers looks for it."""
    told = " ".join(f"{key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name} {told}{'/' if empty else ''}>"

"""The elements of a section by their names: what is told of them, looked through, or not known."""

from __future__ import annotations

from functools import lru_cache

from plan.records.values import Within
from plan.script import NO_BREAK_SPACE, WIDE_SPACE

WITHIN: dict[str, Within] = {
    "header": "header",
    "footer": "footer",
    "footNote": "footnote",
    "endNote": "footnote",
    "drawText": "text_box",
    "caption": "caption",
}
HIDDEN = ("hiddenComment", "fieldBegin", "secPr", "colPr", "memo")
NOTES = ("footNote", "endNote")
DRAWINGS = (
    "pic",
    "chart",
    "ole",
    "video",
    "line",
    "connectLine",
    "rect",
    "ellipse",
    "arc",
    "polygon",
    "curve",
    "container",
)
FORMS = ("btn", "radioBtn", "checkBtn", "listBox", "scrollBar")
OBJECTS = ("equation", "compose", "dutmal", "edit", "comboBox", "textart", "autoNum", "switch")
INSIDE = ("script", "mainText", "subText", "text", "listItem", "autoNumFormat", "case", "default")  # of the objects
CHARACTERS = {"lineBreak": "\n", "tab": "\t", "nbSpace": NO_BREAK_SPACE, "fwSpace": WIDE_SPACE, "hyphen": "-"}
TOLD = frozenset(
    (
        "p", "t", "tbl", "tc", "cellAddr", "cellSpan", "deleteBegin", "deleteEnd",
        "pagePr", "margin",
        *CHARACTERS, *WITHIN, *HIDDEN, *DRAWINGS, *FORMS, *OBJECTS, *INSIDE,
    )
)  # fmt: skip
PLAIN = frozenset(
    (
        "sec", "run", "ctrl", "tr", "linesegarray", "cellzoneList", "label",
        "parameterset", "metaTag", "shapeComment", "fieldEnd",
        "bookmark", "indexmark", "firstKey", "secondKey", "pageNum", "pageNumCtrl", "newNum", "pageHiding", "cellzone",
        "markpenBegin", "markpenEnd", "titleMark", "insertBegin", "insertEnd", "charPr",
    )
)  # fmt: skip  # looked through, since they say nothing of the text
MOST_DIGITS = 18  # of an attribute; more of them are far over every limit, and a number of thousands is none
LAYOUT = frozenset(  # what is in them says how the same part lies
    (
        "lineseg", "pos", "sz", "outMargin", "inMargin", "cellSz", "cellMargin", "subList",
        "fillBrush", "winBrush", "gradation", "imgBrush", "img", "startPt", "endPt", "flip", "rotationInfo",
        "lineShape",
    )
)  # fmt: skip
UNKNOWN = "unknown"  # stands for every other element
RUN = frozenset(("run", "cellzone"))  # told where the document's character shapes are


class ToldNames(dict[str, str]):
    """Names of elements without their prefixes, '' for those that are looked through, and one for all unknown ones."""

    def __init__(self, told: frozenset[str]) -> None:
        super().__init__()
        self._told = told
        self.layout: dict[str, str] = {}  # those names so far that say how something lies

    def __missing__(self, name: str) -> str:
        local = name.rpartition(":")[2]
        if local in LAYOUT:
            self.layout[name] = local
        self[name] = told = local if local in self._told else "" if local in PLAIN or local in LAYOUT else UNKNOWN
        return told


@lru_cache(maxsize=1024)
def number_of(text: str | None, default: int = 0) -> int:
    """The number that an attribute says; kept, since a table says few unlike ones."""
    return int(text[:MOST_DIGITS]) if text and text.isascii() and text.isdigit() else default

"""The objects of a paragraph: drawings, equations, fields of forms and numbers, as the text that is seen of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extract.readers.equation import equation_text
from extract.readers.owpml.afloat import Shape
from extract.readers.owpml.elements import DRAWINGS, WITHIN
from extract.readers.owpml.parts import Aside, Attributes, Holder, Part, Text
from plan.records.document import Block


def textart(attributes: Attributes) -> str | None:
    """The text of a word art, None where it has none."""
    return attributes.get("text") or None


def composed(attributes: Attributes) -> str | None:
    """One character that stands by itself; several in one place, or a frame around one, are no plain text."""
    text = attributes.get("composeText", "")
    return text if attributes.get("circleType", "CHAR") == "CHAR" and len(text) == 1 else None


class _Inside(Part):
    """A part of a paragraph's text inside one of its objects."""

    __slots__ = ("attributes", "paragraph", "said")

    def __init__(self, paragraph: Holder, attributes: Attributes) -> None:
        self.section = paragraph.section
        self.paragraph = paragraph
        self.attributes = attributes
        self.said = ""

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        """Whatever it may be, it is not the text of the object."""

    def characters(self, text: str) -> None:
        self.said += text


class Drawing(_Inside):
    """A drawing or a picture; the paragraphs of its text box and its caption are read, and others are no text."""

    __slots__ = ("kind", "shape", "spoken")

    def __init__(self, paragraph: Holder, kind: str, attributes: Attributes) -> None:
        super().__init__(paragraph, attributes)
        self.shape = Shape(kind, attributes)
        self.kind = kind
        if kind == "chart":
            self.section.charts.append((paragraph.place, attributes.get("chartIDRef", "")))
        self.spoken = False

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        if name in ("drawText", "caption"):
            return Aside(self.paragraph, WITHIN[name], self._take)
        if name == "textart" and (text := textart(attributes)):
            self.spoken = True
            self.paragraph.texts.append(text)
        elif name in DRAWINGS:
            self.spoken = True  # what it holds speaks for itself
            part = Drawing(self.paragraph, name, attributes)
            part.shape.wrap = ""  # it lies where the whole group does
            return part
        return None

    def lie(self, name: str, attributes: Attributes) -> None:
        self.shape.lie(name, attributes)

    def _take(self, blocks: list[Block]) -> None:
        self.spoken |= any(block.within == "text_box" for block in blocks)
        self.paragraph.part(blocks)

    def end(self) -> None:
        if afloat := self.shape.afloat(speaks=self.spoken):
            self.section.float(afloat)
        if not self.spoken:
            is_ring = self.shape.is_floating() and self.shape.is_outline()
            (self.section.ring if is_ring else self.section.object)(self.kind)


class _Equation(_Inside):
    """An equation by its script."""

    __slots__ = ()

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        del attributes
        return self if name == "script" else None

    def end(self) -> None:
        self.paragraph.say("equation", equation_text(self.said))


class _Ruby(_Inside):
    """A word with a smaller one above it (덧말), which says something of it and is no part of it."""

    __slots__ = ()

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        del attributes
        return Text(self.paragraph) if name == "mainText" else None


class _Edit(_Inside):
    """A field of a form that holds text."""

    __slots__ = ()

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        del attributes
        return Text(self.paragraph) if name == "text" else None


class _ComboBox(_Inside):
    """A field of a form that shows the item that was chosen."""

    __slots__ = ()

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        if name == "listItem" and attributes.get("value") == self.attributes.get("selectedValue"):
            self.said = attributes.get("displayText") or attributes.get("value", "")
        return None

    def characters(self, text: str) -> None:
        """White space between the items."""

    def end(self) -> None:
        self.paragraph.say("form", self.said or self.attributes.get("selectedValue", ""))


class _AutomaticNumber(_Inside):
    """A number that Hangul counts by itself; it is read in cells, where it may be a part of a number."""

    __slots__ = ("form",)

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        if name == "autoNumFormat":
            self.said = attributes.get("prefixChar", "") + "{}" + attributes.get("suffixChar", "")
            if attributes.get("type", "DIGIT") != "DIGIT":
                self.attributes = {}
        return None

    def end(self) -> None:
        if self.section.cells:
            counted = self.attributes.get("num", "") if "PAGE" not in self.attributes.get("numType", "") else ""
            self.paragraph.say("autoNum", (self.said.strip() or "{}").replace("{}", counted) if counted else None)


class _Switch(_Inside):
    """Content in several versions for several programs, of which the first is read; the others should say the same."""

    __slots__ = ("others", "start")

    def __init__(self, paragraph: Holder, attributes: Attributes) -> None:
        super().__init__(paragraph, attributes)
        self.start = -1
        self.others: list[_Branch] = []

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        if name not in ("case", "default"):
            return None
        if self.start < 0:
            self.start = len(self.paragraph.texts)
            return _FirstBranch(self.paragraph, attributes)
        self.others.append(_Branch(self.paragraph, attributes))
        return self.others[-1]

    def end(self) -> None:
        read = "".join(self.paragraph.texts[max(0, self.start) :]).split()
        if any(other.said.split() != read for other in self.others):
            self.section.object("switch")


class _FirstBranch(_Inside):
    """The first version of a content, read as what its paragraph holds."""

    __slots__ = ()

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        part = self.paragraph.begin(name, attributes)
        return self if isinstance(part, Holder) else part


class _Branch(_Inside):
    """Another version of a content, which is not read."""

    __slots__ = ()

    def begin(self, name: str, attributes: Attributes) -> Part | None:
        del name, attributes
        return self


PARTS: Mapping[str, Callable[[Holder, Attributes], Part]] = {
    "equation": _Equation,
    "dutmal": _Ruby,
    "edit": _Edit,
    "comboBox": _ComboBox,
    "autoNum": _AutomaticNumber,
    "switch": _Switch,
}

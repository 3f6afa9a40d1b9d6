"""Writes a document of ``benchmarks.hangul.model`` as HWPX."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from benchmarks.hangul.model import Block, Box, Deed, Line, Numbers, Piece, Sheet, Style, in_order
from fixtures.make.borders import BORDERS
from fixtures.make.document import Document, Paragraph
from fixtures.make.hwpx_file import hwpx_parts
from fixtures.make.styles import LOOKS
from fixtures.make.zip_file import zip_file

CHARACTERS = {"\t": '<hp:tab width="4000" leader="0" type="1"/>', "\n": "<hp:lineBreak/>", "\u00a0": "<hp:nbSpace/>"}
FIELDS = {
    "click-here": "CLICK_HERE",
    "hyperlink": "HYPERLINK",
    "bookmark-over": "BOOKMARK",
    "formula": "FORMULA",
    "cross-reference": "CROSSREF",
}
NOTES = {"footnote": "footNote", "endnote": "endNote", "comment": "hiddenComment"}
DRAWN = {
    "pic": '<hp:img binaryItemIDRef="image1"/><hp:shapeComment>그림 410</hp:shapeComment>',
    "ole": "",
    "chart": "",
    "video": "",
    "line": "<hp:lineShape/>",
    "rect": "<hp:lineShape/>",
    "ellipse": "<hp:lineShape/>",
    "container": "",
}
ids = count(1)


def hwpx(deed: Deed) -> bytes:
    """The document as HWPX."""
    return zip_file(parts_of(deed), stored=("mimetype",))


def parts_of(deed: Deed) -> dict[str, str]:
    """The parts of the package."""
    parts = hwpx_parts(Document(deed.title, ((Paragraph(deed.title, "title"),),)))
    writer = _Writer()
    body = "".join(writer.block(block) for block in deed.blocks)
    name = "Contents/section0.xml"
    parts[name] = parts[name].replace("</hs:sec>", f"{body}</hs:sec>")
    head = parts["Contents/header.xml"]
    for end, added in writer.head().items():
        head = head.replace(end, added + end)
    parts["Contents/header.xml"] = head
    return parts


class _Writer:
    """Collects the styles and the fills that its blocks ask for."""

    def __init__(self) -> None:
        self.numbers = Numbers(len(LOOKS), 2 + len(BORDERS))

    def head(self) -> dict[str, str]:
        """What is added to the head, by the end of the list that it belongs to."""
        numbers = self.numbers
        return {
            "</hh:borderFills>": "".join(
                f'<hh:borderFill id="{number}"><hc:fillBrush><hc:winBrush faceColor="#{colour:06X}" '
                f'hatchColor="#999999" alpha="0"/></hc:fillBrush></hh:borderFill>'
                for colour, number in numbers.fills.items()
            ),
            "</hh:charProperties>": "".join(self._shape(*each) for each in numbers.styles.items()),
            "</hh:paraProperties>": "".join(
                f'<hh:paraPr id="{number}"><hh:align horizontal="CENTER" vertical="BASELINE"/>'
                f'<hh:border borderFillIDRef="{numbers.fill(colour)}" offsetLeft="0"/></hh:paraPr>'
                for colour, number in numbers.grounds.items()
            ),
        }

    def _shape(self, style: Style, number: int) -> str:
        shade = "none" if style.shade is None else f"#{style.shade:06X}"
        border = 1 if style.border is None else self.numbers.fill(style.border)
        inside = "".join(f"<hh:{name}/>" for name in ("bold", "italic", "emboss") if getattr(style, name))
        inside += f'<hh:underline type="{"BOTTOM" if style.underline else "NONE"}" shape="SOLID" color="#000000"/>'
        inside += f'<hh:strikeout shape="{style.strike or "NONE"}" color="#000000"/>'
        inside += f'<hh:outline type="{"SOLID" if style.outline else "NONE"}"/>'
        inside += f'<hh:shadow type="{"DROP" if style.shadow else "NONE"}" color="#C0C0C0" offsetX="10" offsetY="10"/>'
        inside += f"<hh:{style.side}/>" if style.side else ""
        return (
            f'<hh:charPr id="{number}" height="{style.size}" textColor="#{style.ink:06X}" shadeColor="{shade}" '
            f'useFontSpace="0" useKerning="0" symMark="NONE" borderFillIDRef="{border}">'
            f'<hh:relSz hangul="{style.relative}" latin="{style.relative}"/>'
            f'<hh:offset hangul="{style.offset}" latin="{style.offset}"/>{inside}</hh:charPr>'
        )

    def block(self, block: Block) -> str:
        """A paragraph, or a table in one where it stands in one."""
        if isinstance(block, Line):
            return self._line(block)
        if block.where == "alone":
            return self._table(block)
        plain = Piece(thing="table", blocks=(block,))
        holder = plain if block.where == "paragraph" else Piece("", thing=block.where, blocks=(block,))
        return self._line(Line((holder,)))

    def _line(self, line: Line) -> str:
        shape = self.numbers.ground(line.ground, len(LOOKS))
        runs = "".join(self._run(piece) for piece in line.pieces) or "<hp:run charPrIDRef='0'/>"
        return f'<hp:p id="{next(ids)}" paraPrIDRef="{shape}" styleIDRef="0">{runs}</hp:p>'

    def _run(self, piece: Piece) -> str:
        inside = self._thing(piece) if piece.thing else f"<hp:t>{_text(piece.text)}</hp:t>"
        return f'<hp:run charPrIDRef="{self.numbers.style(piece.style)}">{inside}</hp:run>'

    def _thing(self, piece: Piece) -> str:
        name, said = piece.thing, piece.text
        if name == "table":
            return "".join(map(self._inner, piece.blocks))
        if name in FIELDS or name == "memo":
            return self._field(piece)
        if name in NOTES:
            listed = self._listed(piece.blocks)
            number = "" if name == "comment" else ' number="1" suffixChar="41"'
            return f"<hp:ctrl><hp:{NOTES[name]}{number}>{listed}</hp:{NOTES[name]}></hp:ctrl>"
        if name in ("header", "footer"):
            return f'<hp:ctrl><hp:{name} id="1" applyPageType="BOTH">{self._listed(piece.blocks)}</hp:{name}></hp:ctrl>'
        if name == "text-box":
            return (
                f"<hp:rect><hp:drawText>{self._listed(piece.blocks or (Line((Piece(said),)),))}</hp:drawText></hp:rect>"
            )
        if name == "caption":
            caption = f"<hp:caption>{self._listed(piece.blocks)}</hp:caption>"
            return f"<hp:pic>{DRAWN['pic']}{caption}</hp:pic>"
        if name in DRAWN:
            return f"<hp:{name}>{DRAWN[name]}</hp:{name}>"
        return OBJECTS[name](said)

    def _field(self, piece: Piece) -> str:
        """A field over its text; what a memo says is listed in its beginning."""
        number = next(ids)
        kind = FIELDS.get(piece.thing, "MEMO")
        listed = self._listed((Line((Piece("메모 99"),)),)) if kind == "MEMO" else ""
        begin = (
            f'<hp:ctrl><hp:fieldBegin id="{number}" type="{kind}" name="" editable="1" dirty="1" zorder="-1" '
            f'fieldid="{number}"><hp:parameters cnt="1" name=""><hp:stringParam name="Command">410:x</hp:stringParam>'
            f"</hp:parameters>{listed}</hp:fieldBegin></hp:ctrl>"
        )
        return (
            f"{begin}<hp:t>{_text(piece.text)}</hp:t>"
            f'<hp:ctrl><hp:fieldEnd beginIDRef="{number}" fieldid="{number}"/></hp:ctrl>'
        )

    def _listed(self, blocks: Sequence[Block]) -> str:
        return f"<hp:subList>{''.join(self._inside(block) for block in blocks)}</hp:subList>"

    def _inside(self, block: Block) -> str:
        if isinstance(block, Line):
            return self._line(block)
        return self._line(Line((Piece(thing="table", blocks=(block,)),)))

    def _inner(self, block: Block) -> str:
        return self._table(block) if isinstance(block, Sheet) else self._line(block)

    def _table(self, table: Sheet) -> str:
        rows = "".join(
            f"<hp:tr>{''.join(self._cell(box) for box in in_order(table) if box.row == row)}</hp:tr>"
            for row in range(table.rows)
        )
        zones = "".join(
            f'<hp:cellzone startRowAddr="{first[0]}" startColAddr="{first[1]}" endRowAddr="{last[0]}" '
            f'endColAddr="{last[1]}" borderFillIDRef="{self.numbers.fill(colour)}"/>'
            for first, last, colour in table.zones
        )
        zones = f"<hp:cellzoneList>{zones}</hp:cellzoneList>" if zones else ""
        caption = f"<hp:caption>{self._listed(table.caption)}</hp:caption>" if table.caption else ""
        return (
            f'<hp:tbl id="{next(ids)}" rowCnt="{table.rows}" colCnt="{table.columns}" cellSpacing="0" '
            f'borderFillIDRef="{self.numbers.fill(table.fill)}">{caption}{zones}{rows}</hp:tbl>'
        )

    def _cell(self, box: Box) -> str:
        lines = "".join(self._line(line) for line in box.lines)
        return (
            f'<hp:tc name="" header="0" borderFillIDRef="{self.numbers.fill(box.fill)}">'
            f"<hp:subList>{lines}</hp:subList>"
            f'<hp:cellAddr colAddr="{box.column}" rowAddr="{box.row}"/>'
            f'<hp:cellSpan colSpan="{box.column_span}" rowSpan="{box.row_span}"/>'
            '<hp:cellSz width="7000" height="1700"/></hp:tc>'
        )


def _text(text: str) -> str:
    return "".join(CHARACTERS.get(mark) or escape(mark) for mark in text)


def _marked(name: str) -> Callable[[str], str]:
    return lambda said: (
        f'<hp:t><hp:{name}Begin Id="1" TcId="1"/>{said}<hp:{name}End Id="1" TcId="1" paraend="0"/></hp:t>'
    )


def _switch(first: str, other: str) -> str:
    return (
        f'<hp:switch><hp:case hp:required-namespace="urn:x"><hp:t>{first}</hp:t></hp:case>'
        f"<hp:default><hp:t>{other}</hp:t></hp:default></hp:switch>"
    )


OBJECTS: dict[str, Callable[[str], str]] = {
    "equation": lambda said: f"<hp:equation><hp:script>{escape(said)}</hp:script></hp:equation>",
    "ruby": lambda said: f"<hp:dutmal><hp:mainText>{said}</hp:mainText><hp:subText>99</hp:subText></hp:dutmal>",
    "compose": lambda said: f'<hp:compose circleType="CHAR" composeType="SPREAD" composeText={quoteattr(said)}/>',
    "compose-framed": lambda said: f'<hp:compose circleType="SHAPE_CIRCLE" composeText={quoteattr(said)}/>',
    "number": lambda said: f'<hp:ctrl><hp:autoNum num="{said}" numType="EQUATION"/></hp:ctrl>',
    "page-number": lambda said: f'<hp:ctrl><hp:autoNum num="{said}" numType="PAGE"/></hp:ctrl>',
    "new-number": lambda said: f'<hp:ctrl><hp:newNum num="{said}" numType="TABLE"/></hp:ctrl>',
    "bookmark": lambda _: '<hp:ctrl><hp:bookmark name="값"/></hp:ctrl>',
    "index-mark": lambda _: "<hp:ctrl><hp:indexmark><hp:firstKey>99</hp:firstKey></hp:indexmark></hp:ctrl>",
    "check-box": lambda said: f'<hp:checkBtn caption="{said}" value="CHECKED"/>',
    "radio": lambda said: f'<hp:radioBtn caption="{said}" value="CHECKED"/>',
    "button": lambda said: f'<hp:btn caption="{said}"/>',
    "list-box": lambda said: f'<hp:listBox><hp:listItem displayText="{said}" value="{said}"/></hp:listBox>',
    "edit": lambda said: f"<hp:edit><hp:text>{said}</hp:text></hp:edit>",
    "combo-box": lambda said: (
        f'<hp:comboBox selectedValue="b"><hp:listItem displayText="7" value="a"/>'
        f'<hp:listItem displayText="{said}" value="b"/></hp:comboBox>'
    ),
    "text-art": lambda said: f'<hp:textart text="{said}"/>',
    "unknown": lambda said: f"<hp:somethingNew><hp:t>{said}</hp:t></hp:somethingNew>",
    "unknown-in-text": lambda said: f"<hp:t><hp:somethingNew>{said}</hp:somethingNew></hp:t>",
    "switch": lambda said: _switch(said, said),
    "switch-differs": lambda said: _switch(said, f"{said}0"),
    "deleted": _marked("delete"),
    "inserted": _marked("insert"),
    "marked-pen": _marked("markpen"),
}  # fmt: skip

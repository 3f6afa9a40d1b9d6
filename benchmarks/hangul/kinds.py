"""What may stand in or round a year table that is not plain text, each kind with what a person reads then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.hangul.hwp import can_write
from benchmarks.hangul.model import PLAIN, Block, Deed, Line, Piece, Position, Sheet, Style, Where, line, sheet
from fixtures.make.small_documents import ROWS as SUMMED
from fixtures.make.small_documents import TITLE

ABOVE = (line("ㅇ 하천 길과 나무를 해마다 조금씩 가꾸어 시민의 쉼터로 만든다"), line("□ 연차별 추진계획"))
ROWS = tuple((label, *values) for label, _, *values in SUMMED)  # no total tells of a value that is wrong
COST: Position = (3, 1)  # the cell that most kinds change: 410 in 2024
YEAR: Position = (0, 1)
LABEL: Position = (3, 0)
WHITE, DARK, RED = 0xFFFFFF, 0x1F3864, 0xFF0000

STRUCK, WHITE_INK, RAISED, LOWERED = (
    Style(strike="SOLID"),
    Style(ink=WHITE),
    Style(side="supscript"),
    Style(side="subscript"),
)
RAISED_BY_HAND, LOWERED_BY_HAND = Style(size=600, offset=-40), Style(size=600, offset=30)
SMALL, TINY = Style(size=500), Style(size=100)


@dataclass(frozen=True, slots=True)
class Kind:
    """A document with its name; ``lost`` are the cells that nobody can read, ``empty`` those in which nothing is seen.

    ``labels`` are names and units of rows that have others than in the good table. A healthy kind is read whole and
    without a finding; ``hwpx_only`` has nothing like it in HWP 5.
    """

    name: str
    deed: Deed
    healthy: bool = False
    lost: tuple[Position, ...] = ()
    empty: tuple[Position, ...] = ()
    labels: tuple[tuple[int, tuple[str, str]], ...] = ()
    hwpx_only: bool = False

    @property
    def formats(self) -> tuple[str, ...]:
        """What the kind can be written as."""
        return ("hwpx",) if self.hwpx_only else ("hwpx", "hwp")


def good(*changes: tuple[Position, tuple[Line, ...]]) -> Sheet:
    """The good table with other paragraphs in some cells."""
    table = sheet(ROWS)
    for position, lines in changes:
        table = table.with_box(replace(table.box(position), lines=lines))
    return table


def deed_of(*blocks: Block, tracked: bool = False) -> Deed:
    """A document of blocks under the words that stand above the table."""
    return Deed(TITLE, (*ABOVE, *blocks), tracked)


def _cell(name: str, *pieces: Piece, at: Position = COST, healthy: bool = False, lost: bool = False) -> Kind:
    deed = deed_of(good((at, (Line(pieces),))))
    return Kind(name, deed, healthy, (at,) if lost else (), hwpx_only=not can_write(pieces))


def _total(name: str, *pieces: Piece) -> Kind:
    table = sheet(SUMMED)
    return Kind(name, deed_of(table.with_box(replace(table.box((3, 1)), lines=(Line(pieces),)))), True)


def _named(kind: Kind, row: int, name: str, unit: str) -> Kind:
    return replace(kind, labels=((row, (name, unit)),))


def kinds() -> Iterator[Kind]:
    """All kinds: of characters, of objects, of tables."""
    yield from _unseen()
    yield from _beside()
    yield from _looks()
    yield from _grounds()
    yield from _breaks()
    yield from _objects()
    yield from _fields()
    yield from _notes()
    yield from _tables()


def _unseen() -> Iterator[Kind]:
    """Characters that are struck out, or that nobody sees."""
    for name, style in (
        ("struck", STRUCK),
        ("struck-dotted", Style(strike="DOT")),
        ("struck-twice", Style(strike="DOUBLE_SLIM")),
        ("white", WHITE_INK),
        ("nearly-white", Style(ink=0xF4F4F4)),
        ("dark-on-dark", Style(ink=DARK, shade=0x203A68)),
        ("black-on-black", Style(shade=0x000001)),
        ("black-on-border", Style(border=0x000010)),
        ("tiny", TINY),
        ("of-no-size", Style(size=0)),
        ("tiny-share", Style(relative=10)),
        ("white-and-raised", Style(ink=WHITE, side="supscript")),
        ("struck-and-raised", Style(strike="SOLID", side="supscript")),
    ):
        yield _cell(f"{name}-in-front", Piece("9", style), Piece("410"))
        yield _cell(f"{name}-behind", Piece("410"), Piece("9", style))
        yield _cell(f"{name}-inside", Piece("4"), Piece("9", style), Piece("10"))
        yield _cell(f"{name}-alone", Piece("410", style), lost=True)
        yield _cell(f"{name}-in-year", Piece("2024"), Piece("5", style), at=YEAR)
        yield _cell(f"{name}-in-label", Piece("사업비"), Piece("없음", style), Piece("(백만원)"), at=LABEL)
    yield _cell("struck-and-new", Piece("380", STRUCK), Piece("410"))
    yield _cell("struck-comma", Piece("4,", STRUCK), Piece("410"))
    yield _cell("struck-minus", Piece("-", STRUCK), Piece("410"))
    yield _cell("white-minus", Piece("-", WHITE_INK), Piece("410"))
    yield _cell("struck-unit", Piece("사업비("), Piece("천원", STRUCK), Piece("백만원)"), at=LABEL)
    row = tuple(((3, column), (Line((Piece(text, STRUCK),)),)) for column, text in enumerate(ROWS[3]))
    yield Kind("struck-row", deed_of(good(*row)), lost=tuple((3, column) for column in range(1, 5)))
    pale = tuple(((3, column), (Line((Piece(text, WHITE_INK),)),)) for column, text in enumerate(ROWS[3]))
    yield Kind("white-row", deed_of(good(*pale)), lost=tuple((3, column) for column in range(1, 5)))
    column = tuple(((row, 1), (Line((Piece(ROWS[row][1], STRUCK),)),)) for row in range(4))
    yield Kind("struck-column", deed_of(good(*column)), lost=((1, 1), (2, 1), (3, 1)))
    two = (line("380", style=STRUCK), line("410"))
    yield Kind("struck-line-over-a-new-one", deed_of(good((COST, two))))
    yield Kind("white-line-over-a-new-one", deed_of(good((COST, (line("380", style=WHITE_INK), line("410"))))))


def _beside() -> Iterator[Kind]:
    """Characters above or below the line, or smaller than their neighbours."""
    marks = (
        ("raised", RAISED),
        ("raised-by-hand", RAISED_BY_HAND),
        ("lowered", LOWERED),
        ("lowered-by-hand", LOWERED_BY_HAND),
    )
    for name, style in marks:
        for called, mark in (("digit", "1"), ("mark", "1)"), ("star", "*")):
            yield _cell(f"{name}-{called}", Piece("410"), Piece(mark, style))
        yield _cell(f"{name}-digit-in-front", Piece("1", style), Piece("410"))
        yield _cell(f"{name}-on-year", Piece("2024"), Piece("1)", style), at=YEAR)
        yield _cell(f"{name}-digit-on-year", Piece("2024"), Piece("1", style), at=YEAR)
        noted = _cell(
            f"{name}-on-label", Piece("사업비"), Piece("1)", style), Piece("(백만원)"), at=LABEL, healthy=True
        )
        yield _named(noted, 3, "사업비₁)", "백만원") if name.startswith("lowered") else noted
    for called, mark in (("digit", "1"), ("mark", "1)"), ("two", "12"), ("bracket", "(1)")):
        yield _cell(f"small-{called}", Piece("410"), Piece(mark, SMALL))
    yield _cell("small-in-front", Piece("1", SMALL), Piece("410"))
    yield _cell("small-on-year", Piece("2024"), Piece("1", SMALL), at=YEAR)
    yield _cell("small-share", Piece("410"), Piece("1", Style(relative=50)))
    yield Kind("small-line", deed_of(good((COST, (line("410"), line("(국비30)", style=SMALL))))), True)
    yield Kind("raised-line", deed_of(good((COST, (line("410", style=RAISED),)))), True)
    yield Kind("small-whole", deed_of(good((COST, (line("410", style=SMALL),)))), True)
    yield _cell("small-unit-behind", Piece("410"), Piece("백만원", Style(size=700)), healthy=True)
    yield _cell("slightly-smaller", Piece("4"), Piece("10", Style(size=900)), healthy=True)
    yield _cell("small-share-sign", Piece("사업비"), Piece("(백만원)", SMALL), at=LABEL, healthy=True)
    square = Piece("2", RAISED)
    for name, before, behind, unit in (
        ("square-metre", "바닥 고침(m", ")", "㎡"), ("square-kilometre", "숲 가꾸기(km", ")", "㎢"),
    ):  # fmt: skip
        yield _unit(name, (Piece(before), square, Piece(behind)), unit)
    yield _unit("cubic-metre", (Piece("물 긷기(m"), Piece("3", RAISED), Piece(")")), "㎥")
    yield _unit("square-by-hand", (Piece("바닥 고침(m"), Piece("2", RAISED_BY_HAND), Piece(")")), "㎡")
    carbon = _cell("carbon", Piece("CO"), Piece("2", LOWERED), Piece(" 줄이기(km)"), at=(1, 0), healthy=True)
    yield _named(carbon, 1, "CO₂ 줄이기", "km")
    yield _cell("power-in-label", Piece("사업비(10"), Piece("6", RAISED), Piece("원)"), at=LABEL)


def _unit(name: str, pieces: tuple[Piece, ...], unit: str) -> Kind:
    label = pieces[0].text.partition("(")[0]
    return _named(_cell(name, *pieces, at=(1, 0), healthy=True), 1, label, unit)


def _looks() -> Iterator[Kind]:
    """Looks of characters that hide nothing."""
    for name, style in (
        ("plain", PLAIN), ("bold", Style(bold=True)), ("italic", Style(italic=True)), ("red", Style(ink=RED)),
        ("blue", Style(ink=0x0000FF)), ("grey", Style(ink=0x808080)), ("underlined", Style(underline=True)),
        ("not-struck", Style(strike="3D")), ("outlined", Style(outline=True)), ("shadowed", Style(shadow=True)),
        ("embossed", Style(emboss=True)), ("yellow-shade", Style(shade=0xFFFF00)), ("large", Style(size=2000)),
        ("white-on-dark-shade", Style(ink=WHITE, shade=DARK)), ("white-on-dark-border", Style(ink=WHITE, border=DARK)),
        ("lifted", Style(offset=-8)), ("red-and-bold", Style(ink=RED, bold=True)),
    ):  # fmt: skip
        yield _cell(name, Piece("410", style), healthy=True)
        yield _cell(f"{name}-half", Piece("4"), Piece("10", style), healthy=name not in ("large",))
    yield _total("red-total", Piece("2,000", Style(ink=RED, bold=True)))
    yield _cell("bold-year", Piece("2024", Style(bold=True)), at=YEAR, healthy=True)


def _grounds() -> Iterator[Kind]:
    """White and dark words on the fills of cells, tables, zones and paragraphs."""
    white = (line("410", style=WHITE_INK),)
    base = good((COST, white))
    box = base.box(COST)
    yield Kind("white-on-dark-cell", deed_of(base.with_box(replace(box, fill=DARK))), True)
    yield Kind("white-on-grey-cell", deed_of(base.with_box(replace(box, fill=0xEEEEEE))), lost=(COST,))
    yield Kind("white-on-dark-table", deed_of(replace(base, fill=DARK)), True)
    yield Kind("white-in-dark-zone", deed_of(replace(base, zones=((COST, COST, DARK),))), True)
    yield Kind("white-beside-dark-zone", deed_of(replace(base, zones=(((0, 0), (0, 4), DARK),))), lost=(COST,))
    yield Kind("white-in-light-zone", deed_of(replace(base, zones=((COST, COST, 0xFFFFF0),))), lost=(COST,))
    yield Kind("white-on-dark-line", deed_of(good((COST, (replace(white[0], ground=DARK),)))), True)
    dark = (line("410", style=Style(ink=DARK)),)
    on_dark = good((COST, dark))
    yield Kind("dark-on-dark-cell", deed_of(on_dark.with_box(replace(on_dark.box(COST), fill=DARK))), lost=(COST,))
    yield Kind("dark-on-dark-line", deed_of(good((COST, (replace(dark[0], ground=DARK),)))), lost=(COST,))
    yield Kind("black-on-black-cell", deed_of(good().with_box(replace(good().box(COST), fill=0x000001))), lost=(COST,))
    head = tuple(((0, column), (Line((Piece(text, WHITE_INK),)),)) for column, text in enumerate(ROWS[0]))
    headed = good(*head)
    for column in range(5):
        headed = headed.with_box(replace(headed.box((0, column)), fill=DARK))
    yield Kind("white-head-on-dark", deed_of(headed), True)
    yield Kind(
        "white-head-on-white", deed_of(good(*head)), lost=tuple((r, c) for r in range(1, 4) for c in range(1, 5))
    )
    yield Kind("dark-cell-beside", deed_of(good().with_box(replace(good().box((3, 2)), fill=0xDDEEFF))), True)


def _breaks() -> Iterator[Kind]:
    """Tabs, breaks and odd spaces round and in a number."""
    for name, text in (
        ("tab-behind", "410\t"), ("tab-in-front", "\t410"), ("break-behind", "410\n"), ("space-behind", "410 "),
        ("no-break-space", "\u00a0410"), ("wide-space", "\u3000410"), ("wide-digits", "４１０"),
        ("zero-width", "4\u200b10"),         ("byte-order-mark", "\ufeff410"), ("joiner", "41\u20600"),
    ):  # fmt: skip
        yield _cell(name, Piece(text), healthy=True)
    yield _cell("tab-inside", Piece("4\t10"), lost=True)
    yield _cell("break-inside", Piece("4\n10"))
    yield _cell("space-inside", Piece("4 10"))
    yield _cell("soft-hyphen", Piece("41\u00ad0"))
    yield _cell("private-character", Piece("410\uf53a"))
    yield _cell("circled", Piece("410①"))
    yield Kind("two-lines", deed_of(good((COST, (line("4"), line("10"))))))
    yield Kind("empty-line-behind", deed_of(good((COST, (line("410"), Line())))), True)
    yield Kind("empty-line-in-front", deed_of(good((COST, (Line(), line("410"))))), True)
    yield Kind("runs", deed_of(good((COST, (Line((Piece("4"), Piece("1"), Piece("0"))),)))), True)
    yield Kind("label-of-two-lines", deed_of(good((LABEL, (line("사업비"), line("(백만원)"))))), True)


def _objects() -> Iterator[Kind]:
    """Objects in a cell, by themselves and behind a digit."""
    four = Piece("4")
    for name in ("pic", "ole", "chart", "video", "line", "rect", "ellipse", "container", "check-box", "radio", "button",
                 "list-box", "unknown", "unknown-in-text", "switch-differs", "compose-framed"):  # fmt: skip
        yield _cell(name, Piece("10", thing=name), lost=True)
        yield _cell(f"{name}-behind", four, Piece("10", thing=name))
        yield _cell(f"{name}-in-year", Piece("202"), Piece("4", thing=name), at=YEAR)
    yield _cell("pic-in-label", Piece("사업비"), Piece("10", thing="pic"), Piece("(백만원)"), at=LABEL)
    for name in ("equation", "ruby", "text-box", "edit", "combo-box", "text-art", "switch", "number"):
        yield _cell(name, Piece("410", thing=name), healthy=True)
        yield _cell(f"{name}-behind", four, Piece("10", thing=name), healthy=name != "text-box")
    yield _cell("equation-with-power", Piece("41"), Piece("times 10^{1}", thing="equation"))
    yield _cell("equation-fraction", Piece("820 over 2", thing="equation"))
    yield _cell("equation-root", Piece("sqrt 168100", thing="equation"), lost=True)
    yield _cell("equation-raised", Piece("410^1", thing="equation"))
    yield _cell("equation-power-in-label", Piece("사업비("), Piece("10^{6}", thing="equation"), Piece("원)"), at=LABEL)
    yield _cell("composed", four, Piece("1", thing="compose"), Piece("0"), healthy=True)
    yield _cell("composed-two", four, Piece("10", thing="compose"))
    yield _cell("ruby-on-year", Piece("2024", thing="ruby"), at=YEAR, healthy=True)
    yield _cell("ruby-on-label", Piece("사업비", thing="ruby"), Piece("(백만원)"), at=LABEL, healthy=True)
    in_km = (Piece("바닥 고침("), Piece("km", thing="equation"), Piece(")"))
    yield _named(_cell("equation-unit", *in_km, at=(1, 0), healthy=True), 1, "바닥 고침", "km")
    yield _cell("page-number", Piece("410"), Piece("3", thing="page-number"))
    yield _cell("new-number", Piece("410"), Piece("3", thing="new-number"), healthy=True)
    inner = Sheet(1, 1, sheet((("410",),)).boxes)
    yield Kind("nested-table", deed_of(good((COST, (Line((Piece(thing="table", blocks=(inner,)),)),)))), lost=())
    yield Kind(
        "nested-behind",
        deed_of(good((COST, (Line((Piece("4"), Piece(thing="table", blocks=(inner,)))),)))),
        lost=(COST,),
    )
    two = sheet((("410", "99"),))
    yield Kind("nested-of-two", deed_of(good((COST, (line("410"), Line((Piece(thing="table", blocks=(two,)),)))))))


def _fields() -> Iterator[Kind]:
    """Fields, marks and tracked changes over a number."""
    for name in ("click-here", "hyperlink", "bookmark-over", "formula", "cross-reference", "memo"):
        yield _cell(f"{name}-over", Piece("410", thing=name), healthy=True)
        yield _cell(f"{name}-over-half", Piece("4"), Piece("10", thing=name), healthy=True)
        yield _cell(f"{name}-over-year", Piece("2024", thing=name), at=YEAR, healthy=True)
        yield _cell(f"{name}-over-label", Piece("사업비", thing=name), Piece("(백만원)"), at=LABEL, healthy=True)
    for name in ("bookmark", "index-mark"):
        yield _cell(name, Piece("4"), Piece(thing=name), Piece("10"), healthy=True)
    yield _cell("comment", Piece("410"), Piece(thing="comment", blocks=(line("99"),)), healthy=True)
    alone = _cell("comment-alone", Piece(thing="comment", blocks=(line("410"),)), healthy=True)
    yield replace(alone, empty=(COST,))
    yield _cell("comment-of-a-table", Piece("410"), Piece(thing="comment", blocks=(good(),)), healthy=True)
    yield _cell("deleted-in-front", Piece("9", thing="deleted"), Piece("410"))
    yield _cell("deleted-behind", Piece("410"), Piece("9", thing="deleted"))
    yield _cell("deleted-and-inserted", Piece("380", thing="deleted"), Piece("410", thing="inserted"))
    yield replace(_cell("deleted-alone", Piece("410", thing="deleted")), empty=(COST,))
    yield _cell("deleted-in-year", Piece("2024"), Piece("5", thing="deleted"), at=YEAR)
    yield _cell("deleted-equation", Piece("410"), Piece("9", thing="deleted"), Piece(thing="bookmark"))
    yield _cell("inserted", Piece("4"), Piece("10", thing="inserted"), healthy=True)
    yield _cell("marked-pen", Piece("4"), Piece("10", thing="marked-pen"), healthy=True)
    yield Kind("tracked", deed_of(good(), tracked=True))


def _notes() -> Iterator[Kind]:
    """Notes on a value, a year, a label, a total and a dash."""
    for name in ("footnote", "endnote"):
        note = Piece(thing=name, blocks=(line("2023년 불변가격 99"),))
        yield _cell(f"{name}-on-value", Piece("410"), note, healthy=True)
        yield _cell(f"{name}-in-front", note, Piece("410"))
        yield _cell(f"{name}-inside", Piece("4"), note, Piece("10"))
        yield _cell(f"{name}-on-year", Piece("2024"), note, at=YEAR, healthy=True)
        yield _cell(f"{name}-on-label", Piece("사업비(백만원)"), note, at=LABEL, healthy=True)
        yield _cell(f"{name}-inside-label", Piece("사업비"), note, Piece("(백만원)"), at=LABEL, healthy=True)
        yield _total(f"{name}-on-total", Piece("2,000"), note)
        yield _cell(f"{name}-twice", Piece("410"), note, note, healthy=True)
        pic = Piece(thing=name, blocks=(Line((Piece(thing="pic"),)),))
        yield _cell(f"{name}-of-a-picture", Piece("410"), pic, healthy=True)
        table = Piece(thing=name, blocks=(good(),))
        yield _cell(f"{name}-of-a-table", Piece("410"), table, healthy=True)


def _tables() -> Iterator[Kind]:
    """Where a table stands, and how often."""
    again = good(*(((row, column), (line("77"),)) for row in range(1, 4) for column in range(1, 5)))
    running: tuple[Where, ...] = ("header", "footer")
    for where in running:
        yield Kind(f"other-in-{where}", deed_of(replace(again, where=where), good()), True)
        yield Kind(f"same-in-{where}", deed_of(replace(good(), where=where), good()), True)
    notes: tuple[Where, ...] = ("footnote", "endnote")
    for where in notes:
        yield Kind(f"in-{where}", deed_of(line("앞으로 할 일은 주와 같다"), replace(good(), where=where)), True)
    yield Kind("other-in-comment", deed_of(good(), replace(again, where="comment")), True)
    yield Kind("alone", deed_of(replace(good(), where="alone")), True, hwpx_only=True)
    yield Kind("in-text-box", deed_of(replace(good(), where="text-box")), True)
    yield Kind("in-caption-of-a-picture", deed_of(replace(good(), where="caption")), True)
    frame = replace(sheet((("글",),)), caption=(good(),))
    yield Kind("in-caption-of-a-table", deed_of(frame), True)
    yield Kind("with-caption", deed_of(replace(good(), caption=(line("표 1. 연차별 추진계획"),))), True)
    framed = replace(sheet((("",),)).boxes[0], lines=(Line((Piece(thing="table", blocks=(good(),)),)),))
    yield Kind("nested-whole", deed_of(Sheet(1, 1, (framed,))), True)
    yield Kind("same-twice", deed_of(good(), line("□ 연차별 추진계획"), good()))
    yield Kind("words-behind", deed_of(good(), line("※ 예산은 심의에 따라 바뀔 수 있음")), True)

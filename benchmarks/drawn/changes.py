"""What is done to a printed year table: moved, covered, recoloured, restyled, rules away, maps swapped."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

import pikepdf

from benchmarks.drawn.page import HEIGHT, Box, Mutant, Piece, Spot

INK = b"/c0 cs\n0 scn"  # as typst paints a text
SHOWN = re.compile(rb"\[ (<[0-9a-f]+>) \] TJ|<[0-9a-f]+> Tj|\(.*?\) Tj")
STRING = re.compile(rb"<([0-9a-f]+)>")
SIZE = re.compile(rb"(/f\d+) ([\d.]+) Tf")
COLOURS = ("1 1 1", "0.9 0.9 0.9", "0.97 1 0.97", "0 0 0", "1 0 0", "0 0 0.6", "0.5 0.5 0.5", "1 1 0")
Change = Callable[[Mutant, random.Random], None]


def _one(mutant: Mutant, generator: random.Random, *, labels: bool = False) -> tuple[Spot, Piece]:
    """A text of the table: mostly a number, now and then a year, or a label where it is changed as a whole."""
    texts = [(spot, piece) for spot, piece in mutant.texts() if labels or spot[1]]
    numbers = [(spot, piece) for spot, piece in texts if spot[0] and spot[1]]
    return generator.choice(numbers if generator.random() < 0.7 else texts)


def _wrapped(piece: Piece, before: str, after: str = "") -> None:
    piece.content = b"q\n" + before.encode() + b"\n" + piece.content + after.encode() + b"\nQ\n"


def _paths(box: Box) -> str:
    left, top, right, bottom = box
    return f"{left:.2f} {HEIGHT - bottom:.2f} {right - left:.2f} {bottom - top:.2f} re"


def _part(mutant: Mutant, spot: Spot, generator: random.Random) -> Box:
    """A part of a cell, from a sliver to more than all of it."""
    left, top, right, bottom = mutant.table.box(spot)
    if not spot[1] or generator.random() < 0.4:
        return mutant.table.box(spot, generator.choice((-1.0, 0.3, 1.5)))
    xs = sorted(generator.uniform(left + 15, right - 15) for _ in range(2))
    ys = sorted(generator.uniform(top, bottom) for _ in range(2))
    return xs[0], ys[0], max(xs[1], xs[0] + 0.5), max(ys[1], ys[0] + 0.5)


def _moved(mutant: Mutant, generator: random.Random) -> None:
    """A text stands elsewhere."""
    _, piece = _one(mutant, generator)
    far = generator.choice((1.0, 4.0, 9.0, 20.0, 70.0))
    _wrapped(piece, f"1 0 0 1 {generator.uniform(-far, far):.2f} {generator.uniform(-far, far):.2f} cm")


def _swapped(mutant: Mutant, generator: random.Random) -> None:
    """Two texts change their places."""
    (_, one), (_, other) = _one(mutant, generator), _one(mutant, generator)
    for piece, dx, dy in ((one, other.x - one.x, one.y - other.y), (other, one.x - other.x, other.y - one.y)):
        if one is not other:
            _wrapped(piece, f"1 0 0 1 {dx:.4f} {dy:.4f} cm")


def _turned(mutant: Mutant, generator: random.Random) -> None:
    """A text is turned round its beginning, mirrored, stretched or made small."""
    _, piece = _one(mutant, generator)
    how = generator.choice(("0 1 -1 0", "-1 0 0 -1", "-1 0 0 1", "1 0 0 -1", "0.98 0.17 -0.17 0.98", "0.5 0 0 0.5",
                            "0.1 0 0 0.1", "1.3 0 0 1.3", "0.6 0 0 1", "1 0 0.1 1"))  # fmt: skip
    x, y = piece.x, HEIGHT - piece.y
    _wrapped(piece, f"1 0 0 1 {x:.3f} {y:.3f} cm {how} 0 0 cm 1 0 0 1 {-x:.3f} {-y:.3f} cm")


def _covered(mutant: Mutant, generator: random.Random) -> None:
    """A filled box is drawn over a cell or a part of it, right behind its text or at the end."""
    spot, piece = _one(mutant, generator, labels=True)
    box = f"q {generator.choice(COLOURS)} rg {_paths(_part(mutant, spot, generator))} f Q"
    if generator.random() < 0.5:
        _wrapped(piece, "", box)
    else:
        mutant.pieces.append(Piece(box.encode() + b"\n", 0, 0))


def _pictured(mutant: Mutant, generator: random.Random) -> None:
    """An image of one point is drawn over a cell or a part of it."""
    spot, _ = _one(mutant, generator)
    left, top, right, bottom = _part(mutant, spot, generator)
    grey = generator.choice(("FF", "E5", "00", "80"))
    placed = f"{right - left:.2f} 0 0 {bottom - top:.2f} {left:.2f} {HEIGHT - bottom:.2f} cm"
    image = f"q {placed} BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID {grey}> EI Q\n"
    mutant.pieces.append(Piece(image.encode(), 0, 0))


def _order(mutant: Mutant, generator: random.Random) -> None:
    """A piece is drawn at another time, so that a fill may come over a text."""
    piece = mutant.pieces.pop(generator.randrange(len(mutant.pieces)))
    mutant.pieces.insert(generator.randrange(len(mutant.pieces) + 1), piece)


def _recoloured(mutant: Mutant, generator: random.Random) -> None:
    """A text has another colour."""
    _, piece = _one(mutant, generator, labels=True)
    piece.content = piece.content.replace(INK, f"{generator.choice(COLOURS)} rg".encode())


def _faded(mutant: Mutant, generator: random.Random) -> None:
    """A text is painted through, or blended with its ground."""
    _, piece = _one(mutant, generator, labels=True)
    how = generator.choice(("/ca 0", "/ca 0.03", "/ca 0.2", "/ca 0.7", "/BM /Screen", "/BM /Lighten", "/BM /Multiply"))
    mutant.resource("ExtGState", "faded", lambda _: pikepdf.Object.parse(f"<< /Type /ExtGState {how} >>".encode()))
    _wrapped(piece, "/faded gs")


def _restyled(mutant: Mutant, generator: random.Random) -> None:
    """A text is outlined, invisible, a clip, stretched, raised, spaced, or of another size."""
    _, piece = _one(mutant, generator)
    ways = ("1 Tr 0.2 w", "2 Tr 0.1 w", "3 Tr", "7 Tr", "5 Tr", "40 Tz", "150 Tz", "3 Ts", "-4 Ts", "12 Ts", "-0.4 Tc",
            "1.5 Tc", "-4 Tc", "20 Tc")  # fmt: skip
    way = generator.choice(ways)
    if " Tr" in way:
        piece.content = piece.content.replace(b"0 Tr", way.encode())
    else:
        piece.content = piece.content.replace(b" Tf\n", b" Tf\n" + way.encode() + b"\n")


def _resized(mutant: Mutant, generator: random.Random) -> None:
    """A text, or its last character, is of another size."""
    _, piece = _one(mutant, generator)
    found = SIZE.search(piece.content)
    if found is None:
        return
    other = b"%s %.1f Tf" % (found[1], float(found[2]) * generator.choice((0.05, 0.4, 0.6, 0.8, 1.1, 1.4)))
    if generator.random() < 0.5:
        piece.content = SIZE.sub(other, piece.content)
        return
    first, last = _cut(piece, generator)
    _shown(piece, first + b" Tj " + other + b" " + last + b" Tj")


def _cut(piece: Piece, generator: random.Random) -> tuple[bytes, bytes]:
    """The string of a piece in two, either of which may be empty."""
    found = STRING.search(piece.content)
    codes = found[1] if found else b""
    at = 4 * generator.randrange(len(codes) // 4 + 1)
    return b"<" + codes[:at] + b">", b"<" + codes[at:] + b">"


def _shown(piece: Piece, content: bytes) -> None:
    piece.content = SHOWN.sub(lambda _: content, piece.content, count=1)


def _parted(mutant: Mutant, generator: random.Random) -> None:
    """A part of a text is moved along its line, or above or below it."""
    _, piece = _one(mutant, generator)
    first, last = _cut(piece, generator)
    if generator.random() < 0.5:
        by = generator.choice((-3000, -800, -300, 100, 400, 600, 1500))
        _shown(piece, b"[" + first + b" %d " % by + last + b"] TJ")
    else:
        _shown(piece, first + b" Tj %d Ts " % generator.choice((-4, -2, 2, 4)) + last + b" Tj")


def _two_looks(mutant: Mutant, generator: random.Random) -> None:
    """A part of a text has another colour or way of painting."""
    _, piece = _one(mutant, generator)
    first, last = _cut(piece, generator)
    how = generator.choice((*(f"{colour} rg" for colour in COLOURS), "3 Tr", "1 Tr"))
    _shown(piece, first + b" Tj " + how.encode() + b" " + last + b" Tj")


def _clipped(mutant: Mutant, generator: random.Random) -> None:
    """Only a part of a cell is painted in."""
    spot, piece = _one(mutant, generator)
    _wrapped(piece, f"{_paths(_part(mutant, spot, generator))} W n")


def _rule_away(mutant: Mutant, generator: random.Random) -> None:
    """Some rules are not drawn, are white, are shorter, or stand elsewhere."""
    rules = mutant.rules()
    way = generator.choice(("away", "white", "short", "moved", "all"))
    for rule in rules if way == "all" else generator.sample(rules, generator.randrange(1, 4)):
        if way in ("away", "all"):
            mutant.pieces.remove(rule)
        elif way == "white":
            rule.content = rule.content.replace(b"/c0 CS\n0 SCN", b"1 1 1 RG")
        elif way == "short":
            _wrapped(
                rule, f"{_paths((rule.x - 1, rule.y - 1, rule.x + generator.choice((9, 90, 200)), rule.y + 30))} W n"
            )
        else:
            by = generator.uniform(-25, 25)
            _wrapped(rule, f"1 0 0 1 {by:.1f} 0 cm" if b"m\n0 " in rule.content else f"1 0 0 1 0 {by / 2:.1f} cm")


def _lined(mutant: Mutant, generator: random.Random) -> None:
    """A line is drawn in a cell, level or slanting, or across a row."""
    spot, _ = _one(mutant, generator)
    left, top, right, bottom = mutant.table.box(spot)
    one, other = generator.uniform(top, bottom), generator.uniform(top, bottom)
    if generator.random() < 0.3:
        left, right, other = mutant.table.sides[0], mutant.table.sides[-1], one
    else:
        left, right, other = left + 3, right - 3, generator.choice((one, other))
    line = f"q {generator.choice((0.2, 0.6, 1.5))} w {generator.choice(COLOURS)} RG"
    line += f" {left:.2f} {HEIGHT - one:.2f} m {right:.2f} {HEIGHT - other:.2f} l S Q\n"
    mutant.pieces.append(Piece(line.encode(), 0, 0))


def _doubled(mutant: Mutant, generator: random.Random) -> None:
    """A text is drawn once more: in its place, beside it, or over another."""
    _, piece = _one(mutant, generator)
    content = piece.content
    way = generator.choice(("bold", "near", "other"))
    _, target = _one(mutant, generator) if way == "other" else ((0, 0), piece)
    far = {"bold": 0.15, "near": 4.0, "other": 1.0}[way]
    dx, dy = target.x - piece.x + generator.uniform(-far, far), piece.y - target.y + generator.uniform(-far, far)
    copy = Piece(content, 0, 0)
    _wrapped(copy, f"1 0 0 1 {dx:.2f} {dy:.2f} cm")
    mutant.pieces.append(copy)


def _deleted(mutant: Mutant, generator: random.Random) -> None:
    """A text is gone."""
    _, piece = _one(mutant, generator, labels=True)
    mutant.pieces.remove(piece)


def _framed(mutant: Mutant, generator: random.Random) -> None:
    """A text is drawn by a form of its own, whose box may cut it off, or whose layer is switched off."""
    spot, piece = _one(mutant, generator, labels=True)
    way = generator.choice(("whole", "cut", "off"))
    left, top, right, bottom = (0.0, 0.0, 600.0, HEIGHT) if way != "cut" else _part(mutant, spot, generator)
    content = piece.content

    def form(pdf: pikepdf.Pdf) -> pikepdf.Object:
        made = pdf.make_stream(content)
        made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        made.BBox = [left, HEIGHT - bottom, right, HEIGHT - top]
        made.Resources = pdf.pages[0].obj.Resources
        if way == "off":
            layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="layer"))
            made.OC = layer
            off = pikepdf.Dictionary(OFF=[layer], Order=[layer])
            pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=off)
        return made

    mutant.resource("XObject", "form", form)
    piece.content = b"/form Do\n"


def _maps(change: Callable[[list[tuple[str, str]]], Sequence[tuple[str, str]]]) -> Callable[[pikepdf.Pdf], None]:
    """Other meanings of the codes of the font with the most characters."""

    def swap(pdf: pikepdf.Pdf) -> None:
        told = [font.ToUnicode for font in pdf.pages[0].obj.Resources.Font.values()]
        largest = max(told, key=lambda stream: len(stream.read_bytes()))
        text = largest.read_bytes().decode("latin-1")
        pairs = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]{4})>", text)
        for (code, old), (_, new) in zip(pairs, change(list(pairs)), strict=True):
            text = text.replace(f"<{code}> <{old}>\n", f"<{code}> <{new}>\n", 1)
        largest.write(text.encode("latin-1"))

    return swap


def _map_swapped(mutant: Mutant, generator: random.Random) -> None:
    """The map of a font names one character as another, as two, as a blank or as nothing."""
    way = generator.choice(("digits", "any", "wrong", "none"))

    def change(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        digits = [index for index, (_, mark) in enumerate(pairs) if 0x30 <= int(mark, 16) <= 0x39]
        one = generator.choice(digits)
        if way in ("digits", "any"):
            other = generator.choice([i for i in (digits if way == "digits" else range(len(pairs))) if i != one])
            (a, said), (b, told) = pairs[one], pairs[other]
            pairs[one], pairs[other] = (a, told), (b, said)
        else:
            mark = generator.choice(("002C", "0020", "AC00", "0039", "00340031", "0660")) if way == "wrong" else "0000"
            pairs[one] = pairs[one][0], mark
        return pairs

    mutant.also.append(_maps(change))


def _programs_swapped(mutant: Mutant, generator: random.Random) -> None:
    """The glyphs of a font become those of another, or its map is gone."""
    way = generator.choice(("program", "map"))

    def change(pdf: pikepdf.Pdf) -> None:
        fonts = list(pdf.pages[0].obj.Resources.Font.values())
        one, other = generator.sample(fonts, 2)
        if way == "map":
            del one.ToUnicode
        else:
            one.DescendantFonts[0].FontDescriptor = other.DescendantFonts[0].FontDescriptor

    mutant.also.append(change)


def _measured(mutant: Mutant, generator: random.Random) -> None:
    """A font, or all of them, declares other heights than its glyphs have, as page-layout programs let them."""
    descent, ascent = generator.choice((-1048, -600, -490, -10, 0, 300)), generator.choice((0, 500, 880, 3000))
    box, every = generator.choice(((0, -1048, 1000, 880), (-3000, -3000, 3000, 3000), (0, 0, 0, 0))), generator.random()

    def change(pdf: pikepdf.Pdf) -> None:
        for font in list(pdf.pages[0].obj.Resources.Font.values()):
            if every < 0.5 or "Sans" in str(font.BaseFont):
                described = font.DescendantFonts[0].FontDescriptor
                described.Descent, described.Ascent, described.FontBBox = descent, ascent, list(box)

    mutant.also.append(change)


def _said(mutant: Mutant, generator: random.Random) -> None:
    """A text is said to be another one, as a mark for readers aloud."""
    _, piece = _one(mutant, generator)
    said = generator.choice(("(480)", "()", "<FEFF0034003800300031>"))
    _wrapped(piece, f"/Span << /ActualText {said} >> BDC", "EMC")


def _annotated(mutant: Mutant, generator: random.Random) -> None:
    """Something that is no part of the page's content stands over a cell."""
    spot, _ = _one(mutant, generator)
    left, top, right, bottom = _part(mutant, spot, generator)
    rect = f"[{left:.2f} {HEIGHT - bottom:.2f} {right:.2f} {HEIGHT - top:.2f}]"
    kind, flags = generator.choice(("Square", "Stamp", "FreeText", "Highlight")), generator.choice((4, 4, 2))
    colour, mode = generator.choice(COLOURS), generator.choice(("", "/Faded gs "))

    def annotate(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(f"{mode}{colour} rg 0 0 {right - left:.2f} {bottom - top:.2f} re f".encode())
        look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        look.BBox = [0, 0, right - left, bottom - top]
        look.Resources = pikepdf.Object.parse(b"<< /ExtGState << /Faded << /ca 0.2 /BM /Multiply >> >> >>")
        note = pikepdf.Object.parse(f"<< /Type /Annot /Subtype /{kind} /Rect {rect} /F {flags} >>".encode())
        note.AP = pikepdf.Dictionary(N=pdf.make_indirect(look))
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])

    mutant.also.append(annotate)


def _page_changed(mutant: Mutant, generator: random.Random) -> None:
    """The page is turned, or ends in the midst of the table."""
    turned, end = generator.choice((0, 90, 180, 270)), generator.uniform(mutant.table.sides[-3], mutant.table.sides[-1])

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        if turned:
            page.Rotate = turned
        else:
            page.CropBox = [0, 0, end, HEIGHT]

    mutant.also.append(change)


CHANGES: dict[str, Change] = {
    "moved": _moved, "swapped": _swapped, "turned": _turned, "covered": _covered, "pictured": _pictured,
    "order": _order, "recoloured": _recoloured, "faded": _faded, "restyled": _restyled, "resized": _resized,
    "parted": _parted, "two-looks": _two_looks, "clipped": _clipped, "rule-away": _rule_away, "lined": _lined,
    "doubled": _doubled, "deleted": _deleted, "framed": _framed, "map-swapped": _map_swapped,
    "programs-swapped": _programs_swapped, "measured": _measured, "said": _said, "annotated": _annotated,
    "page-changed": _page_changed,
}  # fmt: skip

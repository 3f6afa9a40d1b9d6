"""What is told of pages that are pictures: that they were recognised or why not, and which numbers are in doubt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from extract.readers.inside import cells_in, tables_in
from extract.readers.page.content import Box
from extract.readers.page.turn import shown_box
from extract.readers.recognised.numbers import SAID, is_number, plain
from extract.readers.recognised.scanned import STRUCK, Doubt, Lifted, NumberDoubt, Over, ScannedPage, Struck, Unreadable
from extract.readers.recognised.witnesses.in_turn import YEAR, in_turn
from extract.readers.recognised.witnesses.sums import summed_up
from plan.particles import particle
from plan.records.base import Place
from plan.records.document import Block, Cell, Damage, Table

WHY: Mapping[Unreadable, tuple[str, str]] = {
    "at-an-angle": (
        "{page}쪽은 비스듬히 찍은 사진이어서 읽지 않았습니다. 똑바로 스캔한 것이 있어야 합니다.",
        "Page {page} was photographed at an angle, so it was not read; it must be scanned flat.",
    ),
    "no-print": ("{page}쪽에는 읽을 글자가 없습니다.", "Nothing is printed on page {page} that could be read."),
    "not-recognised": (
        "{page}쪽의 글자를 알아볼 수 없어 읽지 않았습니다(손글씨, 흐린 그림 등).",
        "The print of page {page} was not recognised (handwriting, or too faint), so it was not read.",
    ),
    "too-much": (
        "{page}쪽은 사진이나 그림이어서 읽지 않았습니다.",
        "Page {page} is a photograph or a drawing, so it was not read.",
    ),
}
BY_SUM = (
    "한 인식기만 확실히 읽은 수이나 표의 합계와 맞습니다",
    "One engine alone is sure of it, and a sum of its table fits",
)
BY_LAYER = (
    "한 인식기만 확실히 읽은 수이나 그림 아래에 숨은 글자와 같습니다",
    "One engine alone is sure of it, and the words hidden under the picture say the same",
)
IN_TURN = (
    "두 인식기가 같게 읽지 않은 해이나 옆에 있는 해들에 이어집니다",
    "The engines are not both sure of the year, but it goes on from the years beside it",
)
LIFTED: Mapping[Lifted, tuple[str, str]] = {
    "red-ink": ("빨간 도장이나 펜 자국은 걷어 냄", "red ink of a stamp or a pen was taken off"),
    "ink": (
        "색이 있는 펜이나 도장 자국, 얼룩은 걷어 냄",
        "ink in colour of a pen or a stamp, or a stain, was taken off",
    ),
}
WHOLE = (
    "그림에서 표 전체에 색 펜으로 줄이 그어져 있습니다.",
    "In the picture the whole table is struck out in colour.",
)
BY_OTHER: Sequence[Over] = ("ink", "struck-ink")  # by ink in another colour than red
NOTHING = ("그 자리에서는 아무것도 읽지 못했습니다.", "Nothing was read there.")
OfCell = Literal["confirmed-by-layer", "confirmed-by-sum", "year-in-turn", "not-recognised"]
FEWEST_YEARS = 2  # of a row that may be the head of a year table
BETWEEN = " | "  # what parts the heads of a table where they are quoted
TURNED = {
    1: ("오른쪽으로 누워", "on its right side"),
    2: ("거꾸로", "upside down"),
    3: ("왼쪽으로 누워", "on its left side"),
}


def told_of_page(scanned: ScannedPage) -> Damage | None:
    """That a page was recognised in its picture, or why not; an empty page is not told."""
    number = scanned.content.number
    place = Place(page=number)
    if scanned.unread == "no-print":
        return None
    if scanned.unread:
        ko, en = (said.format(page=number) for said in WHY[scanned.unread])
        return Damage(place=place, reason_ko=ko, reason_en=en)
    turned = TURNED.get(scanned.content.turned)
    ko, en = (
        f"{number}쪽은 그림이어서 글자를 인식해 읽었습니다",
        f"Page {number} is a picture; its print was recognised",
    )
    if scanned.lifted:
        off = LIFTED[scanned.lifted]
        ko, en = f"{ko}({off[0]})", f"{en} ({off[1]})"
    if turned:
        ko, en = f"{ko}({turned[0]} 있어 바로 돌림)", f"{en} (it stands {turned[1]} and was turned)"
    return Damage(rule="recognised", place=place, reason_ko=f"{ko}.", reason_en=f"{en}.")


def told_of_codes(number: int, boxes: Iterable[Box]) -> Iterator[Damage]:
    """The codes of programmes on a page that two engines did not read alike."""
    for box in boxes:
        left, top, right, bottom = (round(side, 1) for side in box)
        yield Damage(
            rule="code-not-recognised",
            place=Place(page=number, box=(left, top, right, bottom)),
            reason_ko=f"{number}쪽의 사업 번호를 두 인식기가 같게 읽지 않았습니다.",
            reason_en=f"Two engines did not read the same code of a programme on page {number}.",
        )


def told_below_ink(number: int, lines: Iterable[tuple[Box, str, Over]]) -> Iterator[Damage]:
    """The lines outside of tables that ink in colour touched: a heading, a unit."""
    for box, text, over in lines:
        left, top, right, bottom = (round(side, 1) for side in box)
        yield _below_ink(Place(page=number, box=(left, top, right, bottom)), text, over)


def _below_ink(place: Place, text: str, over: Over) -> Damage:
    ko, en = (f"그 자리에서 읽은 것: '{text}'.", f"Read there: '{text}'.") if text else NOTHING
    rule: Literal["below-ink", "below-red-ink"] = "below-ink" if over in BY_OTHER else "below-red-ink"
    return Damage(rule=rule, place=place, reason_ko=ko, reason_en=en, quote=text)


def told_of_struck(blocks: Iterable[Block], boxes: Sequence[Box]) -> Iterator[Damage]:
    """The tables that are struck out whole, by the middle of one of their cells."""
    for table in tables_in(blocks) if boxes else ():
        places = [cell.place.box for cell in table.cells if cell.place.box]
        if any(_is_middle_in(place, box) for place in places for box in boxes):
            ko, en = WHOLE
            yield Damage(rule="struck-out", place=table.place, reason_ko=ko, reason_en=en)


def _is_middle_in(place: Box, box: Box) -> bool:
    across, down = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def told_of_cells(blocks: Sequence[Block], doubts: Iterable[Doubt]) -> Iterator[Damage]:
    """The cells in which a doubted number stands, each once; what confirms one is told instead."""
    waiting = list(doubts)
    found: list[tuple[Cell, NumberDoubt]] = []
    for cell in cells_in(blocks) if waiting else ():
        if cell.blocks:
            continue
        own = [doubt for doubt in waiting if cell.place.box and doubt.stands_in(cell.place.box)]
        yield from _ink_over(cell, own)
        left_in = [doubt for doubt in own if doubt.rule not in STRUCK]
        if left_in and all(doubt.layered for doubt in own):
            yield _told_of_cell("confirmed-by-layer", cell, BY_LAYER)
        elif left_in:
            found.append((cell, next((doubt.rule for doubt in left_in if not doubt.layered), left_in[0].rule)))
    doubted = {cell.place: rule for cell, rule in found}
    summed, turns = summed_up(blocks, doubted), in_turn(blocks, doubted)
    left: set[Place] = set()
    for cell, rule in found:
        is_summed, is_in_turn = cell.place in summed, cell.place in turns
        ko, en = BY_SUM if is_summed else IN_TURN if is_in_turn else SAID[rule]
        if not is_summed and not is_in_turn:
            left.add(cell.place)
        told: OfCell = "confirmed-by-sum" if is_summed else "year-in-turn" if is_in_turn else "not-recognised"
        yield _told_of_cell(told, cell, (ko, en))
    yield from _heads_in_doubt(blocks, left)


def _ink_over(cell: Cell, doubts: Iterable[Doubt]) -> Iterator[Damage]:
    """What is told of a cell that ink in colour touched, whatever else is told of a number in it."""
    rules = {doubt.rule: doubt.text for doubt in doubts}
    for struck in STRUCK:
        if struck in rules:
            yield _struck_out(cell.place, rules[struck], struck)
            yield _below_ink(cell.place, rules[struck], struck)  # what has lost its name has none from elsewhere
            return
    if "red-ink" in rules:
        yield _below_ink(cell.place, cell.text, "red-ink")
    elif "ink" in rules:
        yield _below_ink(cell.place, cell.text, "ink")


def _struck_out(place: Place, text: str, over: Struck) -> Damage:
    ko, en = SAID[over]
    return Damage(rule="struck-out", place=place, reason_ko=f"{ko}: {text}.", reason_en=f"{en}: {text}.", quote=text)


def _told_of_cell(rule: OfCell, cell: Cell, said: tuple[str, str]) -> Damage:
    ko, en = said
    return Damage(rule=rule, place=cell.place, reason_ko=f"{ko}.", reason_en=f"{en}.", quote=cell.text)


def _heads_in_doubt(blocks: Sequence[Block], doubted: Collection[Place]) -> Iterator[Damage]:
    """The tables with years beside a cell that is in doubt: where they are none of years, nobody tells of that cell."""
    for table in tables_in(blocks) if doubted else ():
        for row in range(table.rows):
            cells = [cell for cell in table.cells if cell.row == row and not cell.blocks]
            unsure = next((cell for cell in cells if cell.place in doubted), None)
            years = [cell for cell in cells if YEAR.fullmatch(plain(cell.text)) and cell.place not in doubted]
            if unsure is None or len(years) < FEWEST_YEARS:
                continue
            name = unsure.text
            yield Damage(
                rule="table-not-understood",
                place=table.place,
                reason_ko=f"그림에서 읽은 표의 머리 '{name}'{particle(name, '이/가')} 확실하지 않아"
                " 무슨 표인지 알 수 없습니다.",
                reason_en=f"The head '{name}' was recognised in a picture and is not certain, and so it is not what the"
                " table is.",
                quote=BETWEEN.join(cell.text for cell in (*years, unsure)),
            )
            break


def told_of_rows(blocks: Iterable[Block]) -> Iterator[Damage]:
    """The lines right under a table of years that hold as many numbers: rows of it that stand in none of its cells."""
    years = 0
    for block in blocks:
        if isinstance(block, Table):
            years = max((_years_in(block, row) for row in range(block.rows)), default=0)
            continue
        row = block.text.strip()
        if years < FEWEST_YEARS or sum(is_number(plain(word)) for word in row.split()) < years:
            years = 0
            continue
        yield Damage(
            rule="table-not-understood",
            place=block.place,
            reason_ko=f"그림에서 읽은 '{row}'{particle(row, '은/는')} 위 표의 줄로 보이나 표의 칸에 있지 않습니다.",
            reason_en=f"'{row}' was recognised in a picture and looks like a row of the table above it, but stands in"
            " none of its cells.",
            quote=row,
        )


def _years_in(table: Table, row: int) -> int:
    cells = (cell for cell in table.cells if cell.row == row and not cell.blocks)
    return sum(YEAR.fullmatch(plain(cell.text)) is not None for cell in cells)


def doubts_as_shown(scanned: ScannedPage) -> Iterator[Doubt]:
    """The doubts of a page, each where it stands on the page as a viewer shows it."""
    for doubt in scanned.doubts:
        x, y, *_ = shown_box((doubt.x, doubt.y, doubt.x, doubt.y), scanned.content)
        yield doubt._replace(x=x, y=y)

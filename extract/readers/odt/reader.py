"""Reader of OpenDocument texts: its paragraphs and tables, without what is deleted or hidden."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from extract.readers.odf.package import CONTENT, OdfPackage
from extract.readers.odf.styles import Styles
from extract.readers.odt.body import Body
from extract.readers.odt.package import damaged_odt
from extract.readers.zipped.elements import Element
from plan.records.base import Place
from plan.records.document import Block, Damage, Document, Source
from plan.records.values import Within

QUOTED = 40  # characters of words that are not read
RUNNING: tuple[tuple[str, Within], ...] = (("style:header", "header"), ("style:footer", "footer"))


def read_odt(package: OdfPackage, path: Path, source: Source) -> Document:
    """Read an OpenDocument text; one without a body is refused."""
    content, styled = package.parts.tree(CONTENT), package.styles()
    text = next((one for body in content.children("office:body") for one in body.children("office:text")), None)
    if text is None:
        raise damaged_odt(path, CONTENT)
    body = Body(Styles(styled, content))
    blocks = [*_running(body, styled), *body.blocks(text)]
    return Document(
        source=replace(source, saved=package.saved),
        titled=package.titled,
        blocks=tuple(blocks),
        damage=(*body.damage, *_deleted(text), *_hidden(body), *package.parts.damage),
    )


def _running(body: Body, styled: Element | None) -> Iterator[Block]:
    """The heads and feet of pages, each that says something else once."""
    told: set[str] = set()
    for page in styled.all("style:master-page") if styled is not None else ():
        for name, within in RUNNING:
            for one in page.children(name):
                if (said := one.text().strip()) and said not in told and one.get("style:display", "true") == "true":
                    told.add(said)
                    yield from body.blocks(one, within)


def _deleted(text: Element) -> Iterator[Damage]:
    """A word on what is marked as deleted: it is no part of the document as it will be."""
    quote = "".join(one.text() for one in text.all("text:deletion")).strip()
    if quote:
        yield Damage(
            rule="tracked-changes",
            place=Place(section=0),
            reason_ko=f"삭제로 표시된 글자 {len(quote)}자는 읽지 않았습니다.",
            reason_en=f"The {len(quote)} characters that are marked as deleted were not read.",
            quote=quote[:QUOTED],
        )


def _hidden(body: Body) -> Iterator[Damage]:
    """A word on what is hidden, by the first of it."""
    if body.hidden:
        place, first = body.hidden[0]
        count = sum(len(text) for _, text in body.hidden)
        yield Damage(
            rule="hidden-in-source",
            place=place,
            reason_ko=f"읽지 않음: 숨긴 글자 {count}자('{first[:QUOTED]}').",
            reason_en=f"Not read: {count} hidden characters ('{first[:QUOTED]}').",
            quote=first[:QUOTED],
        )

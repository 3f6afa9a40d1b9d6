"""A recognised page among the pages of its document: its blocks, and what is told of it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from msgspec.structs import replace

from extract.readers.page.pages import Pages
from extract.readers.page.turn import shown_box
from extract.readers.recognised.aids import aids_in_force
from extract.readers.recognised.scanned import ScannedPage
from extract.readers.recognised.told import (
    doubts_as_shown,
    told_below_ink,
    told_of_cells,
    told_of_codes,
    told_of_rows,
    told_of_struck,
)
from plan.records.base import Place
from plan.records.document import Block, Damage, LineCertainty, Source


def add_recognised(pages: Pages, scanned: ScannedPage) -> None:
    """Add the blocks of a recognised page, its names by the list that a person has given."""
    pages.damage += told_of_codes(scanned.content.number, scanned.codes_doubted)
    pages.damage += told_below_ink(scanned.content.number, scanned.below_ink)
    made = pages.add(scanned.content)
    pages.certainties += _certainties(scanned)
    pages.damage += told_of_cells(made, doubts_as_shown(scanned))
    pages.damage += told_of_rows(made)
    pages.damage += told_of_struck(made, [shown_box(box, scanned.content) for box in scanned.struck])
    listed = aids_in_force().labels
    if listed and made:
        named: tuple[list[Block], list[Damage]] = importlib.import_module(
            "extract.readers.recognised.witnesses.labels"
        ).with_labels(made, listed)
        pages.blocks[-len(made) :], told = named
        pages.damage += told


def _certainties(scanned: ScannedPage) -> Iterator[LineCertainty]:
    for box, certainty in scanned.certainties:
        place = Place(page=scanned.content.number, box=shown_box(box, scanned.content))
        yield LineCertainty(place=place, certainty=certainty)


def with_aids(source: Source) -> Source:
    """A source some of whose pages were recognised, with the digests of what a person has handed over for it."""
    aids = aids_in_force()
    return replace(source, ocr_model_sha256=aids.model_sha256, ocr_labels_sha256=aids.labels_sha256)

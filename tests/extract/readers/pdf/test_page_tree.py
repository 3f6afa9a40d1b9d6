"""The second engine makes an object of the page that is asked for, and numbers pages as pdfminer does."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pikepdf import Array, Dictionary, Name

from extract.readers.pdf.engines.page_tree import page_of
from extract.readers.pdf.engines.plumber import PlumberError, open_pdf

PAGES = 7


def _flat(pdf: pikepdf.Pdf) -> None:
    for width in range(PAGES):
        pdf.add_blank_page(page_size=(100 + width, 200))


def _nested(pdf: pikepdf.Pdf) -> None:
    """Branches of one, two and four pages; the last of them says the size and the turn of its pages."""
    _flat(pdf)
    root = pdf.Root.Pages
    leaves = list(root.Kids)
    branches = []
    for first, end in ((0, 1), (1, 3), (3, PAGES)):
        branch = pdf.make_indirect(
            Dictionary(Type=Name.Pages, Kids=Array(leaves[first:end]), Count=end - first, Parent=root)
        )
        for leaf in leaves[first:end]:
            leaf.Parent = branch
        branches.append(branch)
    branches[-1].Rotate = 90
    root.Kids = Array(branches)


def _twice(pdf: pikepdf.Pdf) -> None:
    """A page that stands in the tree twice, which pdfminer counts once."""
    _flat(pdf)
    root = pdf.Root.Pages
    root.Kids = Array([root.Kids[0], *root.Kids])
    root.Count = PAGES + 1


def _miscounted(pdf: pikepdf.Pdf) -> None:
    _nested(pdf)
    pdf.Root.Pages.Count = 3  # as many as branches


SHAPES = {"flat": _flat, "nested": _nested, "twice": _twice, "miscounted": _miscounted}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_page_is_the_one_that_pdfminer_counts(shape: str) -> None:
    document = _document(_bytes(shape))
    every = list(PDFPage.create_pages(document))
    found = [page_of(document, number) for number in range(1, len(every) + 1)]
    assert [_said(page) for page in found] == [_said(page) for page in every]
    assert page_of(document, len(every) + 1) is None


@pytest.mark.parametrize("shape", ["flat", "nested"])
def test_no_object_is_made_of_pages_that_nobody_asks_for(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    init = PDFPage.__init__

    def counted(page: PDFPage, *args: Any) -> None:
        made.append(page)
        init(page, *args)

    monkeypatch.setattr(PDFPage, "__init__", counted)
    with open_pdf(_bytes(shape)) as pdf:
        assert [pdf.read(number).width for number in (2, 5)] == [101, 104 if shape == "flat" else 200]
        assert len(made) == 2
        with pytest.raises(PlumberError):
            pdf.read(PAGES + 1)


def test_a_page_can_be_read_again() -> None:
    with open_pdf(_bytes("flat")) as pdf:
        assert pdf.read(3) == pdf.read(3)


def _bytes(shape: str) -> bytes:
    pdf, out = pikepdf.Pdf.new(), io.BytesIO()
    SHAPES[shape](pdf)
    pdf.save(out)
    return out.getvalue()


def _document(data: bytes) -> PDFDocument:
    return PDFDocument(PDFParser(io.BytesIO(data)))


def _said(page: PDFPage | None) -> tuple[object, ...]:
    assert page is not None
    return page.pageid, page.mediabox, page.rotate

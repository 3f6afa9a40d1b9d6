"""A PDF stays open from its first reading to the last look at it, and no longer."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest

import extract.readers.pdf.engines.pdfium_library as pdfium
from extract.readers.pdf.engines import pdfium_pages
from extract.readers.pdf.engines.pdfium import PdfiumError
from extract.readers.pdf.pdf_file import PdfFile
from extract.readers.read import document_of, opened
from gongpyo.pipeline import read_plan
from tests.extract.readers.test_pdf import _table, _written


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often pages and documents were opened and closed."""
    counted = dict.fromkeys(("load_document", "close_document", "load_page", "close_page"), 0)

    def counting(name: str) -> Any:
        function = getattr(pdfium, name)

        def call(*arguments: Any) -> Any:
            counted[name] += 1
            return function(*arguments)

        return call

    for name in counted:
        monkeypatch.setattr(pdfium, name, counting(name))
    return counted


@pytest.mark.parametrize(("most", "loaded"), [(48, 3), (1, 5), (0, 6)])
def test_a_page_with_a_table_of_years_is_opened_once_for_all_who_look_at_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: dict[str, int], most: int, loaded: int
) -> None:
    monkeypatch.setattr(pdfium_pages, "KEPT", most)
    plan = read_plan(_written(tmp_path, _table(), _table(), _table()))
    assert [o.value for o in plan.observations] == 3 * [10, 20, 30, 40]
    assert calls["load_page"] == calls["close_page"] == loaded
    assert calls["load_document"] == calls["close_document"]


def test_a_pdf_that_is_read_once_alone_is_closed_with_its_bytes(tmp_path: Path, calls: dict[str, int]) -> None:
    path = _written(tmp_path, _table())
    container = opened(path)
    document_of(container, path)
    assert calls["close_page"] == 0
    del container
    gc.collect()
    assert (calls["load_page"], calls["close_page"]) == (1, 1)
    assert calls["load_document"] == calls["close_document"]


def test_a_file_that_is_no_pdf_is_not_opened() -> None:
    with pytest.raises(PdfiumError):
        _ = PdfFile(b"nothing").document

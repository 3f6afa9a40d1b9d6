"""Scans with a password: their pages are pictures as those of an open file are, and are read and shown like them."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from extract.readers.locked.password import Password, unlocked_by
from extract.readers.pdf.pdf_file import PdfFile
from extract.readers.pdf.scans.pages import Pictures
from gongpyo.pipeline import convert
from plan.errors import PlanError
from tests.extract.readers.scan.drawn_pages import as_pdf, needs_engines, page

OPENS = "가람-1"


def _locked(data: bytes) -> bytes:
    content = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(content, encryption=pikepdf.Encryption(user=OPENS, owner="other", R=6))
    return content.getvalue()


def test_a_page_of_a_locked_scan_is_known_for_a_picture() -> None:
    scan = _locked(as_pdf(Image.new("L", (850, 1200), 200)))
    with unlocked_by(Password(OPENS)):
        file = PdfFile(scan)
        assert Pictures(file.document, Path("scan.pdf")).covers(1)
        file.close()


@needs_engines
def test_a_locked_scan_is_read_and_shown_like_its_open_twin(tmp_path: Path) -> None:
    scan = as_pdf(page())
    seen = []
    for name, data in (("open", scan), ("locked", _locked(scan))):
        source = tmp_path / f"{name}.pdf"
        source.write_bytes(data)
        with unlocked_by(Password(OPENS)):
            plan, _ = convert(source, tmp_path / name, plan_id="garam")
        report = (tmp_path / name / "garam" / "report.html").read_text(encoding="utf-8")
        seen.append(([(one.year, one.printed) for one in plan.observations], report.count("data:image/jpeg")))
    assert seen[0] == seen[1] and seen[0][0] and seen[0][1]


def test_a_locked_scan_without_its_password_says_that_it_is_locked(tmp_path: Path) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(_locked(as_pdf(Image.new("L", (850, 1200), 200))))
    with pytest.raises(PlanError) as refused:
        convert(source, tmp_path)
    assert refused.value.code == "encrypted"

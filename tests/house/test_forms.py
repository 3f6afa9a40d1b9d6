"""The table of forms in both READMEs is that of the readers, and the doctor tells what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import msgspec
import pytest

from docs import forms
from extract.readers.registry import READERS, reader_for
from gongpyo.cli.commands import doctor
from gongpyo.telling.speech import Speech
from plan.data_files import tables_of
from plan.records.values import SourceFormat
from tests.conftest import ROOT


def test_both_readmes_have_the_table_as_it_is_now(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert forms.main(["--check"]) == 0
    stale = {}
    for language, path in forms.PAGES.items():
        stale[language] = tmp_path / path.name
        text = path.read_text(encoding="utf-8").replace("| HWPX |", "| HWPY |")
        stale[language].write_text(text, encoding="utf-8")
    monkeypatch.setattr(forms, "PAGES", stale)
    assert forms.main(["--check"]) == 1 and forms.main([]) == 0 and forms.main(["--check"]) == 0
    for language, path in stale.items():
        assert path.read_text(encoding="utf-8") == (ROOT / path.name).read_text(encoding="utf-8"), language


def test_of_every_form_it_is_said_how_it_was_tried_by_what_is_there() -> None:
    said = tables_of(forms.SAID_FILE)
    assert set(said) - {"words"} == set(get_args(SourceFormat))
    for reader in READERS:
        tried = said[reader.format]
        assert [path for path in tried["by"] if not (ROOT / path).is_file()] == []
        assert tried["by"] and ("password" in tried) == reader.unlocks
        assert all({"ko", "en"} == set(tried[key]) for key in ("pages", "tried"))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_form_whose_library_is_missing_is_told_with_its_extra(language: str) -> None:
    lacking = msgspec.structs.replace(reader_for("pdf"), libraries=("openpyxl_of_nobody", "pandas"))
    said = doctor._told(lacking, Speech.of(language))
    assert "openpyxl_of_nobody" in said and "PDF" in said and "gongpyo" in said
    assert doctor._form(lacking)["missing"] == {"openpyxl_of_nobody": ""}
    assert doctor._form(reader_for("pdf"))["read"] is True


@pytest.mark.parametrize("language", ["ko", "en"])
def test_scans_are_not_told_as_read_where_the_data_of_an_engine_are_missing(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = msgspec.structs.replace(reader_for("image"), libraries=())
    monkeypatch.setattr("extract.readers.recognised.engines.installed.missing", lambda: "tesseract-ocr-kor")
    said = doctor._told(bare, Speech.of(language))
    assert "install tesseract-ocr-kor" in said or "설치: tesseract-ocr-kor" in said
    assert doctor._form(bare)["read"] is False
    monkeypatch.setattr("extract.readers.recognised.engines.installed.missing", lambda: None)
    assert doctor._form(bare)["read"] is True

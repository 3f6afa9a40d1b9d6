"""Documents for a batch, and what its store holds."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from gongpyo.cli.main import main
from tests.conftest import VIEWER_TEXT

LETTER = "결재문서 행사 안내 결재일자 2026-03-02 □ 행사개요 ㅇ 일시: 2026. 3. 9. ㅇ 장소: 시청 작 성 자 총무과장:가나다"
PLACES = ("가온", "나래", "다솜")


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Three plans, one of them twice, a letter without a plan and a damaged file."""
    folder = tmp_path / "docs"
    folder.mkdir()
    for place in PLACES:
        (folder / f"{place}.txt").write_text(VIEWER_TEXT.replace("가온", place), encoding="utf-8")
    (folder / "나래 사본.txt").write_text(VIEWER_TEXT.replace("가온", "나래"), encoding="utf-8")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "broken.hwp").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    return folder


def run(*words: object) -> int:
    """The exit code of a command line."""
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    return int(ended.value.code or 0)


def outcomes(store: Path) -> dict[str, dict[str, str]]:
    """The lines of ``outcomes.csv`` by the file's name."""
    text = (store / "outcomes.csv").read_text(encoding="utf-8-sig")
    return {line["source"].rpartition("/")[2]: line for line in csv.DictReader(io.StringIO(text, newline=""))}

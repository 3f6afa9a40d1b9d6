"""The share of right findings counts those that a person has judged, and lists the others and those that have gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.judged import JUDGED, VERDICTS, findings_of, judged, main, mark_of
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

HEAD = "document\trule\tmark\tverdict\twhy\n"
ROWS = [["구분", "2024", "2025"], ["숲길 목표", "1", "2"], ["쉼터 목표(개소)", "12+3", "3"]]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    parts = ("가온시 숲길 기본계획(2024~2025)", "1-1-1 숲길 정비", "□ 연차별 추진계획", hwpx_grid(ROWS))
    (tmp_path / "docs" / "plan.hwpx").write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, parts))))
    return tmp_path


def _kept(corpus: Path, *rows: tuple[str, str, str]) -> Path:
    path = corpus / "judged.tsv"
    lines = (f"plan.hwpx\t{rule}\t{mark}\t{verdict}\twords of one's own\n" for rule, mark, verdict in rows)
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return path


def test_the_share_is_of_what_was_judged(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = findings_of(corpus / "docs" / "plan.hwpx")
    assert {one.rule for one in found} == {"unit-missing", "cell-not-read"}
    rows = [(one.rule, mark_of(one), verdict) for one, verdict in zip(found, VERDICTS, strict=True)]
    assert main([str(corpus)], _kept(corpus, *rows)) == 0
    assert "all: 1 of 2 right (50%)" in capsys.readouterr().out


def test_what_nobody_has_judged_and_what_has_gone_fail_the_run(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = findings_of(corpus / "docs" / "plan.hwpx")
    kept = _kept(corpus, (one.rule, mark_of(one), "right"), ("table-twice", "00000000", "needless"))
    assert main([str(corpus)], kept) == 1
    said = capsys.readouterr().out
    assert f"not judged:\tplan.hwpx\t{other.rule}\t{mark_of(other)}" in said
    assert "gone:\tplan.hwpx\ttable-twice" in said


def test_a_mark_tells_the_places_and_what_is_quoted_and_not_the_wording(corpus: Path) -> None:
    found = findings_of(corpus / "docs" / "plan.hwpx")[0]
    assert mark_of(replace(found, message="달리 적은 말", message_en="other words")) == mark_of(found)
    assert mark_of(replace(found, actual="7")) != mark_of(found)
    assert mark_of(replace(found, places=())) != mark_of(found)


def test_the_rows_that_are_kept_are_read() -> None:
    assert {row.verdict for row in judged(JUDGED).values()} <= set(VERDICTS)

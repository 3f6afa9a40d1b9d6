"""What a person types beside the picture of a scanned cell is a decision: in the files at once, and the next time."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from gongpyo.cli.application import run
from gongpyo.reviewing.report import pictures_in
from output.folder.read_back import read_plan_file
from tests.extract.readers.scan.drawn_pages import ROWS, as_pdf, needs_engines, page
from tests.gongpyo.workbench.conftest import Served

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
DOUBTED = ("예산(백만원)", "37.136", "9,284", "12,471", "15,381")
TOTAL = {"program": "P1-1-1", "measure": "budget", "indicator": "예산", "period": "total", "printed": "37.136"}


def _total(folder: Path) -> tuple[str, str, str]:
    with (folder / "budgets.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = [row for row in csv.DictReader(file) if row["period_type"] == "total"]
    return row["amount"], row["status"], row["review_status"]


def _open_findings(folder: Path) -> list[str]:
    found = json.loads((folder / "plan.json").read_bytes())["findings"]
    return [one["rule"] for one in found if one["actual"] == "37.136" and not one["resolution"]]


@needs_engines
def test_a_number_typed_beside_its_picture_is_published_now_and_by_the_next_conversion(tmp_path: Path) -> None:
    source, out = tmp_path / "scan.pdf", tmp_path / "out"
    source.write_bytes(as_pdf(page((ROWS[0], DOUBTED))))
    again = ["convert", str(source), "-o", str(out), "--plan-id", "garam", "-q"]
    assert run(again) == 0
    folder = out / "garam"
    assert _total(folder)[:2] == ("", "unreadable") and _open_findings(folder) == ["cell-not-read", "not-recognised"]
    shown = pictures_in(folder / "report.html", read_plan_file(folder / "plan.json"))
    assert [one.page for one in shown] == [1], "the picture of the cell's page is in the page to look at"
    serving = Served(out)
    act = {"section": "corrections", "entry": {**TOTAL, "value": "37136"}, "reason": "원본에 쉼표", "who": "검토자"}
    try:
        assert serving.post("/api/plan/garam/act", **act)[0] == 200
    finally:
        serving.stop()
    decided = ("37136", "value", "corrected")
    assert _total(folder) == decided and _open_findings(folder) == []
    assert run(again) == 0
    assert _total(folder) == decided and _open_findings(folder) == [], "the next conversion takes it"
    assert "corrected" in {
        one["review_status"] for one in json.loads((folder / "plan.json").read_bytes())["observations"]
    }
    kept = json.loads((folder / "decisions.json").read_bytes())
    (cell,) = [one for one in kept["cells"] if (one["row"], one["column"]) == (2, 1)]
    assert (cell["printed"], cell["rule"]) == ("37.136", "not-recognised"), "the rule that had left it out is kept"

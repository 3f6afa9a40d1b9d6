"""The plan of the fixtures says the same in every office form, written by us and by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Hashable
from functools import cache
from pathlib import Path

import pytest

from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan
from tests.golden import SEOUL

FORMS = ("odt", "xlsx", "ods")
OFFICE = shutil.which("soffice")
BY_OFFICE = (("xlsx", "ods"), ("ods", "xlsx"), ("xlsx", "xlsx"), ("ods", "ods"), ("odt", "odt"))
LONGEST = 120  # seconds that a conversion may take


@cache
def _said(path: Path) -> tuple[Counter[Hashable], ...]:
    """The programmes, series, values and findings, without the numbers of their tables."""
    plan: Plan = read_plan(path)
    series = {(one.program_no, one.measure, one.indicator_no): one.name for one in plan.indicators}
    values = [
        (o.program_no, o.measure, series[o.program_no, o.measure, o.indicator_no], o.period_type, o.year, o.status,
         o.value, o.value_min, o.value_max, o.unit, o.printed)
        for o in plan.observations
    ]  # fmt: skip
    findings = [(found.rule, found.program_no, found.record, found.actual) for found in plan.findings]
    nodes = [(node.no, node.name, node.department) for node in plan.programs]
    return Counter([plan.profile.title]), Counter(nodes), Counter(values), Counter(findings)


@pytest.mark.parametrize("form", FORMS)
def test_the_plan_is_that_of_the_hangul_document(form: str) -> None:
    assert _said(SEOUL / f"plan.{form}") == _said(SEOUL / "plan.hwpx")


@pytest.mark.parametrize(("form", "into"), BY_OFFICE)
def test_libreoffice_writes_a_document_that_says_the_same(form: str, into: str, tmp_path: Path) -> None:
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", into, "--outdir", str(tmp_path)]
    done = subprocess.run(
        [*command, str(SEOUL / f"plan.{form}")], capture_output=True, text=True, timeout=LONGEST, check=False
    )
    written = tmp_path / f"plan.{into}"
    if not written.exists() and "could not be loaded" in done.stderr + done.stdout:
        pytest.skip(f"the part of LibreOffice that reads {form} is not installed")
    assert _said(written) == _said(SEOUL / "plan.hwpx")

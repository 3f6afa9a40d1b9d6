"""What readers doubt is told where it may be of a plan."""

from __future__ import annotations

import pytest

from extract.year_tables.unread_cells import of_plans
from plan.records.base import Place
from plan.records.document import Damage
from plan.records.printed import DocumentYear
from plan.records.values import YearRule


@pytest.mark.parametrize(
    ("head", "rule", "told"),
    [
        ("’22년 | ’23년 | ’24년 | ’25년", "planned-year", False),
        ("2023 | 2024 | 2025", "cover-date", False),
        ("’22년 | ’23년 | ’24년 | ’26년", "planned-year", True),
        ("’24년 | ’25년 | 계획", "planned-year", True),
        ("’22년 | ’23년 | ’24년", "file-information", True),
        ("길 정비 3 4 5", "planned-year", True),
        ("", "planned-year", True),
    ],
)
def test_a_head_of_years_before_the_document_is_of_no_plan(head: str, rule: YearRule, told: bool) -> None:
    part = Damage(rule="table-not-understood", place=Place(page=7), quote=head, reason_ko="까닭", reason_en="reason")
    year = DocumentYear(year=2026, rule=rule, printed="2026년", place=Place(page=1))
    assert list(of_plans([part], (), year)) == ([part] if told else [])
    assert list(of_plans([part], (), None)) == [part]

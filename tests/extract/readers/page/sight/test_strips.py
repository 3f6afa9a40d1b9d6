"""Thin rectangles side by side are one fill; rules, double ones and dashes stay what they are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.readers.page.content import PageContent, Rule
from extract.readers.page.strips import strips_as_fills

ACROSS = [Rule(50, 100 + number / 2, 400, 100.5 + number / 2) for number in range(40)]
DOWN = [Rule(50 + 2 * number, 100, 52 + 2 * number, 120) for number in range(40)]


@pytest.mark.parametrize(("strips", "fill"), [(ACROSS, (50, 100, 400, 120)), (DOWN, (50, 100, 130, 120))])
def test_strips_side_by_side_are_one_fill(strips: Sequence[Rule], fill: tuple[float, ...]) -> None:
    rule = Rule(50, 140, 400, 140.5)
    page = strips_as_fills(PageContent(1, 595, 842, (), [*strips, rule]))
    assert page.fills == [fill]
    assert page.rules == [rule]


@pytest.mark.parametrize(
    "rules",
    [
        [Rule(50, 100 + 20 * number, 400, 100.5 + 20 * number) for number in range(40)],  # a table
        [Rule(50, 100 + 20 * row + by, 400, 100.5 + 20 * row + by) for row in range(20) for by in (0, 0.5)],  # doubled
        [Rule(50 + 2 * number, 100, 52 + 2 * number, 100.5) for number in range(40)],  # a rule in short pieces
        [Rule(50, 100 + number, 400, 100 + number) for number in range(40)],  # strokes
        [Rule(50, 100, 400, 100.5)] * 40,  # one over another
    ],
)
def test_rules_stay_rules(rules: Sequence[Rule]) -> None:
    page = PageContent(1, 595, 842, (), rules)
    assert strips_as_fills(page) == page

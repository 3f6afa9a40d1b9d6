"""The title that a table is published under is a title: no note, no sentence, no label of a field."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.outline.headings.heading import Heading
from extract.year_tables.around.shown_title import shown_title
from plan.records.base import Place

CASES = {
    "a title": ("연차별 투자계획", [], "꽃길 정비", "연차별 투자계획"),
    "a field's label in front": ("총사업비 : □ 연도별 예산 및 집행 현황", [], "", "연도별 예산 및 집행 현황"),
    "a sentence below a title": (
        "사업비는 바뀔 수 있음.",
        ["사업비는 바뀔 수 있음.", "□ 연차별 투자계획"],
        "꽃길",
        "연차별 투자계획",
    ),
    "a note below a title": ("※ 변경 가능", ["※ 변경 가능", "○ 연차별 투자계획"], "", "연차별 투자계획"),
    "a field below a title": ("기간 : 3년", ["○ 기간 : 3년", "연도별 투자계획"], "꽃길 정비", "연도별 투자계획"),
    "a sentence below a heading": (
        "길을 넓히고 나무를 심는다.",
        ["길을 넓히고 나무를 심는다."],
        "꽃길 정비",
        "꽃길 정비",
    ),
    "words of more than a title": (f"낡은 관(34㎞), {'조사한 뒤 바꿀 관 ' * 4}정비", [], "관 바꾸기", "관 바꾸기"),
    "a long title": (f"{'꽃길과 숲길과 물길 ' * 4}투자계획", [], "길", f"{'꽃길과 숲길과 물길 ' * 4}투자계획"),
    "a field below nothing": ("총사업비 : 80억원", ["총사업비 : 80억원"], "꽃길 정비", "총사업비 : 80억원"),
    "a sentence below a sentence": ("길을 넓힌다.", ["길을 넓힌다."], "나무를 심는다.", "길을 넓힌다."),
}


@pytest.mark.parametrize("case", CASES)
def test_title(case: str) -> None:
    title, above, heading, shown = CASES[case]
    assert shown_title(title, above, _headings(heading)) == shown


def _headings(name: str) -> Sequence[Heading]:
    return [Heading(name, "1", 1, "number.", "", Place(paragraph=1), 0)] if name else []

"""Names in pictures and a list: what was read nearly like one name of it is that, and told; nothing else is."""

from __future__ import annotations

import pytest

from extract.readers.recognised.witnesses.labels import Labels, with_labels
from plan.records.base import Place
from plan.records.document import Cell, Paragraph, Table

LISTED = ("1-1-1 가람길 정비", "버들못 생태 교실 운영(물빛과)", "자전거길 2단계 조성", "국비")


@pytest.mark.parametrize(
    ("read", "label"),
    [
        ("가람길 정미", "가람길 정비"),
        ("버들뭇 생태교실 운영", "버들못 생태 교실 운영"),
        ("자전거긷 2단계 조성", "자전거길 2단계 조성"),
        ("'버들못 생태` 교실 운영", "버들못 생태 교실 운영"),
    ],
)
def test_a_name_read_nearly_like_one_of_the_list_is_that(read: str, label: str) -> None:
    found = Labels(LISTED).matched(read)
    assert found is not None and found.label == label and found.score >= 85


@pytest.mark.parametrize(
    "read", ["가람길 정비", "버들못 생태교실 운영", "물놀이터 조성", "자전거길 3단계 조성", "군비", "가람2길 정비"]
)
def test_what_is_like_none_or_has_other_digits_or_is_short_stays(read: str) -> None:
    assert Labels(LISTED).matched(read) is None


def test_what_is_like_two_names_of_the_list_is_neither() -> None:
    assert Labels(("가람길 정비", "가람길 장비")).matched("가람길 징비") is None


def test_headings_and_cells_take_the_name_and_tell_what_was_read() -> None:
    heading = Paragraph(text="1-1-1 가람길 정미", place=Place(page=1, paragraph=1))
    label = Cell(text="버들뭇 생태\n교실 운영(명)", row=0, column=0, place=Place(page=1, table=0, row=0, column=0))
    number = Cell(text="1,200", row=0, column=1, place=Place(page=1, table=0, row=0, column=1))
    table = Table(rows=1, columns=2, cells=(label, number), place=Place(page=1, table=0))
    blocks, told = with_labels((heading, table), LISTED)
    assert isinstance(blocks[0], Paragraph) and blocks[0].text == "1-1-1 가람길 정비"
    assert isinstance(blocks[1], Table) and [cell.text for cell in blocks[1].cells] == [
        "버들못 생태 교실 운영(명)",
        "1,200",
    ]
    assert [(part.rule, part.quote) for part in told] == [
        ("label-matched", "가람길 정미"),
        ("label-matched", "버들뭇 생태 교실 운영"),
    ]
    assert "(alike to 92 of 100)" in told[0].reason_en

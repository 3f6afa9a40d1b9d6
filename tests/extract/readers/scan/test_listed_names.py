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


@pytest.mark.parametrize(
    ("read", "named"),
    [
        ("물빛 정보 광정 운영 목표(단위:천건)", "물빛정보광장 운영 목표(단위:천건)"),
        ("물빛 정보 광정 운영\n(누적 건수)", "물빛정보광장 운영\n(누적 건수)"),
        ("물빛 정보 광장 운영 (정보공게 누적건수) (단위:천건)", "물빛정보광장 운영 (정보공개 누적건수) (단위:천건)"),
        ("가. 가람길 정미", "가. 가람길 정비"),
        ("주민ㆍ시민감사 목표", "주민·시민감사 목표"),
    ],
)
def test_words_behind_a_name_and_its_unit_stay_as_they_were_read(read: str, named: str) -> None:
    listed = ("물빛정보광장 운영", "물빛정보광장 운영 (정보공개 누적건수)", "가람길 정비", "주민·시민감사")
    assert _named(read, listed) == named


@pytest.mark.parametrize(
    ("read", "listed"),
    [
        ("가람길 이용자 수(만명)", "가람길 이용자 수(천명)"),
        ("가람길 교육 실적(월)", "가람길 교육 실적(일)"),
        ("가람길 상반기 참여 인원 실적", "가람길 하반기 참여 인원 실적"),
        ("가람길 1.5구간 정비", "가람길 15구간 정비"),
        ("가람길 공개 목록 평가 목표", "가람길 미공개 목록 평가 목표"),
        ("가람길 정비 예산 총괄", "가람길 정비 예산"),
        ("가람길 B형 쉼터 정비", "가람길 A형 쉼터 정비"),
        ("시 대표 55 운영 구독 수", "시 대표 SNS 운영 구독 수"),
    ],
)
def test_another_unit_half_number_or_word_is_no_misread_stroke(read: str, listed: str) -> None:
    assert _named(read, (listed,)) == read


@pytest.mark.parametrize(
    ("read", "listed"),
    [
        ("초등학교 급식 지원", "고등학교 급식 지원"),
        ("남구 체육관 건립", "남부 체육관 건립"),
        ("군비 확보 사업 지원", "국비 확보 사업 지원"),
        ("가람 도로 개선 사업", "가람 도로 개설 사업"),
        ("시립 유치원 지원", "사립 유치원 지원"),
        ("군민 체육대회 운영", "국민 체육대회 운영"),
    ],
)
def test_a_stroke_that_makes_another_word_is_not_misread(read: str, listed: str) -> None:
    assert _named(read, (listed,)) == read, "the list may be of another edition"


def test_beside_such_a_word_a_misread_stroke_is_still_one() -> None:
    assert _named("초등학교 급삭 지원", ("초등학교 급식 지원",)) == "초등학교 급식 지원"


def test_prose_that_begins_like_a_name_is_left_alone() -> None:
    line = Paragraph(text="버들뭇 생태 교실 운영 등을 추진", place=Place(page=1, paragraph=1))
    assert with_labels((line,), LISTED) == ([line], [])


def _named(read: str, listed: tuple[str, ...]) -> str:
    cell = Cell(text=read, row=0, column=0, place=Place(page=1, table=0, row=0, column=0))
    ((table,), _) = with_labels((Table(rows=1, columns=1, cells=(cell,), place=Place(page=1, table=0)),), listed)
    assert isinstance(table, Table)
    return table.cells[0].text


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


def test_what_is_made_of_other_words_of_the_list_is_no_misreading() -> None:
    listed = ("보림봉사 참여 확산", "가람 보람봉사 센터", "가람길 정비")
    assert Labels(listed).matched("보람봉사 참여 확산") is None
    assert Labels(listed[:1]).matched("보람봉사 참여 확산") is not None, "no other name knows 보람"
    assert Labels(listed).matched("가람길 정미") is not None

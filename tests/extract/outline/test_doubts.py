"""A heading that is missing or out of order puts the programme of its neighbours' tables in doubt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.outline.marks import ordinal_of
from gongpyo.pipeline import read_tables
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

NAMES = ("꽃길 가꾸기", "숲길 정비", "물길 잇기", "안내소 운영")
MARKS: dict[str, Callable[[int], str]] = {
    "digits": lambda number: f"{number}.",
    "letters": lambda number: f"{'가나다라'[number - 1]}.",
    "circles": lambda number: "①②③④"[number - 1],
    "codes": lambda number: f"1-1-{number}",
    "codes with circles": lambda number: f"Ⅰ-1-{'①②③④'[number - 1]}",
}
CASES = {  # the headings of the tables, 0 for one that is missing, and the tables that are in doubt
    "all there": ((1, 2, 3, 4), []),
    "one missing": ((1, 0, 3, 4), [0, 1]),
    "the first missing": ((0, 2, 3, 4), [0]),
    "two that changed places": ((1, 3, 2, 4), [1, 2]),
    "the first and the second": ((2, 1, 3, 4), [0, 1]),
    "the last ones": ((1, 2, 4, 3), [2, 3]),
    "the first and the last": ((4, 2, 3, 1), [0, 3]),
    "a series that begins anew": ((1, 2, 1, 2), []),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("marks", MARKS)
def test_tables_are_in_doubt(marks: str, case: str, tmp_path: Path) -> None:
    numbers, doubtful = CASES[case]
    if marks.startswith("codes") and case == "a series that begins anew":
        pytest.skip("a code that stands twice is told as code-twice")
    parts = ["가온시 청년정책 기본계획(2024~2028)", "Ⅱ. 길과 쉼터"]
    body = [hwpx_paragraph(text) for text in parts]
    for at, number in enumerate(numbers):
        body += [hwpx_paragraph(f"{MARKS[marks](number)} {NAMES[number - 1]}")] if number else []
        rows = [["구분", "2024", "2025"], [f"참여{at}(회)", "1", str(at + 2)]]
        body += [hwpx_paragraph("□ 연차별 계획"), hwpx_paragraph(hwpx_grid(rows))]
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*body)))
    extracted = read_tables(path)
    places = [table.place for table in extracted.year_tables]
    doubts = [part.place for part in extracted.damage if part.rule == "heading-out-of-line"]
    assert sorted(places.index(place) for place in doubts) == doubtful


def _in_doubt(path: Path, body: list[str]) -> tuple[list[str], list[str]]:
    """The titles of the tables in doubt, and why in English."""
    path.write_bytes(hwpx_bytes(hwpx_section(*(hwpx_paragraph(text) for text in body))))
    doubts = [part for part in read_tables(path).damage if part.rule == "heading-out-of-line"]
    return [part.quote for part in doubts], [part.reason_en for part in doubts]


def _table(at: int) -> str:
    return hwpx_grid([["구분", "2024", "2025"], [f"참여{at}(회)", "1", str(at + 2)]])


@pytest.mark.parametrize("missing", [0, 2, 3])
@pytest.mark.parametrize("own", ["", "투자"])
def test_a_table_behind_a_part_that_stands_twice_is_in_doubt(missing: int, own: str, tmp_path: Path) -> None:
    """As where the heading of a programme is missing, whatever its mark; parts that all have twice mean nothing."""
    body = ["가온시 청년정책 기본계획(2024~2028)", "Ⅱ. 길과 쉼터", "1. 동네 길"]
    for at, name in enumerate(NAMES, 1):
        body += [] if at == missing else [f"□ {name}"]
        body += ["○ 사업개요", "- 길을 낸다", f"○ 연차별 {own}계획 {at}" if own else "○ 연차별 계획", _table(at)]
    titles, reasons = _in_doubt(tmp_path / "plan.hwpx", body)
    assert len(titles) == bool(missing)
    assert all("'사업개요' stands twice" in reason for reason in reasons)


def test_parts_that_stand_twice_under_every_programme_put_none_in_doubt(tmp_path: Path) -> None:
    body = ["가온시 청년정책 기본계획(2024~2028)", "Ⅱ. 길과 쉼터", "1. 동네 길"]
    for at, name in enumerate(NAMES, 1):
        body += [f"□ {name}", *("○ 사업개요", "- 길을 낸다", "○ 연차별 계획", _table(at)) * 2]
    assert _in_doubt(tmp_path / "plan.hwpx", body) == ([], [])


@pytest.mark.parametrize(
    ("codes", "doubtful"),
    [
        (("1-1-1", "1-1-2", "2-1-1", "2-2-1"), []),
        (("1-1-1", "2-1-1", "1-1-2", "2-2-1"), [1, 2]),  # two that changed places
        (("2-2-1", "1-1-1", "1-1-2", "2-1-1"), [0]),  # one that stands elsewhere
        (("2-1-1", "1-1-1", "1-1-2", "2-2-1", "2-2-2"), [0]),
    ],
)
def test_codes_out_of_order_put_their_tables_in_doubt(
    codes: tuple[str, ...], doubtful: list[int], tmp_path: Path
) -> None:
    names = (*NAMES, "쉼터 짓기")
    body = ["가온시 청년정책 기본계획(2024~2028)"]
    for at, code in enumerate(codes):
        body += [f"{code} {names[at]}", "□ 사업개요", "- 길을 낸다", f"□ 연차별 계획 {at}", _table(at)]
    titles, reasons = _in_doubt(tmp_path / "plan.hwpx", body)
    found = sorted(int(title[-1]) for title, reason in zip(titles, reasons, strict=True) if "out of order" in reason)
    assert found == doubtful


def test_a_table_whose_title_names_another_programme_is_in_doubt(tmp_path: Path) -> None:
    body = ["가온시 청년정책 기본계획(2024~2028)", "Ⅱ. 길과 쉼터"]
    titled = ("물길 잇기 사업", "숲길 정비 사업", "꽃길 가꾸기 사업", "안내소 운영 사업")
    names = ("꽃길 가꾸기 사업", "숲길 정비 사업", "물길 잇기 사업", "안내소 운영 사업")
    for at, (name, title) in enumerate(zip(names, titled, strict=True)):
        body += [f"{at + 1}. {name}", f"□ {title} 연차별 계획", _table(at)]
    titles, reasons = _in_doubt(tmp_path / "plan.hwpx", body)
    assert titles == ["물길 잇기 사업 연차별 계획", "꽃길 가꾸기 사업 연차별 계획"]
    assert all("its title names another programme" in reason for reason in reasons)


@pytest.mark.parametrize(("number", "ordinal"), [("I", 1), ("II", 2), ("IV", 4), ("IX", 9), ("Ⅳ", 4), ("B", 2)])
def test_a_chapter_counts_in_latin_letters_as_well(number: str, ordinal: int) -> None:
    assert ordinal_of(number) == ordinal


def _squares(missing: str = "", turned: tuple[str, str] | None = None) -> list[str]:
    """Two tasks of two programmes each, after one another, with a table for each programme but one heading less."""
    names = list(NAMES)
    if turned:
        one, other = (names.index(name) for name in turned)
        names[one], names[other] = names[other], names[one]
    body = []
    for at, name in enumerate(names):
        body += [f"{at // 2 + 1}. 과제 {'가나'[at // 2]}길"] if at % 2 == 0 else []
        body += [] if name == missing else [f"□ {name}"]
        body += ["○ 사업개요", "- 길을 낸다", f"○ 연차별 계획 {at}", _table(at)]
    return body


def test_a_table_right_under_a_heading_that_elsewhere_heads_programmes_is_in_doubt(tmp_path: Path) -> None:
    """The first programme of the second task has no heading; no number shows it."""
    body = ["가온시 청년정책 기본계획(2024~2028)", "Ⅱ. 길과 쉼터", *_squares(missing=NAMES[2])]
    titles, reasons = _in_doubt(tmp_path / "plan.hwpx", body)
    assert titles == ["연차별 계획 2"]
    assert "right under '과제 나길'" in reasons[0]


def test_a_task_that_has_a_table_of_its_own_in_most_tasks_is_in_no_doubt(tmp_path: Path) -> None:
    body = ["가온시 청년정책 기본계획(2024~2028)", "Ⅱ. 길과 쉼터"]
    for task in (1, 2, 3):
        body += [f"{task}. 과제 {'가나다'[task - 1]}길", "○ 연차별 계획", _table(task)]
        body += [f"□ {NAMES[task]}", "○ 연차별 계획", _table(task + 3)] if task < 3 else []
    assert _in_doubt(tmp_path / "plan.hwpx", body) == ([], [])


CHART = hwpx_grid([["단위사업", "담당부서"], *([name, "공원과"] for name in NAMES)])
CONTENTS = [f"{at}) {name} {'·' * 30} {at}" for at, name in enumerate(NAMES, 2)]


RUN_ON = [f"○ 총괄표 단위사업 담당부서 {' 공원과 '.join(NAMES)} 공원과"]  # as a viewer prints a chart


@pytest.mark.parametrize("listed", [[CHART], CONTENTS, RUN_ON], ids=["chart", "contents", "text"])
def test_programmes_in_another_order_than_in_the_list_of_them_are_in_doubt(listed: list[str], tmp_path: Path) -> None:
    front = ["가온시 청년정책 기본계획(2024~2028)", *listed, "Ⅱ. 길과 쉼터"]
    assert _in_doubt(tmp_path / "plan.hwpx", [*front, *_squares()]) == ([], [])
    titles, reasons = _in_doubt(tmp_path / "plan.hwpx", [*front, *_squares(turned=(NAMES[0], NAMES[1]))])
    assert titles == ["연차별 계획 0", "연차별 계획 1"]
    assert all("in another place" in reason for reason in reasons)


@pytest.mark.parametrize("listed", [[CHART], CONTENTS], ids=["chart", "contents"])
@pytest.mark.parametrize("missing", [1, 3])
def test_tables_behind_the_heading_before_a_listed_one_that_is_missing_are_in_doubt(
    listed: list[str], missing: int, tmp_path: Path
) -> None:
    """The last of a numbered series leaves no gap; the list says that there was one."""
    body = ["가온시 청년정책 기본계획(2024~2028)", *listed, "Ⅱ. 길과 쉼터"]
    for at, name in enumerate(NAMES):
        body += [] if at == missing else [f"{at + 1}) {name}"]
        body += ["- 길을 낸다", f"○ 연차별 계획 {at}", _table(at)]
    titles, reasons = _in_doubt(tmp_path / "plan.hwpx", body)
    assert titles == [f"연차별 계획 {missing - 1}", f"연차별 계획 {missing}"]
    assert missing == 1 or all(f"names '{NAMES[missing]}'" in reason for reason in reasons)


def test_a_second_table_of_one_title_and_head_under_one_programme_is_in_doubt(tmp_path: Path) -> None:
    body = ["가온시 청년정책 기본계획(2024~2028)", "Ⅱ. 길과 쉼터", "1. 동네 길"]
    for at, name in enumerate(NAMES):
        body += [] if at == 2 else [f"□ {name}"]
        body += ["- 길을 낸다", "(연차별 계획)", _table(at)]
    titles, reasons = _in_doubt(tmp_path / "plan.hwpx", body)
    assert titles == ["(연차별 계획)"]
    assert f"stands under '{NAMES[1]}' before it" in reasons[0]


def test_a_number_with_its_word_behind_a_bullet_heads_a_programme(tmp_path: Path) -> None:
    body = ["가온시 청년정책 기본계획(2024~2028)", "전략 1. 길과 쉼터"]
    for at, name in enumerate(NAMES, 1):
        body += [f"■ 과제 1-{at} {name}", "○ 길을 내고 나무를 심음", "○ 연차별 계획", _table(at)]
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*(hwpx_paragraph(text) for text in body))))
    extracted = read_tables(path)
    name_of = {node.no: node.name for node in extracted.programs}
    assert [name_of[table.program_no] for table in extracted.year_tables] == list(NAMES)
    assert not extracted.damage


def test_bullets_of_two_sections_of_one_name_are_not_of_one(tmp_path: Path) -> None:
    """A list under 추진계획 names programmes only where two tables stand in one of them."""
    body = ["가온시 청년정책 기본계획(2024~2028)", "Ⅱ. 길과 쉼터", "1. 동네 길"]
    for at in (1, 2, 3):
        body += ["□ 추진계획", f"○ {NAMES[at]}", _table(at)]
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*(hwpx_paragraph(text) for text in body))))
    extracted = read_tables(path)
    name_of = {node.no: node.name for node in extracted.programs}
    assert {name_of[table.program_no] for table in extracted.year_tables} == {"동네 길"}


def test_a_heading_that_goes_on_as_a_sentence_is_said(tmp_path: Path) -> None:
    grid = hwpx_grid([["구분", "2024", "2025"], ["참여(회)", "1", "2"]])
    long, short = "쉼터 조성 계절에 구애받지 않고 누구나 쉴 수 있는 공간을 넓혀 나가기", "쉬지 않고 걷는 길"
    body = [
        "가온시 청년정책 기본계획(2024~2028)",
        f"1-1-1 {long}",
        "□ 쉼터 계획",
        grid,
        f"1-1-2 {short}",
        "□ 길 계획",
        grid,
    ]
    titles, reasons = _in_doubt(tmp_path / "plan.hwpx", body)
    assert titles == ["쉼터 계획"]
    assert "goes on as a sentence" in reasons[0]


BY_FIELD = hwpx_grid([["분야", "2024", "2025"], ["주거", "1", "3"]])


@pytest.mark.parametrize(
    ("codes", "doubtful"),
    [
        (("1-1", "1-2", "2-1"), []),  # the headings of the fields are not printed
        (("B-1", "B-2", "T-1"), []),  # letters stand for words
        (("1-1", "1-2", "2-3"), []),  # counted on
        (("1-1", "1-2", "2-2"), [1]),
        (("1-1", "2-1", "1-2", "2-2"), [1, 2]),
        (("B-1", "B-3", "T-1"), [0]),
    ],
)
def test_numbers_of_two_parts_are_counted_under_the_first(
    codes: tuple[str, ...], doubtful: list[int], tmp_path: Path
) -> None:
    body = ["가온시 청년정책 시행계획(2024~2028)", "Ⅲ. 과제별 세부계획"]
    for at, code in enumerate(codes):
        body += [f"{code} {NAMES[at]}", f"○ 연차별 계획 {at}", _table(at)]
    quotes, _ = _in_doubt(tmp_path / "plan.hwpx", body)
    assert sorted(int(quote[-1]) for quote in quotes) == doubtful


def test_a_chapter_behind_a_heading_out_of_order_is_in_no_doubt(tmp_path: Path) -> None:
    body = ["가온시 청년정책 시행계획(2024~2028)", "Ⅱ. 과제별 세부계획"]
    for at, number in enumerate((1, 3, 2)):
        body += [f"{number}. {NAMES[at]}", "□ 연차별 계획", _table(at)]
    quotes, _ = _in_doubt(tmp_path / "plan.hwpx", [*body, "Ⅲ. 중기 재정 소요", BY_FIELD])
    assert quotes == ["연차별 계획", "연차별 계획"]


def test_titles_that_are_headings_name_no_programmes_of_their_own(tmp_path: Path) -> None:
    """Two tables right under their headings do not make a caption that says something else doubtful."""
    body = ["가온시 청년정책 시행계획(2024~2028)", "Ⅱ. 실천과제"]
    for at in range(3):
        body += [f"{at + 1}. {NAMES[at]}", *(["◦ 주민이 함께 고르는 사업"] if not at else []), _table(at)]
    assert _in_doubt(tmp_path / "plan.hwpx", body) == ([], [])


def test_chapters_of_a_paper_whose_programmes_stand_in_one_of_them_are_no_tasks(tmp_path: Path) -> None:
    """A part over the table that tables of programmes have shows that one may be missing all the same."""
    body = ["가온시 청년정책 시행계획(2024~2028)", "3. 세부사업"]
    for at in range(1, 4):
        body += [f"{'가나다'[at - 1]}. {NAMES[at]}", "□ 연차별 계획", _table(at)]
    assert _in_doubt(tmp_path / "plan.hwpx", [*body, "4. 함께 걷는 길", BY_FIELD]) == ([], [])
    _, why = _in_doubt(tmp_path / "plan.hwpx", [*body, "4. 함께 걷는 길", "□ 연차별 계획", BY_FIELD])
    assert [said.partition(",")[0] for said in why] == ["It stands right under '함께 걷는 길'"]


@pytest.mark.parametrize(("title", "doubted"), [("연차별 재정투자계획", False), ("연차별 투자계획", True)])
def test_costs_of_all_of_the_plan_under_the_chapter_of_its_programmes_are_in_no_doubt(
    title: str, doubted: bool, tmp_path: Path
) -> None:
    body = ["제5기 가온군 복지계획", "2024년 연차별 시행계획", "Ⅲ. 2024년 시행계획", f"1. {title}", _table(0)]
    body.append("2. 세부사업별 시행계획")
    for at, name in enumerate(NAMES[:3], 1):
        body += [f"[세부사업 1-{at}] {name}", "❍ 성과목표", _table(at)]
    titles, _ = _in_doubt(tmp_path / "plan.hwpx", body)
    assert (titles == [title]) == doubted


def test_goals_under_a_heading_of_goals_need_not_name_it(tmp_path: Path) -> None:
    body = [
        "가온군 길 기본계획(2024~2028)",
        "제2장 목표 및 추진전략",
        "[표 2-1] 연차별 길 목표",
        _table(0),
        "제3장 세부 추진계획",
    ]
    for at, name in enumerate(NAMES, 1):
        body += [f"제{at}절 {name}", f"[표 3-{at}] {name} 연차별 계획", _table(at)]
    assert _in_doubt(tmp_path / "plan.hwpx", body) == ([], [])


@pytest.mark.parametrize(("count", "doubted"), [(1, 1), (2, 0)])
def test_a_title_that_tables_of_several_programmes_bear_names_none_of_them(
    count: int, doubted: int, tmp_path: Path
) -> None:
    """Beside captions with the names of their programmes one without is in doubt, unless it is a part of each."""
    body = ["가온시 청년정책 시행계획(2024~2028)", "Ⅱ. 실천과제"]
    for at, name in enumerate(NAMES):
        body += [f"1-1-{at + 1} {name}", *(["□ 참고 계획", _table(9 + at)] if at < count else [])]
        body += [f"【표 {at + 1}】 {name} 연차별 계획", _table(at)]
    assert len(_in_doubt(tmp_path / "plan.hwpx", body)[0]) == doubted


def _sections(*numbers: tuple[int, ...]) -> list[str]:
    """Two chapters of two sections each with programmes of these numbers."""
    body = ["가온시 청년정책 기본계획(2024~2028)"]
    at = 0
    for section, own in enumerate(numbers):
        body += [f"{'ⅡⅢ'[section // 2]}. {'길과 들'[2 * (section // 2)]} 가꾸기"] if section % 2 == 0 else []
        body.append(f"{section % 2 + 1}. {'동서남북'[section]}쪽 마을")
        for number in own:
            body += [f"{'가나다'[number - 1]}. 사업 {'갑을병정무기경'[at]}", f"□ 연차별 계획 {at}", _table(at)]
            at += 1
    return body


@pytest.mark.parametrize(
    ("numbers", "doubtful"),
    [
        (((1, 2), (1,), (1, 2), (1,)), set()),
        (((1, 2), (1,), (1, 1), (2,)), {4, 5}),  # the last two have changed places
        (((1, 2), (1, 1), (2, 2), (1,)), {3, 4, 5}),  # the fourth and the fifth, of two chapters
        (((1, 2), (3,), (1, 2), (3,)), set()),  # counted on through the sections of a chapter
        (((1, 2), (1,), (1,), (1, 1)), set()),  # nothing else is out of order
    ],
)
def test_headings_that_have_changed_sections_are_in_doubt_where_each_section_counts_anew(
    numbers: tuple[tuple[int, ...], ...], doubtful: set[int], tmp_path: Path
) -> None:
    titles, _ = _in_doubt(tmp_path / "plan.hwpx", _sections(*numbers))
    assert {int(title[-1]) for title in titles} == doubtful


@pytest.mark.parametrize(("missing", "doubtful"), [([], []), ([1], [0, 1]), ([1, 2, 3], [])])
def test_tables_before_a_programme_that_only_the_chart_names_are_in_doubt(
    missing: list[int], doubtful: list[int], tmp_path: Path
) -> None:
    """A chart that runs on as text is no table; where it has most programmes alone, a plan picks some of them."""
    codes = ("1-1-1", "1-1-2", "1-2-1", "1-2-2")
    chart = [f"{code} {name} 공원과" for code, name in zip(codes, NAMES, strict=True)]
    body = ["가온시 청년정책 기본계획(2024~2028)", "□ 단위사업 총괄표", *chart, "Ⅱ. 세부 추진계획"]
    for at, name in enumerate(NAMES):
        body += [] if at in missing else [f"{codes[at]} {name}", "○ 길을 내고 나무를 심어 모두가 쉬게 함"]
        body += [] if at in missing[1:] else [f"□ 연차별 계획 {at}", _table(at)]
    titles, _ = _in_doubt(tmp_path / "plan.hwpx", body)
    assert [int(title[-1]) for title in titles] == doubtful


def test_numbers_out_of_order_are_told_where_lists_stand_between_a_heading_and_its_table(tmp_path: Path) -> None:
    body = ["가온시 청년정책 기본계획(2024~2028)"]
    for chapter, numbers in (("Ⅱ", (1, 2, 3, 1)), ("Ⅲ", (4, 2, 3))):
        body.append(f"{chapter}. 길과 쉼터")
        for number in numbers:
            body += [
                f"{number}. {NAMES[number - 1]} {chapter}",
                "○ 추진계획",
                "- 나무를 심음",
                f"(연도별 목표 {number})",
            ]
            body.append(_table(number))
    titles, _ = _in_doubt(tmp_path / "plan.hwpx", body)
    assert {"(연도별 목표 1)", "(연도별 목표 4)"} <= set(titles)


@pytest.mark.parametrize(
    ("title", "doubted"), [("{} 연차별 투자계획", False), ("연차별 투자계획", True), ("{}터 계획", True)]
)
def test_a_table_whose_title_names_the_programme_over_it_is_in_no_doubt(
    title: str, doubted: bool, tmp_path: Path
) -> None:
    """The number of the heading behind it is wrong: 1, 2, 4."""
    body = ["가온시 청년정책 기본계획(2024~2028)", "Ⅱ. 길과 쉼터"]
    for number, name in zip((1, 2, 4), (NAMES[3], NAMES[0], NAMES[1]), strict=True):
        body += [f"{number}. {name}", "○ 추진계획", f"({title.format(name)})", _table(number)]
    titles, _ = _in_doubt(tmp_path / "plan.hwpx", body)
    assert titles == ([f"({title.format(NAMES[0])})"] if doubted else [])


def test_a_sentence_that_names_some_of_the_programmes_has_no_order(tmp_path: Path) -> None:
    front = [
        "가온시 청년정책 기본계획(2024~2028)",
        f"○ 먼저 {NAMES[2]}와 {NAMES[1]}, {NAMES[0]}부터 넓혀 나감",
        "Ⅱ. 길과 쉼터",
    ]
    body = [*front, *_squares(), "□ 쉼터 짓기", "○ 사업개요", "○ 연차별 계획 5", _table(5)]
    assert _in_doubt(tmp_path / "plan.hwpx", body) == ([], [])

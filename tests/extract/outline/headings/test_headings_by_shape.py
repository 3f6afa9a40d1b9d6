"""Names of programmes without number: in brackets, before a colon, in a larger line; two of a section or more."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.document import Paragraph
from tests.extract.outline.written import WITH_TABLES, WRITERS, Given, chains, goals, read_as

CHAPTER = "Ⅰ. 세부 추진계획"
PROGRAMS = ("마을숲 조성", "가로수 정비", "물놀이터 확충", "꽃길 가꾸기")
WANTED = [*((name, "녹색 마을") for name in PROGRAMS[:2]), *((name, "맑은 마을") for name in PROGRAMS[2:])]
BEHIND = ("○ 자투리땅에 나무를 심음", "○ 낡은 가로수를 바꿈", "○ 여름 쉼터를 만듦", "○ 마을 길을 꾸밈")


def _plan(heading: str, between: tuple[str, ...] = BEHIND) -> list[Given]:
    blocks: list[Given] = [CHAPTER]
    for at, (name, line) in enumerate(zip(PROGRAMS, between, strict=True)):
        if at % 2 == 0:
            blocks.append(("1. 녹색 마을", "2. 맑은 마을")[at // 2])
        printed = heading.format(name)
        blocks += [
            Paragraph(name, "lead") if heading == "larger" else printed,
            line,
            goals(f"{name[0]}터", 10 * at + 11),
        ]
    return blocks


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("heading", ["【{}】", "<{}>", "〈{}〉", "[{}]", "「{}」", "▶ {}", "○ {} : 가까운 쉼터 늘리기"])
def test_two_of_one_shape_in_a_section_are_programmes(heading: str, form: str, tmp_path: Path) -> None:
    assert chains(read_as(form, tmp_path, *_plan(heading))) == WANTED


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("heading", ["{} : 가까운 쉼터 늘리기", "larger"])
def test_they_may_have_nothing_round_them_where_lines_are_kept(heading: str, form: str, tmp_path: Path) -> None:
    assert chains(read_as(form, tmp_path, *_plan(heading))) == WANTED


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("shape", ["<{}>", "[{}]", "{} : 가까운 쉼터 늘리기"])
def test_one_alone_names_none(shape: str, form: str, tmp_path: Path) -> None:
    lines = (
        *("1. 녹색 마을", shape.format("마을숲 조성"), "○ 나무를 심음", goals("숲", 11)),
        *("2. 맑은 마을", shape.format("꽃길 가꾸기"), "○ 꽃을 심음", goals("길", 21)),
    )
    assert chains(read_as(form, tmp_path, CHAPTER, *lines)) == [("녹색 마을",), ("맑은 마을",)]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("note", [(), ("(단위: 개소)",), ("※ 누적",)])
@pytest.mark.parametrize("shape", ["<{}>", "[{}]", "larger"])
def test_titles_of_tables_are_none(shape: str, note: tuple[str, ...], form: str, tmp_path: Path) -> None:
    def title(text: str) -> Given:
        return Paragraph(text, "lead") if shape == "larger" else shape.format(text)

    lines = (
        *(
            "1. 마을숲 조성",
            title("심는 그루 규모"),
            *note,
            goals("숲", 11),
            title("쉼터 개소 규모"),
            *note,
            goals("쉼터", 21),
        ),
        *(
            "2. 꽃길 가꾸기",
            title("심는 송이 규모"),
            *note,
            goals("꽃", 31),
            title("꽃밭 개소 규모"),
            *note,
            goals("밭", 41),
        ),
    )
    wanted = [("마을숲 조성",), ("마을숲 조성",), ("꽃길 가꾸기",), ("꽃길 가꾸기",)]
    assert chains(read_as(form, tmp_path, CHAPTER, *lines)) == wanted


@pytest.mark.parametrize("form", WITH_TABLES)
def test_fields_with_tables_of_their_own_are_none(form: str, tmp_path: Path) -> None:
    lines = (
        *("1. 마을숲 조성", "○ 추진 방법 : 직접 시행", goals("숲", 11), "○ 기대 효과 : 쾌적한 마을", goals("쉼터", 21)),
        *("2. 꽃길 가꾸기", "○ 추진 방법 : 민간 위탁", goals("꽃", 31), "○ 기대 효과 : 밝은 마을", goals("꽃밭", 41)),
    )
    wanted = [("마을숲 조성",), ("마을숲 조성",), ("꽃길 가꾸기",), ("꽃길 가꾸기",)]
    assert chains(read_as(form, tmp_path, CHAPTER, *lines)) == wanted


@pytest.mark.parametrize("form", WRITERS)
def test_bullets_that_say_what_is_done_or_come_again_are_none(form: str, tmp_path: Path) -> None:
    lines = ("1. 마을숲 조성", "○ 나무를 새로 심음", goals("숲", 11), "○ 쉼터를 고침", goals("쉼터", 21))
    again = ("2. 꽃길 가꾸기", "○ 주민과 함께", goals("꽃", 31), "○ 주민과 함께", goals("꽃밭", 41))
    assert {chain[0] for chain in chains(read_as(form, tmp_path, CHAPTER, *lines, *again))} == {
        "마을숲 조성",
        "꽃길 가꾸기",
    }

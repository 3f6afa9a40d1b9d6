"""The particle behind a word is the one that a reader hears, and both where nobody can tell."""

from __future__ import annotations

import pytest

from plan.particles import particle, sentence, without_words


@pytest.mark.parametrize(
    ("word", "pair", "right"),
    [
        ("예산", "이/가", "이"),
        ("목표", "이/가", "가"),
        ("서울", "으로/로", "로"),
        ("부산", "으로/로", "으로"),
        ("대구", "으로/로", "로"),
        ("교육감", "과/와", "과"),
        ("96", "이/가", "이"),  # 구십육
        ("77", "을/를", "을"),  # 칠십칠
        ("3,000", "은/는", "은"),  # 삼천
        ("2", "이/가", "가"),
        ("1,001", "으로/로", "로"),  # 천일
        ("12%", "이/가", "가"),  # 퍼센트
        ("‘5개소’", "이/가", "가"),
        ("수(건)", "이/가", "이"),
        ("PDF", "이/가", "이(가)"),
        ("A", "과/와", "과(와)"),
        ("", "으로/로", "(으)로"),
        ("-", "은/는", "은(는)"),
    ],
)
def test_the_particle_fits_the_sound(word: str, pair: str, right: str) -> None:
    assert particle(word, pair) == right


def test_a_sentence_is_filled_in_once() -> None:
    assert sentence("'{a}'{a:이/가} {b}", a="{b}", b="5") == "'{b}'이(가) 5"
    assert sentence("{a:>4}|{{}}", a=7) == "   7|{}"


def test_a_list_of_sentences_shows_both() -> None:
    assert without_words("'{a}'{a:이/가} {b}{b:으로/로}") == "'{a}'이(가) {b}(으)로"

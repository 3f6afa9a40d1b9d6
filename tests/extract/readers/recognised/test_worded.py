"""Words that one engine alone knows: codes with a number in a ring, rings, and Latin words among Hangul."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

np = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")
pytest.importorskip("onnxruntime")

from extract.readers.recognised import worded as module  # noqa: E402 - needs what is looked for above
from extract.readers.recognised.engines.digits import Recognised  # noqa: E402
from extract.readers.recognised.engines.letters import Word  # noqa: E402
from extract.readers.recognised.worded import Line, Worded, worded  # noqa: E402

WIDE = 60  # pixels of a word


def _line(text: str, top: int, *, left: int = 100, in_table: bool = True, glyphs: int = 3, ring: bool = False) -> Line:
    """A line of words; each but the first is of so many strokes."""
    words = text.split()
    page = np.full((40, WIDE * len(words) + 20), 250, np.uint8)
    if ring:
        cv2.circle(page, (18, 20), 14, 20, 2)
        cv2.putText(page, "2", (13, 26), cv2.FONT_HERSHEY_SIMPLEX, 0.5, 20, 1)
    for at in range(1, len(words)):
        for stroke in range(glyphs):
            cv2.rectangle(page, (WIDE * at + 5 + 14 * stroke, 6), (WIDE * at + 13 + 14 * stroke, 34), 20, -1)
    own = [Word(word, WIDE * at + 4, WIDE * at + 50, 0.8) for at, word in enumerate(words)]
    return Line(page, own, in_table, left, top)


def _read(lines: Sequence[Line], monkeypatch: pytest.MonkeyPatch, *found: tuple[str, float]) -> list[Worded]:
    answers = [Recognised(text, sure) for text, sure in found]

    def recognised(crops: Sequence[object]) -> list[Recognised]:
        assert len(crops) == len(answers)
        return answers

    monkeypatch.setattr(module, "recognised", recognised)
    return worded(lines)


def _text(one: Worded) -> str:
    return " ".join(word.text for word in one.words)


def test_a_number_in_a_ring_behind_a_code_is_the_first_engine_s(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = _read([_line("3-2-(2) 가람길 정비", 0)], monkeypatch, ("3-2-②", 0.9))
    assert _text(one) == "3-2-② 가람길 정비" and one.is_code, "both see a 2"


def test_one_that_the_second_does_not_see_goes_on_from_the_one_above(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [_line("3-2-0) 가람길", 0), _line("3-2-@) 나루터", 50), _line("3-2-@9) 다솜관", 100)]
    read = _read(lines, monkeypatch, ("3-2-①", 0.9), ("3-2-②", 0.9), ("3-2-③", 0.9))
    assert [one.is_code for one in read] == [True, True, True]


def test_one_that_goes_on_from_nothing_is_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [_line("3-2-(1) 가람길", 0), _line("3-2-@) 나루터", 50), _line("3-2-(3) 다솜관", 100)]
    read = _read(lines, monkeypatch, ("3-2-①", 0.9), ("3-2-⑤", 0.9), ("3-2-③", 0.9))
    assert [one.is_code for one in read] == [True, False, True]


@pytest.mark.parametrize("found", ["3-1-②", "2-②", "-②", "3-2-", "3-2-③①"])
def test_a_code_that_begins_otherwise_stays_and_is_in_doubt(found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = _read([_line("3-2-(2) 가람길", 0)], monkeypatch, (found, 0.9))
    assert _text(one) == "3-2-(2) 가람길" and one.is_code is False


def test_two_plain_codes_that_differ_are_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = _read([_line("3-2-7 가람길", 0, in_table=False)], monkeypatch, ("3-2-1", 0.9))
    assert _text(one) == "3-2-7 가람길" and one.is_code is False


def test_a_ring_before_a_heading_is_read_and_what_was_read_for_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = _read([_line("(2 가람길 정비", 0, in_table=False, ring=True)], monkeypatch, ("②", 0.9))
    assert _text(one) == "② 가람길 정비" and one.is_code


def test_a_ring_of_which_the_first_engine_is_not_sure_stays_as_it_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = _read([_line("(2 가람길 정비", 0, in_table=False, ring=True)], monkeypatch, ("②", 0.3))
    assert _text(one) == "(2 가람길 정비" and one.is_code is None


@pytest.mark.parametrize(
    ("found", "sure", "glyphs", "text"),
    [
        ("SNS", 0.99, 3, "시 SNS 운영"),
        ("SNS", 0.9, 3, "시 55 운영"),
        ("SNS", 0.99, 2, "시 55 운영"),
        ("10CH", 0.99, 4, "시 55 운영"),
    ],
)
def test_a_latin_word_is_taken_where_it_is_certain_and_fits_the_ink(
    found: str, sure: float, glyphs: int, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = _read([_line("시 55 운영", 0, glyphs=glyphs)], monkeypatch, (found, sure))
    assert _text(one) == text

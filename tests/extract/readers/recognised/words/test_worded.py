"""Words that one engine alone knows: codes with a number in a ring, rings, and Latin words among Hangul."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

np = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")
pytest.importorskip("onnxruntime")

from extract.readers.recognised.engines.digits import Recognised  # noqa: E402
from extract.readers.recognised.engines.letters import Word  # noqa: E402
from extract.readers.recognised.words import worded as module  # noqa: E402 - needs what is looked for above
from extract.readers.recognised.words.worded import Line, Worded, worded  # noqa: E402

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


def test_a_ring_of_whose_number_the_first_engine_is_not_sure_is_a_bullet(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = _read([_line("얀 가람길 정비", 0, in_table=False, ring=True)], monkeypatch, ("外", 0.3))
    assert _text(one) == "○ 가람길 정비" and one.is_code is None, "no syllable is made of a ring (㉮)"


def test_a_number_in_a_ring_that_both_engines_see_needs_no_certainty(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = _read([_line("(6) 가람길 정비", 0, in_table=False, ring=True)], monkeypatch, ("6", 0.5))
    assert _text(one) == "⑥ 가람길 정비" and one.is_code


def test_a_number_of_two_digits_in_a_ring_goes_on_from_the_one_above(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [_line("3-2-9 가람길", 0), _line("3-2-00 나루터", 50), _line("3-2-01 다솜관", 100)]
    read = _read(lines, monkeypatch, ("3-2-9", 0.9), ("3-2-⑩", 0.9), ("3-2-11", 0.5))
    assert [_text(one) for one in read] == ["3-2-9 가람길", "3-2-⑩ 나루터", "3-2-11 다솜관"]
    assert [one.is_code for one in read] == [True, True, True], "the second engine reads a naught for a ring"


def test_a_number_of_two_digits_alone_is_in_doubt_and_never_naught(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = _read([_line("3-2-01 다솜관", 0, in_table=False)], monkeypatch, ("3-2-11", 0.9))
    assert _text(one) == "3-2-11 다솜관" and one.is_code is False


def test_the_next_task_begins_its_own_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [_line("3-2-(1) 가람길", 0), _line("3-3-@ 나루터", 50), _line("3-2-@ 다솜관", 100)]
    read = _read(lines, monkeypatch, ("3-2-①", 0.9), ("3-3-①", 0.9), ("3-2-③", 0.9))
    assert [one.is_code for one in read] == [True, True, False]


@pytest.mark.parametrize("in_table", [True, False])
def test_a_code_of_two_parts_is_told_from_a_date_by_its_ring(in_table: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    (ringed,) = _read([_line("3-(1) 가람길", 0, in_table=in_table)], monkeypatch, ("3-①", 0.9))
    assert _text(ringed) == "3-① 가람길" and ringed.is_code
    (bracketed,) = _read([_line("3-(1) 가람길", 0, in_table=in_table)], monkeypatch, ("3-1", 0.9))
    assert _text(bracketed) == "3-(1) 가람길" and bracketed.is_code is None


def test_a_code_read_together_with_the_word_behind_it_is_parted_at_the_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    line = _latin_line("3-2-(2)55 가람길 운영", 3)
    line = line._replace(words=[Word("3-2-(2)55", 4, 90, 0.8), Word("운영", 124, 172, 0.8)])
    (one,) = _read([line], monkeypatch, ("3-2-②", 0.9), ("SNS", 0.99))
    assert [word.text for word in one.words][:2] == ["3-2-②", "SNS"]


@pytest.mark.parametrize(("found", "text"), [("①+②", "①+② 건수"), ("(1)+2", "02+@@) 건수")])
def test_several_rings_before_a_name_are_the_first_engine_s(
    found: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = _read([_line("02+@@) 건수", 0)], monkeypatch, (found, 0.95))
    assert _text(one) == text


@pytest.mark.parametrize(
    ("printed", "found", "sure", "glyphs", "text"),
    [
        ("시 55 운영", "SNS", 0.99, 3, "시 SNS 운영"),
        ("시 55 운영", "SNS", 0.8, 3, "시 55 운영"),
        ("시 55 운영", "SNS", 0.99, 2, "시 55 운영"),
        ("시 06714 운영", "CCTV", 0.99, 3, "시 CCTV 운영"),  # two letters touch
        ("시 101 운영", "loT", 0.5, 3, "시 IoT 운영"),
        ("시 56 운영", "5G", 0.99, 2, "시 5G 운영"),
        ("시 56 운영", "5G", 0.9, 2, "시 56 운영"),
        ("시 10 운영", "lO", 0.99, 2, "시 10 운영"),
        ("시 ㅁ00 운영", "K-POP", 0.99, 5, "시 K-POP 운영"),
        ("시 씨 운영", "AI", 0.9, 2, "시 AI 운영"),
    ],
)
def test_a_latin_word_is_taken_where_it_is_certain_and_fits_the_ink(
    printed: str, found: str, sure: float, glyphs: int, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = _read([_latin_line(printed, glyphs)], monkeypatch, (found, sure))
    assert _text(one) == text


def test_a_syllable_as_high_as_its_line_is_no_latin_word(monkeypatch: pytest.MonkeyPatch) -> None:
    line = _latin_line("시 내 운영", 2)
    line.pixels[2:38, 70:72] = 20
    (one,) = _read([line], monkeypatch)
    assert _text(one) == "시 내 운영", "the first engine would read LH"


def _latin_line(text: str, glyphs: int) -> Line:
    """A line of three words of which the second has strokes as low as Latin letters."""
    line = _line(text, 0, in_table=False)
    line.pixels[:] = 250
    for left, right in ((4, 12), (14, 46), (124, 134), (136, 172)):
        cv2.rectangle(line.pixels, (left, 2), (right, 37), 20, -1)
    for at in range(glyphs):
        cv2.rectangle(line.pixels, (66 + 9 * at, 8), (71 + 9 * at, 34), 20, -1)
    return line


@pytest.mark.parametrize("found", ["1-1", "1", "1-1-1-1"])
def test_a_part_of_a_code_is_not_the_code(found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [_line("1-1-1 가람길 정비", 0, in_table=False), _line("1-1-2 나루터 운영", 50, in_table=False)]
    read = _read(lines, monkeypatch, (found, 0.99), ("1-1-2", 0.99))
    assert [_text(one).split()[0] for one in read] == ["1-1-1", "1-1-2"]
    assert [one.is_code for one in read] == [False, True]


def test_a_code_of_narrow_digits_is_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    page = np.full((40, 300), 250, np.uint8)
    for left in (10, 34, 58, 82, 106):  # blanks as wide as between words
        cv2.rectangle(page, (left, 8), (left + 4, 34), 20, -1)
    shown = []

    def recognised(crops: Sequence[object]) -> list[Recognised]:
        shown.extend(crop.shape[1] for crop in crops)  # type: ignore[attr-defined]
        return [Recognised("1-1-1", 0.99) for _ in crops]

    monkeypatch.setattr(module, "recognised", recognised)
    (one,) = worded([Line(page, [Word("1-1-1", 8, 112, 0.9), Word("가람길", 150, 280, 0.9)], False, 100, 0)])
    assert one.is_code and _text(one) == "1-1-1 가람길" and shown[0] >= 104

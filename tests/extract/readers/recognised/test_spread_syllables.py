"""Syllables that are spread over a cell are shown to the engine close together, and taken where it sees no more."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")

from extract.readers.recognised.engines import words as second  # noqa: E402 - needs what is looked for above
from extract.readers.recognised.engines.letters import Word  # noqa: E402
from extract.readers.recognised.picture import closed  # noqa: E402

HIGH, SYLLABLE = 30, 26  # pixels


def _line(*lefts: int) -> object:
    """A line with a square for each syllable."""
    page = np.full((HIGH, lefts[-1] + SYLLABLE + 4), 250, np.uint8)
    for left in lefts:
        cv2.rectangle(page, (left, 3), (left + SYLLABLE, HIGH - 4), 20, 3)
    return page


def test_wide_blanks_are_closed_and_narrow_ones_are_not() -> None:
    found = closed(_line(2, 100))
    assert found is not None and found.parts == 2
    assert found.pixels.shape[1] < 80 and found.columns[-1] == 129
    assert closed(_line(2, 40)) is None


@pytest.mark.parametrize(
    ("read", "text"),
    [("국비", "국비"), ("국 비", "국비"), ("국9비", "whole"), ("국", "whole"), ("", "whole"), ("ㅁㅁ", "whole")],
)
def test_what_is_read_of_them_close_together_is_taken_where_it_is_syllables(
    read: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def words_in(line: object, _: int) -> list[Word]:
        wide = line.shape[1]  # type: ignore[attr-defined]
        said = read if wide < 100 else "whole"
        return [Word(word, 2 + 38 * at, 28 + 38 * at, 0.9) for at, word in enumerate(said.split())]

    monkeypatch.setattr(second, "words_in", words_in)
    words = second.words_of(_line(2, 100), 2.8, in_table=True)
    assert "".join(word.text for word in words) == text
    if read == "국 비":
        assert [word.left for word in words] == [2, words[1].left] and words[1].left > 80, "where it stands in the cell"


def test_a_line_outside_of_tables_is_read_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "words_in", lambda line, _: [Word(str(line.shape[1]), 0, 9, 0.9)])
    assert [word.text for word in second.words_of(_line(2, 100), 2.8, in_table=False)] == ["130"]

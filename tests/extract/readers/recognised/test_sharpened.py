"""A number that one engine alone is sure of is shown to the other sharpened, and believed where both sizes say it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("cv2")
pytest.importorskip("onnxruntime")
pytest.importorskip("tesserocr")

from extract.readers.page.content import PageWord  # noqa: E402 - needs what is looked for above
from extract.readers.recognised import printed  # noqa: E402
from extract.readers.recognised.engines.digits import Recognised  # noqa: E402
from extract.readers.recognised.glyphs import Blob  # noqa: E402

DIGITS = [Blob(6 + 20 * at, 6, 20 + 20 * at, 26) for at in range(2)]


def said(monkeypatch: pytest.MonkeyPatch, *texts: str) -> list[str]:
    """What the second engine says of each look that it is given, in turn; what is left at the end it was not asked."""
    left = list(texts)

    def words(*_: object) -> Iterator[PageWord]:
        return iter([PageWord(left.pop(0), 0.0, 0.0, 10.0, 10.0, 10.0)])

    monkeypatch.setattr(printed, "words_in", words)
    return left


def doubt(monkeypatch: pytest.MonkeyPatch, sure: float) -> str | None:
    """The doubt of a ``71`` of which the first engine is so sure, beside a second look at it."""
    line = printed.InkLine(np.full((32, 50), 255, np.uint8), Blob(0, 0, 50, 32), in_table=True)
    monkeypatch.setattr(printed, "_part", lambda _: line.pixels)
    asked = printed._Asked(line, (), "71", (DIGITS, DIGITS, DIGITS))
    return printed._doubt_again(asked, Recognised("71", sure), [DIGITS, DIGITS, DIGITS], 2.0)


def test_both_sizes_that_say_the_number_make_it_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, "기", "71", "71")
    assert doubt(monkeypatch, 0.99) is None


@pytest.mark.parametrize("sizes", [("71", "77"), ("11", "71"), ("기", "71"), ("77", "77")])
def test_sizes_that_differ_from_it_leave_the_doubt(sizes: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, "기", *sizes)
    assert doubt(monkeypatch, 0.99) == "one-engine"


def test_it_is_not_shown_sharpened_where_the_first_engine_is_not_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    left = said(monkeypatch, "기", "71", "71")
    assert doubt(monkeypatch, 0.9)
    assert left == ["71", "71"]

"""Whether a recognised number is believed: rules that must all agree, each with a name that is kept with the result."""

from __future__ import annotations

from collections.abc import Sequence

from extract.readers.recognised.glyphs import Blob, fits, has_commas
from extract.readers.recognised.scanned import NumberDoubt
from plan.patterns import lazy_pattern
from plan.script import DASHES, QUOTES, TILDES

SURE = 0.6  # the least certainty of a character, of 1; below it an engine has guessed

ONE_QUOTE, ONE_TILDE, ONE_DASH = QUOTES[1], TILDES[0], "-"  # of the marks that engines tell apart in their own ways
PLAIN = str.maketrans(
    {mark: one for marks, one in ((QUOTES, ONE_QUOTE), (TILDES, ONE_TILDE), (DASHES, ONE_DASH)) for mark in marks}
)
NUMBER = lazy_pattern(
    rf"\(?-?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?%?\)?|[{ONE_QUOTE}]\d\d|(?:19|20)\d\d~(?:19|20)\d\d"
)
QUOTED = lazy_pattern(rf"{ONE_QUOTE}+")
THREE_DECIMALS = lazy_pattern(r"\.\d{3}(?!\d)")
SAID: dict[NumberDoubt, tuple[str, str]] = {
    "no-number": (
        "그림에서 읽은 것이 온전한 수가 아닙니다",
        "What was recognised in the picture is no whole number",
    ),
    "three-decimals": (
        "소수점 아래가 꼭 세 자리여서 천 단위 쉼표를 잘못 읽은 것일 수 있습니다",
        "It has exactly three decimals, which may be a comma misread as a point",
    ),
    "other-ink": (
        "그림에 찍힌 글자의 수나 모양이 읽은 것과 맞지 않습니다",
        "The glyphs in the picture are not as many, as wide or as high as what was read",
    ),
    "one-engine": (
        "두 인식기가 같은 수로 읽지 않았습니다",
        "The two engines did not read the same number",
    ),
    "cut-off": (
        "글자가 칸의 선에 닿아 잘렸을 수 있습니다",
        "It touches a rule of its cell, and a character may be cut off",
    ),
    "red-ink": (
        "빨간 도장이나 펜 자국이 닿아 있습니다",
        "Red ink of a stamp or a pen touches it",
    ),
    "ink": (
        "색이 있는 펜이나 도장 자국 또는 얼룩이 닿아 있습니다",
        "Ink in colour of a pen or a stamp, or a stain, touches it",
    ),
    "struck": ("빨간 줄이 그어진 글자입니다", "It is struck out in red"),
    "struck-ink": ("색 펜으로 줄이 그어진 글자입니다", "It is struck out by a pen in colour"),
    "unsure": ("인식기가 글자를 확실히 알아보지 못했습니다", "The engine was not sure of a character"),
}


def plain(text: str) -> str:
    """A recognised text without white space, with one mark for all that look alike; a quote never stands twice."""
    return QUOTED.sub(ONE_QUOTE, "".join(text.split()).translate(PLAIN))


def is_number(text: str) -> bool:
    """Whether a text is a number alone, printed as numbers are: its thousands parted by commas or not at all."""
    return NUMBER.fullmatch(text) is not None


def doubt_of(text: str, sure: float, seen: Sequence[Sequence[Blob]], other: str) -> NumberDoubt | None:
    """The first rule by which a number is not believed; ``other`` is what the second engine has read.

    ``seen`` are its glyphs as they part in fainter and in darker ink: blurred print sticks together, thin print breaks.
    All must agree: the grammar of numbers, the ink, the certainty of the engine, and the second engine. Where the
    engines differ in commas and points alone, the ink decides: a comma goes below the line.
    """
    if not is_number(text):
        return "no-number"
    if THREE_DECIMALS.search(text):
        return "three-decimals"
    fitting = [glyphs for glyphs in seen if fits(text, glyphs)]
    if not fitting:
        return "other-ink"
    if text != other and not (_but_for_commas(text, other) and has_commas(text, fitting[0])):
        return "one-engine"
    return "unsure" if sure < SURE else None


def _but_for_commas(text: str, other: str) -> bool:
    """Whether two readings differ only in that one has points for commas, or has not seen some."""
    return text.replace(".", ",") == other.replace(".", ",") or (
        "." not in text and text.replace(",", "") == other.replace(",", "").replace(".", "")
    )


def number_before(text: str) -> tuple[str, str]:
    """The number that a text begins with, and the rest of it; the first is empty where it begins with none."""
    found = NUMBER.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)

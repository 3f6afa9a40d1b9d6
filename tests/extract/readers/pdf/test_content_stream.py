"""Content streams: what is written plainly is read as pdfminer reads it, and anything else is left to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import PSKeyword, PSLiteral, literal_name

from extract.readers.pdf.engines.content_stream import Operation, read_operations
from extract.readers.pdf.engines.plumber_device import OPERATORS
from tests.conftest import ROOT, SHARED

DOCUMENTS = [
    *sorted((ROOT / "fixtures").glob("*/plan.pdf")),
    *sorted((ROOT / "fixtures" / "shapes").glob("*/document.pdf")),
    SHARED / "corpus" / "docs" / "molit-jeonse-loan.pdf",
    SHARED / "corpus" / "docs" / "seoul-youth-office-2026.pdf",
]
PAGES = 12  # of each document


def by_pdfminer(content: bytes) -> Iterator[Operation]:
    """The wanted operations of a stream as pdfminer's parser and stack give them, operands written as ours are."""
    parser = PDFContentParser([PDFStream({}, content)])
    operands: list[Any] = []
    while True:
        try:
            _, found = parser.nextobject()
        except PSEOF:
            return
        if not isinstance(found, PSKeyword):
            operands.append(_as_ours(found))
            continue
        if found.name in OPERATORS:
            yield found.name, operands
        operands = []


def _as_ours(operand: Any) -> Any:
    if isinstance(operand, PSLiteral):
        return literal_name(operand)
    if isinstance(operand, list):
        return [_as_ours(part) for part in operand]
    return float(operand) if isinstance(operand, int) else operand


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_pages_are_read_as_pdfminer_reads_them(path: Path) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages[:PAGES]:
            content = b"\n".join(stream_value(stream).get_data() for stream in page.page_obj.contents)
            assert read_operations(content, OPERATORS) == list(by_pdfminer(content))


@pytest.mark.parametrize(
    ("content", "operations"),
    [
        (b"1 0 0 1 -.5 +20. cm", [(b"cm", [1, 0, 0, 1, -0.5, 20])]),
        (b"1 w/F1 12 Tf(a)Tj", [(b"Tf", ["F1", 12]), (b"Tj", [b"a"])]),
        (b"[(2)-100<30>]TJ T*(b)'", [(b"TJ", [[b"2", -100, b"0"]]), (b"T*", []), (b"'", [b"b"])]),
        (rb"(a\(\051\\\12\d(b(c)) Tj", None),
        (rb"(a\(\051\\\12(b)) Tj", [(b"Tj", [b"a()\\\n(b)"])]),
        (rb"(\461\60) Tj", [(b"Tj", [b"10"])]),  # of 461 octal the last eight bits
        (b"/Span << /ActualText (90) >> BDC (20) Tj EMC % (1) Tj\n(2) Tj", [(b"Tj", [b"20"]), (b"Tj", [b"2"])]),
        (b"1 2 3 rg 5 6 m", [(b"m", [5, 6])]),
        (b"", []),
        (b"(1) Tj BI /W 1 ID x EI", None),
        (b"1-2 3 m", None),
        (b"<123> Tj", None),
        (b"<3 0> Tj", None),
        (b"(1 Tj", None),
        (b"[(1) Tj", None),
        (b"[(1)", None),
        (b"1\x002 m", None),
        (b"] Tj", None),
        (b"/F#31 1 Tf", None),
    ],
)
def test_what_is_plain_is_read_and_the_rest_is_not(content: bytes, operations: list[Operation] | None) -> None:
    assert read_operations(content, OPERATORS) == operations


SPACES = st.sampled_from([b" ", b"\n", b"\r\n", b"\t"])
OPERANDS = st.one_of(
    st.integers(-9999, 9999).map(lambda number: str(number).encode()),
    st.decimals(-999, 999, places=3).map(lambda number: str(number).encode()),
    st.binary(max_size=8).map(lambda string: b"<" + string.hex().encode() + b">"),
    st.text("abc ()\\", max_size=8).map(
        lambda text: b"(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode() + b")"
    ),
    st.sampled_from([b"/F1", b"/P", b"[(1) -2 (3)]", b"[]"]),
)
WORDS = st.one_of(OPERANDS, st.sampled_from(sorted({*OPERATORS, b"rg", b"gs", b"BMC"})))


@given(st.lists(st.tuples(WORDS, SPACES)))
def test_any_plain_content_is_read_as_pdfminer_reads_it(parts: list[tuple[bytes, bytes]]) -> None:
    content = b"".join(word + space for word, space in parts)
    assert read_operations(content, OPERATORS) == list(by_pdfminer(content))

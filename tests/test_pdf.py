"""PDF pages: what a page with a broken text layer becomes, and what stands beside it."""

from __future__ import annotations

from pathlib import Path

from gongpyo.pipeline import read_plan

GARBLED = b"BT /F2 12 Tf 72 700 Td <0041004200430044004500460047> Tj ET"
CELLS = [("Item", "2024", "2025"), ("A", "10", "20"), ("B", "30", "40")]
WIDTH, HEIGHT, LEFT, TOP = 100, 24, 72, 700


def _table() -> bytes:
    """Page content: a ruled table of three rows and columns."""
    lines = [f"{LEFT} {TOP - HEIGHT * row} m {LEFT + 3 * WIDTH} {TOP - HEIGHT * row} l S" for row in range(4)]
    lines += [f"{LEFT + WIDTH * column} {TOP} m {LEFT + WIDTH * column} {TOP - 3 * HEIGHT} l S" for column in range(4)]
    lines += [
        f"BT /F1 10 Tf {LEFT + WIDTH * column + 6} {TOP - HEIGHT * row - 16} Td ({text}) Tj ET"
        for row, texts in enumerate(CELLS)
        for column, text in enumerate(texts)
    ]
    return "\n".join(lines).encode()


def _pdf(*pages: bytes) -> bytes:
    """A PDF of these page contents: F1 is Helvetica, F2 a font whose codes nothing maps to characters."""
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: b"<< /Type /Font /Subtype /Type0 /BaseFont /Lost /Encoding /Identity-H /DescendantFonts [5 0 R] >>",
        5: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Lost /FontDescriptor 6 0 R /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        6: b"<< /Type /FontDescriptor /FontName /Lost /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0"
        b" /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
    }
    for number, content in enumerate(pages):
        page, stream = 10 + 2 * number, 11 + 2 * number
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R"
            " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        ).encode()
        objects[stream] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    body = b"%PDF-1.4\n"
    offsets = {}
    for number, data in objects.items():
        offsets[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table = b"".join(
        b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
        for number in range(max(objects) + 1)
    )
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, len(body))
    return body + b"xref\n0 %d\n" % (max(objects) + 1) + table + trailer


def test_a_garbled_page_is_a_finding_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(_pdf(GARBLED, _table()))
    plan = read_plan(path)
    (damaged,) = [found for found in plan.findings if found.rule == "source-damaged"]
    assert damaged.severity == "error"
    assert [place.page for place in damaged.places] == [1]
    assert [(o.year, o.value, o.place.page) for o in plan.observations] == [
        (2024, 10, 2),
        (2025, 20, 2),
        (2024, 30, 2),
        (2025, 40, 2),
    ]


def test_a_value_carries_the_box_that_it_is_printed_in(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(_pdf(_table()))
    (first, *_) = read_plan(path).observations
    assert first.place.box == (172.0, 166.0, 272.0, 190.0)  # second column and second row, from the top left corner

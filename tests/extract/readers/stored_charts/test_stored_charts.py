"""Planned figures in chart objects of HWPX and HWP are told as those of a PDF; what is past, or no chart, is not."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.readers.compound.compound_file import CompoundFile
from extract.readers.stored_charts.chart_part import years_of_chart
from fixtures.make.compound_file import compound_file
from fixtures.make.document import Document, Paragraph, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwp_head import record
from fixtures.make.hwpx_file import hwpx_parts
from fixtures.make.zip_file import zip_file
from gongpyo.pipeline import read_plan
from plan.errors import PlanError
from plan.records.meaning import Finding, Plan

YEARS = ("2023", "2024", "2025", "2026", "2027")
GOALS = {"탐방객": ("62.299999999999997", "65", "1680", "69.1", "73.4")}
TOLD = "2023년 62.3, 2024년 65, 2025년 1,680, 2026년 69.1, 2027년 73.4"
TABLE = (("구분", "2025", "2026", "2027"), ("탐방객(명)", "4,310", "5,220", "6,130"))
FORMATS = ("hwpx", "hwp")


def _points(values: Sequence[str]) -> str:
    return "".join(f'<c:pt idx="{number}"><c:v>{value}</c:v></c:pt>' for number, value in enumerate(values))


def _chart(rows: dict[str, Sequence[str]], labels: Sequence[str] = YEARS, code: str = "General") -> bytes:
    """A chart part with a series for each row."""
    series = "".join(
        f"<c:ser><c:tx><c:strRef><c:strCache>{_points([name])}</c:strCache></c:strRef></c:tx>"
        f"<c:cat><c:strRef><c:strCache>{_points(labels)}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:numCache><c:formatCode>{code}</c:formatCode>{_points(values)}</c:numCache></c:numRef>"
        "</c:val></c:ser>"
        for name, values in rows.items()
    )
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><c:chartSpace xmlns:c="{space}"><c:chart><c:plotArea><c:barChart>'
        f"{series}</c:barChart></c:plotArea></c:chart></c:chartSpace>"
    ).encode()


def _document(*, table: bool = True) -> Document:
    lines = [Paragraph("푸른시 산림 계획(2025~2027)"), Paragraph("1-1 숲길 가꾸기"), Paragraph("□ 연차별 목표")]
    return Document("숲", ((*lines, *([grid(TABLE, (40, 30, 30, 30))] if table else []), Paragraph("끝")),))


def _hwpx(document: Document, charts: Sequence[bytes]) -> bytes:
    parts: dict[str, bytes | str] = {**hwpx_parts(document)}
    shown = ""
    for number, chart in enumerate(charts, 1):
        parts[f"Chart/chart{number}.xml"] = chart
        shown += (
            '<hp:p><hp:run><hp:switch><hp:case hp:required-namespace="chart">'
            f'<hp:chart chartIDRef="Chart/chart{number}.xml"/></hp:case><hp:default><hp:ole/></hp:default></hp:switch>'
            "</hp:run></hp:p>"
        )
    section = str(parts["Contents/section0.xml"])
    parts["Contents/section0.xml"] = section.replace("</hs:sec>", f"{shown}</hs:sec>")
    return zip_file(parts, stored=("mimetype",))


def _packed(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush() + struct.pack("<II", zlib.crc32(data), len(data))


def _shown(number: int) -> bytes:
    """A paragraph that shows an OLE object."""
    text = struct.pack("<H", 11) + b" osg" + bytes(8) + struct.pack("<H", 11) + "\r".encode("utf-16-le")
    header = struct.pack("<IIHBBHHHIH", len(text) // 2, 1 << 11, 0, 0, 0, 1, 0, 0, 0x20000 + number, 0)
    shapes = struct.pack("<II", 0, 0)
    ole = struct.pack("<IiiHIII", 1, 7200, 7200, number, 0, 0, 0)
    return b"".join(
        (
            record(0x42, 0, header), record(0x43, 1, text), record(0x44, 1, shapes),
            record(0x47, 1, b" osg" + bytes(42)), record(0x4C, 2, bytes(40)), record(0x54, 3, ole),
        )
    )  # fmt: skip


def _hwp(document: Document, charts: Sequence[bytes]) -> bytes:
    file = CompoundFile(hwp_file(document), Path("plan.hwp"))
    streams = {name: file.read(name) for name in file.names}
    info, body = (zlib.decompress(streams[name], -15) for name in ("DocInfo", "BodyText/Section0"))
    for number, chart in enumerate(charts, 1):
        info += record(0x12, 1, struct.pack("<HHH", 2, number + 4, 3) + "OLE".encode("utf-16-le"))
        body += _shown(number)
        inner = compound_file({"Contents": b"VtChart", "OOXMLChartContents": chart})
        streams[f"BinData/BIN{number + 4:04X}.OLE"] = _packed(len(inner).to_bytes(4, "little") + inner)
    return compound_file(streams | {"DocInfo": _packed(info), "BodyText/Section0": _packed(body)})


def _plan(folder: Path, form: str, *charts: bytes, table: bool = True) -> Plan:
    path = folder / f"숲.{form}"
    path.write_bytes({"hwpx": _hwpx, "hwp": _hwp}[form](_document(table=table), charts))
    return read_plan(path)


def _notes(plan: Plan) -> list[Finding]:
    return [found for found in plan.findings if found.rule == "planned-in-chart"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_stored_chart_of_planned_figures_is_told_and_nothing_of_it_is_published(form: str, tmp_path: Path) -> None:
    plan = _plan(tmp_path, form, _chart(GOALS))
    (note,) = _notes(plan)
    assert note.severity == "info" and TOLD in note.message
    assert [place.paragraph is not None for place in note.places] == [True]
    assert [o.printed for o in plan.observations] == ["4,310", "5,220", "6,130"]
    assert [found.rule for found in plan.findings] == ["planned-in-chart"]


@pytest.mark.parametrize("form", FORMATS)
def test_all_stored_charts_are_one_note_with_their_number(form: str, tmp_path: Path) -> None:
    (note,) = _notes(_plan(tmp_path, form, _chart(GOALS), _chart(GOALS | {"체험객": ("1", "2", "3", "4", "5")})))
    assert "이런 그림이 2개 더 있습니다" in note.message and "()" not in note.message


@pytest.mark.parametrize("form", FORMATS)
def test_a_document_of_stored_charts_alone_is_refused_and_says_so(form: str, tmp_path: Path) -> None:
    with pytest.raises(PlanError, match=r"chart of '2023년 62\.3"):
        _plan(tmp_path, form, _chart(GOALS), table=False)


HEALTHY = {
    "of what is past": _chart({"탐방객": ("1", "2", "3")}, ("2022", "2023", "2024")),
    "of the row of the table": _chart({"탐방객": ("4310", "5220", "6130")}, YEARS[2:]),
    "of shares": _chart({"비율": ("30", "50", "20")}, ("숲길", "쉼터", "안내판")),
    "of two years": _chart({"탐방객": ("30", "50")}, ("2026", "2027")),
    "with a document type": _chart(GOALS).replace(b"<c:chartSpace", b"<!DOCTYPE c [<!ENTITY a 'b'>]><c:chartSpace"),
    "that is cut": _chart(GOALS)[:-30],
    "that is empty": b"",
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("chart", [key for key in HEALTHY if key != "with a document type"])
def test_a_stored_chart_that_shows_no_plan_is_not_told(chart: str, form: str, tmp_path: Path) -> None:
    assert not _plan(tmp_path, form, HEALTHY[chart]).findings


def test_a_chart_part_with_a_document_type_says_nothing() -> None:
    assert years_of_chart(HEALTHY["with a document type"]) == []


def test_a_chart_whose_series_are_years_is_read_by_its_points() -> None:
    chart = _chart({f"’{year[2:]}년": ("3", str(number)) for number, year in enumerate(YEARS)}, ("숲길", "쉼터"))
    assert years_of_chart(chart)[1] == "2023년 0, 2024년 1, 2025년 2, 2026년 3, 2027년 4"


def test_stored_shares_are_said_as_they_are_printed() -> None:
    chart = _chart({"비율": ("0.25", "0.5", "", "1e99", "0.755")}, code="0.0%")
    assert years_of_chart(chart) == ["2023년 25%, 2024년 50%, 2027년 75.5%"]

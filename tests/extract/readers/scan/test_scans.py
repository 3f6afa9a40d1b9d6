"""Pages that are pictures: what is recognised and confirmed is published with a mark, all else is a finding."""

from __future__ import annotations

import importlib
import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter

from extract.readers.limits import Limits
from gongpyo.pipeline import convert, read_plan
from plan.errors import PlanError
from plan.records.meaning import Plan
from tests.extract.readers.scan.drawn_pages import ROWS, as_image, as_pdf, needs_engines, page, with_open_table


def _plan(data: bytes, folder: Path, name: str = "scan.pdf") -> Plan:
    path = folder / name
    path.write_bytes(data)
    return read_plan(path)


def _values(plan: Plan) -> dict[tuple[str, int | None], str]:
    return {(one.measure, one.year): str(one.value) for one in plan.observations if one.value is not None}


def _printed(rows: tuple[tuple[str, ...], ...] = ROWS) -> dict[tuple[str, int | None], str]:
    years = (None, 2024, 2025, 2026)
    pairs = zip(("target", "budget"), rows, strict=True)
    return {
        (measure, year): text.replace(",", "")
        for measure, row in pairs
        for year, text in zip(years, row[1:], strict=True)
    }


@needs_engines
@pytest.mark.parametrize("angle", [0.0, 1.5, 180.0])
def test_a_scanned_table_is_read_askew_and_upside_down(angle: float, tmp_path: Path) -> None:
    plan = _plan(as_pdf(page(angle=angle)), tmp_path)
    found = _values(plan)
    assert found and found.items() <= _printed().items(), "what is published is what is printed"
    assert len(found) >= 7
    assert all("ocr" in one.flags for one in (*plan.observations, *plan.programs, *plan.indicators))
    (told,) = [part for part in plan.damage if part.rule == "recognised"]
    assert ("upside down" in told.reason_en) == (angle == 180.0)
    unnamed = {(one.program_no, one.places[0].page) for one in plan.findings if one.rule == "name-not-recognised"}
    assert unnamed == {("P1", 1), ("P1-1", 1)}, "the page says the code of the programme alone"


@needs_engines
@pytest.mark.parametrize(("form", "name"), [("TIFF", "scan.tif"), ("PNG", "scan.png"), ("JPEG", "scan.jpg")])
def test_image_files_are_read_as_a_pdf_of_them(form: str, name: str, tmp_path: Path) -> None:
    plan = _plan(as_image(form, page()), tmp_path, name)
    found = _values(plan)
    assert plan.source.format == "image" and plan.source.pages == 1
    assert len(found) >= 7 and found.items() <= _printed().items()


@needs_engines
def test_a_page_of_a_pdf_with_a_point_for_each_pixel_is_taken_for_a_sheet(tmp_path: Path) -> None:
    content = io.BytesIO()
    page().save(content, "PDF", resolution=72)
    plan = _plan(content.getvalue(), tmp_path)
    found = _values(plan)
    assert len(found) >= 7 and found.items() <= _printed().items()
    assert all(one.place.box and one.place.box[3] < 842 for one in plan.observations)


@needs_engines
def test_the_pages_of_a_tiff_are_pages(tmp_path: Path) -> None:
    second = page(
        (("체험 인원(명)", "50", "10", "15", "25"), ("예산(백만원)", "177", "17", "71", "89")), "1-1-2 버들못 교실"
    )
    plan = _plan(as_image("TIFF", page(), second), tmp_path, "scan.tif")
    assert {one.place.page for one in plan.observations} == {1, 2}
    (told,) = [found for found in plan.findings if found.rule == "recognised" and found.places[0].page == 1]
    assert told.severity == "warning"


@needs_engines
def test_a_number_with_three_decimals_is_left_out_and_told(tmp_path: Path) -> None:
    rows = (ROWS[0], ("예산(백만원)", "37.136", "9,284", "12,471", "15,381"))
    plan = _plan(as_pdf(page(rows)), tmp_path)
    assert ("budget", None) not in _values(plan)
    assert "not-recognised" in {part.rule for part in plan.damage}


@needs_engines
def test_a_word_behind_a_number_is_never_a_digit(tmp_path: Path) -> None:
    rows = (("이용 인원", "502명", "100명", "150명", "252명"), ROWS[1])
    found = {key: value for key, value in _values(_plan(as_pdf(page(rows)), tmp_path)).items() if key[0] == "target"}
    assert (
        found.items()
        <= {("target", None): "502", ("target", 2024): "100", ("target", 2025): "150", ("target", 2026): "252"}.items()
    )


@needs_engines
def test_numbers_close_to_a_rule_are_read_and_their_commas_with_them(tmp_path: Path) -> None:
    found = _values(_plan(as_pdf(page(beside=5)), tmp_path))
    assert len(found) >= 7 and found.items() <= _printed().items()


@needs_engines
def test_shares_several_numbers_in_a_cell_and_words_in_brackets_are_read(tmp_path: Path) -> None:
    rows = (
        ("참여율", "90%", "80%", "85%", "90%"),
        ("체험(명, 회)", "100명, 20회", "40명, 8회", "60명, 12회", "40명, 8회"),
    )
    plan = _plan(as_pdf(page((*rows, ("구독(만명)", "590(누계)", "140", "205", "245")))), tmp_path)
    printed = {one.printed.replace(" ", "") for one in plan.observations if one.value is not None}
    assert {"80%", "590(누계)", "140", "205", "245"} <= printed
    assert {"60명,12회", "40명,8회"} & printed and printed <= {
        text.replace(" ", "") for row in rows for text in row
    } | {
        "590(누계)",
        "140",
        "205",
        "245",
    }


@needs_engines
@pytest.mark.parametrize(
    "head", [("주요사업", "계", "’24년", "’25년", "’26년"), ("주요사업", "계", "2024년", "2025년", "2026년")]
)
def test_years_with_a_word_or_a_quote_are_years_of_a_head(head: tuple[str, ...], tmp_path: Path) -> None:
    found = _values(_plan(as_pdf(page(head=head)), tmp_path))
    assert len(found) >= 7 and found.items() <= _printed().items()


@needs_engines
def test_a_programme_with_a_code_that_both_engines_read_is_certain_and_another_is_marked(tmp_path: Path) -> None:
    coded, plain = (
        _plan(as_pdf(page(heading=heading)), tmp_path) for heading in ("1-1-1 가람길 정비", "□ 가람길 정비")
    )
    assert "가람길 정비" in {node.name for node in coded.programs}, "the box of the next line begins a section"
    assert {flag for one in coded.observations for flag in one.flags} == {"ocr"}
    assert all("ocr_program" in one.flags for one in plain.observations)


OPEN = (("숲길(km)", "14", "25", "36"), ("쉼터(개소)", "31", "42", "53"))


@needs_engines
def test_a_table_without_upright_rules_is_read_and_believed_as_others_are(tmp_path: Path) -> None:
    plan = _plan(as_pdf(with_open_table(page(), OPEN)), tmp_path)
    found = {(one.year, one.printed) for one in plan.observations if one.place.table == 1}
    assert found == {(2024 + at, row[1 + at]) for row in OPEN for at in range(3)}
    assert all("ocr" in one.flags for one in plan.observations)


@needs_engines
@pytest.mark.parametrize("name", ["scan.pdf", "scan.tif"])
def test_years_over_numbers_that_make_no_table_are_told(name: str, tmp_path: Path) -> None:
    image = with_open_table(page(), OPEN, shift=150)
    plan = _plan(as_pdf(image) if name.endswith("pdf") else as_image("TIFF", image), tmp_path, name)
    told = [found for found in plan.findings if found.rule == "table-not-understood"]
    assert len(told) == 2 + len(OPEN), "the table, and each of its lines, the head too, as rows of the one above"
    assert all(found.places[0].page == 1 for found in told)
    assert sum("2024" in found.message_en and "upright rules" in found.message_en for found in told) == 1
    assert not {"14", "25", "36"} & {one.printed for one in plan.observations}


@needs_engines
def test_an_empty_page_and_a_drawing_are_refused(tmp_path: Path) -> None:
    empty, drawn = Image.new("L", (1654, 2339), 255), Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(drawn)
    for at in range(40):
        pen.arc((200 + 20 * at, 300 + 30 * at, 700 + 9 * at, 500 + 40 * at), 20, 200 + at, fill=30, width=4)
    for image in (empty, drawn):
        with pytest.raises(PlanError) as refused:
            _plan(as_pdf(image), tmp_path)
        assert refused.value.code == "no-text-layer"


@needs_engines
def test_a_photograph_at_an_angle_is_told_and_not_read(tmp_path: Path) -> None:
    flat = page()
    corners = (0, 0, 300, 2339, 1350, 2100, 1654, 250)
    photographed = flat.transform(flat.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=255)
    with pytest.raises(PlanError) as refused:
        _plan(as_pdf(photographed), tmp_path)
    assert "at an angle" in refused.value.en


@needs_engines
@pytest.mark.parametrize("name", ["scan.pdf", "scan.tif"])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(as_pdf(page()) if name.endswith("pdf") else as_image("TIFF", page()))
    with pytest.raises(PlanError) as refused:
        read_plan(path, limits=Limits(page_pixels=1_000_000))
    assert refused.value.code == "limit" and "page_pixels" in str(refused.value.details)


@needs_engines
@pytest.mark.parametrize("name", ["scan.pdf", "scan.tif"])
def test_the_page_shows_a_scan_beside_what_was_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(as_pdf(page()) if name.endswith("pdf") else as_image("TIFF", page()))
    _, folder = convert(path, tmp_path / "out")
    assert "data:image/jpeg" in (folder / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("data", "name"), [(as_pdf, "scan.pdf"), (lambda image: as_image("PNG", image), "scan.png")])
def test_without_the_engines_the_refusal_names_the_extra(
    data: object, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(data)
    for module in ("extract.readers.pdf.reader", "extract.readers.pdf.scans.pages", "extract.readers.scan.reader"):
        monkeypatch.setattr(f"{module}.missing", lambda: "gongpyo[ocr]")
    path = tmp_path / name
    path.write_bytes(data(Image.new("L", (400, 600), 255)))
    with pytest.raises(PlanError) as refused:
        read_plan(path)
    assert "gongpyo[ocr]" in refused.value.en and "gongpyo[ocr]" in refused.value.ko


@needs_engines
def test_thick_bars_of_a_cover_are_no_lines_that_fan_out() -> None:
    lying = importlib.import_module("extract.readers.recognised.picture").lying
    image = Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(image)
    for top in (500, 780):
        pen.rectangle((170, top, 1480, top + 26), fill=60)
    askew = image.rotate(0.5, resample=Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.6))
    found = lying(importlib.import_module("numpy").asarray(askew), 1654 / 595)
    assert not found.fans_out and abs(found.angle + 0.5) < 0.05


@needs_engines
def test_bars_of_a_cover_are_no_print_and_do_not_turn_it(tmp_path: Path) -> None:
    image = page()
    pen = ImageDraw.Draw(image)
    for top in (130, 560):
        pen.rectangle((170, top, 1480, top + 26), fill=60)
    plan = _plan(as_pdf(image), tmp_path)
    (told,) = [part for part in plan.damage if part.rule == "recognised"]
    assert "turned" not in told.reason_en and plan.profile.title.startswith("가온시 물빛")

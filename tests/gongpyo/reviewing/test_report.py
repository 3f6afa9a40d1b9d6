"""The page as a file: whole, the same each time, and with nothing in it that runs but its own script."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image

from extract.readers.pdf.pictures import MANY_PAGES, MASK, SCALE, pictures
from gongpyo.cli.application import run
from gongpyo.pipeline import read_plan
from gongpyo.reviewing.report import (
    COMPARED_FILE,
    PUBLISH_FILE,
    REVIEW_FILE,
    SCRIPT_FILE,
    START_FILE,
    STYLE_FILE,
    WORDS_FILE,
    pictures_in,
    report,
)
from gongpyo.reviewing.report_data import covered, pages_to_draw, report_data
from gongpyo.telling.rules import RULES_FILE
from output.folder.write import REPORT_FILE
from output.tables.rows import rows_of
from plan.data_files import tables_of
from plan.records.base import Place
from plan.records.meaning import Finding, Plan
from tests.golden import SEOUL

LARGEST = 5_000_000  # bytes of the fixture's page with its pictures
HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)">\u2028&amp;'


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(SEOUL / "plan.hwp")


@pytest.fixture(scope="module")
def of_pdf() -> Plan:
    return read_plan(SEOUL / "plan.pdf", single_read=True)


def _text(plan: Plan) -> str:
    return b"".join(report(plan)).decode()


def _data(text: str) -> dict[str, list[dict[str, object]]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    held: dict[str, list[dict[str, object]]] = json.loads(found[1])
    return held


def test_four_hundred_drawn_pages_stay_below_twenty_megabytes() -> None:
    with pypdfium2.PdfDocument.new() as long, pypdfium2.PdfDocument(SEOUL / "plan.pdf") as plan:
        for _ in range(2):
            long.import_pages(plan)
        count = len(long)
        content = io.BytesIO()
        long.save(content)
    assert count > MANY_PAGES
    drawn = list(pictures(content.getvalue(), range(1, count + 1), {}))
    assert len(drawn) == count
    in_text = sum(len(base64.b64encode(page.jpeg)) for page in drawn)
    assert in_text * 400 / count < 19_000_000, "and a megabyte for the values"


def test_a_plan_is_the_same_page_each_time(plan: Plan) -> None:
    assert _text(plan) == _text(plan)


def test_its_policy_allows_its_own_style_and_script_alone(plan: Plan) -> None:
    text = _text(plan)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    allowed = dict(part.split(" ", 1) for part in policy.split("; "))
    assert allowed["default-src"] == "'none'" and allowed["img-src"] == "data:"
    for kind, tag in (("style-src", "style"), ("script-src", "script")):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert allowed[kind] == f"'sha256-{digest}'"
    assert re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", text) == []
    assert "innerHTML" not in text and "outerHTML" not in text and "document.write" not in text


def test_no_text_of_a_document_can_end_the_data(plan: Plan) -> None:
    found = Finding(
        rule="total-mismatch", severity="error", program_no="", record=HOSTILE, message=HOSTILE, message_en=HOSTILE,
        places=(Place(table=1, row=0, column=0),),
    )  # fmt: skip
    hostile = replace(plan, profile=replace(plan.profile, title=HOSTILE), findings=(found,))
    text = _text(hostile)
    assert text.count("</script>") == 3 and "<img" not in text
    assert _data(text)["findings"][0]["said"] == {"ko": HOSTILE, "en": HOSTILE}


def test_every_value_and_finding_is_on_the_page_beside_its_cell(plan: Plan) -> None:
    data = report_data(plan)
    keys = {cell["key"] for table in data["tables"] for cell in table["cells"]}
    assert len(data["values"]) == len(plan.observations) and {value["key"] for value in data["values"]} <= keys
    assert [found["id"] for found in data["findings"]] == [row["finding_id"] for row in rows_of(plan, "findings")]
    assert len(data["tables"]) == len(plan.year_tables)
    assert sum(1 for value in data["values"] if "unit_rule" in value) > 300


def test_a_cell_says_what_its_column_holds_and_one_over_several_says_nothing(plan: Plan) -> None:
    assert {table.transposed for table in plan.year_tables} == {False, True}
    for table, shown in zip(plan.year_tables, report_data(plan)["tables"], strict=True):
        for cell in shown["cells"]:
            at = (cell["row"], cell["column"])
            columns = {n for row in table.grid for n, one in enumerate(row) if (one.row, one.column) == at}
            assert cell.get("of") == (min(columns) if len(columns) == 1 else None)
        said = {column["column"]: column["en"] for column in shown["columns"]}
        for column in table.columns:
            assert said[column.column].startswith("Its row is " if table.transposed else "Its column is ")
            assert column.role != "year" or str(column.year) in said[column.column]


def test_a_table_says_as_which_one_it_stands_under_its_heading(plan: Plan) -> None:
    shown = {table["number"]: table.get("under") for table in report_data(plan)["tables"]}
    assert plan.decided is not None
    nodes = {node.no: node for node in plan.programs}
    for table in plan.year_tables:
        heading = nodes[table.program_no].place
        between = [
            entry.table
            for entry in plan.decided.tables
            if entry.table <= table.number
            and (entry.place.section, entry.place.paragraph) > (heading.section, heading.paragraph)
            and (heading.table is None or entry.table > heading.table)
        ]
        under = shown[table.number]
        assert isinstance(under, dict)
        assert under["nth"] == len(between)
        assert nodes[table.program_no].heading.startswith(under["heading"])
    unknown = replace(plan, programs=tuple(replace(node, place=Place(page=1)) for node in plan.programs))
    assert not any("under" in table for table in report_data(unknown)["tables"])


@pytest.mark.parametrize("name", ["plan", "of_pdf"])
def test_a_table_says_which_heading_is_printed_above_it_whosever_it_was_read_as(
    name: str, request: pytest.FixtureRequest
) -> None:
    plan: Plan = request.getfixturevalue(name)
    shown = report_data(plan)["tables"]
    assert [table["below"]["no"] for table in shown] == [table.program_no for table in plan.year_tables]
    moved = replace(plan, year_tables=tuple(replace(table, program_no="P1-1-1") for table in plan.year_tables))
    assert [table["below"] for table in report_data(moved)["tables"]] == [table["below"] for table in shown]
    unknown = replace(plan, programs=tuple(replace(node, place=Place()) for node in plan.programs))
    assert not any("below" in table for table in report_data(unknown)["tables"])


@pytest.mark.parametrize(("colour", "mode"), [((90, 90, 90), "L"), ((200, 20, 20), "RGB")])
def test_a_page_without_colours_is_drawn_in_greys(colour: tuple[int, int, int], mode: str) -> None:
    with pypdfium2.PdfDocument.new() as document:
        page = document.new_page(200, 100)
        shape = pypdfium2.raw.FPDFPageObj_CreateNewRect(20, 20, 60, 40)
        pypdfium2.raw.FPDFPageObj_SetFillColor(shape, *colour, 255)
        pypdfium2.raw.FPDFPath_SetDrawMode(shape, 1, False)
        pypdfium2.raw.FPDFPage_InsertObject(page, shape)
        page.gen_content()
        content = io.BytesIO()
        document.save(content)
    (drawn,) = pictures(content.getvalue(), [1], {})
    image = Image.open(io.BytesIO(drawn.jpeg))
    assert image.mode == mode
    seen = image.convert("RGB").getpixel((round(50 * SCALE), round(60 * SCALE)))
    assert isinstance(seen, tuple) and all(abs(one - own) < 12 for one, own in zip(seen, colour, strict=True))


def test_every_word_and_rule_is_there_in_both_languages() -> None:
    script = "".join(
        file.read_text("utf-8") for file in (COMPARED_FILE, SCRIPT_FILE, REVIEW_FILE, PUBLISH_FILE, START_FILE)
    )
    words = tables_of(WORDS_FILE)
    asked = set(re.findall(r'\bt\("(\w+)"', script))
    assert asked and asked <= set(words)
    assert all(word.keys() == {"ko", "en"} for word in words.values())
    kinds = set(re.findall(r'ruleWords\("(\w+)"', script))
    assert kinds and kinds <= set(tables_of(RULES_FILE))


def test_officials_and_telephone_numbers_are_covered(of_pdf: Plan) -> None:
    number = next(place.page for contact in of_pdf.contacts if (place := contact.place).page and place.box)
    assert number
    boxes = covered(of_pdf)[number]
    open_, closed = (
        next(iter(pictures((SEOUL / "plan.pdf").read_bytes(), [number], known))).jpeg for known in ({}, {number: boxes})
    )
    assert open_ != closed
    with pypdfium2.PdfDocument(SEOUL / "plan.pdf") as document:
        plain = document[number - 1].render(scale=1.25).to_pil().convert("L")
    seen = _image(open_)
    with pypdfium2.PdfDocument(SEOUL / "plan.pdf") as document:
        text = document[number - 1].get_textpage()
        at = text.get_text_range().index("☎")
        left, bottom, right, top = text.get_charbox(at + 3, loose=True)
        height = document[number - 1].get_height()
    assert _is_covered(seen, (left + right) / 2, height - (top + bottom) / 2) and plain.size == seen.size


def test_a_telephone_number_is_covered_where_a_page_shows_a_part_of_its_sheet() -> None:
    number = 1
    with pypdfium2.PdfDocument(SEOUL / "plan.pdf") as document:
        while "☎" not in document[number - 1].get_textpage().get_text_range():
            number += 1
        page = document[number - 1]
        text = page.get_textpage()
        left, bottom, right, top = text.get_charbox(text.get_text_range().index("☎") + 3, loose=True)
        sheet = page.get_mediabox()
        page.set_cropbox(sheet[0] + 20, sheet[1] + 30, sheet[2] - 10, sheet[3] - 40)
        content = io.BytesIO()
        document.save(content)
    (drawn,) = pictures(content.getvalue(), [number], {})
    assert _is_covered(_image(drawn.jpeg), (left + right) / 2 - sheet[0] - 20, sheet[3] - 40 - (top + bottom) / 2)


def _is_covered(image: Image.Image, x: float, y: float) -> bool:
    """Whether a point of the page, from its top left corner, has the grey of what is covered."""
    grey = image.getpixel((round(x * SCALE), round(y * SCALE)))
    assert isinstance(grey, int)
    return abs(grey - MASK[0]) < 12


def _image(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg)).convert("L")


def test_the_pages_with_tables_and_findings_are_drawn(of_pdf: Plan, tmp_path: Path) -> None:
    assert run(["convert", str(SEOUL / "plan.pdf"), "-o", str(tmp_path), "--findings-ok", "--single-read", "-q"]) == 0
    (written,) = tmp_path.glob(f"*/{REPORT_FILE}")
    assert written.stat().st_size < LARGEST
    drawn = _data(written.read_text("utf-8"))["pictures"]
    assert [picture["page"] for picture in drawn] == sorted(pages_to_draw(of_pdf))
    assert all(base64.b64decode(str(picture["jpeg"]))[:2] == b"\xff\xd8" for picture in drawn)


def test_no_report_leaves_it_out(tmp_path: Path) -> None:
    arguments = ["convert", str(SEOUL / "plan.hwp"), "-o", str(tmp_path), "--findings-ok", "-q"]
    assert run(arguments) == 0
    assert len(list(tmp_path.glob(f"*/{REPORT_FILE}"))) == 1
    other = tmp_path / "other"
    assert run([*arguments[:3], str(other), *arguments[4:], "--no-report"]) == 0
    assert run([*arguments[:3], str(tmp_path), *arguments[4:], "--no-report"]) == 0
    assert list(tmp_path.glob(f"*/{REPORT_FILE}")) == [], "an older page is not left beside a newer plan"
    assert list(other.glob(f"*/{REPORT_FILE}")) == [] and list(other.glob("*/plan.json"))


def test_the_style_names_what_the_script_makes() -> None:
    style = STYLE_FILE.read_text("utf-8")
    assert "@media print" in style and "prefers-color-scheme: dark" in style


def test_an_older_page_that_is_nested_without_end_has_no_pictures(plan: Plan, tmp_path: Path) -> None:
    page = tmp_path / REPORT_FILE
    page.write_text(f'<script type="application/json" id="data">{{"x":{"[" * 100_000}</script>', encoding="utf-8")
    assert pictures_in(page, plan) == ()

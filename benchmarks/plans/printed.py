"""A plan as programs of everyday print it: LibreOffice from a text document, a browser from a page with real tables.

Nothing here places a word or a rule by itself, so that page breaks, fonts, bold print and hair lines are those of
programs that offices use.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from html import escape
from pathlib import Path
from types import MappingProxyType

from benchmarks.plans.korean_font import FONT, own_fonts
from fixtures.make.document import Cell, Document, Paragraph, Table, cells_in_order
from fixtures.make.odt_file import odt_file
from fixtures.make.styles import LOOKS, NAMES, look_of, look_of_cell

NOTHING_MORE: Mapping[str, str] = MappingProxyType({})  # in the environment
PATIENCE = 120  # seconds for a program to print one document
CSS_ALIGN = {"centre": "center"}
HANGUL_UNITS = 283  # HWP units of a millimetre
OFFICE, BROWSER = "soffice", ("chromium", "chromium-browser")


TABLES = {  # how web pages rule their tables
    "ruled": "td{border:0.5pt solid #333}",
    "across": "td{border-bottom:0.5pt solid #999}thead td{border-top:1pt solid #333}",
    "spare": "thead td{background:none;border-bottom:0.5pt solid #333}table{border:solid #333;border-width:1pt 0}",
    "apart": "table{border-collapse:separate;border-spacing:1.5pt}td{border:0.5pt solid #999}",
    "shaded": "thead td{background:#2f4a6d;color:#fff}tbody tr:nth-child(even) td{background:#eef2f7}",
}


def printed_by_office(document: Document) -> bytes:
    """The PDF that LibreOffice exports from the document as OpenDocument."""
    program = _program(OFFICE)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "plan.odt").write_bytes(odt_file(document))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = ("--headless", "--convert-to", "pdf", "--outdir", scratch, str(folder / "plan.odt"))
        _run(program, profile, *convert, more=own_fonts(folder))
        return (folder / "plan.pdf").read_bytes()


def printed_by_browser(document: Document, look: str = "ruled") -> bytes:
    """The PDF that a browser prints of the document as a page with tables of one of the looks of web pages."""
    program = _program(*BROWSER)
    with tempfile.TemporaryDirectory() as scratch:
        page, pdf = Path(scratch) / "plan.html", Path(scratch) / "plan.pdf"
        page.write_text(page_of(document, look), encoding="utf-8")
        flags = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        fonts = "--allow-file-access-from-files"
        _run(program, *flags, fonts, f"--user-data-dir={scratch}/profile", f"--print-to-pdf={pdf}", page.as_uri())
        return pdf.read_bytes()


def _program(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        message = f"{names[0]} is not installed"
        raise FileNotFoundError(message)
    return found


def _run(*command: str, more: Mapping[str, str] = NOTHING_MORE) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE, env={**os.environ, **more})


def page_of(document: Document, look: str = "ruled") -> str:
    """The document as HTML, with the sizes, weights and merged cells of its tables; ``look`` is a key of ``TABLES``."""
    body = "".join(
        _paragraph(block) if isinstance(block, Paragraph) else _table(block)
        for section in document.sections
        for block in section
    )
    return (
        f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{escape(document.title)}</title>'
        f"<style>{_styles()}{TABLES[look]}</style></head><body>{body}</body></html>"
    )


def _styles() -> str:
    rules = [
        f"@font-face{{font-family:Korean;src:url({FONT.as_uri()})}}body{{margin:0;font-family:Korean}}",
        "p{margin:1mm 0}table{border-collapse:collapse;width:100%;margin:1mm 0}",
        "td{padding:0.5mm 1mm}thead td{background:#dde6f0;font-weight:bold}",
        "table.open>*>tr>:first-child{border-left:none}table.open>*>tr>:last-child{border-right:none}",
        "table.dashed td{border-style:dashed}.page{break-before:page}",
    ]
    for name, look in LOOKS.items():
        weight = "font-weight:bold;" if look.bold else ""
        rules.append(
            f".{name}{{font-size:{look.size / 100 * 0.85:.1f}pt;text-align:{CSS_ALIGN.get(look.align, look.align)};"
            f"{weight}padding-left:{look.left / HANGUL_UNITS:.1f}mm}}"
        )
    return "".join(rules)


def _paragraph(block: Paragraph) -> str:
    page = " page" if block.new_page else ""
    return f'<p class="{NAMES[look_of(block.style)]}{page}">{escape(block.text) or "&nbsp;"}</p>'


def _table(table: Table) -> str:
    rows: dict[int, list[Cell]] = {row: [] for row in range(table.rows)}
    for cell in cells_in_order(table):
        rows[cell.row].append(cell)
    head = "".join(_row(rows[row]) for row in range(table.head_rows))
    body = "".join(_row(rows[row]) for row in range(table.head_rows, table.rows))
    columns = "".join(f'<col style="width:{width / sum(table.widths):.1%}">' for width in table.widths)
    looks = " ".join(
        name
        for name, holds in (("open", table.open_sides), ("dashed", table.rule == "dashed"), ("page", table.new_page))
        if holds
    )
    return (
        f'<table class="{looks}"><colgroup>{columns}</colgroup>{f"<thead>{head}</thead>" if head else ""}'
        f"<tbody>{body}</tbody></table>"
    )


def _row(cells: list[Cell]) -> str:
    return f"<tr>{''.join(map(_cell, cells))}</tr>"


def _cell(cell: Cell) -> str:
    spans = f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    spans += f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    look = NAMES[look_of_cell(cell)]
    lines = "".join(f'<div class="{look}">{escape(line) or "&nbsp;"}</div>' for line in cell.lines)
    return f"<td{spans}>{lines}{''.join(map(_table, cell.tables))}</td>"

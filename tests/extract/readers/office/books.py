"""Small workbooks of one description, written as XLSX and as ODS by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from fixtures.make.odf_parts import DECLARATION, NAMESPACES, package
from fixtures.make.xlsx_file import MAIN, PACKAGE, RELATIONS, address
from tests.conftest import zip_bytes

FORMS = ("xlsx", "ods")
LOOKS = ("plain", "struck", "white", "white on navy", "framed")
ALTERED = {  # the looks of conditional formats, in both forms: characters, and what is behind them
    "white": ('<font><color rgb="FFFFFFFF"/></font>', 'fo:color="#ffffff"', ""),
    "red": ('<font><color rgb="FFFF0000"/></font>', 'fo:color="#ff0000"', ""),
    "struck": ("<font><strike/></font>", 'style:text-line-through-style="solid"', ""),
    "nothing": ('<numFmt numFmtId="300" formatCode=";;;"/>', "", ""),
    "white on navy": (
        '<font><color rgb="FFFFFFFF"/></font><fill><patternFill><bgColor rgb="FF1F3864"/></patternFill></fill>',
        'fo:color="#ffffff"',
        'fo:background-color="#1f3864"',
    ),
}
OPERATORS = {">": "greaterThan", "<": "lessThan", "=": "equal"}
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


@dataclass(frozen=True)
class Typed:
    """A cell: a text, or a number with its format and what a person sees of it."""

    text: str = ""
    number: str = ""
    code: str = "General"
    look: str = "plain"
    formula: str = ""
    spans: tuple[int, int] = (1, 1)


@dataclass(frozen=True)
class Format:
    """A conditional format: its area (``B3:E4``), its look, and what it compares (``>15``); '' where none knows."""

    area: str
    look: str
    said: str = ""


@dataclass(frozen=True)
class Page:
    """A sheet: rows of cells, and which rows and columns, from 0, are not shown."""

    rows: Sequence[Sequence[Typed | str]]
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    is_hidden: bool = False
    merged: Sequence[str] = field(default=())
    formats: Sequence[Format] = field(default=())


def typed(cell: Typed | str) -> Typed:
    """A cell; what is given as a text is one."""
    return cell if isinstance(cell, Typed) else Typed(cell)


def book(form: str, pages: Mapping[str, Page], **parts: str) -> bytes:
    """The bytes of a workbook in a form; ``parts`` are put into that of Excel as they are."""
    return xlsx(pages, **parts) if form == "xlsx" else ods(pages)


def xlsx(pages: Mapping[str, Page], **more: str) -> bytes:
    """The workbook as XLSX."""
    return zip_bytes({**xlsx_parts(pages), **more})


def xlsx_parts(pages: Mapping[str, Page]) -> dict[str, str]:
    """The parts of a workbook; texts stand in its cells."""
    codes = sorted({typed(cell).code for page in pages.values() for row in page.rows for cell in row})
    sheets, targets, parts = [], [], {}
    for number, (name, page) in enumerate(pages.items(), 1):
        state = ' state="hidden"' if page.is_hidden else ""
        sheets.append(f'<sheet name={quoteattr(name)} sheetId="{number}"{state} r:id="rId{number}"/>')
        targets.append(_relation(number, "worksheet", f"worksheets/sheet{number}.xml"))
        parts[f"xl/worksheets/sheet{number}.xml"] = _xlsx_sheet(page, codes)
    told = f"<sheets>{''.join(sheets)}</sheets>"
    targets.append(_relation(len(pages) + 1, "styles", "styles.xml"))
    return {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{told}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{"".join(targets)}</Relationships>',
        "xl/styles.xml": _xlsx_styles(codes),
        **parts,
    }


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'


def _xlsx_styles(codes: Sequence[str]) -> str:
    defined = "".join(f'<numFmt numFmtId="{164 + at}" formatCode={quoteattr(code)}/>' for at, code in enumerate(codes))
    fonts = '<font><sz val="11"/></font><font><strike/></font><font><color rgb="FFFFFFFF"/></font>'
    solid = '<fill><patternFill patternType="solid"><fgColor rgb="FF1F3864"/></patternFill></fill>'
    cells = "".join(
        f'<xf numFmtId="{164 + at}" fontId="{font}" fillId="{fill}" borderId="{border}"/>'
        for font, fill, border in ((0, 0, 0), (1, 0, 0), (2, 0, 0), (2, 1, 0), (0, 0, 1))
        for at in range(len(codes))
    )
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{defined}</numFmts><fonts>{fonts}</fonts><fills><fill><patternFill '
        f'patternType="none"/></fill>{solid}</fills><borders><border/><border><left style="thin"/></border></borders>'
        f"<cellXfs>{cells}</cellXfs><dxfs>{''.join(f'<dxf>{look}</dxf>' for look, *_ in ALTERED.values())}</dxfs>"
        "</styleSheet>"
    )


def _xlsx_sheet(page: Page, codes: Sequence[str]) -> str:
    rows, merged = [], list(page.merged)
    for at, row in enumerate(page.rows):
        cells = []
        for column, cell in enumerate(map(typed, row)):
            if cell.spans != (1, 1):
                merged.append(f"{address(at, column)}:{address(at + cell.spans[0] - 1, column + cell.spans[1] - 1)}")
            style = LOOKS.index(cell.look) * len(codes) + codes.index(cell.code)
            formula = f"<f>{escape(cell.formula)}</f>" if cell.formula else ""
            if cell.number or cell.formula:
                cells.append(f'<c r="{address(at, column)}" s="{style}">{formula}<v>{cell.number}</v></c>')
            elif cell.text:
                text = f"<is><t>{escape(cell.text)}</t></is>"
                cells.append(f'<c r="{address(at, column)}" s="{style}" t="inlineStr">{text}</c>')
            elif cell.look != "plain":
                cells.append(f'<c r="{address(at, column)}" s="{style}"/>')
        hidden = ' hidden="1"' if at in page.hidden_rows else ""
        rows.append(f'<row r="{at + 1}"{hidden}>{"".join(cells)}</row>')
    columns = "".join(f'<col min="{at + 1}" max="{at + 1}" hidden="1"/>' for at in page.hidden_columns)
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{f"<cols>{columns}</cols>" if columns else ""}'
        f"<sheetData>{''.join(rows)}</sheetData>{f'<mergeCells>{areas}</mergeCells>' if areas else ''}"
        f"{''.join(map(_xlsx_format, page.formats))}</worksheet>"
    )


def _xlsx_format(one: Format) -> str:
    kind = f'type="cellIs" operator="{OPERATORS[one.said[0]]}"' if one.said else 'type="expression"'
    if one.look == "bar":
        rule = '<cfRule type="dataBar"><dataBar showValue="0"/></cfRule>'
    else:
        formula = f"<formula>{one.said[1:] or 'RAND()&gt;0'}</formula>"
        rule = f'<cfRule {kind} dxfId="{list(ALTERED).index(one.look)}">{formula}</cfRule>'
    return f'<conditionalFormatting sqref="{one.area}">{rule}</conditionalFormatting>'


def ods(pages: Mapping[str, Page]) -> bytes:
    """The workbook as ODS."""
    looks = (
        ("struck", "", 'style:text-line-through-style="solid"'),
        ("white", "", 'fo:color="#ffffff"'),
        ("white on navy", 'fo:background-color="#1f3864"', 'fo:color="#ffffff"'),
        ("framed", 'fo:border="0.5pt solid #000000"', ""),
        ("plain", "", ""),
    )
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties {cell}/>'
        f"<style:text-properties {text}/></style:style>"
        for name, cell, text in looks
    )
    for name, (_, text, cell) in ALTERED.items():
        numbers = ' style:data-style-name="N9"' if name == "nothing" else ""
        named = f'style:name="if_20_{name.replace(" ", "_20_")}" style:display-name="if {name}"'
        styles += (
            f'<style:style {named} style:family="table-cell"{numbers}><style:table-cell-properties {cell}/>'
            f"<style:text-properties {text}/></style:style>"
        )
    away = '<style:table-properties table:display="false"/>'
    hidden = f'<style:style style:name="away" style:family="table">{away}</style:style>'
    content = (
        f"{DECLARATION}<office:document-content {NAMESPACES}><office:automatic-styles>{styles}{hidden}"
        f"</office:automatic-styles><office:body><office:spreadsheet>"
        f"{''.join(_ods_sheet(name, page) for name, page in pages.items())}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return package("sheet", "", content, f"<office:document-styles {NAMESPACES}/>")


def _ods_sheet(name: str, page: Page) -> str:
    width = max(len(row) for row in page.rows)
    columns = "".join(
        f"<table:table-column{' table:visibility=' + quoteattr('collapse') if at in page.hidden_columns else ''}/>"
        for at in range(width)
    )
    rows = []
    for at, row in enumerate(page.rows):
        hidden = ' table:visibility="filter"' if at in page.hidden_rows else ""
        rows.append(f"<table:table-row{hidden}>{''.join(_ods_cell(typed(cell)) for cell in row)}</table:table-row>")
    away = ' table:style-name="away"' if page.is_hidden else ""
    inside = f"{columns}{''.join(rows)}{_ods_formats(name, page)}"
    return f"<table:table table:name={quoteattr(name)}{away}>{inside}</table:table>"


def _ods_formats(name: str, page: Page) -> str:
    made = []
    for one in page.formats:
        said = escape(one.said or "formula-is(RAND()>0)")
        rule = f'<calcext:condition calcext:apply-style-name="if {one.look}" calcext:value="{said}"/>'
        rule = '<calcext:data-bar calcext:show-value="false"/>' if one.look == "bar" else rule
        area = ":".join(f"{name}.{corner}" for corner in one.area.split(":"))
        made.append(
            f'<calcext:conditional-format calcext:target-range-address="{area}">{rule}</calcext:conditional-format>'
        )
    holder = f'calcext:conditional-formats xmlns:calcext="{CALC}"'
    return f"<{holder}>{''.join(made)}</calcext:conditional-formats>" if made else ""


def _ods_cell(cell: Typed) -> str:
    spans = f' table:number-rows-spanned="{cell.spans[0]}" table:number-columns-spanned="{cell.spans[1]}"'
    value = f' office:value-type="float" office:value="{cell.number}"' if cell.number else ""
    formula = f" table:formula={quoteattr('of:=' + cell.formula)}" if cell.formula else ""
    said = f"<text:p>{escape(cell.text)}</text:p>" if cell.text or cell.number else ""
    return f'<table:table-cell table:style-name="{cell.look}"{formula}{value}{spans}>{said}</table:table-cell>'

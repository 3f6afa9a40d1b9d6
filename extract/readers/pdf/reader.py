"""Reader of PDF documents: pdfium supplies characters and rules, the lattice and the text make blocks of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from extract.readers.limits import check_limit
from extract.readers.page.content import PageContent
from extract.readers.page.pages import Pages
from extract.readers.pdf.engines.pdfium import PdfiumDocument, PdfiumError
from extract.readers.pdf.pdf_file import PdfFile
from extract.readers.pdf.running_heads import with_running_heads
from extract.readers.pdf.scans.pages import Pictures
from extract.readers.pdf.sense import is_no_korean, is_without_sense, letters_of
from extract.readers.recognised.added import add_recognised, with_aids
from extract.readers.recognised.engines.installed import missing
from extract.readers.recognised.told import told_of_page
from extract.readers.refusals import locked, refuse
from plan.errors import PlanError
from plan.particles import particle
from plan.patterns import lazy_pattern
from plan.progress import page_by_page
from plan.records.base import Place
from plan.records.document import Damage, Document, Source, Table
from plan.script import QUOTES

YEAR = lazy_pattern(rf"(?:19|20)\d\d|[{QUOTES}]\d\d")
FEWEST_YEARS = 2  # of a page with a table that stays open: the witnesses may look at it


def read_pdf(pdf_file: PdfFile, path: Path, source: Source) -> Document:
    """Read a PDF with a text layer; encrypted, damaged and scanned files are refused, broken pages become damage."""
    try:
        pdf = pdf_file.document
        document = _document(pdf, Pictures(pdf, path), path, source)
        return replace(document, damage=(*document.damage, *pdf_file.marked))
    except PdfiumError as error:
        if error.encrypted:
            raise locked(path) from None
        raise refuse(
            "damaged",
            path,
            ko="손상된 PDF입니다. 원본을 다시 내려받으십시오",
            en="is a damaged PDF; download the original again",
        ) from None


def _document(pdf: PdfiumDocument, pictures: Pictures, path: Path, source: Source) -> Document:
    if pdf.pages == 0:
        raise refuse("damaged", path, ko="쪽이 없는 PDF입니다", en="is a PDF without pages")
    check_limit("pages", pdf.pages, path)
    pages = Pages()
    shown = letters = hangul = 0
    for number in page_by_page(range(1, pdf.pages + 1), pdf.pages):
        content = pdf.read(number)
        text = "".join([word.text for word in content.words]) if content else ""
        printed = len(text) - text.count(" ")
        scanned = None
        if content is not None and (not printed or content.hidden > printed):
            scanned = pictures.read(number, () if content.turned else content.covered)
        if scanned is not None:
            content, told = scanned.content, told_of_page(scanned)
            pages.damage += [told] if told else []
            text = "".join([word.text for word in content.words])
            printed = len(text) - text.count(" ")
        shown += printed
        of_page = letters_of(text)
        letters, hangul = letters + of_page[0], hangul + of_page[1]
        unread = list(_unread(number, content, text, printed))
        pages.damage += unread
        if content is None or unread:
            continue
        if scanned is not None:
            add_recognised(pages, scanned)
            continue
        made = pages.add(content)
        if len(YEAR.findall(text)) >= FEWEST_YEARS and any(isinstance(block, Table) for block in made):
            pdf.keep()  # whose tables may be looked at again
    if not shown:
        raise _without_text(path, pages.damage)
    if is_no_korean(letters, hangul):
        raise refuse(
            "no-korean-text",
            path,
            ko="글자 정보에 한글이 없는 PDF입니다. 글꼴이 글자를 다른 글자로 알려 주는 듯하니 원본 HWP나 HWPX, 또는"
            " 다시 만든 PDF가 있어야 합니다",
            en="has no Hangul in its text layer; its fonts seem to name their characters falsely, so the HWP or HWPX"
            " original or a PDF made anew is needed",
        )
    if any(part.rule == "recognised" for part in pages.damage):
        source = with_aids(source)
    return Document(
        source=replace(source, pages=pdf.pages, saved=pdf.created()),
        titled=pdf.titled(),
        blocks=tuple(with_running_heads(pages.blocks)),
        column_edges=tuple(pages.edges.items()),
        damage=tuple(pages.damage),
        certainties=tuple(pages.certainties),
    )


def _without_text(path: Path, damage: Sequence[Damage]) -> PlanError:
    """The refusal of a PDF without a text; it says what must be installed to recognise its pictures."""
    needed = missing()
    if needed is None:
        why = next(((part.reason_ko, part.reason_en) for part in damage if part.place.page), ("", ""))
        ko = f"글자 정보가 없는 PDF(스캔 문서)이고, 그림에서도 글자를 읽지 못했습니다. {why[0]}"
        en = f"has no text layer (a scan), and no print was recognised in its pictures. {why[1]}"
        return refuse("no-text-layer", path, ko=ko.rstrip(" ."), en=en.rstrip(" ."))
    return refuse(
        "no-text-layer",
        path,
        ko="글자 정보가 없는 PDF(스캔 문서)입니다. 원본 HWP나 HWPX, 또는 글자가 들어 있는 PDF가 있어야 합니다."
        f" {needed}{particle(needed, '을/를')} 설치하면 그림의 글자를 인식해 읽습니다",
        en="has no text layer (a scan); the HWP or HWPX original or a PDF with text is needed."
        f" With {needed} installed, the print in its pictures is recognised",
    )


def _unread(number: int, content: PageContent | None, text: str, printed: int) -> Iterator[Damage]:
    """Why a page is left out, if it is: it cannot be loaded, or most of its text is garbled, hidden or on its side."""
    if content is None:
        reason_ko, reason_en = f"{number}쪽을 읽을 수 없습니다.", f"Page {number} cannot be read."
    elif is_without_sense(content.words, text, printed):
        reason_ko, reason_en = (
            f"{number}쪽의 글자 정보가 깨져 있어 읽지 않았습니다.",
            f"The text of page {number} is garbled, so it was not read.",
        )
    elif content.hidden > printed:
        reason_ko, reason_en = (
            f"{number}쪽은 글자를 인식해 숨겨 둔 그림이어서 읽지 않았습니다.",
            f"Page {number} is a picture with recognised text hidden under it, so it was not read.",
        )
    elif content.sideways > printed:
        reason_ko, reason_en = (
            f"{number}쪽의 글자가 옆으로 누워 있어 읽지 않았습니다.",
            f"The text of page {number} stands on its side, so it was not read.",
        )
    else:
        return
    yield Damage(place=Place(page=number), reason_ko=reason_ko, reason_en=reason_en)

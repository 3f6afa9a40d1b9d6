"""What a reader gives: a document of paragraphs and tables, and what harms it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan.records.base import Place, Record
from plan.records.values import CellDoubt, JoinRule, SourceFormat, Within


class Source(Record, frozen=True, kw_only=True):
    """The file that was read; ``saved`` is the day of its making or last saving as the file itself says it, or ''.

    ``read_twice`` says that its year tables were read by a second engine too and held against the pictures of its
    pages; where those differ, a ``Damage`` says it. Where pages were recognised by a model or a list of labels that a
    person has given, the SHA-256 of those stand here.
    """

    name: str
    format: SourceFormat
    sha256: str
    bytes: int
    pages: int | None = None
    saved: str = ""
    read_twice: bool = False
    ocr_model_sha256: str = ""
    ocr_labels_sha256: str = ""


class Paragraph(Record, frozen=True, kw_only=True):
    """A paragraph; ``text`` keeps its own line breaks as ``\\n``.

    ``outline`` is its level in the outline of a document that says so, from 1; 0 for the text of the body. ``size`` is
    the size of its type in tenths of a point, 0 where the format does not say it, and ``bold`` whether that is heavy.
    """

    text: str
    place: Place
    within: Within = "body"
    outline: int = 0
    size: int = 0
    bold: bool = False


class Cell(Record, frozen=True, kw_only=True):
    """A table cell; ``text`` is its paragraphs joined by ``\\n``, nested tables left out.

    ``blocks`` holds the cell's content in reading order where it has a table in it, and is empty otherwise.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    place: Place
    blocks: tuple[Block, ...] = ()


class Table(Record, frozen=True, kw_only=True):
    """A table of ``rows`` x ``columns`` positions; each position is covered by exactly one cell.

    ``joints`` are the rows at which a part of it begins that stood by itself: on a later page, or cut off by hand.
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    place: Place
    pages: tuple[int, ...] = ()
    caption: str = ""
    within: Within = "body"
    joints: tuple[int, ...] = ()


if TYPE_CHECKING:
    Block = Paragraph | Table
else:
    Block = Record  # what reads JSON into records cannot tell two of them apart; the cells of a plan.json hold none


class Damage(Record, frozen=True, kw_only=True):
    """A part of the source that could not be trusted or read, so that nothing of it is published.

    ``table-of-no-year`` says that a table is understood but for its year, ``not-as-seen`` says that a page shows
    something else than its characters say, ``tracked-changes`` that the source holds words which its writer has crossed
    out, ``hidden-in-source`` that it holds words which it does not show, as in hidden rows of a spreadsheet,
    ``linked-elsewhere`` that some of its values are those of other files, ``heading-out-of-line`` that a table is
    published under a programme that the headings put in doubt, ``listed-otherwise`` that a list of the programmes names
    another strategy or task of one than its headings, ``planned-in-text`` that a sentence holds planned figures,
    ``planned-in-chart`` that a chart does, ``recognised`` that a page is a picture whose print was recognised, and
    ``code-not-recognised`` that the code of a programme on one was not read alike by two engines, ``confirmed-by-sum``
    that a number on one, of which not all witnesses were sure, is published since a sum of its table fits,
    ``confirmed-by-layer`` since the words hidden under the picture say it too,
    ``year-in-turn`` that a year of a head, of which not all witnesses were sure, goes on from those beside it,
    ``below-red-ink`` that red ink of a stamp or a pen touches a heading, a name or a unit on one,
    ``below-ink`` that ink in another colour or a stain does,
    ``label-matched`` that a name on one was read nearly like one of a list and is taken for it, and
    ``drawn-over-table`` that something floats in front of a table that may hide some of it. A ``CellDoubt`` is of
    a cell: words of it that are struck out, not seen or covered, what is no text, a number in a picture of which not
    all witnesses are sure; what was covered is quoted nowhere.
    """

    rule: Literal[
        "source-damaged",
        "not-as-seen",
        "table-not-understood",
        "table-of-no-year",
        "tracked-changes",
        "hidden-in-source",
        "linked-elsewhere",
        "heading-out-of-line",
        "listed-otherwise",
        "planned-in-text",
        "planned-in-chart",
        "recognised",
        "code-not-recognised",
        "confirmed-by-layer",
        "confirmed-by-sum",
        "year-in-turn",
        "label-matched",
        "below-red-ink",
        "below-ink",
        "drawn-over-table",
        CellDoubt,
    ] = "source-damaged"
    place: Place
    reason_ko: str
    reason_en: str
    quote: str = ""


class JoinedText(Record, frozen=True, kw_only=True):
    """A text of a cell that was made whole: as it is printed, with ``\\n`` where it was parted, and as it is read.

    ``number-over-lines`` and ``word-over-lines`` say that the line of a narrow column parted it, ``label-over-page``
    that a page did.
    """

    place: Place
    rule: JoinRule
    printed: str
    text: str


class LineCertainty(Record, frozen=True, kw_only=True):
    """How certain an engine was of a line in a table that it recognised in a picture, from 0 to 1."""

    place: Place
    certainty: float


class Document(Record, frozen=True, kw_only=True):
    """A document as printed: its blocks in reading order, whatever the format.

    ``column_edges`` holds for each table of a page, by its number, where its columns begin and end; ``titled`` is what
    the file's own information says the title is, or ''; ``joined`` are the texts that were made whole, ``certainties``
    those of the lines in tables that were recognised.
    """

    source: Source
    titled: str = ""
    blocks: tuple[Block, ...]
    column_edges: tuple[tuple[int, tuple[float, ...]], ...] = ()
    damage: tuple[Damage, ...] = ()
    joined: tuple[JoinedText, ...] = ()
    certainties: tuple[LineCertainty, ...] = ()


class PagePicture(Record, frozen=True, kw_only=True):
    """A page as a person sees it, a JPEG image; ``width`` and ``height`` are the page's own, in points."""

    page: int
    width: float
    height: float
    jpeg: bytes

"""The workbook of an XLSX file (ECMA-376 Part 1, 12 and 18.2): its sheets in order, and the parts that they need."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from extract.readers.container import Container
from extract.readers.locked.office import unlocked_office
from extract.readers.refusals import damaged, refuse
from extract.readers.xlsx.recognise import WORKBOOK, is_xlsx
from extract.readers.zipped.elements import Element
from extract.readers.zipped.parts import Parts, opened_parts
from plan.errors import PlanError
from plan.patterns import lazy_pattern

NEEDED = tuple(
    re.compile(form)
    for form in (r"xl/workbook\.xml", r"xl/_rels/workbook\.xml\.rels", r"xl/(?:worksheets/)?[^/]+\.xml")
)
CORE = "docProps/core.xml"
DAY = lazy_pattern(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")  # of an ISO 8601 time
OURS = "gongpyo"  # who made the workbooks that we write ourselves
LONGEST_TITLE = 200  # characters
TRUE = ("1", "true", "on")


class SheetPart(msgspec.Struct, frozen=True):
    """A sheet by its name, the part that holds it, and whether a person sees it; ``kind`` tells charts from cells."""

    name: str
    part: str
    kind: str
    is_hidden: bool


class Workbook(msgspec.Struct, frozen=True):
    """An open workbook; ``related`` are the parts beside the sheets by what they are."""

    parts: Parts
    sheets: tuple[SheetPart, ...]
    related: Mapping[str, str]
    from_1904: bool
    saved: str = ""
    titled: str = ""


def damaged_xlsx(path: Path, where: str) -> PlanError:
    """The refusal of a damaged workbook."""
    return damaged(path, where, ko="엑셀 문서(XLSX)", en="Excel workbook")


def open_xlsx(data: bytes, path: Path) -> Workbook:
    """The workbook in a file; one that is locked, over a limit or not whole is refused."""
    zipped = unlocked_office(data, path)
    if zipped != data and not is_xlsx(Container(zipped)):
        raise refuse(
            "not-a-document",
            path,
            ko="암호를 풀었으나 엑셀 통합 문서(.xlsx)가 아닌 오피스 문서입니다. PDF나 HWPX로 저장해 주십시오",
            en="is unlocked, and is an Office document that is no workbook (.xlsx); save it as PDF or HWPX",
        )
    parts = opened_parts(zipped, path, damaged_xlsx, NEEDED)
    tree = parts.tree(WORKBOOK)
    targets = related(parts, WORKBOOK)
    sheets = []
    for sheet in (one for holder in tree.children("main:sheets") for one in holder.children("main:sheet")):
        kind, part = targets.get(sheet.get("relationships:id"), ("", ""))
        if part not in parts.names():
            raise damaged_xlsx(path, sheet.get("name")[:80])
        state = sheet.get("state", "visible")
        sheets.append(SheetPart(sheet.get("name"), part, kind, state != "visible"))
    settings = tree.child("main:workbookPr")
    by_kind = dict(targets.values())
    for kind in ("styles", "sharedStrings", "theme"):
        if kind in by_kind and by_kind[kind] not in parts.names():
            raise damaged_xlsx(path, by_kind[kind][:80])
    from_1904 = settings is not None and settings.get("date1904") in TRUE
    saved, titled, creator = _said_of_itself(parts)
    if creator == OURS:
        raise refuse(
            "not-a-document",
            path,
            ko="gongpyo가 내보낸 통합 문서이며 원문이 아닙니다. 원문을 주십시오",
            en="is a workbook that gongpyo has written, and no source; give the document itself",
        )
    return Workbook(parts, tuple(sheets), by_kind, from_1904, saved, titled)


def related(parts: Parts, part: str) -> dict[str, tuple[str, str]]:
    """What the relations of a part lead to inside the file, by their ids: the kind and the name of the part."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    found: dict[str, tuple[str, str]] = {}
    for one in parts.tree(relations).children("relationships:Relationship"):
        if one.get("TargetMode") == "External":
            continue  # what stands elsewhere is never opened
        target = one.get("Target")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[one.get("Id")] = one.get("Type").rpartition("/")[2], whole
    return found


def _said_of_itself(parts: Parts) -> tuple[str, str, str]:
    """The day on which the file says that it was saved, its title, and who made it; each or ''."""
    if CORE not in parts.names():
        return "", "", ""
    tree = parts.tree(CORE)
    said = {one.name.rpartition(":")[2]: one.text().strip() for one in tree.children()}
    day = DAY.match(said.get("modified", ""))
    return (day.group() if day else "", said.get("title", "")[:LONGEST_TITLE], said.get("creator", ""))


def is_true(element: Element | None) -> bool:
    """Whether a property is on: it is there and does not say that it is not."""
    return element is not None and element.get("val", "1") in TRUE

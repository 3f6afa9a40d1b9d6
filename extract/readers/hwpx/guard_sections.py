"""Which sections an HWPX document has, in which order, and whether one is missing, by its head and package document.

A writer may leave the count of the head as it was when it adds a section (rhwp); the package document names all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from extract.readers.owpml.xml_part import parser_of
from plan.records.base import Place
from plan.records.document import Damage

SECTION = re.compile(r"(?:.*/)?section(?P<number>[0-9]{1,9})\.xml", re.IGNORECASE)
HEADER = re.compile(r"(?:.*/)?header\.xml", re.IGNORECASE)
PACKAGE = re.compile(r".*content\.hpf", re.IGNORECASE)
SECTION_COUNT = re.compile(rb"\bsecCnt\s*=\s*[\"'](\d{1,5})[\"']")
DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")  # of an ISO 8601 time
LONGEST_TITLE = 200  # characters


class PackageDocument(msgspec.Struct, frozen=True):
    """The files that a package document (EPUB's OPF) lists, those of its spine in order, and what it says of itself.

    ``saved`` is the day of its ``ModifiedDate`` as ``YYYY-MM-DD``, ``titled`` its ``title``; each or ''.
    """

    files: tuple[str, ...] = ()
    spine: tuple[str, ...] = ()
    saved: str = ""
    titled: str = ""


def read_package(told: Mapping[str, bytes], path: Path) -> PackageDocument:
    """The first package document among the parts that tell what a document holds; some files have none."""
    name = next((name for name in told if PACKAGE.fullmatch(name)), None)
    if name is None:
        return PackageDocument()
    files: dict[str, str] = {}
    order: list[str] = []
    dates: list[str] = []
    titles: list[str] = []
    within: list[str] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        local = element.rpartition(":")[2]
        if local == "item":
            files[attributes.get("id", "")] = attributes.get("href", "").replace("\\", "/")
        elif local == "itemref":
            order.append(attributes.get("idref", ""))
        within[:] = [attributes.get("name", "")] if local == "meta" else [local]

    def text(said: str) -> None:
        if within == ["ModifiedDate"]:
            dates.append(said)
        elif within == ["title"]:
            titles.append(said)

    parser = parser_of(name, path)
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.Parse(told[name], True)
    day = DAY.match("".join(dates).strip())
    spine = tuple(files.get(key, "") for key in order)
    titled = "".join(titles)[:LONGEST_TITLE]
    return PackageDocument(tuple(files.values()), spine, day.group() if day else "", titled)


def sections_in_order(names: Sequence[str], package: PackageDocument) -> tuple[str, ...]:
    """The section parts in the order of the spine, else by their numbers."""
    found = {name: int(match["number"]) for name in names if (match := SECTION.fullmatch(name))}
    numbered = sorted(found, key=lambda name: found[name])
    spine = [href for href in package.spine if href]
    ordered = dict.fromkeys(
        name for href in spine for name in numbered if name == href or name.endswith(f"/{href}")
    )  # a section that the spine names twice is read once
    return tuple(ordered if len(ordered) == len(numbered) else numbered)


def missing_sections(names: Sequence[str], told: Mapping[str, bytes], package: PackageDocument) -> Iterator[Damage]:
    """A damage where sections are fewer than stated or named, more than both, or their numbers do not follow."""
    found = _numbers(names)
    if not found:
        return
    stated = SECTION_COUNT.search(next((told[name] for name in told if HEADER.fullmatch(name)), b""))
    named = set(_numbers(package.files)) | set(_numbers(package.spine))
    count = max(int(stated[1]) if stated else len(found), len(named))
    follow = found == [*range(found[0], found[0] + len(found))]
    if not (follow and len(found) == count and named <= set(found)):
        yield Damage(
            place=Place(),
            reason_ko=f"구역 {count}개 가운데 {len(found)}개만 있거나 번호가 이어지지 않습니다.",
            reason_en=f"There are {len(found)} sections where {count} are stated, or their numbers do not follow.",
        )


def _numbers(names: Sequence[str]) -> list[int]:
    """The numbers of the sections among some files, from low to high."""
    return sorted(int(match["number"]) for name in names if (match := SECTION.fullmatch(name)))

"""Checks the container of an HWPX document: every byte answered for, every part whole, no section missing."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import msgspec

from extract.readers.hwpx.guard_sections import (
    HEADER,
    PACKAGE,
    SECTION,
    PackageDocument,
    missing_sections,
    read_package,
    sections_in_order,
)
from extract.readers.locked.odf_cipher import UnknownCipherError, locked_parts
from extract.readers.locked.odf_package import unlocked_zip
from extract.readers.owpml.xml_part import XML_ERRORS, damaged_hwpx, parser_of, refuse_document_type, unlike_xml
from extract.readers.refusals import unknown_cipher
from extract.readers.zipped.guards import ZIP_ERRORS, checked_zip, is_encrypted
from extract.readers.zipped.salvage import salvaged
from plan.errors import PlanError
from plan.records.document import Damage

READ = re.compile(r".*\.(?:xml|hpf|rdf)", re.IGNORECASE)  # the parts that say what the document holds
NEEDED = (HEADER, SECTION)  # what holds the tables, and what says which of their words are struck out or not seen
MANIFEST = "META-INF/manifest.xml"


class HwpxPackage(msgspec.Struct, frozen=True):
    """The open zip of an HWPX document: its sections in reading order, its damage, and what it says of itself.

    All parts but the sections have been inflated and compared with their checksums; zipfile compares those of the
    sections at the end of each, when they are read. ``head`` is header.xml, empty where there is none.
    """

    archive: zipfile.ZipFile
    sections: tuple[str, ...]
    head: bytes
    damage: tuple[Damage, ...]
    saved: str = ""
    titled: str = ""


def open_hwpx(data: bytes, path: Path) -> HwpxPackage:
    """The package of an HWPX document; one that stays locked, is over a limit or has lost what holds tables is refused.

    Of any other damaged zip the parts are read that their checksums prove, and it is said.
    """
    try:
        return _whole_package(data, path)
    except PlanError as error:
        found = salvaged(data, path, NEEDED) if error.code == "damaged" else None
        if found is None:
            raise
        package = _whole_package(found.data, path)
        return msgspec.structs.replace(package, damage=(found.damage, *package.damage))


def _unlocked(archive: zipfile.ZipFile, manifest: bytes, path: Path) -> bytes:
    """The zip with its parts unlocked by the password in force."""
    try:
        parts = locked_parts(manifest, parser_of(MANIFEST, path))
    except UnknownCipherError as unknown:
        raise unknown_cipher(path, unknown.args[0]) from None
    except XML_ERRORS as error:
        raise unlike_xml(error, path) from None
    return unlocked_zip(archive, parts, path, damaged_hwpx)


def _whole_package(data: bytes, path: Path) -> HwpxPackage:
    """The package of a zip that holds together."""
    try:
        archive = checked_zip(data, path, damaged_hwpx)
        if is_encrypted(archive):
            raise unknown_cipher(path, "zip")
        told = {}
        for entry in archive.infolist():
            if READ.fullmatch(entry.filename) and not SECTION.fullmatch(entry.filename):
                part = archive.read(entry)
                refuse_document_type(part, entry.filename, path)
                if entry.filename == MANIFEST or HEADER.fullmatch(entry.filename) or PACKAGE.fullmatch(entry.filename):
                    told[entry.filename] = part
    except ZIP_ERRORS as error:
        raise damaged_hwpx(path, str(error) or type(error).__name__) from None
    if b"encryption-data" in told.get(MANIFEST, b""):
        return _whole_package(_unlocked(archive, told[MANIFEST], path), path)
    names, package = archive.namelist(), _package_of(told, path)
    missing = tuple(missing_sections(names, told, package))
    head = next((told[name] for name in names if HEADER.fullmatch(name)), b"")
    return HwpxPackage(archive, sections_in_order(names, package), head, missing, package.saved, package.titled)


def _package_of(told: Mapping[str, bytes], path: Path) -> PackageDocument:
    try:
        return read_package(told, path)
    except XML_ERRORS as error:
        raise unlike_xml(error, path) from None

"""The package of an OpenDocument file (OpenDocument 1.3 Part 2): its parts, and what it says of itself."""

from __future__ import annotations

import re
from pathlib import Path
from xml.parsers import expat

import msgspec

from extract.readers.container import Container
from extract.readers.locked.odf_cipher import UnknownCipherError, locked_parts
from extract.readers.locked.odf_package import unlocked_parts, unlocked_zip
from extract.readers.refusals import unknown_cipher
from extract.readers.zipped.elements import Element
from extract.readers.zipped.guards import Refuse
from extract.readers.zipped.parts import Parts, opened_parts
from plan.patterns import lazy_pattern

MIMETYPE, MIMETYPE_AT = b"mimetypeapplication/vnd.oasis.opendocument.", 30  # the first part, not packed (3.3)
CONTENT, STYLES, META, MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
WHOLE = "encrypted-package"  # the one part in which LibreOffice from 24.8 on locks all others
NEEDED = (re.compile(r"content\.xml"), re.compile(r"styles\.xml"))
DAY = lazy_pattern(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")  # of an ISO 8601 time
LONGEST_TITLE = 200  # characters


class OdfPackage(msgspec.Struct, frozen=True):
    """An open OpenDocument file; ``saved`` is the day that it says, ``titled`` its title, each or ''."""

    parts: Parts
    saved: str = ""
    titled: str = ""

    def styles(self) -> Element | None:
        """The part of styles, where there is one."""
        return self.parts.tree(STYLES) if STYLES in self.parts.names() else None


def is_odf(container: Container, kind: bytes) -> bool:
    """Whether a zip says, first or elsewhere, that it is an OpenDocument file of this kind, or a template of one."""
    if not container.is_zip:
        return False
    if container.head.startswith(MIMETYPE, MIMETYPE_AT):
        return container.head.startswith(kind, MIMETYPE_AT + len(MIMETYPE))
    return CONTENT in container.names and MIMETYPE + kind in container.data


def open_odf(data: bytes, path: Path, refuse: Refuse) -> OdfPackage:
    """The package in a file; one that is locked, over a limit or not whole is refused."""
    parts = opened_parts(data, path, refuse, NEEDED)
    if MANIFEST in parts.names():
        if _check_manifest(parts):
            return _package(opened_parts(_unlocked(parts), path, refuse, NEEDED))
    elif not parts.damage:
        raise refuse(path, MANIFEST)
    return _package(parts)


def _package(parts: Parts) -> OdfPackage:
    if META not in parts.names():
        return OdfPackage(parts)
    said = {one.name: one.text().strip() for holder in parts.tree(META).children() for one in holder.children()}
    day = DAY.match(said.get("elements:date", ""))
    return OdfPackage(parts, day.group() if day else "", said.get("elements:title", "")[:LONGEST_TITLE])


def _check_manifest(parts: Parts) -> bool:
    """Whether parts of a package are locked; one that names a part that is needed, and has it not, is refused."""
    manifest = parts.tree(MANIFEST)
    is_locked = any(True for _ in manifest.all("manifest:encryption-data"))
    for name in (one.get("manifest:full-path") for one in manifest.all("manifest:file-entry")):
        if name in (CONTENT, STYLES) and name not in parts.names():
            raise parts.refuse(parts.path, name)
    return is_locked


def _unlocked(parts: Parts) -> bytes:
    """The package unlocked by the password in force: part by part as ODF 1.2 locks it (Part 3, 3.4), or as a whole."""
    try:
        found = locked_parts(parts.read(MANIFEST), expat.ParserCreate())
    except UnknownCipherError as unknown:
        raise unknown_cipher(parts.path, unknown.args[0]) from None
    if WHOLE in found:
        return unlocked_parts(parts.archive, {WHOLE: found[WHOLE]}, parts.path, parts.refuse)[WHOLE]
    if CONTENT not in found:
        raise unknown_cipher(parts.path, min(found, default=MANIFEST)[:80])
    return unlocked_zip(parts.archive, found, parts.path, parts.refuse)

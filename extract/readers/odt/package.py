"""Opens the package of an OpenDocument text."""

from __future__ import annotations

from pathlib import Path

from extract.readers.odf.package import OdfPackage, open_odf
from extract.readers.refusals import damaged
from plan.errors import PlanError


def damaged_odt(path: Path, where: str) -> PlanError:
    """The refusal of a damaged file."""
    return damaged(path, where, ko="오픈도큐먼트 글 문서(ODT)", en="OpenDocument text")


def open_odt(data: bytes, path: Path) -> OdfPackage:
    """The package in a file; one that is locked, over a limit or not whole is refused."""
    return open_odf(data, path, damaged_odt)

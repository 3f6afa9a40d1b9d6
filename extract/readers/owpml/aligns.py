"""How the paragraphs of an HWPX document are aligned (``paraPr`` in header.xml), read where somebody asks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from extract.readers.line_layout.afloat import Align
from extract.readers.owpml.xml_part import parser_of

ALIGNS: Mapping[str, Align] = {"CENTER": "center", "RIGHT": "end"}


class Aligns:
    """The alignments by the ids of paragraph shapes."""

    def __init__(self, head: bytes, path: Path) -> None:
        self._head, self._path = head, path
        self._found: dict[str | int, Align] | None = None

    def of(self, shape: str | int) -> Align:
        """How a paragraph of a shape is aligned."""
        if self._found is None:
            self._found = {}
            self._read(self._found)
        return self._found.get(shape, "start")

    def _read(self, found: dict[str | int, Align]) -> None:
        shape = ""

        def start(name: str, attributes: Mapping[str, str]) -> None:
            nonlocal shape
            local = name.rpartition(":")[2]
            if local == "paraPr":
                shape = attributes.get("id", "")
            elif local == "align" and (align := ALIGNS.get(attributes.get("horizontal", ""))):
                found[shape] = align

        parser = parser_of("header.xml", self._path)
        parser.StartElementHandler = start
        parser.Parse(self._head, True)

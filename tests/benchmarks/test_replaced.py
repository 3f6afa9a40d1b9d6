"""What is published of a document that is replaced meanwhile is of one version (``benchmarks.replaced``)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.replaced import rounds

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a file that is open is not replaced on Windows")


@pytest.mark.parametrize(
    ("command", "suffix"), [("convert", "pdf"), ("convert", "hwpx"), ("tables", "hwp"), ("why", "txt")]
)
def test_a_document_that_is_replaced_meanwhile_is_of_one_version(command: str, suffix: str, tmp_path: Path) -> None:
    ended = [end for _, end in rounds(tmp_path, 3, [command], [suffix])]
    assert len(ended) == 3 and set(ended) <= {"first", "second"}

"""What is installed with gongpyo is of one version and one content each, so that an index cannot give another."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

PINNED = re.compile(
    r"[a-z0-9][a-z0-9._\[\]-]*==\S+(?: ; [^\\]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n", re.IGNORECASE
)


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt", "object-store.txt"])
def test_every_dependency_has_its_version_and_its_hashes(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    rest = PINNED.sub("", text)
    assert PINNED.search(text) and not [line for line in rest.splitlines() if line and not line.startswith("#")]


def test_dependencies_are_installed_by_their_hashes_alone() -> None:
    said = (ROOT / "Makefile").read_text(encoding="utf-8")
    installing = [line for line in said.splitlines() if re.search(r"(\$\(PIP\)|-m pip\b.*) install ", line)]
    assert len(installing) >= 5 and all("--require-hashes" in line or "--no-deps" in line for line in installing)

"""The stand-in for CKAN answers as the real site did, so that what the other tests show holds there too."""

from __future__ import annotations

import json

from benchmarks.ckan.answers import FILE, answers
from tests.ckan_site import KEY, ckan_site


def test_the_stand_in_answers_as_the_real_site_did() -> None:
    recorded = json.loads(FILE.read_text(encoding="utf-8"))
    assert recorded["ckan"].startswith("2.12")
    with ckan_site() as site:
        said = answers(site.url, KEY, "trial-office")
    for real, ours in zip(recorded["answers"], said, strict=True):
        assert ours == real

"""Titles, institutions and ids of real documents, against the truth: ``python -m benchmarks.identity FOLDER``.

The folder holds ``docs/`` and ``published/`` with a ``title`` and a ``provider`` for each document. A title is right
where it and the true one hold each other's letters or are nearly alike, uncertain where the tool says so itself, and
else wrong; an institution is right where the true name begins with the one that was found, or is it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz

from extract.plan import extract_plan
from extract.readers.read import document_of, opened
from normalize.audit.checks.title import DOUBTFUL
from normalize.publisher.profile import profile_of
from plan.forms import letters
from plan.records.meaning import PlanProfile

ALIKE = 60  # of a hundred


def outcomes(profile: PlanProfile, title: str, provider: str) -> Iterator[tuple[str, str]]:
    """What became of title, institution and id of one document."""
    found, true = letters(profile.title), letters(title)
    alike = bool(found) and (found in true or true in found or fuzz.ratio(found, true) >= ALIKE)
    uncertain = profile.title_rule in DOUBTFUL
    told = "right" if alike else "wrong"
    yield "title", f"{told} but uncertain" if uncertain and alike else "uncertain" if uncertain else told
    named = letters(profile.provider_name)
    yield "provider", "missing" if not named else "right" if letters(provider).startswith(named) else "wrong"
    is_digest = profile.plan_id.startswith("plan-")
    whole = bool(named) and profile.plan_id[-4:].isdigit()
    yield "id", "digest" if is_digest else "institution and year" if whole else "less"


def main() -> int:
    """Print what was found of each document, and the counts; 1 where a title or an institution is silently wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.identity", description=__doc__)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for gold in sorted((options.folder / "published").glob("*.json")):
        true = json.loads(gold.read_text(encoding="utf-8"))
        path = options.folder / "docs" / true["source"]["file"]
        profile = profile_of(extract_plan(document_of(opened(path), path)))
        found = list(outcomes(profile, true["title"], true["provider"]))
        counts.update(found)
        told = ", ".join(f"{what} {how}" for what, how in found)
        print(f"{path.name}: {told}\n    {profile.title} | {profile.provider_name} | {profile.plan_id}")  # noqa: T201
    for (what, how), count in sorted(counts.items()):
        print(f"{what} {how}: {count}")  # noqa: T201
    return 1 if counts["title", "wrong"] or counts["provider", "wrong"] else 0


if __name__ == "__main__":
    raise SystemExit(main())

"""The hunt for numbers that change their programme when a heading is printed otherwise or harmed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from benchmarks.headings import (
    CHANGED,
    HOWS,
    MUTATIONS,
    Heading,
    Mutant,
    doubted,
    faults_and_counts,
    harms,
    how,
    looked_at,
    plan_with_headings,
    spellings,
    text_of,
)
from benchmarks.plans.features import one_at_a_time
from benchmarks.plans.pages import outlines, plan_of
from benchmarks.plans.published import Published, Said
from benchmarks.plans.score import Outcome, score
from fixtures.make.document import Document, texts_of
from tests.benchmarks.plans.test_generated_plans import published_as

SEED = 7
PLANS = dict(one_at_a_time())
BASE = PLANS["base"]


def printed(document: Document) -> list[str]:
    """All texts of a document in their order."""
    return [text for part in document.sections for text in texts_of(part)]


def mutants_of(features: dict[str, str]) -> tuple[Document, list[Heading], dict[str, Mutant]]:
    """A plan, its headings, and its changed copies by name."""
    document, _, headings = plan_with_headings(SEED, features)
    made = (
        *spellings(SEED, document, headings),
        *harms(SEED, document, headings, outlines()[features["outline"]]),
    )
    return document, headings, {mutant.name: mutant for mutant in made}


@pytest.mark.parametrize("label", ["base", *(label for label in PLANS if label.startswith("outline="))])
def test_the_plan_is_the_one_without_a_change_and_each_heading_names_its_programme(label: str) -> None:
    document, truth, headings = plan_with_headings(SEED, PLANS[label])
    assert (document, truth) == plan_of(SEED, PLANS[label])
    assert all(heading.program.name in text_of(heading.block) for heading in headings)
    assert {series.program for series in truth.series} <= {heading.program.name for heading in headings}


@pytest.mark.parametrize("label", ["base", "outline=banner-code", "outline=code-boxed", "outline=square"])
def test_a_spelling_changes_the_headings_it_names_and_nothing_else(label: str) -> None:
    document, headings, mutants = mutants_of(PLANS[label])
    texts = {text for heading in headings for text in texts_of([heading.block])}
    for name, mutant in mutants.items():
        assert mutant.document != document
        if name.endswith((" one", " all")):
            gone = set(printed(document)) - set(printed(mutant.document))
            assert gone <= texts, name
            assert len(mutant.programs) == 1 or name.endswith(" all")


def test_a_harm_takes_a_heading_away_or_exchanges_two() -> None:
    document, _, mutants = mutants_of(BASE)
    before = sorted(printed(document))
    assert sorted(printed(mutants["swapped"].document)) == before != printed(mutants["swapped"].document)
    assert len(printed(mutants["deleted"].document)) == len(before) - 1
    assert len(printed(mutants["blank"].document)) == len(before)


def test_a_number_under_another_programme_is_silent_until_a_finding_doubts_it() -> None:
    _, truth = plan_of(SEED, BASE)
    whole = published_as(truth)
    other = replace(whole.observations[0], program="다른 사업")
    published = replace(whole, observations=(other, *whole.observations[1:]))
    outcome = next(each for each in score(truth, published).outcomes if each.item == other)
    told = replace(published, findings=(Said("program-uncertain", "", "", other.page, other.table, "", ""),))
    assert how(outcome, published) == "silent"
    assert how(outcome, published, is_tellable=False) == "untellable"
    assert how(outcome, told) == "told"
    assert how(Outcome(outcome.cell, "missing"), published) == "lost"
    assert not doubted(replace(published, findings=(Said("unit-missing", "", "", "", other.table, "", ""),)), other)


def test_a_right_number_is_doubted_where_a_finding_says_so() -> None:
    _, truth = plan_of(SEED, BASE)
    published = published_as(truth)
    outcome = score(truth, published).outcomes[0]
    assert outcome.item is not None
    said = Said("code-twice", outcome.item.program_id, "", "", "", "", "")
    assert how(outcome, published) == "right"
    assert how(outcome, Published(findings=(said,))) == "doubted"


def test_full_width_digits_leave_every_number_under_its_programme() -> None:
    counts, _ = faults_and_counts(1, ("hwpx",))
    found = counts["wide all", "hwpx"]
    assert found["right"] == sum(found[each] for each in HOWS) > 50


def test_mutations_and_changed_headings_are_counted_beside_the_numbers() -> None:
    _, headings, mutants = mutants_of(BASE)
    assert (mutants["wide one"].headings, mutants["wide all"].headings) == (1, len(headings))
    assert (mutants["deleted"].headings, mutants["swapped"].headings) == (1, 2)
    counts = {
        ("wide one", "pdf"): Counter({"right": 3, "doubted": 1, MUTATIONS: 1, CHANGED: 1}),
        ("wide all", "hwp"): Counter({"right": 4, MUTATIONS: 2, CHANGED: 9}),
        ("swapped", "hwp"): Counter({"silent": 2, MUTATIONS: 1, CHANGED: 2}),
    }
    assert list(looked_at(counts)) == [
        "spellings: 3 mutations, 10 changed headings, 8 numbers, 87.5 % right, 0 silent",
        "harms: 1 mutations, 2 changed headings, 2 numbers, 2 silent",
    ]

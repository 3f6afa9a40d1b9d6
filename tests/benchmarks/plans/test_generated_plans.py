"""The generator of plans with known truth, and the scorer that holds an output against it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pdfplumber
import pytest
from hwp5.storage.ole import OleStorage
from hwp5.xmlmodel import Hwp5File

from benchmarks.plans.features import drawn, known_features, one_at_a_time
from benchmarks.plans.labels import number_of, scale_of
from benchmarks.plans.matrix import MARGIN, length
from benchmarks.plans.pages import plan_of
from benchmarks.plans.published import Observation, Published, Said
from benchmarks.plans.records import Series, Truth
from benchmarks.plans.report import tally
from benchmarks.plans.run import WRITERS, Job, Result
from benchmarks.plans.score import Score, score
from fixtures.make.document import Cell, Table

SEED = 7
BASE = dict(one_at_a_time())["base"]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """One plan with a running head and foot in every format."""
    document, _ = plan_of(SEED, _features())
    return {name: write(document) for name, write in WRITERS.items()}


def _features() -> dict[str, str]:
    return {
        **BASE,
        "running": "office",
        "outline": "banner-code",
        "payers": "group",
        "trap": "results",
        "odd_cells": "words",
    }


@pytest.fixture(scope="module")
def truth() -> Truth:
    """What is true of that plan."""
    return plan_of(SEED, _features())[1]


# ------------------------------------------------------------------------------------------------- the generator


def test_the_same_seed_draws_and_writes_the_same(files: dict[str, bytes]) -> None:
    document, truth = plan_of(SEED, _features())
    assert drawn(SEED) == drawn(SEED) != drawn(SEED + 1)
    assert truth == plan_of(SEED, _features())[1]
    assert {name: WRITERS[name](document) for name in ("hwpx", "hwp")} == {k: files[k] for k in ("hwpx", "hwp")}


def test_every_value_of_every_feature_is_printed_in_the_plan_that_varies_it() -> None:
    varied = dict(one_at_a_time())
    wanted = [(feature.name, value.value) for feature in known_features() for value in feature.values[1:]]
    assert [f"{name}={value}" for name, value in wanted] == list(varied)[1:]
    assert [(name, value) for name, value in wanted if varied[f"{name}={value}"][name] != value] == []


@pytest.mark.parametrize(
    ("label", "features"), list(one_at_a_time()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_plan_of_each_feature_has_its_truth(label: str, features: dict[str, str]) -> None:
    document, truth = plan_of(SEED, features)
    assert [cell.lines for block in document.sections[0] if isinstance(block, Table) for cell in too_wide(block)] == []
    assert bool(truth.series) == (features["kind"] != "report")
    assert all(number_of(text) is not None or text in ("", "-", "비예산", "미정") for text in _printed(truth))
    assert not {text for series in truth.series for text in series.values.values() if len(text) > 3} & _trapped(truth)


def too_wide(table: Table) -> list[Cell]:
    """The cells whose longest word crosses a rule, the heads of pages and banners aside."""
    return [
        cell
        for cell in table.cells
        if not cell.title and cell.column_span == 1 and cell.row_span == 1 and table.rows > 1
        for line in cell.lines
        if max(map(length, line.split(" "))) * table.size / 10 > table.widths[cell.column] - MARGIN + 0.01
    ]


def _printed(truth: Truth) -> list[str]:
    return [text for series in truth.series for text in series.values.values()]


def _trapped(truth: Truth) -> set[str]:
    """Numbers of traps that are long enough to stand once only; ratios and spending may equal a target by chance."""
    alone = [trap for trap in truth.traps if trap.why not in ("actual-row", "spent", "open")]
    return {text for trap in alone for text in trap.numbers if len(text) > 3}


def text_of_hwpx(data: bytes) -> str:
    """The text of the sections, by zip and XML alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("Contents/section")]
        roots = [ElementTree.fromstring(archive.read(name)) for name in names]
    return "\n".join(each.text or "" for root in roots for each in root.iter() if each.tag.endswith("}t"))


def text_of_hwp(data: bytes) -> str:
    """The text of the sections as pyhwp reads their records."""
    file = Hwp5File(OleStorage(io.BytesIO(data)))
    texts = []
    for name in file.bodytext:
        for model in file.bodytext[name].models():
            chunks = model["content"].get("chunks", ()) if model["type"].__name__ == "ParaText" else ()
            texts += [chunk for _, chunk in chunks if isinstance(chunk, str)]
    return "\n".join(texts)


def text_of_pdf(data: bytes) -> str:
    """The text of the pages as pdfplumber reads them."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


READERS: dict[str, Callable[[bytes], str]] = {"hwpx": text_of_hwpx, "hwp": text_of_hwp, "pdf": text_of_pdf}


@pytest.mark.parametrize("name", READERS)
def test_what_is_true_is_printed(name: str, files: dict[str, bytes], truth: Truth) -> None:
    text = READERS[name](files[name])
    flat = re.sub(r"\s", "", text)
    for series in truth.series:
        wanted = (series.program, series.names[0], series.strategy or "", series.task or "", series.unit)
        assert [each for each in wanted if each.replace(" ", "") not in flat] == []
        assert [each for each in series.values.values() if each.replace(" ", "") not in flat] == []
    assert all(number in flat for trap in truth.traps for number in trap.numbers)
    assert truth.titles[0].replace(" ", "") in flat
    assert truth.office.replace(" ", "") in flat


# ---------------------------------------------------------------------------------------------------- the scorer


def published_as(truth: Truth) -> Published:
    """An output that says of every number what is true of it."""
    made: list[Observation] = []
    for number, series in enumerate(truth.series):
        values = [(period, number_of(text)) for period, text in series.values.items()]
        made += [_observation(number, series, period, value) for period, value in values if value is not None]
    return Published(truth.titles[0], "", str(truth.first_year), str(truth.last_year), tuple(made))


def _observation(number: int, series: Series, period: str, value: Decimal) -> Observation:
    return Observation(
        indicator_id=str(number),
        program_id=series.program,
        program=series.program,
        code=series.code,
        strategy=series.strategy or "",
        task=series.task or "",
        department=series.department,
        measure=series.measure,
        indicator=series.names[0],
        payer=series.payer,
        unit=series.unit,
        kind=series.kind or "",
        period=period,
        value=value,
        base=value * scale_of(series.unit),
        page="",
        table=str(series.table),
        row=str(number),
        column=period,
    )


def _changed(published: Published, **labels: str) -> Published:
    """The output with some labels of the first series changed."""
    items = [replace(o, **labels) if o.indicator_id == "0" else o for o in published.observations]  # type: ignore[arg-type]
    return replace(published, observations=tuple(items))


def _hows(result: Score) -> dict[str, int]:
    return {
        how: sum(o.how == how for o in result.outcomes) for how in ("right", "bare", "mislabelled", "wrong", "missing")
    }


def _first(truth: Truth) -> int:
    return sum(number_of(text) is not None for text in truth.series[0].values.values())


def test_a_true_output_is_right(truth: Truth) -> None:
    result = score(truth, published_as(truth))
    assert _hows(result)["right"] == len(result.outcomes) > 50
    assert (result.false, result.traps, result.document) == ([], [], {"title": True, "years": True})


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("program", "추진 방향"),
        ("name", ""),
        ("strategy", "다른 전략"),
        ("task", "다른 과제"),
        ("measure", "budget"),
        ("indicator", "(단위: 백만원)"),
        ("unit", "억원"),
        ("kind", "rank"),
        ("code", "9-9-9"),
    ],
)
def test_a_wrong_label_is_named(truth: Truth, label: str, said: str) -> None:
    series = replace_kind(truth)
    longer = {"program": f"{truth.series[0].program} (공원과)"}
    result = score(series, _changed(published_as(series), **(longer if label == "name" else {label: said})))
    labels = [outcome.labels for outcome in result.outcomes if outcome.how == "mislabelled"]
    assert len(labels) == _first(truth)
    assert all(label in each for each in labels)
    assert all(outcome.is_silent for outcome in result.outcomes if outcome.how == "mislabelled")


def replace_kind(truth: Truth) -> Truth:
    """The truth with a kind that is printed at its first series."""
    return Truth(**{name: getattr(truth, name) for name in Truth.__struct_fields__} | {"series": _with_kind(truth)})


def _with_kind(truth: Truth) -> tuple[Series, ...]:
    first = truth.series[0]
    named = {name: getattr(first, name) for name in Series.__struct_fields__} | {"kind": "flow"}
    return (Series(**named), *truth.series[1:])


def test_a_wrong_payer_is_named(truth: Truth) -> None:
    number = next(at for at, series in enumerate(truth.series) if series.payer == "national")
    items = [
        replace(o, payer="total") if o.indicator_id == str(number) else o for o in published_as(truth).observations
    ]
    result = score(truth, replace(published_as(truth), observations=tuple(items)))
    assert {outcome.labels for outcome in result.outcomes if outcome.how != "right"} == {("payer",)}


def test_a_label_left_empty_is_bare(truth: Truth) -> None:
    result = score(truth, _changed(published_as(truth), strategy="", task=""))
    assert _hows(result)["bare"] == _first(truth)
    assert not any(outcome.is_silent for outcome in result.outcomes)


def test_values_one_year_too_late_are_mislabelled(truth: Truth) -> None:
    items = [
        replace(o, period=str(int(o.period) + 1)) if o.indicator_id == "0" and o.period.isdigit() else o
        for o in published_as(truth).observations
    ]
    result = score(truth, replace(published_as(truth), observations=tuple(items)))
    assert {outcome.labels for outcome in result.outcomes if outcome.how != "right"} == {("period",)}


def test_another_number_is_wrong_and_a_lost_series_missing(truth: Truth) -> None:
    whole = published_as(truth)
    kept = [o for o in whole.observations if o.indicator_id != "1"]
    kept[1] = replace(kept[1], value=Decimal("987654"), base=Decimal("987654"))
    result = score(truth, replace(whole, observations=tuple(kept)))
    lost = sum(number_of(text) is not None for text in truth.series[1].values.values())
    assert (_hows(result)["wrong"], _hows(result)["missing"], result.false[0].value) == (1, lost, Decimal("987654"))


def test_a_number_of_a_trap_is_one_of_a_trap(truth: Truth) -> None:
    whole = published_as(truth)
    numbers = [number_of(text) for trap in truth.traps for text in trap.numbers]
    value = next(number for number in numbers if number is not None and number >= 100)
    extra = replace(whole.observations[0], indicator_id="trap", value=value, base=value)
    result = score(truth, replace(whole, observations=(*whole.observations, extra)))
    assert [sort for sort, _ in result.traps] == ["results"]


def test_a_finding_marks_what_it_speaks_of(truth: Truth) -> None:
    table, row = str(truth.series[0].table), "0"
    at_row = Said("unit-missing", "", "단위", "", table, row, "")
    wrong_unit = _changed(published_as(truth), unit="억원")
    wrong_name = _changed(published_as(truth), program="추진 방향")
    told = score(truth, replace(wrong_unit, findings=(at_row,)))
    untold = score(truth, replace(wrong_name, findings=(at_row,)))
    assert not any(outcome.is_silent for outcome in told.outcomes)
    assert sum(outcome.is_silent for outcome in untold.outcomes) == _first(truth)


def test_a_planted_slip_must_be_said() -> None:
    features = {**BASE, "slip": "total"}
    _, truth = plan_of(SEED, features)
    (slip,) = truth.slips
    said = Said("total-mismatch", "", f"계 {slip.quotes[0]}", "", "1", "1", "1")
    assert score(truth, published_as(truth)).slips == [("total", False)]
    assert score(truth, replace(published_as(truth), findings=(said,))).slips == [("total", True)]


def test_a_refusal_is_told_and_counted_apart(truth: Truth) -> None:
    refused = Published(refusal="no-plan-table: nothing")
    job = Job(SEED, truth.features, ("hwpx",))
    counts = tally([Result(job, "hwpx", truth, refused, score(truth, refused), 0.0)])
    assert (counts.honest, counts.in_refused, counts.silent) == (counts.cells, counts.cells, 0)

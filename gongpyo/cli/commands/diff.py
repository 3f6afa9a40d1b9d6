"""``gongpyo diff`` and ``convert --compare``: two editions, two runs or two files of one plan side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from gongpyo.cli.changed import remark_changed
from gongpyo.editions.compare import EditionDiff, ProgramPair, SeriesPair, ValueChange, compare, same_values
from gongpyo.editions.lineage import lineage_rows
from gongpyo.editions.page import page_of
from gongpyo.sandbox.process import ReaderProcess
from gongpyo.telling.speech import Speech
from output.exports.lineage_file import lineage_bytes, read_lineage
from output.folder.read_back import PLAN_FILE, plan_folders, plan_of_json, read_plan_file
from output.folder.whole_files import write_files
from plan.errors import ExitCode, PlanError
from plan.records.base import as_json_number
from plan.records.meaning import Indicator, Observation, Plan, PlanProfile
from plan.records.printed import ProgramNode

Fields = dict[str, object]
ONLY_IN = {  # where something stands that the other does not have
    "programs_dropped": "source",
    "years_dropped": "source",
    "series_dropped": "source",
    "programs_added": "other",
    "years_added": "other",
    "series_added": "other",
}


def show_diff(old: Path, new: Path, speech: Speech, *, html: Path | None, lineage: Path | None = None) -> int:
    """Print what differs between two documents, output folders or plan.json files; also as a page and as lineage."""
    plans = plan_at(old, speech), plan_at(new, speech)
    diff = compare(*plans)
    if lineage is not None:
        _write_lineage(lineage, *plans, diff, speech)
    if html is not None:
        write_files(html.parent, {html.name: page_of(diff, sections(diff, speech), speech).encode()})
    if speech.as_json:
        speech.result_json(as_fields(diff))
    else:
        changed = [(title, lines) for title, lines in sections(diff, speech) if lines]
        if not changed:
            speech.result(speech.sentence("no_difference"))
        for title, lines in changed:
            speech.result(f"{title}: {len(lines)}")
            if not speech.quiet:
                for line in lines:
                    speech.result("  " + " · ".join(filter(None, line)))
    return ExitCode.CLEAN


def _write_lineage(file: Path, old: Plan, new: Plan, diff: EditionDiff, speech: Speech) -> None:
    """Write what became of each programme, and say how much of it asks for a person's look."""
    if old.profile.plan_id == new.profile.plan_id:
        plan_id = new.profile.plan_id
        raise PlanError(
            "one-edition",
            ko=f"두 쪽의 계획 ID가 같아('{plan_id}') 이을 판이 없습니다. --lineage에는 다른 두 판을 주십시오.",
            en=f"Both sides have the plan id '{plan_id}'; --lineage links two editions, so give two.",
            exit_code=ExitCode.USAGE,
            path=str(file),
        )
    written = lineage_bytes(read_lineage(file), lineage_rows(old, new, diff))
    write_files(file.parent, {file.name: written})
    rows = read_lineage(file)
    open_rows = sum(not row["certain"] and not row["confirmed_by"] for row in rows)
    speech.remark("lineage_written", path=file, count=len(rows), open=open_rows)


def plan_at(path: Path, speech: Speech) -> Plan:
    """The plan of a document, of a plan.json or of the one plan in an output folder; one changed by hand is told."""
    if path.suffix == ".json":
        if path.name == PLAN_FILE:
            remark_changed([path.parent], speech)
        return read_plan_file(path)
    if not path.is_dir():
        with ReaderProcess() as reader:
            return plan_of_json(reader.call("plan", path)["plan.json"].encode())
    folders = list(plan_folders(path))
    if len(folders) > 1:
        names = ", ".join(folder.name for folder in folders)
        raise PlanError(
            "several-plans",
            ko=f"'{path}'에 계획이 여럿 있습니다({names}). 그 가운데 한 폴더를 지정하십시오.",
            en=f"'{path}' holds several plans ({names}); name the folder of one of them.",
            exit_code=ExitCode.USAGE,
            path=str(path),
        )
    remark_changed(folders, speech)
    return read_plan_file(folders[0] / PLAN_FILE)


# ------------------------------------------------------------------------------------------ for a person


def sections(diff: EditionDiff, speech: Speech) -> list[tuple[str, list[tuple[str, ...]]]]:
    """The changes under their titles, each as the parts of a line."""
    return [(speech.sentence(key), lines) for key, lines in changes(diff, speech)]


def changes(diff: EditionDiff, speech: Speech) -> list[tuple[str, list[tuple[str, ...]]]]:
    """The changes under the keys of their titles, each as the parts of a line."""
    renamed = [pair for pair in diff.pairs if pair.is_renamed]
    moved = [pair for pair in diff.pairs if pair.is_moved]
    series = [pair for pair in diff.series if pair.is_renamed]
    units = [pair for pair in diff.series if pair.has_other_unit]
    return [
        ("programs_added", [(node.no, node.name) for node in diff.added]),
        ("programs_dropped", [(node.no, node.name) for node in diff.dropped]),
        ("programs_renamed", [_pair_line(pair, speech) for pair in renamed]),
        ("programs_moved", [_pair_line(pair, speech) for pair in moved]),
        ("years_added", [(str(year),) for year in diff.years_added]),
        ("years_dropped", [(str(year),) for year in diff.years_dropped]),
        ("series_added", [_series_line(entry) for entry in diff.series_added]),
        ("series_dropped", [_series_line(entry) for entry in diff.series_dropped]),
        ("series_renamed", [(pair.new.program_no, f"{pair.old.name} → {pair.new.name}") for pair in series]),
        ("units_changed", [(*_series_line(pair.new), f"{pair.old.unit} → {pair.new.unit}") for pair in units]),
        ("values_changed", [_value_line(change, speech) for change in diff.values]),
    ]


def _pair_line(pair: ProgramPair, speech: Speech) -> tuple[str, ...]:
    matched = speech.sentence(f"matched_by_{pair.by}", score=pair.score)
    name = f"{pair.old.name} → {pair.new.name}" if pair.is_renamed else pair.new.name
    return (f"{pair.old.no} → {pair.new.no}" if pair.is_moved else pair.new.no, name, matched)


def _series_line(entry: Indicator) -> tuple[str, ...]:
    return entry.program_no, entry.name


def _value_line(change: ValueChange, speech: Speech) -> tuple[str, ...]:
    kind, year = change.period
    period = str(year) if kind == "year" else f"{speech.sentence(f'period_{kind}')}{f' {year}' if year else ''}"
    return (*_series_line(change.new_series), period, f"{_shown(change.old)} → {_shown(change.new)}")


def _shown(o: Observation | None) -> str:
    """A value as printed, with its unit where the cell does not say it; a corrected one as it is now."""
    if o is None:
        return "∅"
    if o.review_status == "corrected" and o.value is not None:
        return f"{o.value:f}{o.unit}"
    printed = " ".join(o.printed.split()) or "∅"
    return printed if o.value is None or not o.unit or o.unit in printed else f"{printed}{o.unit}"


# ------------------------------------------------------------------------------------------- for a program


def as_fields(diff: EditionDiff) -> Fields:
    """The whole comparison as JSON fields; numbers as numbers, beside what is printed."""
    return {
        "old": _edition(diff.old),
        "new": _edition(diff.new),
        "programs": {
            "added": [_node(node) for node in diff.added],
            "dropped": [_node(node) for node in diff.dropped],
            "renamed": [_pair(pair) for pair in diff.pairs if pair.is_renamed],
            "moved": [_pair(pair) for pair in diff.pairs if pair.is_moved],
            "matched": len(diff.pairs),
        },
        "years": {"added": list(diff.years_added), "dropped": list(diff.years_dropped)},
        "series": {
            "added": [_indicator(entry) for entry in diff.series_added],
            "dropped": [_indicator(entry) for entry in diff.series_dropped],
            "renamed": [_series_pair(pair) for pair in diff.series if pair.is_renamed],
            "matched": len(diff.series),
        },
        "units": [_series_pair(pair) for pair in diff.series if pair.has_other_unit],
        "values": list(_values(diff)),
    }


def _edition(profile: PlanProfile) -> Fields:
    return {"plan_id": profile.plan_id, "title": profile.title, "data_date": profile.data_date}


def _node(node: ProgramNode) -> Fields:
    return {"program_no": node.no, "program_name": node.name}


def _pair(pair: ProgramPair) -> Fields:
    return {"old": _node(pair.old), "new": _node(pair.new), "matched_by": pair.by, "score": pair.score}


def _indicator(entry: Indicator) -> Fields:
    return {
        "program_no": entry.program_no,
        "measure": entry.measure,
        "indicator_no": entry.indicator_no,
        "indicator_name": entry.name,
        "unit": entry.unit,
    }


def _series_pair(pair: SeriesPair) -> Fields:
    return {"old": _indicator(pair.old), "new": _indicator(pair.new), "score": pair.score}


def _values(diff: EditionDiff) -> Iterator[Fields]:
    for change in diff.values:
        kind, year = change.period
        yield {
            **_indicator(change.new_series),
            "period_type": kind,
            "year": year,
            "old": _observation(change.old),
            "new": _observation(change.new),
        }


def _observation(o: Observation | None) -> Fields | None:
    if o is None:
        return None
    return {
        "status": o.status,
        "value": None if o.value is None else as_json_number(o.value),
        "base_value": None if o.base_value is None else as_json_number(o.base_value),
        "unit": o.unit,
        "base_unit": o.base_unit,
        "printed": o.printed,
        "review_status": o.review_status,
    }


# -------------------------------------------------------------------------------------- two files of one plan


class Agreement(msgspec.Struct, frozen=True):
    """The plan of a source beside that of another file, under the names of both."""

    source: str
    other: str
    diff: EditionDiff
    same: int
    only_in_source: int
    only_in_other: int

    @property
    def differing(self) -> int:
        """How many values both print for the same period, but not alike."""
        return sum(change.old is not None and change.new is not None for change in self.diff.values)

    def differences(self, speech: Speech) -> list[tuple[str, list[tuple[str, ...]]]]:
        """What differs, under the keys of its titles."""
        return [(key, lines) for key, lines in changes(self.diff, speech) if lines]

    def agrees(self) -> bool:
        """Whether nothing differs: no programme, series, unit, year or value."""
        return not self.differences(Speech("en"))


def agreement_of_folder(source: Path, folder: Path, other: Path, other_plan: Plan) -> Agreement:
    """What was written of a source beside the plan of another file."""
    return agreement(source.name, read_plan_file(folder / PLAN_FILE), other.name, other_plan)


def agreement(source: str, plan: Plan, other: str, other_plan: Plan) -> Agreement:
    """Two plans side by side, each value of one looked for in the other."""
    diff = compare(plan, other_plan)
    same = same_values(plan, other_plan, diff)
    differing = sum(change.old is not None and change.new is not None for change in diff.values)
    found = (len(plan.observations) - same - differing, len(other_plan.observations) - same - differing)
    return Agreement(source, other, diff, same, *found)


def lines_of(found: Agreement, speech: Speech) -> Iterator[str]:
    """What a person is told: whether they agree, how many values do, and each difference."""
    names = {"source": found.source, "other": found.other}
    if found.agrees():
        yield speech.sentence("agree", **names, values=found.same)
        return
    counts = {"same": found.same, "differing": found.differing}
    only = {"only_in_source": found.only_in_source, "only_in_other": found.only_in_other}
    yield speech.sentence("disagree", **names, **counts, **only)
    if speech.quiet:
        return
    for key, lines in found.differences(speech):
        where = f" ({speech.sentence('only_in', file=names[ONLY_IN[key]])})" if key in ONLY_IN else ""
        yield f"  {speech.sentence(f'compared_{key}')}{where}: {len(lines)}"
        yield from ("    " + " · ".join(filter(None, line)) for line in lines)


def fields_of(found: Agreement) -> Fields:
    """The same for a program; ``old`` is the source, ``new`` the other file."""
    return {
        "other": found.other,
        "agrees": found.agrees(),
        "values": {
            "same": found.same,
            "differing": found.differing,
            "only_in_source": found.only_in_source,
            "only_in_other": found.only_in_other,
        },
        "differences": as_fields(found.diff),
    }

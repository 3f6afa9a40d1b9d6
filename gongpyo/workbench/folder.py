"""A folder of plans as the reviewer's pages work on it: what it holds, and one decision after another.

Every act is written to ``corrections.yaml`` at once, and what follows from it is computed anew and written too. Two who
look at the same plan do not lose each other's work: an act says which version of the file it was made on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from threading import RLock
from typing import Any

import msgspec

from gongpyo.pipeline import check, decisions_on, publish_again, write_decisions
from gongpyo.reviewing.report import pictures_in
from gongpyo.reviewing.report_data import report_data
from gongpyo.telling.plan_counts import counts, severities
from gongpyo.telling.speech import Speech
from normalize.decisions.file import decisions_in, text_of
from normalize.decisions.inherited import RULE as INHERITED
from normalize.decisions.model import DECISION_KEYS, DECISIONS_FILE
from normalize.decisions.nodes import REQUIRED_KEYS
from normalize.decisions.proposals import with_yes
from normalize.decisions.skeleton import KEYS, named_in, with_entry
from output.folder.proof import changed_files
from output.folder.read_back import PLAN_FILE, read_plan_file
from output.folder.write import REPORT_FILE
from plan.errors import ExitCode, PlanError
from plan.records.meaning import Plan
from plan.safe_files import is_there

SECTIONS = ("corrections", "findings", "tables")
FIELDS = {  # of an act that a page may send, by section; the rest of the entry is made here
    "corrections": (*KEYS["corrections"], *DECISION_KEYS),
    "findings": (*KEYS["findings"], "accepted"),
    "tables": (*KEYS["tables"], "kind", "program", "measure", "unit", "payer"),
}
LONGEST = 2_000  # characters of what a person writes
MOST_STEPS = 200  # that can be taken back
NAME = re.compile(r"[^/\\\0]{1,200}")


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A decision as a page sends it: which entry of which section, on which version of the file, by whom and why."""

    version: str
    section: str
    entry: dict[str, str | int | bool]
    reason: str
    who: str


class Reviewed:
    """One plan's folder; ``undo`` and ``redo`` hold the texts of its decisions before and after each act."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = RLock()
        self._undo: list[str] = []
        self._redo: list[str] = []

    def data(self) -> dict[str, Any]:
        """What the page shows, computed from what the folder holds now."""
        with self._lock:
            plan = check(self.folder, with_reasons=True)
            shown = report_data(plan, pictures_in(self.folder / REPORT_FILE, plan))
            for kind, entries in named_in(plan)._asdict().items():
                for record, entry in zip(shown[kind], entries, strict=True):
                    record["entry"] = entry
            return shown | {
                "live": {
                    "version": self.version(),
                    "undo": len(self._undo),
                    "redo": len(self._redo),
                    "changed": changed_files(self.folder),
                    "files": sorted(entry.name for entry in self.folder.iterdir() if entry.is_file()),
                }
            }

    def version(self) -> str:
        """A name for what the folder holds: of its decisions and of its plan."""
        plan = self.folder / PLAN_FILE
        stamp = plan.stat()
        held = f"{self._text()}\0{stamp.st_size}\0{stamp.st_mtime_ns}"
        return hashlib.sha256(held.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def act(self, act: Act) -> None:
        """Write one decision, and what follows from it."""
        with self._lock:
            self._require(act.version)
            before = self._text()
            self._write(self._agreed(before, act) or with_entry(before, act.section, _entry(act)))
            self._undo = [*self._undo, before][-MOST_STEPS:]
            self._redo.clear()

    def _agreed(self, before: str, act: Act) -> str:
        """The text with a yes to what another edition proposes; '' where the act is about something else."""
        if act.section != "findings" or act.entry.get("rule") != INHERITED:
            return ""
        plan = check(self.folder)
        known = decisions_on(plan.profile, plan.programs, self.folder.parent, self.folder.name)
        entry = _entry(act)
        signed = {name: entry[name] for name in REQUIRED_KEYS}
        for found, named in zip(plan.findings, named_in(plan).findings, strict=True):
            if all(entry.get(name, "") == said for name, said in named.items()):
                return with_yes(before, plan, found, known, signed)
        return ""

    def step_back(self, version: str, *, again: bool = False) -> None:
        """Take the last act back, or do ``again`` what was taken back last."""
        with self._lock:
            self._require(version)
            source, target = (self._redo, self._undo) if again else (self._undo, self._redo)
            if not source:
                raise _refused("review_no_step")
            before = self._text()
            self._write(source[-1])
            source.pop()
            target.append(before)

    def _text(self) -> str:
        path = self.folder / DECISIONS_FILE
        return text_of(path) if is_there(path) else ""

    def _write(self, text: str) -> None:
        """Write decisions that can be read and applied; else the file stays as it was."""
        before = self._text()
        decisions_in(text, self.folder / DECISIONS_FILE)
        write_decisions(self.folder, text)
        try:
            self.publish()
        except PlanError:
            write_decisions(self.folder, before)
            raise

    def publish(self) -> Plan:
        """Compute anew and write what follows from the decisions; a folder of another name would be written beside."""
        plan = check(self.folder, with_reasons=True)
        if plan.profile.plan_id != self.folder.name:
            raise _refused("review_renamed", name=self.folder.name, plan_id=plan.profile.plan_id)
        publish_again(plan, self.folder, pictures_in(self.folder / REPORT_FILE, plan))
        return plan

    def _require(self, version: str) -> None:
        if version != self.version():
            raise _refused("review_conflict", code="changed-meanwhile")


class Folder:
    """All plans of an output folder."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._plans: dict[str, Reviewed] = {}

    def plans(self) -> Iterator[dict[str, Any]]:
        """What the first page lists of each plan."""
        for path in sorted(self.out.glob(f"[!.]*/{PLAN_FILE}")):
            try:
                plan = read_plan_file(path)
            except PlanError as error:
                yield {"id": path.parent.name, "error": {"ko": error.ko, "en": error.en}}
                continue
            yield {
                "id": path.parent.name,
                "title": plan.profile.title or plan.source.name,
                "name": plan.source.name,
                "counts": counts(plan),
                "findings": severities(plan),
                "is_plan": (path.parent / "targets.csv").is_file(),
            }

    def plan(self, name: str) -> Reviewed:
        """One plan by the name of its folder, which is directly in this one."""
        folder = self.out / name
        is_inside = NAME.fullmatch(name) and not name.startswith(".") and folder.parent == self.out
        if not is_inside or folder.is_symlink() or not (folder / PLAN_FILE).is_file():
            raise _refused("review_no_plan", code="not-found", name=name)
        return self._plans.setdefault(name, Reviewed(folder))


def act_of(fields: bytes) -> Act:
    """The act that a page has sent; what is none is refused in a sentence."""
    try:
        act = msgspec.json.decode(fields, type=Act)
    except (msgspec.MsgspecError, ValueError):
        raise _refused("review_no_act") from None
    known = act.section in SECTIONS and set(act.entry) <= set(FIELDS[act.section])
    if not known or any(len(str(value)) > LONGEST for value in (*act.entry.values(), act.reason, act.who)):
        raise _refused("review_no_act")
    if not act.reason.strip() or not act.who.strip():
        raise _refused("review_unsigned")
    return act


def _entry(act: Act) -> dict[str, object]:
    return {
        **{name: value for name, value in act.entry.items() if value not in (None, "")},
        "reason": " ".join(act.reason.split()),
        "who": " ".join(act.who.split()),
        "when": date.today().isoformat(),
    }


def _refused(key: str, code: str = "usage", **words: object) -> PlanError:
    said: Mapping[str, str] = {language: Speech(language).sentence(key, **words) for language in ("ko", "en")}
    return PlanError(code, ko=said["ko"], en=said["en"], exit_code=ExitCode.USAGE)

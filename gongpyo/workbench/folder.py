"""A folder of plans as the reviewer's pages work on it: what it holds, and one decision after another.

Every act is written to ``corrections.yaml``, or to ``plan.toml``, at once, and what follows from it is computed
anew and written too. Two who look at the same plan do not lose each other's work: an act says which version of the
files it was made on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from threading import RLock
from typing import Any, Literal, NamedTuple

from gongpyo.pipeline import check, decisions_on, publish_again, write_decisions
from gongpyo.reviewing.report import pictures_in
from gongpyo.reviewing.report_data import report_data
from gongpyo.settings.files import PLAN_SETTINGS_FILE
from gongpyo.telling.plan_counts import counts, severities
from gongpyo.workbench.acts import Act, Mended, Publishing, entry_of, refused
from gongpyo.workbench.publishing import published, publishing, settings_text
from normalize.decisions.file import decisions_in, text_of
from normalize.decisions.inherited import RULE as INHERITED
from normalize.decisions.model import DECISIONS_FILE, Decisions
from normalize.decisions.nodes import REQUIRED_KEYS
from normalize.decisions.proposals import proposed, with_answer
from normalize.decisions.skeleton import named_in, with_entry
from normalize.decisions.tables import column_heads
from normalize.refused import WITHOUT_A_PLAN
from output.folder.folder_lock import folder_lock
from output.folder.folder_swap import flush_folder
from output.folder.proof import changed_files
from output.folder.read_back import PLAN_FILE, read_plan_file, read_with_decisions
from output.folder.whole_files import write_files
from output.folder.write import REPORT_FILE
from plan.errors import PlanError
from plan.records.meaning import Plan, PlanProfile
from plan.safe_files import is_there

ANSWERS: dict[object, Literal["yes", "no"]] = {"yes": "yes", "no": "no"}
MOST_STEPS = 200  # that can be taken back
NAME = re.compile(r"[^/\\\0]{1,200}")


class State(NamedTuple):
    """What an act has changed: the text of the decisions, or that of the settings with the profile that they made."""

    decisions: str | None = None
    settings: str = ""
    profile: PlanProfile | None = None


class Reviewed:
    """One plan's folder; ``undo`` and ``redo`` hold what each act has changed, as it was before and after."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = RLock()
        self._undo: list[State] = []
        self._redo: list[State] = []

    def data(self) -> dict[str, Any]:
        """What the page shows, computed from what the folder holds now."""
        with self._lock:
            plan, refused = self._plan()
            shown = report_data(plan, pictures_in(self.folder / REPORT_FILE, plan))
            for kind, entries in named_in(plan)._asdict().items():
                for record, entry in zip(shown[kind], entries, strict=True):
                    record["entry"] = entry
            for shown_table, table in zip(shown["tables"], plan.year_tables, strict=True):
                shown_table["heads"] = column_heads(table)
            return shown | {
                "publishing": publishing(plan),
                "proposals": list(self._proposals(plan)),
                "live": {
                    "version": self.version(),
                    "undo": len(self._undo),
                    "redo": len(self._redo),
                    "changed": changed_files(self.folder) if refused is None else [],
                    "refused": {"ko": refused.ko, "en": refused.en} if refused else None,
                    "files": sorted(entry.name for entry in self.folder.iterdir() if entry.is_file()),
                },
            }

    def _plan(self) -> tuple[Plan, PlanError | None]:
        """The plan as it is decided now; of a document that holds none yet what a person decides by, and why."""
        try:
            return check(self.folder, with_reasons=True), None
        except PlanError as refused:
            if refused.code not in WITHOUT_A_PLAN:
                raise
            return read_with_decisions(self.folder), refused

    def _proposals(self, plan: Plan) -> Iterator[dict[str, Any]]:
        """What other editions propose, each with the number of its finding and who has decided it there."""
        for number, decision in proposed(plan, self._known(plan)):
            decided = decision.decided
            signed = {"plan": decided.plan, "reason": decided.reason, "who": decided.who, "when": decided.when}
            yield {"finding": number, "says": decision.says, **signed}

    def _known(self, plan: Plan) -> Decisions:
        return decisions_on(plan.profile, plan.programs, self.folder.parent, self.folder.name)

    def version(self) -> str:
        """A name for what the folder holds: of its decisions, of its settings and of its plan."""
        plan, settings = self.folder / PLAN_FILE, self.folder / PLAN_SETTINGS_FILE
        stamps = [path.stat() for path in (plan, settings) if is_there(path)]
        held = [self.text(), *(f"{stamp.st_size} {stamp.st_mtime_ns}" for stamp in stamps)]
        return hashlib.sha256("\0".join(held).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def act(self, act: Act) -> None:
        """Write one decision, and what follows from it."""
        with self._lock:
            self._require(act.version)
            before = self.text()
            self._take(State(self._answered(before, act) or with_entry(before, act.section, entry_of(act))))

    def publish_as(self, said: Publishing) -> None:
        """Write what a person says of the publication, and what follows from it."""
        with self._lock:
            self._require(said.version)
            made = published(read_plan_file(self.folder / PLAN_FILE), self.folder, said.values)
            self._take(State(None, made.settings, made.profile))

    def mend(self, said: Mended) -> None:
        """Write the decisions as a person has mended them, and what follows from them."""
        with self._lock:
            self._require(said.version)
            self._take(State(said.text.replace("\r\n", "\n")))

    def _take(self, state: State) -> None:
        """Write what an act says, so that it can be taken back."""
        before = self._now(state)
        self._write(state)
        self._undo = [*self._undo, before][-MOST_STEPS:]
        self._redo.clear()

    def _answered(self, before: str, act: Act) -> str:
        """The text with an answer to what another edition proposes; '' where the act is about something else."""
        is_accepted = act.section == "findings" and act.entry.get("rule") == INHERITED
        answer = ANSWERS.get("yes" if is_accepted else act.entry.get("inherited"))
        if answer is None:
            return ""
        plan = check(self.folder)
        entry = entry_of(act)
        signed = {name: entry[name] for name in REQUIRED_KEYS}
        findings = named_in(plan).findings
        for number, decision in proposed(plan, self._known(plan)):
            if all(entry.get(name, "") == said for name, said in findings[number].items()):
                return with_answer(before, plan, decision, answer, signed)
        raise refused("review_no_proposal", code="changed-meanwhile")

    def step_back(self, version: str, *, again: bool = False) -> None:
        """Take the last act back, or do ``again`` what was taken back last."""
        with self._lock:
            self._require(version)
            source, target = (self._redo, self._undo) if again else (self._undo, self._redo)
            if not source:
                raise refused("review_no_step")
            before = self._now(source[-1])
            self._write(source[-1])
            source.pop()
            target.append(before)

    def _now(self, state: State) -> State:
        """What the folder holds of what a state would change."""
        if state.profile is None:
            return State(self.text())
        profile = read_plan_file(self.folder / PLAN_FILE).profile
        return State(None, settings_text(self.folder), profile)

    def text(self) -> str:
        """The text of the decisions, '' where there are none."""
        path = self.folder / DECISIONS_FILE
        return text_of(path) if is_there(path) else ""

    def _write(self, state: State) -> None:
        """Write decisions or settings that can be read and applied; else the files stay as they were."""
        before = self._now(state)
        if state.decisions is not None:
            decisions_in(state.decisions, self.folder / DECISIONS_FILE)
        try:
            self._put(state)
            self.publish(state.profile)
        except PlanError:
            self._put(before)
            raise

    def _put(self, state: State) -> None:
        """Write a state into the person's own files, and give the folder the name of its plan."""
        if state.decisions is not None and state.decisions != self.text():
            write_decisions(self.folder, state.decisions)
        if state.profile is not None:
            self.folder = _renamed(self.folder, state.profile.plan_id)
            path = self.folder / PLAN_SETTINGS_FILE
            if state.settings or is_there(path):
                write_files(self.folder, {path.name: state.settings.encode()})
            if not state.settings:
                path.unlink(missing_ok=True)

    def publish(self, profile: PlanProfile | None = None) -> Plan:
        """Compute anew and write what follows from the decisions; a folder of another name would be written beside."""
        plan = check(self.folder, with_reasons=True, profile=profile)
        if plan.profile.plan_id != self.folder.name:
            raise refused("review_renamed", name=self.folder.name, plan_id=plan.profile.plan_id)
        publish_again(plan, self.folder, pictures_in(self.folder / REPORT_FILE, plan))
        return plan

    def _require(self, version: str) -> None:
        if version != self.version():
            raise refused("review_conflict", code="changed-meanwhile")


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
            raise refused("review_no_plan", code="not-found", name=name)
        self._plans = {known.folder.name: known for known in self._plans.values()}  # also one of another name by now
        return self._plans.setdefault(name, Reviewed(folder))


def _renamed(folder: Path, name: str) -> Path:
    """The folder under the name of its plan, where no other has it."""
    target = folder.with_name(name)
    if target == folder:
        return folder
    with folder_lock(folder.parent):
        if target.exists() or target.is_symlink():
            raise refused("publishing_id_taken", name=name)
        folder.rename(target)
        flush_folder(folder.parent)
    return target

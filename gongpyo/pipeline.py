"""From a plan document to its open data: the only module that knows all the stages.

Everything here works in the caller's process; the limits of memory and time are kept by ``gongpyo.sandbox.process``.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, cast

from msgspec.structs import replace

from gongpyo.own_names import require_own_names

require_own_names()  # before an import finds somebody else's file under one of these names

from extract.plan import extract_plan
from extract.readers.container import Container
from extract.readers.limits import Limits, within
from extract.readers.read import confirmed, document_of, opened
from extract.torn.broken_labels import with_labels_whole
from gongpyo.settings.files import read_plan_settings, read_plan_words, says_anything
from gongpyo.settings.own_words import NO_WORDS, OwnWords, recorded_words
from gongpyo.settings.profile import stated
from gongpyo.settings.said import Said, merged, plan_id_of
from normalize.decisions.inherited import OfKin, with_inherited
from normalize.decisions.model import DECISIONS_FILE, NO_DECISIONS, Decisions
from normalize.plan import as_extracted, decide, normalize_plan, undecided_plan
from normalize.publisher.profile import checked_id, profile_of
from normalize.refused import WITHOUT_A_PLAN
from output.folder.kin import kin_of
from output.folder.read_back import PLAN_FILE, read_plan_file, read_with_decisions, unreadable
from output.folder.room import require_room
from output.folder.same_document import folder_of
from output.folder.whole_files import write_files
from output.folder.write import REPORT_FILE, write_plan, write_undecided
from plan.data_files import reading
from plan.errors import PlanError
from plan.os_errors import Reason
from plan.progress import step
from plan.records.document import Document, PagePicture
from plan.records.meaning import Decided, Plan, PlanProfile, RuleGrade
from plan.records.printed import ExtractedPlan, ProgramNode
from plan.safe_files import is_there

Box = tuple[float, float, float, float]  # left, top, right, bottom in points


class Opened(NamedTuple):
    """A document whose bytes have been read, once for all that is made of them."""

    path: Path
    container: Container


def open_document(path: Path, sha256: str = "") -> Opened:
    """Read the bytes of a document; one that no longer has the ``sha256`` by which its caller knows it is refused."""
    return Opened(path, opened(path, sha256))


def convert(
    source: Path,
    folder: Path,
    *,
    plan_id: str | None = None,
    with_contacts: bool = False,
    grades: Sequence[RuleGrade] = (),
    said: tuple[Said, ...] = (),
    single_read: bool = False,
    replace_other: bool = False,
    with_report: bool = True,
    limits: Limits | None = None,
) -> tuple[Plan, Path]:
    """Read one plan document and write its open data; the plan and the folder with its files.

    A folder that holds the plan of another document is left as it is, with an error, unless ``replace_other``.
    """
    with within(limits):
        document = open_document(source)
        plan = read_plan(document, plan_id=plan_id, folder=folder, grades=grades, said=said, single_read=single_read)
        written = publish(
            plan,
            folder,
            with_contacts=with_contacts,
            replace_other=replace_other,
            report_from=document if with_report else None,
        )
    return plan, written


def publish(
    plan: Plan,
    folder: Path,
    *,
    with_contacts: bool = False,
    replace_other: bool = False,
    report_from: Opened | None = None,
    sweeps: bool = True,
) -> Path:
    """Write a plan's files, and the page to look at it where ``report_from`` is the document; the folder.

    Whoever waits for this process is told that it lives while another run has the folder.
    """
    with recorded_words(plan.own_words).in_force():  # a licence of one's own is named in the files
        return write_plan(
            plan,
            folder,
            with_contacts=with_contacts,
            replace_other=replace_other,
            sweeps=sweeps,
            while_waiting=step,
            more=((REPORT_FILE, report_of(plan, report_from.container.data)),) if report_from else (),
        )


def publish_again(plan: Plan, folder: Path, drawn: Sequence[PagePicture]) -> None:
    """Write the files of a plan's folder anew after a person's decisions, with the pictures that it had."""
    page = importlib.import_module("gongpyo.reviewing.report").report(plan, drawn)
    with recorded_words(plan.own_words).in_force():
        write_plan(
            plan, folder.parent, with_contacts=bool(plan.contacts), while_waiting=step, more=((REPORT_FILE, page),)
        )


def report_of(plan: Plan, data: bytes) -> Iterator[bytes]:
    """``report.html`` in parts; what draws its pages from a PDF's bytes is imported when the first is asked for."""
    yield from importlib.import_module("gongpyo.reviewing.report").report(plan, _pictures_of(plan, data))


def _pictures_of(plan: Plan, data: bytes) -> Iterator[PagePicture]:
    """The pages that are shown beside their tables; from the first that cannot be drawn on, tables stand alone."""
    if plan.source.format in ("pdf", "image"):
        seen = importlib.import_module("gongpyo.reviewing.report_data")
        pages, scans = seen.pages_to_draw(plan), seen.recognised_pages(plan)
        with suppress(PlanError):
            yield from _drawn(data, pages - scans, seen.covered(plan))
            yield from _scanned(plan, data, pages & scans)


def _drawn(data: bytes, pages: frozenset[int], covered: Mapping[int, Sequence[Box]]) -> Iterator[PagePicture]:
    """The pages of a PDF with a text, as a person sees them."""
    if pages:
        yield from importlib.import_module("extract.readers.pdf.pictures").pictures(data, pages, covered)


def _scanned(plan: Plan, data: bytes, pages: frozenset[int]) -> Iterator[PagePicture]:
    """The pages that were recognised, but for all that is no part of a year table."""
    if pages:
        name = "pdf.scans.pictures" if plan.source.format == "pdf" else "scan.pictures"
        covered = importlib.import_module("gongpyo.reviewing.report_data").all_but_tables(plan, pages)
        yield from importlib.import_module(f"extract.readers.{name}").pictures(data, pages, covered)


def read_plan(
    source: Path | Opened,
    *,
    plan_id: str | None = None,
    folder: Path | None = None,
    grades: Sequence[RuleGrade] = (),
    said: tuple[Said, ...] = (),
    words: OwnWords = NO_WORDS,
    single_read: bool = False,
    looks_first: bool = False,
    limits: Limits | None = None,
) -> Plan:
    """Read one plan document; nothing is written, unless it holds no plan, which a person may know better.

    Then ``folder/<plan_id>`` is left with its tables and the ``corrections.yaml`` to fill in. ``looks_first`` refuses
    what a look at its bare text shows to hold no yearly plan, before anything else is read. Who needs a document's
    bytes afterwards, to draw its pages, has it ``Opened``: no file is read twice.
    """
    with words.in_force(), within(limits):
        source = source if isinstance(source, Opened) else open_document(source)
        printed, extracted = _read(
            source, single_read=single_read, looks_first=looks_first, is_written=folder is not None
        )
        own = _words_of_plan(extracted, plan_id, folder, said)
        if not own.rows:
            return _made(printed, extracted, words, plan_id=plan_id, folder=folder, grades=grades, said=said)
    words = OwnWords((*words.rows, *own.rows))
    with words.in_force(), within(limits):
        again = open_document(source.path, extracted.source.sha256)  # readers keep no bytes; others are refused
        printed, extracted = _read(again, single_read=single_read, is_written=True)
        return _made(printed, extracted, words, plan_id=plan_id, folder=folder, grades=grades, said=said)


def _words_of_plan(
    extracted: ExtractedPlan, plan_id: str | None, folder: Path | None, said: tuple[Said, ...]
) -> OwnWords:
    """The own words of the ``plan.toml`` in the plan's folder; which plan it is says only the document."""
    if folder is None:
        return NO_WORDS
    own = _kept_id(extracted, plan_id, folder, said)
    return read_plan_words(folder / profile_of(extracted, own or None).plan_id)


def _made(
    printed: Document,
    extracted: ExtractedPlan,
    words: OwnWords,
    *,
    plan_id: str | None,
    folder: Path | None,
    grades: Sequence[RuleGrade],
    said: tuple[Said, ...],
) -> Plan:
    try:
        made = interpret(extracted, plan_id=plan_id, folder=folder, grades=grades, said=said)
    except PlanError as refused:
        if folder is not None and refused.code in WITHOUT_A_PLAN:
            _leave_to_decide(extracted, plan_id, folder, said)
        raise
    if folder is not None:
        require_room(made.year_tables, len(made.observations))
    return replace(made, own_words=words.standing_in(printed, made.profile))


def read_tables(source: Path, *, single_read: bool = False, limits: Limits | None = None) -> ExtractedPlan:
    """Read what is printed in one plan document, before anything is interpreted.

    The year tables of a PDF are read a second time with another engine, unless ``single_read`` leaves that out.
    Without ``limits`` those in force stand: the defaults, or those of whoever calls.
    """
    with within(limits), reading():
        return _read(source, single_read=single_read)[1]


def _read(
    source: Path | Opened, *, single_read: bool, looks_first: bool = False, is_written: bool = False
) -> tuple[Document, ExtractedPlan]:
    """What is printed in one document, as it stands there and as a plan."""
    path, container = source if isinstance(source, Opened) else open_document(source)
    if looks_first:
        importlib.import_module("extract.first_look").require_years(container, path)
    printed = document_of(container, path)
    extracted = extract_plan(printed)
    if is_written:
        require_room(extracted.year_tables)
    return printed, with_labels_whole(extracted if single_read else confirmed(extracted, container))


def interpret(
    extracted: ExtractedPlan,
    *,
    plan_id: str | None = None,
    folder: Path | None = None,
    grades: Sequence[RuleGrade] = (),
    said: tuple[Said, ...] = (),
) -> Plan:
    """Say what the printed cells mean, and audit them.

    What a person has decided in ``folder/<plan_id>/corrections.yaml`` is applied, and what he says of the plan in the
    ``plan.toml`` there or in ``said``; ``grades`` are those of the settings.
    """
    with reading():
        profile, all_said = _profile(extracted, plan_id, folder, said)
        decisions = NO_DECISIONS
        if folder is not None:
            decisions = decisions_on(profile, extracted.programs, folder)
        if profile.title_rule == "stated":
            extracted = replace(extracted, title_rule="stated")  # so that it is not called uncertain
        made = normalize_plan(extracted, plan_id=profile.plan_id, decisions=decisions, grades=grades)
        return replace(made, profile=stated(made.profile, all_said)) if all_said else made


def _profile(
    extracted: ExtractedPlan, plan_id: str | None, folder: Path | None, said: tuple[Said, ...]
) -> tuple[PlanProfile, tuple[Said, ...]]:
    """The profile of a document's plan, and what is said of it here and in the ``plan.toml`` of its folder.

    A document that lies in a folder with a ``plan.toml`` keeps the id of that folder.
    """
    profile = profile_of(extracted, _kept_id(extracted, plan_id, folder, said) or None)
    if folder is not None:
        said = merged(*said, *read_plan_settings(folder / profile.plan_id))
    return stated(profile, said), said


def _kept_id(extracted: ExtractedPlan, plan_id: str | None, folder: Path | None, said: tuple[Said, ...]) -> str:
    """The id that is said, or that of the folder which the document's plan has with a ``plan.toml``; else ''."""
    own = plan_id or plan_id_of(merged(*said))
    if own or folder is None:
        return own
    before = folder_of(extracted.source.sha256, folder)
    return before.name if before and says_anything(before) else ""


def profile_only(extracted: ExtractedPlan, said: tuple[Said, ...]) -> PlanProfile:
    """What the document and a person say of its plan, also of a document that is refused."""
    return _profile(extracted, None, None, merged(*said))[0]


def decide_only(extracted: ExtractedPlan) -> Decided:
    """What every table was taken for and what became of every cell, also of a document that is refused."""
    with reading():
        return decide(extracted)


def check(
    folder: Path,
    *,
    grades: Sequence[RuleGrade] | None = None,
    with_reasons: bool = False,
    profile: PlanProfile | None = None,
) -> Plan:
    """Audit the plan of an output folder once more, with the decisions that lie in it now.

    Without ``grades`` those of the run that wrote the folder stand. ``with_reasons`` keeps what ``decisions.json`` says
    of tables that are no year tables, as who writes the folder anew must. ``profile`` is what is said of the plan now.
    """
    plan = read_with_decisions(folder) if with_reasons else read_plan_file(folder / PLAN_FILE)
    _require_id(plan, folder / PLAN_FILE)
    plan = replace(plan, profile=profile) if profile else plan
    with recorded_words(plan.own_words).in_force():
        checked = normalize_plan(
            as_extracted(plan),
            plan_id=plan.profile.plan_id,
            decisions=decisions_on(plan.profile, plan.programs, folder.parent, folder.name),
            grades=plan.rules if grades is None else grades,
        )
    return replace(checked, profile=plan.profile, own_words=plan.own_words)


def _require_id(plan: Plan, path: Path) -> None:
    """Refuse a plan whose file says an id that none can have: the file is at fault, not what was told."""
    try:
        checked_id(plan.profile.plan_id)
    except PlanError as error:
        raise unreadable(path, PLAN_FILE, Reason(error.ko.rstrip("."), error.en.rstrip("."))) from None


def _leave_to_decide(extracted: ExtractedPlan, plan_id: str | None, folder: Path, said: tuple[Said, ...]) -> None:
    """Leave what a person needs to decide; a folder that holds a published plan stays as it is.

    Where it cannot be written, why the document is refused is the more useful thing to say.
    """
    profile, _ = _profile(extracted, plan_id, folder, said)
    target = folder / profile.plan_id
    if any(target.glob("*.csv")):
        return
    path = target / DECISIONS_FILE
    known = decisions_on(profile, extracted.programs, folder)
    plan = replace(undecided_plan(extracted, profile.plan_id, known), profile=profile)
    before = importlib.import_module("normalize.decisions.file").text_of(path) if path.exists() else ""
    before, _ = with_open_entries(before, plan, "ko", own_decisions(path), known)
    with suppress(PlanError):
        write_undecided(plan, folder, (DECISIONS_FILE, before))


def write_decisions(folder: Path, text: str) -> None:
    """Put a text into the place of what a person has decided, whole."""
    write_files(folder, {DECISIONS_FILE: text.encode()})


def with_open_entries(text: str, plan: Plan, language: str, own: Decisions, known: Decisions) -> tuple[str, int]:
    """The text of a plan's decisions with what its kin propose and an entry for each open finding, and how many."""
    text, proposed = importlib.import_module("normalize.decisions.proposals").with_proposals(text, plan, own, known)
    text, asked = importlib.import_module("normalize.decisions.skeleton").with_open_findings(text, plan, language)
    return text, proposed + asked


def decisions_on(profile: PlanProfile, programs: Sequence[ProgramNode], out: Path, name: str = "") -> Decisions:
    """What a person has decided about a plan of an output folder, in its own folder and in those of its kin."""
    own = own_decisions(out / (name or profile.plan_id) / DECISIONS_FILE)
    kin = []
    for one in kin_of(profile, programs, out, DECISIONS_FILE):
        with suppress(PlanError):  # the check of that plan says what is wrong in its file
            kin.append(OfKin(one.folder.name, one.is_same, own_decisions(one.folder / DECISIONS_FILE)))
    return with_inherited(own, kin) if kin else own


def own_decisions(path: Path) -> Decisions:
    """The decisions of one file; the reader of YAML takes long to import, so it is where there is a file only."""
    if not is_there(path):
        return NO_DECISIONS
    return cast(Decisions, importlib.import_module("normalize.decisions.file").read_decisions(path))

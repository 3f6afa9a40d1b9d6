"""``gongpyo publish``: published plans onto a portal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gongpyo.cli.changed import require_unchanged
from gongpyo.portals.api_key import api_key
from gongpyo.portals.ckan_actions import CkanActions
from gongpyo.portals.publish_ckan import Publication, Step, summed
from gongpyo.portals.site import Site
from gongpyo.portals.wanted import wanted_of
from gongpyo.telling.plan_counts import empty_for_publication
from gongpyo.telling.speech import LANGUAGES, Speech, error_fields
from output.descriptors.licences import licence_of
from output.folder.read_back import plan_folders, published_plans
from plan.errors import ExitCode, PlanError
from plan.records.meaning import Plan


def publish_ckan(
    out: Path,
    url: str,
    speech: Speech,
    *,
    organization: str = "",
    key_file: Path | None = None,
    datastore: bool = True,
    dry_run: bool = False,
) -> int:
    """Bring each plan of an output folder onto a CKAN site, and say what was written.

    What a portal asks for and a plan does not say, and a file that was changed by hand, stop it before anything is
    sent.
    """
    site = Site(url)  # an address that cannot be meant is said before anybody is asked for a key
    folders = list(plan_folders(out))
    require_unchanged(folders, "changed_never")
    plans = published_plans(out)
    for plan in plans:
        _require_ready(plan)
    wanted = [wanted_of(folder) for folder in folders]
    for plan in plans:
        licence = licence_of(plan.profile.licence)
        if licence and not licence.derivatives:
            speech.remark("no_derivatives", plan=plan.profile.plan_id, licence=licence.id)
    if site.is_in_clear:
        speech.remark("publish_in_clear", site=site.url)
    actions = CkanActions(Site(url, api_key(key_file, needed=not dry_run)))
    told: list[dict[str, Any]] = []
    for one in wanted:
        publication = Publication(actions, organization=organization, datastore=datastore, dry=dry_run)
        name = one.package["name"]
        try:
            publication.publish(one)
        except PlanError as error:
            if dry_run or not (_has_written(told) or publication.steps or publication.under_way):
                raise
            told.append(_told(name, publication))
            return _stopped(told, publication, error, speech)
        told.append(_told(name, publication))
        if not speech.as_json:
            _say(name, site.url, publication, speech, dry_run=dry_run)
    if speech.as_json:
        speech.result_json({"site": site.url, "dry_run": dry_run, "plans": told})
    return ExitCode.CLEAN


def _has_written(told: list[dict[str, Any]]) -> bool:
    """Whether anything has been written for the plans before."""
    return any(plan["steps"] for plan in told)


def _require_ready(plan: Plan) -> None:
    """Refuse a plan that does not say what a portal asks for, with the way to say it."""
    missing = [] if plan.profile.title else ["title"]
    missing += empty_for_publication(plan)
    if not missing:
        return
    ko, en = (
        speech.sentence(
            "publish_missing",
            plan=plan.profile.plan_id,
            what=", ".join(speech.sentence(f"publish_missing_{name}") for name in missing),
        )
        for speech in map(Speech, LANGUAGES)
    )
    raise PlanError("not-ready", ko=ko, en=en, plan=plan.profile.plan_id, missing=" ".join(missing))


def _say(name: str, site: str, publication: Publication, speech: Speech, *, dry_run: bool) -> None:
    steps = list(summed(publication.steps))
    head = "publish_nothing" if not steps else "publish_would" if dry_run else "published"
    speech.result(speech.sentence(head, plan=name, site=site))
    if not speech.quiet:
        for step in steps:
            speech.result(_line(step, speech))
        if not publication.has_datastore:
            speech.result(speech.sentence("publish_no_datastore"))


def _line(step: Step, speech: Speech) -> str:
    return speech.sentence(f"publish_{step.act}", what=step.what, rows=step.rows)


def _told(name: str, publication: Publication) -> dict[str, Any]:
    return {
        "plan_id": name,
        "datastore": publication.has_datastore,
        "steps": [step._asdict() for step in summed(publication.steps)],
    }


def _stopped(told: list[dict[str, Any]], publication: Publication, error: PlanError, speech: Speech) -> int:
    """Say how far it came: what is written stays, and the same command goes on from there."""
    name = told[-1]["plan_id"]
    if speech.as_json:
        speech.result_json(
            {"plans": told, "under_way": publication.under_way, "error": error_fields(error, speech.language)}
        )
    else:
        speech.error(error)
        for step in summed(publication.steps):
            speech.result(_line(step, speech))
    sentence = "publish_unsure" if publication.under_way else "publish_stopped"
    speech.remark(sentence, plan=name, steps=len(publication.steps))
    return ExitCode.PARTLY_FAILED

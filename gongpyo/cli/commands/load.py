"""``gongpyo load``: published plans into a database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import asdict

from gongpyo.cli.changed import remark_changed, require_unchanged
from gongpyo.telling.speech import Speech
from output.descriptors.licences import licence_of
from output.exports.database import Changed, load_plans
from output.exports.database import changes_file as file_of_changes
from output.exports.database_address import shown
from output.exports.database_connection import database_url
from output.exports.lineage_file import LINEAGE_FILE, read_lineage
from output.folder.read_back import plan_folders, published_plans
from output.folder.whole_files import write_files
from plan.errors import ExitCode


def load(out: Path, address: str, speech: Speech, *, changed_ok: bool = False, changes_file: Path | None = None) -> int:
    """Bring a database up to date with the plans of an output folder, and say what changed in each table.

    What ``lineage.csv`` of the folder says of these plans is loaded too. A plan of which a file was changed by hand is
    refused unless ``changed_ok``.
    """
    database_url(address)  # before anything is read: a path in its place must not be taken for the folder
    if changed_ok:
        remark_changed(plan_folders(out), speech)
    else:
        require_unchanged(plan_folders(out))
    plans = published_plans(out)
    lineage = read_lineage(out / LINEAGE_FILE)
    changes = load_plans(plans, address, lineage=lineage, log=_log_to(changes_file))
    for plan in plans:
        licence = licence_of(plan.profile.licence)
        if licence and not licence.derivatives:
            speech.remark("no_derivatives", plan=plan.profile.plan_id, licence=licence.id)
    if speech.as_json:
        speech.result_json(
            {
                "database": shown(address),
                "plans": [plan.profile.plan_id for plan in plans],
                "tables": {table: asdict(change) for table, change in changes.items()},
            }
        )
        return ExitCode.CLEAN
    speech.result(speech.sentence("loaded", count=len(plans), database=shown(address)))
    for table, change in changes.items() if not speech.quiet else ():
        speech.result(speech.sentence("changes", table=table, **asdict(change)))
    return ExitCode.CLEAN


def _log_to(path: Path | None) -> Callable[[Sequence[Changed]], None] | None:
    return None if path is None else lambda changes: write_files(path.parent, {path.name: file_of_changes(changes)})

"""``python -m benchmarks.ckan [--ckan PROGRAM]``: publish a plan on a real CKAN of this computer, and look at it there.

Needs an installed CKAN (in a venv of its own: ``pip install 'ckan[requirements]==2.12.0'``), PostgreSQL and redis;
where one of them is not there it says so and ends with 0. Solr is a stand-in, so CKAN's search is not tried.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.ckan.answers import FILE, answers
from benchmarks.ckan.real_site import MissingError, Site, ckan_site
from gongpyo.portals.ckan_actions import CkanActions
from gongpyo.portals.site import Site as Speaks
from output.tables.columns import tables

ROOT = Path(__file__).resolve().parents[2]
PLAN = ROOT / "fixtures" / "seoul-citizen-participation-2024-2027" / "plan.hwp"
NAME = "seoul-citizen-participation-2024-2027"


class Trial(NamedTuple):
    """The site, the folder of results, and the actions to look with."""

    site: Site
    out: Path
    actions: CkanActions

    def publish(self, *more: str, key: str = "") -> tuple[int, list[dict[str, Any]], str]:
        """Exit code, steps and standard error of one run of the command."""
        done = subprocess.run(
            [sys.executable, "-m", "gongpyo", "publish", "ckan", str(self.out), "--url", self.site.url,
             "--organization", self.site.organization, "--json", "--lang", "en", *more],
            cwd=ROOT, env=os.environ | {"GONGPYO_CKAN_KEY": key or self.site.key},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        said = json.loads(done.stdout)
        if (key or self.site.key) in done.stdout + done.stderr:
            raise AssertionError("the key was printed")
        steps = [step for plan in said.get("plans", ()) for step in plan["steps"]]
        return done.returncode, steps, done.stderr + json.dumps(said.get("error", {}))

    def package(self) -> dict[str, Any]:
        """The dataset as the site shows it."""
        shown: dict[str, Any] = self.actions.call("package_show", {"id": NAME})
        return shown

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows that the site's DataStore has of a table."""
        name = tables()[table].ko
        (found,) = (one["id"] for one in self.package()["resources"] if one["name"] == name)
        records: list[dict[str, Any]] = self.actions.call("datastore_search", {"resource_id": found, "limit": 32000})[
            "records"
        ]
        return records

    def change(self, table: str, column: str, text: str) -> None:
        """Another text in the first row of a file, as a conversion of another edition would have written it."""
        path = self.out / NAME / f"{table}.csv"
        package = self.out / NAME / "datapackage.json"
        head, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        rows[0][head.index(column)] = text
        made = io.StringIO(newline="")
        csv.writer(made).writerows([head, *rows])
        content = b"\xef\xbb\xbf" + made.getvalue().encode()
        said = json.loads(package.read_text(encoding="utf-8"))
        for file in said["resources"]:
            if file["path"] == path.name:
                file |= {"bytes": len(content), "hash": _digest(content)}
        path.write_bytes(content)
        package.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _datasets(trial: Trial) -> object:
    return trial.actions.call("package_list", {})


def _a_dry_run_writes_nothing(trial: Trial) -> object:
    code, steps, _ = trial.publish("--dry-run")
    return code == 0 and steps and not _datasets(trial)


def _a_key_without_rights_is_refused(trial: Trial) -> object:
    code, _, said = trial.publish(key=trial.site.weak_key)
    return code == 4 and "portal-forbidden" in said and not _datasets(trial)


def _a_dataset_is_created(trial: Trial) -> object:
    code, steps, _ = trial.publish()
    shown = trial.package()
    return code == 0 and steps[0]["act"] == "dataset_created" and len(shown["resources"]) == len(tables())


def _every_row_is_in_the_datastore(trial: Trial) -> object:
    for table in tables().values():
        text = (trial.out / NAME / f"{table.name}.csv").read_text(encoding="utf-8-sig")
        written = {row[table.key[0]] for row in csv.DictReader(io.StringIO(text, newline=""))}
        if written != {row[table.key[0]] for row in trial.rows(table.name)}:
            return False
    return True


def _a_second_run_writes_nothing(trial: Trial) -> object:
    before = trial.package()
    code, steps, _ = trial.publish()
    return code == 0 and steps == [] and trial.package() == before


def _a_changed_value_updates_one_row(trial: Trial) -> object:
    trial.change("targets", "value", "137001.25")
    code, steps, _ = trial.publish()
    acts = [(step["act"], step["what"], step["rows"]) for step in steps]
    wanted = [("file_updated", "targets.csv", 0), ("rows_written", "targets.csv", 1)]
    return code == 0 and acts == wanted and "137001.25" in {str(row["value"]) for row in trial.rows("targets")}


def _a_row_that_the_site_has_lost_comes_back(trial: Trial) -> object:
    (found,) = (one["id"] for one in trial.package()["resources"] if one["name"] == tables()["budgets"].ko)
    lost = trial.rows("budgets")[0]["budget_id"]
    trial.actions.call("datastore_delete", {"resource_id": found, "force": True, "filters": {"budget_id": [lost]}})
    code, steps, _ = trial.publish()
    return code == 0 and [(step["act"], step["rows"]) for step in steps] == [("rows_written", 1)]


def _a_strange_row_is_removed(trial: Trial) -> object:
    (found,) = (one["id"] for one in trial.package()["resources"] if one["name"] == tables()["budgets"].ko)
    row = {name: value for name, value in trial.rows("budgets")[0].items() if name != "_id"} | {"budget_id": "strange"}
    sent = {"resource_id": found, "force": True, "records": [row], "method": "insert"}
    trial.actions.call("datastore_upsert", sent)
    code, steps, _ = trial.publish()
    return code == 0 and [(step["act"], step["rows"]) for step in steps] == [("rows_removed", 1)]


def _a_title_changed_on_the_site_is_set_right(trial: Trial) -> object:
    shown = trial.package()
    tags = [{"name": tag["name"]} for tag in shown["tags"]] + [{"name": "another"}]
    trial.actions.call("package_patch", {"id": shown["id"], "title": "another", "tags": tags})
    code, steps, _ = trial.publish()
    now = trial.package()
    kept = "another" in {tag["name"] for tag in now["tags"]}
    return code == 0 and [step["what"] for step in steps] == ["title"] and now["title"] == shown["title"] and kept


def _another_dataset_is_left_alone(trial: Trial) -> object:
    shown = trial.package()
    trial.actions.call("package_patch", {"id": shown["id"], "extras": []})
    code, _, said = trial.publish()
    trial.actions.call("package_patch", {"id": shown["id"], "extras": shown["extras"]})
    return code == 4 and "portal-other-dataset" in said


def _a_removed_dataset_is_created_again(trial: Trial) -> object:
    trial.actions.call("package_delete", {"id": NAME})
    code, steps, _ = trial.publish()
    second = trial.publish()
    acts = [step["act"] for step in steps]
    return code == 0 and acts[:1] == ["dataset_created"] and second[:2] == (0, [])


TRIALS: tuple[Callable[[Trial], object], ...] = (
    _a_dry_run_writes_nothing,
    _a_key_without_rights_is_refused,
    _a_dataset_is_created,
    _every_row_is_in_the_datastore,
    _a_second_run_writes_nothing,
    _a_changed_value_updates_one_row,
    _a_second_run_writes_nothing,
    _a_row_that_the_site_has_lost_comes_back,
    _a_strange_row_is_removed,
    _a_title_changed_on_the_site_is_set_right,
    _another_dataset_is_left_alone,
    _a_removed_dataset_is_created_again,
)


def main() -> int:
    """0 where everything is as it should be, or where there is no CKAN to try."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ckan", default="ckan", help="the program of an installed CKAN")
    parser.add_argument(
        "--record", action="store_true", help="keep the answers that the tests' stand-in is held against"
    )
    chosen = parser.parse_args()
    try:
        with ckan_site(chosen.ckan) as site, tempfile.TemporaryDirectory() as folder:
            sys.stdout.write(f"CKAN {site.version}, with a stand-in for Solr\n")
            out = Path(folder) / "out"
            convert = [
                sys.executable,
                "-m",
                "gongpyo",
                "convert",
                str(PLAN),
                "-o",
                str(out),
                "--findings-ok",
                "--quiet",
            ]
            subprocess.run(convert, cwd=ROOT, check=True, capture_output=True)
            actions = CkanActions(Speaks(site.url, site.key))
            actions.call("organization_create", {"name": site.organization})
            if chosen.record:
                said = {"ckan": site.version, "answers": answers(site.url, site.key, site.organization)}
                FILE.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
                actions.call("package_delete", {"id": "trial"})
            return _tried(Trial(site, out, actions))
    except MissingError as missing:
        sys.stdout.write(f"skipped: {missing}\n")
        return 0


def _tried(trial: Trial) -> int:
    wrong = 0
    for one in TRIALS:
        fits = bool(one(trial))
        wrong += not fits
        sys.stdout.write(f"{'ok   ' if fits else 'WRONG'} {one.__name__.strip('_').replace('_', ' ')}\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())

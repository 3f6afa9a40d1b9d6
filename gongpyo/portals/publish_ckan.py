"""A plan's folder brought onto a CKAN site step by step: looked at first, then only what differs is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from gongpyo.portals.ckan_actions import CkanActions, NoActionError, NotThereError
from gongpyo.portals.differences import (
    Record,
    field_changes,
    has_other_types,
    is_ours,
    package_changes,
    resource_changes,
    row_changes,
)
from gongpyo.portals.wanted import Wanted, WantedFile
from plan.errors import PlanError
from plan.particles import particle

Item = TypeVar("Item")
BATCH = 2000  # rows of one request
PAGE = 32_000  # rows of one answer, the most that CKAN gives unless its site says less
UNSURE = ("portal-broken", "portal-no-api")  # a page of a gateway may stand for an answer that came too late
GONE = "deleted"  # the state of a dataset that a person has removed; CKAN lets another have its name


class Step(NamedTuple):
    """One thing that was written, or would be: what of the ``publish_…`` sentences, of which file, how many rows."""

    act: str
    what: str
    rows: int = 0


class Publication:
    """One plan and one site; ``steps`` is what has been written, and remains true where an error ends it."""

    def __init__(self, actions: CkanActions, *, organization: str, datastore: bool, dry: bool) -> None:
        self._actions = actions
        self._organization = organization
        self.has_datastore = datastore
        self._dry = dry
        self.steps: list[Step] = []
        self.under_way = ""

    def publish(self, wanted: Wanted) -> None:
        """Create the dataset or bring it up to date; twice in a row the second time writes nothing."""
        shown = self._shown(wanted.package["name"])
        there = _by_name(wanted, shown["resources"] if shown else [])
        if shown is None:
            owner = {"owner_org": self._organization} if self._organization else {}
            what = Step("dataset_created", wanted.package["name"])
            made = self._write(what, "package_create", wanted.package | owner)
            shown = {"id": wanted.package["name"]} | (made if isinstance(made, dict) else {})
        else:
            self._require_ours(wanted, shown)
            if patch := package_changes(wanted.package, shown):
                what = Step("dataset_updated", ", ".join(patch))
                self._write(what, "package_patch", {"id": shown["id"]} | patch)
        for file in wanted.files:
            resource_id = self._file(file, shown["id"], there.get(file.name))
            if self.has_datastore:
                self._table(file, resource_id)

    def _shown(self, name: str) -> dict[str, Any] | None:
        try:
            shown = self._actions.look("package_show", {"id": name}, resources="id", tags="name", extras="key")
        except NotThereError:
            return None
        return None if shown.get("state") == GONE else {"id": name} | shown

    def _require_ours(self, wanted: Wanted, shown: Mapping[str, Any]) -> None:
        """Refuse a dataset of this name that somebody else has made, or that another organization holds."""
        name, site = wanted.package["name"], self._actions.site.url
        if not is_ours(shown):
            raise PlanError(
                "portal-other-dataset",
                ko=f"'{site}'에 gongpyo가 만들지 않은 데이터셋 '{name}'{particle(name, '이/가')} 이미 있습니다. "
                "convert --plan-id로 다른 ID를 정하십시오. 아무것도 올리지 않았습니다.",
                en=f"'{site}' already holds a dataset '{name}' that gongpyo has not made. Give the plan another id "
                "with convert --plan-id; nothing was published.",
                site=site,
                dataset=name,
            )
        owner = shown.get("organization") or {}
        holder = self._actions.site.without_key(str(owner.get("name") or ""))
        if self._organization and self._organization not in (holder, owner.get("id")):
            raise PlanError(
                "portal-other-organization",
                ko=f"데이터셋 '{name}'{particle(name, '은/는')} 조직 '{holder}'의 것입니다"
                f"('{self._organization}' 아님). "
                "--organization을 바로잡거나 사이트에서 데이터셋을 옮기십시오. 아무것도 올리지 않았습니다.",
                en=f"The dataset '{name}' belongs to the organization '{holder}', not to "
                f"'{self._organization}'. Correct --organization, or move the dataset on the site; "
                "nothing was published.",
                site=site,
                dataset=name,
            )

    def _file(self, file: WantedFile, package_id: str, shown: Mapping[str, Any] | None) -> str:
        """Upload a file that is new or has another digest, and patch what is told of it; its id on the site."""
        if shown is None:
            fields = {"package_id": package_id} | file.resource
            made = self._upload(Step("file_created", file.path), "resource_create", fields, file)
            return str(made.get("id", "")) if isinstance(made, dict) else ""
        resource_id = str(shown["id"])
        patch = resource_changes(file, shown)
        if "hash" in patch:
            self._upload(Step("file_updated", file.path), "resource_patch", {"id": resource_id} | file.resource, file)
        elif patch:
            self._write(Step("file_described", file.path), "resource_patch", {"id": resource_id} | patch)
        return resource_id

    def _table(self, file: WantedFile, resource_id: str) -> None:
        """Bring the DataStore's table of a file up to date, row by row; a site without a DataStore has none."""
        try:
            fields, records = self._records(file, resource_id)
        except NoActionError:
            self.has_datastore = False
            return
        if fields and has_other_types(file, fields):
            self._write(Step("table_removed", file.path), "datastore_delete", _of(resource_id))
            fields, records = [], []
        if not fields or field_changes(file, fields):
            head = {"primary_key": [file.key], "fields": file.fields}
            act = "table_updated" if fields else "table_created"
            self._write(Step(act, file.path), "datastore_create", _of(resource_id) | head)
        write, remove = row_changes(file, records)
        for some in _batches(write):
            self._write(
                Step("rows_written", file.path, len(some)),
                "datastore_upsert",
                _of(resource_id) | {"method": "upsert", "records": some},
            )
        for gone in _batches(remove):
            self._write(
                Step("rows_removed", file.path, len(gone)),
                "datastore_delete",
                _of(resource_id) | {"filters": {file.key: gone}},
            )

    def _records(self, file: WantedFile, resource_id: str) -> tuple[list[dict[str, Any]], list[Record]]:
        """The columns and all rows of the table that is there; no columns where there is none."""
        asked = {"limit": PAGE, "sort": file.key, "include_total": False}
        records: list[Record] = []
        while True:
            query = {"resource_id": resource_id or "none", "offset": len(records)} | asked
            try:
                page = self._actions.look("datastore_search", query, fields="id", records="")
            except NotThereError:
                return [], []
            fields = page["fields"]
            if not any(field["id"] == file.key for field in fields):
                return fields, []
            records += page["records"]
            if not page["records"] or len(page["records"]) < page.get("limit", PAGE):
                return fields, records

    def _write(self, step: Step, action: str, payload: Mapping[str, Any]) -> Any:
        return self._done(step, lambda: self._actions.call(action, payload))

    def _upload(self, step: Step, action: str, fields: Mapping[str, str], file: WantedFile) -> Any:
        return self._done(step, lambda: self._actions.upload(action, fields, file.path, file.content))

    def _sure(self, step: Step, call: Callable[[], Any]) -> Any:
        """What a step gave; one whose answer is lost may have been carried out, and is kept as ``under_way``."""
        try:
            return call()
        except PlanError as error:
            self.under_way = f"{step.act} {step.what}" if error.code in UNSURE else ""
            raise

    def _done(self, step: Step, call: Callable[[], Any]) -> Any:
        """Carry a step out, unless it is only to be shown; what it gave."""
        made = None
        if not self._dry:
            made = self._sure(step, call)
        self.steps.append(step)
        return made


def summed(steps: list[Step]) -> Iterator[Step]:
    """The steps, the batches of rows of one file as one."""
    sums: dict[tuple[str, str], int] = {}
    for step in steps:
        sums[step.act, step.what] = sums.get((step.act, step.what), 0) + step.rows
    yield from (Step(act, what, rows) for (act, what), rows in sums.items())


def _of(resource_id: str) -> dict[str, Any]:
    """The table of an uploaded file, which CKAN lets nobody write to unless it is forced."""
    return {"resource_id": resource_id, "force": True}


def _batches(items: list[Item]) -> Iterator[list[Item]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def _by_name(wanted: Wanted, resources: list[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The files that the site shows by their name; two of one name of ours are refused, as either may be meant."""
    ours = {file.name for file in wanted.files}
    there: dict[str, Mapping[str, Any]] = {}
    for resource in resources:
        name = str(resource.get("name"))
        if name in there and name in ours:
            raise PlanError(
                "portal-two-files",
                ko=f"데이터셋 '{wanted.package['name']}'에 이름이 '{name}'인 파일이 둘 있습니다. "
                "사이트에서 하나를 지우십시오. 아무것도 올리지 않았습니다.",
                en=f"The dataset '{wanted.package['name']}' has two files of the name '{name}'. Remove one on the "
                "site; nothing was published.",
                dataset=wanted.package["name"],
            )
        there[name] = resource
    return there

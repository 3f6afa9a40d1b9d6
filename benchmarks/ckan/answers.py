"""What a CKAN site answers to the actions that ``publish`` uses, without what is other in each run.

The answers of the real site are kept beside the tests; their stand-in is asked the same and must answer the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongpyo.portals.ckan_actions import CkanActions
from gongpyo.portals.site import Answer, Site

FILE = Path(__file__).resolve().parents[2] / "tests" / "gongpyo" / "portals" / "ckan_answers.json"
PACKAGE = {"name": "trial", "title": "시험", "license_id": "other-closed", "tags": [{"name": "계획"}]}
EXTRAS = [{"key": "schema_version", "value": "1"}]
RESOURCE = {"name": "표", "description": "표 / table", "format": "CSV", "mimetype": "text/csv", "hash": "sha256:1"}
FIELDS = [
    {"id": "k", "type": "text", "info": {"label": "열쇠", "notes": "key", "type_override": "text"}},
    {"id": "v", "type": "numeric", "info": {"label": "값"}},
    {"id": "d", "type": "date"},
    {"id": "b", "type": "bool"},
]
RECORDS = [
    {"k": "a", "v": "1.50", "d": "2023-12-28", "b": True},
    {"k": "b", "v": None, "d": None, "b": None},
    {"k": "c", "v": "12345678901234567890.12", "d": None, "b": False},
]
Said = list[Any]


class _Listening(Site):
    """A site whose last answer is kept."""

    last: Answer

    def post(self, path: str, body: bytes, kind: str) -> Answer:
        self.last = super().post(path, body, kind)
        return self.last


def answers(url: str, key: str, organization: str) -> list[Said]:
    """Action, status, type and form of each answer."""
    return list(_answers(url, key, organization))


def _answers(url: str, key: str, organization: str) -> Iterator[Said]:
    site, stranger = _Listening(url, key), _Listening(url, "no-such-key")

    def ask(action: str, payload: Mapping[str, Any], by: Site = site) -> tuple[Said, Any]:
        answer = by.post(f"/api/3/action/{action}", json.dumps(payload).encode(), "application/json")
        return _said(action, answer)

    yield ask("package_show", {"id": PACKAGE["name"]})[0]
    yield ask("package_create", PACKAGE | {"owner_org": organization}, stranger)[0]
    yield ask("datastore_no_such_action", {})[0]
    told, made = ask("package_create", PACKAGE | {"owner_org": organization, "extras": EXTRAS})
    yield told
    CkanActions(site).upload("resource_create", {"package_id": made["id"]} | RESOURCE, "t.csv", b"k,v\r\n")
    told, resource = _said("resource_create", site.last)
    yield told
    table = {"resource_id": resource["id"], "force": True}
    asked = {"resource_id": resource["id"], "limit": 32000, "sort": "k", "include_total": False, "offset": 0}
    yield ask("datastore_search", asked)[0]
    yield ask("datastore_create", table | {"primary_key": ["k"], "fields": FIELDS})[0]
    yield ask("datastore_upsert", table | {"method": "upsert", "records": RECORDS})[0]
    yield ask("datastore_upsert", table | {"method": "upsert", "records": [{"k": "x", "none": "1"}]})[0]
    yield ask("datastore_search", asked)[0]
    yield ask("datastore_search", asked | {"offset": 3})[0]
    yield ask("datastore_delete", table | {"filters": {"k": ["a", "b"]}})[0]
    yield ask("datastore_search", asked)[0]
    yield ask("resource_patch", {"id": resource["id"], "hash": "sha256:2"})[0]
    yield ask("package_patch", {"id": made["id"], "title": "고침"})[0]
    yield ask("package_show", {"id": PACKAGE["name"]})[0]
    yield ask("datastore_delete", table)[0]
    yield ask("datastore_search", asked)[0]


def _said(action: str, answer: Answer) -> tuple[Said, Any]:
    """An answer in its form, and its result."""
    said = json.loads(answer.body, parse_float=Decimal)
    result = said.get("result") if isinstance(said, dict) else None
    return [action, answer.status, answer.kind, _form(action, said)], result


def _form(action: str, said: Any) -> Any:
    if isinstance(said, str):
        return said
    if not said["success"]:
        return {"success": False, "__type": said["error"]["__type"]}
    result = said["result"]
    if action.startswith("package"):
        kept = {name: result[name] for name in ("name", "title", "license_id", "state", "extras")}
        owner = {"organization": result["organization"]["name"]}
        tags = {"tags": [tag["name"] for tag in result["tags"]]}
        return kept | owner | tags | {"resources": [_resource(one) for one in result["resources"]]}
    if action.startswith("resource"):
        return _resource(result)
    if action == "datastore_search":
        records = [{name: _text(cell) for name, cell in record.items()} for record in result["records"]]
        return {"limit": result["limit"], "fields": result["fields"], "records": records}
    return {"success": True}


def _resource(shown: Mapping[str, Any]) -> dict[str, Any]:
    return {name: shown[name] for name in (*RESOURCE, "url_type")} | {"url": shown["url"].rpartition("/")[2]}


def _text(cell: object) -> object:
    """A number by its digits: the real site gives numbers, the stand-in what it was given."""
    return str(cell) if isinstance(cell, int | Decimal) and not isinstance(cell, bool) else cell

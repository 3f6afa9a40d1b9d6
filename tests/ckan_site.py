"""A stand-in for a CKAN site on 127.0.0.1, which answers as CKAN 2.12.0 did in the trial of ``benchmarks/ckan``.

The forms of its answers (success, error with ``__type``, the text of an unknown action, the columns with ``_id``) and
their statuses were taken from the real site. It differs in this: it keeps everything in memory, knows one organization,
checks no field of a dataset and no name of a user, converts no value and returns numbers as they came, says no size of
uploaded files, and has no pages beside its API.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread
from typing import Any

KEY = "a-key-that-nobody-may-see-0123456789"
LOOKS = ("package_show", "datastore_search")


class CkanSite:
    """What the site holds, what it was asked for, and how it misbehaves."""

    def __init__(self) -> None:
        self.url = ""
        self.packages: dict[str, dict[str, Any]] = {}
        self.tables: dict[str, dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.keys: list[str] = []
        self.key = KEY
        self.datastore = True
        self.most_rows = 32_000
        self.before: Callable[[str, int], str] = lambda _action, _writes: ""  # 'html', 'break', 'redirect:…' instead

    @property
    def writes(self) -> list[str]:
        """The actions that have written, in their order."""
        return [action for action, _ in self.calls if action not in LOOKS]

    @property
    def resources(self) -> dict[str, dict[str, Any]]:
        """The files of all datasets by their id."""
        return {one["id"]: one for package in self.packages.values() for one in package["resources"]}

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows in the table of the file of this Korean name."""
        (found,) = (one["id"] for one in self.resources.values() if one["name"] == name)
        return [_without_number(row) for row in self.tables[found]["rows"].values()]

    def answer(self, action: str, asked: dict[str, Any], file: tuple[str, bytes] | None, key: str) -> tuple[int, Any]:
        """Status and JSON of one action."""
        if action.startswith("datastore") and not self.datastore:
            return 400, f"Bad request: Action name not known: {action}"
        if action not in LOOKS and key != self.key:
            return _error(403, "Authorization Error", "Access denied: User  not authorized")
        work = getattr(self, f"_{action}", None)
        if work is None:
            return 400, f"Bad request: Action name not known: {action}"
        try:
            return 200, {"success": True, "result": work(asked, file) if "resource_" in action else work(asked)}
        except KeyError:
            return _error(404, "Not Found Error", "Not found")
        except ValueError as error:
            return 409, {"success": False, "error": {"records": [str(error)], "__type": "Validation Error"}}

    def _package_show(self, asked: dict[str, Any]) -> Any:
        return self.packages[asked["id"]]

    def _package_create(self, asked: dict[str, Any]) -> Any:
        if asked["name"] in self.packages:
            raise ValueError("That URL is already in use.")
        owner = {"id": "o-1", "name": asked.get("owner_org", "")}
        made = {"maintainer": None, "url": None, **asked, "id": str(uuid.uuid4()), "state": "active", "resources": []}
        self.packages[asked["name"]] = made | {"organization": owner}
        return self.packages[asked["name"]]

    def _package_patch(self, asked: dict[str, Any]) -> Any:
        (found,) = (one for one in self.packages.values() if one["id"] == asked["id"])
        found |= asked
        return found

    def _resource_create(self, asked: dict[str, Any], file: tuple[str, bytes] | None) -> Any:
        (package,) = (one for one in self.packages.values() if one["id"] == asked["package_id"])
        made = {**asked, "id": str(uuid.uuid4()), "url_type": "upload"}
        package["resources"].append(made)
        return self._resource_patch(made, file)

    def _resource_patch(self, asked: dict[str, Any], file: tuple[str, bytes] | None) -> Any:
        found = self.resources[asked["id"]]
        found |= asked
        if file:
            self.files[found["id"]] = file[1]
            found["url"] = f"{self.url}/dataset/resource/{found['id']}/download/{file[0]}"
        return found

    def _datastore_create(self, asked: dict[str, Any]) -> Any:
        assert asked["force"] and asked["resource_id"] in self.resources
        table = self.tables.setdefault(asked["resource_id"], {"rows": {}, "numbers": count(1)})
        table |= {"fields": asked["fields"], "key": asked["primary_key"][0]}
        return asked

    def _datastore_upsert(self, asked: dict[str, Any]) -> Any:
        assert asked["force"] and asked["method"] == "upsert"
        table = self.tables[asked["resource_id"]]
        known = {field["id"] for field in table["fields"]}
        for record in asked["records"]:
            if set(record) - known:
                raise ValueError(f"unknown columns {set(record) - known}")
            number = table["rows"].get(record[table["key"]], {"_id": next(table["numbers"])})["_id"]
            table["rows"][record[table["key"]]] = {"_id": number, **record}
        return {"resource_id": asked["resource_id"], "method": "upsert"}

    def _datastore_search(self, asked: dict[str, Any]) -> Any:
        table = self.tables[asked["resource_id"]]
        start, limit = asked["offset"], min(asked["limit"], self.most_rows)
        rows = sorted(table["rows"].values(), key=lambda row: str(row[asked["sort"]]))[start : start + limit]
        return {"records": rows, "fields": [{"id": "_id", "type": "int"}, *table["fields"]], "limit": limit}

    def _datastore_delete(self, asked: dict[str, Any]) -> Any:
        table = self.tables[asked["resource_id"]]
        if "filters" not in asked:
            del self.tables[asked["resource_id"]]
            return {}
        assert asked["filters"], "no filters would be every row"
        for key in asked["filters"][table["key"]]:
            del table["rows"][key]
        return {}


def _without_number(row: dict[str, Any]) -> dict[str, Any]:
    return {name: cell for name, cell in row.items() if name != "_id"}


def _error(status: int, kind: str, message: str) -> tuple[int, Any]:
    return status, {"success": False, "error": {"__type": kind, "message": message}}


@contextmanager
def ckan_site() -> Iterator[CkanSite]:
    """An empty site, gone afterwards."""
    site = CkanSite()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": site}))
    Thread(target=server.serve_forever, daemon=True).start()
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    site: CkanSite

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        action = self.path.rpartition("/")[2]
        self.site.keys.append(self.headers.get("Authorization", ""))
        instead = self.site.before(action, len(self.site.writes))
        if instead == "break":
            self.close_connection = True
            self.connection.close()
            return
        if instead.startswith("redirect:"):
            self._send(302, b"", "text/html", instead.partition(":")[2])
            return
        if instead == "html":
            self._send(200, f"<html>sign in, {self.site.keys[-1]}</html>".encode(), "text/html")
            return
        asked, file = _asked(self.headers["Content-Type"], body)
        self.site.calls.append((action, asked))
        status, said = self.site.answer(action, asked, file, self.site.keys[-1])
        content = json.dumps(said).encode()
        if instead == "half":
            self._send(200, content[: len(content) // 2], "application/json", length=len(content))
            return
        self._send(status, content, "application/json")

    def _send(self, status: int, content: bytes, kind: str, location: str = "", length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind};charset=utf-8")
        self.send_header("Content-Length", str(len(content) if length is None else length))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _asked(kind: str, body: bytes) -> tuple[dict[str, Any], tuple[str, bytes] | None]:
    """The payload of a request, and the file in it with its name."""
    if kind == "application/json":
        return json.loads(body), None
    parts = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body).get_payload()
    asked: dict[str, Any] = {}
    file = None
    for part in parts if isinstance(parts, list) else ():
        assert not isinstance(part, str)
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        if name == "upload":
            file = (str(part.get_filename()), content)
        else:
            asked[name] = content.decode()
    return asked, file

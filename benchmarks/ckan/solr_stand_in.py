"""A stand-in for Solr, which is in no package index: it keeps what CKAN adds and finds it by name, id and site alone.

CKAN asks Solr for its schema's version, adds and deletes datasets by ``update``, and looks one up by ``select``.
Nothing is ranked or counted here, so a search page of such a site finds nothing; all that writes goes to the real site.
"""

from __future__ import annotations

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lxml import etree

SCHEMA = b'<schema name="ckan-2.12" version="1.6"/>'
ONE = re.compile(r'name:"([^"]*)" OR id:"([^"]*)"')


GONE = re.compile(r'(?<!\w)id:"([^"]*)"')  # what a deletion names


class _Solr(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    kept: dict[str, dict[str, Any]]

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        if "schema" in where.path or "admin" in where.path:
            self._answer(SCHEMA, "application/xml")
        else:
            self._select(where.query)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        where = urlsplit(self.path)
        if where.path.endswith("/select"):
            self._select(body.decode())
            return
        if body.lstrip().startswith(b"<"):
            self._update_xml(body)
        elif body.strip():
            self._keep(json.loads(body))
        self._answer(b'{"responseHeader": {"status": 0}}')

    def _update_xml(self, body: bytes) -> None:
        said = etree.fromstring(body)
        for query in said.iter("query"):
            for name in GONE.findall(query.text or ""):
                self.kept.pop(name, None)
        for doc in said.iter("doc"):
            self._keep([{field.get("name", ""): field.text or "" for field in doc.iter("field")}])

    def _keep(self, docs: Any) -> None:
        for doc in docs if isinstance(docs, list) else ():
            self.kept[doc["id"]] = doc

    def _select(self, query: str) -> None:
        found = ONE.search(parse_qs(query).get("q", [""])[0])
        docs = [doc for doc in self.kept.values() if found and found[1] in (doc.get("name"), doc["id"])]
        response = {"numFound": len(docs), "start": 0, "docs": docs}
        self._answer(json.dumps({"responseHeader": {"status": 0}, "response": response}).encode())

    def _answer(self, body: bytes, kind: str = "application/json") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def solr_stand_in() -> tuple[ThreadingHTTPServer, str]:
    """A running server on a free port, and the address that CKAN is told."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Solr", (_Solr,), {"kept": {}}))
    Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/solr/ckan"

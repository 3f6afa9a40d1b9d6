"""The reviewer's pages on this machine: documents are dropped, looked at, decided on and downloaded.

Nobody else gets in: the server listens on the loopback address only, asks for a token that the command has printed, and
refuses requests for another host or from another site.
"""

from __future__ import annotations

import asyncio
import importlib
import io
import json
import secrets
import tempfile
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from extract.readers.registry import SUFFIXES
from gongpyo.reviewing.report import live_page, mend_page, start_page
from gongpyo.sandbox.process import ReaderProcess
from gongpyo.sandbox.settings import limits_of_environment
from gongpyo.workbench.acts import act_of, decisions_of, publishing_of
from gongpyo.workbench.folder import Folder, Reviewed
from output.folder.read_back import read_plan_file
from plan.errors import PlanError
from plan.forms import composed
from plan.safe_files import most_of_ours, read_file

COOKIE = "gongpyo"
MOST_OF_AN_ACT = 100_000  # bytes
MOST_OF_DECISIONS = 10_000_000  # bytes, as the file may have
STATUS = {"not-found": 404, "changed-meanwhile": 409, "other-plan": 409}
MENDED = ("corrections-malformed", "corrections-contradict")  # errors of decisions that a person can mend on the page
ROOM = 300  # characters of a file's name

Handler = Callable[[Request], Awaitable[Response]]


class App:
    """The handlers of one folder's pages; ``token`` is what lets a browser in, ``port`` where it comes in."""

    def __init__(self, out: Path, token: str, port: int) -> None:
        self.folder = Folder(out)
        self.token = token
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self.jobs: list[dict[str, Any]] = []
        self._one_at_a_time = asyncio.Lock()
        self._running: set[asyncio.Task[None]] = set()

    def routes(self) -> Starlette:
        """The application that a server runs."""
        table: list[tuple[str, Handler, str]] = [
            ("/", self.start, "GET"),
            ("/plan/{name}", self.page, "GET"),
            ("/plan/{name}/files/{file}", self.file, "GET"),
            ("/api/plans", self.plans, "GET"),
            ("/api/documents", self.drop, "POST"),
            ("/api/progress", self.progress, "GET"),
            ("/api/plan/{name}/version", self.version, "GET"),
            ("/api/plan/{name}/act", self.act, "POST"),
            ("/api/plan/{name}/decisions", self.decisions, "POST"),
            ("/api/plan/{name}/publishing", self.publishing, "POST"),
            ("/api/plan/{name}/undo", self.undo, "POST"),
            ("/api/plan/{name}/redo", self.redo, "POST"),
        ]
        return Starlette(routes=[Route(path, self._guarded(handler), methods=[how]) for path, handler, how in table])

    # -------------------------------------------------------------------------------------------- who may come in

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: Request) -> Response:
            refused = self._refused(request)
            if refused is not None:
                return refused
            try:
                answer = await handler(request)
            except PlanError as error:
                answer = JSONResponse({"error": _said(error)}, STATUS.get(error.code, 422))
            answer.headers["X-Content-Type-Options"] = "nosniff"
            answer.headers["Referrer-Policy"] = "no-referrer"
            answer.headers["X-Frame-Options"] = "DENY"
            answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
            answer.headers["Cache-Control"] = "no-store"
            return answer

        return guarded

    def _refused(self, request: Request) -> Response | None:
        """The answer to who may not come in; the token is taken once from the address and then kept in a cookie."""
        host = request.headers.get("host", "")
        if host not in self.hosts:
            return Response("another host", 421)
        origin = request.headers.get("origin")
        is_foreign = origin is not None and origin not in {f"http://{known}" for known in self.hosts}
        if is_foreign or request.headers.get("sec-fetch-site", "none") in ("cross-site", "same-site"):
            return Response("another site", 403)
        if request.method == "POST" and request.headers.get("x-gongpyo") != "1":
            return Response("not from these pages", 403)
        given = request.query_params.get("token", "")
        if request.method == "GET" and request.url.path == "/" and secrets.compare_digest(given, self.token):
            answer = RedirectResponse("/", 303)
            answer.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
            return answer
        if not secrets.compare_digest(request.cookies.get(COOKIE, ""), self.token):
            return Response("open the address that `gongpyo open` has printed", 403)
        return None

    # ------------------------------------------------------------------------------------------------- the pages

    async def start(self, _: Request) -> Response:
        """The first page: the plans of the folder, and the place to drop documents."""
        return _html(start_page)

    async def page(self, request: Request) -> Response:
        """The page of one plan."""
        reviewed = self._plan(request)
        try:
            data = await run_in_threadpool(reviewed.data)
        except PlanError as error:
            said = {"error": _said(error), "id": reviewed.folder.name, "version": "", "text": None}
            if error.code in MENDED:
                said |= {"version": reviewed.version(), "text": reviewed.text()}
            return _html(lambda nonce: mend_page(said, nonce))
        return _html(lambda nonce: live_page(data, nonce))

    async def plans(self, _: Request) -> Response:
        """What the first page lists."""
        listed = await run_in_threadpool(lambda: list(self.folder.plans()))
        return JSONResponse({"plans": listed, "suffixes": sorted(SUFFIXES), "most": limits_of_environment().file_bytes})

    async def version(self, request: Request) -> Response:
        """Whether what a page shows is still so."""
        return JSONResponse({"version": await run_in_threadpool(self._plan(request).version)})

    def _plan(self, request: Request) -> Reviewed:
        return self.folder.plan(request.path_params["name"])

    # -------------------------------------------------------------------------------------------------- deciding

    async def act(self, request: Request) -> Response:
        """Take one decision."""
        act = act_of(await _body(request, MOST_OF_AN_ACT))
        return await self._stepped(request, lambda plan: plan.act(act))

    async def decisions(self, request: Request) -> Response:
        """Take the file of the decisions as a person has mended it."""
        said = decisions_of(await _body(request, MOST_OF_DECISIONS))
        return await self._stepped(request, lambda plan: plan.mend(said))

    async def publishing(self, request: Request) -> Response:
        """Take what is said of the publication."""
        said = publishing_of(await _body(request, MOST_OF_AN_ACT))
        return await self._stepped(request, lambda plan: plan.publish_as(said))

    async def undo(self, request: Request) -> Response:
        """Take the last decision back."""
        version = await _version(request)
        return await self._stepped(request, lambda plan: plan.step_back(version))

    async def redo(self, request: Request) -> Response:
        """Take the decision again that was taken back last."""
        version = await _version(request)
        return await self._stepped(request, lambda plan: plan.step_back(version, again=True))

    async def _stepped(self, request: Request, step: Callable[[Reviewed], None]) -> Response:
        plan = self._plan(request)
        await run_in_threadpool(step, plan)
        return JSONResponse({"version": await run_in_threadpool(plan.version), "id": plan.folder.name})

    # --------------------------------------------------------------------------------------- documents and files

    async def drop(self, request: Request) -> Response:
        """Take a document and convert it in the guarded child; its progress is told by ``progress``."""
        name = _name(unquote(request.headers.get("x-name", "")))
        content = await _body(request, limits_of_environment().file_bytes)
        job: dict[str, Any] = {"number": len(self.jobs), "name": name, "state": "waiting"}
        self.jobs.append(job)
        task = asyncio.create_task(self._convert(job, content))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return JSONResponse(job, 202)

    async def _convert(self, job: dict[str, Any], content: bytes) -> None:
        async with self._one_at_a_time:
            job["state"] = "reading"
            try:
                job["plan"] = await run_in_threadpool(_converted, self.folder.out, job["name"], content)
                job["state"] = "done"
            except PlanError as error:
                job["error"] = {"code": error.code, "ko": error.ko, "en": error.en}
                job["state"] = "refused"

    async def progress(self, _: Request) -> Response:
        """Every change of a job, as server-sent events, until none is left to wait for."""
        return StreamingResponse(self._events(), media_type="text/event-stream")

    async def _events(self) -> AsyncIterator[str]:
        told: dict[int, str] = {}
        while True:
            for job in self.jobs:
                if told.get(job["number"]) != job["state"]:
                    told[job["number"]] = job["state"]
                    yield f"data: {json.dumps(job, ensure_ascii=False)}\n\n"
            if all(state in ("done", "refused") for state in told.values()):
                yield "event: rest\ndata: {}\n\n"
                return
            await asyncio.sleep(0.1)

    async def file(self, request: Request) -> Response:
        """A file of a plan's folder, its workbook, or all that a portal takes as one zip."""
        plan = self._plan(request)
        name = request.path_params["file"]
        content = await run_in_threadpool(_file, plan.folder, name)
        if content is None:
            return Response("no such file", 404)
        answer = Response(content, media_type="application/octet-stream")
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


def _said(error: PlanError) -> dict[str, Any]:
    """An error as the pages show it, with the field of a form or the line of a file that it is about."""
    field, line = (error.details.get(name) for name in ("field", "line"))
    return {"code": error.code, "ko": error.ko, "en": error.en, "field": field or "", "line": line or 0}


def _converted(out: Path, name: str, content: bytes) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="gongpyo-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        with ReaderProcess(forks=False) as reader:
            made = reader.call("convert", path, out=str(out), written={})
    return {"id": made["plan_id"], "counts": made["counts"], "findings": made["findings"]}


def _file(folder: Path, name: str) -> bytes | None:
    if name == "workbook.xlsx":
        workbook = importlib.import_module("output.exports.workbook")
        return bytes(workbook.workbook_bytes([read_plan_file(folder / "plan.json")]))
    if name == "portal.zip":
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
            portal = folder / "portal"
            for entry in () if portal.is_symlink() else sorted(portal.glob("*.csv")):
                content = _own_file(entry)
                if content is not None:
                    packed.writestr(entry.name, content)
        return stream.getvalue()
    return _own_file(folder / name) if name in {entry.name for entry in folder.iterdir()} else None


def _own_file(path: Path) -> bytes | None:
    """What an ordinary file holds; nothing of a link, a pipe or what is larger than any file of ours."""
    try:
        return read_file(path, most_of_ours(), follows=False)
    except OSError:
        return None


def _name(given: str) -> str:
    """The name of a dropped document, without a folder and without what no file's name has."""
    name = composed(given.replace("\\", "/").rpartition("/")[2])[-ROOM:]
    name = "".join(mark for mark in name if mark.isprintable())
    return name if name.strip(". ") else "document"


async def _body(request: Request, most: int) -> bytes:
    """The body of a request, which is not read beyond what it may hold."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise PlanError(
                "limit", ko=f"보낸 것이 {most:,}바이트보다 큽니다.", en=f"What was sent is larger than {most:,} bytes."
            )
        parts.append(part)
    return b"".join(parts)


async def _version(request: Request) -> str:
    try:
        return str(msgspec.json.decode(await _body(request, MOST_OF_AN_ACT), type=dict[str, str]).get("version", ""))
    except (msgspec.MsgspecError, ValueError):
        return ""


def _html(made: Callable[[str], str]) -> Response:
    """A page whose policy allows its own style and scripts by a nonce."""
    nonce = secrets.token_urlsafe(16)
    answer = HTMLResponse(made(nonce))
    answer.headers["Content-Security-Policy"] = (
        f"default-src 'none'; img-src data:; connect-src 'self'; style-src 'nonce-{nonce}'; "
        f"script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return answer

"""Runs the reviewer's pages on the loopback address and opens them in a browser."""

from __future__ import annotations

import secrets
import socket
import sys
import webbrowser
from pathlib import Path

import uvicorn

from gongpyo.telling.speech import Speech
from gongpyo.telling.streams import to_output
from gongpyo.workbench.app import App
from plan.errors import ExitCode, PlanError
from plan.particles import particle

LOOPBACK = "127.0.0.1"
TOKEN_BYTES = 24


def serve(out: Path, speech: Speech, *, port: int = 0, opens_browser: bool = True) -> int:
    """Serve a folder's pages until the process is told to stop; ``port`` 0 takes any that is free."""
    if out.exists() and not out.is_dir():
        raise PlanError(
            "no-plan",
            ko=f"'{out}'{particle(str(out), '은/는')} 폴더가 아닙니다. 결과를 둘 폴더를 지정하십시오.",
            en=f"'{out}' is no folder; name the folder for the results.",
            path=str(out),
        )
    out.mkdir(parents=True, exist_ok=True)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as bound:
        try:
            bound.bind((LOOPBACK, port))
        except (OSError, OverflowError) as error:  # a number that is no port
            why = getattr(error, "strerror", None) or str(error)
            raise PlanError(
                "port-taken",
                ko=f"포트 {port}{particle(str(port), '을/를')} 쓸 수 없습니다({why}). "
                "--port를 빼거나 다른 수를 주십시오.",
                en=f"port {port} cannot be used ({why}); leave --port out or give another number.",
                exit_code=ExitCode.USAGE,
            ) from None
        bound.listen()  # from now on a browser that is sooner than the server waits
        token = secrets.token_urlsafe(TOKEN_BYTES)
        number = bound.getsockname()[1]
        address = f"http://{LOOPBACK}:{number}/?token={token}"
        _tell(address, out, speech)
        if opens_browser:
            webbrowser.open(address)
        app = App(out.resolve(), token, number).routes()
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", server_header=False, lifespan="off"))
        server.run(sockets=[bound])
    return ExitCode.CLEAN


def _tell(address: str, out: Path, speech: Speech) -> None:
    """Say where the pages are at once, also into a pipe, which would else have it when all is over."""
    if speech.as_json:
        speech.result_json({"folder": str(out), "address": address})
    else:
        speech.result(speech.sentence("open_address", address=address, folder=out))
        speech.result(speech.sentence("open_how_to_end"))
    with to_output():
        sys.stdout.flush()

"""The one adapter to fsspec: file systems by their scheme, and what their libraries fail with."""

from __future__ import annotations

import importlib
import ipaddress
import sys
from typing import Any

import fsspec

SCHEMES = ("s3", "gs", "memory", "https")
PACKAGES = {"s3": "s3fs", "gs": "gcsfs", "https": "aiohttp"}  # what fsspec needs beside itself
PATIENCE = 60  # seconds that a host may be silent
FIRST_PATIENCE = 10  # seconds to connect
LONGEST = 900  # seconds that one request may take, however slowly its bytes come
TRIES = 3  # of a request that breaks
ERRORS = {  # of libraries that have no OSError for all that breaks, where they are in use
    "botocore.exceptions": ("BotoCoreError", "ClientError"),
    "aiohttp": ("ClientError",),
    "gcsfs.retry": ("HttpError",),
}


class RedirectedError(OSError):
    """A host that sends the caller to another address."""


def filesystem(scheme: str) -> Any:
    """The file system of a scheme; ``ImportError`` where its library is not installed."""
    options: dict[str, Any] = {"use_listings_cache": False, "skip_instance_cache": True}
    if scheme == "s3":
        options["config_kwargs"] = {
            "connect_timeout": FIRST_PATIENCE, "read_timeout": PATIENCE,
            "retries": {"max_attempts": TRIES, "mode": "standard"},
        }  # fmt: skip
        found = fsspec.filesystem(scheme, **options)
        found.retries = TRIES
        return found
    if scheme == "https":
        options |= {"get_client": _client_of_one_host, "block_size": 0}
    return fsspec.filesystem(scheme, **options)


async def _client_of_one_host(**options: Any) -> Any:
    """A session that follows no redirect, asks no proxy, and waits for a silent host so long and no longer."""
    aiohttp: Any = importlib.import_module("aiohttp")

    async def refuse(_session: Any, _context: Any, told: Any) -> None:
        raise RedirectedError(f"redirected to {told.response.headers.get('Location', '?')[:200]}")

    traced = aiohttp.TraceConfig()
    traced.on_request_redirect.append(refuse)
    timeout = aiohttp.ClientTimeout(total=LONGEST, sock_connect=FIRST_PATIENCE, sock_read=PATIENCE)
    return aiohttp.ClientSession(
        trace_configs=[traced],
        timeout=timeout,
        trust_env=False,
        headers={"Accept-Encoding": "identity"},  # its bytes as they lie there, which are counted
        connector=aiohttp.TCPConnector(resolver=_allowed_resolver(aiohttp)),
        **options,
    )


def _allowed_resolver(aiohttp: Any) -> Any:
    """What asks for the addresses of a host, and passes over those that no document has."""
    resolver = aiohttp.ThreadedResolver()
    ask = resolver.resolve

    async def resolve(*words: Any, **options: Any) -> list[dict[str, Any]]:
        found = [one for one in await ask(*words, **options) if is_spoken_to(one["host"])]
        if not found:
            raise OSError("link-local, multicast or unspecified address")
        return found

    resolver.resolve = resolve
    return resolver


def is_spoken_to(text: str) -> bool:
    """Whether a host may have this address; a name is none, and is looked at when it is resolved."""
    try:
        address: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return True
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return not (address.is_link_local or address.is_multicast or address.is_unspecified)


def failures() -> tuple[type[Exception], ...]:
    """What a call of a file system may fail with; libraries that nobody has imported are not."""
    found: list[type[Exception]] = [OSError]
    for module, names in ERRORS.items():
        if module in sys.modules:
            found += [getattr(sys.modules[module], name) for name in names if hasattr(sys.modules[module], name)]
    return tuple(found)

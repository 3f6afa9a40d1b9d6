"""One site over HTTP, and no other: no redirect is followed, no proxy asked, no link-local address spoken to.

The standard library's client is enough for requests that follow one another, and it does none of this by itself; a
library would bring redirects, proxies and cookies to switch off.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from output.exports.database_address import shown
from plan.errors import ExitCode, PlanError
from plan.printable import printable

PORTS = {"http": 80, "https": 443}
PATIENCE = 120  # seconds that a site may be silent
MOST = 256 * 1024 * 1024  # bytes of one answer
REDIRECTS = range(300, 400)
HERE = ("localhost", "127.0.0.1", "::1")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Answer(NamedTuple):
    """What a site has answered: the status of HTTP, the type of the content without its parameters, the content."""

    status: int
    kind: str
    body: bytes


class Site:
    """A site by its address and the key that is sent there; the key is in no message of it."""

    def __init__(self, url: str, key: str = "") -> None:
        self._parts = _parts_of(url)
        self._key = key
        self.url = url.rstrip("/")

    @property
    def is_in_clear(self) -> bool:
        """Whether the key would travel unencrypted to another computer."""
        return self._parts.scheme == "http" and self._parts.hostname not in HERE

    def post(self, path: str, body: bytes, kind: str) -> Answer:
        """The answer to a body of this type; where none comes it is a ``PlanError`` of the code ``portal-broken``."""
        connection = _Connection(self._parts)
        head = {"Content-Type": kind, "Accept": "application/json", "User-Agent": "gongpyo"}
        if self._key:
            head["Authorization"] = self._key
        try:
            connection.request("POST", f"{self._parts.path.rstrip('/')}{path}", body, head)
            answer = connection.getresponse()
            content = answer.read(MOST + 1)
        except (OSError, UnicodeError, http.client.HTTPException) as error:  # UnicodeError: no name of a host
            raise self._broken(error) from None
        finally:
            connection.close()
        if answer.status in REDIRECTS:
            raise self._redirected(answer.headers.get("Location", ""))
        if len(content) > MOST:
            raise self._broken(http.client.HTTPException(f"> {MOST:,} bytes"))
        return Answer(answer.status, answer.headers.get_content_type(), content)

    def without_key(self, text: str) -> str:
        """A text of the site as it may be shown."""
        return printable(text.replace(self._key, "***") if self._key else text)

    def _broken(self, error: Exception) -> PlanError:
        said = self.without_key(" ".join(str(error).split()) or type(error).__name__)
        return PlanError(
            "portal-broken",
            ko=f"'{self.url}'에서 답을 받지 못했습니다({said}). 주소와 연결을 보고 같은 명령을 다시 실행하십시오.",
            en=f"'{self.url}' gave no whole answer ({said}); see to the address and the connection, and run the same "
            "command again.",
            site=self.url,
        )

    def _redirected(self, location: str) -> PlanError:
        where = self.without_key(shown(location)) if "://" in location else self.without_key(location)
        return PlanError(
            "portal-redirects",
            ko=f"'{self.url}'의 답이 다른 주소('{where}')로 보냅니다. 키는 그리로 보내지 않습니다. "
            "그 사이트가 맞으면 --url에 그 주소를 적으십시오.",
            en=f"'{self.url}' sends on to '{where}', and the key is not sent there. If that is the site, name it "
            "with --url.",
            site=self.url,
        )


class _Connection(http.client.HTTPConnection):
    """A connection to the address that was looked at, so that no second look-up leads elsewhere."""

    def __init__(self, parts: SplitResult) -> None:
        self.default_port = PORTS[parts.scheme]
        super().__init__(parts.hostname or "", parts.port or self.default_port, timeout=PATIENCE)
        self._is_safe = parts.scheme == "https"

    def connect(self) -> None:
        """Connect to the first address of the host that answers, all of which must be allowed."""
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            _require_allowed(self.host, address)
        self.sock = self._first_of(addresses)
        if self._is_safe:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def _first_of(self, addresses: list[str]) -> socket.socket:
        for address in addresses[:-1]:
            try:
                return socket.create_connection((address, self.port), self.timeout)
            except OSError:
                continue
        return socket.create_connection((addresses[-1], self.port), self.timeout)


def _require_allowed(host: str, text: str) -> None:
    address: Address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        raise PlanError(
            "portal-address",
            ko=f"'{host}'의 주소 {text}에는 연결하지 않습니다(링크 로컬, 멀티캐스트, 0.0.0.0).",
            en=f"'{host}' has the address {text}, which is not connected to (link-local, multicast or unspecified).",
            exit_code=ExitCode.USAGE,
            site=host,
        )


def _parts_of(url: str) -> SplitResult:
    """The parts of a site's address; one with a name, password, query or fragment is refused."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _wrong_address(url) from None
    fits = parts.scheme in PORTS and parts.hostname and url.isascii() and url.isprintable() and " " not in url
    if not fits or port == 0 or parts.username is not None or parts.query or parts.fragment:
        raise _wrong_address(url)
    return parts


def _wrong_address(url: str) -> PlanError:
    given = printable(shown(url))
    return PlanError(
        "portal-address",
        ko=f"--url은 https://data.example.kr처럼 사이트의 첫 주소여야 합니다('{given}'). "
        "이름, 비밀번호, '?'는 적지 않습니다.",
        en=f"--url must be the root of a site, like https://data.example.kr, not '{given}'; "
        "without name, password or '?'.",
        exit_code=ExitCode.USAGE,
        site=given,
    )

"""Documents in object stores and on named hosts: listed with size and stamp, and fetched one by one."""

from __future__ import annotations

import hashlib
import importlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from extract.readers.limits import limit, over_limit
from extract.readers.registry import SUFFIXES
from gongpyo.batch.origins.archives import ARCHIVE
from gongpyo.batch.origins.items import Item
from gongpyo.telling.extras import extra_missing
from plan.errors import ExitCode, PlanError
from plan.os_errors import Reason, reason_of
from plan.particles import particle
from plan.printable import printable

AT_ONCE = 8 << 20  # bytes of one read
STAMPS = ("ETag", "etag", "md5Hash", "LastModified", "mtime", "created")  # of these the first that a store tells
MAGIC = "*?["
LONGEST_NAME = 200  # bytes of a file's name; file systems take 255
DIGITS = 8  # of the hash that stands in the place of a value behind the ? of an address
QUESTION = re.compile(r"\?[^\s'\"<>]+")  # what libraries quote of an address from its ? on
Found = Item | PlanError


class Remote:
    """Where a batch may go for documents: object stores, and over https the named hosts alone."""

    def __init__(self, hosts: Sequence[str] = ()) -> None:
        self._hosts = frozenset(host.lower() for host in hosts)
        self._known: dict[str, Any] = {}

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that are named."""
        return tuple(sorted(self._hosts))

    def is_in_use(self) -> bool:
        """Whether any address has been looked at, so that there are threads of a library's own."""
        return bool(self._known)

    def items(self, word: str, said: Mapping[str, Any]) -> Iterator[Found]:
        """The documents below an address; what cannot be looked into is an error."""
        try:
            yield from self._items(word.strip(), said)
        except PlanError as error:
            yield error

    def filesystem(self, address: str) -> Any:
        """The file system of an address that is allowed."""
        scheme = _allowed(address, self._hosts)
        if scheme not in self._known:
            try:
                self._known[scheme] = _library().filesystem(scheme)
            except ImportError as error:
                raise _lacks(address, error) from None
        return self._known[scheme]

    def attempt(self, address: str, work: Callable[[], Any]) -> Any:
        """What the work gives; whatever the network does is an error that names the address."""
        try:
            return work()
        except _library().failures() as error:
            raise broken(address, error) from None

    def _items(self, word: str, said: Mapping[str, Any]) -> Iterator[Found]:
        system = self.filesystem(word)
        scheme, path = word.partition("://")[0], system._strip_protocol(word)
        if scheme == "https":
            yield _item(word, self.attempt(word, lambda: system.info(word)), said)
            return
        if any(mark in path for mark in MAGIC):
            matches = self.attempt(word, lambda: system.glob(path, detail=True))
            found: Iterator[tuple[str, Mapping[str, Any]]] = iter(sorted(matches.items()))
        elif PurePosixPath(path).suffix.lower() in (*SUFFIXES, ARCHIVE):
            found = iter([(path, self.attempt(word, lambda: system.info(path)))])
        else:
            found = self._below(system, word, path)
        count = 0
        for name, info in found:
            address = f"{scheme}://{name.lstrip('/')}"
            suffix = PurePosixPath(name).suffix.lower()
            if info.get("type") != "file" or suffix not in (*SUFFIXES, ARCHIVE):
                continue
            count += 1
            yield _no_archive(address) if suffix == ARCHIVE else _item(address, info, said)
        if not count:
            yield _nothing(word)

    def _below(self, system: Any, word: str, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Every file below a folder, folder by folder, so that one folder at a time is held."""
        waiting = [path]
        while waiting:
            here = waiting.pop()
            entries = self.attempt(word, lambda here=here: system.ls(here, detail=True))  # type: ignore[misc]
            ordered = sorted(entries, key=lambda entry: str(entry["name"]))
            yield from ((str(one["name"]), one) for one in ordered if one["type"] == "file")
            below = [str(one["name"]) for one in ordered if one["type"] == "directory" and one["name"] != here]
            waiting += reversed(below)

    def content(self, item: Item) -> bytes:
        """The bytes, all of one moment: what the store tells of them must be what was listed, before and after."""
        system, most = self.filesystem(item.path), limit("file_bytes")
        if item.size > most:
            raise over_limit("file_bytes", Path(item.name), item.size)
        path = item.path if item.path.startswith("https") else system._strip_protocol(item.path)

        def read() -> bytes:
            parts, size = [], 0
            with system.open(path, "rb", cache_type="none") as file:
                while size <= most and (part := file.read(AT_ONCE)):
                    parts.append(part)
                    size += len(part)
            return b"".join(parts)

        content: bytes = self.attempt(item.path, read)
        if len(content) > most:
            raise over_limit("file_bytes", Path(item.name))
        now = _item(item.path, self.attempt(item.path, lambda: system.info(path)), {})
        if (now.size, now.stamp) != (item.size, item.stamp) or (item.size and len(content) != item.size):
            raise _changed(item.name)
        return content


def is_remote(word: str) -> bool:
    """Whether a word is an address and no path."""
    return "://" in word


def name_in(address: str) -> str:
    """The last part of an address, as the name of a file."""
    name = PurePosixPath(unquote(urlsplit(address).path) if address.startswith("https") else address).name
    name = "".join(mark if mark.isprintable() and mark not in '/\\:*?"<>|' else "_" for mark in name)
    while len(name.encode()) > LONGEST_NAME:
        name = name[1:]  # the end tells the format
    return name.lstrip(".") or "document"


def broken(address: str, error: Exception) -> PlanError:
    """The error for what the network or the store did."""
    said = QUESTION.sub("?", str(error)) or type(error).__name__
    why = reason_of(error) if isinstance(error, OSError) and error.errno else Reason(said, said)
    ko, en = printable(why.ko[:200]), printable(why.en[:200])
    code = "remote-refused" if isinstance(error, PermissionError) else "remote-broken"
    if isinstance(error, FileNotFoundError):
        code = "not-found"
    shown = shown_address(address)
    return PlanError(
        code,
        ko=f"'{shown}': 가져오거나 쓸 수 없습니다({ko}). 주소, 권한, 연결을 확인하고 다시 실행하면 이어집니다.",
        en=f"'{shown}' cannot be fetched or written ({en}); look at the address, the permissions and the connection, "
        "then run again: it goes on where it was.",
        path=shown,
    )


def _item(address: str, info: Mapping[str, Any], said: Mapping[str, Any]) -> Item:
    size = int(info.get("size") or 0)
    stamp = next((_text(info[key]) for key in STAMPS if info.get(key)), "")
    return Item(shown_address(address), address, size=size, stamp=f"{size}:{stamp}" if stamp else "", said=dict(said))


def _text(stamp: object) -> str:
    """A stamp as a text; a moment has one form, though a listing gives its seconds and a look at one file its date."""
    return f"{stamp.timestamp() if isinstance(stamp, datetime) else stamp:.6f}" if not isinstance(stamp, str) else stamp


def shown_address(address: str) -> str:
    """An address as it may be shown: values behind its ``?``, which may be keys, are the beginnings of their hashes."""
    before, mark, asked = address.partition("?")
    if not mark or not address.startswith(("https://", "http://")):
        return printable(address)
    told = []
    for part in asked.split("&"):
        name, is_named, value = part.partition("=")
        digest = hashlib.sha256((value if is_named else part).encode()).hexdigest()[:DIGITS]
        told.append(f"{name}={digest}" if is_named else digest)
    return printable(f"{before}?{'&'.join(told)}")


def _library() -> Any:
    try:
        return importlib.import_module("gongpyo.batch.origins.filesystems")
    except ModuleNotFoundError as error:
        if error.name != "fsspec":
            raise
        raise extra_missing("fsspec") from None


def _allowed(address: str, hosts: frozenset[str]) -> str:
    """The scheme of an address; one of another kind, with a password, or of a host that nobody named is refused."""
    try:
        parts = urlsplit(address)
        host, user = (parts.hostname or "").lower(), "@" in parts.netloc
    except ValueError:
        host, user = "", False
        parts = urlsplit("")
    if parts.scheme not in _library().SCHEMES:
        known = ", ".join(f"{scheme}://" for scheme in _library().SCHEMES)
        raise _usage(
            f"이 주소는 쓸 수 없습니다. 쓸 수 있는 것: {known}", f"such an address is not taken; what is: {known}"
        )
    if user:
        raise _usage(
            "주소에 사용자나 암호를 넣지 마십시오. 그 저장소의 설정(환경 변수, 설정 파일)으로 주십시오",
            "an address holds no user or password here; give them as the store's own settings do",
        )
    if parts.scheme == "https" and not _library().is_spoken_to(host):
        raise _usage(
            f"'{printable(host)}'에는 연결하지 않습니다(링크 로컬, 멀티캐스트, 0.0.0.0)",
            f"'{printable(host)}' is not connected to (link-local, multicast or unspecified)",
        )
    if parts.scheme == "https" and host not in hosts:
        shown = printable(host)
        raise _usage(
            f"'{shown}'{particle(shown, '은/는')} 이름을 대지 않은 호스트입니다. 믿는 곳이면 --host {shown}를 주십시오",
            f"'{shown}' is a host that nobody named; give --host {shown} if it is to be trusted",
        )
    return parts.scheme


def _usage(ko: str, en: str) -> PlanError:
    return PlanError("usage", ko=f"{ko}.", en=f"{en}.", exit_code=ExitCode.USAGE)


def _lacks(address: str, error: ImportError) -> PlanError:
    scheme, said = address.partition("://")[0], printable(str(error)[:200])
    package = _library().PACKAGES.get(scheme, scheme)
    return PlanError(
        "extra-missing",
        ko=f"{scheme}:// 주소에 필요한 라이브러리가 없습니다({said}). 'pip install {package}'로 설치하십시오.",
        en=f"The library for {scheme}:// is not installed ({said}); install it with 'pip install {package}'.",
        exit_code=ExitCode.USAGE,
    )


def _changed(address: str) -> PlanError:
    shown = shown_address(address)
    return PlanError(
        "changed-while-read",
        ko=f"'{shown}': 목록을 만든 뒤에 바뀌었거나 다 오지 않았습니다. 다시 실행하십시오.",
        en=f"'{shown}' has changed since it was listed, or did not arrive whole; run again.",
        path=shown,
    )


def _no_archive(address: str) -> PlanError:
    shown = shown_address(address)
    return PlanError(
        "remote-archive",
        ko=f"'{shown}': 주소로 준 압축 파일은 읽지 않습니다. 내려받아 파일로 주십시오.",
        en=f"'{shown}': an archive is not read at an address; download it and name the file.",
        path=shown,
    )


def _nothing(address: str) -> PlanError:
    shown = shown_address(address)
    return PlanError(
        "no-documents",
        ko=f"'{shown}'에 문서가 없습니다.",
        en=f"'{shown}' holds no document.",
        path=shown,
    )

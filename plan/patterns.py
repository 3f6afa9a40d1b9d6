"""Regular expressions that are compiled when they are first used, and kept compiled beside the byte code.

A document needs few of them all, but to compile these few takes a quarter of a short run. What ``regex`` makes of a
source is therefore kept (``plan/kept_files.py``) for this version of both.

>>> lazy_pattern(r"\\d+년").search("2024년").group()
'2024년'
"""

from __future__ import annotations

import copyreg
import mmap
import sys
from functools import cache, cached_property
from pathlib import Path
from typing import Any, cast

import msgspec
import regex

from plan.kept_files import beside_byte_code, keep, read_kept

MADE_FOR = f"{sys.implementation.cache_tag} regex {regex.__version__}\n".encode()
# What regex pickles: source, flags, code, groups by name and by number, named lists (none is used here) and how they
# are numbered, then where a text that must be there stands, the text, its flags, and the number of groups.
KeptForm = tuple[
    str, int, bytes, dict[str, int], dict[int, str], dict[str, None], list[None], int, tuple[int, ...], int, int
]
Kept = list[tuple[str, int, bytes]]
ROOM = 1 << 20  # bytes, more than any of our expressions takes
MOST = 1_000  # expressions that are kept: a run over documents of all kinds needs some five hundred

_memory_is_short = [False]  # of this process
_kept_now: dict[tuple[str, int], bytes] = {}  # what this process has compiled itself


class _Uncompiled:
    """A regular expression that becomes a compiled one with the first thing that is asked of it."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self.flags = flags

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        """The expression itself."""
        if _memory_is_short[0]:
            _require_room()
        kept = _kept().get((self.pattern, self.flags))
        return _restored(kept) if kept is not None else self._compiled_anew()

    def _compiled_anew(self) -> regex.Pattern[str]:
        made = regex.compile(self.pattern, self.flags)
        _kept_now[self.pattern, self.flags] = kept_form(made)
        return made

    def __getattr__(self, name: str) -> Any:
        """What the compiled expression has under this name; it is kept, so that no later use comes through here."""
        found = getattr(self.compiled, name)
        setattr(self, name, found)
        return found


def lazy_pattern(source: str, flags: int = 0) -> regex.Pattern[str]:
    """The expression of a source, not compiled yet; ``pattern`` and the methods are those of ``regex.Pattern``."""
    return cast("regex.Pattern[str]", _Uncompiled(source, flags))


def with_spaces(word: str, between: str = r"\s?") -> str:
    """The source of an expression for a word that may have a space between any two of its marks.

    >>> lazy_pattern(with_spaces("총(계)")).fullmatch("총 (계 )") is not None
    True
    """
    return between.join(map(_literal, word))


@cache
def _literal(mark: str) -> str:
    """The source of one mark; a few hundred of them are all words of the tables."""
    return regex.escape(mark)


def kept_form(made: regex.Pattern[str]) -> bytes:
    """What ``regex`` itself would pickle of a compiled expression, as MessagePack, which can hold nothing that runs."""
    return msgspec.msgpack.encode(copyreg.dispatch_table[regex.Pattern](made)[1])


def keep_compiled() -> None:
    """Write what was compiled here beside what is kept already, whole or not at all."""
    if not _kept_now:
        return
    entries = dict(list({**_read(), **_kept_now}.items())[-MOST:])
    _kept_now.clear()
    content = msgspec.msgpack.encode([(*of, kept) for of, kept in entries.items()])
    keep(_file(), MADE_FOR, content)


def mind_memory(*, is_short: bool) -> None:
    """Have expressions be compiled only where there is room for them, in all of this process.

    ``regex`` goes on for ever where it gets no memory while it compiles.
    """
    _memory_is_short[0] = is_short


def _require_room() -> None:
    """``OSError`` where the system does not give so much (Linux)."""
    if sys.platform == "linux":
        mmap.mmap(-1, ROOM, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close()


def _restored(kept: bytes) -> regex.Pattern[str]:
    return cast("regex.Pattern[str]", _unpickled()(*msgspec.msgpack.decode(kept, type=KeptForm)))


@cache
def _unpickled() -> Any:
    """What ``regex`` makes an expression with of what it has pickled."""
    return copyreg.dispatch_table[regex.Pattern](regex.compile(""))[0]


@cache
def _kept() -> dict[tuple[str, int], bytes]:
    return _read()


def _read() -> dict[tuple[str, int], bytes]:
    """What is kept; nothing where it was made for others or is not whole."""
    content = read_kept(_file(), MADE_FOR)
    if content is None:
        return {}
    return {(source, flags): kept for source, flags, kept in msgspec.msgpack.decode(content, type=Kept)}


def _file() -> Path:
    return beside_byte_code(Path(__file__), ".regex")

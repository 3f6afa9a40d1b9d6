"""The password that is in force while a document is read, as its limits are; nothing shows it, and nothing keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from plan.errors import ExitCode, PlanError

LONGEST = 1_024  # characters; what is longer is a file of something else


class Password:
    """What a person knows of a document; ``needed`` says whether a document has asked for it so far.

    >>> Password("1234")
    Password(***)
    """

    __slots__ = ("_text", "needed")

    def __init__(self, text: str) -> None:
        self._text = text
        self.needed = False

    def __repr__(self) -> str:
        return "Password(***)"

    def text(self) -> str:
        """The very characters, for who unlocks a document or hands them to the process that does."""
        return self._text

    def spellings(self) -> tuple[bytes, ...]:
        """The bytes that it may have been typed as: UTF-8, and the code page of a Korean Windows."""
        found = [self._text.encode()]
        if not self._text.isascii():
            with suppress(UnicodeEncodeError):  # of characters that the code page has not
                found.append(self._text.encode("cp949"))
        return tuple(found)


def require_usable(text: str, where: str) -> None:
    """Refuse what can be no password, unseen: nothing at all, several lines, or a whole file of something else."""
    if not 0 < len(text) <= LONGEST or not text.isprintable():
        raise PlanError(
            "password",
            ko=f"{where}에는 암호 한 줄(1~{LONGEST:,}자)만 있어야 합니다.",
            en=f"{where} must hold one line with the password (1 to {LONGEST:,} characters) and nothing else.",
            exit_code=ExitCode.USAGE,
        )


_in_force: ContextVar[Password | None] = ContextVar("password", default=None)


def password_in_force() -> Password | None:
    """The password that documents may be read with, if a person has given one."""
    return _in_force.get()


@contextmanager
def unlocked_by(password: Password | None) -> Iterator[None]:
    """Have a password in force, or none."""
    before = _in_force.set(password)
    try:
        yield
    finally:
        _in_force.reset(before)


def spellings_asked_for() -> tuple[bytes, ...]:
    """The bytes of the password for a document that has turned out to be locked; none where there is no password."""
    password = _in_force.get()
    if password is None:
        return ()
    password.needed = True
    return password.spellings()

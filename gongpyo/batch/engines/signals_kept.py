"""Signals beside an engine whose library takes them over: they end this process as they do without it."""

from __future__ import annotations

import _thread
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from threading import Event, Lock, Thread
from typing import ParamSpec, TypeVar

from gongpyo.sandbox.child import ENDING

LOOKED_AT = 0.5  # seconds between two looks at whether the engine has ended
HELD = hasattr(signal, "pthread_sigmask") and hasattr(signal, "sigtimedwait")  # not on Windows or macOS
Given = ParamSpec("Given")
Result = TypeVar("Result")


class SignalsKept:
    """Has nobody but us hear what ends this process.

    It is blocked in this thread and so in those that the library starts, whose own handler aborts; a thread of ours
    waits for it and has ours run, where the library is not in the middle of a call. In processes that are started
    it is open.
    """

    def __init__(self) -> None:
        self._over = Event()
        self._undisturbed = Lock()

    @contextmanager
    def kept(self) -> Iterator[None]:
        """From before the library starts until it has ended."""
        heard = signal.getsignal(signal.SIGTERM)
        if HELD:
            before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
            waiting = Thread(target=self._pass_on, daemon=True)
            waiting.start()
            _open_in_processes()
        try:
            yield
        finally:
            if HELD:
                self._over.set()
                waiting.join()
            signal.signal(signal.SIGTERM, heard)
            if HELD:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def undisturbed(self, function: Callable[Given, Result]) -> Callable[Given, Result]:
        """The same, but what is heard meanwhile is heard behind it."""

        @wraps(function)
        def call(*words: Given.args, **named: Given.kwargs) -> Result:
            with self._undisturbed:
                return function(*words, **named)

        return call

    def _pass_on(self) -> None:
        while not self._over.is_set():
            heard = signal.sigtimedwait(ENDING, LOOKED_AT)
            if heard is not None:
                with self._undisturbed:
                    _thread.interrupt_main(signal.Signals(heard.si_signo))


@cache
def _open_in_processes() -> None:
    """Have processes that are started from now on hear them, once for all."""
    os.register_at_fork(after_in_child=_open)


def _open() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)

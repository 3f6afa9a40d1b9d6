"""What a caller of the library may state: how a document is read, and its limits."""

from __future__ import annotations

import os
from typing import Any

import msgspec

from extract.readers.limits import Limits
from extract.readers.locked.password import require_usable
from plan.errors import ExitCode, PlanError

DEFAULT_LIMITS = Limits()
KINDS: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("plan_id", "provider", "licence", "name"), (str,)),
    **dict.fromkeys(("with_contacts", "single_read", "replace", "report", "isolated"), (bool,)),
    **dict.fromkeys(("config", "labels", "ocr_model"), (str, os.PathLike, type(None))),
    "limits": (Limits,),
    "password": (str, type(None)),
}
UNSHOWN = "password"


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How documents are read and written; what is not stated is as on the command line.

    ``name`` is that of a document given as bytes. ``with_contacts`` keeps the names and telephone numbers of officials,
    ``single_read`` reads a PDF with one engine only, ``replace`` lets ``convert`` replace the plan of another document,
    and without ``report`` it writes no ``report.html``.
    ``labels`` is a list that names in scans are held against, ``ocr_model`` a model to recognise them with.
    ``config`` is a ``gongpyo.toml``; ``password`` opens a locked document and is shown nowhere. Unless ``isolated``, a
    document is read in this very process: sooner, but then nothing holds it to memory and time.
    """

    plan_id: str = ""
    provider: str = ""
    licence: str = ""
    with_contacts: bool = False
    single_read: bool = False
    replace: bool = False
    report: bool = True
    config: str | os.PathLike[str] | None = None
    name: str = ""
    isolated: bool = True
    limits: Limits = DEFAULT_LIMITS
    password: str | None = None
    labels: str | os.PathLike[str] | None = None
    ocr_model: str | os.PathLike[str] | None = None

    def __post_init__(self) -> None:
        for name, kinds in KINDS.items():
            value = getattr(self, name)
            if not isinstance(value, kinds):
                shown = type(value).__name__ if name == UNSHOWN else repr(value)
                wanted = " | ".join(kind.__name__ for kind in kinds)
                raise PlanError(
                    "usage",
                    ko=f"Options({name}=…)는 {wanted}이어야 합니다({shown}).",
                    en=f"Options({name}=…) must be {wanted}, not {shown}.",
                    exit_code=ExitCode.USAGE,
                    option=name,
                )
        if self.password is not None:
            require_usable(self.password, "Options(password=…)")

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        shown = {name: getattr(self, name) for name in self.__struct_fields__}
        return [*(shown | ({UNSHOWN: "***"} if self.password is not None else {})).items()]

    def __repr__(self) -> str:
        return f"Options({', '.join(f'{name}={said!r}' for name, said in self.__rich_repr__())})"

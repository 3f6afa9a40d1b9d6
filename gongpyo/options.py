"""What a caller of the library may state: how a document is read, and its limits."""

from __future__ import annotations

import os

import msgspec

from plan.errors import ExitCode, PlanError

MIB = 1 << 20


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a document may ask for at most; each is a whole number above 0.

    Memory, time and progress are limits of the guarded child; memory holds on Linux only. The settings of the command
    line (``GONGPYO_MAX_…``) do not move them.
    """

    file_bytes: int = 200 * MIB
    zip_entries: int = 2_000
    inflated_bytes: int = 256 * MIB
    inflated_ratio: int = 200
    section_records: int = 500_000
    record_depth: int = 64
    xml_depth: int = 512
    pages: int = 5_000
    table_rows: int = 5_000
    table_columns: int = 500
    table_cells: int = 250_000
    memory_mib: int = 1_024
    idle_seconds: int = 60
    seconds: int = 300

    def __post_init__(self) -> None:
        for name, value in msgspec.structs.asdict(self).items():
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise PlanError(
                    "usage",
                    ko=f"Limits({name}=…)는 1 이상의 정수여야 합니다({value!r}).",
                    en=f"Limits({name}=…) must be a whole number above 0, not {value!r}.",
                    exit_code=ExitCode.USAGE,
                    limit=name,
                )


DEFAULT_LIMITS = Limits()
KINDS: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("plan_id", "provider", "licence", "name"), (str,)),
    **dict.fromkeys(("with_contacts", "single_read", "replace", "isolated"), (bool,)),
    "config": (str, os.PathLike, type(None)),
    "limits": (Limits,),
}


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How documents are read and written; what is not stated is as on the command line.

    ``name`` is that of a document given as bytes. ``with_contacts`` keeps the names and telephone numbers of officials,
    ``single_read`` reads a PDF with one engine only, ``replace`` lets ``convert`` replace the plan of another document.
    ``config`` is a ``gongpyo.toml``. Unless ``isolated``, a document is read in this very process: sooner, but then
    nothing holds it to memory and time.
    """

    plan_id: str = ""
    provider: str = ""
    licence: str = ""
    with_contacts: bool = False
    single_read: bool = False
    replace: bool = False
    config: str | os.PathLike[str] | None = None
    name: str = ""
    isolated: bool = True
    limits: Limits = DEFAULT_LIMITS

    def __post_init__(self) -> None:
        for name, kinds in KINDS.items():
            value = getattr(self, name)
            if not isinstance(value, kinds):
                wanted = " | ".join(kind.__name__ for kind in kinds)
                raise PlanError(
                    "usage",
                    ko=f"Options({name}=…)는 {wanted}이어야 합니다({value!r}).",
                    en=f"Options({name}=…) must be {wanted}, not {value!r}.",
                    exit_code=ExitCode.USAGE,
                    option=name,
                )

"""What ``import gongpyo`` offers: documents in, plans out, by a function for each thing that the command line does."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from extract.readers.limits import NAMES, Limits, check_limit, setting_of, within
from extract.readers.locked.password import Password, unlocked_by
from extract.readers.recognised.aids import aided_by
from gongpyo.options import Options
from gongpyo.pipeline import check as checked
from gongpyo.plan_view import PlanView
from gongpyo.sandbox.process import ReaderProcess, has_one_thread
from gongpyo.sandbox.tasks import TASKS
from gongpyo.settings.aids import aids_of
from gongpyo.settings.options import values_of
from output.folder.read_back import plan_folders, record_of_json
from plan.data_files import tables_of
from plan.errors import ExitCode, PlanError
from plan.particles import particle
from plan.records.base import Record
from plan.records.meaning import Plan
from plan.records.printed import ExtractedPlan

Readable = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO
Kind = TypeVar("Kind", bound=Record)
DEFAULTS = Options()
UNNAMED = "document"
UNNEEDED = "암호가 걸리지 않은 문서여서 암호를 쓰지 않았습니다 / the password was not used: no document is locked"
CALLER = 3  # frames from the warning to the line of the caller
WORDS_FILE = Path(__file__).with_name("door.toml")


def convert(source: Readable, folder: str | os.PathLike[str], options: Options = DEFAULTS) -> PlanView:
    """Read one plan document and write its open data into ``folder/<plan_id>/``.

    What a person has decided in the ``corrections.yaml`` there is applied. A folder that holds the plan of another
    document is left as it is, with an error, unless ``Options(replace=True)``.
    """
    stated = {
        "out": os.fspath(folder),
        "replace_other": options.replace,
        "with_report": options.report,
        **_stated(options),
    }
    done = _done("written_record", source, options, stated)
    return PlanView(_record(Plan, done), Path(done["folder"]))


def read(source: Readable, options: Options = DEFAULTS) -> PlanView:
    """Read one plan document without writing anything."""
    return PlanView(_record(Plan, _done("record", source, options, _stated(options))))


def tables(source: Readable, options: Options = DEFAULTS) -> ExtractedPlan:
    """What is printed in one document, before anything is interpreted: every year table, verbatim, with its places."""
    stated = {"single_read": options.single_read, "with_contacts": options.with_contacts}
    return _record(ExtractedPlan, _done("extracted_record", source, options, stated))


def check(folder: str | os.PathLike[str], limits: Limits = DEFAULTS.limits) -> tuple[PlanView, ...]:
    """Audit every plan of an output folder once more, with the decisions that lie in it now.

    Of ``limits`` only ``plan_bytes`` matters here: a ``plan.json`` that is larger is not read.
    """
    with _in_python(), within(limits):
        return tuple(PlanView(checked(each), each) for each in plan_folders(Path(folder)))


def _stated(options: Options) -> dict[str, Any]:
    """What a caller states of a plan, as the tasks name it."""
    return {
        "values": values_of((), plan_id=options.plan_id, provider=options.provider, licence=options.licence),
        "with_contacts": options.with_contacts,
        "single_read": options.single_read,
        "config": None if options.config is None else os.fspath(options.config),
    }


def _done(task: str, source: Readable, options: Options, stated: dict[str, Any]) -> dict[str, Any]:
    """The result of a task, in the guarded child or here, within the caller's limits."""
    password = None if options.password is None else Password(options.password)
    with (
        _in_python(),
        within(options.limits),
        unlocked_by(password),
        _aided(options),
        _file_of(source, options) as path,
    ):
        if options.isolated:
            with ReaderProcess(options.limits, forks=has_one_thread()) as reader:
                done = reader.call(task, path, **stated)
        else:
            done = TASKS[task](source=str(path), **stated)
    if password is not None and not password.needed:
        warnings.warn(UNNEEDED, stacklevel=CALLER)
    return done


def _aided(options: Options) -> AbstractContextManager[None]:
    labels, model = (None if said is None else Path(said) for said in (options.labels, options.ocr_model))
    return aided_by(aids_of(labels, model)) if labels or model else nullcontext()


def _record(kind: type[Kind], done: dict[str, Any]) -> Kind:
    """The record in a result: the very one, or out of the child's JSON, which is looked at like a file from outside."""
    record = done["record"]
    return record if isinstance(record, kind) else record_of_json(kind, record.encode())


@contextmanager
def _file_of(source: Readable, options: Options) -> Iterator[Path]:
    """The file of a source; bytes are put into one under their name until they are read."""
    if isinstance(source, str | os.PathLike):
        if "\0" in os.fspath(source):
            raise _usage(
                ko=f"경로에 NUL 문자가 있습니다({os.fspath(source)!r}).",
                en=f"The path has a NUL character in it ({os.fspath(source)!r}).",
            )
        yield Path(source)
        return
    name, content = _content(source, options)
    path = Path(name)
    if name in ("", ".", "..") or path.name != name or "\\" in name or "\0" in name:
        raise _usage(
            ko=f"Options(name={name!r})은 파일 이름이어야 합니다(폴더 없이, 예: 'plan.hwp').",
            en=f"Options(name={name!r}) must be the name of a file without a folder, such as 'plan.hwp'.",
        )
    check_limit("file_bytes", len(content), path)
    with tempfile.TemporaryDirectory(prefix="gongpyo-") as folder:
        try:
            (Path(folder) / name).write_bytes(content)
        except OSError as error:
            raise PlanError(
                "temporary-file",
                ko=f"'{name}'{particle(name, '을/를')} 임시 폴더 '{folder}'에 둘 수 없습니다({error.strerror}). "
                "이름과 남은 자리를 보십시오.",
                en=f"'{name}' cannot be put into the temporary folder '{folder}' ({error.strerror}); look at its name "
                "and at the room that is left.",
                path=name,
            ) from None
        yield Path(folder) / name


def _content(source: Any, options: Options) -> tuple[str, bytes]:
    """The name and the bytes of what is no path; a file that is over the limit is not read to its end."""
    if isinstance(source, bytes | bytearray | memoryview):
        return options.name or UNNAMED, bytes(source)
    if not hasattr(source, "read"):
        raise _usage(
            ko=f"문서는 경로(str, Path), bytes 또는 'rb'로 연 파일이어야 합니다({type(source).__name__}).",
            en="A document is a path (str, Path), bytes or a file that was opened with 'rb', "
            f"not {type(source).__name__}.",
        )
    content = source.read(options.limits.file_bytes + 1)
    if not isinstance(content, bytes):
        raise _usage(
            ko=f"파일을 'rb'로 여십시오(read()가 돌려준 것: {type(content).__name__}).",
            en=f"Open the file with 'rb' (its read() gives {type(content).__name__}).",
        )
    named = getattr(source, "name", "")
    return options.name or (Path(named).name if isinstance(named, str) else "") or UNNAMED, content


@contextmanager
def _in_python() -> Iterator[None]:
    """Say an error in the words of a caller who has no command line before him."""
    try:
        yield
    except PlanError as error:
        for said, meant in _words():
            error.ko, error.en = error.ko.replace(said, meant), error.en.replace(said, meant)
        if "setting" in error.details:
            error.details["setting"] = f"Limits({error.details['limit']}=…)"
        error.args = (error.en,)
        raise


def _words() -> Iterator[tuple[str, str]]:
    """What the sentences call a thing on the command line, and what it is called here."""
    yield from ((setting_of(name), f"Limits({name}=…)") for name in NAMES)
    yield from ((row["said"], row["meant"]) for row in tables_of(WORDS_FILE)["word"])


def _usage(*, ko: str, en: str) -> PlanError:
    return PlanError("usage", ko=ko, en=en, exit_code=ExitCode.USAGE)

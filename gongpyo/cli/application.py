"""Runs one command: its work is imported when it runs, and every outcome is an exit code."""

from __future__ import annotations

import importlib
import sys
from argparse import Namespace
from collections.abc import Callable
from typing import Any

from gongpyo.cli.command_line import parse, parsers, speech_for
from gongpyo.telling.extras import EXTRAS, extra_missing
from gongpyo.telling.speech import Speech
from gongpyo.telling.streams import give_up
from plan.errors import ExitCode, PlanError, unnamable
from plan.os_errors import lacks_memory, out_of_memory, refused_by_system


def run(arguments: list[str]) -> int:
    """Run one command line; its exit code. What cannot be worked with is one sentence."""
    speech = speech_for(arguments)
    try:
        chosen = parse(arguments)
        if chosen.command is None:
            return _without_command(speech, version=chosen.version)
        importlib.import_module("gongpyo.sandbox.settings").heed_plan_bytes()
        return _done(chosen, speech)
    except SystemExit as shown:  # --help
        return int(shown.code or 0)
    except PlanError as error:
        speech.error(error)
        return error.exit_code
    except UnicodeEncodeError as error:
        told = unnamable(error)
        if told is None:
            raise
        speech.error(told)
        return told.exit_code
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in EXTRAS:
            raise
        speech.error(extra_missing(library))
        return ExitCode.USAGE
    except BrokenPipeError:  # the reader has seen enough
        give_up(sys.stdout)
        return ExitCode.CLEAN
    except OSError as error:
        refused = refused_by_system(error)
    except (MemoryError, RuntimeError, SystemError, TypeError) as error:  # as what refused memory is passed on
        if not lacks_memory(error):
            raise
        refused = out_of_memory()
    speech.error(refused)
    return refused.exit_code


def _done(chosen: Namespace, speech: Speech) -> int:
    """The exit code of a command, whose documents are read by the password and the aids that its user names."""
    if not hasattr(chosen, "password_file"):
        return int(WORK[chosen.command](chosen, speech))
    if getattr(chosen, "labels", None) or getattr(chosen, "ocr_model", None):
        aids = importlib.import_module("gongpyo.settings.aids").aids_of(chosen.labels, chosen.ocr_model)
        with importlib.import_module("extract.readers.recognised.aids").aided_by(aids):
            return _unlocked(chosen, speech)
    return _unlocked(chosen, speech)


def _unlocked(chosen: Namespace, speech: Speech) -> int:
    password = importlib.import_module("gongpyo.cli.password").password_of(chosen)
    with importlib.import_module("extract.readers.locked.password").unlocked_by(password):
        code = int(WORK[chosen.command](chosen, speech))
    if password is not None and not password.needed:
        speech.remark("password_unneeded")
    return code


def _without_command(speech: Speech, *, version: bool) -> int:
    """The version, or how the program is used."""
    if version:
        speech.result(f"gongpyo {importlib.import_module('importlib.metadata').version('gongpyo')}")
        return ExitCode.CLEAN
    parsers()[0].print_help(sys.stderr)
    return ExitCode.USAGE


def _work(name: str) -> Any:
    """The module that does a command's work; importing all of them would double the start-up of each."""
    return importlib.import_module(f"gongpyo.cli.commands.{name}")


def _convert(chosen: Namespace, speech: Speech) -> int:
    code: int = _work("convert").convert(
        chosen.sources,
        chosen.out,
        speech,
        values=importlib.import_module("gongpyo.settings.options").values_of(
            chosen.sets, plan_id=chosen.plan_id, provider=chosen.provider, licence=chosen.licence
        ),
        remembers=chosen.remember,
        findings_ok=chosen.findings_ok,
        with_contacts=chosen.with_contacts,
        preview=chosen.preview,
        single_read=chosen.single_read,
        replace_other=chosen.replace,
        with_report=not chosen.no_report,
        config=chosen.config,
        other=chosen.compare,
    )
    return code


def _export(chosen: Namespace, speech: Speech) -> int:
    command = _work("export")
    forms = {"xlsx": chosen.xlsx, "parquet": chosen.parquet, "csv": chosen.csv}
    command.require_a_form(forms)
    folders = importlib.import_module("output.folder.read_back").plan_folders(chosen.out)
    importlib.import_module("gongpyo.cli.changed").remark_changed(folders, speech)
    return int(command.report(command.export(chosen.out, forms), speech))


def _batch(chosen: Namespace, speech: Speech) -> int:
    code: int = _work("batch").batch(
        chosen.sources,
        chosen.out,
        speech,
        workers=chosen.workers,
        shard=chosen.shard,
        single_read=chosen.single_read,
        with_report=not chosen.no_report,
        reads_all=chosen.read_all,
        config=chosen.config,
        compare=chosen.compare,
        hosts=chosen.host,
        work=chosen.work,
        watch=chosen.watch,
        engine=chosen.engine,
        address=chosen.address,
    )
    return code


WORK: dict[str, Callable[[Namespace, Speech], Any]] = {
    "convert": _convert,
    "batch": _batch,
    "merge": lambda chosen, speech: _work("batch").merge_stores(chosen.shards, chosen.out, speech),
    "check": lambda chosen, speech: _work("check").check_folder(chosen.out, speech, config=chosen.config),
    "corrections": lambda chosen, speech: _work("corrections").write_corrections(
        chosen.out, speech, xlsx=chosen.xlsx, filled=chosen.filled
    ),
    "diff": lambda chosen, speech: _work("diff").show_diff(
        chosen.old, chosen.new, speech, html=chosen.html, lineage=chosen.lineage
    ),
    "tables": lambda chosen, speech: _work("tables").show_tables(
        chosen.source, speech, every=chosen.every, single_read=chosen.single_read
    ),
    "why": lambda chosen, speech: _work("why").show_why(
        chosen.source,
        importlib.import_module("gongpyo.telling.why").Asked(chosen.table, chosen.row, chosen.column, chosen.page),
        speech,
        single_read=chosen.single_read,
    ),
    "value": lambda chosen, speech: _work("value").show_values(
        chosen.texts, chosen.unit, chosen.kind, speech, statement=chosen.statement
    ),
    "open": lambda chosen, speech: importlib.import_module("gongpyo.workbench.server").serve(
        chosen.folder, speech, port=chosen.port, opens_browser=not chosen.no_browser
    ),
    "schema": lambda chosen, speech: _work("schema").show_schema(chosen.name, speech),
    "load": lambda chosen, speech: _work("load").load(
        chosen.out, chosen.to, speech, changed_ok=chosen.changed_ok, changes_file=chosen.changes
    ),
    "publish": lambda chosen, speech: _work("publish").publish_ckan(
        chosen.out,
        chosen.url,
        speech,
        organization=chosen.organization,
        key_file=chosen.api_key_file,
        datastore=not chosen.no_datastore,
        dry_run=chosen.dry_run,
    ),
    "export": _export,
    "doctor": lambda chosen, speech: _work("doctor").examine(speech),  # noqa: ARG005
}

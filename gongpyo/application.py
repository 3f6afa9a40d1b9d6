"""The commands and their options; each command's work is imported when it runs."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from gongpyo.speech import Language, Speech, default_language
from plan_errors import ExitCode, PlanError

app = typer.Typer(
    name="gongpyo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="공식 계획 문서(HWP, HWPX, PDF)를 공공데이터로 / official Korean plan documents to open data",
)

Json = Annotated[bool, typer.Option("--json", help="결과를 JSON으로 / the result as JSON")]
Lang = Annotated[str, typer.Option("--lang", help="ko | en", metavar="LANG")]
Config = Annotated[Path | None, typer.Option("--config", help="설정 파일(gongpyo.toml) / a settings file")]
SingleRead = Annotated[bool, typer.Option("--single-read", help="PDF를 한 번만 읽음 / read a PDF only once")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="결과만 / nothing but the result")]


def run(arguments: list[str]) -> int:
    """Run one command; its exit code. Wrong options are usage errors (2)."""
    try:
        result = app(args=arguments, standalone_mode=False)
    except typer.Exit as stop:
        return int(stop.exit_code)
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except TyperException as error:
        show = getattr(error, "show", None)
        show() if show else typer.echo(str(error), err=True)
        return ExitCode.USAGE
    return int(result) if isinstance(result, int) else ExitCode.CLEAN


EXTRAS = {  # libraries that are installed only where asked for, and the extra that has them
    "sqlalchemy": "database",
    "psycopg": "database",
    "duckdb": "database",
    "duckdb_engine": "database",
    "openpyxl": "xlsx",
    "pyarrow": "parquet",
}


def _work(name: str) -> Any:
    """The module that does a command's work; importing all of them would double the start-up of each."""
    return importlib.import_module(f"gongpyo.commands.{name}")


def _extra_missing(library: str) -> PlanError:
    words = {"library": library, "extra": EXTRAS[library]}
    return PlanError(
        "extra-missing",
        ko=Speech("ko").sentence("extra_missing", **words),
        en=Speech("en").sentence("extra_missing", **words),
        exit_code=ExitCode.USAGE,
        **words,
    )


def _speech(lang: str, quiet: bool = False, as_json: bool = False) -> Speech:
    if lang not in ("", "ko", "en"):
        raise typer.BadParameter(f"--lang: ko | en, not '{lang}'")
    language: Language = "ko" if lang == "ko" else "en" if lang == "en" else default_language()
    return Speech(language, quiet, as_json)


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", "-V", help="판 / the version")] = False,
) -> None:
    """공식 계획 문서를 공공데이터로 / official Korean plan documents to open data"""
    if version:
        typer.echo("gongpyo " + importlib.import_module("importlib.metadata").version("gongpyo"))
        raise typer.Exit


@app.command()
def convert(
    sources: Annotated[
        list[str], typer.Argument(help="파일, 폴더 또는 글롭 / files, folders or globs", metavar="SOURCE...")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="결과 폴더 / folder for the results")],
    plan_id: Annotated[str, typer.Option("--plan-id", help="계획 ID를 직접 지정 / name the plan yourself")] = "",
    provider: Annotated[
        str, typer.Option("--provider", help="제공기관의 코드나 이름 / code or name of the institution")
    ] = "",
    licence: Annotated[str, typer.Option("--licence", help="이용허락(KOGL-1, CC-BY-4.0 …) / the licence")] = "",
    findings_ok: Annotated[
        bool, typer.Option("--findings-ok", help="오류가 있어도 종료 코드 0 / exit 0 in spite of findings")
    ] = False,
    with_contacts: Annotated[
        bool, typer.Option("--with-contacts", help="담당자를 plan.json에 / contacts into plan.json")
    ] = False,
    single_read: SingleRead = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="첫 목표와 점검 결과 보기 / show the first targets and the findings")
    ] = False,
    config: Config = None,
    as_json: Json = False,
    quiet: Quiet = False,
    lang: Lang = "",
) -> int:
    """문서를 plan.json과 CSV로 변환 / convert documents to plan.json and CSV"""
    speech = _speech(lang, quiet, as_json)
    options = {"plan_id": plan_id or None, "findings_ok": findings_ok, "with_contacts": with_contacts}
    options |= {"preview": preview, "single_read": single_read, "provider": provider, "licence": licence}
    return _guarded(speech, lambda: _work("convert").convert(sources, out, speech, config=config, **options))


@app.command()
def check(
    out: Annotated[Path, typer.Argument(help="convert의 결과 폴더 / a folder that convert has written", metavar="OUT")],
    config: Config = None,
    as_json: Json = False,
    quiet: Quiet = False,
    lang: Lang = "",
) -> int:
    """결과 폴더를 다시 점검 / the audit again, with the corrections that lie there now"""
    speech = _speech(lang, quiet, as_json)
    return _guarded(speech, lambda: _work("check").check_folder(out, speech, config=config))


@app.command()
def corrections(
    out: Annotated[Path, typer.Argument(help="convert의 결과 폴더 / a folder that convert has written", metavar="OUT")],
    as_json: Json = False,
    quiet: Quiet = False,
    lang: Lang = "",
) -> int:
    """남은 점검 결과를 corrections.yaml에 적어 둠 / an entry for each open finding into corrections.yaml"""
    speech = _speech(lang, quiet, as_json)
    return _guarded(speech, lambda: _work("check").write_corrections(out, speech))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="앞의 판 / the older edition", metavar="OLD")],
    new: Annotated[Path, typer.Argument(help="뒤의 판 / the newer edition", metavar="NEW")],
    html: Annotated[Path | None, typer.Option("--html", help="HTML 파일로도 / as an HTML page too")] = None,
    as_json: Json = False,
    quiet: Quiet = False,
    lang: Lang = "",
) -> int:
    """두 판(문서나 결과 폴더)의 차이 / two editions side by side: documents or output folders"""
    speech = _speech(lang, quiet, as_json)
    return _guarded(speech, lambda: _work("diff").show_diff(old, new, speech, html=html))


@app.command()
def tables(
    source: Annotated[Path, typer.Argument(help="문서 / a document", metavar="SOURCE")],
    every: Annotated[bool, typer.Option("--all", help="모든 종류 / every kind of year table")] = False,
    single_read: SingleRead = False,
    as_json: Json = False,
    quiet: Quiet = False,
    lang: Lang = "",
) -> int:
    """찾은 연도별 표를 인쇄된 그대로 / the year tables as printed"""
    speech = _speech(lang, quiet, as_json)
    return _guarded(speech, lambda: _work("tables").show_tables(source, speech, every=every, single_read=single_read))


@app.command(context_settings={"ignore_unknown_options": True})  # -50 is a text to read
def value(
    texts: Annotated[list[str] | None, typer.Argument(help="인쇄된 칸 / printed cells", metavar="TEXT...")] = None,
    unit: Annotated[str, typer.Option("--unit", help="표의 단위 / the table's unit")] = "",
    kind: Annotated[str, typer.Option("--kind", help="cell | header | year")] = "cell",
    statement: Annotated[bool, typer.Option("--statement", help="괄호는 음수 / parentheses are negative")] = False,
    as_json: Json = False,
    lang: Lang = "",
) -> int:
    """칸 하나의 뜻 / what one printed cell means"""
    speech = _speech(lang, as_json=as_json)
    return _guarded(speech, lambda: _work("value").show_values(texts or [], unit, kind, speech, statement=statement))


@app.command()
def schema(
    name: Annotated[str, typer.Argument(help="plan | datapackage")] = "plan",
    as_json: Json = False,
    lang: Lang = "",
) -> int:
    """공표한 스키마 / the published schemas"""
    speech = _speech(lang, as_json=as_json)
    return _guarded(speech, lambda: _work("schema").show_schema(name, speech))


Out = Annotated[Path, typer.Argument(help="convert의 결과 폴더 / the folder that convert wrote", metavar="OUT")]


@app.command()
def load(
    out: Out,
    to: Annotated[str, typer.Option("--to", help="postgresql+psycopg://… | sqlite:///… | duckdb:///…", metavar="URL")],
    as_json: Json = False,
    quiet: Quiet = False,
    lang: Lang = "",
) -> int:
    """데이터베이스에 넣기 / load into PostgreSQL, SQLite or DuckDB"""
    speech = _speech(lang, quiet, as_json)
    return _guarded(speech, lambda: _work("load").load(out, to, speech))


@app.command()
def export(
    out: Out,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", help="엑셀 통합 문서 / an Excel workbook", metavar="FILE")
    ] = None,
    parquet: Annotated[
        Path | None, typer.Option("--parquet", help="Parquet 파일을 담을 폴더 / folder for Parquet", metavar="FOLDER")
    ] = None,
    as_json: Json = False,
    lang: Lang = "",
) -> int:
    """사람과 분석을 위한 파일로 / files for people and for analysis"""
    speech = _speech(lang, as_json=as_json)

    def work() -> int:
        command = _work("export")
        command.require_a_form(xlsx, parquet)
        files = _work("export_xlsx").export(out, xlsx) if xlsx else []
        files += _work("export_parquet").export(out, parquet) if parquet else []
        return int(command.report(files, speech))

    return _guarded(speech, work)


@app.command()
def doctor(as_json: Json = False, lang: Lang = "") -> int:
    """판, 한도, 없는 것 / versions, limits, what is missing"""
    speech = _speech(lang, as_json=as_json)
    return _guarded(speech, lambda: _work("doctor").examine(speech))


def _guarded(speech: Speech, work: Any) -> int:
    """Run a command's work; a document or folder that cannot be worked with is one sentence and its exit code."""
    try:
        return int(work())
    except PlanError as error:
        speech.error(error)
        return error.exit_code
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in EXTRAS:
            raise
        speech.error(_extra_missing(library))
        return ExitCode.USAGE
    except BrokenPipeError:  # typer would leave with 1; the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.CLEAN

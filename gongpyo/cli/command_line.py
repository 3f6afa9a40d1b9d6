"""The commands and their options, and what is said of a command line that cannot be understood.

``argparse`` is in the standard library and quick to import; typer took 45 ms of every command.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from gongpyo.sources import is_address, is_source, require_paths
from gongpyo.telling.speech import LANGUAGES, Speech
from gongpyo.telling.streams import put, say
from output.exports.database_address import shown_argument
from plan.errors import ExitCode, PlanError

MISTAKES = (  # what argparse says, and our sentence for it
    (re.compile(r"the following arguments are required: (?P<what>.+)"), "use_required"),
    (re.compile(r"argument (?P<what>.+): expected .+"), "use_without_value"),
    (re.compile(r"argument .+: invalid choice: (?P<what>.+) \(choose from (?P<known>.+)\)"), "use_no_choice"),
)


ENDINGS = {  # what a file may be called that an option has us write: no document is written over by a wrong word
    "xlsx": (".xlsx",),
    "html": (".html", ".htm", ""),
}
WHERE = {
    "table": "표의 번호(0부터) / the number of a table, from 0",
    "row": "그 표의 행(0부터) / a row of it, from 0",
    "column": "그 표의 열(0부터) / a column of it, from 0",
    "page": "쪽(1부터) / a page, from 1",
}
UNNAMED = "convert"  # the command of a line that names a document alone
WHAT_IT_DOES = "공식 계획 문서를 공공데이터로 / official Korean plan documents to open data"


def path(text: str) -> Path:
    """A path; none is empty, which would be the current folder."""
    return Path(named(text))


def named(text: str) -> str:
    """A name that is not empty."""
    if not text:
        raise argparse.ArgumentTypeError("expected a name")  # as argparse says where the value is missing
    return text


class Parser(argparse.ArgumentParser):
    """Options by their full names; what cannot be understood is a ``PlanError`` of the code ``usage``."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, add_help=False, **settings)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print the help; argparse itself lets a full or closed standard output pass for a success."""
        (put if file == sys.stdout else say)(message)

    def error(self, message: str) -> NoReturn:
        """Say in both languages what is wrong, and where to read how it would be right."""
        key, words = "use_wrong", {"what": message}
        for kind, said in MISTAKES:
            if found := kind.match(message):
                key, words = said, found.groupdict()
        self.refuse(key, **{name: shown_argument(word) for name, word in words.items()})

    def refuse(self, key: str, **words: str) -> NoReturn:
        """Raise the sentence of this key in both languages."""
        ko, en = (Speech(language).sentence(key, **words, program=self.prog) for language in LANGUAGES)
        raise PlanError("usage", ko=ko, en=en, exit_code=ExitCode.USAGE)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command and its options by name."""
    top, _ = parsers({*arguments, UNNAMED})
    chosen, others = top.parse_known_args(_with_a_command(arguments, top))
    if chosen.command == "value":  # -50 is a text to read and no option
        chosen.texts = [text for index, text in enumerate(others) if text != "--" or "--" in others[:index]]
    elif others:
        top.refuse("use_unknown", what=" ".join(map(shown_argument, others)))
    for option, endings in ENDINGS.items():
        file = getattr(chosen, option, None)
        if file and file.suffix.lower() not in endings:
            top.refuse("wrong_ending", option=option, file=shown_argument(str(file)), suffix=endings[0])
    if isinstance(getattr(chosen, "password", None), str):
        top.refuse("password_said")  # and not quoted: it may be one
    if chosen.command == "corrections" and chosen.xlsx and chosen.filled:
        top.refuse("use_either", one="--xlsx", other="--from")
    if chosen.command == "convert" and (address := next(filter(is_address, chosen.sources), "")):
        top.refuse("source_is_address", source=shown_argument(address))
    return chosen


def _with_a_command(arguments: Sequence[str], top: Parser) -> list[str]:
    """The command line, with the unnamed command before a document that stands where a command is looked for."""
    place = next(_places_of_words(arguments), None)
    if place is None or (word := arguments[place]) in COMMANDS:
        return list(arguments)
    if is_address(word):
        top.refuse("source_is_address", source=shown_argument(word))
    if not is_source(word):
        require_paths(arguments[place:])
        near = get_close_matches(word.lower(), COMMANDS, n=1)
        top.refuse("use_near_command" if near else "use_no_command", what=shown_argument(word), near="".join(near))
    return [*arguments[:place], UNNAMED, *arguments[place:]]


def _places_of_words(arguments: Sequence[str]) -> Iterator[int]:
    """Where the words are that are no option and no value of one that may stand before a command."""
    before = ""
    for place, argument in enumerate(arguments):
        if not argument.startswith("-") and before != "--lang":
            yield place
        before = argument


def speech_for(arguments: Sequence[str]) -> Speech:
    """How to speak, known before the rest is understood."""
    parser = Parser()
    _speech_options(parser)
    parser.add_argument("--quiet", "-q", action="store_true")
    try:
        said, _ = parser.parse_known_args(arguments)
    except PlanError:  # of --lang; the whole command line says so again
        return Speech.of("")
    return Speech.of(getattr(said, "lang", ""), said.quiet, getattr(said, "as_json", False))


def parsers(of: Collection[str] | None = None) -> tuple[Parser, dict[str, Parser]]:
    """The parser of the whole command line, and that of each command by its name.

    Where one line is to be understood, only the commands ``of`` its words have options: to make all takes a start long.
    """
    top = Parser(prog="gongpyo", description=WHAT_IT_DOES)
    top.add_argument("--version", "-V", action="store_true", help="버전 / the version")
    _help_options(top)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    made: dict[str, Parser] = {}
    for name, (said, add_options) in COMMANDS.items():
        made[name] = commands.add_parser(name, help=said, description=said)
        if of is not None and name not in of:
            continue
        add_options(made[name])
        _help_options(made[name])
    return top, made


def _help_options(parser: Parser) -> None:
    _speech_options(parser)
    parser.add_argument("--help", "-h", action="help", help="도움말 / this help")


def _speech_options(parser: Parser) -> None:
    """Understood before and behind the name of the command: one that is not given leaves what was said before it."""
    unset = argparse.SUPPRESS
    parser.add_argument(
        "--json", dest="as_json", action="store_true", default=unset, help="결과를 JSON으로 / the result as JSON"
    )
    parser.add_argument("--lang", choices=LANGUAGES, default=unset, help="메시지의 언어 / the language of messages")


def _quiet(parser: Parser) -> None:
    parser.add_argument("--quiet", "-q", action="store_true", help="결과만 / nothing but the result")


def _config(parser: Parser) -> None:
    parser.add_argument("--config", type=path, help="설정 파일(gongpyo.toml) / a settings file")


def _single_read(parser: Parser) -> None:
    parser.add_argument("--single-read", action="store_true", help="PDF를 한 번만 읽음 / read a PDF only once")


def _password(parser: Parser) -> None:
    parser.add_argument(
        "--password-file",
        type=path,
        metavar="FILE",
        help="암호 걸린 문서의 암호를 담은 파일(없으면 GONGPYO_PASSWORD) / file with the password of locked documents",
    )
    parser.add_argument(  # what stands behind it by mistake is caught, so that it is not taken for a document and shown
        "--password", nargs="?", const=True, metavar="", help="암호를 물어봄(값 없이) / ask for the password"
    )


def _aids(parser: Parser) -> None:
    parser.add_argument(
        "--labels",
        type=path,
        metavar="FILE",
        help="스캔의 이름을 견줄 목록(글, CSV)이나 예전 결과 / what names in scans are held against",
    )
    parser.add_argument(
        "--ocr-model",
        type=path,
        metavar="FILE",
        help="스캔을 읽을 RapidOCR 인식 모델(ONNX) / a recognition model for scans",
    )


def _out(parser: Parser) -> None:
    parser.add_argument("out", type=path, metavar="OUT", help="convert의 결과 폴더 / a folder that convert has written")


def _open(parser: Parser) -> None:
    parser.add_argument(
        "folder", type=path, nargs="?", default=Path("out"), metavar="FOLDER", help="결과 폴더 / folder of the results"
    )
    parser.add_argument("--port", type=int, default=0, help="쓸 포트(없으면 빈 것) / the port; else any that is free")
    parser.add_argument("--no-browser", action="store_true", help="브라우저를 열지 않음 / do not open a browser")
    _password(parser)


def _convert(parser: Parser) -> None:
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="파일, 폴더 또는 글롭 / files, folders or globs")
    parser.add_argument(
        "--out",
        "-o",
        type=path,
        help="결과 폴더(없으면 원본 옆의 out) / folder for the results; else out beside the source",
    )
    parser.add_argument("--plan-id", default="", help="계획 ID를 직접 지정 / name the plan yourself")
    parser.add_argument("--provider", default="", help="제공기관의 코드나 이름 / code or name of the institution")
    parser.add_argument("--licence", default="", help="이용허락(KOGL-1, CC-BY-4.0 …) / the licence")
    parser.add_argument(
        "--set",
        dest="sets",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="계획에 관해 말해 둠(title, contact …) / say something of the plan",
    )
    parser.add_argument(
        "--remember",
        action="store_true",
        help="옵션으로 말한 것을 plan.toml에 남김 / keep in plan.toml what options say",
    )
    parser.add_argument(
        "--findings-ok", action="store_true", help="오류가 있어도 종료 코드 0 / exit 0 in spite of findings"
    )
    parser.add_argument("--with-contacts", action="store_true", help="담당자를 plan.json에 / contacts into plan.json")
    parser.add_argument(
        "--preview", action="store_true", help="첫 목표와 점검 결과 보기 / show the first targets and the findings"
    )
    parser.add_argument(
        "--replace", action="store_true", help="다른 문서의 계획도 바꿈 / replace the plan of another document too"
    )
    parser.add_argument(
        "--no-report", action="store_true", help="검토 화면(report.html)을 쓰지 않음 / write no report.html"
    )
    parser.add_argument(
        "--compare",
        type=path,
        metavar="OTHER",
        help="같은 계획의 다른 파일과 값마다 견줌 / hold every value against another file",
    )
    for add in (_password, _aids, _single_read, _config, _quiet):
        add(parser)


def _store(parser: Parser) -> None:
    parser.add_argument(
        "--out", "-o", type=path, required=True, metavar="STORE", help="저장소 폴더 / folder of the store"
    )


def _batch(parser: Parser) -> None:
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="파일, 폴더, 글롭, zip, 주소, 또는 -(목록) / files, folders, globs, zips, addresses, or - for a list",
    )
    parser.add_argument(
        "--out",
        "-o",
        type=named,
        required=True,
        metavar="STORE",
        help="저장소의 폴더나 주소 / folder or address of the store",
    )
    parser.add_argument(
        "--work", type=path, metavar="FOLDER", help="주소인 저장소를 만드는 폴더 / where a store at an address is made"
    )
    parser.add_argument(
        "--host",
        action="append",
        default=[],
        metavar="NAME",
        help="https 주소를 읽을 호스트 / a host whose https addresses are read",
    )
    parser.add_argument("--workers", type=int, metavar="N", help="함께 읽을 문서의 수 / documents at a time")
    parser.add_argument(
        "--watch", type=int, metavar="SECONDS", help="끝내지 않고 새 문서를 기다림 / go on with what appears later"
    )
    parser.add_argument("--engine", choices=("ray",), default="", help="조각을 읽을 엔진 / what reads the shards")
    parser.add_argument("--address", default="", metavar="ADDRESS", help="엔진의 주소 / where the engine is")
    parser.add_argument("--shard", default="", metavar="I/N", help="N조각 가운데 I번째만 / only part I of N")
    parser.add_argument(
        "--read-all",
        action="store_true",
        help="첫눈에 계획이 없는 문서도 읽음 / also what shows no plan at a look",
    )
    parser.add_argument(
        "--no-report", action="store_true", help="검토 화면(report.html)을 쓰지 않음 / write no report.html"
    )
    parser.add_argument(
        "--compare", type=path, metavar="OLD", help="값을 다른 판의 저장소와 견줌 / holds the values against this store"
    )
    for add in (_password, _aids, _single_read, _config, _quiet):
        add(parser)


def _merge(parser: Parser) -> None:
    parser.add_argument(
        "shards", nargs="+", type=path, metavar="SHARD", help="조각마다의 저장소 / the stores of the shards"
    )
    _store(parser)
    _quiet(parser)


def _check(parser: Parser) -> None:
    for add in (_out, _config, _quiet):
        add(parser)


def _corrections(parser: Parser) -> None:
    _out(parser)
    parser.add_argument("--xlsx", type=path, metavar="FILE", help="엑셀에서 채울 표로도 / as a workbook to fill in too")
    parser.add_argument(
        "--from", dest="filled", type=path, metavar="FILE", help="채운 엑셀 표에서 / take what such a workbook decides"
    )
    _quiet(parser)


def _diff(parser: Parser) -> None:
    parser.add_argument("old", type=path, metavar="OLD", help="앞의 판 / the older edition")
    parser.add_argument("new", type=path, metavar="NEW", help="뒤의 판 / the newer edition")
    parser.add_argument("--html", type=path, metavar="FILE", help="HTML 파일로도 / as an HTML page too")
    parser.add_argument(
        "--lineage",
        type=path,
        metavar="FILE",
        help="사업마다 어떻게 되었는지 CSV로 / what became of each programme, as CSV",
    )
    _password(parser)
    _quiet(parser)


def _tables(parser: Parser) -> None:
    parser.add_argument("source", type=path, metavar="SOURCE", help="문서 / a document")
    parser.add_argument("--all", dest="every", action="store_true", help="모든 종류 / every kind of year table")
    _password(parser)
    _single_read(parser)
    _quiet(parser)


def _why(parser: Parser) -> None:
    parser.add_argument("source", type=path, metavar="SOURCE", help="문서나 결과 폴더 / a document or an output folder")
    for name, said in WHERE.items():
        parser.add_argument(f"--{name}", type=int, metavar="N", help=said)
    _password(parser)
    _single_read(parser)
    _quiet(parser)


def _value(parser: Parser) -> None:
    parser.usage = "gongpyo value [--unit UNIT] [--kind KIND] [--statement] [--json] [--lang LANG] TEXT... | -"
    parser.add_argument("--unit", default="", help="표의 단위 / the table's unit")
    parser.add_argument(
        "--kind", default="cell", choices=("cell", "header", "year"), help="칸의 종류 / the kind of cell"
    )
    parser.add_argument("--statement", action="store_true", help="괄호는 음수 / parentheses are negative")


def _schema(parser: Parser) -> None:
    parser.add_argument(
        "name", nargs="?", default="plan", choices=("plan", "datapackage", "decisions"), help="스키마 / the schema"
    )


def _load(parser: Parser) -> None:
    _out(parser)
    parser.add_argument(
        "--to",
        required=True,
        metavar="URL",
        help="데이터베이스 / the database: postgresql://… | sqlite:///… | duckdb:///…",
    )
    parser.add_argument("--changes", type=path, metavar="FILE", help="바뀐 값을 CSV로 / every changed value, as CSV")
    parser.add_argument(
        "--changed-ok", action="store_true", help="손으로 바뀐 파일이 있어도 / in spite of files changed by hand"
    )
    _quiet(parser)


def _publish(parser: Parser) -> None:
    parser.add_argument("portal", choices=("ckan",), metavar="PORTAL", help="포털의 종류(ckan) / the kind of portal")
    _out(parser)
    parser.add_argument("--url", required=True, help="사이트의 첫 주소 / the root of the site")
    parser.add_argument("--organization", default="", metavar="NAME", help="데이터셋의 조직 / who holds the dataset")
    parser.add_argument(
        "--api-key-file",
        type=path,
        metavar="FILE",
        help="API 키를 담은 파일(없으면 GONGPYO_CKAN_KEY) / file with the API key, else GONGPYO_CKAN_KEY",
    )
    parser.add_argument("--dry-run", action="store_true", help="무엇을 할지만 보임 / only show what would be done")
    parser.add_argument("--no-datastore", action="store_true", help="파일만 올림 / files only, no DataStore tables")
    _quiet(parser)


def _export(parser: Parser) -> None:
    _out(parser)
    parser.add_argument("--xlsx", type=path, metavar="FILE", help="엑셀 통합 문서 / an Excel workbook")
    parser.add_argument("--parquet", type=path, metavar="FOLDER", help="Parquet 파일을 담을 폴더 / folder for Parquet")
    parser.add_argument(
        "--csv", type=path, metavar="FOLDER", help="모든 계획을 합친 CSV / one CSV a table for all plans"
    )


def _doctor(parser: Parser) -> None:
    del parser


COMMANDS: dict[str, tuple[str, Callable[[Parser], None]]] = {
    "convert": ("문서를 plan.json과 CSV로 변환 / convert documents to plan.json and CSV", _convert),
    "batch": ("많은 문서를 저장소 하나로 / many documents into one store, resumable", _batch),
    "merge": ("나누어 읽은 저장소를 하나로 / the stores of all shards made one", _merge),
    "check": ("결과 폴더를 다시 점검 / the audit again, with the corrections that lie there now", _check),
    "corrections": (
        "남은 점검 결과를 corrections.yaml에 적어 둠 / an entry for each open finding into corrections.yaml",
        _corrections,
    ),
    "diff": ("두 판(문서나 결과 폴더)의 차이 / two editions side by side: documents or output folders", _diff),
    "tables": ("찾은 연도별 표를 인쇄된 그대로 / the year tables as printed", _tables),
    "why": ("표와 칸을 그렇게 읽은 까닭 / why tables and cells are read as they are", _why),
    "open": ("검토 화면을 브라우저로 엶 / review a folder's plans in the browser", _open),
    "value": ("칸 하나의 뜻 / what one printed cell means", _value),
    "schema": ("공표한 스키마 / the published schemas", _schema),
    "load": ("데이터베이스에 넣기 / load into PostgreSQL, SQLite or DuckDB", _load),
    "publish": ("포털에 올리기 / publish on a portal (CKAN)", _publish),
    "export": ("사람과 분석을 위한 파일로 / files for people and for analysis", _export),
    "doctor": ("버전, 한도, 없는 것 / versions, limits, what is missing", _doctor),
}

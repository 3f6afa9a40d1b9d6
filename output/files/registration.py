"""portal/등록정보.md: what data.go.kr's form asks for when a file is registered, filled as far as it is known.

The names of the fields are those that a file's page on data.go.kr shows. What the plan and its settings do not say is
left to the person, and said so; nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from output.descriptors.datapackage import keywords, years
from output.descriptors.licences import licence_of
from output.files.csv_file import one_line
from plan.records.meaning import Plan

NAME = "portal/등록정보.md"
TO_FILL = "**적어 넣으십시오**"
MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\|*_`<>[]#"})


class Registered(NamedTuple):
    """One file of ``portal/``: its path, what it holds in one sentence, its rows and the titles of its columns."""

    path: str
    about: str
    rows: int
    titles: tuple[str, ...]


def registration(plan: Plan, files: Sequence[Registered]) -> bytes:
    """The checklist: what is the same for all files, each file, and what is still to be filled in."""
    common = list(_common(plan))
    missing = [name for name, value, _ in common if not value]
    lines = [
        "# 공공데이터포털 파일데이터 등록정보",
        "",
        f"{_plain(plan.profile.title or plan.profile.plan_id)}에서 만든 파일을 "
        "공공데이터포털(data.go.kr)에 등록할 때 묻는 항목입니다. "
        "문서와 설정에서 아는 것은 채웠고, 모르는 것은 비워 두었습니다.",
        "",
        *([f"비어 있는 항목 {len(missing)}개: {', '.join(missing)}", ""] if missing else []),
        "## 모든 파일에 같은 항목",
        "",
        "| 항목 | 값 | 어디에서 왔나 |",
        "|---|---|---|",
        *(f"| {name} | {_plain(value) or TO_FILL} | {source} |" for name, value, source in common),
    ]
    for file in files:
        lines += ["", *_one(file)]
    return ("\n".join(lines) + "\n").encode()


def _common(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """The fields of every file: their name, what is known, and in Markdown from where or how a person gives it."""
    profile, licence = plan.profile, licence_of(plan.profile.licence)
    provider = f"{profile.provider_name}({profile.provider_code})" if profile.provider_code else profile.provider_name
    yield "제공기관", provider, "문서, `plan.toml`의 `provider` 또는 `--provider`"
    yield "관리부서명", profile.contact, "`plan.toml`의 `contact`"
    yield "관리부서 전화번호", "", "문서의 전화번호는 옮기지 않음"
    yield "보유근거", "", "법령이나 조례"
    yield "수집방법", f"원문 문서의 표에서 추출({plan.source.name})", f"SHA-256 `{plan.source.sha256}`"
    yield "업데이트 주기", profile.update_period, "`plan.toml`의 `update_period`"
    yield "차기 등록 예정일", "", "업데이트 주기에 따라"
    yield "매체유형", "텍스트", "CSV(UTF-8, BOM)"
    yield "확장자", "CSV", ""
    yield "키워드", ", ".join(keywords(plan)), "`plan.toml`의 `keywords`로 더함"
    yield "데이터 한계", _limits(plan), "점검 결과 파일"
    yield "공간범위", "", "기관의 관할"
    yield "시간범위", "~".join(years(plan) or ()), "계획기간"
    yield "비용부과유무", "", "대개 무료"
    yield "이용허락범위", licence.title if licence else profile.licence, "`plan.toml`의 `licence` 또는 `--licence`"
    yield "출처", profile.source_url, "`plan.toml`의 `source_url`"


def _limits(plan: Plan) -> str:
    """How many findings nobody has settled: what the data cannot be trusted in without looking."""
    found = sum(not finding.resolution and finding.severity != "info" for finding in plan.findings)
    return f"값은 문서에 인쇄된 계획이며 실적이 아님. 사람이 아직 보지 않은 점검 결과(오류·경고) {found}건"


def _one(file: Registered) -> Iterator[str]:
    path = PurePosixPath(file.path)
    yield f"## {_plain(path.name)}"
    yield ""
    yield "| 항목 | 값 |"
    yield "|---|---|"
    yield f"| 파일데이터명 | {_plain(path.stem)} |"
    yield f"| 설명 | {_plain(file.about)} |"
    yield f"| 전체 행 | {file.rows:,} |"
    yield f"| 데이터 항목 | {_plain(', '.join(file.titles))} |"


def _plain(text: str) -> str:
    """A text in a cell of a Markdown table: one line, none of its signs taken for markup."""
    return one_line(text).translate(MARKDOWN)

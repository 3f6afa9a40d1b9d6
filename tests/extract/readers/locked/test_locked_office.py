"""Locked workbooks and OpenDocument files: read like their open twins by the right password, refused by any other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.readers.locked.password import Password, unlocked_by
from gongpyo.pipeline import read_plan
from plan.errors import PlanError
from tests.conftest import ROOT
from tests.extract.readers.locked.locked_by_office import locked_by_office
from tests.extract.readers.locked.office_locks import agile, odf, odf_as_a_whole, standard
from tests.extract.readers.office.books import Page, ods, xlsx
from tests.extract.readers.test_registry import zip_bytes
from tests.golden import SEOUL

OPENS = "가람-1"
ROWS = (
    ("가온시 물빛 기본계획(2026~2028)",),
    ("1-1-1 가람길 정비",),
    ("구분", "계", "2026", "2027", "2028"),
    ("정비 구간(km)", "40", "10", "12", "18"),
    ("예산(백만원)", "37,136", "9,284", "12,471", "15,381"),
)
NESTED = ROOT / "fixtures" / "shapes" / "nested" / "document.odt"
BOOK = {"연차별": Page(ROWS)}
LOCKS: dict[str, tuple[str, Callable[[], bytes], Callable[[bytes, str], bytes]]] = {
    "xlsx of Office 2010 and later": ("plan.xlsx", lambda: xlsx(BOOK), agile),
    "xlsx of Office 2007": ("plan.xlsx", lambda: xlsx(BOOK), standard),
    "ods": ("plan.ods", lambda: ods(BOOK), odf),
    "odt": ("plan.odt", NESTED.read_bytes, odf),
    "ods as a whole": ("plan.ods", lambda: ods(BOOK), odf_as_a_whole),
    "odt as a whole": ("plan.odt", NESTED.read_bytes, odf_as_a_whole),
    "odt as LibreOffice asks for": (
        "plan.odt",
        NESTED.read_bytes,
        lambda zipped, password: odf_as_a_whole(zipped, password, memory=65_536, rounds=3),
    ),
}


def _values(path: Path, password: str | None) -> list[tuple[int | None, str]]:
    with unlocked_by(None if password is None else Password(password)):
        return [(one.year, one.printed) for one in read_plan(path).observations]


def _refused(path: Path, password: str | None) -> PlanError:
    with pytest.raises(PlanError) as refused:
        _values(path, password)
    return refused.value


@pytest.mark.parametrize("kind", LOCKS)
def test_the_right_password_opens_it_and_any_other_is_said_at_once(kind: str, tmp_path: Path) -> None:
    name, made, locks = LOCKS[kind]
    is_open, path = tmp_path / f"open-{name}", tmp_path / name
    is_open.write_bytes(made())
    path.write_bytes(locks(made(), OPENS))
    assert _values(path, OPENS) == _values(is_open, None) != []
    assert _refused(path, "가람-2").code == "wrong-password"
    needed = _refused(path, None)
    assert needed.code == "encrypted" and "--password-file" in needed.en


@pytest.mark.parametrize(("form", "into"), [("xlsx", "xlsx"), ("ods", "ods"), ("odt", "odt")])
def test_a_document_that_libreoffice_has_locked_is_read_by_its_password(form: str, into: str, tmp_path: Path) -> None:
    path = locked_by_office(SEOUL / f"plan.{form}", into, OPENS, tmp_path)
    assert _values(path, OPENS) == _values(SEOUL / f"plan.{form}", None)
    assert _refused(path, "가람-2").code == "wrong-password"
    assert _refused(path, None).code == "encrypted"


def test_a_document_of_another_kind_is_named_when_it_is_unlocked(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(agile(zip_bytes({"word/document.xml": "<w/>"}), OPENS))
    refused = _refused(path, OPENS)
    assert refused.code == "not-a-document" and "no workbook" in refused.en


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (lambda: agile(xlsx(BOOK), OPENS, spoiled=True), "damaged"),
        (lambda: standard(xlsx(BOOK), OPENS, cipher=0x6801), "unknown-encryption"),
        (lambda: odf(ods(BOOK), OPENS, cipher="blowfish-cfb"), "unknown-encryption"),
        (lambda: odf_as_a_whole(ods(BOOK), OPENS, spoiled=True), "wrong-password"),
        (lambda: odf_as_a_whole(ods(BOOK), OPENS, told='argon2-memory="9999999"'), "unknown-encryption"),
        (lambda: odf_as_a_whole(ods(BOOK), OPENS, told='argon2-lanes="9"'), "unknown-encryption"),
        (lambda: odf_as_a_whole(ods(BOOK), OPENS, told='argon2-iterations="0"'), "unknown-encryption"),
        (
            lambda: agile(xlsx(BOOK), OPENS).replace(b'cipherAlgorithm="AES"', b'cipherAlgorithm="RC2"'),
            "unknown-encryption",
        ),
        (lambda: agile(xlsx(BOOK), OPENS).replace(b'spinCount="1000"', b'spinCount="9e99"'), "unknown-encryption"),
        (lambda: agile(xlsx(BOOK), OPENS).replace(b"<keyData", b"<kexData"), "damaged"),
        (lambda: agile(xlsx(BOOK), OPENS).replace(b"<encryption ", b"<!DOCTYPE a>"), "damaged"),
    ],
    ids=["spoiled", "RC4", "blowfish", "seal", "memory", "lanes", "turns", "RC2", "rounds", "no key", "document type"],
)
def test_what_cannot_be_unlocked_is_refused_by_name(data: Callable[[], bytes], code: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(data())
    assert _refused(path, OPENS).code == code


def test_a_damaged_lock_ends_in_a_refusal_or_in_the_plan(tmp_path: Path) -> None:
    sound, path = agile(xlsx(BOOK), OPENS, rounds=2), tmp_path / "plan.xlsx"
    for at in range(0, len(sound), 97):
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 0x55]) + sound[at + 1 :])
        try:
            found = _values(path, OPENS)
        except PlanError:
            continue
        assert found == [] or ("37,136" in {text for _, text in found})

"""Locked documents: read like their open twins by the right password, and refused by any other or by none."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from extract.readers.locked.hwp_cipher import key_of, unlocked
from extract.readers.locked.password import Password, unlocked_by
from fixtures.make.compound_file import compound_file
from fixtures.make.document import Document
from fixtures.make.hwp_file import body_streams
from fixtures.make.hwp_head import COMPRESSED, PASSWORD, document_info, file_header
from fixtures.make.hwpx_file import hwpx_parts
from fixtures.make.small_documents import shapes
from fixtures.make.styles import looks_of_characters
from gongpyo.pipeline import read_plan
from plan.errors import PlanError
from tests.conftest import ROOT, shared

SHAPE = ROOT / "fixtures" / "shapes" / "nested"
ODF = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
LOCKED = ("Contents/header.xml", "Contents/section0.xml")
PDFS = {
    "RC4 of 40 bits": {"R": 2, "aes": False, "metadata": False},
    "RC4 of 128 bits": {"R": 3, "aes": False, "metadata": False},
    "AES of 128 bits": {"R": 4, "aes": True},
    "AES of 256 bits": {"R": 6},
}


def _document() -> Document:
    return next(shape for shape in shapes() if shape.name == SHAPE.name).document()


def _pdf(path: Path, **how: object) -> Path:
    with pikepdf.open(SHAPE / "document.pdf") as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(**how))  # type: ignore[arg-type]
    return path


def _hwpx(path: Path, password: str, *, of_deflated: bool = False, cipher: str = "aes256-cbc", rounds: int = 9) -> Path:
    """The shape as Hangul locks an HWPX; ``of_deflated`` has the digests of the standard, which are of other bytes."""
    salt = vector = os.urandom(16)
    key = hashlib.pbkdf2_hmac("sha1", hashlib.sha256(password.encode()).digest(), salt, rounds, 32)
    stream, entries = io.BytesIO(), ""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, text in hwpx_parts(_document()).items():
            content = text.encode()
            if name == "META-INF/manifest.xml":
                continue
            if name not in LOCKED:
                archive.writestr(name, content)
                continue
            packer = zlib.compressobj(9, zlib.DEFLATED, -15)
            deflated = packer.compress(content) + packer.flush()
            digest = hashlib.sha256((deflated if of_deflated else content)[:1024]).digest()
            encryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
            archive.writestr(name, encryptor.update(deflated.ljust(-(-len(deflated) // 16) * 16, b"\0")))
            entries += (
                f'<odf:file-entry full-path="{name}" media-type="application/xml" size="{len(content)}">'
                f'<odf:encryption-data checksum-type="{ODF}#sha256-1k" checksum="{base64.b64encode(digest).decode()}">'
                f'<odf:algorithm algorithm-name="http://www.w3.org/2001/04/xmlenc#{cipher}" '
                f'initialisation-vector="{base64.b64encode(vector).decode()}"/>'
                f'<odf:key-derivation key-derivation-name="{ODF}#pbkdf2" key-size="32" iteration-count="{rounds}" '
                f'salt="{base64.b64encode(salt).decode()}"/>'
                '<odf:start-key-generation start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256" '
                'key-size="32"/></odf:encryption-data></odf:file-entry>'
            )
        archive.writestr("META-INF/manifest.xml", f'<odf:manifest xmlns:odf="{ODF}">{entries}</odf:manifest>')
    path.write_bytes(stream.getvalue())
    return path


def _locked_bit_by_bit(content: bytes, key: bytes) -> bytes:
    """AES in a mode of feedback by single bits, as its definition has it and not as the reader undoes it."""
    encrypted = Cipher(algorithms.AES(key), modes.ECB()).encryptor().update
    register, made = 0, bytearray(len(content))
    for at in range(8 * len(content)):
        bit = (content[at >> 3] >> (7 - at % 8) & 1) ^ (encrypted(register.to_bytes(16))[0] >> 7)
        register = (register << 1 | bit) & ((1 << 128) - 1)
        made[at >> 3] |= bit << (7 - at % 8)
    return bytes(made)


def _hwp(path: Path, password: bytes, *, cipher: int = 4) -> Path:
    document, key = _document(), key_of(password)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    info = packer.compress(document_info(1, looks_of_characters(document))) + packer.flush()
    (body,) = body_streams(document)
    path.write_bytes(
        compound_file(
            {
                "FileHeader": file_header(COMPRESSED | PASSWORD, cipher),
                "DocInfo": _locked_bit_by_bit(info, key),
                "BodyText/Section0": _locked_bit_by_bit(body, key),
            }
        )
    )
    return path


def _read(path: Path, password: str | None) -> tuple[object, ...]:
    """What is published of a document, and whether it has asked for its password."""
    given = None if password is None else Password(password)
    with unlocked_by(given):
        plan = read_plan(path)
    return plan.observations, plan.programs, given is not None and given.needed


def _refused(path: Path, password: str | None) -> PlanError:
    with pytest.raises(PlanError) as refused, unlocked_by(None if password is None else Password(password)):
        read_plan(path)
    assert password is None or password not in refused.value.ko + refused.value.en + str(refused.value.details)
    return refused.value


@pytest.mark.parametrize("how", PDFS.values(), ids=PDFS)
def test_a_locked_pdf_is_read_by_either_of_its_passwords(how: dict[str, object], tmp_path: Path) -> None:
    path = _pdf(tmp_path / "plan.pdf", user="gadong-7", owner="nadong-8", **how)
    whole = (*_read(SHAPE / "document.pdf", None)[:2], True)
    assert _read(path, "gadong-7") == _read(path, "nadong-8") == whole
    assert (_refused(path, "gadong-9").code, _refused(path, None).code) == ("wrong-password", "encrypted")


def test_a_password_in_korean_opens_a_pdf(tmp_path: Path) -> None:
    path = _pdf(tmp_path / "plan.pdf", user="가동칠호", owner="x", R=6)
    assert _read(path, "가동칠호") == (*_read(SHAPE / "document.pdf", None)[:2], True)
    assert _refused(path, "가동팔호").code == "wrong-password"


def test_a_password_is_not_asked_for_where_anybody_may_read(tmp_path: Path) -> None:
    path = _pdf(tmp_path / "plan.pdf", user="", owner="nadong-8", R=6)
    assert _read(path, "gadong-9") == _read(path, None) == _read(SHAPE / "document.pdf", "gadong-9")


@pytest.mark.parametrize("of_deflated", [False, True], ids=["as Hangul writes it", "as the standard says"])
def test_a_locked_hwpx_is_read_by_its_password(of_deflated: bool, tmp_path: Path) -> None:
    path = _hwpx(tmp_path / "plan.hwpx", "가동 7", of_deflated=of_deflated)
    assert _read(path, "가동 7") == (*_read(SHAPE / "document.hwpx", None)[:2], True)
    assert (_refused(path, "가동 8").code, _refused(path, None).code) == ("wrong-password", "encrypted")


def test_a_locked_hwpx_whose_part_was_changed_is_damaged_and_not_of_another_password(tmp_path: Path) -> None:
    path = _hwpx(tmp_path / "plan.hwpx", "가동 7")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part[:-16] if name == LOCKED[1] else part)
    assert _refused(path, "가동 7").code == "damaged"
    assert _refused(path, "가동 8").code == "wrong-password"


@pytest.mark.parametrize("how", [{"cipher": "blowfish"}, {"rounds": 2_000_000}], ids=str)
def test_an_hwpx_of_another_cipher_says_so(how: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "plan.hwpx"
    _hwpx(path, "1234", rounds=9)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    said = parts["META-INF/manifest.xml"].decode()
    said = said.replace("aes256-cbc", str(how.get("cipher", "aes256-cbc")))
    said = said.replace('iteration-count="9"', f'iteration-count="{how.get("rounds", 9)}"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in (parts | {"META-INF/manifest.xml": said.encode()}).items():
            archive.writestr(name, part)
    for password in ("1234", None):
        assert _refused(path, password).code == "unknown-encryption"


@pytest.mark.parametrize("password", ["gadong-7", "가동칠호"], ids=["ascii", "as a Korean Windows writes it"])
def test_a_locked_hwp_is_read_by_its_password(password: str, tmp_path: Path) -> None:
    path = _hwp(tmp_path / "plan.hwp", password.encode("cp949"))
    assert _read(path, password) == (*_read(SHAPE / "document.hwp", None)[:2], True)
    assert (_refused(path, password[:-1]).code, _refused(path, None).code) == ("wrong-password", "encrypted")


def test_an_hwp_that_is_encrypted_in_another_way_says_so(tmp_path: Path) -> None:
    path = _hwp(tmp_path / "plan.hwp", b"gadong-7", cipher=3)
    given = Password("gadong-7")
    with pytest.raises(PlanError, match="EncryptVersion 3"), unlocked_by(given):
        read_plan(path)
    assert given.needed, "nobody is told that it was not"
    assert _refused(path, None).code == "unknown-encryption"


def test_the_cipher_of_hwp_undoes_what_others_publish_of_it() -> None:
    given = "00013eec903dbc26faff9c6cfb354800bcaa147b0ed15c32211737fa971de379"  # rhwp, of bytes 0 to 31
    assert unlocked(bytes(range(32)), key_of(b"helloworld")).hex() == given
    for size in (0, 1, 15, 16, 17, 100):
        content = os.urandom(size)
        assert unlocked(_locked_bit_by_bit(content, key_of(b"7")), key_of(b"7")) == content


def test_the_locked_documents_of_others() -> None:
    hwpx = shared("corpus/docs/password.hwpx")
    assert _refused(hwpx, "12345").code == "no-year-table"  # it is read, and holds one sentence
    assert (_refused(hwpx, "12346").code, _refused(hwpx, None).code) == ("wrong-password", "encrypted")
    assert _refused(shared("corpus/docs/password.hwp"), "12345").code == "unknown-encryption"


def test_a_password_does_not_show_itself() -> None:
    assert "gadong" not in repr(Password("gadong-7")) + str(Password("gadong-7")) + f"{Password('gadong-7')}"

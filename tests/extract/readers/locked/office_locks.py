"""Locks documents as Office and LibreOffice do ([MS-OFFCRYPTO] 2.3.4, ODF 1.2 part 3)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import os
import re
import struct
import zipfile
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from fixtures.make.compound_file import compound_file

KEYS = {
    "input": "fea7d2763b4b9e79",
    "value": "d7aa0f6d3061344e",
    "key": "146e0be7abacd0d6",
    "seal key": "5fb2ad010cb9e1f6",
    "seal": "a0677f02b22c8433",
}
ODF = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def _chained(key: bytes, vector: bytes, content: bytes) -> bytes:
    encryptor = Cipher(algorithms.AES(key), modes.CBC(vector[:16])).encryptor()
    return encryptor.update(content.ljust(-(-len(content) // 16) * 16, b"\0"))


def _blocks(key: bytes, content: bytes) -> bytes:
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    return encryptor.update(content.ljust(-(-len(content) // 16) * 16, b"\0"))


def agile(zipped: bytes, password: str, *, rounds: int = 1_000, spoiled: bool = False) -> bytes:
    """An Office document as Office 2010 and later lock it; ``spoiled`` has one bit of it changed afterwards."""
    salt, own, secret, drawn = os.urandom(16), os.urandom(16), os.urandom(32), b""
    drawn = hashlib.sha512(salt + password.encode("utf-16-le")).digest()
    for number in range(rounds):
        drawn = hashlib.sha512(struct.pack("<I", number) + drawn).digest()

    def locked(name: str, content: bytes) -> str:
        key = hashlib.sha512(drawn + bytes.fromhex(KEYS[name])).digest()[:32]
        return base64.b64encode(_chained(key, salt, content)).decode()

    def vector(block: bytes) -> bytes:
        return hashlib.sha512(own + block).digest()

    parts = [
        _chained(secret, vector(struct.pack("<I", number)), zipped[at : at + 4096])
        for number, at in enumerate(range(0, len(zipped), 4096))
    ]
    package = struct.pack("<Q", len(zipped)) + b"".join(parts)
    seal_key, verifier = os.urandom(64), os.urandom(16)
    seals = (seal_key, hmac.digest(seal_key, package, "sha512"))
    sealed = [
        base64.b64encode(_chained(secret, vector(bytes.fromhex(KEYS[name])), content)).decode()
        for name, content in zip(("seal key", "seal"), seals, strict=True)
    ]
    how = (
        'saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" '
        'cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512"'
    )
    xml = (
        '<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" '
        'xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password">'
        f'<keyData {how} saltValue="{base64.b64encode(own).decode()}"/>'
        f'<dataIntegrity encryptedHmacKey="{sealed[0]}" encryptedHmacValue="{sealed[1]}"/><keyEncryptors><keyEncryptor '
        f'uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><p:encryptedKey spinCount="{rounds}" '
        f'{how} saltValue="{base64.b64encode(salt).decode()}" encryptedVerifierHashInput="{locked("input", verifier)}" '
        f'encryptedVerifierHashValue="{locked("value", hashlib.sha512(verifier).digest())}" '
        f'encryptedKeyValue="{locked("key", secret)}"/></keyEncryptor></keyEncryptors></encryption>'
    )
    if spoiled:
        package = package[:100] + bytes([package[100] ^ 1]) + package[101:]
    return compound_file(
        {"EncryptionInfo": struct.pack("<HHI", 4, 4, 0x40) + xml.encode(), "EncryptedPackage": package}
    )


def standard(zipped: bytes, password: str, *, cipher: int = 0x660E) -> bytes:
    """An Office document as Office 2007 locks it."""
    salt, verifier = os.urandom(16), os.urandom(16)
    drawn = hashlib.sha1(salt + password.encode("utf-16-le")).digest()
    for number in range(50_000):
        drawn = hashlib.sha1(struct.pack("<I", number) + drawn).digest()
    last = hashlib.sha1(drawn + bytes(4)).digest() + bytes(44)
    key = hashlib.sha1(bytes(one ^ 0x36 for one in last)).digest()[:16]
    header = struct.pack("<IIIIIIII", 0x24, 0, cipher, 0x8004, 128, 0x18, 0, 0) + "AES\0".encode("utf-16-le")
    information = struct.pack("<HHII", 3, 2, 0x24, len(header)) + header
    information += struct.pack("<I", 16) + salt + _blocks(key, verifier) + struct.pack("<I", 20)
    information += _blocks(key, hashlib.sha1(verifier).digest())
    package = struct.pack("<Q", len(zipped)) + _blocks(key, zipped)
    return compound_file({"EncryptionInfo": information, "EncryptedPackage": package})


def odf(zipped: bytes, password: str, *, cipher: str = "aes256-cbc", rounds: int = 9) -> bytes:
    """An OpenDocument file with each part locked by itself, as LibreOffice does up to version 24.2."""
    salt = vector = os.urandom(16)
    key = hashlib.pbkdf2_hmac("sha1", hashlib.sha256(password.encode()).digest(), salt, rounds, 32)
    stream, entries = io.BytesIO(), ""
    with zipfile.ZipFile(io.BytesIO(zipped)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name in ("mimetype", "META-INF/manifest.xml"):
                target.writestr(name, content)
                continue
            packer = zlib.compressobj(9, zlib.DEFLATED, -15)
            deflated = packer.compress(content) + packer.flush()
            digest = base64.b64encode(hashlib.sha256(deflated[:1024]).digest()).decode()
            target.writestr(name, _chained(key, vector, deflated))
            entries += (
                f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml" '
                f'manifest:size="{len(content)}"><manifest:encryption-data manifest:checksum-type="{ODF}#sha256-1k" '
                f'manifest:checksum="{digest}"><manifest:algorithm '
                f'manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#{cipher}" '
                f'manifest:initialisation-vector="{base64.b64encode(vector).decode()}"/><manifest:key-derivation '
                f'manifest:key-derivation-name="{ODF}#pbkdf2" manifest:key-size="32" '
                f'manifest:iteration-count="{rounds}" manifest:salt="{base64.b64encode(salt).decode()}"/>'
                "<manifest:start-key-generation "
                'manifest:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256" manifest:key-size="32"/>'
                "</manifest:encryption-data></manifest:file-entry>"
            )
        manifest = f'<manifest:manifest xmlns:manifest="{ODF}">{entries}</manifest:manifest>'
    return _with_part(stream.getvalue(), "META-INF/manifest.xml", manifest.encode())


def odf_as_a_whole(
    zipped: bytes, password: str, *, memory: int = 64, rounds: int = 1, told: str = "", spoiled: bool = False
) -> bytes:
    """An OpenDocument file locked as one part, as LibreOffice does from 24.8 on (there 65,536 KiB and 3 rounds).

    ``told`` is a parameter that the manifest tells otherwise (``lanes="9"``).
    """
    salt, vector = os.urandom(16), os.urandom(12)
    start = hashlib.sha256(password.encode()).digest()
    key = Argon2id(salt=salt, length=32, iterations=rounds, lanes=4, memory_cost=memory).derive(start)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = vector + AESGCM(key).encrypt(vector, packer.compress(zipped) + packer.flush(), None)
    if spoiled:
        content = content[:100] + bytes([content[100] ^ 1]) + content[101:]
    with zipfile.ZipFile(io.BytesIO(zipped)) as source:
        kind = source.read("mimetype")
    salted, drawn = (base64.b64encode(one).decode() for one in (salt, vector))
    manifest = (
        f'<manifest:manifest xmlns:manifest="{ODF}" manifest:version="1.4" '
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0">'
        f'<manifest:file-entry manifest:full-path="encrypted-package" manifest:size="{len(zipped)}" '
        f'manifest:media-type="{kind.decode()}"><manifest:encryption-data><manifest:algorithm '
        'manifest:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm" '
        f'manifest:initialisation-vector="{drawn}"/><manifest:start-key-generation '
        'manifest:start-key-generation-name="http://www.w3.org/2001/04/xmlenc#sha256" manifest:key-size="32"/>'
        "<manifest:key-derivation manifest:key-derivation-name="
        '"urn:org:documentfoundation:names:experimental:office:manifest:argon2id" manifest:key-size="32" '
        f'loext:argon2-iterations="{rounds}" loext:argon2-memory="{memory}" loext:argon2-lanes="4" '
        f'manifest:salt="{salted}"/></manifest:encryption-data></manifest:file-entry></manifest:manifest>'
    )
    if told:
        manifest = re.sub(f'{told.partition("=")[0]}="[0-9]+"', told, manifest)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as target:
        target.writestr("mimetype", kind)
        target.writestr("encrypted-package", content)
        target.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def _with_part(zipped: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(zipped)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as target:
        for entry in source.namelist():
            if entry != name:
                target.writestr(entry, source.read(entry))
        target.writestr(name, content)
    return stream.getvalue()

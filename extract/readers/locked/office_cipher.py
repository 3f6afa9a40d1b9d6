"""The encryption of Office documents ([MS-OFFCRYPTO] 2.3.4): agile, as Office 2010 and later lock them, and standard.

A key is drawn out of the password by many rounds of a hash; what it opens first is a verifier, so that a wrong password
is known before anything else is read.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import struct
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.parsers import expat

import msgspec

from extract.readers.locked.aes import BLOCK, blocks_decrypted, decrypted

AGILE, STANDARD_MINOR = (4, 4), 2  # versions at the beginning of EncryptionInfo (2.3.4.10, 2.3.4.5)
SEGMENT = 4096  # bytes of the package that are encrypted by themselves (2.3.4.15)
VERIFIER, VERIFIED = bytes.fromhex("fea7d2763b4b9e79"), bytes.fromhex("d7aa0f6d3061344e")  # block keys of 2.3.4.13
PACKAGE_KEY = bytes.fromhex("146e0be7abacd0d6")
SEAL_KEY, SEAL = bytes.fromhex("5fb2ad010cb9e1f6"), bytes.fromhex("a0677f02b22c8433")  # and of 2.3.4.14
FILL = b"\x36"  # what a key is filled up with that is longer than its hash (2.3.4.11)
HASHES = {"SHA1": hashlib.sha1, "SHA256": hashlib.sha256, "SHA384": hashlib.sha384, "SHA512": hashlib.sha512}
MOST_ROUNDS = 1_000_000  # of a hash; Office takes 100,000
ROUNDS = 50_000  # of a standard key (2.3.4.7)
KEY_BITS = (128, 192, 256)
HEADER = struct.Struct("<IIIIIIII")  # 2.3.2: flags, size, cipher, hash, bits of the key, provider, reserved
CIPHERS = (0x660E, 0x660F, 0x6610)  # AES of 128, 192 and 256 bits
SALT = 16  # bytes of a standard verifier's salt, and of its verifier


class UnknownLockError(Exception):
    """A document is locked by a method that is none of those known here; its first argument names it."""


class BrokenLockError(Exception):
    """What says how a document is locked, or what is locked, is not whole; its first argument names it."""


class Keyed(msgspec.Struct, frozen=True):
    """How one thing is encrypted: its salt, the bits of its key, its hash, and what more is said of it."""

    salt: bytes
    bits: int
    hash: Callable[..., Any]
    said: Mapping[str, str]


def unlocked_package(information: bytes, package: bytes, passwords: tuple[str, ...]) -> bytes | None:
    """The zip in an ``EncryptedPackage``; None where the password is another."""
    if len(information) < 8 or len(package) < 8:
        raise BrokenLockError("EncryptionInfo" if len(information) < 8 else "EncryptedPackage")
    major, minor = struct.unpack_from("<HH", information)
    size = int.from_bytes(package[:8], "little")
    if size > len(package) - 8:
        raise BrokenLockError("EncryptedPackage")
    for password in passwords:
        typed = password.encode("utf-16-le")
        if (major, minor) == AGILE:
            found = _agile(_keyed_of(information[8:]), package, typed)
        elif minor == STANDARD_MINOR:
            found = _standard(information, package, typed)
        else:
            raise UnknownLockError(f"{major}.{minor}")
        if found is not None:
            return found[:size]
    return None


def _agile(keyed: Mapping[str, Keyed], package: bytes, typed: bytes) -> bytes | None:
    try:
        data, lock, seal = keyed["keyData"], keyed["encryptedKey"], keyed["dataIntegrity"].said
    except KeyError as missing:
        raise BrokenLockError(str(missing.args[0])) from None
    rounds = int(lock.said.get("spinCount", "0")) if lock.said.get("spinCount", "").isdecimal() else 0
    if not 0 < rounds <= MOST_ROUNDS:
        raise UnknownLockError(f"spinCount {rounds:,}")
    drawn = _drawn(lock.hash, lock.salt, typed, rounds)

    def opened(name: str, key: bytes) -> bytes:
        made = lock.hash(drawn + key).digest()[: lock.bits // 8].ljust(lock.bits // 8, FILL)
        return decrypted(made, lock.salt[:BLOCK], _whole_blocks(_bytes(lock.said, name)))

    verifier = opened("encryptedVerifierHashInput", VERIFIER)[: len(lock.salt)]
    verified = opened("encryptedVerifierHashValue", VERIFIED)
    made = lock.hash(verifier).digest()
    if not hmac.compare_digest(made, verified[: len(made)]):
        return None
    key = opened("encryptedKeyValue", PACKAGE_KEY)[: data.bits // 8]
    sealed_by = decrypted(key, _vector(data, SEAL_KEY), _whole_blocks(_bytes(seal, "encryptedHmacKey")))
    sealed = decrypted(key, _vector(data, SEAL), _whole_blocks(_bytes(seal, "encryptedHmacValue")))
    size = data.hash().digest_size
    if not hmac.compare_digest(hmac.digest(sealed_by[:size], package, data.hash().name), sealed[:size]):
        raise BrokenLockError("EncryptedPackage")
    return b"".join(_segments(data, key, package[8:]))


def _segments(data: Keyed, key: bytes, content: bytes) -> Iterator[bytes]:
    for number, at in enumerate(range(0, len(content), SEGMENT)):
        vector = _vector(data, number.to_bytes(4, "little"))
        yield decrypted(key, vector, _whole_blocks(content[at : at + SEGMENT]))


def _vector(data: Keyed, block: bytes) -> bytes:
    return bytes(data.hash(data.salt + block).digest()[:BLOCK])


def _standard(information: bytes, package: bytes, typed: bytes) -> bytes | None:
    size = int.from_bytes(information[8:12], "little")
    verifier = information[12 + size :]
    if size < HEADER.size or len(verifier) < 4 + SALT + SALT + 4 + 2 * BLOCK:
        raise BrokenLockError("EncryptionInfo")
    _, _, cipher, _, bits, *_ = HEADER.unpack_from(information, 12)
    if cipher not in CIPHERS or bits not in KEY_BITS:
        raise UnknownLockError(f"{cipher:#x}, {bits} bits")
    drawn = _drawn(hashlib.sha1, verifier[4 : 4 + SALT], typed, ROUNDS)
    last = hashlib.sha1(drawn + bytes(4)).digest()
    key = b"".join(
        hashlib.sha1(bytes(one ^ fill for one, fill in zip(last.ljust(64, b"\0"), [pad] * 64, strict=True))).digest()
        for pad in (0x36, 0x5C)
    )[: bits // 8]
    content, digest = verifier[4 + SALT : 4 + 2 * SALT], verifier[8 + 2 * SALT : 8 + 2 * SALT + 2 * BLOCK]
    made = hashlib.sha1(blocks_decrypted(key, content)).digest()
    if not hmac.compare_digest(made, blocks_decrypted(key, digest)[: len(made)]):
        return None
    return blocks_decrypted(key, _whole_blocks(package[8:]))


def _drawn(kind: Callable[..., Any], salt: bytes, typed: bytes, rounds: int) -> bytes:
    """What many rounds of a hash make of a password (2.3.4.7, 2.3.4.11)."""
    drawn: bytes = kind(salt + typed).digest()
    for number in range(rounds):
        drawn = kind(number.to_bytes(4, "little") + drawn).digest()
    return drawn


def _keyed_of(xml: bytes) -> dict[str, Keyed]:
    """The elements that say how a document is locked, by their names; a document type is refused."""
    found: dict[str, Keyed] = {}
    told: dict[str, Mapping[str, str]] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        told.setdefault(name.rpartition(":")[2], attributes)

    def refuse(*_: object) -> None:
        raise BrokenLockError("DOCTYPE")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = start, refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise BrokenLockError("EncryptionInfo") from None
    for name in ("keyData", "encryptedKey", "dataIntegrity"):
        if name in told:
            found[name] = _keyed(told[name], is_seal=name == "dataIntegrity")
    return found


def _keyed(said: Mapping[str, str], *, is_seal: bool) -> Keyed:
    if is_seal:
        return Keyed(b"", 0, hashlib.sha1, said)
    cipher = said.get("cipherAlgorithm", ""), said.get("cipherChaining", ""), said.get("blockSize", "")
    bits, kind = said.get("keyBits", ""), said.get("hashAlgorithm", "")
    if cipher != ("AES", "ChainingModeCBC", str(BLOCK)) or bits not in map(str, KEY_BITS) or kind not in HASHES:
        raise UnknownLockError(f"{', '.join(cipher)}, {bits}, {kind}"[:80])
    salt = _bytes(said, "saltValue")
    if len(salt) < BLOCK:
        raise BrokenLockError("saltValue")
    return Keyed(salt, int(bits), HASHES[kind], said)


def _bytes(said: Mapping[str, str], name: str) -> bytes:
    try:
        return base64.b64decode(said.get(name, ""), validate=True)
    except (binascii.Error, ValueError):
        raise BrokenLockError(name) from None


def _whole_blocks(content: bytes) -> bytes:
    if not content or len(content) % BLOCK:
        raise BrokenLockError("EncryptedPackage")
    return content

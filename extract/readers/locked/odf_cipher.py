"""The encryption of OpenDocument packages (ODF 1.2 part 3, 3.4), which HWPX has taken over.

Each part is deflated and encrypted by itself; the manifest says with what, and has a digest of its beginning: of the
deflated bytes by the standard, of the inflated ones in what Hangul writes. Hangul's padding has no count; deflated data
says itself where it ends. LibreOffice from 24.8 on locks the package as one part, sealed (GCM) and so without a digest,
and derives its key by Argon2id (its package/source/zipapi/ZipFile.cxx and manifest/ManifestDefines.hxx).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.parsers import expat

import msgspec

from extract.readers.deflate import inflate
from extract.readers.locked.aes import BLOCK, SEAL_VECTOR, argon2id, decrypted, unsealed

DIGESTED = 1_024  # bytes of a part of which the manifest has the digest (sha256-1k)
KEY_SIZES = (16, 24, 32)
MOST_ROUNDS = 1_000_000  # of PBKDF2; Hangul writes 1,024, and LibreOffice 100,000 or 600,000
MOST_TURNS, MOST_LANES, MOST_MEMORY = 16, 16, 1 << 18  # of Argon2id, the last in KiB; LibreOffice writes 3, 4, 65,536
SEALED = ("aes256-gcm", "aes192-gcm", "aes128-gcm")  # how the names in the manifest end
CHAINED = ("aes256-cbc", "aes192-cbc", "aes128-cbc")
PBKDF2, ARGON2 = "pbkdf2", "argon2id"
DIGESTS = {"sha256-1k": (hashlib.sha256, DIGESTED), "sha256": (hashlib.sha256, None)}
START_KEYS = {"sha256": hashlib.sha256, "sha1": hashlib.sha1}  # ODF 1.2 part 3, 4.16: sha1 is the default


class UnknownCipherError(Exception):
    """A part is encrypted by a method that is none of those known here; its first argument names it."""


class LockedPart(msgspec.Struct, frozen=True):
    """How a part is encrypted: ``size`` are the bytes that it has when it is unlocked and inflated.

    ``memory`` (KiB) and ``lanes`` are those of Argon2id, and 0 where the key is derived by PBKDF2.
    """

    size: int
    digest: bytes
    digest_kind: str
    vector: bytes
    salt: bytes
    rounds: int
    key_size: int
    start_key: str
    is_sealed: bool = False
    memory: int = 0
    lanes: int = 0


def locked_parts(manifest: bytes, parser: expat.XMLParserType) -> dict[str, LockedPart]:
    """The encrypted parts by their names, as a manifest tells of them."""
    found: dict[str, LockedPart] = {}
    told: dict[str, Mapping[str, str]] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "file-entry":
            told.clear()
        told[local] = {key.rpartition(":")[2]: value for key, value in attributes.items()}

    def end(name: str) -> None:
        if name.rpartition(":")[2] == "file-entry" and "encryption-data" in told:
            found[told["file-entry"].get("full-path", "")] = _part(told)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(manifest, True)
    return found


def _part(told: Mapping[str, Mapping[str, str]]) -> LockedPart:
    """One entry of a manifest; whatever it names that is not known here is an error."""
    entry, data = told["file-entry"], told["encryption-data"]
    algorithm, derivation, start = (
        told.get(name, {}) for name in ("algorithm", "key-derivation", "start-key-generation")
    )
    is_sealed = _require(algorithm.get("algorithm-name", ""), (*CHAINED, *SEALED)) in SEALED
    is_argon2 = _require(derivation.get("key-derivation-name", ""), (PBKDF2, ARGON2)) == ARGON2
    part = LockedPart(
        _number(entry.get("size")),
        _bytes(data.get("checksum")),
        "" if is_sealed else _require(data.get("checksum-type", ""), DIGESTS),
        _bytes(algorithm.get("initialisation-vector")),
        _bytes(derivation.get("salt")),
        _number(derivation.get("argon2-iterations" if is_argon2 else "iteration-count")),
        _number(derivation.get("key-size", "16")),
        _require(start.get("start-key-generation-name", "sha1"), START_KEYS),
        is_sealed,
        *((_number(derivation.get("argon2-memory")), _number(derivation.get("argon2-lanes"))) if is_argon2 else ()),
    )
    vector = SEAL_VECTOR if is_sealed else BLOCK
    if part.key_size not in KEY_SIZES or len(part.vector) != vector or not _can_be_derived(part, is_argon2=is_argon2):
        raise UnknownCipherError(f"key {part.key_size}, vector {len(part.vector)}, rounds {part.rounds}")
    return part


def _can_be_derived(part: LockedPart, *, is_argon2: bool) -> bool:
    """Whether a key asks for no more time and memory than programs ask for, and by Argon2id not for too little."""
    if not is_argon2:
        return 0 < part.rounds <= MOST_ROUNDS
    is_bounded = 0 < part.rounds <= MOST_TURNS and 0 < part.lanes <= MOST_LANES
    return is_bounded and 8 * part.lanes <= part.memory <= MOST_MEMORY and len(part.salt) >= 8  # RFC 9106 3.1


def _require(said: str, known: Iterable[str]) -> str:
    """The known name with which an address of a method ends."""
    for name in known:
        if said.lower().endswith(name) and not said.lower().removesuffix(name)[-1:].isalnum():
            return name
    raise UnknownCipherError(said[:80])


def _bytes(text: str | None) -> bytes:
    try:
        return base64.b64decode(text or "", validate=True)
    except (binascii.Error, ValueError):
        raise UnknownCipherError("base64") from None


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 10 else 0


class Unlocking:
    """The parts of one document unlocked by one spelling of its password; a key is made once for equal salts."""

    def __init__(self, password: bytes, path: Path) -> None:
        self._password = password
        self._path = path
        self._keys: dict[tuple[bytes, int, int, str, int, int], bytes] = {}
        self._inflated = 0

    def unlock(self, packed: bytes, part: LockedPart) -> bytes | None:
        """The part as it was before it was locked; nothing where the password is another."""
        deflated = self._deflated(packed, part)
        if deflated is None:
            return None
        stream = inflate(deflated, self._path, before=self._inflated)
        self._inflated += len(stream.data)
        if not stream.complete or len(stream.data) != part.size:
            return None
        if part.is_sealed:
            return stream.data
        ours = deflated[: len(deflated) - len(stream.behind)]
        kind, reach = DIGESTS[part.digest_kind]
        found = [kind(content[:reach]).digest() for content in (stream.data, ours)]
        return stream.data if any(hmac.compare_digest(one, part.digest) for one in found) else None

    def _deflated(self, packed: bytes, part: LockedPart) -> bytes | None:
        if part.is_sealed:
            return unsealed(self._key(part), packed) if packed.startswith(part.vector) else None
        if not packed or len(packed) % BLOCK:
            return None
        return decrypted(self._key(part), part.vector, packed)

    def _key(self, part: LockedPart) -> bytes:
        made_of = part.salt, part.rounds, part.key_size, part.start_key, part.memory, part.lanes
        if made_of not in self._keys:
            start = START_KEYS[part.start_key](self._password).digest()
            self._keys[made_of] = _derived(start, part)
        return self._keys[made_of]


def _derived(start: bytes, part: LockedPart) -> bytes:
    if not part.memory:
        return hashlib.pbkdf2_hmac("sha1", start, part.salt, part.rounds, part.key_size)
    key = argon2id(start, part.salt, part.key_size, rounds=part.rounds, lanes=part.lanes, memory=part.memory)
    if key is None:
        raise UnknownCipherError(ARGON2)
    return key

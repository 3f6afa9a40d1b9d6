"""AES and Argon2 by the library that pdfminer brings, which is imported where a document is locked: few are."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

BLOCK = 16  # bytes
SEAL_VECTOR, SEAL = 12, 16  # bytes before and behind what is sealed (GCM, W3C XML Encryption 1.1, 5.2.4)


def decrypted(key: bytes, vector: bytes, content: bytes) -> bytes:
    """What was encrypted in a chain of blocks (CBC); the content is whole blocks."""
    ciphers = _ciphers()
    undone = ciphers.Cipher(ciphers.algorithms.AES(key), ciphers.modes.CBC(vector)).decryptor()
    return bytes(undone.update(content) + undone.finalize())


def blocks_decrypted(key: bytes, content: bytes) -> bytes:
    """What was encrypted block by block, each by itself (ECB); the content is whole blocks."""
    ciphers = _ciphers()
    undone = ciphers.Cipher(ciphers.algorithms.AES(key), ciphers.modes.ECB()).decryptor()
    return bytes(undone.update(content) + undone.finalize())


def unsealed(key: bytes, content: bytes) -> bytes | None:
    """What was sealed (GCM), its vector before it and its seal behind; None where the seal is that of another key."""
    kinds = importlib.import_module("cryptography.hazmat.primitives.ciphers.aead")
    broken = importlib.import_module("cryptography.exceptions").InvalidTag
    if len(content) < SEAL_VECTOR + SEAL:
        return None
    try:
        return bytes(kinds.AESGCM(key).decrypt(content[:SEAL_VECTOR], content[SEAL_VECTOR:], None))
    except broken:
        return None


def argon2id(secret: bytes, salt: bytes, size: int, *, rounds: int, lanes: int, memory: int) -> bytes | None:
    """A key of ``size`` bytes by Argon2id (RFC 9106), ``memory`` in KiB; None where the library here cannot do it."""
    kinds = importlib.import_module("cryptography.hazmat.primitives.kdf.argon2")
    unsupported = importlib.import_module("cryptography.exceptions").UnsupportedAlgorithm
    try:
        made = kinds.Argon2id(salt=salt, length=size, iterations=rounds, lanes=lanes, memory_cost=memory)
    except unsupported:
        return None
    return bytes(made.derive(secret))


def block_encryptor(key: bytes) -> Callable[[bytes], bytes]:
    """What encrypts blocks, each by itself."""
    ciphers = _ciphers()
    encrypted: Callable[[bytes], bytes] = (
        ciphers.Cipher(ciphers.algorithms.AES(key), ciphers.modes.ECB()).encryptor().update
    )
    return encrypted


def _ciphers() -> Any:
    return importlib.import_module("cryptography.hazmat.primitives.ciphers")

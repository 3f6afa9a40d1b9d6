"""AES by the library that pdfminer brings, which is imported where a document is locked: few are."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

BLOCK = 16  # bytes


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


def block_encryptor(key: bytes) -> Callable[[bytes], bytes]:
    """What encrypts blocks, each by itself."""
    ciphers = _ciphers()
    encrypted: Callable[[bytes], bytes] = (
        ciphers.Cipher(ciphers.algorithms.AES(key), ciphers.modes.ECB()).encryptor().update
    )
    return encrypted


def _ciphers() -> Any:
    return importlib.import_module("cryptography.hazmat.primitives.ciphers")

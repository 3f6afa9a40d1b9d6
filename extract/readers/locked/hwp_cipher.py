"""The encryption of HWP 5 documents with a password (EncryptVersion 4, Hangul 7.0 and later), which no paper describes.

AES-128 in a mode of feedback by single bits, its key from the SHA-1 of the password's bytes with those before them:
so say Volexity's hwp-extract, junorouse's hwp-password-recover, openhwp and rhwp, independently and alike. Whether a
stream is unlocked is shown by its own deflated data and the checksum that Hangul writes behind it.
"""

from __future__ import annotations

import hashlib

from extract.readers.locked.aes import BLOCK, block_encryptor

KNOWN_VERSION = 4  # of the ways of encrypting (한글문서파일형식 5.0, FileHeader)
FIRST = 0xEC  # stands before the first byte of a password
FULL, TOP = 0xFF, b"\x80"


def key_of(password: bytes) -> bytes:
    """The key that a password makes."""
    mixed = bytearray()
    before = FIRST
    for byte in password:
        mixed += bytes((((before << 1) | (before >> 7)) & FULL, byte))
        before = byte
    return hashlib.sha1(mixed, usedforsecurity=False).digest()[:BLOCK]


def unlocked(content: bytes, key: bytes) -> bytes:
    """A stream as it was before it was locked.

    The bit at each place hangs on the 128 encrypted bits before it, which are all known: they are encrypted together,
    eight shifts of the whole by sixteen rows of blocks.

    >>> unlocked(bytes(range(16)), key_of(b"helloworld")).hex()
    '00013eec903dbc26faff9c6cfb354800'
    """
    encrypted = block_encryptor(key)
    size = -(-len(content) // BLOCK) * BLOCK
    padded = content.ljust(size, b"\0")
    before = int.from_bytes(bytes(BLOCK) + padded + bytes(BLOCK))
    whole, top = size + 2 * BLOCK, int.from_bytes(TOP * size)
    stream = 0
    for shift in range(8):
        moved = (before << shift).to_bytes(whole + 1)[1:]
        firsts = bytearray(size)
        for row in range(BLOCK):
            firsts[row::BLOCK] = encrypted(moved[row : row + size])[::BLOCK]
        stream |= (int.from_bytes(firsts) & top) >> shift
    return (int.from_bytes(padded) ^ stream).to_bytes(size)[: len(content)]

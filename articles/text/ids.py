"""Keys made in Python, so that a row knows its name before the database has seen it."""

import secrets
import time
import uuid

#: Crockford's base 32, in lower case: no i, l, o, u, so that nobody misreads a key aloud.
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
BLOCK_ID_LENGTH = 8


def uuid7() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    number = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    number |= 0x7 << 76
    number |= secrets.randbits(12) << 64
    number |= 0b10 << 62
    number |= secrets.randbits(62)
    return uuid.UUID(int=number)


def block_id() -> str:
    """Eight random characters: a trillion keys, where a body needs some dozens."""
    number = secrets.randbits(5 * BLOCK_ID_LENGTH)
    return "".join(CROCKFORD[number >> 5 * place & 31] for place in range(BLOCK_ID_LENGTH))


def is_block_id(text: str) -> bool:
    """Whether `block_id` could have made it."""
    return len(text) == BLOCK_ID_LENGTH and all(letter in CROCKFORD for letter in text)

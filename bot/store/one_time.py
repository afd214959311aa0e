"""Words that nobody can guess, sent to a person once: what is stored of them is a digest."""

from __future__ import annotations

import hashlib
import secrets

LENGTH = 26
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that looks like another; 5 bits each


def new_token() -> str:
    """130 bits, of letters and digits that an SMS and a URL leave as they are."""
    return "".join(secrets.choice(_LETTERS) for _ in range(LENGTH))


def is_token(text: str) -> bool:
    """Whether a text can be one at all."""
    return len(text) == LENGTH and set(text) <= set(_LETTERS)


def digest(token: str) -> str:
    """What is stored of one."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

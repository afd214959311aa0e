"""Salts: what keeps the digest of a name or number in the register from being guessed."""

from __future__ import annotations

import secrets
from collections.abc import Callable

NewSalt = Callable[[], str]

ERASED = ""
"""The salt of a row whose personal details were erased: its digests can no longer be compared."""


def new_salt() -> str:
    """A salt for one row; it stands beside the details, and is erased together with them."""
    return secrets.token_hex(16)

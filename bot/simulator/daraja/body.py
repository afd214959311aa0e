"""What a request may hold, and how the provider refuses what it may not."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from bot.simulator.daraja.credentials import Credentials, NotEncrypted, opened

_PHONE = re.compile(r"254[17][0-9]{8}")
_WHOLE = re.compile(r"[1-9][0-9]{0,8}")
_SHORTEST_REMARKS, _LONGEST_REMARKS = 2, 100


class ApiError(Exception):
    """A refusal at the gateway: nothing is done. status: of HTTP; code: the provider's own."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def bad(field: str) -> ApiError:
    """A field that is missing or cannot be."""
    return ApiError(400, "400.002.02", f"Bad Request - Invalid {field}")


class Body:
    """The fields of a request; each reader raises ApiError for what the provider refuses."""

    def __init__(self, document: object) -> None:
        if not isinstance(document, dict):
            raise ApiError(400, "400.002.05", "Invalid Request Payload")
        self._fields: dict[str, Any] = document
        if "Passkey" in document:
            raise bad("Passkey")

    def text(self, name: str, longest: int = 200) -> str:
        """A field that must be there, as text."""
        value = self.optional(name)
        if not value or len(value) > longest:
            raise bad(name)
        return value

    def optional(self, name: str) -> str:
        """A field as text, "" for none."""
        value = self._fields.get(name, "")
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise bad(name)
        return str(value)

    def one_of(self, name: str, allowed: Collection[str]) -> str:
        """A field that is one of a few words, in exactly that case."""
        value = self.text(name)
        if value not in allowed:
            raise bad(name)
        return value

    def cents(self, name: str) -> int:
        """An amount in whole shillings, one at least, as cents."""
        value = self.text(name)
        if not _WHOLE.fullmatch(value):
            raise bad(name)
        return int(value) * 100

    def phone(self, name: str) -> str:
        """A number: 254712000001."""
        value = self.text(name)
        if not _PHONE.fullmatch(value):
            raise bad(name)
        return value

    def url(self, name: str) -> str:
        """An address that can be posted to."""
        value = self.text(name)
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise bad(name)
        return value

    def remarks(self) -> str:
        """What a result is remembered by."""
        value = self.text("Remarks", _LONGEST_REMARKS)
        if len(value) < _SHORTEST_REMARKS:
            raise bad("Remarks")
        return value

    def is_of_initiator(self, credentials: Credentials, name: str = "Initiator") -> bool:
        """Whether the operator and the encrypted password are right."""
        who = self.text(name)
        try:
            password = opened(self.text("SecurityCredential", 1_000))
        except NotEncrypted as error:
            raise bad("SecurityCredential") from error
        return (who, password) == (credentials.initiator_name, credentials.initiator_password)

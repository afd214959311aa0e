"""The form that a provider posts: every parameter as it came, decoded without losing a byte."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

NUL = "\x00"


@dataclass(frozen=True, slots=True)
class Form:
    """The parameters of one urlencoded form: name -> its values, in the order they came.

    Iteration, length and `getlist` show the parameters exactly as sent, as signatures need them;
    `get` and `as_raw` leave out NUL bytes, which no database column takes.
    """

    values: Mapping[str, tuple[str, ...]]

    @classmethod
    def parse(cls, body: bytes) -> Form:
        """The form in a request's body or query string. Never raises: any bytes are some form."""
        values: dict[str, list[str]] = {}
        for pair in body.split(b"&"):
            if pair:
                name, _, value = pair.partition(b"=")
                values.setdefault(_decoded(name), []).append(_decoded(value))
        return cls({name: tuple(items) for name, items in values.items()})

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def getlist(self, name: str) -> list[str]:
        """Every value of a parameter, as sent; the name is the one Twilio's validator asks for."""
        return list(self.values.get(name, ()))

    def get(self, name: str) -> str:
        """The first value of a parameter, "" when it is not there."""
        values = self.values.get(name)
        return values[0].replace(NUL, "") if values else ""

    def first_of(self, *names: str) -> str:
        """The first of these parameters that holds anything, else ""."""
        return next((value for name in names if (value := self.get(name))), "")

    def as_raw(self) -> dict[str, str]:
        """Name -> value for the inbox; further values of one name stand under "name[1]" and on."""
        return {
            (name if index == 0 else f"{name}[{index}]").replace(NUL, ""): value.replace(NUL, "")
            for name, items in self.values.items()
            for index, value in enumerate(items)
        }

    def content_id(self) -> str:
        """An id made from the parameters, for the message whose provider gave none.

        The same form posted twice has the same id, whatever the order of its parameters.
        """
        digest = hashlib.sha256()
        for name, value in sorted((key, item) for key in self for item in self.getlist(key)):
            for part in (name, value):
                encoded = part.encode()
                digest.update(len(encoded).to_bytes(8, "big") + encoded)
        return f"sha256:{digest.hexdigest()}"


def _decoded(part: bytes) -> str:
    """One name or value: UTF-8, else the Windows code page that some gateways still send."""
    if part.isalnum():  # most names and half of the values need no decoding; ASCII letters only
        return part.decode("ascii")
    raw = unquote_to_bytes(part.replace(b"+", b" "))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")

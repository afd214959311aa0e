"""What the page posts: JSON objects, of which each field is looked at."""

from __future__ import annotations

from typing import TypeVar

from flask import abort, request

T = TypeVar("T", str, int)


def field(name: str, kind: type[T]) -> T:
    """A field of the posted JSON object; 415 for another content type, 400 for another shape."""
    posted = request.get_json()
    value = posted.get(name) if isinstance(posted, dict) else None
    if not isinstance(value, kind) or isinstance(value, bool):  # which Python counts as a number
        abort(400)
    return value

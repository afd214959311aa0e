"""PUBLIC_BASE_URL with a path: a proxy may take the prefix off before it calls us, or leave it."""

from __future__ import annotations

import dataclasses

import pytest

from bot import create_app
from tests.channels.calls import body_of, settings_with, signature_headers, twilio_whatsapp

PUBLIC = "https://example.org/apps/chama"
PATH = "/webhooks/twilio/whatsapp"


@pytest.mark.parametrize("base_url", [PUBLIC, f"{PUBLIC}/"], ids=["plain", "slash at the end"])
@pytest.mark.parametrize(
    "called", [PATH, f"/apps/chama{PATH}"], ids=["prefix taken off", "prefix left on"]
)
def test_a_signed_message_is_taken_with_or_without_the_prefix(
    sqlite_url: str, base_url: str, called: str
) -> None:
    settings = settings_with(database_url=sqlite_url, public_base_url=base_url)
    client = create_app(settings).test_client()
    form = twilio_whatsapp()
    answers = [
        client.post(
            called,
            data=body_of(form),
            content_type="application/x-www-form-urlencoded",
            headers=signature_headers(signed, form),
        ).status_code
        for signed in (PUBLIC + PATH, f"https://example.org{PATH}")
    ]
    assert answers == [200, 403]


def test_health_is_found_with_and_without_the_prefix(sqlite_url: str) -> None:
    settings = settings_with(database_url=sqlite_url, public_base_url=PUBLIC)
    client = create_app(dataclasses.replace(settings)).test_client()
    for path in ("/healthz", "/apps/chama/healthz"):
        assert client.get(path).status_code == 200

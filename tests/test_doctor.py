"""The doctor names what is set and the URLs to paste, and shows no secret that is none of those."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.doctor import examine
from bot.settings import Settings

TWILIO = {
    "PUBLIC_BASE_URL": "https://chama.example.org/bot/",
    "TWILIO_ACCOUNT_SID": "AC1",
    "TWILIO_AUTH_TOKEN": "hidden-token",
    "TWILIO_WHATSAPP_FROM": "+14155238886",
    "TWILIO_SMS_FROM": "+14155550100",
    "TWILIO_CONTENT_SID_REMINDER_EN": "HX1",
}
AFRICASTALKING = {
    "PUBLIC_BASE_URL": "https://chama.example.org",
    "AFRICASTALKING_USERNAME": "umoja",
    "AFRICASTALKING_API_KEY": "hidden-key",
    "AFRICASTALKING_CALLBACK_SECRET": "s3cret-s3cret-s3cret-s3cret",
}


def said(url: str, environment: Mapping[str, str]) -> str:
    settings = Settings.from_env({"DATABASE_URL": url, **environment})
    return "\n".join(f"{what}: {how}" for what, how in examine(settings))


@pytest.mark.parametrize(
    ("environment", "lines"),
    [
        pytest.param(
            {}, ["Twilio: not configured", "Africa's Talking: not configured"], id="nothing"
        ),
        pytest.param(
            TWILIO,
            [
                "https://chama.example.org/bot/webhooks/twilio/whatsapp",
                "https://chama.example.org/bot/webhooks/twilio/sms",
                "https://chama.example.org/bot/webhooks/twilio/status",
                "reminder/en",
            ],
            id="twilio",
        ),
        pytest.param(
            AFRICASTALKING,
            [
                f"/webhooks/africastalking/{AFRICASTALKING['AFRICASTALKING_CALLBACK_SECRET']}/{end}"
                for end in ("sms", "delivery", "optout")
            ],
            id="africastalking",
        ),
    ],
)
def test_each_channel_names_its_urls(
    sqlite_url: str, environment: Mapping[str, str], lines: list[str]
) -> None:
    told = said(sqlite_url, environment)
    for line in lines:
        assert line in told
    assert "hidden" not in told
    assert "Migrations: up to date" in told


def test_a_database_that_was_not_migrated_is_said_to_be_behind(tmp_path: Path) -> None:
    (tmp_path / "new.db").touch()
    assert "behind: run chama-bot migrate" in said(f"sqlite:///{tmp_path}/new.db", {})


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert f"There is no database at {tmp_path}/a/b.db." in said(f"sqlite:///{tmp_path}/a/b.db", {})
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_cannot_be_had_stops_nothing() -> None:
    told = said("postgresql://bot:hidden@127.0.0.1:1/none?connect_timeout=1&password=hidden", {})
    assert "Migrations: cannot be told. The database postgresql+psycopg://bot:***@" in told
    assert "Connection refused" in told
    assert "hidden" not in told

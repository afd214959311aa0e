"""The doctor names what is set and the URLs to paste, and shows no secret that is none of those."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.doctor import examine
from bot.settings import Settings
from bot.store.database import open_engine
from tests.builders import rules
from tests.forwarding.phone import connected
from tests.transcripts import Stage

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
    return "\n".join(f"{one.what}: {one.how}" for one in examine(settings))


@pytest.mark.parametrize(
    ("environment", "lines"),
    [
        pytest.param(
            {},
            [
                "Twilio: not configured",
                "Africa's Talking: not configured",
                "Dashboard: installed; officers are sent links once PUBLIC_BASE_URL is set",
            ],
            id="nothing",
        ),
        pytest.param(
            TWILIO,
            [
                "Dashboard: https://chama.example.org/bot/dashboard, to be proxied to port 8501",
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


def test_each_phone_that_forwards_is_listed_by_its_group_with_when_it_was_heard_of(
    database_url: str,
) -> None:
    engine = open_engine(database_url)
    stage = Stage(engine)
    stage.found(rules())
    stage.deliver()
    stopped, phone = connected(stage), connected(stage)
    stage.now = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
    told = said(database_url, {})
    assert told.count("Forwarding phone: Umoja, ") == 1
    assert told.endswith(": not heard yet")
    phone.post(stage, {"event": "system:ping"})
    engine.dispose()
    told = said(database_url, {})
    assert told.endswith(": last heard 2026-11-23 09:30 in Nairobi")
    for hidden in ("0712000001", "254712000001", phone.secret, phone.key, stopped.key):
        assert hidden not in told


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

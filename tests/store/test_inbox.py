"""The inbox holds every message once, and knows which of them wait."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from bot.messages import FORWARDING_PHONE, PAGE, Kind
from bot.store import inbox
from bot.store.database import writing
from tests.builders import ACHIENG, NOW, WANJIRU, message

LATER = NOW + timedelta(minutes=1)


def test_a_message_comes_back_as_it_was_stored(engine: sa.Engine) -> None:
    said = message(
        ACHIENG,
        "Habari 👋🏾",
        button="1",
        kind=Kind.PICTURE,
        raw={"Body": "Habari 👋🏾", "NumMedia": "1"},
    )
    with writing(engine) as connection:
        inbox_id = inbox.store(connection, said, NOW)
        assert inbox_id is not None
        inbox.mark_unhandled(connection, inbox_id, "a bug")
        waiting = inbox.unhandled(connection, limit=10, before=LATER)
    assert waiting == [(inbox_id, said)]


def test_the_same_message_is_stored_once(engine: sa.Engine) -> None:
    said = message(provider_id="SM1")
    with writing(engine) as connection:
        assert inbox.store(connection, said, NOW) is not None
        assert inbox.store(connection, said, NOW) is None
        other_channel = message(provider_id="SM1", channel="twilio_sms")
        assert inbox.store(connection, other_channel, NOW) is not None


def test_what_waits_comes_oldest_first_and_failed_often_is_left_out(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        ids = []
        for minutes in (2, 1, 3):
            said = message(at=NOW - timedelta(minutes=minutes))
            inbox_id = inbox.store(connection, said, NOW)
            assert inbox_id is not None
            inbox.mark_unhandled(connection, inbox_id, "x" * 1_000)
            ids.append(inbox_id)
        inbox.mark_unhandled(connection, ids[0], "again")

        def waiting(**changes: int) -> list[int]:
            found = inbox.unhandled(connection, limit=10, before=NOW, **changes)
            return [inbox_id for inbox_id, _ in found]

        assert waiting() == [ids[2], ids[0], ids[1]]
        assert waiting(most_tries=2) == [ids[2], ids[1]]
        assert inbox.lock_unhandled(connection, ids[0])
        inbox.mark_handled(connection, ids[0], NOW)
        assert not inbox.lock_unhandled(connection, ids[0])
        assert waiting() == [ids[2], ids[1]]


def test_the_channel_a_person_wrote_on_last(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        said = (("twilio_whatsapp", 5), ("twilio_sms", 90), (FORWARDING_PHONE, 1), (PAGE, 0))
        for channel, minutes in said:
            at = NOW - timedelta(minutes=minutes)
            inbox.store(connection, message(WANJIRU, channel=channel, at=at), NOW)
        assert inbox.newest_channel(connection, WANJIRU.phone) == "twilio_whatsapp"
        assert inbox.newest_channel(connection, ACHIENG.phone) == ""


def test_whether_a_person_wrote_on_a_channel_lately(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        said = message(WANJIRU, channel="twilio_whatsapp", at=NOW - timedelta(hours=23))
        inbox.store(connection, said, NOW)

        def wrote(channel: str, hours: int) -> bool:
            within = timedelta(hours=hours)
            return inbox.wrote_on(connection, WANJIRU.phone, channel, within, NOW)

        assert wrote("twilio_whatsapp", 24)
        assert not wrote("twilio_whatsapp", 22)
        assert not wrote("twilio_sms", 24)

"""What the clock does and when a message may go out: reminders, quiet hours, STOP."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from bot import schedule
from bot.store.tables import outbox, round_
from chama.rota import NAIROBI
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU, message, received_text, rules
from tests.channels.stub_provider import Call
from tests.system.inside import Inside
from tests.system.installation import phone_of, text_of
from tests.transcripts import tick

DUE = date(2026, 11, 26)  # of the round that these tests run in
MORNING = datetime(2026, 11, 22, 10, tzinfo=NAIROBI)  # before any reminder
CONTACT = '[[collectors]]\nkind = "phone"\nname = "Wanjiru Kamau"\nphone = "0712000001"\n'


def at(day: int, hour: int = 10) -> datetime:
    """A time of November 2026 in Nairobi."""
    return datetime(2026, 11, day, hour, tzinfo=NAIROBI).astimezone(UTC)


@pytest.fixture
def umoja(inside: Inside) -> Inside:
    """Umoja of four, each owing 1,000 by the 26th."""
    inside.now = at(22)
    inside.found(rules(more=CONTACT))
    return inside


def reminded(calls: list[Call]) -> dict[str, str]:
    """Who was reminded, and how."""
    return {phone_of(call): text_of(call) for call in calls if "due" in text_of(call)}


def test_reminders_go_three_days_before_on_the_day_and_the_day_after(umoja: Inside) -> None:
    days = {}
    for day in range(22, 31):
        umoja.now = at(day)
        days[day] = len(reminded(umoja.tick()))
        assert umoja.tick() == []  # a second tick of the day sends nothing more
    # The next round opens on the 27th and is due on the 3rd: its first reminder comes on the 30th.
    assert days == {22: 0, 23: 4, 24: 0, 25: 0, 26: 4, 27: 4, 28: 0, 29: 0, 30: 4}


def test_nobody_is_reminded_before_nine(umoja: Inside) -> None:
    umoja.now = at(23, hour=8)
    assert umoja.tick() == []
    umoja.now = at(23, hour=9)
    assert len(umoja.tick()) == 4


@pytest.mark.parametrize(
    ("back_on", "words"),
    [
        pytest.param(24, "is due on Thu 26 Nov", id="the day after the first reminder"),
        pytest.param(26, "is due today", id="on the day: not the first as well"),
        pytest.param(29, "was due on Thu 26 Nov", id="late: only that it was due"),
    ],
)
def test_after_a_pause_only_the_newest_reminder_goes_out(
    umoja: Inside, back_on: int, words: str
) -> None:
    umoja.now = at(back_on)
    calls = [call for call in umoja.tick() if "the pot waits" not in text_of(call)]
    assert sorted(map(phone_of, calls)) == [
        person.phone for person in (WANJIRU, OTIENO, ACHIENG, BARAKA)
    ]
    assert all(words in text_of(call) for call in calls)


def test_a_reminder_forgotten_for_weeks_reminds_nobody_of_the_old_round(umoja: Inside) -> None:
    umoja.now = at(22) + timedelta(days=21)
    assert {text for text in reminded(umoja.tick()).values() if "26 Nov" in text} == set()


def test_the_amount_is_worked_out_when_a_reminder_goes_out(umoja: Inside) -> None:
    umoja.now = at(23)
    assert schedule.queue_reminders(umoja.engine, umoja.now) == 4
    for payer, amount, code in (
        ("ACHIENG ATIENO 0712000003", "400.00", "UKN1AB2C01"),
        ("OTIENO OUMA 0712000002", "1,000.00", "UKN1AB2C02"),
    ):
        text = received_text(code, amount, payer)
        umoja.pipeline.handle(message(WANJIRU, text, at=umoja.now, channel="africastalking_sms"))
    texts = reminded(umoja.work())
    assert "KES 600 " in texts[ACHIENG.phone]
    assert "KES 1,000 " in texts[BARAKA.phone]
    assert OTIENO.phone not in texts
    dropped = [row for row in umoja.rows(outbox) if row.template == "reminder" and row.error]
    assert [(row.address, row.error) for row in dropped] == [(OTIENO.phone, "nothing_owed")]


def test_two_workers_at_once_open_and_remind_once(umoja: Inside) -> None:
    umoja.now = at(30)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: tick(umoja.engine, umoja.now), range(8)))
    assert [row.number for row in umoja.rows(round_)] == [1, 2]
    # four "was due" of the first round, four of the second; two officers hear of the short pot
    assert len(umoja.work()) == 10


def test_at_night_notices_wait_and_answers_and_receipts_go(umoja: Inside) -> None:
    umoja.now = at(23, hour=21)
    assert umoja.tick() == []
    text = received_text(payer="ACHIENG ATIENO 0712000003")
    umoja.pipeline.handle(message(WANJIRU, text, at=umoja.now, channel="africastalking_sms"))
    told = umoja.work()
    assert {phone_of(call) for call in told} == {WANJIRU.phone, ACHIENG.phone}

    umoja.now = at(24, hour=7)
    in_the_morning = reminded(umoja.work())
    assert set(in_the_morning) == {WANJIRU.phone, OTIENO.phone, BARAKA.phone}


def test_who_said_stop_hears_only_the_confirmation_and_answers(umoja: Inside) -> None:
    def achieng_writes(text: str) -> list[Call]:
        umoja.pipeline.handle(message(ACHIENG, text, at=umoja.now, channel="africastalking_sms"))
        return umoja.work()

    assert [phone_of(call) for call in achieng_writes("STOP")] == [ACHIENG.phone]
    umoja.now = at(23)
    assert ACHIENG.phone not in reminded(umoja.tick())
    text = received_text(payer="ACHIENG ATIENO 0712000003")
    umoja.pipeline.handle(message(WANJIRU, text, at=umoja.now, channel="africastalking_sms"))
    assert [phone_of(call) for call in umoja.work()] == [WANJIRU.phone]
    assert [phone_of(call) for call in achieng_writes("salio")] == [ACHIENG.phone]

    achieng_writes("START")
    umoja.now = at(26)
    assert schedule.queue_reminders(umoja.engine, umoja.now) == 3  # she has paid
    umoja.work()


def test_remind_now_counts_whom_it_reminds_and_does_so_once_a_day(umoja: Inside) -> None:
    umoja.now = at(24)
    counts = [schedule.remind_now(umoja.engine, umoja.now) for _ in range(2)]
    assert counts == [4, 0]
    assert len(umoja.work()) == 4

"""WhatsApp senders who hide their number: known by the id that once came with it, else answered."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from bot.store.tables import entry, inbox, member_address
from bot.store.verify import verify
from tests.builders import OTIENO, WANJIRU, rules
from tests.channels.calls import callback, twilio_whatsapp
from tests.channels.stub_provider import Call
from tests.system.inside import Inside

USER = "KE.777"
PAID = (
    "UKN1AW01AB Confirmed.You have received Ksh1,000.00 from OTIENO OUMA 0712000002 on 23/11/26 at"
    " 8:25 AM New M-PESA balance is Ksh31,050.00."
)


@pytest.fixture
def umoja(inside: Inside) -> Inside:
    inside.found(rules())
    return inside


def write(inside: Inside, sid: str, text: str, sender: str, user: str = USER) -> list[Call]:
    """A signed message as the channel reads it; gives the calls that answer it."""
    inside.pass_time(minutes=1)
    form = twilio_whatsapp(MessageSid=sid, Body=text, From=f"whatsapp:{sender}", WaId="")
    read = inside.channels["twilio_whatsapp"].read(callback({**form, "ExternalUserId": user}))
    assert read is not None
    inside.pipeline.handle(dataclasses.replace(read, received_at=inside.now))
    return inside.work()


def test_an_id_seen_with_a_number_is_that_person_from_then_on(umoja: Inside) -> None:
    """The treasurer asked once with her number; then she hides it and forwards a payment."""
    assert write(umoja, "SM1", "who owes", WANJIRU.phone)
    calls = write(umoja, "SM2", PAID, USER)
    assert "UKN1AW01AB" in {row.receipt for row in umoja.rows(entry)}
    assert f"whatsapp:{WANJIRU.phone}" in {call.form.get("To") for call in calls}
    assert umoja.rows(inbox)[-1].sender == WANJIRU.phone
    assert umoja.rows(inbox)[-1].raw["From"] == f"whatsapp:{USER}"
    assert list(verify(umoja.engine)) == []  # how she is recognised stands in the register


def test_an_id_that_nobody_came_with_is_answered_once_a_day(umoja: Inside) -> None:
    before = len(umoja.rows(entry))
    (call,) = write(umoja, "SM1", PAID, "KE.999", user="KE.999")
    assert call.form["To"] == "whatsapp:KE.999"
    assert write(umoja, "SM2", "hello?", "KE.999", user="KE.999") == []
    umoja.now += timedelta(days=1)
    assert len(write(umoja, "SM3", "hello?", "KE.999", user="KE.999")) == 1
    assert len(umoja.rows(entry)) == before


def test_an_id_moves_along_with_the_number_it_came_with_last(umoja: Inside) -> None:
    for number, person in enumerate((WANJIRU, OTIENO, OTIENO, WANJIRU, OTIENO)):
        write(umoja, f"SM{number}", "salio", person.phone)
        (known,) = {row.member_id for row in umoja.rows(member_address) if USER in row.address}
        (own,) = {
            row.member_id for row in umoja.rows(member_address) if row.address == person.phone
        }
        assert known == own


def test_a_strangers_id_makes_nobody_of_them(umoja: Inside) -> None:
    write(umoja, "SM1", "hello", "+254799000000")
    assert not any(USER in row.address for row in umoja.rows(member_address))


def test_no_other_channel_names_people_by_an_id(umoja: Inside) -> None:
    """Africa's Talking signs nothing; Twilio's SMS have numbers."""
    form = {"from": OTIENO.phone, "to": "40404", "text": "salio", "id": "1", "ExternalUserId": USER}
    for name in ("africastalking_sms", "twilio_sms"):
        named = {**form, "From": OTIENO.phone, "Body": "salio"}
        read = umoja.channels[name].read(callback(named))
        assert read is not None
        assert read.alias == ""

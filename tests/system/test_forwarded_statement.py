"""A statement that the treasurer sends by WhatsApp, through real processes."""

from __future__ import annotations

import pytest

from tests.channels.calls import twilio_whatsapp
from tests.channels.stub_provider import Answer, Call, StubProvider
from tests.importing.statements import COLLECTORS, paid, statement
from tests.system.conftest import ON_SQLITE
from tests.system.installation import Installation, wait_for
from tests.system.people import ACHIENG, NAMES, OTIENO, TREASURER, Umoja, mpesa_code, now_in_nairobi

WHATSAPP = "/webhooks/twilio/whatsapp"
MEDIA = "/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"
UMOJA = Umoja(1)

pytestmark = ON_SQLITE


def a_days_statement(code: str) -> str:
    """Achieng has paid this minute."""
    now = now_in_nairobi()
    payer = f"{UMOJA.phone(ACHIENG).removeprefix('+')} - ACHIENG ATIENO"
    return statement(paid(code, payer, at=now), first=now.date(), last=now.date())


def test_a_statement_by_whatsapp_fills_the_book_once_another_officer_has_agreed(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker looks for statements when it starts, and then every minute."""
    code = mpesa_code(1)
    file = Answer(200, a_days_statement(code).encode(), {"Content-Type": "text/csv"})

    def answer_to(call: Call) -> Answer:
        return file if call.method == "GET" else StubProvider.answer_to(installation.stub, call)

    monkeypatch.setattr(installation.stub, "answer_to", answer_to)
    installation.found(UMOJA.constitution() + COLLECTORS.replace("+254712000001", "0712000199"))
    sent = whatsapp(
        "SM-statement",
        TREASURER,
        NumMedia="1",
        MediaUrl0=installation.stub.base_url + MEDIA,
        MediaContentType0="text/csv",
    )
    with installation.running("serve"):
        assert installation.post_twilio(WHATSAPP, sent) == 200
        with installation.running("worker"):
            wait_for(lambda: installation.has_sent(UMOJA.phone(OTIENO), "LIST shows each."))
            assert receipts(installation) == []
        yes = whatsapp("SM-yes", OTIENO, Body="yes")
        assert installation.post_twilio(WHATSAPP, yes) == 200
        with installation.running("worker"):
            wait_for(lambda: any(code in text for text in told(installation, ACHIENG)))
    assert receipts(installation) == [code]
    (row,) = installation.export("proposals")
    assert (row["kind"], row["agreed_by"], row["state"]) == ("statement", NAMES[OTIENO - 1], "done")


def whatsapp(message_id: str, seat: int, **fields: str) -> dict[str, str]:
    values = {"MessageSid": message_id, "From": f"whatsapp:{UMOJA.phone(seat)}", "Body": ""}
    return twilio_whatsapp(**{**values, **fields})


def receipts(installation: Installation) -> list[str]:
    """The receipts that are in the book."""
    return [row["receipt"] for row in installation.export("entries") if row["receipt"]]


def told(installation: Installation, seat: int) -> list[str]:
    """What the member on a seat has been sent so far; the fetched file was sent to nobody."""
    calls = [call for call in installation.stub.calls if call.method == "POST"]
    phone = UMOJA.phone(seat)
    return [
        call.form.get("Body") or call.form["message"]
        for call in calls
        if (call.form.get("To") or call.form["to"]).removeprefix("whatsapp:") == phone
    ]

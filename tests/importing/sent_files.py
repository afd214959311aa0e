"""Officers send files by WhatsApp to Umoja, with Twilio's stub on the other side."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from flask import Flask

from bot.channels import twilio, twilio_media
from bot.importing.forwarded import SentStatements
from bot.store.tables import entry, outbox, proposal, statement_file
from bot.webhook import webhook_blueprint
from chama.group import Person
from tests.builders import message
from tests.channels.calls import BASE_URL, body_of, signature_headers, twilio_whatsapp
from tests.channels.stub_provider import Answer
from tests.system.inside import Inside

URL = "/webhooks/twilio/whatsapp"
MEDIA = "/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"


def csv_file(text: str) -> Answer:
    """The provider hands out this file."""
    return Answer(200, text.encode(), {"Content-Type": "text/csv"})


def send_file(
    umoja: Inside,
    sender: Person | str,
    text: str = "",
    kind: str = "text/csv",
    sid: str = "SM1",
) -> int:
    """Twilio posts somebody's file, signed; gives the answer's status."""
    app = Flask(__name__)
    app.register_blueprint(
        webhook_blueprint(umoja.settings, umoja.channels, umoja.pipeline, umoja.clock)
    )
    form = twilio_whatsapp(
        From=f"whatsapp:{sender.phone if isinstance(sender, Person) else sender}",
        Body=text,
        NumMedia="1",
        MediaUrl0=umoja.stub.base_url + MEDIA,
        MediaContentType0=kind,
        MessageSid=sid,
    )
    headers = signature_headers(BASE_URL + URL, form)
    kind = "application/x-www-form-urlencoded"
    sent = app.test_client().post(URL, data=body_of(form), content_type=kind, headers=headers)
    return sent.status_code


def work_through(umoja: Inside, *answers: Answer) -> dict[str, str]:
    """The worker does its round while the provider answers so; gives what went out, by number."""
    before = len(umoja.rows(outbox))
    umoja.stub.will_answer(*answers)
    account = umoja.settings.twilio
    assert account is not None
    fetch = partial(twilio_media.fetch, account)
    SentStatements(umoja.engine, {twilio.WHATSAPP: fetch}, umoja.clock).work_through()
    return sent_since(umoja, before)


def forward(umoja: Inside, sender: Person | str, text: str, sid: str = "SM1") -> dict[str, str]:
    """Somebody sends a statement and the worker reads it; gives what goes out then, by number."""
    send_file(umoja, sender, sid=sid)
    umoja.work()
    return work_through(umoja, csv_file(text))


def say(umoja: Inside, sender: Person, text: str) -> dict[str, str]:
    """Somebody writes, a minute later; gives what goes out then, by number."""
    umoja.now += timedelta(minutes=1)
    before = len(umoja.rows(outbox))
    said = message(sender, text, channel=twilio.WHATSAPP, at=umoja.now, provider_id=f"SM-{before}")
    umoja.pipeline.handle(said)
    return sent_since(umoja, before)


def sent_since(umoja: Inside, before: int) -> dict[str, str]:
    """Send what is due; gives what went out after so many messages, by number."""
    umoja.work()
    texts: dict[str, str] = {}
    for row in umoja.rows(outbox)[before:]:
        texts[row.address] = (
            f"{texts[row.address]}\n{row.text}" if row.address in texts else row.text
        )
    return texts


def files(umoja: Inside) -> list[Any]:
    """The files that were sent."""
    return umoja.rows(statement_file)


def money(umoja: Inside) -> list[tuple[str, str, str, str]]:
    """The entries about money, as (kind, member, actor, receipt)."""
    return [
        (row.kind, row.member, row.actor, row.receipt)
        for row in umoja.rows(entry)
        if row.kind != "round_opened"
    ]


def states(umoja: Inside) -> list[str]:
    """How the proposals stand, in order."""
    return [row.state for row in umoja.rows(proposal)]

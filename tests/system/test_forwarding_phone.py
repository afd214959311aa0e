"""A phone that forwards, through real processes: connected by text, its posts become money."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from bot.forwarding.proof import sign
from tests.channels.calls import twilio_whatsapp
from tests.system.conftest import ON_SQLITE
from tests.system.installation import Installation, wait_for
from tests.system.people import ACHIENG, OTIENO, TREASURER, Umoja, mpesa_code

pytestmark = ON_SQLITE

UMOJA = Umoja(1)
AT_ONCE = 20


@pytest.fixture(scope="module", autouse=True)
def running(installation: Installation) -> Iterator[None]:
    """The web and the worker, with a chama whose welcomes have gone out."""
    installation.found(UMOJA.constitution())
    with installation.running("serve", "worker"):
        wait_for(lambda: len(installation.stub.calls) == 4)
        yield


@pytest.fixture(scope="module")
def secrets(installation: Installation, running: None) -> tuple[str, str]:
    """What the treasurer was sent once the chair had agreed: the URL's secret and the key."""
    write(installation, TREASURER, "connect phone")
    wait_for(lambda: installation.has_sent(UMOJA.phone(OTIENO), "Do you agree?"))
    write(installation, OTIENO, "yes")

    def told() -> re.Match[str] | None:
        texts = installation.received_by(UMOJA.phone(TREASURER))
        return re.search(r"/webhooks/phone/(\w+)\nKey: (\w+)", "\n".join(texts))

    wait_for(lambda: told() is not None)
    found = told()
    assert found is not None
    return found[1], found[2]


def write(installation: Installation, seat: int, text: str) -> None:
    form = twilio_whatsapp(
        MessageSid=f"SM-{seat}-{text}", From=f"whatsapp:{UMOJA.phone(seat)}", Body=text
    )
    assert installation.post_twilio("/webhooks/twilio/whatsapp", form) == 200


def event_of(text: str, event_id: str = "e1") -> bytes:
    payload = {"messageId": "m1", "message": text, "phoneNumber": "MPESA", "simNumber": None}
    return json.dumps({"event": "sms:received", "id": event_id, "payload": payload}).encode()


def post(
    installation: Installation, secrets: tuple[str, str], body: bytes, *, in_chunks: bool = False
) -> int:
    """A post as SMS Gateway for Android makes it."""
    secret, key = secrets
    at = str(int(time.time()))
    return requests.post(
        f"{installation.url}/webhooks/phone/{secret}",
        iter([body[:40], body[40:]]) if in_chunks else body,
        headers={"X-Signature": sign(key, body, at), "X-Timestamp": at},
        timeout=60,
    ).status_code


def entries_of(installation: Installation, code: str) -> list[dict[str, str]]:
    return [row for row in installation.export("entries") if row["receipt"] == code]


@pytest.mark.parametrize("in_chunks", [False, True], ids=["whole", "in-chunks"])
def test_a_post_becomes_an_entry_and_a_receipt_and_nobody_is_answered(
    installation: Installation, secrets: tuple[str, str], in_chunks: bool
) -> None:
    code = mpesa_code(1 + in_chunks)
    text = UMOJA.received_text(code, ACHIENG, shillings=400)
    assert post(installation, secrets, event_of(text), in_chunks=in_chunks) == 200
    (entry,) = entries_of(installation, code)
    assert (entry["member"], entry["amount"]) == ("Achieng Atieno", "400.00")
    wait_for(lambda: installation.has_sent(UMOJA.phone(ACHIENG), code))
    assert not [one for one in installation.received_by(UMOJA.phone(TREASURER)) if code in one]


def test_one_sms_under_many_ids_at_once_counts_once(
    installation: Installation, secrets: tuple[str, str]
) -> None:
    code = mpesa_code(3)
    text = UMOJA.received_text(code, shillings=100)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = list(
            threads.map(
                lambda n: post(installation, secrets, event_of(text, f"e{n}")), range(AT_ONCE)
            )
        )
    assert set(answers) <= {200, 503}
    assert post(installation, secrets, event_of(text)) == 200
    assert len(entries_of(installation, code)) == 1


def test_no_secret_is_in_a_log_or_an_export(
    installation: Installation, secrets: tuple[str, str]
) -> None:
    assert post(installation, (secrets[0], "guess"), event_of("x")) == 404
    assert post(installation, ("guess", secrets[1]), event_of("x")) == 404
    logs = "".join(one.read_text() for one in installation.directory.glob("*.log"))
    messages = json.dumps(installation.export("messages"))
    for secret in secrets:
        assert secret not in logs + messages

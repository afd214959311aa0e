"""Money by API through real processes: asked for, seen to arrive, paid out by two agreements."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.simulator import daraja as stub
from chama.account_ref import account_of
from tests.channels.calls import africastalking_sms
from tests.system.conftest import ON_SQLITE
from tests.system.installation import Installation, wait_for
from tests.system.people import ACHIENG, BARAKA, NAMES, OTIENO, TREASURER, Umoja

pytestmark = ON_SQLITE

UMOJA = Umoja(7)
SECRET = "d4f3" * 10
SHILLING = 100


@pytest.fixture(scope="module")
def provider(installation: Installation) -> Iterator[stub.Daraja]:
    """M-Pesa, with a wallet for each member; one for each installation."""
    assert not installation.settings
    with stub.Daraja(in_background=True) as running:
        for seat, name in enumerate(NAMES, start=1):
            running.customers.add(UMOJA.phone(seat), name.upper())
        yield running


@pytest.fixture(scope="module", autouse=True)
def running(installation: Installation, provider: stub.Daraja) -> Iterator[None]:
    """The web and the worker, on an account that was set up as an operator does."""
    installation.settings = {
        "PUBLIC_BASE_URL": installation.url,
        **provider.environment(SECRET),
    }
    installation.found(UMOJA.constitution(paybill=provider.shortcode))
    provider.delete_urls()
    registered = installation.command("daraja", "register-urls")
    assert registered.returncode == 0, registered.stdout + registered.stderr
    with installation.running("serve", "worker"):
        wait_for(lambda: len(installation.stub.calls) >= len(NAMES))
        yield


def write(installation: Installation, seat: int, text: str, number: list[int] = [0]) -> None:  # noqa: B006
    """A member writes an SMS."""
    number[0] += 1
    form = africastalking_sms(**{"from": UMOJA.phone(seat), "text": text, "id": f"at-{number[0]}"})
    assert installation.post_africastalking("sms", form) == 200


def has_read(installation: Installation, seat: int, words: str) -> bool:
    return any(words in text for text in installation.received_by(UMOJA.phone(seat)))


def test_a_member_is_asked_pays_and_gets_a_receipt(
    installation: Installation, provider: stub.Daraja
) -> None:
    phone, before = UMOJA.phone(ACHIENG), provider.book.incoming
    write(installation, ACHIENG, "pay 1000")
    wait_for(lambda: provider.customers.prompts(phone))
    provider.customers.answer(phone)
    wait_for(lambda: len(provider.book.incoming) > len(before))
    receipt = provider.book.incoming[-1].receipt
    wait_for(lambda: has_read(installation, ACHIENG, receipt))
    (row,) = [row for row in installation.export("entries") if row["receipt"] == receipt]
    assert (row["member"], row["amount"], row["actor"]) == (
        "Achieng Atieno",
        "1000.00",
        "mpesa-api",
    )


def test_a_pot_that_is_full_goes_out_once_two_have_agreed(
    installation: Installation, provider: stub.Daraja
) -> None:
    for seat in (TREASURER, OTIENO, BARAKA):
        account = account_of(1, seat)
        provider.customers.pay(UMOJA.phone(seat), provider.shortcode, 1_000 * SHILLING, account)
    wait_for(lambda: all(has_read(installation, seat, "to agree") for seat in (OTIENO,)))
    for seat in (OTIENO, ACHIENG, BARAKA):
        for text in installation.received_by(UMOJA.phone(seat)):
            if found := re.search(r"Reply (\d{4}) to agree", text):
                write(installation, seat, found[1])
    wait_for(lambda: provider.book.outgoing)
    (sent,) = provider.book.outgoing
    assert (sent.cents, f"+{sent.payee}") == (4_000 * SHILLING, UMOJA.phone(TREASURER))
    wait_for(lambda: has_read(installation, TREASURER, sent.receipt))
    (row,) = [row for row in installation.export("entries") if row["receipt"] == sent.receipt]
    assert row["kind"] == "payout"
    assert installation.command("verify").returncode == 0


def test_doctor_and_reconcile_say_that_all_is_well(installation: Installation) -> None:
    doctor = installation.command("doctor")
    assert doctor.returncode == 0, doctor.stdout
    assert f"/webhooks/daraja/{SECRET}/c2b/confirmation" in doctor.stdout
    assert "consumer key and secret" in doctor.stdout
    reconciled = installation.command("reconcile")
    assert reconciled.returncode == 0, reconciled.stderr
    assert "0 still unknown" in reconciled.stdout

"""The customers' phones over HTTP, as the page of a demo uses them."""

from __future__ import annotations

import httpx
import pytest

from tests.simulator.daraja.asking import (
    ACHIENG,
    BARAKA,
    CONFIRMED,
    NOBODY,
    WALLET_CENTS,
    Asker,
    Body,
    daraja,
)


def act(asker: Asker, what: str, phone: str = ACHIENG, **body: object) -> httpx.Response:
    return asker.client.post(f"/phones/{phone}/{what}", json=body)


def payment(**changes: object) -> Body:
    return {"shortcode": "600000", "amount": "500", "reference": "BCY-3", "pin": "1234", **changes}


def test_a_phone_shows_what_it_is_asked_and_no_id_of_it() -> None:
    with daraja() as asker:
        request_id = asker.push().json()["CheckoutRequestID"]
        answer = asker.client.get(f"/phones/+{ACHIENG}")
        assert answer.json() == {
            "phone": ACHIENG,
            "name": "Achieng Mary Atieno",
            "balance_cents": WALLET_CENTS,
            "prompts": [
                {
                    "number": 1,
                    "text": "Do you want to pay KES 500 to CHAMA account no. BCY-3? "
                    "Enter M-PESA PIN",
                }
            ],
            "transactions": [],
        }
        assert request_id not in answer.text


def test_all_phones_show_what_they_paid_and_got() -> None:
    with daraja() as asker:
        receipt = asker.paid()
        asker.payout(Amount=1_000)
        paid_out = asker.stub.book.outgoing[0].receipt
        first, second = asker.client.get("/phones").json()
        at = "2026-11-27T06:30:00+00:00"
        assert first["transactions"] == [
            {"receipt": receipt, "kind": "c2b", "cents": -500_00, "at": at},
            {"receipt": paid_out, "kind": "payout", "cents": 1_000_00, "at": at},
        ]
        assert first["balance_cents"] == WALLET_CENTS + 500_00
        assert (second["phone"], second["transactions"]) == (BARAKA, [])


@pytest.mark.parametrize(
    ("what", "body", "code"),
    [("pin", {"pin": "1234"}, "0"), ("pin", {"pin": "9999"}, "2001"), ("cancel", {}, "1032")],
    ids=["the right PIN", "a wrong PIN", "cancelled"],
)
def test_a_prompt_is_answered(what: str, body: dict[str, str], code: str) -> None:
    with daraja() as asker:
        asker.push()
        assert act(asker, what, **body).json() == {"code": code}
        assert len(asker.stub.book.incoming) == (code == "0")
        assert asker.stub.customers.prompts(ACHIENG) == ()


def test_a_payment_from_the_menu_is_made_and_confirmed() -> None:
    with daraja() as asker:
        asker.register()
        said = act(asker, "pay", **payment()).json()
        (paid,) = asker.stub.book.incoming
        assert said == {"code": "0", "receipt": paid.receipt}
        assert [path for path, _ in asker.hear()] == [CONFIRMED]


def test_a_payment_with_a_wrong_pin_is_not_made() -> None:
    with daraja() as asker:
        assert act(asker, "pay", **payment(pin="9999")).json() == {"code": "2001"}
        assert asker.stub.ledger.transactions == []


@pytest.mark.parametrize(
    ("what", "phone", "body", "status"),
    [
        ("pin", ACHIENG, {"pin": "1234"}, 404),
        ("cancel", ACHIENG, {}, 404),
        ("pin", NOBODY, {"pin": "1234"}, 404),
        ("pay", NOBODY, payment(), 404),
        ("pay", ACHIENG, payment(shortcode="999999"), 404),
        ("pay", ACHIENG, payment(amount="0"), 400),
        ("pay", ACHIENG, payment(amount="12.50"), 400),
        ("pay", ACHIENG, payment(amount=500), 400),
        ("pay", ACHIENG, payment(reference=""), 400),
        ("pay", ACHIENG, {}, 400),
    ],
    ids=[
        *("nothing asked", "nothing to cancel", "no such phone", "nobody pays", "nobody is paid"),
        *("nothing", "cents", "a number", "no account", "an empty form"),
    ],
)
def test_what_cannot_be_done_is_refused(what: str, phone: str, body: Body, status: int) -> None:
    with daraja() as asker:
        assert act(asker, what, phone, **body).status_code == status
        assert asker.stub.ledger.transactions == []


def test_nobody_has_an_unknown_phone() -> None:
    with daraja() as asker:
        assert asker.client.get(f"/phones/{NOBODY}").status_code == 404


@pytest.mark.parametrize("what", ["pin", "cancel", "pay"])
def test_a_page_of_another_site_can_do_nothing(what: str) -> None:
    """A form can be sent from anywhere, JSON only from here."""
    with daraja() as asker:
        asker.push()
        path = f"/phones/{ACHIENG}/{what}"
        assert asker.client.post(path, data={"pin": "1234", "amount": "5"}).status_code == 415
        assert asker.client.post(path, json=["1234"]).status_code == 400
        assert len(asker.stub.customers.prompts(ACHIENG)) == 1

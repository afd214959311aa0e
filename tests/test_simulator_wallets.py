"""The M-Pesa on the simulator's page: prompts, PINs, payments from the menu, and what it tells."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from bot import demo
from bot.app import app_of
from bot.around import utc_now
from bot.conversation import understand
from bot.desk import Desk
from bot.desk.room import Room, api_of
from bot.settings import Settings
from bot.simulator.buttons import ASK, buttons_for
from bot.simulator.daraja import Daraja, Fault, Kind, State, Transaction
from bot.simulator.phones import STRANGER
from bot.simulator.provider import PAYBILL, NoSuchFault, faults_named, provider, variables_of
from bot.simulator.wallet_texts import wallet_texts
from bot.simulator.wallets import WORDS
from bot.store import chamas
from bot.store.database import reading
from bot.views.chamas import all_chamas
from bot.wiring import assemble
from chama import receipts
from chama.money import Money
from chama.receipts import Kind as ReceiptKind
from tests.conftest import Databases
from tests.simulator_page import Page

NJERI, KIPTOO, HALIMA, MUTUA = (f"+2547120000{last}" for last in (11, 12, 13, 14))
OF_UMOJA = "+254712000002"
PAMOJA = 2
PIN, WRONG_PIN = "1234", "9999"
BALANCE = "Ksh20,000.00"
POLL_SECONDS = 0.01


@dataclass
class MoneyPage(Page):
    """The page, and the provider that the demo plays beside it."""

    daraja: Daraja
    desk: Desk

    def work(self) -> None:
        """Orders go out, callbacks come, and messages are sent, until nothing is due."""
        while self.desk.work() + self.daraja.deliver():
            pass
        self.deliver()

    def say(self, phone: str, text: str) -> None:
        self.write(phone, text)
        self.work()

    def use(self, act: str, phone: str, language: str = "en", **body: object) -> str:
        """Do something on a phone's M-Pesa; what the phone says then."""
        answer = self.post(f"wallets/{act}", {"phone": phone, "language": language, **body})
        self.work()
        return str(answer.json["said"])

    def pay(self, phone: str, units: int, account: str, language: str = "en") -> str:
        return self.use("payment", phone, language, amount=units, account=account)

    def prompt(self, phone: str) -> Any:
        return self.phone(phone)["wallet"]["prompt"]

    def texts(self, phone: str) -> list[str]:
        """What came from M-Pesa."""
        shown = self.phone(phone)["bubbles"]
        return [bubble["sms"] for bubble in shown if bubble["sender"] == "M-PESA"]


@pytest.fixture
def page(sqlite_url: str) -> Iterator[MoneyPage]:
    """The demo without its worker: the test does that work, so nothing waits."""
    with _money_page(sqlite_url) as made:
        yield made


@pytest.fixture(scope="module")
def asked_page(databases: Databases) -> Iterator[MoneyPage]:
    """One for all tests in which nothing moves; Kiptoo is asked for money there."""
    url = databases.create("sqlite")
    with _money_page(url) as made:
        made.say(KIPTOO, "pay 500")
        yield made
    databases.drop(url)


@contextmanager
def _money_page(url: str) -> Iterator[MoneyPage]:
    settings = Settings(database_url=url, demo=True)
    engine = assemble(settings).engine
    demo.found_demo_chamas(engine, utc_now())
    with provider(demo.booked_cents(engine), in_background=False) as daraja:
        parts = assemble(demo.with_account(settings, daraja, _free_port()))
        demo.register(parts)
        app = app_of(parts, demo.wallets_of(parts.engine, daraja))
        assert parts.payments is not None
        with _served(app, parts.settings.port):
            yield MoneyPage(parts, app, daraja, Desk(Room(parts.engine, parts.payments, utc_now)))
        parts.engine.dispose()
    engine.dispose()


def _free_port() -> int:
    with socket.create_server((demo.LOOPBACK, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _served(app: Flask, port: int) -> Iterator[None]:
    """Where the provider's callbacks come to."""
    server = make_server(demo.LOOPBACK, port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,), daemon=True)
    thread.start()
    yield
    server.shutdown()
    thread.join()
    server.server_close()


# --- a prompt ------------------------------------------------------------------------------------


def test_a_prompt_a_pin_and_both_receipts(page: MoneyPage) -> None:
    page.say(HALIMA, "LIPA")
    prompt = page.prompt(HALIMA)
    assert "KES 500 to PAMOJA account no. BDV-3" in prompt["text"]
    assert page.texts(HALIMA) == []

    assert page.use("pin", HALIMA, "sw", number=prompt["number"], pin=PIN) == ""
    assert page.prompt(HALIMA) is None
    (text,) = page.texts(HALIMA)
    code = text.split()[0]
    assert f"{code} Confirmed. Ksh500.00 paid to PAMOJA for account BDV-3" in text
    assert page.phone(HALIMA)["wallet"]["balance"] == "Ksh19,500.00"
    receipt = page.newest(HALIMA)
    assert (receipt["sender"], receipt["status"]) == ("", "sent")
    assert f"imepokea KES 500 ({code})" in receipt["sms"]


@pytest.mark.parametrize(
    ("act", "body", "language", "said"),
    [
        ("pin", {"pin": WRONG_PIN}, "en", "Wrong PIN. Nothing was paid."),
        ("pin", {"pin": WRONG_PIN}, "sw", "PIN si sahihi. Hakuna kilicholipwa."),
        ("cancel", {}, "en", "You cancelled. Nothing was paid."),
        ("cancel", {}, "sw", "Umeghairi. Hakuna kilicholipwa."),
        ("cancel", {}, "xx", "You cancelled. Nothing was paid."),
    ],
)
def test_a_prompt_that_is_not_paid_says_so_in_plain_words(
    page: MoneyPage, act: str, body: dict[str, str], language: str, said: str
) -> None:
    page.say(KIPTOO, "pay 500")
    number = page.prompt(KIPTOO)["number"]
    assert page.use(act, KIPTOO, language, number=number, **body) == said
    assert page.prompt(KIPTOO) is None
    assert page.phone(KIPTOO)["wallet"]["balance"] == BALANCE
    assert "KES 500 was not paid" in page.newest(KIPTOO)["sms"]


@pytest.mark.parametrize("act", ["pin", "cancel"])
def test_an_answer_to_a_prompt_that_is_gone_does_nothing(page: MoneyPage, act: str) -> None:
    page.say(KIPTOO, "pay 500")
    number = page.prompt(KIPTOO)["number"] + 1
    said = page.use(act, KIPTOO, number=number, pin=PIN)
    assert said == "M-PESA no longer asks for that."
    assert page.prompt(KIPTOO) is not None
    assert page.phone(KIPTOO)["wallet"]["balance"] == BALANCE


# --- from the menu -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("units", "language", "said"),
    [
        (500, "en", ""),
        (20_001, "en", "You do not have enough money in your M-PESA account. Nothing was paid."),
        (20_001, "sw", "Huna pesa za kutosha kwenye akaunti yako ya M-PESA. Hakuna kilicholipwa."),
        (250_001, "en", "M-PESA takes at most Ksh250,000 at once. Nothing was paid."),
    ],
)
def test_a_payment_from_the_menu_says_how_it_went(
    page: MoneyPage, units: int, language: str, said: str
) -> None:
    assert page.pay(KIPTOO, units, "BDV-2", language) == said
    assert len(page.texts(KIPTOO)) == (not said)


def test_the_account_on_offer_is_the_payers_own(page: MoneyPage) -> None:
    account = page.phone(MUTUA)["wallet"]["account"]
    page.pay(MUTUA, 500, account)
    code = page.texts(MUTUA)[0].split()[0]
    assert f"received KES 500 ({code})" in page.newest(MUTUA)["sms"]


def test_a_strangers_payment_is_asked_about(page: MoneyPage) -> None:
    assert page.phone(STRANGER)["wallet"]["account"] == ""
    page.pay(STRANGER, 300, "harambee")
    assert "KES 300 from STRANGER" in page.newest(NJERI)["sms"]


def test_a_payment_of_which_nobody_tells_is_found_in_the_providers_list(page: MoneyPage) -> None:
    page.daraja.faults.switch_on(Fault.NO_CALLBACK)
    page.pay(KIPTOO, 500, "BDV-2")
    (text,) = page.texts(KIPTOO)
    assert page.newest(KIPTOO)["sms"] == text
    engine, payments = page.parts.engine, page.parts.payments
    assert payments is not None
    Desk(Room(engine, payments, lambda: utc_now() + timedelta(minutes=1))).pull()
    page.work()
    assert f"received KES 500 ({text.split()[0]})" in page.newest(KIPTOO)["sms"]


# --- a pot ---------------------------------------------------------------------------------------


def test_a_pot_that_two_agree_to_arrives_on_the_phone(page: MoneyPage) -> None:
    for seat, payer in enumerate((NJERI, KIPTOO, HALIMA), start=1):
        page.pay(payer, 500, f"BDV-{seat}")
    for officer in (KIPTOO, MUTUA):
        asked = re.search(r"Reply (\d{4}) to agree", page.newest(officer)["sms"])
        assert asked is not None
        page.say(officer, asked[1])
    paid, received = page.texts(NJERI)
    assert "Ksh500.00 paid to PAMOJA" in paid
    assert f"You have received Ksh2,000.00 from {PAYBILL} - PAMOJA" in received
    assert page.phone(NJERI)["wallet"]["balance"] == "Ksh21,500.00"
    assert received.split()[0] in page.newest(NJERI)["sms"]


# --- who has what --------------------------------------------------------------------------------


def test_only_phones_that_pay_by_the_api_show_their_wallet(asked_page: MoneyPage) -> None:
    phones = asked_page.state()["phones"]
    shown = {one["address"] for one in phones if one["wallet"] is not None}
    assert shown == {NJERI, KIPTOO, HALIMA, MUTUA, STRANGER}
    assert {one["address"] for one in phones} > shown


def test_a_wallet_speaks_its_owners_language(asked_page: MoneyPage) -> None:
    for phone, language in ((NJERI, "en"), (HALIMA, "sw")):
        wallet = asked_page.phone(phone)["wallet"]
        assert (wallet["language"], wallet["words"]) == (language, WORDS[language])
    assert WORDS["en"].keys() == WORDS["sw"].keys()


def test_a_phone_can_be_asked_by_its_owner_and_by_officers(asked_page: MoneyPage) -> None:
    def offered(phone: str) -> list[str]:
        buttons = asked_page.phone(phone)["buttons"]
        return [one["text"] for one in buttons if one["group"] == ASK or one["label"] in PAYS]

    assert offered(NJERI) == ["PAY", "Ask Kiptoo", "Ask Halima", "Ask Mutua"]
    assert offered(HALIMA) == ["LIPA"]
    assert offered(OF_UMOJA) == []


PAYS = ("PAY", "LIPA")


def test_the_words_that_ask_ones_own_phone_are_understood(asked_page: MoneyPage) -> None:
    with reading(asked_page.parts.engine) as connection:
        group = chamas.load_group(connection, PAMOJA)
    for language in ("en", "sw"):
        buttons = buttons_for(
            *([group], NJERI, language), is_opted_out=False, api=api_of(asked_page.parts.payments)
        )
        (pay,) = (one for one in buttons if one.label in PAYS)
        assert understand(pay.text).name == "pay"


def test_the_page_names_how_each_group_collects(asked_page: MoneyPage) -> None:
    boards = [(one["name"], one["collects"]) for one in asked_page.state()["boards"]]
    assert boards == [("Umoja", "phone"), ("Pamoja", "paybill")]


# --- who is let in -------------------------------------------------------------------------------

ACTS = {
    "pin": {"phone": KIPTOO, "language": "en", "number": 1, "pin": PIN},
    "cancel": {"phone": KIPTOO, "language": "en", "number": 1},
    "payment": {"phone": KIPTOO, "language": "en", "amount": 500, "account": "BDV-2"},
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": ""}, {"Host": "evil.example"}],
    ids=["another site", "no origin", "another name"],
)
def test_only_the_page_itself_moves_money(
    asked_page: MoneyPage, act: str, headers: dict[str, str]
) -> None:
    assert asked_page.post(f"wallets/{act}", ACTS[act], headers=headers).status_code == 403
    assert asked_page.post(f"wallets/{act}", None, data=ACTS[act]).status_code == 415
    assert asked_page.daraja.ledger.transactions == []


@pytest.mark.parametrize(
    ("act", "changes"),
    [
        pytest.param("pin", {"phone": "+254700000009"}, id="nobody's phone"),
        pytest.param("pin", {"pin": ""}, id="an empty PIN"),
        pytest.param("pin", {"pin": 1234}, id="a number for a PIN"),
        pytest.param("pin", {"number": "1"}, id="a text for a number"),
        pytest.param("cancel", {"phone": "+254700000009"}, id="nobody cancels"),
        pytest.param("cancel", {"language": None}, id="no language"),
        pytest.param("payment", {"phone": "+254700000009"}, id="nobody pays"),
        pytest.param("payment", {"amount": 0}, id="nothing"),
        pytest.param("payment", {"amount": -500}, id="less than nothing"),
        pytest.param("payment", {"amount": 10**30}, id="more than there is"),
        pytest.param("payment", {"amount": "500"}, id="a text for an amount"),
        pytest.param("payment", {"amount": True}, id="a yes for an amount"),
        pytest.param("payment", {"account": "  "}, id="no account"),
    ],
)
def test_what_the_page_never_asks_moves_nothing(
    asked_page: MoneyPage, act: str, changes: dict[str, object]
) -> None:
    assert asked_page.post(f"wallets/{act}", {**ACTS[act], **changes}).status_code == 400
    assert asked_page.daraja.ledger.transactions == []


@pytest.mark.parametrize("act", ACTS)
def test_without_a_provider_there_are_no_wallets(sqlite_url: str, act: str) -> None:
    parts = assemble(Settings(database_url=sqlite_url, demo=True))
    bare = Page(parts, app_of(parts))
    assert bare.post(f"wallets/{act}", ACTS[act]).status_code == 404
    assert {one["wallet"] for one in bare.state()["phones"]} == {None}
    parts.engine.dispose()


# --- the texts -----------------------------------------------------------------------------------

AT = datetime(2026, 11, 27, 6, 30, tzinfo=UTC)
OWN = "254712000013"


def _moved(receipt: str, kind: Kind, units: int, **facts: str) -> Transaction:
    payer, payee = (OWN, PAYBILL) if kind.is_incoming else (PAYBILL, OWN)
    done = (receipt, kind, State.COMPLETED)
    return Transaction(*done, cents=units * 100, payer=payer, payee=payee, at=AT, **facts)


def test_the_texts_read_as_what_happened_and_tell_the_balance_of_then() -> None:
    moved = (
        _moved("UKR1AB2C01", Kind.PUSH, 500, reference="BDV-3"),
        _moved("UKR1AB2C02", Kind.C2B, 100, reference="harambee"),
        _moved("UKR1AB2C03", Kind.REVERSAL, 100, undoes="UKR1AB2C02"),
        _moved("UKR1AB2C04", Kind.PAYOUT, 2_000),
    )
    texts = wallet_texts(moved, 2_400_00, "PAMOJA")
    found = [one for text in texts for one in receipts.read(text.words)]
    assert [text.id for text in texts] == [one.code for one in found]
    assert [(one.kind, one.amount, one.balance) for one in found] == [
        (ReceiptKind.PAID_PAYBILL, Money.of(500), Money.of(400)),
        (ReceiptKind.PAID_PAYBILL, Money.of(100), Money.of(300)),
        (ReceiptKind.REVERSAL_IN, Money.of(100), Money.of(400)),
        (ReceiptKind.RECEIVED_BUSINESS, Money.of(2_000), Money.of(2_400)),
    ]
    assert found[0].account == "BDV-3"


# --- the demo's provider -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("NO_CALLBACK", (Fault.NO_CALLBACK,)),
        ("no-callback, Codes_Null", (Fault.NO_CALLBACK, Fault.CODES_NULL)),
        ("NO_CALLBACK,NO_CALLBACK,", (Fault.NO_CALLBACK,)),
    ],
)
def test_faults_are_named_in_a_list(text: str, found: tuple[Fault, ...]) -> None:
    assert faults_named(text) == found


def test_each_fault_that_there_is_not_is_named() -> None:
    with pytest.raises(NoSuchFault, match="cannot misbehave so: EARTHQUAKE, RAIN"):
        faults_named("NO_CALLBACK,earthquake,rain")


def test_the_account_holds_what_the_book_says(asked_page: MoneyPage) -> None:
    held_cents = asked_page.daraja.ledger.organisations[PAYBILL].utility_cents
    assert held_cents == demo.booked_cents(asked_page.parts.engine) == 1_500_00


def test_the_demo_moves_no_money_of_an_account_that_is_configured(asked_page: MoneyPage) -> None:
    given = asked_page.parts.settings.daraja
    assert given is not None
    real = replace(given, api_base_url="https://api.safaricom.co.ke")
    settings = Settings(demo=True, public_base_url="https://umoja.example", daraja=real)
    used = demo.with_account(settings, asked_page.daraja, 8000)
    assert used.daraja is not None
    assert used.daraja.api_base_url == asked_page.daraja.base_url
    assert used.public_base_url == "http://127.0.0.1:8000"


def test_the_pages_ask_the_same_m_pesa_whatever_the_environment_says(
    asked_page: MoneyPage,
) -> None:
    given, at = asked_page.parts.settings.daraja, asked_page.parts.settings.public_base_url
    assert given is not None
    own = {"DARAJA_CONSUMER_KEY": "own", "DARAJA_TILL": "123456", "DARAJA_HAKIKISHA": "yes"}
    beside = {**own, **variables_of(given, asked_page.daraja), "PUBLIC_BASE_URL": at}
    assert Settings.from_env(beside).daraja == given


def test_two_runs_name_their_receipts_differently() -> None:
    codes = set()
    for _ in range(2):
        with provider(0, in_background=False) as daraja:
            daraja.customers.add(KIPTOO, "KIPTOO")
            codes.add(daraja.customers.pay(KIPTOO, PAYBILL, 500_00, "BDV-2").receipt)
    assert len(codes) == 2


def test_the_provider_leaves_no_file_behind() -> None:
    with provider(0, in_background=False) as daraja:
        folder: Path = daraja.certificate_path.parent
        assert folder.is_dir()
    assert not folder.exists()


def test_the_demo_is_founded_once(asked_page: MoneyPage) -> None:
    demo.found_demo_chamas(asked_page.parts.engine, utc_now())
    with reading(asked_page.parts.engine) as connection:
        assert [one.name for one in all_chamas(connection)] == ["Umoja", "Pamoja"]

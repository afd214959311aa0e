"""The simulator: whom it lets in, what it shows, and what its buttons do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import bot.simulator
from bot import demo, founding
from bot.app import app_of
from bot.around import utc_now
from bot.channels import channels_from
from bot.conversation import understand
from bot.messages import InboundMessage
from bot.settings import Settings
from bot.simulator.buttons import buttons_for, stranger_buttons
from bot.simulator.money_texts import Payment, fresh_code, received_text, sent_text
from bot.simulator.phones import STRANGER
from bot.store import chamas
from bot.store.database import StoreBusy, reading
from bot.wiring import assemble
from chama import constitution
from chama.money import Money
from chama.rota import day_in_nairobi
from tests.simulator_page import HERE, Page

WANJIRU, OTIENO, ACHIENG = "+254712000001", "+254712000002", "+254712000003"
OTIENO_CODE, ACHIENG_CODE = "M02", "M03"

FILES = sorted((Path(bot.simulator.__file__).parent / "static").iterdir())


@pytest.fixture
def page(database_url: str) -> Iterator[Page]:
    """The demo's chama on either database, its first round four days old."""
    yield from _page(database_url)


@pytest.fixture
def sqlite_page(sqlite_url: str) -> Iterator[Page]:
    """The same where the database makes no difference."""
    yield from _page(sqlite_url)


def _page(database_url: str) -> Iterator[Page]:
    parts = assemble(Settings(database_url=database_url, demo=True))
    starts = day_in_nairobi(utc_now()) - timedelta(days=demo.DAYS_RUNNING)
    text = demo.CONSTITUTION.read_text("utf-8").replace("STARTS", starts.isoformat())
    founding.found_all(parts.engine, [constitution.parse(text, "demo.toml")], utc_now())
    yield Page(parts, app_of(parts))
    parts.engine.dispose()


# --- who is let in -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "/state", "/messages", "/money-texts", "/static/page.js"])
def test_outside_demo_mode_there_is_no_simulator(sqlite_url: str, path: str) -> None:
    parts = assemble(Settings(database_url=sqlite_url))
    app = app_of(parts)
    client = app.test_client()
    for answer in (client.get(f"/simulator{path}"), client.post(f"/simulator{path}")):
        assert answer.status_code == 404
    assert not [rule for rule in app.url_map.iter_rules() if "simulator" in str(rule)]
    assert "simulator" not in parts.channels
    parts.engine.dispose()


def test_the_channel_is_there_in_demo_mode_alone() -> None:
    assert set(channels_from(Settings(demo=True))) == {"simulator"}
    assert set(channels_from(Settings())) == set()


@pytest.mark.parametrize("path", ["", "/state", "/static/page.js"])
@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("localhost", 200),
        ("evil.example", 403),
        ("evil.example:8000", 403),
        ("127.0.0.1.evil.example", 403),
        ("localhost.evil.example", 403),
        ("192.168.1.5:8000", 403),
        ("0.0.0.0:8000", 403),
    ],
)
def test_only_this_machine_sees_the_page(
    sqlite_page: Page, path: str, host: str, status: int
) -> None:
    assert sqlite_page.get(path, host).status_code == status


def test_the_demos_address_alone_leads_to_the_page(sqlite_page: Page) -> None:
    answer = sqlite_page.app.test_client().get("/", base_url=HERE)
    assert (answer.status_code, answer.location) == (302, "/simulator")


def test_outside_the_demo_it_leads_nowhere(sqlite_page: Page) -> None:
    settings = replace(sqlite_page.parts.settings, demo=False)
    client = app_of(replace(sqlite_page.parts, settings=settings)).test_client()
    assert client.get("/", base_url=HERE).status_code == 404


@pytest.mark.parametrize(
    ("options", "status"),
    [
        pytest.param({}, 204, id="the page itself"),
        pytest.param({"headers": {"Origin": "http://evil.example"}}, 403, id="another site"),
        pytest.param({"headers": {"Origin": "null"}}, 403, id="a hidden origin"),
        pytest.param({"headers": {"Origin": "http://127.0.0.1:9"}}, 403, id="another port"),
        pytest.param({"headers": {"Origin": ""}}, 403, id="no origin"),
        pytest.param({"headers": {"Host": "evil.example"}}, 403, id="another name"),
        pytest.param({"json": None, "data": {"phone": OTIENO, "text": "hi"}}, 415, id="a form"),
        pytest.param(
            {"json": None, "data": "{}", "content_type": "text/plain"}, 415, id="plain text"
        ),
        pytest.param(
            {"json": None, "data": "{", "content_type": "application/json"},
            400,
            id="half an object",
        ),
        pytest.param({"json": ["hi"]}, 400, id="a list"),
        pytest.param({"json": {"phone": OTIENO}}, 400, id="no text"),
        pytest.param({"json": {"phone": OTIENO, "text": 5}}, 400, id="a number for a text"),
        pytest.param({"json": {"phone": "+254700000009", "text": "hi"}}, 400, id="nobody's phone"),
        pytest.param({"json": {"phone": OTIENO, "text": "x" * 70_000}}, 413, id="too long"),
    ],
)
def test_only_the_page_itself_writes(
    sqlite_page: Page, options: dict[str, Any], status: int
) -> None:
    answer = sqlite_page.post("messages", {"phone": OTIENO, "text": "hi"}, **options)
    assert answer.status_code == status
    written = [one for one in sqlite_page.phone(OTIENO)["bubbles"] if one["is_own"]]
    assert len(written) == (1 if status == 204 else 0)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"chama": 9, "payer": OTIENO_CODE, "side": "sent"}, id="no such group"),
        pytest.param({"chama": 1, "payer": "M99", "side": "sent"}, id="no such member"),
        pytest.param({"chama": 1, "payer": OTIENO_CODE, "side": "stolen"}, id="no such side"),
        pytest.param({"chama": "1", "payer": OTIENO_CODE, "side": "sent"}, id="a text for a group"),
    ],
)
def test_there_are_texts_of_real_members_alone(sqlite_page: Page, body: object) -> None:
    assert sqlite_page.post("money-texts", body).status_code == 400


def test_a_busy_database_asks_to_come_again(sqlite_page: Page) -> None:
    class Busy:
        def handle(self, message: InboundMessage) -> None:
            raise StoreBusy(message.provider_id)

    app = app_of(replace(sqlite_page.parts, pipeline=Busy()))
    answer = Page(sqlite_page.parts, app).post("messages", {"phone": OTIENO, "text": "hi"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")


def test_the_page_loads_nothing_from_elsewhere(sqlite_page: Page) -> None:
    answer = sqlite_page.get("")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
    loads = re.findall(r'(?:href|src)="/simulator([^"]+)"', answer.text)
    assert len(loads) == len(re.findall("href=|src=", answer.text)) == 3
    for path in loads:
        assert (path, sqlite_page.get(path).status_code) == (path, 200)


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_no_file_of_the_page_makes_markup_of_texts_or_calls_other_machines(file: Path) -> None:
    source = file.read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|innerHTML|outerHTML|insertAdjacentHTML|document\.write", source)


# --- what it shows -------------------------------------------------------------------------------


def test_everybody_has_a_phone_and_so_has_a_stranger(page: Page) -> None:
    shown = [(one["name"], one["role"], one["chamas"]) for one in page.state()["phones"]]
    assert shown == [
        ("Wanjiru Kamau", "treasurer, seat 1", [1]),
        ("Otieno Ouma", "chair, seat 2", [1]),
        ("Achieng Atieno", "member, seat 3", [1]),
        ("Baraka Mwangi", "secretary, seat 4", [1]),
        ("Stranger", "in no group", []),
    ]


def test_a_group_s_own_phone_is_there_too(sqlite_page: Page) -> None:
    own = """
        name = "Pamoja"
        [rotation]
        contribution = 200
        every = "month"
        starts = 2026-11-01
        [[members]]
        name = "Wanjiru Kamau"
        phone = "0712000001"
        seat = 1
        office = "treasurer"
        [[collectors]]
        kind = "till"
        name = "Pamoja Till"
        phone = "0712000077"
        number = "5123456"
    """
    rules = constitution.parse(own, "pamoja.toml")
    founding.found_all(sqlite_page.parts.engine, [rules], utc_now())
    phones = {one["name"]: one for one in sqlite_page.state()["phones"]}
    assert phones["Pamoja Till"]["chamas"] == [2]
    assert phones["Wanjiru Kamau"]["chamas"] == [1, 2]
    asked = {"chama": 2, "payer": "M01", "side": "sent"}
    assert sqlite_page.post("money-texts", asked).status_code == 400  # nobody's phone collects


def test_what_a_person_writes_is_answered_on_their_phone(page: Page) -> None:
    page.post("messages", {"phone": OTIENO, "text": "balance"})
    written, answer = page.phone(OTIENO)["bubbles"][-2:]
    assert (written["is_own"], written["sms"], written["status"]) == (True, "balance", "")
    assert (answer["is_own"], answer["status"]) == (False, "queued")
    assert "KES 1,000" in answer["sms"]
    page.deliver()
    sent = page.newest(OTIENO)
    assert sent == {**answer, "status": "sent"}


def test_a_message_is_shown_as_sms_and_as_whatsapp(sqlite_page: Page) -> None:
    sqlite_page.write(OTIENO, "balance")
    answer = sqlite_page.newest(OTIENO)
    assert "*KES 1,000*" in answer["whatsapp"]
    assert answer["sms"] == answer["whatsapp"].replace("*", "")
    assert answer["cost"] == "1 SMS, GSM-7"


def test_a_long_text_shows_its_segments(sqlite_page: Page) -> None:
    sqlite_page.write(OTIENO, "mambo 🙂 " * 20)
    written = [one for one in sqlite_page.phone(OTIENO)["bubbles"] if one["is_own"]]
    assert written[-1]["cost"] == "3 SMS, UCS-2"


def test_what_was_sent_keeps_its_language(sqlite_page: Page) -> None:
    sqlite_page.write(OTIENO, "balance")
    english = sqlite_page.newest(OTIENO)
    sqlite_page.write(OTIENO, "Kiswahili")
    sqlite_page.write(OTIENO, "salio")
    bubbles = sqlite_page.phone(OTIENO)["bubbles"]
    assert english in bubbles
    assert "umebakisha" in bubbles[-1]["whatsapp"]


def test_a_stranger_gets_the_one_polite_answer(sqlite_page: Page) -> None:
    sqlite_page.write(STRANGER, "Hello")
    sqlite_page.write(STRANGER, "Hello?")
    assert [one["is_own"] for one in sqlite_page.phone(STRANGER)["bubbles"]] == [True, False, True]


def test_who_said_stop_is_offered_start(sqlite_page: Page) -> None:
    def offered() -> set[str]:
        labels = {button["label"] for button in sqlite_page.phone(OTIENO)["buttons"]}
        return labels & {"STOP", "START"}

    assert offered() == {"STOP"}
    sqlite_page.write(OTIENO, "STOP")
    assert offered() == {"START"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("bal\x00ance", id="NUL"),
        pytest.param("balance \ud83d", id="half an emoji"),
        pytest.param("<img src=x onerror=alert(1)>", id="markup"),
        pytest.param("x" * 20_000, id="long"),
    ],
)
def test_any_text_can_be_written(page: Page, text: str) -> None:
    page.write(OTIENO, text)
    assert page.state()["phones"]


def test_the_board_follows_the_money(page: Page) -> None:
    assert page.board()["round"]["paid_count"] == 0
    code = page.forward(WANJIRU, OTIENO_CODE, "received")
    board = page.board()
    assert board["round"] | {"due_on": ""} == {
        "number": 1,
        "recipient": "Wanjiru Kamau",
        "due_on": "",
        "paid_count": 1,
        "member_count": 4,
        "collected": "KES 1,000",
        "expected": "KES 4,000",
        "waiting": [
            {"name": name, "amount": "KES 1,000"}
            for name in ("Wanjiru Kamau", "Achieng Atieno", "Baraka Mwangi")
        ],
    }
    newest, first = board["entries"]
    assert first["kind"] == "round_opened"  # after the notes of how the group was founded
    assert newest["seq"] > first["seq"]
    assert newest | {"chain": "", "seq": 0} == {
        "seq": 0,
        "kind": "contribution",
        "member": "Otieno Ouma",
        "amount": "KES 1,000",
        "receipt": code,
        "chain": "",
    }
    receipt = page.newest(OTIENO)["sms"]
    assert code in receipt
    assert newest["chain"] in receipt


def test_open_questions_are_shown_until_they_are_answered(page: Page) -> None:
    payment = _payment_now(payer_name="Zawadi Unknown", payer_phone="+254799123456")
    page.write(WANJIRU, received_text(payment))
    (question,) = page.board()["questions"]
    assert question | {"id": 0} == {
        "id": 0,
        "kind": "whose_payment",
        "asked": "Wanjiru Kamau",
        "about": f"ZAWADI UNKNOWN, KES 1,000, {payment.code}",
        "is_shown": True,
    }
    page.write(WANJIRU, "1")
    assert page.board()["questions"] == []


# --- the buttons ---------------------------------------------------------------------------------


def test_every_typical_text_is_understood(sqlite_page: Page) -> None:
    with reading(sqlite_page.parts.engine) as connection:
        group = chamas.load_group(connection, 1)
    buttons = [
        button
        for language in constitution.LANGUAGES
        for person in group.people
        for is_out in (True, False)
        for button in buttons_for([group], person.phone, language, is_opted_out=is_out)
    ]
    texts = {button.text for button in (*buttons, *stranger_buttons())} - {""}
    words = sorted(text for text in texts if not text.isdigit())
    assert len(words) > 20
    assert [text for text in words if understand(text).name == "unknown"] == []


def test_a_treasurer_forwards_what_she_received_and_members_what_they_sent(
    sqlite_page: Page,
) -> None:
    def forwards(address: str) -> list[tuple[str, str]]:
        buttons = sqlite_page.phone(address)["buttons"]
        return [(one["group"], one["label"]) for one in buttons if one["money_text"]]

    received, sent = "Forward M-Pesa: received from", "Forward M-Pesa: sent to"
    assert forwards(WANJIRU) == [(received, name) for name in ("Otieno", "Achieng", "Baraka")]
    assert forwards(OTIENO) == [(sent, "Wanjiru")]
    assert forwards(STRANGER) == []


def _payment_now(**facts: Any) -> Payment:
    """KES 1,000 of Otieno's for Wanjiru."""
    now = utc_now()
    names = {
        "payer_name": "Otieno Ouma",
        "payer_phone": OTIENO,
        "payee_name": "Wanjiru Kamau",
        "payee_phone": WANJIRU,
    }
    usual = {"code": fresh_code(day_in_nairobi(now)), "amount": Money.of(1_000), "at": now}
    return Payment(**{**names, **usual, **facts})


# --- which payment a text is about ---------------------------------------------------------------


def test_the_treasurer_forwards_the_payment_that_the_member_showed_last(page: Page) -> None:
    page.forward(OTIENO, OTIENO_CODE, "sent")
    claimed = page.forward(OTIENO, OTIENO_CODE, "sent")
    assert page.board()["round"]["paid_count"] == 0
    assert page.forward(WANJIRU, OTIENO_CODE, "received") == claimed
    assert page.board()["round"]["paid_count"] == 1
    assert claimed in page.newest(OTIENO)["sms"]


def test_the_member_forwards_the_payment_that_the_treasurer_showed_first(page: Page) -> None:
    recorded = page.forward(WANJIRU, ACHIENG_CODE, "received")
    assert page.forward(ACHIENG, ACHIENG_CODE, "sent") == recorded
    entries = page.board()["entries"]
    assert [entry["receipt"] for entry in entries if entry["receipt"]] == [recorded]


def test_a_payment_that_both_have_shown_is_followed_by_one_in_advance(page: Page) -> None:
    shown = page.forward(OTIENO, OTIENO_CODE, "sent")
    page.forward(WANJIRU, OTIENO_CODE, "received")
    for side in ("sent", "received"):
        text = page.money_text(OTIENO_CODE, side)
        assert not text.startswith(shown)
        assert "Ksh1,000.00" in text


def test_a_member_pays_what_is_left(page: Page) -> None:
    payment = _payment_now(amount=Money.of(400))
    page.write(WANJIRU, received_text(payment))
    page.write(OTIENO, sent_text(payment))
    assert "Ksh600.00" in page.money_text(OTIENO_CODE, "received")


def test_what_is_shown_once_stays_on_a_phone_of_the_demo(sqlite_page: Page) -> None:
    sqlite_page.write(WANJIRU, "connect phone")
    sqlite_page.write(OTIENO, "yes")
    assert re.search(r"/webhooks/phone/\w{32}\nKey: \w{32}\n", sqlite_page.newest(WANJIRU)["sms"])

"""One message end to end, through real processes: webhook, book, receipts, proof."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from bot.store.database import open_engine
from tests.channels.calls import africastalking_sms, twilio_whatsapp
from tests.system.installation import Installation, wait_for
from tests.system.people import ACHIENG, BARAKA, OTIENO, TREASURER, Umoja, mpesa_code

WHATSAPP = "/webhooks/twilio/whatsapp"
UMOJA = Umoja(1)
FIFTY = 50


@pytest.fixture(scope="module", autouse=True)
def running(installation: Installation) -> Iterator[None]:
    """The web and the worker, with a chama whose welcomes have gone out."""
    installation.found(UMOJA.constitution())
    with installation.running("serve", "worker"):
        wait_for(lambda: len(installation.stub.calls) == 4)
        yield


def whatsapp(message_id: str, text: str, seat: int = TREASURER) -> dict[str, str]:
    return twilio_whatsapp(MessageSid=message_id, From=f"whatsapp:{UMOJA.phone(seat)}", Body=text)


def entry_of(installation: Installation, code: str) -> dict[str, str]:
    """The one row of the export that carries a receipt."""
    (row,) = [row for row in installation.export("entries") if row["receipt"] == code]
    return row


def test_a_signed_whatsapp_message_becomes_a_posting_a_reply_and_a_receipt(
    installation: Installation,
) -> None:
    code = mpesa_code(1)
    message = whatsapp("SM-one", UMOJA.received_text(code))
    assert installation.post_twilio(WHATSAPP, message) == 200

    entry = entry_of(installation, code)
    assert (entry["kind"], entry["member"], entry["amount"]) == (
        "contribution",
        "Otieno Ouma",
        "1000.00",
    )
    assert_told(installation, code, entry["chain"])


def test_a_message_by_africas_talking_becomes_a_posting_a_reply_and_a_receipt(
    installation: Installation,
) -> None:
    code = mpesa_code(2)
    text = UMOJA.received_text(code, ACHIENG, shillings=400)
    form = africastalking_sms(**{"from": UMOJA.phone(TREASURER), "text": text, "id": "at-one"})
    assert installation.post_africastalking("sms", form) == 200

    entry = entry_of(installation, code)
    assert (entry["member"], entry["amount"]) == ("Achieng Atieno", "400.00")
    assert_told(installation, code, entry["chain"], payer=ACHIENG)


def assert_told(installation: Installation, code: str, chain: str, payer: int = OTIENO) -> None:
    """Treasurer and payer each got one message that names the code and the proof."""

    def naming_it(seat: int) -> list[str]:
        texts = installation.received_by(UMOJA.phone(seat))
        return [text for text in texts if code in text]

    wait_for(lambda: naming_it(TREASURER) and naming_it(payer))
    for seat in (TREASURER, payer):
        (text,) = naming_it(seat)
        assert chain in text


def test_the_same_message_fifty_times_at_once_counts_and_is_answered_once(
    installation: Installation,
) -> None:
    code = mpesa_code(3)
    message = whatsapp("SM-fifty", UMOJA.received_text(code))
    with ThreadPoolExecutor(FIFTY) as threads:
        answers = list(
            threads.map(lambda _: installation.post_twilio(WHATSAPP, message), range(FIFTY))
        )
    assert Counter(answers) == {200: FIFTY}

    entry = entry_of(installation, code)
    assert_told(installation, code, entry["chain"])
    assert {row["status"] for row in installation.export("messages")} == {"handled", "sent"}
    assert_told(installation, code, entry["chain"])


def test_a_reminder_and_a_meeting_notice_arrive(installation: Installation) -> None:
    before = len(installation.received_by(UMOJA.phone(BARAKA)))
    done = installation.command("remind")
    assert done.returncode == 0, done.stderr
    reminder = next_text(installation, BARAKA, before)
    assert "KES 1,000" in reminder
    assert UMOJA.name in reminder

    meeting = "sat 2pm at Mama Njeri's"
    called = whatsapp("SM-meeting", f"meeting {meeting}")
    assert installation.post_twilio(WHATSAPP, called) == 200
    text_with(installation, TREASURER, meeting)
    assert installation.post_twilio(WHATSAPP, whatsapp("SM-yes", "yes")) == 200
    notice = next_text(installation, BARAKA, before + 1)
    assert meeting in notice


def next_text(installation: Installation, seat: int, number: int) -> str:
    """The text of this number that a member gets."""
    wait_for(lambda: len(installation.received_by(UMOJA.phone(seat))) > number)
    return installation.received_by(UMOJA.phone(seat))[number]


def write(installation: Installation, seat: int, message_id: str, text: str) -> None:
    assert installation.post_twilio(WHATSAPP, whatsapp(message_id, text, seat)) == 200


def text_with(installation: Installation, seat: int, words: str) -> str:
    """The one text with these words that a member gets, and may answer."""
    phone = UMOJA.phone(seat)
    wait_for(lambda: installation.has_sent(phone, words))
    (text,) = [text for text in installation.received_by(phone) if words in text]
    return text


def newest_proposal(installation: Installation) -> dict[str, str]:
    return installation.export("proposals")[-1]


def test_cash_counts_when_who_took_it_says_yes(installation: Installation) -> None:
    write(installation, BARAKA, "SM-cash", "I gave Wanjiru 250 cash")
    question = text_with(installation, TREASURER, "in cash?")
    assert "KES 250" in question
    assert newest_proposal(installation)["state"] == "open"

    write(installation, TREASURER, "SM-cash-yes", "yes")
    receipt = text_with(installation, BARAKA, "Thank you Baraka")
    proposal = newest_proposal(installation)
    (entry,) = [row for row in installation.export("entries") if row["seq"] == proposal["entry"]]
    assert (proposal["kind"], proposal["state"], proposal["amount"]) == ("cash", "done", "250.00")
    assert (proposal["asked_by"], proposal["agreed_by"]) == ("Baraka Mwangi", "Wanjiru Kamau")
    assert (entry["member"], entry["amount"]) == ("Baraka Mwangi", "250.00")
    assert entry["chain"] in receipt


def test_money_out_is_agreed_to_with_the_code_that_its_question_shows(
    installation: Installation,
) -> None:
    code = mpesa_code(5)
    write(installation, TREASURER, "SM-out", UMOJA.sent_text(code, "MAMA NJERI 0733000911"))
    text_with(installation, TREASURER, "What was it for?")
    write(installation, TREASURER, "SM-out-for", "chairs")
    text_with(installation, TREASURER, "spent on: chairs")
    write(installation, TREASURER, "SM-out-is-so", "yes")

    shown = re.search(r"Reply (\d{4}) to agree", text_with(installation, OTIENO, "Reply "))
    assert shown is not None
    wrong = "1000" if shown[1] != "1000" else "1001"
    for message_id, answer in (("SM-out-yes", "yes"), ("SM-out-wrong", wrong)):
        write(installation, OTIENO, message_id, answer)
    text_with(installation, OTIENO, "Money out needs its code")
    assert newest_proposal(installation)["state"] == "open"

    write(installation, OTIENO, "SM-out-code", shown[1])
    entry = entry_of(installation, code)
    assert (entry["kind"], entry["actor"]) == ("expense", "Wanjiru Kamau+Otieno Ouma")
    proposal = newest_proposal(installation)
    assert (proposal["state"], proposal["entry"]) == ("done", entry["seq"])
    for seat in (TREASURER, OTIENO):
        assert entry["chain"] in text_with(installation, seat, "Agreed by")


def test_an_export_goes_to_standard_output(installation: Installation) -> None:
    done = installation.command("export", "entries", "--format", "csv")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows
    assert rows == installation.export("entries")


def test_verify_holds_until_somebody_edits_the_book_by_hand(installation: Installation) -> None:
    """Last: it breaks the book of this module."""
    code = mpesa_code(4)
    assert installation.post_twilio(WHATSAPP, whatsapp("SM-four", UMOJA.received_text(code))) == 200
    assert installation.command("verify").returncode == 0

    seq = entry_of(installation, code)["seq"]
    multiply_by_nine(installation.database_url, code)
    broken = installation.command("verify")
    assert broken.returncode == 1
    assert f"entry {seq}" in broken.stderr


def multiply_by_nine(database_url: str, code: str) -> None:
    """What somebody with the database's password could do: guards off, figures changed."""
    engine = open_engine(database_url)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE posting DISABLE TRIGGER USER")
        else:
            triggers = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for name in connection.execute(triggers).scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        edit = "UPDATE posting SET amount_cents = amount_cents * 9 WHERE entry_id = "
        edited = "(SELECT entry_id FROM receipt WHERE code = :code)"
        connection.execute(sa.text(edit + edited), {"code": code})
    engine.dispose()

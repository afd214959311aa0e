"""The treasurer sends a statement by WhatsApp: fetched, read, answered; nobody else's is."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest

from bot.importing import forwarded
from bot.importing.forwarded import NEXT_TRIES
from bot.store.database import writing
from bot.store.statement_files import LEASE, take_due
from bot.store.tables import entry, inbox, statement_seen
from tests.builders import ACHIENG, OTIENO, WANJIRU
from tests.channels.stub_provider import Answer
from tests.importing.sent_files import (
    csv_file,
    files,
    forward,
    money,
    say,
    send_file,
    states,
    work_through,
)
from tests.importing.statements import locked_pdf, on_paybill, paid, statement
from tests.system.inside import Inside

CODE = "UKN1AB2C01"
GOOD = statement(paid(CODE))
LOCKED = Answer(200, locked_pdf("482913"))
FALSE = GOOD.replace('Closing Balance:,"1,000.00"', 'Closing Balance:,"1,500.00"')


def test_the_treasurers_file_goes_from_the_webhook_by_another_to_the_book(umoja: Inside) -> None:
    assert send_file(umoja, WANJIRU) == 200
    (coming,) = umoja.work()
    assert "We are reading the statement now" in coming.form["Body"]
    sent = work_through(umoja, csv_file(GOOD))
    assert sent.keys() == {WANJIRU.phone, OTIENO.phone}
    assert (
        "asked Otieno Ouma whether to record it. Until then nothing changes." in sent[WANJIRU.phone]
    )
    assert sent[OTIENO.phone] == (
        "Umoja: Wanjiru Kamau sent a statement of 4011223, Fri 20 Nov to Tue 22 Dec.\n"
        "To record: 1, KES 1,000.\nAchieng Atieno gets KES 1,000.\nRecord it? LIST shows each.\n"
        "1 Yes\n2 No\nReply with the number."
    )
    assert money(umoja) == []
    assert "every officer will be told" in say(umoja, OTIENO, "yes")[OTIENO.phone]
    assert (money(umoja), states(umoja)) == ([], ["agreed"])
    sent = work_through(umoja)
    assert sent.keys() == {ACHIENG.phone, WANJIRU.phone, OTIENO.phone}
    assert CODE in sent[ACHIENG.phone]
    for officer in (WANJIRU, OTIENO):
        assert "On the word of Wanjiru Kamau, Otieno Ouma." in sent[officer.phone]
        assert "1 recorded now, KES 1,000." in sent[officer.phone]
    assert money(umoja) == [("contribution", "M03", "M01+M02", CODE)]
    assert states(umoja) == ["done"]
    (file,) = files(umoja)
    assert (file.done_at is not None, file.error, file.statement) == (True, "", None)
    (seen,) = umoja.rows(statement_seen)
    assert (seen.closing_cents, seen.stood, seen.digest) == (100_000, "M01+M02", file.digest)
    assert seen.digest == sha256(GOOD.encode()).hexdigest()


def test_nothing_is_kept_of_a_statement_that_is_refused(umoja: Inside) -> None:
    forward(umoja, WANJIRU, GOOD)
    say(umoja, OTIENO, "no")
    assert umoja.rows(statement_seen) == []


def test_of_one_that_changes_nothing_stays_how_it_ended_and_whose_word_it_is(
    umoja: Inside,
) -> None:
    forward(umoja, WANJIRU, statement())
    (seen,) = umoja.rows(statement_seen)
    assert (seen.closing_cents, seen.rows, seen.stood) == (0, 0, "M01")


def test_the_same_message_twice_is_one_file(umoja: Inside) -> None:
    for _ in range(2):
        send_file(umoja, WANJIRU)
    assert len(files(umoja)) == 1


def test_the_file_sent_anew_waits_for_the_same_answer_and_then_changes_nothing(
    umoja: Inside,
) -> None:
    forward(umoja, WANJIRU, GOOD)
    again = forward(umoja, WANJIRU, GOOD, sid="SM2")
    assert again.keys() == {WANJIRU.phone}
    assert "the others have this statement already" in again[WANJIRU.phone]
    say(umoja, OTIENO, "yes")
    work_through(umoja)
    entries = umoja.rows(entry)
    sent = forward(umoja, WANJIRU, GOOD, sid="SM3")
    assert sent.keys() == {WANJIRU.phone, OTIENO.phone}
    assert "1 in the book already." in sent[WANJIRU.phone]
    assert umoja.rows(entry) == entries
    assert [row.done_at is not None for row in files(umoja)] == [True] * 3


def test_nobody_elses_document_is_fetched(umoja: Inside) -> None:
    send_file(umoja, ACHIENG)
    (refused,) = umoja.work()
    assert "only from who collects for Umoja" in refused.form["Body"]
    assert files(umoja) == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("image/jpeg", "cannot see pictures. If it shows an M-Pesa message, please forward"),
        ("audio/ogg", "cannot listen to voice notes"),
        ("video/mp4", "cannot watch videos"),
        ("text/vcard", "cannot open contacts"),
        ("", "cannot read this kind of message"),
    ],
)
def test_of_what_is_no_document_nothing_is_fetched(umoja: Inside, kind: str, said: str) -> None:
    send_file(umoja, WANJIRU, kind=kind)
    (answer,) = umoja.work()
    assert said in answer.form["Body"]
    assert files(umoja) == []


def test_the_code_is_forgotten_when_the_file_was_read(umoja: Inside) -> None:
    send_file(umoja, WANJIRU, "code: 482913", "application/pdf")
    assert [row.password for row in files(umoja)] == ["482913"]
    umoja.work()
    work_through(umoja, csv_file(GOOD))
    assert [row.password for row in files(umoja)] == [""]


@pytest.mark.parametrize(
    ("code", "file", "said"),
    [
        pytest.param("", LOCKED, "it is locked", id="locked"),
        pytest.param("111111", LOCKED, "does not open it", id="another code"),
        pytest.param("482913", LOCKED, "not an M-Pesa statement", id="a letter"),
        pytest.param("", csv_file(FALSE), "add up", id="a false sum"),
        pytest.param("", csv_file(GOOD.replace("4011223", "555")), "a number that", id="not ours"),
        pytest.param("", Answer(200, bytes(11_000_000)), "too large", id="too large"),
        pytest.param(
            "", Answer(302, headers={"Location": "https://evil.example/"}), "did not reach us",
            id="elsewhere",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_and_changes_nothing(
    umoja: Inside, code: str, file: Answer, said: str
) -> None:
    send_file(umoja, WANJIRU, code, "application/pdf")
    umoja.work()
    before = umoja.rows(entry)
    (answer,) = work_through(umoja, file).values()
    assert said in answer
    assert answer.endswith("Nothing was changed.")
    assert umoja.rows(entry) == before
    assert files(umoja)[0].password == ""


def test_the_line_at_fault_is_named(umoja: Inside) -> None:
    send_file(umoja, WANJIRU)
    umoja.work()
    broken = statement(paid(CODE), paid("UKN1AB2C02")).replace('"2,000.00"', '"2,500.00"')
    (answer,) = work_through(umoja, csv_file(broken)).values()
    assert "The trouble is at line" in answer


def test_what_does_not_come_is_tried_again_later_and_then_given_up(umoja: Inside) -> None:
    send_file(umoja, WANJIRU)
    umoja.work()
    for wait in NEXT_TRIES:
        assert work_through(umoja, Answer(503)) == {}
        umoja.now += wait - timedelta(seconds=1)
        assert work_through(umoja) == {}
        umoja.now += timedelta(seconds=1)
    (answer,) = work_through(umoja, Answer(503)).values()
    assert "it did not reach us" in answer
    umoja.now += timedelta(days=1)
    assert work_through(umoja) == {}


def test_a_worker_that_died_leaves_the_file_to_another(umoja: Inside) -> None:
    send_file(umoja, WANJIRU)
    umoja.work()
    with writing(umoja.engine) as connection:
        assert take_due(connection, umoja.now) is not None
    assert work_through(umoja) == {}
    umoja.now += LEASE
    assert OTIENO.phone in work_through(umoja, csv_file(GOOD))


def test_our_own_fault_is_not_put_on_the_file(
    umoja: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(forwarded, "compare", failing)
    send_file(umoja, WANJIRU)
    umoja.work()
    for wait in NEXT_TRIES:
        assert work_through(umoja, csv_file(GOOD)) == {}
        umoja.now += wait
    (answer,) = work_through(umoja, csv_file(GOOD)).values()
    assert "on our side" in answer


def test_an_officer_of_several_groups_is_asked_to_name_one_first(umoja: Inside) -> None:
    umoja.found(on_paybill("Amani", [OTIENO, ACHIENG]))
    send_file(umoja, OTIENO)
    (answer,) = umoja.work()
    assert "write the name of the group first" in answer.form["Body"]
    assert [row.handled_at is not None for row in umoja.rows(inbox)] == [True]

"""Exports are CSV with a heading row, complete, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest
import sqlalchemy as sa

from bot.export import EXPORTS, export
from bot.messages import DeliveryReport, DeliveryStatus
from bot.store import book as books
from bot.store.database import writing
from chama import entries
from chama.entries import ROTATION
from chama.group import Person
from chama.journal import Posting
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    WANJIRU,
    mpesa,
    received_text,
    reversal_text,
    rules,
)
from tests.transcripts import Stage

pytestmark = pytest.mark.drawn

CODE = "UKN1AB2C01"
ZAWADI = Person("M04", "Zawadi Cherono", "+254712000005", 5)


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    stage = Stage(engine)
    stage.found(rules())
    return stage


def talk(stage: Stage, sender: Person, text: str) -> None:
    """Somebody writes, and everything that comes of it reaches its phone."""
    stage.say(sender, text)
    stage.deliver()


def rows(stage: Stage, what: str) -> list[dict[str, str]]:
    out = io.StringIO()
    export(stage.engine, what, out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


@pytest.mark.parametrize(
    ("what", "headings"),
    [
        ("entries", "chama,seq,kind,member,amount,currency,receipt,chain,reverses"),
        ("postings", "chama,seq,line,fund,account,amount,currency"),
        (
            "proposals",
            "chama,number,kind,amount,currency,member,asked_by,agreed_by,state,entry",
        ),
        (
            "exchanges",
            "chama,seq,kind,on,member,amount,currency,other_amount,other_currency,rate",
        ),
        ("members", "chama,code,name,phone,seat,office"),
        ("messages", "direction,channel,provider_id,status"),
        ("questions", "chama,kind,asked"),
    ],
)
def test_an_empty_export_has_its_headings(engine: sa.Engine, what: str, headings: str) -> None:
    out = io.StringIO()
    export(engine, what, out)
    (line,) = out.getvalue().splitlines()
    assert line.startswith(headings)


def test_each_export_has_a_heading_row_of_its_own() -> None:
    assert set(EXPORTS) == {
        *("entries", "postings", "exchanges", "members", "messages", "proposals", "questions"),
    }
    for headings, _ in EXPORTS.values():
        assert len(set(headings)) == len(headings)


def test_entries_carry_each_receipt_once_and_whole_amounts(stage: Stage) -> None:
    stage.say(WANJIRU, received_text(amount="1,250.50"))
    talk(stage, WANJIRU, received_text("UKN1AB2C02", payer="ROSE AKOTH"))
    talk(stage, WANJIRU, "baraka")
    found = [
        (row["kind"], row["member"], row["amount"], row["receipt"])
        for row in rows(stage, "entries")
    ]
    assert found == [
        ("round_opened", "", "4000.00", ""),
        ("contribution", ACHIENG.name, "1250.50", CODE),
        ("unallocated", "", "1000.00", "UKN1AB2C02"),
        ("allocation", BARAKA.name, "1000.00", ""),
    ]
    assert {row["currency"] for row in rows(stage, "entries")} == {"KES"}
    assert all(len(row["chain"]) == 8 for row in rows(stage, "entries"))


def test_postings_say_fund_account_and_signed_amount_and_sum_to_zero(stage: Stage) -> None:
    stage.say(WANJIRU, received_text(amount="1,250.50"))
    paid = rows(stage, "entries")[-1]
    lines = [row for row in rows(stage, "postings") if row["seq"] == paid["seq"]]
    assert [(row["line"], row["fund"], row["account"], row["amount"]) for row in lines] == [
        ("1", "rotation", "collector:C1", "1250.50"),
        ("2", "rotation", "dues:M03:1.1", "-1000.00"),
        ("3", "rotation", "advance:M03", "-250.50"),
    ]
    assert {(row["chama"], row["currency"]) for row in rows(stage, "postings")} == {
        ("Umoja", "KES")
    }
    total = sum(Decimal(row["amount"]) for row in rows(stage, "postings"))
    assert total == 0


def test_an_entry_for_several_joins_their_names(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    credits = [Posting(entries.dues(code, "1.1"), -50_000) for code in ("M03", "M04")]
    both = entries.payment(
        "M03+M04",
        credits,
        into=entries.collector(ROTATION, "C1"),
        key=entries.receipt_key(mpesa(CODE)),
        on=stage.now.date(),
        actor="M01",
        receipt=mpesa(CODE),
    )
    with writing(engine) as connection:
        own = books.lock_book(connection, 1)
        books.post(connection, own, both, recorded_at=stage.now)
    last = rows(stage, "entries")[-1]
    assert last["member"] == f"{ACHIENG.name}+{BARAKA.name}"
    assert (last["amount"], last["receipt"], last["network"]) == ("1000.00", CODE, "mpesa")


def test_a_reversal_says_which_entry_it_takes_back(stage: Stage) -> None:
    talk(stage, WANJIRU, received_text())
    talk(stage, WANJIRU, reversal_text(original=CODE))
    talk(stage, OTIENO, "yes")
    paid, last = rows(stage, "entries")[-2:]
    assert (last["kind"], last["receipt"], last["reverses"]) == (
        "reversal",
        "UKN9RV8S07",
        paid["seq"],
    )
    assert last["actor"] == f"{WANJIRU.name}+{OTIENO.name}"


def test_postings_are_the_lines_of_the_entries(stage: Stage) -> None:
    talk(stage, WANJIRU, received_text(amount="1,250.50"))
    seq = rows(stage, "entries")[-1]["seq"]
    lines = [row for row in rows(stage, "postings") if row["seq"] == seq]
    assert [(row["line"], row["fund"], row["account"], row["amount"]) for row in lines] == [
        ("1", "rotation", "collector:C1", "1250.50"),
        ("2", "rotation", "dues:M03:1.1", "-1000.00"),
        ("3", "rotation", "advance:M03", "-250.50"),
    ]
    assert {(row["chama"], row["currency"]) for row in lines} == {("Umoja", "KES")}


def test_proposals_say_who_asked_who_agreed_and_what_came_of_it(stage: Stage) -> None:
    stage.deliver()
    talk(stage, BARAKA, "gave Wanjiru 500 cash")
    talk(stage, WANJIRU, "yes")
    cash = rows(stage, "entries")[-1]
    talk(stage, WANJIRU, received_text(amount="1,250.50"))
    talk(stage, WANJIRU, f"undo {CODE}")
    talk(stage, OTIENO, "no")
    talk(stage, WANJIRU, f"undo {CODE}")
    found = [
        tuple(row[name] for name in ("number", "kind", "amount", "member", "asked_by", "agreed_by"))
        for row in rows(stage, "proposals")
    ]
    assert found == [
        ("1", "cash", "500.00", BARAKA.name, BARAKA.name, WANJIRU.name),
        ("2", "undo", "1250.50", ACHIENG.name, WANJIRU.name, ""),
        ("3", "undo", "1250.50", ACHIENG.name, WANJIRU.name, ""),
    ]
    ends = [(row["state"], row["refused_by"], row["entry"]) for row in rows(stage, "proposals")]
    assert ends == [
        ("done", "", cash["seq"]),
        ("refused", OTIENO.name, ""),
        ("open", "", ""),
    ]
    assert {(row["chama"], row["currency"]) for row in rows(stage, "proposals")} == {
        ("Umoja", "KES")
    }


def test_several_who_agreed_are_joined_in_their_order(engine: sa.Engine) -> None:
    """Where no officer is left two members agree."""
    stage = Stage(engine)
    stage.found(rules(people=(WANJIRU, ACHIENG, replace(BARAKA, name="=Baraka"), ZAWADI)))
    stage.deliver()
    talk(stage, WANJIRU, received_text())
    talk(stage, WANJIRU, f"undo {CODE}")
    talk(stage, ZAWADI, "yes")
    talk(stage, BARAKA, "yes")
    (row,) = rows(stage, "proposals")
    assert (row["agreed_by"], row["state"]) == (f"{ZAWADI.name}+=Baraka", "done")
    talk(stage, BARAKA, "gave Wanjiru 500 cash")
    (_, row) = rows(stage, "proposals")
    assert (row["member"], row["asked_by"]) == ("'=Baraka", "'=Baraka")


def test_members_with_phone_office_and_wish_for_silence(stage: Stage) -> None:
    stage.say(ACHIENG, "acha")
    members = {row["name"]: row for row in rows(stage, "members")}
    assert list(members) == [WANJIRU.name, OTIENO.name, ACHIENG.name, BARAKA.name]
    assert [row["opted_out"] for row in members.values()] == ["", "", "yes", ""]
    assert members[OTIENO.name]["office"] == "chair"
    assert members[OTIENO.name]["phone"] == "+254712000002"


def test_a_member_of_several_seats_shows_them_all(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules(people=(WANJIRU, replace(BARAKA, further_seats=(5,)))))
    assert [row["seat"] for row in rows(stage, "members")] == ["1", "4+5"]


def test_messages_with_their_status(stage: Stage) -> None:
    stage.deliver()
    stage.say(ACHIENG, "balance")
    assert [row["status"] for row in rows(stage, "messages")][-1] == "queued"
    (sent,) = stage.deliver()
    assert [row["status"] for row in rows(stage, "messages")][-1] == "sent"
    news = DeliveryReport("simulator", sent.attempt_id, DeliveryStatus.READ)
    stage.pipeline.report(news)
    incoming, *_, answer = rows(stage, "messages")
    assert (incoming["direction"], incoming["status"]) == ("in", "handled")
    assert incoming["text"] == "balance"
    assert (answer["direction"], answer["status"], answer["text"]) == ("out", "read", sent.text)
    assert answer["provider_id"] == sent.attempt_id


def test_questions_that_are_open(stage: Stage) -> None:
    talk(stage, WANJIRU, received_text(payer="ROSE AKOTH"))
    talk(stage, WANJIRU, received_text("UKN1AB2C02", payer="JAMES KIMANI"))
    first, second = rows(stage, "questions")
    assert (first["chama"], first["kind"], first["asked"]) == (
        "Umoja",
        "whose_payment",
        WANJIRU.phone,
    )
    assert (first["is_shown"], second["is_shown"]) == ("yes", "")
    assert CODE in first["details"]
    talk(stage, WANJIRU, "1")
    assert len(rows(stage, "questions")) == 1


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_name_that_starts_a_formula_is_written_as_text(engine: sa.Engine, sign: str) -> None:
    stage = Stage(engine)
    risky = Person("M01", f"{sign}HYPERLINK(1)", WANJIRU.phone, 1, WANJIRU.office)
    stage.found(rules(people=[risky]))
    (row,) = rows(stage, "members")
    assert row["name"] == f"'{sign}HYPERLINK(1)"
    assert row["phone"] == WANJIRU.phone

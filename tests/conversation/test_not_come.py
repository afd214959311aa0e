"""Money that has not come: everybody who may look into it hears of it, not only who sent it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation.not_come import MISSED_WITHIN
from chama import entries
from chama.entries import ROTATION
from chama.group import Person
from chama.journal import Account, JournalEntry
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    PHONE,
    SARAH,
    TODAY,
    WANJIRU,
    book,
    decided,
    group,
    mpesa,
    proposal,
    put_to,
    reply,
    templates_to,
)

DUE = entries.payable(ROTATION, ACHIENG.code, "1.1")
CODE = "UKN1AB2C01"
OUT_OF = entries.collector(ROTATION, PHONE.code)


def sent(out_of: Account = OUT_OF, code: str = CODE) -> JournalEntry:
    return entries.payout_sent(
        DUE,
        400_000,
        out_of=out_of,
        key="" if code else "handed:1",
        on=TODAY,
        actor=WANJIRU.code,
        receipt=mpesa(code) if code else None,
    )


@pytest.mark.parametrize("text", ["NOT COME", "sijapata pesa", "I did not get 4000"])
@pytest.mark.parametrize(
    "paid",
    [sent(), sent(entries.cash(ROTATION, WANJIRU.code), "")],
    ids=["by-phone", "by-hand"],
)
def test_every_officer_hears_of_it(text: str, paid: JournalEntry) -> None:
    three = group(people=(*PEOPLE, SARAH))
    decision = decided(ACHIENG, text, group=three, recent=book(paid))
    for person in (WANJIRU, OTIENO, SARAH):
        assert templates_to(decision, person) == ["not_come"]
    assert templates_to(decision, BARAKA) == []
    names = ", ".join(one.name for one in (WANJIRU, OTIENO, SARAH))
    assert reply(ACHIENG, "pass_on", officer=names) in decision


def test_also_while_it_is_only_set_aside() -> None:
    decision = decided(ACHIENG, "I have not received the money", balances={DUE: -400_000})
    for person in (WANJIRU, OTIENO):
        assert templates_to(decision, person) == ["not_come"]


def test_where_only_the_sender_looks_after_money_all_members_hear_of_it() -> None:
    one_officer = group(people=(WANJIRU, ACHIENG, BARAKA))
    decision = decided(ACHIENG, "nothing came", group=one_officer, recent=book(sent()))
    for person in (WANJIRU, BARAKA):
        assert templates_to(decision, person) == ["not_come"]


def test_an_officer_whose_money_did_not_come_is_heard_by_the_others() -> None:
    paid = entries.payout_sent(
        entries.payable(ROTATION, OTIENO.code, "1.1"),
        400_000,
        out_of=OUT_OF,
        key="handed:1",
        on=TODAY,
        actor=WANJIRU.code,
    )
    decision = decided(OTIENO, "it has not come", recent=book(paid))
    for person in (WANJIRU, ACHIENG, BARAKA):
        assert templates_to(decision, person) == ["not_come"]


def test_words_are_no_answer_to_a_question_that_a_code_answers() -> None:
    facts = {
        "member": BARAKA.code,
        "member_name": BARAKA.name,
        "asker_name": OTIENO.name,
        "amount_cents": 400_000,
        "round": 2,
    }
    asked = put_to(ACHIENG, proposal("release", facts), code="4825")
    decision = decided(ACHIENG, "haijafika", questions=(asked,), recent=book(sent()))
    assert templates_to(decision, WANJIRU) == ["not_come"]


@pytest.mark.parametrize(
    ("who", "age"), [(BARAKA, timedelta()), (ACHIENG, MISSED_WITHIN + timedelta(hours=1))]
)
def test_who_waits_for_nothing_is_understood_by_the_words_alone(
    who: Person, age: timedelta
) -> None:
    decision = decided(who, "it has not come", recent=book(sent(), age=age))
    assert "not_come" not in templates_to(decision, WANJIRU)


@pytest.mark.parametrize("text", ["don't send me messages", "usinitumie meseji tena"])
def test_who_wants_no_messages_is_not_taken_to_miss_money(text: str) -> None:
    decision = decided(ACHIENG, text, recent=book(sent()))
    assert templates_to(decision, ACHIENG) == ["stopped"]
    assert templates_to(decision, WANJIRU) == []


@pytest.mark.parametrize(
    "text",
    ["it has come now", "imefika", "sorry imefika, asante sana", "pesa zimefika", "nimeipata sasa"],
)
def test_that_it_has_come_after_all_is_told_to_the_same_people(text: str) -> None:
    decision = decided(ACHIENG, text, recent=book(sent()))
    for person in (WANJIRU, OTIENO):
        assert templates_to(decision, person) == ["has_come"]
    assert templates_to(decision, ACHIENG) == ["pass_on"]


@pytest.mark.parametrize("text", ["imefika?", "has it come", "haijafika bado", "will it come"])
def test_who_asks_or_denies_it_says_no_such_thing(text: str) -> None:
    decision = decided(ACHIENG, text, recent=book(sent()))
    assert "has_come" not in templates_to(decision, WANJIRU)


def test_who_was_sent_nothing_tells_nobody() -> None:
    assert templates_to(decided(ACHIENG, "imefika"), WANJIRU) == []

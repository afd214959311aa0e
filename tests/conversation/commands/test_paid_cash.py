"""Cash and the collector's own share are words: the right second person is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.conversation.effects import Propose, Purpose, Say, Settle
from bot.conversation.proposals.cash import show
from chama import entries
from chama.agreement import Proposal, State
from chama.group import Person
from chama.journal import JournalEntry
from tests.builders import (
    ACHIENG,
    BARAKA,
    IN_UMOJA,
    OTIENO,
    PEOPLE,
    SARAH,
    TODAY,
    WANJIRU,
    asked_to_agree,
    book,
    cash_facts,
    contribution,
    decided,
    group,
    proposal,
    proposed,
    put_to,
    reply,
    templates_to,
    voters,
)

SHARE_KEY = "own_share:M01:C1:100000"
WITHOUT_CHAIR = group(people=(WANJIRU, *PEOPLE[2:]))


SHARE = {
    "member": WANJIRU.code,
    "member_name": WANJIRU.name,
    "amount_cents": 100_000,
    "collector": "C1",
}


@pytest.mark.parametrize(
    ("sender", "text", "officer", "details"),
    [
        (ACHIENG, "I gave Wanjiru 500 cash", WANJIRU, cash_facts(ACHIENG, WANJIRU, 50_000)),
        (ACHIENG, "gave the treasurer 500 cash", WANJIRU, cash_facts(ACHIENG, WANJIRU, 50_000)),
        (ACHIENG, "nimempa Otieno 500 cash", OTIENO, cash_facts(ACHIENG, OTIENO, 50_000)),
        (ACHIENG, "I paid 500 in cash", WANJIRU, cash_facts(ACHIENG, WANJIRU, 50_000)),
        (OTIENO, "I gave Wanjiru 1k cash", WANJIRU, cash_facts(OTIENO, WANJIRU, 100_000)),
        (WANJIRU, "I gave Otieno 300 cash", OTIENO, cash_facts(WANJIRU, OTIENO, 30_000)),
        (
            WANJIRU,
            "received 600 cash from Achieng",
            OTIENO,
            cash_facts(ACHIENG, WANJIRU, 60_000),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_officer_who_can_know_is_asked(
    sender: Person, text: str, officer: Person, details: dict[str, Any]
) -> None:
    key = f"cash:{details['member']}:{details['holder']}:{details['amount_cents']}"
    ask, put = asked_to_agree(officer, "cash", key, details, by=sender)
    said = {**IN_UMOJA, **show(details)[1], "officer": officer.name, "own_cents": 0}
    answer = Say(sender.phone, "asked_cash", said, Purpose.REPLY, sender.code)
    decision = decided(sender, text)
    assert decision == (proposed(decision), ask, answer, put)
    assert proposed(decision).facts == details


@pytest.mark.parametrize(
    "text",
    ["I have put in my share 1000", "nimelipa 1000", "I paid 1000 cash", "I want to pay 1000"],
)
def test_the_collectors_own_share_is_put_to_another_officer(text: str) -> None:
    ask, put = asked_to_agree(OTIENO, "own_share", SHARE_KEY, SHARE, by=WANJIRU)
    answer = reply(
        WANJIRU,
        "asked_officer",
        officer=OTIENO.name,
        about="own_share",
        giver=WANJIRU.name,
        taker="",
        amount_cents=100_000,
    )
    decision = decided(WANJIRU, text)
    assert decision == (proposed(decision), ask, answer, put)


@pytest.mark.parametrize(
    ("sender", "text", "template"),
    [
        pytest.param(ACHIENG, "I paid in cash", "say_amount", id="no-amount"),
        pytest.param(WANJIRU, "nimelipa", "say_amount", id="own-share-without-amount"),
        pytest.param(ACHIENG, "got 500 cash from Baraka", "officers_only", id="no-office"),
        pytest.param(WANJIRU, "got 500 cash from Zawadi", "name_unclear", id="unknown-giver"),
        pytest.param(ACHIENG, "I gave Zawadi 500 cash", "name_unclear", id="unknown-taker"),
        pytest.param(OTIENO, "Wanjiru received 500 cash", "who_gave", id="no-giver"),
        pytest.param(OTIENO, "amempa Wanjiru 500 cash", "who_gave", id="giver-said-before"),
        pytest.param(
            OTIENO, "Achieng gave Baraka 500 cash", "cash_not_there_yet", id="member-took"
        ),
        pytest.param(ACHIENG, "Baraka gave Otieno 500 cash", "officers_only", id="of-others"),
        pytest.param(
            ACHIENG, "nimempa Wanjiru 500 cash ya Zawadi", "name_unclear", id="for-a-stranger"
        ),
    ],
)
def test_what_is_unclear_is_asked_back(sender: Person, text: str, template: str) -> None:
    (said,) = decided(sender, text)
    assert said.template == template


def test_nobody_confirms_their_own_entry_and_members_do_where_no_other_officer_is() -> None:
    decision = decided(WANJIRU, "I paid 1000", group=WITHOUT_CHAIR)
    assert voters(decision) == [ACHIENG, BARAKA]
    assert (proposed(decision).needed, proposed(decision).is_everyone) == (2, True)


def test_where_nobody_is_left_who_may_agree_it_is_said_so() -> None:
    two = group(people=(WANJIRU, ACHIENG))
    decision = decided(WANJIRU, "got 500 cash from Achieng", group=two)
    assert decision == (reply(WANJIRU, "need_other_officer"),)


def test_one_member_is_enough_where_there_is_no_second_one_and_who_asks_gains_nothing() -> None:
    decision = decided(WANJIRU, "got 500 cash from Achieng", group=WITHOUT_CHAIR)
    assert voters(decision) == [BARAKA]
    assert proposed(decision).needed == 1


def test_an_officers_own_gift_is_confirmed_by_a_third_where_there_is_one() -> None:
    three = group(people=(*PEOPLE, SARAH))
    assert voters(decided(WANJIRU, "got 500 cash from Otieno", group=three)) == [SARAH]


def test_cash_that_a_member_carries_does_not_count_yet() -> None:
    (said,) = decided(ACHIENG, "I gave Baraka 500 cash")
    officers = f"{WANJIRU.name}, {OTIENO.name}"
    assert said == reply(ACHIENG, "cash_not_there_yet", name=BARAKA.name, officers=officers)


@pytest.mark.parametrize(
    ("sender", "text", "told", "asked"),
    [
        (OTIENO, "Achieng amempa Wanjiru 500", cash_facts(ACHIENG, WANJIRU, 50_000), WANJIRU),
        (OTIENO, "Achieng gave 500 cash to Wanjiru", cash_facts(ACHIENG, WANJIRU, 50_000), WANJIRU),
        (
            OTIENO,
            "Wanjiru received 500 from Achieng in cash",
            cash_facts(ACHIENG, WANJIRU, 50_000),
            WANJIRU,
        ),
        (WANJIRU, "Otieno gave me 500 cash", cash_facts(OTIENO, WANJIRU, 50_000), SARAH),
        (ACHIENG, "Achieng amempa Wanjiru 500", cash_facts(ACHIENG, WANJIRU, 50_000), WANJIRU),
        (
            ACHIENG,
            "nimempa Wanjiru 500 cash ya Baraka",
            cash_facts(ACHIENG, WANJIRU, 50_000, BARAKA),
            WANJIRU,
        ),
        (
            ACHIENG,
            "gave the treasurer 500 cash for Baraka",
            cash_facts(ACHIENG, WANJIRU, 50_000, BARAKA),
            WANJIRU,
        ),
        (
            ACHIENG,
            "paid 500 cash for Baraka",
            cash_facts(ACHIENG, WANJIRU, 50_000, BARAKA),
            WANJIRU,
        ),
        (
            WANJIRU,
            "Achieng amenipa 500 cash ya Otieno",
            cash_facts(ACHIENG, WANJIRU, 50_000, OTIENO),
            SARAH,
        ),
        (
            OTIENO,
            "Baraka amempa Wanjiru 500 ya Achieng",
            cash_facts(BARAKA, WANJIRU, 50_000, ACHIENG),
            WANJIRU,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_giver_taker_and_for_whom_are_those_named(
    sender: Person, text: str, told: dict[str, Any], asked: Person
) -> None:
    decision = decided(sender, text, group=group(people=(*PEOPLE, SARAH)))
    assert (proposed(decision).facts, voters(decision)) == (told, [asked])
    assert proposed(decision).interested == tuple(sorted({told["giver"], told["member"]}))


def test_cash_for_the_taker_is_another_officers_to_confirm() -> None:
    decision = decided(ACHIENG, "nimempa Wanjiru 500 cash ya Wanjiru")
    assert voters(decision) == [OTIENO]


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        (ACHIENG, "nimempa Wanjiru 500 jana na 300 leo cash"),
        (ACHIENG, "nimempa Wanjiru na Otieno 500 cash"),
        (ACHIENG, "gave Wanjiru and the chair 500 cash"),
        (ACHIENG, "nimempa Wanjiru 500 cash na Otieno 300 cash"),
        (ACHIENG, "gave Wanjiru 1000 cash, 600 mine 400 for Baraka"),
        (ACHIENG, "nimempa Wanjiru 500 cash ya Otieno na ya Baraka"),
        (WANJIRU, "received 500 cash from Baraka and 300 yesterday"),
    ],
)
def test_several_handovers_in_one_report_are_to_be_sent_one_by_one(
    sender: Person, text: str
) -> None:
    assert decided(sender, text) == (reply(sender, "say_each", example="one"),)


def test_cash_from_several_is_put_giver_by_giver() -> None:
    decision = decided(WANJIRU, "received 500 cash from Achieng and 700 from Baraka")
    puts = [one for one in decision if isinstance(one, Propose)]
    assert [(one.facts["member"], one.amount_cents) for one in puts] == [
        ("M03", 50_000),
        ("M04", 70_000),
    ]


def waits(by: Person, cents: int, voter: Person, **changes: Any) -> Proposal:
    facts = cash_facts(ACHIENG, WANJIRU, cents)
    return proposal("cash", facts, by, voter, interested=frozenset({"M03"}), **changes)


@pytest.mark.parametrize(
    ("by", "sender", "text", "voter", "own_cents"),
    [
        pytest.param(ACHIENG, ACHIENG, "I gave Wanjiru 400 cash", WANJIRU, 50_000, id="giver"),
        pytest.param(WANJIRU, ACHIENG, "I gave Wanjiru 400 cash", OTIENO, 0, id="after-the-taker"),
        pytest.param(
            WANJIRU, WANJIRU, "received 400 cash from Achieng", OTIENO, 50_000, id="taker"
        ),
        pytest.param(
            ACHIENG, OTIENO, "Achieng gave Wanjiru 400 cash", WANJIRU, 0, id="a-third-person"
        ),
    ],
)
def test_another_amount_is_said_to_be_besides_what_waits(
    by: Person, sender: Person, text: str, voter: Person, own_cents: int
) -> None:
    one = waits(by, 50_000, voter)
    decision = decided(sender, text, proposals=(one,), questions=(put_to(voter, one),))
    assert proposed(decision).facts["besides"] == [50_000]
    (answer,) = [
        said for said in decision if isinstance(said, Say) and said.template == "asked_cash"
    ]
    assert answer.facts["own_cents"] == own_cents


def test_the_takers_other_amount_refuses_what_she_was_asked_and_says_so() -> None:
    one = waits(ACHIENG, 50_000, WANJIRU)
    decision = decided(
        WANJIRU,
        "received 400 cash from Achieng",
        proposals=(one,),
        questions=(put_to(WANJIRU, one),),
    )
    assert Settle(5, State.REFUSED, by="M01") in decision
    assert (proposed(decision).amount_cents, proposed(decision).facts["besides"]) == (40_000, [])
    assert voters(decision) == [OTIENO]
    assert templates_to(decision, ACHIENG) == ["cash_differs"]


def test_what_is_for_another_is_not_refused_by_it() -> None:
    facts = cash_facts(ACHIENG, WANJIRU, 40_000, BARAKA)
    one = proposal("cash", facts, ACHIENG, WANJIRU, interested=frozenset({"M03", "M04"}))
    decision = decided(
        WANJIRU,
        "received 400 cash from Achieng",
        proposals=(one,),
        questions=(put_to(WANJIRU, one),),
    )
    assert not [effect for effect in decision if isinstance(effect, Settle)]
    assert proposed(decision).facts["besides"] == [40_000]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        pytest.param(contribution(cents=50_000), "UKN1AB2C01", id="as-much-today"),
        pytest.param(contribution(cents=60_000), "", id="another-amount"),
        pytest.param(contribution(BARAKA, cents=50_000), "", id="another-members"),
        pytest.param(
            replace(contribution(cents=50_000), effective_on=TODAY - timedelta(days=1)),
            "",
            id="another-day",
        ),
    ],
)
def test_cash_is_said_to_be_besides_as_much_by_mpesa_today(entry: JournalEntry, code: str) -> None:
    decision = decided(ACHIENG, "I gave Wanjiru 500 cash", recent=book(entry))
    assert proposed(decision).facts["besides_code"] == code


def test_what_was_taken_back_today_is_none() -> None:
    entry = contribution(cents=50_000)
    contra = entries.reversal(entry, 2, on=TODAY, actor="M01", receipt=None)
    decision = decided(ACHIENG, "I gave Wanjiru 500 cash", recent=book(entry, contra))
    assert proposed(decision).facts["besides_code"] == ""

"""Money out is posted when others agree by the digits that their own question shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.conversation.draft import Draft
from bot.conversation.effects import (
    ChainOf,
    Close,
    CodeOf,
    NoteWrongCode,
    RenewCode,
    Say,
    Settle,
    Vote,
)
from bot.conversation.proposals import money_out
from chama import entries
from chama.agreement import State
from chama.entries import ROTATION
from tests.builders import (
    ACHIENG,
    AGREE_CODE,
    BARAKA,
    IN_UMOJA,
    NOW,
    OTIENO,
    PEOPLE,
    SARAH,
    TODAY,
    WANJIRU,
    answered,
    caused_by,
    contribution,
    decided,
    group,
    message,
    mpesa,
    postings_of,
    proposal,
    put_to,
    recorded,
    reply,
    situation,
    taken_back,
    templates_to,
    told,
)

CODE = "UKN5OU7T01"
FACTS: dict[str, Any] = {
    "key": f"money_out:mpesa:{CODE}",
    "code": CODE,
    "network": "mpesa",
    "amount_cents": 400_000,
    "fee_cents": 5_700,
    "on": "2026-11-23",
    "collector": "C1",
    "sender_name": WANJIRU.name,
    "recipient_name": "ACHIENG ATIENO",
    "payee": ACHIENG.code,
    "namesakes": [],
    "purpose": "pot",
    "member": ACHIENG.code,
    "member_name": ACHIENG.name,
    "round": "1.1",
    "pot": "pot::1.1",
    "round_number": 1,
    "pot_cents": 400_000,
    "paid_in_cents": 300_000,
}
EXPENSE = {**FACTS, "purpose": "expense", "payee": "", "member": "", "recipient_name": "DUKA"}
POT = proposal("money_out", FACTS, WANJIRU, OTIENO, interested=frozenset({"M03"}))
IN_THE_POT = {"balances": {entries.pot("1.1"): -400_000}}


def test_it_shows_the_purpose_the_turn_the_pot_and_whether_they_fit() -> None:
    template, facts = money_out.show(FACTS)
    assert template == "ask_money_out"
    assert (facts["name"], facts["recipient"], facts["code"]) == (
        WANJIRU.name,
        "ACHIENG ATIENO",
        CODE,
    )
    assert (facts["purpose"], facts["turn"], facts["is_payee"]) == ("pot", ACHIENG.name, True)
    assert (facts["round"], facts["pot_cents"], facts["paid_in_cents"]) == (1, 400_000, 300_000)
    assert money_out.show({**FACTS, "payee": ""})[1]["is_payee"] is False


@pytest.mark.parametrize(
    ("facts", "interested"),
    [
        pytest.param(FACTS, {"M03"}, id="whose-turn-it-is"),
        pytest.param({**FACTS, "payee": "M02"}, {"M02", "M03"}, id="who-got-it-too"),
        pytest.param(EXPENSE, set(), id="a-shop"),
        pytest.param({**EXPENSE, "payee": "M02"}, {"M02"}, id="a-member-as-a-shop"),
    ],
)
def test_whoever_gets_it_is_interested(facts: dict[str, Any], interested: set[str]) -> None:
    assert money_out.interested(Draft(situation(), caused_by(message())), facts) == interested


def test_the_digits_post_it_with_its_fee_and_tell_all_officers_and_the_recipient() -> None:
    decision = answered(POT, OTIENO, AGREE_CODE, **IN_THE_POT)
    assert postings_of(decision) == [{"pot::1.1": 400_000, "fees": 5_700, "collector:C1": -405_700}]
    (said,) = [one for one in decision if getattr(one, "address", "") == WANJIRU.phone]
    assert said.facts == {
        **IN_UMOJA,
        "name": "ACHIENG ATIENO",
        "code": CODE,
        "amount_cents": 400_000,
        "fee_cents": 0,
        "purpose": "pot",
        "words": "",
        "officers": f"{WANJIRU.name}, {OTIENO.name}",
        "chain": ChainOf(f"receipt:mpesa:{CODE}"),
    }
    for person in (WANJIRU, OTIENO, ACHIENG):
        assert templates_to(decision, person) == ["payout_recorded"]
    assert templates_to(decision, BARAKA) == []


def test_an_expense_needs_no_pot_and_is_booked_as_one() -> None:
    spent = replace(POT, facts=EXPENSE)
    (moved,) = postings_of(answered(spent, OTIENO, AGREE_CODE, balances={}))
    assert moved["collector:C1"] == -405_700
    assert not [account for account in moved if account.startswith("pot")]


@pytest.mark.parametrize("text", [AGREE_CODE, f"yes {AGREE_CODE}", f"ndio {AGREE_CODE}."])
def test_the_digits_agree_with_a_yes_or_alone(text: str) -> None:
    decision = answered(POT, OTIENO, text, **IN_THE_POT)
    assert Vote(5, OTIENO.code, agrees=True) in decision


@pytest.mark.parametrize("text", ["1", "yes", "ndio", "ok", "👍"])
def test_a_yes_without_the_digits_agrees_to_nothing_and_says_how(text: str) -> None:
    decision = answered(POT, OTIENO, text, **IN_THE_POT)
    assert decision == (reply(OTIENO, "agree_with_code", code=AGREE_CODE),)


def test_wrong_digits_are_counted_and_the_third_makes_new_ones() -> None:
    assert answered(POT, OTIENO, "9999", **IN_THE_POT) == (
        NoteWrongCode(7),
        reply(OTIENO, "code_wrong", left=2),
    )
    tried_twice = put_to(OTIENO, POT, wrong_codes=2)
    decision = decided(OTIENO, "9999", proposals=(POT,), questions=(tried_twice,), **IN_THE_POT)
    assert [one for one in decision if isinstance(one, RenewCode)] == [
        RenewCode(7, "simulator:id:7")
    ]
    assert templates_to(decision, OTIENO) == ["code_renewed", "ask_money_out"]
    shown = [one.facts.get("agree_code") for one in decision if isinstance(one, Say)]
    assert shown[-1] == CodeOf("simulator:id:7")


def test_digits_shown_more_than_a_week_ago_agree_no_more() -> None:
    week_old = NOW - timedelta(days=7, minutes=1)
    old = put_to(OTIENO, POT, asked_at=week_old, presented_at=week_old, shown_at=week_old)
    decision = decided(OTIENO, AGREE_CODE, proposals=(POT,), questions=(old,), **IN_THE_POT)
    assert postings_of(decision) == []
    assert templates_to(decision, OTIENO) == ["code_old", "ask_money_out"]
    assert not [one for one in decision if isinstance(one, Vote | Close)]


def test_no_needs_no_digits_and_every_officer_hears_who_refused() -> None:
    decision = answered(POT, OTIENO, "no", **IN_THE_POT)
    assert Settle(5, State.REFUSED, by="M02") in decision
    said = {"code": CODE, "officer": OTIENO.name}
    assert told(WANJIRU, "payout_rejected", **{**said, "name": "ACHIENG ATIENO"}) in decision
    assert templates_to(decision, OTIENO)[0] == "payout_rejected"


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(
            {**IN_THE_POT, "receipts": {mpesa(CODE): recorded(contribution(code=CODE))}},
            id="the-code-was-used-meanwhile",
        ),
        pytest.param({"balances": {entries.pot("1.1"): -399_999}}, id="the-pot-holds-less-now"),
        pytest.param({"balances": {}}, id="the-pot-was-paid-meanwhile"),
    ],
)
def test_what_changed_since_is_not_paid(known: dict[str, Any]) -> None:
    decision = answered(POT, OTIENO, AGREE_CODE, **known)
    assert postings_of(decision) == []
    assert Settle(5, State.EXPIRED) in decision
    assert templates_to(decision, OTIENO)[0] == "changed_since"


def test_an_undone_payout_may_be_posted_again_without_a_second_receipt() -> None:
    sent = entries.payout(
        entries.pot("1.1"),
        ACHIENG.code,
        400_000,
        out_of=entries.collector(ROTATION, "C1"),
        receipt=mpesa(CODE),
        on=TODAY,
        actor="M01+M02",
    )
    known = {"receipts": {mpesa(CODE): taken_back(sent, receipt="")}, **IN_THE_POT}
    decision = answered(POT, OTIENO, AGREE_CODE, **known)
    (entry,) = [
        one.entry
        for one in decision
        if hasattr(one, "entry") and one.entry and not isinstance(one, Settle)
    ]
    assert entry.receipt == ""


def test_where_the_rules_say_three_two_others_agree() -> None:
    three = group(people=(*PEOPLE, SARAH))
    put = replace(POT, voters=frozenset({"M02", "M05"}), needed=2)
    first = answered(put, OTIENO, AGREE_CODE, group=three, **IN_THE_POT)
    assert postings_of(first) == []
    assert templates_to(first, OTIENO) == ["agreed_waits"]
    last = answered(
        replace(put, agreed_by=frozenset({"M02"})), SARAH, AGREE_CODE, group=three, **IN_THE_POT
    )
    assert len(postings_of(last)) == 1
    assert Settle(5, State.DONE, entry=f"receipt:mpesa:{CODE}") in last


def test_one_officer_twice_is_one() -> None:
    put = replace(POT, voters=frozenset({"M02", "M05"}), needed=2, agreed_by=frozenset({"M02"}))
    three = group(people=(*PEOPLE, SARAH))
    decision = answered(put, OTIENO, AGREE_CODE, group=three, **IN_THE_POT)
    assert postings_of(decision) == []
    assert templates_to(decision, OTIENO) == ["agreed_waits"]

"""The collector's own "sent" text: put to the others as the pot, or asked what it was for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.conversation.effects import Ask, Decision, Propose
from chama import entries
from chama.constitution import CollectorKind
from chama.group import Collector, Group, Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    PHONE,
    ROUND,
    SARAH,
    WANJIRU,
    asks,
    contribution,
    decided,
    group,
    mpesa,
    postings_of,
    proposal,
    proposed,
    recorded,
    reply,
    rules,
    sent_text,
    taken_back,
    templates_to,
    voters,
)

CODE = "UKN5OU7T01"
SECOND = replace(ROUND, number=2, recipients=("M03",), opens_on=date(2026, 11, 27))
POTS = {entries.pot("1.1"): -400_000, entries.pot("1.2"): -400_000}
THREE_OFFICERS = (*PEOPLE, SARAH)


def in_round_two(**changes: Any) -> Group:
    """The second round runs, in which Achieng gets the pot; Wanjiru's of the first waits."""
    return group(round=SECOND, earlier_rounds=(ROUND,), **changes)


def sent_to(payee: str, amount: str = "4,000.00", **known: Any) -> Decision:
    """What Wanjiru's forwarding of her own "sent" text causes."""
    values = {"group": in_round_two(), "balances": POTS}
    decision = decided(WANJIRU, sent_text(CODE, amount, payee), **{**values, **known})
    assert postings_of(decision) == []
    return decision


def pots_offered(decision: Decision) -> list[tuple[str, str]]:
    """The pots among the choices of "what was it for?", by round and recipient."""
    (ask,) = [effect for effect in decision if isinstance(effect, Ask)]
    assert (ask.kind, ask.address) == ("what_for", WANJIRU.phone)
    return [(pot["round"], pot["member"]) for pot in ask.details["pots"]]


@pytest.mark.parametrize(
    "payee",
    ["ACHIENG ATIENO 0712000003", "ATIENO  ACHIENG 0712***003", "ACHIENG ATIENO"],
    ids=["whole-number", "masked-number", "name"],
)
def test_what_went_to_whose_turn_it_is_is_put_to_the_others_as_the_pot(payee: str) -> None:
    decision = sent_to(payee)
    put = proposed(decision)
    assert (put.kind, put.member, put.amount_cents) == ("money_out", "M03", 400_000)
    assert (put.facts["purpose"], put.facts["round"], put.facts["payee"]) == ("pot", "1.2", "M03")
    assert (put.facts["pot_cents"], put.facts["paid_in_cents"]) == (400_000, 400_000)
    assert voters(decision) == [OTIENO]


@pytest.mark.parametrize(
    ("payee", "amount", "known"),
    [
        pytest.param("BARAKA MWANGI 0712000004", "4,000.00", {}, id="not-their-turn"),
        pytest.param("JANE WANGUI 0798765432", "1,000.00", {}, id="nobody-of-the-group"),
        pytest.param("ACHIENG ATIENO 0798***432", "1,000.00", {}, id="another-number"),
        pytest.param("ACHIENG ATIENO 0712000003", "4,001.00", {}, id="more-than-the-pot-holds"),
        pytest.param(
            "ACHIENG ATIENO 0712000003", "4,000.00", {"balances": {}}, id="paid-out-already"
        ),
    ],
)
def test_what_went_elsewhere_is_never_the_pot_by_itself(
    payee: str, amount: str, known: dict[str, Any]
) -> None:
    assert asks(sent_to(payee, amount, **known)) == [("what_for", WANJIRU.phone)]


@pytest.mark.parametrize(
    ("amount", "balances", "offered"),
    [
        pytest.param("4,000.00", POTS, [("1.2", "M03"), ("1.1", "M01")], id="both"),
        pytest.param("4,001.00", POTS, [], id="more-than-any-holds"),
        pytest.param(
            "500.00",
            {**POTS, entries.pot("1.2"): -49_999},
            [("1.1", "M01")],
            id="less-is-left-in-one",
        ),
        pytest.param("500.00", {}, [], id="all-paid-out"),
    ],
)
def test_the_pots_that_hold_so_much_are_offered_the_newest_first(
    amount: str, balances: Any, offered: list[tuple[str, str]]
) -> None:
    decision = sent_to("JANE WANGUI 0798765432", amount, balances=balances)
    assert pots_offered(decision) == offered


def test_a_late_pot_goes_to_the_round_of_its_recipient() -> None:
    first = replace(ROUND, recipients=("M02",))
    late = group(round=SECOND, earlier_rounds=(first,), people=THREE_OFFICERS)
    decision = sent_to("OTIENO OUMA 0712000002", group=late)
    assert (proposed(decision).member, proposed(decision).facts["round"]) == ("M02", "1.1")
    assert voters(decision) == [SARAH]


@pytest.mark.parametrize("left_cents", [400_000, 30_000], ids=["whole", "the-rest-of-it"])
def test_a_pot_sent_in_parts_is_open_until_all_is_sent(left_cents: int) -> None:
    pots = {**POTS, entries.pot("1.2"): -left_cents}
    decision = sent_to("ACHIENG ATIENO 0712000003", "300.00", balances=pots)
    assert proposed(decision).facts["pot_cents"] == left_cents


@pytest.mark.parametrize(
    ("rules_say", "people", "asked", "needed"),
    [
        pytest.param(2, PEOPLE, [OTIENO], 1, id="two-with-the-sender"),
        pytest.param(3, THREE_OFFICERS, [OTIENO, SARAH], 2, id="three"),
        pytest.param(
            2, (WANJIRU, ACHIENG, BARAKA, replace(SARAH, office=None)), [BARAKA, SARAH], 2,
            id="no-other-officer",
        ),
    ],
)  # fmt: skip
def test_as_many_must_agree_as_the_rules_say_and_never_who_gets_it(
    rules_say: int, people: tuple[Person, ...], asked: list[Person], needed: int
) -> None:
    own = rules(people=people, more=f"[approvals]\nmoney_out = {rules_say}\n").rules
    decision = sent_to("ACHIENG ATIENO 0712000003", group=in_round_two(people=people, rules=own))
    assert voters(decision) == asked
    assert proposed(decision).needed == needed
    assert "M03" in proposed(decision).interested


def test_money_sent_from_a_phone_that_gets_a_tills_texts_too_left_the_phone() -> None:
    till = Collector("C1", CollectorKind.TILL, "Umoja Till", WANJIRU.phone, "5123456")
    both = in_round_two(collectors=(till, replace(PHONE, code="C2")))
    decision = sent_to("ACHIENG ATIENO 0712000003", group=both)
    assert proposed(decision).facts["collector"] == "C2"


@pytest.mark.parametrize(
    ("text", "known", "template"),
    [
        pytest.param(
            sent_text("UKA5OU7T01", payee="JANE WANGUI 0798765432"), {}, "held", id="doubtful"
        ),
        pytest.param(
            sent_text(CODE, payee="JANE WANGUI 0798765432"),
            {"group": group(round=None)},
            "held",
            id="before-the-first-round",
        ),
        pytest.param(
            sent_text(CODE, payee="JANE WANGUI 0798765432"),
            {"receipts": {mpesa(CODE): recorded(contribution(code=CODE))}},
            "receipt_known",
            id="recorded",
        ),
        pytest.param(
            sent_text(CODE, payee="JANE WANGUI 0798765432"),
            {"proposals": (proposal("money_out", {}, key=f"money_out:mpesa:{CODE}"),)},
            "asked_already",
            id="asked-already",
        ),
    ],
)
def test_otherwise_nobody_is_asked(text: str, known: dict[str, Any], template: str) -> None:
    decision = decided(WANJIRU, text, **known)
    assert templates_to(decision, WANJIRU) == [template]
    assert not [effect for effect in decision if isinstance(effect, Ask)]


def test_where_nobody_is_left_who_may_agree_it_is_said_so() -> None:
    alone = in_round_two(people=(WANJIRU, ACHIENG))
    decision = sent_to("ACHIENG ATIENO 0712000003", group=alone)
    assert templates_to(decision, WANJIRU) == ["need_other_officer"]
    assert asks(decision) == []


def test_every_other_officer_is_told_at_once() -> None:
    first = replace(SECOND, recipients=("M02",))
    three = group(round=first, people=THREE_OFFICERS)
    decision = sent_to("OTIENO OUMA 0712000002", group=three)
    assert templates_to(decision, SARAH) == ["ask_money_out"]
    assert templates_to(decision, OTIENO) == ["money_out"]
    assert templates_to(decision, ACHIENG) == []


def test_what_was_undone_is_put_again() -> None:
    sent = entries.payout(
        entries.pot("1.2"),
        "M03",
        400_000,
        out_of=entries.collector(entries.ROTATION, "C1"),
        receipt=mpesa(CODE),
        on=ROUND.due_on,
        actor="M01+M02",
    )
    known = {"receipts": {mpesa(CODE): taken_back(sent, receipt="")}}
    assert voters(sent_to("ACHIENG ATIENO 0712000003", **known)) == [OTIENO]


def test_of_a_phone_that_is_no_members_the_holder_is_asked_and_does_not_agree() -> None:
    lone = replace(PHONE, phone="+254712000099")
    known = {"group": in_round_two(collectors=(lone,)), "balances": POTS}
    to_a_shop = decided(lone.phone, sent_text(CODE, payee="JANE WANGUI 0798765432"), **known)
    assert asks(to_a_shop) == [("what_for", WANJIRU.phone)]
    answers = [one.template for one in to_a_shop if getattr(one, "address", "") == lone.phone]
    assert answers == ["held"]  # nothing is met with silence
    the_pot = decided(lone.phone, sent_text(CODE, payee="ACHIENG ATIENO 0712000003"), **known)
    assert voters(the_pot) == [OTIENO]


def test_the_sender_learns_who_was_asked() -> None:
    expected = reply(
        WANJIRU,
        "asked_officer",
        officer=OTIENO.name,
        about="payout",
        giver=WANJIRU.name,
        taker="ACHIENG ATIENO",
        amount_cents=400_000,
    )
    assert expected in sent_to("ACHIENG ATIENO 0712000003")


def test_money_out_in_another_currency_is_put_to_nobody() -> None:
    decision = sent_to("ACHIENG ATIENO 0712000003", group=in_round_two(currency="UGX"))
    assert [one for one in decision if isinstance(one, Ask | Propose)] == []
    assert templates_to(decision, OTIENO) == ["doubt"]

"""The collector's own "sent" text: a second officer is asked for which pot it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.conversation.effects import Ask
from chama import entries
from chama.constitution import CollectorKind, Office
from chama.group import Collector
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PHONE,
    ROUND,
    WANJIRU,
    contribution,
    decided,
    group,
    mpesa,
    open_dues,
    postings_of,
    recorded,
    reply,
    sent_text,
    templates_to,
)

CODE = "UKN5OU7T01"
SECOND = replace(ROUND, number=2, recipients=("M02",), opens_on=date(2026, 11, 27))
BOTH_POTS = {entries.pot("1.1"): -400_000, entries.pot("1.2"): -400_000}


def sent_to(payee: str, **known: Any) -> tuple[str, str]:
    """The member and round that the question names."""
    decision = decided(WANJIRU, sent_text(CODE, "4,000.00", payee), **known)
    (ask,) = [effect for effect in decision if isinstance(effect, Ask)]
    assert (ask.kind, ask.address) == ("payout", OTIENO.phone)
    assert postings_of(decision) == []
    return ask.details["member"], ask.details["round"]


@pytest.mark.parametrize(
    ("payee", "member"),
    [
        ("ACHIENG ATIENO 0712000003", "M03"),
        ("ATIENO  ACHIENG 0712***003", "M03"),
        ("BARAKA MWANGI", "M04"),
        ("JANE WANGUI 0798765432", "M01"),
        ("BARAKA MWANGI 0798***432", "M01"),
    ],
)
def test_the_recipient_is_the_member_named_else_whose_turn_it_is(payee: str, member: str) -> None:
    assert sent_to(payee)[0] == member


@pytest.mark.parametrize(
    ("payee", "balances", "key"),
    [
        pytest.param("OTIENO OUMA 0712000002", BOTH_POTS, "1.2", id="this-rounds-recipient"),
        pytest.param("JANE WANGUI 0798765432", BOTH_POTS, "1.2", id="nobody-known"),
        pytest.param("ACHIENG ATIENO 0712000003", BOTH_POTS, "1.2", id="not-their-turn"),
        pytest.param("OTIENO OUMA 0712000002", {}, "1.2", id="paid-out-already"),
    ],
)
def test_the_pot_of_the_round_that_runs(payee: str, balances: Any, key: str) -> None:
    assert sent_to(payee, group=group(round=SECOND), balances=balances)[1] == key


def test_a_late_pot_goes_to_the_round_of_its_recipient() -> None:
    third = replace(SECOND, number=3, recipients=("M03",))
    pots = {**BOTH_POTS, entries.pot("1.3"): -400_000}
    known = {"group": group(round=third), "balances": pots}
    assert sent_to("OTIENO OUMA 0712000002", **known) == ("M02", "1.2")


@pytest.mark.parametrize(
    ("left_cents", "key"),
    [
        pytest.param(-400_000, "1.2", id="whole"),
        pytest.param(-1, "1.2", id="the-rest-of-it"),
        pytest.param(5_000, "1.3", id="paid-out-and-more"),
    ],
)
def test_a_pot_sent_in_parts_is_open_until_all_is_sent(left_cents: int, key: str) -> None:
    third = replace(SECOND, number=3, recipients=("M03",))
    pots = {entries.pot("1.2"): left_cents, entries.pot("1.3"): -400_000}
    known = {"group": group(round=third), "balances": pots}
    assert sent_to("OTIENO OUMA 0712000002", **known)[1] == key


def test_money_sent_from_a_phone_that_gets_a_tills_texts_too_left_the_phone() -> None:
    till = Collector("C1", CollectorKind.TILL, "Umoja Till", WANJIRU.phone, "5123456")
    both = group(collectors=(till, replace(PHONE, code="C2")))
    decision = decided(WANJIRU, sent_text(CODE, payee="JANE WANGUI 0798765432"), group=both)
    (ask,) = [effect for effect in decision if isinstance(effect, Ask)]
    assert ask.details["collector"] == "C2"


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
            {"group": group(people=(WANJIRU,)), "balances": open_dues(WANJIRU)},
            "need_other_officer",
            id="no-second-officer",
        ),
    ],
)
def test_otherwise_nobody_is_asked(text: str, known: dict[str, Any], template: str) -> None:
    decision = decided(WANJIRU, text, **known)
    assert templates_to(decision, WANJIRU) == [template]
    assert not [effect for effect in decision if isinstance(effect, Ask)]


def test_every_other_officer_is_told_at_once() -> None:
    secretary = replace(BARAKA, office=Office.SECRETARY)
    three = group(people=(WANJIRU, OTIENO, ACHIENG, secretary))
    text = sent_text(CODE, payee="JANE WANGUI 0798765432")
    decision = decided(WANJIRU, text, group=three)
    assert templates_to(decision, OTIENO) == ["ask_payout"]
    assert templates_to(decision, secretary) == ["money_out"]
    assert templates_to(decision, ACHIENG) == []


def test_the_sender_learns_who_was_asked() -> None:
    decision = decided(WANJIRU, sent_text(CODE, payee="JANE WANGUI 0798765432"))
    expected = reply(
        WANJIRU,
        "asked_officer",
        officer=OTIENO.name,
        about="payout",
        giver=WANJIRU.name,
        taker="JANE WANGUI",
        amount_cents=100_000,
    )
    assert decision[1] == expected

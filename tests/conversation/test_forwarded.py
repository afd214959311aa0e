"""What a phone posts by itself counts as its holder's word, and no trouble with it goes unsaid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.decide import Understood, decide
from bot.conversation.effects import Decision, Post, Purpose, Say
from bot.messages import FORWARDING_PHONE, UNSURE
from bot.understanding import Intent
from chama.constitution import CollectorKind
from chama.group import Collector
from chama.receipts import read
from tests.builders import (
    ACHIENG,
    NOW,
    OTIENO,
    PEOPLE,
    PHONE,
    WANJIRU,
    caused_by,
    contribution,
    group,
    message,
    mpesa,
    received_text,
    recorded,
    sent_text,
    situation,
    taken_back,
    templates_to,
)

PAID = received_text()
OTIENOS = group(collectors=(replace(PHONE, phone=OTIENO.phone, holder=OTIENO.code),))
"""Umoja, where another than the treasurer holds the phone that collects."""

(HELD,) = OTIENOS.collectors


def posted(text: str, *, is_part: bool = False, unsure: str = "", **known: Any) -> Decision:
    """What it causes that Otieno's phone posts this."""
    of_group = known.pop("group", OTIENOS)
    collectors = of_group.collectors if of_group else ()
    sees = situation("", **{"group": of_group, "my_collectors": collectors, **known})
    wrote = message("phone:1", text, channel=FORWARDING_PHONE, raw={UNSURE: unsure})
    receipts = () if is_part else tuple(read(text, NOW))
    what = Understood(receipts, Intent("unknown"), is_part=is_part)
    return decide(sees, caused_by(wrote), what)


def entries_of(decision: Decision) -> list[Post]:
    return [one for one in decision if isinstance(one, Post)]


def test_its_holder_stands_for_it_and_nobody_but_the_payer_hears_of_it() -> None:
    decision = posted(PAID)
    (entry,) = entries_of(decision)
    assert entry.entry.actor == OTIENO.code
    assert [one.address for one in decision if isinstance(one, Say)] == [ACHIENG.phone]


KNOWN = recorded(contribution())


def test_what_is_recorded_already_is_said_to_nobody() -> None:
    decision = posted(PAID, receipts={mpesa("UKN1AB2C01"): KNOWN})
    assert [one for one in decision if isinstance(one, Say)] == []


HIDDEN = PAID.replace("Ksh1,000.00", "Ksh1,000.0\u200b0")
"""A text that looks wrong."""

ELSEWHERE = recorded(contribution(), is_ours=False)


@pytest.mark.parametrize(
    ("text", "known", "told"),
    [
        pytest.param("M-PESA moved Ksh450.00.", {}, ["phone_unread"], id="unread"),
        pytest.param(PAID[:40], {"is_part": True}, ["phone_unread"], id="a-part"),
        pytest.param(PAID, {"unsure": "sim"}, ["phone_unread"], id="another-card"),
        pytest.param(HIDDEN, {}, ["ask_review"], id="suspicious"),
        pytest.param(
            received_text(amount="9,000.00"),
            {"receipts": {mpesa("UKN1AB2C01"): KNOWN}},
            ["conflict"],
            id="conflict",
        ),
        pytest.param(
            PAID,
            {"receipts": {mpesa("UKN1AB2C01"): ELSEWHERE}},
            ["receipt_elsewhere"],
            id="in-another-book",
        ),
        pytest.param(
            sent_text(payee="PETER OTIENO 0722333444"),
            {"receipts": {mpesa("UKN1AB2C01"): ELSEWHERE}},
            ["phone_says", "receipt_elsewhere"],
            id="sent-in-another-book",
        ),
        pytest.param(
            PAID,
            {"receipts": {mpesa("UKN1AB2C01"): taken_back(contribution())}},
            ["phone_says", "receipt_reversed"],
            id="taken-back",
        ),
        pytest.param(
            PAID,
            {"group": replace(OTIENOS, collectors=(replace(HELD, currency="GBP"),))},
            ["ask_review"],
            id="another-collectors",
        ),
    ],
)
def test_every_trouble_is_told_to_the_treasurer(
    text: str, known: dict[str, Any], told: list[str]
) -> None:
    decision = posted(text, **known)
    assert templates_to(decision, WANJIRU) == told
    assert entries_of(decision) == []


AIRTIME = (
    "UKN1AB2C09 confirmed. You bought Ksh50.00 of airtime on 23/11/26 at 9:00 AM. "
    "New M-PESA balance is Ksh100.00."
)
CASH_PUT_IN = (
    "UKN1AB2C10 Confirmed. on 23/11/26 at 9:05 AM Give Ksh2,000.00 cash to MAMA AGENT "
    "New M-PESA balance is Ksh4,000.00"
)
BANK_SENT = (
    "Dear OTIENO, Bank to M-PESA transfer of KES 5,000.00 to 254722333444 - PETER KAMAU "
    "successfully processed. M-PESA Ref No: UKN1AB2C07"
)
NOTHING_MOVED = (
    "UKN1AB2C09 Confirmed.Your account balance was: M-PESA Account : Ksh100.00 on 23/11/26 at "
    "9:00 AM."
)
OF_BANK = replace(HELD, kind=CollectorKind.BANK, number="0110123")
OWN_LINE = replace(HELD, phone="+254720111222")


@pytest.mark.parametrize(
    ("text", "collector", "told"),
    [
        pytest.param(AIRTIME, OWN_LINE, ["phone_moved"], id="of-the-groups-own-line"),
        pytest.param(AIRTIME, HELD, [], id="of-a-members-own-line"),
        pytest.param(CASH_PUT_IN, OWN_LINE, ["phone_moved"], id="cash-put-in"),
        pytest.param(BANK_SENT, OF_BANK, ["phone_moved"], id="out-of-a-bank"),
        pytest.param(NOTHING_MOVED, OWN_LINE, [], id="nothing-moved"),
    ],
)
def test_money_that_no_book_has_is_told_of(
    text: str, collector: Collector, told: list[str]
) -> None:
    decision = posted(text, group=replace(OTIENOS, collectors=(collector,)))
    assert templates_to(decision, WANJIRU) == told


def test_what_troubles_waits_for_the_day() -> None:
    (said,) = [one for one in posted("M-PESA moved Ksh450.00.") if isinstance(one, Say)]
    assert said.purpose is Purpose.REMINDER


def test_a_doubtful_text_of_the_treasurers_phone_is_looked_at_by_another_officer() -> None:
    own = group(collectors=(PHONE,))
    decision = posted(PAID.replace("1,000.00", "0.00"), group=own)
    assert templates_to(decision, OTIENO)
    assert templates_to(decision, WANJIRU) == []


def test_what_leaves_the_phone_is_asked_of_its_holder() -> None:
    decision = posted(sent_text(payee="PETER OTIENO 0722333444"))
    assert templates_to(decision, OTIENO) == ["ask_what_for"]
    assert templates_to(decision, WANJIRU) == []


def test_words_beside_it_direct_no_money() -> None:
    (entry,) = entries_of(posted(f"{PAID} for Baraka"))
    assert entry.entry.member == ACHIENG.code


def test_a_number_that_is_said_to_be_somebody_elses_proves_nothing() -> None:
    lost = tuple(replace(one, has_wrong_number=one == OTIENO) for one in PEOPLE)
    decision = posted(PAID, group=replace(OTIENOS, people=lost))
    assert entries_of(decision) == []
    assert templates_to(decision, WANJIRU) == ["phone_unread"]


def test_of_which_group_it_is_its_holder_is_asked() -> None:
    decision = posted(PAID, choices=((1, "Umoja"), (2, "Amani")))
    assert entries_of(decision) == []
    assert templates_to(decision, OTIENO) == ["phone_whose_group"]


def test_a_phone_that_forwards_no_more_causes_nothing() -> None:
    assert posted(PAID, group=None) == ()

"""The balance of each text held against the one before: a note where a text may be missing."""

from __future__ import annotations

from datetime import datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.effects import Decision, NoteSight, Say
from bot.conversation.evidence.balances import LARGEST_FEE_CENTS, in_printed_order
from bot.conversation.situation import Sight
from chama.constitution import CollectorKind
from chama.group import Collector
from chama.receipts import read
from chama.rota import NAIROBI
from tests.builders import (
    ACHIENG,
    NOW,
    PHONE,
    WANJIRU,
    decided,
    group,
    open_dues,
    postings_of,
    reply,
    templates_to,
)

TILL = Collector("C2", CollectorKind.TILL, "Umoja Till", WANJIRU.phone, "5123456")
WITH_TILL = group(collectors=(PHONE, TILL))
SEEN = {"C1": Sight("UKN1AB2C00", datetime(2026, 11, 23, 8, 0, tzinfo=NAIROBI), 500_000)}
SEEN_ON_TILL = {"C2": SEEN["C1"]}


def received(balance: int, at: str = "8:15", code: str = "UKN1AB2C01", amount: int = 1_000) -> str:
    return (
        f"{code} Confirmed.You have received Ksh{amount:,}.00 from ACHIENG ATIENO 0712000003 on "
        f"23/11/26 at {at} AM New M-PESA balance is Ksh{balance:,}.00."
    )


def on_till(balance: int, at: str = "8:15", code: str = "UKN1AB2C01", amount: int = 1_000) -> str:
    return (
        f"{code} Confirmed.on 23/11/26 at {at} AMKsh{amount:,}.00 received from 254712000003 "
        f"ACHIENG ATIENO. New Account balance is Ksh{balance:,}.00. Transaction cost, Ksh0.00."
    )


def sent(balance: int, at: str = "8:15") -> str:
    return (
        f"UKN1AB2C01 Confirmed. Ksh1,000.00 sent to JANE WANGUI 0798765432 on 23/11/26 at {at} AM. "
        f"New M-PESA balance is Ksh{balance:,}.00. Transaction cost, Ksh13.00."
    )


def airtime(balance: int) -> str:
    return (
        "UKN6AAO9YX confirmed.You bought Ksh100.00 of airtime on 23/11/26 at 8:15 AM.New M-PESA "
        f"balance is Ksh{balance:,}.00. Transaction cost, Ksh0.00."
    )


def sights_of(decision: Decision) -> dict[str, int]:
    """The new balances by collector, in whole units."""
    notes = [effect for effect in decision if isinstance(effect, NoteSight)]
    return {note.collector: note.sight.balance_cents // 100 for note in notes}


def gaps_of(decision: Decision) -> list[tuple[int, int]]:
    """(more, less) of each note, in whole units."""
    notes = [e for e in decision if isinstance(e, Say) and e.template == "balance_gap"]
    return [(n.facts["more_cents"] // 100, n.facts["less_cents"] // 100) for n in notes]


def test_the_first_balance_is_only_remembered() -> None:
    decision = decided(WANJIRU, received(6_000))
    at = datetime(2026, 11, 23, 8, 15, tzinfo=NAIROBI)
    assert decision[-1] == NoteSight("C1", Sight("UKN1AB2C01", at, 600_000))
    assert gaps_of(decision) == []


@pytest.mark.parametrize(
    ("balance", "gaps"),
    [
        pytest.param(6_000, [], id="it-follows"),
        pytest.param(6_001, [(1, 0)], id="a-shilling-more"),
        pytest.param(6_500, [(500, 0)], id="more"),
        pytest.param(5_892, [], id="less-by-what-a-fee-may-be"),
        pytest.param(5_891, [(0, 109)], id="less-by-more-than-a-fee"),
        pytest.param(1_000, [(0, 5_000)], id="emptied"),
    ],
)
def test_a_tills_gap_is_noted_and_never_holds_a_credit_back(
    balance: int, gaps: list[tuple[int, int]]
) -> None:
    decision = decided(WANJIRU, on_till(balance), group=WITH_TILL, sights=SEEN_ON_TILL)
    assert postings_of(decision) == [{"collector:C2": 100_000, "dues:M03:1.1": -100_000}]
    assert gaps_of(decision) == gaps
    assert sights_of(decision) == {"C2": balance}


@pytest.mark.parametrize(
    ("balance", "gaps"),
    [
        pytest.param(6_000, [], id="it-follows"),
        pytest.param(7_000, [(1_000, 0)], id="more-by-what-somebody-owes"),
        pytest.param(6_750, [], id="more-by-her-own-income"),
        pytest.param(2_000, [], id="less-by-her-own-spending"),
        pytest.param(69, [], id="less-by-fuliza"),
    ],
)
def test_a_persons_own_phone_has_money_of_her_own(
    balance: int, gaps: list[tuple[int, int]]
) -> None:
    decision = decided(WANJIRU, received(balance), sights=SEEN)
    assert postings_of(decision) == [{"collector:C1": 100_000, "dues:M03:1.1": -100_000}]
    assert gaps_of(decision) == gaps


def test_a_phones_gap_says_nothing_once_nobody_owes_it() -> None:
    owed_less = open_dues(cents=80_000)
    assert gaps_of(decided(WANJIRU, received(7_000), sights=SEEN, balances=owed_less)) == []


def test_a_gap_is_told_beside_the_question_whose_the_money_is() -> None:
    text = on_till(6_500).replace("254712000003 ACHIENG ATIENO", "254733000911 ROSE AKOTH")
    decision = decided(WANJIRU, text, group=WITH_TILL, sights=SEEN_ON_TILL)
    assert templates_to(decision, WANJIRU) == ["balance_gap", "ask_whose_payment"]


@pytest.mark.parametrize(
    ("text", "balance"),
    [
        pytest.param(sent(3_987), 3_987, id="sent"),
        pytest.param(airtime(4_900), 4_900, id="airtime"),
        pytest.param(
            "UKN9RV8S07 confirmed. Reversal of transaction UKN1AB2C09 has been successfully "
            "reversed on 23/11/26 at 8:40 AM and Ksh1,000.00 is debited from your M-PESA account. "
            "New M-PESA account balance is Ksh4,000.00.",
            4_000,
            id="reversal",
        ),
    ],
)
def test_other_texts_of_the_phone_move_its_balance_too(text: str, balance: int) -> None:
    decision = decided(WANJIRU, text, sights=SEEN)
    assert sights_of(decision) == {"C1": balance}
    assert gaps_of(decision) == []


def test_airtime_is_answered_as_before() -> None:
    assert decided(WANJIRU, airtime(4_900), sights=SEEN)[0] == reply(WANJIRU, "no_money")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(received(9_000, at="7:59"), id="older"),
        pytest.param(received(9_000, at="8:00"), id="the-same-minute-and-no-successor"),
        pytest.param(sent(6_000, at="8:00"), id="sent-in-that-minute-and-no-successor"),
        pytest.param(received(9_000, code="UKA1AB2C01"), id="doubtful"),
        pytest.param(received(9_000).replace(" at 8:15 AM", ""), id="no-time"),
        pytest.param(received(9_000).partition(" New")[0], id="no-balance"),
        pytest.param(on_till(9_000), id="of-a-till-that-is-not-the-groups"),
        pytest.param(
            "You have received Ksh1,000.00 from ACHIENG ATIENO 0733000003. "
            "Your new balance is Ksh1,500.00. Transaction ID: PP7789BB. Airtel Money.",
            id="another-wallet",
        ),
    ],
)
def test_what_says_nothing_of_the_newest_balance(text: str) -> None:
    decision = decided(WANJIRU, text, sights=SEEN)
    assert (sights_of(decision), gaps_of(decision)) == ({}, [])


@pytest.mark.parametrize(
    "text", [received(6_000, at="8:00"), sent(3_987, at="8:00")], ids=["received", "sent"]
)
def test_within_a_minute_arithmetic_says_which_is_later(text: str) -> None:
    assert sights_of(decided(WANJIRU, text, sights=SEEN)) != {}


def test_a_members_balance_is_nobodys_business() -> None:
    assert sights_of(decided(ACHIENG, sent(3_987))) == {}


def test_each_collector_has_a_balance_of_its_own() -> None:
    text = f"{received(6_000)}\n\n{on_till(90_000, code='UKN1AB2C02')}"
    decision = decided(WANJIRU, text, group=WITH_TILL, sights=SEEN)
    assert sights_of(decision) == {"C1": 6_000, "C2": 90_000}
    assert gaps_of(decision) == []


def test_several_gaps_of_one_message_are_one_note() -> None:
    texts = [
        on_till(6_500, "8:15"),
        on_till(3_500, "8:20", "UKN1AB2C02"),
        on_till(4_700, "8:25", "UKN1AB2C03"),
    ]
    decision = decided(WANJIRU, "\n\n".join(texts), group=WITH_TILL, sights=SEEN_ON_TILL)
    assert gaps_of(decision) == [(700, 4_000)]
    assert sights_of(decision) == {"C2": 4_700}


def test_a_reversal_follows_what_it_takes_back() -> None:
    reversal = (
        "UKN9RV8S07 confirmed. Reversal of transaction UKN1AB2C01 has been successfully reversed "
        "on 23/11/26 at 8:15 AM and Ksh1,000.00 is debited from your M-PESA account. "
        "New M-PESA account balance is Ksh5,000.00."
    )
    receipts = read(f"{reversal}\n\n{received(6_000)}", NOW)
    assert [one.code for one in in_printed_order(receipts)] == ["UKN1AB2C01", "UKN9RV8S07"]


payments = st.lists(
    st.tuples(st.integers(1, 50), st.integers(0, 2)), min_size=1, max_size=6
)  # whole shillings, and minutes since the one before


@given(payments, st.randoms(use_true_random=False))
def test_all_texts_of_a_till_in_any_order_leave_no_gap(
    paid: list[tuple[int, int]], random: Random
) -> None:
    texts, balance, minute = [], 5_000, 1
    for number, (amount, later) in enumerate(paid):
        balance, minute = balance + amount, minute + later
        texts.append(on_till(balance, f"8:{minute:02d}", f"UKN1AB2C{number:02d}", amount))
    random.shuffle(texts)
    decision = decided(WANJIRU, "\n\n".join(texts), group=WITH_TILL, sights=SEEN_ON_TILL)
    assert gaps_of(decision) == []
    assert sights_of(decision) == {"C2": balance}


@given(st.integers(1, 250_000), st.integers(-400_000, 400_000))
def test_no_balance_keeps_a_payment_from_its_payer(amount: int, gap: int) -> None:
    text = on_till(max(0, 5_000 + amount + gap), amount=amount)
    decision = decided(WANJIRU, text, group=WITH_TILL, sights=SEEN_ON_TILL)
    (posted,) = postings_of(decision)
    assert posted["collector:C2"] == amount * 100
    is_telling = gap > 0 or max(gap, -5_000 - amount) * 100 < -LARGEST_FEE_CENTS
    assert bool(gaps_of(decision)) is is_telling

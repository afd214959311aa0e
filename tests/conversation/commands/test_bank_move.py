"""Money goes to the bank and comes from it by an officer's word, which another confirms."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.proposals import transfer
from chama import entries
from chama.constitution import CollectorKind
from chama.entries import ROTATION
from chama.group import Collector, Person
from tests.builders import (
    ACHIENG,
    OTIENO,
    PEOPLE,
    PHONE,
    SARAH,
    WANJIRU,
    asks,
    decided,
    group,
    proposed,
    templates_to,
)

BANK = Collector("C2", CollectorKind.BANK, "Equity Umoja", SARAH.phone, "0123", holder="M05")
BANKED = group(people=(*PEOPLE, SARAH), collectors=(PHONE, BANK))
HOLDS: dict[str, Any] = {"balances": {entries.cash(ROTATION, OTIENO.code): 2_000_000}}


@pytest.mark.parametrize(
    ("sender", "text", "key", "interested"),
    [
        (OTIENO, "nimeweka 20,000 za chama benki", "move:cash:M02:collector:C2:2000000", ("M02",)),
        (OTIENO, "deposited 20,000 of the group's money to the bank",
         "move:cash:M02:collector:C2:2000000", ("M02",)),
        (WANJIRU, "nimeweka 20,000 za chama benki",
         "move:collector:C1:collector:C2:2000000", ("M01",)),
        (OTIENO, "I withdrew 5,000 from Equity", "move:collector:C2:cash:M02:500000", ("M05",)),
        (OTIENO, "nimewithdraw 5000 benki", "move:collector:C2:cash:M02:500000", ("M05",)),
    ],
)  # fmt: skip
def test_it_is_put_to_officers_who_answer_for_no_less_by_it(
    sender: Person, text: str, key: str, interested: tuple[str, ...]
) -> None:
    put = proposed(decided(sender, text, group=BANKED, **HOLDS))
    assert (put.kind, put.key, put.interested) == ("transfer", key, interested)
    assert not set(put.voters) & {sender.code, *interested}


@pytest.mark.parametrize("bank_cents", [50_000, 900_000])
def test_those_asked_read_what_the_bank_holds_by_the_book(bank_cents: int) -> None:
    in_bank = {entries.collector(ROTATION, BANK.code): bank_cents}
    decision = decided(OTIENO, "I withdrew 5,000 from Equity", group=BANKED, balances=in_bank)
    template, shown = transfer.show(proposed(decision).facts)
    assert (template, shown["held_cents"]) == ("ask_transfer", bank_cents)


@pytest.mark.parametrize("text", ["deposited 500 to the bank", "nimeweka 500 benki"])
def test_who_does_not_say_whose_it_was_is_asked(text: str) -> None:
    assert asks(decided(OTIENO, text, group=BANKED, **HOLDS)) == [("own_or_banked", OTIENO.phone)]


@pytest.mark.parametrize(
    ("sender", "known"),
    [(ACHIENG, {"group": BANKED}), (OTIENO, {"group": BANKED})],
    ids=["a-member", "holds-nothing"],
)
def test_all_others_send_their_proof(sender: Person, known: dict[str, Any]) -> None:
    decision = decided(sender, "deposited 500 to the bank", **known)
    assert templates_to(decision, sender) == ["send_proof"]


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("i deposited 2000 in equity", "no_bank"),
        ("banked 2k", "no_bank"),
        ("nimeweka 2k benki", "no_bank"),
        ("i banked 400 of the group's cash", "no_bank"),
        ("nimeweka mchango wangu 2000 benki", "send_proof"),
    ],
)
def test_an_officer_without_a_bank_banked_no_contribution_unless_it_is_theirs(
    text: str, template: str
) -> None:
    assert templates_to(decided(OTIENO, text, group=group()), OTIENO) == [template]


def test_without_a_bank_nothing_can_have_gone_there() -> None:
    decision = decided(OTIENO, "I withdrew 5,000 from Equity", group=group())
    assert templates_to(decision, OTIENO) == ["no_bank"]


KCB = Collector("C3", CollectorKind.BANK, "KCB Umoja", SARAH.phone, "0456", holder="M05")


@pytest.mark.parametrize(
    ("banks", "text", "bank"),
    [
        pytest.param((BANK,), "I withdrew 5,000 from the bank", "C2", id="the-only-one"),
        pytest.param((BANK,), "I withdrew 5,000 from KCB", "", id="another-than-the-only-one"),
        pytest.param((BANK, KCB), "I withdrew 5,000 from Equity", "C2", id="the-first-named"),
        pytest.param((BANK, KCB), "nimewithdraw 5000 kcb", "C3", id="the-second-named"),
        pytest.param((BANK, KCB), "I withdrew 5,000 from the bank", "", id="neither-named"),
        pytest.param((BANK, KCB), "I withdrew 5,000 from Absa bank", "", id="none-of-theirs"),
    ],
)
def test_a_bank_that_is_named_is_not_taken_for_another(
    banks: tuple[Collector, ...], text: str, bank: str
) -> None:
    known = group(people=(*PEOPLE, SARAH), collectors=(PHONE, *banks))
    decision = decided(OTIENO, text, group=known, **HOLDS)
    if bank:
        assert proposed(decision).facts["source"] == f"collector:{bank}"
    else:
        assert templates_to(decision, OTIENO) == ["which_bank"]

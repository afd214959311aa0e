"""A pot handed over in notes counts with its recipient's own yes; who collects keeps theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.proposals import handed
from chama.constitution import Office
from tests.builders import ACHIENG, BARAKA, OTIENO, SARAH, WANJIRU, received_text, rules
from tests.conversation.proposals.payouts import complete, dialled, said_to, set_aside, states
from tests.conversation.proposals.stories import THREE_OFFICERS, asked, balances, tell, yes_of
from tests.transcripts import Stage


def with_cash(stage: Stage) -> None:
    """The pot is set aside, and Otieno holds KES 6,000 of the group's in notes."""
    set_aside(stage)
    tell(stage, (BARAKA, "gave Otieno 6000 cash"), (OTIENO, "yes"))
    assert balances(stage)["cash:M02"] == 600_000


def test_the_recipient_alone_confirms_it(stage: Stage) -> None:
    with_cash(stage)
    tell(stage, (OTIENO, "gave Achieng 5000 cash"))
    assert asked(stage) == [ACHIENG.phone]
    tell(stage, (OTIENO, "yes"), (SARAH, "yes"))
    assert "payable:M03:1.1" in balances(stage)
    heard = said_to(stage, ACHIENG, "yes")
    assert BARAKA.phone in heard
    assert "payable:M03:1.1" not in balances(stage)
    assert balances(stage)["cash:M02"] == 100_000
    assert ("payout", "done") in states(stage)


def test_who_stands_in_for_a_wrong_number_reads_whom_it_was_to_reach() -> None:
    facts = {"member": ACHIENG.code}
    assert handed.asked(facts, ACHIENG)["is_you"] is True
    assert handed.asked(facts, SARAH)["is_you"] is False


def test_what_she_denies_is_told_to_every_officer_and_stays(stage: Stage) -> None:
    with_cash(stage)
    tell(stage, (OTIENO, "gave Achieng 5000 cash"))
    heard = said_to(stage, ACHIENG, "no")
    assert {WANJIRU.phone, OTIENO.phone, SARAH.phone} <= set(heard)
    assert balances(stage)["cash:M02"] == 600_000
    assert "payable:M03:1.1" in balances(stage)


def test_nobody_hands_over_more_than_they_hold_or_was_agreed(stage: Stage) -> None:
    with_cash(stage)
    tell(stage, (OTIENO, "gave Achieng 5500 cash"), (SARAH, "gave Achieng 100 cash"))
    assert asked(stage) == []
    assert "handed" not in dict(states(stage))


def test_who_collects_on_their_own_phone_keeps_their_pot_when_an_officer_agrees(
    stage: Stage,
) -> None:
    complete(stage)
    for person in (OTIENO, SARAH):
        tell(stage, (person, yes_of(stage, person)))
    tell(stage, (WANJIRU, "taken"))
    assert "handed" not in dict(states(stage))  # it is Achieng's pot, not hers


def test_cash_for_a_pot_that_is_not_agreed_yet_is_nobodys_contribution(stage: Stage) -> None:
    complete(stage)
    heard = said_to(stage, WANJIRU, "gave Achieng 5000 cash")
    assert "not agreed yet" in heard[WANJIRU.phone]
    assert [kind for kind, _ in states(stage) if kind == "cash"] == []


@pytest.mark.parametrize(
    "words", ["Otieno gave me 5000 cash", "nimepokea 5000 cash kutoka kwa Otieno"]
)
def test_the_recipients_own_word_is_of_the_pot_too(stage: Stage, words: str) -> None:
    with_cash(stage)
    tell(stage, (ACHIENG, words))
    assert asked(stage) == sorted([WANJIRU.phone, SARAH.phone])
    tell(stage, (SARAH, yes_of(stage, SARAH)))
    assert "payable:M03:1.1" not in balances(stage)
    assert balances(stage)["cash:M02"] == 100_000
    assert [kind for kind, _ in states(stage) if kind in ("transfer", "cash")] == ["cash"]


def test_an_officer_who_receives_says_it_of_the_pot_too(stage: Stage) -> None:
    people = tuple(
        replace(one, office=Office.SECRETARY if one.code == ACHIENG.code else one.office)
        for one in THREE_OFFICERS
        if one.code != SARAH.code
    )
    stage.found(rules(people=people))
    stage.deliver()
    tell(stage, (WANJIRU, "I paid 1000"), (OTIENO, "yes"))
    for number, (name, person) in enumerate(
        (("OTIENO OUMA", OTIENO), ("BARAKA MWANGI", BARAKA), ("ACHIENG ATIENO", ACHIENG)), start=1
    ):
        text = received_text(f"UKN1AB2D0{number}", payer=f"{name} {dialled(person)}")
        tell(stage, (WANJIRU, text))
    for person in (WANJIRU, OTIENO):
        tell(stage, (person, yes_of(stage, person)))
    assert balances(stage)["payable:M03:1.1"] == -400_000
    tell(stage, (BARAKA, "gave Otieno 6000 cash"), (OTIENO, "yes"))
    tell(stage, (ACHIENG, "Otieno gave me 4000 cash"))
    tell(stage, (WANJIRU, yes_of(stage, WANJIRU)))
    assert "payable:M03:1.1" not in balances(stage)
    assert "cash:M03" not in balances(stage)


def test_told_by_the_giver_first_the_recipients_word_is_the_answer(stage: Stage) -> None:
    with_cash(stage)
    tell(stage, (OTIENO, "gave Achieng 5000 cash"), (ACHIENG, "Otieno gave me 5000 cash"))
    assert "payable:M03:1.1" not in balances(stage)
    assert asked(stage) == []

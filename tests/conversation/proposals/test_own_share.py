"""The collector's own share counts when another officer confirms it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.draft import Draft
from bot.conversation.effects import Close, Settle, Vote
from bot.conversation.proposals import own_share
from chama.agreement import State
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    answered,
    caused_by,
    decided,
    group,
    message,
    posted,
    postings_of,
    proposal,
    proposed,
    reply,
    situation,
    templates_to,
    told,
    voters,
)

FACTS = {
    "member": WANJIRU.code,
    "member_name": WANJIRU.name,
    "amount_cents": 100_000,
    "collector": "C1",
}
SHARE = proposal("own_share", FACTS, WANJIRU, OTIENO, interested=frozenset({"M01"}))


def test_it_shows_whose_share_and_how_much() -> None:
    facts = {"name": WANJIRU.name, "amount_cents": 100_000}
    assert own_share.show(FACTS) == ("ask_own_share", facts)


def test_the_collector_is_interested() -> None:
    assert own_share.interested(Draft(situation(), caused_by(message())), FACTS) == {"M01"}


def test_all_other_officers_are_asked() -> None:
    decision = decided(WANJIRU, "I paid 1000", group=group(people=(*PEOPLE, SARAH)))
    assert voters(decision) == [OTIENO, SARAH]


def test_yes_posts_the_share_into_the_collector_on_the_word_of_both() -> None:
    decision = answered(SHARE, OTIENO, "1")
    assert postings_of(decision) == [{"collector:C1": 100_000, "dues:M01:1.1": -100_000}]
    (entry,) = posted(decision)
    assert entry.actor == "M01+M02"
    assert templates_to(decision, OTIENO) == ["recorded"]
    assert templates_to(decision, WANJIRU) == ["receipt"]


def test_no_posts_nothing_and_tells_her() -> None:
    assert answered(SHARE, OTIENO, "hapana") == (
        Close(7, "no"),
        Vote(5, "M02", agrees=False),
        Settle(5, State.REFUSED, by="M02"),
        reply(OTIENO, "cancelled"),
        told(WANJIRU, "cash_declined", officer=OTIENO.name, amount_cents=100_000),
    )


def test_a_collector_who_has_left_is_credited_nothing() -> None:
    gone = replace(SHARE, facts={**FACTS, "member": "M99"})
    decision = answered(gone, OTIENO, "1")
    assert postings_of(decision) == []
    assert reply(OTIENO, "cancelled") in decision


@pytest.mark.parametrize("text", ["I paid 1000", "nimelipa 1000", "I have put in my share 1000"])
def test_without_another_officer_two_members_confirm(text: str) -> None:
    alone = group(people=(WANJIRU, ACHIENG, BARAKA))
    decision = decided(WANJIRU, text, group=alone)
    assert voters(decision) == [ACHIENG, BARAKA]
    assert proposed(decision).needed == 2

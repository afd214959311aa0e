"""Who holds cash of the group and says that something was paid is asked whether with that cash."""

from __future__ import annotations

from bot.conversation import questions
from bot.conversation.effects import Decision
from bot.conversation.spending import Wish
from chama import entries
from chama.entries import ROTATION
from tests.builders import OTIENO, PEOPLE, SARAH, WANJIRU, decided, group, proposed, question

HELD = {"balances": {entries.cash(ROTATION, WANJIRU.code): 80_000}}
DETAILS = {
    "wish": Wish(50_000, "chairs", is_spent=True, is_mine=True).as_details(),
    "held_cents": 80_000,
    "account": "",
}
THREE = group(people=(*PEOPLE, SARAH))


def answered(text: str, **known: object) -> Decision:
    asked = question("paid_from", WANJIRU, DETAILS)
    return decided(WANJIRU, text, group=THREE, questions=(asked,), **{**HELD, **known})


def test_it_shows_the_expense_and_what_is_held() -> None:
    facts = {"amount_cents": 50_000, "words": "chairs", "held_cents": 80_000, "account": ""}
    assert questions.shown("paid_from", DETAILS) == ("ask_paid_from", facts)


def test_out_of_her_hand_two_others_must_agree() -> None:
    put = proposed(answered("1"))
    assert (put.facts["holder"], put.interested, put.needed) == ("M01", ("M01",), 2)
    assert set(put.voters) == {OTIENO.code, SARAH.code}


def test_paid_another_way_she_counts_as_one() -> None:
    put = proposed(answered("2"))
    assert (put.facts["holder"], put.interested, put.needed) == ("", (), 1)

"""What stands in the book lately is told again: another one, or the same?"""

from __future__ import annotations

from bot.conversation import moves, questions
from bot.conversation.draft import Draft
from bot.conversation.effects import Close
from bot.conversation.moves import Move
from chama import entries
from chama.journal import JournalEntry
from tests.builders import (
    OTIENO,
    TODAY,
    WANJIRU,
    asks,
    book,
    caused_by,
    decided,
    message,
    postings_of,
    proposed,
    question,
    reply,
    situation,
    templates_to,
    voters,
)

HELD = {moves.in_hand(OTIENO): 200_000}
MOVE = Move(moves.in_hand(OTIENO), moves.in_hand(WANJIRU), 60_000)
FACTS = moves.as_details(Draft(situation(OTIENO, balances=HELD), caused_by(message())), MOVE)
LINE = {"cents": 60_000, "in": "", "on": TODAY.isoformat(), "words": ""}
DETAILS = {"kind": "transfer", "key": MOVE.key, "facts": {**FACTS, "like": [LINE]}}
TELLS = "I gave Wanjiru 600 of the chama's money"


def moved(cents: int = 60_000) -> JournalEntry:
    """Cash that went from Otieno's hand into Wanjiru's."""
    return entries.moved(
        HELD, cents, source=MOVE.source, target=MOVE.target, key="move:1", on=TODAY, actor="M02+M01"
    )


KNOWN = {"balances": HELD, "recent": book(moved())}


def test_it_shows_what_the_book_has() -> None:
    shown = {"amount_cents": 60_000, "like": [LINE]}
    assert questions.shown("another", DETAILS) == ("ask_another", shown)


def test_who_tells_it_again_is_asked_and_nobody_else_is() -> None:
    decision = decided(OTIENO, TELLS, **KNOWN)
    assert asks(decision) == [("another", OTIENO.phone)]


def test_told_a_third_time_no_second_question_is_opened() -> None:
    waits = question("another", OTIENO, DETAILS)
    assert asks(decided(OTIENO, TELLS, questions=(waits,), **KNOWN)) == []


def test_another_amount_is_another_one() -> None:
    assert voters(decided(OTIENO, TELLS.replace("600", "500"), **KNOWN)) == [WANJIRU]


def test_another_one_is_put_with_what_the_book_has() -> None:
    decision = decided(OTIENO, "yes", questions=(question("another", OTIENO, DETAILS),), **KNOWN)
    assert postings_of(decision) == []
    assert proposed(decision).key == MOVE.key
    assert proposed(decision).facts["like"] == [LINE]
    assert voters(decision) == [WANJIRU]


def test_the_same_one_changes_nothing() -> None:
    asked = question("another", OTIENO, DETAILS)
    decision = decided(OTIENO, "no", questions=(asked,), **KNOWN)
    assert decision == (Close(asked.id, "no"), reply(OTIENO, "cancelled"))
    assert templates_to(decision, OTIENO) == ["cancelled"]

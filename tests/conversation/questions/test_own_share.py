"""The collector's own share counts when another officer confirms it."""

from __future__ import annotations

from bot.conversation.effects import Close
from tests.builders import (
    OTIENO,
    WANJIRU,
    decided,
    postings_of,
    question,
    reply,
    templates_to,
    told,
)

SHARE = {
    "member": WANJIRU.code,
    "member_name": WANJIRU.name,
    "amount_cents": 100_000,
    "collector": "C1",
    "entry_key": "own_share:simulator:earlier",
}


def test_yes_posts_the_share_into_the_collector() -> None:
    decision = decided(OTIENO, "1", questions=(question("own_share", OTIENO, SHARE),))
    assert postings_of(decision) == [{"collector:C1": 100_000, "dues:M01:1.1": -100_000}]
    assert templates_to(decision, OTIENO) == ["recorded"]
    assert templates_to(decision, WANJIRU) == ["receipt"]


def test_no_posts_nothing_and_tells_her() -> None:
    assert decided(OTIENO, "hapana", questions=(question("own_share", OTIENO, SHARE),)) == (
        Close(7, "no"),
        reply(OTIENO, "cancelled"),
        told(WANJIRU, "cash_declined", officer=OTIENO.name, amount_cents=100_000),
    )


def test_a_collector_who_has_left_is_credited_nothing() -> None:
    gone = {**SHARE, "member": "M99"}
    decision = decided(OTIENO, "1", questions=(question("own_share", OTIENO, gone),))
    assert decision[1:] == (reply(OTIENO, "cancelled"),)

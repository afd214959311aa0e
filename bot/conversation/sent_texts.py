"""The texts of money that left a collector, about which somebody is still asked."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation import charges
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.incoming import receipt_in
from bot.conversation.situation import Situation

_QUESTIONS = ("what_for", "purpose", "spent_on")
_PROPOSALS = ("money_out", "refund")


def asked_about(situation: Situation) -> list[Facts]:
    """Each once, as the questions and proposals about them keep them; with the words by which they
    are said to have been spent."""
    details = [one.details for one in situation.questions if one.kind in _QUESTIONS]
    facts = [one.facts for one in situation.proposals if one.kind in _PROPOSALS]
    sent = [{**one.get("sent", one), **_words_in(one)} for one in (*details, *facts)]
    return list({(one["network"], one["code"]): one for one in sent if one.get("code")}.values())


def _words_in(told: Facts) -> Facts:
    return {"words": told["words"]} if told.get("words") else {}


def open_of(draft: Draft, cents: int) -> Iterator[Facts]:
    """Those of so much of the group's currency whose money may be booked, with a charge as is
    usual."""
    for one in asked_about(draft.situation):
        is_usual = not charges.unusual_cents(one["fee_cents"], one["amount_cents"])
        is_alike = one["amount_cents"] == cents and not one.get("currency")
        if is_alike and is_usual and draft.is_free(receipt_in(one)):
            yield one


def alike(draft: Draft, cents: int) -> Facts:
    """For a question about an expense: the text of as much that is asked about too, if any."""
    found = next(open_of(draft, cents), None)
    return {} if found is None else {"sent_code": found["code"], "sent_to": found["recipient_name"]}

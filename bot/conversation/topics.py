"""What a member may ask or do, as a list of a few names it: "what you owe", "cash you gave"."""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation.draft import Draft
from chama.group import Person

QUESTIONS = frozenset({
    "balance", "my_turn", "round_status", "rota", "rules", "statement", "my_file", "how_to_pay",
    "deadline", "who_is", "who_owes", "money_place", "next_meeting", "my_fines", "welfare_fund",
    "welfare_claim", "receipt_lookup", "help", "open_questions", "my_data", "paid_claim",
    "late_notice", "apology", "dispute", "dashboard", "report",
})  # fmt: skip
"""What is answered, or passed on to an officer, when it is chosen."""

EXPLAINED = frozenset({
    "paid_cash", "record_cash", "pay_for", "undo", "receive_phone", "pay_phone", "expense",
    "fine_member", "waive", "remind_all", "remind_one", "move_cash", "bank_move", "pay_out",
    "refund", "release_payout", "amend_rule", "ask_to_pay", "give_back", "announce",
    "welfare_contribute",
})  # fmt: skip
"""What acts and needs values: where they were not said, an example tells how it is written."""

DONE = frozenset({"stop", "start", "language", "switch_group"})
"""What acts and needs none: chosen from a list it is as plain as in words."""

ALL = QUESTIONS | EXPLAINED | DONE

_SAME: Mapping[str, str] = {"pay": "how_to_pay", "meeting": "announce"}
"""What is named as another in a list: nobody's phone is asked for money by a number."""

OF_OFFICERS = frozenset({
    "record_cash", "undo", "expense", "fine_member", "waive", "remind_all", "remind_one",
    "move_cash", "bank_move", "pay_out", "refund", "release_payout", "ask_to_pay", "give_back",
    "announce", "dashboard", "report",
})  # fmt: skip

USUAL = ("balance", "my_turn", "how_to_pay")
USUAL_OF_OFFICERS = ("who_owes", "record_cash", "round_status")
"""What is asked for most, where a text says nothing of it."""


def topic_of(intent: str) -> str:
    """As what an intent is named in a list."""
    return _SAME.get(intent, intent)


def is_open_to(draft: Draft, me: Person, topic: str) -> bool:
    """Whether a topic may stand in a list for the sender: what they may ask or do in this group."""
    known = draft.situation
    if topic not in ALL or (topic in OF_OFFICERS and not me.is_officer):
        return False
    is_there = {
        "my_file": known.has_files,
        "dashboard": known.has_dashboard,
        "switch_group": bool(known.groups),
        "ask_to_pay": known.api.can_ask(draft.group, me),
        "pay_phone": known.api.can_ask(draft.group, me),
        "give_back": known.api.can_give_back,
    }
    return is_there.get(topic, True)

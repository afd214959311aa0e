"""An amount in money that the group does not count in is never taken for the same number."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.understanding import Intent

_OF_WHAT_COMES = frozenset({"pay", "late_notice", "loan_request"})
"""What only speaks of money to come: how to pay is told in the group's currency."""

_ABOUT = {"undo": "entry", "amend_rule": "rule"}


def ask(draft: Draft, intent: Intent) -> bool:
    """Ask for the amount in the group's currency; whether that was due.

    Who names the code of a receipt is told what became of it, as its own text shows the amount.
    """
    is_of_receipt = intent.name == "paid_claim" and "receipt" in intent.slots
    is_unusable = intent.unlike != "" or intent.is_uneven
    if not is_unusable or intent.name in _OF_WHAT_COMES or is_of_receipt:
        return False
    about = _ABOUT.get(intent.name, "payment")
    draft.reply("other_currency", about=about, is_uneven=intent.is_uneven)
    return True


def ask_in_answer(draft: Draft) -> None:
    """An answer, or a word on a payment, names other money: it is to be said again."""
    draft.reply("other_currency", about="answer", is_uneven=False)

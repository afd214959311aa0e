"""An amount in money that the group does not count in is never taken for the same number."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama.money import cents_from_units
from chama.standing import everybody_owing, pay_to

_OF_WHAT_COMES = frozenset({"pay", "late_notice", "loan_request"})
"""What only speaks of money to come: how to pay is told in the group's currency."""

_REPORTS = frozenset({"paid_claim", "paid_cash", "record_cash", "pay_for"})
"""What tells of money that was paid or that comes."""

MOST_TIMES_OWED = 10
"""A number without a currency that is more than so many times what anybody owes is rather one of
the other currencies that the group takes."""

_ABOUT = {"undo": "entry", "amend_rule": "rule"}


def ask(draft: Draft, intent: Intent) -> bool:
    """Ask for the amount in the group's currency; whether that was due.

    Who names the code of a receipt is told what became of it, as its own text shows the amount.
    """
    is_of_receipt = intent.name == "paid_claim" and "receipt" in intent.slots
    if not is_of_receipt and _ask_which(draft, intent):
        return True
    is_unusable = intent.unlike != "" or intent.is_uneven
    if not is_unusable or intent.name in _OF_WHAT_COMES or is_of_receipt:
        return False
    if intent.name in _REPORTS and _is_taken(draft, intent.unlike):
        _ask_for_text(draft, intent.unlike)
        return True
    about = _ABOUT.get(intent.name, "payment")
    draft.reply("other_currency", about=about, is_uneven=intent.is_uneven)
    return True


def _ask_which(draft: Draft, intent: Intent) -> bool:
    """Ask in which currency a payment was that is far more than anybody owes; whether that was
    due."""
    if draft.situation.group is None or intent.units or intent.name not in _REPORTS:
        return False
    currencies = [one for one in draft.group.rules.abroad.currencies if _is_taken(draft, one)]
    most_cents = max(_amounts_cents(intent), default=0)
    if not currencies or most_cents <= MOST_TIMES_OWED * _owed_at_most(draft):
        return False
    draft.reply("which_currency", amount_cents=most_cents, others=currencies)
    return True


def _amounts_cents(intent: Intent) -> Iterator[int]:
    """The amounts that were said, by themselves or beside somebody's name."""
    people = intent.slots.get("people", ())
    of_each = [amount for _, amount in people] if isinstance(people, tuple) else []
    for amount in (intent.slots.get("amount"), *of_each):
        if amount is not None:
            yield cents_from_units(amount)


def _owed_at_most(draft: Draft) -> int:
    """The most that somebody owes, at least a contribution."""
    contribution_cents = draft.group.rules.rotation.contribution_cents
    owing = everybody_owing(draft.group, draft.balances)
    return max([contribution_cents, *(cents for _, cents in owing)])


def _is_taken(draft: Draft, currency: str) -> bool:
    """Whether contributions may be paid in a currency, and something of the group's takes it."""
    group = draft.situation.group
    is_payable = group is not None and currency in group.rules.abroad.currencies
    return group is not None and is_payable and bool(group.collectors_in(currency))


def _ask_for_text(draft: Draft, currency: str) -> None:
    """Its M-Pesa text shows what came, and the announced rate what it counts for."""
    group, me = draft.group, draft.situation.me
    draft.reply(
        "forward_abroad",
        other=currency,
        to=pay_to(group, me, currency),
        own_to=pay_to(group, me),
    )


def ask_in_answer(draft: Draft) -> None:
    """An answer, or a word on a payment, names other money: it is to be said again."""
    draft.reply("other_currency", about="answer", is_uneven=False)

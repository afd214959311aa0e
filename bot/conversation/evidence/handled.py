"""What the confirmations of one message came to, and the one answer for all of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.conversation import crediting
from bot.conversation.beneficiaries import Meant
from bot.conversation.crediting import Credit
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.money_api import BY_ITSELF
from chama.group import Collector
from chama.journal import ReceiptId
from chama.recorded import Recorded


@dataclass
class Handled:
    """Collected while a message is decided on.

    meant: for whom the money is, by the words around a single confirmation.
    receipts: those decided on so far; the same one twice in a message counts once.
    paid_into: where the money of each of the claims went, as far as that is known.
    others_word: for whom somebody else than its payer says that the payment is.
    """

    meant: Meant = field(default_factory=Meant)

    credits: list[Credit] = field(default_factory=list)
    already: list[Facts] = field(default_factory=list)
    claims: list[Facts] = field(default_factory=list)
    paid_into: list[Collector | None] = field(default_factory=list)
    others_word: Meant = field(default_factory=Meant)
    receipts: set[ReceiptId] = field(default_factory=set)
    is_beside_the_point: bool = False

    def is_new(self, receipt: ReceiptId) -> bool:
        """Whether this one comes for the first time in the message; from now on it does not."""
        is_new = receipt not in self.receipts
        self.receipts.add(receipt)
        return is_new

    def answer(self, draft: Draft) -> None:
        """Receipts to those credited, and what the sender is told."""
        is_silent = draft.is_empty and not (self.credits or self.already or self.claims)
        crediting.announce(draft, self.credits)
        if self.already:
            draft.reply("already_recorded", items=self.already)
        if self.claims:
            who = self._forwarders(draft)
            draft.reply("claim_waiting", items=self.claims, treasurer=who, **self._shown(draft))
        if self.is_beside_the_point and is_silent:
            draft.reply("no_money")

    def _forwarders(self, draft: Draft) -> str:
        """Who besides the sender gets the M-Pesa messages of what was claimed, in words; the
        treasurer where nobody looks after what was paid, "" for the sender alone."""
        holders = [draft.group.holder_of(one) if one else None for one in self.paid_into]
        others = [
            one
            for one in dict.fromkeys(holder or draft.group.treasurer for holder in holders)
            if one and one != draft.situation.me
        ]
        return ", ".join(one.name for one in others)

    def _shown(self, draft: Draft) -> Facts:
        """Whether the provider shows all that was claimed, in a group with money on it."""
        api, known = draft.situation.api, [one for one in self.paid_into if one is not None]
        if not known or api.arrives_on(draft.group) is None:
            return {}
        return {BY_ITSELF: all(api.serves(one) for one in known)}


def names_of(draft: Draft, recorded: Recorded) -> str:
    """Whose a receipt is, in words; "" while it waits for its owner."""
    return ", ".join(draft.group.name_of(owner) for owner in recorded.owners)


def already_item(draft: Draft, recorded: Recorded) -> Facts:
    """A line of "already recorded"."""
    return {
        "code": recorded.code,
        "amount_cents": recorded.amount_cents,
        "paid_in": recorded.currency,
        "name": names_of(draft, recorded),
    }

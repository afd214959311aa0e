"""What the confirmations of one message came to, and the one answer for all of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.conversation import crediting
from bot.conversation.beneficiaries import Meant
from bot.conversation.crediting import Credit
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from chama.group import Person
from chama.journal import ReceiptId
from chama.recorded import Recorded


@dataclass
class Handled:
    """Collected while a message is decided on.

    meant: for whom the money is, by the words around a single confirmation.
    receipts: those decided on so far; the same one twice in a message counts once.
    holders: who looks after what was paid, of each of the claims.
    others_word: for whom somebody else than its payer says that the payment is.
    """

    meant: Meant = field(default_factory=Meant)

    credits: list[Credit] = field(default_factory=list)
    already: list[Facts] = field(default_factory=list)
    claims: list[Facts] = field(default_factory=list)
    holders: list[Person | None] = field(default_factory=list)
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
            draft.reply("claim_waiting", items=self.claims, treasurer=self._forwarders(draft))
        if self.is_beside_the_point and is_silent:
            draft.reply("no_money")

    def _forwarders(self, draft: Draft) -> str:
        """Who besides the sender gets the M-Pesa messages of what was claimed, in words; the
        treasurer where nobody looks after what was paid, "" for the sender alone."""
        holders = [holder or draft.group.treasurer for holder in self.holders]
        others = [one for one in dict.fromkeys(holders) if one and one != draft.situation.me]
        return ", ".join(one.name for one in others)


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

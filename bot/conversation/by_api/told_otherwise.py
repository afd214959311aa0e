"""What a text alone told of a code that the provider shows to be another: its word counts."""

from __future__ import annotations

from bot.conversation import corrections, crediting
from bot.conversation.draft import Draft
from bot.conversation.whose import close_question
from chama.journal import ReceiptId
from chama.receipts import Direction
from chama.recorded import Recorded


def take_out(draft: Draft, known: Recorded, cents: int) -> None:
    """Take it out of the book, unless people have; the officers hear of it.

    cents: what the provider has sent under the code.
    """
    if not known.is_undone:
        corrections.take_back(draft, known)
        draft.tell_officers("sent_corrected", {"code": known.code, "amount_cents": cents})


def leave(draft: Draft, receipt: ReceiptId, direction: Direction) -> None:
    """Money that came to another group is taken out of this one's book for good; the officers and
    whose it was hear of it. What went the other way is the other side of the same payment.

    direction: which way the provider has shown it to go, in the other group.
    """
    known = draft.receipts[receipt]
    came_in = known.entry.kind.meaning.moves_money > 0
    if known.is_reversed or not came_in or direction is not Direction.IN:
        return
    said = {"code": known.code, "amount_cents": known.remaining_cents, "paid_in": known.currency}
    owners = (draft.group.person(code) for code in known.owners)
    proof = corrections.leave(draft, known)
    crediting.settle_claims(draft, receipt)
    close_question(draft, receipt)
    told = {one.code: one for one in (*draft.group.officers, *owners) if one is not None}
    for person in told.values():
        draft.tell(person, "left_to_another", {**said, "chain": proof})

"""What a text alone told of a code that the provider shows to be another: its word counts."""

from __future__ import annotations

from bot.conversation import corrections
from bot.conversation.draft import Draft
from chama.recorded import Recorded


def take_out(draft: Draft, known: Recorded, cents: int) -> None:
    """Take it out of the book, unless people have; the officers hear of it.

    cents: what the provider has sent under the code.
    """
    if not known.is_undone:
        corrections.take_back(draft, known)
        draft.tell_officers("sent_corrected", {"code": known.code, "amount_cents": cents})

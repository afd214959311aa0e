""" "500 for welfare", "nachanga 500 ya msiba wa Achieng": one's next payment is for welfare."""

from __future__ import annotations

from bot.conversation.beneficiaries import points_back
from bot.conversation.by_word import amount_cents, own_collector
from bot.conversation.draft import Draft
from bot.conversation.effects import Intend
from bot.conversation.evidence.handled import already_item
from bot.conversation.in_the_book import newest_of, only_one_meant
from bot.understanding import Intent
from chama.entries import WELFARE
from chama.group import Person
from chama.kinds import EntryKind
from chama.names import names_fit
from chama.recorded import Recorded
from chama.standing import pay_to

INTENTS = ("welfare_contribute",)
NEEDS = ("recent", "intentions")


def decide(draft: Draft, intent: Intent) -> None:
    """Noted for the payment of that amount; one that is in the book already moves by no word.

    What is not plainly said, and what who collects would send to themselves, is told how it is
    done. Of another member's money only they say it.
    """
    me, cents = draft.situation.me, amount_cents(intent)
    owner = str(intent.slots.get("owner", ""))
    if me is not None and owner and not names_fit(owner, me.name):
        draft.reply("anothers_welfare", name=_called(draft, owner))
        return
    is_by_word = draft.situation.group is not None and draft.group.account_by_word is not None
    is_unheard = own_collector(draft) is not None or is_by_word
    meant = (
        only_one_meant(newest_of(draft, me), None) if _points_back(draft, cents) and me else None
    )
    if me is not None and meant is not None:
        _tell_in_book(draft, me, meant)
        return
    if me is None or cents is None or not intent.sure or is_unheard:
        draft.reply("how_to_give_welfare", pay_to=pay_to(draft.group, me))
        return
    in_book = only_one_meant(newest_of(draft, me), cents)
    if in_book is not None and in_book.remaining_cents == cents:
        _tell_in_book(draft, me, in_book)
        return
    draft.add(Intend(me.code, ((WELFARE, cents),)))
    draft.reply("welfare_noted", name=me.name, amount_cents=cents, pay_to=pay_to(draft.group, me))


def _points_back(draft: Draft, cents: int | None) -> bool:
    """Whether words without an amount speak of what was paid: "that was for the funeral"."""
    return cents is None and points_back(draft.cause.text)


def _called(draft: Draft, name: str) -> str:
    """The member whom a name can only mean, as the group calls them; else the name."""
    fitting = [one.name for one in draft.group.people if names_fit(name, one.name)]
    return fitting[0] if len(fitting) == 1 else name


def _tell_in_book(draft: Draft, me: Person, recorded: Recorded) -> None:
    if recorded.entry.kind is EntryKind.WELFARE:
        draft.reply("already_recorded", items=[already_item(draft, recorded)])
        return
    officer = draft.group.officer_besides(me.code)
    draft.reply(
        "welfare_in_book",
        code=recorded.code,
        amount_cents=recorded.amount_cents,
        officer=officer.name if officer is not None else "",
    )

"""Money that was sent to a member, or set aside for them, and has not come, as they say themselves.

Whoever sent it may have kept it: so it is told to those who look after the group's money and did
not send it, and to who did. Where nobody but the sender does, all members hear of it.
That it has come after all is told to the same people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.conversation import agreeing, paying_out
from bot.conversation.draft import Draft
from bot.conversation.situation import Situation
from bot.understanding import says_come, says_not_come
from chama import pots
from chama.entries import receipt_of
from chama.group import Person
from chama.journal import Account, JournalEntry, standing
from chama.kinds import AccountKind
from chama.rota import day_in_nairobi

NEEDS = frozenset({"recent"})

MISSED_WITHIN = timedelta(days=14)
"""How long "it has not come" means what was sent, where nothing is set aside."""

LONGEST_QUOTE = 200  # characters of what a member wrote


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a member says has not come. code: of the text that shows it, "" for none. is_sent: by
    the book it has reached them. number: of its entry, 0 for none. senders: the codes of those from
    whose hand or phone it comes."""

    amount_cents: int
    code: str
    is_sent: bool
    number: int
    senders: tuple[str, ...]


def needs(situation: Situation, text: str) -> frozenset[str]:
    """What is to be loaded for words that may say it."""
    is_about_it = _is_said(situation, text) or _says_come(situation, text)
    return NEEDS if is_about_it else frozenset()


def take(draft: Draft) -> bool:
    """Tell the others, where the message says that what the sender waits for has not come."""
    me, awaited = draft.situation.me, awaited_in(draft)
    if me is None or awaited is None:
        return False
    told = _told(draft, me, awaited)
    words = " ".join(draft.cause.text.split())[:LONGEST_QUOTE]
    facts = {
        "member_name": me.name,
        "text": words,
        "amount_cents": awaited.amount_cents,
        "code": awaited.code,
        "is_sent": awaited.is_sent,
    }
    day = day_in_nairobi(draft.now).isoformat()
    for person in told:
        key = f"not_come:{draft.group.id}:{me.code}:{person.code}:{day}:{words}"
        draft.tell(person, "not_come", facts, key=key)
    draft.reply("pass_on", officer=agreeing.names(told))
    return True


def take_back(draft: Draft) -> bool:
    """Tell the same people, once, where the message says that what was sent has come after all."""
    me = draft.situation.me
    sent = next(_sent(draft, me), None) if me is not None else None
    if me is None or sent is None or not _says_come(draft.situation, draft.cause.text):
        return False
    told, facts = _told(draft, me, sent), {"amount_cents": sent.amount_cents, "code": sent.code}
    for person in told:
        key = f"has_come:{draft.group.id}:{me.code}:{person.code}:{sent.number}"
        draft.tell(person, "has_come", {"member_name": me.name, **facts}, key=key)
    draft.reply("pass_on", officer=agreeing.names(told))
    return True


def awaited_in(draft: Draft) -> Awaited | None:
    """What the message says has not come; None where it says no such thing or nothing was due."""
    me = draft.situation.me
    if me is None or not _is_said(draft.situation, draft.cause.text):
        return None
    return next(_sent(draft, me), None) or _set_aside(draft, me)


def _is_said(situation: Situation, text: str) -> bool:
    group = situation.group
    names = [one.name for one in group.people] if group is not None else []
    return group is not None and says_not_come(text, names)


def _says_come(situation: Situation, text: str) -> bool:
    group = situation.group
    return group is not None and says_come(text, [one.name for one in group.people])


def _sent(draft: Draft, me: Person) -> Iterator[Awaited]:
    """What the book has as sent or handed to a member of late, the newest first."""
    for one in standing(draft.situation.recent):
        entry, at = one.entry, one.recorded_at
        is_theirs = entry.kind.meaning.moves_money < 0 and entry.member == me.code
        is_late = at is None or draft.now - at > MISSED_WITHIN
        senders = tuple(_senders(draft, entry))
        if is_theirs and not is_late and senders != (me.code,):
            receipt = receipt_of(entry.key)
            code = receipt.code if receipt is not None else ""
            yield Awaited(entry.amount_cents, code, True, one.seq, senders)


def _set_aside(draft: Draft, me: Person) -> Awaited | None:
    """What is set aside for a member and was not sent yet."""
    own = [cents for account, cents in pots.payables(draft.balances) if account.owner == me.code]
    if not own:
        return None
    holder = _holder(draft, paying_out.where_money_lies(draft, own[0]))
    return Awaited(sum(own), "", False, 0, (holder,))


def _senders(draft: Draft, entry: JournalEntry) -> Iterator[str]:
    for line in entry.postings:
        if line.amount_cents < 0 and line.account.kind.meaning.is_money:
            yield _holder(draft, line.account)


def _holder(draft: Draft, place: Account) -> str:
    """The code of the member in whose hand a place of money is."""
    collector = draft.group.collector(place.owner)
    is_phone = place.kind is AccountKind.COLLECTOR and collector is not None
    return collector.holder if is_phone and collector is not None else place.owner


def _told(draft: Draft, me: Person, awaited: Awaited) -> list[Person]:
    """The officers; all members where no officer is left but who sent it."""
    others = [one for one in draft.group.officers if one != me]
    watching = [one for one in others if one.code not in awaited.senders]
    if not watching:
        return [one for one in draft.group.reachable if one != me]
    senders = [one for one in draft.group.reachable if one.code in awaited.senders and one != me]
    return list({one.code: one for one in (*others, *senders)}.values())

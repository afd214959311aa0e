"""A payment in the book is said to be for somebody else: moved at once, or an officer is asked."""

from __future__ import annotations

from bot.conversation import corrections
from bot.conversation.beneficiaries import Shares
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.evidence.directions import resolve
from chama.group import Person
from chama.recorded import Recorded


def decide(draft: Draft, me: Person, recorded: Recorded, shares: Shares) -> None:
    """An officer who gains nothing moves it at once; for everybody else an officer is asked."""
    if not recorded.is_ours or recorded.is_money_out:
        draft.reply("receipt_known", code=recorded.code)
        return
    if recorded.is_reversed:
        draft.reply("receipt_reversed", code=recorded.code)
        return
    owners = [draft.group.person(code) for code in recorded.owners]
    payer = owners[0] if len(owners) == 1 else None
    direction = resolve(draft, shares, recorded.remaining_cents, payer)
    if direction.is_unclear:
        draft.reply("shares_differ", code=recorded.code, amount_cents=recorded.remaining_cents)
    elif dict(recorded.shares) == {person.code: cents for person, cents in direction.people}:
        _reply_done(draft, recorded, direction.people)
    elif me.is_officer and me.code not in {person.code for person, _ in direction.people}:
        corrections.move(draft, recorded, direction.people)
    elif me.is_officer or me.code in recorded.owners:
        _ask_officer(draft, me, recorded, direction.people)
    else:
        draft.reply("receipt_known", code=recorded.code)


def _ask_officer(
    draft: Draft, me: Person, recorded: Recorded, people: tuple[tuple[Person, int], ...]
) -> None:
    """Somebody who is not to gain by it, if there is one, says whether it moves."""
    gaining = [person.code for person, _ in people]
    officer = draft.group.officer_besides(me.code, *gaining) or draft.group.officer_besides(me.code)
    if officer is None:
        draft.reply("need_other_officer")
        return
    details = {
        "code": recorded.code,
        "network": recorded.id.network,
        "amount_cents": recorded.remaining_cents,
        "said_by": me.code,
        "said_by_name": me.name,
        "from_names": ", ".join(draft.group.name_of(owner) for owner in recorded.owners),
        "shares": [_share(person, cents) for person, cents in people],
    }
    key = f"{draft.question_key('reallocate', recorded.id)}:{draft.cause.key}"
    draft.ask("reallocate", officer, key, details)
    draft.reply("asked_change", officer=officer.name)


def _share(person: Person, cents: int) -> Facts:
    return {"member": person.code, "name": person.name, "amount_cents": cents}


def _reply_done(draft: Draft, recorded: Recorded, people: tuple[tuple[Person, int], ...]) -> None:
    names = ", ".join(person.name for person, _ in people)
    item = {"code": recorded.code, "amount_cents": recorded.amount_cents, "name": names}
    draft.reply("already_recorded", items=[item])

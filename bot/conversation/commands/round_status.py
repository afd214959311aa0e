""" "round", "raundi": how much is in, how many have paid, whose turn it is, when they got it."""

from __future__ import annotations

from bot.conversation import abroad
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.situation import RECENT
from bot.understanding import Intent
from chama import pots
from chama.entries import ROTATION
from chama.group import RoundFacts
from chama.journal import standing
from chama.kinds import AccountKind, EntryKind
from chama.standing import round_standing

INTENTS = ("round_status",)
NEEDS = (RECENT,)

_OF_A_POT = frozenset({AccountKind.POT, AccountKind.PAYABLE})


def decide(draft: Draft, intent: Intent) -> None:
    """Counts and totals; they are everybody's to know."""
    group = draft.group
    stands = round_standing(group, draft.balances)
    if stands is None or group.round is None:
        reply_no_round(draft)
        return
    draft.reply(
        "round_status",
        round=stands.round,
        collected_cents=stands.collected_cents,
        expected_cents=stands.expected_cents,
        paid_count=stands.paid_count,
        member_count=stands.member_count,
        due_on=group.round.due_on.isoformat(),
        recipient=stands.recipient,
        complete=stands.is_complete and not draft.is_pot_contested,
        abroad=abroad.held(draft),
        is_paid_out=_is_paid_out(draft, group.round),
        paid_on=_paid_on(draft, group.round),
        before=_before(draft),
        waits=[
            {
                "round": pots.round_of(payable),
                "name": group.name_of(payable.owner),
                "amount_cents": cents,
            }
            for payable, cents in pots.payables(draft.balances)
            if payable.fund == ROTATION
        ],
        short=[
            {
                "round": pot.round.number,
                "name": group.name_of(pot.recipient),
                "amount_cents": pot.cents,
            }
            for pot in reversed(pots.open_pots(group, draft.balances))
            if pot.round != group.round
        ],
    )


def _is_paid_out(draft: Draft, one: RoundFacts) -> bool:
    """Whether nothing of its pots is left, set aside or not."""
    open_ = {pot.round.key for pot in pots.open_pots(draft.group, draft.balances)}
    reserved = {payable.round for payable, _ in pots.payables(draft.balances)}
    return one.key not in open_ | reserved


def _before(draft: Draft) -> list[Facts]:
    """The pot of the round before this one, where it was paid out lately."""
    return [
        {"round": one.number, "name": ", ".join(map(draft.group.name_of, one.recipients)), "on": on}
        for one in draft.group.earlier_rounds[:1]
        if _is_paid_out(draft, one) and (on := _paid_on(draft, one))
    ]


def _paid_on(draft: Draft, one: RoundFacts) -> str:
    """The day on which the last of its pots was sent, "" where that is long ago."""
    for sealed in standing(draft.situation.recent):
        entry = sealed.entry
        accounts = [part.account for part in entry.postings]
        is_of_it = any(of.round == one.key and of.kind in _OF_A_POT for of in accounts)
        if entry.kind is EntryKind.PAYOUT and is_of_it and entry.effective_on is not None:
            return entry.effective_on.isoformat()
    return ""


def reply_no_round(draft: Draft) -> None:
    """The first round has not begun."""
    draft.reply("no_round", starts_on=draft.group.rules.rotation.starts.isoformat())

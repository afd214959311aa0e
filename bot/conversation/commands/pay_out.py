""" "pay Achieng", "payout": an officer asks that a pot be paid out; others agree to it."""

from __future__ import annotations

from bot.conversation import agreeing, paying_out
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.evidence import payouts
from bot.understanding import Intent
from chama import pots
from chama.constitution import ShortPot
from chama.constitution.clauses import number_of
from chama.group import Person
from chama.names import names_fit
from chama.pots import Pot
from chama.rota import day_in_nairobi

INTENTS = ("pay_out",)


def decide(draft: Draft, intent: Intent) -> None:
    """Put it to the others once the rules let the pot be paid; else say what it waits for."""
    me, name = draft.situation.me, str(intent.slots.get("name", ""))
    fitting = [one for one in draft.group.people if not name or names_fit(name, one.name)]
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif name and len(fitting) != 1:
        draft.reply("name_unclear", name=name)
    else:
        _decide_for(draft, me, fitting)


def _decide_for(draft: Draft, me: Person, people: list[Person]) -> None:
    codes = {person.code for person in people}
    open_ = [one for one in pots.open_pots(draft.group, draft.balances) if one.recipient in codes]
    payable = [pot for pot in open_ if pot.gross_cents and _is_payable(draft, pot)]
    reserved = [one for person in people for one in payouts.reserved_for(draft, person)]
    if draft.is_pot_contested:
        draft.reply("pot_contested")
    elif payable:
        _propose(draft, me, payable[-1])
    elif reserved:
        said = {"recipient": reserved[0].member.name, "amount_cents": reserved[0].cents}
        draft.reply("payout_waits", **said)
    elif open_:
        _say_what_it_waits_for(draft, open_[-1])
    else:
        draft.reply("no_pot", name=people[0].name if len(people) == 1 else "")


def ask_for(draft: Draft, me: Person, code: str, seen: str) -> None:
    """Put the pot of an account to the others, as it was seen; nothing where it has changed."""
    open_ = pots.open_pots(draft.group, draft.balances)
    pot = next((one for one in open_ if one.account.code == code), None)
    recipient = draft.group.person(pot.recipient) if pot is not None else None
    if pot is None or recipient is None:
        draft.reply("no_pot", name="")
    elif draft.is_pot_contested:
        draft.reply("pot_contested")
    elif not _is_payable(draft, pot):
        _say_what_it_waits_for(draft, pot)
    elif paying_out.seen(_facts(draft, pot, recipient)) != seen:
        facts = {"recipient": recipient.name, "round": pot.round.number, "is_put": False}
        draft.reply("pot_changed", **facts)
    else:
        _propose(draft, me, pot)


def _facts(draft: Draft, pot: Pot, recipient: Person) -> Facts:
    slip = pots.slip(draft.group, draft.balances, pot, day_in_nairobi(draft.now))
    return paying_out.facts_of(slip, recipient, draft.now)


def _is_payable(draft: Draft, pot: Pot) -> bool:
    return pots.is_payable(draft.group, pot, day_in_nairobi(draft.now))


def _propose(draft: Draft, me: Person, pot: Pot) -> None:
    recipient = draft.group.person(pot.recipient)
    if paying_out.is_said_to_be_sent(draft, pot.account):
        draft.reply("pot_said_sent", recipient=draft.group.name_of(pot.recipient))
        return
    if recipient is not None and paying_out.has_no_number(draft, recipient):
        paying_out.tell_no_number(draft, recipient)
        return
    voters = paying_out.propose(draft, pot, me)
    if voters is not None:
        names = agreeing.names(voters.people)
        draft.reply("asked_payout", officer=names, recipient=draft.group.name_of(pot.recipient))
    elif pot.account.code in {one.facts.get("pot") for one in draft.situation.proposals}:
        draft.reply("asked_already", what_cents=pot.cents)
    else:
        draft.reply("need_other_officer")


def _say_what_it_waits_for(draft: Draft, pot: Pot) -> None:
    """is_empty: it would be paid as it is, but nobody has paid into it yet."""
    rules = draft.group.rules_on(pot.round.due_on)
    draft.reply(
        "pot_waits",
        round=pot.round.number,
        recipient=draft.group.name_of(pot.recipient),
        short_cents=pot.unpaid_cents,
        short_on=pots.short_on(draft.group, pot.round).isoformat(),
        clause=number_of("payout.short_pot"),
        is_paid_short=rules.payout.short_pot is ShortPot.PAY,
        is_empty=_is_payable(draft, pot),
    )

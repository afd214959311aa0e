""" "I gave Mary 500 cash", "got 600 cash from Samuel": words, so another officer confirms."""

from __future__ import annotations

from dataclasses import replace

from bot import understanding
from bot.conversation import agreeing, handing
from bot.conversation.by_word import (
    amount_cents,
    ask_own_share,
    named_member,
    own_collector,
    takes_cash_of,
    tell_of_cash,
)
from bot.conversation.commands.pay import send_proof
from bot.conversation.draft import Draft
from bot.conversation.proposals import cash
from bot.conversation.proposals.cash import Cash
from bot.conversation.questions import to_oneself
from bot.understanding import Intent
from chama import entries
from chama.constitution import CollectorKind
from chama.group import Person
from chama.money import cents_from_units

INTENTS = ("paid_cash", "record_cash")
NEEDS = ("recent",)

OFFICE_WORDS = frozenset({"treasurer", "chair", "secretary"})


def decide(draft: Draft, intent: Intent) -> None:
    """Ask the second person; nothing is posted before they say yes.

    What one message tells of several handovers is to be sent one by one, so that none is dropped.
    """
    me, several = draft.situation.me, intent.slots.get("people")
    if me is None:
        draft.reply("unknown")
    elif intent.slots.get("several"):
        draft.reply("say_each", example="one")
    elif draft.group.account_by_word is None and understanding.is_sent(draft.cause.text):
        _ask_proof(draft, me, intent)
    elif intent.name == "record_cash" and isinstance(several, tuple):
        for name, amount in several:
            record(draft, me, intent, name, cents_from_units(amount))
    elif (cents := amount_cents(intent)) is None:
        _ask_how_much(draft, intent)
    elif intent.name == "record_cash":
        record(draft, me, intent, str(intent.slots.get("name", "")), cents)
    else:
        _decide_own(draft, me, intent, cents)


def _ask_how_much(draft: Draft, intent: Intent) -> None:
    if intent.name == "record_cash":
        draft.reply("say_amount_received")
    else:
        draft.reply("say_amount")


def _ask_proof(draft: Draft, me: Person, intent: Intent) -> None:
    """What did not come as cash has a text; of what reached a bank, its holder has the bank's."""
    held = [one for one in draft.group.collectors if one.holder == me.code]
    has_bank = any(one.kind is CollectorKind.BANK for one in held)
    is_at_bank = understanding.names_bank(draft.cause.text)
    if intent.name == "record_cash" and has_bank and is_at_bank:
        draft.reply("bank_proof")
    else:
        send_proof(draft)


def _decide_own(draft: Draft, me: Person, intent: Intent, cents: int) -> None:
    """The sender handed over cash: the officer who got it confirms.

    Whoever collects has nobody to hand it to: their cash is their own share.
    """
    to = str(intent.slots.get("to", ""))
    receives, holder = named_member(draft, to), named_officer(draft, to)
    if me in (receives, holder) or understanding.says_to_oneself(draft.cause.text):
        to_oneself.ask(draft, me, cents)
        return
    if receives is not None and _is_told_of_payout(draft, me, me, receives, cents, intent):
        return
    collector = own_collector(draft)
    if to and holder is None:
        _tell_whom_it_must_reach(draft, to)
        return
    if collector is not None and holder is None:
        ask_own_share(draft, me, collector, intent)
        return
    holder = holder or takes_cash_of(draft, me)
    if holder is None:
        draft.reply("need_other_officer")
    else:
        _tell_of(draft, me, me, holder, cents, intent)


def _is_told_of_payout(
    draft: Draft, me: Person, giver: Person, taker: Person, cents: int, intent: Intent
) -> bool:
    """Whether it is what was set aside for the taker, or is due to them: then that is told of, by
    whoever of the two, or which officer, says it."""
    if not handing.is_payout(draft, giver, taker, cents):
        return False
    if handing.may_be_own(draft, giver, taker, cents) and "for" not in intent.slots:
        _ask_own_or_groups(draft, me, Cash(giver, taker, cents, giver), is_pot=True)
    else:
        handing.tell_of_cash(draft, giver, taker, cents)
    return True


def _tell_whom_it_must_reach(draft: Draft, to: str) -> None:
    """Cash counts once an officer has it; what a member carries for another does not yet."""
    named = named_member(draft, to)
    if named is None:
        draft.reply("name_unclear", name=to)
    else:
        draft.reply("cash_not_there_yet", name=named.name, officers=_officers(draft))


def record(draft: Draft, me: Person, intent: Intent, name: str, cents: int) -> None:
    """An officer got cash from a member, or tells who else did: giver and taker are those named."""
    to = str(intent.slots.get("to", ""))
    giver, taker = named_member(draft, name), named_officer(draft, to) if to else me
    reached = named_member(draft, to) if to else me
    may_tell = me.is_officer or me in (giver, reached)
    if (
        may_tell
        and giver is not None
        and reached is not None
        and _is_told_of_payout(draft, me, giver, reached, cents, intent)
    ):
        return
    if me not in (giver, taker) and not me.is_officer:
        draft.reply("officers_only", officers=_officers(draft))
    elif taker is None:
        _tell_whom_it_must_reach(draft, to)
    elif not taker.is_officer:
        draft.reply("officers_only", officers=_officers(draft))
    elif not name:
        draft.reply("who_gave", taker=taker.name, amount_cents=cents)
    elif giver is None or giver == taker:
        draft.reply("name_unclear", name=name)
    else:
        _tell_of(draft, me, giver, taker, cents, intent)


def _tell_of(
    draft: Draft, me: Person, giver: Person, taker: Person, cents: int, intent: Intent
) -> None:
    """It counts for the giver, or for whom the words name."""
    whose = str(intent.slots.get("for", ""))
    member = named_member(draft, whose) if whose else giver
    if member is None:
        draft.reply("name_unclear", name=whose)
        return
    on = cash.day_said(draft)
    told = _into_account(draft, Cash(giver, taker, cents, member, on=on))
    if told is None:
        draft.reply("name_unclear", name=giver.name)
    elif _may_be_the_groups(draft, told):
        _ask_own_or_groups(draft, me, told, is_pot=False)
    else:
        tell_of_cash(draft, me, told)


def _into_account(draft: Draft, told: Cash) -> Cash | None:
    """What was no cash reached the group's account, where words alone can tell of that.

    Who looks after it has taken it then, whoever heard of it. None where that is the giver.
    """
    account, text = draft.group.account_by_word, draft.cause.text
    is_given = understanding.is_in_cash(text) or draft.situation.me == told.giver
    if account is None or (is_given and not understanding.is_sent(text)):
        return told
    holder = draft.group.holder_of(account) or told.taker
    return None if holder == told.giver else replace(told, taker=holder, account=account)


def _may_be_the_groups(draft: Draft, told: Cash) -> bool:
    """Whether an officer gave another what may be the group's money that they held."""
    is_between = told.giver.is_officer and told.taker.is_officer and told.member == told.giver
    if told.account is not None:
        return False
    is_waiting = any(one.key == told.key for one in draft.situation.proposals)
    held_cents = entries.cash_of(draft.balances, told.giver.code)
    return is_between and not is_waiting and held_cents >= told.cents


def _ask_own_or_groups(draft: Draft, me: Person, told: Cash, *, is_pot: bool) -> None:
    """is_pot: what it is where it was the group's: the taker's pot, set aside or due."""
    details = {
        **told.as_details(),
        "held_cents": entries.cash_of(draft.balances, told.giver.code),
        "is_mine": told.giver == me,
        "is_pot": is_pot,
    }
    draft.ask("own_or_groups", me, f"own_or_groups:{draft.cause.key}", details)


def _officers(draft: Draft) -> str:
    return agreeing.names(draft.group.officers)


def named_officer(draft: Draft, to: str) -> Person | None:
    """The officer whom a name or the word for an office means."""
    if to.casefold() in OFFICE_WORDS:
        return next((one for one in draft.group.people if one.office == to.casefold()), None)
    named = named_member(draft, to)
    return named if named is not None and named.is_officer else None

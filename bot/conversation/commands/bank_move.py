""" "deposited 20,000 of the group's money to the bank", "withdrew 5,000 from Equity", by word.

Cash that an officer held, or money of the phone that they hold, is in the bank then; or cash from
the bank is in their hand. An officer without interest agrees.
"""

from __future__ import annotations

from bot.conversation import agreeing, moves
from bot.conversation.by_word import amount_cents
from bot.conversation.draft import Draft
from bot.conversation.moves import Move
from bot.understanding import Intent
from chama import entries
from chama.constitution import CollectorKind
from chama.group import Collector, Person
from chama.names import name_words

INTENTS = ("bank_move",)


def decide(draft: Draft, intent: Intent) -> None:
    """Which way it went, the words say."""
    me, cents, bank = draft.situation.me, amount_cents(intent), bank_named(draft)
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif cents is None:
        draft.reply("say_amount")
    elif bank is None:
        draft.reply("no_bank")
    elif "withdrawn" in intent.slots:
        moves.tell(draft, me, Move(moves.on_collector(bank), moves.in_hand(me), cents))
    else:
        deposit(draft, me, bank, cents)


def deposit(draft: Draft, me: Person, bank: Collector, cents: int) -> None:
    """The cash that who tells of it holds was banked, else money of the phone that they hold."""
    phone = _phone_held(draft, me)
    is_cash = entries.cash_of(draft.balances, me.code) >= cents or phone is None
    source = moves.in_hand(me) if is_cash or phone is None else moves.on_collector(phone)
    moves.tell(draft, me, Move(source, moves.on_collector(bank), cents))


def may_be_a_deposit(draft: Draft, me: Person, cents: int) -> bool:
    """Whether an officer who says that they paid at a bank may mean the group's money there."""
    has_money = entries.cash_of(draft.balances, me.code) >= cents or _phone_held(draft, me)
    return me.is_officer and bank_named(draft) is not None and bool(has_money)


def bank_named(draft: Draft) -> Collector | None:
    """The group's bank account, the one that is named where there are several."""
    banks = [one for one in draft.group.collectors_in("") if one.kind is CollectorKind.BANK]
    said = set(name_words(draft.cause.text))
    named = [one for one in banks if said & set(name_words(one.name))]
    return next(iter(named or banks), None)


def _phone_held(draft: Draft, me: Person) -> Collector | None:
    held = (one for one in draft.group.collectors_in("") if one.holder == me.code)
    return next((one for one in held if one.kind is CollectorKind.PHONE), None)

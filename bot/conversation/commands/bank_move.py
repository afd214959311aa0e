""" "deposited 20,000 of the group's money to the bank", "withdrew 5,000 from Equity", by word.

Cash that an officer held, or money of the phone that they hold, is in the bank then; or cash from
the bank is in their hand. An officer without interest agrees.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import agreeing, moves
from bot.conversation.by_word import amount_cents
from bot.conversation.draft import Draft
from bot.conversation.moves import Move
from bot.understanding import Intent
from chama import entries
from chama.constitution import CollectorKind
from chama.group import Collector, Person
from chama.names import name_words
from chama.receipts.banks import banks_named

INTENTS = ("bank_move",)
NEEDS = ("recent",)

_ANY_BANK = frozenset({"bank", "benki"})


def decide(draft: Draft, intent: Intent) -> None:
    """Which way it went, the words say."""
    me, cents, bank = draft.situation.me, amount_cents(intent), bank_meant(draft)
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif cents is None:
        draft.reply("say_amount")
    elif bank is None:
        ask_which(draft)
    elif "withdrawn" in intent.slots:
        moves.tell(draft, me, Move(bank.place, moves.in_hand(me), cents))
    else:
        deposit(draft, me, bank, cents)


def deposit(draft: Draft, me: Person, bank: Collector, cents: int) -> None:
    """The cash that who tells of it holds was banked, else money of the phone that they hold."""
    phone = _phone_held(draft, me)
    is_cash = entries.cash_of(draft.balances, me.code) >= cents or phone is None
    source = moves.in_hand(me) if is_cash or phone is None else phone.place
    moves.tell(draft, me, Move(source, bank.place, cents))


def may_be_a_deposit(draft: Draft, me: Person, cents: int) -> bool:
    """Whether an officer who says that they paid at a bank may mean the group's money there."""
    has_money = entries.cash_of(draft.balances, me.code) >= cents or _phone_held(draft, me)
    return me.is_officer and has_bank(draft) and bool(has_money)


def has_bank(draft: Draft) -> bool:
    """Whether the group has a bank account in its own currency."""
    return bool(_banks(draft))


def bank_meant(draft: Draft) -> Collector | None:
    """The group's bank account that is named, else the only one; None where that is not clear.

    A bank that is named and is none of the group's is not taken for another.
    """
    banks = _banks(draft)
    named = [one for one in banks if _is_named(one, banks, draft.cause.text)]
    fitting = banks if not (named or _names_another(banks, draft.cause.text)) else named
    return fitting[0] if len(fitting) == 1 else None


def ask_which(draft: Draft) -> None:
    """Where it is not clear which account is meant: those that the group has."""
    banks = _banks(draft)
    if banks:
        draft.reply("which_bank", banks=", ".join(one.name for one in banks))
    else:
        draft.reply("no_bank")


def _banks(draft: Draft) -> list[Collector]:
    return [one for one in draft.group.collectors_in("") if one.kind is CollectorKind.BANK]


def _is_named(bank: Collector, banks: Sequence[Collector], text: str) -> bool:
    """Whether a text says the bank's name, or a word of its own that no other of them has."""
    others = {word for one in banks if one != bank for word in name_words(one.name)}
    own = set(name_words(bank.name)) - others - _ANY_BANK
    is_same_bank = set(_known(bank.name)) & set(_known(text))
    return bool(is_same_bank) or bool(own & set(name_words(text)))


def _names_another(banks: Sequence[Collector], text: str) -> bool:
    """Whether a text names a bank of Kenya's, where all of the group's say which bank they are."""
    return bool(_known(text)) and all(_known(one.name) for one in banks)


def _known(words: str) -> list[str]:
    return banks_named(words.upper())


def _phone_held(draft: Draft, me: Person) -> Collector | None:
    held = (one for one in draft.group.collectors_in("") if one.holder == me.code)
    return next((one for one in held if one.kind is CollectorKind.PHONE), None)

"""Money left the group: others who do not get it agree, by the code of their own question."""

from __future__ import annotations

from datetime import date
from functools import partial

from bot.conversation import charges, crediting, paying_out, spending
from bot.conversation.agreeing import refusal
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf, EndAgreed
from bot.conversation.evidence import payouts, sent_before
from bot.conversation.evidence.money_out import EXPENSE, POT, gaining, place_in
from bot.conversation.incoming import currency_in, receipt_in
from bot.conversation.proposals import Facts
from chama import entries
from chama.agreement import Proposal, State
from chama.entries import ROTATION
from chama.group import Person
from chama.journal import Account, JournalEntry, ReceiptId

BY_CODE = True
NEEDS = ("recent",)


def show(facts: Facts) -> tuple[str, Facts]:
    """Who sent how much to whom, what for, and whether that fits the turn and the pot."""
    return "ask_money_out", {
        "name": facts["sender_name"],
        "recipient": facts["recipient_name"],
        "amount_cents": facts["amount_cents"],
        "fee_cents": charges.unusual_cents(facts["fee_cents"], facts["amount_cents"]),
        "code": facts["code"],
        "purpose": facts["purpose"],
        "words": facts.get("words", ""),
        "own_cents": facts.get("own_cents", 0),
        "short_cents": facts.get("short_cents", 0),
        "limit_cents": facts.get("limit_cents", 0),
        "clause": facts.get("clause", ""),
        "turn": facts["member_name"],
        "is_payee": facts["payee"] == facts["member"],
        "is_namesake": facts["member"] in facts["namesakes"],
        "round": facts.get("round_number", 0),
        "pot_cents": facts.get("pot_cents", 0),
        "paid_in_cents": facts.get("paid_in_cents", facts["amount_cents"]),
        "agreed_cents": facts.get("agreed_cents", 0),
        **currency_in(facts),
    }


def like(draft: Draft, facts: Facts) -> list[Facts]:
    """Of an expense: what else was spent lately, and may be it."""
    if facts["purpose"] != EXPENSE:
        return []
    cents, words = facts["amount_cents"], facts.get("words", "")
    return spending.like(draft, cents, words, facts.get("currency", ""))


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Whose pot it is, and who got the money."""
    return gaining(facts)


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether it is not in the book, or was taken out of it by officers."""
    return draft.is_free(receipt_in(facts))


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Post it and tell everybody whom it concerns, unless the pot or the book changed since."""
    facts = proposal.facts
    receipt = ReceiptId(facts["network"], facts["code"])
    if not holds(draft, facts) or not _is_in_the_pot(draft, facts):
        draft.reply("changed_since", code=facts["code"])
        return False
    entry = _entry(draft, facts, receipt)
    draft.post(entry)
    if "payable" in facts and not payouts.left_cents(draft, facts):
        draft.add(EndAgreed(paying_out.key_of(payouts.payable_in(facts)), State.DONE))
    if facts["purpose"] == EXPENSE:
        sent_before.end_asked(draft, facts)
    _tell(draft, facts, entry)
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Every officer learns that it is not in the book, and who refused."""
    facts = {
        "name": proposal.facts["recipient_name"],
        "code": proposal.facts["code"],
        **refusal(by),
    }
    draft.tell_officers("payout_rejected", facts)


def _is_in_the_pot(draft: Draft, facts: Facts) -> bool:
    """Whether the pot still holds what was sent, or it is still set aside.

    An expense needs nothing but that it was not paid meanwhile. Of what was set aside for a member
    more may have been sent: they owe the rest.
    """
    if facts["purpose"] != POT:
        number = facts.get("set_aside", "")
        return not number or entries.set_aside(number) in draft.balances
    if "payable" in facts:
        return payouts.left_cents(draft, facts) == int(facts["agreed_cents"])
    return _left_in_pot(draft, facts) >= 0


def _left_in_pot(draft: Draft, facts: Facts) -> int:
    """What the pot would hold once what was sent is taken from it, in cents."""
    in_pot_cents = -draft.balances.get(Account.parse(ROTATION, facts["pot"]), 0)
    return in_pot_cents - int(facts["amount_cents"])


def _entry(draft: Draft, facts: Facts, receipt: ReceiptId) -> JournalEntry:
    memo = entries.memo_of_payee(facts["recipient_name"])
    if facts["purpose"] == EXPENSE:
        memo = entries.memo_of_spending(facts.get("words", ""), memo)
        what = partial(entries.expense, facts["amount_cents"])
        if number := facts.get("set_aside", ""):
            what = partial(entries.agreed_expense_paid, number, facts["amount_cents"])
    elif "payable" in facts:
        agreed_cents = facts["agreed_cents"]
        left_cents = agreed_cents - facts["amount_cents"]
        what = partial(
            entries.payout_sent,
            payouts.payable_in(facts),
            facts["amount_cents"],
            agreed_cents=agreed_cents,
            borne_cents=payouts.borne_cents(draft, facts["fee_cents"], left_cents),
        )
    else:
        pot, left_cents = Account.parse(ROTATION, facts["pot"]), _left_in_pot(draft, facts)
        what = partial(
            entries.payout,
            pot,
            facts["member"],
            facts["amount_cents"],
            borne_cents=payouts.borne_cents(draft, facts["fee_cents"], left_cents),
        )
    return what(
        out_of=place_in(facts),
        receipt=receipt,
        on=date.fromisoformat(facts["on"]),
        actor=crediting.actor(draft),
        fee_cents=facts["fee_cents"],
        key=draft.free_key(receipt),
        memo=memo,
    )


def _tell(draft: Draft, facts: Facts, entry: JournalEntry) -> None:
    recipient = draft.group.person(facts["member"])
    said = {
        "name": facts["recipient_name"] or facts["member_name"],
        "amount_cents": facts["amount_cents"],
        "fee_cents": charges.unusual_cents(facts["fee_cents"], facts["amount_cents"]),
        "code": facts["code"],
        "purpose": facts["purpose"],
        "words": facts.get("words", ""),
        "officers": draft.stand_names,
        "chain": ChainOf(entry.key),
        **currency_in(facts),
    }
    told = {person.code: person for person in (*draft.group.officers, recipient) if person}
    for person in told.values():
        draft.tell(person, "payout_recorded", said)

"""Money out of the collector: never posted by itself. What was it for, and do others agree?

Where the payee is the one whose turn it is, it is put to the officers as the pot. Else whoever
holds the collector is asked what it was for: the pot, an expense, or nothing of the group's.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import agreeing, charges, in_the_book
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.evidence import agreed_expenses, doubts, payouts, remittances
from bot.conversation.evidence.payouts import Reserved
from bot.conversation.incoming import currency_in, paid_on, receipt_in
from bot.conversation.situation import AgreedExpense
from bot.conversation.spending import LONGEST_WORDS, of_own_money, over_limit, shares_word
from chama import entries
from chama.agreement import Electorate
from chama.constitution import CollectorKind
from chama.entries import ROTATION
from chama.group import Collector, Group, Person
from chama.journal import Account, ReceiptId, SealedEntry, chain_code
from chama.matching import shows_number
from chama.money import Money
from chama.names import names_fit
from chama.pots import Pot, open_pots, round_of
from chama.receipts import Receipt

POT, EXPENSE, PRIVATE = "pot", "expense", "private"
MOST_POTS = 3
"""Of how many open pots it is asked whether the money was one of them, the newest first."""


def decide_money_out(draft: Draft, receipt: Receipt, told_by: str = "") -> None:
    """The collector's own "sent" text. told_by: who says it where no member does."""
    group, own = draft.group, receipt.id
    recorded = draft.receipts.get(own) if own else None
    if recorded is not None and not recorded.is_undone:
        in_the_book.tell(draft, recorded)
        return
    if receipt.is_suspicious or receipt.amount is None or not receipt.id or group.round is None:
        doubts.report(draft, receipt, () if group.round else (doubts.NO_ROUND,))
        return
    if reasons := doubts.about_money_out(draft, receipt, receipt.id, receipt.amount.cents):
        doubts.report(draft, receipt, reasons)
        return
    if doubts.is_in_another_currency(draft, receipt):
        _decide_abroad(draft, receipt, receipt.id, receipt.amount, told_by)
        return
    settled = payouts.settled_by(draft, receipt, receipt.amount.cents)
    if settled is not None and not charges.unusual_cents(
        charges.fee_of(receipt), receipt.amount.cents
    ):
        if draft.cause.message is not None and payouts.is_on_its_way(draft, settled.payable):
            draft.reply("payout_on_its_way", recipient=settled.member.name)
            return
        out_of = entries.collector(ROTATION, collector_of_texts(draft.situation.my_collectors).code)
        payouts.settle(draft, receipt, receipt.id, settled, out_of)
        return
    facts = _facts(draft, receipt, receipt.id, receipt.amount.cents, told_by)
    named = named_member(group, receipt)
    pot = _pot_of(draft, named, receipt.amount.cents)
    otherwise = payouts.reserved_for(draft, named) if named is not None else []
    agreed = agreed_expenses.fitting(draft, facts)
    if facts["key"] in draft.proposals:
        draft.reply("asked_already", what_cents=receipt.amount.cents)
    elif otherwise and not agreed:
        propose(draft, {**facts, **of_payable(otherwise[0])})
    elif len(agreed) == 1 and pot is None and not otherwise:
        settle(draft, facts, agreed[0])
    elif pot is not None and not agreed:
        propose(draft, {**facts, **of_pot(group, pot)})
    else:
        _ask_what_for(draft, facts, agreed)


def _decide_abroad(
    draft: Draft, receipt: Receipt, own: ReceiptId, amount: Money, told_by: str
) -> None:
    """Money in another currency than the group's: an exchange that was told of, else an expense.

    Pots are in the group's currency: they are paid from it, and other money is changed first.
    """
    facts = _facts(draft, receipt, own, amount.cents, told_by)
    told = remittances.gave_before(draft, place_in(facts), amount.cents, facts["fee_cents"])
    if told is not None:
        draft.reply("exchanged_before", code=own.code, **_of_exchange(told, amount))
    elif facts["key"] in draft.proposals:
        draft.reply("asked_already", what_cents=amount.cents, currency=amount.currency)
    else:
        _ask_what_for(draft, facts, ())


def _of_exchange(told: SealedEntry, amount: Money) -> Facts:
    return {
        "amount_cents": amount.cents,
        "currency": amount.currency,
        "chain": chain_code(told.hash),
    }


def settle(draft: Draft, facts: Facts, expense: AgreedExpense) -> None:
    """What was agreed before is paid: in the book at once, unless who agreed to it got it, or more
    was charged for it than is usual."""
    if not draft.is_free(receipt_in(facts)):
        draft.reply("changed_since", code=facts["code"])
    elif charges.unusual_cents(facts["fee_cents"], facts["amount_cents"]) or not (
        agreed_expenses.pay(draft, facts, expense, gaining(facts))
    ):
        propose(draft, {**facts, **agreed_expenses.as_purpose(expense), "purpose": EXPENSE})


def propose_expense(draft: Draft, facts: Facts, words: str) -> None:
    """Put it to the others as an expense, or settle the one that was agreed to before and that it
    is, by its payee or the words. words: what for, "" where the group need not know."""
    agreed = [one for one in agreed_expenses.fitting(draft, facts) if _is_for(one, facts, words)]
    if len(agreed) == 1 and not facts.get("currency"):
        settle(draft, facts, agreed[0])
        return
    said = {"purpose": EXPENSE, "words": words[:LONGEST_WORDS]}
    cents = facts["amount_cents"]
    of_rules = {**of_own_money(draft, cents), **over_limit(draft, cents)}
    propose(draft, {**facts, **said, **({} if facts.get("currency") else of_rules)})


def _is_for(agreed: AgreedExpense, facts: Facts, words: str) -> bool:
    payee = agreed.facts["payee"]
    return bool(payee and payee == facts["payee"]) or shares_word(agreed.facts["words"], words)


def propose(draft: Draft, facts: Facts) -> None:
    """Put it to as many as the group's rules say; who sent it counts as one, who gets it never."""
    if not draft.is_free(receipt_in(facts)):
        draft.reply("changed_since", code=facts["code"])
        return
    approvals = draft.group.rules.approvals
    people = approvals.expense if facts["purpose"] == EXPENSE else approvals.money_out
    needed = agreeing.needed_besides(draft, people, gaining(facts))
    voters = agreeing.propose(
        draft, "money_out", facts["key"], facts, needed=needed, member=facts["member"]
    )
    if voters is not None:
        draft.reply(
            "asked_officer",
            officer=agreeing.names(voters.people),
            about="payout",
            giver=facts["sender_name"],
            taker=facts["recipient_name"],
            amount_cents=facts["amount_cents"],
            **currency_in(facts),
        )
        _tell_the_rest(draft, voters, facts)


def gaining(facts: Facts) -> set[str]:
    """Whose money it would be, and who gets it or is called so."""
    return {facts["member"], facts["payee"], *facts["namesakes"]} - {""}


def of_pot(group: Group, pot: Pot) -> Facts:
    """What a question says of the pot that the money is said to be."""
    return {
        "purpose": POT,
        "member": pot.recipient,
        "member_name": group.name_of(pot.recipient),
        "round": pot.round.key,
        "round_number": pot.round.number,
        "pot": pot.account.code,
        "pot_cents": pot.cents,
        "paid_in_cents": pot.paid_in_cents,
    }


def of_payable(sent: Reserved) -> Facts:
    """What a question says of money that was set aside, and was sent otherwise than agreed."""
    return {
        "purpose": POT,
        **sent.as_details(),
        "round_number": round_of(sent.payable),
        "agreed_cents": sent.cents,
    }


def named_member(group: Group, receipt: Receipt) -> Person | None:
    """The one member whom a text names as the other side, by number, else by name."""
    if receipt.party_phone is not None:
        return group.person_at(receipt.party_phone)
    fitting = [person for person in group.people if _is_named(person, receipt)]
    return fitting[0] if len(fitting) == 1 else None


def _namesakes(group: Group, receipt: Receipt) -> list[str]:
    """Who may be the one that gets it, on whatever number: they are never those who agree."""
    name = receipt.party_name or ""
    return [one.code for one in group.people if name and names_fit(name, one.name)]


def _facts(
    draft: Draft, receipt: Receipt, own: ReceiptId, amount_cents: int, told_by: str
) -> Facts:
    me, named = draft.situation.me, named_member(draft.group, receipt)
    currency = receipt.amount.currency if receipt.amount else draft.group.currency
    out_of = collector_of_texts(draft.situation.my_collectors, draft.group.fund_currency(currency))
    reached = payouts.reached(draft, receipt)
    return {
        "key": f"money_out:{own.network}:{own.code}",
        "code": own.code,
        "network": own.network,
        "amount_cents": amount_cents,
        "fee_cents": charges.fee_of(receipt),
        "on": paid_on(receipt, draft.now).isoformat(),
        "collector": out_of.code,
        **({"currency": out_of.currency} if out_of.currency else {}),
        "sender_name": told_by or (me.name if me else out_of.name),
        "recipient_name": receipt.party_name or "",
        "payee": named.code if named else "",
        "reached": reached.code if reached else "",
        "namesakes": _namesakes(draft.group, receipt),
        "purpose": "",
        "member": "",
        "member_name": "",
    }


def _ask_what_for(draft: Draft, facts: Facts, agreed: Sequence[AgreedExpense]) -> None:
    """Ask who holds the collector; what is said then goes to the others.

    agreed: the expenses that were agreed to before, and that it may be.
    """
    collector = draft.group.collector(facts["collector"])
    holder = draft.situation.me or (draft.group.holder_of(collector) if collector else None)
    if holder is not None and holder.has_wrong_number:
        holder = draft.group.officer_besides(holder.code)
    if holder is None:
        draft.reply("need_other_officer")
        return
    pots = [] if facts.get("currency") else _may_be_sent(draft, facts["amount_cents"])
    if holder.phone != draft.cause.sender:  # the group's own phone hears what happens
        draft.reply("held", code=facts["code"])
    key = draft.question_key("what_for", ReceiptId(facts["network"], facts["code"]))
    if draft.cause.message is not None:  # a text may be sent anew; a statement asks once
        key = f"{key}:{draft.cause.key}"
    known = [agreed_expenses.as_purpose(one) for one in agreed]
    back_to = "" if facts.get("currency") else _may_get_back(draft, facts)
    if back_to and known:  # all of it in two SMS
        pots = pots[:1]
    offered = {"pots": pots, "agreed": known, "back_to": back_to}
    draft.ask("what_for", holder, key, {**facts, **offered})


def _may_get_back(draft: Draft, facts: Facts) -> str:
    """The name of the payee, where it is a member who has paid so much ahead; else ""."""
    payee = facts["payee"]
    ahead_cents = entries.advance_of(draft.balances, ROTATION, payee) if payee else 0
    return draft.group.name_of(payee) if ahead_cents >= facts["amount_cents"] else ""


def _may_be_sent(draft: Draft, cents: int) -> list[Facts]:
    """What was set aside, and the pots that hold so much."""
    reserved = [
        of_payable(one)
        for person in draft.group.people
        for one in payouts.reserved_for(draft, person)
    ]
    return reserved[:MOST_POTS] + [
        of_pot(draft.group, pot)
        for pot in open_pots(draft.group, draft.balances)[:MOST_POTS]
        if pot.cents >= cents
    ]


def place_in(facts: Facts) -> Account:
    """The place that money left, by the facts of what is asked or proposed about it."""
    return entries.collector(entries.fund_of(facts.get("currency", "")), facts["collector"])


def collector_of_texts(collectors: Sequence[Collector], currency: str = "") -> Collector:
    """Whose "sent" text it is: the phone's, where its texts and a till's arrive on one.

    currency: of its money, where that is not the group's own.
    """
    own = [one for one in collectors if one.currency == currency] or collectors
    phones = (one for one in own if one.kind is CollectorKind.PHONE)
    return next(phones, own[0])


def _tell_the_rest(draft: Draft, voters: Electorate, facts: Facts) -> None:
    """Money out is told to every officer at once, not only to those who are asked."""
    for officer in draft.group.officers:
        if officer not in voters.people and officer.phone != draft.cause.sender:
            said = {
                "sender": facts["sender_name"],
                "recipient": facts["recipient_name"],
                "amount_cents": facts["amount_cents"],
                "code": facts["code"],
                "officer": agreeing.names(voters.people),
                **currency_in(facts),
            }
            draft.tell(officer, "money_out", said)


def _is_named(person: Person, receipt: Receipt) -> bool:
    masked = receipt.party_phone_masked
    shows = masked is None or shows_number(masked, person.phone)
    return shows and names_fit(receipt.party_name or "", person.name)


def _pot_of(draft: Draft, recipient: Person | None, amount_cents: int) -> Pot | None:
    """The newest open pot of a member's turn that holds so much.

    A pot is often sent when the next round runs already.
    """
    if recipient is None:
        return None
    turns = (
        one for one in open_pots(draft.group, draft.balances) if one.recipient == recipient.code
    )
    return next((pot for pot in turns if pot.cents >= amount_cents), None)

"""Money went from one currency into another: others agree, by the code of their own question."""

from __future__ import annotations

from typing import Any

from bot.conversation import abroad, agreeing, crediting, told_before, whose
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf
from bot.conversation.evidence.remittances import ARRIVES_WITHIN
from bot.conversation.proposals import Facts
from chama import entries
from chama.agreement import Proposal
from chama.constitution.clauses import number_of
from chama.entries import Side
from chama.exchanged import rate_between
from chama.group import Collector, Person
from chama.journal import Account, ReceiptId
from chama.kinds import EntryKind
from chama.money import Money

BY_CODE = True
NEEDS = ("recent",)


def show(facts: Facts) -> tuple[str, Facts]:
    """Both amounts, what that makes of a unit, the fee, and whether so much is free there."""
    own = {
        "officer": facts["said_by_name"],
        "amount_cents": facts["amount_cents"],
        "leaving_cents": leaving_cents(facts),
        "free_cents": facts["free_cents"],
    }
    return "ask_exchange", {**own, **shown(facts)}


def leaving_cents(facts: Facts) -> int:
    """What leaves the place where the money was, with the fee where it was taken there."""
    is_charged = facts["fee_in"] == facts["gave_in"]
    return int(facts["gave_cents"]) + (int(facts["fee_cents"]) if is_charged else 0)


def shown(facts: Facts) -> dict[str, Any]:
    """What every message about an exchange says."""
    names = ("gave_cents", "gave_in", "got_cents", "got_in", "fee_cents", "fee_in", "code")
    gave = Money(facts["gave_cents"], facts["gave_in"])
    got = Money(facts["got_cents"], facts["got_in"])
    return {**{name: facts[name] for name in names}, "rate": rate_between(gave, got)}


def key_of(facts: Facts) -> str:
    """Names an exchange: the same one told twice is one."""
    gave = f"{facts['gave_in']}:{facts['gave_cents']}"
    return f"exchange:{gave}:{facts['got_in']}:{facts['got_cents']}"


def like(draft: Draft, facts: Facts) -> list[Facts]:
    """An exchange of as much within a week, or a text of as much where the money went.

    That text may have been taken for somebody's payment; one that waits yet is its own.
    """
    from_, to = (draft.group.collector(facts[side]) for side in ("from", "to"))
    if from_ is None or to is None:
        return []
    waiting = {
        entries.receipt_waiting_in(one).code
        for one in draft.balances
        if one.kind.meaning.is_waiting
    }
    currency = "" if facts["got_in"] == draft.group.currency else facts["got_in"]
    gave_cents = facts["gave_cents"]
    fee_cents = facts["fee_cents"] if facts["fee_in"] == facts["gave_in"] else 0
    left = (-gave_cents, -gave_cents - fee_cents)
    found: list[Facts] = []
    for one in told_before.standing(draft, ARRIVES_WITHIN):
        is_exchange = one.entry.kind is EntryKind.EXCHANGE
        may_be_it = is_exchange or one.entry.receipt not in {"", None, *waiting}
        came_cents = told_before.moved_cents(one.entry, to.place)
        has_left = is_exchange and told_before.moved_cents(one.entry, from_.place) in left
        if may_be_it and (came_cents == facts["got_cents"] or has_left):
            words = (one.entry.receipt or "", one.entry.memo)
            said = ", ".join(word for word in words if word)
            found.append(told_before.line(one, came_cents, currency, said))
    return told_before.newest(found)


def put_another(draft: Draft, me: Person, facts: Facts) -> None:
    """Put it to as many as agree to money out; who asks for it counts as one, unless they answer
    for the money that left."""
    people = draft.group.rules.approvals.money_out
    needed = agreeing.needed_besides(draft, people, interested(draft, facts))
    voters = agreeing.propose(draft, "exchange", key_of(facts), facts, needed=needed)
    if voters is not None:
        said = {**shown(facts), "needed": people, "clause": number_of("approvals.money_out")}
        draft.reply("asked_exchange", officer=agreeing.names(voters.people), **said)


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who answers for what left: how much came for it is their word alone."""
    from_ = draft.group.collector(facts["from"])
    return {from_.holder} if from_ is not None else set()


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether the text of it, where one came before, still shows money that waits, and none came
    since it was put."""
    if not facts["code"]:
        is_own = facts["got_in"] == draft.group.currency
        currency = "" if is_own else facts["got_in"]
        return abroad.waiting_of(draft, currency, facts["got_cents"]) is None
    recorded = draft.receipts.get(ReceiptId(facts["network"], facts["code"]))
    is_waiting = recorded is not None and recorded.waiting_cents == facts["got_cents"]
    return is_waiting and recorded is not None and not recorded.waits_for


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Both sides in one entry, or nothing."""
    facts = proposal.facts
    from_, to = (draft.group.collector(facts[side]) for side in ("from", "to"))
    if from_ is None or to is None or not _is_there(draft, facts, from_):
        draft.reply("changed_since", code=facts["code"])
        return False
    receipt = ReceiptId(facts["network"], facts["code"]) if facts["code"] else None
    entry = entries.money_exchanged(
        _side(facts, "gave", from_),
        _side(facts, "got", to),
        key=draft.next_key(receipt) if receipt else f"exchange:{proposal.number}",
        on=crediting.today(draft),
        actor=crediting.actor(draft),
        waited=receipt,
    )
    draft.post(entry)
    if receipt is not None:
        whose.close_question(draft, receipt)
    said = {**shown(facts), "officers": draft.stand_names, "chain": ChainOf(entry.key)}
    draft.tell_officers("exchange_recorded", said)
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Nothing is recorded; who asked learns who refused."""
    said = shown(proposal.facts)
    names = ("gave_cents", "gave_in", "got_cents", "got_in")
    own = {name: said[name] for name in names}
    agreeing.tell_refused(draft, proposal, by, "exchange_declined", **own)


def _is_there(draft: Draft, facts: Facts, from_: Collector) -> bool:
    """Whether so much of a currency that texts tell of is free still, and what came for it waits
    as it did."""
    is_free = leaving_cents(facts) <= abroad.free_cents(draft, from_)
    return (is_free or not from_.currency) and holds(draft, facts)


def _side(facts: Facts, side: str, collector: Collector) -> Side:
    is_charged = facts["fee_in"] == facts[f"{side}_in"]
    fee_cents = facts["fee_cents"] if is_charged else 0
    place: Account = collector.place
    return Side(place, facts[f"{side}_cents"], fee_cents)

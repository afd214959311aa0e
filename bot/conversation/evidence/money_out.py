"""Money out of the collector: never posted by itself, a second officer says if it was right."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.evidence import doubts
from bot.conversation.incoming import paid_on
from chama.constitution import CollectorKind
from chama.group import Collector, Group, Person, RoundFacts
from chama.journal import Balances, round_order
from chama.kinds import AccountKind
from chama.matching import shows_number
from chama.names import names_fit
from chama.receipts import Receipt
from chama.rota import recipient_seat


def decide_money_out(draft: Draft, receipt: Receipt) -> None:
    """The collector's own "sent" text: another officer is asked, and every officer told."""
    me, group = draft.situation.me, draft.group
    recorded = draft.receipts.get(receipt.id) if receipt.id else None
    if recorded is not None and not recorded.is_undone:
        draft.reply("receipt_known", code=recorded.code)
        return
    if receipt.is_suspicious or receipt.amount is None or not receipt.id or group.round is None:
        doubts.report(draft, receipt, () if group.round else (doubts.NO_ROUND,))
        return
    if alike := doubts.lookalike_reasons(draft, receipt.id, receipt.amount.cents):
        doubts.report(draft, receipt, alike)
        return
    other = group.officer_besides(me.code if me else "")
    if other is None:
        draft.reply("need_other_officer")
        return
    amount_cents = receipt.amount.cents
    out_of = _sent_from(draft.situation.my_collectors)
    named = named_member(group, receipt)
    member = named.code if named else group.round.recipient
    details = {
        "code": receipt.id.code,
        "network": receipt.id.network,
        "amount_cents": amount_cents,
        "on": paid_on(receipt, draft.now).isoformat(),
        "collector": out_of.code,
        "sent_by": me.code if me else "",
        "sender_name": me.name if me else out_of.name,
        "recipient_name": receipt.party_name or "",
        "member": member,
        "member_name": group.name_of(member),
        "round": _pot_of(draft, group.round, named),
    }
    draft.ask("payout", other, draft.question_key("payout", receipt.id), details)
    draft.reply("asked_officer", officer=other.name, what_cents=amount_cents)
    _tell_the_rest(draft, other, details)


def _sent_from(collectors: Sequence[Collector]) -> Collector:
    """Whose "sent" text it is: the phone's, where its texts and a till's arrive on one."""
    phones = (one for one in collectors if one.kind is CollectorKind.PHONE)
    return next(phones, collectors[0])


def _tell_the_rest(draft: Draft, asked: Person, details: Facts) -> None:
    """Money out is told to every officer at once, not only to the one who is asked."""
    for officer in draft.group.officers:
        if officer != asked and officer.phone != draft.cause.sender:
            facts = {
                "sender": details["sender_name"],
                "recipient": details["recipient_name"],
                "amount_cents": details["amount_cents"],
                "code": details["code"],
                "officer": asked.name,
            }
            draft.tell(officer, "money_out", facts)


def named_member(group: Group, receipt: Receipt) -> Person | None:
    """The one member whom a text names as the other side, by number, else by name."""
    if receipt.party_phone is not None:
        return group.person_at(receipt.party_phone)
    fitting = [person for person in group.people if _is_named(person, receipt)]
    return fitting[0] if len(fitting) == 1 else None


def _is_named(person: Person, receipt: Receipt) -> bool:
    masked = receipt.party_phone_masked
    shows = masked is None or shows_number(masked, person.phone)
    return shows and names_fit(receipt.party_name or "", person.name)


def _pot_of(draft: Draft, newest: RoundFacts, recipient: Person | None) -> str:
    """The key of the round that is paid out: the newest unpaid one of the recipient's turn.

    A pot is often sent when the next round runs already.
    """
    if recipient is None:
        return newest.key
    seats = [person.seat for person in draft.group.people]
    for key in _open_pots(draft.balances):
        if recipient_seat(seats, round_order(key)[-1]) == recipient.seat:
            return key
    return newest.key


def _open_pots(balances: Balances) -> list[str]:
    """The rounds whose pot is not, or not all, paid out, the newest first."""
    pots = ((one.round, cents) for one, cents in balances.items() if one.kind is AccountKind.POT)
    return sorted((key for key, cents in pots if cents < 0), key=round_order, reverse=True)

"""Money in: a "received" text from a collector's own phone is posted, unless it looks wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import crediting, in_the_book
from bot.conversation.beneficiaries import Meant, Shares
from bot.conversation.crediting import Credit
from bot.conversation.directions import (
    credit_directed,
    credited_by,
    direction_of,
    resolve,
    use,
)
from bot.conversation.draft import Draft
from bot.conversation.evidence import departures, doubts, held_before, remittances, strays
from bot.conversation.evidence.conflicts import differences, is_a_payers, tell_conflict
from bot.conversation.evidence.handled import Handled, already_item
from bot.conversation.evidence.reversals import ask_about_early
from bot.conversation.incoming import Incoming
from bot.conversation.payers import ask_whose, find_payer, open_claims
from bot.conversation.situation import Question
from bot.conversation.whose import question_about
from chama.constitution import CollectorKind
from chama.group import Collector, Group, Person
from chama.phones import wallet_of
from chama.receipts import Kind, Receipt
from chama.receipts.naming import names_person
from chama.recorded import Recorded

# What a text of each kind arrives on; kinds not named here arrive on a phone.
ARRIVES_ON = {
    Kind.RECEIVED_TILL: CollectorKind.TILL,
    Kind.RECEIVED_PAYBILL: CollectorKind.PAYBILL,
    Kind.RECEIVED_POCHI: CollectorKind.POCHI,
    Kind.BANK_CREDIT: CollectorKind.BANK,
}

_WALLETS = ("mpesa", "airtel")

# M-Pesa hides these payers' numbers, and tells them at 334 when the payer agrees.
_TOLD_BY_334 = frozenset({Kind.RECEIVED_PERSON, Kind.RECEIVED_TILL, Kind.RECEIVED_PAYBILL})


def decide_received(draft: Draft, receipt: Receipt, handled: Handled) -> None:
    """Post it to its payer, ask whose it is, or have it looked at."""
    collectors = draft.situation.my_collectors
    if not collectors:
        strays.decide_received(draft, receipt)
        return
    arrived_on = _arrived_on(draft.group, collectors, receipt)
    payment = Incoming.from_receipt(receipt, (arrived_on or collectors[0]).code, draft.now)
    if payment is None or (arrived_on is None and doubts.is_in_another_currency(draft, receipt)):
        doubts.report(draft, receipt, () if payment is None else (doubts.CURRENCY,))
        return
    if not handled.is_new(payment.id):
        return
    recorded = draft.receipts.get(payment.id)
    if recorded is not None:
        _decide_seen_before(draft, receipt, payment, recorded, handled)
    elif reasons := _doubts(draft, receipt, payment, arrived_on):
        ask_review(draft, payment, reasons)
    elif told := remittances.told_before(draft, payment):
        remittances.bind(draft, told, payment, handled)
    else:
        post_proven(draft, payment, handled, hint_334=_hides_number(receipt))


def _arrived_on(
    group: Group, collectors: Sequence[Collector], receipt: Receipt
) -> Collector | None:
    """The collector that a text speaks of, among those whose texts arrive on the sender's phone:
    of its kind, and of the currency that it prints."""
    kind = ARRIVES_ON.get(receipt.kind, CollectorKind.PHONE)
    currency = receipt.amount.currency if receipt.amount else group.currency
    of_kind = (one for one in collectors if one.kind is kind)
    return next((one for one in of_kind if (one.currency or group.currency) == currency), None)


def _doubts(
    draft: Draft, receipt: Receipt, payment: Incoming, arrived_on: Collector | None
) -> list[str]:
    """Reason codes why a collector's text must not be credited without a person looking.

    What somebody else than its payer claims of it holds nothing back.
    """
    found = [str(warning) for warning in receipt.warnings]
    if arrived_on is None:
        found.append(doubts.OTHER_COLLECTOR)
    if doubts.is_too_old(draft, receipt):
        found.append(doubts.TOO_OLD)
    if arrived_on is not None and _is_another_wallets(receipt, arrived_on):
        found.append(doubts.OTHER_WALLET)
    if _is_claimed_otherwise(draft, payment):
        found.append(doubts.AMOUNT_CONFLICT)
    return found + doubts.lookalike_reasons(draft, payment.id, payment.amount_cents)


def _is_claimed_otherwise(draft: Draft, payment: Incoming) -> bool:
    """Whether its payer, or anybody where nobody is known to be, claims it with another amount."""
    differing = [
        claim
        for claim in open_claims(draft, payment.id)
        if claim.amount_cents not in (None, payment.amount_cents)
    ]
    payer = find_payer(draft, payment).member_id if differing else None
    return any(payer in (None, claim.member) for claim in differing)


def ask_review(draft: Draft, payment: Incoming, reasons: Sequence[str]) -> None:
    """Ask about a doubtful text, and show to whom it would be credited."""
    payer = draft.group.person(find_payer(draft, payment).member_id or "")
    direction = direction_of(draft, payment, payer, Meant())
    doubts.ask_review(draft, payment, reasons, credited_by(direction, payment, payer))


def _is_another_wallets(receipt: Receipt, collector: Collector) -> bool:
    """Whether Airtel Money is said to have come to a number that is Safaricom's, or M-Pesa to one
    that is not; a number that has been taken along to another network is looked at by a person."""
    if collector.kind is not CollectorKind.PHONE or receipt.network not in _WALLETS:
        return False
    return wallet_of(collector.phone) not in (receipt.network, None)


def post_proven(
    draft: Draft,
    payment: Incoming,
    handled: Handled,
    *,
    hint_334: bool = False,
    agreed: Shares = (),
) -> None:
    """Post it to those whom it is for, or ask; what was taken back already goes out again.

    hint_334: whether whoever is asked may forward the text to 334 for the payer's details.
    agreed: to whom it was shown that it would be credited, where somebody agreed to that.
    """
    if departures.moved_before(draft, payment):
        departures.note_arrived(draft, payment, handled)
        return
    match = find_payer(draft, payment)
    payer = draft.group.person(match.member_id) if match.member_id else None
    is_payers_word = payer is None or payer == draft.situation.me
    direction = direction_of(draft, payment, payer, handled.meant if is_payers_word else Meant())
    credited = credited_by(direction, payment, payer)
    if agreed and agreed != tuple((person.code, cents) for person, cents in credited):
        direction = resolve(draft, agreed, payment.amount_cents, payer)
        credited = credited_by(direction, payment, payer)
    source = None if agreed or direction.people else held_before.source_of(draft, payment, payer)
    if source is not None and payer is not None:
        held_before.ask(draft, payment, payer, source)
        return
    if _is_own_word(draft, credited):
        doubts.ask_review(draft, payment, (doubts.OWN_TEXT,), credited)
        return
    use(draft, direction)
    credits: list[Credit] = []
    if direction.people:
        credits = credit_directed(draft, payment, direction, payer)
    elif payer is not None and not direction.is_unclear:
        credits = [crediting.credit_payment(draft, payment, payer)]
    else:
        crediting.leave_unallocated(draft, payment)
    ask_about_early(draft, payment)
    handled.credits.extend(credits)
    if not is_payers_word:
        handled.others_word = handled.meant
    if not credits:
        ask_whose(draft, payment, match, hint_334=hint_334)


def _is_own_word(draft: Draft, credited: Sequence[tuple[Person, int]]) -> bool:
    """Whether somebody would be credited by nobody but themselves."""
    return any(set(draft.actors) == {person.code} for person, _ in credited)


def _names_the_payer_at_last(recorded: Recorded, receipt: Receipt) -> bool:
    """Whether a bank's own notice names who paid, where M-Pesa's text had named the bank."""
    is_named = is_a_payers(recorded.entry.memo)
    return recorded.waiting_cents > 0 and not is_named and names_person(receipt)


def _open(draft: Draft, payment: Incoming) -> Question | None:
    return question_about(draft, payment.id)


def _hides_number(receipt: Receipt) -> bool:
    return receipt.kind in _TOLD_BY_334 and receipt.party_phone is None


def _decide_seen_before(
    draft: Draft, receipt: Receipt, payment: Incoming, recorded: Recorded, handled: Handled
) -> None:
    if not recorded.is_ours:
        tell_it_is_elsewhere(draft, recorded)
    elif recorded.is_taken_back:
        in_the_book.tell(draft, recorded)
    elif found := differences(recorded, receipt):
        tell_conflict(draft, recorded, found)
    elif recorded.is_undone:
        undone = replace(payment, amount_cents=recorded.undone_cents)
        ask_review(draft, undone, (doubts.UNDONE,))
    elif _names_the_payer_at_last(recorded, receipt) and (question := _open(draft, payment)):
        draft.close(question, "sharpened")
        ask_whose(draft, payment, find_payer(draft, payment), hint_334=False, anew=":named")
    else:
        handled.already.append(already_item(draft, recorded))


def tell_it_is_elsewhere(draft: Draft, recorded: Recorded) -> None:
    """Another group has the code of a text that came here, or this book has left it to another:
    every officer hears of it, once."""
    in_the_book.tell(draft, recorded)
    template, facts = "receipt_elsewhere", {"code": recorded.code}
    if recorded.is_left:
        template, facts = "receipt_left", {**facts, "on": in_the_book.day_of(recorded.entry)}
    for officer in draft.group.officers:
        if officer != draft.situation.me:
            key = f"elsewhere:{draft.group.id}:{recorded.code}:{officer.code}"
            draft.tell(officer, template, facts, key=key)

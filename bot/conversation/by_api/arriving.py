"""Money that the provider shows to have come to the group's account: whose it is, and its receipt.

The account that the payer typed says for whom it is, by seat or name; else their number does, whole
or hashed; else it waits and an officer is asked. One receipt counts once, whatever else tells of
it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.conversation import corrections, crediting, payers
from bot.conversation.beneficiaries import Shares
from bot.conversation.draft import Draft
from bot.conversation.effects import NoteProof
from bot.conversation.evidence import doubts
from bot.conversation.evidence.conflicts import differences, tell_conflict
from bot.conversation.evidence.handled import Handled
from bot.conversation.evidence.received import (
    ask_review,
    post_proven,
    tell_it_is_elsewhere,
)
from bot.conversation.incoming import Incoming
from bot.conversation.money_api import PROVIDER
from bot.payments.port import Arrived
from chama.account_ref import read_account
from chama.constitution import CollectorKind
from chama.group import Collector, Group, Person
from chama.matching import Payer, match_payer
from chama.money import Money
from chama.names import name_words, names_fit
from chama.phones import hash_of
from chama.receipts import Direction, Kind, Language, Receipt
from chama.recorded import Recorded


@dataclass(frozen=True, slots=True)
class Arrival:
    """A payment that arrived.

    member: the code of the member whose phone was asked for it, "" where nobody's was. is_proven:
    the provider itself has said so when it was asked, and no other group's book counts it any more;
    else a callback alone says it. account: as it was typed. is_listed: by the provider's own list;
    else the account is a callback's word.
    """

    receipt: Receipt
    collector: Collector
    member: str = ""
    is_proven: bool = False
    account: str = ""
    is_listed: bool = False


def arrival_of(
    group: Group,
    collector: Collector,
    arrived: Arrived,
    member: str = "",
    *,
    is_proven: bool = False,
    is_listed: bool = False,
) -> Arrival:
    """What arrived, as a text about it would say it: of a hashed number whose it is in the group.

    The account is without the group's own letters.
    """
    account = read_account(arrived.account)
    is_own = account.group == group.id
    is_till = collector.kind is CollectorKind.TILL
    receipt = Receipt(
        kind=Kind.RECEIVED_TILL if is_till else Kind.RECEIVED_PAYBILL,
        direction=Direction.IN,
        language=Language.ENGLISH,
        code=arrived.receipt,
        amount=Money(arrived.amount_cents),
        party_name=arrived.name or None,
        party_phone=arrived.phone or _phone_of(group, arrived.phone_hash),
        party_phone_masked=arrived.phone_masked or None,
        account=(account.rest if is_own else arrived.account) or None,
        occurred_at=arrived.at,
    )
    return Arrival(receipt, collector, member, is_proven, arrived.account, is_listed)


def _phone_of(group: Group, hashed: str) -> str | None:
    """The number of a member's that has this hash."""
    phones = (phone for one in group.people for phone in group.pays_from(one))
    return next((one for one in phones if hashed and hash_of(one) == hashed), None)


def decide(draft: Draft, arrival: Arrival) -> None:
    """Put it into the book, unless it is there already or people have to look at it first."""
    payment = Incoming.from_receipt(arrival.receipt, arrival.collector.code, draft.now)
    if payment is None:
        raise LookupError("What arrived has no code or no amount.")
    if arrival.is_proven:
        noted = (arrival.account, arrival.is_listed)
        draft.add(NoteProof(payment.id, payment.amount_cents, *noted))
    recorded = draft.receipts.get(payment.id)
    if recorded is not None and not recorded.is_ours and arrival.is_proven:
        _post(draft, payment, arrival)  # where another's book had it, it has been left
        _tell_it_was_elsewhere(draft, recorded)
    elif recorded is not None:
        _decide_known(draft, arrival, payment, recorded)
    elif alike := doubts.lookalike_reasons(draft, payment.id, payment.amount_cents):
        ask_review(draft, payment, alike)
    else:
        _post(draft, payment, arrival)


def _post(draft: Draft, payment: Incoming, arrival: Arrival) -> None:
    handled = Handled()
    post_proven(draft, payment, handled, agreed=_meant(draft, payment, arrival))
    crediting.send_receipts(draft, handled.credits)


def _tell_it_was_elsewhere(draft: Draft, recorded: Recorded) -> None:
    """The officers hear that another group's book had their money."""
    if recorded.entry.kind.meaning.moves_money > 0:
        said = {"code": recorded.code, "amount_cents": recorded.amount_cents}
        draft.tell_officers("came_from_another", {**said, "paid_in": recorded.currency})


def _decide_known(draft: Draft, arrival: Arrival, payment: Incoming, recorded: Recorded) -> None:
    """Another sight of a receipt: what contradicts the book is looked at, the rest is no news."""
    if not recorded.is_ours or recorded.is_left:
        tell_it_is_elsewhere(draft, recorded)
    elif _is_to_correct(draft, arrival, payment, recorded):
        _correct(draft, arrival, payment, recorded)
    elif recorded.is_undone:
        undone = replace(payment, amount_cents=recorded.undone_cents)
        ask_review(draft, undone, (doubts.UNDONE,))
    elif recorded.remaining_cents == payment.amount_cents:
        return
    elif found := differences(recorded, replace(arrival.receipt, party_name=None)):
        tell_conflict(draft, recorded, found)


def _is_to_correct(draft: Draft, arrival: Arrival, payment: Incoming, recorded: Recorded) -> bool:
    """Whether the provider says otherwise, when asked, than a callback or a text had said."""
    if not arrival.is_proven or recorded.is_reversed or recorded.has_partial_reversal:
        return False
    is_unproven = recorded.id not in draft.situation.proven
    is_other = recorded.remaining_cents != payment.amount_cents
    if is_other and (is_unproven or recorded.entry.actor == PROVIDER):
        return True
    owner, is_as_it_came = _owner(draft, payment, arrival), len(recorded.history) == 1
    if owner is None or owner.code in recorded.owners or not is_as_it_came:
        return False
    if is_unproven:
        return not _is_as_said(payment, recorded)
    return arrival.is_listed and _is_by_account(draft, recorded)


def _is_by_account(draft: Draft, recorded: Recorded) -> bool:
    """Whether it went to whom the account of a callback named, and nobody has said anything."""
    named = named_by(draft.group, draft.situation.proven[recorded.id])
    is_told = recorded.entry.actor == PROVIDER
    return is_told and named is not None and recorded.owners == (named.code,)


def _correct(draft: Draft, arrival: Arrival, payment: Incoming, recorded: Recorded) -> None:
    """Take out what was booked on a callback's word, and book what the provider says; the officers
    and whose it was hear of both."""
    owners, booked_cents = recorded.owners, recorded.remaining_cents
    owner = _owner(draft, payment, arrival)
    corrections.take_back(draft, recorded)
    _post(draft, payment, arrival)
    said = {
        "code": recorded.code,
        "booked_cents": booked_cents,
        "amount_cents": payment.amount_cents,
        "owner": owner.name if owner is not None else "",
    }
    people = (draft.group.person(code) for code in owners)
    told = {one.code: one for one in (*draft.group.officers, *people) if one is not None}
    for person in told.values():
        draft.tell(person, "amount_corrected", said)


def _meant(draft: Draft, payment: Incoming, arrival: Arrival) -> Shares:
    """For whom it is where a phone was asked for it or the account says so; () where neither does.

    What a member asked of their own phone, or pays to their own account from it, goes as all that
    they pay does: to whom they have said.
    """
    asked = draft.group.person(arrival.member)
    if asked is not None:
        return (
            ()
            if payment.phone in draft.group.pays_from(asked)
            else ((asked.code, payment.amount_cents),)
        )
    named = named_by(draft.group, payment.account or "")
    if named is None or (payment.phone == named.phone and _has_said_whose(draft, named)):
        return ()
    return ((named.code, payment.amount_cents),)


def _has_said_whose(draft: Draft, member: Person) -> bool:
    """Whether a member has said for whom their next payment is."""
    return any(one.member == member.code for one in draft.situation.intentions)


def _owner(draft: Draft, payment: Incoming, arrival: Arrival) -> Person | None:
    """Whose it is by the prompt that brought it, or by the account that was typed."""
    asked = draft.group.person(arrival.member)
    return asked or named_by(draft.group, payment.account or "")


def _is_as_said(payment: Incoming, recorded: Recorded) -> bool:
    """Whether the book has it from the same payer: then they have said whose it is, and heard."""
    return names_fit(recorded.entry.memo, payment.payer_name)


def named_by(group: Group, account: str) -> Person | None:
    """The one member whom an account names, by seat, code, phone or name; nobody where it has the
    letters of another group."""
    ref = read_account(account)
    if ref.group not in (None, group.id):
        return None
    return _at_seat(group, ref.rest) or _of_name(group, ref.rest)


def _at_seat(group: Group, what: str) -> Person | None:
    seat = read_account(what).seat
    return group.person(group.seats.get(seat, "")) if seat is not None else None


def _of_name(group: Group, what: str) -> Person | None:
    """By a whole name, a code or a phone; else by a part of a name that is nobody else's."""
    match = match_payer(Payer(name="", account=what), payers.candidates(group))
    if match.member_id is not None:
        return group.person(match.member_id)
    said = set(name_words(what))
    named = [one for one in group.people if said and said <= set(name_words(one.name))]
    return named[0] if len(named) == 1 else None

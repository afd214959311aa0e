"""A text of money that left a collecting phone for another collector of the group.

It is the group's money that moved, or the sender's own contribution: whoever holds the phone is
asked by number. The text of where the money came may be shown too, before or after: the money
counts once, the code of each is known, and what the provider took is booked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.conversation import crediting, in_the_book, moves
from bot.conversation.draft import WITHDRAWN, Draft
from bot.conversation.effects import Facts, MakeClaim, Settle
from bot.conversation.evidence import doubts
from bot.conversation.evidence.conflicts import is_a_payers
from bot.conversation.evidence.handled import Handled, already_item
from bot.conversation.evidence.withdrawn import left_in, phone_of
from bot.conversation.incoming import Incoming, receipt_about
from bot.conversation.proposals import transfer
from bot.conversation.situation import Question
from bot.conversation.told_before import moved_cents
from chama import entries
from chama.agreement import Proposal, State
from chama.entries import ROTATION
from chama.group import Collector, Group, Person
from chama.journal import Account, JournalEntry, ReceiptId, standing
from chama.kinds import AccountKind, EntryKind
from chama.matching import shows_account, shows_number
from chama.names import names_fit
from chama.receipts import Receipt
from chama.recorded import Recorded
from chama.rota import day_in_nairobi

A_DAY = timedelta(days=1)
"""How far apart the days of the two texts may be: banks post a day later."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of money before the text of where it came. is_own: its sender's contribution;
    None where they have not said it yet."""

    left: Facts
    is_own: bool | None


def paid_into(group: Group, receipt: Receipt) -> Collector | None:
    """The group's collector that a sent text paid, None when it went elsewhere."""
    return next((one for one in group.collectors if _is_paid(one, receipt)), None)


def _is_paid(collector: Collector, receipt: Receipt) -> bool:
    """By the whole number, else the masked one and the name, else the account or the name."""
    numbers = {collector.number or collector.phone}
    has_name = names_fit(receipt.party_name or "", collector.name)
    if receipt.party_phone is not None:
        return receipt.party_phone in numbers
    if receipt.party_phone_masked is not None:
        return has_name and any(shows_number(receipt.party_phone_masked, one) for one in numbers)
    account = receipt.account or ""
    return has_name or any(shows_account(account, one) for one in numbers if one)


def between(draft: Draft, receipt: Receipt) -> tuple[Collector, Collector] | None:
    """The collecting phone that money left and the other collector that it went to, both of the
    group's own currency; None where it is not so."""
    phone, target = phone_of(draft), paid_into(draft.group, receipt)
    if phone is None or target is None or phone == target or phone.currency or target.currency:
        return None
    return phone, target


def decide(
    draft: Draft, receipt: Receipt, phone: Collector, target: Collector, handled: Handled
) -> None:
    """Ask who holds the phone what it was, unless the text of where it came has told that."""
    holder, own = draft.group.holder_of(phone), receipt.id
    if receipt.is_suspicious or receipt.amount is None or own is None or holder is None:
        doubts.report(draft, receipt)
        return
    if not handled.is_new(own):
        return
    recorded = draft.receipts.get(own)
    left = {
        **left_in(draft, receipt, own, receipt.amount.cents, phone),
        "bank": target.code,
        "bank_name": target.name,
    }
    if recorded is not None and not recorded.is_undone:
        _decide_known(draft, recorded, left, holder, phone)
    elif reasons := _doubts(draft, receipt, own, receipt.amount.cents):
        doubts.report(draft, receipt, reasons)
    elif not (
        _is_asked_already(draft, own, holder, left)
        or _came_before(draft, left, holder, phone, handled)
    ):
        _ask(draft, left, holder)


def _doubts(draft: Draft, receipt: Receipt, own: ReceiptId, cents: int) -> list[str]:
    if doubts.is_too_old(draft, receipt):
        return [doubts.TOO_OLD]
    return doubts.about_money_out(draft, receipt, own, cents)


def _decide_known(
    draft: Draft, recorded: Recorded, left: Facts, holder: Person, phone: Collector
) -> None:
    """Its code is in the book: of where it came, where both texts have the same one."""
    question = _asked_of_arrival(draft, left, phone, same_code=True)
    is_move = recorded.is_ours and _is_move(recorded.standing[0][0], phone)
    if question is not None:
        _ask_with(draft, question, left, holder)
        return
    if is_move and left["fee_cents"] and not recorded.charged_cents:
        moves.note_left(draft, left, phone.place, is_own=False)
    in_the_book.tell(draft, recorded)


def _is_move(entry: JournalEntry, phone: Collector) -> bool:
    return entry.kind is EntryKind.TRANSFER and not entries.shows_only(entry, phone.place)


def _is_asked_already(draft: Draft, own: ReceiptId, holder: Person, left: Facts) -> bool:
    """Whether somebody is asked about this text: its question is shown again."""
    question = next(
        (one for one in draft.situation.questions if _left_in(one) == own and one.code == ""),
        None,
    )
    if question is not None and question.address == draft.cause.sender:
        draft.put_again(question)
    elif question is not None:
        draft.reply("held", code=own.code)
    elif f"move:{own.network}:{own.code}" in draft.proposals or _proposal_with(draft, own):
        draft.reply("asked_already", what_cents=left["amount_cents"])
    else:
        claims = draft.situation.claims.get(own, ())
        return any(one.member == holder.code for one in claims) and _tell_claimed(draft, left)
    return True


def _tell_claimed(draft: Draft, left: Facts) -> bool:
    item = {"code": left["code"], "amount_cents": left["amount_cents"], "paid_in": "", "shares": []}
    draft.reply("claim_waiting", items=[item], treasurer="")
    return True


def _came_before(
    draft: Draft, left: Facts, holder: Person, phone: Collector, handled: Handled
) -> bool:
    """Whether the text of where it came was shown before: in a question, or in the book."""
    if (question := _asked_of_arrival(draft, left, phone)) is not None:
        _ask_with(draft, question, left, holder)
        return True
    if (proposal := _put_of_arrival(draft, left, phone)) is not None:
        _end(draft, proposal)
        move = replace(moves.from_details(proposal.facts), fee_cents=left["fee_cents"])
        transfer.propose_arrived(draft, Incoming.from_details(proposal.facts), move, left)
        return True
    came = _booked_before(draft, left, holder, phone)
    if came is None:
        return False
    moves.note_left(draft, left, phone.place, is_own=came.kind is not EntryKind.TRANSFER)
    own = ReceiptId(left["network"], left["code"])
    handled.already.append(already_item(draft, draft.receipts[own]))
    return True


def _ask(draft: Draft, left: Facts, holder: Person) -> None:
    if holder.phone != draft.cause.sender:  # the group's own phone hears what happens
        draft.reply("held", code=left["code"])
    receipt = ReceiptId(left["network"], left["code"])
    key = f"{draft.question_key('own_or_banked', receipt)}:{draft.cause.key}"
    draft.ask("own_or_banked", holder, key, left)


def claim(draft: Draft, left: Facts, me: Person) -> None:
    """It is said to be a contribution: it counts when the text of where it came is shown."""
    draft.add(MakeClaim(ReceiptId(left["network"], left["code"]), me.code, left["amount_cents"]))
    _tell_claimed(draft, left)


# --- the text of where it came -----------------------------------------------------------------


def moved_before(draft: Draft, payment: Incoming) -> bool:
    """Whether the book has the move whose arrival this is, by the text of where it left: so much,
    of that phone, a day apart at most, and no other arrival's text was taken for it."""
    place = crediting.place_of(draft, payment)
    sent = [
        entry
        for entry in _standing(draft)
        if entry.kind is EntryKind.TRANSFER
        and entry.receipt
        and moved_cents(entry, place) == payment.amount_cents
        and _is_near(entry, payment.on)
        and (phone := _phone_left(draft, entry)) is not None
        and _is_from(draft, payment, phone)
    ]
    shown = [
        entry
        for entry in _standing(draft)
        if entries.shows_only(entry, place)
        and entry.amount_cents == payment.amount_cents
        and _is_near(entry, payment.on)
    ]
    return len(sent) > len(shown)


def note_arrived(draft: Draft, payment: Incoming, handled: Handled) -> None:
    """The code of the text is known from now on; the money is in the book."""
    entry = entries.shown_too(
        payment.id,
        payment.amount_cents,
        place=crediting.place_of(draft, payment),
        on=payment.day,
        actor=crediting.actor(draft),
        memo=payment.payer_name,
    )
    draft.post(entry)
    handled.already.append(already_item(draft, draft.receipts[payment.id]))


def told_of(draft: Draft, payment: Incoming, payer: Person, source: Account) -> Told | None:
    """What the text of where it left, and its sender, have told of money that came."""
    for question in draft.situation.questions:
        details = question.details
        is_open = question.kind == "own_or_banked" and not draft.is_closed(question)
        if is_open and details.get("code") and _is_of(details, payment, source):
            draft.close(question, "came")
            return Told(details, is_own=None)
    for proposal in draft.situation.proposals:
        facts = proposal.facts
        is_open = proposal.kind == "transfer" and not draft.is_settled(proposal)
        if is_open and facts["code"] and "payment" not in facts and _is_move_of(facts, payment):
            _end(draft, proposal)
            return Told(facts, is_own=False)
    for said in draft.situation.open_claims:
        is_near = abs(day_in_nairobi(said.claimed_at) - payment.day) <= A_DAY
        is_so_much = said.amount_cents == payment.amount_cents and said.network
        if said.member == payer.code and is_so_much and is_near and said.receipt != payment.id:
            return Told(_left_of_claim(said.receipt, payment), is_own=True)
    return None


def _left_of_claim(receipt: ReceiptId, payment: Incoming) -> Facts:
    return {
        "code": receipt.code,
        "network": receipt.network,
        "amount_cents": payment.amount_cents,
        "fee_cents": 0,
        "on": payment.on,
    }


def _is_of(details: Facts, payment: Incoming, source: Account) -> bool:
    """Whether a question about money that left is about the money that came."""
    return (
        details["bank"] == payment.collector
        and details["amount_cents"] == payment.amount_cents
        and details["collector"] == source.owner
        and abs(date.fromisoformat(details["on"]) - payment.day) <= A_DAY
    )


def _is_move_of(facts: Facts, payment: Incoming) -> bool:
    move = moves.from_details(facts)
    return (
        move.target == entries.collector(ROTATION, payment.collector)
        and move.cents == payment.amount_cents
        and abs(date.fromisoformat(move.on) - payment.day) <= A_DAY
    )


def _end(draft: Draft, proposal: Proposal) -> None:
    """What others are asked is put anew, or decided, with both texts."""
    draft.add(Settle(proposal.id, State.EXPIRED))
    draft.close_all(proposal, WITHDRAWN)
    draft.proposals.remove(proposal.key)


# --- finding the other text ----------------------------------------------------------------------


def _left_in(question: Question) -> ReceiptId | None:
    """The text of money that left which a question is about, beside that of where it came."""
    if question.kind == "own_or_banked":
        return receipt_about(question)
    left = question.details.get("left") if question.kind == "own_or_held" else None
    return ReceiptId(left["network"], left["code"]) if left else None


def _proposal_with(draft: Draft, own: ReceiptId) -> bool:
    lefts = (one.facts.get("left") for one in draft.situation.proposals)
    return any(left and (left["network"], left["code"]) == tuple(own) for left in lefts)


def _asked_of_arrival(
    draft: Draft, left: Facts, phone: Collector, *, same_code: bool = False
) -> Question | None:
    """The open question what money is that came, where it is that which left."""
    for question in draft.situation.questions:
        details = question.details
        if question.kind != "own_or_held" or details.get("left"):
            continue
        payment = Incoming.from_details(details)
        is_code = not same_code or payment.code == left["code"]
        is_source = Account.parse(ROTATION, details["source"]) == phone.place
        if is_code and is_source and _is_of(left, payment, phone.place):
            return question
    return None


def _ask_with(draft: Draft, question: Question, left: Facts, holder: Person) -> None:
    """Ask again what money is that came, now that it is known what it cost."""
    draft.close(question, "sharpened")
    key = f"own_or_held:{left['network']}:{left['code']}:{draft.cause.key}"
    if holder.phone != draft.cause.sender:
        draft.reply("held", code=left["code"])
    draft.ask("own_or_held", holder, key, {**question.details, "left": left})


def _put_of_arrival(draft: Draft, left: Facts, phone: Collector) -> Proposal | None:
    """The proposal that money which came is the group's, where it is that which left."""
    for proposal in draft.situation.proposals:
        facts = proposal.facts
        if proposal.kind != "transfer" or "payment" not in facts or "left" in facts:
            continue
        is_source = moves.from_details(facts).source == phone.place
        if is_source and _is_of(left, Incoming.from_details(facts), phone.place):
            return proposal
    return None


def _booked_before(
    draft: Draft, left: Facts, holder: Person, phone: Collector
) -> JournalEntry | None:
    """What the book made of the money whose arrival came before: the move, or a contribution."""
    came = [
        entry
        for entry in _standing(draft)
        if entry.amount_cents == left["amount_cents"]
        and _is_near(entry, left["on"])
        and _is_arrival(draft, entry, left, holder, phone)
    ]
    shown = [
        entry
        for entry in _standing(draft)
        if entries.shows_only(entry, phone.place)
        and entry.amount_cents == left["amount_cents"]
        and _is_near(entry, left["on"])
    ]
    return came[0] if len(came) > len(shown) else None


def _is_arrival(
    draft: Draft, entry: JournalEntry, left: Facts, holder: Person, phone: Collector
) -> bool:
    """Whether an entry made something of money that came from a phone by its own text."""
    receipt = entries.receipt_of(entry.key)
    recorded = Recorded.among(draft.situation.recent, receipt) if receipt else None
    if entry.receipt or recorded is None or recorded.lies_in.owner != left["bank"]:
        return False
    is_move = entry.kind is EntryKind.TRANSFER and moved_cents(entry, phone.place) < 0
    return is_move or (entry.kind is EntryKind.ALLOCATION and entry.member == holder.code)


def _standing(draft: Draft) -> Iterator[JournalEntry]:
    """The last entries of the book that nothing took back, the newest first."""
    return (one.entry for one in standing(draft.situation.recent))


def _is_near(entry: JournalEntry, on: str) -> bool:
    day = entry.effective_on
    return day is not None and abs(day - date.fromisoformat(on)) <= A_DAY


def _phone_left(draft: Draft, entry: JournalEntry) -> Collector | None:
    """The collector that a move left."""
    left = (line.account for line in entry.postings if line.amount_cents < 0)
    places = [one.owner for one in left if one.kind is AccountKind.COLLECTOR]
    return draft.group.collector(places[0]) if places else None


def _is_from(draft: Draft, payment: Incoming, phone: Collector) -> bool:
    """Whether a payment may have come from a phone: by its number, its holder's name, or as it
    names no payer."""
    if payment.phone is not None:
        return payment.phone == phone.phone
    holder = draft.group.holder_of(phone)
    named = payment.payer_name
    return not is_a_payers(named) or (holder is not None and names_fit(named, holder.name))

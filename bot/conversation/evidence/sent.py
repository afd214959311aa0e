"""A member's own "sent" text: a claim, until the collector's text of the same code confirms it."""

from __future__ import annotations

from bot.conversation import in_the_book, owning, reallocating
from bot.conversation.beneficiaries import Meant
from bot.conversation.directions import Direction, resolve, tell_unclear
from bot.conversation.draft import Draft
from bot.conversation.effects import MakeClaim
from bot.conversation.evidence import departures, doubts, strays
from bot.conversation.evidence.conflicts import differences, tell_conflict
from bot.conversation.evidence.departures import paid_into
from bot.conversation.evidence.handled import Handled, already_item
from bot.conversation.evidence.money_out import decide_money_out
from bot.conversation.incoming import Incoming
from bot.conversation.payers import open_claims
from chama.constitution import CollectorKind
from chama.group import Group, Person
from chama.journal import ReceiptId
from chama.receipts import Receipt
from chama.recorded import Recorded


def decide_sent(draft: Draft, receipt: Receipt, handled: Handled) -> None:
    """Keep it as a claim; what a collecting phone sent is asked about, or is money out; what went
    elsewhere is none of ours."""
    me = draft.situation.me
    if (ends := departures.between(draft, receipt)) is not None:
        departures.decide(draft, receipt, *ends, handled)
    elif departures.paid_into(draft.group, receipt) is None:
        if any(one.kind is CollectorKind.PHONE for one in draft.situation.my_collectors):
            decide_money_out(draft, receipt)
        else:
            strays.decide_sent(draft, receipt)
    elif me is None or receipt.is_suspicious or receipt.amount is None or not receipt.id:
        doubts.report(draft, receipt)
    elif handled.is_new(receipt.id):
        _decide_claim(draft, receipt, receipt.id, receipt.amount.cents, me, handled)


def _decide_claim(
    draft: Draft, receipt: Receipt, own: ReceiptId, amount_cents: int, me: Person, handled: Handled
) -> None:
    recorded, code = draft.receipts.get(own), own.code
    if recorded is not None:
        claim_recorded(draft, recorded, me, receipt, handled)
        return
    if doubts.is_of_no_collector(draft, receipt):
        doubts.report(draft, receipt, (doubts.CURRENCY,))
        return
    if doubts.is_too_old(draft, receipt):
        doubts.report(draft, receipt, (doubts.TOO_OLD,))
        return
    if alike := doubts.lookalike_reasons(draft, own, amount_cents):
        doubts.report(draft, receipt, alike)
        return
    others = [claim for claim in open_claims(draft, own) if claim.member != me.code]
    shares = _shares(draft, handled.meant, code, amount_cents, me)
    paid_in = _paid_in(draft.group, receipt)
    draft.add(_claim_of(own, me, amount_cents, shares, paid_in))
    said = [{"name": draft.group.name_of(one), "amount_cents": cents} for one, cents in shares]
    item = {"code": code, "amount_cents": amount_cents, "paid_in": paid_in, "shares": said}
    handled.claims.append(item)
    handled.paid_into.append(paid_into(draft.group, receipt))
    if others:
        _ask_same_code(draft, own, others[0].member, me.code, amount_cents)


def _paid_in(group: Group, receipt: Receipt) -> str:
    """In what a text says that it was paid, where that is not the group's currency; else ""."""
    currency = receipt.amount.currency if receipt.amount else group.currency
    return "" if currency == group.currency else currency


def _claim_of(
    receipt: ReceiptId,
    me: Person,
    amount_cents: int,
    shares: tuple[tuple[str, int], ...],
    paid_in: str,
) -> MakeClaim:
    """The claim of a text. Money in another currency is kept without amounts: what it will count
    for is not known, and it must never be taken for so much of the group's."""
    if not paid_in:
        return MakeClaim(receipt, me.code, amount_cents, shares)
    return MakeClaim(receipt, me.code, None, tuple((one, None) for one, _ in shares))


def _shares(
    draft: Draft, meant: Meant, code: str, amount_cents: int, me: Person
) -> tuple[tuple[str, int], ...]:
    """For whom the claimer says it is; empty for themselves, and where they must say it again."""
    direction = resolve(draft, meant.shares, amount_cents, me) if meant.shares else Direction()
    if meant.unclear:
        tell_unclear(draft, meant)
    elif direction.is_unclear:
        draft.reply("shares_differ", code=code, amount_cents=amount_cents)
    shares = tuple((person.code, cents) for person, cents in direction.people)
    return () if shares == ((me.code, amount_cents),) else shares


def claim_recorded(
    draft: Draft, recorded: Recorded, me: Person, shown: Receipt | None, handled: Handled
) -> None:
    """A member shows a code that is in the book: theirs, waiting for its owner, or another's.

    shown: None when only the code was said.
    """
    if not recorded.is_ours or recorded.is_money_out or recorded.is_reversed:
        in_the_book.tell(draft, recorded)
    elif shown is not None and (found := differences(recorded, shown)):
        tell_conflict(draft, recorded, found)
    elif me.code in recorded.owners and handled.meant.shares:
        reallocating.decide(draft, me, recorded, handled.meant.shares)
    elif me.code in recorded.owners:
        handled.already.append(already_item(draft, recorded))
    elif recorded.owners and not recorded.waiting_cents:
        reallocating.claim(draft, recorded, me)
    else:
        payment = Incoming.waiting(recorded, recorded.currency or draft.group.currency)
        owning.claim(draft, payment, me)


def _ask_same_code(
    draft: Draft, receipt: ReceiptId, first: str, second: str, amount_cents: int
) -> None:
    """Two members show one code: an officer who is neither of them says whose it is."""
    officer = draft.group.officer_besides(first, second)
    if officer is None:
        return
    details = {
        "code": receipt.code,
        "network": receipt.network,
        "first": first,
        "second": second,
        "first_name": draft.group.name_of(first),
        "second_name": draft.group.name_of(second),
        "amount_cents": amount_cents,
    }
    key = f"same:{receipt.network}:{receipt.code}:{second}"
    draft.ask("same_code", officer, key, details)

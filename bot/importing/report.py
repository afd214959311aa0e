"""An imported statement in words that a treasurer can read: the loud things first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.importing.book import last_recorded, payee_in
from bot.importing.facts import day_of
from bot.importing.findings import LookAt, Trouble
from bot.importing.imported import Imported
from bot.importing.plan import Proposal
from chama.money import Money
from chama.receipts import Receipt
from chama.recorded import Recorded
from chama.statements import FindingKind, Transaction

_WORDS: dict[str, str] = {
    FindingKind.REVERSED_IN_BOOK: (
        "TAKEN OUT OF THE BOOK, but {shown} with {payer} stands on the statement; it was {before}"
    ),
    FindingKind.PAID_TO_ANOTHER: (
        "WENT TO SOMEBODY ELSE: {shown} to {payer}, but the book has {booked}"
    ),
    FindingKind.FEE_DIFFERS: "the book has a charge of {fee}, the statement {fee_shown}: {booked}",
    FindingKind.IN_LEDGER_NOT_ON_STATEMENT: "in the book, but not on the statement: {booked}",
    FindingKind.AMOUNT_DIFFERS: "the statement says {shown}, the book {booked}",
    FindingKind.CREDITED_TO_ANOTHER_MEMBER: "paid by {payer}, but the book has {booked}",
    FindingKind.RECORDED_TWICE: "recorded a second time: {booked}, as {typed}",
    FindingKind.RECEIPT_MISTYPED: "the book has it under the mistyped code {typed}: {booked}",
    FindingKind.REVERSED_BUT_COUNTED: "M-PESA took it back ({reversal}), the book has {booked}",
    FindingKind.MONEY_OUT_NOT_IN_LEDGER: "{shown} to {payer}: no officer is free to confirm it",
    Trouble.PARTLY_TAKEN_BACK: "{shown} from {payer}: M-PESA took a part back ({reversal})",
    Trouble.IN_ANOTHER_BOOK: "{shown} from {payer}: it is in the book of another group",
    Trouble.LOOKS_LIKE_KNOWN: "{shown} from {payer}: it looks like a payment that is in a book",
    Trouble.NOT_AS_AGREED: "{shown} with {payer}: it is not any more as it was agreed to",
}

_DONE = ("Recorded", "Taken back out of the book")
_PLANNED = ("To be recorded", "To be taken back out of the book")


def report(imported: Imported, *, is_dry_run: bool) -> Iterator[str]:
    """The lines of the report."""
    plan = imported.plan
    yield from _heading(imported)
    yield from _section(
        "PLEASE LOOK AT THESE; nothing was changed:",
        [_look_at(imported, one) for one in plan.look_at],
    )
    recorded, taken_back = _PLANNED if is_dry_run else _DONE
    owned = [_proposal(one) for one in plan.proposals if one.owners]
    waiting = [_proposal(one) for one in plan.proposals if not one.owners]
    yield from _section(f"{recorded}:", owned)
    yield from _section(f"{recorded}, and the treasurer asked whose it is:", waiting)
    yield from _section(
        f"{taken_back}, as M-PESA did:",
        [f"{one.reversal.reverses}  by {_paid(one.reversal)}" for one in plan.taken_back],
    )
    yield from _section(
        "Money out of which a second officer is asked:",
        [f"{_paid(one.sent)} to {_party(one.sent)}" for one in plan.sent_out],
    )
    if plan.private:
        yield ""
        yield (
            f"{plan.private} private transfers of the phone's owner, left out. "
            "If one is the group's, forward its M-PESA message."
        )
    began = _day(imported.starts_on)
    if plan.before_the_rounds:
        yield from (
            "",
            f"{plan.before_the_rounds} from before the rounds began on {began}, left out.",
        )
    if is_dry_run:
        yield from ("", "Nothing was changed: this was a dry run.")


def _heading(imported: Imported) -> Iterator[str]:
    statement, days = imported.statement, imported.days
    account = " ".join(filter(None, (statement.shortcode, statement.holder)))
    period = f", {_day(days[0])} to {_day(days[1])}" if days else ""
    yield f"{imported.group.name}: statement of {account or 'an unnamed account'}{period}"
    if not imported.is_sure:
        yield f"Take care: {imported.group.name} does not say that it collects on this account."
    yield (
        f"Opening balance {statement.opening}, closing balance {statement.closing}, "
        f"and all rows between add up."
    )
    matched = imported.plan.matched
    entries = "entry of the book is" if matched == 1 else "entries of the book are"
    yield f"{matched} {entries} on the statement."


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        yield from (f"  {line}" for line in lines)


def _look_at(imported: Imported, one: LookAt) -> str:
    transaction, recorded = one.transaction, one.recorded
    words = _WORDS[one.kind].format(
        booked=_booked(imported, one),
        before=_before(imported, one),
        shown=_shown(transaction),
        payer=transaction.party_name or "an unnamed payer" if transaction else "",
        fee=_money(imported, recorded, recorded.charged_cents) if recorded else "",
        fee_shown=(transaction.fee if transaction and transaction.fee.cents else "none"),
        typed=recorded.code if recorded else "",
        reversal=transaction.reversed_by if transaction else "",
    )
    return f"{one.code}  {words}"


def _money(imported: Imported, recorded: Recorded, cents: int) -> Money:
    """An amount of a payment, in the currency in which it came."""
    return Money(cents, recorded.currency or imported.group.currency)


def _booked(imported: Imported, one: LookAt) -> str:
    """What the book has: "KES 700 of Joseph Kimani, 9 Aug 2026 (entry 5)"."""
    if one.recorded is None:
        return ""
    entry, number = one.recorded.history[0]
    amount = _money(imported, one.recorded, last_recorded(one.recorded).amount_cents)
    names = ", ".join(imported.group.name_of(owner) for owner in one.recorded.owners)
    whose = f"of {names or 'nobody yet'}"
    if one.recorded.is_money_out:
        whose = f"to {payee_in(one.recorded, imported.group) or names or 'nobody who is named'}"
    on = f", {_day(entry.effective_on)}" if entry.effective_on else ""
    return f"{amount} {whose}{on} (entry {number})"


def _before(imported: Imported, one: LookAt) -> str:
    """What the book had before it was taken out, by whom it was first recorded."""
    if one.recorded is None:
        return ""
    entry, number = one.recorded.history[0]
    owner = imported.group.name_of(entry.member) if entry.member else "nobody's yet"
    by = ", ".join(f"entry {seq}" for undone, seq in one.recorded.history if undone.reverses)
    return f"of {owner} (entry {number}), taken out by {by or 'no entry that is known'}"


def _shown(transaction: Transaction | None) -> str:
    return f"{transaction.amount} on {_day(day_of(transaction))}" if transaction else ""


def _proposal(one: Proposal) -> str:
    owners = ", ".join(person.name for person in one.owners)
    return f"{_paid(one.receipt)} from {_party(one.receipt)} -> {owners or 'whose is it?'}"


def _paid(receipt: Receipt) -> str:
    on = f"{_day(receipt.occurred_at)}  " if receipt.occurred_at else ""
    return f"{receipt.code}  {on}{receipt.amount}"


def _party(receipt: Receipt) -> str:
    phone = receipt.party_phone or receipt.party_phone_masked
    account = f"account {receipt.account}" if receipt.account else ""
    shown = " ".join(filter(None, (receipt.party_name, phone, account)))
    return shown or "an unnamed payer"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"

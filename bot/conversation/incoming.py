"""Money that came in, as the texts of a collector tell it: from reading to a question and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Self

from bot.conversation.situation import Question
from chama.journal import ReceiptId
from chama.matching import Payer, payer_key
from chama.receipts import Receipt
from chama.receipts.codes import date_in_code
from chama.recorded import Recorded
from chama.rota import NAIROBI


@dataclass(frozen=True, slots=True)
class Incoming:
    """One payment into a collector; the same facts ride along in the questions about it.

    on: ISO date of the payment. phone: E.164 or None. masked: the number as printed, or None.
    collector: the collector's code. network: whose codes these are ("mpesa", "airtel", ...).
    """

    code: str
    network: str
    amount_cents: int
    currency: str
    on: str
    collector: str
    payer_name: str
    phone: str | None = None
    masked: str | None = None
    account: str | None = None

    @classmethod
    def from_receipt(cls, receipt: Receipt, collector: str, now: datetime) -> Self | None:
        """The payment that a text tells of, None when it lacks a code or an amount."""
        if receipt.id is None or receipt.amount is None:
            return None
        return cls(
            code=receipt.id.code,
            network=receipt.id.network,
            amount_cents=receipt.amount.cents,
            currency=receipt.amount.currency,
            on=paid_on(receipt, now).isoformat(),
            collector=collector,
            payer_name=receipt.party_name or "",
            phone=receipt.party_phone,
            masked=receipt.party_phone_masked,
            account=receipt.account,
        )

    @classmethod
    def from_details(cls, details: Mapping[str, Any]) -> Self:
        """The payment that a question is about."""
        return cls(**details["payment"])

    @classmethod
    def waiting(cls, recorded: Recorded, currency: str) -> Self:
        """What of a payment in the book waits for its owner; its payer's number is lost."""
        entry = recorded.entry
        return cls(
            code=recorded.id.code,
            network=recorded.id.network,
            amount_cents=recorded.waiting_cents,
            currency=currency,
            on=entry.effective_on.isoformat() if entry.effective_on else "",
            collector=entry.postings[0].account.owner,
            payer_name=entry.memo,
        )

    def as_details(self) -> dict[str, Any]:
        """For a question's details, under the key "payment"."""
        return asdict(self)

    @property
    def id(self) -> ReceiptId:
        """What names the receipt over all groups."""
        return ReceiptId(self.network, self.code)

    @property
    def day(self) -> date:
        """The day of the payment."""
        return date.fromisoformat(self.on)

    @property
    def payer(self) -> Payer:
        """Whom the text names as payer."""
        return Payer(
            name=self.payer_name,
            phone=self.phone,
            phone_masked=self.masked,
            account=self.account,
        )

    @property
    def payer_key(self) -> str:
        """Under what an officer's answer about this payer is remembered."""
        return payer_key(self.payer)

    @property
    def shown_phone(self) -> str:
        """The number as an officer may see it, "" when the text has none."""
        return self.masked or self.phone or ""


MPESA = "mpesa"
MPESA_CODE_LENGTH = 10


def receipt_about(question: Question) -> ReceiptId | None:
    """The receipt that a question is about, None for a question about none."""
    return receipt_in(question.details.get("facts", question.details))


def receipt_in(facts: Mapping[str, Any]) -> ReceiptId | None:
    """The receipt that the facts of a question or a proposal are about, None for none."""
    about = facts.get("payment", facts.get("sent", facts))
    return ReceiptId(about["network"], about["code"]) if about.get("network") else None


def currency_in(facts: Mapping[str, Any]) -> dict[str, str]:
    """For a message about what facts are about: the currency of their amount, where they say it."""
    currency = facts.get("payment", facts).get("currency", "")
    return {"currency": currency} if currency else {}


def paid_on(receipt: Receipt, now: datetime) -> date:
    """The day of a payment, in Nairobi; today where its text tells none."""
    return told_day(receipt) or now.astimezone(NAIROBI).date()


def told_day(receipt: Receipt) -> date | None:
    """The day that a text prints, in Nairobi, else the one in M-Pesa's code; None for neither."""
    printed = receipt.occurred_at
    if isinstance(printed, datetime):
        return printed.astimezone(NAIROBI).date()
    return printed or day_in_code(receipt)


def day_in_code(receipt: Receipt) -> date | None:
    """The day that M-Pesa's code names; None for a code of before 2015 or of another network."""
    code = receipt.code or ""
    is_dated = receipt.network == MPESA and len(code) == MPESA_CODE_LENGTH
    return date_in_code(code) if is_dated else None

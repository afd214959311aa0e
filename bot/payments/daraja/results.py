"""Results: what Daraja answers later to a payout, a question, a reversal.

They share one envelope. A code that no table knows leaves a request unclear: it is asked about,
and neither paid again nor given up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.payments.daraja import values
from bot.payments.daraja.errors import OF_OTHERS, UNKNOWN_TO_QUERY
from bot.payments.daraja.values import Items
from bot.payments.port import How, ResultNews, Standing, Unreadable, Why

KES = "KES"

_AFTER_A_PAYOUT = {
    "B2CUtilityAccountAvailableFunds": "Utility Account",
    "B2CWorkingAccountAvailableFunds": "Working Account",
    "B2CChargesPaidAccountAvailableFunds": "Charges Paid Account",
}
"""The names of the Account Balance API for what a payout's result tells of the accounts."""

_HOW_BY_STATUS = {
    "completed": How.DONE,
    "failed": How.FAILED,
    "cancelled": How.FAILED,
    "declined": How.FAILED,
    "expired": How.FAILED,
    "initiated": How.PENDING,
    "authorized": How.PENDING,
    "pending": How.PENDING,
    "pending authorized": How.PENDING,
}
"""Source: page TransactionStatus. "Reversed" is not among them: the money moved, and moved back."""


@dataclass(frozen=True)
class Envelope:
    """What all results have; flat as well, as some time-outs come."""

    content: Mapping[str, Any]

    @cached_property
    def _result(self) -> Mapping[str, Any]:
        return values.part(self.content, "Result") or self.content

    @cached_property
    def our_id(self) -> str:
        return values.identity(self._result.get("OriginatorConversationID"))

    @cached_property
    def request_id(self) -> str:
        return values.identity(self._result.get("ConversationID"))

    @cached_property
    def code(self) -> str:
        return values.code(self._result.get("ResultCode"))

    @cached_property
    def text(self) -> str:
        return values.text(self._result.get("ResultDesc")).lower()

    @cached_property
    def receipt(self) -> str:
        """Of a success only: beside a failure stands a placeholder that looks like a receipt."""
        return values.receipt(self._result.get("TransactionID")) if self.code == "0" else ""

    @cached_property
    def items(self) -> Items:
        return Items(values.part(self._result, "ResultParameters").get("ResultParameter"), "Key")

    def news(self, standing: Standing, **more: Any) -> ResultNews:
        """Raises Unreadable where it names no request."""
        if not (self.our_id or self.request_id):
            raise Unreadable("It names no request.")
        return ResultNews(self.our_id, self.request_id, standing=standing, **more)


def payout(content: Mapping[str, Any]) -> ResultNews:
    """The result of a payout. Raises Unreadable."""
    said = Envelope(content)
    if said.code != "0":
        return said.news(_failure(said))
    items = said.items
    standing = Standing(
        How.DONE,
        code=said.code,
        receipt=values.receipt(items.only("TransactionReceipt")) or said.receipt,
        amount_cents=values.paid_cents(items.only("TransactionAmount")),
        credited=values.text(items.only("ReceiverPartyPublicName")),
        at=values.moment(items.only("TransactionCompletedDateTime")),
        our_id=said.our_id,
    )
    found = {name: values.cents(items.only(key)) for key, name in _AFTER_A_PAYOUT.items()}
    return said.news(standing, balances=_known(found))


def reversal(content: Mapping[str, Any]) -> ResultNews:
    """The result of a reversal; the receipt is the reversal's own. Raises Unreadable."""
    said = Envelope(content)
    if said.code != "0":
        return said.news(_failure(said))
    items = said.items
    standing = Standing(
        How.DONE,
        code=said.code,
        receipt=said.receipt,
        amount_cents=values.paid_cents(items.only("Amount")),
        fee_cents=values.cents(items.only("Charge")),
        credited=values.text(items.first("CreditPartyPublicName")),
        debited=values.text(items.first("DebitPartyPublicName")),
        at=values.moment(items.only("TransCompletedTime")),
        our_id=said.our_id,
    )
    return said.news(standing)


def status(content: Mapping[str, Any]) -> ResultNews:
    """How the transaction stands that was asked about; code 0 only says that the question worked.

    Raises Unreadable.
    """
    said = Envelope(content)
    return said.news(_transaction(said) if said.code == "0" else _unanswered(said))


def _transaction(said: Envelope) -> Standing:
    items = said.items
    word = values.text(items.only("TransactionStatus")).lower()
    how = _HOW_BY_STATUS.get(word, How.UNCLEAR)
    return Standing(
        how,
        why=Why.OTHER if how is How.FAILED else None,
        code=values.code(word.replace(" ", "_")),
        receipt=values.receipt(items.only("ReceiptNo")) if how is How.DONE else "",
        amount_cents=values.paid_cents(items.only("Amount")),
        fee_cents=_fee_cents(items.only("DebitPartyCharges")),
        credited=values.text(items.first("CreditPartyName")),
        debited=values.text(items.first("DebitPartyName")),
        at=values.moment(items.only("FinalisedTime")),
        our_id=values.identity(items.only("OriginatorConversationID")),
    )


def _unanswered(said: Envelope) -> Standing:
    """Why the question failed; of the transaction it says at most that there is none."""
    if said.code == UNKNOWN_TO_QUERY or "not found" in said.text or "does not exist" in said.text:
        return Standing(How.NOT_FOUND, code=said.code)
    return Standing(How.UNCLEAR, OF_OTHERS.get(said.code), said.code)


def balance(content: Mapping[str, Any]) -> ResultNews:
    """What the accounts hold. Raises Unreadable."""
    said = Envelope(content)
    if said.code != "0":
        return said.news(_failure(said))
    standing = Standing(
        How.DONE,
        code=said.code,
        at=values.moment(said.items.only("BOCompletedTime")),
        our_id=said.our_id,
    )
    return said.news(standing, balances=_balances(said.items.only("AccountBalance")))


def timeout(content: Mapping[str, Any]) -> ResultNews:
    """That Daraja gave up waiting: whatever else it holds, of the money it says nothing.

    Raises Unreadable.
    """
    said = Envelope(content)
    return said.news(Standing(How.UNCLEAR, code=said.code), is_timeout=True)


def _failure(said: Envelope) -> Standing:
    why = OF_OTHERS.get(said.code)
    how = How.UNCLEAR if why is None else How.FAILED
    return Standing(how, why, said.code, our_id=said.our_id)


def _fee_cents(value: object) -> int | None:
    """What "Fee For B2C Payment|KES|22.40" says, several of them as their sum."""
    charges = [_charge(one) for one in _segments(value)]
    known = [one for one in charges if one is not None]
    return sum(known) if known and len(known) == len(charges) else None


def _charge(parts: list[str]) -> int | None:
    is_said = len(parts) >= 3 and parts[1] == KES
    cents = values.cents(parts[2]) if is_said else None
    return cents if cents is not None and cents >= 0 else None


def _balances(value: object) -> dict[str, int]:
    """What "Working Account|KES|700.00|700.00|0.00|0.00&..." says: the first sum of each."""
    sums = {
        parts[0]: values.cents(parts[2])
        for parts in _segments(value)
        if len(parts) >= 3 and parts[0] and parts[1] == KES
    }
    return _known(sums)


def _segments(value: object) -> list[list[str]]:
    """The parts of "a|b|c&d|e|f"."""
    said = values.text(value, values.MAX_BYTES)
    return [[part.strip() for part in one.split("|")] for one in said.split("&") if one.strip()]


def _known(found: Mapping[str, int | None]) -> dict[str, int]:
    return {name: cents for name, cents in found.items() if cents is not None}

"""The bodies that the provider posts and answers, in the shapes that it documents."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.simulator.daraja.ledger import Kind, Organisation, Transaction, Wallet
from bot.simulator.daraja.naming import decimals, party, stamp, whole
from chama.rota import NAIROBI

Document = dict[str, Any]

DESCRIPTIONS = {
    "0": "The service request is processed successfully.",
    "1": "The balance is insufficient for the transaction.",
    "2": "The amount is less than the minimum transaction value.",
    "3": "The amount is more than the maximum transaction value.",
    "4": "The amount would exceed the daily transfer limit.",
    "8": "The amount would exceed the maximum balance of the receiver.",
    "17": "Rule limited.",
    "21": "The initiator is not allowed to initiate this request.",
    "25": "The format of parameter null is invalid.",
    "1019": "Transaction has expired.",
    "1025": "An error occurred while sending a push request.",
    "1032": "Request cancelled by user.",
    "1037": "DS timeout user cannot be reached.",
    "2001": "The initiator information is invalid.",
    "2006": "The transaction is declined.",
    "2028": "The request is not permitted according to product assignment.",
    "2040": "The receiver is not a registered customer.",
    "8006": "The security credential is locked.",
    "TP40153": "The operator does not have the permission for this.",
    "R000001": "The transaction has already been reversed.",
    "R000002": "The OriginalTransactionID is invalid.",
    "C2B00016": "The payment was rejected by who was to receive it.",
}
_OWN_DESCRIPTIONS = {
    (Kind.PUSH, "2001"): "The customer entered a wrong PIN.",
    (Kind.REVERSAL, "1"): "The reversal failed as the recipient has already spent the money.",
}

_AS_NUMBER = re.compile(r'"\\u0000(-?[0-9.]+)"')


def to_json(document: object) -> bytes:
    """As sent. A Decimal becomes a number written with its places: 500.00."""
    text = json.dumps(document, default=lambda number: f"\0{number}")
    return _AS_NUMBER.sub(r"\1", text).encode()


def amount_of(cents: int) -> Decimal:
    """An amount in units, as a number with two places."""
    return Decimal(decimals(cents))


def describe(kind: Kind, code: str) -> str:
    """What a result code says of something of that kind."""
    return _OWN_DESCRIPTIONS.get((kind, code)) or DESCRIPTIONS[code]


def code_of(code: str) -> int | str:
    """A result code: a number where it is one."""
    return int(code) if code.isdigit() else code


# --- prompts -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PushEnd:
    """How a push ended, true or not. receipt, at, cents, phone: of money that moved."""

    merchant_request_id: str
    request_id: str
    code: str
    cents: int
    phone: str
    receipt: str = ""
    at: datetime | None = None


def push_callback(end: PushEnd) -> Document:
    """The body of an STK callback; details come with success alone."""
    said: Document = {
        "MerchantRequestID": end.merchant_request_id,
        "CheckoutRequestID": end.request_id,
        "ResultCode": code_of(end.code),
        "ResultDesc": describe(Kind.PUSH, end.code),
    }
    if end.code == "0" and end.at is not None:
        items = {
            "Amount": amount_of(end.cents),
            "MpesaReceiptNumber": end.receipt,
            "TransactionDate": int(stamp(end.at)),
            "PhoneNumber": int(end.phone),
        }
        said["CallbackMetadata"] = {"Item": [{"Name": n, "Value": v} for n, v in items.items()]}
    return {"Body": {"stkCallback": said}}


# --- payments that come in -----------------------------------------------------------------------


def masked(phone: str) -> str:
    """A number as the second version of C2B shows it."""
    return f"{phone[:4]} ***** {phone[-3:]}"


def hashed(phone: str) -> str:
    """A number as the first version of C2B shows it."""
    return hashlib.sha256(phone.encode()).hexdigest()


def arrival(
    payment: Transaction, payer: Wallet, payee: Organisation, *, msisdn: str, balance: str = ""
) -> Document:
    """The body of a C2B validation (without a balance) or confirmation.

    Of a payment that was asked for by a prompt too: it comes in the same way.
    """
    first, *rest = payer.name.split()
    return {
        "TransactionType": "Buy Goods" if payee.is_till else "Pay Bill",
        "TransID": payment.receipt,
        "TransTime": stamp(payment.at),
        "TransAmount": decimals(payment.cents),
        "BusinessShortCode": payee.shortcode,
        "BillRefNumber": payment.reference,
        "InvoiceNumber": "",
        "OrgAccountBalance": balance,
        "ThirdPartyTransID": "",
        "MSISDN": msisdn,
        "FirstName": first.upper(),
        "MiddleName": " ".join(rest[:-1]).upper(),
        "LastName": "".join(rest[-1:]).upper(),
    }


def pulled(payment: Transaction, organisation: str) -> Document:
    """One payment in a list that was asked for; its time is Nairobi's, whatever its Z says."""
    return {
        "transactionId": payment.receipt,
        "trxDate": payment.at.astimezone(NAIROBI).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "msisdn": int(payment.payer),
        "sender": "MPESA",
        "transactiontype": "c2b-pay-bill-debit",
        "billreference": payment.reference,
        "amount": decimals(payment.cents),
        "organizationname": organisation,
    }


# --- results, which come later -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that is answered later, to one of two addresses."""

    our_id: str
    request_id: str
    result_url: str
    timeout_url: str


def result(
    asked: Asked,
    code: str,
    transaction_id: str,
    details: Mapping[str, object] | list[Document] | None = None,
    description: str = "",
) -> Document:
    """The body of a result; a failure has no details."""
    said: Document = {
        "ResultType": 0,
        "ResultCode": code_of(code),
        "ResultDesc": description or DESCRIPTIONS[code],
        "OriginatorConversationID": asked.our_id,
        "ConversationID": asked.request_id,
        "TransactionID": transaction_id,
    }
    if details is not None:
        pairs = details if isinstance(details, list) else keyed(details)
        said["ResultParameters"] = {"ResultParameter": pairs}
    said["ReferenceData"] = {
        "ReferenceItem": {"Key": "QueueTimeoutURL", "Value": asked.timeout_url}
    }
    return {"Result": said}


def keyed(details: Mapping[str, object]) -> list[Document]:
    """Details as pairs of Key and Value, in order."""
    return [{"Key": key, "Value": value} for key, value in details.items()]


def timeout(asked: Asked, *, is_wrapped: bool) -> Document:
    """The body that says only that the provider gave up waiting."""
    said: Document = {
        "OriginatorConversationID": asked.our_id,
        "ConversationID": asked.request_id,
    }
    if not is_wrapped:
        return said
    return {"Result": {**said, "ResultDesc": "The request timed out in the queue."}}


def payout_details(paid: Transaction, payer: Organisation, payee: Wallet) -> Document:
    """What the result of a payout that completed says."""
    return {
        "TransactionAmount": whole(paid.cents),
        "TransactionReceipt": paid.receipt,
        "B2CRecipientIsRegisteredCustomer": "Y",
        "B2CChargesPaidAccountAvailableFunds": amount_of(payer.charges_cents),
        "ReceiverPartyPublicName": party(payee.phone, payee.name),
        "TransactionCompletedDateTime": f"{paid.at.astimezone(NAIROBI):%d.%m.%Y %H:%M:%S}",
        "B2CUtilityAccountAvailableFunds": amount_of(payer.utility_cents),
        "B2CWorkingAccountAvailableFunds": amount_of(payer.working_cents),
    }


def reversal_details(done: Transaction, payer: Organisation, payee: Wallet) -> Document:
    """What the result of a reversal that completed says."""
    balance = decimals(payer.utility_cents)
    return {
        "DebitAccountBalance": f"Utility Account|KES|{balance}|{balance}|0.00|0.00",
        "Amount": whole(done.cents),
        "TransCompletedTime": int(stamp(done.at)),
        "OriginalTransactionID": done.undoes,
        "Charge": 0,
        "CreditPartyPublicName": party(payee.phone, payee.name),
        "DebitPartyPublicName": party(payer.shortcode, payer.name),
    }


_REASONS = {
    Kind.PUSH: "Pay Bill Online",
    Kind.C2B: "Pay Bill",
    Kind.PAYOUT: "Business Payment to Customer via API",
    Kind.REVERSAL: "Transaction Reversal via API",
}


def status_details(one: Transaction, debited: str, credited: str) -> list[Document]:
    """What the result of a status question says; keys repeat, and some have no value.

    Of a transaction that failed the reason says why, as its own result did.
    """
    fee = f"Fee For B2C Payment|KES|{decimals(one.fee_cents)}" if one.fee_cents else ""
    account = "MMF Account For Customer" if one.kind.is_incoming else "Utility Account"
    known = {
        "DebitPartyName": debited,
        "CreditPartyName": credited,
        "OriginatorConversationID": one.our_id,
        "InitiatedTime": int(stamp(one.at)),
        "DebitAccountType": account,
        "DebitPartyCharges": fee,
        "ReasonType": _REASONS[one.kind],
        "TransactionStatus": str(one.state),
        "FinalisedTime": int(stamp(one.at)),
        "Amount": whole(one.cents),
        "ConversationID": one.request_id,
        "ReceiptNo": one.receipt,
    }
    reason: Document = {"Key": "TransactionReason"}
    if not one.is_completed:
        reason["Value"] = describe(one.kind, one.code)
    return [*keyed(known), reason, {"Key": "DebitPartyName"}]


def balance_details(owner: Organisation, at: datetime) -> Document:
    """What the result of a balance question says: one string for all accounts."""
    parts = (
        f"{name}|KES|{decimals(cents)}|{decimals(cents)}|0.00|0.00"
        for name, cents in owner.balances.items()
    )
    return {"AccountBalance": "&".join(parts), "BOCompletedTime": int(stamp(at))}

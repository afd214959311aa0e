"""Payments that customers make from the menu: validated, confirmed, and listed when asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import httpx

from bot.simulator.daraja.bending import bent_arrival
from bot.simulator.daraja.body import ApiError, Body, bad
from bot.simulator.daraja.documents import Document, arrival, hashed, masked, pulled, to_json
from bot.simulator.daraja.faults import Fault
from bot.simulator.daraja.ledger import Kind, State, Transaction
from bot.simulator.daraja.naming import decimals, read_in_nairobi
from bot.simulator.daraja.post import Callback, client_for
from bot.simulator.daraja.world import World

_FORBIDDEN_IN_URLS = ("mpesa", "m-pesa", "safaricom", "exe", "exec", "cmd", "sql", "query")
_PULLED_AT_ONCE = 100
_PULLED_FOR = timedelta(hours=48)
REJECTED = "C2B00016"


@dataclass(frozen=True, slots=True)
class Registered:
    """Where payments to a shortcode are told. version: 1 hashes the payer's number, 2 masks it."""

    version: int
    default: str
    confirmation_url: str
    validation_url: str


class Arrivals:
    """C2B: registration, validation, confirmation, and the list of what came."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.registered: dict[str, Registered] = {}
        self._pulling: set[str] = set()

    # --- what the API asks ---------------------------------------------------------------------

    def register(self, body: Body, version: int) -> tuple[Document, str]:
        """POST /mpesa/c2b/v2/registerurl; once, until the operator deletes it on the portal."""
        shortcode = self._own(body.text("ShortCode"), "ShortCode")
        default = body.one_of("ResponseType", ("Completed", "Cancelled"))
        urls = [_clean(body, name) for name in ("ConfirmationURL", "ValidationURL")]
        if shortcode in self.registered:
            raise ApiError(500, "500.003.1001", "URLs are already registered")
        self.registered[shortcode] = Registered(version, default, *urls)
        return {
            "OriginatorCoversationID": self._world.names.merchant_request(),
            "ResponseCode": "0",
            "ResponseDescription": "Success",
        }, ""

    def delete_urls(self) -> None:
        """What two operators do on the portal."""
        self.registered.clear()

    def register_pull(self, body: Body) -> tuple[Document, str]:
        """POST /pulltransactions/v1/register."""
        shortcode = self._own(body.text("ShortCode"), "ShortCode")
        body.one_of("RequestType", ("Pull",))
        body.text("NominatedNumber")
        body.url("CallBackURL")
        self._pulling.add(shortcode)
        return {
            "ResponseRefID": self._world.names.merchant_request(),
            "ResponseStatus": "1000",
            "ShortCode": shortcode,
            "ResponseDescription": f"ShortCode {shortcode} registered successfully",
        }, ""

    def pull(self, body: Body) -> tuple[Document, str]:
        """POST /pulltransactions/v1/query: what came in the last two days, by pages."""
        shortcode = self._own(body.text("ShortCode"), "ShortCode")
        since, until = _moment(body, "StartDate"), _moment(body, "EndDate")
        offset = body.text("OffSetValue")
        if not offset.isdigit():
            raise bad("OffSetValue")
        if shortcode not in self._pulling and not self._world.settings.has_pull:
            raise ApiError(400, "400.002.02", "ShortCode is not registered for pull")
        found = self._came(shortcode, max(since, self._world.now() - _PULLED_FOR), until)
        page = found[int(offset) : int(offset) + _PULLED_AT_ONCE]
        return {
            "ResponseRefID": self._world.names.merchant_request(),
            "ResponseCode": "1000" if page else "1001",
            "ResponseMessage": "Success" if page else "No transactions found",
            "Response": [[pulled(one, self._world.settings.name) for one in page]],
        }, ""

    def _came(self, shortcode: str, since: datetime, until: datetime) -> list[Transaction]:
        incoming = self._world.ledger.book.incoming
        return [one for one in incoming if one.payee == shortcode and since <= one.at <= until]

    def _own(self, shortcode: str, name: str) -> str:
        if shortcode not in self._world.ledger.organisations:
            raise bad(name)
        return shortcode

    # --- what the customer does ----------------------------------------------------------------

    def pay(self, phone: str, shortcode: str, cents: int, reference: str) -> Transaction:
        """Pay from the menu; what became of it. Posts a validation while no lock is held."""
        world = self._world
        with world.lock:
            asked = self._asked(phone, shortcode, cents, reference)
            code = world.ledger.can_pay(phone, cents, asked.at)
        if code == "0" and not self._is_valid(asked):
            code = REJECTED
        with world.lock:
            if code == "0":
                code = world.ledger.can_pay(phone, cents, asked.at)
            return self._settle(asked, code)

    def _asked(self, phone: str, shortcode: str, cents: int, reference: str) -> Transaction:
        strikes = self._world.mischief.strikes
        if strikes(Fault.REFERENCE_MISTYPED, Kind.C2B):
            reference = _mistyped(reference)
        if strikes(Fault.REFERENCE_OF_ANOTHER, Kind.C2B):
            reference = self._world.settings.strange_reference
        now = self._world.now()
        return Transaction(
            *(self._world.names.receipt(now), Kind.C2B, State.DECLINED),
            cents=cents,
            payer=phone,
            payee=shortcode,
            at=now,
            reference=reference,
        )

    def _settle(self, asked: Transaction, code: str) -> Transaction:
        state = State.COMPLETED if code == "0" else State.DECLINED
        payment = self._world.ledger.record(replace(asked, state=state, code=code))
        if payment.is_completed:
            self.confirm(payment)
        return payment

    def _is_valid(self, asked: Transaction) -> bool:
        """Whether the group's side takes a payment; what it registered, where it does not say."""
        registered = self.registered.get(asked.payee)
        if registered is None or not self._world.settings.is_validating:
            return True
        said = self._validated(registered.validation_url, self._document(asked))
        if said is None or self._world.mischief.strikes(Fault.VALIDATION_TOO_LATE, Kind.C2B):
            return registered.default == "Completed"
        return said

    def _validated(self, url: str, document: Document) -> bool | None:
        longest = self._world.settings.validation_seconds
        headers = {"Content-Type": "application/json"}
        try:
            with client_for(longest) as client:
                answer = client.post(url, content=to_json(document), headers=headers)
            return str(answer.raise_for_status().json()["ResultCode"]) == "0"
        except (httpx.HTTPError, ValueError, KeyError, TypeError):
            return None

    # --- what is told --------------------------------------------------------------------------

    def confirm(self, payment: Transaction, after: Callback | None = None) -> Callback | None:
        """Tell of a payment to a paybill or till whose addresses are registered.

        Of a push too, if it went to the paybill: the same receipt comes twice.
        """
        registered = self.registered.get(payment.payee)
        is_of_till = payment.kind == Kind.PUSH and payment.payee == self._world.settings.till
        if registered is None or is_of_till:
            return after
        document = self._confirmation(payment)
        url = registered.confirmation_url
        about = payment.request_id or payment.receipt
        told = self._world.tell(payment.kind, url, document, about, after)
        if self._world.mischief.strikes(Fault.SAME_ID_OTHER_AMOUNT, payment.kind):
            other = {**document, "TransAmount": decimals(payment.cents + 500_00)}
            self._world.enqueue(url, other, about)
        return told

    def _confirmation(self, payment: Transaction) -> Document:
        balance = decimals(self._world.ledger.organisations[payment.payee].utility_cents)
        document = self._document(payment, balance)
        return bent_arrival(document, payment.payer, payment.kind, self._world.mischief)

    def _document(self, payment: Transaction, balance: str = "") -> Document:
        ledger = self._world.ledger
        show = hashed if self.registered[payment.payee].version == 1 else masked
        return arrival(
            payment,
            ledger.wallets[payment.payer],
            ledger.organisations[payment.payee],
            msisdn=show(payment.payer),
            balance=balance,
        )


def _clean(body: Body, name: str) -> str:
    url = body.url(name)
    if any(word in url.lower() for word in _FORBIDDEN_IN_URLS):
        raise bad(name)
    return url


def _moment(body: Body, name: str) -> datetime:
    """A time in Nairobi: 2026-11-27 09:30:00."""
    try:
        return read_in_nairobi(body.text(name), "%Y-%m-%d %H:%M:%S")
    except ValueError as error:
        raise bad(name) from error


def _mistyped(reference: str) -> str:
    """Without its last sign, or with one too many where it has one only."""
    return reference[:-1] or reference + "0"

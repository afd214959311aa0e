"""Daraja as the provider that the rest of the program knows: one call of ours, one POST.

What calls out (mpesakit, httpx) loads with the first call: a process that only reads callbacks
does without.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bot.daraja_settings import DarajaSettings
from bot.payments.daraja import callbacks, values
from bot.payments.daraja.errors import (
    OF_OTHERS,
    OF_PUSHES,
    Reply,
    Unfit,
    answer_of,
    standing_of_push,
)
from bot.payments.port import (
    Answer,
    How,
    News,
    NewsKind,
    PayoutOrder,
    Pulled,
    PushOrder,
    Refused,
    Standing,
    Tokens,
    Unclear,
    Why,
)
from chama.rota import NAIROBI

if TYPE_CHECKING:
    from bot.payments.daraja.access import Access
    from bot.payments.daraja.bodies import Bodies

PUSH = "/mpesa/stkpush/v1/processrequest"
PUSH_QUERY = "/mpesa/stkpushquery/v1/query"
PAYOUT = "/mpesa/b2c/v3/paymentrequest"
STATUS = "/mpesa/transactionstatus/v1/query"
REVERSAL = "/mpesa/reversal/v1/request"
BALANCE = "/mpesa/accountbalance/v1/query"
REGISTER = "/mpesa/c2b/v2/registerurl"  # mpesakit knows v1 only
PULL = "/pulltransactions/v1/query"
PULL_REGISTER = "/pulltransactions/v1/register"
HAKIKISHA = "/mpesa/b2c/hakikisha/v1/hakikisha"

NOT_CONFIGURED = Refused(Why.NOT_ALLOWED, "not configured")

Body = Mapping[str, Any]

_REGISTERED = frozenset({"0", "1000"})
"""Source: Daraja 3.0, pages CustomerToBusiness and PullTransactions."""


@dataclass(frozen=True, slots=True)
class Registered:
    """What Daraja said to the registration of one account's URLs."""

    shortcode: str
    is_done: bool
    said: str


class Daraja:
    """Implements bot.payments.port.Payments. clock: aware UTC."""

    def __init__(
        self,
        settings: DarajaSettings,
        public_base_url: str,
        tokens: Tokens,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._settings = settings
        self._callbacks = settings.callbacks_at(public_base_url)
        self._tokens = tokens
        self._clock = clock

    @property
    def shortcodes(self) -> frozenset[str]:
        """The account, and the till where there is one."""
        return frozenset({self._settings.shortcode, self._settings.till} - {""})

    @property
    def can_push(self) -> bool:
        """With a passkey."""
        return bool(self._settings.passkey)

    @property
    def can_pay_out(self) -> bool:
        """With an initiator."""
        return self._settings.initiator is not None

    @property
    def can_ask_status(self) -> bool:
        """With an initiator."""
        return self._settings.initiator is not None

    @property
    def can_name(self) -> bool:
        """With the product Hakikisha."""
        return self._settings.has_hakikisha

    def push(self, order: PushOrder) -> Answer:
        """Ask a phone for money; whole shillings only."""
        if not self.can_push:
            return NOT_CONFIGURED
        reply = self._posted(PUSH, lambda: self._bodies.push(order, self._clock()))
        return _answer(reply, "CheckoutRequestID", OF_PUSHES)

    def ask_push(self, request_id: str) -> Standing:
        """How a push ended, as Daraja knows it now."""
        if not self.can_push:
            return Standing(How.UNCLEAR, code=NOT_CONFIGURED.code)
        reply = self._posted(PUSH_QUERY, lambda: self._bodies.push_query(request_id, self._clock()))
        if isinstance(reply, Reply):
            return standing_of_push(reply)
        return Standing(How.UNCLEAR, code=reply.code)

    def pay_out(self, order: PayoutOrder) -> Answer:
        """Send money to a phone; whole shillings only. A repeated id is unclear."""
        return self._requested(PAYOUT, lambda: self._bodies.payout(order))

    def ask_status(
        self, our_id: str, *, of_receipt: str = "", of_our_id: str = "", is_sent: bool = False
    ) -> Answer:
        """Ask how a transaction stands: by its receipt, of a payout by our id of it too.

        Daraja takes no id of the question itself: the answer comes under its own request id.
        """
        return self._requested(
            STATUS, lambda: self._bodies.status(of_receipt, of_our_id, is_sent=is_sent)
        )

    def reverse(self, our_id: str, receipt: str, amount_cents: int) -> Answer:
        """Give back what came in; the answer comes under Daraja's request id."""
        return self._requested(REVERSAL, lambda: self._bodies.reversal(receipt, amount_cents))

    @property
    def accounts(self) -> tuple[str, ...]:
        """The short code, and the one from which is paid where that is another."""
        settings = self._settings
        return tuple(dict.fromkeys((settings.shortcode, settings.paying_shortcode)))

    def ask_balance(self, our_id: str, account: str) -> Answer:
        """Ask what an account holds; the answer comes under Daraja's request id."""
        return self._requested(BALANCE, lambda: self._bodies.balance(account))

    def pull(self, since: datetime, until: datetime, offset: int) -> Pulled | None:
        """What arrived at the paybill or till in a time of the last 48 hours."""
        from bot.payments.daraja.pages import pulled

        if not self._settings.has_pull:
            return None
        shortcode = self._settings.till or self._settings.shortcode
        body = {
            "ShortCode": shortcode,
            "StartDate": _in_nairobi(since),
            "EndDate": _in_nairobi(until),
            "OffSetValue": offset,
        }
        reply = self._posted(PULL, lambda: body)
        return pulled(reply, shortcode) if isinstance(reply, Reply) else None

    def name_of(self, phone: str) -> str | None:
        """The name that Hakikisha shows for a number."""
        from bot.payments.daraja.pages import name_in

        if not self._settings.has_hakikisha:
            return None
        body = {
            "header": {
                "requestID": str(uuid.uuid4()),
                "timestamp": str(int(self._clock().timestamp())),
            },
            "body": {
                "msisdn": phone.removeprefix("+"),
                "shortcode": self._settings.paying_shortcode,
            },
        }
        reply = self._posted(HAKIKISHA, lambda: body)
        return name_in(reply) if isinstance(reply, Reply) else None

    def read(self, kind: NewsKind, body: bytes) -> News:
        """What a callback says. Raises Unreadable."""
        return callbacks.read(kind, body)

    def register_urls(self) -> tuple[Registered, ...]:
        """Tell Daraja where to report payments; in production that counts once for an account.

        What the validation URL does not answer in time is "Completed": a payment is never refused
        because we were slow.
        """
        return tuple(self._registered(one) for one in sorted(self.shortcodes))

    def register_pull(self, phone: str) -> Registered:
        """Have what arrives listed. phone: E.164, one that the organisation has named to Daraja."""
        shortcode = self._settings.till or self._settings.shortcode
        body = {
            "ShortCode": shortcode,
            "RequestType": "Pull",
            "NominatedNumber": phone.removeprefix("+"),
            "CallBackURL": f"{self._callbacks}/{NewsKind.C2B_CONFIRMATION}",
        }
        return self._said_of(shortcode, self._posted(PULL_REGISTER, lambda: body), "ResponseStatus")

    def check_key(self) -> str:
        """What is wrong with the consumer key and secret, "" where a token was given."""
        from bot.payments.daraja.access import KeyRefused
        from bot.payments.daraja.transport import NotSent

        try:
            self._access.renew()
        except (KeyRefused, NotSent) as error:
            return str(error)
        return ""

    def _registered(self, shortcode: str) -> Registered:
        body = {
            "ShortCode": shortcode,
            "ResponseType": "Completed",
            "ConfirmationURL": f"{self._callbacks}/{NewsKind.C2B_CONFIRMATION}",
            "ValidationURL": f"{self._callbacks}/{NewsKind.C2B_VALIDATION}",
        }
        return self._said_of(shortcode, self._posted(REGISTER, lambda: body), "ResponseCode")

    def _said_of(
        self, shortcode: str, reply: Reply | Refused | Unclear, status_name: str
    ) -> Registered:
        if not isinstance(reply, Reply):
            return Registered(shortcode, is_done=False, said=reply.code)
        content = reply.content or {}
        is_done = reply.is_success and values.code(content.get(status_name)) in _REGISTERED
        words = values.text(content.get("ResponseDescription")) or reply.message
        return Registered(shortcode, is_done, words if is_done else f"{reply.code} {words}".strip())

    def _requested(self, path: str, build: Callable[[], Body]) -> Answer:
        """The answer to what is answered in full later, and needs an initiator."""
        if self._settings.initiator is None:
            return NOT_CONFIGURED
        return _answer(self._posted(path, build), "ConversationID", OF_OTHERS)

    def _posted(self, path: str, build: Callable[[], Body]) -> Reply | Refused | Unclear:
        """The reply, or what it means that there is none."""
        from bot.payments.daraja.access import KeyRefused
        from bot.payments.daraja.transport import NoAnswer, NotSent

        try:
            return self._access.post(path, build())
        except NotSent as error:
            return Refused(Why.NOT_REACHED, error.code)
        except Unfit as error:
            return Refused(Why.OTHER, error.code)
        except KeyRefused as error:
            return Refused(Why.CREDENTIALS, error.code)
        except NoAnswer as error:
            return Unclear(error.code)

    @cached_property
    def _access(self) -> Access:
        from bot.payments.daraja.access import Access
        from bot.payments.daraja.transport import Line

        line = Line(self._settings.api_base_url, self._settings.timeouts)
        return Access(line, self._settings, self._tokens)

    @cached_property
    def _bodies(self) -> Bodies:
        from bot.payments.daraja.bodies import Bodies

        return Bodies(self._settings, self._callbacks)


def _answer(reply: Reply | Refused | Unclear, id_name: str, whys: Mapping[str, Why]) -> Answer:
    return answer_of(reply, id_name, whys) if isinstance(reply, Reply) else reply


def _in_nairobi(moment: datetime) -> str:
    return f"{moment.astimezone(NAIROBI):%Y-%m-%d %H:%M:%S}"

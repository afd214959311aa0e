"""Requests to Daraja: mpesakit's models where they build them rightly, else our own.

Import this late: mpesakit takes a good half second. Its services are not used: their response
models refuse an accepted answer for a field that lacks, and each keeps a token of its own.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mpesakit.account_balance import AccountBalanceRequest
from mpesakit.b2c import B2CRequest
from mpesakit.mpesa_express import StkPushQueryRequest, StkPushSimulateRequest
from mpesakit.reversal import ReversalRequest
from mpesakit.transaction_status import TransactionStatusRequest
from pydantic import BaseModel

from bot.daraja_settings import DarajaSettings, Initiator
from bot.payments.daraja.credential import sealed
from bot.payments.daraja.errors import Unfit
from bot.payments.port import NewsKind, PayoutOrder, PushOrder
from chama.rota import NAIROBI

SHORTCODE_TYPE = 4  # what kind of number an account is: an organisation's
KENYA = "+254"


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of one account's requests. callbacks: what its callback URLs start with."""

    settings: DarajaSettings
    callbacks: str

    def push(self, order: PushOrder, now: datetime) -> dict[str, Any]:
        """Ask a phone for money, for the paybill, or for the till of a head office."""
        settings, phone = self.settings, _msisdn(order.phone)
        kind = "CustomerBuyGoodsOnline" if settings.till else "CustomerPayBillOnline"
        body = _built(
            StkPushSimulateRequest,
            **self._password(now),
            BusinessShortCode=int(settings.shortcode),
            TransactionType=kind,
            Amount=_shillings(order.amount_cents),
            PartyA=phone,
            PartyB=settings.till or settings.shortcode,
            PhoneNumber=phone,
            CallBackURL=self._url(NewsKind.STK),
            AccountReference=order.account,
            TransactionDesc="Chama",
        )
        # mpesakit sends texts. Integrators tell that such a push is never delivered (1037).
        return body | {name: int(body[name]) for name in ("PartyA", "PartyB", "PhoneNumber")}

    def push_query(self, request_id: str, now: datetime) -> dict[str, Any]:
        """Ask how a push ended."""
        return _built(
            StkPushQueryRequest,
            **self._password(now),
            BusinessShortCode=int(self.settings.shortcode),
            CheckoutRequestID=request_id,
        )

    def payout(self, order: PayoutOrder) -> dict[str, Any]:
        """Send money. mpesakit spells the optional field Occassion otherwise; we leave it out."""
        initiator = self._initiator
        return _built(
            B2CRequest,
            OriginatorConversationID=order.our_id,
            InitiatorName=initiator.name,
            SecurityCredential=_credential(initiator),
            CommandID="BusinessPayment",
            Amount=_shillings(order.amount_cents),
            PartyA=int(self.settings.paying_shortcode),
            PartyB=int(_msisdn(order.phone)),
            Remarks=order.remarks,
            QueueTimeOutURL=self._url(NewsKind.B2C_TIMEOUT),
            ResultURL=self._url(NewsKind.B2C_RESULT),
        )

    def status(self, of_receipt: str, of_our_id: str, *, is_sent: bool) -> dict[str, Any]:
        """Ask how a transaction stands: by its receipt, one of ours by our id too.

        is_sent: that receipt is of a payout.
        """
        settings, is_of_arrival = self.settings, bool(of_receipt) and not is_sent
        body = _built(
            TransactionStatusRequest,
            **self._signed(),
            TransactionID=of_receipt or None,
            OriginalConversationID=of_our_id or None,
            PartyA=int(settings.shortcode if is_of_arrival else settings.paying_shortcode),
            IdentifierType=SHORTCODE_TYPE,
            Remarks="Status",
            QueueTimeOutURL=self._url(NewsKind.STATUS_TIMEOUT),
            ResultURL=self._url(NewsKind.STATUS_RESULT),
        )
        # The page names it as mpesakit does, its integrators OriginatorConversationID: both go.
        return body | ({"OriginatorConversationID": of_our_id} if of_our_id else {})

    def reversal(self, receipt: str, amount_cents: int) -> dict[str, Any]:
        """Give back what came in; Daraja's own spelling, and 11 for who received it."""
        return _built(
            ReversalRequest,
            **self._signed(),
            TransactionID=receipt,
            Amount=_shillings(amount_cents),
            ReceiverParty=int(self.settings.shortcode),
            Remarks="Reversal",
            QueueTimeOutURL=self._url(NewsKind.REVERSAL_TIMEOUT),
            ResultURL=self._url(NewsKind.REVERSAL_RESULT),
        )

    def balance(self, account: str) -> dict[str, Any]:
        """Ask what an account of ours holds."""
        return _built(
            AccountBalanceRequest,
            **self._signed(),
            PartyA=int(account),
            IdentifierType=SHORTCODE_TYPE,
            Remarks="Balance",
            QueueTimeOutURL=self._url(NewsKind.BALANCE_TIMEOUT),
            ResultURL=self._url(NewsKind.BALANCE_RESULT),
        )

    def _url(self, kind: NewsKind) -> str:
        return f"{self.callbacks}/{kind}"

    def _password(self, now: datetime) -> dict[str, str]:
        """Made here: mpesakit takes the time of the machine's zone, and sends the passkey along."""
        timestamp = now.astimezone(NAIROBI).strftime("%Y%m%d%H%M%S")
        plain = f"{self.settings.shortcode}{self.settings.passkey}{timestamp}"
        password = base64.b64encode(plain.encode()).decode()
        return {"Password": password, "Timestamp": timestamp}

    def _signed(self) -> dict[str, str]:
        initiator = self._initiator
        return {"Initiator": initiator.name, "SecurityCredential": _credential(initiator)}

    @property
    def _initiator(self) -> Initiator:
        if self.settings.initiator is None:
            raise Unfit("no initiator")
        return self.settings.initiator


def _built(model: type[BaseModel], **values: object) -> dict[str, Any]:
    """The body that a model of mpesakit makes; its complaint would quote the values."""
    try:
        body: Mapping[str, Any] = model(**values).model_dump(mode="json", exclude_none=True)
    except ValueError:
        raise Unfit("unfit values") from None
    return dict(body)


def _credential(initiator: Initiator) -> str:
    return sealed(initiator.password, initiator.certificate)


def _shillings(cents: int) -> int:
    shillings, rest = divmod(cents, 100)
    if rest or shillings < 1:
        raise Unfit("not whole shillings")
    return shillings


def _msisdn(phone: str) -> str:
    if not phone.startswith(KENYA):
        raise Unfit("not a Kenyan number")
    return phone.removeprefix("+")

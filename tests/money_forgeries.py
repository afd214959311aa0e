"""What forgers post and forward: callbacks without a signature, texts with a true code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.request import Request, urlopen

import sqlalchemy as sa

from bot.conversation.money_api import OrderKind
from bot.payments.port import NewsKind
from bot.store import orders
from bot.store.database import reading
from bot.store.tables import money_order
from chama.group import Person
from chama.rota import NAIROBI
from tests.builders import ACHIENG
from tests.money_stage import MoneyStage


def post(stage: MoneyStage, kind: NewsKind, said: Mapping[str, Any]) -> None:
    """Whoever knows the secret path posts to it."""
    callbacks = stage.settings.callbacks_at(stage.web.base_url)
    headers = {"Content-Type": "application/json"}
    urlopen(Request(f"{callbacks}/{kind.value}", json.dumps(said).encode(), headers)).read()


def confirm(stage: MoneyStage, receipt: str, cents: int, account: str) -> None:
    """Somebody posts that a payment came."""
    at = stage.stage.now.astimezone(NAIROBI)
    said = {
        "TransID": receipt,
        "TransAmount": f"{cents / 100:.2f}",
        "BusinessShortCode": stage.provider.shortcode,
        "BillRefNumber": account,
        "MSISDN": "",
        "TransTime": f"{at:%Y%m%d%H%M%S}",
    }
    post(stage, NewsKind.C2B_CONFIRMATION, said)


def tell_prompt_paid(stage: MoneyStage, request_id: str, receipt: str, cents: int) -> None:
    """Somebody posts that a prompt was paid under a code."""
    at = stage.stage.now.astimezone(NAIROBI)
    items = {
        "Amount": cents // 100,
        "MpesaReceiptNumber": receipt,
        "TransactionDate": int(f"{at:%Y%m%d%H%M%S}"),
        "PhoneNumber": int(ACHIENG.phone.removeprefix("+")),
    }
    said = {
        "MerchantRequestID": "1",
        "CheckoutRequestID": request_id,
        "ResultCode": 0,
        "ResultDesc": "ok",
        "CallbackMetadata": {"Item": [{"Name": name, "Value": one} for name, one in items.items()]},
    }
    post(stage, NewsKind.STK, {"Body": {"stkCallback": said}})


def payouts_of(stage: MoneyStage) -> list[orders.Order]:
    """Each payout that was ordered."""
    with reading(stage.engine) as connection:
        chosen = sa.select(money_order).where(money_order.c.kind == OrderKind.PAYOUT.value)
        return [orders.as_order(row) for row in connection.execute(chosen)]


def received(stage: MoneyStage, receipt: str, payer: Person, shillings: int, account: str) -> str:
    """A text such as the account's phone gets of a payment."""
    at = stage.stage.now.astimezone(NAIROBI)
    return (
        f"{receipt} Confirmed. on {at:%d/%m/%y} at {at:%I:%M %p} Ksh{shillings:,}.00 received from"
        f" {payer.name.upper()} {payer.phone[1:]}. Account Number {account} New Utility balance is"
        " Ksh9,000.00"
    )

"""Requests that are answered later: taken over at once, and their result posted to one address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.simulator.daraja.bending import bent
from bot.simulator.daraja.body import Body
from bot.simulator.daraja.documents import Asked, Document, describe, result, timeout
from bot.simulator.daraja.faults import Fault
from bot.simulator.daraja.ledger import Kind, Transaction
from bot.simulator.daraja.world import World

_PLACEHOLDER = "OFP0000000"

Details = Mapping[str, object] | list[Document]


class Results:
    """How an answer that comes later is told, and everything that goes wrong with it."""

    def __init__(self, world: World) -> None:
        self._world = world

    def taken_over(self, body: Body, our_id: str = "", occasion: str = "Occasion") -> Asked:
        """A request with its names and its two addresses. occasion: how its field is spelt."""
        body.optional(occasion)
        return Asked(
            our_id=our_id or self._world.names.merchant_request(),
            request_id=self._world.names.conversation(self._world.now()),
            result_url=body.url("ResultURL"),
            timeout_url=body.url("QueueTimeOutURL"),
        )

    def tell(self, kind: Kind, asked: Asked, done: Transaction, details: Details) -> None:
        """The result of a payout or reversal. details: for one that completed."""
        document = self._document(asked, done, details)
        after = None
        for fault, is_wrapped in ((Fault.TIMEOUT_FLAT, False), (Fault.TIMEOUT_WRAPPED, True)):
            if self._world.mischief.strikes(fault, kind):
                notice = timeout(asked, is_wrapped=is_wrapped)
                after = self._world.enqueue(asked.timeout_url, notice, asked.request_id, after)
        told = self._world.tell(
            *(kind, asked.result_url),
            bent(document, kind, self._world.mischief),
            *(asked.request_id, after),
        )
        if done.is_completed and self._world.mischief.strikes(Fault.FAILURE_AFTER_SUCCESS, kind):
            failed = result(asked, "2006", self._placeholder(done))
            self._world.enqueue(asked.result_url, failed, asked.request_id, told)
        self._forge(kind, asked, done)

    def answer(
        self, asked: Asked, code: str, transaction_id: str, details: Details | None = None
    ) -> None:
        """The answer to a question, which no fault touches: it is the way out of all of them."""
        document = result(asked, code, transaction_id, details)
        self._world.enqueue(asked.result_url, document, asked.request_id)

    def _document(self, asked: Asked, done: Transaction, details: Details) -> Document:
        if done.is_completed:
            return result(asked, "0", done.receipt, details)
        said = describe(done.kind, done.code)
        return result(asked, done.code, self._placeholder(done), description=said)

    def _placeholder(self, done: Transaction) -> str:
        """What stands for the receipt of a failure: plainly nothing, or like a real one."""
        return self._world.random.choice((_PLACEHOLDER, done.receipt))

    def _forge(self, kind: Kind, asked: Asked, done: Transaction) -> None:
        """Results that the provider never made: of another amount, or of a request of nobody."""
        names, now = self._world.names, self._world.now()
        if self._world.mischief.strikes(Fault.FORGED_AMOUNT, kind):
            self._claim(asked, names.receipt(now), done.cents + 1_000_00)
        if self._world.mischief.strikes(Fault.UNKNOWN_REQUEST, kind):
            strange = replace(
                asked, our_id=names.merchant_request(), request_id=names.conversation(now)
            )
            self._claim(strange, names.receipt(now), done.cents)

    def _claim(self, asked: Asked, receipt: str, cents: int) -> None:
        details = {"TransactionAmount": cents // 100, "TransactionReceipt": receipt}
        document = result(asked, "0", receipt, details)
        self._world.enqueue(asked.result_url, document, asked.request_id)


def acceptance(asked: Asked) -> tuple[Document, str]:
    """The answer at once, and the ConversationID: taken over, no more."""
    return {
        "ConversationID": asked.request_id,
        "OriginatorConversationID": asked.our_id,
        "ResponseCode": "0",
        "ResponseDescription": "Accept the service request successfully.",
    }, asked.request_id

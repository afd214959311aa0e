"""Payments that the organisation gives back to who made them."""

from __future__ import annotations

from bot.simulator.daraja.body import Body, bad
from bot.simulator.daraja.documents import Document, reversal_details
from bot.simulator.daraja.faults import Fault
from bot.simulator.daraja.ledger import Kind, State, Transaction
from bot.simulator.daraja.results import Results, acceptance
from bot.simulator.daraja.world import World


class Reversals:
    """The reversal API; it knows nothing of payouts, which only people reverse."""

    def __init__(self, world: World, results: Results) -> None:
        self._world = world
        self._results = results

    def ask(self, body: Body) -> tuple[Document, str]:
        """POST /mpesa/reversal/v1/request: of a whole payment that came in."""
        is_of_initiator = body.is_of_initiator(self._world.credentials)
        body.one_of("CommandID", ("TransactionReversal",))
        body.one_of("RecieverIdentifierType", ("11",))
        body.remarks()
        receipt, cents = body.text("TransactionID"), body.cents("Amount")
        if body.text("ReceiverParty") not in self._world.ledger.organisations:
            raise bad("ReceiverParty")
        asked = self._results.taken_over(body)
        code = "0" if is_of_initiator else "2001"
        done = self._give_back(receipt, cents, code, asked.our_id, asked.request_id)
        self._results.tell(Kind.REVERSAL, asked, done, self._details(done))
        return acceptance(asked)

    def give_back_by_hand(self, receipt: str) -> Transaction:
        """What an operator does on the portal: nobody is told."""
        payment = self._world.ledger.by_receipt(receipt)
        cents = payment.cents if payment else 0
        return self._record(receipt, cents, self._world.ledger.can_give_back(receipt, cents))

    def _give_back(
        self, receipt: str, cents: int, code: str, our_id: str, request_id: str
    ) -> Transaction:
        mischief = self._world.mischief
        if mischief.strikes(Fault.REVERSED_BEFORE, Kind.REVERSAL):
            self.give_back_by_hand(receipt)
        code = mischief.forced_code(Kind.REVERSAL) or code
        if code == "0":
            code = self._world.ledger.can_give_back(receipt, cents)
        return self._record(receipt, cents, code, our_id, request_id)

    def _record(
        self, receipt: str, cents: int, code: str, our_id: str = "", request_id: str = ""
    ) -> Transaction:
        payment = self._world.ledger.by_receipt(receipt)
        return self._world.ledger.record(
            Transaction(
                *("", Kind.REVERSAL, State.COMPLETED if code == "0" else State.DECLINED),
                cents=cents,
                payer=payment.payee if payment else "",
                payee=payment.payer if payment else "",
                at=self._world.now(),
                request_id=request_id,
                our_id=our_id,
                code=code,
                undoes=receipt,
            )
        )

    def _details(self, done: Transaction) -> Document:
        if not done.is_completed:
            return {}
        ledger = self._world.ledger
        return reversal_details(done, ledger.organisations[done.payer], ledger.wallets[done.payee])

"""Money that the organisation sends to a customer, each of its ids once."""

from __future__ import annotations

from bot.simulator.daraja.body import ApiError, Body
from bot.simulator.daraja.documents import Document, payout_details
from bot.simulator.daraja.faults import Fault
from bot.simulator.daraja.ledger import Kind, State, Transaction
from bot.simulator.daraja.results import Results, acceptance
from bot.simulator.daraja.world import World

_COMMANDS = ("SalaryPayment", "BusinessPayment", "PromotionPayment")

DUPLICATE = ApiError(500, "500.002.1001", "Duplicate OriginatorConversationID.")


class Payouts:
    """B2C."""

    def __init__(self, world: World, results: Results) -> None:
        self._world = world
        self._results = results
        self._ids: set[str] = set()
        self._asked_for: list[str] = []

    def ask(self, body: Body) -> tuple[Document, str]:
        """POST /mpesa/b2c/v3/paymentrequest. Raises DUPLICATE for an id that came before."""
        our_id, wanted, code = self._read(body)
        asked = self._results.taken_over(body, our_id, "Occassion")
        if our_id in self._ids:
            raise DUPLICATE
        self._ids.add(our_id)
        code = self._world.mischief.forced_code(Kind.PAYOUT) or code or self._can_pay(wanted)
        self._asked_for.append(wanted.payee)
        done = self._world.ledger.record(
            Transaction(
                *("", Kind.PAYOUT, State.COMPLETED if code == "0" else State.FAILED),
                cents=wanted.cents,
                payer=wanted.payer,
                payee=wanted.payee,
                at=wanted.at,
                reference=wanted.reference,
                request_id=asked.request_id,
                our_id=our_id,
                code=code,
            )
        )
        self._results.tell(Kind.PAYOUT, asked, done, self._details(done))
        return acceptance(asked)

    def _read(self, body: Body) -> tuple[str, Transaction, str]:
        """The id, what is wanted, and the code where the asker may not, else ""."""
        our_id = body.text("OriginatorConversationID")
        is_of_initiator = body.is_of_initiator(self._world.credentials, "InitiatorName")
        body.one_of("CommandID", _COMMANDS)
        wanted = Transaction(
            *("", Kind.PAYOUT, State.FAILED),
            cents=body.cents("Amount"),
            payer=body.text("PartyA"),
            payee=body.phone("PartyB"),
            at=self._world.now(),
            reference=body.remarks(),
        )
        if not is_of_initiator:
            return our_id, wanted, "2001"
        is_own = wanted.payer == self._world.settings.b2c_shortcode
        return our_id, wanted, "" if is_own else "2028"

    def _can_pay(self, wanted: Transaction) -> str:
        is_second = self._asked_for.count(wanted.payee) == 1
        if is_second and self._world.mischief.strikes(Fault.SECOND_PART_FAILS, Kind.PAYOUT):
            return "8"
        return self._world.ledger.can_pay_out(wanted.payer, wanted.payee, wanted.cents, wanted.at)

    def _details(self, done: Transaction) -> Document:
        if not done.is_completed:
            return {}
        ledger = self._world.ledger
        return payout_details(done, ledger.organisations[done.payer], ledger.wallets[done.payee])

"""What can be asked: how a transaction stands, what the accounts hold, whose a number is."""

from __future__ import annotations

from bot.simulator.daraja.body import ApiError, Body, bad
from bot.simulator.daraja.documents import Asked, Document, balance_details, status_details
from bot.simulator.daraja.ledger import Transaction
from bot.simulator.daraja.naming import bare, party
from bot.simulator.daraja.results import Results, acceptance
from bot.simulator.daraja.world import World

_NO_TRANSACTION = "OFP0000000"
_SHOWN_OF_A_NAME = 1


class Questions:
    """The status, balance and name APIs. A status is the truth, whatever was told before."""

    def __init__(self, world: World, results: Results) -> None:
        self._world = world
        self._results = results

    def status(self, body: Body) -> tuple[Document, str]:
        """POST /mpesa/transactionstatus/v1/query: by receipt, or by an id of the request."""
        is_of_initiator = body.is_of_initiator(self._world.credentials)
        body.one_of("CommandID", ("TransactionStatusQuery",))
        body.one_of("IdentifierType", ("1", "2", "4"))
        body.text("PartyA")
        body.remarks()
        receipt, name = body.optional("TransactionID"), self._name_in(body)
        if not receipt and not name:
            raise bad("TransactionID")
        asked = self._results.taken_over(body)
        ledger = self._world.ledger
        found = ledger.by_receipt(receipt) if receipt else ledger.by_id(name)
        self._answer_status(asked, found, is_allowed=is_of_initiator)
        return acceptance(asked)

    @staticmethod
    def _name_in(body: Body) -> str:
        return body.optional("OriginatorConversationID") or body.optional("OriginalConversationID")

    def _answer_status(self, asked: Asked, found: Transaction | None, *, is_allowed: bool) -> None:
        if not is_allowed:
            self._results.answer(asked, "2001", _NO_TRANSACTION)
        elif found is None:
            self._results.answer(asked, "25", _NO_TRANSACTION)
        else:
            debited, credited = self._printed(found.payer), self._printed(found.payee)
            details = status_details(found, debited, credited)
            self._results.answer(asked, "0", _NO_TRANSACTION, details)

    def _printed(self, number: str) -> str:
        ledger = self._world.ledger
        known = ledger.organisations.get(number) or ledger.wallets.get(number)
        return party(number, known.name if known else "")

    def balance(self, body: Body) -> tuple[Document, str]:
        """POST /mpesa/accountbalance/v1/query."""
        is_of_initiator = body.is_of_initiator(self._world.credentials)
        body.one_of("CommandID", ("AccountBalance",))
        body.one_of("IdentifierType", ("2", "4"))
        body.remarks()
        owner = self._world.ledger.organisations.get(body.text("PartyA"))
        if owner is None:
            raise bad("PartyA")
        asked = self._results.taken_over(body)
        if is_of_initiator:
            details = balance_details(owner, self._world.now())
            self._results.answer(asked, "0", _NO_TRANSACTION, details)
        else:
            self._results.answer(asked, "2001", _NO_TRANSACTION)
        return acceptance(asked)

    def name(self, document: object) -> tuple[Document, str]:
        """POST /mpesa/b2c/hakikisha/v1/hakikisha: at once, the first name whole."""
        if not isinstance(document, dict) or not isinstance(document.get("body"), dict):
            raise ApiError(400, "400.002.05", "Invalid Request Payload")
        header = Body(document.get("header"))
        asked_by, phone = header.text("requestID"), Body(document["body"]).text("msisdn")
        header.text("timestamp")
        Body(document["body"]).text("shortcode")
        wallet = self._world.ledger.wallets.get(bare(phone))
        if wallet is None or not wallet.is_registered:
            said = {"requestID": asked_by, "status": 400, "message": "The customer does not exist."}
            return {"header": said}, ""
        return {
            "header": {"requestID": asked_by, "status": 200, "message": "Success"},
            "body": _half_hidden(wallet.name),
        }, ""


def _half_hidden(name: str) -> dict[str, str]:
    """A name as one who does not own it may see it: john M****** M******."""
    first, *rest = name.split()
    middle, last = " ".join(rest[:-1]), "".join(rest[-1:])
    return {
        "firstName": first.lower(),
        "middleName": _starred(middle),
        "lastName": _starred(last),
    }


def _starred(name: str) -> str:
    return name[:_SHOWN_OF_A_NAME].upper() + "******" if name else ""

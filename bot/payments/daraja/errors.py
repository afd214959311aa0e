"""Daraja's codes: what each means for the money, in tables.

Sources: Daraja 3.0, pages MpesaExpressSimulate, BusinessToCustomerPayment, TransactionStatus,
Reversals; codes that only integrators tell of are marked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.payments.daraja import values
from bot.payments.port import Accepted, Answer, How, Refused, Standing, Unclear, Why

OF_PUSHES: Final[Mapping[str, Why]] = {
    "1": Why.NO_BALANCE,
    "2": Why.TOO_LITTLE,
    "3": Why.TOO_MUCH,
    "4": Why.DAY_LIMIT,
    "8": Why.RECEIVER_FULL,
    "17": Why.TOO_SOON,
    "1001": Why.BUSY,  # integrators
    "1019": Why.NOT_ANSWERED,
    "1025": Why.OTHER,  # the prompt was too long
    "1032": Why.CANCELLED,
    "1037": Why.UNREACHABLE,
    "2001": Why.WRONG_PIN,
    "2028": Why.NOT_ALLOWED,  # the kind of payment does not fit the account
    "8006": Why.OTHER,  # the payer's own PIN is locked, and not a credential of ours
    "SFC_IC0003": Why.NOT_ALLOWED,  # the account that is to be paid is wrong
}
OF_OTHERS: Final[Mapping[str, Why]] = {
    "1": Why.NO_FLOAT,
    "2": Why.TOO_LITTLE,
    "3": Why.TOO_MUCH,
    "4": Why.DAY_LIMIT,
    "8": Why.RECEIVER_FULL,
    "11": Why.NOT_ALLOWED,  # the account that pays is in a state in which it cannot
    "21": Why.NOT_ALLOWED,
    "2001": Why.CREDENTIALS,
    "2006": Why.NOT_ALLOWED,  # the account's rules or status
    "2028": Why.NOT_ALLOWED,
    "2040": Why.UNREGISTERED,
    "8006": Why.LOCKED,
    "R000001": Why.OTHER,  # given back before
    "R000002": Why.OTHER,  # no such payment
    "SFC_IC0003": Why.UNREGISTERED,  # who is to be paid is nobody; integrators
    "TP40153": Why.NOT_ALLOWED,  # the operator lacks the permission; integrators
}
UNKNOWN_TO_QUERY: Final = "25"  # a status was asked of nothing that it knows
STILL_OPEN: Final = "4999"  # of a push's query; integrators

NOT_SENT: Final = "not sent"
"""The code of what never reached Daraja; like the ones of THROTTLED it may be tried again later."""
THROTTLED: Final = frozenset({"429", "500.003.02", "500.003.03"})
"""Refused at the gateway, as too many calls came before."""
UNREADABLE: Final = "unreadable"

_TOKEN_REFUSED = frozenset({"404.001.03"})
_BY_ITS_TEXT = "500.001.1001"
_ABOUT_CREDENTIALS = ("credential", "initiator", "consumer key")
_REFUSING_STATUSES = frozenset({400, 401, 403, 404, 405, 415, 422})


class Unfit(ValueError):
    """An order that cannot be put to Daraja; nothing was sent. code: what is wrong."""

    def __init__(self, code: str) -> None:
        super().__init__(f"The order cannot be sent: {code}.")
        self.code = code


@dataclass(frozen=True, slots=True)
class Reply:
    """What Daraja answered to one call. content: None where it is no JSON object (a web page)."""

    status: int
    content: Mapping[str, Any] | None

    @property
    def is_success(self) -> bool:
        """Whether the call as such was taken."""
        return 200 <= self.status < 300 and not self._said("errorCode")

    @property
    def code(self) -> str:
        """Daraja's own code of an error, or the gateway's, else "HTTP 500"."""
        gateway = values.part(self.content, "fault", "detail").get("errorcode")
        said = values.code((self.content or {}).get("errorCode")) or values.code(gateway)
        return said or f"HTTP {self.status}"

    @property
    def message(self) -> str:
        """The error in Daraja's words, in small letters; never for a log."""
        gateway = values.part(self.content, "fault").get("faultstring")
        return (self._said("errorMessage") or values.text(gateway)).lower()

    @property
    def is_token_refused(self) -> bool:
        """Whether the gateway turned the call away because of its token: nothing was done."""
        return self.status == 401 or self.code in _TOKEN_REFUSED

    def _said(self, name: str) -> str:
        return values.text((self.content or {}).get(name))


def answer_of(reply: Reply, id_name: str, whys: Mapping[str, Why]) -> Answer:
    """What a reply to a request says of it. id_name: under which name it gives the id."""
    if reply.is_success:
        return _answer_of_success(reply.content or {}, id_name, whys)
    return _answer_of_error(reply)


def _answer_of_success(content: Mapping[str, Any], id_name: str, whys: Mapping[str, Why]) -> Answer:
    said = values.code(content.get("ResponseCode"))
    request_id = values.identity(content.get(id_name))
    if said == "0" and request_id:
        return Accepted(request_id)
    if said in whys:
        return Refused(whys[said], said)
    return Unclear(UNREADABLE if said in {"", "0"} else said)


def _answer_of_error(reply: Reply) -> Answer:
    if "duplicate" in reply.message:
        return Unclear(reply.code)
    why = _why_surely_refused(reply)
    return Unclear(reply.code) if why is None else Refused(why, _code_of_refusal(reply))


def _code_of_refusal(reply: Reply) -> str:
    return "429" if is_throttled(reply) and reply.code not in THROTTLED else reply.code


def _why_surely_refused(reply: Reply) -> Why | None:
    """None where nobody knows: a 500 and a web page may come although the request was taken."""
    if reply.is_token_refused:
        return Why.NOT_ALLOWED if "apiproduct" in reply.message else Why.CREDENTIALS
    if is_throttled(reply):
        return Why.NOT_REACHED
    if reply.code == _BY_ITS_TEXT:
        return _why_by_text(reply.message)
    if reply.status not in _REFUSING_STATUSES or reply.code.startswith("HTTP "):
        return None
    if any(word in reply.message for word in _ABOUT_CREDENTIALS):
        return Why.CREDENTIALS
    return Why.NOT_ALLOWED if reply.status == 403 else Why.OTHER


def is_throttled(reply: Reply) -> bool:
    """Whether the gateway let the call not through, as too many came."""
    said = reply.message
    is_said = "spike arrest" in said or "quota" in said
    return reply.status == 429 or reply.code in THROTTLED or is_said


def _why_by_text(message: str) -> Why | None:
    """One code has several meanings; what is not plainly a refusal stays unknown."""
    if "unable to lock subscriber" in message:
        return Why.BUSY
    if "merchant does not exist" in message:
        return Why.NOT_ALLOWED
    return Why.CREDENTIALS if "wrong credentials" in message else None


def standing_of_push(reply: Reply) -> Standing:
    """How a push stands, by the reply to a query. It names no receipt."""
    if not reply.is_success:
        return Standing(_how_of_error(reply), code=reply.code)
    content = reply.content or {}
    said = values.code(content.get("ResultCode"))
    if said == "0":
        return Standing(How.DONE, code=said)
    if said == STILL_OPEN or _is_still_open(values.text(content.get("ResultDesc")).lower()):
        return Standing(How.PENDING, code=said)
    if said in OF_PUSHES:
        return Standing(How.FAILED, OF_PUSHES[said], said)
    return Standing(How.UNCLEAR, code=said or UNREADABLE)


def _how_of_error(reply: Reply) -> How:
    message = reply.message
    if _is_still_open(message):
        return How.PENDING
    is_unknown = "invalid" in message and "checkoutrequestid" in message
    return How.NOT_FOUND if is_unknown else How.UNCLEAR


def _is_still_open(message: str) -> bool:
    return "being processed" in message or "under processing" in message

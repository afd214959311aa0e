"""What can be refused, each with a sentence that names the thing and can be shown to a person."""

from __future__ import annotations


class ChamaError(ValueError):
    """Any refusal of the domain library."""


class SeatTaken(ChamaError):
    """Two members on one seat of the rota."""


class PhoneTaken(ChamaError):
    """Two members with one phone."""


class UnknownMember(ChamaError):
    """An id that is no member's."""


class UnknownRound(ChamaError):
    """A cycle or round that the chama does not have."""


class InvalidAmount(ChamaError):
    """Zero, negative, or not an exact amount."""


class InvalidReceipt(ChamaError):
    """A receipt without a code."""


class ReceiptConflict(ChamaError):
    """A receipt that was recorded before, with other facts."""


class AlreadyPaid(ChamaError):
    """A contribution that is complete cannot be marked missed."""


class UnbalancedEntry(ChamaError):
    """A journal entry that is not double entry: too few postings, a zero one, or a sum not zero."""


class MixedCurrencies(ChamaError):
    """An entry in which money of one currency would count as the same number of another."""


class BrokenChain(ChamaError):
    """An entry that does not follow from the one before it, or was changed after it was sealed."""


class NetworkNotSaid(ChamaError):
    """A receipt without the network whose code it is, or a network without a receipt."""


class UnknownFund(ChamaError):
    """A fund that the chama does not have."""

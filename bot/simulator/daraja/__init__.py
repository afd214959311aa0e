"""Safaricom's Daraja on loopback, with a book of its own, misbehaving on demand.

It is an independent peer: it shares nothing with the bot but what both read in the pages of the
provider.
"""

from bot.simulator.daraja.api import Moment
from bot.simulator.daraja.customers import NoPrompt
from bot.simulator.daraja.faults import Fault
from bot.simulator.daraja.ledger import Kind, State, Transaction
from bot.simulator.daraja.server import Daraja
from bot.simulator.daraja.world import Settings

__all__ = ["Daraja", "Fault", "Kind", "Moment", "NoPrompt", "Settings", "State", "Transaction"]

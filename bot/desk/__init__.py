"""The desk: where orders to the provider that moves money go out, and what it says is acted on.

One worker's thread runs it; any number of workers may. Each step is a transaction of its own, with
no call to the provider inside: an order is moved on, then called, then its answer is put down.
"""

from bot.desk.desk import Desk

__all__ = ["Desk"]

"""What people do on their M-Pesa: type a PIN, cancel, pay from the menu.

Each is answered with what the phone says then; 400 for what the page never asks.
"""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify

from bot.simulator.posted import field
from bot.simulator.wallets import Wallets
from chama.money import Money

MOST_UNITS = 10_000_000  # of shillings: more than any wallet holds


def add_wallet_routes(blueprint: Blueprint, wallets: Wallets) -> None:
    """The paths below /wallets, each with a phone and its language."""
    hands = _Hands(wallets)
    for act in (hands.pin, hands.cancel, hands.payment):
        blueprint.add_url_rule(f"/wallets/{act.__name__}", view_func=act, methods=["POST"])


class _Hands:
    def __init__(self, wallets: Wallets) -> None:
        self._wallets = wallets

    def pin(self) -> Response:
        """A PIN, right or wrong, for the prompt of that number."""
        pin = field("pin", str) or abort(400)
        return jsonify(
            said=self._wallets.answer(self._phone(), field("number", int), pin, _language())
        )

    def cancel(self) -> Response:
        """The prompt of that number is refused."""
        return jsonify(said=self._wallets.cancel(self._phone(), field("number", int), _language()))

    def payment(self) -> Response:
        """So many shillings to the paybill, for an account."""
        units, account = field("amount", int), field("account", str)
        if not 0 < units <= MOST_UNITS or not account.strip():
            abort(400)
        said = self._wallets.pay(self._phone(), Money.of(units), account.strip(), _language())
        return jsonify(said=said)

    def _phone(self) -> str:
        phone = field("phone", str)
        return phone if self._wallets.has(phone) else abort(400)


def _language() -> str:
    return field("language", str)

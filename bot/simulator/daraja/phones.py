"""The customers' phones over HTTP, for a demo's page: loopback only, JSON only."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import BadRequest, NotFound

from bot.simulator.daraja.customers import Customers, NoPrompt
from bot.simulator.daraja.ledger import Transaction, Wallet
from bot.simulator.daraja.naming import bare
from bot.simulator.daraja.pushes import Prompt


def phones_blueprint(customers: Customers) -> Blueprint:
    """Paths under /phones: who there is, what is asked, and what each does."""
    phones = _Phones(customers)
    blueprint = Blueprint("phones", __name__, url_prefix="/phones")
    add = blueprint.add_url_rule
    add("", view_func=phones.all, methods=["GET"])
    add("/<phone>", view_func=phones.one, methods=["GET"])
    add("/<phone>/pin", view_func=phones.pin, methods=["POST"])
    add("/<phone>/cancel", view_func=phones.cancel, methods=["POST"])
    add("/<phone>/pay", view_func=phones.pay, methods=["POST"])
    return blueprint


class _Phones:
    def __init__(self, customers: Customers) -> None:
        self._customers = customers

    def all(self) -> Response:
        """GET /phones."""
        return jsonify([self._shown(wallet) for wallet in self._customers.wallets()])

    def one(self, phone: str) -> Response:
        """GET /phones/<phone>: with its open prompts, and what it paid and got."""
        return jsonify(self._shown(self._wallet(phone)))

    def pin(self, phone: str) -> Response:
        """POST {"pin": "1234"}: answer the newest prompt."""
        return self._act(phone, lambda: self._customers.answer(phone, _text("pin")))

    def cancel(self, phone: str) -> Response:
        """POST {}: refuse the newest prompt."""
        _sent()
        return self._act(phone, lambda: self._customers.cancel(phone))

    def pay(self, phone: str) -> Response:
        """POST {"shortcode", "amount" in whole shillings, "reference", "pin"}: from the menu."""
        wallet, amount = self._wallet(phone), _text("amount")
        if not amount.isdigit() or not int(amount):
            raise BadRequest("The amount is a whole number of shillings.")
        if _text("pin") != wallet.pin:
            return jsonify(code="2001")
        try:
            done = self._customers.pay(
                phone, _text("shortcode"), int(amount) * 100, _text("reference")
            )
        except KeyError as error:
            raise NotFound("Nobody has that shortcode.") from error
        return jsonify(code=done.code, receipt=done.receipt)

    def _act(self, phone: str, act: Any) -> Response:
        self._wallet(phone)
        try:
            return jsonify(code=act())
        except NoPrompt as error:
            raise NotFound(str(error)) from error

    def _wallet(self, phone: str) -> Wallet:
        try:
            return self._customers.wallet(phone)
        except KeyError as error:
            raise NotFound("Nobody has that number.") from error

    def _shown(self, wallet: Wallet) -> dict[str, object]:
        phone = wallet.phone
        return {
            "phone": phone,
            "name": wallet.name,
            "balance_cents": wallet.cents,
            "prompts": [_prompt(one) for one in self._customers.prompts(phone)],
            "transactions": [_movement(one, phone) for one in self._customers.transactions(phone)],
        }


def _prompt(prompt: Prompt) -> dict[str, object]:
    """As the SIM shows it; its id at the provider is nobody's business."""
    return {"number": prompt.number, "text": prompt.text}


def _movement(one: Transaction, phone: str) -> dict[str, object]:
    gained = one.cents if one.payee == bare(phone) else -one.cents
    return {"receipt": one.receipt, "kind": one.kind, "cents": gained, "at": one.at.isoformat()}


def _sent() -> dict[str, Any]:
    """The body, which a page of another site cannot send: it must be declared as JSON."""
    document = request.get_json()
    if not isinstance(document, dict):
        raise BadRequest("A JSON object is expected.")
    return document


def _text(name: str) -> str:
    value = _sent().get(name)
    if not isinstance(value, str) or not value:
        raise BadRequest(f"{name} is missing.")
    return value

"""The provider's HTTP: every path, and what goes wrong between a request and its answer."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import Flask, Response, jsonify, request

from bot.simulator.daraja.arrivals import Arrivals
from bot.simulator.daraja.body import ApiError, Body
from bot.simulator.daraja.documents import Document
from bot.simulator.daraja.faults import Fault
from bot.simulator.daraja.ledger import Kind
from bot.simulator.daraja.payouts import DUPLICATE, Payouts
from bot.simulator.daraja.pushes import Pushes
from bot.simulator.daraja.questions import Questions
from bot.simulator.daraja.reversals import Reversals
from bot.simulator.daraja.world import Received, World

Answer = tuple[Document, str]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path. kind: what it moves or asks about, as faults touch it; is_order: it moves money."""

    do: Callable[[Any], Answer]
    kind: Kind | None = None
    is_order: bool = False


class Moment(StrEnum):
    """When, of a request, something happens to who sent it."""

    BEFORE = "before"  # it is acted on
    AFTER = "after"  # it is acted on, and not answered yet


@dataclass(frozen=True, slots=True)
class Ambush:
    """What happens once, when a request for a path comes: a process is killed, or a call made."""

    path: str
    moment: Moment
    spring: Callable[[], object]


def killing(pid: int) -> Callable[[], object]:
    """Kill a process as a power cut would."""
    return lambda: os.kill(pid, signal.SIGKILL)


class HangUp(Exception):
    """The connection ends without an answer. seconds: after which time."""

    def __init__(self, seconds: float) -> None:
        super().__init__("No answer.")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Desks:
    """Who does what is asked."""

    pushes: Pushes
    arrivals: Arrivals
    payouts: Payouts
    reversals: Reversals
    questions: Questions

    def endpoints(self) -> Mapping[str, Endpoint]:
        """By path."""
        arrivals, questions = self.arrivals, self.questions
        return {
            "/mpesa/stkpush/v1/processrequest": _of(self.pushes.ask, Kind.PUSH, is_order=True),
            "/mpesa/stkpushquery/v1/query": _of(self.pushes.query, Kind.PUSH),
            "/mpesa/c2b/v1/registerurl": _of(lambda body: arrivals.register(body, 1)),
            "/mpesa/c2b/v2/registerurl": _of(lambda body: arrivals.register(body, 2)),
            "/mpesa/b2c/v3/paymentrequest": _of(self.payouts.ask, Kind.PAYOUT, is_order=True),
            "/mpesa/transactionstatus/v1/query": _of(questions.status, Kind.PAYOUT),
            "/mpesa/reversal/v1/request": _of(self.reversals.ask, Kind.REVERSAL, is_order=True),
            "/mpesa/accountbalance/v1/query": _of(questions.balance),
            "/pulltransactions/v1/register": _of(arrivals.register_pull),
            "/pulltransactions/v1/query": _of(arrivals.pull),
            "/mpesa/b2c/hakikisha/v1/hakikisha": Endpoint(questions.name),
        }


def _of(
    do: Callable[[Body], Answer], kind: Kind | None = None, *, is_order: bool = False
) -> Endpoint:
    return Endpoint(lambda document: do(Body(document)), kind, is_order)


class Gateway:
    """Takes each request through the same steps: keep, guard, act, and answer, or not."""

    def __init__(self, world: World, desks: Desks) -> None:
        self._world = world
        self._desks = desks
        self.ambushes: list[Ambush] = []

    def add_to(self, app: Flask) -> None:
        """Serve all paths."""
        app.add_url_rule("/oauth/v1/generate", "token", self.token)
        for path, endpoint in self._desks.endpoints().items():
            app.add_url_rule(path, path, self._view(path, endpoint), methods=["POST"])
        app.register_error_handler(ApiError, self._refuse)
        app.register_error_handler(HangUp, self._hang_up)

    def token(self) -> Response:
        """GET /oauth/v1/generate: a new token, which ends the one before it."""
        self._keep()
        is_known = request.headers.get("Authorization") == self._world.credentials.basic
        if not is_known or request.args.get("grant_type") != "client_credentials":
            raise ApiError(400, "400.008.01", "Invalid Authentication passed")
        with self._world.lock:
            token = self._world.tokens.issue()
        return jsonify(access_token=token, expires_in=str(self._world.settings.token_seconds))

    def _view(self, path: str, endpoint: Endpoint) -> Callable[[], Response]:
        def view() -> Response:
            self._keep()
            self._spring(path, Moment.BEFORE)
            if endpoint.kind:
                self._turn_away(endpoint.kind)
            with self._world.lock:
                self._world.tokens.check(request.headers.get("Authorization", ""))
                answer, request_id = endpoint.do(request.get_json(silent=True))
            self._spring(path, Moment.AFTER)
            if endpoint.kind and endpoint.is_order:
                self._spoil(endpoint.kind, request_id)
            return jsonify(answer)

        return view

    def _keep(self) -> None:
        headers = {name: value for name, value in request.headers if name != "Authorization"}
        body = request.get_json(silent=True)
        kept = Received(request.method, request.path, headers, body, self._world.now())
        self._world.received.append(kept)

    def _spring(self, path: str, moment: Moment) -> None:
        for ambush in [one for one in self.ambushes if (one.path, one.moment) == (path, moment)]:
            self.ambushes.remove(ambush)
            ambush.spring()

    def _turn_away(self, kind: Kind) -> None:
        """What goes wrong before anything is done."""
        strikes = self._world.mischief.strikes
        if strikes(Fault.TOKEN_TAKEN, kind):
            with self._world.lock:
                self._world.tokens.issue()
        if strikes(Fault.SPIKE_ARREST, kind):
            raise ApiError(429, "500.003.02", "Error Occurred: Spike Arrest Violation")
        if strikes(Fault.FORBIDDEN_PAGE, kind):
            raise ApiError(403, "", "Request unsuccessful. Incapsula incident ID: 0")

    def _spoil(self, kind: Kind, request_id: str) -> None:
        """What goes wrong after all was done, before the answer."""
        strikes = self._world.mischief.strikes
        if strikes(Fault.CALLBACK_FIRST, kind):
            with self._world.lock:
                self._desks.pushes.pay_at_once(request_id)
            self._world.post.deliver(lambda callback: callback.about == request_id)
        if strikes(Fault.ERROR_THOUGH_DONE, kind):
            raise ApiError(500, "500.001.1001", "Invalid remote response")
        if strikes(Fault.SAID_TO_BE_KNOWN, kind):
            raise DUPLICATE
        if strikes(Fault.FIRST_ANSWER_LOST, kind):
            raise HangUp(0)
        if strikes(Fault.NO_ANSWER, kind):
            raise HangUp(self._world.settings.hang_seconds)

    def _refuse(self, error: ApiError) -> tuple[Response, int]:
        if not error.code:
            page = f"<html><body><h1>{error.message}</h1></body></html>"
            return Response(page, mimetype="text/html"), error.status
        with self._world.lock:
            request_id = self._world.names.merchant_request()
        said = {"requestId": request_id, "errorCode": error.code, "errorMessage": error.message}
        return jsonify(said), error.status

    def _hang_up(self, error: HangUp) -> Response:
        self._world.is_ending.wait(error.seconds)
        connection: socket.socket = request.environ["werkzeug.socket"]
        connection.shutdown(socket.SHUT_RDWR)
        return Response()

"""The stub itself: a provider on loopback, with everything a test or a demo does to it."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from werkzeug.serving import WSGIRequestHandler, make_server

from bot.simulator.daraja.api import Ambush, Desks, Gateway, Moment, killing
from bot.simulator.daraja.arrivals import Arrivals
from bot.simulator.daraja.credentials import Credentials, certificate
from bot.simulator.daraja.customers import Customers
from bot.simulator.daraja.faults import Fault, Mischief
from bot.simulator.daraja.ledger import Book, Ledger, Transaction
from bot.simulator.daraja.payouts import Payouts
from bot.simulator.daraja.phones import phones_blueprint
from bot.simulator.daraja.post import Callback
from bot.simulator.daraja.pushes import Pushes
from bot.simulator.daraja.questions import Questions
from bot.simulator.daraja.results import Results
from bot.simulator.daraja.reversals import Reversals
from bot.simulator.daraja.world import Faults, Received, Settings, World, utc_now

LOOPBACK = "127.0.0.1"
_AS_USUAL = Settings()
_TICK_SECONDS = 0.05
_NOTICE_SECONDS = 0.005
"""How soon the server notices that it is to end: a test has one of its own."""


class _Quiet(WSGIRequestHandler):
    """Addresses and keys stay out of the log."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Nothing."""


class _AsWritten(DefaultJSONProvider):
    """A document keeps its order: the provider's do."""

    sort_keys = False


class Daraja:
    """A provider that misbehaves as it is told to.

    seed: what every choice is drawn from. faults: which are on from the start; a mapping says how
    often each happens. now: its clock, aware UTC. port: 0 for a free one. in_background: whether a
    thread posts the callbacks when they are due; else `deliver` does.
    """

    def __init__(
        self,
        *,
        seed: int = 0,
        faults: Faults = (),
        settings: Settings = _AS_USUAL,
        now: Callable[[], datetime] = utc_now,
        port: int = 0,
        in_background: bool = False,
    ) -> None:
        self._world = world = World(settings, seed, faults, now)
        self._arrivals = Arrivals(world)
        self._pushes = Pushes(world, self._arrivals)
        results = Results(world)
        self._reversals = Reversals(world, results)
        desks = Desks(
            *(self._pushes, self._arrivals, Payouts(world, results)),
            *(self._reversals, Questions(world, results)),
        )
        self._gateway = Gateway(world, desks)
        self.customers = Customers(world, self._pushes, self._arrivals)
        self._port = port
        self._is_in_background = in_background
        self._threads: list[threading.Thread] = []

    # --- running -------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        self._directory = tempfile.TemporaryDirectory(prefix="daraja-")
        self.certificate_path = Path(self._directory.name) / "certificate.pem"
        self.certificate_path.write_bytes(certificate())
        self._server = make_server(
            LOOPBACK, self._port, self._app(), threaded=True, request_handler=_Quiet
        )
        self._run(lambda: self._server.serve_forever(poll_interval=_NOTICE_SECONDS))
        if self._is_in_background:
            self._run(self._keep_delivering)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._world.is_ending.set()
        self._server.shutdown()
        for thread in self._threads:
            thread.join()
        self._server.server_close()
        self._world.post.close()
        self._directory.cleanup()

    def _app(self) -> Flask:
        app = Flask(__name__, static_folder=None)
        app.json = _AsWritten(app)
        self._gateway.add_to(app)
        app.register_blueprint(phones_blueprint(self.customers))
        return app

    def _run(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        self._threads.append(thread)

    def _keep_delivering(self) -> None:
        while not self._world.is_ending.wait(_TICK_SECONDS):
            self._deliver(lambda callback: callback.due_at <= self._world.now())

    # --- who it is -----------------------------------------------------------------------------

    @property
    def base_url(self) -> str:
        """Where it answers."""
        return f"http://{LOOPBACK}:{self._server.port}"

    @property
    def credentials(self) -> Credentials:
        """What the portal would give an operator."""
        return self._world.credentials

    @property
    def settings(self) -> Settings:
        return self._world.settings

    @property
    def shortcode(self) -> str:
        return self.settings.shortcode

    @property
    def till(self) -> str:
        return self.settings.till

    @property
    def b2c_shortcode(self) -> str:
        return self.settings.b2c_shortcode

    def environment(self, callback_secret: str) -> dict[str, str]:
        """The variables by which a real process finds it, as a paybill."""
        given, has_pull = self.credentials, self.settings.has_pull
        return {
            "DARAJA_CONSUMER_KEY": given.consumer_key,
            "DARAJA_CONSUMER_SECRET": given.consumer_secret,
            "DARAJA_SHORTCODE": self.shortcode,
            "DARAJA_PASSKEY": given.passkey,
            "DARAJA_INITIATOR_NAME": given.initiator_name,
            "DARAJA_INITIATOR_PASSWORD": given.initiator_password,
            "DARAJA_CERTIFICATE": str(self.certificate_path),
            "DARAJA_B2C_SHORTCODE": self.b2c_shortcode,
            "DARAJA_CALLBACK_SECRET": callback_secret,
            "DARAJA_API_BASE_URL": self.base_url,
            **({"DARAJA_PULL": "yes"} if has_pull else {}),
        }

    # --- what it knows -------------------------------------------------------------------------

    @property
    def ledger(self) -> Ledger:
        """Who holds what."""
        return self._world.ledger

    @property
    def book(self) -> Book:
        """What completed, in and out: the truth."""
        with self._world.lock:
            return self._world.ledger.book

    @property
    def received(self) -> tuple[Received, ...]:
        """Every request as it came."""
        return tuple(self._world.received)

    @property
    def waiting(self) -> tuple[Callback, ...]:
        """Callbacks that are not posted yet."""
        return self._world.post.waiting

    @property
    def delivered(self) -> tuple[Callback, ...]:
        """Callbacks that were taken, in the order in which they were posted."""
        return tuple(self._world.post.delivered)

    @property
    def undelivered(self) -> tuple[Callback, ...]:
        """Callbacks that were posted and not taken."""
        return tuple(self._world.post.undelivered)

    # --- what is done to it --------------------------------------------------------------------

    @property
    def faults(self) -> Mischief:
        """Switched on and off here."""
        return self._world.mischief

    def deliver(self, at_most: int | None = None) -> int:
        """Post the callbacks, in an order of the seed's; how many were taken.

        at_most: how many are posted, taken or not; None for all.
        """
        with self._world.lock:
            self._pushes.expire()
        return self._deliver(lambda _callback: True, at_most)

    def _deliver(self, is_wanted: Callable[[Callback], bool], at_most: int | None = None) -> int:
        if self.faults.has(Fault.CALLBACK_TRIED_AGAIN):
            self._world.post.try_again()
        return self._world.post.deliver(is_wanted, at_most)

    def delete_urls(self) -> None:
        """Forget the registered C2B addresses, as two operators can on the portal."""
        self._arrivals.delete_urls()

    def reverse_by_hand(self, receipt: str) -> Transaction:
        """Give a payment back as an operator does on the portal: nobody is told."""
        with self._world.lock:
            return self._reversals.give_back_by_hand(receipt)

    def when_asked(
        self, path: str, spring: Callable[[], object], moment: Moment = Moment.AFTER
    ) -> None:
        """Do something once, when a request for a path comes, before or after it is acted on."""
        self._gateway.ambushes.append(Ambush(path, moment, spring))

    def kill_when_asked(self, path: str, pid: int, moment: Moment = Moment.AFTER) -> None:
        """Kill a process with SIGKILL when its request for a path comes."""
        self.when_asked(path, killing(pid), moment)

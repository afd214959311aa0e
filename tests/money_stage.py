"""The whole bot beside a real provider on loopback: calls, callbacks, and phones with wallets."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from flask import Flask, Response
from werkzeug.serving import WSGIRequestHandler, make_server

from bot.daraja_settings import DarajaSettings, Initiator
from bot.desk import Desk
from bot.desk.room import Room, api_of
from bot.environment import Timeouts
from bot.money_webhook import money_blueprint
from bot.payments.daraja.client import Daraja
from bot.simulator import daraja as stub
from bot.simulator.daraja.world import Faults
from bot.store.tokens import StoredTokens
from chama.constitution import Constitution
from chama.group import Person
from tests.builders import NOW, PEOPLE, rules
from tests.transcripts import Stage

SECRET = "s3cret" * 6
LOOPBACK = "127.0.0.1"
WALLET_CENTS = 300_000_00
PAYBILL = stub.Settings().shortcode
_TICK_SECONDS = 0.01  # how soon the web process sees that it is to end


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Nothing."""


@dataclass
class Web:
    """The process that takes callbacks. busy_for: how many calls more it turns away with 503."""

    app: Flask
    base_url: str
    busy_for: int = 0

    def come_again(self) -> Response | None:
        """Before each call."""
        if not self.busy_for:
            return None
        self.busy_for -= 1
        return Response(status=503)


@dataclass
class MoneyStage:
    """The bot, its desk, and the provider with its own book."""

    stage: Stage
    provider: stub.Daraja
    payments: Daraja
    desk: Desk
    room: Room
    settings: DarajaSettings
    web: Web

    @property
    def engine(self) -> sa.Engine:
        return self.stage.engine

    def say(self, person: Person, text: str) -> list[str]:
        """A member writes; gives what reached phones, "Wanjiru: text"."""
        self.stage.say(person, text)
        return self.arrived()

    def arrived(self) -> list[str]:
        """What has arrived on phones since the last look."""
        names = {person.phone: person.name.split()[0] for person in PEOPLE}
        return [
            f"{names.get(one.address, one.address)}: {one.text}" for one in self.stage.deliver()
        ]

    def pass_time(self, seconds: float) -> None:
        """Time goes by, and nothing else happens."""
        self.stage.now += timedelta(seconds=seconds)

    def work(self, rounds: int = 12) -> None:
        """The desk works, callbacks come, until nothing is due any more."""
        for _ in range(rounds):
            done = self.desk.work() + self.provider.deliver()
            if not done:
                return

    def work_for(self, minutes: int) -> None:
        """So many minutes go by, with all that is due in each."""
        for _ in range(minutes):
            self.pass_time(60)
            self.work()


def umoja(*people: Person, more: str = "", **changes: object) -> Constitution:
    """Umoja with a paybill of the provider's."""
    holder = (people or PEOPLE)[0]
    collects = (
        f'[[collectors]]\nkind = "paybill"\nname = "Umoja"\nnumber = "{PAYBILL}"\n'
        f'phone = "{holder.phone}"\n'
    )
    return rules(people=people or PEOPLE, more=more + collects, **changes)  # type: ignore[arg-type]


@contextmanager
def money_stage(
    engine: sa.Engine,
    *groups: Constitution,
    is_founded: bool = True,
    faults: Faults = (),
    seed: int = 0,
    with_initiator: bool = True,
    registers: bool = True,
    settings: stub.Settings | None = None,
    now: datetime = NOW,
    wallet_cents: int = WALLET_CENTS,
    operator: str = "",
) -> Iterator[MoneyStage]:
    """The bot and the provider, founded with these groups or with Umoja, unless they come later."""
    stage = Stage(engine, now=now)
    provider = stub.Daraja(
        seed=seed,
        faults=faults,
        settings=settings or stub.Settings(hang_seconds=0.1),
        now=lambda: stage.now.astimezone(UTC),
    )
    with provider, _web() as web:
        made = DarajaSettings(
            **_keys(provider, with_initiator=with_initiator),
            api_base_url=provider.base_url,
            callback_secret=SECRET,
            has_pull=True,
            has_hakikisha=True,
            timeouts=Timeouts(connect_seconds=10, read_seconds=10),
        )
        clock = lambda: stage.now  # noqa: E731
        payments = Daraja(made, web.base_url, StoredTokens(engine, clock=clock), clock)
        web.app.register_blueprint(money_blueprint(payments, SECRET, engine, clock))
        stage.api = api_of(payments)
        stage.__post_init__()
        if is_founded:
            stage.found(*(groups or (umoja(),)))
            stage.deliver()
            for person in PEOPLE:
                open_wallet(provider, person.phone, person.name, wallet_cents)
        if registers:
            payments.register_urls()
            payments.register_pull(PEOPLE[0].phone)
        room = Room(engine, payments, clock, stage.new_code, operator)
        yield MoneyStage(stage, provider, payments, Desk(room), room, made, web)


def open_wallet(
    provider: stub.Daraja, phone: str, name: str, balance_cents: int = WALLET_CENTS
) -> None:
    """A wallet that holds plenty."""
    provider.customers.add(phone, name.upper(), balance_cents=balance_cents)


def _keys(provider: stub.Daraja, *, with_initiator: bool) -> dict[str, object]:
    given = provider.credentials
    initiator = Initiator(
        given.initiator_name, given.initiator_password, provider.certificate_path.read_bytes()
    )
    return {
        "consumer_key": given.consumer_key,
        "consumer_secret": given.consumer_secret,
        "shortcode": provider.shortcode,
        "passkey": given.passkey,
        "initiator": initiator if with_initiator else None,
        "b2c_shortcode": provider.b2c_shortcode,
    }


@contextmanager
def _web() -> Iterator[Web]:
    """A web process on loopback."""
    app = Flask("callbacks", static_folder=None)
    server = make_server(LOOPBACK, 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(_TICK_SECONDS,), daemon=True)
    thread.start()
    web = Web(app, f"http://{LOOPBACK}:{server.port}")
    app.before_request(web.come_again)
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

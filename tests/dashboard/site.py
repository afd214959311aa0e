"""The dashboard on a database of its own, with a clock of ours, as a browser meets it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from streamlit.runtime import Runtime
from streamlit.web import bootstrap

from bot.dashboard.gate import COOKIE
from bot.dashboard.house import House, open_house
from bot.dashboard.server import application, options
from bot.settings import LOOPBACK, Settings
from bot.store import one_time, sessions
from bot.store.database import open_engine, writing
from tests.builders import WANJIRU, rules
from tests.transcripts import Stage

with warnings.catch_warnings():  # it would rather have the successor of the client that we have
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient as TestClient

PUBLIC = "https://chama.example.org"


@dataclass
class Site:
    """The application of one process, and the bot beside it."""

    stage: Stage
    house: House
    app: Any

    def browser(self) -> TestClient:
        """One without any cookie."""
        return TestClient(self.app, base_url=PUBLIC, follow_redirects=False)

    def link_for(self, phone: str = WANJIRU.phone, audited: int | None = None) -> str:
        """The token of a link that this officer was just sent. audited: the group that it shows to
        their auditor, None where it is their own."""
        token = one_time.new_token()
        with writing(self.stage.engine) as connection:
            sessions.make_link(connection, phone, token, self.stage.now, audited=audited)
        return token

    def inside(self, phone: str = WANJIRU.phone, audited: int | None = None) -> TestClient:
        """One in which this person, or their auditor, has opened their link."""
        browser = self.browser()
        token = self.link_for(phone, audited)
        entered = browser.post(f"{self.house.base}/enter", data={"t": token})
        assert entered.status_code == 303
        assert COOKIE in browser.cookies
        return browser


def site_at(public_base_url: str, database_url: str) -> Iterator[Site]:
    """One at an address, until it is closed."""
    engine = open_engine(database_url)
    stage = Stage(engine)
    stage.found(rules())
    stage.deliver()
    settings = Settings(database_url=database_url, public_base_url=public_base_url)
    house = open_house(settings, lambda: stage.now)
    bootstrap.load_config_options(dict(options(house, LOOPBACK, 8501)))
    yield Site(stage, house, application(house))
    Runtime._instance = None  # Streamlit has one for each process, which lives as long as that
    house.close()
    engine.dispose()

"""What an operator runs for the officers' pages: chama-bot dashboard.

It imports none of what the web process and the worker are made of: this process has Streamlit to
carry.
"""

from __future__ import annotations

from dataclasses import replace

import click

from bot.around import is_dashboard_installed
from bot.listening import EVERYWHERE, insist_on_port
from bot.settings import DEFAULT_DASHBOARD_PORT, LOOPBACK, Settings, SettingsError

INSTALL = "pip install --no-deps --require-hashes -r requirements-dashboard.lock"


@click.command()
@click.option("--demo", is_flag=True, hidden=True, help="Beside the demo, on this machine alone.")
def dashboard(*, demo: bool) -> None:
    """Run the officers' pages in a browser."""
    settings = Settings.from_env()
    address = LOOPBACK if demo else EVERYWHERE
    insist(settings, address, "make dashboard" if demo else "chama-bot dashboard")
    from bot.dashboard import server

    server.run(replace(settings, demo=demo), address)


def insist(settings: Settings, address: str, command: str) -> None:
    """Raises SettingsError where the pages cannot run: what they need is not installed, or the port
    is taken. command: what was run."""
    if not is_dashboard_installed():
        raise SettingsError(f"The dashboard is not installed: {INSTALL}. All else works without.")
    insist_on_port(
        address,
        settings.dashboard_port,
        command,
        variable="DASHBOARD_PORT",
        usual=DEFAULT_DASHBOARD_PORT,
    )

"""What a newcomer runs: chama-bot demo."""

from __future__ import annotations

import os
from dataclasses import replace

import click

from bot.settings import Settings
from bot.store.database import plainly


@click.command()
@click.option("--faults", "names", default="", metavar="NAME,NAME", help="Have M-Pesa misbehave.")
@click.option("--dashboard", is_flag=True, help="Run the officers' pages beside it.")
@click.option("--list-faults", is_flag=True, help="Say how it can misbehave, and end.")
def demo(names: str, *, dashboard: bool, list_faults: bool) -> None:
    """Run two demo chamas in one process, with the simulator."""
    from bot import demo as demonstration
    from bot.simulator.daraja import Fault
    from bot.simulator.provider import NoSuchFault, described, faults_named

    if list_faults:
        click.echo("\n".join(described(Fault)))
        return
    try:
        faults = faults_named(names)
    except NoSuchFault:
        click.echo("\n".join(described(Fault)), err=True)
        raise
    settings = Settings.from_env()
    url = settings.database_url if "DATABASE_URL" in os.environ else demonstration.DEMO_DATABASE
    for line in described(faults):
        click.echo(f"M-Pesa misbehaves:{line}")
    with plainly(url):
        demonstration.run(_alone(settings, url, with_dashboard=dashboard), faults)


def _alone(settings: Settings, url: str, *, with_dashboard: bool) -> Settings:
    """Without any provider of the environment: nobody outside hears of the demo."""
    return replace(
        settings,
        demo=True,
        with_dashboard=with_dashboard,
        database_url=url,
        twilio=None,
        africastalking=None,
        daraja=None,
    )

"""Plays a transcript beside the provider: prompts on phones, payments from menus, and its faults.

As tests/transcripts.py, with

    SIM of Achieng: 1234                        a PIN is typed into the prompt on that phone
    SIM of Achieng: cancel                      or it is cancelled, left, or the phone is away
    menu of Baraka: 700 to BCY-4                the paybill is paid, with this account
    Wanjiru spends: 250,000                     she pays a shop, which is no business of ours
    faults: RESULT_LOST                         the provider misbehaves so from here on; "none"
    wait: 5                                     so many minutes go by, with all that is due
"""

from __future__ import annotations

import re
from contextlib import suppress

import sqlalchemy as sa

from bot.simulator.daraja import Fault, NoPrompt
from tests.money_stage import MoneyStage, money_stage, open_wallet
from tests.transcripts import Play

_MENU = re.compile(r"([\d,]+) to (.*)")


def play(script: str, engine: sa.Engine) -> str:
    """The transcript as it really goes on this database."""
    with money_stage(engine, is_founded=False) as stage:
        return "\n".join(_MoneyPlay(script, stage).lines()) + "\n"


class _MoneyPlay(Play):
    def __init__(self, script: str, stage: MoneyStage) -> None:
        super().__init__(script, stage.stage)
        self._money = stage

    def act(self, heading: str, text: str) -> None:
        """What is done by a line, and what the provider and the desk make of it."""
        kind, _, name = heading.partition(" of ")
        if heading == "faults":
            self._misbehave(text)
        elif heading == "wait":
            self._money.work_for(int(text))
        elif kind == "SIM":
            self._answer(self.address(name), text)
        elif heading.endswith(" spends"):
            self._pay(self.address(heading.removesuffix(" spends")), f"{text} to -", is_shop=True)
        elif kind == "menu":
            self._pay(self.address(name), text)
        else:
            super().act(heading, text)
            if heading == "time":
                self._open_wallets()
        self._money.work()

    def _open_wallets(self) -> None:
        known = {wallet.phone for wallet in self._money.provider.customers.wallets()}
        for name, phone in self.phones.items():
            if phone.removeprefix("+") not in known:
                open_wallet(self._money.provider, phone, name)

    def _misbehave(self, text: str) -> None:
        faults = self._money.provider.faults
        faults.switch_off()
        for name in text.split(", ") if text != "none" else ():
            faults.switch_on(Fault[name], Fault[name].times)

    def _answer(self, phone: str, text: str) -> None:
        customers = self._money.provider.customers
        acts = {"cancel": customers.cancel, "leave": customers.leave, "away": customers.be_away}
        with suppress(NoPrompt):
            if text in acts:
                acts[text](phone)
            else:
                customers.answer(phone, text)

    def _pay(self, phone: str, text: str, *, is_shop: bool = False) -> None:
        found = _MENU.fullmatch(text)
        assert found is not None, f"{text!r} is no payment."
        cents = int(found[1].replace(",", "")) * 100
        provider = self._money.provider
        number = provider.till if is_shop else provider.shortcode
        provider.customers.pay(phone, number, cents, found[2])

"""The M-Pesa of the people on the page: what their SIM asks, what they answer, what they are told.

It plays the customers of the provider, which lives in the same process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.conversation.money_api import Api, account_for
from bot.render import FALLBACK_LANGUAGE
from bot.simulator.daraja import Daraja
from bot.simulator.daraja.customers import PIN
from bot.simulator.money_texts import as_ksh
from bot.simulator.wallet_texts import WalletText, wallet_texts
from chama.group import Group
from chama.money import Money

WORDS = {
    "en": {
        "balance": "M-PESA balance",
        "menu": "Pay the paybill",
        "amount": "Amount, KES",
        "account": "Account",
        "pay": "Pay",
        "hint": f"The PIN of this demo is {PIN}.",
        "ok": "OK",
        "cancel": "Cancel",
    },
    "sw": {
        "balance": "Salio la M-PESA",
        "menu": "Lipa kwa paybill",
        "amount": "Kiasi, KES",
        "account": "Akaunti",
        "pay": "Lipa",
        "hint": f"PIN ya onyesho hili ni {PIN}.",
        "ok": "Sawa",
        "cancel": "Ghairi",
    },
}
"""What stands on the wallet, in each language."""

_DONE, _GONE, _OTHER = "0", "gone", "other"
_SAID = {
    "en": {
        _DONE: "",
        _GONE: "M-PESA no longer asks for that.",
        "1": "You do not have enough money in your M-PESA account. Nothing was paid.",
        "3": "M-PESA takes at most Ksh250,000 at once. Nothing was paid.",
        "1032": "You cancelled. Nothing was paid.",
        "2001": "Wrong PIN. Nothing was paid.",
        _OTHER: "M-PESA could not do it. Nothing was paid.",
    },
    "sw": {
        _DONE: "",
        _GONE: "M-PESA haiulizi hilo tena.",
        "1": "Huna pesa za kutosha kwenye akaunti yako ya M-PESA. Hakuna kilicholipwa.",
        "3": "M-PESA inachukua hadi Ksh250,000 kwa mara moja. Hakuna kilicholipwa.",
        "1032": "Umeghairi. Hakuna kilicholipwa.",
        "2001": "PIN si sahihi. Hakuna kilicholipwa.",
        _OTHER: "M-PESA imeshindwa. Hakuna kilicholipwa.",
    },
}
"""What the phone says of an end, by the provider's result code. "": its text says it."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the SIM asks. number: which prompt it is."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Wallet:
    """A wallet as its phone shows it. balance: "Ksh20,000.00". account: what its owner types as
    account, "" for who has none. words: what stands on it, in the owner's language.
    """

    language: str
    balance: str
    account: str
    prompt: Prompt | None
    words: Mapping[str, str]


class Wallets:
    """All wallets of a running provider. Phones are E.164, languages those of the templates."""

    def __init__(self, daraja: Daraja) -> None:
        self._daraja = daraja
        self._customers = daraja.customers

    def open(self, phone: str, name: str) -> None:
        """Give a phone a wallet with some money, unless it has one."""
        if not self.has(phone):
            self._customers.add(phone, name.upper())

    def has(self, phone: str) -> bool:
        """Whether a phone has a wallet; without one nothing can be done on it (KeyError)."""
        try:
            self._customers.wallet(phone)
        except KeyError:
            return False
        return True

    def wallet(self, phone: str, groups: Sequence[Group], api: Api, language: str) -> Wallet | None:
        """What a phone shows of its wallet; None without one, or where no group of its is paid so.

        groups: those of the phone's owner, () for a stranger, who may pay any.
        """
        served = [group for group in groups if api.collector_of(group) is not None]
        if not self.has(phone) or (groups and not served):
            return None
        prompts = self._customers.prompts(phone)
        return Wallet(
            language=language,
            balance=as_ksh(Money(self._customers.wallet(phone).cents)),
            account=_account(served, phone),
            prompt=Prompt(prompts[-1].number, prompts[-1].text) if prompts else None,
            words=_in(WORDS, language),
        )

    def texts(self, phone: str) -> tuple[WalletText, ...]:
        """The texts that came from M-Pesa, the oldest first."""
        if not self.has(phone):
            return ()
        moved = self._customers.transactions(phone)
        left_cents = self._customers.wallet(phone).cents
        return wallet_texts(moved, left_cents, self._daraja.settings.name)

    def answer(self, phone: str, number: int, pin: str, language: str) -> str:
        """Type a PIN, which is not empty, into a prompt; what the phone says then."""
        is_open = self._asks(phone, number)
        return _said(self._customers.answer(phone, pin) if is_open else _GONE, language)

    def cancel(self, phone: str, number: int, language: str) -> str:
        """Refuse a prompt; what the phone says then."""
        is_open = self._asks(phone, number)
        return _said(self._customers.cancel(phone) if is_open else _GONE, language)

    def pay(self, phone: str, amount: Money, account: str, language: str) -> str:
        """Pay the paybill from the menu; what the phone says then."""
        paybill = self._daraja.shortcode
        return _said(self._customers.pay(phone, paybill, amount.cents, account).code, language)

    def _asks(self, phone: str, number: int) -> bool:
        return number in [one.number for one in self._customers.prompts(phone)]


def _account(groups: Sequence[Group], phone: str) -> str:
    people = ((group, group.person_at(phone)) for group in groups)
    return next((account_for(group, person) for group, person in people if person), "")


def _said(code: str, language: str) -> str:
    said = _in(_SAID, language)
    return said.get(code, said[_OTHER])


def _in(words: Mapping[str, Mapping[str, str]], language: str) -> Mapping[str, str]:
    return words.get(language, words[FALLBACK_LANGUAGE])

"""The people with the wallets: what they see on their phones, and what they do."""

from __future__ import annotations

from bot.simulator.daraja.arrivals import Arrivals
from bot.simulator.daraja.ledger import Transaction, Wallet
from bot.simulator.daraja.naming import bare
from bot.simulator.daraja.pushes import Prompt, Pushes
from bot.simulator.daraja.world import World

PIN = "1234"
BALANCE_CENTS = 20_000_00


class NoPrompt(LookupError):
    """Nothing was ever asked on that phone."""


class Customers:
    """All wallets of the stub. Phones are given as +254712000001 or 254712000001."""

    def __init__(self, world: World, pushes: Pushes, arrivals: Arrivals) -> None:
        self._world = world
        self._pushes = pushes
        self._arrivals = arrivals

    def add(
        self,
        phone: str,
        name: str,
        *,
        pin: str = PIN,
        balance_cents: int = BALANCE_CENTS,
        is_registered: bool = True,
        is_on: bool = True,
    ) -> Wallet:
        """Open a wallet. is_on: whether prompts reach the phone."""
        with self._world.lock:
            return self._world.ledger.add_wallet(
                Wallet(bare(phone), name, pin, balance_cents, is_registered, is_on)
            )

    def wallets(self) -> tuple[Wallet, ...]:
        """In the order in which they were opened."""
        return tuple(self._world.ledger.wallets.values())

    def wallet(self, phone: str) -> Wallet:
        """Raises KeyError for a number without one."""
        return self._world.ledger.wallets[bare(phone)]

    def transactions(self, phone: str) -> tuple[Transaction, ...]:
        """What a wallet paid and got, oldest first."""
        with self._world.lock:
            return self._world.ledger.of_phone(bare(phone))

    def prompts(self, phone: str) -> tuple[Prompt, ...]:
        """The open prompts of a phone, oldest first."""
        with self._world.lock:
            self._pushes.expire()
            return tuple(one for one in self._all(phone) if one.is_open)

    def answer(self, phone: str, pin: str = "") -> str:
        """Type a PIN, by default the right one, into the newest prompt; the result code.

        Raises NoPrompt.
        """
        with self._world.lock:
            self._pushes.expire()
            return self._pushes.answer(self._newest(phone), pin or self.wallet(phone).pin)

    def cancel(self, phone: str) -> str:
        """Refuse the newest prompt: 1032. Raises NoPrompt."""
        return self._give_up(phone, "1032")

    def leave(self, phone: str) -> str:
        """Let the time of the newest prompt run out now: 1019. Raises NoPrompt."""
        return self._give_up(phone, "1019")

    def be_away(self, phone: str) -> str:
        """Lose the network under the newest prompt: 1037. Raises NoPrompt."""
        return self._give_up(phone, "1037")

    def pay(self, phone: str, shortcode: str, amount_cents: int, reference: str) -> Transaction:
        """Pay a paybill or till from the menu; what became of it, a decline included.

        Raises KeyError for a number or shortcode that nobody has.
        """
        self.wallet(phone)
        self._world.ledger.organisations[shortcode]
        return self._arrivals.pay(bare(phone), shortcode, amount_cents, reference)

    def _give_up(self, phone: str, code: str) -> str:
        with self._world.lock:
            return self._pushes.give_up(self._newest(phone), code)

    def _newest(self, phone: str) -> Prompt:
        prompts = self._all(phone)
        if not prompts:
            raise NoPrompt("Nothing was ever asked on that phone.")
        return prompts[-1]

    def _all(self, phone: str) -> list[Prompt]:
        return [one for one in self._pushes.prompts if one.phone == bare(phone)]

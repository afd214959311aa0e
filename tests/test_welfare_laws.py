"""Laws of the welfare fund over random months, through the whole bot."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import count

import pytest

from bot.store import book
from bot.store.database import open_engine, reading
from bot.store.verify import verify
from chama.entries import ROTATION, WELFARE, granted
from chama.journal import Account, SealedEntry, add_postings
from chama.kinds import AccountKind, EntryKind
from tests.builders import ACHIENG, BARAKA, OTIENO, PEOPLE, SARAH, WANJIRU, received_text, rules
from tests.conversation.proposals.stories import tell, yes_of
from tests.transcripts import Stage

RULES = (
    '[welfare]\nevery = "week"\ndues = 200\nassessment = 50\n'
    "events = {parent = 900, spouse = 1500, illness = 300}\n"
)
WEEKS = 8
_DAYS = "123456789ABCDEFGHIJKLMNOPQRSTUV"
CLAIMS = (
    "nimefiwa na baba yangu, naomba welfare",
    "nimepoteza mke wangu, naomba welfare",
    "mama yangu yuko hospitali, naomba welfare",
)


def code_on(day: date, number: int) -> str:
    """A code as M-Pesa gives it on a day: the letters of year, month and day come first."""
    year, month = chr(ord("U") + day.year - 2026), chr(ord("A") + day.month - 1)
    return f"{year}{month}{_DAYS[day.day - 1]}1AB{number:04d}"


def live(stage: Stage, rng: random.Random) -> None:
    """Weeks in which people pay, claim, agree, refuse, and take payments back."""
    numbers = count(1)
    for _ in range(WEEKS):
        stage.move_clock(stage.now + timedelta(days=7))
        stage.deliver()
        for payer in rng.sample((OTIENO, ACHIENG, BARAKA, SARAH), 3):
            printed = f"{payer.name.upper()} 0{payer.phone[4:]}"
            code = code_on(stage.now.date(), next(numbers))
            amount = f"{rng.choice((200, 650, 1_000, 1_250, 1_900)):,}.00"
            day = stage.now.strftime("%d/%m/%y")
            tell(stage, (WANJIRU, received_text(code, amount, printed, day)))
            if rng.random() < 0.2:
                tell(stage, (WANJIRU, f"undo {code}"))
                tell(stage, (OTIENO, yes_of(stage, OTIENO)))
        tell(stage, (rng.choice((ACHIENG, BARAKA, OTIENO)), rng.choice(CLAIMS)))
        for officer in rng.sample((WANJIRU, OTIENO, SARAH), 3):
            word = yes_of(stage, officer) if rng.random() < 0.8 else "no"
            tell(stage, (officer, word))


def prefixes(entries: list[SealedEntry]) -> list[dict[Account, int]]:
    """The balances after each entry."""
    held: dict[Account, int] = {}
    found = []
    for sealed in entries:
        add_postings(held, sealed.entry.postings)
        found.append(dict(held))
    return found


def of_kind(held: dict[Account, int], *kinds: AccountKind) -> int:
    return sum(
        cents
        for account, cents in held.items()
        if account.fund == WELFARE and account.kind in kinds
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_funds_stay_apart_and_every_grant_is_agreed_to(sqlite_url: str, seed: int) -> None:
    engine = open_engine(sqlite_url)
    stage = Stage(engine)
    stage.found(rules(people=(*PEOPLE, SARAH), contribution=200, more=RULES))
    stage.deliver()
    live(stage, random.Random(seed))
    with reading(engine) as connection:
        entries = list(book.entries_of(connection, 1))
    for held in prefixes(entries):
        money = of_kind(held, AccountKind.COLLECTOR, AccountKind.CASH)
        owed = of_kind(held, AccountKind.DUES)
        worth = -of_kind(held, AccountKind.WELFARE)
        promised = -of_kind(held, AccountKind.PAYABLE)
        assert money + owed == worth + promised
        rotation = [cents for account, cents in held.items() if account.fund == ROTATION]
        assert sum(rotation) == 0
        assert money >= 0
    grants = [one.entry for one in entries if one.entry.kind is EntryKind.GRANT_AGREED]
    assert grants
    for entry in grants:
        agreed = set(entry.actor.split("+")) - {entry.member}
        assert len(agreed) >= 2
        assert any(
            line.account == granted(entry.member, line.account.round) for line in entry.postings
        )
    keys = [one.entry.key for one in entries if one.entry.key.startswith("welfare:")]
    assert len(keys) == len(set(keys)) == WEEKS + 1
    assert list(verify(engine)) == []
    engine.dispose()

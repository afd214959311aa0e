"""Law: nobody's balance rises by their own hand alone, whatever they write, and in which way.

One person with one phone (who collects, who chairs, who is secretary, a plain member, who holds the
group's phone) writes up to three messages into a group in which much is open: money without an
owner, a question in front of them, another's payment in the book, claims, a complete pot. The
worker delivers between the lines. What they are given must have been agreed to by somebody else.
"""

from __future__ import annotations

import itertools
import random
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.conversation.effects import EnrolPhone
from bot.messages import FORWARDING_PHONE
from bot.store import book, phones
from bot.store.database import open_engine, reading
from bot.store.migrate import migrate
from bot.store.tables import question
from chama.agreement import is_on_own_word
from chama.constitution import Office
from chama.entries import dues
from chama.group import Person
from chama.journal import SealedEntry
from chama.kinds import AccountKind, EntryKind
from chama.rota import NAIROBI
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU, rules
from tests.conftest import IS_LONG
from tests.transcripts import Stage

SARAH = Person("M05", "Sarah Wekesa", "+254712000006", 5, Office.SECRETARY)
PEOPLE = (WANJIRU, OTIENO, ACHIENG, BARAKA, SARAH)
GROUP_PHONE = "+254712000099"
COLLECTORS = f"""
[[collectors]]
kind = "phone"
name = "Wanjiru Kamau"
phone = "{WANJIRU.phone}"

[[collectors]]
kind = "pochi"
name = "Umoja Group"
phone = "{GROUP_PHONE}"
holder = "{SARAH.phone}"
"""
WELFARE = """
[welfare]
every = "month"
dues = 200
assessment = 50
events = {parent = 300, illness = 200}
"""
BEGINS = datetime(2026, 11, 23, 9, tzinfo=NAIROBI)

PAIRS, TRIPLES = (25, 10) if IS_LONG else (10, 4)
"""How many of each a run draws; tests/fuzz/fuzz_own_hand.py draws more."""

IN = "{code} Confirmed.You have received Ksh{cents}.00 from {payer} on 23/11/26 at 8:{at} AM"
OUT = "{code} Confirmed. Ksh{cents}.00 sent to {payee} on 23/11/26 at 8:{at} AM."


def received(code: str, payer: str, cents: str = "1,000", at: str = "15") -> str:
    text = IN.format(code=code, cents=cents, payer=payer, at=at)
    return f"{text} New M-PESA balance is Ksh12,500.00."


def sent(code: str, payee: str, cents: str = "1,000", at: str = "15") -> str:
    text = OUT.format(code=code, cents=cents, payee=payee, at=at)
    return f"{text} New M-PESA balance is Ksh3,200.00. Transaction cost, Ksh13.00."


TO_COLLECTOR = "WANJIRU KAMAU 0712000001"
FINES = "[fines]\nabsent = 200\n"
SETTING: tuple[tuple[Person | str, str], ...] = (
    (OTIENO, "Wanjiru, Sarah, Achieng and Baraka were absent"),  # no officer is left: nobody may
    (WANJIRU, "Achieng and Baraka were absent"),  # fined, once Otieno agrees
    (OTIENO, "yes"),
    (OTIENO, "Wanjiru and Sarah were absent"),  # fined, once two members agree
    (ACHIENG, "yes"),
    (BARAKA, "yes"),
    (WANJIRU, received("UKN1AB2C01", "ROSE AKOTH 0798***321")),  # nobody's, asked of Wanjiru
    (WANJIRU, received("UKN1AB2C02", "JUMA ALI", at="16")),  # nobody's, waits in line
    (WANJIRU, received("UKN1AB2C03", "BARAKA MWANGI 0712000004", at="17")),  # Baraka's
    (OTIENO, sent("UKN1AB2C04", TO_COLLECTOR, at="18")),  # a claim of Otieno's
    (WANJIRU, received("UKN1AB2C05", "ACHIENG ATIENO 0712000003", "900,000", at="19")),  # doubtful
    (WANJIRU, sent("UKN5OU7T01", f"{WANJIRU.name.upper()} 0712000001", "2,000", at="40")),
    (WANJIRU, received("UKN1AB2C06", "ACHIENG ATIENO 0712000003", "1,500", at="41")),  # and welfare
    (ACHIENG, "mama yangu yuko hospitali, naomba welfare"),  # a claim, asked of all officers
    (BARAKA, "I gave Otieno 500 cash"),  # asked of Otieno
    (SARAH, "received 300 cash from Achieng"),  # asked of Wanjiru and Otieno
)


@dataclass(frozen=True)
class Hand:
    """Somebody who writes alone: from which phone, and who gains by it.

    posts: as whose their money texts come where a phone posts those by itself, "" where they
    forward them.
    """

    id: str
    phone: Person | str
    person: Person
    posts: str = ""


MOVES = (
    "expense 500 chairs", "nimetumia 300 ya chama kununua soda", "I bought soda for 200", "chairs",
    "I gave Otieno 200 of the chama's money", "nimempa Wanjiru 200 za chama ashike", "cash",
    "Otieno gave me 200 of the group's money", "I withdrew 200 from Equity", "undo",
    "nimeweka 200 za chama benki", "UKN1AB2C01 is not ours", "that one is not ours",
    "UKN7AG3T01 Confirmed.on 23/11/26 at 8:30 AMWithdraw Ksh500.00 from 123456 - MAMA AGENT"
    " New M-PESA balance is Ksh3,200.00. Transaction cost, Ksh29.00.",
)  # fmt: skip
"""The group's money spent, moved, or said not to be its own."""

CASH_IN_HAND: tuple[tuple[Person | str, str], ...] = (
    (WANJIRU, "received 900 cash from Achieng"),
    (OTIENO, "1"),
    (BARAKA, "I gave Otieno 500 cash"),
    (OTIENO, "1"),
)

HANDS = (
    Hand("treasurer", WANJIRU, WANJIRU),
    Hand("chair", OTIENO, OTIENO),
    Hand("secretary", SARAH, SARAH),
    Hand("member", ACHIENG, ACHIENG),
    Hand("payer", BARAKA, BARAKA),
    Hand("group phone", GROUP_PHONE, SARAH),
    Hand("treasurer whose phone forwards", WANJIRU, WANJIRU, posts=phones.address_of(1)),
)


def says(me: Person) -> list[str]:
    """Everything that somebody may try, by number, button, free words, code, or text."""
    own = f"{me.name.upper()} 0{me.phone[4:]}"
    first = me.name.split()[0]
    codes = ("UKN1AB2C01", "UKN1AB2C02", "UKN1AB2C03", "UKN1AB2C04", "UKN1AB2C05")
    return [
        *("1", "2", "3", "4", "5", "6", "yes", "ndio", "no", "4821", "4822", "sijui", "nobody"),
        *("for me", "me", "mimi", "ni yangu", f"for {first}", first, f"ni ya {first}"),
        *("400 Achieng, 600 me", "500 me, 500 Otieno", "500 Wanjiru 500 Baraka", "undo", "futa"),
        *(f"{code} is for {first}" for code in codes),
        *(f"{code} is for me" for code in codes),
        *(f"nimelipa {code}" for code in codes),
        *(f"undo {code}" for code in codes),
        *(sent(code, TO_COLLECTOR) for code in codes),
        *(received(code, own) for code in (*codes, "UKN9AB2C01")),
        received("UKN9AB2C02", f"{me.name.upper()} 0712***{me.phone[-3:]}"),
        received("UKN9AB2C03", own).replace("New M-PESA", "\nfor me\nNew M-PESA"),
        f"for {first}\n{received('UKN9AB2C04', 'JANE AKINYI')}",
        f"500 me, 500 Baraka\n{received('UKN9AB2C05', 'JANE AKINYI')}",
        sent("UKN9OU7T02", own, "3,000"),
        sent("UKN9OU7T03", "JANE WANGUI 0798765432", "3,000"),
        "UKN9ZZ9Z99 Confirmed. Reversal of transaction UKN5OU7T01 has been successfully reversed on"
        " 23/11/26 at 8:50 AM and Ksh2,000.00 is credited to your M-PESA account. New M-PESA"
        " account balance is Ksh11,500.00.",
        *("I have put in my share 1000", "nimelipa 1000", "I gave Otieno 700 cash"),
        *("I gave Wanjiru 700 cash", "I gave Sarah 700 cash", f"received 700 cash from {first}"),
        *("received 700 cash from Baraka", "received 300 cash from Achieng", "nimeweka 1000 cash"),
        *(f"Baraka amempa Sarah 700 ya {first}", f"nimempa Otieno 700 cash ya {first}"),
        *(f"{first} gave Otieno 700 cash", "received 400 cash from Baraka", "undo 500", "cancel"),
        *(
            "500 for welfare",
            "nimefiwa na baba yangu, naomba welfare",
            "welfare claim 200",
            "I need 200 from welfare for hospital",
        ),
        *(f"{first} amefiwa na baba, welfare imsaidie", "Achieng amelazwa, welfare imsaidie"),
        *MOVES,
        *("I am paying 1000 for me", "open questions", "balance", "STOP"),
        *(f"waive {first}'s fine, was ill", f"msamehe {first} faini, alifiwa", "DISPUTE"),
        *("waive my fine, I was ill", f"undo {first}'s fine: wrong day"),
    ]


def wealth(stage: Stage, me: Person) -> int:
    """What the group owes somebody or gave them, less the money of the group in their hand."""
    with reading(stage.engine) as connection:
        balances = book.balances(connection, 1)
        entries = list(book.entries_of(connection, 1))
    held = {"C1": WANJIRU.code, "C2": SARAH.code}
    own_cents = held_cents = 0
    for account, cents in balances.items():
        is_promised = account.kind is AccountKind.PAYABLE
        is_own = account.kind.meaning.is_members_own or is_promised
        if is_own and account.owner == me.code:
            own_cents -= cents
        elif account.kind.meaning.is_money and held.get(account.owner, account.owner) == me.code:
            held_cents += cents
    return own_cents + _paid_out(entries, me) - held_cents


def _paid_out(entries: list[SealedEntry], me: Person) -> int:
    undone = {one.entry.reverses for one in entries}
    payouts = (one for one in entries if one.entry.kind is EntryKind.PAYOUT)
    own = (one for one in payouts if one.entry.member == me.code and one.seq not in undone)
    return sum(one.entry.amount_cents for one in own)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("own-hand"))


def prepare(folder: Path, setting: tuple[tuple[Person | str, str], ...] = SETTING) -> Path:
    """A database with a group in which much is open; each try writes into a copy of it."""
    path = folder / "prepared.db"
    migrate(f"sqlite:///{path}")
    stage = Stage(open_engine(f"sqlite:///{path}"), now=BEGINS)
    stage.found(rules(people=PEOPLE, more=FINES + COLLECTORS + WELFARE))
    stage.deliver()
    for sender, text in setting:
        stage.say(sender, text)
        stage.deliver()
    with stage.engine.begin() as connection:
        enrolled = EnrolPhone("C1", (WANJIRU.code, OTIENO.code))
        phones.enrol(connection, 1, enrolled, secret="secret", signing_key="key", now=BEGINS)
        asked = connection.execute(sa.select(sa.func.count()).select_from(question)).scalar_one()
        assert asked > 5 or setting != SETTING
    stage.engine.dispose()
    return path


def tries_of(hand: Hand, seed: str, pairs: int, triples: int) -> list[tuple[str, ...]]:
    """Each thing alone, and a draw of two and three after one another."""
    words, rng = says(hand.person), random.Random(f"{hand.id}/{seed}")
    alone = [(word,) for word in words]
    twos = rng.sample(list(itertools.product(words, words)), pairs)
    threes = [tuple(rng.choice(words) for _ in range(3)) for _ in range(triples)]
    return [*alone, *twos, *threes]


def gained(hand: Hand, tried: tuple[str, ...], prepared: Path, scratch: Path) -> int:
    """How much richer somebody is for having written this, in cents.

    Raises AssertionError for an entry that stands on its gainer's word alone.
    """
    shutil.copy(prepared, scratch)
    stage = Stage(open_engine(f"sqlite:///{scratch}"), now=BEGINS + timedelta(hours=1))
    for number, word in enumerate(tried):
        if hand.posts and "Confirmed" in word:
            by_itself = {"channel": FORWARDING_PHONE, "provider_id": f"try-{number}"}
            stage.say(hand.posts, word, **by_itself)
        else:
            stage.say(hand.phone, word, provider_id=f"try-{number}")
        stage.deliver()
    with reading(stage.engine) as connection:
        posted = [one.entry for one in book.entries_of(connection, 1)]
    assert not [entry for entry in posted if is_on_own_word(entry)], tried
    after = wealth(stage, hand.person)
    stage.engine.dispose()
    scratch.unlink()
    return after - wealth_before(prepared, hand.person)


@cache
def wealth_before(prepared: Path, me: Person) -> int:
    """The same before anything is tried."""
    stage = Stage(open_engine(f"sqlite:///{prepared}"))
    before = wealth(stage, me)
    stage.engine.dispose()
    return before


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.id)
def test_nobodys_balance_rises_by_their_own_hand_alone(
    hand: Hand, prepared: Path, tmp_path: Path
) -> None:
    for tried in tries_of(hand, "every run", PAIRS, TRIPLES):
        assert gained(hand, tried, prepared, tmp_path / "try.db") <= 0, tried


@pytest.mark.parametrize("hand", HANDS[:2], ids=lambda hand: hand.id)
def test_nobody_lowers_alone_what_they_answer_for(hand: Hand, tmp_path: Path) -> None:
    prepared = prepare(tmp_path, CASH_IN_HAND)
    answers = ("1", "2", "yes")
    tries = [(move,) for move in MOVES] + [*itertools.product(MOVES, answers)]
    for tried in tries:
        assert gained(hand, tried, prepared, tmp_path / "try.db") <= 0, tried


def test_with_a_second_hand_it_does_rise(prepared: Path, tmp_path: Path) -> None:
    """The law would hold of a bot that does nothing."""
    path = tmp_path / "agreed.db"
    shutil.copy(prepared, path)
    stage = Stage(open_engine(f"sqlite:///{path}"), now=BEGINS + timedelta(hours=1))
    stage.say(WANJIRU, "I have put in my share 1200", provider_id="share")
    stage.deliver()
    for number, word in enumerate(("1", "no", "1", "1", "1")):  # no to what needs a code
        stage.say(OTIENO, word, provider_id=f"answer-{number}")
        stage.deliver()
    with reading(stage.engine) as connection:
        owed = book.balances(connection, 1).get(dues(WANJIRU.code, "1.1"), 0)
    assert owed == 0
    stage.engine.dispose()

"""A club that counts in pounds and collects shillings at home, through the whole bot."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from bot.export import export
from bot.messages import OutboundMessage
from bot.store import book
from bot.store.database import open_engine, reading
from bot.store.verify import verify
from bot.views.exchanges import exchanges
from chama.constitution import Office
from chama.group import Person
from tests.builders import rules
from tests.conversation.proposals.stories import ABROAD
from tests.transcripts import Stage

NAMES = (
    "Wanjiru Kamau", "Otieno Ouma", "Sarah Wekesa", "Achieng Atieno", "Baraka Mwangi",
    "Njeri Wambui", "Kamau Njoroge", "Halima Yusuf", "Brian Kiptoo", "Mercy Chebet",
    "Zawadi Cherono", "Peter Mutua",
)  # fmt: skip
OFFICES = {1: Office.TREASURER, 2: Office.CHAIR, 3: Office.SECRETARY}
TWELVE = tuple(
    Person(f"M{seat:02d}", name, f"+2547120000{seat:02d}", seat, OFFICES.get(seat))
    for seat, name in enumerate(NAMES, start=1)
)
TREASURER, CHAIR, SECRETARY, MEMBER, *_ = TWELVE


def shillings(number: int, payer: str, amount: str) -> str:
    """A text of M-Pesa on the treasurer's Kenyan phone."""
    return (
        f"UKN1AB2C{number:02d} Confirmed.You have received Ksh{amount}.00 from {payer} on 23/11/26 "
        f"at 8:{number:02d} AM New M-PESA balance is Ksh12,500.00."
    )


def paid_by(person: Person, number: int, amount: str) -> str:
    return shillings(number, f"{person.name.upper()} 0{person.phone[4:]}", amount)


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[Stage]:
    engine = open_engine(sqlite_url)
    stage = Stage(engine)
    stage.found(rules("Thames", TWELVE, currency="GBP", contribution=60, more=ABROAD))
    stage.deliver()
    yield stage
    assert list(verify(engine)) == []
    engine.dispose()


def say(stage: Stage, person: Person, text: str) -> list[OutboundMessage]:
    stage.say(person, text)
    return stage.deliver()


def told(arrived: list[OutboundMessage], person: Person) -> str:
    return "\n".join(one.text for one in arrived if one.address == person.phone)


def balances(stage: Stage) -> dict[str, int]:
    """What every account holds, as "fund account"."""
    with reading(stage.engine) as connection:
        held = book.balances(connection, 1)
    return {f"{account.fund} {account.code}": cents for account, cents in held.items()}


def announce(stage: Stage, rate: str = "RATE 165 CBK 1 Nov") -> list[OutboundMessage]:
    say(stage, TREASURER, rate)
    return say(stage, CHAIR, "yes")


def test_a_rate_needs_two_officers(stage: Stage) -> None:
    say(stage, TREASURER, paid_by(MEMBER, 1, "9,900"))
    say(stage, TREASURER, "RATE 165")
    arrived = say(stage, TREASURER, "yes")
    assert "KES 9,900 = " not in told(arrived, MEMBER)
    assert balances(stage)["kes unallocated:mpesa/UKN1AB2C01"] == -990_000
    arrived = say(stage, SECRETARY, "yes")
    assert "KES 9,900 = GBP 60" in told(arrived, MEMBER)
    assert f"rotation dues:{MEMBER.code}:1.1" not in balances(stage)


def test_a_plain_member_announces_nothing(stage: Stage) -> None:
    arrived = say(stage, MEMBER, "RATE 165")
    assert "Only an officer" in told(arrived, MEMBER)
    assert told(arrived, CHAIR) == ""


def test_the_announced_amount_settles_all_twelve(stage: Stage) -> None:
    arrived = announce(stage)
    assert all("KES 9,900" in told(arrived, person) for person in TWELVE)
    for number, person in enumerate(TWELVE[1:], start=1):
        say(stage, TREASURER, paid_by(person, number, "9,900"))
    say(stage, TREASURER, shillings(20, "ROSE AKOTH 0798***321", "9,900"))
    say(stage, TREASURER, "Wanjiru")
    say(stage, CHAIR, "yes")  # her own share is not hers to give
    held = balances(stage)
    assert not [account for account in held if " dues:" in account or " advance:" in account]
    assert held["kes collector:C2"] == 12 * 990_000
    assert held["kes exchange"] == -12 * 990_000
    assert held["rotation exchange:KES"] == 12 * 6_000
    assert held["rotation pot::1.1"] == -12 * 6_000
    assert sum(cents for account, cents in held.items() if account.startswith("kes ")) == 0


def test_totals_are_never_added_across_currencies(stage: Stage) -> None:
    announce(stage)
    say(stage, TREASURER, paid_by(MEMBER, 1, "9,900"))
    assert (
        told(say(stage, MEMBER, "round"), MEMBER)
        .split("\n")[0]
        .endswith("GBP 60 of GBP 720, 1 of 12 have paid.")
    )
    statement = told(say(stage, MEMBER, "statement"), MEMBER)
    assert "GBP 60 (KES 9,900) UKN1AB2C01" in statement
    assert "Total: GBP 60" in statement
    assert "9,960" not in statement


def test_each_line_of_an_export_has_the_currency_of_its_fund(stage: Stage) -> None:
    announce(stage)
    say(stage, TREASURER, paid_by(MEMBER, 1, "9,900"))
    out = io.StringIO()
    export(stage.engine, "postings", out)
    lines = [line.split(",") for line in out.getvalue().splitlines()]
    assert [line[3:] for line in lines[-4:]] == [
        ["kes", "collector:C2", "9900.00", "KES"],
        ["kes", "exchange", "-9900.00", "KES"],
        ["rotation", "exchange:KES", "60.00", "GBP"],
        ["rotation", "dues:M04:1.1", "-60.00", "GBP"],
    ]
    out = io.StringIO()
    export(stage.engine, "entries", out)
    assert "9900.00,KES,UKN1AB2C01" in out.getvalue()
    out = io.StringIO()
    export(stage.engine, "exchanges", out)
    assert "60.00,GBP,9900.00,KES,GBP 1 = KES 165," in out.getvalue()


def test_a_report_says_both_amounts_and_what_that_makes_of_a_unit(stage: Stage) -> None:
    say(stage, TREASURER, "changed GBP 600 to KES 98,400, fee GBP 4")
    say(stage, CHAIR, "4821")
    with reading(stage.engine) as connection:
        (row,) = exchanges(connection, 1)
    assert str(row) == "GBP 600 <-> KES 98,400 = 164"
    held = balances(stage)
    assert held["rotation collector:C1"] == -60_000
    assert held["general collector:C1"] == -400
    assert held["general fees"] == 400
    assert held["kes collector:C2"] == 9_840_000


def test_an_exchange_that_is_refused_leaves_both_sides_alone(stage: Stage) -> None:
    before = balances(stage)
    say(stage, TREASURER, "changed GBP 600 to KES 98,400")
    arrived = say(stage, CHAIR, "no")
    assert "Nothing was recorded" in told(arrived, TREASURER)
    assert balances(stage) == before


def test_an_exchange_is_undone_on_both_sides(stage: Stage) -> None:
    before = balances(stage)
    say(stage, TREASURER, "changed GBP 600 to KES 98,400")
    say(stage, CHAIR, "4821")
    say(stage, TREASURER, "undo")
    say(stage, SECRETARY, "yes")
    assert balances(stage) == before


def test_a_payment_at_a_rate_is_undone_as_it_was_recorded(stage: Stage) -> None:
    announce(stage)
    before = balances(stage)
    say(stage, TREASURER, paid_by(MEMBER, 1, "11,550"))
    say(stage, TREASURER, "undo UKN1AB2C01")
    say(stage, CHAIR, "yes")
    assert balances(stage) == before


def test_a_payment_at_a_rate_moves_to_another_in_its_own_currency(stage: Stage) -> None:
    announce(stage)
    other = TWELVE[4]
    say(stage, TREASURER, paid_by(MEMBER, 1, "9,900"))
    say(stage, TREASURER, f"UKN1AB2C01 is for {other.name.split()[0]}")
    arrived = say(stage, CHAIR, "yes")
    assert "KES 9,900 = GBP 60" in told(arrived, other)
    held = balances(stage)
    assert held[f"rotation dues:{MEMBER.code}:1.1"] == 6_000
    assert f"rotation dues:{other.code}:1.1" not in held


def test_mpesa_takes_back_a_payment_at_a_rate_whole_and_never_in_part(stage: Stage) -> None:
    announce(stage)
    before = balances(stage)
    say(stage, TREASURER, paid_by(MEMBER, 1, "9,900"))
    paid = balances(stage)
    taken = (
        "UKN9RV8S01 Confirmed. Transaction UKN1AB2C01 has been reversed on 23/11/26 at 9:30 AM and "
        "Ksh{}.00 is debited from your M-PESA account. New M-PESA account balance is Ksh2,600.00."
    )
    say(stage, TREASURER, taken.format("5,000"))
    say(stage, CHAIR, "yes")
    assert balances(stage) == paid
    say(stage, TREASURER, taken.format("9,900"))
    say(stage, CHAIR, "yes")
    assert balances(stage) == before


def test_shillings_of_an_unpayable_currency_wait_and_the_clause_is_named(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    stage = Stage(engine)
    closed = ABROAD.replace('currencies = ["KES"]', "currencies = []")
    stage.found(rules("Thames", TWELVE, currency="GBP", contribution=60, more=closed))
    stage.deliver()
    arrived = say(stage, TREASURER, paid_by(MEMBER, 1, "9,900"))
    assert "(clause 15.2)" in told(arrived, MEMBER)
    arrived = say(stage, TREASURER, "RATE KES 165")
    assert "(clause 15.2)" in told(arrived, TREASURER)
    assert list(verify(engine)) == []
    engine.dispose()


def test_a_claim_in_shillings_is_no_claim_of_so_many_pounds(stage: Stage) -> None:
    sent = (
        "UKN1AB2C01 Confirmed. Ksh60.00 sent to WANJIRU KAMAU 0712000001 on 23/11/26 at 8:15 AM. "
        "New M-PESA balance is Ksh3,200.00. Transaction cost, Ksh0.00."
    )
    assert "KES 60" in told(say(stage, MEMBER, sent), MEMBER)
    balance = told(say(stage, MEMBER, "balance"), MEMBER)
    assert "GBP 60" in balance
    assert "Waiting to be confirmed: UKN1AB2C01." in balance


def test_money_that_waits_is_listed_in_its_own_currency(stage: Stage) -> None:
    say(stage, TREASURER, shillings(1, "ROSE AKOTH 0798***321", "9,900"))
    arrived = say(stage, CHAIR, "open questions")
    assert "KES 9,900" in told(arrived, CHAIR)
    assert "GBP 9,900" not in told(arrived, CHAIR)


def test_a_holder_elsewhere_decides_as_ever(stage: Stage) -> None:
    """The treasurer's own shillings are credited by nobody but others."""
    announce(stage)
    say(stage, TREASURER, paid_by(TREASURER, 1, "9,900"))
    assert f"rotation dues:{TREASURER.code}:1.1" in balances(stage)
    say(stage, CHAIR, "yes")
    assert f"rotation dues:{TREASURER.code}:1.1" not in balances(stage)

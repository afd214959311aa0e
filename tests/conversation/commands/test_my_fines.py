"""What a member owes in fines, by clause and day; what was paid is not shown any more."""

from __future__ import annotations

from datetime import date

from chama import entries
from chama.entries import GENERAL
from chama.journal import Account, JournalEntry
from tests.builders import ACHIENG, BARAKA, OTIENO, decided, reply

LATE, ABSENT = entries.fines(GENERAL, "M03", "1.1"), entries.fines(GENERAL, "M03")


def raised(account: Account, day: int, clause: str, cents: int = 5_000) -> JournalEntry:
    on = date(2026, 11, day)
    return entries.fine(account, cents, clause=clause, key=f"fine:{day}", on=on, actor="clock")


def line(what: int, clause: str, day: int, cents: int) -> dict[str, object]:
    on = f"2026-11-{day:02}"
    return {"what": "fine", "round": what, "clause": clause, "on": on, "amount_cents": cents}


def test_each_by_its_clause_and_newest_day() -> None:
    fines = (
        raised(LATE, 22, "6.1"),
        raised(LATE, 21, "6.1"),
        raised(ABSENT, 20, "6.6", 10_000),
        raised(ABSENT, 10, "6.5", 20_000),
    )
    balances = {LATE: 10_000, ABSENT: 30_000}
    (said,) = decided(ACHIENG, "my fines", own_fines=fines, balances=balances)
    assert said.facts["total_cents"] == 40_000
    assert said.facts["items"] == [
        line(0, "6.6", 20, 10_000),
        line(0, "6.5", 10, 20_000),
        line(1, "6.1", 22, 10_000),
    ]


def test_an_officer_reads_those_of_another_and_a_member_does_not() -> None:
    fines, balances = (raised(LATE, 22, "6.1"),), {LATE: 5_000}
    (said,) = decided(OTIENO, "faini ya Achieng", own_fines=fines, balances=balances)
    assert (said.facts["name"], said.facts["is_own"]) == (ACHIENG.name, False)
    assert said.facts["items"] == [line(1, "6.1", 22, 5_000)]
    (refused,) = decided(BARAKA, "faini ya Achieng", own_fines=fines, balances=balances)
    assert refused.template == "figures_private"


def test_the_oldest_are_paid_first() -> None:
    fines = (raised(ABSENT, 20, "6.5"), raised(ABSENT, 10, "6.5"))
    (said,) = decided(ACHIENG, "faini yangu", own_fines=fines, balances={ABSENT: 4_000})
    assert said.facts["items"] == [line(0, "6.5", 20, 4_000)]


def test_who_owes_none_learns_where_the_rules_stand() -> None:
    facts = {"name": ACHIENG.name, "is_own": True, "items": [], "total_cents": 0, "chapter": 6}
    assert decided(ACHIENG, "nina faini?", balances={}) == (reply(ACHIENG, "my_fines", **facts),)


def test_a_phone_of_the_group_has_none() -> None:
    (said,) = decided("+254712000099", "my fines")
    assert said.template == "unknown"

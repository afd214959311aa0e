"""Ways of changing the book behind its back, each tried on a living group: refused, found, or not.

NOT_NOTICED lists what nothing inside the database can tell from the truth: for those the chain code
on each member's receipt and the head in the officers' weekly line are the witnesses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from bot.store import book as books
from bot.store import tables
from bot.store.database import open_engine, reading
from bot.store.verify import Fault, faults_in, verify
from chama import entries
from chama.entries import ROTATION
from chama.journal import Account, JournalEntry, Posting, seal
from chama.kinds import EntryKind
from tests.builders import ACHIENG, WANJIRU, received_text, rules
from tests.conftest import Databases
from tests.store.books import NOW, undone
from tests.transcripts import Stage

CODE = "UKN1AB2C01"
OTIENO_PAID = received_text("UKN1AB2C02", payer="OTIENO OUMA 0712000002")
PAID = received_text(CODE)

Attack = Callable[[sa.Connection], None]


def sql(*statements: str) -> Attack:
    """An attack in raw SQL."""

    def run(connection: sa.Connection) -> None:
        for statement in statements:
            connection.exec_driver_sql(statement)
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")

    return run


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def umoja(request: pytest.FixtureRequest, databases: Databases) -> Iterator[sa.Engine]:
    """Umoja in its first round; Otieno and then Achieng have paid, and were told so."""
    url = databases.create(request.param)
    engine = open_engine(url)
    stage = Stage(engine)
    stage.found(rules())
    stage.say(WANJIRU, OTIENO_PAID)
    stage.say(WANJIRU, PAID)
    yield engine
    engine.dispose()
    databases.drop(url)


REFUSED = {
    "memo of an entry": sql("UPDATE entry SET memo = 'x'"),
    "amount of a posting": sql("UPDATE posting SET amount_cents = 1"),
    "an entry deleted": sql("DELETE FROM entry"),
    "a receipt deleted": sql("DELETE FROM receipt"),
    "network of a receipt": sql("UPDATE receipt SET network = 'airtel'"),
    "a receipt put in the place of another": sql(
        "INSERT INTO receipt SELECT code, network, 1, look FROM receipt WHERE entry_id > 1 "
        "ON CONFLICT (code, network) DO UPDATE SET entry_id = 1"
    ),
    "the head moved back": sql("UPDATE book SET seq = seq - 1, head = 'x'"),
    "currency of a fund": sql("UPDATE fund SET currency = 'USD'"),
    "codes of two accounts swapped": sql("UPDATE account SET code = 'dues:M09:1.1'"),
    "an account deleted": sql("DELETE FROM account"),
    "a register row changed": sql("UPDATE register SET facts = '{}'"),
    "a register row deleted": sql("DELETE FROM register"),
    "the code of a member": sql("UPDATE member SET code = 'M09' WHERE code = 'M03'"),
}

# By what `verify` says, with the guards in their place.
FOUND = {
    "a debt forgiven": (
        "stands at 0 cents, its lines at",
        sql("UPDATE account SET balance_cents = 0 WHERE code = 'dues:M01:1.1'"),
    ),
    "an account out of nothing": (
        "stands at 5 cents, its lines at 0",
        sql("INSERT INTO account (chama_id, fund_id, code, balance_cents) "
            "SELECT chama_id, id, 'cash:M01', 5 FROM fund WHERE name = 'rotation'"),
    ),
    "two members' names swapped": (
        "member:M03 has another name",
        sql("UPDATE member SET name = 'X' WHERE code = 'M03'",
            "UPDATE member SET name = 'Achieng Atieno' WHERE code = 'M04'",
            "UPDATE member SET name = 'Baraka Mwangi' WHERE code = 'M03'"),
    ),
    "a member's phone": (
        "member:M03 has another phone",
        sql("UPDATE member SET phone = '+254799999999' WHERE code = 'M03'"),
    ),
    "where a member gets pots": (
        "member:M03 has another receive_phone",
        sql("UPDATE member SET receive_phone = '+254799999999' WHERE code = 'M03'"),
    ),
    "which phone pays for a member": (
        "member:M03 has another pay_phone",
        sql("UPDATE member SET pay_phone = '+254799999999' WHERE code = 'M03'"),
    ),
    "when another number begins to count": (
        "member:M03 has another next_receive_from",
        sql("UPDATE member SET next_receive_from = '2026-11-01 00:00:00' WHERE code = 'M03'"),
    ),
    "the address by which a member is known": (
        "member:M03 has another addresses",
        sql("UPDATE member_address SET address = '+254799999999' WHERE member_id = 3"),
    ),
    "a member's seat": (
        "member:M03 has another seats",
        sql("UPDATE seat SET number = 9 WHERE number = 3"),
    ),
    "a member out of nothing": (
        "member:M09 is in its table and not in the register",
        sql("INSERT INTO member (chama_id, code, name, phone, phone_hash, added_at, salt) "
            "SELECT chama_id, 'M09', name, '+254799999999', '', added_at, salt FROM member "
            "WHERE code = 'M03'"),
    ),
    "a collector's phone": (
        "collector:C1 has another phone",
        sql("UPDATE collector SET phone = '+254799999999'"),
    ),
    "a collector's holder": (
        "collector:C1 has another holder", sql("UPDATE collector SET holder = 'M04'"),
    ),
    "an office": (
        "member:M04 has another office",
        sql("UPDATE member SET office = 'secretary' WHERE code = 'M04'"),
    ),
    "what a round costs": (
        "round:1.1 has another contribution_cents", sql("UPDATE round SET contribution_cents = 1"),
    ),
    "when a round is due": (
        "round:1.1 has another due_on", sql("UPDATE round SET due_on = '2027-01-01'"),
    ),
    "whose turn it is": (
        "turn:1.1.1 has another member",
        sql("UPDATE turn SET member = 'M04' WHERE round = 1 AND position = 1"),
    ),
    "the rules in words": (
        "rules has another text", sql("UPDATE chama SET constitution = 'contribution = 1'"),
    ),
    "the rules as stored": ("rules has another rules", sql("UPDATE chama SET rules = '{}'")),
    "the chama's name": ("chama has another name", sql("UPDATE chama SET name = 'Amani'")),
    "the chama's currency": (
        "chama has another currency", sql("UPDATE chama SET currency = 'USD'"),
    ),
    "the chama's language": (
        "chama has another language", sql("UPDATE chama SET language = 'sw'"),
    ),
    "a column gone": (
        "the column memo of the table entry is missing",
        sql("ALTER TABLE entry RENAME COLUMN memo TO note"),
    ),
    "a table gone": (
        "the table register is missing", sql("ALTER TABLE register RENAME TO other"),
    ),
}  # fmt: skip


def forged_entry(connection: sa.Connection) -> None:
    """Whoever may write to the database may call what the application calls."""
    own = books.lock_book(connection, 1)
    lines = (Posting(entries.cash(ROTATION, "M01"), 5), Posting(entries.dues("M03", "1.1"), -5))
    entry = JournalEntry(EntryKind.CONTRIBUTION, "forged:1", None, lines, actor="M01", member="M03")
    books.post(connection, own, entry, recorded_at=NOW)


def rewritten(connection: sa.Connection) -> None:
    """The last payment becomes another member's, and the chain is made to fit."""
    sealed = list(books.entries_of(connection, 1))[-1]
    accounts = tables.account
    swapped = tuple(_anothers(posting) for posting in sealed.entry.postings)
    entry = JournalEntry(
        sealed.entry.kind, sealed.entry.key, sealed.entry.effective_on, swapped,
        actor=sealed.entry.actor, member="M04", receipt=sealed.entry.receipt,
        network=sealed.entry.network, memo=sealed.entry.memo,
    )  # fmt: skip
    again = seal(
        entry,
        book=sealed.book,
        seq=sealed.seq,
        prev_hash=sealed.prev_hash,
        recorded_at=sealed.recorded_at,
    )
    code = accounts.c.code
    ids = {row.code: row.id for row in connection.execute(sa.select(accounts.c.id, code))}
    connection.execute(
        sa.update(tables.posting)
        .where(tables.posting.c.account_id == ids["dues:M03:1.1"], tables.posting.c.line == 2)
        .values(account_id=ids["dues:M04:1.1"])
    )
    for member, cents in (("M03", 100_000), ("M04", -100_000)):
        connection.execute(
            sa.update(accounts)
            .where(code == f"dues:{member}:1.1")
            .values(balance_cents=accounts.c.balance_cents + cents)
        )
    connection.execute(
        sa.update(tables.entry)
        .where(tables.entry.c.seq == sealed.seq)
        .values(member="M04", hash=again.hash)
    )
    connection.execute(sa.update(tables.book).values(head=again.hash))


def _anothers(posting: Posting) -> Posting:
    account = posting.account
    owner = "M04" if account.owner == "M03" else account.owner
    return Posting(Account(account.fund, account.kind, owner, account.round), posting.amount_cents)


def truncated(connection: sa.Connection) -> None:
    """The last payment is gone: entry, lines, receipt, head and balances as they were before."""
    sealed = list(books.entries_of(connection, 1))[-1]
    for posting in sealed.entry.postings:
        connection.execute(
            sa.update(tables.account)
            .where(tables.account.c.code == posting.account.code)
            .values(balance_cents=tables.account.c.balance_cents - posting.amount_cents)
        )
    last = f"(SELECT id FROM entry WHERE seq = {sealed.seq})"
    sql(
        f"DELETE FROM receipt WHERE entry_id = {last}",
        f"DELETE FROM posting WHERE entry_id = {last}",
        f"DELETE FROM entry WHERE seq = {sealed.seq}",
    )(connection)
    connection.execute(sa.update(tables.book).values(seq=sealed.seq - 1, head=sealed.prev_hash))


# By what `verify` says, the guards taken off before and put on again behind it.
FOUND_WITHOUT_GUARDS = {
    "memo": ("was changed after", sql("UPDATE entry SET memo = 'x'")),
    "member": ("was changed after", sql("UPDATE entry SET member = 'M04' WHERE member = 'M03'")),
    "amounts": ("was changed after", sql("UPDATE posting SET amount_cents = 2 * amount_cents")),
    "another's account": (
        "was changed after",
        sql("UPDATE posting SET account_id = (SELECT id FROM account WHERE code = 'dues:M04:1.1') "
            "WHERE account_id = (SELECT id FROM account WHERE code = 'dues:M03:1.1')"),
    ),
    "an entry in the middle": (
        "does not follow entry",
        sql("DELETE FROM entry WHERE seq = (SELECT max(seq) - 1 FROM entry)"),
    ),
    "the last entry": ("the head stands at", sql("DELETE FROM entry WHERE seq = "
                                                 "(SELECT seq FROM book)")),
    "the end of the chain": ("was queued under another entry", truncated),
    "the chain made to fit": ("was queued under another entry", rewritten),
    "a receipt": ("carries receipt", sql("DELETE FROM receipt")),
    "network of a receipt": ("carries receipt", sql("UPDATE receipt SET network = 'kcb'")),
    "a receipt of another": ("carries receipt", sql("UPDATE receipt SET entry_id = 1 "
                                                    f"WHERE code = '{CODE}'")),
    "receipts of no entry": (
        "a receipt of no entry",
        sql("INSERT INTO receipt VALUES ('UKN9', 'mpesa', 999, 'UKN9')"),
    ),
    "currency of a fund": (
        "fund:rotation has another currency", sql("UPDATE fund SET currency = 'USD'"),
    ),
    "name of a fund": (
        "fund:rotation is in the register and gone",
        sql("UPDATE fund SET name = 'loans' WHERE name = 'rotation'"),
    ),
    "the book of another chama": ("a book of no chama", sql("UPDATE book SET chama_id = 9")),
    "the book's name in hashes": ("was changed after", sql("UPDATE book SET ref = 'x'")),
    "balance": ("stands at", sql("UPDATE account SET balance_cents = balance_cents + 1")),
    "two accounts swapped": (
        "was changed after",
        sql("UPDATE account SET code = 'x' WHERE code = 'dues:M03:1.1'",
            "UPDATE account SET code = 'dues:M03:1.1' WHERE code = 'dues:M04:1.1'",
            "UPDATE account SET code = 'dues:M04:1.1' WHERE code = 'x'"),
    ),
    "day": ("was changed after", sql("UPDATE entry SET effective_on = '2026-01-01'")),
    "actor": ("was changed after", sql("UPDATE entry SET actor = 'M02'")),
    "register row": ("was changed after", sql("UPDATE register SET facts = '{}'")),
    "who changed it": ("was changed after", sql("UPDATE register SET actor = 'M02'")),
    "the book and its entries": (
        "a chama without a book",
        sql("DELETE FROM posting", "DELETE FROM receipt", "DELETE FROM entry",
            "DELETE FROM register", "DELETE FROM account", "DELETE FROM fund", "DELETE FROM book"),
    ),
}  # fmt: skip

# With the guards in their place, or put on again: nothing in the database contradicts these.
NOT_NOTICED = {
    "a forged entry by way of the application's own posting": forged_entry,
    "a payer remembered as another member": sql(
        "INSERT INTO payer VALUES (1, 'name:ROSE AKOTH', 'M04')"
    ),
    "a question that offers others": sql("UPDATE question SET details = '{}'"),
    "a receipt that waits to be sent, deleted": sql("DELETE FROM outbox WHERE purpose = 'reply'"),
    "the evidence deleted": sql("DELETE FROM inbox"),
}


def attacked(engine: sa.Engine, attack: Attack, *, guards: bool) -> list[Fault]:
    with undone(engine, guards=guards) as connection:
        attack(connection)
        found = list(faults_in(connection))
    return [one for one in found if guards or not one.what.startswith("the guard ")]


def test_the_living_group_has_no_fault(umoja: sa.Engine) -> None:
    assert list(verify(umoja)) == []
    with reading(umoja) as connection:
        seen = connection.execute(sa.select(tables.outbox.c.book_seq)).scalars().all()
        assert seen
        assert None not in seen
    assert ACHIENG.code == "M03"


@pytest.mark.parametrize("attack", REFUSED.values(), ids=REFUSED.keys())
def test_the_database_refuses(umoja: sa.Engine, attack: Attack) -> None:
    with undone(umoja) as connection, pytest.raises(DBAPIError):
        attack(connection)


@pytest.mark.parametrize(("said", "attack"), FOUND.values(), ids=FOUND.keys())
def test_verify_finds(umoja: sa.Engine, said: str, attack: Attack) -> None:
    found = attacked(umoja, attack, guards=True)
    assert any(said in one.what for one in found), found


@pytest.mark.parametrize(
    ("said", "attack"), FOUND_WITHOUT_GUARDS.values(), ids=FOUND_WITHOUT_GUARDS.keys()
)
def test_verify_finds_what_was_done_while_the_guards_were_off(
    umoja: sa.Engine, said: str, attack: Attack
) -> None:
    found = attacked(umoja, attack, guards=False)
    assert any(said in one.what for one in found), found


@pytest.mark.parametrize("attack", NOT_NOTICED.values(), ids=NOT_NOTICED.keys())
def test_what_only_a_witness_outside_the_database_can_tell(
    umoja: sa.Engine, attack: Attack
) -> None:
    assert attacked(umoja, attack, guards=True) == []


GUARDS_OFF = {
    "sqlite": {
        "dropped": ("is missing", sql("DROP TRIGGER entry_is_not_updated")),
        "made to do nothing": (
            "was changed",
            sql("DROP TRIGGER entry_is_not_updated",
                "CREATE TRIGGER entry_is_not_updated BEFORE UPDATE ON entry BEGIN SELECT 1; END"),
        ),
        "switched off": (
            "was changed",
            sql("DROP TRIGGER entry_is_not_updated",
                "CREATE TRIGGER entry_is_not_updated BEFORE UPDATE ON entry WHEN 0 "
                "BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END"),
        ),
        "one more": (
            "no guard of ours",
            sql("CREATE TRIGGER more AFTER INSERT ON entry BEGIN DELETE FROM inbox; END"),
        ),
    },
    "postgresql": {
        "dropped": ("is missing", sql("DROP TRIGGER entry_stays ON entry")),
        "switched off": ("was changed", sql("ALTER TABLE entry DISABLE TRIGGER entry_stays")),
        "one more": (
            "no guard of ours",
            sql("CREATE TRIGGER more AFTER UPDATE ON entry "
                "FOR EACH STATEMENT EXECUTE FUNCTION book_refuse()"),
        ),
        "made to do nothing": (
            "guard function book_refuse was changed",
            sql("CREATE OR REPLACE FUNCTION book_refuse() RETURNS trigger LANGUAGE plpgsql "
                "AS $$ BEGIN RETURN NULL; END $$"),
        ),
    },
}  # fmt: skip


@pytest.mark.parametrize("what", GUARDS_OFF["sqlite"])
def test_verify_names_a_guard_that_does_not_stand_as_it_was_set_up(
    umoja: sa.Engine, what: str
) -> None:
    said, attack = GUARDS_OFF[umoja.dialect.name][what]
    found = attacked(umoja, attack, guards=True)
    assert any(said in one.what for one in found), found


def test_erasing_a_person_leaves_the_chain_true(umoja: sa.Engine) -> None:
    erased = sql(
        "UPDATE member SET name = '', phone = 'erased', salt = '' WHERE code = 'M03'",
        "DELETE FROM member_address WHERE member_id = 3",
    )
    assert attacked(umoja, erased, guards=True) == []

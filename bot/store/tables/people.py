"""The group: its members and how they are reached, its rounds, whose turn it is."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from bot.store.tables.columns import Id, UtcDateTime, metadata, of_chama, own_id, own_salt
from chama.phones import hash_of


def _hash_of_phone(context: Any) -> str:
    """Of the number that is being written."""
    return hash_of(context.get_current_parameters()["phone"])


chama = sa.Table(
    "chama",
    metadata,
    own_id(),
    sa.Column("name", sa.Text, nullable=False),
    # Name and phones in one hash: a second chama of the same people is refused.
    sa.Column("fingerprint", sa.Text, nullable=False, unique=True),
    sa.Column("currency", sa.CHAR(3), nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("constitution", sa.Text, nullable=False),  # the file as it was read
    # What the file says apart from people, section by section, as chama.constitution stores it.
    sa.Column("rules", sa.JSON, nullable=False),
    # Grows with every change of people, collectors or rounds, so that processes may cache those.
    sa.Column("version", sa.Integer, nullable=False, default=1),
    # The day on which the next round opens, in Nairobi: what the clock looks for.
    sa.Column("clock_on", sa.Date, nullable=False, index=True),  # when the clock looks at it again
    sa.Column("clock_looked_on", sa.Date),  # when it did last
    sa.Column("created_at", UtcDateTime, nullable=False),
    own_salt(),
)

member = sa.Table(
    "member",
    metadata,
    own_id(),
    of_chama(),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("phone", sa.Text, nullable=False),
    # By which a provider names the number where it hides it; "" once the number is erased.
    sa.Column("phone_hash", sa.Text, nullable=False, default=_hash_of_phone, index=True),
    sa.Column("office", sa.Text),
    sa.Column("added_at", UtcDateTime, nullable=False),
    # Since when whoever has the phone says that it is not this member's; NULL: it is theirs.
    sa.Column("wrong_number_at", UtcDateTime),
    # Where they get pots, if not on their phone; and the next number, from when on.
    sa.Column("receive_phone", sa.Text),
    sa.Column("next_receive_phone", sa.Text),
    sa.Column("next_receive_from", UtcDateTime),
    sa.Column("pay_phone", sa.Text),  # the phone that is asked for what they pay, if not theirs
    own_salt(),
    sa.UniqueConstraint("chama_id", "code"),
    sa.UniqueConstraint("chama_id", "phone"),
)

# Who sits where now. A seat pays and receives; a member may have several.
seat = sa.Table(
    "seat",
    metadata,
    of_chama(primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("member", sa.Text, nullable=False),
    sa.ForeignKeyConstraint(["chama_id", "member"], ["member.chama_id", "member.code"]),
    sqlite_with_rowid=False,
)

# How a member is recognised: a phone number, or a provider's id for people without one.
member_address = sa.Table(
    "member_address",
    metadata,
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("member.id"), primary_key=True),
)

collector = sa.Table(
    "collector",
    metadata,
    own_id(),
    of_chama(),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("phone", sa.Text, nullable=False, index=True),
    sa.Column("number", sa.Text),
    sa.Column("holder", sa.Text, nullable=False),  # in which member's hand the phone is
    sa.Column("currency", sa.Text, nullable=False),  # "" for the group's own
    own_salt(),
    sa.UniqueConstraint("chama_id", "code"),
)

round_ = sa.Table(
    "round",
    metadata,
    own_id(),
    of_chama(),
    sa.Column("cycle", sa.Integer, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("contribution_cents", sa.BigInteger, nullable=False),
    sa.Column("opens_on", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False, index=True),
    sa.Column("recipient_pays", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.UniqueConstraint("chama_id", "number"),
)

# At which rate a round's dues may be paid in another currency: what a unit of the group's is in it.
rate = sa.Table(
    "rate",
    metadata,
    of_chama(primary_key=True),
    sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("currency", sa.Text, primary_key=True),
    sa.Column("per_unit", sa.Text, nullable=False),  # a decimal number
    sa.Column("source", sa.Text, nullable=False),  # in the words in which it was announced
    sa.Column("announced_on", sa.Date, nullable=False),
    sa.ForeignKeyConstraint(["chama_id", "round"], ["round.chama_id", "round.number"]),
    sqlite_with_rowid=False,
)

# Who receives in which round: stored for a whole cycle when it begins, and never worked out again.
turn = sa.Table(
    "turn",
    metadata,
    of_chama(primary_key=True),
    sa.Column("cycle", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seat", sa.Integer, nullable=False),
    sa.Column("member", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)

# A change of one rule that was agreed to, by the number of its proposal.
rule_change = sa.Table(
    "rule_change",
    metadata,
    of_chama(primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("path", sa.Text, nullable=False),  # of the rule: "fines.late"
    sa.Column("written", sa.JSON, nullable=False),  # its new value, as a file writes it
    sa.Column("from_on", sa.Date, nullable=False),
    sa.Column("agreed_at", UtcDateTime, nullable=False),
    own_salt(),
    sqlite_with_rowid=False,
)

# What all rules were until a change counted. A change without such a row waits for its day.
past_rules = sa.Table(
    "past_rules",
    metadata,
    of_chama(primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),  # in order, from 1
    sa.Column("change", sa.Integer, nullable=False),  # what ended them: its number
    sa.Column("until_on", sa.Date, nullable=False),  # the first day on which they do not count
    sa.Column("rules", sa.JSON, nullable=False),
    own_salt(),
    sa.ForeignKeyConstraint(["chama_id", "change"], ["rule_change.chama_id", "rule_change.number"]),
    sa.UniqueConstraint("chama_id", "change"),
    sqlite_with_rowid=False,
)

# What the clock was last believed to say, and since when it is doubted.
clock = sa.Table(
    "clock",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seen_at", UtcDateTime, nullable=False),
    sa.Column("doubted_at", UtcDateTime),
)

# A person behind an address, whatever chamas they are in.
contact = sa.Table(
    "contact",
    metadata,
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("language", sa.Text),
    sa.Column("opted_out_at", UtcDateTime),
    sa.Column("chama_id", Id, sa.ForeignKey("chama.id")),  # the group they chose to talk about
    sa.Column("chosen_at", UtcDateTime),
    sa.Column("stranger_answered_at", UtcDateTime),
)

"""What evidence needs beyond its own text: for whom, early reversals, balances seen, statements."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _add_columns()
    _create_early_reversal()
    _create_intention()
    _create_sight()
    _create_statement_file()


def _add_columns() -> None:
    reminders = sa.Column("reminders", sa.Integer(), nullable=False, server_default="0")
    op.add_column("claim", sa.Column("shares", sa.JSON()))
    op.add_column("claim", sa.Column("remind_at", MOMENT))
    op.add_column("question", sa.Column("remind_at", MOMENT))
    op.add_column("question", reminders)
    # What waits already is seen to on the next day.
    op.execute("UPDATE claim SET remind_at = claimed_at WHERE settled_at IS NULL")
    op.execute("UPDATE question SET remind_at = presented_at WHERE answered_at IS NULL")
    _partial_index("ix_question_remind", "question", ["remind_at"], "answered_at IS NULL")
    _partial_index("ix_claim_remind", "claim", ["remind_at"], "settled_at IS NULL")


def _create_early_reversal() -> None:
    op.create_table(
        "early_reversal",
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger()),
        sa.Column("reversed_on", sa.Date(), nullable=False),
        sa.Column("applied_at", MOMENT),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_early_reversal_chama_id"),
        sa.PrimaryKeyConstraint("network", "original", "chama_id", name="pk_early_reversal"),
    )


def _create_intention() -> None:
    op.create_table(
        "intention",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_intention_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_intention"),
    )
    _partial_index("ix_intention_open", "intention", ["chama_id"], "used_at IS NULL")


def _create_sight() -> None:
    op.create_table(
        "sight",
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("collector", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("printed_at", MOMENT, nullable=False),
        sa.Column("balance_cents", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_sight_chama_id"),
        sa.PrimaryKeyConstraint("chama_id", "collector", name="pk_sight"),
        sqlite_with_rowid=False,
    )


def _create_statement_file() -> None:
    op.create_table(
        "statement_file",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("not_before", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("error", sa.Text(), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_statement_file_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_statement_file"),
        sa.UniqueConstraint(
            "channel", "provider_id", "url", name="uq_statement_file_channel_provider_id_url"
        ),
    )
    op.create_index("ix_statement_file_chama_id", "statement_file", ["chama_id"])
    _partial_index("ix_statement_file_open", "statement_file", ["not_before"], "done_at IS NULL")


def _partial_index(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)

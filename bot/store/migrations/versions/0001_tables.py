"""All tables as they stood at the beginning: people, the book, evidence, messages."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "chama",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("currency", sa.CHAR(length=3), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("constitution", sa.Text(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("next_round_on", sa.Date(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chama"),
        sa.UniqueConstraint("fingerprint", name="uq_chama_fingerprint"),
    )
    op.create_index("ix_chama_next_round_on", "chama", ["next_round_on"])
    op.create_table(
        "member",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("office", sa.Text()),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_member_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
        sa.UniqueConstraint("chama_id", "code", name="uq_member_chama_id_code"),
        sa.UniqueConstraint("chama_id", "phone", name="uq_member_chama_id_phone"),
    )
    op.create_table(
        "seat",
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_seat_chama_id"),
        sa.ForeignKeyConstraint(
            ["chama_id", "member"],
            ["member.chama_id", "member.code"],
            name="fk_seat_chama_id_member",
        ),
        sa.PrimaryKeyConstraint("chama_id", "number", name="pk_seat"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "member_address",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_member_address_member_id"),
        sa.PrimaryKeyConstraint("address", "member_id", name="pk_member_address"),
    )
    op.create_table(
        "collector",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("number", sa.Text()),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_collector_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_collector"),
        sa.UniqueConstraint("chama_id", "code", name="uq_collector_chama_id_code"),
    )
    op.create_index("ix_collector_phone", "collector", ["phone"])
    op.create_table(
        "round",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("contribution_cents", sa.BigInteger(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_round_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        sa.UniqueConstraint("chama_id", "number", name="uq_round_chama_id_number"),
    )
    op.create_index("ix_round_due_on", "round", ["due_on"])
    op.create_table(
        "turn",
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_turn_chama_id"),
        sa.PrimaryKeyConstraint("chama_id", "cycle", "round", "position", name="pk_turn"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "clock",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("doubted_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_clock"),
    )
    op.create_table(
        "contact",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("language", sa.Text()),
        sa.Column("opted_out_at", MOMENT),
        sa.Column("chama_id", ID),
        sa.Column("chosen_at", MOMENT),
        sa.Column("stranger_answered_at", MOMENT),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_contact_chama_id"),
        sa.PrimaryKeyConstraint("address", name="pk_contact"),
    )
    op.create_table(
        "fund",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("currency", sa.CHAR(length=3), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_fund_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fund"),
        sa.UniqueConstraint("chama_id", "name", name="uq_fund_chama_id_name"),
        sa.UniqueConstraint("ref", name="uq_fund_ref"),
    )
    op.create_index("ix_fund_chama_id", "fund", ["chama_id"])
    op.create_table(
        "account",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("fund_id", ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("balance_cents", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name="fk_account_fund_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("fund_id", "code", name="uq_account_fund_id_code"),
        sa.UniqueConstraint("id", "fund_id", name="uq_account_id_fund_id"),
    )
    op.create_index(
        "ix_account_open",
        "account",
        ["fund_id"],
        sqlite_where=sa.text("balance_cents != 0"),
        postgresql_where=sa.text("balance_cents != 0"),
    )
    op.create_table(
        "entry",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("fund_id", ID, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date()),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("reverses", sa.BigInteger()),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fund_id", "reverses"],
            ["entry.fund_id", "entry.seq"],
            name="fk_entry_fund_id_reverses",
        ),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name="fk_entry_fund_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
        sa.UniqueConstraint("fund_id", "key", name="uq_entry_fund_id_key"),
        sa.UniqueConstraint("fund_id", "reverses", name="uq_entry_fund_id_reverses"),
        sa.UniqueConstraint("fund_id", "seq", name="uq_entry_fund_id_seq"),
        sa.UniqueConstraint("id", "fund_id", name="uq_entry_id_fund_id"),
    )
    op.create_index("ix_entry_hash", "entry", ["fund_id", "hash"])
    op.create_index("ix_entry_member", "entry", ["fund_id", "member", "seq"])
    op.create_table(
        "posting",
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("fund_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_cents <> 0", name="ck_posting_not_zero"),
        sa.ForeignKeyConstraint(
            ["account_id", "fund_id"],
            ["account.id", "account.fund_id"],
            name="fk_posting_account_id_fund_id",
        ),
        sa.ForeignKeyConstraint(
            ["entry_id", "fund_id"],
            ["entry.id", "entry.fund_id"],
            name="fk_posting_entry_id_fund_id",
        ),
        sa.PrimaryKeyConstraint("entry_id", "line", name="pk_posting"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "receipt",
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("entry_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_receipt_entry_id"),
        sa.PrimaryKeyConstraint("network", "code", name="pk_receipt"),
        sa.UniqueConstraint("entry_id", name="uq_receipt_entry_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim",
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger()),
        sa.Column("claimed_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_claim_chama_id"),
        sa.PrimaryKeyConstraint("network", "code", "chama_id", "member", name="pk_claim"),
    )
    op.create_index(
        "ix_claim_open",
        "claim",
        ["chama_id", "member"],
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_table(
        "payer",
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("payer_key", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_payer_chama_id"),
        sa.PrimaryKeyConstraint("chama_id", "payer_key", name="pk_payer"),
    )
    op.create_table(
        "question",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("presented_at", MOMENT),
        sa.Column("answered_at", MOMENT),
        sa.Column("answer", sa.Text()),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_question_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
        sa.UniqueConstraint("key", name="uq_question_key"),
    )
    op.create_index(
        "ix_question_open_address",
        "question",
        ["address"],
        sqlite_where=sa.text("answered_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_index(
        "ix_question_open_chama",
        "question",
        ["chama_id"],
        sqlite_where=sa.text("answered_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_table(
        "meeting",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("called_by", sa.Text(), nullable=False),
        sa.Column("called_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_meeting_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
    )
    op.create_index("ix_meeting_chama_id", "meeting", ["chama_id"])
    op.create_table(
        "inbox",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("button", sa.Text(), nullable=False),
        sa.Column("has_media", sa.Boolean(), nullable=False),
        sa.Column("raw", sa.JSON(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("handled_at", MOMENT),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("channel", "provider_id", name="uq_inbox_channel_provider_id"),
    )
    op.create_index("ix_inbox_sender", "inbox", ["sender", "received_at"])
    op.create_index(
        "ix_inbox_unhandled",
        "inbox",
        ["received_at"],
        sqlite_where=sa.text("handled_at IS NULL"),
        postgresql_where=sa.text("handled_at IS NULL"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("chama_id", ID),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("not_before", MOMENT, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("taken_at", MOMENT),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.Column("question_id", ID),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_outbox_chama_id"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_outbox_question_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    op.create_index("ix_outbox_address", "outbox", ["address", "created_at"])
    for name, which in (("", ""), ("_failed", " AND status = 'failed'")):
        asks = sa.text(f"question_id IS NOT NULL{which}")
        op.create_index(
            f"ix_outbox_question{name}",
            "outbox",
            ["question_id"],
            sqlite_where=asks,
            postgresql_where=asks,
        )
    for urgency, which in (("prompt", "<>"), ("notice", "=")):
        is_due = sa.text(f"status = 'queued' AND purpose {which} 'notice'")
        op.create_index(
            f"ix_outbox_due_{urgency}",
            "outbox",
            ["not_before"],
            sqlite_where=is_due,
            postgresql_where=is_due,
        )
    op.create_table(
        "attempt",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("outbox_id", ID, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.Column("provider_id", sa.Text()),
        sa.Column("cost", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_attempt_outbox_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
    )
    op.create_index("ix_attempt_outbox_id", "attempt", ["outbox_id"])
    op.create_index("ix_attempt_provider_id", "attempt", ["channel", "provider_id"])
    op.create_table(
        "channel_pause",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name="pk_channel_pause"),
    )

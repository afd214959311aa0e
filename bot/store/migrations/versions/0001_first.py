"""All tables, and the guards of the book, which refuse edits and entries that do not balance."""

import sqlalchemy as sa
from alembic import op

from bot.store.guards import statements

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_chama()
    _create_channel_pause()
    _create_clock()
    _create_inbox()
    _create_news()
    _create_number_name()
    _create_provider_token()
    _create_book()
    _create_claim()
    _create_collector()
    _create_contact()
    _create_dashboard_link()
    _create_dashboard_session()
    _create_early_reversal()
    _create_file_link()
    _create_forwarding_phone()
    _create_intention()
    _create_meeting()
    _create_member()
    _create_money_order()
    _create_payer()
    _create_proof()
    _create_proposal()
    _create_round()
    _create_rule_change()
    _create_sight()
    _create_statement_seen()
    _create_turn()
    _create_entry()
    _create_fund()
    _create_member_address()
    _create_past_rules()
    _create_provider_question()
    _create_question()
    _create_rate()
    _create_register()
    _create_seat()
    _create_statement_file()
    _create_vote()
    _create_account()
    _create_outbox()
    _create_receipt()
    _create_attempt()
    _create_posting()
    for statement in statements(op.get_bind().dialect.name):
        op.execute(statement)


def _create_chama() -> None:
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
        sa.Column("clock_on", sa.Date(), nullable=False),
        sa.Column("clock_looked_on", sa.Date()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chama"),
        sa.UniqueConstraint("fingerprint", name="uq_chama_fingerprint"),
    )
    op.create_index("ix_chama_clock_on", "chama", ["clock_on"])


def _create_channel_pause() -> None:
    op.create_table(
        "channel_pause",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name="pk_channel_pause"),
    )


def _create_clock() -> None:
    op.create_table(
        "clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("doubted_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_clock"),
    )


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("button", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("raw", sa.JSON(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("handled_at", MOMENT),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("channel", "provider_id", name="uq_inbox_channel_provider_id"),
    )
    op.create_index("ix_inbox_sender", "inbox", ["sender", "received_at"])
    _partial_index("ix_inbox_unhandled", "inbox", ["received_at"], "handled_at IS NULL")


def _create_news() -> None:
    op.create_table(
        "news",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_news"),
        sa.UniqueConstraint("kind", "digest", name="uq_news_kind_digest"),
    )
    _partial_index("ix_news_due", "news", ["due_at"], "due_at IS NOT NULL")


def _create_number_name() -> None:
    op.create_table(
        "number_name",
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("checked_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("phone", name="pk_number_name"),
    )


def _create_provider_token() -> None:
    op.create_table(
        "provider_token",
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("provider", name="pk_provider_token"),
    )


def _create_book() -> None:
    op.create_table(
        "book",
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_book_chama_id"),
        sa.PrimaryKeyConstraint("chama_id", name="pk_book"),
        sa.UniqueConstraint("ref", name="uq_book_ref"),
    )


def _create_claim() -> None:
    op.create_table(
        "claim",
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger()),
        sa.Column("claimed_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT),
        sa.Column("shares", sa.JSON(none_as_null=True)),
        sa.Column("remind_at", MOMENT),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_claim_chama_id"),
        sa.PrimaryKeyConstraint("network", "code", "chama_id", "member", name="pk_claim"),
    )
    _partial_index("ix_claim_open", "claim", ["chama_id", "member"], "settled_at IS NULL")
    _partial_index("ix_claim_remind", "claim", ["remind_at"], "settled_at IS NULL")
    _partial_index(
        "ix_claim_settled", "claim", ["chama_id", "settled_at"], "settled_at IS NOT NULL"
    )
    _partial_index(
        "ix_claim_shared",
        "claim",
        ["chama_id", "member", "claimed_at"],
        "settled_at IS NOT NULL AND shares IS NOT NULL",
    )


def _create_collector() -> None:
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
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_collector_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_collector"),
        sa.UniqueConstraint("chama_id", "code", name="uq_collector_chama_id_code"),
    )
    op.create_index("ix_collector_phone", "collector", ["phone"])


def _create_contact() -> None:
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


def _create_dashboard_link() -> None:
    op.create_table(
        "dashboard_link",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_dashboard_link_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_dashboard_link"),
        sa.UniqueConstraint("digest", name="uq_dashboard_link_digest"),
    )
    op.create_index("ix_dashboard_link_chama_id", "dashboard_link", ["chama_id"])
    op.create_index("ix_dashboard_link_phone", "dashboard_link", ["phone", "made_at"])


def _create_dashboard_session() -> None:
    op.create_table(
        "dashboard_session",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_dashboard_session_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_dashboard_session"),
        sa.UniqueConstraint("digest", name="uq_dashboard_session_digest"),
    )
    op.create_index("ix_dashboard_session_chama_id", "dashboard_session", ["chama_id"])
    _partial_index("ix_dashboard_session_open", "dashboard_session", ["phone"], "ended_at IS NULL")


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


def _create_file_link() -> None:
    op.create_table(
        "file_link",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_file_link_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_file_link"),
        sa.UniqueConstraint("digest", name="uq_file_link_digest"),
    )
    op.create_index("ix_file_link_chama_id", "file_link", ["chama_id"])
    op.create_index("ix_file_link_phone", "file_link", ["phone", "made_at"])


def _create_forwarding_phone() -> None:
    op.create_table(
        "forwarding_phone",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("collector", sa.Text(), nullable=False),
        sa.Column("secret_digest", sa.Text(), nullable=False),
        sa.Column("signing_key", sa.Text(), nullable=False),
        sa.Column("enrolled_by", sa.Text(), nullable=False),
        sa.Column("enrolled_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("seen_at", MOMENT),
        sa.Column("silence_told_at", MOMENT),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_forwarding_phone_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_forwarding_phone"),
        sa.UniqueConstraint("secret_digest", name="uq_forwarding_phone_secret_digest"),
    )
    _partial_index(
        "ix_forwarding_phone_enrolled",
        "forwarding_phone",
        ["chama_id", "collector"],
        "ended_at IS NULL",
        unique=True,
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


def _create_meeting() -> None:
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


def _create_member() -> None:
    op.create_table(
        "member",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("phone_hash", sa.Text(), nullable=False),
        sa.Column("office", sa.Text()),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("wrong_number_at", MOMENT),
        sa.Column("receive_phone", sa.Text()),
        sa.Column("next_receive_phone", sa.Text()),
        sa.Column("next_receive_from", MOMENT),
        sa.Column("pay_phone", sa.Text()),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_member_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
        sa.UniqueConstraint("chama_id", "code", name="uq_member_chama_id_code"),
        sa.UniqueConstraint("chama_id", "phone", name="uq_member_chama_id_phone"),
    )
    op.create_index("ix_member_phone_hash", "member", ["phone_hash"])


def _create_money_order() -> None:
    op.create_table(
        "money_order",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("our_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("ordered_at", MOMENT, nullable=False),
        sa.Column("called_at", MOMENT),
        sa.Column("due_at", MOMENT),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("asks", sa.Integer(), nullable=False),
        sa.Column("settled_at", MOMENT),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_money_order_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_money_order"),
        sa.UniqueConstraint("key", name="uq_money_order_key"),
        sa.UniqueConstraint("our_id", name="uq_money_order_our_id"),
    )
    _partial_index("ix_money_order_due", "money_order", ["due_at"], "due_at IS NOT NULL")
    _partial_index("ix_money_order_open", "money_order", ["chama_id"], "settled_at IS NULL")
    op.create_index("ix_money_order_phone", "money_order", ["phone", "ordered_at"])
    op.create_index("ix_money_order_request", "money_order", ["request_id"])


def _create_payer() -> None:
    op.create_table(
        "payer",
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("payer_key", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_payer_chama_id"),
        sa.PrimaryKeyConstraint("chama_id", "payer_key", name="pk_payer"),
    )


def _create_proof() -> None:
    op.create_table(
        "proof",
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("shown_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_proof_chama_id"),
        sa.PrimaryKeyConstraint("chama_id", "network", "code", name="pk_proof"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_proof_code", "proof", ["code"])


def _create_proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger()),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("interested", sa.JSON(), nullable=False),
        sa.Column("voters", sa.JSON(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("is_everyone", sa.Boolean(), nullable=False),
        sa.Column("by_count", sa.Boolean(), nullable=False, server_default="false"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", sa.Text(), nullable=False, server_default=""),
        sa.Column("entry", sa.Text(), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_proposal_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
        sa.UniqueConstraint("chama_id", "number", name="uq_proposal_chama_id_number"),
    )
    _partial_index("ix_proposal_expires", "proposal", ["expires_at"], "state = 'open'")
    _partial_index(
        "ix_proposal_open", "proposal", ["chama_id", "key"], "state = 'open'", unique=True
    )


def _create_round() -> None:
    op.create_table(
        "round",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("contribution_cents", sa.BigInteger(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("recipient_pays", sa.Boolean(), nullable=False, server_default="true"),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_round_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        sa.UniqueConstraint("chama_id", "number", name="uq_round_chama_id_number"),
    )
    op.create_index("ix_round_due_on", "round", ["due_on"])


def _create_rule_change() -> None:
    op.create_table(
        "rule_change",
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("agreed_at", MOMENT, nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_rule_change_chama_id"),
        sa.PrimaryKeyConstraint("chama_id", "number", name="pk_rule_change"),
        sqlite_with_rowid=False,
    )


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


def _create_statement_seen() -> None:
    op.create_table(
        "statement_seen",
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("collector", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date()),
        sa.Column("last_on", sa.Date()),
        sa.Column("opening_cents", sa.BigInteger(), nullable=False),
        sa.Column("closing_cents", sa.BigInteger(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("stood", sa.Text(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_statement_seen_chama_id"),
        sa.PrimaryKeyConstraint("chama_id", "content", name="pk_statement_seen"),
        sqlite_with_rowid=False,
    )


def _create_turn() -> None:
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


def _create_entry() -> None:
    op.create_table(
        "entry",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date()),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("reverses", sa.BigInteger()),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["book.chama_id"], name="fk_entry_chama_id"),
        sa.ForeignKeyConstraint(
            ["chama_id", "reverses"],
            ["entry.chama_id", "entry.seq"],
            name="fk_entry_chama_id_reverses",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
        sa.UniqueConstraint("chama_id", "key", name="uq_entry_chama_id_key"),
        sa.UniqueConstraint("chama_id", "reverses", name="uq_entry_chama_id_reverses"),
        sa.UniqueConstraint("chama_id", "seq", name="uq_entry_chama_id_seq"),
        sa.UniqueConstraint("id", "chama_id", name="uq_entry_id_chama_id"),
    )
    op.create_index("ix_entry_hash", "entry", ["chama_id", "hash"])
    op.create_index("ix_entry_member", "entry", ["chama_id", "member", "seq"])


def _create_fund() -> None:
    op.create_table(
        "fund",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("currency", sa.CHAR(length=3), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["book.chama_id"], name="fk_fund_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fund"),
        sa.UniqueConstraint("chama_id", "name", name="uq_fund_chama_id_name"),
        sa.UniqueConstraint("id", "chama_id", name="uq_fund_id_chama_id"),
    )


def _create_member_address() -> None:
    op.create_table(
        "member_address",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_member_address_member_id"),
        sa.PrimaryKeyConstraint("address", "member_id", name="pk_member_address"),
    )


def _create_past_rules() -> None:
    op.create_table(
        "past_rules",
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_past_rules_chama_id"),
        sa.ForeignKeyConstraint(
            ["chama_id", "change"],
            ["rule_change.chama_id", "rule_change.number"],
            name="fk_past_rules_chama_id_change",
        ),
        sa.PrimaryKeyConstraint("chama_id", "number", name="pk_past_rules"),
        sa.UniqueConstraint("chama_id", "change", name="uq_past_rules_chama_id_change"),
        sqlite_with_rowid=False,
    )


def _create_provider_question() -> None:
    op.create_table(
        "provider_question",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("our_id", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("order_id", ID),
        sa.Column("news_id", ID),
        sa.Column("is_miss", sa.Boolean(), nullable=False),
        sa.Column("said_cents", sa.BigInteger()),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.ForeignKeyConstraint(["news_id"], ["news.id"], name="fk_provider_question_news_id"),
        sa.ForeignKeyConstraint(
            ["order_id"], ["money_order.id"], name="fk_provider_question_order_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_provider_question"),
        sa.UniqueConstraint("our_id", name="uq_provider_question_our_id"),
    )
    op.create_index("ix_provider_question_request_id", "provider_question", ["request_id"])


def _create_question() -> None:
    op.create_table(
        "question",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID),
        sa.Column("proposal_id", ID),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("presented_at", MOMENT),
        sa.Column("answered_at", MOMENT),
        sa.Column("answer", sa.Text()),
        sa.Column("remind_at", MOMENT),
        sa.Column("reminders", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("code", sa.Text(), nullable=False, server_default=""),
        sa.Column("wrong_codes", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("code_renewed_at", MOMENT),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_question_chama_id"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_question_proposal_id"),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
        sa.UniqueConstraint("key", name="uq_question_key"),
    )
    _partial_index("ix_question_open_address", "question", ["address"], "answered_at IS NULL")
    _partial_index("ix_question_open_chama", "question", ["chama_id"], "answered_at IS NULL")
    op.create_index("ix_question_proposal_id", "question", ["proposal_id"])
    _partial_index("ix_question_remind", "question", ["remind_at"], "answered_at IS NULL")
    _partial_index(
        "ix_question_settled", "question", ["address", "answered_at"], "answered_at IS NOT NULL"
    )


def _create_rate() -> None:
    op.create_table(
        "rate",
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("per_unit", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_rate_chama_id"),
        sa.ForeignKeyConstraint(
            ["chama_id", "round"], ["round.chama_id", "round.number"], name="fk_rate_chama_id_round"
        ),
        sa.PrimaryKeyConstraint("chama_id", "round", "currency", name="pk_rate"),
        sqlite_with_rowid=False,
    )


def _create_register() -> None:
    op.create_table(
        "register",
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["book.chama_id"], name="fk_register_chama_id"),
        sa.PrimaryKeyConstraint("chama_id", "seq", name="pk_register"),
        sqlite_with_rowid=False,
    )


def _create_seat() -> None:
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
        sa.Column("not_before", MOMENT),
        sa.Column("statement", sa.JSON(none_as_null=True)),
        sa.Column("proposal_id", ID),
        sa.Column("stand", sa.JSON(none_as_null=True)),
        sa.Column("done_at", MOMENT),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("error", sa.Text(), nullable=False, server_default=""),
        sa.Column("digest", sa.Text(), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_statement_file_chama_id"),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name="fk_statement_file_proposal_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_statement_file"),
        sa.UniqueConstraint(
            "channel", "provider_id", "url", name="uq_statement_file_channel_provider_id_url"
        ),
    )
    op.create_index("ix_statement_file_chama_id", "statement_file", ["chama_id"])
    _partial_index("ix_statement_file_open", "statement_file", ["not_before"], "done_at IS NULL")


def _create_vote() -> None:
    op.create_table(
        "vote",
        sa.Column("proposal_id", ID, nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_vote_proposal_id"),
        sa.PrimaryKeyConstraint("proposal_id", "member", name="pk_vote"),
    )


def _create_account() -> None:
    op.create_table(
        "account",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("fund_id", ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("balance_cents", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fund_id", "chama_id"],
            ["fund.id", "fund.chama_id"],
            name="fk_account_fund_id_chama_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("fund_id", "code", name="uq_account_fund_id_code"),
        sa.UniqueConstraint("id", "chama_id", name="uq_account_id_chama_id"),
    )
    _partial_index("ix_account_open", "account", ["chama_id"], "balance_cents != 0")


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("chama_id", ID),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
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
        sa.Column("book_seq", sa.BigInteger()),
        sa.Column("book_hash", sa.Text()),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_outbox_chama_id"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_outbox_question_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    op.create_index("ix_outbox_address", "outbox", ["address", "created_at"])
    _partial_index(
        "ix_outbox_due_notice", "outbox", ["not_before"], "status = 'queued' AND purpose = 'notice'"
    )
    _partial_index(
        "ix_outbox_due_prompt",
        "outbox",
        ["not_before"],
        "status = 'queued' AND purpose != 'notice'",
    )
    _partial_index("ix_outbox_question", "outbox", ["question_id"], "question_id IS NOT NULL")
    _partial_index(
        "ix_outbox_question_failed",
        "outbox",
        ["question_id"],
        "question_id IS NOT NULL AND status = 'failed'",
    )


def _create_receipt() -> None:
    op.create_table(
        "receipt",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("look", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_receipt_entry_id"),
        sa.PrimaryKeyConstraint("code", "network", name="pk_receipt"),
        sa.UniqueConstraint("entry_id", name="uq_receipt_entry_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_receipt_look", "receipt", ["look"])


def _create_attempt() -> None:
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


def _create_posting() -> None:
    op.create_table(
        "posting",
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("chama_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_cents <> 0", name=op.f("ck_posting_not_zero")),
        sa.ForeignKeyConstraint(
            ["account_id", "chama_id"],
            ["account.id", "account.chama_id"],
            name="fk_posting_account_id_chama_id",
        ),
        sa.ForeignKeyConstraint(
            ["entry_id", "chama_id"],
            ["entry.id", "entry.chama_id"],
            name="fk_posting_entry_id_chama_id",
        ),
        sa.PrimaryKeyConstraint("entry_id", "line", name="pk_posting"),
        sqlite_with_rowid=False,
    )


def _partial_index(
    name: str, table: str, columns: list[str], where: str, unique: bool = False
) -> None:
    condition = sa.text(where)
    op.create_index(
        name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition
    )

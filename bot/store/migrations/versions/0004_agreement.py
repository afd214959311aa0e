"""What needs a second person's agreement: proposals, votes, and the questions that put them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
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
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", sa.Text(), server_default="", nullable=False),
        sa.Column("entry", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["chama_id"], ["chama.id"], name="fk_proposal_chama_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
        sa.UniqueConstraint("chama_id", "number", name="uq_proposal_chama_id_number"),
    )
    is_open = sa.text("state = 'open'")
    op.create_index(
        "ix_proposal_open",
        "proposal",
        ["chama_id", "key"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index(
        "ix_proposal_expires",
        "proposal",
        ["expires_at"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_table(
        "vote",
        sa.Column("proposal_id", ID, nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_vote_proposal_id"),
        sa.PrimaryKeyConstraint("proposal_id", "member", name="pk_vote"),
    )
    with op.batch_alter_table("question") as question:
        question.add_column(sa.Column("proposal_id", ID))
        question.add_column(sa.Column("code", sa.Text(), server_default="", nullable=False))
        question.add_column(
            sa.Column("wrong_codes", sa.Integer(), server_default="0", nullable=False)
        )
        question.create_foreign_key("fk_question_proposal_id", "proposal", ["proposal_id"], ["id"])
    op.create_index("ix_question_proposal_id", "question", ["proposal_id"])

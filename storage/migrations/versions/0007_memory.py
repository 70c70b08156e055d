"""What the network remembers: sources of fiches, who follows a case, committees, deflections."""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("fiches", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("sources", types.WordList(), nullable=False, server_default="[]")
        )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("committee_by", types.Words(), nullable=True))
        batch_op.add_column(sa.Column("committee_at", types.Instant(), nullable=True))
        batch_op.add_column(sa.Column("committee_text", types.Words(), nullable=True))
    op.create_table(
        "case_followers",
        sa.Column("case_id", types.Words(), nullable=False),
        sa.Column("professional_id", types.Words(), nullable=False),
        sa.Column("since", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_followers_case_id"),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professionals.id"], name="fk_case_followers_professional_id"
        ),
        sa.PrimaryKeyConstraint("case_id", "professional_id", name="pk_case_followers"),
    )
    op.create_index(
        "ix_case_followers_professional_id", "case_followers", ["professional_id", "since"]
    )
    op.create_table(
        "deflections",
        sa.Column("id", types.Number, autoincrement=True, nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("how", types.Words(), nullable=False),
        sa.Column("themes", types.WordList(), nullable=False),
        sa.Column("departement", types.Words(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_deflections"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deflections_at", "deflections", ["at"])


def downgrade() -> None:
    op.drop_table("deflections")
    op.drop_table("case_followers")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_column("committee_text")
        batch_op.drop_column("committee_at")
        batch_op.drop_column("committee_by")
    with op.batch_alter_table("fiches", schema=None) as batch_op:
        batch_op.drop_column("sources")

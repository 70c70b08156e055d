"""Which conversations of the web chat were shut by their person: their sessions are over."""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "webchat_shut",
        sa.Column("address", types.Words(), nullable=False),
        sa.Column("at", types.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_webchat_shut")),
    )
    op.create_index(op.f("ix_webchat_shut_at"), "webchat_shut", ["at"])


def downgrade() -> None:
    op.drop_table("webchat_shut")

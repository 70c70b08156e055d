"""Asks that left late are counted from when they left: they are looked for by that date."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_solicitations_delivered_at", "solicitations", ["delivered_at"])


def downgrade() -> None:
    op.drop_index("ix_solicitations_delivered_at", "solicitations")

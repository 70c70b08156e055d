"""Who has just written is served first: the queue of what is to be said is read in that order."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OPEN = sa.text("settled_at IS NULL")


def upgrade() -> None:
    _replace(sa.text("prompted DESC"), "id")


def downgrade() -> None:
    _replace("id")


def _replace(*columns: str | sa.TextClause) -> None:
    op.drop_index("ix_outbox_open", "outbox")
    op.create_index(
        "ix_outbox_open", "outbox", [*columns], sqlite_where=OPEN, postgresql_where=OPEN
    )

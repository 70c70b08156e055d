"""Two columns that nothing ever filled: what a message replies to, and when a digest was sent."""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("outbox", "reply_to")
    op.drop_column("cases", "digest_sent_at")


def downgrade() -> None:
    op.add_column("cases", sa.Column("digest_sent_at", types.Instant(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("reply_to", types.Words(), nullable=True))

"""Nothing that the bot says replies to a message: what would have named it is gone."""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("outbox", "reply_to")


def downgrade() -> None:
    op.add_column("outbox", sa.Column("reply_to", types.Words(), nullable=True))

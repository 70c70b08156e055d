"""Queues find their open rows at once; cases remember how often more answers were wanted."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

QUEUES = {"inbox": "sealed IS NOT NULL", "outbox": "settled_at IS NULL"}


def upgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("wanted_more", sa.Integer(), nullable=False, server_default="0")
        )
    for queue, is_open in QUEUES.items():
        op.create_index(
            f"ix_{queue}_open",
            queue,
            ["id"],
            postgresql_where=sa.text(is_open),
            sqlite_where=sa.text(is_open),
        )


def downgrade() -> None:
    for queue in QUEUES:
        op.drop_index(f"ix_{queue}_open", table_name=queue)
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_column("wanted_more")

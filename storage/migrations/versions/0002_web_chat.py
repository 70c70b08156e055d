"""The web chat's messages."""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "webchat_messages",
        sa.Column("id", number, autoincrement=True, nullable=False),
        sa.Column("address", types.Words(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("key", types.Words(), nullable=False),
        sa.Column("author", types.Words(), nullable=True),
        sa.Column("sealed", types.Words(), nullable=True),
        sa.Column("at", types.Instant(timezone=True), nullable=False),
        sa.Column("reply_to", types.Words(), nullable=True),
        sa.Column("is_edited", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("is_deleted", sa.Boolean(create_constraint=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webchat_messages")),
        sa.UniqueConstraint("address", "key", name=op.f("uq_webchat_messages_address_key")),
        sa.UniqueConstraint(
            "address", "revision", name=op.f("uq_webchat_messages_address_revision")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("webchat_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webchat_messages_at"), ["at"], unique=False)


def downgrade() -> None:
    op.drop_table("webchat_messages")

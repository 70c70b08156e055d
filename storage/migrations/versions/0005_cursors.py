"""How far a platform was read; the choices of each message, for channels without buttons."""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cursors",
        sa.Column("reader", storage.types.Words(), nullable=False),
        sa.Column("epoch", storage.types.Words(), nullable=False),
        sa.Column("position", storage.types.Words(), nullable=True),
        sa.PrimaryKeyConstraint("reader", name=op.f("pk_cursors")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("choices", storage.types.WordList(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_column("choices")
    op.drop_table("cursors")

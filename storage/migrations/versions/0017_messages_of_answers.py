"""The messages that an answer was written in, so that editing another one corrects nothing."""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Of those already given nobody knows: they are corrected by their button.
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("message_ids", types.WordList(), nullable=False, server_default="[]")
        )


def downgrade() -> None:
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_column("message_ids")

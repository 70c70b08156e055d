"""Codes are kept as keyed digests, and what is shown once is sealed until it has left.

The secret is not at hand here: codes given before stop working, and new ones are made.
"""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _forget_codes()
    op.execute("ALTER TABLE link_codes RENAME COLUMN code TO digest")
    op.add_column("outbox", sa.Column("sealed", types.Words(), nullable=True))


def downgrade() -> None:
    _forget_codes()
    op.drop_column("outbox", "sealed")
    op.execute("ALTER TABLE link_codes RENAME COLUMN digest TO code")


def _forget_codes() -> None:
    op.execute("DELETE FROM link_codes")
    op.execute("DELETE FROM outbox WHERE kind IN ('link-code', 'invitation')")

"""The publics of a case, which nothing ever filled: they are read in its text, for each search."""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("cases", "publics")


def downgrade() -> None:
    column = types.WordList()
    op.add_column("cases", sa.Column("publics", column, nullable=False, server_default="[]"))

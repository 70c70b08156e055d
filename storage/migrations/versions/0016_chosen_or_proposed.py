"""What the author of a draft chose, apart from what was proposed; the circle of a case, which
nothing ever filled: circles are asked by their themes and place.
"""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

WORDS = types.WordList()


def upgrade() -> None:
    # A draft lives a day: what was chosen in those of today is proposed again.
    op.execute("UPDATE drafts SET themes = '[]' WHERE themes IS NULL")
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.alter_column("themes", existing_type=WORDS, nullable=False)
        batch_op.add_column(sa.Column("tapped_themes", WORDS, nullable=False, server_default="[]"))
        batch_op.add_column(
            sa.Column("departement_chosen", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_constraint("fk_cases_circle_id", type_="foreignkey")
        batch_op.drop_column("circle_id")


def downgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("circle_id", types.Words(), nullable=True))
        batch_op.create_foreign_key("fk_cases_circle_id", "circles", ["circle_id"], ["id"])
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_column("departement_chosen")
        batch_op.drop_column("tapped_themes")
        batch_op.alter_column("themes", existing_type=WORDS, nullable=True)

"""Cases that ended lately are looked for at each wave: they are found by that date."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

DATES = ("closed_at", "outcome_at")


def upgrade() -> None:
    for date in DATES:
        op.create_index(f"ix_cases_{date}", "cases", [date])


def downgrade() -> None:
    for date in DATES:
        op.drop_index(f"ix_cases_{date}", "cases")

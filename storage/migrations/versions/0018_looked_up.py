"""Who was shown a message is looked up by its slot; waves by their date, committees by who called
them. Nearly everybody is active: the index that told them apart was a detour. What was sent to one
person is looked for by their erasure alone, which reads all that was sent to their places anyway.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

PLACE = ["channel", "address", "thread"]
WITH_SLOT = sa.text("slot IS NOT NULL")
CALLED = sa.text("committee_by IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_outbox_slot", "outbox")
    _slot_index(["slot", *PLACE, "id"])
    op.create_index("ix_waves_at", "waves", ["at"])
    op.create_index(
        "ix_cases_committee_by",
        "cases",
        ["committee_by"],
        sqlite_where=CALLED,
        postgresql_where=CALLED,
    )
    op.drop_index("ix_professionals_standing", "professionals")
    op.drop_index("ix_outbox_recipient_id", "outbox")


def downgrade() -> None:
    op.create_index("ix_outbox_recipient_id", "outbox", ["recipient_id"])
    op.create_index("ix_professionals_standing", "professionals", ["standing"])
    op.drop_index("ix_cases_committee_by", "cases")
    op.drop_index("ix_waves_at", "waves")
    op.drop_index("ix_outbox_slot", "outbox")
    _slot_index([*PLACE, "slot", "id"])


def _slot_index(columns: list[str]) -> None:
    op.create_index(
        "ix_outbox_slot", "outbox", columns, sqlite_where=WITH_SLOT, postgresql_where=WITH_SLOT
    )

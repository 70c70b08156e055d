"""The last lists of choices of each place, and when they came: a number is of one that was read."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

PLACE = ("channel", "address", "thread")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    offers = op.create_table(
        "offers",
        sa.Column("id", number, autoincrement=True, nullable=False),
        *(sa.Column(name, types.Words(), nullable=False) for name in PLACE),
        sa.Column("tokens", types.WordList(), nullable=False),
        sa.Column("shown_at", types.Instant(timezone=True), nullable=False),
        sa.Column("prompted", sa.Boolean(create_constraint=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_offers_channel_address_thread_id"), "offers", [*PLACE, "id"])
    choices = _choices()
    read = sa.select(
        *(choices.c[name] for name in (*PLACE, "tokens")),
        sa.literal(LONG_AGO, types.Instant(timezone=True)),
        sa.true(),
    )
    op.execute(sa.insert(offers).from_select([*PLACE, "tokens", "shown_at", "prompted"], read))
    op.drop_table("choices")


def downgrade() -> None:
    op.create_table(
        "choices",
        *(sa.Column(name, types.Words(), nullable=False) for name in PLACE),
        sa.Column("tokens", types.WordList(), nullable=False),
        sa.PrimaryKeyConstraint(*PLACE, name=op.f("pk_choices")),
    )
    offers = sa.table("offers", sa.column("id"), *map(sa.column, PLACE), sa.column("tokens"))
    last = sa.select(sa.func.max(offers.c.id)).group_by(*(offers.c[name] for name in PLACE))
    kept = sa.select(*(offers.c[name] for name in (*PLACE, "tokens")))
    kept = kept.where(offers.c.id.in_(last))
    op.execute(sa.insert(_choices()).from_select([*PLACE, "tokens"], kept))
    op.drop_table("offers")


def _choices() -> sa.TableClause:
    return sa.table("choices", *map(sa.column, PLACE), sa.column("tokens"))

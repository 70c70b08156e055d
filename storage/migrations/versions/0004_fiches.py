"""Fiches, and the full text search that finds them: FTS5 on SQLite, tsvector on PostgreSQL."""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fiches",
        sa.Column("id", types.Words(), nullable=False),
        sa.Column("case_id", types.Words(), nullable=True),
        sa.Column("author_id", types.Words(), nullable=False),
        sa.Column("text", types.Words(), nullable=False),
        sa.Column("themes", types.WordList(), nullable=False),
        sa.Column("departement", types.Words(), nullable=True),
        sa.Column("state", types.Words(), nullable=False),
        sa.Column("proposed_at", types.Instant(), nullable=False),
        sa.Column("approved_by", types.Words(), nullable=True),
        sa.Column("published_at", types.Instant(), nullable=True),
        sa.Column("review_at", types.Instant(), nullable=True),
        sa.Column("served", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_fiches_case_id"),
        sa.ForeignKeyConstraint(["author_id"], ["professionals.id"], name="fk_fiches_author_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fiches"),
    )
    op.create_index("ix_fiches_state_published_at", "fiches", ["state", "published_at"])
    op.create_index("ix_fiches_author_id", "fiches", ["author_id"])
    due = sa.text("review_at IS NOT NULL")
    op.create_index(
        "ix_fiches_review_at", "fiches", ["review_at"], postgresql_where=due, sqlite_where=due
    )
    op.create_table(
        "fiche_terms",
        sa.Column("term", types.Words(), nullable=False),
        sa.Column("fiches", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("term", name="pk_fiche_terms"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE fiche_search USING fts5(fiche_id UNINDEXED, terms, detail=none)"
        )
    else:
        op.execute(
            'CREATE TABLE fiche_search (terms tsvector NOT NULL, fiche_id text COLLATE "C"'
            " PRIMARY KEY REFERENCES fiches (id) ON DELETE CASCADE)"
        )
        op.execute("CREATE INDEX ix_fiche_search_terms ON fiche_search USING gin (terms)")


def downgrade() -> None:
    op.execute("DROP TABLE fiche_search")
    op.drop_table("fiche_terms")
    op.drop_table("fiches")

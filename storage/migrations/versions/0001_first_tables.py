"""First tables, and the first version of the limits: all defaults."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("at", types.Instant(timezone=True), nullable=False),
        sa.Column("actor_id", types.Words(), nullable=True),
        sa.Column("action", types.Words(), nullable=False),
        sa.Column("subject_id", types.Words(), nullable=True),
        sa.Column("details", types.Details(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_at"), ["at"], unique=False)

    op.create_table(
        "choices",
        sa.Column("channel", types.Words(), nullable=False),
        sa.Column("address", types.Words(), nullable=False),
        sa.Column("thread", types.Words(), nullable=False),
        sa.Column("tokens", types.WordList(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", "address", "thread", name=op.f("pk_choices")),
    )
    op.create_table(
        "circles",
        sa.Column("id", types.Words(), nullable=False),
        sa.Column("name", types.Words(), nullable=False),
        sa.Column("themes", types.WordList(none_as_null=True), nullable=False),
        sa.Column("publics", types.WordList(none_as_null=True), nullable=False),
        sa.Column("departement", types.Words(), nullable=True),
        sa.Column("chat_channel", types.Words(), nullable=True),
        sa.Column("chat_address", types.Words(), nullable=True),
        sa.Column("chat_kind", types.Words(), nullable=True),
        sa.Column("chat_thread", types.Words(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circles")),
    )
    with op.batch_alter_table("circles", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_circles_chat_channel_chat_address"),
            ["chat_channel", "chat_address"],
            unique=False,
        )

    op.create_table(
        "feedback",
        sa.Column("source", types.Words(), nullable=False),
        sa.Column("kind", types.Words(), nullable=False),
        sa.Column("gesture", types.Words(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", "kind", "gesture", "day", name=op.f("pk_feedback")),
    )
    op.create_table(
        "inbox",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("update_id", types.Words(), nullable=False),
        sa.Column("channel", types.Words(), nullable=False),
        sa.Column("address", types.Words(), nullable=False),
        sa.Column("thread", types.Words(), nullable=False),
        sa.Column("received_at", types.Instant(timezone=True), nullable=False),
        sa.Column("sealed", types.Words(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_until", types.Instant(timezone=True), nullable=True),
        sa.Column("is_parked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("channel", "update_id", name=op.f("uq_inbox_channel_update_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_received_at"), ["received_at"], unique=False)
        batch_op.create_index(
            "ix_inbox_waiting",
            ["channel", "address", "thread", "id"],
            unique=False,
            postgresql_where=sa.text("sealed IS NOT NULL"),
            sqlite_where=sa.text("sealed IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_inbox_in_hand",
            ["channel", "address", "thread"],
            unique=True,
            postgresql_where=sa.text("sealed IS NOT NULL AND claimed_until IS NOT NULL"),
            sqlite_where=sa.text("sealed IS NOT NULL AND claimed_until IS NOT NULL"),
        )

    op.create_table(
        "outbox",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("kind", types.Words(), nullable=False),
        sa.Column("channel", types.Words(), nullable=False),
        sa.Column("address", types.Words(), nullable=False),
        sa.Column("thread", types.Words(), nullable=False),
        sa.Column("place_kind", types.Words(), nullable=False),
        sa.Column("subject_id", types.Words(), nullable=True),
        sa.Column("due_at", types.Instant(timezone=True), nullable=False),
        sa.Column("recipient_id", types.Words(), nullable=True),
        sa.Column("details", types.Details(none_as_null=True), nullable=False),
        sa.Column("slot", types.Words(), nullable=True),
        sa.Column("reply_to", types.Words(), nullable=True),
        sa.Column("solicitation_id", types.Words(), nullable=True),
        sa.Column("prompted", sa.Boolean(), nullable=False),
        sa.Column("language", types.Words(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_until", types.Instant(timezone=True), nullable=True),
        sa.Column("settled_at", types.Instant(timezone=True), nullable=True),
        sa.Column("outcome", types.Words(), nullable=True),
        sa.Column("message_id", types.Words(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_due",
            ["due_at"],
            unique=False,
            postgresql_where=sa.text("settled_at IS NULL AND claimed_until IS NULL"),
            sqlite_where=sa.text("settled_at IS NULL AND claimed_until IS NULL"),
        )
        batch_op.create_index(
            "ix_outbox_message",
            ["channel", "address", "message_id"],
            unique=False,
            postgresql_where=sa.text("message_id IS NOT NULL"),
            sqlite_where=sa.text("message_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_outbox_recipient_id"), ["recipient_id"], unique=False)
        batch_op.create_index(
            "ix_outbox_settled_at",
            ["settled_at"],
            unique=False,
            postgresql_where=sa.text("settled_at IS NOT NULL"),
            sqlite_where=sa.text("settled_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_outbox_slot",
            ["channel", "address", "thread", "slot", "id"],
            unique=False,
            postgresql_where=sa.text("slot IS NOT NULL"),
            sqlite_where=sa.text("slot IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_outbox_waiting",
            ["channel", "address", "thread", "id"],
            unique=False,
            postgresql_where=sa.text("settled_at IS NULL"),
            sqlite_where=sa.text("settled_at IS NULL"),
        )
        batch_op.create_index(
            "uq_outbox_in_flight",
            ["channel", "address", "thread"],
            unique=True,
            postgresql_where=sa.text("settled_at IS NULL AND claimed_until IS NOT NULL"),
            sqlite_where=sa.text("settled_at IS NULL AND claimed_until IS NOT NULL"),
        )

    op.create_table(
        "policies",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("created_at", types.Instant(timezone=True), nullable=False),
        sa.Column("author_id", types.Words(), nullable=True),
        sa.Column("reason", types.Words(), nullable=False),
        sa.Column("figures", types.Details(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_policies")),
    )
    op.create_table(
        "professionals",
        sa.Column("id", types.Words(), nullable=False),
        sa.Column("display_name", types.Words(), nullable=False),
        sa.Column("name_words", types.Words(), nullable=False),
        sa.Column("structure_id", types.Words(), nullable=False),
        sa.Column("structure_name", types.Words(), nullable=False),
        sa.Column("structure_kind", types.Words(), nullable=False),
        sa.Column("job", types.Words(), nullable=False),
        sa.Column("departement", types.Words(), nullable=False),
        sa.Column("region", types.Words(), nullable=False),
        sa.Column("scope", types.Words(), nullable=False),
        sa.Column("themes", types.WordList(none_as_null=True), nullable=False),
        sa.Column("bio", types.Words(), nullable=False),
        sa.Column("publics", types.WordList(none_as_null=True), nullable=False),
        sa.Column("languages", types.WordList(none_as_null=True), nullable=False),
        sa.Column("role", types.Words(), nullable=False),
        sa.Column("standing", types.Words(), nullable=False),
        sa.Column("joined_at", types.Instant(timezone=True), nullable=True),
        sa.Column("weekly_cap", sa.Integer(), nullable=True),
        sa.Column("paused_until", types.Instant(timezone=True), nullable=True),
        sa.Column("cooling_until", types.Instant(timezone=True), nullable=True),
        sa.Column("timezone", types.Words(), nullable=False),
        sa.Column("language", types.Words(), nullable=False),
        sa.Column("shares_name", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_professionals")),
    )
    with op.batch_alter_table("professionals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_professionals_standing"), ["standing"], unique=False)

    op.create_table(
        "accounts",
        sa.Column("id", types.Words(), nullable=False),
        sa.Column("professional_id", types.Words(), nullable=False),
        sa.Column("channel", types.Words(), nullable=False),
        sa.Column("user_id", types.Words(), nullable=False),
        sa.Column("home_channel", types.Words(), nullable=True),
        sa.Column("home_address", types.Words(), nullable=True),
        sa.Column("home_kind", types.Words(), nullable=True),
        sa.Column("home_thread", types.Words(), nullable=True),
        sa.Column("linked_at", types.Instant(timezone=True), nullable=False),
        sa.Column("unreachable_since", types.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professionals.id"], name=op.f("fk_accounts_professional_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("channel", "user_id", name=op.f("uq_accounts_channel_user_id")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_accounts_professional_id"), ["professional_id"], unique=False
        )

    op.create_table(
        "cases",
        sa.Column("id", types.Words(), nullable=False),
        sa.Column("asker_id", types.Words(), nullable=False),
        sa.Column("text", types.Words(), nullable=True),
        sa.Column("themes", types.WordList(none_as_null=True), nullable=False),
        sa.Column("departement", types.Words(), nullable=True),
        sa.Column("state", types.Words(), nullable=False),
        sa.Column("confirmed_at", types.Instant(timezone=True), nullable=False),
        sa.Column("leaves_at", types.Instant(timezone=True), nullable=False),
        sa.Column("deadline_at", types.Instant(timezone=True), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("due_at", types.Instant(timezone=True), nullable=True),
        sa.Column("publics", types.WordList(none_as_null=True), nullable=False),
        sa.Column("needs_anyone", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("dangers", types.WordList(none_as_null=True), nullable=False),
        sa.Column("circle_id", types.Words(), nullable=True),
        sa.Column("placeholders", types.Words(), nullable=False),
        sa.Column("waves", sa.Integer(), nullable=False),
        sa.Column("closed_at", types.Instant(timezone=True), nullable=True),
        sa.Column("digest_sent_at", types.Instant(timezone=True), nullable=True),
        sa.Column("outcome_due_at", types.Instant(timezone=True), nullable=True),
        sa.Column("outcome_asked", sa.Integer(), nullable=False),
        sa.Column("outcome_kind", types.Words(), nullable=True),
        sa.Column("outcome_at", types.Instant(timezone=True), nullable=True),
        sa.Column("outcome_comment", types.Words(), nullable=True),
        sa.Column("outcome_answer_id", types.Words(), nullable=True),
        sa.ForeignKeyConstraint(["asker_id"], ["professionals.id"], name=op.f("fk_cases_asker_id")),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name=op.f("fk_cases_circle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cases_asker_id_confirmed_at"), ["asker_id", "confirmed_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_cases_confirmed_at"), ["confirmed_at"], unique=False)
        batch_op.create_index(
            "ix_cases_due_at",
            ["due_at"],
            unique=False,
            postgresql_where=sa.text("due_at IS NOT NULL"),
            sqlite_where=sa.text("due_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_cases_outcome_due_at",
            ["outcome_due_at"],
            unique=False,
            postgresql_where=sa.text("outcome_due_at IS NOT NULL"),
            sqlite_where=sa.text("outcome_due_at IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_cases_state"), ["state"], unique=False)

    op.create_table(
        "circle_people",
        sa.Column("circle_id", types.Words(), nullable=False),
        sa.Column("professional_id", types.Words(), nullable=False),
        sa.Column("is_pilot", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["circle_id"],
            ["circles.id"],
            name=op.f("fk_circle_people_circle_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professionals.id"], name=op.f("fk_circle_people_professional_id")
        ),
        sa.PrimaryKeyConstraint(
            "circle_id", "professional_id", "is_pilot", name=op.f("pk_circle_people")
        ),
    )
    with op.batch_alter_table("circle_people", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_circle_people_professional_id"), ["professional_id"], unique=False
        )

    op.create_table(
        "drafts",
        sa.Column("id", types.Words(), nullable=False),
        sa.Column("author_id", types.Words(), nullable=False),
        sa.Column("account_id", types.Words(), nullable=False),
        sa.Column("channel", types.Words(), nullable=False),
        sa.Column("address", types.Words(), nullable=False),
        sa.Column("thread", types.Words(), nullable=False),
        sa.Column("place_kind", types.Words(), nullable=False),
        sa.Column("purpose", types.Words(), nullable=False),
        sa.Column("target_id", types.Words(), nullable=True),
        sa.Column("sealed", types.Words(), nullable=False),
        sa.Column("created_at", types.Instant(timezone=True), nullable=False),
        sa.Column("expires_at", types.Instant(timezone=True), nullable=False),
        sa.Column("themes", types.WordList(none_as_null=True), nullable=True),
        sa.Column("departement", types.Words(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("replaces", types.Words(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["professionals.id"], name=op.f("fk_drafts_author_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drafts_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_drafts_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "link_codes",
        sa.Column("code", types.Words(), nullable=False),
        sa.Column("professional_id", types.Words(), nullable=False),
        sa.Column("expires_at", types.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professionals.id"], name=op.f("fk_link_codes_professional_id")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_link_codes")),
    )
    with op.batch_alter_table("link_codes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_link_codes_professional_id"), ["professional_id"], unique=False
        )

    op.create_table(
        "focuses",
        sa.Column("account_id", types.Words(), nullable=False),
        sa.Column("draft_id", types.Words(), nullable=False),
        sa.Column("mode", types.Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_focuses_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["drafts.id"], name=op.f("fk_focuses_draft_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_focuses")),
    )
    with op.batch_alter_table("focuses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_focuses_draft_id"), ["draft_id"], unique=False)

    op.create_table(
        "solicitations",
        sa.Column("id", types.Words(), nullable=False),
        sa.Column("case_id", types.Words(), nullable=False),
        sa.Column("professional_id", types.Words(), nullable=True),
        sa.Column("circle_id", types.Words(), nullable=True),
        sa.Column("structure_id", types.Words(), nullable=True),
        sa.Column("asker_id", types.Words(), nullable=False),
        sa.Column("themes", types.WordList(none_as_null=True), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("planned_at", types.Instant(timezone=True), nullable=False),
        sa.Column("delivery", types.Words(), nullable=False),
        sa.Column("delivered_at", types.Instant(timezone=True), nullable=True),
        sa.Column("response", types.Words(), nullable=False),
        sa.Column("responded_at", types.Instant(timezone=True), nullable=True),
        sa.Column("remind_at", types.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_solicitations_case_id")),
        sa.ForeignKeyConstraint(
            ["circle_id"], ["circles.id"], name=op.f("fk_solicitations_circle_id")
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professionals.id"], name=op.f("fk_solicitations_professional_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solicitations")),
    )
    with op.batch_alter_table("solicitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_solicitations_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_solicitations_planned_at"), ["planned_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_solicitations_professional_id_planned_at"),
            ["professional_id", "planned_at"],
            unique=False,
        )
        batch_op.create_index(
            "ix_solicitations_remind_at",
            ["remind_at"],
            unique=False,
            postgresql_where=sa.text("remind_at IS NOT NULL"),
            sqlite_where=sa.text("remind_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_solicitations_uncertain",
            ["planned_at"],
            unique=False,
            postgresql_where=sa.text("delivery = 'uncertain'"),
            sqlite_where=sa.text("delivery = 'uncertain'"),
        )

    op.create_table(
        "waves",
        sa.Column("case_id", types.Words(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", types.Instant(timezone=True), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("seed", types.Words(), nullable=False),
        sa.Column("inputs", types.Words(), nullable=False),
        sa.Column("plan", types.Words(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_waves_case_id")),
        sa.PrimaryKeyConstraint("case_id", "number", name=op.f("pk_waves")),
    )
    op.create_table(
        "answers",
        sa.Column("id", types.Words(), nullable=False),
        sa.Column("case_id", types.Words(), nullable=False),
        sa.Column("author_id", types.Words(), nullable=False),
        sa.Column("solicitation_id", types.Words(), nullable=True),
        sa.Column("text", types.Words(), nullable=True),
        sa.Column("given_at", types.Instant(timezone=True), nullable=False),
        sa.Column("relayed", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("edited_at", types.Instant(timezone=True), nullable=True),
        sa.Column("withdrawn_at", types.Instant(timezone=True), nullable=True),
        sa.Column("marked_useful", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["professionals.id"], name=op.f("fk_answers_author_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_answers_case_id")),
        sa.ForeignKeyConstraint(
            ["solicitation_id"], ["solicitations.id"], name=op.f("fk_answers_solicitation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_answers_author_id_given_at"), ["author_id", "given_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_answers_case_id_given_at"), ["case_id", "given_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_answers_given_at"), ["given_at"], unique=False)

    op.create_table(
        "questions",
        sa.Column("id", types.Words(), nullable=False),
        sa.Column("case_id", types.Words(), nullable=False),
        sa.Column("solicitation_id", types.Words(), nullable=False),
        sa.Column("author_id", types.Words(), nullable=False),
        sa.Column("text", types.Words(), nullable=True),
        sa.Column("asked_at", types.Instant(timezone=True), nullable=False),
        sa.Column("reply", types.Words(), nullable=True),
        sa.Column("replied_at", types.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["professionals.id"], name=op.f("fk_questions_author_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_questions_case_id")),
        sa.ForeignKeyConstraint(
            ["solicitation_id"], ["solicitations.id"], name=op.f("fk_questions_solicitation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questions_asked_at"), ["asked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_questions_case_id_asked_at"), ["case_id", "asked_at"], unique=False
        )

    op.create_table(
        "votes",
        sa.Column("answer_id", types.Words(), nullable=False),
        sa.Column("voter_id", types.Words(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("at", types.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_votes_answer_id")),
        sa.ForeignKeyConstraint(["voter_id"], ["professionals.id"], name=op.f("fk_votes_voter_id")),
        sa.PrimaryKeyConstraint("answer_id", "voter_id", name=op.f("pk_votes")),
    )
    with op.batch_alter_table("votes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_votes_voter_id"), ["voter_id"], unique=False)

    policies = sa.table(
        "policies",
        sa.column("version", sa.Integer()),
        sa.column("created_at", types.Instant()),
        sa.column("reason", types.Words()),
        sa.column("figures", types.Details()),
    )
    first = {
        "version": 1,
        "created_at": datetime(2026, 1, 1, tzinfo=UTC),
        "reason": "defaults",
        "figures": {},
    }
    op.bulk_insert(policies, [first])


def downgrade() -> None:
    op.drop_table("votes")
    op.drop_table("questions")
    op.drop_table("answers")
    op.drop_table("waves")
    op.drop_table("solicitations")
    op.drop_table("focuses")
    op.drop_table("link_codes")
    op.drop_table("drafts")
    op.drop_table("circle_people")
    op.drop_table("cases")
    op.drop_table("accounts")
    op.drop_table("professionals")
    op.drop_table("policies")
    op.drop_table("outbox")
    op.drop_table("inbox")
    op.drop_table("feedback")
    op.drop_table("circles")
    op.drop_table("choices")
    op.drop_table("audit")

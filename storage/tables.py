"""Every table. Texts that a lifetime may end are nullable; nothing here leaves `storage`."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)

from storage.types import Details, Instant, Number, WordList, Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _id() -> Column[str]:
    return Column("id", Words, primary_key=True)


def _number() -> Column[int]:
    return Column("id", Number, primary_key=True, autoincrement=True)


def _words(name: str) -> Column[str]:
    return Column(name, Words, nullable=False)


def _maybe_words(name: str) -> Column[str]:
    return Column(name, Words)


def _to(target: str, name: str, *, optional: bool = False, owned: bool = False) -> Column[str]:
    """A reference to the id of another table; an owned row goes with its owner."""
    rule = "CASCADE" if owned else None
    return Column(name, Words, ForeignKey(f"{target}.id", ondelete=rule), nullable=optional)


def _when(name: str) -> Column[object]:
    return Column(name, Instant, nullable=False)


def _maybe_when(name: str) -> Column[object]:
    return Column(name, Instant)


def _list(name: str) -> Column[object]:
    return Column(name, WordList, nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean(create_constraint=False), nullable=False)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _place() -> list[Column[str]]:
    """A place; no thread is an empty one, so that places can be compared and be unique."""
    return [_words("channel"), _words("address"), _words("thread")]


def _partial(
    name: str, *columns: str | ColumnElement[Any], where: str, unique: bool = False
) -> Index:
    condition = text(where)
    return Index(name, *columns, unique=unique, postgresql_where=condition, sqlite_where=condition)


professionals = Table(
    "professionals",
    metadata,
    _id(),
    _words("display_name"),
    _words("name_words"),
    _words("structure_id"),
    _words("structure_name"),
    _words("structure_kind"),
    _words("job"),
    _words("departement"),
    _words("region"),
    _words("scope"),
    _list("themes"),
    _words("bio"),
    _list("publics"),
    _list("languages"),
    _words("role"),
    _words("standing"),
    _maybe_when("joined_at"),
    Column("weekly_cap", Integer),
    _maybe_when("paused_until"),
    _maybe_when("cooling_until"),
    _words("timezone"),
    _words("language"),
    _flag("shares_name"),
    _flag("silent"),
)

accounts = Table(
    "accounts",
    metadata,
    _id(),
    _to("professionals", "professional_id"),
    _words("channel"),
    _words("user_id"),
    _maybe_words("home_channel"),
    _maybe_words("home_address"),
    _maybe_words("home_kind"),
    _maybe_words("home_thread"),
    _when("linked_at"),
    _maybe_when("unreachable_since"),
    UniqueConstraint("channel", "user_id"),
    Index(None, "professional_id"),
)

link_codes = Table(
    "link_codes",
    metadata,
    Column("digest", Words, primary_key=True),
    _to("professionals", "professional_id"),
    _when("expires_at"),
    Index(None, "professional_id"),
)
"""Who a code lets in. The code itself is nowhere: `Cipher.digests`."""

drafts = Table(
    "drafts",
    metadata,
    _id(),
    _to("professionals", "author_id"),
    _words("account_id"),
    *_place(),
    _words("place_kind"),
    _words("purpose"),
    _maybe_words("target_id"),
    _words("sealed"),
    _when("created_at"),
    _when("expires_at"),
    _list("themes"),
    _list("tapped_themes"),
    _maybe_words("departement"),
    _flag("departement_chosen"),
    _flag("urgent"),
    _maybe_words("replaces"),
    Index(None, "author_id"),
    Index(None, "expires_at"),
)

focuses = Table(
    "focuses",
    metadata,
    Column("account_id", Words, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    _to("drafts", "draft_id", owned=True),
    _words("mode"),
    Index(None, "draft_id"),
)

fiches = Table(
    "fiches",
    metadata,
    _id(),
    _to("cases", "case_id", optional=True),
    _to("professionals", "author_id"),
    _words("text"),
    _list("themes"),
    _maybe_words("departement"),
    _words("state"),
    _when("proposed_at"),
    _maybe_words("approved_by"),
    _maybe_when("published_at"),
    _maybe_when("review_at"),
    _count("served"),
    _list("sources"),
    Index(None, "state", "published_at"),
    Index(None, "author_id"),
    _partial("ix_fiches_review_at", "review_at", where="review_at IS NOT NULL"),
)

fiche_terms = Table(
    "fiche_terms",
    metadata,
    Column("term", Words, primary_key=True),
    _count("fiches"),
)
"""How many published fiches each term finds: rare terms are searched first."""

circles = Table(
    "circles",
    metadata,
    _id(),
    _words("name"),
    _list("themes"),
    _list("publics"),
    _maybe_words("departement"),
    _maybe_words("chat_channel"),
    _maybe_words("chat_address"),
    _maybe_words("chat_kind"),
    _maybe_words("chat_thread"),
    Index(None, "chat_channel", "chat_address"),
)

circle_people = Table(
    "circle_people",
    metadata,
    Column("circle_id", Words, ForeignKey("circles.id", ondelete="CASCADE"), primary_key=True),
    Column("professional_id", Words, ForeignKey("professionals.id"), primary_key=True),
    Column("is_pilot", Boolean(create_constraint=False), primary_key=True),
    Index(None, "professional_id"),
)

cases = Table(
    "cases",
    metadata,
    _id(),
    _to("professionals", "asker_id"),
    _maybe_words("text"),
    _list("themes"),
    _maybe_words("departement"),
    _words("state"),
    _when("confirmed_at"),
    _when("leaves_at"),
    _when("deadline_at"),
    _count("policy_version"),
    _maybe_when("due_at"),
    _flag("needs_anyone"),
    _flag("urgent"),
    _list("dangers"),
    _words("placeholders"),
    _count("waves"),
    _count("wanted_more"),
    _maybe_when("closed_at"),
    _maybe_when("outcome_due_at"),
    _count("outcome_asked"),
    _maybe_words("outcome_kind"),
    _maybe_when("outcome_at"),
    _maybe_words("outcome_comment"),
    _maybe_words("outcome_answer_id"),
    _maybe_words("committee_by"),
    _maybe_when("committee_at"),
    _maybe_words("committee_text"),
    Index(None, "asker_id", "confirmed_at"),
    Index(None, "state"),
    Index(None, "confirmed_at"),
    _partial("ix_cases_due_at", "due_at", where="due_at IS NOT NULL"),
    _partial("ix_cases_outcome_due_at", "outcome_due_at", where="outcome_due_at IS NOT NULL"),
    _partial("ix_cases_committee_by", "committee_by", where="committee_by IS NOT NULL"),
    Index(None, "closed_at"),
    Index(None, "outcome_at"),
)

case_followers = Table(
    "case_followers",
    metadata,
    Column("case_id", Words, ForeignKey("cases.id"), primary_key=True),
    Column("professional_id", Words, ForeignKey("professionals.id"), primary_key=True),
    _when("since"),
    Index("ix_case_followers_professional_id", "professional_id", "since"),
)
"""Who had the same situation and waits for its answers, instead of asking again."""

deflections = Table(
    "deflections",
    metadata,
    _number(),
    _when("at"),
    _words("how"),
    _list("themes"),
    _maybe_words("departement"),
    Index(None, "at"),
    sqlite_autoincrement=True,
)
"""Situations answered without asking anybody: figures, of nobody in particular."""

solicitations = Table(
    "solicitations",
    metadata,
    _id(),
    _to("cases", "case_id"),
    _to("professionals", "professional_id", optional=True),
    _to("circles", "circle_id", optional=True),
    _maybe_words("structure_id"),
    _words("asker_id"),
    _list("themes"),
    _count("wave"),
    _when("planned_at"),
    _words("delivery"),
    _maybe_when("delivered_at"),
    _words("response"),
    _maybe_when("responded_at"),
    _maybe_when("remind_at"),
    Index(None, "case_id"),
    Index(None, "planned_at"),
    Index(None, "delivered_at"),
    Index(None, "professional_id", "planned_at"),
    _partial("ix_solicitations_remind_at", "remind_at", where="remind_at IS NOT NULL"),
    _partial("ix_solicitations_uncertain", "planned_at", where="delivery = 'uncertain'"),
)

answers = Table(
    "answers",
    metadata,
    _id(),
    _to("cases", "case_id"),
    _to("professionals", "author_id"),
    _to("solicitations", "solicitation_id", optional=True),
    _maybe_words("text"),
    _when("given_at"),
    _flag("relayed"),
    _flag("late"),
    _maybe_when("edited_at"),
    _maybe_when("withdrawn_at"),
    Column("marked_useful", Boolean(create_constraint=False)),
    _list("message_ids"),
    Index(None, "case_id", "given_at"),
    Index(None, "author_id", "given_at"),
    Index(None, "given_at"),
)

votes = Table(
    "votes",
    metadata,
    Column("answer_id", Words, ForeignKey("answers.id"), primary_key=True),
    Column("voter_id", Words, ForeignKey("professionals.id"), primary_key=True),
    _count("value"),
    _when("at"),
    Index(None, "voter_id"),
)

questions = Table(
    "questions",
    metadata,
    _id(),
    _to("cases", "case_id"),
    _to("solicitations", "solicitation_id"),
    _to("professionals", "author_id"),
    _maybe_words("text"),
    _when("asked_at"),
    _maybe_words("reply"),
    _maybe_when("replied_at"),
    Index(None, "case_id", "asked_at"),
    Index(None, "author_id"),
    Index(None, "asked_at"),
)

policies = Table(
    "policies",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    _when("created_at"),
    _maybe_words("author_id"),
    _words("reason"),
    Column("figures", Details, nullable=False),
)

waves = Table(
    "waves",
    metadata,
    Column("case_id", Words, ForeignKey("cases.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _when("at"),
    _count("policy_version"),
    _words("seed"),
    _words("inputs"),
    _words("plan"),
    Index(None, "at"),
)

audit = Table(
    "audit",
    metadata,
    _number(),
    _when("at"),
    _maybe_words("actor_id"),
    _words("action"),
    _maybe_words("subject_id"),
    Column("details", Details, nullable=False),
    Index(None, "at"),
    sqlite_autoincrement=True,
)

feedback = Table(
    "feedback",
    metadata,
    Column("source", Words, primary_key=True),
    Column("kind", Words, primary_key=True),
    Column("gesture", Words, primary_key=True),
    Column("day", Date, primary_key=True),
    _count("times"),
)

inbox = Table(
    "inbox",
    metadata,
    _number(),
    _words("update_id"),
    *_place(),
    _when("received_at"),
    _maybe_words("sealed"),
    _count("attempts"),
    _maybe_when("claimed_until"),
    _flag("is_parked"),
    UniqueConstraint("channel", "update_id"),
    Index(None, "received_at"),
    _partial("ix_inbox_open", "id", where="sealed IS NOT NULL"),
    _partial("ix_inbox_waiting", "channel", "address", "thread", "id", where="sealed IS NOT NULL"),
    _partial(
        "uq_inbox_in_hand",
        "channel",
        "address",
        "thread",
        where="sealed IS NOT NULL AND claimed_until IS NOT NULL",
        unique=True,
    ),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    _number(),
    _words("kind"),
    *_place(),
    _words("place_kind"),
    _maybe_words("subject_id"),
    _when("due_at"),
    _maybe_words("recipient_id"),
    Column("details", Details, nullable=False),
    _maybe_words("slot"),
    _maybe_words("solicitation_id"),
    _flag("prompted"),
    _maybe_words("language"),
    _maybe_words("sealed"),
    _count("attempts"),
    _maybe_when("claimed_until"),
    _maybe_when("settled_at"),
    _maybe_words("outcome"),
    _maybe_words("message_id"),
    Column("choices", WordList),
    _partial("ix_outbox_waiting", "channel", "address", "thread", "id", where="settled_at IS NULL"),
    _partial("ix_outbox_due", "due_at", where="settled_at IS NULL AND claimed_until IS NULL"),
    _partial(
        "uq_outbox_in_flight",
        "channel",
        "address",
        "thread",
        where="settled_at IS NULL AND claimed_until IS NOT NULL",
        unique=True,
    ),
    _partial(
        "ix_outbox_slot", "slot", "channel", "address", "thread", "id", where="slot IS NOT NULL"
    ),
    _partial(
        "ix_outbox_message", "channel", "address", "message_id", where="message_id IS NOT NULL"
    ),
    _partial("ix_outbox_settled_at", "settled_at", where="settled_at IS NOT NULL"),
    sqlite_autoincrement=True,
)

_partial("ix_outbox_open", outbox.c.prompted.desc(), outbox.c.id, where="settled_at IS NULL")
"""In the order in which notices are taken."""

offers = Table(
    "offers",
    metadata,
    _number(),
    _words("channel"),
    _words("address"),
    _words("thread"),
    _list("tokens"),
    _when("shown_at"),
    _flag("prompted"),
    Index(None, "channel", "address", "thread", "id"),
    sqlite_autoincrement=True,
)
"""The last lists of choices of each place without buttons: `OFFERS_KEPT` of them."""

cursors = Table(
    "cursors",
    metadata,
    Column("reader", Words, primary_key=True),
    _words("epoch"),
    _maybe_words("position"),
)

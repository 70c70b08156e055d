"""Erasing one person from every table but the numbers that count what they were asked."""

from sqlalchemy import Connection, delete, func, or_, select, tuple_, update

from bot.domain.people import ProfessionalId
from storage.fiches import SqlFiches
from storage.tables import (
    accounts,
    answers,
    case_followers,
    cases,
    circle_people,
    drafts,
    link_codes,
    offers,
    outbox,
    questions,
    votes,
)
from storage.webchat import webchat_messages, webchat_shut


def erase_person(connection: Connection, professional_id: ProfessionalId) -> None:
    """Remove what is theirs, and the words of what must stay for others to count."""
    homes = select(
        accounts.c.home_channel, accounts.c.home_address, func.coalesce(accounts.c.home_thread, "")
    ).where(accounts.c.professional_id == professional_id, accounts.c.home_address.is_not(None))
    addresses = select(accounts.c.home_channel, accounts.c.home_address).where(
        accounts.c.professional_id == professional_id
    )
    users = select(accounts.c.user_id).where(
        accounts.c.professional_id == professional_id, accounts.c.channel == "webchat"
    )
    at_home = tuple_(outbox.c.channel, outbox.c.address, outbox.c.thread).in_(homes)
    asked = select(cases.c.id).where(cases.c.asker_id == professional_id)
    for statement in (
        delete(outbox).where(or_(outbox.c.recipient_id == professional_id, at_home)),
        delete(offers).where(
            tuple_(offers.c.channel, offers.c.address, offers.c.thread).in_(homes)
        ),
        delete(webchat_messages).where(
            tuple_("webchat", webchat_messages.c.address).in_(addresses)
        ),
        delete(webchat_shut).where(webchat_shut.c.address.in_(users)),
        # In a group, that they wrote something: never what.
        delete(webchat_messages).where(webchat_messages.c.author.in_(users)),
        delete(drafts).where(drafts.c.author_id == professional_id),
        delete(link_codes).where(link_codes.c.professional_id == professional_id),
        delete(accounts).where(accounts.c.professional_id == professional_id),
        delete(circle_people).where(circle_people.c.professional_id == professional_id),
        delete(votes).where(votes.c.voter_id == professional_id),
        update(questions).where(questions.c.author_id == professional_id).values(text=None),
        update(questions).where(questions.c.case_id.in_(asked)).values(reply=None),
        update(answers)
        .where(answers.c.author_id == professional_id)
        .values(text=None, message_ids=()),
        update(cases)
        .where(cases.c.asker_id == professional_id)
        .values(text=None, placeholders="", outcome_comment=None, committee_text=None),
        update(cases).where(cases.c.committee_by == professional_id).values(committee_text=None),
        delete(case_followers).where(case_followers.c.professional_id == professional_id),
    ):
        connection.execute(statement)
    SqlFiches(connection).forget_author(professional_id)

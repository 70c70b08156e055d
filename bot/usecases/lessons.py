"""What ended cases teach about asking: who answers what, how fast, how usefully."""

from collections.abc import Mapping, Sequence

from bot.domain.answers import Answer
from bot.domain.calendar import Hours, open_between
from bot.domain.cases import Case
from bot.domain.estimates import Lesson, fatigue
from bot.domain.limits.history import PastAsk
from bot.domain.people import ProfessionalId
from bot.domain.solicitations import COUNTED, Response, Solicitation


def lessons_of(
    case: Case,
    solicitations: Sequence[Solicitation],
    answers: Sequence[Answer],
    matches: Mapping[ProfessionalId, float],
    asks: Mapping[ProfessionalId, Sequence[PastAsk]],
    hours: Hours,
) -> list[Lesson]:
    """One lesson for each person asked about an ended case, as it was read last.

    What an earlier reading brought says nothing of the people who were asked under it.

    Parameters
    ----------
    matches
        How well each person's profile fits the case.
    asks
        Every ask of each of these people, to know how tired of them they were.
    hours
        In which waits are counted: a night is not a silence.
    """
    judged = {answer.solicitation_id: answer.marked_useful for answer in answers}
    lessons: list[Lesson] = []
    for ask in solicitations:
        person = ask.professional_id
        if person is None or person not in matches or ask.delivery not in COUNTED:
            continue
        if ask.themes != case.themes:
            continue
        ended = ask.responded_at or case.closed_at or case.deadline_at
        before = [past for past in asks.get(person, ()) if past.at < ask.planned_at]
        lessons.append(
            Lesson(
                professional_id=person,
                themes=case.themes,
                match=matches[person],
                tired=fatigue(before, ask.planned_at),
                waited=open_between(hours, ask.planned_at, max(ended, ask.planned_at)),
                answered=ask.response is Response.ANSWERED,
                useful=judged.get(ask.id),
                not_my_field=ask.response is Response.NOT_MY_FIELD,
            )
        )
    return lessons


def was_read_again(case: Case, solicitations: Sequence[Solicitation]) -> bool:
    """Whether somebody was asked while the case was thought to be about something else."""
    return any(ask.themes != case.themes for ask in solicitations)

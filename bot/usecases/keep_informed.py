"""What the asker and the people asked are told as a case goes on."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.answers import Question
from bot.domain.cases import Case
from bot.domain.notices import Notice
from bot.domain.people import ProfessionalId
from bot.domain.permissions import Right, may
from bot.domain.solicitations import AWAITED, COUNTED, Delivery, Response, Solicitation
from bot.domain.verdicts import Allowed
from bot.ports import UnitOfWork
from bot.usecases.telling import tell
from bot.usecases.world import World


def show_progress(uow: UnitOfWork, world: World, case: Case, why: str = "") -> None:
    """Bring the asker's one progress message up to date, in place.

    Parameters
    ----------
    why
        What the last plan gave as its reason, when it was just made.
    """
    tell(
        uow,
        world,
        case.asker_id,
        "progress",
        case.id,
        details={"why": why},
        slot=f"progress:{case.id}",
        quiet=False,
    )


def show_digest(uow: UnitOfWork, world: World, case: Case) -> None:
    """Show the asker the ranked answers there are, in one message kept up to date.

    The asker waits for it, whatever the hour; who follows the case sees it in their hours.
    """
    slot = f"digest:{case.id}"
    tell(uow, world, case.asker_id, "digest", case.id, slot=slot, quiet=False)
    for follower in uow.cases.followers(case.id):
        tell(uow, world, follower, "digest", case.id, slot=slot)


def tell_late_answer(uow: UnitOfWork, world: World, case: Case) -> None:
    """The search is over and the asker waits no more: say, in their hours, that there is news."""
    tell(uow, world, case.asker_id, "late-answer", case.id, slot=f"late-answer:{case.id}")


def tell_everyone_asked(
    uow: UnitOfWork, world: World, case: Case, kind: str, question: Question
) -> None:
    """Tell those who received the case and may still act on it.

    A precision on an ask is not a new ask; but whoever refused, or is away, is left in peace.
    Whoever asked the question reads the reply even when the search ended meanwhile.
    """
    for solicitation in uow.solicitations.of_case(case.id):
        lapsed = solicitation.response is Response.LAPSED
        wondered = lapsed and solicitation.id == question.solicitation_id
        if solicitation.response not in {*AWAITED, Response.ANSWERED} and not wondered:
            continue
        if solicitation.circle_id is not None:
            refresh_ask(uow, world, solicitation)
        reader = question.author_id if wondered else solicitation.professional_id
        if reader is not None and solicitation.delivery is Delivery.SENT:
            tell(uow, world, reader, kind, question.id, slot=f"{kind}:{question.id}")


def contributors(uow: UnitOfWork, case: Case) -> list[ProfessionalId]:
    """Everyone who helped, each once: those whose answer counts, then those who handed it on."""
    answered = [a.author_id for a in uow.answers.of_case(case.id) if a.withdrawn_at is None]
    relayed = [
        solicitation.professional_id
        for solicitation in uow.solicitations.of_case(case.id)
        if solicitation.response is Response.RELAYED and solicitation.professional_id is not None
    ]
    return list(dict.fromkeys((*answered, *relayed)))


def thank_contributors(uow: UnitOfWork, world: World, case: Case) -> None:
    """Tell every contributor what became of the case they helped with."""
    for contributor in contributors(uow, case):
        slot, fresh = f"thanks:{case.id}", {"fresh": 1}
        tell(uow, world, contributor, "thanks", case.id, details=fresh, slot=slot)


def refresh_thanks(uow: UnitOfWork, world: World, case: Case) -> None:
    """The asker added a word, or took it away: it stands, or not, under the thanks."""
    for contributor in contributors(uow, case):
        refresh(uow, world, contributor, "thanks", case.id)


def close_open_asks(uow: UnitOfWork, world: World, case: Case) -> None:
    """Say on the asks still open that enough is known; they may still be answered.

    Only messages already there are changed: nobody is disturbed to be told to do nothing.
    """
    for solicitation in uow.solicitations.of_case(case.id):
        if solicitation.delivery not in COUNTED or solicitation.response not in AWAITED:
            continue
        lapsed = replace(
            solicitation, response=Response.LAPSED, responded_at=world.now, remind_at=None
        )
        uow.solicitations.update(lapsed)
        refresh_ask(uow, world, solicitation)


def refresh(
    uow: UnitOfWork, world: World, reader: ProfessionalId, kind: str, subject_id: str
) -> None:
    """Bring a message up to date where somebody was shown it, without a sound; nowhere else."""
    slot = f"{kind}:{subject_id}"
    details = {"edit-only": 1}
    tell(uow, world, reader, kind, subject_id, details=details, slot=slot, quiet=False)


def refresh_answers(uow: UnitOfWork, world: World, case: Case) -> None:
    """An answer left: it leaves the digest, and every list of answers shown for a vote."""
    show_digest(uow, world, case)
    readers = {a.author_id for a in uow.answers.of_case(case.id)}
    readers |= {s.professional_id for s in uow.solicitations.of_case(case.id) if s.professional_id}
    for reader in sorted(readers - {case.asker_id}):
        refresh(uow, world, reader, "other-answers", case.id)


def refresh_ask(uow: UnitOfWork, world: World, solicitation: Solicitation) -> None:
    """Bring an ask up to date where it was shown, without a sound; nowhere else.

    One that still waits to leave is left alone: it is composed, and rechecked, when it does.
    """
    if solicitation.delivery is not Delivery.SENT:
        return
    if solicitation.professional_id is not None:
        refresh(uow, world, solicitation.professional_id, "solicitation", solicitation.id)
        return
    circle = uow.circles.get(solicitation.circle_id) if solicitation.circle_id else None
    if circle is not None and circle.chat is not None:
        uow.outbox.add(
            Notice(
                kind="circle-solicitation",
                place=circle.chat,
                subject_id=solicitation.id,
                due_at=world.now,
                details={"edit-only": 1},
                slot=f"solicitation:{solicitation.id}",
            )
        )


def pilots_of(uow: UnitOfWork, case: Case) -> list[ProfessionalId]:
    """Pilots who work on the case's themes; never its asker."""
    return pilots_for(uow, case.themes, besides=case.asker_id)


def pilots_for(
    uow: UnitOfWork, themes: Sequence[str], besides: ProfessionalId | None = None
) -> list[ProfessionalId]:
    """Pilots of the circles that work on the themes; all pilots when there is none."""
    pilots = uow.professionals.with_role_at_least_pilot()
    everyone = [person.id for person in pilots if person.id != besides]
    concerned = [
        pilot
        for circle in uow.circles.all()
        if set(circle.themes) & set(themes)
        for pilot in sorted(circle.pilots)
        if pilot in everyone
    ]
    return list(dict.fromkeys(concerned or everyone))


def moderators(uow: UnitOfWork) -> list[ProfessionalId]:
    """Those who hold cases in hand: operators moderate too."""
    leading = uow.professionals.with_role_at_least_pilot()
    return [one.id for one in leading if isinstance(may(one, Right.HOLD_CASES), Allowed)]

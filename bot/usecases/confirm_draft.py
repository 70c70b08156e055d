"""The author confirms the exact wording: the only use case that mints clean text (R1)."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.answers import Answer, AnswerId, Question, QuestionId
from bot.domain.cases import Case, CaseId, CaseState
from bot.domain.drafts import Draft, Purpose
from bot.domain.fiches import Fiche, FicheId
from bot.domain.people import Professional, ProfessionalId
from bot.domain.permissions import Right, may
from bot.domain.solicitations import Response, Solicitation, SolicitationId
from bot.domain.texts import CleanText, mint
from bot.domain.verdicts import Refused
from bot.ports import Stemmer, UnitOfWork
from bot.usecases.ask_back import asks_back
from bot.usecases.committee import call_committee
from bot.usecases.keep_fiche import publish_fiche
from bot.usecases.keep_informed import (
    refresh_thanks,
    show_digest,
    show_progress,
    tell_everyone_asked,
    tell_late_answer,
)
from bot.usecases.review_draft import case_of, dangers_in
from bot.usecases.telling import tell
from bot.usecases.tie import further_question
from bot.usecases.world import World, current_policy
from bot.usecases.write_draft import abandon

Confirmed = Case | Answer | Question | Fiche

RENUMBERED = "renumbered"


def confirm_draft(
    uow: UnitOfWork,
    world: World,
    draft: Draft,
    author: Professional,
    fingerprint: str,
    stem: Stemmer,
) -> Confirmed | Refused:
    """Let the wording that the author was shown leave, and destroy the raw text.

    Parameters
    ----------
    fingerprint
        Of the wording that the author saw above the button they tapped.

    Returns
    -------
    Refused
        `RENUMBERED` when another text of the case gave numbers since this wording was proposed,
        which gives some too: it is to be screened again, or two people would share one.
    """
    if draft.proposed is None:
        return Refused("preview-changed")
    right = Right.ASK if draft.purpose is Purpose.CASE else Right.ANSWER
    if isinstance(verdict := may(author, right), Refused):
        return verdict
    clean = mint(draft.proposed.clean, fingerprint)
    if isinstance(clean, Refused):
        return clean
    if _is_numbered_otherwise(uow, draft):
        return Refused(RENUMBERED)
    confirmed = _become(uow, world, draft, author, clean, stem)
    if not isinstance(confirmed, Refused):
        _carry_numbers_on(uow, draft)
        abandon(uow, world, draft)
    return confirmed


def _become(
    uow: UnitOfWork,
    world: World,
    draft: Draft,
    author: Professional,
    clean: CleanText,
    stem: Stemmer,
) -> Confirmed | Refused:
    match draft.purpose:
        case Purpose.CASE:
            return _new_case(uow, world, draft, clean)
        case Purpose.ANSWER | Purpose.RELAYED_ANSWER:
            return _answer(uow, world, draft, author, clean)
        case Purpose.QUESTION:
            return _question(uow, world, draft, clean)
        case Purpose.FOLLOW_UP:
            return _follow_up(uow, world, draft, author, clean)
        case Purpose.REPLY:
            return _reply(uow, world, draft, clean)
        case Purpose.OUTCOME:
            return _outcome_comment(uow, world, draft, clean)
        case Purpose.COMMITTEE:
            return call_committee(uow, world, CaseId(draft.target_id or ""), author, clean)
        case Purpose.FICHE:
            fiche_id = FicheId(draft.target_id or "")
            return publish_fiche(uow, world, fiche_id, author, clean, stem)
        case Purpose.REFERRAL | Purpose.LIMITS:
            return Refused("goes-nowhere")


def _new_case(uow: UnitOfWork, world: World, draft: Draft, clean: CleanText) -> Case:
    policy = current_policy(uow)
    leaves_at = world.now + timedelta(seconds=policy.undo_seconds)
    case = Case(
        id=CaseId(world.chance.new_id()),
        asker_id=draft.author_id,
        text=clean,
        themes=draft.themes,
        departement=draft.departement,
        state=CaseState.CONFIRMED,
        confirmed_at=world.now,
        leaves_at=leaves_at,
        deadline_at=leaves_at + timedelta(hours=policy.deadline_hours),
        policy_version=uow.policies.current().version,
        due_at=leaves_at,
        urgent=draft.urgent,
        dangers=dangers_in(draft),
        placeholders=draft.proposed.placeholders if draft.proposed else "",
    )
    uow.cases.add(case)
    show_progress(uow, world, case)
    return case


def _answer(
    uow: UnitOfWork, world: World, draft: Draft, author: Professional, clean: CleanText
) -> Answer | Refused:
    if draft.replaces is not None:
        return _corrected(uow, world, draft, clean)
    solicitation = uow.solicitations.get(SolicitationId(draft.target_id or ""))
    case = uow.cases.lock(solicitation.case_id) if solicitation else None
    if solicitation is None or case is None:
        return Refused("case-forgotten")
    if case.state is CaseState.CANCELLED:
        return Refused("case-cancelled")
    if case.asker_id == author.id:
        return Refused("own-case")
    answer = Answer(
        id=AnswerId(world.chance.new_id()),
        case_id=case.id,
        author_id=author.id,
        solicitation_id=solicitation.id,
        text=clean,
        given_at=world.now,
        relayed=draft.purpose is Purpose.RELAYED_ANSWER,
        late=not case.is_open,
        message_ids=draft.message_ids,
    )
    uow.answers.add(answer)
    _responded(uow, world, solicitation)
    if case.is_open:
        case = replace(case, due_at=world.now)
        uow.cases.update(case)
    show_progress(uow, world, case)
    show_digest(uow, world, case)
    if answer.late:
        tell_late_answer(uow, world, case)
    return answer


def _corrected(uow: UnitOfWork, world: World, draft: Draft, clean: CleanText) -> Answer | Refused:
    answer = uow.answers.get(AnswerId(draft.replaces or ""))
    if answer is None or answer.author_id != draft.author_id:
        return Refused("case-forgotten")
    corrected = replace(
        answer,
        text=clean,
        edited_at=world.now,
        withdrawn_at=None,
        message_ids=draft.message_ids,
    )
    uow.answers.update(corrected)
    case = uow.cases.get(answer.case_id)
    if case is not None:
        show_digest(uow, world, case)
    return corrected


def _question(uow: UnitOfWork, world: World, draft: Draft, clean: CleanText) -> Question | Refused:
    found = asks_back(uow, SolicitationId(draft.target_id or ""), draft.author_id)
    if isinstance(found, Refused):
        return found
    solicitation, case = found
    return _ask(uow, world, draft, clean, case, solicitation.id, case.asker_id, "question-back")


def _follow_up(
    uow: UnitOfWork, world: World, draft: Draft, author: Professional, clean: CleanText
) -> Question | Refused:
    """The asker's further question; what its author replies is one more answer."""
    found = further_question(uow, world, AnswerId(draft.target_id or ""), author.id)
    if isinstance(found, Refused):
        return found
    answer, case = found
    if answer.solicitation_id is None:
        return Refused("case-forgotten")
    return _ask(
        uow, world, draft, clean, case, answer.solicitation_id, answer.author_id, "follow-up"
    )


def _ask(
    uow: UnitOfWork,
    world: World,
    draft: Draft,
    clean: CleanText,
    case: Case,
    solicitation_id: SolicitationId,
    reader: ProfessionalId,
    kind: str,
) -> Question:
    """Keep a question, and show it to whoever may reply."""
    question = Question(
        id=QuestionId(world.chance.new_id()),
        case_id=case.id,
        solicitation_id=solicitation_id,
        author_id=draft.author_id,
        text=clean,
        asked_at=world.now,
    )
    uow.answers.add_question(question)
    tell(uow, world, reader, kind, question.id, slot=f"{kind}:{question.id}")
    return question


def _reply(uow: UnitOfWork, world: World, draft: Draft, clean: CleanText) -> Question | Refused:
    question = uow.answers.get_question(QuestionId(draft.target_id or ""))
    case = uow.cases.get(question.case_id) if question else None
    if question is None or case is None:
        return Refused("case-forgotten")
    replied = replace(question, reply=clean, replied_at=world.now)
    uow.answers.update_question(replied)
    tell_everyone_asked(uow, world, case, "question-replied", question)
    return replied


def _outcome_comment(
    uow: UnitOfWork, world: World, draft: Draft, clean: CleanText
) -> Case | Refused:
    case_id = case_of(uow, draft)
    case = uow.cases.lock(case_id) if case_id else None
    if case is None or case.outcome is None:
        return Refused("case-forgotten")
    commented = replace(case, outcome=replace(case.outcome, comment=clean))
    uow.cases.update(commented)
    refresh_thanks(uow, world, commented)
    return commented


def _responded(uow: UnitOfWork, world: World, solicitation: Solicitation) -> None:
    held = uow.solicitations.get(solicitation.id)  # as it is once its case is held
    if held and held.circle_id is None and held.response is not Response.ANSWERED:
        uow.solicitations.update(replace(held, response=Response.ANSWERED, responded_at=world.now))


def _is_numbered_otherwise(uow: UnitOfWork, draft: Draft) -> bool:
    """Whether the case, held from here on, has given numbers since this wording was proposed."""
    case_id = case_of(uow, draft) if draft.numbers_anew else None
    case = uow.cases.lock(case_id) if case_id else None
    return case is not None and case.placeholders != draft.numbered_from


def _carry_numbers_on(uow: UnitOfWork, draft: Draft) -> None:
    """A person keeps one placeholder in all that is written about a case."""
    case_id = case_of(uow, draft) if draft.numbers_anew else None
    case = uow.cases.lock(case_id) if case_id else None
    if case is not None and draft.proposed is not None:
        uow.cases.update(replace(case, placeholders=draft.proposed.placeholders))

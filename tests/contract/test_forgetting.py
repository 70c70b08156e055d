"""Lifetimes and erasure: what is over is gone everywhere, and nothing else is."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cases import CaseId, Committee, Outcome, OutcomeKind
from bot.domain.delivery import Sent
from bot.domain.drafts import Focus
from bot.domain.fiches import Fiche, FicheId, FicheState
from bot.domain.inbound import Said
from bot.domain.people import ProfessionalId, Standing, Structure, StructureId
from bot.domain.places import Place, PlaceKind
from bot.domain.texts import CleanText, RawText
from bot.ports import UnitOfWorkFactory
from tests.contract import samples
from tests.contract.kept import everything_kept
from tests.contract.samples import ANSWER, ASKER, CASE, HELPER, NOW, QUESTION, after, before

LIFETIMES: Mapping[str, int] = {
    "answer-text": 30,
    "audit": 365,
    "case-text": 30,
    "handled-updates": 7,
    "outcome-comment": 30,
    "question-text": 30,
    "settled-notices": 14,
}


def fill_with_history(unit_of_work: UnitOfWorkFactory) -> None:
    """One thing of each kind whose lifetime began at `NOW`."""
    with unit_of_work() as uow:
        uow.professionals.add(samples.professional(ASKER))
        uow.professionals.add(samples.professional(HELPER))
        outcome = Outcome(OutcomeKind.NOT, NOW, CleanText("commentaire"))
        committee = Committee(HELPER, NOW, CleanText("séance"))
        case = samples.case(
            confirmed_at=NOW, text=CleanText("cas"), outcome=outcome, committee=committee
        )
        uow.cases.add(case)
        uow.solicitations.add(samples.solicitation())
        uow.answers.add(samples.answer(given_at=NOW, text=CleanText("avis")))
        uow.answers.add_question(
            samples.question(asked_at=NOW, text=CleanText("demande"), reply=CleanText("retour"))
        )
        uow.records.audit(samples.audit_entry(at=NOW))
        uow.inbox.receive(samples.inbound("handled", received_at=NOW))
        uow.inbox.receive(samples.inbound("waiting", received_at=NOW))
        uow.inbox.done(uow.inbox.claim(NOW, 60, 1)[0].id)
        notice_id = uow.outbox.add(samples.notice())
        uow.outbox.claim(NOW, 60, 1)
        uow.outbox.settle(notice_id, Sent("m"), NOW)
        uow.outbox.add(samples.notice(at="elsewhere"))
        uow.commit()


@pytest.mark.parametrize("kind", LIFETIMES)
def test_each_kind_has_its_own_lifetime(unit_of_work: UnitOfWorkFactory, kind: str) -> None:
    fill_with_history(unit_of_work)
    end = NOW + timedelta(days=LIFETIMES[kind])
    with unit_of_work() as uow:
        early = uow.forgetting.expired(end - timedelta(seconds=1), {kind: LIFETIMES[kind]})
        on_time = uow.forgetting.expired(end, {kind: LIFETIMES[kind]})
        assert early == []
        assert [found for found, _ in on_time] == [kind]


def test_the_purge_removes_exactly_what_the_dry_run_lists(unit_of_work: UnitOfWorkFactory) -> None:
    fill_with_history(unit_of_work)
    later = after(days=400)
    with unit_of_work() as uow:
        listed = uow.forgetting.expired(later, LIFETIMES)
        assert sorted(kind for kind, _ in listed) == sorted(LIFETIMES)
        assert listed == uow.forgetting.expired(later, LIFETIMES)
        uow.forgetting.forget(listed)
        uow.forgetting.forget(listed)
        assert uow.forgetting.expired(later, LIFETIMES) == []
        uow.commit()
    kept = everything_kept(unit_of_work)
    for word in ("cas", "commentaire", "avis", "demande", "retour", "séance"):
        assert f"\n{word}\n" not in kept
        assert f"'{word}'" not in kept


def test_only_what_is_named_is_forgotten(unit_of_work: UnitOfWorkFactory) -> None:
    fill_with_history(unit_of_work)
    with unit_of_work() as uow:
        uow.forgetting.forget([("answer-text", ANSWER)])
        answer, case = uow.answers.get(ANSWER), uow.cases.get(CASE)
        assert answer is not None
        assert case is not None
        assert answer == samples.answer(given_at=NOW, text=None, message_ids=())
        assert case.text == CleanText("cas")


def test_a_forgotten_case_keeps_its_figures(unit_of_work: UnitOfWorkFactory) -> None:
    fill_with_history(unit_of_work)
    with unit_of_work() as uow:
        uow.forgetting.forget([("case-text", CASE), ("outcome-comment", CASE)])
        assert uow.cases.get(CASE) == samples.case(
            confirmed_at=NOW,
            text=None,
            placeholders="",
            outcome=Outcome(OutcomeKind.NOT, NOW),
            committee=Committee(HELPER, NOW, None),
        )


def test_a_numbering_that_came_back_is_forgotten_again(unit_of_work: UnitOfWorkFactory) -> None:
    """A late answer to a forgotten case carries the numbering of its placeholders on."""
    fill_with_history(unit_of_work)
    with unit_of_work() as uow:
        uow.forgetting.forget([("case-text", CASE)])
        uow.cases.update(samples.case(confirmed_at=NOW, text=None, placeholders="hashes"))
        past = uow.forgetting.expired(after(days=400), {"case-text": 30})
        assert past == [("case-text", CASE)]
        uow.forgetting.forget(past)
        case = uow.cases.get(CASE)
        assert case is not None
        assert case.placeholders == ""


def test_waiting_events_and_notices_have_no_lifetime(unit_of_work: UnitOfWorkFactory) -> None:
    fill_with_history(unit_of_work)
    with unit_of_work() as uow:
        uow.forgetting.forget(uow.forgetting.expired(after(days=9999), LIFETIMES))
        assert [s.inbound.update_id for s in uow.inbox.claim(NOW, 60, 9)] == ["waiting"]
        assert [c.notice.place.address for c in uow.outbox.claim(NOW, 60, 9)] == ["elsewhere"]


def test_what_has_no_lifetime_is_kept(unit_of_work: UnitOfWorkFactory) -> None:
    fill_with_history(unit_of_work)
    with unit_of_work() as uow:
        assert uow.forgetting.expired(after(days=9999), {}) == []


def test_an_unknown_kind_is_refused(unit_of_work: UnitOfWorkFactory) -> None:
    with pytest.raises(ValueError, match="case-txet"), unit_of_work() as uow:
        uow.forgetting.expired(NOW, {"case-txet": 1})


def test_a_purge_of_thousands(unit_of_work: UnitOfWorkFactory) -> None:
    """More rows than one statement takes values."""
    with unit_of_work() as uow:
        items = [("handled-updates", str(number)) for number in range(70_000)]
        uow.forgetting.forget([*items, ("case-text", "nothing")])
        assert uow.inbox.receive(samples.inbound()) is True


# Erasure


CANARY = "canari"


def fill_with_canaries(unit_of_work: UnitOfWorkFactory) -> None:
    """The same word in every text of one person, and other people's texts around it."""
    clean = CleanText(CANARY)
    private = Place("webchat", f"{CANARY}-home", PlaceKind.PRIVATE, f"{CANARY}-thread")
    with unit_of_work() as uow:
        uow.professionals.add(
            samples.professional(
                ASKER,
                display_name=CANARY,
                bio=CANARY,
                job=CANARY,
                departement=CANARY,
                region=CANARY,
                structure=Structure(StructureId(CANARY), CANARY, CANARY),
                themes=(CANARY,),
                publics=(CANARY,),
                languages=(CANARY,),
            )
        )
        uow.professionals.add(samples.professional(HELPER))
        uow.accounts.add(samples.account(user=CANARY, home=private))
        uow.accounts.add(samples.account("helper-account", HELPER))
        uow.accounts.save_code(samples.code(CANARY))
        uow.drafts.add(samples.draft(parts=(RawText(CANARY),), departement=CANARY))
        uow.drafts.set_focus(samples.ACCOUNT, Focus(samples.DRAFT))
        uow.circles.add(samples.circle())
        theirs: dict[str, Any] = {"text": clean, "placeholders": CANARY}
        outcome = Outcome(OutcomeKind.NOT, NOW, clean)
        committee = Committee(ASKER, NOW, clean)
        uow.cases.add(samples.case(CASE, ASKER, outcome=outcome, committee=committee, **theirs))
        uow.cases.add(samples.case("other-case", HELPER, committee=committee))
        uow.cases.follow(CaseId("other-case"), ASKER, NOW)
        uow.solicitations.add(samples.solicitation())
        uow.solicitations.add(samples.solicitation("their-ask", ASKER, "other-case"))
        uow.answers.add(samples.answer(ANSWER, HELPER))
        other: dict[str, Any] = {"case_id": "other-case", "solicitation_id": "their-ask"}
        uow.answers.add(samples.answer("their-answer", ASKER, text=clean, **other))
        uow.answers.vote(samples.vote(ASKER, ANSWER))
        uow.answers.vote(samples.vote(HELPER, "their-answer"))
        uow.answers.add_question(samples.question(QUESTION, HELPER, reply=clean))
        uow.answers.add_question(samples.question("their-question", ASKER, text=clean, **other))
        for place, recipient in [(private, None), (samples.home("group"), ASKER)]:
            notice_id = uow.outbox.add(
                samples.notice(place=place, recipient_id=recipient, details={"x": CANARY})
            )
            uow.outbox.claim(NOW, 60, 9)
            uow.outbox.shown(notice_id, [f"{CANARY}-token"] if place == private else [], NOW)
            uow.outbox.settle(notice_id, Sent(CANARY), NOW)
            uow.outbox.add(samples.notice(place=place, recipient_id=recipient))
        uow.commit()


def test_nothing_of_an_erased_person_is_kept(unit_of_work: UnitOfWorkFactory) -> None:
    fill_with_canaries(unit_of_work)
    assert CANARY in everything_kept(unit_of_work)
    with unit_of_work() as uow:
        uow.professionals.erase(ASKER)
        uow.commit()
    assert CANARY not in everything_kept(unit_of_work)


def test_a_fiche_goes_with_whoever_it_quotes(unit_of_work: UnitOfWorkFactory) -> None:
    """With its asker, and with the author of the answer that unblocked the case."""
    fill_with_canaries(unit_of_work)
    unblocked = Outcome(OutcomeKind.UNBLOCKED, NOW, answer_id=samples.answer("their-answer").id)
    with unit_of_work() as uow:
        uow.cases.update(samples.case("other-case", HELPER, outcome=unblocked))
        for name, case_id, author in (
            ("quoting", "other-case", HELPER),
            ("own", CASE, ASKER),
            ("kept", None, HELPER),
        ):
            uow.fiches.add(
                Fiche(
                    id=FicheId(name),
                    case_id=CaseId(case_id) if case_id else None,
                    author_id=author,
                    text=CleanText("fiche"),
                    themes=(),
                    departement=None,
                    state=FicheState.PUBLISHED,
                    proposed_at=NOW,
                ),
                ["fsl"],
            )
        uow.professionals.erase(ASKER)
        assert [fiche.id for fiche in uow.fiches.of_author(HELPER)] == ["kept"]
        assert uow.fiches.of_author(ASKER) == []


def test_an_erased_person_stays_as_a_number(unit_of_work: UnitOfWorkFactory) -> None:
    fill_with_canaries(unit_of_work)
    with unit_of_work() as uow:
        uow.professionals.erase(ASKER)
        gone = uow.professionals.get(ASKER)
        assert gone is not None
        assert (gone.display_name, gone.standing) == ("", Standing.LEFT)
        assert [p.id for p in uow.professionals.active()] == [HELPER]
        assert uow.accounts.of(ASKER) == []
        assert uow.drafts.by_author(ASKER) == []
        assert [s.id for s in uow.solicitations.of_person(ASKER)] == ["their-ask"]
        (circle,) = uow.circles.all()
        assert (circle.pilots, circle.members) == (frozenset(), frozenset({HELPER}))
        assert uow.answers.votes(CASE) == []
        assert uow.cases.followed_by(ASKER) == []


def test_others_keep_what_is_theirs(unit_of_work: UnitOfWorkFactory) -> None:
    fill_with_canaries(unit_of_work)
    with unit_of_work() as uow:
        others = (uow.professionals.get(HELPER), uow.answers.get(ANSWER), uow.accounts.of(HELPER))
        uow.professionals.erase(ASKER)
        assert others == (
            uow.professionals.get(HELPER),
            uow.answers.get(ANSWER),
            uow.accounts.of(HELPER),
        )
        question = uow.answers.get_question(QUESTION)
        assert question == samples.question(QUESTION, HELPER, reply=None)
        assert [vote.voter_id for vote in uow.answers.votes(samples.case("other-case").id)] == [
            HELPER
        ]


def test_erasing_twice_or_nobody_is_harmless(unit_of_work: UnitOfWorkFactory) -> None:
    fill_with_canaries(unit_of_work)
    with unit_of_work() as uow:
        uow.professionals.erase(ASKER)
        uow.professionals.erase(ASKER)
        uow.professionals.erase(ProfessionalId("nobody"))
        assert uow.professionals.get(ProfessionalId("nobody")) is None


def test_a_farewell_after_the_erasure_still_leaves(unit_of_work: UnitOfWorkFactory) -> None:
    fill_with_canaries(unit_of_work)
    place = Place("webchat", f"{CANARY}-home")
    with unit_of_work() as uow:
        uow.professionals.erase(ASKER)
        uow.outbox.add(samples.notice("farewell", place=place))
        assert [c.notice.kind for c in uow.outbox.claim(NOW, 60, 9)] == ["farewell"]


def test_a_handled_event_leaves_only_its_number(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        for update_id in ("done", "parked"):
            uow.inbox.receive(
                samples.inbound(
                    update_id,
                    at=f"{CANARY}-{update_id}",
                    user=CANARY,
                    event=Said(RawText(CANARY), CANARY),
                )
            )
        done, parked = uow.inbox.claim(NOW, 60, 2)
        uow.inbox.done(done.id)
        uow.inbox.park(parked.id)
        uow.commit()
    assert CANARY not in everything_kept(unit_of_work)
    with unit_of_work() as uow:
        assert uow.inbox.receive(samples.inbound("done")) is False


def test_expired_items_are_listed_in_order(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        for id in ("c", "a", "b"):
            uow.cases.add(samples.case(id, confirmed_at=before(days=99), outcome=None))
        lifetimes = {"case-text": 30, "answer-text": 0}
        assert uow.forgetting.expired(NOW, lifetimes) == [
            ("answer-text", ANSWER),
            *(("case-text", id) for id in ("a", "b", "c")),
        ]

"""The unit of work's promises about cases, solicitations, answers and records."""

from collections.abc import Sequence

import pytest

from bot.domain.answers import AnswerId, QuestionId
from bot.domain.cases import OPEN_STATES, CaseId, CaseState
from bot.domain.circles import CircleId
from bot.domain.drafts import DraftId
from bot.domain.people import ProfessionalId
from bot.domain.records import Act, How
from bot.domain.solicitations import COUNTED, Delivery, Response, SolicitationId
from bot.ports import UnitOfWorkFactory
from tests.contract import samples
from tests.contract.samples import ANSWER, ASKER, CASE, HELPER, NOW, SOLICITATION, after, before


def ids(things: Sequence[object]) -> list[str]:
    return [thing.id for thing in things]  # type: ignore[attr-defined]


def test_cases_of_an_asker_newest_first(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.cases.add(samples.case("newer", confirmed_at=NOW))
        uow.cases.add(samples.case("older", confirmed_at=before(days=9)))
        uow.cases.add(samples.case("theirs", HELPER))
        assert ids(uow.cases.by_asker(ASKER)) == ["newer", CASE, "older"]


def test_cases_come_due_the_longest_overdue_first(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        for id, at in [("now", NOW), ("long-ago", before(days=2)), ("soon", after(seconds=1))]:
            uow.cases.add(samples.case(id, due_at=at, outcome_due_at=at))
        uow.cases.add(samples.case("never", due_at=None, outcome_due_at=None))
        assert uow.cases.due(NOW) == ["long-ago", "now"]
        assert uow.cases.due(NOW, limit=1) == ["long-ago"]
        assert uow.cases.outcome_due(NOW) == ["long-ago", "now"]
        assert uow.cases.outcome_due(NOW, limit=1) == ["long-ago"]


@pytest.mark.parametrize("state", CaseState)
def test_open_cases(unit_of_work: UnitOfWorkFactory, state: CaseState) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.cases.update(samples.case(state=state))
        is_open = state in OPEN_STATES
        assert ids(uow.cases.open_cases()) == ([CASE] if is_open else [])
        assert ids(uow.solicitations.open_of(HELPER)) == ([SOLICITATION] if is_open else [])
        assert bool(uow.solicitations.to_remind(after(days=1))) is is_open


def test_cases_confirmed_since_a_moment_by_age(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.cases.add(samples.case("forgotten", text=None, confirmed_at=NOW))
        uow.cases.add(samples.case("old", confirmed_at=before(days=9)))
        assert ids(uow.cases.confirmed_since(before(days=8))) == [CASE, "forgotten"]
        assert ids(uow.cases.confirmed_since(NOW)) == ["forgotten"]


def test_committees_by_who_called_them(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.cases.add(samples.case("none", committee=None))
        assert ids(uow.cases.called_by(HELPER)) == [CASE]
        assert ids(uow.cases.called_by(ASKER)) == []


def test_who_follows_a_case_follows_it_once(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.cases.add(samples.case("other"))
        assert uow.cases.follow(CASE, HELPER, after(days=1)) is False
        assert uow.cases.follow(CaseId("other"), HELPER, after(days=2)) is True
        assert uow.cases.follow(CASE, ASKER, after(days=3)) is True
        assert uow.cases.followers(CASE) == [HELPER, ASKER]
        assert ids(uow.cases.followed_by(HELPER)) == ["other", CASE]
        assert uow.cases.followers(CaseId("none")) == []


def test_deflections_since_a_moment(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    later = samples.deflection(at=after(days=1), how=How.JOINED, departement=None)
    with unit_of_work() as uow:
        uow.records.deflected(later)
        assert uow.records.deflected_since(NOW) == [samples.deflection(), later]
        assert uow.records.deflected_since(after(hours=1)) == [later]


def test_solicitations_in_the_order_they_were_planned(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        for id, wave, at in [("d", 2, NOW), ("c", 1, NOW), ("a", 2, NOW), ("b", 1, before(days=1))]:
            uow.solicitations.add(samples.solicitation(id, wave=wave, planned_at=at))
        in_order = ["b", SOLICITATION, "c", "a", "d"]
        assert ids(uow.solicitations.of_case(CASE)) == in_order
        assert ids(uow.solicitations.of_person(HELPER)) == in_order
        assert ids(uow.solicitations.of_person(ASKER)) == []


@pytest.mark.parametrize("delivery", Delivery)
def test_what_counts_as_asked(unit_of_work: UnitOfWorkFactory, delivery: Delivery) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.solicitations.update(samples.solicitation(delivery=delivery, planned_at=NOW))
        assert bool(uow.solicitations.since(NOW)) is (delivery in COUNTED)
        assert bool(uow.solicitations.since(after(seconds=1))) is False
        uncertain = delivery is Delivery.UNCERTAIN
        assert bool(uow.solicitations.uncertain()) is uncertain
        assert bool(uow.solicitations.open_of(HELPER)) is (uncertain or delivery is Delivery.SENT)


@pytest.mark.parametrize("response", Response)
def test_what_awaits_a_response(unit_of_work: UnitOfWorkFactory, response: Response) -> None:
    samples.populate(unit_of_work)
    awaited = response in (Response.NONE, Response.LATER)
    with unit_of_work() as uow:
        uow.solicitations.update(samples.solicitation(response=response, remind_at=NOW))
        assert bool(uow.solicitations.open_of(HELPER)) is awaited
        assert bool(uow.solicitations.to_remind(NOW)) is awaited
        assert uow.solicitations.to_remind(before(seconds=1)) == []


def test_reminders_in_the_order_of_their_hours(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.solicitations.add(samples.solicitation("first", remind_at=before(hours=1)))
        uow.solicitations.add(samples.solicitation("never", remind_at=None))
        assert ids(uow.solicitations.to_remind(after(days=1))) == ["first", SOLICITATION]
        assert ids(uow.solicitations.to_remind(after(days=1), limit=1)) == ["first"]


def test_answers_and_questions_in_order(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.answers.add(samples.answer("later", given_at=NOW, withdrawn_at=NOW))
        uow.answers.add(samples.answer("by-asker", ASKER, given_at=before(days=1)))
        uow.answers.add_question(samples.question("before", asked_at=before(days=1)))
        assert ids(uow.answers.of_case(CASE)) == ["by-asker", ANSWER, "later"]
        assert ids(uow.answers.of_author(HELPER)) == [ANSWER, "later"]
        assert ids(uow.answers.questions(CASE)) == ["before", samples.QUESTION]
        assert uow.answers.questions(CaseId("another")) == []


def test_one_person_has_one_voice(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.answers.vote(samples.vote(ASKER, value=-1, at=after(hours=1)))
        uow.answers.vote(samples.vote(HELPER, value=1))
        assert uow.answers.votes(CASE) == [
            samples.vote(HELPER, value=1),
            samples.vote(ASKER, value=-1, at=after(hours=1)),
        ]
        assert uow.answers.votes(CaseId("another")) == []


def test_the_record_counts_answers_that_were_judged(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        for id, of, useful in [("a", HELPER, True), ("b", HELPER, False), ("c", ASKER, False)]:
            uow.answers.add(samples.answer(id, of, marked_useful=useful))
        uow.answers.add(samples.answer("d", HELPER, marked_useful=None))
        assert uow.answers.record([HELPER, ASKER]) == {HELPER: (2, 3), ASKER: (0, 1)}
        assert uow.answers.record([ASKER]) == {ASKER: (0, 1)}
        assert uow.answers.record([]) == {}


def test_nobody_judged_yet(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.answers.update(samples.answer(marked_useful=None))
        assert uow.answers.record([HELPER]) == {}


def test_there_is_always_a_policy_of_defaults(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        assert (uow.policies.current().version, uow.policies.current().values) == (1, {})


def test_the_highest_policy_is_current(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        uow.policies.lock()
        uow.policies.add(samples.policy(3))
        uow.policies.add(samples.policy(2))
        assert uow.policies.current() == samples.policy(3)
        assert [version.version for version in uow.policies.history()] == [3, 2, 1]
        assert uow.policies.get(4) is None


def test_what_happened_since_a_moment(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.cases.add(samples.case("open", closed_at=None, outcome=None))
        uow.cases.add(samples.case("long-closed", closed_at=before(days=9), outcome=None))
        uow.solicitations.add(
            samples.solicitation("lost", planned_at=before(hours=5), delivery=Delivery.UNREACHABLE)
        )
        uow.records.add_wave(samples.wave(2, at=after(hours=1)))
        assert ids(uow.cases.closed_since(before(minutes=3))) == [CASE]
        assert ids(uow.cases.closed_since(after(hours=1))) == []
        assert ids(uow.solicitations.planned_since(before(hours=5))) == ["lost", SOLICITATION]
        assert ids(uow.solicitations.planned_since(before(hours=4))) == [SOLICITATION]
        assert ids(uow.answers.given_since(before(hours=2))) == [ANSWER]
        assert ids(uow.answers.given_since(before(hours=1))) == []
        assert [wave.number for wave in uow.records.waves_since(NOW)] == [1, 2]
        assert [wave.number for wave in uow.records.waves_since(after(hours=1))] == [2]


def test_the_audit_of_one_action_is_read_from_a_moment_on(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    with unit_of_work() as uow:
        for seconds in (3, 1, 2):
            uow.records.audit(samples.audit_entry(action=Act.HOLD_CASE, at=after(seconds=seconds)))
        uow.records.audit(samples.audit_entry(action=Act.RELEASE_CASE, at=after(seconds=3)))
        uow.records.audit(
            samples.audit_entry(
                action=Act.ERASE_PERSON, actor_id=None, subject_id=None, at=after(seconds=3)
            )
        )
        found = uow.records.audited_since(Act.HOLD_CASE, after(seconds=1))
        assert [entry.at for entry in found] == [after(seconds=2), after(seconds=3)]
        (of_the_bot,) = uow.records.audited_since(Act.ERASE_PERSON, NOW)
        assert (of_the_bot.actor_id, of_the_bot.subject_id) == (None, None)


def test_the_audit_is_read_a_page_at_a_time_the_newest_first(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    acts = (Act.HOLD_CASE, Act.WRONG_CODE, Act.RELEASE_CASE, Act.INVITE_MEMBER)
    with unit_of_work() as uow:
        for seconds, act in ((3, acts[0]), (1, acts[1]), (2, acts[2]), (3, acts[3])):
            uow.records.audit(samples.audit_entry(action=act, at=after(seconds=seconds)))

        def read(*page: int, but: Act | None = None) -> list[Act]:
            return [entry.action for entry in uow.records.audited(*page, but=but)]

        assert read(9) == [acts[3], acts[0], acts[2], acts[1]]
        assert read(2) == [acts[3], acts[0]]
        assert read(2, 2) == [acts[2], acts[1]]
        assert read(9, 1, but=Act.WRONG_CODE) == [acts[0], acts[2]]
        assert read(9, 4) == []


def test_feedback_is_counted_over_days(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        for at in (NOW, NOW, after(days=1)):
            uow.records.count_feedback("names", "person", "masked-more", at)
        uow.records.count_feedback("names", "person", "given-back", NOW)
        assert uow.records.feedback() == {
            ("names", "person", "masked-more"): 3,
            ("names", "person", "given-back"): 1,
        }


def test_what_is_unknown_is_none(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        assert uow.professionals.get(ProfessionalId("no")) is None
        assert uow.accounts.find("webchat", "no") is None
        assert uow.cases.get(CaseId("no")) is None
        assert uow.cases.lock(CaseId("no")) is None
        assert uow.solicitations.get(SolicitationId("no")) is None
        assert uow.answers.get(AnswerId("no")) is None
        assert uow.answers.get_question(QuestionId("no")) is None
        assert uow.circles.get(CircleId("no")) is None
        assert uow.drafts.get(DraftId("no")) is None

"""What every unit of work promises: transactions, refusals, and values that come back whole."""

from collections.abc import Callable
from dataclasses import MISSING, fields, replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from bot.domain.answers import AnswerId, QuestionId
from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.delivery import Sent
from bot.domain.drafts import DraftId, Focus, Mode
from bot.domain.inbound import Said
from bot.domain.people import AccountId, ProfessionalId, Standing
from bot.domain.records import Act
from bot.domain.solicitations import Response, SolicitationId
from bot.domain.texts import CleanText, RawText
from bot.ports import ConcurrentChange, UnitOfWork, UnitOfWorkFactory, Unstorable
from tests.contract import samples
from tests.contract.samples import ACCOUNT, ASKER, CASE, DRAFT, HELPER, NOW

Change = Callable[[UnitOfWork], object]
NAIVE = datetime(2026, 3, 29, 1, 0)  # noqa: DTZ001


def test_leaving_without_commit_changes_nothing(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        uow.professionals.add(samples.professional())
        assert uow.professionals.get(ASKER) is not None
    with unit_of_work() as uow:
        assert uow.professionals.get(ASKER) is None


def test_an_error_changes_nothing_and_goes_on(unit_of_work: UnitOfWorkFactory) -> None:
    with pytest.raises(ZeroDivisionError), unit_of_work() as uow:
        uow.outbox.add(samples.notice())
        raise ZeroDivisionError
    with unit_of_work() as uow:
        assert uow.outbox.waiting() == 0


def test_what_follows_a_commit_needs_another(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        uow.outbox.add(samples.notice(at="a"))
        uow.commit()
        uow.outbox.add(samples.notice(at="b"))
        uow.commit()
        uow.outbox.add(samples.notice(at="c"))
    with unit_of_work() as uow:
        assert [c.notice.place.address for c in uow.outbox.claim(NOW, 60, 10)] == ["a", "b"]


def test_one_factory_serves_again_after_a_failure(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with pytest.raises(ConcurrentChange), unit_of_work() as uow:
        uow.cases.add(samples.case())
    with unit_of_work() as uow:
        assert uow.cases.get(CASE) is not None


ROUND_TRIPS: dict[str, tuple[Change, Callable[[UnitOfWork], Any], Any]] = {
    "professional": (
        lambda u: u.professionals.add(samples.professional("p")),
        lambda u: u.professionals.get(ProfessionalId("p")),
        samples.professional("p"),
    ),
    "account": (
        lambda u: u.accounts.add(samples.account("a")),
        lambda u: u.accounts.find("webchat", "user-of-a"),
        samples.account("a"),
    ),
    "account without a home": (
        lambda u: u.accounts.add(samples.account("a", home=None, unreachable_since=None)),
        lambda u: u.accounts.find("webchat", "user-of-a"),
        samples.account("a", home=None, unreachable_since=None),
    ),
    "code": (
        lambda u: u.accounts.save_code(samples.code()),
        lambda u: u.accounts.take_code("12345678"),
        samples.code(),
    ),
    "draft": (
        lambda u: u.drafts.add(samples.draft("d")),
        lambda u: u.drafts.get(DraftId("d")),
        samples.draft("d"),
    ),
    "empty draft": (
        lambda u: u.drafts.add(samples.draft("d", parts=(), themes=(), proposed=None)),
        lambda u: u.drafts.get(DraftId("d")),
        samples.draft("d", parts=(), themes=(), proposed=None),
    ),
    "focus": (
        lambda u: u.drafts.set_focus(ACCOUNT, Focus(DRAFT, Mode.MASKING)),
        lambda u: u.drafts.focus(ACCOUNT),
        Focus(DRAFT, Mode.MASKING),
    ),
    "circle": (
        lambda u: u.circles.add(samples.circle("c")),
        lambda u: u.circles.get(CircleId("c")),
        samples.circle("c"),
    ),
    "circle without a chat": (
        lambda u: u.circles.add(samples.circle("c", chat=None, members=frozenset())),
        lambda u: u.circles.get(CircleId("c")),
        samples.circle("c", chat=None, members=frozenset()),
    ),
    "case": (
        lambda u: u.cases.add(samples.case("c")),
        lambda u: u.cases.get(CaseId("c")),
        samples.case("c"),
    ),
    "forgotten case": (
        lambda u: u.cases.add(samples.case("c", text=None, outcome=None, themes=())),
        lambda u: u.cases.lock(CaseId("c")),
        samples.case("c", text=None, outcome=None, themes=()),
    ),
    "solicitation": (
        lambda u: u.solicitations.add(samples.solicitation("s")),
        lambda u: u.solicitations.get(SolicitationId("s")),
        samples.solicitation("s"),
    ),
    "solicitation of a circle": (
        lambda u: u.solicitations.add(
            samples.solicitation("s", None, circle_id=samples.CIRCLE, structure_id=None)
        ),
        lambda u: u.solicitations.get(SolicitationId("s")),
        samples.solicitation("s", None, circle_id=samples.CIRCLE, structure_id=None),
    ),
    "answer": (
        lambda u: u.answers.add(samples.answer("a")),
        lambda u: u.answers.get(AnswerId("a")),
        samples.answer("a"),
    ),
    "answer not judged": (
        lambda u: u.answers.add(samples.answer("a", marked_useful=None, solicitation_id=None)),
        lambda u: u.answers.get(AnswerId("a")),
        samples.answer("a", marked_useful=None, solicitation_id=None),
    ),
    "question": (
        lambda u: u.answers.add_question(samples.question("q")),
        lambda u: u.answers.get_question(QuestionId("q")),
        samples.question("q"),
    ),
    "policy": (
        lambda u: u.policies.add(samples.policy(2)),
        lambda u: u.policies.get(2),
        samples.policy(2),
    ),
    "wave": (
        lambda u: u.records.add_wave(samples.wave(2)),
        lambda u: u.records.waves_since(NOW)[1],
        samples.wave(2),
    ),
    "audit": (
        lambda u: u.records.audit(samples.audit_entry()),
        lambda u: u.records.audited_since(Act.CHANGE_LIMITS, NOW - timedelta(hours=1))[0],
        samples.audit_entry(),
    ),
    "inbound": (
        lambda u: u.inbox.receive(samples.inbound()),
        lambda u: u.inbox.claim(NOW, 60, 1)[0].inbound,
        samples.inbound(),
    ),
    "notice": (
        lambda u: u.outbox.add(samples.full_notice()),
        lambda u: u.outbox.claim(NOW, 60, 1)[0].notice,
        samples.full_notice(),
    ),
}


@pytest.mark.parametrize("name", ROUND_TRIPS)
def test_what_is_kept_comes_back_whole(unit_of_work: UnitOfWorkFactory, name: str) -> None:
    keep, read, expected = ROUND_TRIPS[name]
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        keep(uow)
        uow.commit()
    with unit_of_work() as uow:
        assert read(uow) == expected


def test_policy_values_keep_their_types(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        uow.policies.add(samples.policy(2))
        uow.commit()
    with unit_of_work() as uow:
        values = uow.policies.current().values
    assert {key: type(value) for key, value in values.items()} == {
        "person_week": int,
        "opens": str,
        "share": float,
        "paused": bool,
    }


@pytest.mark.parametrize(
    "sample",
    [
        samples.professional(standing=Standing.LEFT),
        samples.account(),
        samples.draft(),
        samples.circle(),
        samples.case(),
        samples.solicitation(circle_id=samples.CIRCLE, response=Response.LATER),
        samples.answer(),
        samples.question(),
        samples.full_notice(),
        samples.inbound(),
    ],
    ids=lambda sample: type(sample).__name__,
)
def test_samples_leave_no_field_at_its_default(sample: Any) -> None:
    """So that a field added to the domain and not to storage fails the round trips above."""
    untouched = [
        field.name
        for field in fields(sample)
        if field.default is not MISSING and getattr(sample, field.name) == field.default
    ]
    assert untouched == []


UPDATES: dict[str, tuple[Change, Callable[[UnitOfWork], Any], Any]] = {
    "professional": (
        lambda u: u.professionals.update(samples.professional(ASKER, bio="autre")),
        lambda u: u.professionals.get(ASKER),
        samples.professional(ASKER, bio="autre"),
    ),
    "account": (
        lambda u: u.accounts.update(samples.account(ACCOUNT, home=None)),
        lambda u: u.accounts.find("webchat", f"user-of-{ACCOUNT}"),
        samples.account(ACCOUNT, home=None),
    ),
    "draft": (
        lambda u: u.drafts.update(samples.draft(DRAFT, parts=(RawText("autre"),))),
        lambda u: u.drafts.get(DRAFT),
        samples.draft(DRAFT, parts=(RawText("autre"),)),
    ),
    "circle": (
        lambda u: u.circles.update(samples.circle(members=frozenset({HELPER}))),
        lambda u: u.circles.get(samples.CIRCLE),
        samples.circle(members=frozenset({HELPER})),
    ),
    "case": (
        lambda u: u.cases.update(samples.case(text=None, waves=3)),
        lambda u: u.cases.get(CASE),
        samples.case(text=None, waves=3),
    ),
    "solicitation": (
        lambda u: u.solicitations.update(samples.solicitation(remind_at=None)),
        lambda u: u.solicitations.get(samples.SOLICITATION),
        samples.solicitation(remind_at=None),
    ),
    "answer": (
        lambda u: u.answers.update(samples.answer(text=CleanText("autre"))),
        lambda u: u.answers.get(samples.ANSWER),
        samples.answer(text=CleanText("autre")),
    ),
    "question": (
        lambda u: u.answers.update_question(samples.question(reply=None, replied_at=None)),
        lambda u: u.answers.get_question(samples.QUESTION),
        samples.question(reply=None, replied_at=None),
    ),
}


@pytest.mark.parametrize("name", UPDATES)
def test_an_update_replaces_every_field(unit_of_work: UnitOfWorkFactory, name: str) -> None:
    change, read, expected = UPDATES[name]
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        change(uow)
        uow.commit()
    with unit_of_work() as uow:
        assert read(uow) == expected


@pytest.mark.parametrize("name", UPDATES)
def test_updating_what_is_not_there_says_so(unit_of_work: UnitOfWorkFactory, name: str) -> None:
    with unit_of_work() as uow:
        uow.professionals.add(samples.professional("somebody-else"))
        uow.commit()
    change, _, _ = UPDATES[name]
    # A reference to nothing may be noticed first: both say that it cannot be.
    with pytest.raises((ConcurrentChange, Unstorable)), unit_of_work() as uow:
        change(uow)


TAKEN: dict[str, Change] = {
    "professional": lambda u: u.professionals.add(samples.professional()),
    "account": lambda u: u.accounts.add(samples.account(ACCOUNT, HELPER, user="other")),
    "user of a channel": lambda u: u.accounts.add(samples.account("new", user="user-of-account")),
    "user of a channel, changed": lambda u: u.accounts.update(
        samples.account("helper-account", HELPER, user="user-of-account")
    ),
    "draft": lambda u: u.drafts.add(samples.draft()),
    "circle": lambda u: u.circles.add(samples.circle()),
    "case": lambda u: u.cases.add(samples.case()),
    "solicitation": lambda u: u.solicitations.add(samples.solicitation()),
    "answer": lambda u: u.answers.add(samples.answer()),
    "question": lambda u: u.answers.add_question(samples.question()),
    "policy": lambda u: u.policies.add(samples.policy(1)),
    "wave": lambda u: u.records.add_wave(samples.wave(1)),
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_key_is_taken_once(unit_of_work: UnitOfWorkFactory, name: str) -> None:
    samples.populate(unit_of_work)
    with pytest.raises(ConcurrentChange), unit_of_work() as uow:
        TAKEN[name](uow)


NOBODY = "nobody"
REFERENCES: dict[str, Change] = {
    "account": lambda u: u.accounts.add(samples.account("new", NOBODY)),
    "code": lambda u: u.accounts.save_code(samples.code(of=NOBODY)),
    "draft": lambda u: u.drafts.add(samples.draft("new", NOBODY)),
    "focus on no draft": lambda u: u.drafts.set_focus(ACCOUNT, Focus(DraftId("no"))),
    "focus of no account": lambda u: u.drafts.set_focus(AccountId("no"), Focus(DRAFT)),
    "circle": lambda u: u.circles.add(
        samples.circle("new", members=frozenset({ProfessionalId(NOBODY)}))
    ),
    "case": lambda u: u.cases.add(samples.case("new", NOBODY)),
    "solicitation of nobody": lambda u: u.solicitations.add(samples.solicitation("new", NOBODY)),
    "solicitation for no case": lambda u: u.solicitations.add(
        samples.solicitation("new", for_case="no")
    ),
    "answer": lambda u: u.answers.add(samples.answer("new", case_id="no")),
    "vote": lambda u: u.answers.vote(samples.vote(on="no")),
    "question": lambda u: u.answers.add_question(samples.question("new", NOBODY)),
    "wave": lambda u: u.records.add_wave(samples.wave(2, case_id="no")),
}


@pytest.mark.parametrize("name", REFERENCES)
def test_nothing_refers_to_nothing(unit_of_work: UnitOfWorkFactory, name: str) -> None:
    samples.populate(unit_of_work)
    with pytest.raises(Unstorable), unit_of_work() as uow:
        REFERENCES[name](uow)


NAIVES: dict[str, Change] = {
    "professional": lambda u: u.professionals.add(samples.professional("n", joined_at=NAIVE)),
    "account": lambda u: u.accounts.add(samples.account("n", linked_at=NAIVE)),
    "code": lambda u: u.accounts.save_code(replace(samples.code(), expires_at=NAIVE)),
    "draft": lambda u: u.drafts.add(samples.draft("n", expires_at=NAIVE)),
    "case": lambda u: u.cases.add(samples.case("n", due_at=NAIVE)),
    "case, changed": lambda u: u.cases.update(samples.case(deadline_at=NAIVE)),
    "solicitation": lambda u: u.solicitations.add(samples.solicitation("n", planned_at=NAIVE)),
    "answer": lambda u: u.answers.add(samples.answer("n", given_at=NAIVE)),
    "vote": lambda u: u.answers.vote(samples.vote(at=NAIVE)),
    "question": lambda u: u.answers.add_question(samples.question("n", asked_at=NAIVE)),
    "policy": lambda u: u.policies.add(samples.policy(created_at=NAIVE)),
    "wave": lambda u: u.records.add_wave(samples.wave(2, at=NAIVE)),
    "audit": lambda u: u.records.audit(samples.audit_entry(at=NAIVE)),
    "feedback": lambda u: u.records.count_feedback("names", "person", "masked", NAIVE),
    "inbound": lambda u: u.inbox.receive(samples.inbound(received_at=NAIVE)),
    "inbox claim": lambda u: u.inbox.claim(NAIVE, 60, 1),
    "notice": lambda u: u.outbox.add(samples.notice(due_at=NAIVE)),
    "outbox claim": lambda u: u.outbox.claim(NAIVE, 60, 1),
    "settle": lambda u: u.outbox.settle(u.outbox.add(samples.notice()), Sent("m"), NAIVE),
    "requeue": lambda u: u.outbox.requeue(u.outbox.add(samples.notice()), NAIVE),
    "due cases": lambda u: u.cases.due(NAIVE),
    "past": lambda u: u.solicitations.since(NAIVE),
}


@pytest.mark.parametrize("name", NAIVES)
def test_a_naive_moment_is_refused(unit_of_work: UnitOfWorkFactory, name: str) -> None:
    samples.populate(unit_of_work)
    with pytest.raises(Unstorable, match="naive"), unit_of_work() as uow:
        NAIVES[name](uow)


@pytest.mark.parametrize("bad", ["SECRET\0", "SECRET\ud800"], ids=["nul", "surrogate"])
@pytest.mark.parametrize(
    "keep",
    [
        lambda u, bad: u.professionals.add(samples.professional("n", bio=bad)),
        lambda u, bad: u.professionals.add(samples.professional("n", publics=(bad,))),
        lambda u, bad: u.cases.update(samples.case(text=CleanText(bad))),
        lambda u, bad: u.answers.add(samples.answer("n", text=CleanText(bad))),
        lambda u, bad: u.outbox.add(samples.notice(details={"reason": bad})),
        lambda u, bad: u.records.audit(samples.audit_entry(details={bad: 1})),
        lambda u, bad: u.outbox.shown(u.outbox.add(samples.notice()), [bad], NOW),
    ],
    ids=["text", "list", "case", "answer", "details", "name of a detail", "token"],
)
def test_a_text_no_database_holds_is_refused_unquoted(
    unit_of_work: UnitOfWorkFactory, keep: Callable[[UnitOfWork, str], None], bad: str
) -> None:
    samples.populate(unit_of_work)
    with pytest.raises(Unstorable) as refusal, unit_of_work() as uow:
        keep(uow, bad)
    assert "SECRET" not in str(refusal.value)
    assert "SECRET" not in repr(refusal.value)


@pytest.mark.parametrize("odd", ["\0", "\ud800", "", "x" * 100_000, "é\U0001f600" * 50_000])
def test_a_raw_text_holds_anything(unit_of_work: UnitOfWorkFactory, odd: str) -> None:
    """What people type is kept as typed until it is screened or refused in words."""
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.drafts.add(samples.draft("odd", parts=(RawText(odd),), masked_more=(odd,)))
        uow.inbox.receive(samples.inbound(event=Said(RawText(odd), "m")))
        uow.commit()
    with unit_of_work() as uow:
        draft = uow.drafts.get(DraftId("odd"))
        assert draft is not None
        assert (draft.parts, draft.masked_more) == ((RawText(odd),), (odd,))
        event = uow.inbox.claim(NOW, 60, 1)[0].inbound.event
        assert event == Said(RawText(odd), "m")


@pytest.mark.parametrize("long", ["x" * 100_000, "é\U0001f600" * 50_000, ""])
def test_a_clean_text_of_any_length(unit_of_work: UnitOfWorkFactory, long: str) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.cases.update(samples.case(text=CleanText(long)))
        uow.commit()
    with unit_of_work() as uow:
        case = uow.cases.get(CASE)
        assert case is not None
        assert case.text == CleanText(long)


def test_a_moment_elsewhere_is_the_same_moment(unit_of_work: UnitOfWorkFactory) -> None:
    elsewhere = NOW.astimezone(timezone(timedelta(hours=-9, minutes=-30)))
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.cases.update(samples.case(due_at=elsewhere))
        uow.commit()
    with unit_of_work() as uow:
        case = uow.cases.get(CASE)
        assert case is not None
        assert case.due_at == NOW
        assert uow.cases.due(NOW) == [CASE]
        assert uow.cases.due(NOW - timedelta(microseconds=1)) == []

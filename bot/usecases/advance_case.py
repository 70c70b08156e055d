"""Look at a case again: let it leave, plan the next wave, or end the search.

Slots are reserved in the same unit of work that plans them, under a lock (R2); everything that
decided the wave is recorded, so that it can be planned again (R6).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.answers import Answer, AnswerId
from bot.domain.calendar import Hours, open_between
from bot.domain.cases import Case, CaseId, CaseState
from bot.domain.circles import Circle, CircleId
from bot.domain.doubts import Trial
from bot.domain.estimates import Chance, fatigue
from bot.domain.limits.ask import Ask, Asked
from bot.domain.limits.checks import Checks
from bot.domain.limits.history import History
from bot.domain.matching import Match
from bot.domain.people import Account, Professional, ProfessionalId
from bot.domain.policy import Policy
from bot.domain.recording import inputs_to_json, plan_to_json, with_limits
from bot.domain.records import WaveRecord
from bot.domain.solicitations import (
    COUNTED,
    REFUSALS,
    Delivery,
    Response,
    Solicitation,
)
from bot.domain.vocabulary import structure_kinds
from bot.domain.waves import (
    Candidate,
    CaseView,
    ChatCandidate,
    Ending,
    WavePlan,
    plan_wave,
)
from bot.ports import UnitOfWork
from bot.usecases.asked import asked, chat_asked, past_asks
from bot.usecases.end_search import end_search
from bot.usecases.join_case import cases_alike
from bot.usecases.keep_informed import show_progress
from bot.usecases.lessons import was_read_again
from bot.usecases.matchmaking import Matchmaking
from bot.usecases.pause_network import wait_for_restart
from bot.usecases.read_again import read_again
from bot.usecases.read_digest import read_digest
from bot.usecases.solicit import ask_circle, ask_person
from bot.usecases.world import World, current_policy, hours_in, hours_of

DIGITS = 6
"""Of a match and of a chance: they are estimates, and every wave keeps those of everybody."""


def advance_case(
    uow: UnitOfWork, world: World, case_id: CaseId, matchmaking: Matchmaking
) -> WavePlan | None:
    """Do what is due for the case; ``None`` when nothing is."""
    uow.policies.lock()
    case = uow.cases.lock(case_id)
    if case is None or case.due_at is None or case.due_at > world.now:
        return None
    if case.state not in (CaseState.CONFIRMED, CaseState.SEEKING):
        uow.cases.update(replace(case, due_at=None))
        return None
    if current_policy(uow).paused:
        wait_for_restart(uow, world, case)
        return None
    case = read_again(uow, world, replace(case, state=CaseState.SEEKING), matchmaking)
    search = _Search.of(uow, world, case, matchmaking)
    plan = search.plan()
    if plan.ends is Ending.NOBODY_LEFT and not search.case.needs_anyone:
        # Nobody near enough is left: look at those who know it from elsewhere before giving up.
        further = replace(search.case, needs_anyone=True)
        search = _Search.of(uow, world, further, matchmaking)
        plan = search.plan()
    case = search.case
    if plan.asks or plan.chats:
        case = search.solicit(plan)
    if plan.ends is not None:
        end_search(uow, world, case, plan.ends, free_again_at=plan.look_again_at)
        return plan
    case = replace(case, due_at=plan.look_again_at)
    uow.cases.update(case)
    show_progress(uow, world, case, plan.reason)
    return plan


@dataclass(frozen=True, slots=True)
class _Search:
    """One case's search, as everything stands now."""

    uow: UnitOfWork
    world: World
    case: Case
    policy: Policy
    members: Mapping[ProfessionalId, Professional]
    reachable: Mapping[ProfessionalId, Account]
    history: History
    solicitations: Sequence[Solicitation]
    matchmaking: Matchmaking
    matches: Sequence[Match]
    alike: frozenset[CaseId]

    @classmethod
    def of(cls, uow: UnitOfWork, world: World, case: Case, matchmaking: Matchmaking) -> "_Search":
        members = {person.id: person for person in uow.professionals.active()}
        accounts = uow.accounts.of_all(members)
        policy = current_policy(uow)
        recently = world.now - timedelta(days=policy.alike_days)
        return cls(
            uow=uow,
            world=world,
            case=case,
            policy=_for(case, policy),
            members=members,
            reachable={
                account.professional_id: account
                for account in reversed(accounts)
                if account.home is not None and account.unreachable_since is None
            },
            history=History.of(past_asks(uow, world)),
            solicitations=uow.solicitations.of_case(case.id),
            matchmaking=matchmaking,
            matches=matchmaking.rank(
                uow, world.now, case, list(members.values()), _hours_of_search(uow, world, case)
            ),
            alike=cases_alike(
                case,
                (*uow.cases.closed_since(recently), *uow.cases.open_cases()),
                matchmaking.stem,
            ),
        )

    def plan(self) -> WavePlan:
        checks = Checks(self.policy, self._about(), self.history, self.world.now)
        reached = (match for match in self.matches if self._can_reach(match))
        candidates = [self._candidate(match, checks) for match in reached]
        inputs = (
            self.policy,
            self._view(checks.network_room(self.policy.most_asks)),
            candidates,
            self.world.now,
            self.world.chance.seed(),
            self._hours(),
            self._chats(checks),
        )
        plan = plan_wave(*inputs)
        if plan.asks or plan.chats:
            self.uow.records.add_wave(
                WaveRecord(
                    case_id=self.case.id,
                    number=self.case.waves + 1,
                    at=self.world.now,
                    policy_version=self.uow.policies.current().version,
                    seed=inputs[4],
                    inputs=with_limits(
                        inputs_to_json(*inputs),
                        self._about(),
                        [self._asked(candidate.professional_id) for candidate in candidates],
                        [chat_asked(c, self.policy, self.world) for c in self._circles()],
                    ),
                    plan=plan_to_json(plan),
                )
            )
        return plan

    def solicit(self, plan: WavePlan) -> Case:
        """Reserve the slots of the plan and write down the messages that ask."""
        wave = self.case.waves + 1
        for person_id in plan.asks:
            home = self.reachable[person_id].home
            assert home is not None
            ask_person(self.uow, self.world, self.case, self.members[person_id], home, wave=wave)
        for circle_id in plan.chats:
            circle = self.uow.circles.get(circle_id)
            assert circle is not None
            ask_circle(self.uow, self.world, self.case, circle, wave=wave)
        return replace(self.case, waves=wave)

    def _about(self) -> Ask:
        return Ask(self.case.id, self.case.asker_id, self.case.themes, self.alike)

    def _can_reach(self, match: Match) -> bool:
        person_id = ProfessionalId(match.professional_id)
        return (
            person_id in self.members and person_id in self.reachable and not self._lost(person_id)
        )

    def _lost(self, asked_id: ProfessionalId | CircleId) -> bool:
        """Whether an ask about this case never arrived there: it is not tried a second time."""
        return any(
            ask.delivery is Delivery.UNREACHABLE
            and asked_id in (ask.professional_id, ask.circle_id)
            for ask in self.solicitations
        )

    def _candidate(self, match: Match, checks: Checks) -> Candidate:
        person = self.members[ProfessionalId(match.professional_id)]
        kind = structure_kinds().get(person.structure.kind)
        return Candidate(
            professional_id=person.id,
            score=round(match.score, DIGITS),
            chance=round(self._worth(person.id, match.score).useful_answer, DIGITS),
            verdict=checks.verdict(self._asked(person.id)),
            level=match.level,
            structure_kind=person.structure.kind,
            silo=kind.silo if kind else "",
            invisible=kind.invisible if kind else False,
            newcomer=not self.history.of_person(person.id),
            structure_id=person.structure.id,
            structure_room=checks.structure_room(person.structure.id),
        )

    def _asked(self, person_id: ProfessionalId) -> Asked:
        return asked(self.members[person_id], self.policy, self.world)

    def _circles(self) -> list[Circle]:
        """Circles whose chat may be asked about the case."""
        return [
            circle
            for circle in self.uow.circles.all()
            if circle.chat is not None and _concerns(circle, self.case)
        ]

    def _chats(self, checks: Checks) -> list[ChatCandidate]:
        return [
            ChatCandidate(
                circle.id,
                circle.members,
                checks.verdict(chat_asked(circle, self.policy, self.world)),
            )
            for circle in self._circles()
            if not self._lost(circle.id)
        ]

    def _hours(self) -> Hours:
        return _hours_of_search(self.uow, self.world, self.case)

    def _worth(self, person_id: ProfessionalId, match: float) -> Chance:
        """What asking this person now is expected to bring, as past asks taught it."""
        tired = fatigue(self.history.of_person(person_id), self.world.now)
        return self.matchmaking.experience.chance(person_id, self.case.themes, match, tired)

    def _alive(self, counted: Sequence[Solicitation]) -> float:
        """Asks awaiting a response; a silence of open hours makes each count for less."""
        hours, now = self._hours(), self.world.now
        waits = [
            open_between(hours, s.planned_at, now) for s in counted if s.response is Response.NONE
        ]
        return self.matchmaking.experience.delays.alive(
            waits, self.policy.haste(urgent=self.case.urgent)
        )

    def _view(self, room: int) -> CaseView:
        counted = [s for s in self.solicitations if s.delivery in COUNTED]
        read = read_digest(self.uow, self.case, self.matchmaking)
        empty = {left.answer_id for left in read.digest.left_out}
        return CaseView(
            case_id=self.case.id,
            confirmed_at=self.case.confirmed_at,
            deadline_at=self.case.deadline_at,
            urgent=self.case.urgent,
            waves_so_far=self.case.waves,
            asked=len(counted),
            alive=self._alive(counted),
            # An answer counts until the asker says otherwise, unless it says nothing.
            answered=sum(
                answer.marked_useful is None and answer.id not in empty
                for answer in read.answers.values()
            ),
            useful=sum(answer.marked_useful is True for answer in read.answers.values()),
            refused=sum(
                s.response in REFUSALS or s.delivery is Delivery.UNREACHABLE
                for s in self.solicitations
            ),
            last_wave_at=max((s.planned_at for s in counted), default=None),
            trust=self._trust(counted, read.answers),
            room=room,
        )

    def _trust(self, counted: Sequence[Solicitation], answers: Mapping[AnswerId, Answer]) -> float:
        """What silences, refusals and the time left leave of the chances seen in profiles."""
        experience, hours, now = self.matchmaking.experience, self._hours(), self.world.now
        matches = {match.professional_id: match.score for match in self.matches}
        judged = {answer.solicitation_id: answer.marked_useful for answer in answers.values()}
        trials = [
            Trial(
                self._worth(ask.professional_id, matches[ask.professional_id]).answer,
                open_between(hours, ask.planned_at, ask.responded_at or now),
                ask.response is Response.ANSWERED,
                ask.response is Response.NOT_MY_FIELD,
                judged.get(ask.id),
            )
            for ask in counted
            if ask.professional_id in matches and ask.themes == self.case.themes
        ]
        again = was_read_again(self.case, counted)
        trust = experience.doubts.trust(trials, experience.delays, read_again=again)
        passed = experience.delays.passed
        deadline = self.case.deadline_at
        in_time = passed(open_between(hours, now, deadline))
        in_all = passed(open_between(hours, self.case.leaves_at, deadline))
        return trust * in_time / in_all if in_all else trust


def _hours_of_search(uow: UnitOfWork, world: World, case: Case) -> Hours:
    """In which a search waits: the asker's."""
    policy = current_policy(uow)
    asker = uow.professionals.get(case.asker_id)
    if asker is None:
        return hours_in("75", "Europe/Paris", policy, world)
    return hours_of(asker, policy, world)


def _for(case: Case, policy: Policy) -> Policy:
    """The aims of a search that its asker widened; limits are never touched."""
    rounds = 1 + case.wanted_more
    return replace(
        policy,
        wanted_answers=min(50, policy.wanted_answers * rounds),
        wanted_useful=min(20, policy.wanted_useful * rounds),
        most_asks=min(1000, policy.most_asks * rounds),
    )


def _concerns(circle: Circle, case: Case) -> bool:
    """Whether a circle works on what the case is about, where it is."""
    here = circle.departement is None or circle.departement == case.departement
    return here and bool(set(circle.themes) & set(case.themes))

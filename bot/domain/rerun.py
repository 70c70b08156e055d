"""Go through the recorded past again, in the order of time, under changed limits.

The engine of `bot.domain.what_if`. `check` and `plan_wave` decide; what people did is as recorded
for whoever was asked, and drawn at their own rate for whoever was not.
"""

import heapq
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from bot.domain.calendar import Hours, open_between
from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.delays import Delays
from bot.domain.ledger import Ledger
from bot.domain.limits import Asked, ChatAsked, PastAsk, check, network_room, structure_room
from bot.domain.people import ProfessionalId
from bot.domain.policy import Policy, Value
from bot.domain.recording import KEY, Ranked, Seen, Written, hours_under
from bot.domain.records import WaveRecord
from bot.domain.solicitations import COUNTED, REFUSALS, Response, Solicitation
from bot.domain.verdicts import Refused, Verdict
from bot.domain.waves import Candidate, CaseView, ChatCandidate, plan_among, unpromising

DOUBT = 4.0
"""Asks at the usual rate that somebody is credited with before their own are counted."""

PAUSE = timedelta(minutes=15)
"""A search that differs never looks again sooner than that, unless something happens."""

STEADY = frozenset({"person-gap", "person-day", "person-week", "person-month", "person-open"})
"""Refusals that hold until their date whatever the case, unless an ask of the same person closes
or stops counting."""

USUAL_DELAYS = Delays()
"""Before any is learnt: what a search that differs takes for the silence of its asks."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Its asker ended the case: always, or only thanks to the answer of whoever `thanks_to` is."""

    at: datetime
    thanks_to: str | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What happened between two moments.

    Parameters
    ----------
    waves
        Recorded, in any order; those without what the limits saw are left as they were.
    asks
        Of the same time and of the month before it, whatever became of them.
    """

    since: datetime
    until: datetime
    waves: Sequence[WaveRecord]
    asks: Sequence[Solicitation]
    stops: Mapping[CaseId, Stop] = field(default_factory=dict)

    @property
    def readable(self) -> list[WaveRecord]:
        """Waves that can be decided again."""
        return [wave for wave in self.waves if f'"{KEY}":{{' in wave.inputs]


@dataclass(frozen=True, slots=True)
class Made:
    """One ask that was, or would have been, made and counted.

    Parameters
    ----------
    who
        A professional's id, or a circle's for its chat.
    supposed
        Chance of an answer, for an ask that was never made.
    """

    case_id: CaseId
    who: str
    at: datetime
    supposed: float = 0.0


def who_of(ask: Solicitation) -> str:
    """A professional's id, or a circle's for its chat."""
    return ask.professional_id or ask.circle_id or ""


@dataclass(slots=True)
class _Ask:
    """One ask of a run, as it stands; `silent` is the open time that it waited until `seen_at`."""

    now: PastAsk
    made_at: datetime
    seen_at: datetime
    counted: bool = True
    answered: bool = False
    refused: bool = False
    silent: timedelta = timedelta()


@dataclass(slots=True)
class _Search:
    """One case of a run, under the limits tried; `differs` once it goes another way than recorded.

    The rest is as its last recorded wave has it; people are read when somebody is needed.
    """

    written: Written
    policy: Policy
    ranked: Ranked
    case: CaseView
    hours: Hours
    differs: bool
    asks: dict[str, _Ask] = field(default_factory=dict)
    waves: int = 0
    due: datetime | None = None
    over: bool = False
    never: dict[ProfessionalId, Refused] = field(default_factory=dict)
    """Refused for this case without a date: until an ask stops counting, whoever's it was."""
    _seen: Seen | None = None

    def read(self, written: Written, policy: Policy) -> None:
        """Go on from a later wave."""
        if (written.seen_text, policy) != (self.written.seen_text, self.policy):
            self._seen = None
            self.never.clear()
        self.written, self.policy, self.ranked = written, policy, written.ranked()
        self.case = _case(written, policy)
        hours = hours_under(policy.opens, policy.closes, written.hours)
        if hours != self.hours:
            self.hours = hours
            for ask in self.asks.values():
                ask.silent, ask.seen_at = timedelta(), ask.made_at

    @property
    def seen(self) -> Seen:
        """What the limits saw."""
        if self._seen is None:
            self._seen = self.written.seen(self.policy)
        return self._seen


@dataclass(frozen=True, slots=True)
class _Checked:
    """The limits, checked again on whoever is looked at."""

    rerun: "Rerun"
    search: _Search
    case: CaseView
    blocked: Mapping[ProfessionalId, Refused]
    now: datetime

    def verdict(self, candidate: Candidate) -> Verdict:
        person = candidate.professional_id
        known = self.search.never.get(person)
        if known is None and person not in self.search.asks:
            known = self.blocked.get(person)
        if known is not None and (known.until is None or known.until > self.now):
            return known
        hopeless = unpromising(self.search.policy, self.case, candidate)
        return hopeless or self.rerun.check_person(self.search, person)

    def structure_room(self, candidate: Candidate) -> int:
        return self.rerun.structure_room(self.search, candidate)

    def room(self) -> int | None:
        return None if self.case.room is None else self.rerun.network_room(self.search)


class Rerun:
    """One pass over the past.

    Parameters
    ----------
    changes
        Numbers put in the place of those in force on each day.
    modelled
        Work out every case from its first wave on, instead of from its first difference on.

    Attributes
    ----------
    made
        Asks that counted, in order.
    """

    def __init__(self, past: Past, changes: Mapping[str, Value], *, modelled: bool = False) -> None:
        self._past = past
        self._changes = dict(changes)
        self._modelled = modelled
        self._policies: dict[str, Policy] = {}
        self._blocked: defaultdict[int, dict[ProfessionalId, Refused]] = defaultdict(dict)
        self._ledger = Ledger()
        self._searches: dict[CaseId, _Search] = {}
        self._events: list[tuple[datetime, int, int, Callable[[], None]]] = []
        self._numbers = count()
        self._now = past.since
        self._recorded: dict[tuple[CaseId, str], Solicitation] = {}
        self._planned: defaultdict[tuple[CaseId, datetime], set[str]] = defaultdict(set)
        self._usual = _Usual(past.asks)
        self.made: list[Made] = []

    def run(self) -> "Rerun":
        """Go through it all."""
        waves = self._past.readable
        planned = {(wave.case_id, wave.at) for wave in waves}
        for ask in self._past.asks:
            if (ask.case_id, ask.planned_at) in planned:
                self._recorded[ask.case_id, who_of(ask)] = ask
                self._planned[ask.case_id, ask.planned_at].add(who_of(ask))
            else:
                self._at(ask.planned_at, partial(self._given, ask))
        for wave in waves:
            self._at(wave.at, partial(self._wave, wave), plans=True)
        while self._events and self._events[0][0] <= self._past.until:
            self._now, _, _, happen = heapq.heappop(self._events)
            happen()
        return self

    @property
    def cases(self) -> int:
        return len(self._searches)

    @property
    def cases_changed(self) -> int:
        """Cases that went another way than recorded."""
        return sum(search.differs for search in self._searches.values())

    def _at(self, moment: datetime, happen: Callable[[], None], *, plans: bool = False) -> None:
        """At one moment, what becomes of asks comes first, then the plans that see it."""
        heapq.heappush(self._events, (moment, int(plans), next(self._numbers), happen))

    # What is decided again

    def _wave(self, wave: WaveRecord) -> None:
        search = self._searches.get(wave.case_id)
        if search is not None and search.over:
            return
        written = Written(wave.inputs)
        policy = self._tried(written)
        if search is None:
            hours = hours_under(policy.opens, policy.closes, written.hours)
            case = _case(written, policy)
            ranked = written.ranked()
            search = _Search(written, policy, ranked, case, hours, differs=self._modelled)
            self._searches[wave.case_id] = search
        else:
            search.read(written, policy)
        self._look(search)

    def _look(self, search: _Search) -> None:
        case, seed = search.case, search.written.seed
        if search.differs:
            if self._stopped(search):
                self._end(search)
                return
            case, seed = self._view(search), seed + search.waves
        plan = plan_among(
            search.policy,
            case,
            search.ranked,
            _Checked(self, search, case, self._blocked[id(search.policy)], self._now),
            self._now,
            seed,
            search.hours,
            self._chats(search),
        )
        wanted = {*plan.asks, *plan.chats}
        search.differs = search.differs or wanted != self._planned[case.case_id, self._now]
        for circle in plan.chats:
            self._ask(search, circle, None)
        for person in plan.asks:
            self._ask(search, person, search.seen.person(person))
        search.waves += bool(wanted)
        if not search.differs:
            return
        if plan.ends is not None:
            self._end(search)
        elif plan.look_again_at is not None:
            self._look_at(search, max(plan.look_again_at, self._now + PAUSE))

    def _look_at(self, search: _Search, moment: datetime) -> None:
        search.due = moment

        def look() -> None:
            if search.due == moment and not search.over:
                search.due = None
                self._look(search)

        self._at(moment, look, plans=True)

    def _chats(self, search: _Search) -> Iterator[ChatCandidate]:
        for chat in search.written.chats():
            who = search.seen.chat(chat.circle_id)
            yield replace(chat, verdict=self._check(search, who))

    def check_person(self, search: _Search, person: ProfessionalId) -> Verdict:
        """What the limits tried say of somebody now; a refusal that lasts is kept."""
        verdict = self._check(search, search.seen.person(person))
        if isinstance(verdict, Refused):
            if verdict.until is None:
                search.never[person] = verdict
            elif verdict.reason in STEADY:
                self._blocked[id(search.policy)][person] = verdict
        return verdict

    def network_room(self, search: _Search) -> int:
        """How many the whole network may still be asked now."""
        history = self._ledger.history
        return network_room(search.policy, search.seen.about, history, self._now)

    def structure_room(self, search: _Search, candidate: Candidate) -> int:
        """How many of somebody's structure may still be asked about the case now."""
        assert candidate.structure_id is not None
        return structure_room(
            search.policy,
            candidate.structure_id,
            search.seen.about,
            self._ledger.history,
            self._now,
        )

    def _check(self, search: _Search, who: Asked | ChatAsked) -> Verdict:
        return check(search.policy, who, search.seen.about, self._ledger.history, self._now)

    def _tried(self, written: Written) -> Policy:
        known = self._policies.get(written.policy_text)
        if known is None:
            values = {**written.policy.values(), **self._changes}
            known = self._policies[written.policy_text] = Policy.from_values(values)
        return known

    def _view(self, search: _Search) -> CaseView:
        """How far a case has come that went another way."""
        recorded, policy = search.case, search.policy
        awaited: list[_Ask] = []
        asked = answered = refused = 0
        last: datetime | None = None
        for ask in search.asks.values():
            answered += ask.answered
            refused += ask.refused or not ask.counted
            if ask.counted:
                asked += 1
                last = ask.made_at if last is None else max(last, ask.made_at)
                if not (ask.answered or ask.refused):
                    awaited.append(ask)
        return CaseView(
            case_id=recorded.case_id,
            confirmed_at=recorded.confirmed_at,
            deadline_at=recorded.deadline_at,
            urgent=recorded.urgent,
            waves_so_far=search.waves,
            asked=asked,
            alive=USUAL_DELAYS.alive(
                self._waits(search, awaited), policy.haste(urgent=recorded.urgent)
            ),
            answered=answered,
            refused=refused,
            last_wave_at=last,
            trust=recorded.trust,
            room=recorded.room,
        )

    def _waits(self, search: _Search, awaited: Iterable[_Ask]) -> Iterator[timedelta]:
        """Open time since each ask was made: what it was at the last look, and what has passed."""
        passed: dict[datetime, timedelta] = {}
        for ask in awaited:
            since = ask.seen_at
            if since not in passed:
                passed[since] = open_between(search.hours, since, self._now)
            ask.silent += passed[since]
            ask.seen_at = self._now
            yield ask.silent

    def _stopped(self, search: _Search) -> bool:
        stop = self._past.stops.get(search.case.case_id)
        if stop is None or stop.at > self._now:
            return False
        return stop.thanks_to is None or stop.thanks_to in search.asks

    def _end(self, search: _Search) -> None:
        search.over = True
        for ask in search.asks.values():
            if ask.now.open:
                self._close(ask)

    # What becomes of asks

    def _ask(self, search: _Search, who: str, person: Asked | None) -> None:
        """Ask a professional, or a circle's chat."""
        about = search.seen.about
        running = _Ask(
            PastAsk(
                at=self._now,
                professional_id=person.professional_id if person else None,
                structure_id=person.structure_id if person else None,
                circle_id=None if person else CircleId(who),
                themes=about.themes,
                asker_id=about.asker_id,
                case_id=about.case_id,
                open=True,
            ),
            self._now,
            self._now,
        )
        search.asks[who] = running
        recorded = self._recorded.get((about.case_id, who))
        supposed = 0.0 if recorded else self._usual.answers(who)
        if recorded is None or recorded.delivery in COUNTED:
            self.made.append(Made(about.case_id, who, self._now, supposed))
        self._ledger.add(running.now)
        if recorded is not None:
            self._follow(running, recorded, self._now - recorded.planned_at)
        elif self._usual.answers_this(about.case_id, who):
            answer = partial(self._respond, running, Response.ANSWERED)
            self._at(self._now + self._usual.delay, answer)

    def _given(self, ask: Solicitation) -> None:
        """An ask that no wave planned: before the time looked at, or handed on by a colleague."""
        if ask.planned_at >= self._past.since and ask.delivery in COUNTED:
            self.made.append(Made(ask.case_id, who_of(ask), ask.planned_at))
        running = _Ask(_planned(ask), ask.planned_at, ask.planned_at)
        search = self._searches.get(ask.case_id)
        if search is not None:
            search.asks[who_of(ask)] = running
        self._ledger.add(running.now)
        self._follow(running, ask, timedelta())

    def _follow(self, running: _Ask, ask: Solicitation, shift: timedelta) -> None:
        """Let an ask become what it became, as much later or earlier as it was made."""
        freed = freed_at(ask)
        if freed is not None:
            self._at(freed + shift, partial(self._free, running))
        elif ask.delivered_at is not None and ask.delivered_at != ask.planned_at:
            left = ask.delivered_at + shift
            self._at(left, partial(self._leave, running, left))
        if ask.responded_at is not None and ask.response is not Response.NONE:
            self._at(ask.responded_at + shift, partial(self._respond, running, ask.response))

    def _free(self, running: _Ask) -> None:
        self._ledger.remove(running.now)
        self._unblock(running)
        for search in self._searches.values():
            search.never.clear()
        running.counted = False
        self._look_soon(running)

    def _respond(self, running: _Ask, response: Response) -> None:
        search = self._searches.get(running.now.case_id)
        if response is Response.LAPSED and search is not None and search.differs:
            return  # the case did not end then
        running.answered = response is Response.ANSWERED
        running.refused = response in REFUSALS
        if response is not Response.LATER:
            self._close(running)
        self._look_soon(running)

    def _leave(self, running: _Ask, at: datetime) -> None:
        """From when it left, an ask counts from then."""
        if running.counted and running.now.open:
            self._ledger.remove(running.now)
            running.now = replace(running.now, at=at)
            self._ledger.add(running.now)

    def _close(self, running: _Ask) -> None:
        ask = running.now
        closed = PastAsk(
            ask.at,
            ask.professional_id,
            ask.structure_id,
            ask.circle_id,
            ask.themes,
            ask.asker_id,
            ask.case_id,
            open=False,
        )
        if running.counted:
            self._ledger.close(running.now, closed)
        self._unblock(running)
        running.now = closed

    def _unblock(self, running: _Ask) -> None:
        """Check anew whoever was refused because of this ask."""
        person = running.now.professional_id
        if person is not None:
            for blocked in self._blocked.values():
                blocked.pop(person, None)

    def _look_soon(self, running: _Ask) -> None:
        """A case that went another way is looked at again when something happens to it."""
        search = self._searches.get(running.now.case_id)
        if search is not None and search.differs and not search.over:
            self._look_at(search, self._now)


def freed_at(ask: Solicitation) -> datetime | None:
    """When an ask stopped counting; ``None`` for one that counts."""
    if ask.delivery in COUNTED:
        return None
    return ask.responded_at or ask.delivered_at or ask.planned_at


class _Usual:
    """What to suppose of whoever was not asked: their own rate, and the delay of most."""

    def __init__(self, asks: Iterable[Solicitation]) -> None:
        self._asked: Counter[str] = Counter()
        self._answered: Counter[str] = Counter()
        waited = []
        for ask in asks:
            self._asked[who_of(ask)] += 1
            if ask.response is Response.ANSWERED and ask.responded_at is not None:
                self._answered[who_of(ask)] += 1
                waited.append(ask.responded_at - ask.planned_at)
        self.delay = sorted(waited)[len(waited) // 2] if waited else timedelta(hours=8)
        self._rate = self._answered.total() / max(1, self._asked.total())

    def answers(self, who: str) -> float:
        """Chance that this person, or this chat, answers an ask."""
        return (self._answered[who] + DOUBT * self._rate) / (self._asked[who] + DOUBT)

    def answers_this(self, case_id: CaseId, who: str) -> bool:
        """Whether they are supposed to answer on this case: always the same for the same ask."""
        chance = random.Random(f"{case_id} {who}")  # noqa: S311  the same ask, the same draw
        return chance.random() < self.answers(who)


def _case(written: Written, tried: Policy) -> CaseView:
    """A recorded case, with the time that the limits tried leave it."""
    more = timedelta(hours=tried.deadline_hours - written.policy.deadline_hours)
    case = written.case
    return replace(case, deadline_at=case.deadline_at + more) if more else case


def _planned(ask: Solicitation) -> PastAsk:
    """An ask, as the limits saw it when it was planned."""
    return PastAsk(
        at=ask.planned_at,
        professional_id=ask.professional_id,
        structure_id=ask.structure_id,
        circle_id=ask.circle_id,
        themes=ask.themes,
        asker_id=ask.asker_id,
        case_id=ask.case_id,
        open=True,
    )

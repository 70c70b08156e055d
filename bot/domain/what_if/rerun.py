"""Go through the recorded past again, in the order of time, under changed limits.

`check` and `plan_among` decide; what people did is as recorded for whoever was asked, and drawn at
their own rate for whoever was not.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.limits.ask import Asked
from bot.domain.limits.history import PastAsk
from bot.domain.limits.ledger import Ledger
from bot.domain.policy import Policy, Value
from bot.domain.solicitations import COUNTED, REFUSALS, Response, Solicitation
from bot.domain.waves import CaseView, ChatCandidate, WavePlan, plan_among
from bot.domain.what_if.checked import Checked
from bot.domain.what_if.past import Chronicle, Made, freed_at
from bot.domain.what_if.search import ALREADY, RunAsk, Search, Tried
from bot.domain.written import Written

PAUSE = timedelta(minutes=15)
"""A search that differs never looks again sooner than that, unless something happens."""


def go_through(past: Chronicle, *runs: "Rerun") -> None:
    """Take runs through the past side by side: each recorded wave is read once, for all of them."""
    read: dict[CaseId, Written] = {}
    to_come = Counter(wave.case_id for wave in past.waves)
    for wave in past.waves:
        if wave.at > past.until:
            break
        written = Written(wave.inputs, read.pop(wave.case_id, None))
        to_come[wave.case_id] -= 1
        if to_come[wave.case_id]:
            read[wave.case_id] = written
        for run in runs:
            run.reach(wave.at)
            run.decide(wave.case_id, written, last=not to_come[wave.case_id])
    for run in runs:
        run.finish()


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
    cases, cases_changed
        How many were gone through, and how many went another way than recorded.
    """

    def __init__(
        self, past: Chronicle, changes: Mapping[str, Value], *, modelled: bool = False
    ) -> None:
        self._past = past
        self._changes = dict(changes)
        self._modelled = modelled
        self._tried: dict[str, Tried] = {}
        self._ledger = Ledger()
        self._searches: dict[CaseId, Search] = {}
        self._events: list[tuple[datetime, int, int, Callable[[], None]]] = []
        self._numbers = count()
        self._now = past.since
        self._over: set[CaseId] = set()
        self.made: list[Made] = []
        self.cases = self.cases_changed = 0
        for ask in past.given:
            self._at(ask.planned_at, partial(self._given, ask))

    def reach(self, moment: datetime) -> None:
        """Let happen whatever comes before a wave recorded at that moment."""
        events, before = self._events, (moment, 1)
        while events and events[0] < before:
            self._now, _, _, happen = heapq.heappop(events)
            happen()
        self._now = moment

    def finish(self) -> None:
        """Let happen what is left of the time looked at."""
        while self._events and self._events[0][0] <= self._past.until:
            self._now, _, _, happen = heapq.heappop(self._events)
            happen()
        self._events.clear()

    def _at(self, moment: datetime, happen: Callable[[], None], *, plans: bool = False) -> None:
        """At one moment, what becomes of asks comes first, then the plans that see it."""
        heapq.heappush(self._events, (moment, int(plans), next(self._numbers), happen))

    # What is decided again

    def decide(self, case_id: CaseId, written: Written, *, last: bool) -> None:
        """Decide a recorded wave again, now; `last` of its case."""
        if case_id in self._over:
            return
        tried = self._under(written)
        search = self._searches.get(case_id)
        if search is None:
            search = Search.beginning(written, tried, self._now, differs=self._modelled)
            self._searches[case_id] = search
            self.cases += 1
            self.cases_changed += search.differs
        else:
            search.go_on(written, tried)
        self._look(search)
        if last and not search.differs:
            del self._searches[case_id]

    def _look(self, search: Search) -> None:
        case, seed = search.case, search.written.seed
        if search.differs:
            if self._stopped(search):
                self._end(search)
                return
            case, seed = search.view(self._now), seed + search.waves
        plan = self._plan(search, case, seed)
        wanted = {*plan.asks, *plan.chats}
        if not search.differs and wanted != self._past.planned(case.case_id, self._now):
            search.depart()
            self.cases_changed += 1
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

    def _plan(self, search: Search, case: CaseView, seed: int) -> WavePlan:
        """Plan without those whom a kept refusal passes over; when nobody is left to ask, what
        counts is when somebody is free, and whoever may be the first is checked anew."""
        plan, all_seen = self._plan_once(search, case, seed)
        if not (all_seen or plan.asks or plan.chats):
            plan, _ = self._plan_once(search, case, seed, nobody=True)
        return plan

    def _plan_once(
        self, search: Search, case: CaseView, seed: int, *, nobody: bool = False
    ) -> tuple[WavePlan, bool]:
        policy, blocked = search.tried.policy, search.tried.blocked
        limits = Checked(search, case, self._ledger.history, self._now, blocked, nobody=nobody)
        chats = self._chats(search, limits)
        plan = plan_among(policy, case, limits, limits, self._now, seed, search.hours, chats)
        blocked.update(limits.steady)
        return plan, not limits.left_out

    def _look_at(self, search: Search, moment: datetime) -> None:
        search.due = moment

        def look() -> None:
            if search.due == moment and not search.over:
                search.due = None
                self._look(search)

        self._at(moment, look, plans=True)

    def _chats(self, search: Search, limits: Checked) -> Iterator[ChatCandidate]:
        for chat in search.written.chats():
            if chat.circle_id not in search.never:
                who = search.seen.chat(chat.circle_id)
                yield chat._replace(verdict=limits.checks.verdict(who))

    def _under(self, written: Written) -> Tried:
        """The limits tried on the day of a wave."""
        known = self._tried.get(written.policy_text)
        if known is None:
            values = {**written.policy.values(), **self._changes}
            known = self._tried[written.policy_text] = Tried(Policy.from_values(values))
        return known

    def _stopped(self, search: Search) -> bool:
        stop = self._past.stops.get(search.case.case_id)
        if stop is None or stop.at > self._now:
            return False
        return stop.thanks_to is None or stop.thanks_to in search.asks

    def _end(self, search: Search) -> None:
        search.over = True
        self._over.add(search.case.case_id)
        del self._searches[search.case.case_id]
        for ask in search.asks.values():
            if ask.now.open:
                self._close(ask)

    # What becomes of asks

    def _ask(self, search: Search, who: str, person: Asked | None) -> None:
        """Ask a professional, or a circle's chat."""
        about = search.seen.about
        running = RunAsk(
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
        )
        search.asks[who] = running
        search.never[who] = ALREADY
        recorded = self._past.ask(about.case_id, who)
        supposed = 0.0 if recorded else self._past.supposed.answers(who)
        if recorded is None or recorded.delivery in COUNTED:
            self.made.append(Made(about.case_id, who, self._now, supposed))
        self._ledger.add(running.now)
        if recorded is not None:
            self._follow(running, recorded, self._now - recorded.planned_at)
        elif self._past.supposed.answers_this(about.case_id, who):
            answer = partial(self._respond, running, Response.ANSWERED)
            self._at(self._now + self._past.supposed.delay, answer)

    def _given(self, ask: Solicitation) -> None:
        """An ask that no wave planned: before the time looked at, or handed on by a colleague."""
        if ask.planned_at >= self._past.since and ask.delivery in COUNTED:
            self.made.append(Made(ask.case_id, ask.asked_id, ask.planned_at))
        running = RunAsk(_planned(ask), ask.planned_at)
        search = self._searches.get(ask.case_id)
        if search is not None:
            search.asks[ask.asked_id] = running
        self._ledger.add(running.now)
        self._follow(running, ask, timedelta())

    def _follow(self, running: RunAsk, ask: Solicitation, shift: timedelta) -> None:
        """Let an ask become what it became, as much later or earlier as it was made."""
        freed = freed_at(ask)
        if freed is not None:
            self._at(freed + shift, partial(self._free, running))
        elif ask.delivered_at is not None and ask.delivered_at != ask.planned_at:
            left = ask.delivered_at + shift
            self._at(left, partial(self._leave, running, left))
        if ask.responded_at is None or ask.response is Response.NONE:
            return
        if not self._ends_otherwise(ask.case_id, ask.response):
            self._at(ask.responded_at + shift, partial(self._respond, running, ask.response))

    def _free(self, running: RunAsk) -> None:
        self._ledger.remove(running.now)
        self._unblock(running.now)
        self._unblock_structures()
        running.counted = False
        for search in self._searches.values():
            search.forget()
        self._look_soon(running)

    def _respond(self, running: RunAsk, response: Response) -> None:
        if self._ends_otherwise(running.now.case_id, response):
            return
        running.answered = response is Response.ANSWERED
        running.refused = response in REFUSALS
        if response is not Response.LATER and running.now.open:
            self._close(running)
        self._look_soon(running)

    def _ends_otherwise(self, case_id: CaseId, response: Response) -> bool:
        """Whether an ask was said to lapse when its case ended, but that does not end then."""
        if response is not Response.LAPSED:
            return False
        search = self._searches.get(case_id)
        return search is not None and search.differs

    def _leave(self, running: RunAsk, at: datetime) -> None:
        """From when it left, an ask counts from then."""
        if running.counted and running.now.open:
            self._ledger.remove(running.now)
            running.now = running.now._replace(at=at)
            self._ledger.add(running.now)

    def _close(self, running: RunAsk) -> None:
        closed = running.now._replace(open=False)
        if running.counted:
            self._ledger.close(running.now, closed)
        self._unblock(running.now, "person-open")
        running.now = closed

    def _unblock(self, ask: PastAsk, reason: str = "") -> None:
        """Check anew whoever was refused because of this ask; for one reason, or for any."""
        person = ask.professional_id
        if person is not None:
            for tried in self._tried.values():
                known = tried.blocked.get(person)
                if known is not None and reason in ("", known.reason):
                    del tried.blocked[person]

    def _unblock_structures(self) -> None:
        """Check anew whoever was refused because of their colleagues."""
        for tried in self._tried.values():
            kept = tried.blocked.items()
            tried.blocked = {who: r for who, r in kept if r.reason != "structure-week"}

    def _look_soon(self, running: RunAsk) -> None:
        """A case that went another way is looked at again when something happens to it."""
        search = self._searches.get(running.now.case_id)
        if search is not None and search.differs and not search.over:
            self._look_at(search, self._now)


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

"""Whether a person, or the chat of a circle, may be asked about a case now, or why not (R6)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain

from bot.domain.calendar import Hours, next_open
from bot.domain.limits.ask import Ask, Asked, ChatAsked
from bot.domain.limits.history import History, PastAsk
from bot.domain.limits.weekly_cap import person_week
from bot.domain.limits.windows import DAY, MONTH, WEEK, fitting, gap, window, within
from bot.domain.people import ProfessionalId, StructureId
from bot.domain.policy import Policy
from bot.domain.verdicts import Allowed, Refused, Verdict

_ALLOWED = Allowed()


def check(
    policy: Policy, who: Asked | ChatAsked, about: Ask, history: History, now: datetime
) -> Verdict:
    """Whether this person, or this circle's chat, may be asked about this now."""
    return Checks(policy, about, history, now).verdict(who)


class Checks:
    """What the limits say about one case at one moment; what holds for anybody is found once."""

    def __init__(self, policy: Policy, about: Ask, history: History, now: datetime) -> None:
        self._policy, self._about, self._history, self._now = policy, about, history, now
        same = history.of_case(about.case_id)
        alike = (ask for case in about.alike for ask in history.of_case(case))
        self._asked = {ask.professional_id or ask.circle_id for ask in same}
        self._asked_alike = {ask.professional_id for ask in alike}
        self._structures = [ask.structure_id for ask in same]
        self._by_network: Sequence[Refused] | None = None
        self._hours: Hours | None = None
        self._opens_at = now

    def verdict(self, who: Asked | ChatAsked) -> Verdict:
        """Whether this person, or this circle's chat, may be asked.

        Every rule is tried. Of several refusals the one that lasts longest is given, so that
        nothing but a new event stands in the way once `until` has come; rules without a date come
        first.
        """
        rules = self._person_rules(who) if isinstance(who, Asked) else self._chat_rules(who)
        worst: Refused | None = None
        for refusal in filter(None, chain(rules, self._network_refusals())):
            if refusal.until is None:
                return refusal
            if worst is None or worst.until is None or refusal.until > worst.until:
                worst = refusal
        if worst is not None and worst.until is not None:
            return Refused(worst.reason, next_open(who.hours, worst.until), worst.details)
        opening = self._opening(who.hours)
        return _ALLOWED if opening <= self._now else Refused("quiet-hours", opening)

    def structure_room(self, structure_id: StructureId) -> int:
        """How many people of one structure may still be asked."""
        asks = self._history.of_structure(structure_id)
        case = self._policy.structure_case - self._structures.count(structure_id)
        week = self._policy.structure_week - within(asks, WEEK, self._now)
        return max(0, min(case, week))

    def network_room(self, wanted: int) -> int:
        """How many of the wanted asks the limits of the whole network still allow."""
        policy, history, now = self._policy, self._history, self._now
        room = fitting(wanted, history.of_network(), policy.network_day, DAY, now)
        for theme in self._about.themes:
            room = fitting(room, history.of_theme(theme), policy.theme_week, WEEK, now)
        if room:
            self._by_network = ()  # where there is room, they refuse nobody
        return room

    def network_frees(self) -> datetime:
        """When the limits of the whole network let somebody be asked again, as far as is known."""
        dates = (refusal.until for refusal in self._network_refusals())
        return max(filter(None, dates), default=self._now)

    def _opening(self, hours: Hours) -> datetime:
        """The next open moment; most people keep the hours of whoever was checked before."""
        if hours is not self._hours:
            self._hours, self._opens_at = hours, next_open(hours, self._now)
        return self._opens_at

    def _network_refusals(self) -> Sequence[Refused]:
        """What the limits of the whole network refuse, to anybody."""
        if self._by_network is None:
            policy, history, now = self._policy, self._history, self._now
            tried = [
                window("theme-week", history.of_theme(theme), policy.theme_week, WEEK, now)
                for theme in self._about.themes
            ]
            day = window("network-day", history.of_network(), policy.network_day, DAY, now)
            self._by_network = [refusal for refusal in (*tried, day) if refusal is not None]
        return self._by_network

    def _person_rules(self, who: Asked) -> tuple[Refused | None, ...]:
        policy, now, person = self._policy, self._now, who.professional_id
        own = self._history.of_person(person)
        return (
            None if who.standing_active else Refused("not-active"),
            Refused("asker") if person == self._about.asker_id else None,
            Refused("already-asked") if person in self._asked else None,
            Refused("already-asked-alike") if person in self._asked_alike else None,
            _later("paused", who.paused_until, now),
            _later("cooling", who.cooling_until, now),
            gap("person-gap", own, policy.min_gap_hours, now),
            window("person-day", own, policy.person_day, DAY, now),
            person_week(policy, who, own, now),
            window("person-month", own, policy.person_month, MONTH, now),
            _open_asks(policy, own, now),
            _pair(policy, own, self._about.asker_id, now),
            *self._structure_rules(who.structure_id),
        )

    def _structure_rules(self, structure_id: StructureId | None) -> tuple[Refused | None, ...]:
        if structure_id is None:
            return ()
        asks = self._history.of_structure(structure_id)
        return (
            _colleagues(self._policy, self._structures.count(structure_id)),
            window("structure-week", asks, self._policy.structure_week, WEEK, self._now),
        )

    def _chat_rules(self, who: ChatAsked) -> tuple[Refused | None, ...]:
        policy, now = self._policy, self._now
        own = self._history.of_circle(who.circle_id)
        return (
            Refused("already-asked") if who.circle_id in self._asked else None,
            gap("circle-gap", own, policy.circle_chat_gap_hours, now),
            window("circle-week", own, policy.circle_chat_week, WEEK, now),
        )


def _pair(
    policy: Policy, own: Sequence[PastAsk], asker_id: ProfessionalId, now: datetime
) -> Refused | None:
    if len(own) < policy.pair_month:
        return None
    pair = [ask for ask in own if ask.asker_id == asker_id]
    return window("pair-month", pair, policy.pair_month, MONTH, now)


def _open_asks(policy: Policy, own: Sequence[PastAsk], now: datetime) -> Refused | None:
    """An open ask ends with its case: at the latest when the search for it does."""
    awaiting = [ask for ask in own if ask.open]
    if len(awaiting) < policy.person_open:
        return None
    ends = awaiting[-policy.person_open].at + timedelta(hours=policy.deadline_hours)
    details = {"cap": policy.person_open, "count": len(awaiting)}
    return Refused("person-open", max(ends, now), details)


def _colleagues(policy: Policy, asked: int) -> Refused | None:
    if asked < policy.structure_case:
        return None
    return Refused("structure-case", details={"cap": policy.structure_case, "count": asked})


def _later(rule: str, until: datetime | None, now: datetime) -> Refused | None:
    return Refused(rule, until) if until is not None and until > now else None

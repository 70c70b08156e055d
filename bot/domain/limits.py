"""No one is asked beyond their limit: a pure decision from policy, history and `now` (R2, R3).

Windows are rolling. An ask dated after `now` counts as well, so setting a clock back frees
nobody.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from bot.domain.calendar import Hours, next_open
from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.people import ProfessionalId, StructureId
from bot.domain.policy import Policy
from bot.domain.solicitations import Response
from bot.domain.verdicts import Allowed, Refused, Verdict

DAY = timedelta(hours=24)
WEEK = timedelta(days=7)
MONTH = timedelta(days=31)


class PastAsk(NamedTuple):
    """One counted solicitation. Exactly one of `professional_id` and `circle_id` is set.

    A tuple, as `Asked` is, because a what-if makes them by the hundred thousand.

    Parameters
    ----------
    at
        When it set out, or else when its slot was reserved.
    open
        Whether a response is still awaited.
    """

    at: datetime
    professional_id: ProfessionalId | None
    structure_id: StructureId | None
    circle_id: CircleId | None
    themes: tuple[str, ...]
    asker_id: ProfessionalId
    case_id: CaseId
    open: bool
    response: Response = Response.NONE


class Asked(NamedTuple):
    """A person, as the limits see them.

    Parameters
    ----------
    standing_active
        False for whoever left or was removed.
    """

    professional_id: ProfessionalId
    hours: Hours
    structure_id: StructureId | None = None
    weekly_cap: int | None = None
    paused_until: datetime | None = None
    cooling_until: datetime | None = None
    standing_active: bool = True
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChatAsked:
    """The chat of a circle: asking there is one ask, whoever reads it."""

    circle_id: CircleId
    hours: Hours


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody would be asked about.

    Parameters
    ----------
    alike
        Near-identical cases: whoever was asked about one is not asked about this one.
    """

    case_id: CaseId
    asker_id: ProfessionalId
    themes: tuple[str, ...] = ()
    alike: frozenset[CaseId] = frozenset()


Key = tuple[str, ...]
"""What a limit counts by: a person, a structure, a theme..."""

_ALLOWED = Allowed()
_NETWORK: Key = ("network",)
_date = attrgetter("at")
_NOTHING: tuple[PastAsk, ...] = ()
_FOLD_AFTER = 512


@dataclass(frozen=True, slots=True)
class History:
    """Counted asks, indexed by every key that a limit counts (`keys_of`).

    Immutable: `adding` shares all but the touched buckets. Each bucket is ordered by date.
    """

    _base: Mapping[Key, Sequence[PastAsk]] = field(
        default_factory=lambda: MappingProxyType({}), repr=False
    )
    _fresh: Mapping[Key, Sequence[PastAsk]] = field(
        default_factory=lambda: MappingProxyType({}), repr=False
    )

    @classmethod
    def of(cls, asks: Iterable[PastAsk]) -> "History":
        """Index these asks, in any order."""
        buckets: dict[Key, list[PastAsk]] = {}
        for ask in sorted(asks, key=_date):
            for key in keys_of(ask):
                buckets.setdefault(key, []).append(ask)
        return cls({key: tuple(bucket) for key, bucket in buckets.items()})

    def adding(self, ask: PastAsk) -> "History":
        """The same history with one more ask."""
        return self._with({key: _inserted(self._bucket(key), ask) for key in keys_of(ask)})

    def replacing(self, ask: PastAsk, by: PastAsk) -> "History":
        """The same history once this ask was responded to, lapsed or moved.

        Raises
        ------
        ValueError
            When `ask` is not in it.
        """
        without = {key: _removed(self._bucket(key), ask) for key in keys_of(ask)}
        return self._with(without).adding(by)

    def of_person(self, professional_id: ProfessionalId) -> Sequence[PastAsk]:
        """Asks of one person, the oldest first."""
        return self._bucket(("person", professional_id))

    def of_structure(self, structure_id: StructureId) -> Sequence[PastAsk]:
        return self._bucket(("structure", structure_id))

    def of_circle(self, circle_id: CircleId) -> Sequence[PastAsk]:
        return self._bucket(("circle", circle_id))

    def of_theme(self, theme: str) -> Sequence[PastAsk]:
        return self._bucket(("theme", theme))

    def of_case(self, case_id: CaseId) -> Sequence[PastAsk]:
        return self._bucket(("case", case_id))

    def of_network(self) -> Sequence[PastAsk]:
        """Every ask, of people and of circles' chats."""
        return self._bucket(_NETWORK)

    def _bucket(self, key: Key) -> Sequence[PastAsk]:
        fresh = self._fresh.get(key)
        return self._base.get(key, _NOTHING) if fresh is None else fresh

    def _with(self, changed: Mapping[Key, Sequence[PastAsk]]) -> "History":
        fresh = {**self._fresh, **changed}
        if len(fresh) > _FOLD_AFTER:
            return History({**self._base, **fresh})
        return History(self._base, fresh)


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
        self._shared: Sequence[Refused] | None = None
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
        for refusal in filter(None, chain(rules, self.shared())):
            if refusal.until is None:
                return refusal
            if worst is None or worst.until is None or refusal.until > worst.until:
                worst = refusal
        if worst is not None and worst.until is not None:
            return Refused(worst.reason, next_open(who.hours, worst.until), worst.details)
        opening = self._opening(who.hours)
        return _ALLOWED if opening <= self._now else Refused("quiet-hours", opening)

    def _opening(self, hours: Hours) -> datetime:
        """The next open moment; most people keep the hours of whoever was checked before."""
        if hours is not self._hours:
            self._hours, self._opens_at = hours, next_open(hours, self._now)
        return self._opens_at

    def structure_room(self, structure_id: StructureId) -> int:
        """How many people of one structure may still be asked."""
        asks = self._history.of_structure(structure_id)
        case = self._policy.structure_case - self._structures.count(structure_id)
        week = self._policy.structure_week - _within(asks, WEEK, self._now)
        return max(0, min(case, week))

    def network_room(self) -> int:
        """How many asks the limits of the whole network still allow."""
        policy, history, now = self._policy, self._history, self._now
        left = [policy.network_day - _within(history.of_network(), DAY, now)]
        left += [
            policy.theme_week - _within(history.of_theme(theme), WEEK, now)
            for theme in self._about.themes
        ]
        return max(0, min(left))

    def shared(self) -> Sequence[Refused]:
        """Refusals by the limits of the whole network."""
        if self._shared is None:
            policy, history, now = self._policy, self._history, self._now
            tried = [
                _window("theme-week", history.of_theme(theme), policy.theme_week, WEEK, now)
                for theme in self._about.themes
            ]
            day = _window("network-day", history.of_network(), policy.network_day, DAY, now)
            self._shared = [refusal for refusal in (*tried, day) if refusal is not None]
        return self._shared

    def _person_rules(self, who: Asked) -> tuple[Refused | None, ...]:
        policy, now, person = self._policy, self._now, who.professional_id
        own = self._history.of_person(person)
        pair = [ask for ask in own if ask.asker_id == self._about.asker_id]
        return (
            None if who.standing_active else Refused("not-active"),
            Refused("asker") if person == self._about.asker_id else None,
            Refused("already-asked") if person in self._asked else None,
            Refused("already-asked-alike") if person in self._asked_alike else None,
            _later("paused", who.paused_until, now),
            _later("cooling", who.cooling_until, now),
            _gap("person-gap", own, policy.min_gap_hours, now),
            _window("person-day", own, policy.person_day, DAY, now),
            _person_week(policy, who, own, now),
            _window("person-month", own, policy.person_month, MONTH, now),
            _open_asks(policy, own, now),
            _window("pair-month", pair, policy.pair_month, MONTH, now),
            *self._structure_rules(who.structure_id),
        )

    def _structure_rules(self, structure_id: StructureId | None) -> tuple[Refused | None, ...]:
        if structure_id is None:
            return ()
        asks = self._history.of_structure(structure_id)
        return (
            _colleagues(self._policy, self._structures.count(structure_id)),
            _window("structure-week", asks, self._policy.structure_week, WEEK, self._now),
        )

    def _chat_rules(self, who: ChatAsked) -> tuple[Refused | None, ...]:
        policy, now = self._policy, self._now
        own = self._history.of_circle(who.circle_id)
        return (
            Refused("already-asked") if who.circle_id in self._asked else None,
            _gap("circle-gap", own, policy.circle_chat_gap_hours, now),
            _window("circle-week", own, policy.circle_chat_week, WEEK, now),
        )


def weekly_cap(policy: Policy, who: Asked, now: datetime) -> tuple[int, str]:
    """How many asks a week this person accepts, and the rule that says so."""
    cap, rule = policy.person_week, "person-week"
    if who.weekly_cap is not None and who.weekly_cap < cap:
        cap, rule = who.weekly_cap, "own-cap"
    if policy.newcomer_week < cap:
        new_until = _new_until(policy, who)
        if new_until is not None and now < new_until:
            cap, rule = policy.newcomer_week, "newcomer-week"
    return cap, rule


def halved(policy: Policy, cap: int | None) -> int:
    """The own weekly cap of a person after "less often".

    Never brought under 1: below that, the honest offer is a pause. Never raised either: whoever
    already accepts none keeps to none.
    """
    if cap == 0:
        return 0
    current = policy.person_week if cap is None else min(cap, policy.person_week)
    return max(1, current // 2)


def _person_week(
    policy: Policy, who: Asked, own: Sequence[PastAsk], now: datetime
) -> Refused | None:
    cap, rule = weekly_cap(policy, who, now)
    refusal = _window(rule, own, cap, WEEK, now)
    if refusal is None or refusal.until is not None or rule != "newcomer-week":
        return refusal
    # A newcomer's cap of zero ends with the gentle start; an own cap of zero does not.
    return Refused(rule, _new_until(policy, who), refusal.details)


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


def _window(
    rule: str, asks: Sequence[PastAsk], cap: int, span: timedelta, now: datetime
) -> Refused | None:
    """At most `cap` asks in any `span`: refuse until the cap-th latest is older than that."""
    if cap == 0:
        return Refused(rule, details={"cap": 0, "count": 0})
    if len(asks) < cap or (frees := asks[-cap].at + span) <= now:
        return None
    return Refused(rule, frees, {"cap": cap, "count": _within(asks, span, now)})


def _within(asks: Sequence[PastAsk], span: timedelta, now: datetime) -> int:
    return len(asks) - bisect_right(asks, now - span, key=_date)


def _gap(rule: str, asks: Sequence[PastAsk], hours: int, now: datetime) -> Refused | None:
    if not asks or (ends := asks[-1].at + timedelta(hours=hours)) <= now:
        return None
    return Refused(rule, ends, {"hours": hours})


def _later(rule: str, until: datetime | None, now: datetime) -> Refused | None:
    return Refused(rule, until) if until is not None and until > now else None


def _new_until(policy: Policy, who: Asked) -> datetime | None:
    return who.joined_at and who.joined_at + timedelta(days=policy.newcomer_days)


def _inserted(bucket: Sequence[PastAsk], ask: PastAsk) -> tuple[PastAsk, ...]:
    if not bucket or bucket[-1].at <= ask.at:
        return (*bucket, ask)
    grown = list(bucket)
    insort(grown, ask, key=_date)
    return tuple(grown)


def _removed(bucket: Sequence[PastAsk], ask: PastAsk) -> tuple[PastAsk, ...]:
    place = bucket.index(ask, bisect_left(bucket, ask.at, key=_date))
    return (*bucket[:place], *bucket[place + 1 :])


def keys_of(ask: PastAsk) -> Iterator[Key]:
    """Every key that an ask is counted under."""
    yield _NETWORK
    for theme in ask.themes:
        yield ("theme", theme)
    if ask.circle_id is not None:
        yield ("circle", ask.circle_id)
    if ask.structure_id is not None:
        yield ("structure", ask.structure_id)
    if ask.professional_id is not None:
        yield ("person", ask.professional_id)
    yield ("case", ask.case_id)

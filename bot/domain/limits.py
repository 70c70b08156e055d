"""No one is asked beyond their limit: a pure decision from policy, history and `now` (R2, R3).

Windows are rolling. An ask dated after `now` counts as well, so setting a clock back frees
nobody.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

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


@dataclass(frozen=True, slots=True)
class PastAsk:
    """One counted solicitation. Exactly one of `professional_id` and `circle_id` is set.

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


@dataclass(frozen=True, slots=True)
class Asked:
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

_NETWORK: Key = ("network",)
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

    def of_pair(
        self, asker_id: ProfessionalId, professional_id: ProfessionalId
    ) -> Sequence[PastAsk]:
        return self._bucket(("pair", asker_id, professional_id))

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
    """Whether this person, or this circle's chat, may be asked about this now.

    Every rule is tried. Of several refusals the one that lasts longest is given, so that nothing
    but a new event stands in the way once `until` has come; rules without a date come first.
    """
    rules = (
        _person_rules(policy, who, about, history, now)
        if isinstance(who, Asked)
        else _chat_rules(policy, who, about, history, now)
    )
    worst: Refused | None = None
    for refusal in rules:
        if refusal is None:
            continue
        if refusal.until is None:
            return refusal
        if worst is None or worst.until is None or refusal.until > worst.until:
            worst = refusal
    if worst is not None and worst.until is not None:
        return Refused(worst.reason, next_open(who.hours, worst.until), worst.details)
    opening = next_open(who.hours, now)
    return Allowed() if opening <= now else Refused("quiet-hours", opening)


def weekly_cap(policy: Policy, who: Asked, now: datetime) -> tuple[int, str]:
    """How many asks a week this person accepts, and the rule that says so."""
    cap, rule = policy.person_week, "person-week"
    if who.weekly_cap is not None and who.weekly_cap < cap:
        cap, rule = who.weekly_cap, "own-cap"
    new_until = _new_until(policy, who)
    if new_until is not None and now < new_until and policy.newcomer_week < cap:
        cap, rule = policy.newcomer_week, "newcomer-week"
    return cap, rule


def structure_room(
    policy: Policy, structure_id: StructureId, about: Ask, history: History, now: datetime
) -> int:
    """How many people of one structure may still be asked about this now."""
    asks = history.of_structure(structure_id)
    same = _about_case(asks, about)
    left = policy.structure_week - _within(asks, WEEK, now)
    return max(0, min(policy.structure_case - same, left))


def network_room(policy: Policy, about: Ask, history: History, now: datetime) -> int:
    """How many asks about this the limits of the whole network still allow now."""
    left = [policy.network_day - _within(history.of_network(), DAY, now)]
    left += [
        policy.theme_week - _within(history.of_theme(theme), WEEK, now) for theme in about.themes
    ]
    return max(0, min(left))


def halved(policy: Policy, cap: int | None) -> int:
    """The own weekly cap of a person after "less often".

    Never brought under 1: below that, the honest offer is a pause. Never raised either: whoever
    already accepts none keeps to none.
    """
    if cap == 0:
        return 0
    current = policy.person_week if cap is None else min(cap, policy.person_week)
    return max(1, current // 2)


def _person_rules(
    policy: Policy, who: Asked, about: Ask, history: History, now: datetime
) -> Iterator[Refused | None]:
    person = who.professional_id
    own = history.of_person(person)
    if not who.standing_active:
        yield Refused("not-active")
    if person == about.asker_id:
        yield Refused("asker")
    yield _asked_already(own, about)
    yield _later("paused", who.paused_until, now)
    yield _later("cooling", who.cooling_until, now)
    yield _gap("person-gap", own, policy.min_gap_hours, now)
    yield _window("person-day", own, policy.person_day, DAY, now)
    yield _person_week(policy, who, own, now)
    yield _window("person-month", own, policy.person_month, MONTH, now)
    yield _open_asks(policy, own, now)
    pair = history.of_pair(about.asker_id, person)
    yield _window("pair-month", pair, policy.pair_month, MONTH, now)
    if who.structure_id is not None:
        asks = history.of_structure(who.structure_id)
        yield _structure_case(policy, asks, about)
        yield _window("structure-week", asks, policy.structure_week, WEEK, now)
    yield from _shared(policy, about, history, now)


def _chat_rules(
    policy: Policy, who: ChatAsked, about: Ask, history: History, now: datetime
) -> Iterator[Refused | None]:
    own = history.of_circle(who.circle_id)
    if any(ask.case_id == about.case_id for ask in own):
        yield Refused("already-asked")
    yield _gap("circle-gap", own, policy.circle_chat_gap_hours, now)
    yield _window("circle-week", own, policy.circle_chat_week, WEEK, now)
    yield from _shared(policy, about, history, now)


def _shared(
    policy: Policy, about: Ask, history: History, now: datetime
) -> Iterator[Refused | None]:
    """Limits of the whole network."""
    for theme in about.themes:
        asks = history.of_theme(theme)
        yield _window("theme-week", asks, policy.theme_week, WEEK, now)
    yield _window("network-day", history.of_network(), policy.network_day, DAY, now)


def _asked_already(own: Sequence[PastAsk], about: Ask) -> Refused | None:
    for ask in own:
        if ask.case_id == about.case_id:
            return Refused("already-asked")
        if ask.case_id in about.alike:
            return Refused("already-asked-alike")
    return None


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


def _structure_case(policy: Policy, asks: Sequence[PastAsk], about: Ask) -> Refused | None:
    same = _about_case(asks, about)
    if same < policy.structure_case:
        return None
    return Refused("structure-case", details={"cap": policy.structure_case, "count": same})


def _about_case(asks: Sequence[PastAsk], about: Ask) -> int:
    return [ask.case_id for ask in asks].count(about.case_id)


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
    if not asks:
        return None
    return _later(rule, asks[-1].at + timedelta(hours=hours), now, {"hours": hours})


def _later(
    rule: str, until: datetime | None, now: datetime, details: Mapping[str, str | int] | None = None
) -> Refused | None:
    return Refused(rule, until, details or {}) if until is not None and until > now else None


def _new_until(policy: Policy, who: Asked) -> datetime | None:
    return who.joined_at and who.joined_at + timedelta(days=policy.newcomer_days)


def _date(ask: PastAsk) -> datetime:
    return ask.at


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
        yield ("pair", ask.asker_id, ask.professional_id)

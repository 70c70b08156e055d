"""What has been asked, found by everything that a limit counts: a person, a structure, a theme."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.people import ProfessionalId, StructureId
from bot.domain.solicitations import Response


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


by_date = attrgetter("at")
"""The order of asks in a bucket."""

Key = tuple[str, ...]
"""What a limit counts by, such as ``("person", "lea")``."""
_NETWORK: Key = ("network",)
_NOTHING: tuple[PastAsk, ...] = ()
_FOLD_AFTER = 512
"""Touched buckets that are carried apart before all are copied."""


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


@dataclass(frozen=True, slots=True)
class History:
    """Counted asks, indexed by every key that a limit counts (`keys_of`).

    Immutable: `adding` shares all but the touched buckets. Each bucket is ordered by date.
    """

    _base: Mapping[Key, Sequence[PastAsk]] = field(default_factory=dict, repr=False)
    _fresh: Mapping[Key, Sequence[PastAsk]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, asks: Iterable[PastAsk]) -> "History":
        """Index these asks, in any order."""
        buckets: dict[Key, list[PastAsk]] = {}
        for ask in sorted(asks, key=by_date):
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


def _inserted(bucket: Sequence[PastAsk], ask: PastAsk) -> tuple[PastAsk, ...]:
    if not bucket or bucket[-1].at <= ask.at:
        return (*bucket, ask)
    grown = list(bucket)
    insort(grown, ask, key=by_date)
    return tuple(grown)


def _removed(bucket: Sequence[PastAsk], ask: PastAsk) -> tuple[PastAsk, ...]:
    place = bucket.index(ask, bisect_left(bucket, ask.at, key=by_date))
    return (*bucket[:place], *bucket[place + 1 :])

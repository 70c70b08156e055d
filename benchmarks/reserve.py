"""Keep whoever is much wanted for the cases where they are worth most: a price on their slots.

An accurate ranking elects the same people again and again; under a limit, spending their slots on
whatever comes first leaves nothing for the cases that need them. So each slot has a price: what
the cases still to come before it frees again would make of it, judged by those that came lately.
Somebody is asked when the case at hand is worth that price (the dual price of online matching,
learnt per person; Manshadi and Rodilitz, 2020, call the result a sparse policy). Who is seldom
wanted has a price of zero.
"""

from bisect import insort
from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.people import ProfessionalId

LOOKED_BACK = timedelta(days=28)
"""Cases of so long ago still say what is to come."""
SOONEST = timedelta(hours=1)


class Reserve:
    """What each person was worth to the cases of the last weeks."""

    def __init__(self) -> None:
        self._by_date: deque[tuple[datetime, ProfessionalId, float]] = deque()
        self._worths: dict[ProfessionalId, list[float]] = {}
        self._since: datetime | None = None

    def see(self, at: datetime, worths: Iterable[tuple[ProfessionalId, float]]) -> None:
        """A case came that would ask these people, were they all free."""
        self._since = self._since or at
        for person, worth in worths:
            self._by_date.append((at, person, worth))
            insort(self._worths.setdefault(person, []), worth)
        while self._by_date and self._by_date[0][0] <= at - LOOKED_BACK:
            _, person, worth = self._by_date.popleft()
            kept = self._worths[person]
            kept.remove(worth)
            if not kept:
                del self._worths[person]

    def price(self, person: ProfessionalId, slots: int, now: datetime, until: datetime) -> float:
        """Worth under which a slot of this person is better kept.

        Parameters
        ----------
        slots
            How many they have left.
        until
            When they have more.
        """
        worths = self._worths.get(person)
        if not worths or self._since is None:
            return 0.0
        known = min(now - self._since, LOOKED_BACK)
        cases = int(slots * known / max(until - now, SOONEST))
        return worths[-cases - 1] if cases < len(worths) else 0.0

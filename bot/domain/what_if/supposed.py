"""What to suppose of whoever was not asked: their own rate of answer, and the delay of most."""

import random
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from bot.domain.cases import CaseId
from bot.domain.solicitations import Response, Solicitation

DOUBT = 4.0
"""Asks at the usual rate that somebody is credited with before their own are counted."""


class Supposed:
    """Learnt once from all the asks of a past."""

    def __init__(self, asks: Iterable[Solicitation]) -> None:
        self._asked: Counter[str] = Counter()
        self._answered: Counter[str] = Counter()
        waited = []
        for ask in asks:
            self._asked[ask.asked_id] += 1
            if ask.response is Response.ANSWERED and ask.responded_at is not None:
                self._answered[ask.asked_id] += 1
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

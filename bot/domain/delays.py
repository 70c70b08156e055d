"""How long answers take, learnt."""

import math
from collections.abc import Iterable
from datetime import timedelta

HOUR = timedelta(hours=1)


class Delays:
    """How long answers take: lognormal, learnt from those that came, with an assumed start."""

    def __init__(self) -> None:
        self._weight = 20.0
        self._sum = self._weight * math.log(8.0)
        self._squares = self._weight * (math.log(8.0) ** 2 + 1.2**2)
        self._shape = self._fitted()

    def learn(self, delay: timedelta) -> None:
        """Count one answer's delay."""
        log = math.log(max(delay / HOUR, 1 / 60))
        self._weight += 1
        self._sum += log
        self._squares += log * log
        self._shape = self._fitted()

    def passed(self, waited: timedelta) -> float:
        """Share of the answers that have come after so long."""
        hours = waited / HOUR
        if hours <= 0:
            return 0.0
        mean, sigma = self._shape
        return 0.5 * math.erfc((mean - math.log(hours)) / (sigma * math.sqrt(2)))

    def left(self, waited: timedelta, haste: float = 1) -> float:
        """What is left of an ask that has waited so long: the share of answers still to come."""
        return 1 - self.passed(waited * haste)

    def alive(self, waits: Iterable[timedelta], haste: float = 1) -> float:
        """How many asks are as good as fresh: each counts for the answers that still come so late.

        Parameters
        ----------
        haste
            Above 1, a silence counts as so many times longer.
        """
        left: dict[timedelta, float] = {}  # asks of one wave have waited as long
        total = 0.0
        for wait in waits:
            if wait not in left:
                left[wait] = self.left(wait, haste)
            total += left[wait]
        return total

    def _fitted(self) -> tuple[float, float]:
        """Mean and deviation of the logarithm of hours."""
        mean = self._sum / self._weight
        return mean, math.sqrt(max(self._squares / self._weight - mean * mean, 0.01))

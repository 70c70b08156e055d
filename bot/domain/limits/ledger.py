"""A history kept in place, for one pass over a long past."""

from bisect import bisect_left, insort
from collections import defaultdict

from bot.domain.limits.history import History, Key, PastAsk, by_date, keys_of
from bot.domain.limits.windows import DAY, MONTH

KEPT = MONTH + DAY
"""No limit looks further back."""


class Ledger:
    """Counted asks, written over as time goes by; `history` is always what it says now."""

    def __init__(self) -> None:
        self._buckets: defaultdict[Key, list[PastAsk]] = defaultdict(list)
        self.history = History(self._buckets)

    def add(self, ask: PastAsk) -> None:
        """Count an ask; forget those that no limit counts any more."""
        at = ask.at
        oldest = at - KEPT
        for key in keys_of(ask):
            bucket = self._buckets[key]
            if not bucket or bucket[-1].at <= at:
                bucket.append(ask)
            else:
                insort(bucket, ask, key=by_date)
            # A long bucket is moved as a whole when its first go: some at a time.
            if bucket[len(bucket) // 64].at < oldest:
                del bucket[: bisect_left(bucket, oldest, key=by_date)]

    def remove(self, ask: PastAsk) -> None:
        """Take an ask out, unless it is too old to be there."""
        for key in keys_of(ask):
            bucket = self._buckets.get(key, [])
            place = bisect_left(bucket, ask.at, key=by_date)
            while place < len(bucket) and bucket[place].at == ask.at:
                if _same(bucket[place], ask):
                    del bucket[place]
                    break
                place += 1

    def close(self, ask: PastAsk, closed: PastAsk) -> None:
        """Nothing more is awaited; limits read that of a person's own asks alone."""
        if ask.professional_id is not None:
            own = self._buckets.get(("person", ask.professional_id), [])
            if ask in own:
                own[own.index(ask)] = closed


def _same(one: PastAsk, other: PastAsk) -> bool:
    """Whether both are the same ask, responded to or not."""
    mine = (one.case_id, one.professional_id, one.circle_id)
    return mine == (other.case_id, other.professional_id, other.circle_id)

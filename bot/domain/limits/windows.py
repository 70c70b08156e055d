"""At most so many asks in any day, week or month, so many hours apart; when one more fits.

Windows are rolling. An ask dated after `now` counts as well, so setting a clock back frees
nobody.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.limits.history import PastAsk, by_date
from bot.domain.verdicts import Refused

HOUR = timedelta(hours=1)
DAY = timedelta(hours=24)
WEEK = timedelta(days=7)
MONTH = timedelta(days=31)


def window(
    rule: str, asks: Sequence[PastAsk], cap: int, span: timedelta, now: datetime
) -> Refused | None:
    """At most `cap` asks in any `span`: refuse until the cap-th latest is older than that."""
    if len(asks) < cap:
        return None
    if cap == 0:
        return Refused(rule, details={"cap": 0, "count": 0})
    frees = asks[-cap].at + span
    if frees <= now:
        return None
    return Refused(rule, frees, {"cap": cap, "count": within(asks, span, now)})


def fitting(wanted: int, asks: Sequence[PastAsk], cap: int, span: timedelta, now: datetime) -> int:
    """How many of the wanted asks fit beside these, at most `cap` in any `span`."""
    spared = cap - wanted
    if spared >= 0 and (len(asks) <= spared or asks[-spared - 1].at + span <= now):
        return wanted
    return max(0, cap - within(asks, span, now))


def within(asks: Sequence[PastAsk], span: timedelta, now: datetime) -> int:
    """How many of these asks are younger than `span`."""
    return len(asks) - bisect_right(asks, now - span, key=by_date)


def gap(rule: str, asks: Sequence[PastAsk], hours: int, now: datetime) -> Refused | None:
    """Refuse until the latest of these asks is `hours` old."""
    if not asks or (ends := asks[-1].at + hours * HOUR) <= now:
        return None
    return Refused(rule, ends, {"hours": hours})
